"""The stops of a tour that was made by hand."""

from collections.abc import Iterator, Mapping
from typing import Final

from geo.tour.own_tour import Divider, OwnTour
from geo.tour.stops import Chapter, Stop

OWN: Final = "own"  # the facet of a chapter that a divider begins; its value is the divider's place among the stops

Told = tuple[int, tuple[int, ...]]  # place among the stops of the tour, and the rows of its cases


def plan_own_tour(tour: OwnTour, rows: Mapping[str, int]) -> list[Stop]:
    """Return the stops of `tour`, in its order, with their opening and closing; `rows` are those of the cases by id.

    A case that is not among `rows` is left out, and so are a stop and a chapter that are left without any.
    """
    chapters = [(chapter, told) for chapter, told in part_tour(tour, rows) if told]
    everything = tuple(dict.fromkeys(row for _, told in chapters for _, members in told for row in members))
    stops = [stop for chapter, told in chapters for stop in tell_own_chapter(chapter, told)]
    return [Stop("opening", everything), *stops, Stop("closing", everything)]


def part_tour(tour: OwnTour, rows: Mapping[str, int]) -> list[tuple[Chapter, list[Told]]]:
    """Return the chapters of `tour` with what they tell; the first has no name."""
    parts: list[tuple[Chapter, list[Told]]] = [((), [])]
    for place, stop in enumerate(tour.stops):
        if isinstance(stop, Divider):
            parts.append((((OWN, str(place)),), []))
        elif members := tuple(rows[case] for case in stop.cases if case in rows):
            parts[-1][1].append((place, members))
    return parts


def tell_own_chapter(chapter: Chapter, told: list[Told]) -> Iterator[Stop]:
    """Yield the stops of one chapter: its own, if it has a name, and one for each that it tells."""
    if chapter:
        rows = tuple(dict.fromkeys(row for _, members in told for row in members))
        yield Stop("chapter", rows, chapter, own=int(chapter[0][1]))
    for nth, (place, members) in enumerate(told, 1):
        yield Stop("case" if len(members) == 1 else "group", members, chapter, nth, len(told), place)
