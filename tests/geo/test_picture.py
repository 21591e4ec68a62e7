"""The picture of the map for those who share an address."""

import io
from collections.abc import Sequence

import pytest
from PIL import Image

from geo.places.distances import Point
from geo.places.land import read_land
from geo.places.picture import INK, LAND, SEA, SIZE, WORLD, Dot, around, draw_picture, place

RED = "#ff0000"
CAIRO, SUVA, TROMSO, ACCRA = (30.04, 31.24), (-18.14, 178.44), (69.65, 18.96), (5.6, -0.2)


def draw(point: Point | None, dots: Sequence[Dot]) -> Image.Image:
    """Return the picture around `point`, without one of the world."""
    drawn = draw_picture(read_land(), around(point) if point else WORLD, dots, point)
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def colour_at(picture: Image.Image, x: float, y: float) -> str:
    """Return the colour of a pixel as CSS has it."""
    return "#{:02x}{:02x}{:02x}".format(*picture.getpixel((int(x), int(y))))  # type: ignore[misc]


@pytest.mark.parametrize("point", [CAIRO, SUVA, TROMSO, (-90.0, 0.0), (0.0, -180.0)])
def test_a_place_stands_in_the_middle_of_its_picture(point: Point) -> None:
    picture = draw(point, [])
    assert picture.size == SIZE
    assert colour_at(picture, SIZE[0] / 2, SIZE[1] / 2) == INK


@pytest.mark.parametrize("point", [CAIRO, SUVA, ACCRA, (-34.6, -58.4), (52.5, 13.4)])
def test_every_place_is_seen_on_the_world_in_its_colour(point: Point) -> None:
    picture = draw(None, [Dot(point, RED)])
    colours = {colour for _, colour in picture.getcolors(SIZE[0] * SIZE[1]) or []}
    assert any(red > 200 and green < 60 for red, green, _ in colours)  # type: ignore[misc]


def test_land_and_sea_lie_where_they_are() -> None:
    picture = draw(None, [])
    for (latitude, longitude), colour in (((25.0, 10.0), LAND), ((0.0, -150.0 + 360), SEA), ((42.0, 51.0), SEA)):
        x, y = place(WORLD, (latitude, longitude))
        assert colour_at(picture, x / 2, y / 2) == colour


def test_it_is_small_enough_to_be_sent_by_the_thousand() -> None:
    assert len(draw_picture(read_land(), WORLD, [Dot(CAIRO, RED), Dot(SUVA)])) < 60_000
