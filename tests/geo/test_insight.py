"""The numbers of insight come out, and each sentence says what they show."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import compress
from time import perf_counter
from typing import Any

import pytest

from geo.insight.counts import Contrast, compare_lists, count_pairs, count_regions, count_totals, cross
from geo.insight.sentences import say_continents, say_gap, say_known, say_lists, say_pairs, say_regions, say_totals
from geo.query.atlas import Atlas
from geo.query.selection import Selection
from geo.text import LANGUAGES, translator
from pages.parts.labels import value_names
from tests.conftest import EN, ZH, open_shipped

ATLAS = open_shipped()
EDITION = ATLAS.tables.editions.iloc[0].to_dict()
THEMES = ("people", "smart", "resilient", "ecological", "service")
SELECTIONS = [
    Selection(),
    Selection.of(continent=("europe", "africa")),
    Selection.of(theme=("people", "smart"), list=("domestic",)),
    Selection.of(region=("west",)),
    Selection.of(q="热线"),
]


def case(continent: str, themes: str = "", name: str = "international", region: str = "") -> dict[str, Any]:
    """Return a case that has what pictures count."""
    return {"continent": continent, "themes": tuple(themes.split()), "list": name, "region": region, "edition": "2024"}


def chosen(selection: Selection, atlas: Atlas = ATLAS) -> list[dict[str, Any]]:
    return list(compress(atlas.cases, atlas.find(selection)))


def sentences(cases: list[dict[str, Any]], language: str, atlas: Atlas = ATLAS) -> list[str]:
    """Return what the four pictures that follow the selection say of `cases`."""
    names = value_names(atlas, translator(language))
    return [
        say_continents(cross(cases, atlas.known, "theme", "continent"), names, translator(language)),
        say_lists(compare_lists(cases, atlas.known), names, translator(language)),
        say_regions(count_regions(cases, atlas.known), names, translator(language)),
        say_pairs(count_pairs(cases, atlas.known["theme"]), cases, names, translator(language)),
    ]


def test_themes_by_continent_are_those_of_the_data() -> None:
    grid = cross(ATLAS.cases, ATLAS.known, "theme", "continent")
    counts = {theme: [grid.cells[theme, continent] for continent in grid.columns] for theme in grid.rows}
    assert grid.columns == ("asia", "europe", "americas", "africa", "oceania")
    assert counts == {
        "people": [10, 4, 3, 1, 1],
        "smart": [12, 1, 4, 0, 0],
        "resilient": [5, 0, 1, 0, 0],
        "ecological": [7, 0, 1, 1, 0],
        "service": [14, 0, 1, 0, 0],
    }


def test_a_case_with_two_themes_stands_in_both_rows_and_once_in_each_total() -> None:
    grid = cross([case("asia", "people smart"), case("asia", "people")], ATLAS.known, "theme", "continent")
    assert [grid.cells[theme, "asia"] for theme in ("people", "smart")] == [2, 1]
    assert grid.column_totals["asia"] == grid.cases == 2
    assert grid.row_totals["people"] == 2


@pytest.mark.parametrize("selection", SELECTIONS)
def test_totals_are_those_beside_the_filters(selection: Selection) -> None:
    grid = cross(chosen(selection), ATLAS.known, "theme", "continent")
    placed = ATLAS.placed[ATLAS.find(selection)]
    assert grid.column_totals == {name: int((placed["continent"] == name).sum()) for name in grid.columns}
    assert grid.row_totals == {name: int(placed["themes"].str.contains(name).sum()) for name in grid.rows}


def test_themes_by_list_run_from_what_the_chinese_list_has_more_to_what_it_has_less() -> None:
    contrasts = compare_lists(ATLAS.cases, ATLAS.known)
    assert [contrast.theme for contrast in contrasts] == ["service", "smart", "resilient", "ecological", "people"]
    service = Contrast(
        "service",
        {"international": 2, "domestic": 13},
        {"international": Fraction(2, 21), "domestic": Fraction(13, 24)},
        Fraction(13, 24) - Fraction(2, 21),
    )
    assert contrasts[0] == service


def test_a_list_without_cases_has_no_share_and_nothing_to_compare() -> None:
    contrast = compare_lists([case("asia", "people")], ATLAS.known)[0]
    assert contrast.shares == {"international": Fraction(1), "domestic": None}
    assert contrast.difference is None
    assert say_gap(contrast.difference, EN) == ""


@pytest.mark.parametrize(
    ("difference", "english", "chinese"),
    [
        (Fraction(1, 200), "1 point more on the Chinese list", "中国城市名单高1个百分点"),  # halves go up
        (Fraction(-9, 20), "45 points more on the international list", "国际都市名单高45个百分点"),
        (Fraction(1, 300), "alike on both lists", "两份名单相当"),
        (Fraction(0), "alike on both lists", "两份名单相当"),
    ],
)
def test_a_gap_is_said_in_percentage_points(difference: Fraction, english: str, chinese: str) -> None:
    assert [say_gap(difference, translator(language)) for language in ("en", "zh")] == [english, chinese]


def test_regions_are_counted_on_the_chinese_list_alone_and_after_the_scheme() -> None:
    three = open_shipped("three")
    four = {"east": 13, "central": 3, "west": 7, "northeast": 1}
    assert count_regions(ATLAS.cases, ATLAS.known).row_totals == four
    assert count_regions(three.cases, three.known).row_totals == {"east": 14, "central": 3, "west": 7}
    assert count_regions(ATLAS.cases, ATLAS.known).cells["east", "service"] == 7


def test_pairs_count_cases_with_both_and_the_diagonal_those_with_no_other() -> None:
    cases = [case("asia", "smart people service"), case("asia", "people smart"), case("asia", "people"), case("asia")]
    pairs = count_pairs(cases, THEMES)
    assert len(pairs) == 15
    assert {pair: count for pair, count in pairs.items() if count} == {
        ("people", "people"): 1,
        ("people", "smart"): 2,
        ("people", "service"): 1,
        ("smart", "service"): 1,
    }


def test_announced_and_listed_totals_are_those_of_the_publication() -> None:
    totals = count_totals(ATLAS.cases, EDITION)
    assert totals.shared == ("beijing",)
    assert [tuple(total) for total in totals.totals] == [
        ("cases", 40, 45, 41),
        ("countries", 20, 21, 20),
        ("continents", 5, 5, 5),
        ("domestic_cities", 20, 22, 21),
    ]


def test_a_total_that_was_not_announced_is_not_invented() -> None:
    silent = EDITION | {"announced_cases": "", "announced_countries": ""}
    totals = count_totals(ATLAS.cases, silent)
    assert [total.announced for total in totals.totals] == [None, None, 5, 20]
    expected = "Listed 45 cases, announced no number; continents as announced."
    assert say_totals(totals, {"beijing": "Beijing"}, EN) == expected


def test_the_sentences_of_all_cases_name_the_finding() -> None:
    assert sentences(ATLAS.cases, "en") == [
        (
            "Service city is the most frequent theme in Asia (14 of 31 cases); Smart city in the Americas (4 of "
            "6 cases); People's city in Europe (4 of 5 cases)."
        ),
        (
            "The Chinese list leans towards Service city (54% against 10%); the international list leans towards "
            "People's city (57% against 29%)."
        ),
        "East has the most cases of the Chinese list: 13 of 24 cases (54%).",
        (
            "People's city with Service city, Smart city with Resilient city, and Smart city with Service city go "
            "together most often (in 5 cases each); 19 of 45 cases have more than one theme."
        ),
    ]
    assert sentences(ATLAS.cases, "zh") == [
        "亚洲以服务城市最多（31个案例中有14个），美洲以智慧城市最多（6个案例中有4个），欧洲以人民城市最多（5个案例中有4个）。",
        "中国城市名单更侧重服务城市（54%，另一名单为10%），国际都市名单更侧重人民城市（57%，另一名单为29%）。",
        "中国城市名单的案例以东部最多：24个案例中有13个（54%）。",
        "最常在一起的是人民城市＋服务城市、智慧城市＋韧性城市和智慧城市＋服务城市（各5个案例）；45个案例中有19个有多个主题。",
    ]


def test_the_sentence_of_the_totals_says_what_agrees_and_what_would() -> None:
    totals = count_totals(ATLAS.cases, EDITION)
    assert say_totals(totals, {"beijing": "Beijing"}, EN) == (
        "Announced 40 cases, listed 45; continents as announced; without Beijing, which is on both lists, "
        "countries and regions as announced."
    )
    assert say_totals(totals, {"beijing": "北京"}, ZH) == (
        "公布40个案例，名单实有45个，大洲数与公布一致，不计同在两份名单的北京，国家和地区数与公布一致。"
    )


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([case("oceania", "people")], "People's city is the most frequent theme in Oceania (1 of 1 case)."),
        (
            [case("africa", "people"), case("africa", "smart")],
            "People's city and Smart city are the most frequent themes in Africa (1 of 2 cases each).",
        ),
        (
            [case("africa", " ".join(THEMES))],
            "5 themes are the most frequent themes in Africa (1 of 1 case each).",
        ),
        ([case("africa"), case("asia")], "No case found has a theme."),
        (
            [case("africa"), case("africa"), case("asia", "smart")],  # the larger continent has no theme to name
            "Smart city is the most frequent theme in Asia (1 of 1 case).",
        ),
        ([], "No cases match these filters."),
    ],
)
def test_ties_single_cases_and_none_read_well(cases: list[dict[str, Any]], expected: str) -> None:
    assert sentences(cases, "en")[0] == expected


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        (
            [case("asia", "people")],
            "All cases found are on the international list: there is nothing to compare them with.",
        ),
        (
            [case("asia", "people", "domestic")],
            "All cases found are on the Chinese list: there is nothing to compare them with.",
        ),
        ([case("asia", "people"), case("asia", "people", "domestic")], "Both lists have every theme equally often."),
        (
            [case("asia", "people"), case("asia", "people smart", "domestic")],
            "The Chinese list leans towards Smart city (100% against 0%).",
        ),
        ([case("asia"), case("asia", name="domestic")], "No case found has a theme."),
        ([], "No cases match these filters."),
    ],
)
def test_lists_are_compared_only_where_there_are_two(cases: list[dict[str, Any]], expected: str) -> None:
    assert sentences(cases, "en")[1] == expected


@pytest.mark.parametrize(
    ("regions", "english", "chinese"),
    [
        (["east", "west"], "East and West have the most cases of the Chinese list: 1 of 2 cases each (50%).", ""),
        (["west"], "West has the only case found on the Chinese list.", "查到的1个中国城市名单案例都在西部。"),
        (["west", "west"], "West has all 2 cases found on the Chinese list.", ""),
        (
            ["east", "west", "central", "northeast"],
            "4 regions have the most cases of the Chinese list: 1 of 4 cases each (25%).",
            "",
        ),
        ([""], "No case found lies in a region of the Chinese list.", "查到的案例中没有国内区域的案例。"),
    ],
)
def test_regions_share_a_first_place(regions: list[str], english: str, chinese: str) -> None:
    cases = [case("asia", "people", "domestic", region) for region in regions]
    assert sentences(cases, "en")[2] == english
    assert not chinese or sentences(cases, "zh")[2] == chinese


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("selection", [Selection.of(q="没有这样的案例"), *SELECTIONS])
def test_every_sentence_ends_and_leaves_no_placeholder(selection: Selection, language: str) -> None:
    for sentence in sentences(chosen(selection), language):
        assert re.search(r"[.。]$", sentence)
        assert not re.search(r"%\(|%[ds]|None", sentence)


def known(city: str, *kinds: str) -> dict[str, Any]:
    """Return a case in `city` of which facts of some kinds are known."""
    return case("asia") | {"known": kinds, "city_en": city, "city_zh": city}


def sentence_of_known(cases: list[dict[str, Any]], language: str) -> str:
    unknown = [one for one in cases if not one["known"]]
    return say_known(cross(cases, ATLAS.known, "known", "list"), unknown, translator(language))


def test_kinds_of_facts_are_counted_by_list() -> None:
    grid = cross(ATLAS.cases, ATLAS.known, "known", "list")
    assert {kind: grid.cells[kind, "domestic"] for kind in grid.rows}["result"] == 12
    assert grid.row_totals["what"] == 44
    assert grid.rows == ("what", "since", "how", "scale", "result", "recognition", "status")


def test_the_sentence_of_what_is_known_of_all_cases_names_the_finding() -> None:
    said = [sentence_of_known(ATLAS.cases, language) for language in ("en", "zh")]
    assert said == [
        "Results are known of 27 of 45 cases; nothing at all is known of 1 (Guangzhou).",
        "45个案例中有27个已知成效，1个（广州）尚无任何事实条目。",
    ]


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([known("A", "what", "result")], "Results are known of 1 of 1 case."),
        ([known("A", "what")], "Results are known of 0 of 1 case."),
        ([known("A")], "No fact is known of any case found."),
        (
            [known("A", "result"), known("B"), known("B"), known("C")],
            "Results are known of 1 of 4 cases; nothing at all is known of 3 (B and C).",
        ),
        (
            [known("A", "result"), *map(known, "BCDE")],
            "Results are known of 1 of 5 cases; nothing at all is known of 4.",
        ),
    ],
)
def test_what_is_not_known_is_named_or_counted(cases: list[dict[str, Any]], expected: str) -> None:
    assert sentence_of_known(cases, "en") == expected


def many() -> Iterator[dict[str, Any]]:
    """Yield ten thousand cases: the shipped ones over and over."""
    while True:
        yield from ATLAS.cases


def test_ten_thousand_cases_are_counted_in_less_than_a_second() -> None:
    cases = [found for found, _ in zip(many(), range(10_000), strict=False)]
    start = perf_counter()
    said = sentences(cases, "en")
    assert perf_counter() - start < 1
    assert "of 10000 cases have more than one theme" in said[3]
