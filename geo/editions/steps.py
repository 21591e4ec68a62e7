"""What becomes of each line of a list: the row of cases.csv that it is, new, changed or the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from geo.editions.columns import fold_header
from geo.editions.comparison import Match, Sought, match_lines
from geo.editions.keywords import CONFIDENCE, Keyword, list_keywords, propose_themes
from geo.editions.reading import Line
from geo.query.synonyms import split_words
from geo.tables.schema import Tables, list_rows

CODES: Final = {"international": "int", "domestic": "cn"}  # of the lists, in the id of a case


class Step(NamedTuple):
    """What becomes of a line: same, changed or new, the row of cases.csv that it is, and that which it was."""

    line: Line
    status: str
    city: str  # as English readers call it
    case: Mapping[str, str]
    before: Mapping[str, str] | None


def to_text(row: Mapping[str, Any]) -> dict[str, str]:
    """Return a row of a typed table as it is written."""
    return {name: str(value) for name, value in row.items()}


def make_steps(
    placed: Sequence[tuple[Line, str]],
    existing: Iterable[Mapping[str, str]],
    tables: Tables,
    year: str,
    names: Mapping[str, str],
) -> Iterator[Step]:
    """Yield what becomes of each line with its city id."""
    keywords, themes = list_keywords(tables.theme_keywords), name_themes(tables.themes)
    matches = match_lines([Sought(line.list, city, line.title_zh) for line, city in placed], existing)
    for (line, city), match in zip(placed, matches, strict=True):
        given = ";".join(themes.get(fold_header(word), "") for word in part_themes(line.themes)).strip(";")
        case = _mend_case(match, line, city, given) if match.case else _make_case(line, city, year, given, keywords)
        status = "same" if match.case == case else "changed" if match.case else "new"
        yield Step(line, status, names[city], case, match.case)


def part_themes(cell: str) -> list[str]:
    """Return the words of a cell of themes, parted by ; or a mark that stands for it."""
    for mark in "；、，,|":
        cell = cell.replace(mark, ";")
    return split_words(cell)


def name_themes(themes: pd.DataFrame) -> dict[str, str]:
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
        evidence = keep_evidence(case["theme_evidence"], line.title_zh)
        case |= {"title_zh": line.title_zh, "city_id": city, "theme_evidence": evidence}
    told = {"title_en": line.title_en, "themes": given, "notes": line.notes}
    return case | {name: value for name, value in told.items() if value}


def keep_evidence(evidence: str, title: str) -> str:
    """Return those pieces of `evidence` that a new `title` has too."""
    return "|".join(piece for piece in evidence.split("|") if piece in title)
