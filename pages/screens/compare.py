"""Two to four cases or cities side by side."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from typing import Any, Final
from urllib.parse import urlencode

from geo import addresses
from geo.export.fact_sources import number_sources
from geo.places.distances import measure, point_of
from geo.query.atlas import Atlas
from geo.tables.schema import WHOSE_FACTS
from geo.text import Translator
from pages.parts.describe import MAX_LISTED, Said, describe_case, describe_themes, format_point
from pages.parts.empty import describe_empty
from pages.parts.facts import ask, describe_sources
from pages.parts.labels import value_names
from pages.parts.templates import render
from pages.parts.view import View

MIN_COLUMNS: Final = 2
MAX_COLUMNS: Final = 4  # more do not stand side by side on one sheet


def compare_html(atlas: Atlas, view: View) -> str:
    """Return the page of what `view` sets side by side, and how to choose."""
    columns = [describe_column(atlas, view, one) for one in view.compare[:MAX_COLUMNS]]
    sets = [set(column["theme_ids"]) for column in columns]
    shared = set.intersection(*sets) if len(columns) >= MIN_COLUMNS else set()
    themes = describe_themes(atlas, view.words)
    choices = describe_choices(atlas, view)
    known = compare_facts(atlas, view.words, columns)
    told = list_told(atlas, view)
    return render(
        "pages/screens/compare.html",
        view.words,
        columns=columns,
        known=known,
        left=max(len(view.compare) - MAX_COLUMNS, 0),
        shared=[themes[theme]["name"] for theme in atlas.known["theme"] if theme in shared],
        shared_ids=shared,
        distances=describe_distances(columns),
        choices=choices,
        empty=None if choices else describe_empty(atlas, view),
        cities=[(case, case in view.compare, name) for case, name in name_cities(atlas, view.words).items()],
        cases=view.plain().link(addresses.CASES),
        none=replace(view, compare=()).link(),
        told=told,
        stage=stage_link(view, told) if columns else None,
    )


def compare_facts(atlas: Atlas, words: Translator, columns: list[dict[str, Any]]) -> Said | None:
    """Return each question with the answers of every column, and their sources; None if there is nothing to compare.

    `titles` has those of the cases of a city that stands as a whole, which tell its answers apart.
    """
    told = [[fact for case in column["cases"] for fact in atlas.facts.get(case["case_id"], [])] for column in columns]
    if not any(told):
        return None
    facts = [fact for of_column in told for fact in of_column]
    sources = number_sources(facts)
    return {
        "questions": ask(told, words, sources),
        "titles": {
            case["case_id"]: case["titles"][0] for column in columns for case in column["cases"] if column["cases"][1:]
        },
        "sources": describe_sources(facts, sources, datetime.now().astimezone().date()),
        "whose": words.gettext(WHOSE_FACTS),
    }


def list_told(atlas: Atlas, view: View) -> list[str]:
    """Return the ids of all cases that are chosen to be compared, those of a city too, in their order and each once."""
    return list(dict.fromkeys(case["case_id"] for one in view.compare for case in atlas.cases if one in named(case)))


def stage_link(view: View, told: list[str]) -> str:
    """Return the address of a stage that tells the cases `told` (their ids), in their order, whatever the filters."""
    return f"{addresses.STAGE}?" + urlencode({"lang": view.language, "case": told}, doseq=True)


def named(case: Mapping[str, str]) -> set[str]:
    """Return the ids by which a case may be set beside others: its own and its city's."""
    return {case["case_id"], case["city_id"]}


def title_compare(atlas: Atlas, view: View) -> str:
    """Return the title of the page: what stands side by side."""
    name = view.words.gettext("Compare")
    return " · ".join([name, *(describe_column(atlas, view, one)["name"] for one in view.compare[:MAX_COLUMNS])])


def describe_column(atlas: Atlas, view: View, one: str) -> dict[str, Any]:
    """Return what stands in the column of a case or a city (its id)."""
    rows = [row for row, case in enumerate(atlas.cases) if one in named(case)]
    first = atlas.cases[rows[0]]
    names = value_names(atlas, view.words)
    regions = [names["region"][atlas.cases[row]["region"]] for row in rows if atlas.cases[row]["region"]]
    return {
        "id": one,
        "name": first[f"city_{view.language}"],
        "country": first[f"country_{view.language}"],
        "continent": names["continent"][first["continent"]],
        "region": regions[0] if regions else "",
        "where": point_of(first),
        "point": format_point(*point_of(first)),
        "theme_ids": list(dict.fromkeys(theme for row in rows for theme in atlas.cases[row]["themes"])),
        "cases": [
            {
                **describe_case(atlas, view.words, row),
                "link": replace(view.plain(), case=case_id).link(addresses.CASE),
            }
            for row in rows
            for case_id in [atlas.cases[row]["case_id"]]
        ],
    }


def describe_distances(columns: list[dict[str, Any]]) -> list[tuple[str, str, float]]:
    """Return (name, name, km) of every two columns that lie in different places."""
    pairs = combinations(columns, 2)
    measured = [(one["name"], other["name"], measure(one["where"], other["where"])) for one, other in pairs]
    return [(one, other, km) for one, other, km in measured if km]


def describe_choices(atlas: Atlas, view: View) -> list[Mapping[str, Any]]:
    """Return the cases of the selection that may be added or removed."""
    rows = [int(row) for row in atlas.find(view.selection).nonzero()[0]]
    cases = [describe_case(atlas, view.words, row) for row in rows[:MAX_LISTED]]
    return [{**case, "chosen": case["case_id"] in view.compare} for case in cases]


def name_cities(atlas: Atlas, words: Translator) -> dict[str, str]:
    """Return the name of each city of the atlas that has several cases, by id: to be compared as a whole."""
    counts = atlas.placed["city_id"].value_counts()
    several = atlas.places[atlas.places["city_id"].map(counts) > 1]
    return dict(zip(several["city_id"], several[f"city_{words.language}"], strict=True))
