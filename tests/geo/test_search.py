"""A search finds the beginning of any word in either language, pinyin and slips too, and takes any text for text."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.query.atlas import open_atlas
from geo.query.folding import fold, fold_characters
from geo.query.search import SEARCHED, SLIP, Index, build_index, read_syllables
from geo.text import set_chinese
from tests.conftest import Edit, open_shipped

ATLAS = open_shipped()
ROWS = ATLAS.placed[list(SEARCHED)].to_dict("records")
TITLES = build_index(ATLAS.placed)  # without facts
FACTS = [(row, fact) for row, case in enumerate(ATLAS.cases) for fact in ATLAS.facts.get(case["case_id"], [])]


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
        ("cai", ["2024-int-07"]),  # a word is still being typed
        ("mplaint", []),  # no word begins so
        ("埃及", ["2024-int-07"]),
        ("Egypt", ["2024-int-07"]),
        ("buenos aires", ["2024-int-06"]),
        ("air bue", ["2024-int-06"]),  # words in any order
        ("视障", ["2024-cn-09"]),
        ("１２３４５ 视障", ["2024-cn-09"]),
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
        "%%",
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


def pieces(text: str) -> st.SearchStrategy[str]:
    """Return pieces of `text` that do not begin within a word of letters or digits."""
    cut = {place.start() + 1 for place in re.finditer("(?=[a-z0-9][a-z0-9])", fold_characters(text))}
    starts = [start for start in range(len(text)) if start not in cut]
    return st.sampled_from(starts).flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: text[start:end])
    )


@given(st.sampled_from(ROWS), st.sampled_from(SEARCHED), st.data())
def test_every_piece_of_what_is_searched_finds_its_case(row: dict[str, str], field: str, data: st.DataObject) -> None:
    assert ATLAS.index.match(data.draw(pieces(row[field])))[ROWS.index(row)]


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
    return [ATLAS.cases[row]["city_zh"] for row in order(ATLAS.index, text)]


def order(index: Index, text: str) -> list[int]:
    """Return the rows of the cases found in `index`, best first."""
    scores = index.score(text)
    return [row for row in sorted(range(len(scores)), key=lambda row: -scores[row]) if scores[row]]


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("gongyuan chengshi", ["成都", "曼谷", "重庆", "天津"]),  # the others have 公园 in a fact
        ("gōngyuán chéngshì", ["成都", "曼谷", "重庆", "天津"]),
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
    text = data.draw(pieces(row[field]))
    if fold(text):
        assert any(ATLAS.index.explain(ATLAS.cases[ROWS.index(row)], text).values())


@pytest.mark.parametrize(
    ("text", "case_ids"),
    [
        ("审计署", ["2024-int-21"]),
        ("審計署", ["2024-int-21"]),
        ("auditors", ["2024-int-21"]),
        ("AUDITOR", ["2024-int-21"]),
        ("UDITOR", []),  # no word begins so
        ("shenjishu", ["2024-int-21"]),
        ("shěnjìshǔ", ["2024-int-21"]),
        ("shenjis", ["2024-int-21"]),  # the last syllable is unfinished
        ("EEA", ["2024-int-21"]),
        ("金海湖", ["2024-int-01", "2024-cn-01"]),
        ("vienna 审计署", ["2024-int-21"]),  # one word in a name, one in a fact
        ("cairo 审计署", []),
        ("nuca 49", ["2024-int-07"]),  # in two facts
        ("dykcq", []),  # 德语课程券: by initials facts are not searched
        ("bj", ["2024-int-01", "2024-cn-01", "2024-cn-02", "2024-cn-03"]),  # not in "object"
        ("3,600 3600", ["2024-int-07"]),
    ],
)
def test_cases_are_found_by_what_their_facts_say(text: str, case_ids: list[str]) -> None:
    assert find(text) == case_ids


def test_what_titles_answer_stands_before_what_only_facts_do() -> None:
    found = best("热线")
    assert found[:5] == ["北京", "昆明", "南昌", "西安", "雄安"]
    assert len(found) == 13
    assert best("hotline") == found
    assert best("rexian") == best("re xian") == found
    assert best("beijing 热线")[0] == "北京"


def test_syllables_that_titles_answer_one_by_one_are_read_on_in_facts_too() -> None:
    assert best("shen ji shu") == ["圣地亚哥", "郑州", "维也纳"]
    assert [ATLAS.cases[row]["city_zh"] for row in order(TITLES, "shen ji shu")] == ["圣地亚哥", "郑州"]


@given(st.sampled_from(ROWS), st.sampled_from(SEARCHED), st.data())
def test_what_titles_answer_keeps_its_order_before_all_that_facts_add(
    row: dict[str, str], field: str, data: st.DataObject
) -> None:
    text = data.draw(pieces(row[field]))
    assume(fold(text))
    before = order(TITLES, text)
    assert order(ATLAS.index, text)[: len(before)] == before


def test_letters_within_a_word_are_not_that_word() -> None:
    assert best("AI") == [
        "布宜诺斯艾利斯",
        "亚的斯亚贝巴",
        "开罗",
        "昆明",
        "福州",
        "武汉",
    ]
    assert best("hous")[0] == "阿姆斯特丹"  # housing


def test_english_is_not_taken_for_pinyin_in_facts() -> None:
    assert find("guide") == [case["case_id"] for case in ATLAS.cases if "guide" in everything_about(case["case_id"])]


def everything_about(case_id: str) -> str:
    """Return title and facts of a case in English."""
    (title,) = (case["title_en"] for case in ATLAS.cases if case["case_id"] == case_id)
    return " ".join([title, *(fact["text_en"] for fact in ATLAS.facts.get(case_id, []))]).lower()


def test_a_slip_is_thought_of_only_where_no_fact_answers_either() -> None:
    assert len(find("hotlinez")) == 5
    assert ATLAS.index.score("hotlinez").max() == SLIP
    assert find("hotlines") == ["2024-int-01"]  # as a fact has it


def test_without_a_table_of_facts_titles_and_names_are_searched(folder: Path) -> None:
    (folder / "case_facts.csv").unlink()
    index = open_atlas(folder, "nbs").index
    for text in ("热线", "审计署", "shenjishu", "gongyuan chengshi", "shen ji shu", "shanghia", "12345", "e", ""):
        assert index.score(text).tolist() == TITLES.score(text).tolist()
    assert index.explain_facts(ATLAS.cases[0], [], "审计署") == []


def held(case_id: str, text: str, language: str) -> list[tuple[str, list[str]]]:
    """Return the sentences in which `text` is found in a case, those in `language` preferred, and what is marked."""
    row = [case["case_id"] for case in ATLAS.cases].index(case_id)
    languages = (language, *({"zh", "en"} - {language}))
    sentences = [fact[f"text_{tongue}"] for tongue in languages for fact in ATLAS.facts[case_id]]
    found = ATLAS.index.explain_facts(ATLAS.cases[row], sentences, text)
    return [(sentences[place], [sentences[place][start:end] for start, end in spans]) for place, spans in found]


@pytest.mark.parametrize(
    ("case_id", "text", "language", "beginnings", "marked"),
    [
        ("2024-int-21", "審計署", "zh", ["2023年5月"], [["审计署"]]),
        ("2024-int-21", "審計署", "en", ["2023年5月"], [["审计署"]]),  # the English one says "auditors"
        ("2024-int-21", "auditors", "zh", ["In May 2023"], [["auditors"]]),
        ("2024-int-21", "shen ji shu", "zh", ["2023年5月"], [["审计署"]]),
        ("2024-int-21", "vienna AUDITORS", "en", ["In May 2023"], [["auditors"]]),  # the name is in the title
        ("2024-int-07", "NUCA", "zh", ["埃及新城市社区管理局"], [["NUCA"]]),
        ("2024-int-07", "NUCA", "en", ["Egypt’s New Urban"], [["NUCA"]]),
        ("2024-int-07", "1979 49", "en", ["The bill for"], [["1979", "49"]]),  # one sentence holds both
        ("2024-int-07", "nuca 49", "zh", ["埃及新城", "管理局的法案"], [["NUCA"], ["49"]]),
        ("2024-int-21", "vienna", "en", [], []),
        ("2024-int-21", "", "en", [], []),
    ],
)
def test_the_sentences_that_were_found_are_told_as_few_as_hold_all_words(
    case_id: str, text: str, language: str, beginnings: list[str], marked: list[list[str]]
) -> None:
    found = held(case_id, text, language)
    assert [sentence.startswith(beginning) for (sentence, _), beginning in zip(found, beginnings, strict=True)] == [
        True for _ in beginnings
    ]
    assert [words for _, words in found] == marked


def test_a_title_is_not_marked_as_if_by_a_slip_where_a_fact_holds_the_word() -> None:
    case = next(case for case in ATLAS.cases if case["case_id"] == "2024-int-01")
    assert not any(ATLAS.index.explain(case, "hotlines").values())


@given(st.sampled_from(FACTS), st.sampled_from(["zh", "en"]), st.data())
def test_every_piece_of_a_fact_finds_its_case_and_is_shown(
    told: tuple[int, dict[str, str]], language: str, data: st.DataObject
) -> None:
    row, fact = told
    sentence = fact[f"text_{language}"]
    text = data.draw(pieces(sentence))
    words = fold(text).split()
    assume(words and not any(word.isascii() and word.isalpha() and len(word) <= 2 for word in words))
    assert ATLAS.index.match(text)[row]
    shown = set_chinese(sentence) if language == "zh" else sentence
    assert ATLAS.index.explain_facts(ATLAS.cases[row], [shown], text) or any(
        ATLAS.index.explain(ATLAS.cases[row], text).values()
    )


@given(st.sampled_from(FACTS), st.text())
def test_places_in_a_fact_lie_in_it_in_order_and_apart(told: tuple[int, dict[str, str]], text: str) -> None:
    row, fact = told
    for place, spans in ATLAS.index.explain_facts(ATLAS.cases[row], [fact["text_zh"], fact["text_en"]], text):
        ends = [0, *(end for span in spans for end in span)]
        assert ends == sorted(ends)
        assert ends[-1] <= len((fact["text_zh"], fact["text_en"])[place])


def test_a_rare_character_of_two_codes_is_found_whole(folder: Path, edit: Edit) -> None:
    edit("case_facts.csv", "以12345热线为主渠道受理", "以𠮷𠮶热线为主渠道受理")
    index = open_atlas(folder, "nbs").index
    assert index.match("𠮷𠮶热线").sum() == 1
    assert index.match("𠮷").sum() == 1
    assert not index.match("𠮸").any()
    assert index.match("\ud842").shape == (45,)  # half of one: no text of a page, and no error
