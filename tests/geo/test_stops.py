"""The stops of a tour, of the shipped cases and of a handful made up."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.query.atlas import Atlas
from geo.tour.stops import ORDERS, OWN_ORDER, Stop, order_own, plan_tour
from tests.conftest import open_shipped

KNOWN = {
    "edition": ("2024", "2026"),
    "list": ("international", "domestic"),
    "theme": ("people", "smart", "service"),
    "continent": ("asia", "europe"),
}


def make_case(number: int, **columns: Any) -> dict[str, Any]:  # noqa: ANN401 (any column of a case)
    """Return a case in Lyon with `columns` of its own."""
    plain = {"edition": "2024", "list": "domestic", "themes": ("people",), "continent": "europe"}
    return {"case_id": f"c{number}", **plain, "latitude": 45.0, "longitude": 5.0, **columns}


def told(stops: list[Stop]) -> list[str]:
    """Return each stop in a word: its kind, a chapter's last value, a case's row."""
    say = {"chapter": lambda stop: stop.chapter[-1][1], "case": lambda stop: str(stop.rows[0])}
    return [say.get(stop.kind, lambda stop: stop.kind)(stop) for stop in stops]


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    """Return the atlas of the shipped data."""
    return open_shipped()


@pytest.mark.parametrize(
    ("order", "chapters"),
    [
        ("published", [21, 24]),
        ("theme", [14, 9, 4, 8, 10]),
        ("continent", [31, 5, 6, 2, 1]),
        ("west", []),
        (OWN_ORDER, []),
    ],
)
def test_a_tour_of_the_publication_tells_every_case_once_and_opens_each_chapter(
    shipped: Atlas, order: str, chapters: list[int]
) -> None:
    stops = plan_tour(shipped.cases, range(45), order, shipped.known)
    assert len(stops) == 45 + len(chapters) + 2
    assert [len(stop.rows) for stop in stops if stop.kind == "chapter"] == chapters
    assert sorted(stop.rows[0] for stop in stops if stop.kind == "case") == list(range(45))
    assert (stops[0].kind, stops[-1].kind) == ("opening", "closing")
    assert sorted(stops[0].rows) == sorted(stops[-1].rows) == list(range(45))


def test_as_published_the_lists_follow_each_other_in_their_own_order(shipped: Atlas) -> None:
    stops = plan_tour(shipped.cases, range(45), "published", shipped.known)
    assert [stop.rows[0] for stop in stops if stop.kind == "case"] == list(range(45))
    assert stops[1].chapter == (("edition", "2024"), ("list", "international"))
    assert (stops[2].nth, stops[2].of, stops[22].nth, stops[22].of) == (1, 21, 21, 21)


def test_from_west_to_east_the_map_never_turns_back(shipped: Atlas) -> None:
    stops = plan_tour(shipped.cases, range(45), "west", shipped.known)
    longitudes = [shipped.cases[stop.rows[0]]["longitude"] for stop in stops if stop.kind == "case"]
    travelled = [(longitude + 30) % 360 for longitude in longitudes]
    assert travelled == sorted(travelled)


def test_each_edition_has_chapters_of_its_own() -> None:
    cases = [make_case(0, edition="2026"), make_case(1), make_case(2, list="international")]
    stops = plan_tour(cases, range(3), "published", KNOWN)
    assert told(stops) == ["opening", "international", "2", "domestic", "1", "domestic", "0", "closing"]


def test_under_a_filter_for_themes_a_case_is_told_under_the_theme_that_was_asked_for() -> None:
    cases = [make_case(0, themes=("people", "service")), make_case(1, themes=("service",))]
    assert told(plan_tour(cases, [0, 1], "theme", KNOWN)) == ["opening", "people", "0", "service", "1", "closing"]
    assert told(plan_tour(cases, [0, 1], "theme", KNOWN, ("service",))) == ["opening", "service", "0", "1", "closing"]


def test_cases_without_a_theme_come_last() -> None:
    cases = [make_case(0, themes=()), make_case(1, themes=("service",))]
    assert told(plan_tour(cases, [0, 1], "theme", KNOWN)) == ["opening", "service", "1", "", "0", "closing"]


def test_a_tour_of_nothing_opens_and_closes() -> None:
    for order in (*ORDERS, OWN_ORDER):
        assert plan_tour([], [], order, KNOWN) == [Stop("opening", ()), Stop("closing", ())]


def test_an_own_order_takes_what_the_selection_keeps_and_each_case_once() -> None:
    cases = [make_case(number) for number in range(4)]
    assert order_own(cases, [0, 1, 3], ["c3", "c2", "c0", "c3", "nonsense"]) == [3, 0]
    assert told(plan_tour(cases, [3, 0], OWN_ORDER, KNOWN)) == ["opening", "3", "0", "closing"]


CASES = st.builds(
    dict,
    themes=st.lists(st.sampled_from(KNOWN["theme"]), unique=True).map(tuple),
    continent=st.sampled_from(KNOWN["continent"]),
    list=st.sampled_from(KNOWN["list"]),
    edition=st.sampled_from(KNOWN["edition"]),
    longitude=st.floats(-180, 180),
)


@given(st.lists(CASES), st.sampled_from([*ORDERS, OWN_ORDER]), st.lists(st.sampled_from(KNOWN["theme"]), unique=True))
def test_no_order_gains_or_loses_a_case(drawn: list[dict[str, Any]], order: str, themes: list[str]) -> None:
    cases = [make_case(number, **columns) for number, columns in enumerate(drawn)]
    stops = plan_tour(cases, range(len(cases)), order, KNOWN, themes)
    told_of = Counter(stop.rows[0] for stop in stops if stop.kind == "case")
    assert told_of == Counter(range(len(cases)))
    chapter = None
    for stop in stops[1:-1]:
        if stop.kind == "chapter":
            chapter, left = stop.chapter, list(stop.rows)
        elif stop.chapter:
            assert (stop.chapter, stop.rows[0]) == (chapter, left.pop(0))
