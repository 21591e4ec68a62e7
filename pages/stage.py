"""The stage: a tour of the cases for a hall, as a page that needs its server no more once it stands.

Streamlit's own pages live on a socket: when it drops, they say so to the hall, and a reload is white for a second. This
page is HTML from the first byte, dark where the hall is, and carries every stop.
"""

from starlette.requests import Request
from starlette.responses import Response

from pages.parts.hall.answer import answer_hall
from pages.parts.hall.help import describe_keys, describe_settings, offer_address


def answer_stage(request: Request) -> Response:
    """Answer with the stage that the query asks for, at its stop."""
    return answer_hall(
        request,
        "hall/stage.html",
        lambda staging: {
            "keys": describe_keys(staging.view.language),
            "settings": describe_settings(staging),
            "offer": offer_address(staging, request.client.host if request.client else ""),
        },
    )
