"""To come."""

from pages.parts.mending import open_page
from pages.parts.reading import draw_article

atlas, view = open_page()
draw_article(atlas, view, "near", title="near", article="<h1>near</h1>")
