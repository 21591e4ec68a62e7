"""The pages of a hall, stage and speaker's view: one tour, two faces.

They are plain HTML beside Streamlit's pages. Those live on a socket: when it drops, they say so to the hall, and a
reload is white for a second. These are HTML from the first byte, dark where the hall is, and carry every stop.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import parse_qs, quote, urljoin

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo import addresses
from geo.map.folium_map import draw_tour
from geo.network import ascii_origin, is_address
from geo.query.atlas import Atlas
from geo.tables.faults import DataError
from geo.text import translator
from geo.tour.stops import Stop
from pages.parts.atlas_cache import map_version
from pages.parts.links import LONGEST_ADDRESS
from pages.parts.qr_codes import stage_code
from pages.parts.shell import fonts
from pages.parts.templates import render
from pages.parts.view import read_language
from server.headers import open_fence
from server.stage.cards import Said, describe_tour
from server.stage.client_plan import plan_stage
from server.stage.help import describe_keys, describe_settings, name_checks, offer_address
from server.stage.settings import Staging, plan, read_staging


def answer_stage(request: Request) -> Response:
    """Answer with the stage that the query asks for, at its stop."""
    return answer_hall(
        request,
        "server/stage/stage.html",
        lambda staging: {
            "keys": describe_keys(staging.view.words),
            "settings": describe_settings(staging),
            "offer": offer_address(staging, request.client.host if request.client else ""),
        },
    )


def answer_speaker(request: Request) -> Response:
    """Answer with the speaker's view of the stage that the query asks for: notes, the next stop and clocks."""
    return answer_hall(request, "server/stage/speaker.html", lambda _staging: {})


def answer_hall(request: Request, template: str, more: Callable[[Staging], dict[str, Any]]) -> Response:
    """Answer with `template` for the stage that the query asks for; `more` are values that it needs besides."""
    query = parse_qs(request.url.query, keep_blank_values=True)
    locale = request.headers.get("accept-language")
    try:
        atlas, staging = read_staging(query, locale, urljoin(str(request.url), "."))
    except DataError as error:
        return answer_mending(error, query, locale)
    stops, cards, known = tell(atlas, replace(staging, stop=1))
    at = min(max(staging.stop, 1), len(stops))
    page = render(
        template,
        staging.view.words,
        staging=staging,
        language=staging.view.language,
        at=at,
        stop=cards[at - 1],
        stops=cards,
        plan=known,
        spans=[len([*members]) for _, members in groupby(stops, key=lambda stop: stop.chapter or stop.kind)],
        tour=tour_key(stops, atlas),
        map=f"{addresses.STAGE_MAP}?v={map_version(atlas)}",
        words=name_words(staging),
        fonts=fonts(),
        atlas=staging.view.plain().link(addresses.MAP),
        **more(staging),
    )
    fence = open_fence(ascii_origin(staging.base)) if staging.named else {}  # a rehearsal asks whether it answers
    return Response(page, media_type="text/html", headers={"Cache-Control": "no-cache", **fence})


@lru_cache(maxsize=16)  # each holds the codes of all its stops
def tell(atlas: Atlas, staging: Staging) -> tuple[list[Stop], list[Said], Said]:
    """Return the stops of a tour, what is said at each, and what the browser must know of them."""
    stops, found = plan(atlas, staging)
    cards = describe_tour(atlas, staging, stops, found)
    return stops, cards, plan_stage(atlas, staging, stops, cards)


def tour_key(stops: list[Stop], atlas: Atlas) -> str:
    """Return what tells one tour from another: the same for the same cases in the same order."""
    told = [atlas.cases[stop.rows[0]]["case_id"] if stop.kind == "case" else stop.kind for stop in stops]
    return hashlib.sha256("|".join(told).encode()).hexdigest()[:12]


def name_words(staging: Staging) -> dict[str, Any]:
    """Return the words that the browser says itself, and the addresses that it opens."""
    words = staging.view.words
    return {
        "name": words.gettext("City Governance Case Map"),
        "checks": name_checks(words),
        "speaker": staging.link(addresses.SPEAKER),
        "phone": staging.base + staging.link(addresses.SPEAKER),
    }


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
    if not is_address(address) or len(address.encode()) > LONGEST_ADDRESS:
        return JSONResponse({"wrong": "address"}, status_code=400)
    code = stage_code(address)
    return JSONResponse({"svg": code.drawing, "share": round(code.share, 3)})


def answer_mending(error: DataError, query: dict[str, list[str]], locale: str | None) -> Response:
    """Answer that the data needs mending, and where; the page looks again by itself."""
    words = translator(read_language(query, locale))
    faults = [fault.text(words) for fault in error.faults]
    page = render("server/stage/faults.html", words, language=words.language, faults=faults, fonts=fonts())
    return Response(page, status_code=503, media_type="text/html")
