"""The speaker's view: what is said now and next, notes and clocks, in step with the stage."""

from starlette.requests import Request
from starlette.responses import Response

from server.stage.views import answer_hall


def answer_speaker(request: Request) -> Response:
    """Answer with the speaker's view of the stage that the query asks for."""
    return answer_hall(request, "server/stage/speaker.html", lambda _staging: {})
