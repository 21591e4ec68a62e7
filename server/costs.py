"""Answers that cost more than a moment: a few at a time, so that who looks at the map does not feel them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geo.text import choose_language, translator
from pages.parts.atlas_cache import current_reading
from server.headers import BY_LANGUAGE

RETRY_AFTER_S: Final = 5
FEW_CASES: Final = 1000  # whose workbook takes a tenth of a second
BREATHS: Final = 4  # times as long as a costly answer took, none is made after it: a fifth of the time at most
MAX_BREATH_S: Final = 0.2
BUSY_S: Final = 1  # before somebody is told to come again: who asks again at once would keep the server busy with that

Answer = Callable[[Request], Response]


class Queue:
    """A queue for costly answers: one is made, at most `longest` others wait, and who comes then is told to come again.

    Who has gone while it waited is passed over.
    """

    def __init__(self, longest: int, turn: Callable[[], asyncio.Lock]) -> None:
        """Begin with nobody; of all whose `turn` is the same lock only one is made."""
        self.longest = longest
        self.waiting = 0
        self.turn = turn

    def __call__(self, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint that answers as `answer` does, in its turn."""

        async def answer_in_turn(request: Request) -> Response:
            if self.waiting > self.longest:
                await asyncio.sleep(BUSY_S)
                return answer_busy(request)
            self.waiting += 1
            try:
                async with breathing(self.turn()):
                    gone = await request.is_disconnected()
                    return Response(status_code=204) if gone else await run_in_threadpool(answer, request)
            finally:
                self.waiting -= 1

        return answer_in_turn


@asynccontextmanager
async def breathing(turn: asyncio.Lock) -> AsyncIterator[None]:
    """Have the `turn`, and let nobody have it for a while afterwards, `BREATHS` times as long as it was had."""
    loop = asyncio.get_running_loop()
    await turn.acquire()
    begun = loop.time()
    try:
        yield
    finally:
        loop.call_later(min(BREATHS * (loop.time() - begun), MAX_BREATH_S), turn.release)


def answer_busy(request: Request) -> Response:
    """Answer that the server has too much to do, and when to come again."""
    words = translator(choose_language(request.headers.get("accept-language", "en")))
    said = words.gettext("The atlas is busy: please try again in a few seconds.")
    return PlainTextResponse(said, 503, {"Retry-After": str(RETRY_AFTER_S), "Cache-Control": "no-store"} | BY_LANGUAGE)


_turn, _turn_of_many_cases = asyncio.Lock(), asyncio.Lock()


def turn_of_files() -> asyncio.Lock:
    """Return the turn of a file: the one that all have, but its own if the folder has many cases.

    With 100,000 a workbook takes 12 s and some 700 MB, and no speaker may wait for that.
    """
    cases = next((len(atlas.cases) for atlas in current_reading().atlases.values()), 0)
    return _turn if cases <= FEW_CASES else _turn_of_many_cases


in_turn_for_files: Final = Queue(4, turn_of_files)
in_turn_for_stages: Final = Queue(64, lambda: _turn)  # a stage, or the code of an address, takes 0.03 s
