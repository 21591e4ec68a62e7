"""What one stranger may not do: hold the server up from a foreign page, send it to the internet, fill its memory.

Nor may it be reached by a name that its operator does not know.
"""

import os
import re
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from server.access import CLOSED, allowed_hosts
from tests.conftest import PROJECT, SHIPPED, serve

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


# ---- by which names the atlas is reached ----

HEALTH = "/_stcore/health"
NAMES = [
    ("hall.example", 200),
    ("hall.example:8501", 200),
    ("HALL.Example", 200),
    ("a.b.example", 200),
    ("a.a.b.example:443", 200),
    ("[2001:db8::1]:8501", 200),
    ("[2001:db8::1]", 200),
    ("192.0.2.7:80", 200),
    ("xn--fsqu00a.xn--fiqs8s", 200),
    ("b.example", 400),  # itself is not below itself
    ("evilb.example", 400),
    ("hall.example.", 400),  # who wants the name with a dot at its end lists it so
    ("hall.example.evil.example", 400),
    ("hall.example@evil.example", 400),
    ("evil.example", 400),
    ("localhost", 400),
    ("[::1", 400),
    ("[2001:db8::2]", 400),
    ("hall.example:port", 400),
    ("a b", 400),
    ("", 400),
    (None, 400),
]


@pytest.fixture(scope="module")
def named() -> Iterator[str]:
    """Return the address of an atlas that is reached by some names alone."""
    with serve(SHIPPED, ALLOWED_HOSTS="hall.example, *.B.example,[2001:db8::1],192.0.2.7,例子.中国,") as address:
        yield address


def ask_as(address: str, host: str | None, path: str) -> tuple[int, bytes]:
    """Return status and body of the answer to a request with this header Host; None: without one."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT_S)) as line:
        line.putrequest("GET", path, skip_host=True)
        if host is not None:
            line.putheader("Host", host)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.read()


@pytest.mark.parametrize("path", ["/", "/stage", "/cases.csv", "/assets/hall.css", "/nowhere"])
@pytest.mark.parametrize(("host", "status"), NAMES)
def test_a_host_of_a_name_that_the_operator_does_not_know_gets_nothing(
    named: str, host: str | None, status: int, path: str
) -> None:
    answered, body = ask_as(named, host, path)
    assert answered == (404 if (status, path) == (200, "/nowhere") else status)
    assert status == 200 or len(body) < 100  # Starlette's line, or that of the parser of requests


@pytest.mark.parametrize("path", [STREAM, ROOM])
@pytest.mark.parametrize(("host", "status"), [("hall.example:8501", 101), ("evil.example", 400)])
def test_its_sockets_are_closed_to_such_a_host_too(named: str, host: str, status: int, path: str) -> None:
    assert shake_hands(named, path, f"http://{host}", host) == status


@pytest.mark.parametrize(
    ("host", "status"), [("localhost:8501", 200), ("127.0.0.1", 200), ("[::1]:8501", 200), ("evil.example", 400)]
)
def test_a_probe_beside_the_server_may_ask_for_its_health(named: str, host: str, status: int) -> None:
    assert ask_as(named, host, HEALTH)[0] == status


def test_without_a_list_the_atlas_is_reached_by_any_name(guarded: str) -> None:
    assert [ask_as(guarded, host, "/stage")[0] for host in ("evil.example", "localhost", "a..b")] == [200, 200, 200]


@pytest.mark.parametrize(
    "listed", ["https://a.example", "a.example:8501", "*a.example", "a b", "*.", "[::1]:80", "::1"]
)
def test_a_name_that_is_none_is_named_at_the_start(monkeypatch: pytest.MonkeyPatch, listed: str) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", f"b.example,{listed}")
    with pytest.raises(ValueError, match=re.escape(f"ALLOWED_HOSTS: {listed!r} is no host")):
        allowed_hosts()


@pytest.mark.parametrize(("listed", "read"), [("", ["*"]), (" , ", ["*"]), ("*", ["*"]), ("[0:0::1]", ["[::1]"])])
def test_a_list_of_nothing_allows_any_name(monkeypatch: pytest.MonkeyPatch, listed: str, read: list[str]) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", listed)
    assert allowed_hosts() == read


def test_a_host_that_is_none_is_refused_in_one_line_when_the_server_begins() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", "--server.port=0"]
    wrong = os.environ | {"ALLOWED_HOSTS": "https://a.example"}
    done = subprocess.run(command, cwd=PROJECT, env=wrong, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode
    assert "Traceback" not in done.stderr
    assert "ALLOWED_HOSTS: 'https://a.example' is no host: write a.example" in done.stderr
