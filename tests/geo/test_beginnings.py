"""The years in which cases began are read from what the facts say, and the timeline and its sentence show them."""

from typing import Any

import pytest

from geo.insight.beginnings import Beginning, Year, find_middle, find_years, line_up, read_beginnings
from geo.insight.sentences import name_row, say_beginnings
from geo.text import LANGUAGES, translator
from tests.conftest import EN, ZH, open_shipped

ATLAS = open_shipped()
SHIPPED_YEARS = {found.case["case_id"]: found.when for found in read_beginnings(ATLAS.cases, ATLAS.facts, 2026)}


def case(city: str, edition: str = "2024") -> dict[str, Any]:
    return {"case_id": city, "edition": edition, "list": "domestic", "city_en": city, "city_zh": city}


def since(english: str, chinese: str, kind: str = "since") -> dict[str, str]:
    return {"kind": kind, "text_en": english, "text_zh": chinese}


def dated(*years: int, decades: tuple[int, ...] = ()) -> list[Beginning]:
    """Return a case of city A, B, C … for each of `years` and `decades`, the oldest first."""
    when = sorted([Year(year, is_decade=False) for year in years] + [Year(year, is_decade=True) for year in decades])
    return [Beginning(case(chr(65 + place)), year, {}) for place, year in enumerate(when)]


@pytest.mark.parametrize(
    ("english", "chinese", "expected"),
    [
        ("It opened on 28 March 2016.", "2016年3月28日开放。", {(2016, False)}),
        ("Planned since the mid-1990s.", "20世纪90年代中期列入规划。", {(1990, True)}),
        ("Planned since the 1990s.", "1990年代列入规划。", {(1990, True)}),
        ("Supported in 2013–2014.", "2013—2014年扶持。", {(2013, False), (2014, False)}),
        ("Supported in 2013 and 2014.", "2013至2014年扶持。", {(2013, False), (2014, False)}),
        ("It had 1,990 flats, 2000 beds and 2019% more.", "有1990套住房、2000张床位。", set()),
        ("Begun in 2012.", "始于2013年。", set()),  # one of the two is wrong
        ("It calls 12019 on line 20195.", "热线12019年，20195年。", set()),
        ("", "", set()),
    ],
)
def test_a_year_counts_that_both_languages_name(english: str, chinese: str, expected: set[tuple[int, bool]]) -> None:
    assert find_years(english, chinese) == expected


@pytest.mark.parametrize(
    ("english", "chinese", "expected"),
    [
        ("After the 1985 earthquake it lay waste until 2012.", "1985年地震后荒废，2012年改建。", 2012),
        ("The works, built in 1938, became a park in 2017.", "建于1938年的工厂，2017年成为公园。", 2017),
        ("The plan of 2016 cuts waste from the 2012 level.", "2016年的计划要求比2012年减少。", 2016),
        ("Begun around the 2016 Spring Festival.", "2016年春节前后开始。", 2016),  # there is no other
    ],
)
def test_a_year_of_what_went_before_is_left_out_where_there_is_another(
    english: str, chinese: str, expected: int
) -> None:
    assert min(find_years(english, chinese)).year == expected


def test_the_first_fact_about_the_beginning_that_names_a_year_decides() -> None:
    facts = [
        since("Built in 1900.", "建于1900年。", kind="what"),
        since("Long ago.", "很久以前。"),
        since("A trial in 2019 led to the launch in 2020.", "2019年试点，2020年启动。"),
        since("A forerunner opened in 2001.", "其前身2001年开通。"),
    ]
    assert [found.when.year for found in read_beginnings([case("A")], {"A": facts}, 2026)] == [2019]


def test_no_case_began_after_its_edition_or_this_year() -> None:
    facts = {
        name: [since("To be done by 2030; begun in 2025.", "2030年完成；2025年开始。")] for name in ("A", "B", "C")
    }
    cases = [case("A", "2024"), case("B", "2025-spring"), case("C", "first")]
    assert [found.case["case_id"] for found in read_beginnings(cases, facts, 2026)] == ["B", "C"]
    assert read_beginnings(cases[2:], facts, 2024) == []


def test_a_case_without_a_fact_or_a_year_has_no_beginning() -> None:
    assert read_beginnings([case("A"), case("B")], {"B": [since("Recently.", "近年。")]}, 2026) == []


def test_the_oldest_comes_first_and_cases_of_one_year_keep_the_order_of_the_publication() -> None:
    years = {"A": 2019, "B": 1979, "C": 2019}
    facts = {name: [since(f"In {year}.", f"{year}年。")] for name, year in years.items()}
    found = read_beginnings([case("C"), case("A"), case("B")], facts, 2026)
    assert [one.case["case_id"] for one in found] == ["B", "C", "A"]


def test_years_of_the_shipped_cases_are_those_of_their_facts() -> None:
    read = {city: SHIPPED_YEARS[case_id] for case_id, city in [("2024-int-07", "Cairo"), ("2024-int-18", "Sydney")]}
    assert read == {"Cairo": (1979, False), "Sydney": (1990, True)}
    assert [case["city_en"] for case in ATLAS.cases if case["case_id"] not in SHIPPED_YEARS] == [
        "Rio de Janeiro", "Guangzhou", "Wuhan", "Xining",
    ]  # fmt: skip
    # Built in 1938, abandoned after 1985, measured against 2012: none of these is when the case began.
    assert [SHIPPED_YEARS[f"2024-{name}"].year for name in ("cn-14", "int-11", "int-19")] == [2017, 2012, 2016]


def test_rows_are_years_since_2000_and_decades_before_and_none_is_left_out() -> None:
    rows = line_up(dated(1938, 1979, 2001, 2001, 2004, decades=(1970,)))
    assert [(name_row(row, EN), len(row.beginnings)) for row in rows] == [
        ("1930s", 1), ("1940–1969", 0), ("1970s", 2), ("1980–2000", 0), ("2001", 2), ("2002–2003", 0), ("2004", 1),
    ]  # fmt: skip
    assert [name_row(row, ZH) for row in rows][:2] == ["1930年代", "1940–1969"]


def test_no_case_makes_no_row_and_one_makes_one() -> None:
    assert line_up([]) == []
    assert [(row.first, row.last) for row in line_up(dated(2020))] == [(2020, 2020)]


@pytest.mark.parametrize(("years", "middle"), [((2001,), 2001), ((2001, 2009), 2009), ((2001, 2001, 2009), 2001)])
def test_at_least_half_lie_in_the_middle_year_or_later(years: tuple[int, ...], middle: int) -> None:
    assert find_middle(years) == middle


@pytest.mark.parametrize(
    ("beginnings", "english", "chinese"),
    [
        ([], "No case found has a year of its beginning.", "查到的案例都没有起始年份。"),
        (dated(2020), "The only dated case is A (2020).", "有年份的案例只有A（2020年）。"),
        (dated(decades=(1990,)), "The only dated case is A (1990s).", "有年份的案例只有A（1990年代）。"),
        (dated(2020, 2020), "All 2 dated cases began in 2020.", "有年份的2个案例都始于2020年。"),
        (
            dated(1990, decades=(1990,)),
            "The oldest of 2 dated cases: A (1990) and B (1990s).",
            "有年份的2个案例中，最早的是A（1990年）和B（1990年代）。",
        ),
        (dated(2001, 2001, 2001, 2001, 2019), "The oldest of 5 dated cases: 4 cities (2001).", ""),
        (
            dated(1979, 2015, 2016),
            "2 of 3 dated cases began in 2015 or later; the oldest is A (1979).",
            "有年份的3个案例中，2个始于2015年或以后；最早的是A（1979年）。",
        ),
        (
            dated(1979, 1979, 2015, 2016),
            "2 of 4 dated cases began in 2015 or later; the oldest are A (1979) and B (1979).",
            "",
        ),
    ],
)
def test_the_sentence_holds_for_none_for_one_and_for_ties(
    beginnings: list[Beginning], english: str, chinese: str
) -> None:
    assert say_beginnings(beginnings, EN) == english
    assert not chinese or say_beginnings(beginnings, ZH) == chinese


def test_a_city_with_two_of_the_oldest_cases_is_named_once() -> None:
    twice = [Beginning(case("A"), Year(year, is_decade=False), {}) for year in (1979, 1979, 2015, 2016)]
    assert say_beginnings(twice, EN).endswith("the oldest is A (1979).")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_of_all_cases_names_the_finding(language: str) -> None:
    said = say_beginnings(read_beginnings(ATLAS.cases, ATLAS.facts, 2026), translator(language))
    assert (
        said
        == {
            "en": "21 of 41 dated cases began in 2018 or later; the oldest is Cairo (1979).",
            "zh": "有年份的41个案例中，21个始于2018年或以后；最早的是开罗（1979年）。",
        }[language]
    )
