"""Text search over cases: Chinese, English, pinyin, initials, Traditional characters and small slips of typing.

Every word of the text must be found somewhere in a case. How well a word is found decides the order, best first: it is
the name of the city; begins it, or is a whole name in pinyin; stands in the title; in the name of the country; is found
by pinyin, whole syllables, the last one may be unfinished; by initials (of a whole name, two letters and more; in a
title three and more, since any two letters stand somewhere in a long title); and, only where nothing of this finds
anything, by a slip: one letter of four, two of eight, or other characters of the same sound.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from opencc import OpenCC
from pypinyin import lazy_pinyin
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SEARCHED: Final = ("title_zh", "title_en", "city_zh", "city_en", "country_zh", "country_en")
NAMES: Final = {"city": ("city_zh", "city_en"), "country": ("country_zh", "country_en")}

# How well a word is found.
EXACT, BEGINS, TITLE, COUNTRY, PINYIN, INITIALS, SLIP = 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0

MIN_INITIALS_OF_NAME: Final = 2  # letters at least
MIN_INITIALS_OF_TITLE: Final = 3
MAX_WORD_CHARS: Final = 60  # letters; a longer one is no slip of a word, and no pinyin
MAX_READINGS: Final = 8  # ways of parting a word into syllables that are tried: xian is xian and xi'an
MAX_SLIPS: Final = 20  # words of the cases that a slip may have meant

Scores = npt.NDArray[np.float64]
Spans = list[tuple[int, int]]

_MARK: Final = "'"  # before each syllable; no word holds it
_SIMPLIFIED: Final = OpenCC("t2s")
_CHINESE: Final = re.compile(r"[㐀-䶿一-鿿]")
_LETTERS: Final = re.compile(r"[a-z]+")


# ---- text as a searcher means it ----


@cache
def fold_character(char: str) -> str:
    """Return `char` without the differences that a searcher does not mean: width, case, accents, Traditional form."""
    bare = "".join(part for part in unicodedata.normalize("NFKD", char.casefold()) if not unicodedata.combining(part))
    return "".join(_SIMPLIFIED.convert(part) if _CHINESE.match(part) else part for part in bare.casefold())


def fold(text: str) -> str:
    """Return `text` with every character folded, and one space for any run of them."""
    return " ".join("".join(map(fold_character, text)).split())


@lru_cache(maxsize=200_000)
def spell(folded: str) -> tuple[str, ...]:
    """Return for each character of `folded` its syllable without tones, "" where it is not Chinese; ü counts as u."""
    syllables = lazy_pinyin(folded, errors=lambda run: [""] * len(run))  # type: ignore[arg-type, return-value] # it takes lists
    return tuple(syllable.replace("v", "u") for syllable in syllables)


def mark_syllables(folded: str) -> str:
    """Return the syllables of `folded`, each after a mark, with a space where the Chinese is interrupted."""
    return "".join(f"{_MARK}{syllable}" if syllable else " " for syllable in spell(folded))


def initials(folded: str) -> str:
    """Return the first letter of each syllable of `folded`, with a space where the Chinese is interrupted."""
    return "".join(syllable[0] if syllable else " " for syllable in spell(folded))


# ---- the index ----


class Names(NamedTuple):
    """The different names of one kind (cities or countries), folded, and which of them each case has."""

    chinese: list[str]
    english: list[str]
    marked: list[str]
    initials: list[str]
    of_case: npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Index:
    """All that a search looks at, one entry a case in the order of the publication, made once from the placed cases."""

    titles: list[str]  # Chinese and English, folded, on two lines
    marked: list[str]
    initials: list[str]
    names: Mapping[str, Names]
    words: list[str]  # every word of letters in names and titles, once
    syllables: frozenset[str]

    def score(self, text: str) -> Scores:
        """Return how well each case answers `text`: 0 = not at all, the sum over its words; 1 for all without words."""
        words = self.read_words(text)
        total = np.zeros(len(self.titles))
        rows = np.arange(len(self.titles))  # those which have answered every word so far
        for word in words:
            found = self._find(word, rows)
            rows = rows[found > 0]
            total[rows] += found[found > 0]
            if not rows.size:
                break
        answered = np.zeros(len(self.titles), bool)
        answered[rows] = True
        return np.where(answered, total, 0) if words else np.ones(len(self.titles))

    def read_words(self, text: str) -> list[str]:
        """Return the different words of `text`, folded, in their order; syllables that are read on in a case as one."""
        words: list[str] = []
        for spelt, run in groupby(fold(text).split(), key=self.syllables.__contains__):
            parts = [*run]
            joined = "".join(parts)
            one = spelt and len(joined) <= MAX_WORD_CHARS and self._find_as_written(joined, self._all).any()
            words += [joined] if one else parts
        return list(dict.fromkeys(words))

    def match(self, text: str) -> npt.NDArray[np.bool_]:
        """Return which cases answer `text`."""
        return self.score(text) > 0

    def _find(self, word: str, rows: npt.NDArray[np.intp]) -> Scores:
        """Return how well each of `rows` answers `word`; a slip is thought of only where no case at all answers it."""
        found = self._find_as_written(word, rows)
        if found.any() or (len(rows) < len(self.titles) and self._find_as_written(word, self._all).any()):
            return found
        return self._find_slips(word, rows)

    @property
    def _all(self) -> npt.NDArray[np.intp]:
        return np.arange(len(self.titles))

    def _find_as_written(self, word: str, rows: npt.NDArray[np.intp]) -> Scores:
        """Return how well each of `rows` answers `word` as it is written, by pinyin or by initials."""
        latin = read_latin(word)
        spelt = tuple(self._spell_out(latin))
        cities = self.names["city"]
        tiers = [
            grade(cities, lambda name: EXACT * (name == word) or BEGINS * name.startswith(word))[rows],
            grade(self.names["city"], lambda name: TITLE * (word in name))[rows],
            TITLE * among(self.titles, (word,), rows),
            grade(self.names["country"], lambda name: COUNTRY * (word in name))[rows],
        ]
        if spelt:
            tiers.append(PINYIN * among(self.marked, spelt, rows))
            tiers += [spelt_among(names, spelt)[rows] for names in self.names.values()]
        if len(latin) >= MIN_INITIALS_OF_NAME:
            tiers += [INITIALS * begun_among(names, latin)[rows] for names in self.names.values()]
        if len(latin) >= MIN_INITIALS_OF_TITLE:
            tiers.append(INITIALS * among(self.initials, (latin,), rows))
        return best_of(tiers)

    def _find_slips(self, word: str, rows: npt.NDArray[np.intp]) -> Scores:
        """Return which of `rows` hold what `word` may have meant."""
        meant = tuple(self.guess(word))
        sounds = (sound_of(word),) if sound_of(word) else ()
        tiers = [np.zeros(len(rows))]
        if meant:
            tiers.append(SLIP * among(self.titles, meant, rows))
            kinds = self.names.values()
            tiers += [SLIP * grade(names, lambda name: any(one in name for one in meant))[rows] for names in kinds]
        if sounds:
            tiers.append(SLIP * among(self.marked, sounds, rows))
            tiers += [np.minimum(SLIP, spelt_among(names, sounds)[rows]) for names in self.names.values()]
        return best_of(tiers)

    def guess(self, word: str) -> list[str]:
        """Return the words of the cases that differ from `word` by one letter (of four), or two (of eight)."""
        allowed = (len(word) >= 4) + (len(word) >= 8)  # noqa: PLR2004 (letters, see above)
        if not allowed or len(word) > MAX_WORD_CHARS or not word.isalpha() or _CHINESE.search(word):
            return []
        near = extract(word, self.words, scorer=OSA.distance, score_cutoff=allowed, limit=MAX_SLIPS)
        return [meant for meant, *_ in near]

    def _spell_out(self, latin: str) -> list[str]:
        """Return the ways of reading `latin` as syllables, each marked as in the index; the last may be unfinished."""
        return list(part_syllables(latin, self.syllables)) if latin else []

    def explain(self, case: Mapping[str, Any], text: str) -> dict[str, Spans]:
        """Return for each searched column of `case` the places (start, end) that `text` was found at, in order."""
        words = self.read_words(text)
        return {column: merge_spans(self._locate(str(case[column]), column, words)) for column in SEARCHED}

    def _locate(self, raw: str, column: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield where each of `words` was found in `raw`, the text of `column`."""
        folded, origin = fold_with_origins(raw)
        sounds = spell(folded) if column.endswith("_zh") else ()
        for word in words:
            for start, end in find_spans(folded, sounds, word, self, whole=not column.startswith("title")):
                yield origin[start], origin[end - 1] + 1


def build_index(placed: pd.DataFrame) -> Index:
    """Return the index of `placed`, one entry a row, in its order."""
    chinese, english = (placed[column].map(fold).tolist() for column in ("title_zh", "title_en"))
    names = {kind: index_names(placed, *columns) for kind, columns in NAMES.items()}
    marked = [mark_syllables(title) for title in chinese]
    written = [*english, *(name for kind in names.values() for name in kind.english)]
    spelt = [*marked, *(name for kind in names.values() for name in kind.marked)]
    return Index(
        titles=[f"{title}\n{translation}" for title, translation in zip(chinese, english, strict=True)],
        marked=marked,
        initials=[initials(title) for title in chinese],
        names=names,
        words=sorted({word for text in written for word in re.findall(r"[^\W\d_]+", text)}),
        syllables=frozenset(syllable for text in spelt for syllable in _LETTERS.findall(text)),
    )


def index_names(placed: pd.DataFrame, chinese: str, english: str) -> Names:
    """Return the names in the columns `chinese` and `english` of `placed`, and which of them each row has."""
    pairs = pd.MultiIndex.from_frame(placed[[chinese, english]])
    codes, distinct = pd.factorize(pairs)
    folded = [(fold(name), fold(other)) for name, other in distinct]
    return Names(
        chinese=[name for name, _ in folded],
        english=[name for _, name in folded],
        marked=[mark_syllables(name) for name, _ in folded],
        initials=[initials(name) for name, _ in folded],
        of_case=np.asarray(codes),
    )


# ---- how a word is found ----


def best_of(tiers: Sequence[Scores]) -> Scores:
    """Return for each case the best of its scores."""
    best: Scores = np.maximum.reduce(tiers)
    return best


def among(texts: Sequence[str], words: Sequence[str], rows: npt.NDArray[np.intp]) -> Scores:
    """Return for each of `rows` 1.0 if any of `words` occurs in its text, else 0.0."""
    if len(words) == 1:
        (word,) = words
        return np.fromiter((word in texts[row] for row in rows), float, len(rows))
    return np.fromiter((any(word in texts[row] for word in words) for row in rows), float, len(rows))


def grade(names: Names, score: Callable[[str], float]) -> Scores:
    """Return for each case the better `score` of its name in Chinese and in English."""
    pairs = zip(names.chinese, names.english, strict=True)
    return spread(names, [float(max(score(name), score(other))) for name, other in pairs])


def spelt_among(names: Names, spelt: Sequence[str]) -> Scores:
    """Return for each case PINYIN if any of the readings `spelt` occurs in its name, BEGINS if one is all of it."""
    scores = [BEGINS * (name in spelt) or PINYIN * any(one in name for one in spelt) for name in names.marked]
    return spread(names, scores)


def begun_among(names: Names, latin: str) -> Scores:
    """Return for each case 1.0 if the initials of its name begin with `latin`, else 0.0."""
    return spread(names, [float(name.startswith(latin)) for name in names.initials])


def spread(names: Names, scores: Iterable[float]) -> Scores:
    """Return for each case the score of its name."""
    return np.array([*scores], float)[names.of_case]


def read_latin(word: str) -> str:
    """Return `word` as pinyin is written (without apostrophes, ü as u), or "" if it is no word of letters."""
    latin = word.replace("'", "").replace("’", "").replace("v", "u")
    return latin if len(latin) <= MAX_WORD_CHARS and _LETTERS.fullmatch(latin) else ""


def part_syllables(latin: str, syllables: frozenset[str]) -> list[str]:
    """Return the ways of parting `latin` into `syllables`, each after a mark; the last may be the beginning of one.

    A single letter is no reading: it begins half of all syllables.
    """
    if len(latin) < 2:  # noqa: PLR2004 (see above)
        return []
    return [f"{_MARK}{_MARK.join(parts)}" for parts in read_syllables(latin, syllables)][:MAX_READINGS]


def read_syllables(latin: str, syllables: frozenset[str]) -> list[tuple[str, ...]]:
    """Return at most `MAX_READINGS` ways of parting `latin`, longest first syllables first."""
    ways: dict[int, list[tuple[str, ...]]] = {len(latin): [()]}
    for start in reversed(range(len(latin))):
        here: list[tuple[str, ...]] = [(latin[start:],)] if begins_syllable(latin[start:], syllables) else []
        for end in range(min(len(latin), start + 6), start, -1):  # zhuang, the longest, has six letters
            if latin[start:end] in syllables and ways.get(end):
                here += [(latin[start:end], *rest) for rest in ways[end] if rest]
        ways[start] = here[:MAX_READINGS]
    return ways[0]


@lru_cache(maxsize=10_000)
def begins_syllable(letters: str, syllables: frozenset[str]) -> bool:
    """Return whether any of `syllables` begins with `letters`."""
    return any(syllable.startswith(letters) for syllable in syllables)


def sound_of(word: str) -> str:
    """Return the marked syllables of `word` if it is Chinese, of two characters and more, else ""."""
    chinese = len(word) in range(2, MAX_WORD_CHARS) and all(_CHINESE.match(char) for char in word)
    return mark_syllables(word) if chinese else ""


# ---- where a word is found ----


def fold_with_origins(raw: str) -> tuple[str, list[int]]:
    """Return `raw` folded character by character, and for each character of that, which one of `raw` it was."""
    folded = [fold_character(char) for char in raw]
    origins = [place for place, chars in enumerate(folded) for _ in chars]
    return "".join(folded), origins


def find_spans(folded: str, sounds: Sequence[str], word: str, index: Index, *, whole: bool) -> Spans:
    """Return where `word` is found in `folded` with its `sounds`; `whole`: in a name, whose initials count whole."""
    if spans := [(found.start(), found.end()) for found in re.finditer(re.escape(word), folded)]:
        return spans
    latin = read_latin(word)
    if spans := find_sounds(sounds, latin, whole_syllables=False):
        return spans
    if spans := find_initials(sounds, latin, whole=whole):
        return spans
    spans = [span for meant in index.guess(word) for span in find_words(folded, meant)]
    return spans or find_sounds(sounds, sound_of(word).replace(_MARK, ""), whole_syllables=True)


def find_words(folded: str, meant: str) -> Spans:
    """Return where the word `meant` stands in `folded`."""
    return [(found.start(), found.end()) for found in re.finditer(re.escape(meant), folded)]


def find_sounds(sounds: Sequence[str], latin: str, *, whole_syllables: bool) -> Spans:
    """Return where the letters `latin` are read in `sounds`, from the start of a syllable."""
    if len(latin) < 2:  # noqa: PLR2004 (a single letter is no reading)
        return []
    spans = ((start, read_on(sounds, start, latin, whole_syllables=whole_syllables)) for start in range(len(sounds)))
    return [(start, end) for start, end in spans if end]


def read_on(sounds: Sequence[str], start: int, latin: str, *, whole_syllables: bool) -> int:
    """Return where `latin` ends if it is read in `sounds` from `start`, else 0."""
    left = latin
    for end in range(start, len(sounds)):
        sound = sounds[end]
        if sound and left.startswith(sound):
            left = left.removeprefix(sound)
            if not left:
                return end + 1
        else:
            return end + 1 if sound.startswith(left) and not whole_syllables else 0
    return 0


def find_initials(sounds: Sequence[str], latin: str, *, whole: bool) -> Spans:
    """Return where the syllables of `sounds` begin with the letters `latin`; `whole`: at the start of a name only."""
    if len(latin) < (MIN_INITIALS_OF_NAME if whole else MIN_INITIALS_OF_TITLE):
        return []
    letters = "".join(sound[:1] or " " for sound in sounds)
    places = [found.start() for found in re.finditer(latin, letters)]
    return [(place, place + len(latin)) for place in places if place == 0 or not whole]


def merge_spans(spans: Iterable[tuple[int, int]]) -> Spans:
    """Return `spans` in order, those that touch or overlap as one."""
    merged: Spans = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
