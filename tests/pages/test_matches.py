"""A case that a fact brought in shows the sentence, what was found marked, in the reader's language if it is there."""

import re
from dataclasses import replace

import pytest

from geo.query.atlas import Atlas
from geo.query.search import build_index
from geo.query.selection import Selection
from geo.query.synonyms import Search
from pages.parts.matches import describe_matches
from pages.parts.view import View
from pages.screens.cases import cases_html
from pages.screens.map import panel_html
from tests.conftest import open_shipped
from tests.pages.test_pages import open_page

ATLAS = open_shipped()
AUDITORS = "In May 2023 the city <mark>auditors</mark>, looking at 2015 to 2021, found goals"
SCRIPT = "<script>alert(1)</script>"
SHENJISHU = "2023年5月，市<mark>审计署</mark>就2015至2021年的情况指出"


def look(language: str, text: str, city: str | None = None) -> View:
    """Return the view of a reader who searches for `text`."""
    return View(language, Selection(q=text), city=city)


def found_in(said: str) -> list[tuple[str, str]]:
    """Return (language, sentence) of each fact that a page shows as found."""
    return re.findall(r'class="found-in" lang="([^"]+)">(.*?)</(?:p|span)>', said)


def pages(language: str, text: str, city: str, atlas: Atlas = ATLAS) -> dict[str, str]:
    """Return the table, the panel with all cases found and the panel of `city` when `text` is searched for."""
    view = look(language, text)
    return {
        "table": cases_html(atlas, view),
        "panel": panel_html(atlas, view),
        "city": panel_html(atlas, look(language, text, city)),
    }


@pytest.mark.parametrize("page", ["table", "panel", "city"])
@pytest.mark.parametrize(
    ("language", "text", "lang", "sentence"),
    [
        ("zh", "审计署", "zh-CN", SHENJISHU),
        ("en", "审计署", "zh-CN", SHENJISHU),
        ("en", "auditors", "en", AUDITORS),
        ("zh", "Auditors", "en", AUDITORS),
        ("zh", "shenjishu", "zh-CN", SHENJISHU),
        ("zh", "審計署", "zh-CN", SHENJISHU),
        ("en", "Vienna auditors", "en", AUDITORS),
        ("en", "维也纳 auditors", "en", AUDITORS),
    ],
)
def test_the_sentence_stands_under_the_title_with_what_was_found_marked(
    page: str, language: str, text: str, lang: str, sentence: str
) -> None:
    ((shown, said),) = found_in(pages(language, text, "vienna")[page])
    assert shown == lang
    assert sentence in said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("text", ["", "维也纳", "vienna", "维也那", "weiyena", "zzzz"])
def test_what_titles_and_names_answer_needs_no_sentence(language: str, text: str) -> None:
    assert [found_in(said) for said in pages(language, text, "vienna").values()] == [[], [], []]


def test_a_case_outside_the_filters_shows_no_sentence() -> None:
    assert found_in(panel_html(ATLAS, look("zh", "审计署 no such word", "vienna"))) == []


def test_a_sentence_is_shown_whole_and_as_the_screen_sets_it() -> None:
    row = ATLAS.cases.index(next(case for case in ATLAS.cases if case["case_id"] == "2024-int-21"))
    (told,) = describe_matches(ATLAS, look("zh", "审计署"), row)
    facts = [fact["text_zh"] for fact in ATLAS.facts["2024-int-21"]]
    assert re.sub("</?mark>", "", str(told["text"])) in facts


def test_a_sentence_is_text_and_never_markup() -> None:
    facts = {
        case: [fact | {"text_zh": fact["text_zh"].replace("市审计署", SCRIPT + "市审计署")} for fact in told]
        for case, told in ATLAS.facts.items()
    }
    hostile = replace(
        ATLAS, facts=facts, search=Search(build_index(ATLAS.placed, facts), ())
    )  # no folder with it is read
    for said in pages("zh", "审计署", "vienna", hostile).values():
        assert "&lt;script&gt;alert(1)&lt;/script&gt;市<mark>审计署</mark>" in said
        assert "<script" not in said
    for said in pages("zh", "<script>alert(1)", "vienna", hostile).values():
        assert "<mark>&lt;script&gt;alert(1)</mark>&lt;/script&gt;市审计署" in said
        assert "<script" not in said


@pytest.mark.parametrize(("language", "said", "own"), [("zh", "也查：", "积水"), ("en", "also: ", "waterlogging")])
def test_synonyms_that_found_more_are_named_and_what_they_found_is_marked(language: str, said: str, own: str) -> None:
    page = open_page("cases", lang=language, q="洪水")
    also = re.search(r'<p class="also">([^<]+)</p>', page)
    assert also
    assert also[1].startswith(said)
    assert own in also[1]
    assert "<mark>积水</mark>" in page
    assert 'class="also"' not in open_page("cases", lang=language, q="审计署")
