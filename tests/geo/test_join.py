"""Cases and cities become placed cases: none lost, none gained, each with country, continent and region."""

import pandas as pd
import pytest

from geo.tables.faults import DataError
from geo.tables.join import add_continents, add_regions, place_cases
from geo.tables.load import load_tables
from tests.conftest import EN, SHIPPED, open_shipped

TABLES = open_shipped().tables


def list_cases(*city_ids: str) -> pd.DataFrame:
    """Return one case a city, as they would stand from line 2 of cases.csv on."""
    return pd.DataFrame({"city_id": city_ids}, index=range(2, len(city_ids) + 2))


def place_all(scheme: str = "nbs") -> pd.DataFrame:
    placed = add_continents(place_cases(TABLES.cases, TABLES.cities), TABLES.countries)
    return add_regions(placed, TABLES.regions, scheme)


PLACED = place_all()


def of_city(city_id: str) -> pd.DataFrame:
    return PLACED[PLACED["city_id"] == city_id]


def test_45_cases_go_in_and_45_come_out_in_the_same_order() -> None:
    assert len(PLACED) == 45
    assert PLACED["case_id"].tolist() == TABLES.cases["case_id"].tolist()
    written = TABLES.cases.columns
    assert PLACED[written].to_numpy().tolist() == TABLES.cases.to_numpy().tolist()


def test_the_order_of_the_cities_does_not_matter() -> None:
    turned = place_cases(TABLES.cases, TABLES.cities[::-1])
    pd.testing.assert_frame_equal(turned, place_cases(TABLES.cases, TABLES.cities))


def test_each_case_has_the_point_and_the_names_of_its_own_city() -> None:
    cities = TABLES.cities.set_index("city_id")
    columns = ["name_zh", "name_en", "country", "province", "latitude", "longitude"]
    expected = cities.loc[TABLES.cases["city_id"], columns].to_numpy().tolist()
    placed = PLACED[["city_zh", "city_en", "country", "province", "latitude", "longitude"]]
    assert placed.to_numpy().tolist() == expected


def test_columns_of_the_cases_named_like_those_of_a_city_give_way() -> None:
    again = place_cases(TABLES.cases.assign(latitude=0.0, country="XX", city_zh="x", own="y"), TABLES.cities)
    assert set(again["own"]) == {"y"}
    pd.testing.assert_frame_equal(again.drop(columns="own"), place_cases(TABLES.cases, TABLES.cities))


def test_every_case_of_an_unknown_city_is_named_by_its_line() -> None:
    with pytest.raises(DataError) as caught:
        place_cases(list_cases("beijing", "bankok", "cairo", "nowhere-at-all"), TABLES.cities)
    assert [fault.text(EN) for fault in caught.value.faults] == [
        "cases.csv:3: city_id: 'bankok' is not in cities.csv: correct it (is 'bangkok' meant?), or add it there",
        "cases.csv:5: city_id: 'nowhere-at-all' is not in cities.csv: correct it, or add it there",
    ]


@pytest.mark.parametrize("city_id", ["", "Beijing", " beijing", "北京"])
def test_a_city_is_known_by_its_very_id(city_id: str) -> None:
    with pytest.raises(DataError) as caught:
        place_cases(list_cases(city_id), TABLES.cities)
    assert [(fault.row, fault.value) for fault in caught.value.faults] == [(2, city_id)]


def test_a_city_that_stands_twice_doubles_no_case() -> None:
    with pytest.raises(pd.errors.MergeError):
        place_cases(TABLES.cases, pd.concat([TABLES.cities, TABLES.cities.head(1)]))


def test_no_cases_stay_no_cases() -> None:
    assert place_cases(TABLES.cases.head(0), TABLES.cities).empty


def test_the_tables_that_go_in_are_left_as_they_were() -> None:
    before = load_tables(SHIPPED)
    place_all()
    for table, untouched in zip(TABLES, before, strict=True):
        pd.testing.assert_frame_equal(table, untouched)


def test_beijing_stands_on_both_lists_with_a_region_on_the_chinese_alone() -> None:
    beijing = of_city("beijing")
    assert beijing[["list", "region"]].to_numpy().tolist() == [["international", ""], *[["domestic", "east"]] * 3]


def test_hong_kong_is_in_asia_and_in_no_region() -> None:
    hong_kong = of_city("hong-kong")
    assert hong_kong[["country", "continent", "region"]].to_numpy().tolist() == [["HK", "asia", ""]]


def test_without_beijing_the_international_list_has_20_cities_in_20_countries() -> None:
    others = PLACED[(PLACED["list"] == "international") & (PLACED["city_id"] != "beijing")]
    assert (others["city_id"].nunique(), others["country"].nunique()) == (20, 20)


def test_only_cases_of_the_chinese_list_have_a_region_and_all_of_them_do() -> None:
    assert PLACED["region"].ne("").tolist() == PLACED["list"].eq("domestic").tolist()


def place_in(country: str) -> pd.DataFrame:
    """Return one placed case in `country`, with its continent and its names."""
    return add_continents(pd.DataFrame({"country": [country]}), TABLES.countries)


@pytest.mark.parametrize(
    ("country", "continent", "chinese", "english"),
    [
        ("TR", "asia", "土耳其", "Türkiye"),  # M49: Western Asia, Istanbul included
        ("EG", "africa", "埃及", "Egypt"),
        ("MX", "americas", "墨西哥", "Mexico"),  # M49: Central America
        ("RU", "europe", "俄罗斯", "Russia"),  # M49: Eastern Europe, Vladivostok included
        ("CY", "asia", "塞浦路斯", "Cyprus"),
        ("NA", "africa", "纳米比亚", "Namibia"),
        ("AU", "oceania", "澳大利亚", "Australia"),
        ("HK", "asia", "中国香港特别行政区", "Hong Kong SAR China"),
    ],
)
def test_continents_follow_m49_and_countries_have_both_names(
    country: str, continent: str, chinese: str, english: str
) -> None:
    placed = place_in(country)[["continent", "country_zh", "country_en"]]
    assert placed.to_numpy().tolist() == [[continent, chinese, english]]


@pytest.mark.parametrize(
    ("city_id", "country", "continent"),
    [("istanbul", "TR", "asia"), ("cairo", "EG", "africa"), ("mexico-city", "MX", "americas")],
)
def test_cities_near_the_edge_of_a_continent_follow_their_country(city_id: str, country: str, continent: str) -> None:
    assert of_city(city_id)[["country", "continent"]].to_numpy().tolist() == [[country, continent]]


def test_no_case_is_without_continent_or_name() -> None:
    columns = ["continent", "country_zh", "country_en", "city_zh", "city_en"]
    assert (
        PLACED.loc[~PLACED[columns].apply(lambda cells: cells.fillna("").ne("")).all(axis=1), "case_id"].tolist() == []
    )


@pytest.mark.parametrize(
    ("province", "nbs", "three"),
    [
        ("CN-BJ", "east", "east"),
        ("CN-LN", "northeast", "east"),
        ("CN-JL", "northeast", "central"),
        ("CN-HL", "northeast", "central"),
        ("CN-HB", "central", "central"),
        ("CN-NM", "west", "west"),
        ("CN-GX", "west", "west"),
        ("CN-TW", "", ""),
        ("", "", ""),
    ],
)
def test_the_region_follows_the_province_and_the_scheme(province: str, nbs: str, three: str) -> None:
    cases = pd.DataFrame({"province": [province], "list": ["domestic"]})
    regions = [add_regions(cases, TABLES.regions, scheme)["region"].tolist() for scheme in ("nbs", "three")]
    assert regions == [[nbs], [three]]


def test_the_schemes_move_one_case_and_leave_the_rest() -> None:
    four, three = place_all("nbs"), place_all("three")
    moved = four["region"] != three["region"]
    assert four.loc[moved, "region"].tolist() == ["northeast"]
    assert three.loc[moved, "region"].tolist() == ["east"]
