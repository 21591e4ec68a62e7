"""One run of the script for one viewer: title, icon, style, and the page that the address asks for."""

import html
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from geo import addresses
from geo.text import Translator
from geo.tokens import read_sheets
from geo.tour.own_tour import MAX_STOPS
from geo.tour.stops import MAX_TOUR_CASES
from pages.parts.atlas_cache import PROJECT
from pages.parts.labels import page_names
from pages.parts.view import page_words

PARTS: Final = Path(__file__).parent
PRINT: Final = "pages/parts/print.css"
# In the order of the cascade: of two rules that fit alike, the later one holds.
SHEETS: Final = (
    "geo/tokens.css",
    "geo/base.css",
    "pages/parts/page.css",
    "pages/parts/layout.css",
    "pages/screens/insight.css",
    "pages/screens/tour.css",
    "pages/screens/publish.css",
    "pages/parts/phone.css",
    PRINT,
)
FONTS: Final = {"chinese-sans": "font", "chinese-serif": "headingFont"}
FONT_FACE: Final = '@font-face {font-family: "Atlas Serif"; src: url("%s"); font-weight: 400 700; font-display: swap}'


def run_page() -> None:
    """Draw the page that the address asks for."""
    words = page_words()
    name = words.gettext("City Governance Case Map")
    st.set_page_config(page_title=name, page_icon=str(PARTS / "icon.svg"), layout="wide")
    titles = page_names(words)
    pages = [
        st.Page(
            PROJECT / "pages" / f"{page.name}.py",
            title=titles[page.name],
            url_path=page.address.removeprefix(addresses.MAP),
            default=page.address == addresses.MAP,
        )
        for page in addresses.PAGES
    ]
    st.html(style() + script(words), unsafe_allow_javascript=True)
    st.navigation(pages, position="hidden").run()


@cache
def style() -> str:
    """Return the style sheet of all pages, its Chinese fonts taken from .streamlit/config.toml.

    Comments and indentation are for people: every viewer is sent what is left.
    """
    return f"<style>{join_sheets(SHEETS)}</style>"


def join_sheets(sheets: Iterable[str]) -> str:
    """Return the rules of the files `sheets`, after the fonts."""
    return f"{fonts(addresses.SERIF)}\n{read_sheets(*(PROJECT / sheet for sheet in sheets))}"


def fonts(serif: str) -> str:
    """Return the Chinese fonts of .streamlit/config.toml as custom properties, `FONTS`, and the English at `serif`."""
    chinese = " ".join(f"--{name}: {st.get_option(f'theme.{option}')};" for name, option in FONTS.items())
    return f":root {{ {chinese} }} {font_face(serif)}"


def font_face(serif: str) -> str:
    """Return the rule that tells where the English font is: at `serif`."""
    return FONT_FACE % serif


@cache
def script(words: Translator) -> str:
    """Return the tag of page.js, with the language and the words for what Streamlit says in English only."""
    _ = words.gettext
    said = {
        "skip": _("Skip to the content"),
        "sidebar": _("Filters"),
        "collapse": _("Hide the filters"),
        "expand": _("Show the filters"),
        "choose": _("Choose a file"),
        "remove": _("Remove the file"),
        "copied": _("Copied"),
        "close": _("Close"),
        "lost": _("The server does not answer"),
        "ticked": _("Cases in the tour: %d"),
        "full": say_full(words),
        "strange": _("Nothing was taken: this browser keeps a tour that cannot be read. The page Tour says more."),
        "unkept": _("This browser keeps nothing: the tour lasts until this page is closed."),
        "waits": _("This page stays as it is, and goes on by itself once the server answers."),
    }
    data = {"language": words.language, "words": said, "view": addresses.MAP_VIEW}
    text = html.escape(json.dumps(data, ensure_ascii=False))
    return f'<script src="{addresses.asset("page.js")}" data-page="{text}"></script>'


def say_full(words: Translator) -> str:
    """Return that the tour of a browser is full; its script puts for %d how many cases were left out."""
    said = words.gettext(
        "The tour is full: it has room for {cases} cases, and for {stops} stops with its chapters. Left out: %d."
    )
    return said.format(cases=MAX_TOUR_CASES, stops=MAX_STOPS)
