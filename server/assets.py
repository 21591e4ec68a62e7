"""Published files: Leaflet, the map's layers, the land, scripts and styles of the pages and of the stage."""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import xstatic.pkg.leaflet
from starlette.requests import Request
from starlette.responses import Response

from geo.modules import join_modules
from pages.parts.atlas_cache import PROJECT
from server.headers import allow

LAYERS: Final = ("places", "tour")
LEAFLET: Final = Path(xstatic.pkg.leaflet.BASE_DIR)
MAP: Final = PROJECT / "geo/map"
TOKENS: Final = PROJECT / "geo/tokens.css"
PARTS: Final = PROJECT / "pages/parts"
SCREENS: Final = PROJECT / "pages/screens"
STAGE_FOLDER: Final = PROJECT / "server/stage"
MEDIA: Final = {
    ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".geojson": "application/geo+json",
    ".png": "image/png",
}  # fmt: skip
ICONS: Final = ("192", "512", "maskable")  # icon.svg for those who read no SVG; the last may be cut to any shape
# What the stage loads and asks of this host: directives of its policy.
STAGE_NEEDS: Final = ("script-src", "style-src", "img-src", "font-src", "connect-src", "frame-src", "worker-src")
# Files by their address below /assets. What is not listed here is not published, wherever it lies. A layer of the map
# comes as one file with what it stands on: streamlit-folium loads files one after the other.
FILES: Final = {
    "leaflet/leaflet.js": [LEAFLET / "leaflet.js"],
    "leaflet/leaflet.css": [LEAFLET / "leaflet.css"],
    "land.geojson": [PROJECT / "data/basemap/land.geojson"],
    **{f"{layer}.css": [TOKENS, MAP / "basemap.css", MAP / f"{layer}.css"] for layer in LAYERS},
    "lost.css": [TOKENS, PROJECT / "server/lost.css"],
    "hall.css": [TOKENS, STAGE_FOLDER / "shared.css"],
    **{file: [PARTS / file] for file in ("icon.svg", *(f"icon-{size}.png" for size in ICONS))},
    **{file: [STAGE_FOLDER / file] for file in ("stage.css", "handout.css", "speaker.css")},
}
# Scripts that are written as modules, by their address: each joined with all that it imports.
MODULES: Final = {
    "page.js": PARTS / "page.js",
    "desk.js": SCREENS / "desk.js",
    "places.js": MAP / "places.js",
    "tour.js": MAP / "tour.js",
    "stage.js": STAGE_FOLDER / "stage.js",
    "speaker.js": STAGE_FOLDER / "speaker.js",
}


class Packed(NamedTuple):
    """A file as it is, the same packed by gzip, a tag that changes with it, and the file packed by brotli, if it is."""

    plain: bytes
    gzip: bytes
    tag: str
    brotli: bytes = b""


def takes_coding(accepted: str, coding: str) -> bool:
    """Return whether the header Accept-Encoding, `accepted`, names `coding` other than to refuse it (q=0)."""
    return bool(re.search(rf"(?<!\w){coding}\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", accepted, re.IGNORECASE))


def answer_file(media_type: str, *paths: Path) -> Callable[[Request], Response]:
    """Return an endpoint that answers with the files `paths` as one, packed for everyone who takes it so."""
    return answer_packed(media_type, lambda: read_files(paths, _times(paths)))


def answer_modules(entry: Path) -> Callable[[Request], Response]:
    """Return an endpoint that answers with the module `entry` and all that it imports as one classic script."""
    return answer_packed("text/javascript", lambda: read_modules(entry, _times(_scripts_beside(entry))))


def _scripts_beside(entry: Path) -> list[Path]:
    """Return the scripts in the folder of `entry`, itself included."""
    return sorted(entry.parent.glob("*.js"))


def _times(paths: Iterable[Path]) -> tuple[int, ...]:
    """Return when each of `paths` was changed last (ns)."""
    return tuple(path.stat().st_mtime_ns for path in paths)


def pack_all() -> None:
    """Read and pack every published file, so that no viewer waits for it: a fifth of a second."""
    for paths in FILES.values():
        read_files(tuple(paths), _times(paths))
    for entry in MODULES.values():
        read_modules(entry, _times(_scripts_beside(entry)))


def answer_packed(media_type: str, read: Callable[[], Packed]) -> Callable[[Request], Response]:
    """Return an endpoint that answers with what `read` returns."""
    return lambda request: send_packed(request, media_type, read())


def send_packed(request: Request, media_type: str, file: Packed, *varies: str) -> Response:
    """Answer with `file` as the browser takes it, or that it is as before; it `varies` by these headers too."""
    headers = {"Cache-Control": "no-cache", "ETag": file.tag, "Vary": ", ".join([*varies, "Accept-Encoding"])}
    if request.headers.get("if-none-match") == file.tag:
        return Response(status_code=304, headers=headers)
    accepted = request.headers.get("accept-encoding", "")
    if file.brotli and takes_coding(accepted, "br"):
        return Response(file.brotli, media_type=media_type, headers=headers | {"Content-Encoding": "br"})
    if takes_coding(accepted, "gzip"):
        return Response(file.gzip, media_type=media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(file.plain, media_type=media_type, headers=headers)


def answer_worker(request: Request) -> Response:
    """Answer with the script that keeps the stage, which may look after the stage alone."""
    answer = answer_file("text/javascript", STAGE_FOLDER / "service-worker.js")(request)
    answer.headers["Service-Worker-Allowed"] = request.url.path.removesuffix("/worker.js")
    answer.headers.update(allow(*STAGE_NEEDS))  # it passes on what the stage asks for
    return answer


@lru_cache(maxsize=32)  # the files of the pages, before and after a change
def read_files(paths: tuple[Path, ...], _changed: tuple[int, ...]) -> Packed:
    """Return the files `paths` as one."""
    return pack(b"".join(path.read_bytes() for path in paths))


@lru_cache(maxsize=2 * len(MODULES))  # before and after a change
def read_modules(entry: Path, _changed: tuple[int, ...]) -> Packed:
    """Return the module `entry` joined with all that it imports."""
    return pack(join_modules(entry).encode())


def pack(plain: bytes) -> Packed:
    """Return `plain`, packed once for all viewers, with its tag."""
    return Packed(plain, gzip.compress(plain, compresslevel=9, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:16]}"')
