"""The cases counted: small tables of facets against each other, of themes together, of what was announced.

Cases are dictionaries by column, as those of an atlas. The themes counted are the atlas's own reading of the titles.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Any, NamedTuple

from geo.query.facets import BY_NAME
from geo.tables.schema import LISTS

Case = Mapping[str, Any]

INTERNATIONAL, DOMESTIC = LISTS


@dataclass(frozen=True)
class Grid:
    """How many cases have a value of one facet (row) and a value of another (column).

    A case with several themes counts in the cell of each; every total counts it once.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]
    row_totals: Mapping[str, int]
    column_totals: Mapping[str, int]
    cases: int


class Contrast(NamedTuple):
    """How often a theme is met on each list: cases and their share, by list, and how much more on the Chinese one.

    A list without cases has no share; unless both have one there is no difference.
    """

    theme: str
    counts: Mapping[str, int]
    shares: Mapping[str, Fraction | None]
    difference: Fraction | None


class Total(NamedTuple):
    """What an edition announced (None: nothing), what it lists, and what it lists without the cities on both lists."""

    what: str
    announced: int | None
    listed: int
    without: int


class Totals(NamedTuple):
    """The totals of one edition, and the ids of the cities that stand on both its lists."""

    edition: str
    shared: tuple[str, ...]
    totals: tuple[Total, ...]


def cross(cases: Collection[Case], known: Mapping[str, tuple[str, ...]], row: str, column: str) -> Grid:
    """Return how many of `cases` have each known value of facet `row` with each of facet `column`, zeros included."""
    rows = Counter(value for case in cases for value in BY_NAME[row].values_of(case))
    columns = Counter(value for case in cases for value in BY_NAME[column].values_of(case))
    cells = Counter(
        pair for case in cases for pair in product(BY_NAME[row].values_of(case), BY_NAME[column].values_of(case))
    )
    return Grid(
        rows=known[row],
        columns=known[column],
        cells={pair: cells[pair] for pair in product(known[row], known[column])},
        row_totals={value: rows[value] for value in known[row]},
        column_totals={value: columns[value] for value in known[column]},
        cases=len(cases),
    )


def compare_lists(cases: Collection[Case], known: Mapping[str, tuple[str, ...]]) -> list[Contrast]:
    """Return for each theme how often each list has it: those of the Chinese list first, then those of the other."""
    grid = cross(cases, known, "theme", "list")
    contrasts = [contrast_theme(grid, theme) for theme in grid.rows]
    return sorted(contrasts, key=lambda contrast: -(contrast.difference or 0))


def contrast_theme(grid: Grid, theme: str) -> Contrast:
    """Return how often each list of `grid` (theme by list) has `theme`."""
    counts = {name: grid.cells[theme, name] for name in LISTS}
    totals = grid.column_totals
    shares = {name: Fraction(count, totals[name]) if totals[name] else None for name, count in counts.items()}
    ours, theirs = shares[DOMESTIC], shares[INTERNATIONAL]
    return Contrast(theme, counts, shares, None if ours is None or theirs is None else ours - theirs)


def count_regions(cases: Iterable[Case], known: Mapping[str, tuple[str, ...]]) -> Grid:
    """Return how many cases of the Chinese list each region has, and how many of each theme.

    `cases` of the grid counts those of the list in no region as well.
    """
    return cross([case for case in cases if case["list"] == DOMESTIC], known, "region", "theme")


def count_pairs(cases: Iterable[Case], themes: tuple[str, ...]) -> dict[tuple[str, str], int]:
    """Return how many cases have both of two `themes`, for each pair in their order; (a, a) has a and no other."""
    pairs = Counter(pair for case in cases for pair in pair_themes(case["themes"]))
    order = [(first, second) for place, first in enumerate(themes) for second in themes[place:]]
    return {(first, second): pairs[frozenset((first, second))] for first, second in order}


def pair_themes(themes: Sequence[str]) -> list[frozenset[str]]:
    """Return each pair of the `themes` of a case, or a single theme by itself."""
    return [frozenset(pair) for pair in combinations(themes, 2)] if len(themes) > 1 else [frozenset(themes)]


def count_totals(cases: Iterable[Case], edition: Case) -> Totals:
    """Return what `edition` (a row of its table) announced, beside what all of its `cases` list."""
    listed = [case for case in cases if case["edition"] == edition["edition"]]
    cities = {name: {case["city_id"] for case in listed if case["list"] == name} for name in LISTS}
    shared = cities[INTERNATIONAL] & cities[DOMESTIC]
    counts = count_listed(listed)
    without = count_listed([case for case in listed if case["city_id"] not in shared])
    announced = {what: edition[f"announced_{what}"] for what in counts}
    totals = (
        Total(what, int(announced[what]) if announced[what] else None, counts[what], without[what]) for what in counts
    )
    return Totals(edition["edition"], tuple(sorted(shared)), tuple(totals))


def count_listed(cases: Collection[Case]) -> dict[str, int]:
    """Return what `cases` hold of all that an edition announces: countries and continents of the international list."""
    abroad = [case for case in cases if case["list"] == INTERNATIONAL]
    return {
        "cases": len(cases),
        "countries": len({case["country"] for case in abroad}),
        "continents": len({case["continent"] for case in abroad}),
        "domestic_cities": len({case["city_id"] for case in cases if case["list"] == DOMESTIC}),
    }
