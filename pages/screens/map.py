"""The panel beside the map: the cases of the chosen city, or all that were found."""

from dataclasses import replace
from functools import lru_cache
from itertools import compress, islice
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.query.atlas import Atlas
from geo.query.selection import Mask, Selection
from geo.text import country_name, set_chinese, translations
from pages.parts.labels import count_words, value_names
from pages.parts.templates import render
from pages.parts.view import View

MOST: Final = 300  # cases that a list shows; a browser takes its time over more, and nobody reads them

Said = dict[str, Any]  # what the template says of a case or a city


def draw_panel(atlas: Atlas, view: View) -> None:
    """Draw the article of the chosen city, or the list of the cases found."""
    st.html(panel_html(atlas, view))


@lru_cache(maxsize=1000)  # views, some 10 kB each
def panel_html(atlas: Atlas, view: View) -> str:
    """Return the panel of `view`."""
    kept = atlas.find(view.selection)
    every_city = replace(view, city=None).link()
    return render(
        "pages/screens/map.html",
        view.language,
        city=describe_city(atlas, view, kept) if view.city else None,
        lost=view.lost,
        edition=describe_edition(atlas, view.language),
        groups=[] if view.city else group_cases(atlas, view.language, kept),
        left=0 if view.city else max(int(kept.sum()) - MOST, 0),
        every_city=every_city,
        clear=replace(view, selection=Selection(scheme=view.selection.scheme)).link(),
    )


@lru_cache(maxsize=8)
def describe_edition(atlas: Atlas, language: str, name: str = "") -> Said:
    """Return the title of the edition `name`, or of the latest, and its announced totals beside those listed."""
    editions = atlas.tables.editions
    edition = editions[editions["edition"] == name].iloc[0] if name else editions.iloc[-1]
    listed = atlas.placed[atlas.placed["edition"] == edition["edition"]]
    totals = translations(language).gettext("Announced: %(announced)s cases. Listed: %(listed)d, in %(places)d places.")
    counts = {
        "announced": edition["announced_cases"],
        "listed": len(listed),
        "places": listed["city_id"].nunique(),
    }
    title = f"《{set_chinese(edition['title_zh'])}》" if language == "zh" else edition["title_en"]
    return {"title": title, "totals": totals % counts}


def group_cases(atlas: Atlas, language: str, kept: Mask) -> list[Said]:
    """Return the first `MOST` cases that are `kept` under the name of their list, in the order of the publication."""
    cases = list(islice(compress(describe_cases(atlas, language), kept), MOST))
    groups = {
        name: [case for case in cases if case["list"] == value]
        for value, name in value_names(atlas, language)["list"].items()
    }
    return [{"name": name, "cases": cases} for name, cases in groups.items() if cases]


@lru_cache(maxsize=8)
def describe_cases(atlas: Atlas, language: str) -> list[Said]:
    """Return what is said of every case in `language`, in the order of the publication."""
    _ = translations(language).gettext
    lists = value_names(atlas, language)["list"]
    themes = describe_themes(atlas, language)
    return [
        {
            "case_id": case["case_id"],
            "city_id": case["city_id"],
            "city": case[f"city_{language}"],
            "titles": describe_titles(case, language),
            "themes": [themes[theme] for theme in case["themes"]],
            "list": case["list"],
            "position": _("%(list)s, no. %(position)d") % {"list": lists[case["list"]], "position": case["position"]},
            "reading": describe_reading(case, language),
        }
        for case in atlas.cases
    ]


def describe_themes(atlas: Atlas, language: str) -> dict[str, Said]:
    """Return name, glyph and colours of each theme in `language`."""
    return {
        row["theme"]: {**row, "name": row[f"name_{language}"], "glyph": row[f"glyph_{language}"]}
        for row in atlas.tables.themes.to_dict("records")
    }


def describe_titles(case: Said, language: str) -> list[dict[str, str]]:
    """Return both titles of a case, the one in `language` first; an English one only where there is one."""
    titles = [{"language": "zh-CN", "text": set_chinese(case["title_zh"])}]
    if case["title_en"]:
        titles.append({"language": "en", "text": case["title_en"]})
    return titles if language == "zh" else titles[::-1]


def describe_reading(case: Said, language: str) -> str:
    """Return on which words of the title the themes rest, how surely, and that this reading is the atlas's own."""
    _ = translations(language).gettext
    words = [f"“{words}”" for words in case["theme_evidence"].split("|") if words]
    if not words:
        return ""
    sureness = {"high": _("confidence: high"), "medium": _("confidence: medium"), "low": _("confidence: low")}
    parts = [_("Themes as we read them, from %s") % _(", ").join(words), sureness.get(case["theme_confidence"], "")]
    return " · ".join(part for part in parts if part)


def describe_city(atlas: Atlas, view: View, kept: Mask) -> Said:
    """Return what the article of the chosen city says; its cases outside the filters stand apart."""
    row = atlas.tables.cities.set_index("city_id").loc[view.city]
    there = atlas.placed["city_id"].to_numpy() == view.city
    cases = [
        {**case, "link": replace(view.plain(), case=case["case_id"]).link("case")}
        for case in describe_cases(atlas, view.language)
    ]
    first, second = ("zh", "en") if view.language == "zh" else ("en", "zh")
    return {
        "name": row[f"name_{first}"],
        "other_name": row[f"name_{second}"],
        "where": describe_place(atlas, view.language, row, atlas.placed[there]),
        "count": count_words(view.language)(int(there.sum())),
        "inside": list(compress(cases, there & kept)),
        "outside": list(compress(cases, there & ~kept)),
        "note": row["note_zh"] if view.language == "zh" and "note_zh" in row else row["note"],
    }


def describe_place(atlas: Atlas, language: str, row: pd.Series, cases: pd.DataFrame) -> str:
    """Return country, region of China and coordinates of a city, in one line."""
    regions = value_names(atlas, language)["region"]
    where = [regions[region] for region in cases["region"].unique() if region]
    return " · ".join([country_name(row["country"], language), *where, format_point(row["latitude"], row["longitude"])])


def format_point(latitude: float, longitude: float) -> str:
    """Return a point as degrees with the letters of its hemispheres."""
    return f"{abs(latitude):.2f}°{'N' if latitude >= 0 else 'S'} {abs(longitude):.2f}°{'E' if longitude >= 0 else 'W'}"
