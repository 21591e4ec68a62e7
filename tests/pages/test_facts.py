"""What is known of a case, as its page, the lists and the comparison tell it, in both languages."""

import re
from collections import Counter
from datetime import date
from html import escape
from pathlib import Path

import pytest

from geo.tables.schema import FACT_KINDS, NOTE_KINDS, list_rows
from geo.text import set_chinese
from pages.parts.facts import describe_facts
from pages.parts.figures import find_dates, find_measures, find_numbers, find_telling
from tests.conftest import EN, ZH, Edit, open_shipped
from tests.pages.test_pages import open_page

WORDS = {"zh": ZH, "en": EN}
DAY = date(2026, 11, 26)
ATLAS = open_shipped()
GAP = {"zh": "未查到来源。", "en": "No source found."}
WHOSE = {
    "zh": "本站据公开来源整理，机器辅助撰写，未经发布方及所涉城市审阅。",
    "en": "These sentences are ours, drafted with machine assistance",
}
LANGUAGES = ["zh", "en"]


def answers_to(page: str, kind: str) -> str:
    """Return what the page of a case says on one question."""
    found = re.search(rf'<div class="question" id="{kind}">(.*?)</div>', page, re.DOTALL)
    assert found
    return found[1]


def plain(text: str) -> str:
    """Return the words of a piece of HTML."""
    return re.sub(r"<[^>]+>", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", sorted(ATLAS.facts))
def test_every_fact_stands_under_its_question_with_its_source(case: str, language: str) -> None:
    told = describe_facts(ATLAS, WORDS[language], case, DAY)
    assert told
    facts = ATLAS.facts[case]
    assert [question["kind"] for question in told["questions"]] == list(FACT_KINDS)
    links = {source["number"]: source["url"] for source in told["sources"]}
    for question in told["questions"]:
        asked = [fact for fact in facts if fact["kind"] == question["kind"]]
        assert [answer["text"].striptags() for answer in question["answers"]] == [f[f"text_{language}"] for f in asked]
        assert [links[answer["source"]] for answer in question["answers"]] == [fact["source_url"] for fact in asked]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_case_opens_with_what_it_is(language: str) -> None:
    page = open_page("case", lang=language, case="2024-int-13")
    what = ATLAS.facts["2024-int-13"][0]
    assert what[f"text_{language}"].replace("’", "’") in plain(answers_to(page, "what"))
    assert page.index('id="what"') < page.index('class="locator"')
    assert WHOSE[language] in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_opens_in_a_new_tab_that_is_not_told_where_from(language: str) -> None:
    page = open_page("case", lang=language, case="2024-int-13")
    marks = re.findall(r'<a class="mark" href="([^"]+)"([^>]*)>(\d+)</a>', page)
    assert [link for link, _, _ in marks] == [escape(fact["source_url"]) for fact in ATLAS.facts["2024-int-13"]]
    assert all('target="_blank" rel="noreferrer"' in rest for _, rest, _ in marks)
    assert 'title="15-minute city · The OBEL Award · 2021"' in marks[1][1]
    addresses = re.findall(r'<a class="address" [^>]*>([^<]+)</a>', page)
    assert addresses == [escape(fact["source_url"]) for fact in ATLAS.facts["2024-int-13"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_without_an_answer_stands_there_too(language: str) -> None:
    page = open_page("case", lang=language, case="2024-cn-07")  # Guangzhou: nothing trustworthy was found
    assert [plain(answers_to(page, kind)).split()[-len(GAP[language].split()) :] for kind in FACT_KINDS] == [
        GAP[language].split()
    ] * len(FACT_KINDS)
    assert 'class="of-facts"' not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_low_confidence_is_said_in_words(language: str) -> None:
    page = open_page("case", lang=language, case="2024-cn-09")
    low = [fact for fact in ATLAS.facts["2024-cn-09"] if fact["confidence"] == "low"]
    assert low
    assert page.count('<span class="unsure">') == len(low)
    assert {"zh": "判读把握：低", "en": "confidence: low"}[language] in page


def test_a_source_is_cited_in_every_style_by_its_own_name() -> None:
    page = open_page("case", lang="en", case="2024-int-13")
    assert "The OBEL Award. 15-minute city[EB/OL]. （2021）[" in page
    assert page.count("https://obelaward.org/winner/cities/") > 5  # mark, address, four styles


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_without_facts_tells_cases_as_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    (folder / "case_facts.csv").unlink()
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    for page in ("case", "cases", "near", "compare", "map"):
        said = open_page(page, lang=language, case="2024-int-13", compare=["2024-int-13", "2024-int-03"], city="paris")
        assert GAP[language] not in said
        assert 'class="summary"' not in said
    assert {"zh": "已知内容", "en": "What is known"}[language] not in open_page("cases", lang=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "query"), [("map", {}), ("map", {"city": "paris"}), ("cases", {}), ("near", {"place": "Paris"})]
)
def test_the_first_sentence_stands_under_the_title(page: str, query: dict[str, str], language: str) -> None:
    said = open_page(page, lang=language, **query)
    assert escape(ATLAS.facts["2024-int-13"][0][f"text_{language}"], quote=False) in said.replace("&#39;", "'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_cases_are_compared_by_question_and_gaps_are_said(language: str) -> None:
    compared = ["2024-int-13", "2024-cn-15", "2024-cn-07"]
    said = open_page("compare", lang=language, compare=compared)
    rows = re.findall(r"<section>\s*<h3>([^<]+)</h3>(.*?)</section>", said, re.DOTALL)
    assert [question for question, _ in rows] == [
        WORDS[language].gettext(FACT_KINDS[kind].question) for kind in FACT_KINDS
    ]
    for kind, (_, row) in zip(FACT_KINDS, rows, strict=True):
        cells = row.split('<div class="answers">')[1:]
        assert len(cells) == len(compared)
        for case, cell in zip(compared, cells, strict=True):
            asked = [fact for fact in ATLAS.facts.get(case, []) if fact["kind"] == kind]
            assert cell.count('class="mark"') == len(asked)
            assert (GAP[language] in cell) == (not asked)
    numbers = [int(number) for number in re.findall(r'<li value="(\d+)">', said)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_of_a_city_with_several_cases_are_told_apart_by_their_titles(language: str) -> None:
    said = open_page("compare", lang=language, compare=["beijing", "2024-int-13"])
    beijing = [case for case in ATLAS.cases if case["city_id"] == "beijing"]
    told = re.findall(r'<p class="of" lang="[^"]+">([^<]+)</p>', said)
    assert len(beijing) > 1
    assert set(told) == {
        escape(set_chinese(case[f"title_{language}"])) for case in beijing if case["case_id"] in ATLAS.facts
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_on_the_search_stand_on_the_page_of_their_case_and_on_the_sources_page(language: str) -> None:
    about = open_page("about", lang=language)
    for kind, name in NOTE_KINDS.items():
        note = next(note for note in list_rows(ATLAS.tables.research_notes) if note["kind"] == kind)
        said = escape(set_chinese(note[f"text_{language}"]), quote=False)
        page = open_page("case", lang=language, case=note["case_id"])
        assert f'id="{kind}"' in page
        for heading, text in ((WORDS[language].gettext(name), page), (WORDS[language].gettext(name), about)):
            assert heading in text
            assert said in text.replace("&#39;", "'").replace("&#34;", '"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sources_page_counts_the_facts_and_names_cases_of_which_nothing_was_found(language: str) -> None:
    section = re.search(r'<section id="facts">.*?</section>', open_page("about", lang=language), re.DOTALL)
    assert section
    levels = Counter(fact["confidence"] for facts in ATLAS.facts.values() for fact in facts)
    for figure in (len(ATLAS.tables.case_facts), len(ATLAS.facts), len(ATLAS.cases), *levels.values()):
        assert str(figure) in section[0]
    noted = set(ATLAS.tables.research_notes["case_id"])
    named = set(re.findall(r"case=([a-z0-9-]+)", section[0]))
    assert named - noted == ATLAS.case_ids - set(ATLAS.facts)


def test_hostile_facts_are_text(folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ATLAS.facts["2024-int-01"][0]
    edit("case_facts.csv", first["text_zh"], "$(id) {{ self }} 12345 `x` < img src=x onerror=alert() >")
    edit("case_facts.csv", first["source_publisher"], "'onmouseover='alert(1)' \\ ]]>")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    for page in ("case", "cases", "compare", "map", "near"):
        said = open_page(page, lang="zh", case="2024-int-01", compare=["2024-int-01", "2024-int-13"])
        assert "{{ self }}" in said
        assert "< img" not in said


@pytest.mark.parametrize(
    ("text", "language", "numbers", "dates"),
    [
        ("2021年1月23日起试行，同年5月15日扩至48所。", "zh", ["48"], ["2021年1月23日"]),
        ("2013至2016年受理1.5亿件，解决率由53%升至97.3%。", "zh", ["1.5亿", "53%", "97.3%"], ["2013", "2016年"]),
        ("20世纪90年代起，12345热线有1700多名话务员。", "zh", ["1700"], ["20世纪90年代"]),
        ("From 23 January 2021 it took 150 million calls.", "en", ["150 million"], ["23 January 2021"]),
        ("The C40 network, the 12345 hotline, 24/7, 1990s.", "en", [], ["1990s"]),
        ("Of 17,576 plots 9,500 were planted by July 2002.", "en", ["17,576", "9,500"], ["July 2002"]),
    ],
)
def test_figures_and_dates_are_found(text: str, language: str, numbers: list[str], dates: list[str]) -> None:
    assert [text[start:end] for start, end in find_numbers(text, language)] == numbers
    assert [text[start:end] for start, end in find_dates(text, language)] == dates


def test_a_telling_figure_is_the_same_in_both_languages() -> None:
    assert find_telling({"zh": "有5个中心、1.5亿件。", "en": "It has 5 centres and 150 million requests."}) == {
        "zh": ("1.5亿", "件"),
        "en": ("150 million", "requests"),
    }
    other_order = {"zh": "1880万人中150万。", "en": "Only 1.5 million of 18.8 million people."}
    assert find_telling(other_order) == {"zh": ("1880万", "人"), "en": ("18.8 million", "people")}
    assert find_telling({"zh": "有5个中心。", "en": "It has 5 centres."}) == {}
    assert find_telling({"zh": "增长97%。", "en": "It grew much."}) == {}


@pytest.mark.parametrize(
    ("text", "language", "measure"),
    [
        ("步行道、自行车道100公里和车行道。", "zh", ("100", "公里")),
        ("受理诉求3700多万件。", "zh", ("3700多万", "件")),  # not 3700
        ("1100多名骑手", "zh", ("1100", "多名")),
        ("人口由5.4万上调至6.1万", "zh", ("5.4万", "")),
        ("has 100 km for bicycles", "en", ("100", "km")),
        ("over 110,000 square metres of housing", "en", ("110,000", "square metres")),
        ("counted 287 good-air days in 2020", "en", ("287", "good-air days")),
        ("gave £15,000 each to eight start-ups", "en", ("£15,000", "")),
        ("from 54,000 to 61,000 residents", "en", ("54,000", "residents")),
        ("from 3,300 to 4,000 and the bodies", "en", ("3,300", "")),
        ("in more than 6,000 residents’ committees", "en", ("6,000", "")),
        ("with 35% fewer injuries", "en", ("35%", "")),  # a share has its mark
    ],
)
def test_a_telling_figure_has_its_unit(text: str, language: str, measure: tuple[str, str]) -> None:
    assert next(find_measures(text, language)) == measure
