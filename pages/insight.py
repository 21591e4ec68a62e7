"""Pictures that answer: what the selection holds, counted, and said in a sentence."""

from geo.text import translations
from pages.parts.insight import insight_html
from pages.parts.listing import title_filters
from pages.parts.mending import open_page
from pages.parts.reading import draw_article

atlas, view = open_page()
name = translations(view.language).gettext("Insight")
draw_article(atlas, view, "insight", title=title_filters(atlas, view, name), article=insight_html(atlas, view.plain()))
