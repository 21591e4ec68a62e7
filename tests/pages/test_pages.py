"""Every page as Streamlit runs it, in both languages, with nothing found and with nonsense asked."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.query.atlas import open_atlas
from geo.query.selection import Selection
from geo.text import translator
from pages.parts.labels import page_names
from pages.parts.view import View
from pages.screens.about import draw_about
from tests.conftest import EN, PROJECT, Edit, open_shipped

DAY = date(2026, 11, 26)
TIMEOUT_S = 60  # seconds; the first run imports everything
PAGES = [page for page in page_names(EN) if page != "map"]
ODD = ["(a|b)*", "'\"`", "x" * 10_000, "🏙️", "\x00\x1b", "<script>alert(1)</script>", "{{ 7 * 7 }}", "${alert(1)}"]


def open_page(page: str, **query: str | list[str]) -> str:
    """Return what `page` says as HTML; it must raise nothing."""
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=TIMEOUT_S)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    assert [error.message for error in app.exception] == []
    return "\n".join(part.proto.body for part in app.get("html"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_opens_with_its_own_heading_and_marks_where_one_is(page: str, language: str) -> None:
    said = open_page(page, lang=language, case="2024-int-07")
    assert len(re.findall(r"<h1\b", said)) == 1
    if page not in ("case", "importing", "new", "publish"):
        name = page_names(translator(language))[page]
        assert re.search(rf'aria-current="page">{name} ?<', said)  # behind that of the tour comes its count


@pytest.mark.parametrize("page", PAGES)
def test_every_page_keeps_selection_language_and_comparison_in_its_links(page: str) -> None:
    said = open_page(page, lang="en", continent="asia", theme="smart", compare="2024-cn-07")
    for other in ("./", "cases", "near", "insight", "about"):
        assert f'href="{other}?lang=en&amp;continent=asia&amp;theme=smart&amp;compare=2024-cn-07"' in said


@pytest.mark.parametrize("page", [page for page in PAGES if page not in {"about", "importing", "new", "tour"}])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_with_nothing_found_every_page_says_so_or_needs_no_case(page: str, language: str) -> None:
    said = open_page(page, lang=language, continent="africa", theme="smart", case="2024-int-01")
    words = {"zh": ("没有案例同时符合", "不在当前筛选范围内"), "en": ("No cases match", "Outside the present filters")}
    assert any(word in said for word in words[language])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("text", ODD)
def test_no_text_breaks_a_page(page: str, text: str) -> None:
    said = open_page(page, q=text, place=text, case=text, city=text, compare=text, sort=text)
    assert "<script>alert" not in said
    assert ">49<" not in said


@pytest.mark.parametrize(("language", "words"), [("zh", "没有这个案例"), ("en", "There is no such case")])
def test_a_case_that_does_not_exist_is_said_and_the_list_is_offered(language: str, words: str) -> None:
    said = open_page("case", lang=language, case="2024-int-99", continent="asia")
    assert f"<h1>{words}</h1>" in said
    assert f'href="cases?lang={language}&amp;continent=asia"' in said


def test_the_page_of_a_case_holds_all_that_is_known_of_it() -> None:
    said = open_page("case", lang="zh", case="2024-cn-07")
    for words in (
        "编制“地下管线<mark>一张图</mark>”，保障<mark>城市生命线安全</mark>",
        "securing the city’s lifelines",
        "中国城市名单第7条",
        "Guangzhou",
        "1,885公里",
        'data-zone="Asia/Shanghai"',
        "与北京相同",
        "按共同主题数排序",
        "[EB/OL]//城市治理典型案例(2024)",
        "@incollection{cgcm2024cn07,",
        "data:image/svg+xml",
    ):
        assert words in said


def test_the_sources_hold_figures_of_the_tables() -> None:
    said = re.sub(r"<[^>]+>", " ", open_page("about", lang="en"))
    for words in ("150 million", "97%", "18 December 2024", "45 / 45", "42 / 45", "Santiago", "Natural Earth", "MIT"):
        assert words in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sources_cite_the_atlas_where_and_when_it_is_read(language: str) -> None:
    atlas, view = open_shipped(), View(language, Selection())
    for address, day in [("http://10.0.0.5:8501/", date(2026, 11, 4)), ("https://atlas.org/", date(2026, 11, 5))]:
        said = draw_about(atlas, view, address, day)
        assert f"城市治理案例地图数据[DS/OL]. V2024.1. [{day}]. {address}.</pre>" in said
        assert f"Retrieved November {day.day}, 2026, from {address}</pre>" in said


@pytest.mark.parametrize(
    ("language", "all_agree", "weak", "at_sea"),
    [
        (
            "zh",
            "42个地点中，有42个与",
            "西双版纳（Jinghong，2.6公里）、雄安（Rongcheng，0.6公里）",
            "最远的是里约热内卢，2.7公里。底图没有国界",
        ),
        (
            "en",
            "Of 42 places, 42 lie within 25 km",
            "Xishuangbanna (Jinghong, 2.6 km), Xiong",
            "with 2.7 km. It has no",
        ),
    ],
)
def test_the_sources_say_how_far_a_second_source_bears_out_the_points(
    language: str, all_agree: str, weak: str, at_sea: str
) -> None:
    said = draw_about(open_shipped(), View(language, Selection()), "http://a.example/", DAY)
    for words in (all_agree, weak, at_sea):
        assert words in said
    places = said.split('<details class="choose no-print">')[1].split("</details>")[0]
    assert places.count('<th scope="row">') == 42


def test_a_place_that_the_second_source_has_not_is_named(folder: Path, edit: Edit) -> None:
    edit("cities.csv", "52.374,4.8897", "53.5,4.0")
    said = draw_about(open_atlas(folder, "nbs"), View("en", Selection()), "http://a.example/", DAY)
    assert "Of 42 places, 41 lie within 25 km" in said
    assert "It has no city there for: Amsterdam." in said


@pytest.mark.parametrize(
    ("language", "sentence", "papers"),
    [
        (
            "zh",
            "以下各项，来源所述不一",
            ("新京报，田杰雄，2024年12月18日", "CCTV+，经美通社发布，2024年12月19日"),
        ),
        (
            "en",
            "On what follows the sources differ; no explanation was published.",
            ("18 December 2024", "CCTV+, by PR Newswire, 19 December 2024"),
        ),
    ],
)
def test_two_sources_that_disagree_stand_side_by_side_each_with_its_day(
    language: str, sentence: str, papers: tuple[str, str]
) -> None:
    said = open_page("about", lang=language)
    pairs = re.findall(r'<div class="differing">(.*?)</div>', said, re.DOTALL)
    assert said.count(sentence) == 1
    for pair, figures in zip(pairs, (("97", "96.5"), ("97", "96.9")), strict=True):
        cells = re.findall(r"<p>(.*?)</p>", pair, re.DOTALL)
        for cell, figure, paper in zip(cells, figures, papers, strict=True):
            assert f"{figure}%" in cell
            assert paper in cell


def test_where_sources_agree_nothing_is_said_of_a_difference(
    folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for figure in ("96.5", "96.9"):
        edit("context.csv", f"-cctv,2024,{figure},%", "-cctv,2024,97.0,%")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    said = open_page("about", lang="en")
    assert "the sources differ" not in said
    assert 'class="differing"' not in said


@pytest.mark.parametrize(
    ("compare", "shown", "words"),
    [
        ([], [], "Choose two to four"),
        (["2024-int-07"], ["Cairo"], "choose another"),
        (["2024-int-07", "vienna"], ["Cairo", "Vienna"], "Shared by all: People"),
        (["2024-int-07", "nowhere", "2024-int-21", "2024-int-07"], ["Cairo", "Vienna"], "Cairo – Vienna"),
        (["beijing", "cairo", "vienna", "paris", "tokyo"], ["Beijing", "Cairo", "Vienna", "Paris"], "1 more"),
    ],
)
def test_two_to_four_stand_side_by_side(compare: list[str], shown: list[str], words: str) -> None:
    said = open_page("compare", lang="en", compare=compare)
    assert re.findall(r'<section class="column" aria-label="([^"]+)"', said) == shown
    assert words in said


def test_the_comparison_hands_over_all_that_it_holds_in_its_order() -> None:
    said = open_page("compare", lang="en", compare=["vienna", "2024-int-03", "2024-int-07", "beijing", "2024-int-01"])
    told = ["2024-int-21", "2024-int-03", "2024-int-07", *re.findall(r'data-tick="([^"]+)"', said)[3:]]
    assert len(told) == 7
    assert re.findall(r"case=([\w-]+)", re.findall(r'href="stage\?([^"]*case=[^"]*)"', said)[0]) == told
    assert f'data-tick-all="{" ".join(told)}"' in said


@pytest.mark.parametrize("page", ["map", "cases", "near", "compare", "case"])
def test_every_case_that_is_shown_has_a_tick_which_the_server_never_presses(page: str) -> None:
    said = open_page(page, lang="zh", case="2024-int-03" if page == "case" else "", compare="2024-int-03")
    ticks = re.findall(r'data-tick="([^"]+)" aria-pressed="false" aria-label="加入讲解：[^"]+"', said)
    assert "2024-int-03" in ticks
    assert len(ticks) == len(set(ticks)) == said.count("data-tick=") == (1 if page in ("compare", "case") else 45)
    assert 'href="tour?lang=zh' in said


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("", "Works offline for about 69,000 cities"),
        ("Cairo", "The nearest case is"),
        ("圣地亚哥", "Several places have this name"),
        ("Kopenhagn", "Did you mean one of these?"),
        ("zzzqqqxx", "No place of this name is known here"),
    ],
)
def test_near_says_what_it_made_of_the_name(place: str, words: str) -> None:
    assert words in open_page("near", lang="en", place=place)


def test_near_a_city_its_own_case_comes_first() -> None:
    said = open_page("near", lang="en", place="Cairo")
    distances = [int(km.replace(",", "")) for km in re.findall(r'class="km"[^>]*>([\d,]+) km', said)]
    assert len(distances) == 45
    assert distances[0] == 0
    assert distances == sorted(distances)


def test_what_was_found_is_marked_in_the_list_and_escaped() -> None:
    said = open_page("cases", lang="zh", q="維也納")
    assert "启动<mark>维也纳</mark>" in said
    assert "<b><mark>维也纳</mark></b>" in said


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "网址所指的城市不在本站"), ("en", "names a city that this atlas does not hold")]
)
def test_a_city_that_does_not_exist_is_said_and_the_list_stands_below(language: str, words: str) -> None:
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=TIMEOUT_S)
    app.query_params["lang"], app.query_params["city"] = language, "nowhere"
    app.run()
    said = "\n".join(part.proto.body for part in app.get("html"))
    assert words in said
    assert said.count("<li>") == 45


def test_of_very_many_cases_a_list_shows_the_first_and_says_how_many_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, *rows = (folder / "cases.csv").read_text("utf-8").splitlines()
    numbered = [row.split(",", 4) for row in rows]
    many = [
        ",".join([f"{case}-{copy}", edition, of, str(int(position) + 100 * copy), rest])
        for copy in range(10)
        for case, edition, of, position, rest in numbered
    ]
    (folder / "cases.csv").write_text("\n".join([header, *many]), "utf-8")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    for page, row in (("cases", '<tr id="'), ("near", 'class="what"')):
        said = open_page(page, lang="en")
        assert said.count(row) == 300
        assert "<b>450</b> of 450 cases" in said
    assert "150 more are found" in open_page("cases", lang="en")
