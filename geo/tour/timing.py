"""How the time of a talk is parted among its stops."""

from collections.abc import Sequence
from typing import Final

from geo.tour.stops import Stop

# How much of a case's time each kind of stop gets. The clock begins with the step that leaves the opening.
WEIGHTS: Final = {"opening": 0.0, "chapter": 1 / 3, "case": 1.0, "group": 1.0, "news": 1.0, "closing": 1 / 3}


def share_time(stops: Sequence[Stop], minutes: float, own: Sequence[float] = ()) -> list[float]:
    """Return the planned time (s) of each of `stops` in a talk of so many `minutes`.

    `own` gives for each stop its own minutes (0, or nothing at all: none given). What these leave is parted among the
    other stops by `WEIGHTS`. Own minutes that exceed the whole leave nothing: the sum is then over it by as much.
    """
    given = [60 * one for one in own] or [0] * len(stops)
    weights = [0 if one else WEIGHTS[stop.kind] for stop, one in zip(stops, given, strict=True)]
    left = max(0, 60 * minutes - sum(given))
    unit = left / (sum(weights) or 1)
    return [one or unit * weight for one, weight in zip(given, weights, strict=True)]
