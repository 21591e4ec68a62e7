"""What a person must settle before a list is imported, and what is worth a look, each at its line."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pandas as pd

from geo.editions.columns import fold_header
from geo.editions.placing import Asked, Place, Question
from geo.editions.reading import Line, name_origin
from geo.editions.steps import Step, name_themes, part_themes
from geo.places.gazetteer import fold_name
from geo.tables.faults import Fault, Level

_KEPT: Final = "{value} is there and not in this list: it was kept"
_TAKEN: Final = "position {value} is taken by another case, {case}: give each line its own"
_NO_COUNTRY: Final = "{value} is no country that is known: write its name, or two letters such as CN"
_NO_ROW: Final = "{value} lies in {country}, which countries.csv does not have: add a row for it there"
_NO_THEME: Final = "{value} is no theme: write one of {known}"
_NOT_ASKED: Final = "{value} stands in no line: the answer given beforehand is not needed"


def find_questions(
    lines: Iterable[Line], asked: Iterable[Asked], answers: Mapping[Asked, Place | Question], file: str
) -> Iterator[Fault]:
    """Yield a fault for each city that a person must settle, at the first line that names it."""
    first = {one: line for line, one in reversed([*zip(lines, asked, strict=True)])}
    for one, answer in answers.items():
        if isinstance(answer, Question):
            yield Fault(
                name_origin(file, first[one].sheet), first[one].row, "city", one.name, answer.message, answer.details
            )


def check_countries(
    lines: Iterable[Line], asked: Iterable[Asked], answers: Mapping[Asked, Place | Question], known: set[str], file: str
) -> Iterator[Fault]:
    """Yield a fault for each line whose new city lies in a country that countries.csv does not have, such as XK."""
    for line, one in zip(lines, asked, strict=True):
        place = answers[one]
        if isinstance(place, Place) and place.candidate and place.candidate.country not in known:
            details = {"country": (place.candidate.country,)}
            yield Fault(name_origin(file, line.sheet), line.row, "city", line.city, _NO_ROW, details)


def check_cells(
    lines: Iterable[Line], countries: Mapping[str, str], themes: pd.DataFrame, file: str
) -> Iterator[Fault]:
    """Yield a fault for each country and theme of `lines` that is not known."""
    known, names = name_themes(themes), tuple(themes["name_zh"])
    for line in lines:
        if line.country and fold_header(line.country) not in countries:
            yield Fault(name_origin(file, line.sheet), line.row, "country", line.country, _NO_COUNTRY)
        for word in part_themes(line.themes):
            if fold_header(word) not in known:
                yield Fault(name_origin(file, line.sheet), line.row, "themes", word, _NO_THEME, {"known": names})


def check_positions(steps: Iterable[Step], existing: Iterable[Mapping[str, str]], file: str) -> Iterator[Fault]:
    """Yield a fault for each new case whose position in its list another has."""
    taken = {(case["list"], case["position"]): case["case_id"] for case in existing}
    for step in steps:
        key = step.case["list"], step.case["position"]
        if step.before is None and key in taken:
            where = name_origin(file, step.line.sheet)
            yield Fault(where, step.line.row, "position", step.line.position, _TAKEN, {"case": (taken[key],)})
        taken.setdefault(key, step.case["case_id"])


def find_kept(steps: Iterable[Step], existing: Iterable[Mapping[str, str]], file: str) -> Iterator[Fault]:
    """Yield a remark for each case of the edition that the list does not have."""
    listed = {step.case["case_id"] for step in steps}
    for case in existing:
        if case["case_id"] not in listed:
            yield Fault(file, None, None, f"{case['case_id']} {case['title_zh']}", _KEPT, level=Level.REMARK)


def find_idle(choices: Mapping[str, str], asked: Iterable[Asked], file: str) -> Iterator[Fault]:
    """Yield a remark for each answer given beforehand that no line asks for."""
    names = {fold_name(one.name) for one in asked}
    for name in choices:
        if fold_name(name) not in names:
            yield Fault(file, None, None, name, _NOT_ASKED, level=Level.REMARK)
