"""What the operator reads: his own lines, and of a stranger's garbage no more than a line."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bench.server import free_port, wait_for
from server.logs import MAX_LINE_CHARS, Shorten
from tests.conftest import PROJECT

GARBAGE = b"\xff" * 1000
TIMEOUT_S = 10


def record(message: str, *args: object, level: int = logging.WARNING, error: Exception | None = None) -> str:
    """Return the line that comes of `message`."""
    exc_info = (type(error), error, None) if error else None
    made = logging.LogRecord("streamlit", level, "", 0, message, args, exc_info)
    assert Shorten().filter(made)
    return logging.Formatter().format(made)


def test_a_line_is_cut_and_stays_one_line() -> None:
    assert record("name %s", "x" * 5000) == "name " + "x" * (MAX_LINE_CHARS - 6) + "…"
    assert record("a\x1b[31mred\r\x00") == r"a\x1b[31mred\r\x00"
    assert record("forged\n2026-11-25 all is well") == r"forged\n2026-11-25 all is well"


def test_a_warning_has_no_traceback_and_an_error_has_one() -> None:
    assert record("bad message", error=ValueError("wire")) == "bad message: ValueError('wire')"
    assert record("failed", level=logging.ERROR, error=ValueError("wire")).startswith("failed\nValueError")


@pytest.fixture
def logged() -> Iterator[tuple[int, Callable[[], str]]]:
    """Return the port of a server as an operator starts it, and what stops it and returns its log."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless=true"]
    with subprocess.Popen(
        command, cwd=PROJECT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as process:

        def stop() -> str:
            process.terminate()
            return process.communicate(timeout=TIMEOUT_S)[1]

        wait_for(f"http://localhost:{port}/healthz", process)
        yield port, stop


def test_garbage_leaves_short_lines_and_no_traceback(logged: tuple[int, Callable[[], str]]) -> None:
    port, stop = logged
    for sent in (GARBAGE, "text", b"", "x" * 100_000):
        for path in ("/_stcore/stream", "/assets/room/abcdefgh12345678"):
            with connect(f"ws://localhost:{port}{path}") as line:
                tell(line, sent)
    for path in ("/" + "a" * 20_000, "/%00%ff", "/case?case=" + "%0a" * 1000):
        with (
            closing(HTTPConnection("localhost", port, timeout=TIMEOUT_S)) as asked,
            suppress(HTTPException),
        ):
            asked.request("GET", path)
            asked.getresponse().read()
    lines = stop().splitlines()
    assert [line for line in lines if "Traceback" in line or len(line) > MAX_LINE_CHARS + 30] == []
    assert len([line for line in lines if "Read " in line or "viewers at once" in line]) == 2
    assert len(lines) < 20


def tell(line: ClientConnection, sent: str | bytes) -> None:
    """Send something and wait until the server closes the line, or says nothing for a second."""
    with suppress(ConnectionClosed, TimeoutError):
        line.send(sent)
        while True:
            line.recv(1)
