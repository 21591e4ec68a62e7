"""Every code that a table may hold has a name in both languages."""

import pytest

from geo.query.names import name_values
from geo.tables.load import load_tables
from geo.tables.schema import CONFIDENCES, CONTINENTS, LISTS, REGIONS
from geo.text import LANGUAGES, translator
from tests.conftest import SHIPPED, ZH

THEMES = load_tables(SHIPPED).themes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("list", LISTS),
        ("continent", CONTINENTS),
        ("region", REGIONS),
        ("theme_confidence", CONFIDENCES),
        ("theme", tuple(THEMES["theme"])),
    ],
)
def test_each_code_has_a_name_of_its_own(language: str, column: str, codes: tuple[str, ...]) -> None:
    named = name_values(THEMES, translator(language))[column]
    assert set(named) == set(codes)
    assert len(set(filter(None, named.values()))) == len(codes)


def test_a_theme_is_named_by_its_table() -> None:
    renamed = THEMES.assign(name_zh="新名")
    assert set(name_values(renamed, ZH)["theme"].values()) == {"新名"}
