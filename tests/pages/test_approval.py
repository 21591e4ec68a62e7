"""The standing of the map: its approval number on the pages of cases and sources, or that it was never submitted."""

import re
from collections.abc import Iterator

import pytest

from pages.screens.about import draw_about
from tests.conftest import EN, ZH
from tests.pages.test_pages import open_page

NUMBER = "GS(2026)1234号"
RULE = {"zh": "《地图管理条例》（国务院令第664号", "en": "《地图管理条例》, State Council Decree No. 664"}
NOT_SUBMITTED = {"zh": "本地图未送审，没有审图号。", "en": "This map has not been submitted for review"}
LINE = {"zh": f"审图号：{NUMBER}", "en": f"Map approval (审图号): {NUMBER}"}
LANGUAGES = ["zh", "en"]


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Make the page of the sources anew: a running atlas has one setting, this run has several."""
    draw_about.cache_clear()
    yield
    draw_about.cache_clear()


def open_sources(language: str) -> str:
    """Return what the sources say of the map."""
    said = re.search(r'<section id="map">.*?</section>', open_page("about", lang=language), re.DOTALL)
    assert said
    return said[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_number_the_sources_say_that_the_map_was_not_submitted_and_name_the_rule(language: str) -> None:
    said = open_sources(language)
    assert f"<b>{NOT_SUBMITTED[language]}" in said
    assert RULE[language] in said
    assert "MAP_APPROVAL" in said
    assert 'class="approval"' not in open_page("case", lang=language, case="2024-cn-07")


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_number_the_sources_give_it_and_say_whose_word_it_is(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAP_APPROVAL", NUMBER)
    said = open_sources(language)
    words = {"zh": ZH, "en": EN}[language]
    assert LINE[language] in said
    assert words.gettext("The operator of this server states this number.") in said
    assert RULE[language] in said
    assert NOT_SUBMITTED[language] not in said
    assert "MAP_APPROVAL" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_small_map_of_a_case_has_it_too(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAP_APPROVAL", NUMBER)
    assert f'<p class="approval">{LINE[language]}</p>' in open_page("case", lang=language, case="2024-cn-07")


@pytest.mark.parametrize("page", ["about", "case"])
def test_a_number_is_never_markup(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAP_APPROVAL", "<script>alert(1)</script>{{ 7 * 7 }}")
    said = open_page(page, lang="en", case="2024-cn-07")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}" in said
    assert "<script>alert" not in said
