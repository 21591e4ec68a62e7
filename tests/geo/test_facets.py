"""Every facet is declared whole: its label, its column, its values and their names stand in both languages."""

from typing import Any

import pytest

from geo.locale.make_messages import CATALOGUE, read_catalogue
from geo.query.facets import FACETS, Facet, known_values, name_values
from geo.tables.schema import CONFIDENCES, EXPORTED, LISTS, REGIONS, SCHEMES, PlacedCases
from geo.text import LANGUAGES, translator
from tests.conftest import ZH, open_shipped

TABLES = open_shipped().tables
PLACED = open_shipped().placed
TRANSLATED = {message.id for message in read_catalogue(CATALOGUE) if message.string}
OWN_NAMES = {"edition"}  # facets whose values are called as they are written


def parametrize(name: str, values: Any) -> pytest.MarkDecorator:  # noqa: ANN401 (whatever pytest takes)
    return pytest.mark.parametrize(name, values, ids=lambda value: getattr(value, "name", str(value)))


@parametrize("facet", FACETS)
def test_a_facet_has_a_label_and_a_chinese_one(facet: Facet) -> None:
    assert facet.label in TRANSLATED, f"{facet.name}: no Chinese label for {facet.label!r}"


@parametrize("facet", FACETS)
def test_the_column_of_a_facet_holds_its_values_and_no_others(facet: Facet) -> None:
    assert facet.column in PLACED, f"{facet.name}: no column {facet.column!r}"
    cells = PLACED[facet.column].str.split(";").explode() if facet.several else PLACED[facet.column]
    assert set(cells) - {""} <= set(known_values(TABLES, "nbs")[facet.name]), facet.name


@pytest.mark.parametrize("language", LANGUAGES)
@parametrize("facet", FACETS)
def test_each_value_of_a_facet_has_a_name_of_its_own(language: str, facet: Facet) -> None:
    values, named = known_values(TABLES, "nbs")[facet.name], name_values(TABLES, translator(language))[facet.name]
    assert set(named) == (set() if facet.name in OWN_NAMES else set(values)), facet.name
    assert len(set(filter(None, named.values()))) == len(named)


def test_a_theme_is_named_by_its_table() -> None:
    renamed = TABLES._replace(themes=TABLES.themes.assign(name_zh="新名"))
    assert set(name_values(renamed, ZH)["theme"].values()) == {"新名"}


@parametrize("label", [label for labels in (LISTS, CONFIDENCES, SCHEMES, REGIONS) for label in labels.values()])
def test_what_stands_for_a_code_has_a_chinese_name(label: str) -> None:
    assert label in TRANSLATED


@parametrize("column", PlacedCases.to_schema().columns)
def test_a_column_of_a_case_has_a_title_and_a_chinese_one(column: str) -> None:
    assert EXPORTED[column], f"{column}: give it a title in geo/tables/schema.py"
    assert EXPORTED[column] in TRANSLATED, f"{column}: no Chinese title for {EXPORTED[column]!r}"


def test_no_two_columns_of_a_case_have_one_title() -> None:
    assert len(set(EXPORTED.values())) == len(EXPORTED)


def test_the_placed_cases_have_the_columns_of_exports() -> None:
    assert set(EXPORTED) <= set(PLACED)
