"""References of a case, the source of a fact and the atlas, letter by letter, and texts that try to break them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.export.citations import STYLES as ALL_STYLES
from geo.export.citations import Style, cite_apa, cite_bibtex, cite_gbt, cite_gbt_2025
from geo.tables.datapackage import read_package
from tests.conftest import SHIPPED, open_shipped

ATLAS = open_shipped()
(EDITION,) = ATLAS.tables.editions.to_dict("records")
CASES: dict[str, dict[str, Any]] = {case["case_id"]: case for case in ATLAS.cases}
CASE = CASES["2024-cn-04"]
URL = "https://atlas.example.org/case?case=2024-cn-04&lang=zh"
DAY = date(2026, 11, 4)
STYLES = [cite_gbt, cite_apa, cite_bibtex]
PACKAGE = read_package(SHIPPED)
ROOT = "https://atlas.example.org/"
FACT = {
    "source_title": "关于贯彻《北京市接诉即办工作条例》实施情况的报告（书面）",
    "source_publisher": "北京市人大常委会",
    "source_url": "http://www.bjrd.gov.cn/zyfb/bg/202209/t20220927_2824447.html",
    "source_date": "2022-09-27",
}


def test_gb_t_7714_begins_with_the_title_and_has_half_width_marks() -> None:
    assert cite_gbt(CASE, EDITION, URL, DAY) == (
        "公园城市:绿色发展新实践[EB/OL]//城市治理典型案例(2024): 中国城市治理第4条. (2024-12)[2026-11-04]. "
        "https://atlas.example.org/case?case=2024-cn-04&lang=zh."
    ).replace("公园城市:绿色发展新实践", CASE["title_zh"])


def test_gb_t_7714_of_2025_has_full_width_colon_and_round_brackets() -> None:
    assert cite_gbt_2025(CASE, EDITION, URL, DAY) == (
        f"{CASE['title_zh']}[EB/OL]//城市治理典型案例(2024)：中国城市治理第4条. （2024-12）[2026-11-04]. {URL}."
    )


def test_the_standard_in_force_is_offered_first() -> None:
    assert [style.name for style in ALL_STYLES] == ["GB/T 7714-2025", "GB/T 7714-2015", "APA", "BibTeX"]


def test_apa_begins_with_the_title_and_translates_in_brackets() -> None:
    assert cite_apa(CASE, EDITION, URL, DAY) == (
        f"{CASE['title_zh']} [{CASE['title_en']}]. (2024, December). "
        "In 城市治理典型案例(2024) [Typical Cases of Urban Governance (2024)] (Chinese list, No. 4). "
        "City Governance Case Map. Retrieved November 4, 2026, "
        "from https://atlas.example.org/case?case=2024-cn-04&lang=zh"
    )


def test_bibtex_has_a_key_that_stays_and_no_field_without_a_fact() -> None:
    assert cite_bibtex(CASES["2024-int-01"], EDITION, URL, DAY).splitlines() == [
        "@incollection{cgcm2024int01,",
        "  title = {{接诉即办:全域全员全民参与的超大城市治理创新运动}},",
        "  booktitle = {{城市治理典型案例(2024)}},",
        "  year = {2024},",
        "  month = dec,",
        "  note = {International list, no. 1; read in the City Governance Case Map},",
        "  url = {https://atlas.example.org/case?case=2024-cn-04&lang=zh},",
        "  urldate = {2026-11-04},",
        "  key = {2024-int-01},",
        "}",
    ]


def test_each_case_has_a_key_of_its_own() -> None:
    keys = {cite_bibtex(case, EDITION, URL, DAY).split(",")[0] for case in ATLAS.cases}
    assert len(keys) == 45


@pytest.mark.parametrize(
    ("released", "gbt", "apa", "bibtex"),
    [
        ("2024-12-18", "(2024-12-18)[2026-11-04]", "(2024, December 18)", "  year = {2024},\n  month = dec,"),
        ("2024-09", "(2024-09)[2026-11-04]", "(2024, September)", "  year = {2024},\n  month = sep,"),
        ("2024", "(2024)[2026-11-04]", "(2024)", "  year = {2024},\n  note"),
        ("", "条. [2026-11-04]", "(n.d.)", "}},\n  note"),
        ("in winter", "条. [2026-11-04]", "(n.d.)", "}},\n  note"),
        ("2024-13", "条. [2026-11-04]", "(n.d.)", "}},\n  note"),
        (None, "条. [2026-11-04]", "(n.d.)", "}},\n  note"),  # a folder without the column
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(released: str | None, gbt: str, apa: str, bibtex: str) -> None:
    known = {name: value for name, value in EDITION.items() if name != "released"}
    edition = known if released is None else known | {"released": released}
    said = [cite(CASE, edition, URL, DAY) for cite in STYLES]
    assert [part in text for part, text in zip([gbt, apa, bibtex], said, strict=True)] == [True] * 3


def test_a_case_without_an_english_title_has_no_brackets_in_apa() -> None:
    assert cite_apa(CASE | {"title_en": ""}, EDITION, URL, DAY).startswith(f"{CASE['title_zh']}. (2024")


def test_every_tex_special_is_escaped_in_bibtex() -> None:
    text = cite_bibtex(CASE | {"title_zh": "100% & $1 #1 a_b ~x^y {z} \\input"}, EDITION, URL, DAY)
    assert (
        r"title = {{100\% \& \$1 \#1 a\_b \textasciitilde{}x\textasciicircum{}y "
        r"\textbraceleft{}z\textbraceright{} \textbackslash{}input}},"
    ) in text


@given(st.text(alphabet=st.one_of(st.sampled_from('{}\\%"@,\n\r\t'), st.characters())))
def test_no_title_breaks_out_of_its_reference(title: str) -> None:
    case = CASE | {"title_zh": title, "title_en": title}
    gbt, apa, bibtex = (
        cite(case, EDITION, f"{URL}&q={title}".encode(errors="replace").decode(), DAY) for cite in STYLES
    )
    assert len(gbt.splitlines()) == len(apa.splitlines()) == 1
    assert bibtex.split("\n")[-1] == "}"
    assert len(bibtex.split("\n")) == 10
    assert [line.count("{") - line.count("}") for line in bibtex.split("\n")] == [1, *[0] * 8, -1]


@pytest.mark.parametrize("cite", STYLES)
def test_an_address_ends_where_it_ends(cite: Any) -> None:  # noqa: ANN401
    text = cite(CASE, EDITION, "https://atlas.example.org/?q=公园 {x}\\", DAY)
    assert "https://atlas.example.org/?q=%E5%85%AC%E5%9B%AD%20%7Bx%7D%5C" in text


ATLAS_SAID = {
    "GB/T 7714-2025": f"城市治理案例地图. 城市治理案例地图数据[DS/OL]. V2024.1. [2026-11-04]. {ROOT}.",
    "GB/T 7714-2015": f"城市治理案例地图. 城市治理案例地图数据: V2024.1[DS/OL]. [2026-11-04]. {ROOT}.",
    "APA": "City Governance Case Map. (n.d.). Cases of urban governance on a map (Version 2024.1) [Data set]. "
    f"Retrieved November 4, 2026, from {ROOT}",
    "BibTeX": f"""@dataset{{cgcmdata2024.1,
  author = {{{{City Governance Case Map}}}},
  title = {{{{Cases of urban governance on a map}}}},
  version = {{2024.1}},
  url = {{{ROOT}}},
  urldate = {{2026-11-04}},
}}""",
}
FACT_SAID = {
    "GB/T 7714-2025": "北京市人大常委会. 关于贯彻《北京市接诉即办工作条例》实施情况的报告（书面）[EB/OL]. "
    f"（2022-09-27）[2026-11-04]. {FACT['source_url']}.",
    "GB/T 7714-2015": "北京市人大常委会. 关于贯彻《北京市接诉即办工作条例》实施情况的报告（书面）[EB/OL]. "
    f"(2022-09-27)[2026-11-04]. {FACT['source_url']}.",
    "APA": "北京市人大常委会. (2022, September 27). 关于贯彻《北京市接诉即办工作条例》实施情况的报告（书面）. "
    f"{FACT['source_url']}",
    "BibTeX": f"""@online{{cgcmsourceb31358b7,
  author = {{{{北京市人大常委会}}}},
  title = {{{{关于贯彻《北京市接诉即办工作条例》实施情况的报告（书面）}}}},
  year = {{2022}},
  month = sep,
  url = {{{FACT["source_url"]}}},
  urldate = {{2026-11-04}},
}}""",
}
BY_STYLE = pytest.mark.parametrize("style", ALL_STYLES, ids=lambda style: style.name)


@BY_STYLE
def test_the_atlas_is_cited_as_a_data_set(style: Style) -> None:
    assert style.cite_atlas(PACKAGE, ROOT, DAY) == ATLAS_SAID[style.name]


@BY_STYLE
def test_the_atlas_tells_its_date_if_its_folder_does_and_else_no_more_than_its_name(style: Style) -> None:
    dated = style.cite_atlas({**PACKAGE, "created": "2026-11-01T09:30:00Z"}, ROOT, DAY)
    assert any(day in dated for day in ("（2026-11-01）[", "(2026-11-01)[", "(2026, November 1).", "month = nov"))
    bare = style.cite_atlas({}, ROOT, DAY)
    assert bare.count("城市治理案例地图") + bare.count("City Governance Case Map") == 2
    assert "ersion" not in bare
    assert "V20" not in bare


@BY_STYLE
def test_a_fact_is_cited_by_the_page_that_tells_it(style: Style) -> None:
    assert style.cite_fact(FACT, DAY) == FACT_SAID[style.name]


@BY_STYLE
def test_a_page_that_tells_neither_title_nor_date_nor_publisher_is_cited_without_them(style: Style) -> None:
    fact = FACT | {"source_title": "[Mapping the Greater Cairo region]", "source_date": "", "source_publisher": ""}
    assert (
        style.cite_fact(fact, DAY)
        == {
            "GB/T 7714-2025": f"[Mapping the Greater Cairo region][EB/OL]. [2026-11-04]. {FACT['source_url']}.",
            "GB/T 7714-2015": f"[Mapping the Greater Cairo region][EB/OL]. [2026-11-04]. {FACT['source_url']}.",
            "APA": f"[Mapping the Greater Cairo region]. (n.d.). Retrieved November 4, 2026, from {FACT['source_url']}",
            "BibTeX": f"""@online{{cgcmsourceb31358b7,
  title = {{{{[Mapping the Greater Cairo region]}}}},
  url = {{{FACT["source_url"]}}},
  urldate = {{2026-11-04}},
  key = {{cgcmsourceb31358b7}},
}}""",
        }[style.name]
    )


@pytest.mark.parametrize(
    ("told", "gbt", "apa"), [("2023", "（2023）[", "(2023)."), ("2024-03", "（2024-03）[", "(2024, March).")]
)
def test_the_date_of_a_page_is_told_as_far_as_it_is_known(told: str, gbt: str, apa: str) -> None:
    fact = FACT | {"source_date": told}
    newest, _, american, _ = (style.cite_fact(fact, DAY) for style in ALL_STYLES)
    assert gbt in newest
    assert apa in american


def test_a_page_keeps_its_key_and_another_page_has_another() -> None:
    keys = [
        ALL_STYLES[-1].cite_fact(fact, DAY).split(",")[0]
        for fact in (FACT, FACT | {"source_title": "its second fact"}, FACT | {"source_url": ROOT})
    ]
    assert keys[0] == keys[1] != keys[2]


def test_a_title_that_ends_itself_has_no_second_full_stop() -> None:
    for title in ("And what next?", "回应:假的!", "Made by an Inc."):
        assert f" {title} http" in ALL_STYLES[2].cite_fact(FACT | {"source_title": title}, DAY)


HOSTILE = st.text(alphabet=st.one_of(st.sampled_from('{}\\%"@,\n\r\t\u2028'), st.characters()))


@given(HOSTILE)
def test_no_source_breaks_out_of_its_reference(text: str) -> None:
    fact = dict.fromkeys(FACT, f"a{text}")
    gbt, older, apa, bibtex = (style.cite_fact(fact, DAY) for style in ALL_STYLES)
    assert [len(one.splitlines()) for one in (gbt, older, apa)] == [1, 1, 1]
    assert [line.count("{") - line.count("}") for line in bibtex.split("\n")] == [1, 0, 0, 0, 0, -1]


@given(HOSTILE)
def test_no_data_folder_breaks_out_of_the_reference_to_the_atlas(text: str) -> None:
    package = dict.fromkeys(("title", "title_zh", "version", "created"), f"a{text}")
    gbt, older, apa, bibtex = (style.cite_atlas(package, ROOT, DAY) for style in ALL_STYLES)
    assert [len(one.splitlines()) for one in (gbt, older, apa)] == [1, 1, 1]
    assert [line.count("{") - line.count("}") for line in bibtex.split("\n")] == [1, 0, 0, 0, 0, 0, -1]


@BY_STYLE
def test_an_address_is_only_text_and_a_long_one_is_whole(style: Style) -> None:
    address = "javascript:alert(1)//" + 100_000 * "x"
    assert address in style.cite_fact(FACT | {"source_url": address}, DAY)
