"""Cells that a spreadsheet would run are guarded, and come back as they were."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.tables.csv_guard import guard, unguard

SIGNS = "=+-@＝＋－＠"
PARTS = ";\t\r\n"
ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\ufeff\u00ad\u180e\ufe0f"
BLANKS = " \u00a0\u2003\u3000\x0b\u2028" + ZERO_WIDTH
RISKY_TEXT = st.text(alphabet=st.sampled_from(f"{SIGNS}{PARTS}{BLANKS}'\",|a1"))
ANY_TEXT = st.one_of(st.text(), RISKY_TEXT)

EVERY_BLANK = [
    char
    for char in map(chr, range(sys.maxunicode + 1))
    if (char.isspace() or unicodedata.category(char) == "Cc") and char not in PARTS
]


def is_at_risk(text: str) -> bool:
    """Return whether a spreadsheet may run `text`, or what follows a mark that may part columns or rows."""
    pieces = [piece.lstrip("".join(EVERY_BLANK) + ZERO_WIDTH + "'\"") for piece in re.split(f"[{PARTS}]", text)]
    return any(piece.startswith(tuple(SIGNS)) for piece in pieces) or text.lstrip("'").startswith(tuple("\t\r\n"))


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+86 10", "'+86 10"),
        ("-33.8 degrees", "'-33.8 degrees"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),  # an East Asian Excel takes it for =
        ("'=1", "''=1"),  # or it would come back without its own apostrophe
        (" =1", "' =1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\u00a0\u3000\u200b=1", "'\u00a0\u3000\u200b=1"),
        ('"=1', "'\"=1"),
        ("a;=1", "a;'=1"),  # a cell of its own where ; parts columns
        ("a\t=1", "a\t'=1"),
        ("a\n=1", "a\n'=1"),  # and a row of its own where the quotation mark before a is not seen
        ("- a\r\n- b", "'- a\r\n'- b"),
        ("a; -1;b;'@c", "a;' -1;b;''@c"),
        ('a;"=1', "a;'\"=1"),  # it is written as ;""=1, of which such a reader leaves =1
        ("=1;=1", "'=1;'=1"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\n=1", "'\n'=1"),
        ("\ta", "'\ta"),  # OWASP takes a tab and a line end at the beginning for a risk of their own
    ],
)
def test_a_cell_at_risk_gets_an_apostrophe_wherever_it_might_run(text: str, guarded: str) -> None:
    assert is_at_risk(text)
    assert guard(text) == guarded
    assert unguard(guarded) == text


@pytest.mark.parametrize(
    "text",
    [
        "'quoted'",
        "''",
        "1=1",
        "a, =b",
        "service;people",
        "x；=1",
        "a\n\n\tb",
        "“启航社区”:将",
        "2024-int-01",
        "http://a.example/?b=1;c=2",
        "it's;'so'",
        " ",
        ";",
        "",
    ],
)
def test_a_cell_at_no_risk_is_not_touched(text: str) -> None:
    assert not is_at_risk(text)
    assert guard(text) == text
    assert unguard(text) == text


@given(ANY_TEXT)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text


@given(ANY_TEXT)
def test_all_texts_at_risk_are_changed_and_no_others(text: str) -> None:
    assert (guard(text) != text) == is_at_risk(text)
    assert is_at_risk(text) or unguard(text) == text


@given(ANY_TEXT)
def test_no_guarded_text_has_a_formula_where_a_cell_may_begin(text: str) -> None:
    pieces = re.split(f"[{PARTS}]", guard(text))
    assert [piece for piece in pieces if piece.lstrip(f'{BLANKS}"').startswith(tuple(SIGNS))] == []
    assert not guard(text).startswith(tuple("\t\r\n"))


@pytest.mark.parametrize("before", ["", "a;"])
def test_no_blank_hides_the_sign_after_it(before: str) -> None:
    hidden = [blank for blank in [*EVERY_BLANK, *ZERO_WIDTH] if guard(f"{before}{blank}=1") != f"{before}'{blank}=1"]
    assert hidden == []


def test_a_long_run_of_blanks_is_looked_at_once() -> None:
    text = f"a;{' ' * 1_000_000}b"  # looked at again from each blank, it would take hours
    assert guard(text) == unguard(text) == text
