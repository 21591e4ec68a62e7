"""Sources and method."""

from pages.parts.data_errors import open_page
from pages.parts.layout import draw_article
from pages.screens.about import about_html

atlas, view = open_page()
title = view.words.gettext("Sources and method")
draw_article(atlas, view, "about", title=title, article=about_html(atlas, view.plain()))
