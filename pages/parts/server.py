"""What the server answers besides the pages: the cases as data, the files of the map, and headers on everything."""

import gzip
import hashlib
import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

import xstatic.pkg.leaflet
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.draw import ASSETS
from geo.export import to_csv, to_geojson
from geo.faults import DataError
from geo.selection import read_scheme, read_selection
from geo.text import choose_language
from pages.parts.shelf import PROJECT, current_atlas, map_json
from pages.parts.view import map_view, read_view

LEAFLET: Final = Path(xstatic.pkg.leaflet.BASE_DIR)

# This host alone. Streamlit's page has inline styles and scripts, streamlit-folium evaluates the map's script.
POLICY: Final = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "worker-src 'self' blob:; "
    "frame-ancestors 'self'; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "form-action 'self'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class AddHeaders:
    """Middleware that puts `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the wrapped app does, with our headers added."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def answer_cases(write: Callable[..., str], media_type: str, name: str) -> Callable[[Request], Response]:
    """Return an endpoint that writes the cases its query asks for, in the order of the publication."""

    def answer(request: Request) -> Response:
        query = parse_qs(request.url.query, keep_blank_values=True)
        try:
            atlas = current_atlas(read_scheme(query))
        except DataError as error:
            return answer_faults(error, request)
        shown = atlas.placed[atlas.find(read_selection(query, atlas.known))]
        headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-cache"}
        return Response(write(shown), media_type=media_type, headers=headers)

    return answer


def answer_faults(error: DataError, request: Request) -> Response:
    """Answer with the faults of the data folder, one a line, in the language that the reader's program asks for."""
    language = choose_language(request.headers.get("accept-language", "en"))
    return PlainTextResponse("\n".join(fault.text(language) for fault in error.faults), status_code=503)


def answer_map(request: Request) -> Response:
    """Answer with all places, themes and words of the map."""
    try:
        atlas = current_atlas("nbs")
    except DataError as error:
        return answer_faults(error, request)
    return Response(map_json(atlas), media_type="application/json", headers={"Cache-Control": "no-cache"})


def answer_view(request: Request) -> Response:
    """Answer with what the map is to show for the query of the page."""
    query = parse_qs(request.url.query, keep_blank_values=True)
    try:
        atlas, view = read_view(query, request.headers.get("accept-language"))
    except DataError as error:
        return answer_faults(error, request)
    shown = map_view(view, atlas.gather(atlas.find(view.selection)))
    content = json.dumps(shown, ensure_ascii=False, sort_keys=True)  # as folium writes it: places.js knows it again
    return Response(content, media_type="application/json", headers={"Cache-Control": "no-cache"})


def takes_gzip(accepted: str) -> bool:
    """Return whether the header Accept-Encoding, `accepted`, names gzip other than to refuse it (q=0)."""
    return bool(re.search(r"(?<!\w)gzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", accepted, re.IGNORECASE))


def answer_file(path: Path, media_type: str) -> Callable[[Request], Response]:
    """Return an endpoint that answers with the file `path`, packed for everyone who takes it so."""

    def answer(request: Request) -> Response:
        plain, packed, tag = read_file(path, path.stat().st_mtime_ns)
        headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        if takes_gzip(request.headers.get("accept-encoding", "")):
            return Response(packed, media_type=media_type, headers=headers | {"Content-Encoding": "gzip"})
        return Response(plain, media_type=media_type, headers=headers)

    return answer


@lru_cache(maxsize=16)  # the files of the map, before and after a change
def read_file(path: Path, _changed: int) -> tuple[bytes, bytes, str]:
    """Return the file `path`, the same packed once for all viewers, and a tag that changes with it."""
    plain = path.read_bytes()
    return plain, gzip.compress(plain, compresslevel=9, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:16]}"'


MIDDLEWARE: Final = [Middleware(AddHeaders)]
ROUTES: Final = [
    Route("/cases.geojson", answer_cases(to_geojson, "application/geo+json", "cases.geojson")),
    Route("/cases.csv", answer_cases(to_csv, "text/csv; charset=utf-8", "cases.csv")),
    Route(f"{ASSETS}/atlas.json", answer_map),
    Route(f"{ASSETS}/view.json", answer_view),
    Route(f"{ASSETS}/leaflet/leaflet.js", answer_file(LEAFLET / "leaflet.js", "text/javascript")),
    Route(f"{ASSETS}/leaflet/leaflet.css", answer_file(LEAFLET / "leaflet.css", "text/css")),
    Route(f"{ASSETS}/land.geojson", answer_file(PROJECT / "data/basemap/land.geojson", "application/geo+json")),
    Route(f"{ASSETS}/places.js", answer_file(PROJECT / "geo/places.js", "text/javascript")),
    Route(f"{ASSETS}/places.css", answer_file(PROJECT / "geo/places.css", "text/css")),
    Route(f"{ASSETS}/page.js", answer_file(PROJECT / "pages/parts/page.js", "text/javascript")),
]
