"""What a client may not do to the connections of a server: hold them half open, fill them without an end."""

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from urllib.parse import urlsplit

import pytest

from server.connections import HEADERS_TIMEOUT_S, MAX_HEADER_BYTES, raise_descriptors
from tests.conftest import PROJECT, SHIPPED, serve

TIMEOUT_S = 3 * HEADERS_TIMEOUT_S
FEW = 256  # descriptors
HALF = b"GET /healthz HTTP/1.1\r\nHost: hall.example\r\nX-Half:"


@contextmanager
def few_descriptors(soft: int) -> Iterator[None]:
    """Let processes that are started meanwhile begin with `soft` descriptors, as many a system does."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.fixture(scope="module")
def poor() -> Iterator[str]:
    """Return the address of an atlas that the system gives few descriptors at first."""
    with ExitStack() as stack:
        with few_descriptors(FEW):
            address = stack.enter_context(serve(SHIPPED))
        yield address


def connect(address: str) -> socket.socket:
    """Return a connection with the server."""
    url = urlsplit(address)
    return socket.create_connection((url.hostname, url.port), TIMEOUT_S)


def read_all(line: socket.socket) -> bytes:
    """Return all that the server sends until it closes the connection."""
    read = bytearray()
    try:
        while piece := line.recv(100_000):
            read += piece
    except ConnectionResetError:
        pass
    return bytes(read)


def ask_once(address: str, request: bytes) -> bytes:
    """Return the answer to `request`, of a connection that ends with it."""
    with closing(connect(address)) as line:
        line.sendall(request)
        return read_all(line)


HEALTHY = b"GET /healthz HTTP/1.1\r\nHost: hall.example\r\nConnection: close\r\n\r\n"


@pytest.mark.slow
def test_more_half_sent_headers_than_descriptors_stop_nobody_and_are_closed_in_time(poor: str) -> None:
    with ExitStack() as crowd:
        lines = [crowd.enter_context(closing(connect(poor))) for _ in range(2 * FEW)]
        began = time.monotonic()
        for line in lines:
            line.sendall(HALF)
        assert ask_once(poor, HEALTHY).startswith(b"HTTP/1.1 200")
        assert {read_all(line) for line in lines} == {b""}
        assert HEADERS_TIMEOUT_S - 1 < time.monotonic() - began < 2 * HEADERS_TIMEOUT_S


@pytest.mark.slow
def test_a_connection_without_a_whole_request_ends_whatever_came_before(poor: str) -> None:
    before = [b"", HALF, HEALTHY.replace(b"close", b"keep-alive") + HALF]
    with ExitStack() as stack:
        lines = [stack.enter_context(closing(connect(poor))) for _ in before]
        for line, sent in zip(lines, before, strict=True):
            line.sendall(sent)
        began = time.monotonic()
        answered = [read_all(line) for line in lines]
        assert time.monotonic() - began < 2 * HEADERS_TIMEOUT_S
    assert [answer.count(b"HTTP/1.1 200") for answer in answered] == [0, 0, 1]


@pytest.mark.parametrize(
    "begin", [b"GET /healthz HTTP/1.1\r\nX-Long: ", b"GET /healthz?q=", b"GET /healthz HTTP/1.1\r\n" + b"A: b\r\n" * 10]
)
def test_headers_without_an_end_are_not_read_to_their_end(poor: str, begin: bytes) -> None:
    with closing(connect(poor)) as line:
        line.sendall(begin)
        assert send_at_most(line, 1_000 * MAX_HEADER_BYTES) < 100 * MAX_HEADER_BYTES


def send_at_most(line: socket.socket, most: int) -> int:
    """Return how many bytes go out before the server ends the connection, at `most` so many."""
    for sent in range(0, most, MAX_HEADER_BYTES):
        try:
            line.sendall(b"x" * MAX_HEADER_BYTES)
        except OSError:
            return sent
    return most


def test_a_body_that_never_ends_holds_no_connection(poor: str) -> None:
    with closing(connect(poor)) as line:
        line.sendall(b"POST /healthz HTTP/1.1\r\nHost: hall.example\r\nContent-Length: 1000000\r\n\r\nx")
        assert read_all(line).startswith(b"HTTP/1.1 405")


def test_requests_that_are_whole_are_answered_one_after_the_other(poor: str) -> None:
    answers = ask_once(poor, 3 * HEALTHY.replace(b"close", b"keep-alive") + HEALTHY)
    assert answers.count(b"HTTP/1.1 200") == 4


def test_headers_as_long_as_browsers_have_them_are_taken(poor: str) -> None:
    long = HEALTHY.replace(b"Connection", b"Cookie: " + b"x" * 16_000 + b"\r\nConnection")
    assert ask_once(poor, long).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "request_line", [b"GET /healthz", b"GET /stage", b"GET /nowhere.txt", b"PUT /_stcore/upload_file/a"]
)
def test_no_answer_names_the_server_behind_it(poor: str, request_line: bytes) -> None:
    request = request_line + b" HTTP/1.1\r\nHost: hall.example\r\nConnection: close\r\n\r\n"
    assert b"\r\nserver:" not in ask_once(poor, request).lower()


def test_the_soft_limit_of_descriptors_becomes_the_hard_one() -> None:
    told = "from server.connections import raise_descriptors; print(raise_descriptors())"
    with few_descriptors(FEW):
        said = subprocess.run([sys.executable, "-c", told], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert int(said.stdout) == resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    assert raise_descriptors() > FEW


def test_the_operator_is_told_for_how_many_viewers_it_is_enough() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0", "--server.headless", "true"]
    with (
        few_descriptors(FEW),
        subprocess.Popen(
            command, cwd=PROJECT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=os.environ
        ) as process,
    ):
        assert process.stderr
        said = next(line for line in process.stderr if "viewers at once" in line)
        process.terminate()
    assert f"about {resource.getrlimit(resource.RLIMIT_NOFILE)[1] // 4} viewers" in said
