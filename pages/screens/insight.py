"""Pictures that answer: each is a table of what the selection counts, which insight.css turns into a picture."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from functools import lru_cache
from itertools import compress, islice
from typing import Any, Final

from geo import addresses
from geo.insight.beginnings import Beginning, Row, line_up, read_beginnings
from geo.insight.counts import (
    Case,
    Contrast,
    Grid,
    Total,
    compare_lists,
    count_pairs,
    count_regions,
    count_totals,
    cross,
)
from geo.insight.sentences import (
    name_row,
    name_shared,
    name_year,
    percent,
    say_beginnings,
    say_continents,
    say_gap,
    say_known,
    say_lists,
    say_pairs,
    say_regions,
    say_totals,
    say_unfiltered,
    total_names,
)
from geo.insight.tables import TITLES
from geo.query.atlas import Atlas
from geo.query.selection import Selection
from geo.tables.schema import LISTS
from geo.text import Translator, set_chinese
from pages.parts.describe import chosen_editions, describe_themes, describe_titles
from pages.parts.empty import describe_empty
from pages.parts.labels import value_names
from pages.parts.results import name_filters
from pages.parts.templates import render
from pages.parts.view import View

Said = dict[str, Any]  # what the template says of a picture, a row or a cell

MAX_NAMED: Final = 120  # cases that a timeline names; more are drawn as bars, or it would be longer than anybody reads


@lru_cache(maxsize=200)  # views, some 40 kB each
def insight_html(atlas: Atlas, view: View) -> str:
    """Return the pictures of `view`, as HTML."""
    cases = list(compress(atlas.cases, atlas.find(view.selection)))
    return render(
        "pages/screens/insight.html",
        view.words,
        language="zh-CN" if view.language == "zh" else "en",
        space="" if view.language == "zh" else " ",  # between two sentences
        found={"found": len(cases), "all": len(atlas.cases)},
        filters=name_filters(atlas, view),
        clear=replace(view, city=None, selection=Selection(scheme=view.selection.scheme)).link(),
        case_page=view.plain().link(addresses.CASE),
        names=value_names(atlas, view.words),
        themes=describe_themes(atlas, view.words),
        pictures=describe_pictures(atlas, view, cases) if cases else {},
        titles={picture: view.words.gettext(title) for picture, title in TITLES.items()},
        files={picture: list_files(picture, view) for picture in TITLES},
        empty=None if cases else describe_empty(atlas, view),
        several=atlas.has_editions,
        editions=[describe_totals(atlas, view.words, row) for row in chosen_editions(atlas, view.selection)],
    )


def list_files(picture: str, view: View) -> list[tuple[str, str]]:
    """Return (name, link) of each file of a `picture`."""
    counted = replace(view, city=None)
    return [(form.upper(), counted.link(f"{addresses.PICTURES}/{picture}.{form}")) for form in ("svg", "csv")]


def describe_pictures(atlas: Atlas, view: View, cases: Collection[Case]) -> Said:
    """Return sentence and table of each picture that follows the selection; of facts where there is a table of them."""
    pictures = {
        "continents": describe_continents(atlas, view, cases),
        "lists": describe_lists(atlas, view, cases),
        "regions": describe_regions(atlas, view, cases),
        "pairs": describe_pairs(atlas, view, cases),
    }
    if atlas.known["known"]:
        pictures["beginnings"] = describe_beginnings(atlas, view, cases)
        pictures["known"] = describe_known(atlas, view, cases)
    return pictures


def describe_continents(atlas: Atlas, view: View, cases: Collection[Case]) -> Said:
    """Return a row for each theme, with a cell for each continent."""
    grid = cross(cases, atlas.known, "theme", "continent")
    return {
        "sentence": say_continents(grid, value_names(atlas, view.words), view.words),
        "rows": describe_grid(grid, view, "theme", "continent"),
        "foot": [describe_cell(grid.column_totals[value], view, continent=value) for value in grid.columns],
        "cases": describe_cell(grid.cases, view),
    }


def describe_regions(atlas: Atlas, view: View, cases: Collection[Case]) -> Said:
    """Return a row for each region of China, with a cell for each theme."""
    grid = count_regions(cases, atlas.known)
    return {
        "sentence": say_regions(grid, value_names(atlas, view.words), view.words),
        "rows": describe_grid(grid, view, "region", "theme"),
        "notes": note_regions(grid, view),
        "cases": grid.cases,
    }


def note_regions(grid: Grid, view: View) -> list[str]:
    """Return by whose division the regions are, and how many cases of the Chinese list lie in none of them."""
    words = view.words
    schemes = {
        "nbs": words.gettext("Four regions of the National Bureau of Statistics (2011)."),
        "three": words.gettext("The older division into east, centre and west."),
    }
    outside = grid.cases - sum(grid.row_totals.values())
    lies = words.ngettext("%d case of the list lies in none.", "%d cases of the list lie in none.", outside)
    return [schemes[view.selection.scheme], *([lies % outside] if outside else [])]


def describe_grid(grid: Grid, view: View, row: str, column: str) -> list[Said]:
    """Return the rows of `grid`, whose facets are `row` and `column`, with their cells and totals."""
    most = max(grid.cells.values(), default=0)
    longest = max(grid.row_totals.values(), default=0)
    return [
        {
            "value": value,
            "cells": [
                describe_cell(grid.cells[value, other], view, most=most, **{row: value, column: other})
                for other in grid.columns
            ],
            "total": describe_cell(total, view, most=longest, **{row: value}),
        }
        for value, total in grid.row_totals.items()
    ]


def describe_cell(count: int, view: View, most: int = 0, **values: str) -> Said:
    """Return a cell: its number, its part of the `most` that any has (0 to 1), and where it leads."""
    return {"count": count, "part": f"{count / (most or 1):.3f}", "href": link_map(view, **values)}


def link_map(view: View, **values: str) -> str | None:
    """Return the address of the map with one value set for each facet of `values`, on top of the other filters.

    There is none where the present filters rule a value out: the map would show other cases than were counted.
    """
    chosen = {facet: view.selection.values(facet) for facet in values}
    if any(chosen[facet] and value not in chosen[facet] for facet, value in values.items()):
        return None
    selection = view.selection.narrow(**{facet: (value,) for facet, value in values.items()})
    return replace(view, city=None, selection=selection).link(addresses.MAP)


def describe_lists(atlas: Atlas, view: View, cases: Collection[Case]) -> Said:
    """Return for each theme a bar for each list, and by how much one list is above the other."""
    contrasts = compare_lists(cases, atlas.known)
    shares = [share for contrast in contrasts for share in contrast.shares.values() if share]
    greatest = max(shares, default=Fraction(1))
    rows = [
        {
            "theme": contrast.theme,
            "gap": say_gap(contrast.difference, view.words),
            "bars": [describe_bar(contrast, name, greatest, view) for name in LISTS],
        }
        for contrast in contrasts
    ]
    return {"sentence": say_lists(contrasts, value_names(atlas, view.words), view.words), "rows": rows}


def describe_bar(contrast: Contrast, name: str, greatest: Fraction, view: View) -> Said:
    """Return the bar of a theme on list `name`: number, share, and length as a part of the `greatest` share."""
    share = contrast.shares[name]
    return {
        "list": name,
        "count": contrast.counts[name],
        "percent": percent(share, view.words),
        "part": f"{float((share or 0) / greatest):.3f}",
        "href": link_map(view, theme=contrast.theme, list=name),
    }


def describe_pairs(atlas: Atlas, view: View, cases: Collection[Case]) -> Said:
    """Return a row for each theme, with a cell for each theme before it and one, the last, for the theme alone.

    No cell leads anywhere: the address can ask for cases with any of two themes, not with both.
    """
    themes = atlas.known["theme"]
    pairs = count_pairs(cases, themes)
    most = max((count for (first, second), count in pairs.items() if first != second), default=0)
    rows = [
        {
            "theme": second,
            "cells": [
                {"count": pairs[first, second], "part": f"{pairs[first, second] / (most or 1):.3f}", "with": first}
                for first in themes[:place]
            ],
            "alone": pairs[second, second],
            "empty": len(themes) - place - 1,
        }
        for place, second in enumerate(themes)
    ]
    return {"sentence": say_pairs(pairs, cases, value_names(atlas, view.words), view.words), "rows": rows}


@lru_cache(maxsize=8)
def find_beginnings(atlas: Atlas) -> list[Beginning]:
    """Return when each case of `atlas` began of which that is known, the oldest first."""
    return read_beginnings(atlas.cases, atlas.facts, datetime.now(UTC).year)


def describe_beginnings(atlas: Atlas, view: View, cases: Collection[Case]) -> Said:
    """Return a row for each year, with a cell for each list, and the cases without a year.

    The cases of a cell are named, or, where there are too many, drawn as a bar; none of them leads to the map, whose
    address cannot ask for a year.
    """
    ids = {case["case_id"] for case in cases}
    dated = [found for found in find_beginnings(atlas) if found.case["case_id"] in ids]
    undated = ids - {found.case["case_id"] for found in dated}
    without = islice((case for case in cases if case["case_id"] in undated), MAX_NAMED)
    rows = line_up(dated)
    most = max((len(cell) for row in rows for cell in part_lists(row)), default=1)
    named = len(dated) <= MAX_NAMED
    return {
        "sentence": say_beginnings(dated, view.words),
        "rows": [describe_row(row, view.words, most, named=named) for row in rows],
        "named": named,
        "undated": len(undated),
        "without": [describe_link(case, view.words) for case in without],
    }


def part_lists(row: Row) -> list[list[Beginning]]:
    """Return what began in a `row` of the timeline, by list."""
    return [[found for found in row.beginnings if found.case["list"] == name] for name in LISTS]


def describe_row(row: Row, words: Translator, most: int, *, named: bool) -> Said:
    """Return a row of the timeline; a bar is long as a part of the `most` that any cell has."""
    years = name_row(row, words)
    return {
        "years": years,
        "empty": not row.beginnings,
        "cells": [
            {
                "count": len(cell),
                "part": f"{len(cell) / most:.3f}",
                "cases": [describe_dated(found, years, words) for found in cell] if named else [],
            }
            for cell in part_lists(row)
        ],
    }


def describe_dated(found: Beginning, years: str, words: Translator) -> Said:
    """Return a case of the timeline, with its year where the `years` of its row do not say it, and the fact."""
    year = name_year(found.when, words)
    link = describe_link(found.case, words)
    fact = found.fact[f"text_{words.language}"]
    return {**link, "title": f"{link['title']}\n{fact}", "year": "" if year == years else year}


def describe_link(case: Case, words: Translator) -> Said:
    """Return what is said of a case where only its city is named: the template knows the address of its page."""
    return {
        "case_id": case["case_id"],
        "city": case[f"city_{words.language}"],
        "edition": case["edition"],
        "title": describe_titles(dict(case), words)[0]["text"],
    }


def describe_known(atlas: Atlas, view: View, cases: Collection[Case]) -> Said:
    """Return a row for each kind of fact, with a cell for each list and for both."""
    grid = cross(cases, atlas.known, "known", "list")
    unknown = [case for case in cases if not case["known"]]
    return {
        "sentence": say_known(grid, unknown, view.words),
        "rows": [{"kind": kind, "cells": describe_shares(grid, kind, view)} for kind in grid.rows],
        "foot": [describe_cell(grid.column_totals[name], view, list=name) for name in grid.columns],
        "cases": describe_cell(grid.cases, view),
    }


def describe_shares(grid: Grid, kind: str, view: View) -> list[Said]:
    """Return of how many cases of each list, and of both, a `kind` of fact is known, and which share they are."""
    counts = [(grid.cells[kind, name], grid.column_totals[name], {"list": name}) for name in grid.columns]
    return [
        {
            **describe_cell(count, view, most=whole, known=kind, **values),
            "percent": percent(Fraction(count, whole) if whole else None, view.words),
        }
        for count, whole, values in [*counts, (grid.row_totals[kind], grid.cases, {})]
    ]


def describe_totals(atlas: Atlas, words: Translator, edition: Said) -> Said:
    """Return what `edition` announced beside what it lists, filters or not."""
    totals = count_totals(atlas.cases, edition)
    cities = {case["city_id"]: case[f"city_{words.language}"] for case in atlas.cases}
    return {
        "name": edition["edition"],
        "title": f"《{set_chinese(edition['title_zh'])}》" if words.language == "zh" else edition["title_en"],
        "source": edition[f"source_{words.language}"],
        "sentence": say_totals(totals, cities, words),
        "without": name_shared(totals, cities, words),
        "differs": any(total.announced not in {None, total.listed} for total in totals.totals),
        "rows": [describe_total(total, words) for total in totals.totals],
        "counted": say_unfiltered(words),
        "files": list_files("totals", View(words.language, Selection().narrow(edition=(edition["edition"],)))),
    }


def describe_total(total: Total, words: Translator) -> Said:
    """Return a row: what was announced, and what is listed with its difference from it."""
    listed = [
        {"count": count, "gap": None if total.announced is None else count - total.announced}
        for count in (total.listed, total.without)
    ]
    return {"name": total_names(words)[total.what], "announced": total.announced, "listed": listed}
