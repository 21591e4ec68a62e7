"""To come."""

from pages.parts.mending import open_page
from pages.parts.reading import draw_article

atlas, view = open_page()
draw_article(atlas, view, "insight", title="insight", article="<h1>insight</h1>")
