"""What the stage says at each stop: in one language, or in both at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from geo.atlas import Atlas
from geo.selection import Selection, gather_places
from geo.text import set_chinese, translations
from geo.tour import Chapter, Stop, main_theme
from pages.parts.address import SCAN_DISTANCE, phone_address, stage_code
from pages.parts.found import name_filters
from pages.parts.hall.staging import Staging
from pages.parts.panel import describe_cases, describe_edition, describe_themes
from pages.parts.view import View
from pages.parts.words import count_words, value_names

Said = dict[str, Any]  # what the template says of a stop
Pair = list[tuple[str, str]]  # (language, text), the first language first

MOST_NAMES = 30  # places that a chapter names


def describe_tour(atlas: Atlas, staging: Staging, stops: Sequence[Stop], found: int) -> list[Said]:
    """Return what is said at each of `stops`, in their order; `found` is how many cases the selection has."""
    tell = {"opening": tell_opening, "chapter": tell_chapter, "case": tell_case, "closing": tell_closing}
    cards = [tell[stop.kind](atlas, staging, stop) for stop in stops]
    cards[0]["left_out"] = in_each(staging, say_left_out(found - len(stops[0].rows)))
    return [
        {**card, "kind": stop.kind, "address": address_of(atlas, staging, stop)}
        for card, stop in zip(cards, stops, strict=True)
    ]


def in_each(staging: Staging, say: Callable[[str], str]) -> Pair:
    """Return what `say` says in each language of the card; what a language does not have is left out."""
    return [(tongue, said) for tongue in staging.tongues if (said := say(tongue))]


def tell_opening(atlas: Atlas, staging: Staging, stop: Stop) -> Said:
    """Return title and totals of the tour, what narrows it, and what of it is ours."""
    view, whole = staging.view, len(stop.rows) == len(atlas.cases)
    return {
        "label": describe_edition(atlas, view.language)["title"],
        "title": in_each(staging, lambda tongue: describe_edition(atlas, tongue)["title"]),
        "totals": in_each(staging, lambda tongue: say_totals(atlas, stop, tongue)),
        "filters": in_each(staging, lambda tongue: " · ".join(name_filters(atlas, replace(view, language=tongue)))),
        "announced": in_each(staging, lambda tongue: describe_edition(atlas, tongue)["totals"]) if whole else [],
        "ours": in_each(staging, say_ours),
    }


def say_totals(atlas: Atlas, stop: Stop, language: str) -> str:
    """Return how many cases, places and themes a tour has."""
    words = translations(language)
    cases = [atlas.cases[row] for row in stop.rows]
    places, themes = {case["city_id"] for case in cases}, {theme for case in cases for theme in case["themes"]}
    counts = [
        count_words(language)(len(cases)),
        words.ngettext("%d place", "%d places", len(places)) % len(places),
        words.ngettext("%d theme", "%d themes", len(themes)) % len(themes),
    ]
    return " · ".join(counts)


def say_left_out(cases: int) -> Callable[[str], str]:
    """Return what says in a language that so many more `cases` are found than are told; nothing of none."""

    def say(tongue: str) -> str:
        _ = translations(tongue).gettext
        return _("The stage tells the first of them: %d more are found.") % cases if cases else ""

    return say


def say_ours(language: str) -> str:
    """Return what of the stage is published and what is ours."""
    return translations(language).gettext("Published: Chinese titles and lists. Ours: themes, English, coordinates.")


def tell_chapter(atlas: Atlas, staging: Staging, stop: Stop) -> Said:
    """Return name, count and places of a chapter."""
    facet, value = stop.chapter[-1]
    cities = {case["city_id"]: case for case in (atlas.cases[row] for row in stop.rows)}
    return {
        "label": name_chapter(atlas, stop.chapter, staging.view.language),
        "name": in_each(staging, lambda tongue: name_chapter(atlas, stop.chapter, tongue)),
        "theme": describe_themes(atlas, staging.tongues[0]).get(value) if facet == "theme" else None,
        "count": in_each(staging, count_of(len(stop.rows))),
        "places": in_each(staging, lambda tongue: name_places([case[f"city_{tongue}"] for case in cities.values()])),
    }


def count_of(cases: int) -> Callable[[str], str]:
    """Return what says the number of `cases` in a language."""
    return lambda tongue: count_words(tongue)(cases)


def name_chapter(atlas: Atlas, chapter: Chapter, language: str) -> str:
    """Return the name of a chapter; its edition only where there are several."""
    names = value_names(atlas, language)
    nameless = translations(language).gettext("Without a theme")
    said = [names[facet].get(value, nameless) for facet, value in chapter]
    return " · ".join(said if len(atlas.known["edition"]) > 1 else said[-1:])


def name_places(names: Sequence[str]) -> str:
    """Return the first `MOST_NAMES` of `names`; a line breaks behind a dot, never before one or inside a name."""
    told = [*names[:MOST_NAMES], *(["…"] if len(names) > MOST_NAMES else [])]
    return "\xa0· ".join(name.replace(" ", "\xa0") for name in told)


def tell_case(atlas: Atlas, staging: Staging, stop: Stop) -> Said:
    """Return city, titles, themes, list and position of a case, and a speaker's notes."""
    row = stop.rows[0]
    case, said = atlas.cases[row], {tongue: describe_cases(atlas, tongue)[row] for tongue in ("zh", "en")}
    main = main_theme(case, staging.view.selection.theme)
    titles = {"zh": set_chinese(case["title_zh"]), "en": case["title_en"]}
    return {
        "label": f"{said[staging.view.language]['city']} · {titles[staging.view.language] or titles['zh']}",
        "case_id": case["case_id"],
        "city_id": case["city_id"],
        "city": in_each(staging, lambda tongue: said[tongue]["city"]),
        # a title that has no English is better told in Chinese than not at all
        "title": in_each(staging, lambda tongue: titles[tongue]) or [("zh", titles["zh"])],
        "themes": [describe_theme(atlas, staging, theme) for theme in sorted(case["themes"], key=main.__ne__)],
        "main": main,
        "position": in_each(staging, lambda tongue: said[tongue]["position"]),
        "notes": case["notes"],
    }


def describe_theme(atlas: Atlas, staging: Staging, theme: str) -> Said:
    """Return the colours and glyph of a theme, and its name in each language of the card."""
    names = in_each(staging, lambda tongue: value_names(atlas, tongue)["theme"][theme])
    return {**describe_themes(atlas, staging.tongues[0])[theme], "names": names}


def tell_closing(atlas: Atlas, staging: Staging, _stop: Stop) -> Said:
    """Return the way to the atlas on a phone, and where all of this comes from."""
    code = stage_code(phone_address(staging.base, staging.view))
    return {
        "label": translations(staging.view.language).gettext("Continue on your phone"),
        "title": in_each(staging, lambda tongue: translations(tongue).gettext("Continue on your phone")),
        "edition": in_each(staging, lambda tongue: describe_edition(atlas, tongue)["title"]),
        "sources": in_each(
            staging, lambda tongue: translations(tongue).gettext("Base map: Natural Earth. Coordinates: GeoNames.")
        ),
        "qr": code.drawing,
        "share": code.share,
    }


def address_of(atlas: Atlas, staging: Staging, stop: Stop) -> str:
    """Return the address for a phone that sees what the stage shows at `stop`."""
    if stop.kind == "case":
        return phone_address(staging.base, staging.view, atlas.cases[stop.rows[0]]["case_id"])
    return phone_address(staging.base, narrow(staging.view, stop.chapter, len(atlas.known["edition"]) > 1))


def narrow(view: View, chapter: Chapter, several: bool) -> View:  # noqa: FBT001 (whether there are several editions)
    """Return `view` with the filters of a chapter, as far as filters know it."""
    asked = {facet: (value,) for facet, value in chapter if value and (facet != "edition" or several)}
    selection: Selection = replace(view.selection, **asked)
    return replace(view, selection=selection)


def foot(atlas: Atlas, staging: Staging, stop: Stop) -> str:
    """Return what stands at the foot of the stage: the chapter and how far it is told, or the edition."""
    language = staging.tongues[0]
    if not stop.chapter:
        return describe_edition(atlas, language)["title"].strip("《》")
    name = name_chapter(atlas, stop.chapter, language)
    return f"{name} {stop.nth} / {stop.of}" if stop.nth else name


def map_plan(atlas: Atlas, staging: Staging, stops: Sequence[Stop], cards: Sequence[Said]) -> Said:
    """Return what tour.js and stage.js need to know: the places of the tour, its chapters and its stops."""
    cases = [atlas.cases[row] for row in stops[0].rows]
    chapters = [stop for stop in stops if stop.kind == "chapter"]
    number = {stop.chapter: at for at, stop in enumerate(chapters)}
    return {
        "shown": gather_places((case["city_id"], case["themes"]) for case in cases),
        "chapters": [
            {
                "theme": stop.chapter[-1][1] if stop.chapter[-1][0] == "theme" else "",
                "cities": [*dict.fromkeys(atlas.cases[row]["city_id"] for row in stop.rows)],
            }
            for stop in chapters
        ],
        "stops": [
            {
                "kind": stop.kind,
                "label": card["label"],
                "chapter": number.get(stop.chapter),
                "city": card.get("city_id"),
                "theme": card.get("main", ""),
                "address": card["address"],
                "foot": foot(atlas, staging, stop),
            }
            for stop, card in zip(stops, cards, strict=True)
        ],
        "language": staging.view.language,
        "hall": staging.hall,
        "seconds": staging.seconds,
        # the longest address has the finest code
        "reach": round(stage_code(max((card["address"] for card in cards), key=len)).reach, 1),
        "far": SCAN_DISTANCE,
    }
