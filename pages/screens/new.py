"""What is new: the cities and the themes of the latest edition beside those of the editions before."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from geo import addresses
from geo.insight.editions import Change, Trend, compare_editions, say_cities, say_difference, say_trends
from geo.insight.sentences import percent
from geo.query.atlas import Atlas
from geo.query.editions import AGES, NEW
from geo.query.selection import Selection
from geo.text import Translator
from pages.parts.describe import describe_cases, describe_edition, describe_themes
from pages.parts.labels import value_names
from pages.parts.templates import render
from pages.parts.view import View

Said = dict[str, Any]


@lru_cache(maxsize=16)
def new_html(atlas: Atlas, view: View) -> str:
    """Return the page; where there is one edition only, that there is nothing to compare yet."""
    change = compare_editions(atlas.cases, atlas.known["edition"], atlas.known["theme"])
    return render(
        "pages/screens/new.html",
        view.words,
        language=view.language,
        latest=atlas.known["edition"][-1],
        title=describe_edition(atlas, view.words)["title"],
        change=describe_change(atlas, view, change) if change else None,
        stage=f"{addresses.STAGE}?" + urlencode({"lang": view.language, "news": "only"}),
        map=replace(view, selection=Selection(scheme=view.selection.scheme)).link(addresses.MAP),
    )


def describe_change(atlas: Atlas, view: View, change: Change) -> Said:
    """Return the sentence and the rows of each picture: cities by age, and the themes."""
    names = {case["city_id"]: case[f"city_{view.language}"] for case in atlas.cases}
    latest = Selection(scheme=view.selection.scheme).narrow(edition=(change.latest,))
    return {
        "cases": change.cases,
        "before": view.words.gettext(", ").join(change.before),
        "latest_map": replace(view, selection=latest).link(addresses.MAP),
        "cities": [
            {
                "age": age,
                "sentence": say_cities(change, age, names, view.words),
                "rows": describe_cities(atlas, view, change.cities[age]),
            }
            for age in AGES
            if change.cities[age] or age == NEW
        ],
        "trend": say_trends(change, value_names(atlas, view.words), view.words),
        "themes": describe_trends(atlas, view.words, change.trends),
    }


def describe_cities(atlas: Atlas, view: View, cities: Iterable[str]) -> list[Said]:
    """Return a row for each of `cities`: its name, where it is read, and its cases by edition, the latest first."""
    cases = describe_cases(atlas, view.words)
    return [
        {
            "name": there[0]["city"],
            "link": replace(view, city=city).link(addresses.MAP),
            "editions": [
                (edition, [{**case, "link": replace(view, case=case["case_id"]).link(addresses.CASE)} for case in its])
                for edition, its in groupby(
                    sorted(there, key=lambda case: case["edition"], reverse=True), key=lambda case: case["edition"]
                )
            ],
        }
        for city in cities
        for there in [[case for case in cases if case["city_id"] == city]]
    ]


def describe_trends(atlas: Atlas, words: Translator, trends: Iterable[Trend]) -> list[Said]:
    """Return a row for each theme: its cases and shares before and in the latest edition, and the difference."""
    themes = describe_themes(atlas, words)
    most = max((share for trend in trends for share in (trend.share_before, trend.share_latest)), default=0) or 1
    return [
        {
            "theme": themes[trend.theme],
            "difference": say_difference(trend, words),
            "bars": [
                {"count": count, "percent": percent(share, words), "part": f"{float(share / most):.3f}"}
                for count, share in ((trend.before, trend.share_before), (trend.latest, trend.share_latest))
            ],
        }
        for trend in trends
    ]
