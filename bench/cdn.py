"""What folium takes from its CDNs, served from this machine.

Leaflet is the real one. jQuery is the one function that folium's popups call; Bootstrap and the icon fonts are empty
files: they are asked for as always, but cost neither a transfer nor work in the browser. That favours the pages beside
which the atlas is measured.
"""

from typing import Final

import folium
import xstatic.pkg.leaflet
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

LEAFLET: Final = {"leaflet": "/cdn/leaflet/leaflet.js", "leaflet_css": "/cdn/leaflet/leaflet.css"}
JQUERY: Final = """window.$ = (html) => {
    const made = document.createElement("template");
    made.innerHTML = html;
    return [made.content.firstElementChild];
};"""
YEAR: Final = "public, max-age=31536000, immutable"  # as the CDNs have it


class LocalMap(folium.Map):
    """folium's map, with as many scripts and style sheets as ever, all from this machine."""

    default_js = tuple((name, LEAFLET.get(name, f"/cdn/small/{name}.js")) for name, _ in folium.Map.default_js)
    default_css = tuple((name, LEAFLET.get(name, f"/cdn/small/{name}.css")) for name, _ in folium.Map.default_css)


def answer_small(request: Request) -> Response:
    """Answer with the stand-in for jQuery, or with an empty script or style sheet."""
    file = request.path_params["file"]
    media_type = "text/css" if file.endswith("css") else "text/javascript"
    return Response(JQUERY if file == "jquery.js" else "", media_type=media_type, headers={"Cache-Control": YEAR})


ROUTES: Final = [
    Mount("/cdn/leaflet", StaticFiles(directory=xstatic.pkg.leaflet.BASE_DIR)),
    Route("/cdn/small/{file}", answer_small),
]
