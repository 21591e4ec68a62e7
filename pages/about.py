"""Sources and method."""

from geo.text import translations
from pages.parts.mending import open_page
from pages.parts.reading import draw_article
from pages.parts.sources import sources_html

atlas, view = open_page()
title = translations(view.language).gettext("Sources and method")
draw_article(atlas, view, "about", title=title, article=sources_html(atlas, view.plain()))
