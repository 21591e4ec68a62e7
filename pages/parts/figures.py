"""Figures and dates within a sentence, which the eye is to find."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from geo.query.search import Spans
from geo.tables.figures import compare_figures
from geo.tables.numerals import MONTHS

_YEAR: Final = r"(?<![0-9,.])(?:1[5-9]|20)[0-9]{2}"
_DATE: Final = {
    "zh": re.compile(
        rf"{_YEAR}年(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)?|20世纪[0-9]0年代|{_YEAR}(?=[—–至到、和]+{_YEAR}年)"
    ),
    "en": re.compile(rf"(?:\b[0-9]{{1,2}} )?(?:\b(?:{'|'.join(MONTHS)}) )?{_YEAR}s?\b(?![,.][0-9])"),
}
# A number with its mark or word of size; not what stands in a name (C40, 24/7, the hotline 12345) or in a day (7月).
_NUMBER: Final = re.compile(
    r"(?<![A-Za-z0-9.\-/])(?!12345)(?![0-9]+(?:[月日/]|热线| hotline))"
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
    r"(?:[%％‰]|[多余]?[百千]?[万亿]|[百千]| (?:million|billion|thousand)\b)?(?![A-Za-z0-9])"
)
_TELLING: Final = re.compile(r"[%％万亿]|illion|[0-9],[0-9]|[0-9]{3}")  # what is worth to be read from the last row
# What a figure counts or measures: a Chinese measure word; in English the words up to the first plural, if no other
# word stands between. "from 54,000 to 61,000 residents" counts residents twice.
_UNIT: Final = {
    "zh": re.compile(
        r"([多余]?(?:平方公里|平方米|立方米|公里|公顷|英镑|人次|[吨米亩元天年户家人名位件个项处套场次座条辆棵所间种支]))"
    ),
    "en": re.compile(
        r"(?: to [0-9][0-9,.]*)? "
        r"((?:(?!(?:of|to|and|or|in|for|with|by|from)\b)[a-z-]+ )?(?:[a-z-]*[a-rt-z]s|people|km))(?![a-z’'-])"
    ),
}
_CURRENCY: Final = re.compile(r"[£$€¥]$")


def find_dates(text: str, language: str) -> Spans:
    """Return where dates stand in a sentence in `language`: years, with month and day if they are there."""
    return [found.span() for found in _DATE[language].finditer(text)]


def find_numbers(text: str, language: str) -> Spans:
    """Return where figures stand in a sentence in `language`, with their mark or word of size; dates are none."""
    dates = find_dates(text, language)
    found = [number.span() for number in _NUMBER.finditer(text)]
    return [span for span in found if not any(start < span[1] and span[0] < end for start, end in dates)]


def find_telling(texts: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Return the first of `list_telling`, {} where there is none."""
    return next(iter(list_telling(texts)), {})


def list_telling(texts: dict[str, str]) -> list[dict[str, tuple[str, str]]]:
    """Return the figures of a sentence that are worth to be shown large, each with its unit, by language.

    Each says the same in all languages.
    """
    found = {tongue: [*find_measures(text, tongue)] for tongue, text in texts.items()}
    return [
        {"zh": zh, "en": en}
        for zh, en in product(found["zh"], found["en"])
        if compare_figures(zh[0], en[0]) == ([], [])
    ]


def find_measures(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the figures of a sentence in `language` that are worth to be read from the last row, each with its unit."""
    for start, end in find_numbers(text, language):
        figure = text[start:end]
        unit = _UNIT[language].match(text, end)
        if _TELLING.search(figure):
            currency = (_CURRENCY.search(text[:start]) or [""])[0]
            yield currency + figure, unit[1] if unit and not figure.endswith(("%", "％", "‰")) else ""
