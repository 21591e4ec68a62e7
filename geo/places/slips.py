"""Names that are one slip away from another, among hundreds of thousands: most lack its letters and are passed over."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

PIECE: Final = 2_000  # names that are spelt at once: all together take 50 MB
BITS: Final = 32  # letters are told apart by their last five bits: a to z all differ


class Letters(NamedTuple):
    """The length of each name, and which letters it has, a bit each."""

    lengths: NDArray[np.int16]
    masks: NDArray[np.uint32]


def spell(names: Sequence[str]) -> Letters:
    """Return the letters of `names`, none of which is empty."""
    lengths = np.fromiter(map(len, names), np.int16, len(names))
    pieces = [mask_letters(names[start : start + PIECE]) for start in range(0, len(names), PIECE)]
    return Letters(lengths, np.concatenate([np.empty(0, np.uint32), *pieces]))


def mask_letters(names: Sequence[str]) -> NDArray[np.uint32]:
    """Return for each of `names` the bits of its letters."""
    codes = np.frombuffer("".join(names).encode("utf-32-le", "surrogatepass"), np.uint32)
    starts = np.cumsum([0, *map(len, names[:-1])])
    return np.bitwise_or.reduceat(np.uint32(1) << codes % np.uint32(BITS), starts)


def list_near(asked: str, names: Sequence[str], letters: Letters, slips: int, limit: int) -> list[str]:
    """Return at most `limit` of `names` that are at most so many `slips` from `asked`, the nearest first.

    A slip is a letter too much, a missing or another one, or two changed round: it adds at most one letter and takes at
    most one away. So a name that has more letters which `asked` has not, or lacks more, need not be compared.
    """
    (mask,) = mask_letters([asked])
    long = np.flatnonzero(np.abs(letters.lengths - len(asked)) <= slips)
    masks = letters.masks[long]
    alike = (np.bitwise_count(masks & ~mask) <= slips) & (np.bitwise_count(mask & ~masks) <= slips)
    compared = [names[place] for place in long[alike].tolist()]
    return [name for name, *_ in extract(asked, compared, scorer=OSA.distance, score_cutoff=slips, limit=limit)]
