"""What a second source, which is not GeoNames, says of where the cities of the atlas lie.

It is the World Cities Database of SimpleMaps (data/README.md), read only when somebody asks.
"""

import csv
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.places.distances import ROUGHNESS, Point, measure, measure_roughly
from geo.places.gazetteer import fold_names
from geo.places.land import measure_from_land
from geo.tables.files import SHIPPED

AGREE_KM: Final = 25.0  # km within which two sources mean one city: two may take another centre of it
SHORE_KM: Final = 10.0  # km that a city may lie off the land of the base map: 1:50m knows no piers and no small island
WORLD_CITIES: Final = SHIPPED / "witness" / "world_cities.csv"


class Source(NamedTuple):
    """The cities of the second source, a list for each column; names also folded, points in degrees (WGS 84)."""

    names: list[str]
    folded: list[set[str]]
    countries: list[str]
    points: NDArray[np.float64]  # latitude, longitude


class Witness(NamedTuple):
    """What the second source says of a city: the place that bears its name, else the nearest of its country.

    `name` is "" and `km` infinite if it has none within `AGREE_KM`. `abroad` is the country of the `nearest` place of
    all if that is another country, and none of its own bears the name; `off_land` (km) is measured on the base map.
    """

    city_id: str
    name: str
    km: float
    named: bool
    nearest: str
    abroad: str
    off_land: float

    @property
    def found(self) -> bool:
        """Return whether the second source has a place there."""
        return bool(self.name)


def find_witnesses(cities: pd.DataFrame, aliases: pd.DataFrame) -> list[Witness]:
    """Return the witness of each of `cities`, in their order; names that `aliases` give to its point are its too."""
    columns = (cities[name] for name in ("city_id", "name_en", "country", "latitude", "longitude"))
    others = _list_aliases(aliases)
    return [
        _find_witness(city, {name, *others.get((country, latitude, longitude), ())}, country, (latitude, longitude))
        for city, name, country, latitude, longitude in zip(*columns, strict=True)
    ]


def _list_aliases(aliases: pd.DataFrame) -> dict[tuple[str, float, float], set[str]]:
    """Return the names that `aliases` give to each point of a country."""
    names: dict[tuple[str, float, float], set[str]] = {}
    columns = (aliases[name] for name in ("country", "latitude", "longitude", "alias", "name_en"))
    for country, latitude, longitude, *said in zip(*columns, strict=True):
        names.setdefault((country, latitude, longitude), set()).update(map(str, said))
    return names


def _find_witness(city: str, names: set[str], country: str, point: Point) -> Witness:
    """Return the witness of the `city` at `point` that bears `names`."""
    source = read_source()
    near = _measure_near(point, source)
    at_home = [(km, place) for km, place in near if source.countries[place] == country]
    folded = fold_bare(names)
    called = [(km, place) for km, place in at_home if source.folded[place] & folded]
    best = (called or at_home)[:1]
    nearest = near[0][1] if near else None
    foreign = nearest is not None and not called and source.countries[nearest] != country
    return Witness(
        city_id=city,
        name=source.names[best[0][1]] if best else "",
        km=best[0][0] if best else float("inf"),
        named=bool(called),
        nearest="" if nearest is None else source.names[nearest],
        abroad=source.countries[nearest] if nearest is not None and foreign else "",
        off_land=measure_from_land(point),
    )


def _measure_near(point: Point, source: Source) -> list[tuple[float, int]]:
    """Return (km, number) of the places of `source` within `AGREE_KM` of `point`, the nearest first."""
    near = np.nonzero(measure_roughly(point, source.points) <= AGREE_KM * ROUGHNESS)[0]
    there = zip(near.tolist(), source.points[near].tolist(), strict=True)
    measured = [(measure(point, (latitude, longitude)), place) for place, (latitude, longitude) in there]
    return sorted((km, place) for km, place in measured if km <= AGREE_KM)


def fold_bare(names: Iterable[str]) -> set[str]:
    """Return `names` folded as the gazetteer does, without marks: Xi'an is written with several."""
    return {"".join(filter(str.isalnum, name)) for name in fold_names(names)} - {""}


@cache
def read_source() -> Source:
    """Return the cities of the second source."""
    with WORLD_CITIES.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    return Source(
        names=[row["name"] for row in rows],
        folded=[fold_bare([row["name"]]) for row in rows],
        countries=[row["country"] for row in rows],
        points=np.array([(float(row["latitude"]), float(row["longitude"])) for row in rows]),
    )
