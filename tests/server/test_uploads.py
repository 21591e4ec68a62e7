"""A file that a visitor gives: taken for a session that is there, within bounds, and gone with it."""

import tomllib
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from server.uploads import MAX_HELD, MAX_UPLOAD_MB
from tests.conftest import PROJECT

TIMEOUT_S = 10
BOUNDARY = "x"
HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="list.txt"\r\nContent-Type: text/plain\r\n\r\n'
TAIL = b"\r\n--x--\r\n"
LARGEST = MAX_UPLOAD_MB * 1024 * 1024 - len(HEAD + TAIL)
CUT = 0  # instead of a status: who is still sending may find the line closed before he reads an answer


class Visitor(NamedTuple):
    """A session that a browser has open, and the token that its page sends along."""

    address: str
    session: str
    token: str

    def send(self, method: str = "PUT", file: str = "", size: int = 100, **headers: str) -> int:
        """Return the status of the answer to a file of `size` bytes; headers replace those of a browser."""
        own = {
            "Cookie": f"_streamlit_xsrf={self.token}",
            "X-Xsrftoken": self.token,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }
        body = HEAD + b"x" * size + TAIL if method == "PUT" else None
        path = f"/_stcore/upload_file/{headers.pop('session', self.session)}/{file or uuid4()}"
        return ask(self.address, method, path, body, own | headers)


def ask(address: str, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> int:
    """Return the status of the answer, or `CUT`; beside "Transfer-Encoding" a body goes without its length."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT_S)) as line:
        chunked = "Transfer-Encoding" in headers
        pieces = (body[at : at + 65536] for at in range(0, len(body), 65536)) if chunked and body else body
        try:
            line.request(method, path, pieces, headers, encode_chunked=chunked)
            return line.getresponse().status
        except ConnectionError:
            return CUT


@pytest.fixture
def visitor(atlas: str) -> Iterator[Visitor]:
    """Return a visitor whose page is open until the end of the test."""
    with closing(HTTPConnection(urlsplit(atlas).netloc, timeout=TIMEOUT_S)) as line:
        line.request("GET", "/_stcore/health")
        cookie = line.getresponse().getheader("set-cookie") or ""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    stream = f"{atlas.replace('http', 'ws')}/_stcore/stream"
    with connect(stream, subprotocols=["streamlit"], max_size=None, close_timeout=0) as socket:
        socket.send(asked.SerializeToString())
        while (message := ForwardMsg.FromString(socket.recv(30))).WhichOneof("type") != "new_session":
            pass
        session = message.new_session.initialize.session_id
        yield Visitor(atlas, session, cookie.split(";")[0].partition("=")[2])


def test_a_file_is_taken_and_taken_away(visitor: Visitor) -> None:
    file = str(uuid4())
    assert visitor.send(file=file) == 204
    assert visitor.send("DELETE", file=file) == 204


def test_the_largest_file_is_taken_and_a_larger_one_is_not(visitor: Visitor) -> None:
    assert visitor.send(size=LARGEST) == 204
    assert visitor.send(size=LARGEST + 1) in {413, CUT}


@pytest.mark.parametrize("size", [LARGEST + 10_000, 20 * LARGEST])
def test_a_body_that_does_not_tell_its_size_is_cut_off(visitor: Visitor, size: int) -> None:
    assert visitor.send(size=size, **{"Transfer-Encoding": "chunked"}) in {413, CUT}
    assert visitor.send() == 204


@pytest.mark.parametrize("size", ["200000000", "-1", "1e3", "９"])
def test_a_size_that_is_too_large_or_none_is_refused_before_anything_is_read(visitor: Visitor, size: str) -> None:
    path = f"/_stcore/upload_file/{visitor.session}/{uuid4()}"
    assert ask(visitor.address, "PUT", path, None, {"Content-Length": size.encode().decode("latin-1")}) in {400, 413}


def test_a_session_holds_few_files_and_sends_few(visitor: Visitor) -> None:
    assert [visitor.send() for _ in range(MAX_HELD + 1)] == [204] * MAX_HELD + [429]
    file = str(uuid4())
    assert visitor.send("DELETE", file=file) == 204  # of none that it has


def test_a_session_that_sends_too_often_must_wait(visitor: Visitor) -> None:
    statuses = []
    for _ in range(21):
        file = str(uuid4())
        statuses.append(visitor.send(file=file))
        visitor.send("DELETE", file=file)
    assert statuses == [204] * 20 + [429]


def test_nobody_sends_a_file_for_no_session_from_a_foreign_page_or_without_the_token(visitor: Visitor) -> None:
    assert visitor.send(session=str(uuid4())) == 404
    assert visitor.send(session="../../x") == 404
    assert visitor.send(file="x") == 404
    assert visitor.send(Origin="https://evil.example") == 403
    assert visitor.send(**{"X-Xsrftoken": ""}) == 403


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "HEAD"])
def test_nothing_else_is_answered_there(visitor: Visitor, method: str) -> None:
    assert visitor.send(method) == 404


def test_streamlit_has_the_same_limit() -> None:
    settings = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text("utf-8"))
    assert settings["server"]["maxUploadSize"] == MAX_UPLOAD_MB
