"""A search finds any part of a word in either language, pinyin and slips too, and takes any text for text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.query.atlas import open_atlas
from geo.query.search import SEARCHED, build_index, fold, read_syllables
from tests.conftest import SHIPPED

ATLAS = open_atlas(SHIPPED, "nbs")
ROWS = ATLAS.placed[list(SEARCHED)].to_dict("records")


def find(text: str) -> list[str]:
    """Return the ids of the cases in which `text` is found."""
    cases: list[str] = ATLAS.placed.loc[ATLAS.index.match(text), "case_id"].tolist()
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
    index = build_index(ATLAS.placed.head(1))
    row = ROWS[0]
    assert index.match(row["city_zh"]).tolist() == [True]
    assert index.match(row["city_zh"] + row["city_en"]).tolist() == [False]


@given(st.sampled_from(ROWS), st.sampled_from(SEARCHED), st.data())
def test_every_piece_of_what_is_searched_finds_its_case(row: dict[str, str], field: str, data: st.DataObject) -> None:
    text = row[field]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert ATLAS.index.match(text[start:end])[ROWS.index(row)]


@given(st.text())
def test_any_text_is_answered_for_every_case(text: str) -> None:
    assert len(ATLAS.index.match(text)) == 45


@given(st.text(st.characters(codec="ascii")))
def test_capitals_make_no_difference(text: str) -> None:
    assert find(text.upper()) == find(text.lower())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("Straße", "strasse"),
        ("Türkiye", "turkiye"),
        ("Tu\u0308rkiye", "turkiye"),  # two characters for one letter
        ("維也納", "维也纳"),
        ("接诉即办：", "接诉即办:"),
        ("a　b\u00a0 c", "a b c"),
        ("①", "1"),
        ("", ""),
    ],
)
def test_width_case_and_spaces_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def best(text: str) -> list[str]:
    """Return the Chinese names of the cities of the cases found, best first."""
    scores = ATLAS.index.score(text)
    order = sorted(range(len(scores)), key=lambda row: -scores[row])
    return [ATLAS.cases[row]["city_zh"] for row in order if scores[row]]


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("gongyuan chengshi", ["成都"]),
        ("gōngyuán chéngshì", ["成都"]),
        ("gongyuanchengshi", ["成都"]),
        ("gong yuan cheng shi", ["成都"]),
        ("gycs", ["成都"]),  # initials in a title
        ("shenzhen", ["深圳"]),
        ("shen zhen", ["深圳"]),
        ("sz", ["深圳", "苏州"]),  # initials of both
        ("bj", ["北京"] * 4),
        ("維也納", ["维也纳"]),
        ("重慶", ["重庆"]),
        ("chongqing", ["重庆"]),  # not zhongqing
        ("sao paolo", []),
        ("Amsterdm", ["阿姆斯特丹"]),
        ("shenzen", ["深圳"]),
        ("resiliant", ["天津"]),
        ("维也那", ["维也纳"]),  # the same sound
        ("sx", []),  # two letters are no slip of two others
    ],
)
def test_pinyin_initials_traditional_characters_and_slips_find_what_was_meant(text: str, cities: list[str]) -> None:
    assert best(text) == cities


@pytest.mark.parametrize(("text", "city"), [("xian", "西安"), ("xi'an", "西安"), ("Beijing", "北京"), ("kun", "昆明")])
def test_the_city_of_that_name_comes_first(text: str, city: str) -> None:
    assert best(text)[0] == city


def test_a_slip_is_thought_of_only_where_nothing_is_found_as_written() -> None:
    assert best("shanghai") == ["上海"]
    assert best("shanghia") == ["上海"]


def test_pinyin_starts_with_a_syllable_and_may_end_within_one() -> None:
    syllables = frozenset({"shang", "hai", "xi", "an", "xian"})
    assert read_syllables("anghai", syllables) == []
    assert set(read_syllables("xian", syllables)) == {("xian",), ("xi", "an")}
    assert read_syllables("shangh", syllables) == [("shang", "h")]


@pytest.mark.parametrize(
    ("case_id", "text", "marked"),
    [
        ("2024-int-07", "CAIRO", {"city_en": ["Cairo"]}),
        ("2024-int-21", "維也納", {"city_zh": ["维也纳"], "title_zh": ["维也纳"]}),
        ("2024-cn-03", "gycs", {}),
    ],
)
def test_what_was_found_is_told_as_it_is_written(case_id: str, text: str, marked: dict[str, list[str]]) -> None:
    case = next(case for case in ATLAS.cases if case["case_id"] == case_id)
    spans = ATLAS.index.explain(case, text)
    found = {column: [case[column][start:end] for start, end in places] for column, places in spans.items() if places}
    assert {column: found.get(column) for column in marked} == marked


@given(st.sampled_from(ATLAS.cases), st.text())
def test_places_lie_in_the_text_in_order_and_apart(case: dict[str, str], text: str) -> None:
    for column, places in ATLAS.index.explain(case, text).items():
        ends = [0, *(end for place in places for end in place)]
        assert ends == sorted(ends)
        assert ends[-1] <= len(case[column])
        assert all(start < end for start, end in places)


@given(st.sampled_from(ROWS), st.sampled_from(SEARCHED), st.data())
def test_what_is_found_can_be_shown(row: dict[str, str], field: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(row[field]) - 1))
    text = row[field][start : data.draw(st.integers(start + 1, len(row[field])))]
    if fold(text):
        assert any(ATLAS.index.explain(ATLAS.cases[ROWS.index(row)], text).values())
