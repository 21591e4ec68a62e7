"""The ordered stops of a presentation: an opening, a chapter before each group of cases, the cases, a closing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

Case = Mapping[str, Any]
Chapter = tuple[tuple[str, str], ...]  # what its cases have in common: (facet, value) pairs, as filters name them

ORDERS: Final = ("published", "theme", "continent", "west")
OWN_ORDER: Final = "own"  # the order of the case ids that a speaker gives
MAX_TOUR_CASES: Final = 300  # of a tour: at ten seconds each they fill most of an hour
MAP_EDGE: Final = -30  # degrees of longitude at which the map is cut: its western end


class Stop(NamedTuple):
    """One stop: its kind, its chapter (empty: none), and the rows of the cases that it is about, in their order.

    A case is the `nth` of its chapter's `of`, or of the whole tour where there are no chapters; a group is several
    cases that are shown together; news tell of a `topic` what the latest edition brings. `own` is its place among the
    stops of a tour that was made by hand.
    """

    kind: Literal["opening", "chapter", "case", "group", "news", "closing"]
    rows: tuple[int, ...]
    chapter: Chapter = ()
    nth: int = 0
    of: int = 0
    own: int | None = None
    topic: str = ""


def plan_tour(
    cases: Sequence[Case],
    rows: Iterable[int],
    order: str,
    known: Mapping[str, Sequence[str]],
    themes: Sequence[str] = (),
) -> list[Stop]:
    """Return the stops of a tour of the cases in `rows` of `cases`, ordered and parted into chapters by `order`.

    Within a chapter, and where `order` has none (west, own), cases keep the order of `rows`; those of "west" go by
    longitude from `MAP_EDGE` eastwards. Chapters stand in the order of `known` (values by facet). By theme, a case
    belongs to the first of its themes; if a selection asks for `themes`, to the first of these that it has.
    """
    ordered = [*rows] if order != "west" else sorted(rows, key=lambda row: eastward(cases[row]))
    chapters = group_by_chapter(cases, ordered, choose_chapter(order, themes), known)
    everything = tuple(row for _, members in chapters for row in members)
    stops = [stop for chapter, members in chapters for stop in tell_chapter(chapter, members)]
    return [Stop("opening", everything), *stops, Stop("closing", everything)]


def eastward(case: Case) -> tuple[float, float]:
    """Return what a case is compared by from west to east: degrees from the map's edge, then from north to south."""
    return (case["longitude"] - MAP_EDGE) % 360, -case["latitude"]


def choose_chapter(order: str, themes: Sequence[str]) -> Callable[[Case], Chapter]:
    """Return what names the chapter of a case in `order`."""
    if order == "theme":
        return lambda case: (("theme", main_theme(case, themes)),)
    if order == "continent":
        return lambda case: (("continent", case["continent"]),)
    if order == "published":
        return lambda case: (("edition", case["edition"]), ("list", case["list"]))
    return lambda _case: ()


def main_theme(case: Case, asked: Sequence[str] = ()) -> str:
    """Return the first theme of `case` that is `asked` for, of all its themes if none is; "" if it has none."""
    return next((theme for theme in case["themes"] if not asked or theme in asked), "")


def group_by_chapter(
    cases: Sequence[Case],
    rows: Iterable[int],
    chapter_of: Callable[[Case], Chapter],
    known: Mapping[str, Sequence[str]],
) -> list[tuple[Chapter, tuple[int, ...]]]:
    """Return the chapters of `rows` with their rows, in the order of `known`; what is not known comes last."""
    members: dict[Chapter, list[int]] = {}
    for row in rows:
        members.setdefault(chapter_of(cases[row]), []).append(row)

    def place(chapter: Chapter) -> list[int]:
        return [[*known[facet], value].index(value) for facet, value in chapter]

    return [(chapter, tuple(members[chapter])) for chapter in sorted(members, key=place)]


def tell_chapter(chapter: Chapter, rows: tuple[int, ...]) -> list[Stop]:
    """Return the stops of one chapter: its own, if it has a name, and one for each of its cases."""
    opening = [Stop("chapter", rows, chapter)] if chapter else []
    told = [Stop("case", (row,), chapter, nth, len(rows)) for nth, row in enumerate(rows, 1)]
    return [*opening, *told]


def order_own(cases: Sequence[Case], rows: Iterable[int], ids: Iterable[str]) -> list[int]:
    """Return those of `rows` whose case is named in `ids`, in the order of `ids`, each once."""
    named = {cases[row]["case_id"]: row for row in rows}
    return [named[case_id] for case_id in dict.fromkeys(ids) if case_id in named]
