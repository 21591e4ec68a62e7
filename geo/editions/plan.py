"""What the import of a list would do: a step for each line, new cities, the row of the edition, and open questions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final, NamedTuple

import pandas as pd

from geo.editions.columns import fold_header, name_countries
from geo.editions.comparison import Match, Sought, match_lines
from geo.editions.keywords import CONFIDENCE, Keyword, list_keywords, propose_themes
from geo.editions.placing import Asked, Place, Question, make_city, place_city
from geo.editions.reading import Line, Listing, name_origin
from geo.places.gazetteer import fold_name
from geo.query.synonyms import split_words
from geo.tables.faults import Fault
from geo.tables.schema import FILES, LISTS, Tables, list_rows

CODES: Final = {"international": "int", "domestic": "cn"}  # of the lists, in the id of a case

_NO_TITLE: Final = "the edition {value} has no title yet: give it in Chinese and English"
_KEPT: Final = "{value} is there and not in this list: it was kept"
_TAKEN: Final = "position {value} is taken by another case, {case}: give each line its own"
_NO_COUNTRY: Final = "{value} is no country that is known: write its name, or two letters such as CN"
_NO_ROW: Final = "{value} lies in {country}, which countries.csv does not have: add a row for it there"
_NO_THEME: Final = "{value} is no theme: write one of {known}"
_NOT_ASKED: Final = "{value} stands in no line: the answer given beforehand is not needed"


class Edition(NamedTuple):
    """The year of an edition, and what is told of it; "" for what is not: then nothing there is changed."""

    year: str
    told: Mapping[str, str]


class Step(NamedTuple):
    """What becomes of a line: same, changed or new, the row of cases.csv that it is, and that which it was."""

    line: Line
    status: str
    city: str  # as English readers call it
    case: Mapping[str, str]
    before: Mapping[str, str] | None


class Change(NamedTuple):
    """One change of the tables: what, from which value to which, and why."""

    what: str
    old: str
    new: str
    why: str


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


def plan_import(listing: Listing, file: str, tables: Tables, edition: Edition, choices: Mapping[str, str]) -> Plan:
    """Return what the import of `listing`, read from `file`, into `tables` would do.

    `choices` answer beforehand which place is meant, by the name in the list.
    """
    folded = {fold_name(name): code for name, code in choices.items()}
    read = [*map(Line._make, listing.lines.itertuples(index=False))]
    lines = [line for line in read if line.city and line.title_zh]
    countries = name_countries(tables.countries["country"])
    asked = [Asked(line.city, line.list == "domestic", countries.get(fold_header(line.country), "")) for line in lines]
    existing = [_to_text(case) for case in list_rows(tables.cases) if case["edition"] == edition.year]
    settled = _find_settled(zip(lines, asked, strict=True), existing, tables.cities)
    answers = {one: settled.get(one) or place_city(one, tables.cities, folded) for one in dict.fromkeys(asked)}
    ids, cities = _make_cities(answers, set(tables.cities["city_id"]))
    placed = [(line, ids[one]) for line, one in zip(lines, asked, strict=True) if one in ids]
    steps = _make_steps(placed, existing, tables, edition.year, _name_cities(tables.cities, cities))
    row, added = _make_edition(edition, tables.editions)
    faults = [
        *listing.faults,
        *_find_questions(lines, asked, answers, file),
        *_check_countries(lines, asked, answers, set(tables.countries["country"]), file),
        *_check_cells(lines, countries, tables.themes, file),
        *_check_positions(steps, existing, file),
        *_find_kept(steps, existing, file),
        *_find_idle(choices, asked, file),
        *(
            []
            if row["title_zh"] and row["title_en"]
            else [Fault(FILES["editions"], None, None, edition.year, _NO_TITLE)]
        ),
    ]
    questions = {one.name: answer for one, answer in answers.items() if isinstance(answer, Question)}
    changes = [*added, *_list_cities(cities), *chain.from_iterable(map(_list_changes, steps))]
    return Plan(row, read, steps, cities, changes, sorted(faults, key=lambda fault: fault.row or 0), questions)


def _to_text(row: Mapping[str, Any]) -> dict[str, str]:
    """Return a row of a typed table as it is written."""
    return {name: str(value) for name, value in row.items()}


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


def _make_steps(
    placed: Sequence[tuple[Line, str]],
    existing: Iterable[Mapping[str, str]],
    tables: Tables,
    year: str,
    names: Mapping[str, str],
) -> list[Step]:
    """Return what becomes of each line with its city id."""
    keywords, themes = list_keywords(tables.theme_keywords), _name_themes(tables.themes)
    matches = match_lines([Sought(line.list, city, line.title_zh) for line, city in placed], existing)
    steps = []
    for (line, city), match in zip(placed, matches, strict=True):
        given = ";".join(themes.get(fold_header(word), "") for word in _part_themes(line.themes)).strip(";")
        case = _mend_case(match, line, city, given) if match.case else _make_case(line, city, year, given, keywords)
        status = "same" if match.case == case else "changed" if match.case else "new"
        steps.append(Step(line, status, names[city], case, match.case))
    return steps


def _part_themes(cell: str) -> list[str]:
    """Return the words of a cell of themes, parted by ; or a mark that stands for it."""
    for mark in "；、，,|":
        cell = cell.replace(mark, ";")
    return split_words(cell)


def _name_themes(themes: pd.DataFrame) -> dict[str, str]:
    """Return the id of each theme by its folded id and names."""
    columns = ("theme", "name_zh", "name_en")
    return {fold_header(str(row[name])): str(row["theme"]) for row in list_rows(themes) for name in columns}


def _make_case(line: Line, city: str, year: str, given: str, keywords: Sequence[Keyword]) -> dict[str, str]:
    """Return the row of cases.csv of a new line: its themes are those `given`, else proposed."""
    proposal = propose_themes(line.title_zh, keywords)
    return {
        "case_id": f"{year}-{CODES.get(line.list, line.list)}-{line.position:0>2}",
        "edition": year,
        "list": line.list,
        "position": line.position,
        "city_id": city,
        "title_zh": line.title_zh,
        "title_en": line.title_en,
        "themes": given or ";".join(proposal.themes),
        "theme_evidence": "" if given else "|".join(proposal.evidence),
        "theme_confidence": CONFIDENCE if proposal.themes and not given else "",
        "notes": line.notes,
    }


def _mend_case(match: Match, line: Line, city: str, given: str) -> dict[str, str]:
    """Return the row of a case that is there with what the line says otherwise; what it does not say stays."""
    case = {**(match.case or {})}
    if match.status == "changed":
        evidence = "|".join(piece for piece in case["theme_evidence"].split("|") if piece in line.title_zh)
        case |= {"title_zh": line.title_zh, "city_id": city, "theme_evidence": evidence}
    told = {"title_en": line.title_en, "themes": given, "notes": line.notes}
    return case | {name: value for name, value in told.items() if value}


def _make_edition(edition: Edition, editions: pd.DataFrame) -> tuple[dict[str, str], list[Change]]:
    """Return the row of editions.csv, and how it differs from the one there.

    The titles of a new one are those of the newest before it, with its year: an edition bears the name of the last.
    """
    rows = {str(row["edition"]): _to_text(row) for row in list_rows(editions)}
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


def _find_questions(
    lines: Iterable[Line], asked: Iterable[Asked], answers: Mapping[Asked, Place | Question], file: str
) -> Iterator[Fault]:
    """Yield a fault for each city that a person must settle, at the first line that names it."""
    first = {one: line for line, one in reversed([*zip(lines, asked, strict=True)])}
    for one, answer in answers.items():
        if isinstance(answer, Question):
            yield Fault(
                name_origin(file, first[one].sheet), first[one].row, "city", one.name, answer.message, answer.details
            )


def _check_countries(
    lines: Iterable[Line], asked: Iterable[Asked], answers: Mapping[Asked, Place | Question], known: set[str], file: str
) -> Iterator[Fault]:
    """Yield a fault for each line whose new city lies in a country that countries.csv does not have, such as XK."""
    for line, one in zip(lines, asked, strict=True):
        place = answers[one]
        if isinstance(place, Place) and place.candidate and place.candidate.country not in known:
            details = {"country": (place.candidate.country,)}
            yield Fault(name_origin(file, line.sheet), line.row, "city", line.city, _NO_ROW, details)


def _check_cells(
    lines: Iterable[Line], countries: Mapping[str, str], themes: pd.DataFrame, file: str
) -> Iterator[Fault]:
    """Yield a fault for each country and theme of `lines` that is not known."""
    known, names = _name_themes(themes), tuple(themes["name_zh"])
    for line in lines:
        if line.country and fold_header(line.country) not in countries:
            yield Fault(name_origin(file, line.sheet), line.row, "country", line.country, _NO_COUNTRY)
        for word in _part_themes(line.themes):
            if fold_header(word) not in known:
                yield Fault(name_origin(file, line.sheet), line.row, "themes", word, _NO_THEME, {"known": names})


def _check_positions(steps: Iterable[Step], existing: Iterable[Mapping[str, str]], file: str) -> Iterator[Fault]:
    """Yield a fault for each new case whose position in its list another has."""
    taken = {(case["list"], case["position"]): case["case_id"] for case in existing}
    for step in steps:
        key = step.case["list"], step.case["position"]
        if step.before is None and key in taken:
            where = name_origin(file, step.line.sheet)
            yield Fault(where, step.line.row, "position", step.line.position, _TAKEN, {"case": (taken[key],)})
        taken.setdefault(key, step.case["case_id"])


def _find_kept(steps: Iterable[Step], existing: Iterable[Mapping[str, str]], file: str) -> Iterator[Fault]:
    """Yield a remark for each case of the edition that the list does not have."""
    listed = {step.case["case_id"] for step in steps}
    for case in existing:
        if case["case_id"] not in listed:
            yield Fault(file, None, None, f"{case['case_id']} {case['title_zh']}", _KEPT, blocking=False)


def _find_idle(choices: Mapping[str, str], asked: Iterable[Asked], file: str) -> Iterator[Fault]:
    """Yield a remark for each answer given beforehand that no line asks for."""
    names = {fold_name(one.name) for one in asked}
    for name in choices:
        if fold_name(name) not in names:
            yield Fault(file, None, None, name, _NOT_ASKED, blocking=False)


def _list_cities(cities: Iterable[Mapping[str, str]]) -> Iterator[Change]:
    """Yield the change that each new city is."""
    for city in cities:
        where = city["province"] or city["country"]
        told = f"{city['name_zh']} / {city['name_en']}, {where}, {city['latitude']}, {city['longitude']}"
        yield Change(f"cities.csv {city['city_id']}", "", told, city["coordinate_source"])


def _list_changes(step: Step) -> Iterator[Change]:
    """Yield the changes that a line brings to cases.csv: a new case and its proposed themes, or each changed cell."""
    what, row = f"cases.csv {step.case['case_id']}", f"row {step.line.row}"
    if step.before is None:
        yield Change(what, "", f"{step.line.city} {step.case['title_zh']}", row)
        if step.case["theme_evidence"]:
            yield Change(f"{what} themes", "", step.case["themes"], f"keywords {step.case['theme_evidence']}")
        return
    for name, value in step.case.items():
        if value != step.before[name]:
            yield Change(f"{what} {name}", step.before[name], value, row)


def order_cases(cases: pd.DataFrame, steps: Iterable[Step]) -> pd.DataFrame:
    """Return `cases`, all text, with those of `steps`: the edition behind the others, list by list as printed."""
    stepped = pd.DataFrame([{**step.case} for step in steps], columns=list(cases.columns), dtype="str").fillna("")
    if stepped.empty:
        return cases
    kept = cases[~cases["case_id"].isin(stepped["case_id"])]
    together = pd.concat([kept, stepped], ignore_index=True)
    of_edition = together["edition"].eq(stepped["edition"].iloc[0])
    ordered = together[of_edition].sort_values(
        ["list", "position"],
        key=lambda column: column.map([*LISTS].index) if column.name == "list" else column.astype(int),
    )
    return pd.concat([together[~of_edition], ordered], ignore_index=True)
