"""Lines of a list held against the cases that are there."""

import pytest

from geo.editions.comparison import Sought, match_lines

CASES = [
    {"case_id": "a", "list": "international", "city_id": "beijing", "title_zh": "接诉即办:全域全员全民参与"},
    {"case_id": "b", "list": "domestic", "city_id": "beijing", "title_zh": "“每月一题”治理:破解高频共性难题"},
    {"case_id": "c", "list": "domestic", "city_id": "beijing", "title_zh": "接诉即办法治实践:接诉即办工作条例"},
]


@pytest.mark.parametrize(
    ("line", "status", "case_id"),
    [
        (("international", "beijing", "接诉即办:全域全员全民参与"), "same", "a"),
        (("international", "beijing", "接诉即办：全域全员 全民参与"), "same", "a"),  # width and spaces
        (("international", "beijing", "接诉即办:全域全员全民共参与"), "changed", "a"),
        (("international", "tianjin", "接诉即办:全域全员全民参与"), "changed", "a"),  # another city
        (("domestic", "beijing", "接诉即办:全域全员全民参与"), "new", None),  # another list
        (("domestic", "beijing", "“每月一题”治理：破解高频难题"), "changed", "b"),
        (("domestic", "beijing", "公园城市"), "new", None),
        (("domestic", "tianjin", "公园城市"), "new", None),
    ],
)
def test_a_line_is_the_same_changed_or_new(line: tuple[str, str, str], status: str, case_id: str | None) -> None:
    (match,) = match_lines([Sought(*line)], CASES)
    assert (match.status, match.case and match.case["case_id"]) == (status, case_id)


def test_no_case_is_taken_twice_and_the_same_goes_before_the_like() -> None:
    title = "接诉即办法治实践:接诉即办工作条例"
    lines = [Sought("domestic", "beijing", title + "新"), Sought("domestic", "beijing", title)]
    assert [match.status for match in match_lines(lines, CASES)] == ["new", "same"]
