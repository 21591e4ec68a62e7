"""A list stands in the order that was asked for."""

import pytest

from geo.query.selection import Selection
from geo.query.sorting import SORTS, order_rows
from tests.conftest import open_shipped

ATLAS = open_shipped()


def cities(sort: str, language: str = "zh", **chosen: object) -> list[str]:
    """Return the cities of the cases in the order `sort`."""
    rows = order_rows(ATLAS, Selection.of(**chosen), sort, language)  # type: ignore[arg-type]
    return [ATLAS.cases[row][f"city_{language}"] for row in rows]


@pytest.mark.parametrize("sort", ["", "colour", "-", "--city"])
def test_without_a_known_order_it_is_that_of_the_publication(sort: str) -> None:
    assert order_rows(ATLAS, Selection(), sort, "zh") == list(range(45))


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_order_gains_or_loses_a_case(sort: str, language: str) -> None:
    for way in (sort, f"-{sort}"):
        assert sorted(order_rows(ATLAS, Selection(), way, language)) == list(range(45))


def test_cities_stand_in_the_alphabet_of_the_language() -> None:
    assert cities("city", list=("domestic",))[:6] == ["北京", "北京", "北京", "成都", "重庆", "福州"]  # by pinyin
    assert cities("city", "en")[:3] == ["Addis Ababa", "Amsterdam", "Bangkok"]
    assert cities("-city", "en")[0] == "Zhengzhou"


def test_themes_stand_as_the_publication_names_them() -> None:
    mains = [ATLAS.cases[row]["themes"][0] for row in order_rows(ATLAS, Selection(), "theme", "zh")]
    assert mains == sorted(mains, key=ATLAS.known["theme"].index)


def test_the_best_answer_to_a_text_comes_first() -> None:
    assert cities("score", q="xian")[0] == "西安"
