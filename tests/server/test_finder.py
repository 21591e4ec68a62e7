"""Any case beside the tour: what the page knows of it, and what the server finds."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from geo.query.atlas import Atlas
from geo.query.selection import MAX_TEXT_CHARS
from geo.text import LANGUAGES
from geo.tour.stops import MAX_TOUR_CASES
from server.stage.finder import MAX_FOUND, list_others, list_sought
from server.stage.views import describe_stage, query_of_other
from tests.conftest import Edit
from tests.server.test_stage_views import ask

OWN = "case=2024-int-03&case=2024-cn-01"
RIO = "2024-int-14"


def find(atlas: str, text: str, more: str = "&lang=en") -> Any:  # noqa: ANN401 (JSON)
    """Return what the atlas at the address `atlas` finds."""
    with urlopen(f"{atlas}/assets/find.json?q={quote(text)}{more}") as answer:  # noqa: S310 (the server that is tested)
        return json.load(answer)


def seek(atlas: Atlas, page: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what finds the cases of a stage without the server."""
    rows = {case["case_id"]: row for row, case in enumerate(atlas.cases)}
    return list_sought(atlas, tuple(rows[stop["case"]] for stop in page["plan"]["stops"] if stop["case"]))


@pytest.mark.parametrize(
    "text", ["rio", "里约", "裡約", "li yue", "liyue", "lyrnl", "Rio de Janiero", "rio risk", "巴西"]
)
def test_a_case_is_found_however_it_is_written(atlas: str, text: str) -> None:
    assert find(atlas, text)[0] == {
        "case": RIO,
        "city": "Rio de Janeiro",
        "title": "Rio Operations Centre: smart urban risk management",
    }


def test_what_is_found_is_read_in_the_readers_language(atlas: str) -> None:
    assert find(atlas, "rio", "&lang=zh")[0] == {
        "case": RIO,
        "city": "里约热内卢",
        "title": "里约操作中心：智慧化的城市风险管理",
    }


def test_a_synonym_finds_as_it_does_everywhere(atlas: str) -> None:
    assert "2024-int-04" in [found["case"] for found in find(atlas, "flooding")]


def test_the_filters_of_a_tour_hide_no_case(atlas: str) -> None:
    assert find(atlas, "rio", "&lang=en&continent=asia&theme=people")[0]["case"] == RIO


def test_so_many_are_offered_and_no_more(atlas: str) -> None:
    assert len(find(atlas, "城市")) == MAX_FOUND


@pytest.mark.parametrize("text", ["", "  ", "zzzzqqqq", "\x00", "<script>", "a" * 10 * MAX_TEXT_CHARS])
def test_what_is_nothing_finds_nothing(atlas: str, text: str) -> None:
    assert find(atlas, text) == []


def test_a_page_carries_every_case_that_its_tour_does_not_tell() -> None:
    atlas, settings = ask(OWN)
    page = describe_stage(atlas, settings)
    told = [stop["case"] for stop in page["plan"]["stops"] if stop["case"]]
    others = [stop["case"] for stop in page["plan"]["others"]]
    assert told == ["2024-int-03", "2024-cn-01"]
    assert sorted(told + others) == sorted(case["case_id"] for case in atlas.cases)
    assert [card["case_id"] for card in page["others"]] == others
    assert [sought["case"] for sought in seek(atlas, page)] == told + others
    assert page["plan"]["whole"]


def test_a_tour_of_all_has_no_others() -> None:
    atlas, settings = ask("")
    page = describe_stage(atlas, settings)
    assert page["others"] == page["plan"]["others"] == []
    assert len(seek(atlas, page)) == 45


def test_what_finds_without_the_server_is_asked_for_as_the_tour_is(atlas: str) -> None:
    page = describe_stage(*ask(f"lang=en&{OWN}"))
    with urlopen(f"{atlas}/{page['words']['sought']}") as answer:  # noqa: S310 (the server that is tested)
        sought = json.load(answer)
    assert [one["case"] for one in sought[:2]] == ["2024-int-03", "2024-cn-01"]
    assert len(sought) == 45


def test_beyond_so_many_others_the_server_is_asked() -> None:
    atlas, _ = ask("")
    many = [*atlas.cases] * 10
    enlarged = replace(atlas, cases=many)
    assert len(list_others(enlarged, [0, 1])) == MAX_TOUR_CASES
    assert list_others(enlarged, [0, 1])[0].rows == (2,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_one_case_is_asked_for_in_the_same_words_without_the_filters(language: str) -> None:
    _, settings = ask(f"lang={language}&card=en&hall=bright&continent=asia&theme=smart&order=west&auto=8&{OWN}&stop=3")
    assert query_of_other(settings) == f"?lang={language}&card=en&hall=bright"
    page = describe_stage(*ask(f"{query_of_other(settings)[1:]}&case={RIO}"))
    assert [stop["case"] for stop in page["plan"]["stops"]] == [None, RIO, None]


def test_a_case_beside_the_tour_leads_phones_to_itself() -> None:
    page = describe_stage(*ask(OWN))
    [rio] = [stop for stop in page["plan"]["others"] if stop["case"] == RIO]
    assert rio["address"].endswith(f"atlas?case={RIO}")
    assert rio["chapter"] is None


def test_a_hostile_title_stays_text(folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    edit("cases.csv", "Rio Operations Centre", "<img src=x onerror=alert(1)></script><b>Rio")
    atlas, settings = ask(OWN, monkeypatch, folder)
    [rio] = [one for one in seek(atlas, describe_stage(atlas, settings)) if one["case"] == RIO]
    assert rio["title"][1].startswith("<img src=x onerror=alert(1)></script><b>Rio")
