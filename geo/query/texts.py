"""Texts laid out so that a word is found among hundreds of thousands of them in a few milliseconds.

They are cut at spaces, which no searched word holds, and each distinct piece is kept once: the words of English, whole
sentences of Chinese. An inverted index tells where each character stands. A word is followed from its rarest character,
so that a search looks at the places of that one instead of reading all the text. Several characters may stand for one:
so pinyin is found without any being kept, which to make for 300,000 sentences would take over a minute.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from geo.query.folding import CHINESE, fold_characters
from geo.query.pinyin import read_character, spell

Codes = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.int32]
Held = npt.NDArray[np.bool_]

CODES: Final = 2**16  # of UTF-16; a rare character has two
LATIN: Final = re.compile("[a-z0-9]")  # of these are the words that begin somewhere
_END: Final = "\n"  # around each piece; no piece holds it
_SIGNS: Final = 0xE000  # where the characters begin that mean nothing by themselves


class Groups(NamedTuple):
    """Numbers in groups: those of group g are the `sizes[g]` numbers in `members` from `begins[g]` on."""

    members: Numbers
    begins: npt.NDArray[np.intp]
    sizes: npt.NDArray[np.intp]

    def gather(self, groups: npt.NDArray[Any]) -> Numbers:
        """Return the members of `groups`, one group after the other."""
        begins, sizes = self.begins[groups], self.sizes[groups]
        if len(groups) == 1:
            return self.members[begins[0] : begins[0] + sizes[0]]
        places = np.arange(sizes.sum()) + np.repeat(begins - sizes.cumsum() + sizes, sizes)
        members: Numbers = self.members[places]
        return members


@dataclass(frozen=True, eq=False)
class Texts:
    """The texts of each case: all their pieces, what stands where in these, and which cases have them."""

    codes: Codes  # all pieces, folded, in UTF-16
    places: Groups  # where in `codes` each code stands
    pieces: Numbers  # for each place in `codes` the number of its piece
    cases: Groups  # the rows of the cases that have each piece
    size: int  # cases
    characters: str  # all that stand in a piece, each once
    others: Codes  # of those that are no letters a-z or digits

    def hold(self, word: str) -> Held:
        """Return for each case whether any of its texts holds `word`."""
        return self._hold([*encode(word)[:, None]])

    def hold_begun(self, word: str) -> Held:
        """Return for each case whether any of its texts holds `word`, a Latin one where a word begins."""
        before = [self.others] if LATIN.match(word) else []
        return self._hold([*before, *encode(word)[:, None]])

    def hold_whole(self, word: str) -> Held:
        """Return for each case whether any of its texts holds `word` with no letter a-z or digit on either side."""
        return self._hold([self.others, *encode(word)[:, None], self.others])

    def hold_row(self, row: Sequence[str]) -> Held:
        """Return for each case whether any of its texts holds in a row one character of each of `row`."""
        return self._hold([*map(encode, row)])

    def count_rarest(self, word: str) -> int:
        """Return how often the rarest character of `word` stands in the texts."""
        return int(self.places.sizes[encode(word)].min())

    def _hold(self, word: Sequence[Codes]) -> Held:
        """Return for each case whether any of its texts holds `word`: at each place one of these codes."""
        pieces = mark_members(self.pieces[self._follow(word)], len(self.cases.sizes))
        return mark_members(self.cases.gather(np.flatnonzero(pieces)), self.size)

    def _follow(self, word: Sequence[Codes]) -> Numbers:
        """Return where in `codes` any of the first codes of `word` is followed by any of each of the next."""
        rarest = min(range(len(word)), key=lambda place: self.places.sizes[word[place]].sum())
        starts = self.places.gather(word[rarest]) - rarest
        for place, codes in enumerate(word):
            if not starts.size:
                break
            if place != rarest:  # beyond either end stands what ends a piece, as at the ends: no word goes on there
                starts = starts[are_among(self.codes.take(starts + place, mode="clip"), codes)]
        return starts


@dataclass(frozen=True, eq=False)
class SpokenTexts:
    """Texts, and which of their characters may be read as each syllable of pinyin without tones."""

    texts: Texts
    characters: Mapping[str, str]
    syllables: frozenset[str]
    ordered: Sequence[str]  # the syllables, as in a dictionary

    def hold(self, syllables: Sequence[str]) -> Held:
        """Return for each case whether `syllables` are read on in its texts; the last may be unfinished."""
        return self.texts.hold_row(self.write(syllables))

    def write(self, syllables: Sequence[str]) -> list[str]:
        """Return the characters that may be read as each of `syllables`; the last may be the beginning of one."""
        *whole, last = syllables
        begun = self.ordered[bisect_left(self.ordered, last) : bisect_left(self.ordered, f"{last}~")]  # ~ is beyond z
        return [*(self.characters.get(one, "") for one in whole), "".join(self.characters[one] for one in begun)]


# ---- how they are made ----


def lay_out(told: Sequence[Iterable[str]]) -> Texts:
    """Return the texts `told` of each case as they are searched."""
    numbers: dict[str, int] = {}
    pieces, rows = array("i"), array("i")
    for row, texts in enumerate(told):
        own = {numbers.setdefault(piece, len(numbers)) for text in texts for piece in text.split()}
        pieces.extend(own)
        rows.extend([row] * len(own))
    codes = encode(fold_characters(_END.join(["", *numbers, ""])))
    characters = "".join(map(chr, np.unique(codes).tolist()))
    return Texts(
        codes=codes,
        places=group(codes, CODES),
        pieces=np.cumsum(codes == ord(_END), dtype=np.int32) - np.int32(1),
        cases=group(np.array(pieces), len(numbers), np.array(rows)),
        size=len(told),
        characters=characters,
        others=encode(LATIN.sub("", characters)),
    )


def read_aloud(texts: Texts) -> SpokenTexts:
    """Return `texts` as any of their characters may be read."""
    chinese = filter(CHINESE.match, texts.characters)
    return give_readings(texts, ((one, syllable) for one in chinese for syllable in read_character(one)))


def spell_out(told: Sequence[str]) -> SpokenTexts:
    """Return the text `told` of each case as its words are read: each syllable is a character of its own."""
    spelt = [*map(spell, told)]
    signs = {syllable: chr(_SIGNS + number) for number, syllable in enumerate(sorted({*chain(*spelt)} - {""}))}
    texts = lay_out([["".join(signs.get(syllable, " ") for syllable in syllables)] for syllables in spelt])
    return give_readings(texts, ((sign, syllable) for syllable, sign in signs.items()))


def give_readings(texts: Texts, readings: Iterable[tuple[str, str]]) -> SpokenTexts:
    """Return `texts` with their `readings`: (character, syllable) each."""
    characters: dict[str, str] = {}
    for character, syllable in readings:
        characters[syllable] = characters.get(syllable, "") + character
    return SpokenTexts(texts, characters, frozenset(characters), sorted(characters))


def group(keys: npt.NDArray[Any], size: int, members: npt.NDArray[Any] | None = None) -> Groups:
    """Return `members` (or the places of the keys themselves) by their `keys`, of which there are `size`."""
    order = np.argsort(keys, kind="stable").astype(np.int32)
    sizes = np.bincount(keys, minlength=size)
    return Groups(order if members is None else members[order], sizes.cumsum() - sizes, sizes)


def mark_members(numbers: npt.NDArray[Any], size: int) -> Held:
    """Return which of the numbers 0 … `size` - 1 are among `numbers`."""
    marked = np.zeros(size, bool)
    marked[numbers] = True
    return marked


def are_among(codes: Codes, wanted: Codes) -> Held:
    """Return which of `codes` are among those `wanted`."""
    return codes == wanted[0] if len(wanted) == 1 else mark_members(wanted, CODES)[codes]


def encode(text: str) -> Codes:
    """Return `text` in UTF-16."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
