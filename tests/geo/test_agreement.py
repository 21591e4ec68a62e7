"""Agreement of two readings, held against examples worked out by hand."""

import pandas as pd
import pytest

from geo.insight.agreement import Difference, cohen_kappa, compare_readings, jaccard_index
from tests.conftest import open_shipped


def table(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["case_id", "themes", "theme_confidence"], dtype="str")


def test_kappa_is_what_the_textbook_example_gives() -> None:
    # 50 applications, two readers: both yes 20, only the first 5, only the second 10, both no 15.
    # Observed 35/50 = 0.7; by chance (25·30 + 25·20)/50² = 0.5; kappa = 0.2/0.5.
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([("a", "a"), ("b", "b")], 1),
        ([("a", "b"), ("b", "a")], -1),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0),
        ([("a", "b")], 0),  # never the same label: nothing agrees, and nothing would by chance
        ([("a", "a")], None),  # one label for everything: chance alone would agree
        ([], None),
    ],
)
def test_kappa_at_its_ends(pairs: list[tuple[str, str]], kappa: float | None) -> None:
    assert cohen_kappa(pairs) == kappa


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [({"a"}, {"a"}, 1), ({"a", "b"}, {"a"}, 0.5), ({"a"}, {"b"}, 0), (set(), {"a"}, 0), (set(), set(), 1)],
)
def test_the_jaccard_index_is_what_is_shared_of_all(one: set[str], other: set[str], index: float) -> None:
    assert jaccard_index(one, other) == index


def test_two_readings_are_compared_case_by_case() -> None:
    cases = table(("1", "a;b", "high"), ("2", "b", "low"), ("3", "a", "high"), ("4", "b;a", "high"), ("5", "a", "low"))
    second = table(("4", "a;b", "low"), ("3", "b", "high"), ("2", "b", "high"), ("1", "a", "high"), ("9", "a", "low"))
    found = compare_readings(cases, second)
    assert found.cases == 4  # only those that both have
    assert found.main_agreed == 2  # 1 and 2
    # First a b a b, second a b b a: observed 2/4, by chance (2·2 + 2·2)/4² = 1/2.
    assert found.main_kappa == 0
    assert found.sets_equal == 2  # 2 and 4
    assert found.mean_jaccard == (1 / 2 + 1 + 0 + 1) / 4
    # a: named in 1 3 4 and in 1 4; observed 3/4, by chance (3·2 + 1·2)/16 = 1/2. b: in 1 2 4 and in 2 3 4;
    # observed 2/4, by chance (3·3 + 1·1)/16 = 5/8; (1/2 - 5/8)/(3/8).
    assert found.theme_kappas == {"a": pytest.approx(1 / 2), "b": pytest.approx(-1 / 3)}
    assert found.different == (
        Difference("1", ("a", "b"), ("a",)),
        Difference("3", ("a",), ("b",)),
        Difference("4", ("b", "a"), ("a", "b")),
    )
    assert found.unsure == ("2", "4")


def test_the_order_of_further_themes_is_no_difference() -> None:
    found = compare_readings(table(("1", "a;b;c", "high")), table(("1", "a;c;b", "high")))
    assert (found.main_agreed, found.sets_equal, found.different) == (1, 1, ())


def test_a_case_without_a_theme_may_be_read_so_twice() -> None:
    found = compare_readings(table(("1", "", ""), ("2", "a", "")), table(("1", "", ""), ("2", "a", "")))
    assert (found.main_agreed, found.main_kappa, found.mean_jaccard) == (2, 1, 1)


def test_without_a_second_reading_there_is_nothing_to_agree() -> None:
    found = compare_readings(table(("1", "a", "low")), table())
    assert (found.cases, found.main_kappa, found.mean_jaccard) == (0, None, None)
    assert (found.theme_kappas, found.different, found.unsure) == ({}, (), ())


def test_the_shipped_readings_differ_in_three_secondary_themes() -> None:
    tables = open_shipped().tables
    found = compare_readings(tables.cases, tables.themes_second_reading)
    assert (found.cases, found.main_agreed, found.sets_equal) == (45, 45, 42)
    assert [case.case_id for case in found.different] == ["2024-int-13", "2024-int-18", "2024-cn-02"]
