"""What folium takes from its CDNs, served from this machine as XStatic and Bootstrap-Flask package it.

Only what nobody packages is an empty file: Popper (which the bundle of Bootstrap has), Leaflet.awesome-markers, its
rotation and the glyph icons of Bootstrap 3, all small.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

import folium
import xstatic.pkg.font_awesome
import xstatic.pkg.jquery
import xstatic.pkg.leaflet
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

# The package is found and not run: there is no Flask here.
BOOTSTRAP: Final = Path(find_spec("flask_bootstrap").origin).parent / "static/bootstrap5"
FOLDERS: Final = {
    "leaflet": xstatic.pkg.leaflet.BASE_DIR,
    "jquery": xstatic.pkg.jquery.BASE_DIR,
    "bootstrap": BOOTSTRAP,
    "awesome": xstatic.pkg.font_awesome.BASE_DIR,
}
FILES: Final = {
    "leaflet": "leaflet/leaflet.js",
    "leaflet_css": "leaflet/leaflet.css",
    "jquery": "jquery/jquery.min.js",
    "bootstrap": "bootstrap/js/bootstrap.min.js",
    "bootstrap_css": "bootstrap/css/bootstrap.min.css",
    "awesome_markers_font_css": "awesome/css/all.min.css",
}
YEAR: Final = {"Cache-Control": "public, max-age=31536000, immutable"}  # as the CDNs have it


class LocalMap(folium.Map):
    """folium's map, with as many scripts and style sheets as ever, all from this machine."""

    default_js = tuple((name, f"/cdn/{FILES.get(name, f'empty/{name}.js')}") for name, _ in folium.Map.default_js)
    default_css = tuple((name, f"/cdn/{FILES.get(name, f'empty/{name}.css')}") for name, _ in folium.Map.default_css)


class KeptFiles(StaticFiles):
    """Files that a browser keeps for a year."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Return the file, with the headers of the CDNs."""
        answer = super().file_response(*args, **kwargs)
        answer.headers.update(YEAR)
        return answer


def answer_empty(request: Request) -> Response:
    """Answer with an empty script or style sheet."""
    media_type = "text/css" if request.path_params["file"].endswith("css") else "text/javascript"
    return Response("", media_type=media_type, headers=YEAR)


ROUTES: Final = [
    Route("/cdn/empty/{file}", answer_empty),
    *(Mount(f"/cdn/{name}", KeptFiles(directory=folder)) for name, folder in FOLDERS.items()),
]
