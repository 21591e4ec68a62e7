"""The cases nearest to a place: `place=` in the address names it."""

from pages.parts.mending import open_page
from pages.parts.nearby import nearby_html, title_near
from pages.parts.reading import draw_article

atlas, view = open_page()
draw_article(atlas, view, "near", title=title_near(atlas, view), article=nearby_html(atlas, view))
