"""The cases found as a table: in any order, what was found marked, each leading to its own page."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from geo import addresses
from geo.query.atlas import Atlas
from geo.query.sorting import DESCENDING, order_rows
from geo.text import set_chinese
from geo.tour.stops import MAX_TOUR_CASES
from pages.parts.describe import MAX_LISTED, describe_cases, mark
from pages.parts.empty import describe_empty
from pages.parts.links import list_downloads
from pages.parts.matches import describe_matches
from pages.parts.results import describe_editions, results_html
from pages.parts.templates import render
from pages.parts.view import View


@lru_cache(maxsize=200)  # views, some 40 kB each
def cases_html(atlas: Atlas, view: View) -> str:
    """Return the page of all cases found."""
    sort = shown_sort(view)
    rows = order_rows(atlas, view.selection, sort, view.language)
    return render(
        "pages/screens/cases.html",
        view.words,
        found=results_html(
            atlas,
            view,
            cases=len(rows),
            places=len({atlas.cases[row]["city_id"] for row in rows}),
            taken=[atlas.cases[row]["case_id"] for row in rows[:MAX_TOUR_CASES]],
        ),
        switch=describe_editions(atlas, view),
        cases=[describe_row(atlas, view, row) for row in rows[:MAX_LISTED]],
        left=max(len(rows) - MAX_LISTED, 0),
        columns=describe_columns(view, sort),
        downloads=list_downloads(atlas, replace(view.plain(), sort=sort)),
        publish=view.plain().link(addresses.PUBLISH),
        stage=replace(view.plain(), compare=(), sort=view.sort).link(addresses.STAGE),
        sorted=bool(view.sort),
        compare=view.plain().link(addresses.COMPARE) if view.compare else None,
        chosen=len(view.compare),
        empty=None if rows else describe_empty(atlas, view),
    )


def shown_sort(view: View) -> str:
    """Return the order of the list: the one asked for, else the best answers to a text first."""
    return view.sort or ("score" if view.selection.q else "")


def describe_columns(view: View, sort: str) -> list[dict[str, str | None]]:
    """Return name, direction and link of each column; a click sorts by it, a second one the other way round."""
    _ = view.words.gettext
    names = {"title": _("Title"), "city": _("City"), "country": _("Country"), "theme": _("Themes"), "list": _("List")}
    columns = []
    for column, name in names.items():
        turned = DESCENDING + column if sort == column else column
        direction = {column: "ascending", DESCENDING + column: "descending"}.get(sort)
        columns.append({"name": name, "direction": direction, "link": replace(view, sort=turned).link()})
    return columns


def describe_row(atlas: Atlas, view: View, row: int) -> dict[str, Any]:
    """Return what the table says of the case in `row`, what was found in it marked."""
    case, words = atlas.cases[row], view.words
    shown = {**case, "title_zh": set_chinese(case["title_zh"])}
    spans = atlas.index.explain(shown, atlas.search.read_as(view.selection.q, row))
    marked = {column: mark(str(shown[column]), places) for column, places in spans.items()}
    titles = [(tongue, marked[f"title_{tongue}"]) for tongue in words.languages if case[f"title_{tongue}"]]
    said = describe_cases(atlas, words)[row]
    return {
        **said,
        "title": said["titles"][0]["text"],
        "link": replace(view.plain(), case=case["case_id"]).link(addresses.CASE),
        "compared": case["case_id"] in view.compare,
        "titles": titles,
        "found_in": describe_matches(atlas, view, row),
        "city": marked[f"city_{words.language}"],
        "other_city": marked[f"city_{words.other}"],
        "country": marked[f"country_{words.language}"],
        "other_country": marked[f"country_{words.other}"] if spans[f"country_{words.other}"] else "",
    }
