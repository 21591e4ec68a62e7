"""The approval number of the map: any plain line, as its operator states it."""

import pytest

from geo.approval import MAX_APPROVAL_CHARS, read_approval, say_approval
from tests.conftest import EN, ZH


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("GS(2026)1234号", "GS(2026)1234号"),
        (" GS京(2023)0045号\n", "GS京(2023)0045号"),
        ("京S（2024）021号", "京S（2024）021号"),
        ("GS(2019)1822号、GS(2022)4307号", "GS(2019)1822号、GS(2022)4307号"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("审" * MAX_APPROVAL_CHARS, "审" * MAX_APPROVAL_CHARS),
        ("", ""),
        (" \u3000\n", ""),
    ],
)
def test_a_number_is_taken_as_it_is_written(text: str, number: str) -> None:
    assert read_approval(text) == number


@pytest.mark.parametrize(
    "text",
    ["审" * (MAX_APPROVAL_CHARS + 1), "x" * 100_000, "GS\n1", "GS\t1", "GS\x00", "GS\x1b[31m", "\u202e号", "a\u2066",
     "a\u200fb", "a\u2028b", "a\udcffb"],
)  # fmt: skip
def test_what_is_too_long_or_does_not_print_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(ValueError, match=r"^MAP_APPROVAL: '.*' is no approval number: write one line") as error:
        read_approval(text)
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 500


def test_it_is_said_in_both_languages_and_without_a_number_nothing_is() -> None:
    assert say_approval("GS(2026)1234号", ZH) == "审图号：GS(2026)1234号"
    assert say_approval("GS(2026)1234号", EN) == "Map approval (审图号): GS(2026)1234号"
    assert [say_approval("", words) for words in (ZH, EN)] == ["", ""]
