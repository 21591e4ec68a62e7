"""How far two readings of the themes agree: the first, in cases.csv, and the second, made without a look at it."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

Themes = tuple[str, ...]  # as written, the main one first


class Difference(NamedTuple):
    """A case that was read in two ways."""

    case_id: str
    first: Themes
    second: Themes


@dataclass(frozen=True)
class Agreement:
    """What two readings have in common, over the `cases` that were read twice.

    `main_agreed` and `sets_equal` count cases. The kappas are Cohen's, at most 1; they and the mean Jaccard index are
    None where they are not defined. `different` and `unsure` (low confidence in either reading) follow the first table.
    """

    cases: int
    main_agreed: int
    main_kappa: float | None
    sets_equal: int
    mean_jaccard: float | None
    theme_kappas: Mapping[str, float | None]
    different: tuple[Difference, ...]
    unsure: tuple[str, ...]


def compare_readings(cases: pd.DataFrame, second: pd.DataFrame) -> Agreement:
    """Return how far the themes of `cases` and of the `second` reading agree, over the cases that both have.

    A case without a theme has the main theme "". Themes stand in order of first mention.
    """
    both = cases.merge(second, on="case_id", suffixes=("", "_second"), validate="one_to_one")
    pairs = [(split_themes(one), split_themes(other)) for one, other in both[["themes", "themes_second"]].to_numpy()]
    mains = [("".join(one[:1]), "".join(other[:1])) for one, other in pairs]
    likeness = [jaccard_index(set(one), set(other)) for one, other in pairs]
    themes = dict.fromkeys(theme for pair in pairs for themes in pair for theme in themes)
    named = {theme: [(theme in one, theme in other) for one, other in pairs] for theme in themes}
    low = both["theme_confidence"].eq("low") | both["theme_confidence_second"].eq("low")
    return Agreement(
        cases=len(pairs),
        main_agreed=sum(one == other for one, other in mains),
        main_kappa=cohen_kappa(mains),
        sets_equal=sum(set(one) == set(other) for one, other in pairs),
        mean_jaccard=sum(likeness) / len(likeness) if likeness else None,
        theme_kappas={theme: cohen_kappa(given) for theme, given in named.items()},
        different=_find_different(both["case_id"].tolist(), pairs),
        unsure=tuple(both.loc[low, "case_id"]),
    )


def split_themes(cell: str) -> Themes:
    """Return the themes that a cell names."""
    return tuple(theme for theme in cell.split(";") if theme)


def _find_different(case_ids: Sequence[str], pairs: Sequence[tuple[Themes, Themes]]) -> tuple[Difference, ...]:
    """Return the cases whose main theme or set of themes was read in two ways; the order of others says nothing."""
    read = [Difference(case_id, *pair) for case_id, pair in zip(case_ids, pairs, strict=True)]
    return tuple(case for case in read if case.first[:1] != case.second[:1] or set(case.first) != set(case.second))


def jaccard_index(one: set[str], other: set[str]) -> float:
    """Return how much of what `one` and `other` hold is in both, 0 to 1; two empty sets are alike."""
    return len(one & other) / len(one | other) if one | other else 1.0


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa of two readers who gave each thing one label: agreement beyond chance, at most 1.

    None if there are no pairs, or if both gave everything the same one label, so that chance alone would agree.
    Source: J. Cohen, A coefficient of agreement for nominal scales, 1960.
    """
    size = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[label] * second[label] for label in first)  # times size squared, so that it stays whole
    if by_chance == size**2:
        return None
    observed = sum(one == other for one, other in pairs)
    return (observed * size - by_chance) / (size**2 - by_chance)
