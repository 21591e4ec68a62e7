"""A picture that stands by itself: well-formed, with every number and its source, whatever the words are."""

from xml.etree import ElementTree as ET

import pytest

from geo.insight.charts import draw_chart, measure, wrap
from geo.insight.tables import Line, Table

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = Table(
    "<b>&", "Theme", ("A & B", "“C”"), (Line("</svg>", (3, None), "smart"),), Line("Cases", (3, 0))
)  # fmt: skip


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 (ours)


def test_a_chart_has_title_names_numbers_and_source_as_text() -> None:
    drawn = texts(draw_chart(HOSTILE, ["Source: <x>"], {"smart": "#000"}))
    assert drawn == ["<b>&", "Theme", "A & B", "“C”", "</svg>", "3", "Cases", "3", "0", "Source: <x>"]


def test_a_cell_is_as_deep_as_its_part_of_the_most_and_totals_have_none() -> None:
    table = Table("", "", ("A", "B", "C"), (Line("", (4, 1, 0)),), Line("", (9, 9, 9)))
    cells = ET.fromstring(draw_chart(table, [], {})).findall(f"{SVG}rect[@fill-opacity]")  # noqa: S314 (ours)
    assert [cell.get("fill-opacity") for cell in cells] == ["0.420", "0.210", "0.000"]


def test_a_table_without_rows_can_be_drawn() -> None:
    assert texts(draw_chart(Table("Nothing", "Year", ("A",), ()), [], {})) == ["Nothing", "Year", "A"]


@pytest.mark.parametrize("text", ["word " * 60, "城市治理典型案例，" * 20, "x" * 300])
def test_lines_hold_all_that_was_said_within_their_width(text: str) -> None:
    lines = wrap(text, 300, 10)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure(line, 10) <= 310 or " " not in text for line in lines)
    assert not any(line.startswith(("，", " ")) for line in lines)
