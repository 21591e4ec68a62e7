"""What is still missing in a folder that is good: translations, facts, notes."""

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from geo.tables.faults import Detail, Fault, Level
from geo.tables.schema import FILES, Tables

MAX_NAMED: Final = 8  # cases that a line names; of more it tells only the number

_NO_FACTS: Final = "{found} of {cases} cases of {edition} have no facts"
_THESE_NO_FACTS: Final = "{found} of {cases} cases of {edition} have no facts: {which}"
_NO_NOTES: Final = "{found} of {cases} cases of {edition} have no notes for a speaker"
_THESE_NO_NOTES: Final = "{found} of {cases} cases of {edition} have no notes for a speaker: {which}"
_NO_OTHER: Final = "{value} has no text beside it in the other language: write it in both"
_NOT_CHINESE: Final = "{value} is not Chinese: write the Chinese name"
_NOT_ENGLISH: Final = "{value} is not English: write the English"

_CHINESE: Final = re.compile("[㐀-䶿一-鿿]")
_LATIN: Final = re.compile("[A-Za-zÀ-ɏ]")


def find_gaps(tables: Tables) -> list[Fault]:
    """Return a remark for each thing that `tables` lack: facts and notes by edition, translations by cell."""
    cases, cities = tables.cases, tables.cities
    untold = cases[~cases["case_id"].isin(tables.case_facts["case_id"])]
    silent = cases[cases["notes"].str.strip().eq("")]
    return [
        *_count_lacking(cases, untold, FILES["case_facts"], (_NO_FACTS, _THESE_NO_FACTS)),
        *_count_lacking(cases, silent, FILES["cases"], (_NO_NOTES, _THESE_NO_NOTES)),
        *_find_single("cities", cities),
        *_find_single("editions", tables.editions),
        *_find_foreign("cities", cities["name_zh"], _CHINESE, _NOT_CHINESE),
        *_find_foreign("cities", cities["name_en"], _LATIN, _NOT_ENGLISH),
        *_find_foreign("cases", cases["title_en"], _LATIN, _NOT_ENGLISH),
    ]


def _count_lacking(cases: pd.DataFrame, lacking: pd.DataFrame, file: str, messages: tuple[str, str]) -> Iterator[Fault]:
    """Yield a remark for each edition some of whose `cases` are `lacking` what `file` should have; a few are named."""
    for edition, of_edition in lacking.groupby("edition", sort=False):
        counts: dict[str, Detail] = {
            "found": len(of_edition),
            "cases": int(cases["edition"].eq(edition).sum()),
            "edition": (str(edition),),
        }
        if len(of_edition) > MAX_NAMED:
            yield Fault(file, None, None, None, messages[0], counts, Level.REMARK)
        else:
            named = counts | {"which": tuple(of_edition["case_id"])}
            yield Fault(file, None, None, None, messages[1], named, Level.REMARK)


def _find_single(name: str, table: pd.DataFrame) -> Iterator[Fault]:
    """Yield a remark for each cell of the table `name` whose text in the other language is empty."""
    for column in [column for column in table.columns if column.endswith("_zh")]:
        other = next((name for name in (f"{column[:-3]}_en", column[:-3]) if name in table), None)
        for here, there in ((column, other), (other, column)) if other else ():
            alone = table[table[here].str.strip().ne("") & table[there].str.strip().eq("")]
            for row, text in alone[here].items():
                yield Fault(FILES[name], int(str(row)), here, text, _NO_OTHER, level=Level.REMARK)


def _find_foreign(name: str, column: pd.Series, letters: re.Pattern[str], message: str) -> Iterator[Fault]:
    """Yield a remark for each filled cell of `column`, of the table `name`, without any of the `letters` it needs."""
    foreign = column[column.str.strip().ne("") & ~column.str.contains(letters)]
    for row, text in foreign.items():
        yield Fault(FILES[name], int(str(row)), str(column.name), text, message, level=Level.REMARK)
