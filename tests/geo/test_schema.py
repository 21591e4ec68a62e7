"""What the tables promise."""

import math

import pandas as pd
import pytest

from geo.tables.schema import FILES, MODELS, Tables, type_columns

REQUIRED = {
    "cases": "case_id edition list position city_id title_zh title_en themes theme_evidence theme_confidence notes",
    "cities": "city_id name_zh name_en country province latitude longitude coordinate_source note",
}


def test_each_table_has_a_file_and_a_model() -> None:
    assert Tables._fields == tuple(FILES) == tuple(MODELS)


@pytest.mark.parametrize(("name", "columns"), REQUIRED.items())
def test_the_required_columns_are_those_of_the_contract(name: str, columns: str) -> None:
    assert list(MODELS[name].to_schema().columns) == columns.split()


@pytest.mark.parametrize("name", FILES)
def test_every_promise_says_what_to_do_when_it_is_broken(name: str) -> None:
    schema = MODELS[name].to_schema()
    silent = [name for name, column in schema.columns.items() if column.checks and "wrong" not in column.metadata]
    assert silent == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("045", 45),
        ("0", 0),
        ("-1", 0),
        ("1.5", 0),
        ("1e3", 0),
        ("一", 0),
        ("１", 0),
        ("9999999", 0),
        ("inf", 0),
    ],
)
def test_a_position_is_a_whole_number_or_0_which_is_none(text: str, number: int) -> None:
    typed = type_columns(pd.DataFrame({"position": [text]}, dtype="str"))
    assert typed["position"].tolist() == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("39.9075", 39.9075),
        ("-0.1257", -0.1257),
        ("+7", 7),
        ("139", 139),
        ("39,9", math.inf),
        ("39.9°N", math.inf),
        ("nan", math.inf),
        ("inf", math.inf),
        ("0x10", math.inf),
    ],
)
def test_degrees_are_a_decimal_number_or_infinite_which_is_nowhere(text: str, number: float) -> None:
    typed = type_columns(pd.DataFrame({"latitude": [text]}, dtype="str"))
    assert typed["latitude"].tolist() == [number]


def test_an_empty_number_is_missing() -> None:
    typed = type_columns(pd.DataFrame({"position": [""], "longitude": [""]}, dtype="str"))
    assert typed.isna().all(axis=None)


def test_typing_leaves_the_table_it_was_given_as_it_was() -> None:
    texts = pd.DataFrame({"position": ["1"], "title_zh": ["NA"]}, dtype="str")
    typed = type_columns(texts)
    assert texts["position"].tolist() == ["1"]
    assert typed["title_zh"].tolist() == ["NA"]
