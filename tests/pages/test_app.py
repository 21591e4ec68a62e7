"""The page as Streamlit runs it, without a browser.

AppTest sees what the script sends: text, widgets, and the arguments of the map's frame. It draws no frame, so what is
painted in it is the business of test_browser.py; and it has no browser's locale, so that the language is Chinese unless
the query asks for another.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.conftest import PROJECT, Edit

TIMEOUT_S = 30  # seconds; the first run imports everything
NAMES = {"zh": "城市治理<br>案例地图", "en": "City Governance <br>Case Map"}


@pytest.fixture(scope="module", autouse=True)
def read_packages_once() -> Iterator[None]:
    """Look for components among the installed packages once and not for every AppTest: it takes 0.3 s each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


def open_page(**query: str | list[str]) -> AppTest:
    """Return the page that `query` asks for, run once."""
    page = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=TIMEOUT_S)
    for name, value in query.items():
        page.query_params[name] = value
    return run(page)


def run(page: AppTest) -> AppTest:
    """Run `page` and expect no exception."""
    page.run()
    assert [error.message for error in page.exception] == []
    return page


def html(page: AppTest) -> str:
    """Return all that `page` says as HTML."""
    return "\n".join(part.proto.body for part in page.get("html"))


def found(page: AppTest) -> tuple[int, int]:
    """Return how many cases and places `page` says it found; its list and its map must agree."""
    (line,) = re.findall(r'<p class="found".*?</p>', html(page))
    cases, places = (int(number) for number in re.findall(r"<b>(\d+)</b>", line))
    assert len(re.findall(r"<li>", html(page))) in {cases, 0}  # no list beside an open city
    assert len(shown_on_map(page)["shown"]) == places
    return cases, places


def frame(page: AppTest) -> dict[str, Any]:
    """Return what `page` sends to the frame of the map."""
    (component,) = page.get("component_instance")
    return dict(json.loads(component.proto.json_args))


def shown_on_map(page: AppTest) -> dict[str, Any]:
    """Return what the map is told to show."""
    layer = frame(page)["feature_group"]
    view, _ = json.JSONDecoder().raw_decode(layer, layer.index("showView(") + len("showView("))
    return dict(view)


def ask(page: AppTest, **query: str | list[str]) -> AppTest:
    """Return `page` after its address has changed as `query` says."""
    for name, value in query.items():
        page.query_params[name] = value
    return run(page)


def values(page: AppTest, facet: str) -> list[tuple[str, str, str]]:
    """Return (value, pressed, name and count) of each value of `facet`."""
    buttons = rf'<button type="button" data-toggle="{facet}" data-value="([^"]+)" aria-pressed="(\w+)"[^>]*>(.*?)</em>'
    return re.findall(buttons, html(page))


def pressed(page: AppTest, facet: str) -> list[str]:
    """Return the values of `facet` that are chosen."""
    return [value for value, chosen, _ in values(page, facet) if chosen == "true"]


def counts(page: AppTest, facet: str) -> list[tuple[str, int]]:
    """Return name and count of each value of `facet`."""
    return [(name, int(count)) for _, _, text in values(page, facet) for name, count in [text.split(" <em>")]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_atlas_opens_in_either_language_with_45_cases_on_42_places(language: str) -> None:
    page = open_page(lang=language)
    assert found(page) == (45, 42)
    assert f"<h1>{NAMES[language]}</h1>" in html(page)
    assert shown_on_map(page)["language"] == language


def test_without_a_word_of_the_browser_the_language_is_that_of_the_publication() -> None:
    assert f"<h1>{NAMES['zh']}</h1>" in html(open_page())


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "公布40个案例，名单实列45个，涉及42个地点。"), ("en", "Announced: 40 cases. Listed: 45, in 42 places.")],
)
def test_what_was_announced_stands_beside_what_is_listed(language: str, said: str) -> None:
    assert said in html(open_page(lang=language))


@pytest.mark.parametrize(
    ("facet", "values", "figures"),
    [
        ("continent", ["asia"], (31, 28)),
        ("continent", ["africa"], (2, 2)),
        ("continent", ["europe", "americas"], (11, 11)),
        ("theme", ["resilient"], (6, 6)),
        ("region", ["east"], (13, 11)),
        ("region", ["northeast"], (1, 1)),
        ("list", ["domestic"], (24, 22)),
        ("edition", ["2024"], (45, 42)),
    ],
)
def test_a_filter_narrows_page_and_map(facet: str, values: list[str], figures: tuple[int, int]) -> None:
    page = open_page(**{facet: values})
    assert found(page) == figures
    assert pressed(page, facet) == values
    assert found(ask(page, **{facet: []})) == (45, 42)
    assert pressed(page, facet) == []


def test_text_narrows_and_an_empty_one_does_not() -> None:
    page = open_page(q="  热线 ")
    assert found(page) == (15, 12)  # two of them by a synonym
    assert found(ask(page, q="")) == (45, 42)


def test_filters_of_several_kinds_narrow_together() -> None:
    assert found(open_page(continent="asia", theme="smart", q="热线")) == (6, 6)


def test_the_older_scheme_takes_the_northeast_away() -> None:
    page = open_page(region=["northeast", "east"])
    assert found(page) == (14, 12)
    assert "?lang=zh&amp;region=east&amp;scheme=three" in html(page)
    assert found(ask(page, scheme="three")) == (14, 12)
    assert [name for name, _ in counts(page, "region")] == ["东部", "中部", "西部"]
    assert pressed(page, "region") == ["east"]


def test_the_language_changes_and_the_view_stays() -> None:
    page = open_page(continent="africa", city="cairo")
    assert 'href="?lang=en&amp;continent=africa&amp;city=cairo"' in html(page)
    ask(page, lang="en")
    assert "<h2>Cairo</h2>" in html(page)
    assert (shown_on_map(page)["language"], shown_on_map(page)["city"]) == ("en", "cairo")


def test_an_opened_case_is_read_on_the_map_at_its_city_before_the_others_of_that_city() -> None:
    page = open_page(lang="en", case="2024-cn-03", continent="asia")
    assert "<h2>Beijing</h2>" in html(page)
    assert shown_on_map(page)["city"] == "beijing"
    assert re.findall(r'<article class="case" id="([\w-]+)"', html(page))[0] == "2024-cn-03"
    assert '<a class="back" href="?lang=en&amp;continent=asia" data-soft>' in html(page)
    assert "<h2>Cairo</h2>" in html(ask(page, city="cairo"))


def test_counts_say_what_a_value_would_show_and_0_stays() -> None:
    assert [count for _, count in counts(open_page(continent="africa"), "theme")] == [1, 0, 0, 1, 0]


def test_a_link_restores_every_filter() -> None:
    query = {
        "lang": ["en"],
        "continent": ["asia"],
        "theme": ["people", "smart"],
        "region": ["west"],
        "list": ["domestic"],
        "edition": ["2024"],
        "q": ["12345"],
        "scheme": ["three"],
        "city": ["kunming"],
    }
    page = open_page(**query)
    assert found(page) == (3, 3)
    for facet in ("continent", "theme", "region", "list", "edition"):
        assert pressed(page, facet) == query[facet]
    assert re.findall(r'aria-current="true">([^<]+)<', html(page)) == ["EN", "Three regions"]
    assert shown_on_map(page)["city"] == "kunming"
    assert shown_on_map(page)["themes"] == ["people", "smart"]


@pytest.mark.parametrize(
    "query",
    [
        {"continent": "atlantis", "theme": "", "region": "north", "list": "long", "edition": "1999"},
        {"lang": "fr", "scheme": "x", "city": "nowhere", "q": " "},
        {"lang": ["en", "xx"], "continent": ["", "\x00"], "colour": "red"},
    ],
)
def test_what_is_asked_for_in_vain_is_dropped(query: dict[str, str | list[str]]) -> None:
    assert found(open_page(**query)) == (45, 42)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[a](b) :red[x] $x$ `c`", "🏙️", "x" * 10_000, "\x00\ufffd"]
)
def test_odd_text_finds_nothing_and_breaks_nothing(text: str) -> None:
    page = open_page(q=text)
    assert found(page) == (0, 0)
    assert "没有案例同时符合这些筛选条件。" in html(page)
    assert "<script>alert" not in html(page)


def test_each_active_filter_has_a_chip_and_one_link_removes_them_all() -> None:
    page = open_page(continent=["asia"], theme=["smart", "people"], q="热线", scheme="three", city="kunming")
    (chips,) = re.findall(r'<div class="chips">.*?</div>', html(page), re.DOTALL)
    buttons = re.findall(r'data-toggle="(\w+)" data-value="([^"]+)".*?>(.*?)<', chips)
    assert buttons == [
        ("continent", "asia", "亚洲 ✕"),
        ("theme", "people", "人民城市 ✕"),
        ("theme", "smart", "智慧城市 ✕"),
        ("q", "热线", "“热线” ✕"),
    ]
    assert 'href="?lang=zh&amp;scheme=three&amp;city=kunming" data-soft>全部清除<' in chips
    assert '<div class="chips">' not in html(open_page(scheme="three", city="kunming"))


def test_the_base_map_stays_while_everything_else_changes() -> None:
    page = open_page()
    before = frame(page)
    after = frame(ask(page, continent="africa", lang="en", scheme="three", q="water"))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"feature_group"}


@pytest.mark.parametrize("query", [{}, {"city": "beijing"}, {"theme": "people", "city": "cairo"}])
def test_the_side_panel_offers_what_is_found_in_every_format_whichever_city_is_open(query: dict[str, str]) -> None:
    filters = "".join(f"&amp;theme={query['theme']}" for name in query if name == "theme")
    offered = re.findall(r'<a href="([^"]+)" download>([^<]+)</a>', html(open_page(lang="en", **query)))
    assert offered == [
        (f"{file}?lang=en{filters}", f"{name} ↓")
        for file, name in (
            ("cases.xlsx", "Excel"),
            ("cases.csv", "CSV"),
            ("cases.geojson", "GeoJSON"),
            ("facts.csv", "Facts"),
        )
    ]


def test_the_search_stands_after_the_pages_and_before_every_filter() -> None:
    text = html(open_page())
    order = [
        text.index(part) for part in ('class="switch"', 'class="present"', 'id="search"', 'data-facet="continent"')
    ]
    assert order == sorted(order)


def test_a_filter_that_tells_no_case_from_another_is_left_out_unless_it_was_chosen() -> None:
    assert 'data-facet="edition"' not in html(open_page())
    assert pressed(open_page(edition="2024"), "edition") == ["2024"]


def test_what_is_known_is_folded_until_one_of_its_values_is_chosen() -> None:
    assert re.findall("<details( open)?>", html(open_page())) == [""]
    assert re.findall("<details( open)?>", html(open_page(known="how"))) == [" open"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"lang": "zh", "theme": "smart"}, "显示17个案例"),
        ({"lang": "en", "continent": "oceania"}, "Show 1 case"),
        ({"lang": "en"}, "Show 45 cases"),
    ],
)
def test_the_button_of_the_sheet_says_how_many_cases_it_shows(query: dict[str, str], words: str) -> None:
    assert f'<button type="button" data-close>{words}</button>' in html(open_page(**query))


def test_the_frame_of_the_map_asks_nothing_of_another_host() -> None:
    sent = frame(open_page())
    assert [link for link in sent["js_links"] + sent["css_links"] if not link.startswith("../../assets/")] == []
    assert "//" not in sent["script"] + sent["feature_group"] + sent["header"] + sent["html"]


def test_a_faulty_folder_is_named_in_the_language_asked_for_and_comes_back_when_mended(
    folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    edit("cases.csv", ",bangkok,", ",bankok,")
    edit("cities.csv", ",38.7469,", ",139,")
    page = open_page(lang="en")
    assert [title.value for title in page.title] == ["The data contain errors"]
    (said,) = [text.value for text in page.text]
    first, second = said.splitlines()
    assert first.startswith("cases.csv:5: city_id: 'bankok' is not in cities.csv")
    assert second.startswith("cities.csv:3: country: 'ET'")
    assert len(page.get("component_instance")) == 0
    assert [title.value for title in open_page(lang="zh").title] == ["数据有误，地图暂停显示"]
    edit("cases.csv", ",bankok,", ",bangkok,")
    edit("cities.csv", ",139,", ",38.7469,")
    assert found(run(page)) == (45, 42)
    assert len(page.title) == 0


def test_a_change_of_the_data_is_seen_at_the_next_turn(
    folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    page = open_page(lang="en")
    assert "<b>Cairo</b>" in html(page)
    edit("cities.csv", "Cairo", "Al-Qahirah <i>&")
    assert "<b>Al-Qahirah &lt;i&gt;&amp;</b>" in html(run(page))


@pytest.mark.parametrize("name", ["none", "n" * 5000, "a/../none"])
def test_a_folder_that_is_not_there_is_named_without_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / name))
    for _ in range(3):
        page = open_page(lang="en")
        (said,) = [text.value for text in page.text]
        assert said.endswith("there is no such folder: check its name")
        assert str(tmp_path) not in said + html(page)
    told = [record.getMessage() for record in caplog.records if record.name == "pages.parts.atlas_cache"]
    assert len(told) == 1  # the operator, once
    assert str(tmp_path) in told[0]
