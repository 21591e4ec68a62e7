"""An empty result says what leads on: near words, and the filters that hold cases back, with how many."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from geo.query.atlas import Atlas
from geo.query.selection import Selection
from pages.parts.empty import describe_empty
from pages.parts.view import View
from pages.screens.cases import cases_html
from pages.screens.compare import compare_html
from pages.screens.insight import insight_html
from pages.screens.map import panel_html
from pages.screens.near import near_html
from tests.conftest import open_shipped

ATLAS = open_shipped()


def ways(language: str, selection: Selection) -> list[str]:
    """Return what an empty result offers."""
    return [text for text, _ in describe_empty(ATLAS, View(language, selection))["ways"]]


def test_each_filter_is_offered_with_the_cases_that_it_holds_back() -> None:
    selection = Selection.of(continent=("africa",), q="Berlin")
    assert ways("en", selection) == ["Without Africa: 1 case", "Without “Berlin”: 2 cases"]
    assert ways("zh", selection) == ["去掉非洲：1个案例", "去掉“Berlin”：2个案例"]


def test_a_filter_that_brings_nothing_is_not_offered() -> None:
    assert ways("en", Selection.of(continent=("africa",), q="zzzzqqqq")) == ["Without “zzzzqqqq”: 2 cases"]


def test_near_words_are_offered_that_find_something() -> None:
    assert ways("en", Selection(q="sustanibles"))[0].startswith("Perhaps “sustainable”: ")
    assert ways("en", Selection(q="cairo sustanibles")) == []  # Cairo has no such word
    assert ways("en", Selection(q="zzzz sustanibles")) == []  # which one is wrong is not known


def test_of_a_chinese_word_its_pieces_are_offered_longest_first() -> None:
    assert ways("zh", Selection(q="垃圾焚烧"))[0].startswith("也许是“垃圾”：")
    assert ways("zh", Selection(q="智慧城市脑"))[0].startswith("也许是“智慧城市”：")
    assert ways("zh", Selection(q="饕餮")) == []


@pytest.mark.parametrize("page", [cases_html, panel_html])
def test_both_lists_tell_the_ways_on_and_their_links_lead_there(page: Callable[[Atlas, View], str]) -> None:
    said = page(ATLAS, View("en", Selection.of(continent=("africa",), q="Berlin")))
    (link,) = re.findall('href="([^"]+)" data-soft>Without Africa: 1 case<', said)
    assert unescape(link) == "?lang=en&q=Berlin"


@pytest.mark.parametrize("page", [cases_html, panel_html])
@pytest.mark.parametrize("text", ["zzzzqqqq", "<b>zzzz", "%s %(x)s %"])
def test_a_text_that_is_found_nowhere_is_told_so(page: Callable[[Atlas, View], str], text: str) -> None:
    said = page(ATLAS, View("en", Selection(q=text)))
    assert f"“{text}” is found in no case at all" in unescape(said)
    assert "<b>zzzz" not in said
    assert "found in no case" not in page(ATLAS, View("en", Selection.of(continent=("africa",), q="Berlin")))


@pytest.mark.parametrize("draw", [panel_html, cases_html, insight_html, near_html, compare_html])
def test_every_page_without_a_case_leads_on_and_back_to_all_cases(draw: Callable[[Atlas, View], str]) -> None:
    html = unescape(draw(ATLAS, View("en", Selection.of(continent=("africa",), q="Berlin"))))
    assert "Without Africa: 1 case" in html
    assert re.search(r'<a href="\?lang=en" data-soft>Clear all filters</a>', html)
