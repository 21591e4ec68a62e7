"""The cases found as a table, to be sorted, read and taken away."""

from geo.text import translations
from pages.parts.listing import listing_html, title_filters
from pages.parts.mending import open_page
from pages.parts.reading import draw_article

atlas, view = open_page()
name = translations(view.language).gettext("Cases")
draw_article(atlas, view, "cases", title=title_filters(atlas, view, name), article=listing_html(atlas, view))
