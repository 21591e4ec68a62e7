"""The cases found as a table, to be sorted, read and taken away."""

from geo.text import translations
from pages.parts.data_errors import open_page
from pages.parts.layout import draw_article
from pages.screens.cases import listing_html, title_filters

atlas, view = open_page()
name = translations(view.language).gettext("Cases")
draw_article(atlas, view, "cases", title=title_filters(atlas, view, name), article=listing_html(atlas, view))
