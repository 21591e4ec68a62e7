"""The chapter of what the latest edition brings: which stops it has, and of which cases each is."""

from typing import Any

import pytest

from geo.tour.news import plan_news
from geo.tour.stops import MAX_TOUR_CASES


def make_case(edition: str, city: str, *themes: str) -> dict[str, Any]:
    return {"edition": edition, "city_id": city, "themes": themes}


BEFORE = [make_case("2024", "beijing", "smart"), make_case("2024", "cairo", "people")]
LATEST = [make_case("2026", "beijing", "people"), make_case("2026", "lagos", "smart", "people")]


@pytest.mark.parametrize(
    ("theme", "lit"),
    [("smart", (3,)), ("people", (2, 3)), ("", (2, 3))],
)
def test_its_stops_are_its_own_the_new_cities_those_that_come_again_and_the_themes(
    theme: str, lit: tuple[int, ...]
) -> None:
    stops = plan_news([*BEFORE, *LATEST], ["2024", "2026"], theme)
    assert [(stop.kind, stop.topic, stop.rows) for stop in stops] == [
        ("chapter", "", (2, 3)),
        ("news", "new", (3,)),
        ("news", "again", (2,)),
        ("news", "themes", lit),
    ]
    assert {stop.chapter for stop in stops} == {(("news", "2026"),)}
    assert [(stop.nth, stop.of) for stop in stops] == [(0, 0), (1, 3), (2, 3), (3, 3)]


def test_a_topic_without_a_case_has_no_stop() -> None:
    stops = plan_news([*BEFORE, LATEST[0]], ["2024", "2026"], "")
    assert [stop.topic for stop in stops] == ["", "again", "themes"]


@pytest.mark.parametrize(
    ("cases", "editions"),
    [(BEFORE, ["2024"]), (BEFORE, ["2024", "2026"]), (LATEST, ["2024", "2026"]), ([], ["2024", "2026"])],
)
def test_without_two_editions_that_have_cases_there_is_no_chapter(
    cases: list[dict[str, Any]], editions: list[str]
) -> None:
    assert plan_news(cases, editions, "") == []


def test_no_stop_is_of_more_cases_than_a_tour_may_tell() -> None:
    many = [make_case("2026", f"city{number}") for number in range(MAX_TOUR_CASES + 1)]
    assert {len(stop.rows) for stop in plan_news([*BEFORE, *many], ["2024", "2026"], "")} == {MAX_TOUR_CASES}
