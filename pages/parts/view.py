"""What a viewer looks at: language, selection and chosen city. The URL is its one home.

Every run starts from the URL, so that reload, Back, a shared link and a restarted server bring the same view. What is
chosen changes the URL in the browser (page.js), as a link does; no widget of Streamlit keeps a second state beside it.
(Its own `bind="query-params"` replaces the entry in the browser's history instead of adding one: Back would leave the
atlas rather than undo the last choice.)
"""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo.map.folium_map import view_data
from geo.query.atlas import Atlas
from geo.query.selection import Mask, Query, Selection, last, read_scheme, read_selection, read_text
from geo.query.sorting import SORTS
from geo.text import LANGUAGES, Translator, choose_language, translator
from pages.parts.atlas_cache import current_atlas


@dataclass(frozen=True)
class View:
    """Language, selection, and what else a page was asked to show.

    That is a city and a case (their ids), cases or cities set side by side, a place to measure from, and the order of a
    list ("-" before it: the other way round).
    """

    language: str
    selection: Selection
    city: str | None = None
    case: str | None = None
    compare: tuple[str, ...] = ()
    place: str = ""
    sort: str = ""
    lost: bool = False  # a city was asked for that the atlas does not have

    @property
    def words(self) -> Translator:
        """Return the words of its language."""
        return translator(self.language)

    def query(self) -> Query:
        """Return the query parameters of this view."""
        asked = {"city": self.city, "case": self.case, "place": self.place, "sort": self.sort}
        opened = {name: [value] for name, value in asked.items() if value}
        compared = {"compare": [*self.compare]} if self.compare else {}
        return {"lang": [self.language], **self.selection.query(), **opened, **compared}

    def link(self, page: str = "") -> str:
        """Return the address of this view on `page` (its path), relative to any page; without one, the page at hand."""
        return f"{page}?" + urlencode(self.query(), doseq=True)

    def plain(self) -> "View":
        """Return this view with nothing opened: what every page shares (language, selection, cases to compare)."""
        return replace(self, city=None, case=None, place="", sort="", lost=False)


def read_query() -> Query:
    """Return the values of every query parameter of the page."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def read_language(query: Query, locale: str | None) -> str:
    """Return the language that `query` asks for, else the one for the browser's `locale`."""
    asked = last(query.get("lang"))
    return asked if asked in LANGUAGES else choose_language(locale)


def read_view(query: Query, locale: str | None) -> tuple[Atlas, View]:
    """Return the atlas as it is now and the view of it that `query` asks for; DataError if the data is faulty.

    What is not known is dropped; a city or a case that does not exist is for the page to say (`last(query["case"])`).
    """
    atlas = current_atlas(read_scheme(query))
    city, case, sort = (last(query.get(name)) for name in ("city", "case", "sort"))
    return atlas, View(
        language=read_language(query, locale),
        selection=read_selection(query, atlas.known),
        city=city if city in atlas.city_ids else None,
        case=case if case in atlas.case_ids else None,
        compare=tuple(dict.fromkeys(one for one in query.get("compare", ()) if one in atlas.case_ids | atlas.city_ids)),
        place=read_text(query, "place"),
        lost=bool(city) and city not in atlas.city_ids,
        sort=sort if sort.removeprefix("-") in SORTS else "",
    )


def open_on_map(atlas: Atlas, view: View) -> View:
    """Return `view` as the map shows it: a case that it opens is read at its city, unless another city is chosen."""
    cities = (case["city_id"] for case in atlas.cases if case["case_id"] == view.case)
    return replace(view, city=view.city or next(cities, None))


def page_words() -> Translator:
    """Return the words of the page's language."""
    return translator(read_language(read_query(), st.context.locale))


def open_view() -> tuple[Atlas, View]:
    """Return the atlas as it is now and the view of it that the URL asks for; DataError if the data is faulty."""
    return read_view(read_query(), st.context.locale)


def map_view(atlas: Atlas, view: View, kept: Mask) -> dict[str, Any]:
    """Return what the map is to show of `view`, whose cases are `kept`."""
    shown = view_data(
        atlas.gather(kept),
        language=view.language,
        city=view.city,
        themes=view.selection.values("theme"),
        address=view.link(),
    )
    return {**shown, "partly": atlas.find_partly(kept)}
