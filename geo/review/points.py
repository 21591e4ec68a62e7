"""The points of cities, held against a second source and the land of the base map."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from geo.places.witnesses import AGREE_KM, SHORE_KM, Witness, find_witnesses
from geo.tables.faults import Detail, Fault, Level
from geo.tables.schema import FILES
from geo.text import shorten_list

MAX_NAMED: Final = 8  # places that a line names

_NO_WITNESS: Final = (
    "within {limit} km of {value} the second source has no city of the country: check the point, or say in note why it "
    "is right"
)
_ABROAD: Final = (
    "the city of the second source nearest to {value} is {name} in {country}: check point and country, or say in note "
    "why they are right"
)
_AT_SEA: Final = "{value} lies {km} km off the land of the base map: check the point, or say in note why it is right"
_AGREE: Final = "of {cities} places {agreed} agree with the second source within {limit} km, {named} of them by name"
_FARTHEST: Final = (
    "of {cities} places {agreed} agree with the second source within {limit} km, {named} of them by name; the "
    "farthest, {farthest}, by {km} km"
)
_BY_OTHERS: Final = "of these places the second source has only another of the country within {limit} km: {others}"


def check_points(cities: pd.DataFrame, aliases: pd.DataFrame) -> list[Fault]:
    """Return the warnings about the points of `cities`; one with a note has been looked at."""
    return [fault for fault in review_points(cities, aliases) if fault.level is Level.WARNING]


def review_points(cities: pd.DataFrame, aliases: pd.DataFrame) -> list[Fault]:
    """Return how the points of `cities` agree with the second source: remarks on all of them, and each warning.

    A place agrees if the second source has a city of its country within 25 km: that which bears its name, or an alias
    of it, or else another, which is weaker. A place that has a note is not warned of.
    """
    witnesses = find_witnesses(cities, aliases)
    rows = zip(cities.index.tolist(), cities["note"].tolist(), witnesses, strict=True)
    return [*_sum_up(witnesses), *(fault for row, note, one in rows if not note.strip() for fault in _warn(row, one))]


def _warn(row: int, one: Witness) -> list[Fault]:
    """Return what speaks against the point of the city in `row`."""
    said: list[tuple[str, str, dict[str, Detail]]] = []
    if one.abroad:
        said.append(("country", _ABROAD, {"name": (one.nearest,), "country": (one.abroad,)}))
    elif not one.found:
        said.append(("latitude", _NO_WITNESS, {"limit": int(AGREE_KM)}))
    if one.off_land > SHORE_KM:
        said.append(("latitude", _AT_SEA, {"km": round(one.off_land)}))
    return [
        Fault(FILES["cities"], row, column, one.city_id, message, details, Level.WARNING)
        for column, message, details in said
    ]


def _sum_up(witnesses: Sequence[Witness]) -> list[Fault]:
    """Return the remarks on all places together: how many agree, the farthest, and which by another name."""
    found = [one for one in witnesses if one.found]
    weak = [f"{one.city_id} ({one.name}, {one.km:.1f} km)" for one in found if not one.named]
    counts: dict[str, Detail] = {
        "cities": len(witnesses),
        "agreed": len(found),
        "limit": int(AGREE_KM),
        "named": len(found) - len(weak),
    }
    far = max(found, key=lambda one: one.km, default=None)
    farthest: dict[str, Detail] = {"farthest": (far.city_id,), "km": round(far.km, 1)} if far else {}
    remarks = [_remark(_FARTHEST if far else _AGREE, counts | farthest)]
    return (
        [*remarks, _remark(_BY_OTHERS, {"limit": int(AGREE_KM), "others": shorten_list(weak, MAX_NAMED)})]
        if weak
        else remarks
    )


def _remark(message: str, details: dict[str, Detail]) -> Fault:
    """Return a remark on all cities."""
    return Fault(FILES["cities"], None, None, None, message, details, Level.REMARK)
