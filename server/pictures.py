"""The picture of what an address shows, for those who share it."""

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from geo.tables.faults import DataError
from pages.parts.view import read_view
from server.data_errors import answer_faults
from server.sharing import picture_of


def answer_picture(request: Request) -> Response:
    """Answer with the picture (PNG) of the case, the city or the filters that the query names, else of all cases.

    Services ask for it from another site, and so does a page in which it is shown.
    """
    try:
        atlas, view = read_view(parse_qs(request.url.query, keep_blank_values=True), None)
    except DataError as error:
        return answer_faults(error, request)
    headers = {"Cache-Control": "max-age=3600", "Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(picture_of(atlas, view), media_type="image/png", headers=headers)
