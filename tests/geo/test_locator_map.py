"""A small map shows the land around a place."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from geo.places.distances import point_of
from geo.places.locator_map import HEIGHT_DEGREES, WIDTH_TO_HEIGHT, around, draw_candidates, draw_locator
from tests.conftest import SHIPPED, open_shipped

LAND = json.loads((SHIPPED / "basemap/land.geojson").read_text("utf-8"))


@pytest.mark.parametrize("case", open_shipped().cases[:21], ids=lambda case: case["city_id"])
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


CANDIDATES = {
    "over the ocean": [(-33.4569, -70.6483), (32.7157, -117.1647)],
    "close by": [(41.5703, 120.4586), (39.9075, 116.3972)],
    "across the antimeridian": [(-17.0, 179.0), (-17.0, -179.0)],
    "on one meridian": [(10.0, 20.0), (50.0, 20.0)],
    "at one point": [(52.2, 0.1), (52.2, 0.1)],
    "all over the world": [(52.2, 0.1), (42.3, -71.1), (-37.9, 175.4), (35.7, 139.7)],
    "alone": [(30.0, 114.0)],
}


@pytest.mark.parametrize("points", CANDIDATES.values(), ids=CANDIDATES)
def test_places_that_a_name_may_mean_stand_numbered_inside_their_map(points: list[tuple[float, float]]) -> None:
    drawing = ET.fromstring(draw_candidates(LAND, points))  # noqa: S314 (our own drawing)
    left, top, wide, high = map(float, drawing.attrib["viewBox"].split())
    svg = "{http://www.w3.org/2000/svg}"
    discs, numbers = (list(drawing.iter(f"{svg}{name}")) for name in ("circle", "text"))
    assert [number.text for number in numbers] == [str(number) for number in range(len(points), 0, -1)]
    for disc in discs:
        x, y, radius = (float(disc.attrib[name]) for name in ("cx", "cy", "r"))
        assert left + radius <= x <= left + wide - radius
        assert top + radius <= y <= top + high - radius


def test_two_places_across_the_antimeridian_stand_beside_each_other() -> None:
    window = around(CANDIDATES["across the antimeridian"])
    (west, _), (east, _) = map(window.place, CANDIDATES["across the antimeridian"])
    assert (abs(window.middle[1]), round(east - west, 2)) == (180, round(2 * window.squeeze, 2))
