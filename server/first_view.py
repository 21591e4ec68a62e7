"""What a page shows until Streamlit has come: over a slow network its scripts take most of a minute.

The server draws it into the document itself, in a tree of its own (declarative shadow DOM), where neither Streamlit's
styles nor the scripts of the pages meet it. Its links work without any script; page.js takes it away once the page
stands.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Final

from geo import addresses
from geo.addresses import Page
from geo.query.atlas import Atlas
from pages.parts.links import absolute
from pages.parts.results import over_map_html
from pages.parts.shell import PRINT, join_sheets
from pages.parts.shell import SHEETS as PAGE_SHEETS
from pages.parts.sidebar import filters_html, masthead_html, search_html
from pages.parts.templates import render
from pages.parts.view import View, open_on_map
from pages.screens.about import draw_about
from pages.screens.case import case_html
from pages.screens.cases import cases_html
from pages.screens.compare import compare_html
from pages.screens.importing import importing_html
from pages.screens.insight import insight_html
from pages.screens.map import panel_html
from pages.screens.near import near_html
from pages.screens.new import new_html
from pages.screens.publish import publish_html
from pages.screens.tour import tour_html
from server.sharing import picture_address

SHEETS: Final = (*(sheet for sheet in PAGE_SHEETS if sheet != PRINT), "server/first_view.css")
Draw = Callable[[Atlas, View, str, date], str]  # from atlas, view, the address that was asked and the day of citations
ARTICLES: Final[Mapping[str, Draw]] = {
    addresses.MAP: lambda atlas, view, _reached, _day: panel_html(atlas, open_on_map(atlas, view)),
    addresses.CASES: lambda atlas, view, _reached, _day: cases_html(atlas, view),
    addresses.CASE: lambda atlas, view, reached, _day: case_html(atlas, view, reached),
    # Names of places are not loaded for it: that takes longer than Streamlit does.
    addresses.NEAR: lambda atlas, view, _reached, _day: "" if view.place else near_html(atlas, view),
    addresses.COMPARE: lambda atlas, view, _reached, _day: compare_html(atlas, view),
    addresses.INSIGHT: lambda atlas, view, _reached, _day: insight_html(atlas, view.plain()),
    addresses.IMPORT: lambda _atlas, view, _reached, _day: importing_html(view.words),
    addresses.NEW: lambda atlas, view, _reached, _day: new_html(atlas, view.plain()),
    addresses.PUBLISH: lambda atlas, view, _reached, _day: publish_html(atlas, view),
    addresses.TOUR: lambda _atlas, view, _reached, _day: tour_html(view.plain()),
    addresses.ABOUT: lambda atlas, view, reached, day: draw_about(
        atlas, view.plain(), absolute(addresses.MAP, reached), day
    ),
}
_ROOT: Final = re.compile(r":root((?:\[[^\]]*\]|:lang\([^)]*\))*)")  # of a document; of a tree of its own it is :host


@lru_cache(maxsize=128)  # pages are asked for again and again; some 100 kB each
def first_view_html(atlas: Atlas, view: View, page: Page, reached: str, day: date) -> str:
    """Return what stands in the document of `page` until Streamlit has drawn it.

    It tells the address at which it was `reached`, and the `day`: citations have both.
    """
    return render(
        "server/first_view.html",
        view.words,
        style=first_style(),
        masthead=masthead_html(view, page.name),
        search=search_html(view.words),
        filters=filters_html(atlas, view, page.name),
        found=count_found(atlas, view) if page.address == addresses.MAP else "",
        article=ARTICLES[page.address](atlas, view, reached, day),
        picture=picture_address(view),
    )


def count_found(atlas: Atlas, view: View) -> str:
    """Return the count of what is found, as it stands over the map."""
    kept = atlas.find(view.selection)
    return over_map_html(atlas, view, cases=int(kept.sum()), places=len(atlas.gather(kept)))


@cache
def first_style() -> str:
    """Return the rules of the pages, for a tree whose root is its host."""
    return _ROOT.sub(lambda found: f":host({found[1]})" if found[1] else ":host", join_sheets(SHEETS))
