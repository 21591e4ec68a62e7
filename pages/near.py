"""The cases nearest to a place: `place=` in the address names it."""

from pages.parts.data_errors import open_page
from pages.parts.layout import draw_article
from pages.screens.near import near_html, title_near

atlas, view = open_page()
draw_article(atlas, view, "near", title=title_near(atlas, view), article=near_html(atlas, view))
