"""Figures that stand in one language of a text and not in the other, or in no evidence.

A figure may be written in many ways (1.5亿 is 150 million, 三分之一 one third, 20世纪90年代 the 1990s), and some words
say one without a numeral (全天 24 hours, both two). So every figure is read as all that it may say, and is lacking if
the other language says nothing of that. What stands in names (12345, C40, PM2.5) and a mere "one" are read but not
asked for, nor are numerals in Chinese words: three zones is satisfied by 三区.
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import Final

from geo.tables.figures_en import ENGLISH
from geo.tables.figures_zh import CHINESE, read_counts
from geo.tables.numerals import MONTHS, Figure, Language, Reading, read_span

_LANGUAGES: Final = {"zh": CHINESE, "en": ENGLISH}
_FIRST_YEAR: Final = 1800
_LAST_YEAR: Final = 2100
_DOTTED: Final = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3}){1,4}(?![\d.])")
_MONTH_OF_YEAR: Final = re.compile(r"((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])")


def compare_figures(text_zh: str, text_en: str) -> tuple[list[str], list[str]]:
    """Return the figures of `text_zh` that `text_en` lacks, and those of `text_en` that `text_zh` lacks, as written."""
    chinese, english = CHINESE.read(text_zh), ENGLISH.read(text_en)
    said_zh, said_en = _join_readings(chinese), _join_readings(english)
    in_english, in_chinese = _find_lacking(chinese, said_en), _find_lacking(english, said_zh)
    if not in_english and not in_chinese:
        return [], []

    def is_left_out_in_english(figure: Figure) -> bool:
        if _is_said_otherwise(figure, said_en, text_en, ENGLISH):
            return True
        return not figure.readings.isdisjoint(read_counts(text_zh).sums)

    def is_left_out_in_chinese(figure: Figure) -> bool:
        if _is_said_otherwise(figure, said_zh, text_zh, CHINESE) or _is_mere_month(figure, text_zh, text_en):
            return True
        return not figure.readings.isdisjoint(read_counts(text_zh).rests)

    return (
        _look_closer(in_english, text_zh, CHINESE, is_left_out_in_english),
        _look_closer(in_chinese, text_en, ENGLISH, is_left_out_in_chinese),
    )


def find_unproven(text: str, language: str, evidence: str) -> list[str]:
    """Return the figures of `text` that stand nowhere in the `evidence`, as written; its pieces may be parted by |.

    Evidence may be in any language, so it is read more freely: 17.576 may be 17,576, and 9 may be September.
    """
    said = _read_evidence(evidence)

    def is_said_otherwise(figure: Figure) -> bool:
        return any(_is_said_otherwise(figure, said, evidence, other) for other in _LANGUAGES.values())

    reader = _LANGUAGES[language]
    return _look_closer(_find_lacking(reader.read(text), said), text, reader, is_said_otherwise)


def _read_evidence(evidence: str) -> set[Reading]:
    """Return all that `evidence` may say."""
    said = {reading for language in _LANGUAGES.values() for reading in _join_readings(language.read(evidence))}
    dotted = {float(digits.replace(".", "")) for digits in _DOTTED.findall(evidence)}
    dates = {float(number) for date in _MONTH_OF_YEAR.findall(evidence) for number in date}
    months = {month for number, month in enumerate(MONTHS, 1) if float(number) in said | dates}
    return said | dotted | dates | months


def _join_readings(figures: Iterable[Figure]) -> set[Reading]:
    """Return all that `figures` may say."""
    return set().union(*[figure.readings for figure in figures])


def _find_lacking(figures: Iterable[Figure], said: Collection[Reading]) -> list[Figure]:
    """Return those of `figures` that are asked for and not among what is `said`."""
    return [figure for figure in figures if figure.asked and figure.readings.isdisjoint(said)]


def _look_closer(
    lacking: Iterable[Figure], text: str, language: Language, is_left_out: Callable[[Figure], bool]
) -> list[str]:
    """Return, as written and each once, what of `lacking` may not be left out and is in no name of its `text`."""
    missed = [figure for figure in dict.fromkeys(lacking) if not is_left_out(figure)]
    if not missed:
        return []
    outside_names = {figure.readings for figure in language.read(language.names.sub(" ", text)) if figure.asked}
    return list(dict.fromkeys(figure.written for figure in missed if figure.readings in outside_names))


def _is_said_otherwise(figure: Figure, said: Collection[Reading], text: str, language: Language) -> bool:
    """Return whether `text` says `figure` by a word that is no numeral, or by two years that are so far apart."""
    words = [language.said[reading] for reading in figure.readings if reading in language.said]
    if any(word.search(text) for word in words):
        return True
    spans = [number for number in figure.readings if isinstance(number, float) and read_span(number) in figure.readings]
    years = [year for year in said if isinstance(year, float) and _FIRST_YEAR <= year <= _LAST_YEAR] if spans else []
    return any(year + span in said for span in spans for year in years)


def _is_mere_month(figure: Figure, text_zh: str, text_en: str) -> bool:
    """Return whether `figure` is a month of a year, without a day, where Chinese names no month at all."""
    if "月" in text_zh or figure.readings.isdisjoint(MONTHS):
        return False
    return re.search(rf"(?<!\d ){figure.written} \d{{4}}\b", text_en) is not None
