"""Pictures that answer: what the selection holds, counted, and said in a sentence."""

from pages.parts.data_errors import open_page
from pages.parts.layout import draw_article
from pages.parts.results import title_filters
from pages.screens.insight import insight_html

atlas, view = open_page()
name = view.words.gettext("Insight")
draw_article(atlas, view, "insight", title=title_filters(atlas, view, name), article=insight_html(atlas, view.plain()))
