"""What the latest edition brings, beside those before it."""

from pages.parts.data_errors import open_page
from pages.parts.layout import draw_article
from pages.screens.new import new_html

atlas, view = open_page()
name = view.words.gettext("What is new")
draw_article(atlas, view, "new", title=name, article=new_html(atlas, view.plain()))
