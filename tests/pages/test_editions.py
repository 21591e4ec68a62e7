"""Several editions: each is told apart wherever two are in view, and with one edition nothing of it is seen."""

import re
from pathlib import Path

import pytest

from geo.query.atlas import Atlas, open_atlas
from geo.query.selection import Selection
from geo.tour.own_tour import OwnTour, Told
from pages.parts.atlas_cache import map_json
from pages.parts.describe import describe_cases
from pages.parts.view import View
from pages.screens.cases import cases_html
from pages.screens.compare import compare_html
from pages.screens.insight import insight_html
from pages.screens.map import panel_html
from pages.screens.near import near_html
from pages.screens.new import new_html
from pages.screens.tour import desk_html
from tests.conftest import EN, Edit, open_shipped

ONE = open_shipped()
WHOLE = View("en", Selection())


@pytest.fixture
def atlas(two_editions: Path) -> Atlas:
    return open_atlas(two_editions, "nbs")


def test_the_panel_heads_each_edition_with_its_own_title_and_totals_the_latest_first(atlas: Atlas) -> None:
    said = panel_html(atlas, WHOLE)
    assert re.findall(r"<h2>(.*?)</h2>\s*<p class=\"meta\">(.*?)</p>", said) == [
        ("Fictional cases (2026)", "Announced: 50 cases. Listed: 2, in 2 places."),
        ("Typical Cases of Urban Governance (2024)", "Announced: 40 cases. Listed: 45, in 42 places."),
    ]
    first = said.index("Typical Cases of Urban Governance (2024)")
    assert said.index("Fictional floods") < first < said.index("Addis Ababa")


def test_an_edition_without_a_case_in_the_selection_has_no_heading(atlas: Atlas) -> None:
    said = panel_html(atlas, View("en", Selection().narrow(continent=("europe",))))
    assert re.findall(r"<h2>(.*?)</h2>", said) == ["Typical Cases of Urban Governance (2024)"]


def test_a_case_says_its_edition_before_its_place_in_the_list(atlas: Atlas) -> None:
    positions = [case["position"] for case in describe_cases(atlas, EN)]
    assert positions[0] == "2024 · International cities, no. 1"
    assert positions[-1] == "2026 · Chinese cities, no. 1"
    assert describe_cases(ONE, EN)[0]["position"] == "International cities, no. 1"
    for page in (
        cases_html(atlas, WHOLE),
        compare_html(atlas, View("en", Selection(), compare=("2024-int-01", "2026-cn-01"))),
        panel_html(atlas, View("en", Selection(), city="beijing")),
    ):
        assert "2026 · Chinese cities, no. 1" in page


def test_a_switch_shows_one_edition_or_all(atlas: Atlas) -> None:
    said = panel_html(atlas, View("en", Selection().narrow(edition=("2026",), theme=("smart",))))
    (switch,) = re.findall(r'<nav class="editions".*?</nav>', said, re.DOTALL)
    assert re.findall(r'<a href="(.*?)" data-soft( aria-current="true")?>(.*?)</a>', switch) == [
        ("?lang=en&amp;theme=smart", "", "All editions"),
        ("?lang=en&amp;theme=smart&amp;edition=2024", "", "2024"),
        ("?lang=en&amp;theme=smart&amp;edition=2026", ' aria-current="true"', "2026"),
        ("new?lang=en&amp;theme=smart&amp;edition=2026", "", "What is new"),
    ]


def test_what_is_new_names_cities_themes_and_cases(atlas: Atlas) -> None:
    said = new_html(atlas, WHOLE)
    assert "What is new in 2026" in said
    assert "Lagos is new in 2026." in said
    assert "Beijing comes again in 2026." in said
    assert "Fictional floods" in said
    assert "Resilient city grows most, from 13% to 50% of the cases" in said


def test_insight_sets_announced_beside_listed_for_each_edition(atlas: Atlas) -> None:
    said = insight_html(atlas, WHOLE)
    assert said.count('<table class="totals">') == 2
    assert "edition=2026" in re.findall(r'href="([^"]*totals.csv[^"]*)"', said)[0]


def test_the_map_is_told_what_the_latest_edition_brings(atlas: Atlas) -> None:
    assert b'"lagos": "new"' in map_json(atlas)
    assert b'"beijing": "again"' in map_json(atlas)


def test_with_one_edition_nothing_of_it_is_seen() -> None:
    assert "editions" not in panel_html(ONE, WHOLE) + cases_html(ONE, WHOLE)
    assert b'"ages": {}' in map_json(ONE)
    assert "There is one edition so far" in new_html(ONE, WHOLE)


def test_an_edition_that_announced_no_number_says_only_what_it_lists(two_editions: Path, edit: Edit) -> None:
    edit("editions.csv", ",2026-12,50,20,5,20,", ",2026-12,,,,,")
    atlas = open_atlas(two_editions, "nbs")
    assert '<p class="meta">Listed: 2 cases, in 2 places.</p>' in panel_html(atlas, WHOLE)


def test_a_case_that_is_named_by_its_city_or_title_alone_says_its_edition(atlas: Atlas) -> None:
    insight = insight_html(atlas, WHOLE)
    assert re.search(r"Lagos\s*<small>\(2026\)</small></a>", insight)
    assert "Announced and listed · 2026" in insight
    assert '<span class="meta dated">2026</span>' in cases_html(atlas, WHOLE)  # the column of the list may be left out
    near = near_html(atlas, View("en", Selection(), place="lagos"))
    assert "The nearest case is “Fictional floods” (2026) in Lagos, 0 km away." in near
    desk = desk_html(atlas, View("en", Selection()), OwnTour(stops=(Told(("2026-int-01",)),)))
    assert "<b>Lagos · 2026</b>" in desk


def test_so_many_cities_are_counted_in_a_sentence_of_their_own(atlas: Atlas) -> None:
    assert "2026年有41个城市未再入选。" in new_html(atlas, View("zh", Selection()))
