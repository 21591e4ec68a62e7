"""What a page shows until Streamlit has come: over a slow network its scripts take most of a minute.

The server draws list and cases into the page itself, in a tree of their own (declarative shadow DOM), where Streamlit's
styles and the scripts of the pages do not meet them. Their links work without any script; page.js takes them away once
the page stands.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Final

from geo import addresses
from geo.addresses import Page
from geo.query.atlas import Atlas
from pages.parts.results import results_html
from pages.parts.shell import join_sheets
from pages.parts.sidebar import filters_html, masthead_html, search_html
from pages.parts.templates import render
from pages.parts.view import View
from pages.screens.case import case_html
from pages.screens.cases import cases_html
from pages.screens.map import panel_html
from server.sharing import picture_address

SHEETS: Final = (
    "geo/tokens.css",
    "pages/parts/page.css",
    "pages/parts/layout.css",
    "pages/parts/phone.css",
    "server/first_view.css",
)
# The pages that people come to from a link, drawn from atlas, view and the address that was asked; others wait for
# Streamlit.
ARTICLES: Final[Mapping[str, Callable[[Atlas, View, str], str]]] = {
    addresses.MAP: lambda atlas, view, _reached: panel_html(atlas, view),
    addresses.CASES: lambda atlas, view, _reached: cases_html(atlas, view),
    addresses.CASE: case_html,
}
_ROOT: Final = re.compile(r":root((?:\[[^\]]*\]|:lang\([^)]*\))*)")  # of a document; of a tree of its own it is :host


@lru_cache(maxsize=128)  # pages are asked for again and again; some 100 kB each
def first_view_html(atlas: Atlas, view: View, page: Page, reached: str, _day: date) -> str:
    """Return what stands in the document of `page` until Streamlit has drawn it; "" for a page that waits.

    It tells the address at which it was `reached`, and the day (citations have it).
    """
    article = ARTICLES.get(page.address)
    if article is None:
        return ""
    return render(
        "server/first_view.html",
        view.words,
        style=first_style(),
        masthead=masthead_html(view, page.name),
        search=search_html(view.words),
        filters=filters_html(atlas, view, page.name),
        found=count_found(atlas, view) if page.address == addresses.MAP else "",
        article=article(atlas, view, reached),
        picture=picture_address(view),
    )


def count_found(atlas: Atlas, view: View) -> str:
    """Return the count of what is found, as it stands over the map."""
    kept = atlas.find(view.selection)
    return results_html(atlas, view, cases=int(kept.sum()), places=len(atlas.gather(kept)))


@cache
def first_style() -> str:
    """Return the rules of the pages, for a tree whose root is its host."""
    return _ROOT.sub(lambda found: f":host({found[1]})" if found[1] else ":host", join_sheets(SHEETS))
