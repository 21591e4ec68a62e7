"""The panel beside the map: the cases of the chosen city, or all that were found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress

import pandas as pd
import streamlit as st

from geo import addresses
from geo.query.atlas import Atlas
from geo.query.selection import Mask
from geo.tables.schema import list_rows
from geo.text import Translator
from pages.parts.describe import MAX_LISTED, Said, describe_cases, describe_edition, format_point
from pages.parts.empty import describe_empty
from pages.parts.labels import count_words, value_names
from pages.parts.links import list_downloads
from pages.parts.matches import describe_matches
from pages.parts.results import describe_editions, name_filters
from pages.parts.templates import render
from pages.parts.view import View


def draw_panel(atlas: Atlas, view: View) -> None:
    """Draw the article of the chosen city, or the list of the cases found."""
    st.html(panel_html(atlas, view))


@lru_cache(maxsize=1000)  # views, some 10 kB each
def panel_html(atlas: Atlas, view: View) -> str:
    """Return the panel of `view`."""
    kept = atlas.find(view.selection)
    whole = replace(view, city=None, case=None)
    return render(
        "pages/screens/map.html",
        view.words,
        city=describe_city(atlas, view, kept) if view.city else None,
        lost=view.lost,
        switch=describe_editions(atlas, view),
        editions=[] if view.city else list(group_editions(atlas, view, kept)),
        left=0 if view.city else max(int(kept.sum()) - MAX_LISTED, 0),
        every_city=whole.link(),
        downloads=list_downloads(atlas, whole),
        publish=whole.plain().link(addresses.PUBLISH),
        page=view.link(addresses.ATLAS),
        empty=None if view.city or kept.any() else describe_empty(atlas, view),
    )


def title_map(atlas: Atlas, view: View) -> str:
    """Return the title of the map: the chosen city and the filters, if there are any, before the name of the atlas."""
    city = [case[f"city_{view.language}"] for case in atlas.cases if case["city_id"] == view.city]
    name = view.words.gettext("City Governance Case Map")
    return " · ".join([*city[:1], *name_filters(atlas, view), name])


def group_editions(atlas: Atlas, view: View, kept: Mask) -> Iterator[Said]:
    """Yield the first `MAX_LISTED` cases that are `kept` under the title of their edition, the latest first.

    Where nothing is kept there is the latest alone, without cases.
    """
    rows = kept.nonzero()[0].tolist()
    editions = [
        (name, [row for row in rows if atlas.cases[row]["edition"] == name])
        for name in reversed(atlas.known["edition"])
    ]
    room = MAX_LISTED
    for name, theirs in [one for one in editions if one[1]] or editions[:1]:
        yield {**describe_edition(atlas, view.words, name), "groups": group_cases(atlas, view, theirs[:room])}
        room = max(room - len(theirs), 0)


def group_cases(atlas: Atlas, view: View, rows: Iterable[int]) -> list[Said]:
    """Return the cases in `rows`, as published, under the name of their list."""
    cases = add_matches(atlas, view, describe_cases(atlas, view.words), rows)
    groups = {
        name: [case for case in cases if case["list"] == value]
        for value, name in value_names(atlas, view.words)["list"].items()
    }
    return [{"name": name, "cases": cases} for name, cases in groups.items() if cases]


def add_matches(atlas: Atlas, view: View, cases: Sequence[Said], rows: Iterable[int]) -> list[Said]:
    """Return those of `cases` in `rows`, each with the facts in which the text was found."""
    return [{**cases[row], "found_in": describe_matches(atlas, view, row)} for row in rows]


def describe_city(atlas: Atlas, view: View, kept: Mask) -> Said:
    """Return what the article of the chosen city says, an opened case first; cases outside the filters stand apart."""
    row = next(row for row in list_rows(atlas.tables.cities) if row["city_id"] == view.city)
    there = atlas.placed["city_id"].to_numpy() == view.city
    cases = [
        {**case, "link": replace(view.plain(), case=case["case_id"]).link(addresses.CASE)}
        for case in describe_cases(atlas, view.words)
    ]
    first, second = ("zh", "en") if view.language == "zh" else ("en", "zh")
    return {
        "name": row[f"name_{first}"],
        "other_name": row[f"name_{second}"],
        "where": describe_place(atlas, view.words, row, atlas.placed[there]),
        "count": count_words(view.words)(int(there.sum())),
        "inside": put_first(view.case, add_matches(atlas, view, cases, (there & kept).nonzero()[0].tolist())),
        "outside": put_first(view.case, compress(cases, there & ~kept)),
        "note": row["note_zh"] if view.language == "zh" and "note_zh" in row else row["note"],
    }


def put_first(case_id: str | None, cases: Iterable[Said]) -> list[Said]:
    """Return `cases` as they are, but the one of `case_id` before all others."""
    return sorted(cases, key=lambda case: case["case_id"] != case_id)


def describe_place(atlas: Atlas, words: Translator, row: Said, cases: pd.DataFrame) -> str:
    """Return country, region of China and coordinates of a city, in one line."""
    regions = value_names(atlas, words)["region"]
    where = [regions[region] for region in cases["region"].unique() if region]
    return " · ".join([words.country(row["country"]), *where, format_point(row["latitude"], row["longitude"])])
