"""Cities that stand twice in cities.csv: by another spelling, by another name, or at the same point."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz.fuzz import ratio

from geo.places.distances import ROUGHNESS, Point, measure, measure_roughly
from geo.places.gazetteer import SAME_PLACE_KM
from geo.places.witnesses import fold_bare
from geo.tables.faults import Detail, Fault, Level
from geo.tables.schema import FILES

SAME_POINT_KM: Final = 5  # km within which two cities of one country hardly lie
NEAR_NAME: Final = 85  # percent that two English names have in common (Indel), from which one may be a slip

_SAME_NAME: Final = "{value} bears the name of {other} in row {first}, {km} km away: is it one city?"
_SAME_POINT: Final = "{value} lies {km} km from {other} in row {first}: is it one city?"

_REACH_DEGREES: Final = 0.5  # of latitude; farther apart no two cities are compared: it is more than `SAME_PLACE_KM`


class City(NamedTuple):
    """A row of cities.csv, with its names folded."""

    row: int
    city_id: str
    country: str
    english: str
    names: set[str]
    point: Point


def find_same_cities(cities: pd.DataFrame, aliases: pd.DataFrame) -> list[Fault]:
    """Return a warning for each of `cities` that seems to be one of an earlier row.

    Two are one if a name of theirs is alike, as `aliases` have it too, within 50 km, or if they lie within 5 km of
    each other in one country: a border may part two cities, as Zhuhai and Macao.
    """
    listed = sorted(_list_cities(cities, aliases), key=lambda city: city.point)
    warnings = []
    for place, one in enumerate(listed):
        for other in listed[place + 1 :]:
            if other.point[0] - one.point[0] > _REACH_DEGREES:
                break
            warnings += _compare(*sorted((one, other)))
    return warnings


def _list_cities(cities: pd.DataFrame, aliases: pd.DataFrame) -> Iterator[City]:
    """Yield each of `cities` with its names, those of `aliases` for its English name among them."""
    aliased: dict[tuple[str, str], list[str]] = {}
    for alias, english, country in zip(aliases["alias"], aliases["name_en"], aliases["country"], strict=True):
        aliased.setdefault((english, country), []).append(alias)
    names = ("city_id", "country", "name_zh", "name_en", "latitude", "longitude")
    for row, city, country, chinese, english, latitude, longitude in cities[list(names)].itertuples():
        called = fold_bare([chinese, english, *aliased.get((english, country), ())])
        yield City(row, city, country, english, called, (latitude, longitude))


def _compare(first: City, later: City) -> list[Fault]:
    """Return the warning that a `later` city seems to be the `first`, if it does."""
    alike = _is_alike(first, later)
    at_home = first.country == later.country
    reach = SAME_PLACE_KM if alike else SAME_POINT_KM if at_home else 0
    if measure_roughly(first.point, np.array([later.point]))[0] > reach * ROUGHNESS:
        return []
    km = measure(first.point, later.point)
    return [_name_pair(first, later, km, _SAME_NAME if alike else _SAME_POINT)] if km <= reach else []


def _is_alike(one: City, other: City) -> bool:
    """Return whether two cities have a name in common, or nearly the same in English and one country."""
    near = ratio(one.english.casefold(), other.english.casefold()) >= NEAR_NAME
    return bool(one.names & other.names) or (near and one.country == other.country)


def _name_pair(first: City, later: City, km: float, message: str) -> Fault:
    """Return the warning about two cities `km` apart, in the words of `message`."""
    details: dict[str, Detail] = {"other": first.city_id, "first": first.row, "km": round(km, 1)}
    return Fault(FILES["cities"], later.row, "city_id", later.city_id, message, details, Level.WARNING)
