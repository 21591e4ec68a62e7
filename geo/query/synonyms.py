"""Words that mean the same: a text is searched as it is, and then with a synonym in the place of one of its words.

What only a synonym finds stands behind all that the text itself finds.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import numpy as np

from geo.query.folding import fold
from geo.query.search import Index, Scores
from geo.query.texts import LATIN, Held

SYNONYM: Final = 0.001  # how well a synonym answers: less than anything that is found otherwise
MAX_VARIANTS: Final = 16  # of a text; one of many words is searched as it is, and with some of its synonyms
COLUMNS: Final = ("words_zh", "words_en")

Groups = tuple[tuple[str, ...], ...]  # words of one meaning, as they are written in the table


class Hit(NamedTuple):
    """A text that found more: with which synonym, and which cases only that found."""

    text: str
    synonym: str
    cases: Held


@dataclass(frozen=True, eq=False)
class Search:
    """The index of the cases, and the synonyms with which it is asked again."""

    index: Index
    groups: Groups

    def score(self, text: str) -> Scores:
        """Return how well each case answers `text` or, behind all these, a synonym of it; 0 = not at all."""
        return widen(self, text)[0]

    def match(self, text: str) -> Held:
        """Return which cases answer `text` or a synonym of it."""
        return self.score(text) > 0

    def read_as(self, text: str, row: int) -> str:
        """Return `text` as the case in `row` answers it: as it is, or with a synonym."""
        return next((hit.text for hit in widen(self, text)[1] if hit.cases[row]), text)

    def list_also(self, text: str) -> list[str]:
        """Return the synonyms of `text` that found cases which it does not find itself."""
        return list(dict.fromkeys(hit.synonym for hit in widen(self, text)[1]))


@lru_cache(maxsize=32)  # a page asks once for the cases, and again for each that it lists
def widen(search: Search, text: str) -> tuple[Scores, tuple[Hit, ...]]:
    """Return how well each case answers `text` or a synonym, and what the synonyms found."""
    found = search.index.score(text)
    hold = cache(search.index.hold_written)  # the variants of a text differ in one word
    hits = [
        Hit(variant, synonym, held)
        for variant, synonym in list_variants(fold(text), search.groups)
        if (held := hold_all(hold, variant.split(), fold(synonym).split()) & (found == 0)).any()
    ]
    widened = np.where(np.logical_or.reduce([hit.cases for hit in hits]), SYNONYM, found) if hits else found
    return widened, tuple(hits)


def hold_all(hold: Callable[..., Held], words: Iterable[str], exactly: Collection[str]) -> Held:
    """Return which cases `hold` all of `words`, those among `exactly` as they are written."""
    all_held: Held = np.logical_and.reduce([hold(word, exactly=word in exactly) for word in words])
    return all_held


def read_groups(rows: Iterable[Mapping[str, Any]]) -> Groups:
    """Return the words of each of `rows` of synonyms.csv, both languages together."""
    return tuple(tuple(word for column in COLUMNS for word in split_words(str(row[column]))) for row in rows)


def split_words(cell: str) -> list[str]:
    """Return the words of a cell, parted by ; in it."""
    return [word.strip() for word in cell.split(";") if word.strip()]


def list_variants(text: str, groups: Groups) -> list[tuple[str, str]]:
    """Return `text` (folded) with a synonym instead of one of its words, and that synonym as written, for each."""
    variants: list[tuple[str, str]] = []
    for said, group in find_meanings(text, groups):
        others = [word for word in group if fold(word) not in text]
        variants += [(text.replace(said, f" {fold(word)} ", 1), word) for word in others]
    return variants[:MAX_VARIANTS]


def find_meanings(text: str, groups: Groups) -> list[tuple[str, tuple[str, ...]]]:
    """Return (word, group) of each meaning that `text` names; 人工智能 names one, and not also that of 智能."""
    named = [(find_longest(text, group), group) for group in groups]
    said = {word for word, _ in named}
    return [(word, group) for word, group in named if word and not any(word in other for other in said - {word})]


def find_longest(text: str, group: tuple[str, ...]) -> str:
    """Return the longest word of `group`, folded, that `text` has; "" if it has none."""
    return max((word for word in map(fold, group) if stands_whole(word, text)), key=len, default="")


def stands_whole(word: str, text: str) -> bool:
    """Return whether `text` has the `word`, one of letters a-z as a whole."""
    if word not in text or not LATIN.match(word):
        return word in text
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text) is not None
