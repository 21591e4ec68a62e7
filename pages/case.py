"""One case: `case=` in the address says which."""

from pages.parts.article import article_html, title_case
from pages.parts.mending import open_page
from pages.parts.reading import draw_article

atlas, view = open_page()
draw_article(atlas, view, "case", title=title_case(atlas, view), article=article_html(atlas, view))
