"""What texts call a place that GeoNames does not know by that name, and what is wrong with such a list."""

from pathlib import Path

import pytest

from geo.places.gazetteer import MIN_POPULATION, find_places
from geo.places.geonames import read_entries
from geo.tables.check import check_folder
from geo.tables.load import load_tables
from geo.tables.schema import list_rows
from tests.conftest import EN, Edit, open_shipped

TABLES = open_shipped().tables
ALIASES = list_rows(TABLES.place_aliases)
ENTRIES = {entry["geonameid"]: entry for entry in read_entries(MIN_POPULATION)}
CITIES = TABLES.cities.set_index("city_id")


@pytest.mark.parametrize("row", ALIASES, ids=lambda row: f"{row['alias']}-{row['name_en']}")
def test_each_alias_finds_its_place_by_its_point(row: dict[str, object]) -> None:
    found = find_places(str(row["alias"]), TABLES.cities)
    assert found.how == "exact"
    (place,) = [one for one in found.candidates if one.name_en == row["name_en"]]
    assert place.point == pytest.approx((row["latitude"], row["longitude"]), abs=0.001)
    assert (place.name_zh, place.country) == (row["name_zh"], row["country"])


@pytest.mark.parametrize("row", ALIASES, ids=lambda row: f"{row['alias']}-{row['name_en']}")
def test_each_point_is_that_of_the_source_that_is_named(row: dict[str, object]) -> None:
    kind, _, number = str(row["source"]).partition(":")
    source = {"geonames": lambda: ENTRIES[int(number)], "cities": lambda: CITIES.loc[number]}[kind]()
    assert (row["latitude"], row["longitude"]) == pytest.approx((source["latitude"], source["longitude"]), abs=0.0001)
    assert row["country"] == source["countrycode" if kind == "geonames" else "country"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("圣地亚哥", {"Santiago", "San Diego"}),
        ("朝阳", {"Chaoyang", "Chaoyang District"}),
    ],
)
def test_an_alias_of_a_place_makes_the_name_of_another_a_question(name: str, meant: set[str]) -> None:
    found = find_places(name, TABLES.cities)
    assert found.ambiguous
    assert {one.name_en for one in found.candidates} >= meant


@pytest.mark.parametrize("name", ["雄安新区", "横琴", "前海合作区", "滨海新区", "浦东新区", "朝阳区", "圣迭戈"])
def test_an_alias_of_one_place_is_not_asked_about(name: str) -> None:
    assert not find_places(name, TABLES.cities).ambiguous


@pytest.mark.parametrize("name", ["圣迭戈", "San Diego", "San Diego@32.7157,-117.1647"])
def test_a_city_bears_the_chinese_name_of_its_alias_however_it_is_asked_for(name: str) -> None:
    found = find_places(name, TABLES.cities)
    assert (found.candidates[0].name_zh, found.candidates[0].source) == ("圣迭戈", "GeoNames")


def test_another_name_of_a_city_is_that_city() -> None:
    (own,) = find_places("雄安新区", TABLES.cities).candidates
    assert (own.name_en, own.source) == ("Xiong'an", "atlas")
    (san_diego,) = find_places("圣迭戈", TABLES.cities).candidates
    assert (san_diego.source, san_diego.zone) == ("GeoNames", "America/Los_Angeles")
    assert san_diego.population > 1_000_000


def test_the_aliases_of_a_folder_take_the_place_of_the_shipped_ones() -> None:
    assert find_places("横琴", TABLES.cities, TABLES.place_aliases.head(0)).candidates == []
    own = TABLES.place_aliases.head(1).assign(alias="未来城")
    assert find_places("未来城", TABLES.cities, own).candidates[0].name_en == "Xiong'an"


def test_a_folder_without_aliases_is_whole(folder: Path) -> None:
    (folder / "place_aliases.csv").unlink()
    assert check_folder(folder) == []
    assert find_places("横琴", TABLES.cities, load_tables(folder).place_aliases).candidates == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("CN-GD,22.2769", "US-CA,22.2769", "place_aliases.csv:3: province: 'US-CA' does not lie in country 'CN'"),
        ("CN-GD,22.2769", "CN-ZZ,22.2769", "place_aliases.csv:3: province: 'CN-ZZ' is not in regions.csv"),
        ("横琴,CN", "横琴,XX", "place_aliases.csv:3: country: 'XX' is not in countries.csv"),
        ("22.2769,113.5678", "113.5678,22.2769", "place_aliases.csv:3: latitude: '113.5678' is not a latitude"),
        ("22.2769,113.5678", "-22.2769,113.5678", "place_aliases.csv:3: country: 'CN' is not where latitude"),
        ("cities:xiongan", "cities:xiongann", "place_aliases.csv:2: source: 'xiongann' is not in cities.csv"),
        ("geonames:1790437", "", "place_aliases.csv:3: source: nothing is written here: fill it in"),
        ("横琴,Hengqin", ",Hengqin", "place_aliases.csv:3: alias: nothing is written here: fill it in"),
        ("圣迭戈,San Diego", "圣地亚哥,San Diego", "place_aliases.csv:28: '圣地亚哥, San Diego, US': "),
    ],
)
def test_a_wrong_alias_is_named(folder: Path, edit: Edit, old: str, new: str, said: str) -> None:
    edit("place_aliases.csv", old, new)
    first, *_ = check_folder(folder)
    assert first.text(EN).startswith(said)
    assert first.blocking


def test_markup_in_an_alias_is_only_ever_text(folder: Path, edit: Edit) -> None:
    edit("place_aliases.csv", "横琴,Hengqin", "<b>横琴</b>,Hengqin")
    aliases = load_tables(folder).place_aliases
    assert find_places("<b>横琴</b>", TABLES.cities, aliases).candidates[0].name_en == "Hengqin"
