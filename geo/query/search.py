"""Text search over cases: Chinese, English, pinyin, initials, Traditional characters and small slips of typing.

Every word of the text must be found somewhere in a case; one that begins with a letter a-z or a digit only where a word
begins (AI is no part of complaints), Chinese anywhere. How well a word is found decides the order, best first: it is
the name of the city; begins it, or is a whole name in pinyin; stands in the title; in the name of the country; is found
by pinyin, whole syllables, the last one may be unfinished; by initials (of a whole name, two letters and more; in a
title three and more, since any two letters stand somewhere in a long title); stands in a fact; and, only where nothing
of this finds anything, by a slip of a title or name: one letter of four, two of eight, or other characters of the same
sound. A case that needs a fact stands behind all that need none.

Facts are long, and what is short stands in one of them by chance. So they are searched for whole words of one or two
letters (AI), for beginnings of words from three on, for pinyin of two whole syllables and more, and only if no title,
name or fact holds it as it is written (guide is no 规的), and not by initials.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, islice
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from geo.query.folding import CHINESE, fold, fold_with_origins
from geo.query.pinyin import SYLLABLE, initials, mark_syllables, spell
from geo.query.texts import LATIN, Held, SpokenTexts, Texts, lay_out, read_aloud, spell_out
from geo.text import LANGUAGES

SEARCHED: Final = ("title_zh", "title_en", "city_zh", "city_en", "country_zh", "country_en")
NAMES: Final = {"city": ("city_zh", "city_en"), "country": ("country_zh", "country_en")}

# How well a word is found.
EXACT, BEGINS, TITLE, COUNTRY, PINYIN, INITIALS, FACT, SLIP = 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.5, 1.0
BEHIND: Final = 10  # by which the sum of a case that needs a fact is divided: the best is then below the worst other

MIN_INITIALS_OF_NAME: Final = 2  # letters at least
MIN_INITIALS_OF_TITLE: Final = 3
MIN_LETTERS_OF_FACT: Final = 3  # of a part of a word
MIN_SYLLABLES_OF_FACT: Final = 2  # whole ones
MAX_WORD_CHARS: Final = 60  # letters; a longer one is no slip of a word, and no pinyin
MAX_READINGS: Final = 8  # ways of parting a word into syllables that are tried: xian is xian and xi'an
ALIKE: Final = 60  # percent that two words have in common (Indel), from which one may be meant by the other
MAX_NEAR: Final = 3  # words that a reader is asked about
MAX_PIECED_CHARS: Final = 12  # of a Chinese word whose pieces are looked for
MAX_ASKED: Final = 8  # words of a text; in a longer one nobody looks for the one that is wrong
MAX_SLIPS: Final = 20  # words of the cases that a slip may have meant

Scores = npt.NDArray[np.float64]
Spans = list[tuple[int, int]]

_LETTERS: Final = re.compile(r"[a-z]+")


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

    titles: Texts  # in both languages
    spoken: SpokenTexts  # the Chinese titles
    initials: Texts  # of these
    names: Mapping[str, Names]
    words: list[str]  # every word of letters in names and titles, once
    syllables: frozenset[str]  # of names and titles
    facts: SpokenTexts  # in both languages

    def score(self, text: str) -> Scores:
        """Return how well each case answers `text`: 0 = not at all, the sum over its words; 1 for all without words.

        The sum of a case that needs a fact to answer is less than that of any other.
        """
        first, *others = [self._score_words(words) for words in dict.fromkeys(read_words(self, text))]
        return np.where(first > 0, first, others[0] / BEHIND) if others else first

    def _score_words(self, words: Sequence[str]) -> Scores:
        """Return how well each case answers all of `words`."""
        total, by_fact, answered = np.zeros(self._size), np.zeros(self._size, bool), np.ones(self._size, bool)
        for word in sorted(words, key=self.facts.texts.count_rarest):  # the rarest first: none may be left soon
            found = self._find(word)
            total += found
            by_fact |= found == FACT
            answered &= found > 0
            if not answered.any():
                break
        total[by_fact] /= BEHIND
        return np.where(answered, total, 0) if words else np.ones(self._size)

    def match(self, text: str) -> Held:
        """Return which cases answer `text`."""
        return self.score(text) > 0

    @property
    def _size(self) -> int:
        """Return how many cases there are."""
        return self.titles.size

    def _find(self, word: str) -> Scores:
        """Return how well each case answers `word`; a slip is thought of only where no case at all answers it."""
        found = self.find_as_written(word)
        return found if found.any() else self._find_slips(word)

    def find_as_written(self, word: str) -> Scores:
        """Return how well each case answers `word` without a slip; facts are asked only if titles leave a case."""
        found = self.find_in_titles(word)
        return found if found.all() else best_of([found, grant(FACT, self.find_in_facts(word))])

    def find_in_titles(self, word: str) -> Scores:
        """Return how well title and names of each case answer `word` as it is written, by pinyin or by initials."""
        latin = read_latin(word)
        ways = self.read_ways(latin)
        tiers = [
            grade(self.names["city"], lambda name: grade_city(name, word)),
            grant(TITLE, self.titles.hold_begun(word)),
            grade(self.names["country"], lambda name: COUNTRY * stands_in(name, word)),
        ]
        tiers += [grant(PINYIN, self.spoken.hold(way)) for way in ways]
        if ways:
            tiers += [spelt_among(names, [*map(mark, ways)]) for names in self.names.values()]
        if len(latin) >= MIN_INITIALS_OF_NAME:
            tiers += [INITIALS * begun_among(names, latin) for names in self.names.values()]
        if len(latin) >= MIN_INITIALS_OF_TITLE:
            tiers.append(grant(INITIALS, self.initials.hold(latin)))
        return best_of(tiers)

    def find_in_facts(self, word: str) -> Held:
        """Return whether the facts about each case hold `word`, as it is written or by pinyin."""
        facts = self.facts.texts
        written = facts.hold_whole(word) if is_short(word) else facts.hold_begun(word)
        held: Held = np.logical_or.reduce([written, *map(self.facts.hold, read_in_facts(self, word))])
        return held

    def hold_written(self, word: str, *, exactly: bool) -> Held:
        """Return which cases hold `word`, if `exactly` as it is written in title or facts."""
        return self._hold_exactly(word) if exactly else self.find_as_written(word) > 0

    def _hold_exactly(self, word: str) -> Held:
        """Return which cases hold `word` in title or facts, one of one or two letters as a whole word."""
        texts = (self.titles, self.facts.texts)
        held = [one.hold_whole(word) if is_short(word) else one.hold_begun(word) for one in texts]
        any_held: Held = np.logical_or.reduce(held)
        return any_held

    def is_written(self, word: str) -> bool:
        """Return whether any title, name or fact holds `word` as it is written."""
        written = (name for names in self.names.values() for name in (*names.chinese, *names.english))
        return any(stands_in(name, word) for name in written) or any(
            texts.hold_begun(word).any() for texts in (self.titles, self.facts.texts)
        )

    def read_ways(self, latin: str) -> list[Sequence[str]]:
        """Return the ways of reading `latin` as syllables of names and titles; the last may be unfinished.

        A single letter is no reading: it begins half of all syllables.
        """
        return [*read_syllables(latin, self.syllables)] if len(latin) > 1 else []

    def _find_slips(self, word: str) -> Scores:
        """Return which cases hold what `word` may have meant."""
        meant, sounds = self.guess(word), sound_of(word)
        kinds = self.names.values()
        tiers = [np.zeros(self._size), *(grant(SLIP, self.titles.hold_begun(one)) for one in meant)]
        if meant:
            tiers += [SLIP * grade(names, lambda name: any(stands_in(name, one) for one in meant)) for names in kinds]
        if sounds:
            tiers.append(grant(SLIP, self.spoken.hold(sounds)))
            tiers += [np.minimum(SLIP, spelt_among(names, [mark(sounds)])) for names in kinds]
        return best_of(tiers)

    def guess(self, word: str) -> list[str]:
        """Return the words of the cases that differ from `word` by one letter (of four), or two (of eight)."""
        allowed = (len(word) >= 4) + (len(word) >= 8)  # noqa: PLR2004 (letters, see above)
        if not allowed or len(word) > MAX_WORD_CHARS or not word.isalpha() or CHINESE.search(word):
            return []
        near = extract(word, self.words, scorer=OSA.distance, score_cutoff=allowed, limit=MAX_SLIPS)
        return [meant for meant, *_ in near]

    def suggest(self, text: str) -> list[str]:
        """Return `text` with the nearest words of the cases instead of the one that no case answers, nearest first.

        Nothing if it has no such word, or several. Of a Chinese word these are its longest pieces that a case has.
        """
        parts = fold(text).split()[: MAX_ASKED + 1]
        unknown = [place for place, word in enumerate(parts) if len(parts) <= MAX_ASKED and not self.match(word).any()]
        if len(unknown) != 1:
            return []
        (place,) = unknown
        return [" ".join([*parts[:place], word, *parts[place + 1 :]]) for word in self._find_near(parts[place])]

    def _find_near(self, word: str) -> list[str]:
        """Return at most `MAX_NEAR` words of the cases that `word` may mean, nearest first."""
        if CHINESE.search(word):
            return list(islice((piece for piece in list_pieces(word) if self.is_written(piece)), MAX_NEAR))
        near = extract(word, self.words, scorer=ratio, score_cutoff=ALIKE, limit=MAX_NEAR)
        return [meant for meant, *_ in near]

    def explain(self, case: Mapping[str, Any], text: str) -> dict[str, Spans]:
        """Return for each searched column of `case` the places (start, end) that `text` was found at, in order."""
        fields = read_fields(case)
        found: dict[str, Spans] = {column: [] for column in SEARCHED}
        for word in self._choose_words(fields, text):
            for column, spans in self._locate(fields, word).items():
                found[column] += spans
        return {column: merge_spans(spans) for column, spans in found.items()}

    def _choose_words(self, fields: Mapping[str, "Field"], text: str) -> Sequence[str]:
        """Return `text` as titles are read if `fields` hold all words of that, else as facts are."""
        of_titles, of_facts = read_words(self, text)
        return of_facts if find_missing(fields, of_titles) else of_titles

    def _locate(self, fields: Mapping[str, "Field"], word: str) -> dict[str, Spans]:
        """Return where `word` was found in each of `fields`; as a slip only where no case at all answers it."""
        found = {column: field.locate(word) for column, field in fields.items()}
        if any(found.values()) or not is_slip(self, word):
            return found
        return {column: field.locate_slip(word, self.guess(word)) for column, field in fields.items()}

    def explain_facts(self, case: Mapping[str, Any], sentences: Sequence[str], text: str) -> list[tuple[int, Spans]]:
        """Return which of `sentences` hold the words of `text` that titles and names of `case` do not, and where.

        As few as do, those that hold most of them first; among equals the first.
        """
        fields = read_fields(case)
        words = self._choose_words(fields, text)
        missing = find_missing(fields, words)
        if not missing:
            return []
        patterns = {word: self._pattern(word) for word in words}
        found = [locate_in_fact(sentence, patterns) for sentence in sentences]
        return [(place, merge_spans(chain(*found[place].values()))) for place in choose_sentences(found, missing)]

    def _pattern(self, word: str) -> re.Pattern[str]:
        """Return the pattern of `word` in a fact: as it is written, or else by pinyin."""
        written = rf"{write_word(word)}(?![a-z0-9])" if is_short(word) else write_word(word)
        ways = [self.facts.write(way) for way in read_in_facts(self, word)]
        return re.compile("|".join([written, *("".join(f"[{one}]" for one in way) for way in ways)]))


@lru_cache(maxsize=32)  # a page asks for each case that it lists
def read_words(index: Index, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the different words of `text`, folded: as titles are read, and as facts are.

    Syllables are one word where they are read on in a title or a name, and for facts also where they are in a fact.
    """
    parts = fold(text).split()
    of_titles = join_runs(parts, index.syllables, lambda word: bool(index.find_in_titles(word).any()))
    of_facts = join_runs(
        parts,
        index.syllables | index.facts.syllables,
        lambda word: word in of_titles or bool(index.find_in_facts(word).any()),
    )
    return of_titles, of_facts


@lru_cache(maxsize=1000)
def read_in_facts(index: Index, word: str) -> tuple[Sequence[str], ...]:
    """Return the ways of reading `word` as pinyin in facts: none if it stands anywhere as it is written."""
    ways = read_syllables(read_latin(word), index.facts.syllables)
    whole = [sum(syllable in index.facts.syllables for syllable in way) for way in ways]
    long = tuple(way for way, count in zip(ways, whole, strict=True) if count >= MIN_SYLLABLES_OF_FACT)
    return () if long and index.is_written(word) else long


@lru_cache(maxsize=1000)
def is_slip(index: Index, word: str) -> bool:
    """Return whether no case at all answers `word` as it is written."""
    return not index.find_as_written(word).any()


def build_index(placed: pd.DataFrame, facts: Mapping[str, Iterable[Mapping[str, Any]]] = MappingProxyType({})) -> Index:
    """Return the index of `placed`, one entry a row, in its order; `facts` are rows of case_facts.csv by case."""
    chinese, english = (placed[column].map(fold).tolist() for column in ("title_zh", "title_en"))
    names = {kind: index_names(placed, *columns) for kind, columns in NAMES.items()}
    written = [*english, *(name for kind in names.values() for name in kind.english)]
    spoken = spell_out(chinese)
    return Index(
        titles=lay_out([*zip(chinese, english, strict=True)]),
        spoken=spoken,
        initials=lay_out([[initials(title)] for title in chinese]),
        names=names,
        words=sorted({word for text in written for word in re.findall(r"[^\W\d_]+", text)}),
        syllables=spoken.syllables.union(*(_LETTERS.findall(name) for kind in names.values() for name in kind.marked)),
        facts=read_aloud(lay_out([list_sentences(facts.get(case, ())) for case in placed["case_id"]])),
    )


def list_sentences(facts: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the sentences of `facts` in both languages."""
    return [str(fact[f"text_{language}"]) for fact in facts for language in LANGUAGES]


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


def list_pieces(word: str) -> Iterator[str]:
    """Yield the pieces of a Chinese `word`, longest first, of at least two characters; none of a whole sentence."""
    if len(word) > MAX_PIECED_CHARS:
        return
    for length in range(len(word) - 1, 1, -1):
        yield from (word[start : start + length] for start in range(len(word) - length + 1))


def best_of(tiers: Sequence[Scores]) -> Scores:
    """Return for each case the best of its scores."""
    best: Scores = np.maximum.reduce(tiers)
    return best


def grant(score: float, held: Held) -> Scores:
    """Return `score` for each case that has what was looked for, else 0."""
    return np.where(held, score, 0.0)


def grade(names: Names, score: Callable[[str], float]) -> Scores:
    """Return for each case the better `score` of its name in Chinese and in English."""
    pairs = zip(names.chinese, names.english, strict=True)
    return spread(names, [float(max(score(name), score(other))) for name, other in pairs])


def grade_city(name: str, word: str) -> float:
    """Return how well the `name` of a city answers `word`."""
    return EXACT * (name == word) or BEGINS * name.startswith(word) or TITLE * stands_in(name, word)


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


def join_runs(parts: Sequence[str], syllables: frozenset[str], stands: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the different `parts` of a text; several `syllables` in a row as one word if that `stands` in a case."""
    words: list[str] = []
    for spelt, run in groupby(parts, key=syllables.__contains__):
        several = [*run]
        joined = "".join(several)
        one = spelt and len(several) > 1 and len(joined) <= MAX_WORD_CHARS and stands(joined)
        words += [joined] if one else several
    return tuple(dict.fromkeys(words))


def read_latin(word: str) -> str:
    """Return `word` as pinyin is written (without apostrophes, ü as u), or "" if it is no word of letters."""
    latin = word.replace("'", "").replace("’", "").replace("v", "u")
    return latin if len(latin) <= MAX_WORD_CHARS and _LETTERS.fullmatch(latin) else ""


def is_short(word: str) -> bool:
    """Return whether `word` is so few letters that any sentence holds them."""
    return len(word) < MIN_LETTERS_OF_FACT and bool(_LETTERS.fullmatch(word))


def mark(syllables: Iterable[str]) -> str:
    """Return `syllables`, each after a mark."""
    return "".join(f"{SYLLABLE}{syllable}" for syllable in syllables)


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


def sound_of(word: str) -> tuple[str, ...]:
    """Return the syllables of `word` if it is Chinese, of two characters and more, else none."""
    chinese = len(word) in range(2, MAX_WORD_CHARS) and all(CHINESE.match(char) for char in word)
    return spell(word) if chinese else ()


# ---- where a word is found ----


class Field(NamedTuple):
    """The text of a column, folded, and for each character of that its place in the written text and its syllable."""

    folded: str
    origins: Sequence[int]
    sounds: Sequence[str]
    whole: bool  # a name, whose initials count whole

    def locate(self, word: str) -> Spans:
        """Return where `word` is written, or else read in pinyin, or else stands by its initials."""
        latin = read_latin(word)
        return self._unfold(
            find_words(self.folded, word)
            or find_sounds(self.sounds, latin, whole_syllables=False)
            or find_initials(self.sounds, latin, whole=self.whole)
        )

    def locate_slip(self, word: str, meant: Iterable[str]) -> Spans:
        """Return where one of the words `meant` by `word` is written, or else what sounds the same."""
        return self._unfold(
            [span for other in meant for span in find_words(self.folded, other)]
            or find_sounds(self.sounds, "".join(sound_of(word)), whole_syllables=True)
        )

    def _unfold(self, spans: Spans) -> Spans:
        """Return the places in the written text of `spans` of the folded one."""
        return unfold(spans, self.origins)


def read_fields(case: Mapping[str, Any]) -> dict[str, Field]:
    """Return the searched columns of `case`."""
    return {column: read_field(str(case[column]), column) for column in SEARCHED}


def read_field(raw: str, column: str) -> Field:
    """Return `raw`, the text of `column`, as it is searched."""
    folded, origins = fold_with_origins(raw)
    sounds = spell(folded) if column.endswith("_zh") else ()
    return Field(folded, origins, sounds, whole=not column.startswith("title"))


def find_missing(fields: Mapping[str, Field], words: Iterable[str]) -> set[str]:
    """Return which of `words` none of `fields` holds."""
    return {word for word in words if not any(field.locate(word) for field in fields.values())}


def locate_in_fact(sentence: str, patterns: Mapping[str, re.Pattern[str]]) -> dict[str, Spans]:
    """Return where `sentence` holds each word of `patterns`; only those that it holds."""
    folded, origins = fold_with_origins(sentence)
    found = {word: [hit.span() for hit in pattern.finditer(folded)] for word, pattern in patterns.items()}
    return {word: unfold(spans, origins) for word, spans in found.items() if spans}


def choose_sentences(found: Sequence[Mapping[str, Spans]], missing: set[str]) -> Iterator[int]:
    """Yield the places of the sentences that together hold the words `missing`, from those `found` in each."""
    left = missing & set(chain(*found))
    while left:
        best = max(range(len(found)), key=lambda place: len(left & found[place].keys()))
        yield best
        left -= found[best].keys()


def unfold(spans: Spans, origins: Sequence[int]) -> Spans:
    """Return the places in the written text of `spans` of the folded one, whose characters have those `origins`."""
    return [(origins[start], origins[end - 1] + 1) for start, end in spans]


def find_words(folded: str, word: str) -> Spans:
    """Return where `word` stands in `folded`, or a word begins with it."""
    return [found.span() for found in re.finditer(write_word(word), folded)]


def stands_in(folded: str, word: str) -> bool:
    """Return whether `folded` has a place of `word`; most have none, which is told without a pattern."""
    return word in folded and bool(find_words(folded, word))


def write_word(word: str) -> str:
    """Return the pattern of `word`; one that begins with a letter a-z or digit follows no other."""
    return ("(?<![a-z0-9])" if LATIN.match(word) else "") + re.escape(word)


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
