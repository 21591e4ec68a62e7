"""The tables of the pictures: the same numbers as the page counts, and totals that are those of their cases."""

import pytest

from geo.insight.beginnings import read_beginnings
from geo.insight.tables import TABLES, TITLES, Counted, Line, tabulate
from geo.tables.schema import list_rows
from pages.parts.labels import value_names
from tests.conftest import EN, open_shipped

ATLAS = open_shipped()
EDITION = list_rows(ATLAS.tables.editions)[0]
COUNTED = Counted(
    ATLAS.cases,
    ATLAS.cases,
    EDITION,
    ATLAS.known,
    value_names(ATLAS, EN),
    read_beginnings(ATLAS.cases, ATLAS.facts, 2026),
    EN,
)


def test_every_picture_has_a_table() -> None:
    assert [*TABLES] == [*TITLES]


@pytest.mark.parametrize(
    ("picture", "line"),
    [
        ("continents", Line("Service city", (14, 0, 1, 0, 0, 15), "service")),
        ("lists", Line("Service city", (2, 13, 15), "service")),
        ("regions", Line("East", (3, 6, 4, 2, 7, 13))),
        ("pairs", Line("Smart city", (1, 6, None, None, None), "smart")),
        ("beginnings", Line("2000–2006", (0, 0))),
        ("known", Line("Results", (15, 12, 27))),
    ],
)
def test_a_table_has_the_numbers_of_its_picture(picture: str, line: Line) -> None:
    assert line in tabulate(picture, COUNTED).lines


@pytest.mark.parametrize(("picture", "cases"), [("continents", 45), ("lists", 45), ("regions", 24), ("known", 45)])
def test_totals_count_each_case_once(picture: str, cases: int) -> None:
    table = tabulate(picture, COUNTED)
    assert table.totals is not None
    assert len(table.totals.counts) == len(table.columns)
    assert table.totals.counts[-1] == cases


@pytest.mark.parametrize("picture", [picture for picture in TITLES if picture != "totals"])
def test_a_selection_without_cases_has_a_table_too(picture: str) -> None:
    table = tabulate(picture, COUNTED._replace(cases=()))
    assert not any(count for line in table.lines for count in line.counts)
