"""Two things measured in turn, and how they are shown side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, TypeVar

Figure = TypeVar("Figure")

HEADINGS: Final = ("ms, median (min-max)", "ours", "other", "ratio", "target")
WIDTHS: Final = (44, 22, 22, 7, 0)  # characters


@dataclass(frozen=True)
class Comparison:
    """What was measured of ours and of the other page (ms, or whether something holds), and what is aimed at."""

    name: str
    ours: Sequence[float] | bool
    other: Sequence[float] | bool
    target: str = ""

    def row(self) -> tuple[str, ...]:
        """Return the cells of this comparison under `HEADINGS`."""
        return self.name, summarize(self.ours), summarize(self.other), self.ratio(), self.target

    def ratio(self) -> str:
        """Return the median of ours as a part of the other's, or nothing where there is none."""
        if isinstance(self.ours, bool) or isinstance(self.other, bool):
            return ""
        return f"{median(self.ours) / median(self.other):.2f}"


def summarize(figures: Sequence[float] | bool) -> str:  # noqa: FBT001 (it is what was measured)
    """Return median, least and most of `figures`, or yes or no."""
    if isinstance(figures, bool):
        return "yes" if figures else "no"
    return f"{median(figures):.1f} ({min(figures):.1f}-{max(figures):.1f})"


def take_turns(
    rounds: int, ours: Callable[[int], Figure], other: Callable[[int], Figure]
) -> tuple[list[Figure], list[Figure]]:
    """Return what `ours` and `other` measure when asked in turn, `rounds` times each.

    Each is given the number of the round, from 0 on. A round before them, numbered `rounds`, warms both and is not
    counted.
    """
    ours(rounds)
    other(rounds)
    pairs = [(ours(number), other(number)) for number in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def print_table(comparisons: list[Comparison]) -> None:
    """Print a line for each of `comparisons` under the headings."""
    for cells in (HEADINGS, *(comparison.row() for comparison in comparisons)):
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip())
    print(flush=True)
