"""The pages of a hall, stage and speaker's view: one tour, two faces.

They are plain HTML beside Streamlit's pages. Those live on a socket: when it drops, they say so to the hall, and a
reload is white for a second. These are HTML from the first byte, dark where the hall is, and carry every stop.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any, Final
from urllib.parse import parse_qs, quote, urljoin

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo import addresses
from geo.approval import say_approval
from geo.map.folium_map import draw_tour
from geo.network import ascii_origin, is_address
from geo.query.atlas import Atlas
from geo.query.selection import Selection
from geo.tables.faults import DataError, say_faults
from geo.text import translator
from geo.tour.stops import ORDERS, Stop
from pages.parts.atlas_cache import map_approval, map_version
from pages.parts.links import MAX_ADDRESS_BYTES
from pages.parts.qr_codes import stage_code
from pages.parts.templates import render
from pages.parts.view import View, read_language
from server.assets import STAGE_NEEDS
from server.headers import BY_LANGUAGE, allow
from server.sharing import STAGE_PAGE, ask, describe_sharing
from server.stage.cards import Said, describe_tour
from server.stage.client_plan import client_plan
from server.stage.finder import tell_others
from server.stage.help import describe_keys, describe_settings, name_checks, name_times, offer_address
from server.stage.settings import NEWS, StageSettings, find_stops, read_settings

SPEAKER_NEEDS: Final = ("script-src", "style-src", "img-src", "font-src", "connect-src")  # directives: no map


def answer_stage(request: Request) -> Response:
    """Answer with the stage that the query asks for, at its stop."""
    return answer_stage_page(
        request,
        "server/stage/stage.html",
        STAGE_NEEDS,
        lambda settings: {
            "keys": describe_keys(settings.view.words),
            "choices": describe_settings(settings),
            "offer": offer_address(settings, request.client.host if request.client else ""),
            "said": say_stage(request),
        },
    )


def say_stage(request: Request) -> Mapping[str, Any]:
    """Return what the head of the stage says of it to those who run no script."""
    query = parse_qs(request.url.query, keep_blank_values=True)
    return describe_sharing(*ask(STAGE_PAGE, query, request.headers.get("accept-language"), str(request.url)))


def answer_speaker(request: Request) -> Response:
    """Answer with the speaker's view of the stage that the query asks for: notes, the next stop and clocks."""
    return answer_stage_page(request, "server/stage/speaker.html", SPEAKER_NEEDS, lambda _settings: {})


def answer_stage_page(
    request: Request, template: str, needs: Iterable[str], more: Callable[[StageSettings], dict[str, Any]]
) -> Response:
    """Answer with `template` for the stage that the query asks for, which `needs` so much of this host (directives).

    `more` are values that the template needs besides.
    """
    query = parse_qs(request.url.query, keep_blank_values=True)
    locale = request.headers.get("accept-language")
    try:
        atlas, settings = read_settings(query, locale, urljoin(str(request.url), "."))
    except DataError as error:
        return answer_data_errors(error, query, locale)
    page = render(template, settings.view.words, **describe_stage(atlas, settings), **more(settings))
    policy = allow(*needs, hosts=name_hosts(request, settings))
    return Response(page, media_type="text/html", headers={"Cache-Control": "no-cache", **BY_LANGUAGE, **policy})


def name_hosts(request: Request, settings: StageSettings) -> list[str]:
    """Return what a stage asks besides this host: its sockets, and an address for phones that a speaker named.

    Safari before 16 does not take the sockets of a host for the host itself (WebKit's bug 201591).
    """
    phones = [ascii_origin(settings.base)] if settings.named else []  # a rehearsal asks whether it answers
    try:
        return [ascii_origin(str(request.url)).replace("http", "ws", 1), *phones]
    except ValueError:  # the header Host is no name
        return phones


def describe_stage(atlas: Atlas, settings: StageSettings) -> Said:
    """Return what both pages show and hand to their scripts: all stops, and the one that is asked for."""
    stops, cards, plan = tell(atlas, replace(settings, stop=1))
    others, known = tell_others(atlas, replace(settings, stop=1), tuple(stops))
    at = min(max(settings.stop, 1), len(stops))
    return {
        "settings": settings,
        "language": settings.view.language,
        "at": at,
        "stop": cards[at - 1],
        "stops": cards,
        "others": others,
        "plan": plan | known,
        "spans": [len([*members]) for _, members in groupby(stops, key=lambda stop: stop.chapter or stop.kind)],
        "tour": tour_key(stops, atlas, settings.minutes),
        "map": f"{addresses.STAGE_MAP}?v={map_version(atlas)}",
        "approval": say_approval(map_approval(), settings.card_words[0]),
        "words": name_words(settings),
        "atlas": settings.view.plain().link(addresses.MAP),
    }


@lru_cache(maxsize=16)
def tell(atlas: Atlas, settings: StageSettings) -> tuple[list[Stop], list[Said], Said]:
    """Return the stops of a tour, what is said at each, and what the browser must know of them."""
    stops, found = find_stops(atlas, settings)
    cards = describe_tour(atlas, settings, stops, found)
    return stops, cards, client_plan(atlas, settings, stops, cards)


def tour_key(stops: list[Stop], atlas: Atlas, minutes: int = 0) -> str:
    """Return what tells one tour from another: the same for the same cases in the same order, in as many `minutes`."""
    told = [stop.topic or "+".join(ids_of(atlas, stop)) if stop.nth else stop.kind for stop in stops]
    told += [str(minutes)] if minutes else []
    return hashlib.sha256("|".join(told).encode()).hexdigest()[:12]


def ids_of(atlas: Atlas, stop: Stop) -> list[str]:
    """Return the ids of the cases that `stop` is about."""
    return [atlas.cases[row]["case_id"] for row in stop.rows]


def name_words(settings: StageSettings) -> dict[str, Any]:
    """Return the words that the browser says itself, and the addresses that it opens."""
    words = settings.view.words
    return {
        "name": words.gettext("City Governance Case Map"),
        "checks": name_checks(words),
        "aside": words.gettext("side step"),
        "missing": words.gettext("There is no stop %(stop)s: the tour has %(stops)s"),
        "nothing": words.gettext("No case found."),
        "silent": words.gettext("This case cannot be shown now: the server does not answer."),
        "times": name_times(words),
        "speaker": settings.link(addresses.SPEAKER),
        "phone": settings.base + settings.link(addresses.SPEAKER),
        "alive": settings.base + addresses.HEALTH,
        "room": addresses.ROOM,
        "code": addresses.QR_CODE,
        "find": addresses.FIND,
        "sought": settings.link(addresses.SOUGHT),
        "other": query_of_other(settings),
        "worker": addresses.STAGE_WORKER,
        "scope": addresses.STAGE,
    }


def query_of_other(settings: StageSettings) -> str:
    """Return the query of a stage like this that tells no case yet: with `case` it tells that one alone."""
    view = View(settings.view.language, Selection())
    return replace(settings, view=view, order=ORDERS[0], news=NEWS[0], own=(), seconds=0).link("")


def answer_tour_map(request: Request) -> Response:
    """Answer with the map of the stage, a page for a frame; `v` in its address changes with the places."""
    page = map_page(quote(request.query_params.get("v", "")))
    return Response(page, media_type="text/html", headers={"Cache-Control": "no-cache"})


@lru_cache(maxsize=4)
def map_page(version: str) -> str:
    """Return the map of the stage, for the places of this `version`."""
    return draw_tour(version)


def answer_code(request: Request) -> Response:
    """Answer with the QR code of an `address` (SVG), and how much of the screen's height it needs."""
    address = request.query_params.get("address", "")
    if not is_address(address) or len(address.encode()) > MAX_ADDRESS_BYTES:
        return JSONResponse({"wrong": "address"}, status_code=400)
    code = stage_code(address)
    return JSONResponse({"svg": code.drawing, "share": round(code.share, 3)})


def answer_data_errors(error: DataError, query: dict[str, list[str]], locale: str | None) -> Response:
    """Answer that the data needs mending, and where; the page looks again by itself."""
    words = translator(read_language(query, locale))
    faults = say_faults(error.faults, words)
    page = render("server/stage/faults.html", words, language=words.language, faults=faults)
    return Response(page, status_code=503, media_type="text/html", headers=BY_LANGUAGE | allow("style-src", "font-src"))
