"""Themes proposed from words of a title, and how far they agree with those that people read."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.__main__ import main
from geo.editions.keywords import list_keywords, measure_agreement, propose_themes
from geo.editions.preview import say_agreement
from tests.conftest import EN, SHIPPED, open_shipped

TABLES = open_shipped().tables
KEYWORDS = list_keywords(TABLES.theme_keywords)
THEMES = TABLES.themes["theme"].tolist()
README = (SHIPPED / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("title", "themes", "evidence"),
    [
        ("公园城市:绿色发展", ("ecological",), ("公园城市", "绿色")),  # 公园 lies within
        ("社区里的智慧热线", ("people", "smart", "service"), ("社区", "智慧", "热线")),
        ("海绵城市", ("resilient",), ("海绵城市",)),
        ("城市创意场", (), ()),
    ],
)
def test_themes_stand_in_the_order_of_their_words(
    title: str, themes: tuple[str, ...], evidence: tuple[str, ...]
) -> None:
    assert propose_themes(title, KEYWORDS) == (themes, evidence)


def test_a_word_counts_once_for_each_theme_that_it_speaks_for() -> None:
    assert propose_themes("共享", [("people", "共享"), ("smart", "共享")]) == (("people", "smart"), ("共享",))


def test_a_keyword_that_only_the_held_out_case_has_does_not_count() -> None:
    cases = TABLES.cases.iloc[:2].assign(title_zh=["智慧甲", "热线乙"], themes=["smart", "service"])
    keywords = [("smart", "智慧"), ("service", "热线")]
    whole, held_out = (measure_agreement(cases, keywords, THEMES, held_out=out) for out in (False, True))
    assert (whole.main_agreed, held_out.main_agreed) == (2, 0)
    assert held_out.by_theme["proposed"].sum() == 0
    assert held_out.by_theme["precision"].isna().all()


def test_a_keyword_that_another_case_has_without_its_theme_does_not_count() -> None:
    cases = TABLES.cases.iloc[:2].assign(title_zh=["智慧甲", "智慧乙"], themes=["smart", "people"])
    assert measure_agreement(cases, [("smart", "智慧")], THEMES, held_out=True).by_theme.loc["smart", "both"] == 0


def test_the_tables_count_every_case_once() -> None:
    measured = measure_agreement(TABLES.cases, KEYWORDS, THEMES, held_out=True)
    assert measured.confusion.to_numpy().sum() == measured.cases == 45
    assert measured.by_theme["read"].to_dict() == {
        "people": 19,
        "smart": 17,
        "resilient": 6,
        "ecological": 9,
        "service": 15,
    }


@pytest.mark.parametrize("held_out", [False, True])
def test_the_readme_has_the_figures_as_they_are(held_out: bool) -> None:  # noqa: FBT001 (both of them)
    measured = measure_agreement(TABLES.cases, KEYWORDS, THEMES, held_out=held_out)
    lines = [*say_agreement(measured, {theme: theme for theme in THEMES}, EN)]
    assert "\n".join(lines[1:8]) in README
    assert "\n".join(lines[9:]) in README
    assert f"{measured.main_agreed} of {measured.cases}" in README
    assert f"{measured.sets_equal} of {measured.cases}" in README


@pytest.mark.parametrize(("lang", "said"), [("en", "With each case held out:"), ("zh", "逐条留出：")])
def test_a_command_says_both_measures(lang: str, said: str) -> None:
    result = CliRunner().invoke(main, ["themes", str(SHIPPED), "--lang", lang])
    assert (said in result.output.splitlines(), result.exit_code) == (True, 0)


def test_the_command_names_what_is_wrong_with_a_folder(folder: Path) -> None:
    (folder / "themes.csv").unlink()
    result = CliRunner().invoke(main, ["themes", str(folder), "--lang", "en"])
    assert (result.output.partition(":")[0], result.exit_code) == ("themes.csv", 1)
