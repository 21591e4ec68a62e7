"""Two to four cases or cities side by side: `compare=` in the address names them."""

from pages.parts.comparison import comparison_html, title_comparison
from pages.parts.mending import open_page
from pages.parts.reading import draw_article

atlas, view = open_page()
draw_article(atlas, view, "compare", title=title_comparison(atlas, view), article=comparison_html(atlas, view))
