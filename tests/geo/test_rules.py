"""Boxes of countries, and what is said of a value that is not known."""

import pytest

from geo.tables.rules import Box, word_unknown

CHINA = Box(16.83, 75.07, 53.32, 134.3)
FIJI = Box(-18.24, 177.05, -12.5, -178.81)
WORLD = Box(-90, -180, 90, 180)


@pytest.mark.parametrize(
    ("box", "latitude", "longitude", "held"),
    [
        (CHINA, 39.9, 116.4, True),
        (CHINA, 116.4, 39.9, False),
        (CHINA, 55.2, 100, True),  # within two degrees
        (CHINA, 55.4, 100, False),
        (CHINA, 40, 136.4, False),
        (FIJI, -17, 178, True),
        (FIJI, -17, -179.5, True),  # beyond the antimeridian
        (FIJI, -17, 180, True),
        (FIJI, -17, 0, False),
        (WORLD, 0, 0, True),
        (WORLD, 90, -180, True),
        (WORLD, 91, 0, False),
        (Box(80, 0, 90, 10), 91, 5, False),  # no margin beyond the pole
    ],
)
def test_a_box_holds_its_points_and_those_near_by(box: Box, latitude: float, longitude: float, *, held: bool) -> None:
    assert box.holds(latitude, longitude) is held


MANY = [f"city-{number}" for number in range(20)]


@pytest.mark.parametrize(
    ("value", "known", "details"),
    [
        ("x", ["people", "smart"], {"file": ("a.csv",), "known": ("people", "smart")}),
        ("City-7 ", MANY, {"file": ("a.csv",), "nearest": "city-7"}),
        ("somewhere", MANY, {"file": ("a.csv",)}),
    ],
)
def test_of_few_known_values_all_are_told_of_many_the_nearest(
    value: str, known: list[str], details: dict[str, object]
) -> None:
    assert word_unknown(value, "a.csv", known)[1] == details
