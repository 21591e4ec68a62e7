"""Distances, related cases and the time elsewhere."""

import math
from datetime import UTC, datetime

import pytest

from geo.places.distances import BEIJING, Point, ahead_of_beijing, measure, measure_cases, point_of, relate_cases
from tests.conftest import open_shipped

CASES = open_shipped().cases
ROWS = {case["case_id"]: row for row, case in enumerate(CASES)}


def haversine(one: Point, other: Point) -> float:
    """Return the distance (km) on a ball of the Earth's mean radius: within 0.6 % of that on the ellipsoid."""
    (a, b), (c, d) = (tuple(map(math.radians, point)) for point in (one, other))
    return (
        2
        * 6371.0088
        * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))
    )


def test_every_distance_is_that_of_the_globe() -> None:
    for case, km in zip(CASES, measure_cases(CASES, BEIJING), strict=True):
        assert km == pytest.approx(haversine(BEIJING, point_of(case)), rel=0.006)


def test_a_known_distance() -> None:
    assert measure((-33.8678, 151.2073), (51.5085, -0.1257)) == pytest.approx(16_994, rel=0.002)  # Sydney, London
    assert measure(BEIJING, BEIJING) == 0


def test_related_cases_share_most_themes_and_then_lie_nearest() -> None:
    row = ROWS["2024-cn-07"]
    related = relate_cases(CASES, row, 100)
    assert row not in [one.row for one in related]
    assert [(-len(one.shared), one.km) for one in related] == sorted((-len(one.shared), one.km) for one in related)
    assert all(set(one.shared) <= set(CASES[one.row]["themes"]) & set(CASES[row]["themes"]) != set() for one in related)
    assert len(related) == sum(bool(set(case["themes"]) & set(CASES[row]["themes"])) for case in CASES) - 1
    assert relate_cases(CASES, row, 3) == related[:3]


def test_a_case_without_themes_is_related_to_none() -> None:
    alone = [{**CASES[0], "themes": ()}, *CASES[1:]]
    assert relate_cases(alone, 0, 5) == []


@pytest.mark.parametrize(
    ("zone", "moment", "hours"),
    [
        ("Asia/Shanghai", datetime(2026, 1, 1, tzinfo=UTC), 0),
        ("Europe/Vienna", datetime(2026, 1, 1, tzinfo=UTC), -7),
        ("Europe/Vienna", datetime(2026, 7, 1, tzinfo=UTC), -6),
        ("Australia/Sydney", datetime(2026, 1, 1, tzinfo=UTC), 3),
        ("Asia/Kolkata", datetime(2026, 1, 1, tzinfo=UTC), -2.5),
    ],
)
def test_clocks_are_ahead_of_beijing_or_behind_it(zone: str, moment: datetime, hours: float) -> None:
    assert ahead_of_beijing(zone, moment) == hours
