"""A text finds what its synonyms find too: behind all else, and it is said with which word."""

from pathlib import Path

import pytest

from geo.query.atlas import Atlas, open_atlas
from geo.query.synonyms import list_variants, read_groups
from geo.tables.check import check_folder
from geo.tables.schema import list_rows
from tests.conftest import EN, Edit, open_shipped

ATLAS = open_shipped()
GROUPS = read_groups(list_rows(ATLAS.tables.synonyms))


def found(text: str, atlas: Atlas = ATLAS) -> set[str]:
    """Return the ids of the cases that answer `text`."""
    return {case["case_id"] for case, answers in zip(atlas.cases, atlas.search.match(text), strict=True) if answers}


@pytest.mark.parametrize("text", ["洪水", "内涝", "防洪", "洪涝", "flood", "flooding", "stormwater"])
def test_whoever_asks_for_floods_finds_fuzhou_and_the_sponge_city(text: str) -> None:
    assert {"2024-cn-06", "2024-int-04"} <= found(text)


@pytest.mark.parametrize(
    ("text", "case"), [("transport", "2024-int-09"), ("人工智能", "2024-int-06"), ("elderly", "2024-cn-11")]
)
def test_other_words_of_one_meaning_find_each_other_in_both_languages(text: str, case: str) -> None:
    assert case in found(text)


def test_what_a_synonym_finds_stands_behind_all_that_the_text_finds() -> None:
    scores, literal = ATLAS.search.score("flood"), ATLAS.index.score("flood")
    assert scores[literal > 0].min() > scores[(literal == 0) & (scores > 0)].max()
    assert (scores[literal > 0] == literal[literal > 0]).all()


def test_only_those_synonyms_are_named_that_found_a_case_and_that_case_is_read_with_one() -> None:
    named = ATLAS.search.list_also("洪水")
    assert "积水" in named
    assert "防涝" not in named
    row = next(row for row, case in enumerate(ATLAS.cases) if case["case_id"] == "2024-cn-06")
    assert ATLAS.search.read_as("洪水", row).strip() in {*named}
    literal = next(row for row, answers in enumerate(ATLAS.index.match("热线")) if answers)
    assert ATLAS.search.read_as("热线", literal) == "热线"


def test_a_word_in_a_longer_one_of_another_meaning_is_no_word_of_the_text() -> None:
    assert {word for _, word in list_variants("人工智能", GROUPS)} == {
        "AI",
        "聊天机器人",
        "大模型",
        "artificial intelligence",
        "chatbot",
    }
    assert list_variants("complaints", (("ai", "人工智能"),)) == []


def test_other_words_of_the_text_must_be_found_as_well() -> None:
    assert found("洪水 福州") == {"2024-cn-06"}
    assert found("洪水 开罗") == set()


@pytest.mark.parametrize("text", ["", " ", "流", "🏙️", "(a|b)*", " ".join(["flood 交通 热线 住房"] * 50), "x" * 10_000])
def test_no_text_breaks_the_search(text: str) -> None:
    assert len(ATLAS.search.score(text)) == len(ATLAS.cases)


def test_a_folder_without_synonyms_searches_as_before(folder: Path) -> None:
    (folder / "synonyms.csv").unlink()
    atlas = open_atlas(folder, "nbs")
    assert found("洪水", atlas) == set()
    assert atlas.search.list_also("洪水") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("洪水;洪涝", "洪水;;洪涝", "synonyms.csv:2: words_zh: '洪水;;洪涝;"),
        ("flood;flooding", "flood；flooding", "synonyms.csv:2: words_en: 'flood；flooding;"),
        ("交通;出行", "交通;洪水", "synonyms.csv:3: words_zh: '洪水' appears already in row 2: a word has one meaning"),
        ("交通;出行", "交通;交通", "synonyms.csv:3: words_zh: '交通' appears already in row 3: a word has one meaning"),
        ("交通;出行;公交", "", "synonyms.csv:3: words_zh: nothing is written here: fill it in"),
    ],
)
def test_a_wrong_list_of_words_is_named(folder: Path, edit: Edit, old: str, new: str, said: str) -> None:
    edit("synonyms.csv", old, new)
    (fault,) = check_folder(folder)
    assert fault.text(EN).startswith(said)
    assert fault.blocking


def test_markup_in_a_synonym_is_only_ever_text(folder: Path, edit: Edit) -> None:
    edit("synonyms.csv", "洪水;", "<b>洪水</b>;")
    assert found("<b>洪水</b>", open_atlas(folder, "nbs")) >= {"2024-cn-06"}
