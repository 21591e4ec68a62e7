"""Words, names and Chinese typesetting."""

import re

import pytest
from babel.messages.catalog import Message

from geo.locale.make_messages import CATALOGUE, collect_texts, read_catalogue, singular_of, used_in
from geo.text import LANGUAGES, choose_language, set_chinese, translator
from tests.conftest import EN, ZH

PLACEHOLDER = re.compile(r"{\w+}|%\(\w+\)[sd]")


def messages() -> list[Message]:
    return [message for message in read_catalogue(CATALOGUE) if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


@pytest.mark.parametrize(
    ("language", "shown"),
    [("zh", "东部"), ("en", "East")],
)
def test_the_english_text_is_the_key_of_the_chinese(language: str, shown: str) -> None:
    assert translator(language).gettext("East") == shown


@pytest.mark.parametrize("language", ["fr", "", "ZH", "../zh"])
def test_an_unknown_language_is_refused_by_name(language: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(language))):
        translator(language)


def test_every_text_of_code_and_templates_is_in_the_catalogue_and_no_other() -> None:
    used = {*collect_texts()}
    kept = {singular_of(message.id) for message in messages()}
    assert used - kept == set()
    assert kept - used == set()


@pytest.mark.parametrize(
    ("folder", "text"),
    [
        ("geo", "Jump to"),
        ("geo", "%d case"),
        ("geo", " (a remark)"),
        ("pages", "Clear all"),
        ("pages", "City Governance <br>Case Map"),  # of an f-string
        ("pages", "No cases match these filters."),  # of the template
    ],
)
def test_texts_are_found_where_they_are_used(folder: str, text: str) -> None:
    assert text in map(singular_of, used_in(folder))


def test_every_message_has_chinese_words_and_none_is_in_doubt() -> None:
    unfinished = [message.id for message in messages() if message.fuzzy or not all(forms(message.string))]
    assert unfinished == []


def test_no_translation_loses_or_invents_a_placeholder() -> None:
    odd = [
        message.id
        for message in messages()
        for chinese in forms(message.string)
        if set(PLACEHOLDER.findall(chinese)) != set(PLACEHOLDER.findall(forms(message.id)[-1]))
    ]
    assert odd == []


def test_chinese_words_use_chinese_punctuation() -> None:
    half = re.compile(r"[一-鿿][,:?!()]|[,:?!(][一-鿿]")
    odd = [chinese for message in messages() for chinese in forms(message.string) if half.search(chinese)]
    assert odd == []


@pytest.mark.parametrize(
    ("country", "chinese", "english"),
    [
        ("CN", "中国", "China"),
        ("GB", "英国", "United Kingdom"),
        ("NA", "纳米比亚", "Namibia"),
        ("TR", "土耳其", "Türkiye"),
    ],
)
def test_countries_are_named_by_cldr(country: str, chinese: str, english: str) -> None:
    assert [translator(language).country(country) for language in LANGUAGES] == [chinese, english]


@pytest.mark.parametrize(
    ("continent", "chinese", "english"),
    [
        ("africa", "非洲", "Africa"),
        ("americas", "美洲", "Americas"),
        ("asia", "亚洲", "Asia"),
        ("europe", "欧洲", "Europe"),
        ("oceania", "大洋洲", "Oceania"),
    ],
)
def test_continents_are_named_by_cldr(continent: str, chinese: str, english: str) -> None:
    assert [translator(language).continent(continent) for language in LANGUAGES] == [chinese, english]


def test_what_cldr_does_not_know_has_no_name() -> None:
    with pytest.raises(KeyError):
        ZH.country("QQ")
    with pytest.raises(KeyError):
        EN.continent("atlantis")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN", "zh"),
        ("zh", "zh"),
        ("ZH-Hant-HK", "zh"),
        ("en-US", "en"),
        ("fr", "en"),
        ("", "zh"),  # a browser that names none: the language of the publication
        (None, "zh"),
    ],
)
def test_the_browser_chooses_the_language(accepted: str | None, language: str) -> None:
    assert choose_language(accepted) == language


@pytest.mark.parametrize(
    ("verbatim", "shown"),
    [
        ("公园城市:绿色发展", "公园城市：绿色发展"),
        ("“启航社区”:将年轻人", "“启航社区”：将年轻人"),
        ("激活社会资源,创造社会价值", "激活社会资源，创造社会价值"),
        ("“三减”(减量、减用、减排)废弃物", "“三减”（减量、减用、减排）废弃物"),
        ("城市治理典型案例(2024)", "城市治理典型案例（2024）"),
        ("北京: 接诉即办", "北京：接诉即办"),  # the space that English wants goes with the mark
        ("GDP:增长", "GDP：增长"),
        ("以智促治 护城安全", "以智促治 护城安全"),  # a space between clauses is the publication's own
        ("上午9:30开会", "上午9:30开会"),
        ("1,000人", "1,000人"),
        ("12345热线+“数字城管”:探索", "12345热线+“数字城管”：探索"),
        ("Startblok: a, b (c)", "Startblok: a, b (c)"),
        ("“Boti”: the chatbot", "“Boti”: the chatbot"),
        ("见https://example.org", "见https://example.org"),
        ("未闭合(括号", "未闭合(括号"),
        ("", ""),
    ],
)
def test_chinese_titles_are_set_with_chinese_punctuation(verbatim: str, shown: str) -> None:
    assert set_chinese(verbatim) == shown
    assert set_chinese(shown) == shown
