"""When the cases began: a year for each, read from the facts about its beginning, and the rows of a timeline.

No column holds these years. A machine that reads them from a sentence is wrong now and then, and whoever shows them
says so.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from geo.insight.counts import Case
from geo.query.atlas import Facts

Fact = Mapping[str, Any]  # a row of case_facts.csv

BEGINNING: Final = "since"  # the kind of the facts that are read
SINGLE_YEARS: Final = 2000  # from then on each year has a row of its own; the few earlier ones stand together by decade

_YEAR: Final = r"((?:1[89]|20)[0-9]{2})(?<![0-9]{5})"  # not the end of a longer number
_ENGLISH: Final = re.compile(rf"{_YEAR}(?<![0-9][.,][0-9]{{4}})(s?)(?![\w%]|[.,][0-9])")
# 2019年, 2013至2014年, 1990年代, 20世纪90年代; not 2019件.
_CHINESE: Final = re.compile(rf"{_YEAR}\s?(?:(年代)|[年—–~～至到、-])|([0-9]{{2}})世纪([0-9]0)年代")
# What a sentence tells of the time before, or of another thing: after 2015, built in 1938, the 2012 level.
_BEFORE: Final = re.compile(rf"\b(?:after\b[^,;.]*?|built in |the ){_YEAR}(?!s)", re.IGNORECASE)


class Year(NamedTuple):
    """A year as a sentence has it: itself, or the first of a decade of which no more is told."""

    year: int
    is_decade: bool


class Beginning(NamedTuple):
    """When a case began, and the fact that says so."""

    case: Case
    when: Year
    fact: Fact


class Row(NamedTuple):
    """A row of a timeline: what began from the year `first` to the year `last`; an empty one may span many."""

    first: int
    last: int
    beginnings: tuple[Beginning, ...]


def read_beginnings(cases: Iterable[Case], facts: Facts, this_year: int) -> list[Beginning]:
    """Return when each of `cases` began of which the `facts` tell it, the oldest first.

    No case began after its edition, or after `this_year` where the edition is not called by its year.
    """
    read = (read_beginning(case, facts.get(case["case_id"], ()), latest_year(case, this_year)) for case in cases)
    return sorted((found for found in read if found), key=lambda found: found.when)


def latest_year(case: Case, this_year: int) -> int:
    """Return the last year in which `case` may have begun."""
    named = re.match(_YEAR, case["edition"])
    return int(named[1]) if named else this_year


def read_beginning(case: Case, facts: Iterable[Fact], latest: int) -> Beginning | None:
    """Return the earliest year, up to `latest`, of the first of `facts` about the beginning that names any."""
    for fact in facts:
        if fact["kind"] == BEGINNING:
            years = [found for found in find_years(fact["text_en"], fact["text_zh"]) if found.year <= latest]
            if years:
                return Beginning(case, min(years), fact)
    return None


def find_years(english: str, chinese: str) -> set[Year]:
    """Return the years that both sentences name, without those of the time before if there are others."""
    named = read_chinese(chinese)
    return named & read_english(_BEFORE.sub("", english)) or named & read_english(english)


def read_english(text: str) -> set[Year]:
    """Return the years in an English `text`: 2019, 2013–2014, the mid-1990s."""
    return {Year(int(year), bool(decade)) for year, decade in _ENGLISH.findall(text)}


def read_chinese(text: str) -> set[Year]:
    """Return the years in a Chinese `text`: 2019年, 2013至2014年, 1990年代, 20世纪90年代."""
    return {
        Year(int(year), bool(decade)) if year else Year(int(century) * 100 - 100 + int(tens), is_decade=True)
        for year, decade, century, tens in _CHINESE.findall(text)
    }


def line_up(beginnings: Sequence[Beginning]) -> list[Row]:
    """Return the rows of a timeline from the first of `beginnings` to the last; no year in between is left out.

    Rows without a case that follow each other are one.
    """
    held: dict[range, list[Beginning]] = {}
    for found in beginnings:
        held.setdefault(find_span(found.when.year), []).append(found)
    years = range(min(held, key=min)[0], max(held, key=max)[-1] + 1) if held else range(0)
    spans = dict.fromkeys(find_span(year) for year in years)
    runs = [[*run] for _, run in groupby(spans, key=lambda span: span if span in held else None)]
    return [Row(run[0][0], run[-1][-1], tuple(held.get(run[0], ()))) for run in runs]


def find_span(year: int) -> range:
    """Return the years that share a row with `year`."""
    decade = year // 10 * 10
    return range(year, year + 1) if year >= SINGLE_YEARS else range(decade, decade + 10)


def find_middle(years: Collection[int]) -> int:
    """Return the latest year since which at least half of `years` lie; there must be any."""
    return sorted(years, reverse=True)[(len(years) - 1) // 2]
