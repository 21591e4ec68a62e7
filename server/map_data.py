"""What the map asks the server: all places once, and what to show for a query."""

import json
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from geo.tables.faults import DataError
from pages.parts.atlas_cache import current_atlas, map_json
from pages.parts.view import map_view, open_on_map, read_view
from server.data_errors import answer_faults
from server.headers import BY_LANGUAGE


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
    shown = map_view(atlas, open_on_map(atlas, view), atlas.find(view.selection))
    # The browser compares views as JSON strings, so the order of keys must be that of folium.
    content = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    return Response(content, media_type="application/json", headers={"Cache-Control": "no-cache", **BY_LANGUAGE})
