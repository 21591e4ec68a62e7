"""Figures and dates within a sentence, which the eye is to find."""

import re
from typing import Final

from geo.query.search import Spans
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
    r"(?:[%％‰]|[百千]?[万亿]|[百千]| (?:million|billion|thousand)\b)?(?![A-Za-z0-9])"
)
_TELLING: Final = re.compile(r"[%％万亿]|illion|[0-9],[0-9]|[0-9]{3}")  # what is worth to be read from the last row


def find_dates(text: str, language: str) -> Spans:
    """Return where dates stand in a sentence in `language`: years, with month and day if they are there."""
    return [found.span() for found in _DATE[language].finditer(text)]


def find_numbers(text: str, language: str) -> Spans:
    """Return where figures stand in a sentence in `language`, with their mark or word of size; dates are none."""
    dates = find_dates(text, language)
    found = [number.span() for number in _NUMBER.finditer(text)]
    return [span for span in found if not any(start < span[1] and span[0] < end for start, end in dates)]


def find_telling(texts: dict[str, str]) -> dict[str, str]:
    """Return the first figure of a sentence that is worth to be shown large, in each language of `texts`; {} for none.

    It is the same in all: where one has it at another place, or not at all, none is shown.
    """
    found = {tongue: [text[slice(*span)] for span in find_numbers(text, tongue)] for tongue, text in texts.items()}
    if len({len(figures) for figures in found.values()}) != 1:
        return {}
    for figures in zip(*found.values(), strict=True):
        if all(map(_TELLING.search, figures)):
            return dict(zip(found, figures, strict=True))
    return {}
