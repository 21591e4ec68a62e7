"""The lines of a list held against the cases of the same edition: which are the same, changed or new.

A line is the same by list, city and title; width, case, spaces and marks of a title do not count. A line of the same
list and city with nearly that title is a change of it, and so is the same title of another city.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from geo.editions.columns import fold_header as fold_title
from geo.text import to_translate

NEAR: Final = 75  # percent of two titles in common (Indel), from which one is the other, mended

STATUSES: Final = {"same": to_translate("same"), "changed": to_translate("changed"), "new": to_translate("new")}

Case = Mapping[str, Any]


class Sought(NamedTuple):
    """What a line is compared by."""

    list: str
    city_id: str
    title: str


class Match(NamedTuple):
    """The case that a line is, None for a new one, and whether its title or city is another."""

    status: str
    case: Case | None


def match_lines(lines: Sequence[Sought], cases: Iterable[Case]) -> list[Match]:
    """Return for each of `lines` the one of `cases` (of its edition) that it is; no case is taken twice."""
    left = {str(case["case_id"]): case for case in cases}
    matches: dict[int, Match] = {}
    ways = (("same", _same_key), ("changed", _find_near), ("changed", _moved_key))
    for status, way in ways:
        open_lines = {place: line for place, line in enumerate(lines) if place not in matches}
        for place, case_id in _pair(open_lines, left, way):
            matches[place] = Match(status, left.pop(case_id))
    return [matches.get(place, Match("new", None)) for place in range(len(lines))]


def _same_key(line: Sought) -> Hashable:
    """Return list, city and title, folded."""
    return line.list, line.city_id, fold_title(line.title)


def _moved_key(line: Sought) -> Hashable:
    """Return list and title, folded."""
    return line.list, fold_title(line.title)


def _find_near(line: Sought) -> Hashable:
    """Return list and city, within which titles are compared."""
    return line.list, line.city_id


def _pair(
    lines: Mapping[int, Sought],
    cases: Mapping[str, Case],
    way: Any,  # noqa: ANN401 (one of the three above)
) -> list[tuple[int, str]]:
    """Return which line is which case by a `way` to look, each case once."""
    found: dict[Hashable, dict[str, str]] = {}
    for case_id, case in cases.items():
        sought = Sought(str(case["list"]), str(case["city_id"]), str(case["title_zh"]))
        found.setdefault(way(sought), {})[case_id] = fold_title(sought.title)
    pairs = []
    for place, line in lines.items():
        titles = found.get(way(line), {})
        cutoff = NEAR if way is _find_near else 0
        best = extractOne(fold_title(line.title), titles, scorer=ratio, score_cutoff=cutoff) if titles else None
        if best:
            pairs.append((place, str(best[2])))
            del titles[best[2]]
    return pairs
