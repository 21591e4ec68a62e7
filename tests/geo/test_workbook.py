"""The workbook, read by a reader that did not write it."""

import io
import json
from datetime import date
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from geo.export.workbook import describe_filters, describe_request, describe_sources, title_columns, to_xlsx
from geo.query.selection import Selection
from geo.tables.schema import EXPORTED_FACTS, WHOSE_FACTS
from geo.text import LANGUAGES, translator
from tests.conftest import EN, SHIPPED, ZH, open_shipped

ATLAS = open_shipped()
PLACED, TABLES = ATLAS.placed, ATLAS.tables
URL = "https://atlas.example.org/?continent=africa"
TODAY = date(2026, 11, 24)


def open_book(shown: pd.DataFrame, language: str = "en") -> Any:  # noqa: ANN401 (openpyxl has no types)
    about = describe_sources(ATLAS.tables, shown, translator(language))
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(shown, TABLES, about, translator(language))))


def read_cases(shown: pd.DataFrame, language: str = "en") -> list[dict[str, Any]]:
    """Return the rows of the first sheet by column of the tables."""
    header, *rows = open_book(shown, language).worksheets[0].iter_rows(values_only=True)
    assert list(header) == list(title_columns(translator(language)).values())
    return [dict(zip(title_columns(translator(language)), row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("language", "names"), [("en", ["Cases", "Sources and method", "Facts"]), ("zh", ["案例", "来源与方法", "事实"])]
)
def test_there_are_three_sheets_named_in_the_language(language: str, names: list[str]) -> None:
    assert open_book(PLACED, language).sheetnames == names


def test_the_first_sheet_holds_every_case_verbatim_in_the_order_given() -> None:
    for shown in (PLACED, PLACED.iloc[::-1]):
        rows = read_cases(shown)
        for column in ("case_id", "title_zh", "title_en", "city_zh", "position", "latitude", "longitude"):
            assert [row[column] for row in rows] == shown[column].tolist()


def test_codes_are_written_as_names_in_the_language() -> None:
    columns = ["list", "country", "continent", "themes", "theme_evidence", "theme_confidence"]
    shown = PLACED.head(1)
    assert [read_cases(shown)[0][column] for column in columns] == [
        "International cities", "China", "Asia", "Service city, People's city", "“接诉即办”, “全民参与”", "medium",
    ]  # fmt: skip
    assert [read_cases(shown, "zh")[0][column] for column in columns] == [
        "国际都市", "中国", "亚洲", "服务城市、人民城市", "“接诉即办”、“全民参与”", "中等",
    ]  # fmt: skip
    assert read_cases(PLACED[PLACED["city_id"] == "zhengzhou"], "zh")[0]["region"] == "中部"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_says_what_the_description_of_the_data_says(language: str) -> None:
    package = json.loads((SHIPPED / "datapackage.json").read_text("utf-8"))
    (fields,) = (table["schema"]["fields"] for table in package["resources"] if table["name"] == "cases")
    described = {field["name"]: field["title_zh" if language == "zh" else "title"] for field in fields}
    titles = title_columns(translator(language))
    assert {name: titles[name] for name in described if name != "city_id"} == {
        name: title for name, title in described.items() if name != "city_id"
    }
    assert len(set(titles.values())) == len(titles)


def test_the_header_stays_in_sight_and_filters() -> None:
    sheet = open_book(PLACED).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:T46"
    title = sheet.cell(2, list(title_columns(EN)).index("title_zh") + 1)
    assert title.alignment.wrap_text


@pytest.mark.parametrize(
    "title",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "'=1", "''", "{=A1}", "http://example.org", "mailto:a@b.c",
        "\ufeff=1", "\u3000=1", "a;=1", "a\n=1", "internal:A1", "007", "1e5", "TRUE", "NA", "<r>x</r>", "<b>&amp;",
        " spaces ", "🏙️", "_x0041_", "治" * 32767,
    ],
)  # fmt: skip
def test_any_title_is_a_plain_text_that_nothing_runs(title: str) -> None:
    book = open_book(PLACED.head(1).assign(title_zh=title))
    cell = book.worksheets[0].cell(2, list(title_columns(EN)).index("title_zh") + 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (title, "s", None)
    assert cell.number_format == "@"  # still a text when someone edits it


@given(st.text(min_size=1).filter(lambda text: "_x" not in text and "x005F_" not in text))
def test_control_characters_come_back_with_the_code_of_excel_undone(title: str) -> None:
    (row,) = read_cases(PLACED.head(1).assign(title_zh=title))
    assert unescape(row["title_zh"]) == title


def test_nothing_found_is_a_header_alone() -> None:
    assert read_cases(PLACED.head(0)) == []


def test_a_case_without_theme_or_confidence_has_empty_cells() -> None:
    (row,) = read_cases(PLACED.head(1).assign(themes="", theme_evidence="", theme_confidence=""))
    assert [row[column] for column in ("themes", "theme_evidence", "theme_confidence", "notes")] == [None] * 4


def test_the_second_sheet_tells_publication_reading_and_sources() -> None:
    rows = dict(open_book(PLACED).worksheets[1].iter_rows(values_only=True))
    assert rows["Publication"] == "《城市治理典型案例（2024）》 · Typical Cases of Urban Governance (2024)"
    assert rows["Reported by"].startswith("The Beijing News")
    assert "the publication gives none" in rows["Themes"]
    assert rows["Coordinates"] == "WGS 84, in degrees, from GeoNames (www.geonames.org, CC BY 4.0)"


@pytest.mark.parametrize(("language", "label"), [("en", "Map approval (审图号)"), ("zh", "审图号")])
def test_the_second_sheet_tells_the_approval_number_of_the_map_if_it_has_one(language: str, label: str) -> None:
    words = translator(language)
    assert (label, "GS(2026)1234号") in describe_sources(TABLES, PLACED, words, "GS(2026)1234号")
    assert label not in dict(describe_sources(TABLES, PLACED, words))


def test_an_edition_that_is_not_shown_is_not_told() -> None:
    assert "Publication" not in dict(describe_sources(ATLAS.tables, PLACED.head(0), EN))


def test_the_second_sheet_tells_what_was_asked_for() -> None:
    selection = Selection.of(continent=("africa", "asia"), q="公园", scheme="three")
    assert describe_request(TABLES, selection, URL, TODAY, ZH) == [
        ("区域划分", "东中西三分"),
        ("筛选", "大洲：非洲、亚洲；搜索：公园"),
        ("网址", URL),
        ("日期", "2026-11-24"),
    ]


@pytest.mark.parametrize(("language", "said"), [("en", "None: all cases"), ("zh", "无，即全部案例")])
def test_no_filter_is_told_too(language: str, said: str) -> None:
    assert describe_filters(TABLES, Selection(), translator(language)) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_third_sheet_holds_the_facts_of_the_cases_with_their_sources(language: str) -> None:
    shown = PLACED.iloc[[30, 12, 0]]
    header, *rows = open_book(shown, language).worksheets[2].iter_rows(values_only=True)
    facts = [fact for case in shown["case_id"] for fact in ATLAS.facts[case]]
    told = [dict(zip(header, row, strict=True)) for row in rows]
    words = translator(language)
    for column in ("case_id", "fact", "text_zh", "text_en", "source_title", "source_url", "evidence"):
        title = words.gettext(EXPORTED_FACTS[column])
        assert [row[title] for row in told] == [fact[column] for fact in facts]
    assert told[0][words.gettext("Question")] == words.gettext("What is it?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_sheet_says_whose_words_the_facts_are(language: str) -> None:
    words = translator(language)
    about = dict(describe_sources(TABLES, PLACED, words))
    assert about[words.gettext("Facts")] == words.gettext(WHOSE_FACTS)
    unknown = PLACED[PLACED["case_id"] == "2024-cn-07"]
    assert words.gettext("Facts") not in dict(describe_sources(TABLES, unknown, words))
    assert len(open_book(unknown, language).worksheets) == 2


def test_a_workbook_of_very_many_facts_holds_the_first_and_says_where_all_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.export.workbook.MAX_FACTS", 10)
    assert open_book(PLACED).worksheets[2].max_row == 11
    about = describe_sources(TABLES, PLACED, EN)
    assert ("Facts", "The first 10 of 269 facts; the CSV file of facts has them all.") in about
