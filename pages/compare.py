"""Two to four cases or cities side by side: `compare=` in the address names them."""

from pages.parts.data_errors import open_page
from pages.parts.layout import draw_article
from pages.screens.compare import compare_html, title_compare

atlas, view = open_page()
draw_article(atlas, view, "compare", title=title_compare(atlas, view), article=compare_html(atlas, view))
