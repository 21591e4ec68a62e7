"""What a viewer looks at: language, selection and chosen city. The URL is its one home.

Every run starts from the URL, so that reload, Back, a shared link and a restarted server bring the same view. A widget
that changes writes the whole view into the URL. (Streamlit's own `bind="query-params"` replaces the entry in the
browser's history instead of adding one: Back would leave the atlas rather than undo the last choice.)
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from geo.atlas import Atlas
from geo.selection import FACETS, Selection, last, read_scheme, read_selection
from geo.text import LANGUAGES, choose_language
from pages.parts.shelf import current_atlas

LONGEST_TEXT: Final = 200  # characters of a search that are kept; a URL must stay a URL


@dataclass(frozen=True)
class View:
    """Language, selection and chosen city (its id, or none)."""

    language: str
    selection: Selection
    city: str | None = None

    def query(self) -> dict[str, list[str]]:
        """Return the query parameters of this view."""
        city = {"city": [self.city]} if self.city else {}
        return {"lang": [self.language], **self.selection.query(), **city}

    def link(self) -> str:
        """Return the address of this view, relative to the page."""
        return "?" + urlencode(self.query(), doseq=True)


def read_query() -> dict[str, list[str]]:
    """Return the values of every query parameter of the page."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def read_language(query: Mapping[str, list[str]]) -> str:
    """Return the language that `query` asks for, else the browser's."""
    asked = last(query.get("lang"))
    return asked if asked in LANGUAGES else choose_language(st.context.locale)


def open_view() -> tuple[Atlas, View]:
    """Return the atlas as it is now and the view of it that the URL asks for; DataError if the data is faulty."""
    query = read_query()
    atlas = current_atlas(read_scheme(query))
    city = last(query.get("city"))
    view = View(read_language(query), read_selection(query, atlas.known), city if city in atlas.city_ids else None)
    st.session_state["view"] = view
    return atlas, view


def write_view(view: View) -> None:
    """Make `view` the one that the URL asks for."""
    st.session_state["view"] = view
    st.query_params.from_dict(view.query())


def take_widgets() -> None:
    """Write what all filter widgets say now into the URL.

    All, not only the one that changed: a second click may reach the server before the browser's URL knows of the first.
    """
    view: View = st.session_state["view"]
    asked = {name: tuple(st.session_state[name]) for name in FACETS if name in st.session_state}
    text = " ".join(str(st.session_state.get("q", "")).split())[:LONGEST_TEXT]
    scheme = st.session_state.get("scheme") or view.selection.scheme
    language = st.session_state.get("lang") or view.language
    selection = replace(view.selection, **asked, q=text, scheme=scheme)
    known = current_atlas(scheme).known  # a region may not exist in the scheme just chosen
    write_view(replace(view, selection=read_selection(selection.query(), known), language=language))


def fill_widgets(view: View) -> None:
    """Make every filter widget say what `view` says; one that does is left alone, so that no click is undone."""
    values = {name: list(getattr(view.selection, name)) for name in FACETS}
    values |= {"q": view.selection.q, "scheme": view.selection.scheme, "lang": view.language}
    for name, value in values.items():
        if st.session_state.get(name) != value:
            st.session_state[name] = value


def take_map() -> None:
    """Take what was chosen on the map: a city (again: none), or a theme of the legend (again: not)."""
    view: View = st.session_state["view"]
    told = st.session_state.get("chosen") or {}
    if "theme" in told:
        write_view(replace(view, selection=toggle_theme(view.selection, told["theme"])))
    elif "city" in told:
        write_view(replace(view, city=None if told["city"] == view.city else told["city"]))


def toggle_theme(selection: Selection, theme: str) -> Selection:
    """Return `selection` with `theme` added, or without it if it was chosen."""
    chosen = selection.theme
    left = tuple(kept for kept in chosen if kept != theme) if theme in chosen else (*chosen, theme)
    return replace(selection, theme=left)
