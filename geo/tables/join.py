"""Cases, cities and facts become one table of placed cases."""

from itertools import groupby
from typing import Any

import pandas as pd

from geo.tables.faults import DataError, Fault
from geo.tables.rules import word_unknown
from geo.tables.schema import FACT_KINDS, list_rows
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


def add_facts(placed: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Return `placed` with the kinds of `facts` `known` of a case, parted by ;, and a summary in each language.

    The summary of a case is its first fact, which says what the case is; "" where nothing is known.
    """
    ordered = facts.sort_values(["case_id", "fact"], kind="stable")
    first = ordered.drop_duplicates("case_id").set_index("case_id")
    told = {"known": _join_kinds(ordered)} | {
        f"summary_{tongue}": dict(first[f"text_{tongue}"]) for tongue in LANGUAGES
    }
    return placed.assign(
        **{column: [by_case.get(case, "") for case in placed["case_id"]] for column, by_case in told.items()}
    )


def _join_kinds(facts: pd.DataFrame) -> dict[str, str]:
    """Return for each case the kinds of its `facts`, parted by ; and in the order in which a reader asks."""
    kinds = facts[["case_id", "kind"]].drop_duplicates()
    ranked = kinds.assign(rank=kinds["kind"].map({kind: rank for rank, kind in enumerate(FACT_KINDS)}))
    return dict(ranked.sort_values("rank", kind="stable").groupby("case_id")["kind"].agg(";".join))


def group_facts(facts: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of `facts` as dictionaries by case, those of a case in their order."""
    rows = list_rows(facts.sort_values(["case_id", "fact"], kind="stable"))
    return {case: [*of_case] for case, of_case in groupby(rows, key=lambda row: str(row["case_id"]))}
