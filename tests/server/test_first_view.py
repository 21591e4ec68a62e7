"""What a page says before any script has come: the list, the case, and links that work."""

import re
from html import unescape
from pathlib import Path

import pytest

from geo import addresses
from tests.conftest import Edit, open_shipped, serve
from tests.server.test_routes import ask

ATLAS = open_shipped()


def read_first(atlas: str, path: str) -> str:
    """Return what stands in the page until Streamlit has come; "" for nothing."""
    answer, body = ask(atlas, f"/{path}")
    assert answer.status == 200
    return body.decode().partition('<template shadowrootmode="closed">')[2].partition("</template>")[0]


def read_article(atlas: str, path: str) -> str:
    """Return what stands there beside the filters."""
    before, found, article = read_first(atlas, path).partition('<div class="stMain">')
    assert before
    assert found
    return article


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["", "cases"])
def test_every_case_stands_in_the_page_itself_in_its_readers_language(atlas: str, path: str, language: str) -> None:
    first = unescape(read_first(atlas, f"{path}?lang={language}"))
    assert [case["case_id"] for case in ATLAS.cases if case[f"city_{language}"] not in first] == []
    assert len(re.findall(r'data-city="|<tr id="2024-', first)) == len(ATLAS.cases)


def test_the_first_view_follows_the_filters_of_its_address(atlas: str) -> None:
    first = read_first(atlas, "?lang=en&continent=africa")
    assert {*re.findall(r'data-city="([\w-]+)"', first)} == {"addis-ababa", "cairo"}
    assert "<b>2</b>" in first


def test_a_case_is_told_with_its_facts_and_its_links_lead_on(atlas: str) -> None:
    first = read_first(atlas, f"{addresses.CASE}?lang=en&case=2024-int-03")
    assert "Startblok Riekerhaven" in first
    for link in re.findall(r'href="((?:cases|case|near)?\?[^"]*)"', first):
        assert ask(atlas, f"/{link.replace('&amp;', '&')}")[0].status == 200


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("near", "Find cases nearby"),
        ("compare", "Compare"),
        ("insight", "Cases by theme and continent"),
        ("about", "Sources and method"),
    ],
)
def test_other_pages_stand_in_the_document_too(atlas: str, path: str, said: str) -> None:
    assert said in read_article(atlas, f"{path}?lang=en")


def test_the_names_of_all_places_are_not_loaded_for_a_first_view(atlas: str) -> None:
    assert "Cairo" not in read_article(atlas, "near?lang=en&place=Cairo")


def test_what_is_asked_for_stays_text(atlas: str) -> None:
    first = read_first(atlas, "?q=%3C/template%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in first


def test_faulty_data_is_not_shown_before_it_is_named(folder: Path, edit: Edit) -> None:
    edit("cities.csv", "39.9075", "ninety")
    with serve(folder) as address:
        assert read_first(address, "") == ""


def test_a_page_is_packed_for_whoever_takes_it_so(atlas: str) -> None:
    packed, body = ask(atlas, "/", Accept_Encoding="gzip")
    plain, text = ask(atlas, "/")
    assert (packed.headers["Content-Encoding"], plain.headers["Content-Encoding"]) == ("gzip", None)
    assert len(body) < len(text) / 3
