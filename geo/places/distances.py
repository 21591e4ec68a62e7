"""What lies near: distances, related cases, and the time it is there."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from geographiclib.geodesic import Geodesic
from numpy.typing import NDArray

Case = Mapping[str, Any]
Point = tuple[float, float]  # latitude, longitude: degrees, WGS 84

BEIJING: Final[Point] = (39.9075, 116.3972)  # GeoNames 1816670, the host of the forum
M_PER_KM: Final = 1000
KM_PER_DEGREE: Final = 111.2  # of latitude, on the sphere
ROUGHNESS: Final = 1.02
HOME_ZONE: Final = "Asia/Shanghai"


class Related(NamedTuple):
    """A case like another: the themes that both have, and the distance between their cities (km)."""

    row: int
    shared: tuple[str, ...]
    km: float


def point_of(case: Case) -> Point:
    """Return where the city of `case` lies."""
    return case["latitude"], case["longitude"]


@lru_cache(maxsize=2**13)  # the places of an edition from each other: every page of a case asks for some
def measure(one: Point, other: Point) -> float:
    """Return the distance (km) between two points along the ellipsoid of WGS 84.

    geopy's geodesic asks the same of the same library, and brings all its geocoders into every server.
    """
    return float(Geodesic.WGS84.Inverse(*one, *other, Geodesic.DISTANCE)["s12"]) / M_PER_KM


def measure_roughly(point: Point, others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the distance (km) from `point` to each of `others` (rows of latitude and longitude) as on a plane.

    Of points up to 50 km apart, below 70° of latitude, it is at most `ROUGHNESS` times the true one: it sorts out
    at once what need not be measured.
    """
    north, east = (others - np.array(point)).T
    east = (east + 180) % 360 - 180
    rough: NDArray[np.float64] = np.hypot(north, east * np.cos(np.radians(point[0]))) * KM_PER_DEGREE
    return rough


def measure_cases(cases: Sequence[Case], point: Point) -> list[float]:
    """Return the distance (km) from `point` to each of `cases`; each city is measured once."""
    cities = {case["city_id"]: point_of(case) for case in cases}
    distances = {city: measure(point, there) for city, there in cities.items()}
    return [distances[case["city_id"]] for case in cases]


def relate_cases(cases: Sequence[Case], row: int, most: int) -> list[Related]:
    """Return at most so many cases related to that in `row`: most shared themes first, then the nearest, as published.

    A case that shares no theme is not related.
    """
    themes = cases[row]["themes"]
    distances = measure_cases(cases, point_of(cases[row]))
    related = [
        Related(other, tuple(theme for theme in themes if theme in case["themes"]), distances[other])
        for other, case in enumerate(cases)
        if other != row and set(themes) & set(case["themes"])
    ]
    return sorted(related, key=lambda one: (-len(one.shared), one.km))[:most]


def ahead_of_beijing(zone: str, at: datetime) -> float:
    """Return by how many hours the clocks of `zone` are ahead of Beijing's at the moment `at` (an aware time)."""
    there, here = (at.astimezone(ZoneInfo(name)).utcoffset() for name in (zone, HOME_ZONE))
    if there is None or here is None:
        message = f"{zone!r} has no offset"
        raise ValueError(message)
    return (there - here).total_seconds() / 3600
