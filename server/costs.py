"""Answers that cost more than a moment: a few at a time, so that who looks at the map does not feel them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geo.text import choose_language, translator
from server.headers import BY_LANGUAGE

RETRY_AFTER_S: Final = 5
BUSY_S: Final = 1  # before somebody is told to come again: who asks again at once would keep the server busy with that

Answer = Callable[[Request], Response]


class Queue:
    """A queue for costly answers: one is made, at most `longest` others wait, and who comes then is told to come again.

    Who has gone while it waited is passed over.
    """

    def __init__(self, longest: int) -> None:
        """Begin with nobody."""
        self.longest = longest
        self.waiting = 0
        self.turn = asyncio.Lock()

    def __call__(self, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint that answers as `answer` does, in its turn."""

        async def answer_in_turn(request: Request) -> Response:
            if self.waiting > self.longest:
                await asyncio.sleep(BUSY_S)
                return answer_busy(request)
            self.waiting += 1
            try:
                async with self.turn:
                    gone = await request.is_disconnected()
                    return Response(status_code=204) if gone else await run_in_threadpool(answer, request)
            finally:
                self.waiting -= 1

        return answer_in_turn


def answer_busy(request: Request) -> Response:
    """Answer that the server has too much to do, and when to come again."""
    words = translator(choose_language(request.headers.get("accept-language", "en")))
    said = words.gettext("The atlas is busy: please try again in a few seconds.")
    return PlainTextResponse(said, 503, {"Retry-After": str(RETRY_AFTER_S), "Cache-Control": "no-store"} | BY_LANGUAGE)


# With 100,000 cases a workbook takes 12 s and some 700 MB; a stage, or the code of an address, some 0.03 s.
in_turn_for_files: Final = Queue(longest=4)
in_turn_for_stages: Final = Queue(longest=64)
