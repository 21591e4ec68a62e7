"""References of a case, letter by letter, and titles that try to break them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.export.citations import cite_apa, cite_bibtex, cite_gbt
from geo.query.atlas import open_atlas
from tests.conftest import SHIPPED

ATLAS = open_atlas(SHIPPED, "nbs")
(EDITION,) = ATLAS.tables.editions.to_dict("records")
CASES: dict[str, dict[str, Any]] = {case["case_id"]: case for case in ATLAS.cases}
CASE = CASES["2024-cn-04"]
URL = "https://atlas.example.org/case?case=2024-cn-04&lang=zh"
DAY = date(2026, 11, 4)
STYLES = [cite_gbt, cite_apa, cite_bibtex]


def test_gb_t_7714_begins_with_the_title_and_has_half_width_marks() -> None:
    assert cite_gbt(CASE, EDITION, URL, DAY) == (
        "公园城市:绿色发展新实践[EB/OL]//城市治理典型案例(2024): 中国城市治理第4条. (2024-12)[2026-11-04]. "
        "https://atlas.example.org/case?case=2024-cn-04&lang=zh."
    ).replace("公园城市:绿色发展新实践", CASE["title_zh"])


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
