"""A small map shows the land around a place."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from geo.places.distances import point_of
from geo.places.locator_map import HEIGHT_DEGREES, WIDTH_TO_HEIGHT, draw_locator
from geo.query.atlas import open_atlas
from tests.conftest import SHIPPED

LAND = json.loads((SHIPPED / "basemap/land.geojson").read_text("utf-8"))


@pytest.mark.parametrize("case", open_atlas(SHIPPED, "nbs").cases[:21], ids=lambda case: case["city_id"])
def test_there_is_land_around_every_place_and_nothing_far_outside(case: dict[str, float]) -> None:
    drawing = draw_locator(LAND, point_of(case))
    ET.fromstring(drawing)  # noqa: S314 (our own drawing)
    path = re.search(r'<path d="([^"]+)"', drawing)
    assert path
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path[1])]
    assert all(abs(x) <= HEIGHT_DEGREES * WIDTH_TO_HEIGHT / 2 + 1 for x in numbers[::2])
    assert all(abs(y) <= HEIGHT_DEGREES / 2 + 1 for y in numbers[1::2])
    assert len(drawing) < 60_000


def test_the_window_may_cross_the_antimeridian() -> None:
    west, east = draw_locator(LAND, (-17, 179)), draw_locator(LAND, (-17, -179))  # around Fiji
    assert min(len(west), len(east)) > 1000
