"""What the browser must know of a tour to tell it alone: its places, chapters and stops, and what to rehearse."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from geo.network import is_loopback
from geo.query.atlas import Atlas
from geo.query.selection import gather_places
from geo.tour.keys import actions_by_key
from geo.tour.news import NEWS, THEMES
from geo.tour.rehearsal import MIN_SCREEN_PX
from geo.tour.stops import Chapter, Stop
from geo.tour.timing import share_time
from pages.parts.qr_codes import SCAN_DISTANCE_M, stage_code
from server.stage.cards import Said, foot, told_of
from server.stage.news import find_growing, list_signs
from server.stage.settings import MAX_PACE_S, StageSettings

OWN_LIGHTS: Final = ("group", "news")  # kinds of stops that are chapters of their own to the map


def client_plan(atlas: Atlas, settings: StageSettings, stops: Sequence[Stop], cards: Sequence[Said]) -> Said:
    """Return what the scripts of stage and speaker need to know."""
    own = [told_of(settings, stop).minutes for stop in stops]
    cases = [atlas.cases[row] for row in dict.fromkeys(row for stop in stops for row in stop.rows)]
    chapters = [stop for stop in stops if stop.kind in {"chapter", *OWN_LIGHTS}]
    number = {stop if stop.kind in OWN_LIGHTS else stop.chapter: at for at, stop in enumerate(chapters)}
    return {
        "shown": gather_places((case["city_id"], case["themes"]) for case in cases),
        "chapters": [describe_chapter(atlas, stop) for stop in chapters],
        "stops": [
            {
                **describe_stop(stop, card),
                "chapter": number.get(stop, number.get(stop.chapter)),
                "foot": foot(atlas, settings, stop),
                "key": name_stop(atlas, stop, number),
                "speaker": card["by"][0][1] if stop.kind == "chapter" and card["by"] else "",
                "seconds": round(seconds, 3),
            }
            for stop, card, seconds in zip(stops, cards, share_time(stops, settings.minutes, own), strict=True)
        ],
        "language": settings.card_words[0].language,
        "hall": settings.hall,
        "minutes": settings.minutes,
        "longest": MAX_PACE_S,
        "keys": actions_by_key(),
        "rehearsal": plan_rehearsal(settings, [card["address"] for card in cards]),
    }


def describe_chapter(atlas: Atlas, stop: Stop) -> Said:
    """Return the theme of a chapter ("" if it is no theme's) and its cities; if it tells of news, their signs."""
    facet, value = stop.chapter[-1] if stop.kind == "chapter" else ("", "")
    facet, value = ("theme", find_growing(atlas)) if stop.topic == THEMES else (facet, value)
    cities = [*dict.fromkeys(atlas.cases[row]["city_id"] for row in stop.rows)]
    signs = {"signs": list_signs(atlas)} if facet == NEWS else {}
    return {"theme": value if facet == "theme" else "", "cities": cities, **signs}


def describe_stop(stop: Stop, card: Said) -> Said:
    """Return of a stop what the map and the sheet with its code need; the code itself is drawn when it is wanted."""
    return {
        "kind": stop.kind,
        "label": card["label"],
        "case": card.get("case_id"),
        "city": card.get("city_id"),
        "theme": card.get("main", ""),
        "address": card["address"],
    }


def name_stop(atlas: Atlas, stop: Stop, numbers: Mapping[Stop | Chapter, int]) -> str:
    """Return what real times are kept under: ids of cases (with +), chapter:1, news:themes, or the kind of the stop.

    `numbers` are those of the chapters, from 0.
    """
    if stop.topic:
        return f"news:{stop.topic}"
    if stop.nth:
        return "+".join(atlas.cases[row]["case_id"] for row in stop.rows)
    return f"chapter:{numbers[stop.chapter] + 1}" if stop.kind == "chapter" else stop.kind


def plan_rehearsal(settings: StageSettings, addresses: Sequence[str]) -> dict[str, Any]:
    """Return whether phones know their address, how far (m) the finest code is and should be read, the least screen."""
    longest = max(addresses, key=len)  # it has the finest code
    return {
        "known": not is_loopback(settings.base),
        "reach": round(stage_code(longest).reach, 1),
        "far": SCAN_DISTANCE_M,
        "least": MIN_SCREEN_PX,
    }
