"""Rooms of a running atlas, as windows and phones speak in them."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest
from starlette.types import Message
from starlette.websockets import WebSocket
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bench.viewers import run_apart
from server.connections import MAX_MESSAGE_BYTES
from server.stage.messages import MAX_MESSAGE_CHARS, is_message
from server.stage.relay import (
    BURST,
    MAX_MEMBERS,
    MAX_ROOMS,
    MAX_SOCKETS_PER_ADDRESS,
    MAX_UNSENT,
    PACE_S,
    POLICY_VIOLATION,
    TRY_AGAIN_LATER,
    join_room,
)
from tests.conftest import SHIPPED, serve

ROOM = "abcdefgh12345678"
TOO_BIG = 1009  # the WebSocket code for a message that is too large
TIMEOUT_S = 10  # after which nothing more is expected

Enter = Callable[[str], ClientConnection]


@pytest.fixture(scope="module")
def house() -> Iterator[str]:
    """Return the address of an atlas whose rooms nobody else uses."""
    with serve(SHIPPED) as address:
        yield address


@pytest.fixture
def enter(house: str) -> Iterator[Enter]:
    """Return what enters a room; everybody leaves at the end."""
    with ExitStack() as everybody:
        rooms = house.replace("http", "ws") + "/assets/room/"
        yield lambda room: everybody.enter_context(connect(rooms + room))


def expect_closed(socket: ClientConnection, code: int) -> None:
    """Expect that the server closes `socket` with `code`."""
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(TIMEOUT_S)
    assert closed.value.rcvd
    assert closed.value.rcvd.code == code


def go(stop: int) -> str:
    """Return the message that asks the stage to go to `stop`."""
    return json.dumps({"go": stop})


def expect_in_step(one: ClientConnection, other: ClientConnection) -> None:
    """Expect that each hears the other."""
    for speaker, listener in ((one, other), (other, one)):
        speaker.send(go(1))
        assert listener.recv(TIMEOUT_S) == go(1)


def test_everybody_in_a_room_hears_what_one_says_and_nobody_elsewhere(enter: Enter) -> None:
    stage, phone, laptop, stranger, neighbour = (enter(ROOM), enter(ROOM), enter(ROOM), *map(enter, ["z" * 16] * 2))
    stage.send('{"stop": 3}')
    assert phone.recv(TIMEOUT_S) == laptop.recv(TIMEOUT_S) == '{"stop": 3}'
    neighbour.send(go(1))
    assert stranger.recv(TIMEOUT_S) == go(1)  # and not what was said before in the other room
    phone.send(go(2))
    assert stage.recv(TIMEOUT_S) == go(2)  # and not its own word


def test_who_leaves_is_not_missed(enter: Enter) -> None:
    stage, phone, laptop = (enter(ROOM) for _ in range(3))
    expect_in_step(phone, laptop)
    for _ in range(2):
        stage.recv(TIMEOUT_S)
    phone.close()
    stage.send(go(7))
    assert [laptop.recv(TIMEOUT_S)] == [go(7)]


@pytest.mark.parametrize(
    "name", ["short", "UPPERCASE1", "a" * 41, "abc.defghi", "%E4%B8%AD%E6%96%87%E5%AD%97%E7%AC%A6"]
)
def test_a_name_that_could_be_guessed_or_is_none_opens_no_room(enter: Enter, name: str) -> None:
    expect_closed(enter(name), POLICY_VIOLATION)


def test_a_room_holds_so_many_and_no_more(enter: Enter) -> None:
    room = "full" * 4  # nobody of another test is about to leave it
    members = [enter(room) for _ in range(MAX_MEMBERS)]
    expect_closed(enter(room), TRY_AGAIN_LATER)
    expect_in_step(members[0], members[1])


GOOD = [
    {},
    {"stop": 3, "black": False, "gone": None, "view": "speaker?lang=zh&order=west", "tour": "a1", "room": ROOM},
    {"stop": 49, "black": True, "gone": 61_234, "view": "speaker?lang=en&q=%E7%83%AD%E7%BA%BF", "id": "123,456"},
    {"ask": True, "lost": False, "room": None},
    {"go": 1, "zero": True},
    {"stop": 12, "side": "2024-int-14"},
    {"stop": 12, "side": None},
]
BAD = [
    "here",
    "null",
    "[1]",
    '"go"',
    "{",
    '{"go": "1"}',
    '{"go": 1.5}',
    '{"go": -1}',
    '{"stop": 1e9}',
    '{"gone": NaN}',
    '{"gone": 1e999}',
    '{"black": 1}',
    '{"tour": {}}',
    '{"evil": 1}',
    '{"side": 14}',
    '{"side": ""}',
    '{"side": ["2024-int-14"]}',
    '{"side": "2024-int-14\\n"}',
    '{"side": "../evil"}',
    '{"side": "<img src=x>"}',
    '{"side": "' + "x" * 101 + '"}',
    '{"id": "' + "x" * 41 + '"}',
    '{"view": "http://evil.example/speaker?lang=zh"}',
    '{"view": "//evil.example/speaker"}',
    '{"view": "http://["}',
    '{"view": "stage?lang=zh"}',
    '{"view": "speaker?public_url=http://evil.example/"}',
    '{"view": "speaker?lang=zh&public%5Furl=http://evil.example/"}',
    '{"go": 1}' + " " * MAX_MESSAGE_CHARS,
    "[" * 3000,
]


@pytest.mark.parametrize("message", GOOD)
def test_what_stage_and_speaker_say_is_a_message(message: dict[str, object]) -> None:
    assert is_message(json.dumps(message))


@pytest.mark.parametrize("text", BAD, ids=lambda text: text[:40])
def test_what_is_no_message_is_dropped(text: str) -> None:
    assert not is_message(text)


def test_who_says_what_is_no_message_is_heard_again_when_it_says_one(enter: Enter) -> None:
    stage, phone = enter(ROOM), enter(ROOM)
    for text in BAD[:10]:
        stage.send(text)
    stage.send(go(5))
    assert phone.recv(TIMEOUT_S) == go(5)


def test_a_house_that_is_full_lets_go_of_the_quietest(enter: Enter) -> None:
    stage, phone = enter(ROOM), enter(ROOM)
    expect_in_step(stage, phone)
    waiting = [enter(f"waiting{number:08}") for number in range(MAX_ROOMS - 1)]
    late, later = enter("late" * 4), enter("late" * 4)
    expect_in_step(late, later)
    expect_closed(waiting[0], TRY_AGAIN_LATER)
    expect_in_step(stage, phone)


def test_two_hundred_sockets_of_one_client_shut_no_speaker_out(enter: Enter) -> None:
    crowd = [enter(f"crowd{number // 2:08}") for number in range(200)]
    stage, phone = enter(ROOM), enter(ROOM)
    expect_in_step(stage, phone)
    expect_closed(crowd[0], TRY_AGAIN_LATER)
    kept = [enter(f"again{number // 2:08}") for number in range(MAX_SOCKETS_PER_ADDRESS)]
    expect_in_step(kept[-1], kept[-2])
    expect_in_step(stage, phone)


def test_a_flood_is_passed_on_at_a_bearable_pace_and_to_its_last_word(enter: Enter) -> None:
    stage, flood = enter(ROOM), enter(ROOM)
    began = time.monotonic()
    for stop in range(BURST + 10):
        flood.send(go(stop))
    heard = [stage.recv(TIMEOUT_S) for _ in range(BURST + 10)]
    assert heard == [go(stop) for stop in range(BURST + 10)]
    assert time.monotonic() - began > 9 * PACE_S


class Deaf:
    """A socket of a client that never reads: what is sent to it is never taken."""

    def __init__(self, *said: str) -> None:
        """Enter the room and say `said`."""
        self.said = [{"type": "websocket.connect"}, *({"type": "websocket.receive", "text": text} for text in said)]
        self.got: list[Message] = []
        scope = {"type": "websocket", "path_params": {"room": ROOM}, "client": (repr(self), 1), "headers": []}
        self.socket = WebSocket(scope, self.receive, self.send)

    async def receive(self) -> Message:
        """Return what is to be said next; then nothing for ever."""
        return self.said.pop(0) if self.said else await asyncio.Future()

    async def send(self, message: Message) -> None:
        """Take the answer to the handshake, and a closing; no message ever."""
        self.got.append(message)
        if message["type"] == "websocket.send":
            await asyncio.Future()


def test_who_does_not_read_holds_nobody_up_and_leaves() -> None:
    async def meet() -> list[Message]:
        deaf, talker = Deaf(), Deaf(*map(go, range(MAX_UNSENT + 2)))
        talking = asyncio.create_task(join_room(talker.socket))
        await asyncio.wait_for(join_room(deaf.socket), TIMEOUT_S)
        talking.cancel()
        return deaf.got

    assert run_apart(meet())[-1] == {"type": "websocket.close", "code": TRY_AGAIN_LATER, "reason": ""}


def test_a_message_that_is_too_large_ends_its_connection_and_no_other(enter: Enter) -> None:
    stage, phone, stranger = enter(ROOM), enter(ROOM), enter(ROOM)
    stranger.send("x" * (MAX_MESSAGE_BYTES + 1))
    expect_closed(stranger, TOO_BIG)
    expect_in_step(stage, phone)


def test_a_message_of_many_megabytes_is_not_read_to_its_end(enter: Enter) -> None:
    stranger = enter(ROOM)
    with suppress(ConnectionClosed):  # while it sends
        stranger.send("x" * (100 * MAX_MESSAGE_BYTES))
    with pytest.raises(ConnectionClosed):
        stranger.recv(TIMEOUT_S)
