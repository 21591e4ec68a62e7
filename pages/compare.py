"""To come."""

from pages.parts.mending import open_page
from pages.parts.reading import draw_article

atlas, view = open_page()
draw_article(atlas, view, "compare", title="compare", article="<h1>compare</h1>")
