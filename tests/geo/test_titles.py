"""Titles that are said twice or nearly, within an edition and between editions."""

import itertools
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from geo.review.titles import NEAR, find_same_titles, strip
from geo.tables.faults import Level
from tests.conftest import EN, PROJECT, ZH, open_shipped

TITLE = "通过数字化、智能化技术创新赋能超大城市治理"


def make_cases(*titles: str, editions: tuple[str, ...] = ()) -> pd.DataFrame:
    told = editions or ("2024",) * len(titles)
    rows = [(f"case-{place}", edition, title) for place, (edition, title) in enumerate(zip(told, titles, strict=True))]
    return pd.DataFrame(rows, columns=["case_id", "edition", "title_zh"], index=range(2, len(titles) + 2))


def read_fictional() -> list[str]:
    lines = (PROJECT / "tests/geo/edition_2026.txt").read_text("utf-8").splitlines()
    return [found[1] for line in lines if (found := re.match(r"\d+\. \S+ (.+)", line))]


def test_neither_the_45_titles_nor_the_40_of_the_fictional_edition_give_a_false_alarm() -> None:
    cases = open_shipped().tables.cases[["case_id", "edition", "title_zh"]]
    fictional = read_fictional()
    assert len(fictional) == 40
    both = pd.concat([cases, make_cases(*fictional, editions=("2026",) * 40)], ignore_index=True)
    assert find_same_titles(both) == []
    titles = [strip(title) for title in both["title_zh"]]
    assert max(ratio(one, other) for one, other in itertools.combinations(titles, 2)) == 50  # far below NEAR


@pytest.mark.parametrize(
    ("other", "editions", "said", "level"),
    [
        (TITLE, ("2024", "2024"), "is the title of case-0 in row 2 too: is the case listed twice?", Level.WARNING),
        (TITLE + "。 ", ("2024", "2024"), "is the title of case-0 in row 2 too", Level.WARNING),
        (TITLE.replace("超大", "特大"), ("2024", "2024"), "is nearly the title of case-0 in row 2", Level.WARNING),
        (TITLE, ("2024", "2026"), "is the title of case-0 of another edition too", Level.REMARK),
        (TITLE.replace("赋能", "助力"), ("2024", "2026"), "is nearly the title of case-0 of another", Level.REMARK),
    ],
)
def test_a_title_that_comes_again_is_told(other: str, editions: tuple[str, ...], said: str, level: Level) -> None:
    (fault,) = find_same_titles(make_cases(TITLE, other, editions=editions))
    assert (fault.row, fault.level) == (3, level)
    assert said in fault.text(EN)
    assert fault.text(ZH) != fault.text(EN)


def test_the_same_edition_is_named_before_another() -> None:
    near = TITLE.replace("超大", "特大")
    exact, nearly = (
        find_same_titles(make_cases(TITLE, TITLE, title, editions=("2024", "2026", "2026")))[-1]
        for title in (TITLE, near)
    )
    for fault in (exact, nearly):
        assert "case-1 in row 3" in fault.text(EN)
        assert fault.level is Level.WARNING


@given(st.lists(st.text("通过数", min_size=5, max_size=12), min_size=2, max_size=12, unique=True))
def test_no_near_title_is_lost_by_looking_at_rare_letters_alone(titles: list[str]) -> None:
    near = {
        later + 2 for later, title in enumerate(titles) if any(ratio(first, title) >= NEAR for first in titles[:later])
    }
    assert {fault.row for fault in find_same_titles(make_cases(*titles))} == near
