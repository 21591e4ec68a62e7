"""What the import of a list would do: a step for each line, new cities, the row of the edition, and open questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final, NamedTuple

import pandas as pd

from geo.editions.changes import Change, list_changes, list_cities
from geo.editions.columns import fold_header, name_countries
from geo.editions.placing import Asked, Place, Question, make_city, place_city
from geo.editions.progress import Report, tell_nobody, watch
from geo.editions.questions import (
    check_cells,
    check_countries,
    check_positions,
    find_idle,
    find_kept,
    find_questions,
)
from geo.editions.reading import Line, Listing
from geo.editions.steps import Step, make_steps, to_text
from geo.places.gazetteer import fold_name
from geo.review.points import check_points
from geo.tables.faults import Fault
from geo.tables.schema import FILES, Tables, list_rows

_PLACED: Final = 0.5  # share of the work, on a long list, that is done when all cities are placed
_NO_TITLE: Final = "the edition {value} has no title yet: give it in Chinese and English"


class Edition(NamedTuple):
    """The year of an edition, and what is told of it; "" for what is not: then nothing there is changed."""

    year: str
    told: Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """What an import would do; nothing may be written while a fault blocks. A line without a step is open."""

    edition: Mapping[str, str]
    lines: Sequence[Line]
    steps: Sequence[Step]
    cities: Sequence[Mapping[str, str]]
    changes: Sequence[Change]
    faults: Sequence[Fault]
    questions: Mapping[str, Question] = field(default_factory=dict)

    @property
    def blocked(self) -> bool:
        """Return whether anything must be settled first."""
        return any(fault.blocking for fault in self.faults)


def plan_import(  # noqa: PLR0913 (what an import is made of)
    listing: Listing,
    file: str,
    tables: Tables,
    edition: Edition,
    choices: Mapping[str, str],
    *,
    report: Report = tell_nobody,
) -> Plan:
    """Return what the import of `listing`, read from `file`, into `tables` would do.

    `choices` answer beforehand which place is meant, by the name in the list; `report` is told how far it has come.
    """
    folded = {fold_name(name): code for name, code in choices.items()}
    read = [*map(Line._make, listing.lines.itertuples(index=False))]
    lines = [line for line in read if line.city and line.title_zh]
    countries = name_countries(tables.countries["country"])
    asked = [Asked(line.city, line.list == "domestic", countries.get(fold_header(line.country), "")) for line in lines]
    existing = [to_text(case) for case in list_rows(tables.cases) if case["edition"] == edition.year]
    settled = _find_settled(zip(lines, asked, strict=True), existing, tables.cities)
    once = dict.fromkeys(asked)
    answers = {
        one: settled.get(one) or place_city(one, tables, folded) for one in watch(once, len(once), report, 0, _PLACED)
    }
    ids, cities = _make_cities(answers, set(tables.cities["city_id"]))
    placed = [(line, ids[one]) for line, one in zip(lines, asked, strict=True) if one in ids]
    names = _name_cities(tables.cities, cities)
    made = make_steps(placed, existing, tables, edition.year, names)
    steps = [*watch(made, len(placed), report, _PLACED, 1)]
    row, added = _make_edition(edition, tables.editions)
    faults = [
        *listing.faults,
        *find_questions(lines, asked, answers, file),
        *check_countries(lines, asked, answers, set(tables.countries["country"]), file),
        *check_cells(lines, countries, tables.themes, file),
        *check_positions(steps, existing, file),
        *find_kept(steps, existing, file),
        *find_idle(choices, asked, file),
        *_check_points(cities, tables),
        *_check_title(row),
    ]
    questions = {one.name: answer for one, answer in answers.items() if isinstance(answer, Question)}
    changes = [*added, *list_cities(cities), *chain.from_iterable(map(list_changes, steps))]
    return Plan(row, read, steps, cities, changes, sorted(faults, key=lambda fault: fault.row or 0), questions)


def _check_points(cities: Sequence[Mapping[str, str]], tables: Tables) -> list[Fault]:
    """Return the warnings about the points of new `cities`, which have no row yet."""
    new = pd.DataFrame([{**city} for city in cities], columns=list(tables.cities.columns), dtype="str").fillna("")
    points = new.astype({"latitude": float, "longitude": float})
    return [replace(fault, row=None) for fault in check_points(points, tables.place_aliases)]


def _check_title(edition: Mapping[str, str]) -> list[Fault]:
    """Return a fault if the row of an `edition` has not both titles."""
    whole = edition["title_zh"] and edition["title_en"]
    return [] if whole else [Fault(FILES["editions"], None, None, edition["edition"], _NO_TITLE)]


def _find_settled(
    asked: Iterable[tuple[Line, Asked]], existing: Iterable[Mapping[str, str]], cities: pd.DataFrame
) -> dict[Asked, Place]:
    """Return what an earlier import settled: a line of the same list and title, in a city of the same name."""
    names = dict(zip(cities["city_id"], cities["name_zh"], strict=True))
    known = {
        (case["list"], fold_header(case["title_zh"]), fold_name(names[case["city_id"]])): Place(case["city_id"])
        for case in existing
    }
    keys = [(one, (line.list, fold_header(line.title_zh), fold_name(line.city))) for line, one in asked]
    return {one: known[key] for one, key in keys if key in known}


def _make_cities(
    answers: Mapping[Asked, Place | Question], taken: set[str]
) -> tuple[dict[Asked, str], list[dict[str, str]]]:
    """Return the city id of each settled answer, and the rows of those that are new: one for each point."""
    ids: dict[Asked, str] = {}
    rows: dict[tuple[float, float], dict[str, str]] = {}
    for asked, place in answers.items():
        if isinstance(place, Question):
            continue
        if place.candidate and place.candidate.point not in rows:
            rows[place.candidate.point] = make_city(asked.name, place, taken)
            taken.add(rows[place.candidate.point]["city_id"])
        ids[asked] = rows[place.candidate.point]["city_id"] if place.candidate else place.city_id
    return ids, [*rows.values()]


def _name_cities(cities: pd.DataFrame, added: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the English name of each city by its id."""
    return dict(zip(cities["city_id"], cities["name_en"], strict=True)) | {
        city["city_id"]: city["name_en"] for city in added
    }


def _make_edition(edition: Edition, editions: pd.DataFrame) -> tuple[dict[str, str], list[Change]]:
    """Return the row of editions.csv, and how it differs from the one there.

    The titles of a new one are those of the newest there, with its own year: an edition bears the name of the last.
    """
    rows = {str(row["edition"]): to_text(row) for row in list_rows(editions)}
    told = {name: value for name, value in edition.told.items() if value}
    if edition.year in rows:
        before = rows[edition.year]
        changes = [
            Change(f"editions.csv {edition.year} {name}", before.get(name, ""), value, "given")
            for name, value in told.items()
            if value != before.get(name, "")
        ]
        return before | told, changes
    last = max(rows, default="")
    titles = {
        name: _renew_title(rows.get(last, {}).get(name, ""), last, edition.year) for name in ("title_zh", "title_en")
    }
    row = dict.fromkeys(editions.columns, "") | {"edition": edition.year} | titles | told
    why = "given" if {"title_zh", "title_en"} <= set(told) else f"title of {last}"
    return row, [Change(f"editions.csv {edition.year}", "", f"{row['title_zh']} / {row['title_en']}", why)]


def _renew_title(title: str, last: str, year: str) -> str:
    """Return `title` with `year` for that of the `last` edition, "" if it does not name it."""
    return title.replace(last, year) if last and last in title else ""
