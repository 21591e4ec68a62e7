"""How a fault is said."""

import pytest

from geo.tables.faults import DataError, Fault
from geo.text import translator
from tests.conftest import EN

EMPTY = "nothing is written here: fill it in"
UNKNOWN = "{value} is not in {file}: write one of {known}"
DETAILS = {"file": ("themes.csv",), "known": ("people", "smart")}


@pytest.mark.parametrize(
    ("row", "column", "line"),
    [
        (12, "title_zh", f"cases.csv:12: title_zh: {EMPTY}"),
        (12, None, f"cases.csv:12: {EMPTY}"),
        (None, "title_zh", f"cases.csv: title_zh: {EMPTY}"),
        (None, None, f"cases.csv: {EMPTY}"),
        (1, "a\nb", rf"cases.csv:1: a\nb: {EMPTY}"),
    ],
)
def test_a_fault_names_its_place_as_far_as_it_is_known(row: int | None, column: str | None, line: str) -> None:
    assert Fault("cases.csv", row, column, None, EMPTY).text(EN) == line


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "cases.csv:12: themes: 'x' is not in themes.csv: write one of people, smart"),
        ("zh", "cases.csv:12: themes: themes.csv中没有“x”：请从people、smart中选填"),
    ],
)
def test_a_fault_is_said_in_either_language(language: str, line: str) -> None:
    assert Fault("cases.csv", 12, "themes", "x", UNKNOWN, DETAILS).text(translator(language)) == line


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\nb\x1b[31m", r"'a\nb\x1b[31m'"),
        ("\u202egnp", r"'\u202egnp'"),  # turns the direction of the line round
        ("{file}${alert(1)}`", "'{file}${alert(1)}`'"),
        ("<script>", "'<script>'"),
        ("字" * 500, f"'{'字' * 59}…'"),
        ("🏙️", "'🏙️'"),
    ],
)
def test_a_value_is_shown_short_and_on_one_line(value: str, shown: str) -> None:
    line = Fault("cases.csv", 2, "themes", value, UNKNOWN, DETAILS).text(EN)
    assert line == f"cases.csv:2: themes: {shown} is not in themes.csv: write one of people, smart"


def test_an_error_says_every_fault_on_a_line_of_its_own() -> None:
    faults = [Fault("cases.csv", row, None, None, EMPTY) for row in (2, 3)]
    error = DataError(faults)
    assert error.faults == tuple(faults)
    assert str(error) == f"cases.csv:2: {EMPTY}\ncases.csv:3: {EMPTY}"
