"""What the latest edition brings: ages of cities, shares of themes, and the sentences that say them."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from geo.insight.editions import Change, compare_editions, say_cities, say_difference, say_trends
from geo.query.atlas import open_atlas
from geo.query.editions import tell_ages
from pages.parts.labels import value_names
from tests.conftest import EN, ZH

EDITIONS = ("2024", "2026")
NAMES = {"theme": {"smart": "Smart city", "people": "People’s city"}}


def make_case(edition: str, city: str, *themes: str) -> dict[str, Any]:
    return {"edition": edition, "city_id": city, "themes": themes or ("smart",)}


def compare(*cases: dict[str, Any]) -> Change:
    change = compare_editions(cases, EDITIONS, ("smart", "people"))
    assert change
    return change


def test_a_city_is_new_comes_again_or_stands_in_earlier_editions_alone() -> None:
    cases = [make_case("2024", "a"), make_case("2024", "b"), make_case("2026", "b"), make_case("2026", "c")]
    assert tell_ages(cases, EDITIONS) == {"a": "before", "b": "again", "c": "new"}


@pytest.mark.parametrize("editions", [(), ("2024",)])
def test_one_edition_has_nothing_new(editions: tuple[str, ...]) -> None:
    assert tell_ages([make_case("2024", "a")], editions) == {}
    assert compare_editions([make_case("2024", "a")], editions, ("smart",)) is None


def test_of_three_editions_the_last_is_set_beside_all_before_it() -> None:
    cases = [make_case("2022", "a"), make_case("2024", "b", "people"), make_case("2026", "a")]
    change = compare_editions(cases, ("2022", "2024", "2026"), ("smart", "people"))
    assert change
    assert (change.before, change.latest, change.cases) == (("2022", "2024"), "2026", (2, 1))
    assert [trend.difference for trend in change.trends] == [Fraction(1, 2), Fraction(-1, 2)]


def test_themes_are_compared_by_their_share_for_editions_differ_in_size() -> None:
    change = compare(make_case("2024", "a"), make_case("2024", "b", "people"), make_case("2026", "c"))
    said = "Smart city grows most, from 50% to 100% of the cases; People’s city shrinks most, from 50% to 0%."
    assert say_trends(change, NAMES, EN) == said
    assert [say_difference(trend, EN) for trend in change.trends] == ["50 points more", "50 points less"]


def test_where_no_share_moves_half_a_point_nothing_grows() -> None:
    change = compare(make_case("2024", "a"), make_case("2026", "b"))
    assert say_trends(change, NAMES, EN) == "No theme grows or shrinks."
    assert say_difference(change.trends[0], EN) == "as before"


def test_few_cities_are_named_and_many_are_counted() -> None:
    change = compare(make_case("2024", "a"), *(make_case("2026", city) for city in "bcdef"), make_case("2026", "a"))
    names = {city: city.upper() for city in "abcdef"}
    assert say_cities(change, "new", names, EN) == "5 cities are new in 2026."
    assert say_cities(change, "again", names, EN) == "A comes again in 2026."
    assert say_cities(change, "before", names, EN) == "Every city of before comes again."


def test_sentences_hold_for_the_shipped_cases_with_a_second_edition(two_editions: Path) -> None:
    atlas = open_atlas(two_editions, "nbs")
    change = compare_editions(atlas.cases, atlas.known["edition"], atlas.known["theme"])
    assert change
    cities = {case["city_id"]: case["city_zh"] for case in atlas.cases}
    assert say_cities(change, "new", cities, ZH) == "2026年新入选：拉各斯。"
    assert say_cities(change, "again", cities, ZH) == "2026年再次入选：北京。"
    assert len(change.cities["before"]) == 41
    shares = {trend.theme: (trend.before, trend.latest) for trend in change.trends}
    assert shares["smart"] == (17, 1)
    assert say_trends(change, value_names(atlas, ZH), ZH).startswith("韧性城市占比上升最多，由13%升至50%")
