"""The panel beside the map: the cases of the chosen city, or all that were found."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st
from jinja2 import Environment, FileSystemLoader

from geo.atlas import Atlas
from geo.selection import Selection
from geo.text import country_name, set_chinese, translations
from pages.parts.view import View
from pages.parts.words import count_words, value_names

Themes = dict[str, dict[str, str]]  # what is said of each theme

TEMPLATES: Final = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)


def draw_panel(atlas: Atlas, view: View, shown: pd.DataFrame) -> None:
    """Draw the article of the chosen city, or the list of the cases `shown`."""
    words = translations(view.language)
    city = describe_city(atlas, view, shown) if view.city else None
    all_cities = replace(view, city=None).link()
    page = TEMPLATES.get_template("panel.html").render(
        _=words.gettext,
        city=city,
        edition=describe_edition(atlas, view),
        groups=[] if city else group_cases(atlas, view, shown),
        back=all_cities,
        clear=replace(view, selection=Selection(scheme=view.selection.scheme)).link(),
        csv=f"cases.csv{all_cities}",
        geojson=f"cases.geojson{all_cities}",
    )
    st.html(page)


def describe_edition(atlas: Atlas, view: View) -> dict[str, str]:
    """Return the title of the latest edition, and its announced totals beside those listed."""
    _ = translations(view.language).gettext
    edition = atlas.tables.editions.iloc[-1]
    listed = atlas.placed[atlas.placed["edition"] == edition["edition"]]
    totals = _("Announced: %(announced)s cases. Listed: %(listed)d, in %(places)d places.") % {
        "announced": edition["announced_cases"],
        "listed": len(listed),
        "places": listed["city_id"].nunique(),
    }
    title = f"《{set_chinese(edition['title_zh'])}》" if view.language == "zh" else edition["title_en"]
    return {"title": title, "totals": totals}


def group_cases(atlas: Atlas, view: View, shown: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the cases `shown` under the name of their list, in the order of the publication."""
    names = value_names(atlas, view.language)["list"]
    themes = describe_themes(atlas, view.language)
    groups = {name: [describe_line(row, view, themes) for row in rows_of(shown, name)] for name in names}
    return [{"name": names[name], "cases": cases} for name, cases in groups.items() if cases]


def rows_of(shown: pd.DataFrame, name: str) -> list[dict[str, Any]]:
    """Return the rows of `shown` that stand on the list `name`, as dictionaries."""
    return shown[shown["list"] == name].to_dict("records")


def describe_reading(row: dict[str, Any], language: str) -> str:
    """Return on which words of the title the themes rest, how surely, and that this reading is the atlas's own."""
    _ = translations(language).gettext
    words = [f"“{words}”" for words in row["theme_evidence"].split("|") if words]
    if not words:
        return ""
    sureness = {"high": _("confidence: high"), "medium": _("confidence: medium"), "low": _("confidence: low")}
    parts = [_("Themes as we read them, from %s") % _(", ").join(words), sureness.get(row["theme_confidence"], "")]
    return " · ".join(part for part in parts if part)


def describe_titles(row: dict[str, Any], language: str) -> list[dict[str, str]]:
    """Return both titles of a case, the one in `language` first; an English one only where there is one."""
    titles = [{"language": "zh-CN", "text": set_chinese(row["title_zh"])}]
    if row["title_en"]:
        titles.append({"language": "en", "text": row["title_en"]})
    return titles if language == "zh" else titles[::-1]


def describe_line(row: dict[str, Any], view: View, themes: Themes) -> dict[str, Any]:
    """Return what the list says of one case."""
    return {
        "city": row[f"city_{view.language}"],
        "title": describe_titles(row, view.language)[0],
        "link": replace(view, city=row["city_id"]).link(),
        "themes": [themes[theme] for theme in row["themes"].split(";") if theme],
    }


def describe_themes(atlas: Atlas, language: str) -> Themes:
    """Return name, glyph and colours of each theme in `language`."""
    return {
        row["theme"]: {**row, "name": row[f"name_{language}"], "glyph": row[f"glyph_{language}"]}
        for row in atlas.tables.themes.to_dict("records")
    }


def describe_city(atlas: Atlas, view: View, shown: pd.DataFrame) -> dict[str, Any]:
    """Return what the article of the chosen city says; its cases outside the filters stand apart."""
    row = atlas.tables.cities.set_index("city_id").loc[view.city]
    cases = atlas.placed[atlas.placed["city_id"] == view.city]
    inside = cases.index.isin(shown.index)
    languages = ("zh", "en") if view.language == "zh" else ("en", "zh")
    note = row["note_zh"] if view.language == "zh" and "note_zh" in row else row["note"]
    return {
        "name": row[f"name_{languages[0]}"],
        "other_name": row[f"name_{languages[1]}"],
        "where": describe_place(atlas, view, row, cases),
        "count": count_words(view.language)(len(cases)),
        "inside": describe_cases(atlas, view.language, cases[inside]),
        "outside": describe_cases(atlas, view.language, cases[~inside]),
        "note": note,
    }


def describe_place(atlas: Atlas, view: View, row: pd.Series, cases: pd.DataFrame) -> str:
    """Return country, region of China and coordinates of a city, in one line."""
    regions = [region for region in cases["region"].unique() if region]
    names = [value_names(atlas, view.language)["region"][region] for region in regions]
    where = [country_name(row["country"], view.language), *names, format_point(row["latitude"], row["longitude"])]
    return " · ".join(where)


def format_point(latitude: float, longitude: float) -> str:
    """Return a point as degrees with the letters of its hemispheres."""
    return f"{abs(latitude):.2f}°{'N' if latitude >= 0 else 'S'} {abs(longitude):.2f}°{'E' if longitude >= 0 else 'W'}"


def describe_cases(atlas: Atlas, language: str, cases: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what an article says of each of `cases`, in their order."""
    _ = translations(language).gettext
    lists = value_names(atlas, language)["list"]
    themes = describe_themes(atlas, language)
    return [
        {
            **row,
            "titles": describe_titles(row, language),
            "themes": [themes[theme] for theme in row["themes"].split(";") if theme],
            "list": _("%(list)s, no. %(position)d") % {"list": lists[row["list"]], "position": row["position"]},
            "reading": describe_reading(row, language),
        }
        for row in cases.to_dict("records")
    ]
