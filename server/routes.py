"""What the server answers besides the pages: the cases as data, the files of the map, and headers on everything."""

import gzip
import hashlib
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qs

import pandas as pd
import xstatic.pkg.leaflet
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from streamlit.file_util import get_static_dir
from streamlit.runtime.pages_manager import PagesManager
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from geo.export.csv_geojson import name_file, to_csv, to_geojson
from geo.export.workbook import describe_request, describe_sources, to_xlsx
from geo.map.folium_map import ASSETS
from geo.query.atlas import Atlas
from geo.query.sorting import order_rows
from geo.tables.faults import DataError
from geo.text import choose_language
from pages.parts.atlas_cache import PROJECT, current_atlas, map_json
from pages.parts.labels import page_names
from pages.parts.view import View, map_view, read_view
from server.headers import AddHeaders
from server.stage.relay import join_room
from server.stage.speaker_page import answer_speaker
from server.stage.stage_page import answer_stage
from server.stage.views import answer_code, answer_tour_map

LAYERS: Final = ("places", "tour")
LEAFLET: Final = Path(xstatic.pkg.leaflet.BASE_DIR)
MAP: Final = PROJECT / "geo/map"
PARTS: Final = PROJECT / "pages/parts"
HALL: Final = PROJECT / "server/stage"
MEDIA: Final = {
    ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".geojson": "application/geo+json",
}  # fmt: skip
# By the address below /assets. What is not listed here is not published, wherever it lies.
STAGE_FILES: Final = {
    "hall.css": "shared.css",
    "stage.css": "stage.css",
    "speaker.css": "speaker.css",
    "hall.js": "shared.js",
    "keep.js": "offline.js",
    "rehearsal.js": "rehearsal.js",
    "typeset.js": "typeset.js",
    "stage.js": "stage.js",
    "speaker.js": "speaker.js",
}
# A layer of the map comes with the base that it draws on as one file: streamlit-folium loads them one after the other.
FILES: Final = {
    "leaflet/leaflet.js": [LEAFLET / "leaflet.js"],
    "leaflet/leaflet.css": [LEAFLET / "leaflet.css"],
    "land.geojson": [PROJECT / "data/basemap/land.geojson"],
    **{
        f"{layer}.{kind}": [MAP / f"basemap.{kind}", MAP / f"{layer}.{kind}"]
        for layer in LAYERS
        for kind in ("js", "css")
    },
    **{file: [PARTS / file] for file in ("page.js", "icon.svg")},
    **{address: [HALL / file] for address, file in STAGE_FILES.items()},
}

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Taken(NamedTuple):
    """What somebody takes away: the cases, the atlas and the view they are of, and the address asked for."""

    shown: pd.DataFrame
    atlas: Atlas
    view: View
    address: str


def answer_cases(write: Callable[[Taken], str | bytes], media_type: str, kind: str) -> Callable[[Request], Response]:
    """Return an endpoint that writes the cases its query asks for: as published, or in the order that `sort` names."""

    def answer(request: Request) -> Response:
        query = parse_qs(request.url.query, keep_blank_values=True)
        try:
            atlas, view = read_view(query, request.headers.get("accept-language"))
        except DataError as error:
            return answer_faults(error, request)
        shown = atlas.placed.iloc[order_rows(atlas, view.selection, view.sort, view.language)]
        name = name_file(view.selection, atlas.known["edition"], kind, today())
        headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-cache"}
        content = write(Taken(shown, atlas, view, str(request.url)))
        return Response(content, media_type=media_type, headers=headers)

    return answer


def answer_page(_request: Request) -> Response:
    """Answer with Streamlit's page, told where its server is.

    At /cases it would look for it below /cases first, and log what it does not find there as errors.
    """
    return Response(read_page(), media_type="text/html", headers={"Cache-Control": "no-cache"})


@cache
def read_page() -> str:
    """Return Streamlit's page with the address of its server, which stands beside every page."""
    page = Path(get_static_dir(), "index.html").read_text("utf-8")
    told = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL("./", window.location).href };</script>'
    return page.replace("<head>", f"<head>{told}", 1)


def write_workbook(taken: Taken) -> bytes:
    """Return the cases as a workbook, with a sheet of sources and method."""
    shown, atlas, view, address = taken
    themes = atlas.tables.themes
    asked = describe_request(themes, view.selection, address, today(), view.language)
    return to_xlsx(shown, themes, [*describe_sources(atlas.tables, shown, view.language), *asked], view.language)


def today() -> date:
    """Return the day it is where the atlas runs."""
    return datetime.now().astimezone().date()


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


def answer_file(media_type: str, *paths: Path) -> Callable[[Request], Response]:
    """Return an endpoint that answers with the files `paths` as one, packed for everyone who takes it so."""

    def answer(request: Request) -> Response:
        plain, packed, tag = read_files(paths, tuple(path.stat().st_mtime_ns for path in paths))
        headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        if takes_gzip(request.headers.get("accept-encoding", "")):
            return Response(packed, media_type=media_type, headers=headers | {"Content-Encoding": "gzip"})
        return Response(plain, media_type=media_type, headers=headers)

    return answer


def answer_worker(request: Request) -> Response:
    """Answer with the script that keeps the stage, which may look after the stage alone."""
    answer = answer_file("text/javascript", HALL / "service-worker.js")(request)
    answer.headers["Service-Worker-Allowed"] = request.url.path.removesuffix("/worker.js")
    return answer


@lru_cache(maxsize=32)  # the files of the pages, before and after a change
def read_files(paths: tuple[Path, ...], _changed: tuple[int, ...]) -> tuple[bytes, bytes, str]:
    """Return the files `paths` as one, the same packed once for all viewers, and a tag that changes with it."""
    plain = b"".join(path.read_bytes() for path in paths)
    return plain, gzip.compress(plain, compresslevel=9, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:16]}"'


# Until the first st.navigation, Streamlit takes a folder called pages/ for its older way of making pages, and runs a
# page that is asked for by its address without the frame around it.
PagesManager.uses_pages_directory = False

# A proxy on this machine may say that it was reached by https. uvicorn itself trusts 127.0.0.1 alone, and Streamlit
# listens on IPv6, where that is another name.
PROXIES: Final = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]
MIDDLEWARE: Final = [Middleware(ProxyHeadersMiddleware, trusted_hosts=PROXIES), Middleware(AddHeaders)]
ROUTES: Final = [
    *(Route(f"/{page}", answer_page) for page in ("", *page_names("en")) if page != "map"),
    Route("/cases.geojson", answer_cases(lambda taken: to_geojson(taken.shown), "application/geo+json", "geojson")),
    Route("/cases.csv", answer_cases(lambda taken: to_csv(taken.shown), "text/csv; charset=utf-8", "csv")),
    Route("/cases.xlsx", answer_cases(write_workbook, WORKBOOK, "xlsx")),
    Route(f"{ASSETS}/atlas.json", answer_map),
    Route(f"{ASSETS}/view.json", answer_view),
    *(Route(f"{ASSETS}/{name}", answer_file(MEDIA[Path(name).suffix], *paths)) for name, paths in FILES.items()),
    Route("/stage", answer_stage),
    Route("/stage/map", answer_tour_map),
    Route("/stage/worker.js", answer_worker),
    Route("/speaker", answer_speaker),
    Route(f"{ASSETS}/code.json", answer_code),
    WebSocketRoute(f"{ASSETS}/room/{{room}}", join_room),
]
