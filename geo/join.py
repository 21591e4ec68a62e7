"""Cases and cities become one table of placed cases."""

import pandas as pd

from geo.faults import DataError, Fault
from geo.text import LANGUAGES, country_name

UNKNOWN_CITY = "{value} is not a city of cities.csv: add it there or correct it here"
CITY_COLUMNS = {"name_zh": "city_zh", "name_en": "city_en"}


def place_cases(cases: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """Return `cases` with the names, country, province and coordinates (degrees, WGS 84) of each city.

    The result has exactly the rows of `cases`, in the same order.

    Raises
    ------
    DataError
        If a case names a city that `cities` does not have; every such case is named.
    """
    unknown = cases[~cases["city_id"].isin(cities["city_id"])]
    if not unknown.empty:
        raise DataError(name_unknown(unknown))
    columns = ["city_id", "name_zh", "name_en", "country", "province", "latitude", "longitude"]
    return cases.merge(cities[columns].rename(columns=CITY_COLUMNS), on="city_id", how="left", validate="many_to_one")


def name_unknown(unknown: pd.DataFrame) -> list[Fault]:
    """Return one fault for each row of cases whose city is `unknown`; their index is the line of the file."""
    return [Fault("cases.csv", row, "city_id", city, UNKNOWN_CITY) for row, city in unknown["city_id"].items()]


def add_continents(placed: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """Return `placed` with the continent of each country (UN M49) and the country's name in both languages (CLDR)."""
    continents = countries.set_index("country")["continent"]
    names = {f"country_{lang}": placed["country"].map(lambda code: country_name(code, lang)) for lang in LANGUAGES}
    return placed.assign(continent=placed["country"].map(continents), **names)


def add_regions(placed: pd.DataFrame, regions: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """Return `placed` with the region of each case of the Chinese list, after `scheme` (nbs or three).

    Cases of the international list have none ("") wherever they lie, Beijing's and Hong Kong's included.
    """
    of_scheme = regions[regions["scheme"] == scheme].set_index("province")["region"]
    region = placed["province"].map(of_scheme).where(placed["list"] == "domestic")
    return placed.assign(region=region.fillna(""))
