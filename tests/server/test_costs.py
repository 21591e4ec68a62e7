"""What costs more than a moment is made in turn, and nothing is made that nobody wants."""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote, urlsplit

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message

from bench.viewers import run_apart
from server.costs import RETRY_AFTER_S, Queue
from server.routes import ENDPOINTS

LONGEST = 2
TIMEOUT_S = 30


class Making:
    """A costly answer that takes until it is let go, and how many were made at once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.at_once = self.most = self.made = 0
        self.begun, self.let_go = threading.Event(), threading.Event()

    def __call__(self, _request: Request) -> Response:
        """Answer once it is let go."""
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.begun.set()
        self.let_go.wait(TIMEOUT_S)
        self.at_once -= 1
        self.made += 1
        return PlainTextResponse("made")


def request_of(client: str) -> Request:
    """Return a request; that of a client called "gone" was given up meanwhile."""

    async def receive() -> Message:
        if client == "gone":
            return {"type": "http.disconnect"}
        return await asyncio.Future()

    return Request({"type": "http", "method": "GET", "path": "/", "headers": []}, receive)


def answers_of(making: Making, clients: list[str]) -> list[Response]:
    """Return what each of `clients`, who ask at once, is answered."""

    async def ask() -> list[Response]:
        turn = asyncio.Lock()
        endpoint = Queue(LONGEST, lambda: turn)(making)
        asked = [asyncio.create_task(endpoint(request_of(client))) for client in clients]
        await asyncio.to_thread(making.begun.wait)
        making.let_go.set()
        return await asyncio.gather(*asked)

    return run_apart(ask())


def test_one_is_made_some_wait_and_the_rest_are_told_when_to_come_again() -> None:
    making = Making()
    answers = answers_of(making, [""] * (LONGEST + 4))
    assert [answer.status_code for answer in answers] == [200] * (LONGEST + 1) + [503] * 3
    assert {answer.headers.get("retry-after") for answer in answers[-3:]} == {str(RETRY_AFTER_S)}
    assert making.most == 1


def test_for_those_who_have_gone_nothing_is_made() -> None:
    making = Making()
    answers_of(making, ["", "gone", ""])
    assert making.made == 2


def get(address: str, path: str) -> tuple[HTTPResponse, bytes]:
    """Return the answer to a request of `path`, and its body."""
    line = HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT_S)
    try:
        line.request("GET", path, headers={"Accept-Language": "zh-CN"})
        answer = line.getresponse()
        return answer, answer.read()
    finally:
        line.close()


def test_of_twenty_who_ask_for_a_workbook_at_once_each_gets_it_or_is_told_to_come_again(atlas: str) -> None:
    with ThreadPoolExecutor(20) as crowd:
        answers = [*crowd.map(lambda _: get(atlas, "/cases.xlsx"), range(20))]
    assert {answer.status for answer, _ in answers} == {200, 503}
    busy = [(answer.getheader("retry-after"), body.decode()) for answer, body in answers if answer.status == 503]
    assert {*busy} == {(str(RETRY_AFTER_S), "请求过多，请几秒后重试。")}


@pytest.mark.parametrize("path", ["stage", "speaker", "cases.xlsx", "cases.csv", "cases.geojson", "assets/code.json"])
def test_every_costly_answer_is_made_in_turn(path: str) -> None:
    assert asyncio.iscoroutinefunction(ENDPOINTS[path])


@pytest.mark.parametrize(("path", "most"), [("/stage", 100_000), ("/speaker", 140_000)])  # a code has 12 kB
def test_a_stage_brings_no_code_but_that_of_its_end(atlas: str, path: str, most: int) -> None:
    _, page = get(atlas, path)
    assert page.count(b"<svg") <= 2
    assert len(page) < most


def test_the_code_of_a_stop_comes_when_it_is_wanted(atlas: str) -> None:
    answer, body = get(atlas, f"/assets/code.json?address={quote('http://hall.example/case?case=2024-int-03')}")
    assert answer.status == 200
    assert json.loads(body)["svg"].startswith("<svg")
