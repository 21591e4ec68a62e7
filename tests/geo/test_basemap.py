"""The land under the places: whole, small, without streaks, and under every city."""

import csv
import itertools
import json
import runpy
from collections.abc import Iterator
from typing import Any

import pytest
import shapely
from shapely.geometry import LinearRing, MultiPolygon, Point, shape

from server.assets import read_files
from tests.conftest import SHIPPED

FILE = SHIPPED / "basemap" / "land.geojson"
FEATURE: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
LAND = shape(FEATURE["geometry"])
MERCATOR_LIMIT = 85.06  # degrees of latitude; Web Mercator ends there
MAX_SCREEN_SHARE = 600_000  # bytes


def rings() -> Iterator[LinearRing]:
    """Yield every shore: of the land, and of the waters in it."""
    for polygon in LAND.geoms:
        yield polygon.exterior
        yield from polygon.interiors


def places() -> list[tuple[str, Point]]:
    with (SHIPPED / "cities.csv").open(encoding="utf-8", newline="") as table:
        return [
            (row["city_id"], Point(float(row["longitude"]), float(row["latitude"]))) for row in csv.DictReader(table)
        ]


def test_the_land_is_one_feature_without_properties() -> None:
    assert {name: FEATURE[name] for name in ("type", "properties")} == {"type": "Feature", "properties": {}}
    assert FEATURE["geometry"]["type"] == "MultiPolygon"
    assert set(FEATURE) == {"type", "properties", "geometry"}


def test_the_land_is_valid_and_wound_as_rfc_7946_wants() -> None:
    assert shapely.is_valid_reason(LAND) == "Valid Geometry"
    assert isinstance(LAND, MultiPolygon)
    assert all(polygon.exterior.is_ccw for polygon in LAND.geoms)
    assert not any(hole.is_ccw for polygon in LAND.geoms for hole in polygon.interiors)


def test_the_land_keeps_within_the_world_of_web_mercator() -> None:
    west, south, east, north = LAND.bounds
    assert (west, east, south) == (-180, 180, -MERCATOR_LIMIT)
    assert north < MERCATOR_LIMIT


def test_no_shore_jumps_across_the_world() -> None:
    # Antarctica's southern edge alone may be as long as it likes: it runs along the very edge of the map.
    jumps = [
        (start, end)
        for ring in rings()
        for start, end in itertools.pairwise(ring.coords)
        if abs(end[0] - start[0]) > 180 and not start[1] == end[1] == -MERCATOR_LIMIT
    ]
    assert jumps == []


def test_the_land_is_small_enough_to_load_in_a_blink() -> None:
    assert FILE.stat().st_size < MAX_SCREEN_SHARE


def test_the_description_gives_the_measures_of_the_file_and_of_its_making() -> None:
    section = (SHIPPED / "README.md").read_text("utf-8").split("## Base map")[1].split("\n## ")[0]
    making = runpy.run_path(str(SHIPPED / "basemap" / "make_land.py"))
    for measure in (
        f"thins it to {making['TOLERANCE']}°",
        f"a grid of {making['GRID']}°",
        f"Antarctica at {making['MERCATOR_LIMIT']}°S",
        f"of {len(LAND.geoms)} parts",
        f"{FILE.stat().st_size / 1000:.0f} kB",
        f"{len(read_files((FILE,), (0,))[1]) / 1000:.0f} kB as it is sent",
    ):
        assert measure in " ".join(section.split())


@pytest.mark.parametrize(("city_id", "point"), places(), ids=[city_id for city_id, _ in places()])
def test_each_place_lies_on_land_or_at_its_shore(city_id: str, point: Point) -> None:
    assert LAND.distance(point) <= 0.1, f"{city_id} lies at sea"  # degrees; 1:50m knows no piers


@pytest.mark.parametrize(
    ("where", "longitude", "latitude", "land"),
    [
        ("Caspian Sea", 51, 42, False),
        ("Black Sea", 35, 43.5, False),
        ("Baltic Sea", 20, 58, False),
        ("Pacific", -150, 0, False),
        ("Taiwan Strait", 119.5, 24.5, False),
        ("Drake Passage", -65, -59, False),
        ("Antarctica", 0, -80, True),
        ("Antarctica at the antimeridian", 179.9, -84.9, True),
        ("Chukotka west of 180°", 179, 67, True),
        ("Chukotka east of 180°", -175, 66.7, True),
        ("Viti Levu", 178, -17.8, True),
        ("Taiwan", 121, 23.8, True),
        ("Hainan", 109.8, 19.2, True),
        ("Greenland", -40, 75, True),
        ("Tasmania", 146.5, -42, True),
    ],
)
def test_land_is_land_and_water_is_water(where: str, longitude: float, latitude: float, *, land: bool) -> None:
    assert LAND.contains(Point(longitude, latitude)) is land, where
