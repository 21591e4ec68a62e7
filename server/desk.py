"""What the desk shows of a tour: a browser sends it, gets the list that is worked on, and nothing is kept here."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo.query.atlas import Atlas
from geo.tables.faults import DataError, Fault, say_faults
from geo.text import to_translate
from geo.tour.own_tour import FILE, MAX_BYTES, OwnTour, read_tour, unpack_tour, write_tour
from pages.parts.view import View, read_view
from pages.screens.tour import describe_links, desk_html
from server.headers import BY_LANGUAGE

MAX_BODY_BYTES: Final = 2 * MAX_BYTES  # JSON within JSON
TOO_LARGE: Final = 413
HEADERS: Final = {"Cache-Control": "no-store", **BY_LANGUAGE}


async def answer_desk(request: Request) -> Response:
    """Answer with list and links of the tour in the body, or with its `faults`; that is an answer too, and no error.

    The body is JSON: the `text` of a tour, or what is `packed` in an address. A file that is opened (`strict`) may name
    no case that the atlas does not have; of the browser's own tour such a case stands in the list as unknown.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY_BYTES:
            return JSONResponse({"faults": []}, TOO_LARGE, HEADERS)
    query = parse_qs(request.url.query, keep_blank_values=True)
    return await run_in_threadpool(answer_body, body, query, request.headers.get("accept-language"))


def answer_body(body: bytes, query: dict[str, list[str]], locale: str | None) -> Response:
    """Answer a `body` in the language that `query` or `locale` asks for."""
    try:
        atlas, view = read_view(query, locale)
    except DataError:  # the page itself says what is wrong with the data
        return JSONResponse({"faults": []}, 503, HEADERS)
    try:
        tour = read_body(body, atlas)
    except DataError as error:
        return JSONResponse({"faults": say_faults(error.faults, view.words)}, headers=HEADERS)
    return JSONResponse(describe(atlas, view, tour), headers=HEADERS)


def read_body(body: bytes, atlas: Atlas) -> OwnTour:
    """Return the tour in a `body`; DataError if there is none, or something is wrong with it."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, Mapping):
        asked = {"text": ""}
    if "packed" in asked:
        tour = unpack_tour(str(asked["packed"]))
        if tour is None:
            raise DataError([Fault(FILE, None, None, None, to_translate("the link holds no tour that can be read"))])
        return tour
    return read_tour(str(asked.get("text", "")), atlas.case_ids if asked.get("strict") else None)


def describe(atlas: Atlas, view: View, tour: OwnTour) -> dict[str, Any]:
    """Return the list of the tour as HTML, its links, and the tour itself in the form of its file."""
    return {"html": desk_html(atlas, view, tour), "tour": write_tour(tour), **describe_links(view, tour)}
