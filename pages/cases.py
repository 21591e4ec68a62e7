"""The cases found as a table, to be sorted, read and downloaded."""

from pages.parts.data_errors import open_page
from pages.parts.layout import draw_article
from pages.parts.results import title_filters
from pages.screens.cases import cases_html

atlas, view = open_page()
name = view.words.gettext("Cases")
draw_article(atlas, view, "cases", title=title_filters(atlas, view, name), article=cases_html(atlas, view))
