"""What one stranger may not do: hold the server up from a foreign page, send it to the internet, fill its memory."""

import select
import socket
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from server.access import CLOSED
from tests.conftest import SHIPPED, serve

STREAM, ROOM = "/_stcore/stream", "/assets/room/abcdefgh12345678"
TIMEOUT_S = 10
FOREIGN = [
    "http://evil.example",
    "https://evil.example:8501",
    "null",
    "http://",
    "http://[",
    "http://localhost.evil.example",
    "http://192.0.2.7",
    "file://",
]


@pytest.fixture(scope="module")
def black_hole() -> Iterator[socket.socket]:
    """Return a listening socket that answers nobody: a proxy through which every request of the server would go."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.fixture(scope="module")
def guarded(black_hole: socket.socket) -> Iterator[str]:
    """Return the address of an atlas whose way to the internet is the black hole."""
    proxy = f"http://127.0.0.1:{black_hole.getsockname()[1]}"
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"), proxy)
    allowed = {"PUBLIC_URL": "https://cases.example.org/", "ALLOWED_ORIGINS": "https://a.example, http://b.example:1"}
    with serve(SHIPPED, **(proxies | allowed)) as address:
        yield address


def shake_hands(address: str, path: str, origin: str | None, host: str | None = None) -> int:
    """Return the status of a WebSocket handshake: 101 if the socket stands."""
    url = urlsplit(address)
    asked = f"ws://{host or url.netloc}{path}"
    with socket.create_connection((url.hostname, url.port), TIMEOUT_S) as line:
        try:
            with connect(asked, sock=line, origin=origin, open_timeout=TIMEOUT_S, proxy=None):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code


def anybody(listening: socket.socket) -> bool:
    """Return whether anything has tried to connect to `listening`."""
    return bool(select.select([listening], [], [], 0)[0])


@pytest.mark.parametrize("path", [STREAM, ROOM])
@pytest.mark.parametrize("origin", FOREIGN)
def test_a_socket_of_a_foreign_page_is_refused_and_nothing_goes_out(
    guarded: str, black_hole: socket.socket, path: str, origin: str
) -> None:
    assert shake_hands(guarded, path, origin) == 403
    assert not anybody(black_hole)


@pytest.mark.parametrize("path", [STREAM, ROOM])
@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (None, None),
        ("https://cases.example.org", None),
        ("https://a.example", None),
        ("http://b.example:1", None),
        ("http://hall.example:8501", "hall.example:8501"),
        ("HTTP://Hall.Example:8501", "hall.example:8501"),
    ],
)
def test_an_own_page_and_those_of_the_operator_get_their_socket_and_nothing_goes_out(
    guarded: str, black_hole: socket.socket, path: str, origin: str | None, host: str | None
) -> None:
    assert shake_hands(guarded, path, origin, host) == 101
    assert not anybody(black_hole)


def ask(address: str, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    """Return status and body of the answer to a request."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT_S)) as line:
        line.request(method, path, body=body)
        answer = line.getresponse()
        return answer.status, answer.read()


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("endpoint", CLOSED)
def test_endpoints_that_the_atlas_does_not_use_are_not_there(guarded: str, endpoint: str, method: str) -> None:
    assert ask(guarded, method, f"/{endpoint}/a/b", b"x" * 1000) == (404, b"Not Found")


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config"])
def test_what_the_pages_need_stays_open(guarded: str, path: str) -> None:
    assert ask(guarded, "GET", path)[0] == 200
