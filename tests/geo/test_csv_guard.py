"""Cells that a spreadsheet would run are guarded, and come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.tables.csv_guard import guard, unguard

ANY_TEXT = st.one_of(st.text(), st.text(alphabet="'=+-@\t\r\n＝＋－＠a "))


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+86 10", "'+86 10"),
        ("-33.8 degrees", "'-33.8 degrees"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),  # an East Asian Excel takes it for =
        ("'=1", "''=1"),  # or it would come back without its own apostrophe
        ("'quoted'", "'quoted'"),
        ("''", "''"),
        ("1=1", "1=1"),
        ("“启航社区”:将", "“启航社区”:将"),
        ("", ""),
    ],
)
def test_a_cell_at_risk_gets_an_apostrophe_and_no_other_is_touched(text: str, guarded: str) -> None:
    assert guard(text) == guarded
    assert unguard(guarded) == text


@given(ANY_TEXT)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text


@given(ANY_TEXT)
def test_no_guarded_text_begins_as_a_formula_does(text: str) -> None:
    assert not guard(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))
