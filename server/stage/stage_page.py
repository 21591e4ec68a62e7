"""The stage: a tour of the cases for a hall, as a page that needs its server no more once it stands.

Streamlit's own pages live on a socket: when it drops, they say so to the hall, and a reload is white for a second. This
page is HTML from the first byte, dark where the hall is, and carries every stop.
"""

from starlette.requests import Request
from starlette.responses import Response

from server.stage.help import describe_keys, describe_settings, offer_address
from server.stage.views import answer_hall


def answer_stage(request: Request) -> Response:
    """Answer with the stage that the query asks for, at its stop."""
    return answer_hall(
        request,
        "server/stage/stage.html",
        lambda staging: {
            "keys": describe_keys(staging.view.language),
            "settings": describe_settings(staging),
            "offer": offer_address(staging, request.client.host if request.client else ""),
        },
    )
