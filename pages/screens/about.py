"""Where everything comes from, what is published and what is ours, and how it was done: made from the data."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st
from babel.numbers import format_percent

from geo import addresses
from geo.approval import say_approval
from geo.editions.keywords import find_read, list_keywords, measure_agreement
from geo.export.citations import STYLES
from geo.insight.agreement import Agreement, compare_readings
from geo.insight.context_facts import differ, group_facts
from geo.insight.counts import count_totals
from geo.insight.sentences import total_names
from geo.places.witnesses import AGREE_KM, Witness, find_witnesses
from geo.query.atlas import Atlas
from geo.tables.datapackage import list_libraries
from geo.tables.schema import CONFIDENCES, NOTE_KINDS, REGIONS, SCHEMES, WHOSE_FACTS, list_rows
from geo.text import Translator, set_chinese, shorten_list
from pages.parts.atlas_cache import PROJECT, current_reading, map_approval
from pages.parts.describe import describe_case, describe_cases, describe_themes
from pages.parts.facts import describe_note
from pages.parts.links import absolute
from pages.parts.templates import render
from pages.parts.view import View

Said = dict[str, Any]

# The facts of context.csv, by the beginning of their names, under the heading of which they stand.
CHAPTERS: Final = ("publication", "forum", "reform", "reading", "research")
MAX_PLACES: Final = 300  # that are told one by one, the farthest first
MAX_NAMED: Final = 20  # places that a sentence names


def about_html(atlas: Atlas, view: View) -> str:
    """Return the page of sources and method, for the view `view.plain()`."""
    return draw_about(atlas, view, absolute(addresses.MAP, st.context.url), datetime.now().astimezone().date())


@lru_cache(maxsize=16)
def draw_about(atlas: Atlas, view: View, address: str, day: date) -> str:
    """Return the page of sources and method; the atlas at `address` is cited as of `day`, so both tell pages apart."""
    words = view.words
    package = current_reading().package
    return render(
        "pages/screens/about.html",
        words,
        chinese=words.language == "zh",
        editions=[describe_edition(atlas, words, row) for row in list_rows(atlas.tables.editions)],
        facts=describe_facts(atlas, words),
        fields=describe_fields(package, words),
        agreement=describe_agreement(atlas, words),
        proposals=describe_proposals(atlas, words),
        unsure=describe_unsure(atlas, words),
        research=describe_research(atlas, view),
        schemes=describe_schemes(atlas, words),
        places=describe_choices(atlas, words),
        points=describe_points(atlas, words),
        approval=say_approval(map_approval(), words),
        resources=[describe_resource(resource, words) for resource in package.get("resources", [])],
        citations=[(style.name, style.cite_atlas(package, address, day)) for style in STYLES],
        libraries=list_libraries(PROJECT / "requirements.in"),
        insight=view.link(addresses.INSIGHT),
        cases=view.link(addresses.CASES),
        importing=view.link(addresses.IMPORT),
        publish=view.link(addresses.PUBLISH),
    )


def in_language(row: Mapping[str, Any], name: str, words: Translator) -> str:
    """Return the text `name` of a row that has it in both languages."""
    return set_chinese(str(row.get(f"{name}_zh", ""))) if words.language == "zh" else str(row.get(f"{name}_en", ""))


def describe_edition(atlas: Atlas, words: Translator, edition: Mapping[str, Any]) -> Said:
    """Return what was published in an edition, and its announced totals beside those listed."""
    cases = [case for case in atlas.cases if case["edition"] == edition["edition"]]
    totals = count_totals(cases, dict(edition))
    return {
        "title": in_language(edition, "title", words),
        "forum": in_language(edition, "forum", words),
        "committee": in_language(edition, "selected_by", words),
        "released": edition.get("released", ""),
        "source": in_language(edition, "source", words),
        "totals": totals,
        "names": total_names(words),
    }


def describe_facts(atlas: Atlas, words: Translator) -> dict[str, list[Said]]:
    """Return the facts of the context by chapter: those that tell the same thing together, and whether they differ."""
    facts: dict[str, list[Said]] = {chapter: [] for chapter in CHAPTERS}
    for group in group_facts(list_rows(atlas.tables.context)):
        said = {"facts": [describe_fact(row, words) for row in group], "differ": differ(group)}
        facts.setdefault(str(group[0]["fact"]).partition("-")[0], []).append(said)
    return facts


def describe_fact(row: Mapping[str, Any], words: Translator) -> Said:
    """Return a fact of the context, with its source."""
    return {name: in_language(row, name, words) for name in ("text", "source")}


def describe_fields(package: Mapping[str, Any], words: Translator) -> dict[str, list[str]]:
    """Return the titles of the fields of cases and cities by where they come from: published, editorial, reference."""
    fields: dict[str, list[str]] = {"published": [], "editorial": [], "reference": []}
    for resource in package.get("resources", []):
        if resource.get("name") in {"cases", "cities"}:
            for field in resource["schema"]["fields"]:
                title = field.get("title_zh" if words.language == "zh" else "title") or field["name"]
                fields.setdefault(field.get("provenance", ""), []).append(title)
    return {provenance: list(dict.fromkeys(titles)) for provenance, titles in fields.items()}


def describe_proposals(atlas: Atlas, words: Translator) -> Said | None:
    """Return how far themes proposed by keywords agree with those that people read, each case held out.

    A row for each theme, with the cases by the main theme that was proposed for them, the last of them for none. None
    where there are no keywords, or nobody says which cases people read.
    """
    keywords = list_keywords(atlas.tables.theme_keywords)
    if not keywords or atlas.tables.themes_second_reading.empty:
        return None
    measured = measure_agreement(find_read(atlas.tables), keywords, atlas.known["theme"], held_out=True)
    themes = describe_themes(atlas, words)
    rows = zip(atlas.known["theme"], list_rows(measured.by_theme), measured.confusion.to_numpy().tolist(), strict=True)
    return {
        "keywords": len(keywords),
        "measured": measured,
        "columns": [themes[theme]["glyph"] for theme in atlas.known["theme"]],
        "rows": [
            {"name": themes[theme]["name"], "mains": mains, **row, **say_shares(row, words)}
            for theme, row, mains in rows
        ],
    }


def say_shares(row: Mapping[str, Any], words: Translator) -> dict[str, str]:
    """Return precision and recall of a theme as they are written, a dash where there are none."""
    return {
        name: "–" if pd.isna(row[name]) else format_percent(row[name], locale=words.language)
        for name in ("precision", "recall")
    }


def describe_agreement(atlas: Atlas, words: Translator) -> Said | None:
    """Return how far the two readings of the themes agree; None if there is no second."""
    if atlas.tables.themes_second_reading.empty:
        return None
    agreement = compare_readings(atlas.tables.cases, atlas.tables.themes_second_reading)
    themes = describe_themes(atlas, words)
    return {
        "figures": agreement,
        "kappas": [(themes[theme]["name"], kappa) for theme, kappa in agreement.theme_kappas.items()],
        "different": describe_differences(atlas, words, agreement),
    }


def describe_differences(atlas: Atlas, words: Translator, agreement: Agreement) -> list[Said]:
    """Return the cases that were read in two ways, with both."""
    themes = describe_themes(atlas, words)
    rows = {case["case_id"]: row for row, case in enumerate(atlas.cases)}
    return [
        {
            **describe_case(atlas, words, rows[different.case_id]),
            "first": [themes[theme]["name"] for theme in different.first],
            "second": [themes[theme]["name"] for theme in different.second],
        }
        for different in agreement.different
    ]


def describe_unsure(atlas: Atlas, words: Translator) -> list[Said]:
    """Return the cases whose themes were read with low confidence, in either reading."""
    second = atlas.tables.themes_second_reading
    low = set(second.loc[second["theme_confidence"] == "low", "case_id"])
    rows = [row for row, case in enumerate(atlas.cases) if case["theme_confidence"] == "low" or case["case_id"] in low]
    return [describe_case(atlas, words, row) for row in rows]


def describe_research(atlas: Atlas, view: View) -> Said | None:
    """Return how the facts about cases were found: whose they are, how many, how sure, and the notes on the search.

    None if the folder has none.
    """
    if not atlas.facts:
        return None
    words = view.words
    facts = [fact for of_case in atlas.facts.values() for fact in of_case]
    sureness = Counter(fact["confidence"] for fact in facts)
    untold = [case for case in describe_cases(atlas, words) if case["case_id"] not in atlas.facts]
    return {
        "whose": words.gettext(WHOSE_FACTS),
        "facts": len(facts),
        "told": len(atlas.facts),
        "cases": len(atlas.cases),
        "sureness": [f"{words.gettext(name)} {sureness[level]}" for level, name in CONFIDENCES.items()],
        "untold": [name_case(view, case) for case in untold],
        "notes": describe_notes_by_kind(atlas, view),
    }


def describe_notes_by_kind(atlas: Atlas, view: View) -> list[tuple[str, list[Said]]]:
    """Return the notes on the search for facts under what they are about, each with the case that it is of."""
    cases = {case["case_id"]: case for case in describe_cases(atlas, view.words)}
    notes = [
        {**describe_note(note, view.words), **name_case(view, cases[note["case_id"]])}
        for note in list_rows(atlas.tables.research_notes)
        if note["case_id"] in cases
    ]
    return [
        (view.words.gettext(name), of_kind)
        for kind, name in NOTE_KINDS.items()
        if (of_kind := [note for note in notes if note["kind"] == kind])
    ]


def name_case(view: View, case: Said) -> Said:
    """Return the city of `case`, its place in its list, and the address of its page."""
    link = replace(view.plain(), case=case["case_id"]).link(addresses.CASE)
    return {"city": case["city"], "position": case["position"], "link": link}


def describe_schemes(atlas: Atlas, words: Translator) -> list[Said]:
    """Return the regions of each scheme with the names of their provinces."""
    table = atlas.tables.regions
    column = f"province_{words.language}" if f"province_{words.language}" in table else "province"
    return [
        {
            "name": words.gettext(label),
            "regions": [
                (words.gettext(REGIONS[str(region)]), list(rows[column]))
                for region, rows in table[table["scheme"] == scheme].groupby("region", sort=False)
            ],
        }
        for scheme, label in SCHEMES.items()
    ]


def describe_choices(atlas: Atlas, words: Translator) -> list[tuple[str, str]]:
    """Return (city, note) wherever a choice was made in placing it."""
    cities = atlas.tables.cities
    note = "note_zh" if words.language == "zh" and "note_zh" in cities else "note"
    told = cities[cities[note] != ""]
    return list(zip(told[f"name_{words.language}"], told[note], strict=True))


def describe_points(atlas: Atlas, words: Translator) -> Said:
    """Return how the points agree with the second source and the base map: in numbers, and place by place.

    The farthest comes first, before it what the second source has not.
    """
    cities = atlas.tables.cities
    witnesses = find_witnesses(cities, atlas.tables.place_aliases)
    named = zip(cities[f"name_{words.language}"], cities["country"], witnesses, strict=True)
    places = [describe_witness(name, words.country(country), one) for name, country, one in named]
    places.sort(key=lambda place: -place["km"])
    found = [place for place in places if place["other"]]
    return {
        "limit": f"{AGREE_KM:g}",
        "number": len(places),
        "found": len(found),
        "farthest": found[0] if found else None,
        "weak": shorten_list((say_other(place, words) for place in found if not place["named"]), MAX_NAMED),
        "alone": shorten_list((place["name"] for place in places if not place["other"]), MAX_NAMED),
        "at_sea": sorted((place for place in places if place["off_land"]), key=lambda place: -place["off_land"]),
        "places": places[:MAX_PLACES],
    }


def say_other(place: Said, words: Translator) -> str:
    """Return the name of a place, and which city of another name the second source has there."""
    return words.gettext("{name} ({other}, {km} km)").format(**place)


def describe_witness(name: str, country: str, witness: Witness) -> Said:
    """Return what the second source says of the place called `name`, distances in km to a tenth."""
    return {
        "name": name,
        "country": country,
        "other": witness.name,
        "named": witness.named,
        "km": round(witness.km, 1),
        "off_land": round(witness.off_land, 1),
    }


def describe_resource(resource: Mapping[str, Any], words: Translator) -> Said:
    """Return title, rows, licences and sources of a file of the data folder."""
    chinese = words.language == "zh"
    return {
        "path": resource["path"],
        "title": resource.get("title_zh" if chinese else "title", resource["name"]),
        "description": resource.get("description_zh" if chinese else "description", ""),
        "rows": resource.get("rows"),
        "licences": [licence["title"] for licence in resource.get("licenses", [])],
        "sources": [source["title"] for source in resource.get("sources", [])],
    }
