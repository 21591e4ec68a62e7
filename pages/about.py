"""To come."""

from pages.parts.mending import open_page
from pages.parts.reading import draw_article

atlas, view = open_page()
draw_article(atlas, view, "about", title="about", article="<h1>about</h1>")
