"""Cases by their distance from any place of the world."""

from dataclasses import replace
from typing import Any, Final

from geo import addresses
from geo.places.distances import measure, measure_cases
from geo.places.gazetteer import Candidate, Found, find_places
from geo.query.atlas import Atlas
from geo.text import Translator
from pages.parts.describe import MAX_LISTED, describe_cases, format_point
from pages.parts.empty import describe_empty
from pages.parts.place_maps import map_candidates
from pages.parts.results import results_html
from pages.parts.templates import render
from pages.parts.view import View

EXAMPLES: Final = {
    "zh": ("北京", "内罗毕", "圣保罗", "圣地亚哥"),
    "en": ("Beijing", "Nairobi", "São Paulo", "Cambridge"),
}
MAX_DISTANCE_KM: Final = 20_004  # km from pole to pole: no place is farther from another


def near_html(atlas: Atlas, view: View) -> str:
    """Return the page of the cases found, the nearest to the place that `view` names first."""
    asked = find_places(view.place, atlas.tables.cities, atlas.tables.place_aliases)
    place = chosen_place(asked)
    open_to_choice = [] if place else asked.candidates
    rows = [int(row) for row in atlas.find(view.selection).nonzero()[0]]
    cases = describe_distances(atlas, view, rows, place)
    places = {atlas.cases[row]["city_id"] for row in rows}
    return render(
        "pages/screens/near.html",
        view.words,
        asked=view.place.partition("@")[0],
        found=results_html(atlas, view, cases=len(rows), places=len(places)),
        place=describe_candidate(view, place, place) if place else None,
        candidates=[describe_candidate(view, one, open_to_choice[0]) for one in open_to_choice],
        where=map_candidates(tuple(one.point for one in open_to_choice)) if open_to_choice else "",
        how=asked.how,
        cases=cases[:MAX_LISTED],
        empty=None if cases else describe_empty(atlas, view),
        space="" if view.language == "zh" else " ",
        nearest=cases[0] if cases and place else None,
        examples=[(name, replace(view, place=name).link()) for name in EXAMPLES[view.language]],
    )


def title_near(atlas: Atlas, view: View) -> str:
    """Return the title of the page: the place that was meant, if one was."""
    _ = view.words.gettext
    place = chosen_place(find_places(view.place, atlas.tables.cities, atlas.tables.place_aliases))
    return _("Near %(place)s") % {"place": name_in(place, view.words)} if place else _("Nearby")


def chosen_place(found: Found) -> Candidate | None:
    """Return the place that was meant, None if nobody knows or a person must say."""
    return None if found.ambiguous or not found.candidates or found.how != "exact" else found.candidates[0]


def name_in(place: Candidate, words: Translator) -> str:
    """Return the name of `place` in the language of `words`."""
    return place.name_zh if words.language == "zh" else place.name_en


def describe_candidate(view: View, place: Candidate, first: Candidate) -> dict[str, Any]:
    """Return what is said of a place that may be meant, how far it is from the `first`, and the link that means it."""
    _ = view.words.gettext
    km = measure(place.point, first.point)
    other = place.name_en if view.language == "zh" else place.name_zh
    return {
        "name": name_in(place, view.words),
        "other": other if other != name_in(place, view.words) else "",
        "country": view.words.country(place.country),
        "point": format_point(*place.point),
        "population": place.population,
        "from_first": _("{km} km from the first").format(km=f"{km:,.0f}") if km else "",
        "source": place.source,
        "link": replace(view, place=place.key).link(),
    }


def describe_distances(atlas: Atlas, view: View, rows: list[int], place: Candidate | None) -> list[dict[str, Any]]:
    """Return what is said of the cases in `rows`, the nearest to `place` first; without one, as published."""
    said = describe_cases(atlas, view.words)
    cases = [
        {**said[row], "link": replace(view.plain(), case=said[row]["case_id"]).link(addresses.CASE), "country": country}
        for row in rows
        for country in [atlas.cases[row][f"country_{view.language}"]]
    ]
    if place is None:
        return cases
    distances = measure_cases([atlas.cases[row] for row in rows], place.point)
    measured = [{**case, "km": km, "share": km / MAX_DISTANCE_KM} for case, km in zip(cases, distances, strict=True)]
    return sorted(measured, key=lambda case: case["km"])
