"""Rooms of a running atlas, as windows and phones speak in them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from server.stage.relay import MAX_MEMBERS, MAX_MESSAGE_CHARS, MAX_ROOMS, POLICY_VIOLATION, TRY_AGAIN_LATER
from tests.conftest import SHIPPED, serve

ROOM = "abcdefgh12345678"
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


def expect_in_step(one: ClientConnection, other: ClientConnection) -> None:
    """Expect that each hears the other."""
    for speaker, listener in ((one, other), (other, one)):
        speaker.send("here")
        assert listener.recv(TIMEOUT_S) == "here"


def test_everybody_in_a_room_hears_what_one_says_and_nobody_elsewhere(enter: Enter) -> None:
    stage, phone, laptop, stranger, neighbour = (enter(ROOM), enter(ROOM), enter(ROOM), *map(enter, ["z" * 16] * 2))
    stage.send('{"stop": 3}')
    assert phone.recv(TIMEOUT_S) == laptop.recv(TIMEOUT_S) == '{"stop": 3}'
    neighbour.send("first")
    assert stranger.recv(TIMEOUT_S) == "first"  # and not what was said before in the other room
    phone.send("second")
    assert stage.recv(TIMEOUT_S) == "second"  # and not its own word


def test_who_leaves_is_not_missed(enter: Enter) -> None:
    stage, phone, laptop = (enter(ROOM) for _ in range(3))
    expect_in_step(phone, laptop)
    for _ in range(2):
        stage.recv(TIMEOUT_S)
    phone.close()
    stage.send("still here")
    assert [laptop.recv(TIMEOUT_S)] == ["still here"]


@pytest.mark.parametrize(
    "name", ["short", "UPPERCASE1", "a" * 41, "abc.defghi", "%E4%B8%AD%E6%96%87%E5%AD%97%E7%AC%A6"]
)
def test_a_name_that_could_be_guessed_or_is_none_opens_no_room(enter: Enter, name: str) -> None:
    expect_closed(enter(name), POLICY_VIOLATION)


def test_a_room_holds_so_many_and_no_more(enter: Enter) -> None:
    members = [enter(ROOM) for _ in range(MAX_MEMBERS)]
    expect_closed(enter(ROOM), TRY_AGAIN_LATER)
    expect_in_step(members[0], members[1])


def test_a_message_that_is_too_long_or_no_text_is_dropped(enter: Enter) -> None:
    stage, phone = enter(ROOM), enter(ROOM)
    expect_in_step(stage, phone)
    stage.send("x" * (MAX_MESSAGE_CHARS + 1))
    stage.send("y" * MAX_MESSAGE_CHARS)
    assert phone.recv(TIMEOUT_S) == "y" * MAX_MESSAGE_CHARS


def test_a_house_that_is_full_lets_go_of_one_who_waits_alone(enter: Enter) -> None:
    stage, phone = enter(ROOM), enter(ROOM)
    expect_in_step(stage, phone)
    waiting = [enter(f"waiting{number:08}") for number in range(MAX_ROOMS - 1)]
    late, later = enter("late" * 4), enter("late" * 4)
    expect_in_step(late, later)
    expect_closed(waiting[0], TRY_AGAIN_LATER)
    expect_in_step(stage, phone)
