"""A search finds any part of a word in either language, and takes any text for text."""

import pytest
from conftest import SHIPPED
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import open_atlas
from geo.search import SEARCHED, fold, fold_cases, match_text

ATLAS = open_atlas(SHIPPED, "nbs")
ROWS = ATLAS.placed[list(SEARCHED)].to_dict("records")


def find(text: str) -> list[str]:
    """Return the ids of the cases in which `text` is found."""
    cases: list[str] = ATLAS.placed.loc[match_text(ATLAS.folded, text), "case_id"].tolist()
    return cases


@pytest.mark.parametrize(
    ("text", "case_ids"),
    [
        ("开罗", ["2024-int-07"]),
        ("cairo", ["2024-int-07"]),
        ("CAIRO", ["2024-int-07"]),
        ("ｃａｉｒｏ", ["2024-int-07"]),  # a Chinese keyboard in full width
        ("  cairo\t\n", ["2024-int-07"]),
        ("airo", ["2024-int-07"]),  # part of a word
        ("埃及", ["2024-int-07"]),
        ("Egypt", ["2024-int-07"]),
        ("buenos aires", ["2024-int-06"]),
        ("nos uen", ["2024-int-06"]),  # words in any order
        ("12345", ["2024-cn-09", "2024-cn-10"]),
        ("１２３４５", ["2024-cn-09", "2024-cn-10"]),
        ("接诉即办:", ["2024-int-01"]),
        ("接诉即办：", ["2024-int-01"]),  # the mark as the screen sets it
        ("“三减”(减量", ["2024-int-19"]),
        ("“三减”（减量", ["2024-int-19"]),
        ("cairo london", []),
        ("buenos ecological", []),  # a theme is no text
    ],
)
def test_cases_are_found_by_any_part_of_title_city_or_country(text: str, case_ids: list[str]) -> None:
    assert find(text) == case_ids


@pytest.mark.parametrize("text", ["", " ", "\t\n", "　"])
def test_no_words_match_every_case(text: str) -> None:
    assert len(find(text)) == 45


@pytest.mark.parametrize(
    "text",
    [
        ".*",
        "^",
        "[a-z]",
        "((",
        "\\",
        "a|b",
        "?",
        "🏙️",
        "<script>alert(1)</script>",
        "`${alert(1)}`",
        "\x00",
        "\x1b[31m",
        "\u202e",
        "%",
        "x" * 10_000,
        "热线" * 5_000,
        "'; DROP TABLE cases; --",
    ],
)
def test_odd_text_is_looked_for_as_it_stands_and_found_nowhere(text: str) -> None:
    assert find(text) == []


def test_10_000_words_are_as_good_as_one() -> None:
    assert find("cairo " * 10_000) == find("cairo")


def test_each_word_must_occur_but_not_in_the_same_field() -> None:
    assert find("埃及 cairo") == find("开罗")
    assert find("埃及 london") == []


def test_a_word_does_not_run_on_from_one_field_into_the_next() -> None:
    folded = fold_cases(ATLAS.placed.head(1))
    row = ROWS[0]
    assert match_text(folded, row["city_zh"]).tolist() == [True]
    assert match_text(folded, row["city_zh"] + row["city_en"]).tolist() == [False]


@given(st.sampled_from(ROWS), st.sampled_from(SEARCHED), st.data())
def test_every_piece_of_what_is_searched_finds_its_case(row: dict[str, str], field: str, data: st.DataObject) -> None:
    text = row[field]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert match_text(ATLAS.folded, text[start:end])[ROWS.index(row)]


@given(st.text())
def test_any_text_is_answered_for_every_case(text: str) -> None:
    assert len(match_text(ATLAS.folded, text)) == 45


@given(st.text(st.characters(codec="ascii")))
def test_capitals_make_no_difference(text: str) -> None:
    assert find(text.upper()) == find(text.lower())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("Straße", "strasse"),
        ("Türkiye", "türkiye"),
        ("Tu\u0308rkiye", "türkiye"),  # two characters for one letter
        ("接诉即办：", "接诉即办:"),
        ("a　b\u00a0 c", "a b c"),
        ("①", "1"),
        ("", ""),
    ],
)
def test_width_case_and_spaces_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
