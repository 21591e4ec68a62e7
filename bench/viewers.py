"""Many viewers at once, without a browser: each opens the page over Streamlit's protocol, and stays."""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, Final, NamedTuple, TypeVar

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

Result = TypeVar("Result")

TIMEOUT_S: Final = 60  # seconds until a viewer is given up
STAY_S: Final = 3  # seconds that everybody stays once the last one has come


class Visit(NamedTuple):
    """How long (s) a page took from the handshake to the end of its run, and the HTML it was made of."""

    wait: float
    html: str


@asynccontextmanager
async def connect_viewer(port: int) -> AsyncIterator[ClientConnection]:
    """Yield a socket as Streamlit's page opens it."""
    address = f"ws://localhost:{port}/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=TIMEOUT_S) as socket:
        yield socket


async def run_page(socket: ClientConnection, query: str = "") -> str:
    """Return the HTML that one run of the page with `query` draws."""
    message = BackMsg()
    message.rerun_script.context_info.locale = "zh-CN"
    message.rerun_script.query_string = query
    await socket.send(message.SerializeToString())
    drawn = []
    while (said := ForwardMsg.FromString(await socket.recv())).WhichOneof("type") != "script_finished":
        drawn.append(said.delta.new_element.html.body)
    return "".join(drawn)


async def visit(port: int, *, after: float = 0, until: float = 0, query: str = "") -> Visit:
    """Return the visit of one who comes `after` so many seconds and stays `until`; TimeoutError if nobody answers."""
    begin = time.monotonic()
    await asyncio.sleep(after)
    asked = time.monotonic()
    async with asyncio.timeout(TIMEOUT_S), connect_viewer(port) as socket:
        html = await run_page(socket, query)
        seen = Visit(time.monotonic() - asked, html)
        await asyncio.sleep(max(0, begin + until - time.monotonic()))
    return seen


def run_apart(work: Coroutine[Any, Any, Result]) -> Result:
    """Return what `work` returns, done in a thread of its own: the browser's driver has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def fill_hall(port: int, viewers: int, seconds: float) -> list[Visit | BaseException]:
    """Return the visits of `viewers` who come one after the other within `seconds`, and what went wrong for some."""

    async def come() -> list[Visit | BaseException]:
        comers = (visit(port, after=nth * seconds / viewers, until=seconds + STAY_S) for nth in range(viewers))
        return await asyncio.gather(*comers, return_exceptions=True)

    return run_apart(come())
