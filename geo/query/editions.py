"""Which places the latest edition brings, which come again, and which stand in earlier ones alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

NEW, AGAIN, BEFORE = "new", "again", "before"  # what a city's cases say of it
AGES: Final = (NEW, AGAIN, BEFORE)


def tell_ages(cases: Iterable[Mapping[str, Any]], editions: Sequence[str]) -> dict[str, str]:
    """Return the age of each city of `cases`, in their order; none if there are no two `editions` (the latest last)."""
    if len(editions) < 2:  # noqa: PLR2004 (two make a difference)
        return {}
    editions_of: dict[str, set[str]] = {}
    for case in cases:
        editions_of.setdefault(case["city_id"], set()).add(case["edition"])
    return {city: tell_age(theirs, editions[-1]) for city, theirs in editions_of.items()}


def tell_age(editions: set[str], latest: str) -> str:
    """Return what the `editions` of a city's cases say of it."""
    if latest not in editions:
        return BEFORE
    return AGAIN if len(editions) > 1 else NEW
