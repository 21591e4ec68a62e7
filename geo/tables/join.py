"""Cases and cities become one table of placed cases."""

import pandas as pd

from geo.tables.faults import DataError, Fault
from geo.tables.rules import word_unknown
from geo.text import LANGUAGES, Translator, translator

CITY_COLUMNS = {"name_zh": "city_zh", "name_en": "city_en"}


def place_cases(cases: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """Return `cases` with the names, country, province and coordinates (degrees, WGS 84) of each city.

    The result has exactly the rows of `cases`, in the same order. Columns of its own by these names, as a CSV that was
    taken away has them, give way: what a place is, `cities` says.

    Raises
    ------
    DataError
        If a case names a city that `cities` does not have; every such case is named.
    """
    unknown = cases[~cases["city_id"].isin(cities["city_id"])]
    if not unknown.empty:
        raise DataError(name_unknown(unknown["city_id"], cities))
    columns = ["city_id", "name_zh", "name_en", "country", "province", "latitude", "longitude"]
    places = cities[columns].rename(columns=CITY_COLUMNS)
    own = cases.drop(columns=places.columns.drop("city_id"), errors="ignore")
    return own.merge(places, on="city_id", how="left", validate="many_to_one")


def name_unknown(unknown: pd.Series, cities: pd.DataFrame) -> list[Fault]:
    """Return one fault for each case whose city is `unknown`; the index is the line of the file."""
    known = tuple(cities["city_id"])
    rows = zip(unknown.index.tolist(), unknown.tolist(), strict=True)
    return [Fault("cases.csv", row, "city_id", city, *word_unknown(city, "cities.csv", known)) for row, city in rows]


def add_continents(placed: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """Return `placed` with the continent of each country (UN M49) and the country's name in both languages (CLDR)."""
    continents = countries.set_index("country")["continent"]
    names = {f"country_{language}": name_countries(placed["country"], translator(language)) for language in LANGUAGES}
    return placed.assign(continent=placed["country"].map(continents), **names)


def name_countries(countries: pd.Series, words: Translator) -> pd.Series:
    """Return the name of each of `countries` in the language of `words`."""
    return countries.map({country: words.country(country) for country in countries.unique()})


def add_regions(placed: pd.DataFrame, regions: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """Return `placed` with the region of each case of the Chinese list, after `scheme` (nbs or three).

    Cases of the international list have none ("") wherever they lie, Beijing's and Hong Kong's included.
    """
    of_scheme = regions[regions["scheme"] == scheme].set_index("province")["region"]
    region = placed["province"].map(of_scheme).where(placed["list"] == "domestic")
    return placed.assign(region=region.fillna(""))
