"""What the server answers besides the pages: the cases as data, the files of the map, and headers on everything."""

import gzip
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

import xstatic.pkg.leaflet
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.draw import ASSETS
from geo.export import to_csv, to_geojson
from geo.faults import DataError
from geo.selection import read_scheme, read_selection
from geo.text import choose_language
from pages.parts.shelf import PROJECT, current_atlas, map_json

LAND: Final = PROJECT / "data" / "basemap" / "land.geojson"
DAY: Final = "public, max-age=86400"

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


@cache
def packed_land() -> bytes:
    """Return the base map, compressed once for all viewers."""
    return gzip.compress(LAND.read_bytes(), compresslevel=9, mtime=0)


def takes_gzip(accepted: str) -> bool:
    """Return whether the header Accept-Encoding, `accepted`, names gzip other than to refuse it (q=0)."""
    return bool(re.search(r"(?<!\w)gzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", accepted, re.IGNORECASE))


def answer_land(request: Request) -> Response:
    """Answer with the base map, compressed for everyone who takes it so."""
    headers = {"Cache-Control": DAY, "Vary": "Accept-Encoding"}
    if not takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(LAND.read_bytes(), media_type="application/geo+json", headers=headers)
    headers["Content-Encoding"] = "gzip"
    return Response(packed_land(), media_type="application/geo+json", headers=headers)


def answer_file(path: Path) -> Callable[[Request], Response]:
    """Return an endpoint that answers with the file `path`."""
    return lambda _request: FileResponse(path, headers={"Cache-Control": "no-cache"})


MIDDLEWARE: Final = [Middleware(AddHeaders)]
ROUTES: Final = [
    Route("/cases.geojson", answer_cases(to_geojson, "application/geo+json", "cases.geojson")),
    Route("/cases.csv", answer_cases(to_csv, "text/csv; charset=utf-8", "cases.csv")),
    Mount(f"{ASSETS}/leaflet", StaticFiles(directory=xstatic.pkg.leaflet.BASE_DIR)),
    Route(f"{ASSETS}/atlas.json", answer_map),
    Route(f"{ASSETS}/land.geojson", answer_land),
    Route(f"{ASSETS}/places.js", answer_file(PROJECT / "geo" / "places.js")),
    Route(f"{ASSETS}/places.css", answer_file(PROJECT / "geo" / "places.css")),
    Route(f"{ASSETS}/page.js", answer_file(PROJECT / "pages" / "parts" / "page.js")),
]
