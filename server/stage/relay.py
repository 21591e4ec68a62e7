"""Rooms: the line between a stage and the phones of its speaker. Who knows the room's name hears and speaks in it."""

import asyncio
import re
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from starlette.websockets import WebSocket

from server.stage.messages import is_message

ROOM_NAME: Final = r"[a-z0-9]{8,40}"  # long enough not to be guessed
MAX_ROOMS: Final = 100
MAX_MEMBERS: Final = 8  # a stage, a laptop, a few phones
MAX_SOCKETS_PER_ADDRESS: Final = 40  # five full rooms: all speakers of a venue behind one router
MAX_UNSENT: Final = 32  # messages that wait for a member who does not read
BURST: Final = 20  # messages that a member may send at once
PACE_S: Final = (
    1 / 30
)  # seconds a message beyond them, as a key that is held repeats: who sends more waits, none is lost
CLOSE_TIMEOUT_S: Final = 1  # until somebody who has to leave is left alone
TRY_AGAIN_LATER: Final = 1013  # the WebSocket code for "try again later"
POLICY_VIOLATION: Final = 1008  # the WebSocket code for what breaks the rules


class Member:
    """A socket in a room: where it came from, when it spoke last (s; 0: never), and what it is still to be sent."""

    def __init__(self, socket: WebSocket) -> None:
        """Take `socket`, silent so far."""
        self.socket = socket
        self.address = socket.client.host if socket.client else ""
        self.spoke_at = 0.0
        self.unsent: asyncio.Queue[str] = asyncio.Queue(MAX_UNSENT)
        self.must_leave = asyncio.Event()

    def send(self, message: str) -> None:
        """Have `message` sent in its turn; who does not read must leave, for nobody waits."""
        try:
            self.unsent.put_nowait(message)
        except asyncio.QueueFull:
            self.must_leave.set()

    async def send_all(self) -> None:
        """Send what there is to be sent, for ever."""
        while True:
            await self.socket.send_text(await self.unsent.get())

    async def leave(self) -> None:
        """Close the socket once its member must leave."""
        await self.must_leave.wait()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.socket.close(TRY_AGAIN_LATER), CLOSE_TIMEOUT_S)


_rooms: Final[dict[str, list[Member]]] = {}  # rooms, and the members of each, in the order in which they came


async def join_room(socket: WebSocket) -> None:
    """Pass on each message of `socket` to all others in its room, until it leaves; nothing is kept."""
    name = socket.path_params["room"]
    await socket.accept()
    if not re.fullmatch(ROOM_NAME, name):
        await socket.close(POLICY_VIOLATION)
    elif len(_rooms.get(name, ())) >= MAX_MEMBERS:
        await socket.close(TRY_AGAIN_LATER)
    else:
        await stay(Member(socket), name)


async def stay(member: Member, name: str) -> None:
    """Let `member` hear and speak in the room `name` until it is gone or must leave."""
    make_way(member.address, name)
    with membership(member, name) as members:
        tasks = [asyncio.create_task(work) for work in (listen(member, members), member.send_all(), member.leave())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)  # gone, or not a text: nobody asks


@contextmanager
def membership(member: Member, name: str) -> Iterator[Collection[Member]]:
    """Yield all members of the room `name` while `member` is one of them."""
    members = _rooms.setdefault(name, [])
    members.append(member)
    try:
        yield members
    finally:
        remove(member)


def remove(member: Member) -> None:
    """Take `member` out of its room, and away a room that is empty."""
    for name, members in [*_rooms.items()]:
        if member in members:
            members.remove(member)
        if not members:
            del _rooms[name]


def make_way(address: str, name: str) -> None:
    """Let the quietest leave if `address` has too many sockets, or if there are too many rooms to open `name`."""
    of_address = [member for members in _rooms.values() for member in members if member.address == address]
    if len(of_address) >= MAX_SOCKETS_PER_ADDRESS:
        evict([min(of_address, key=spoke_at)])
    if name not in _rooms and len(_rooms) >= MAX_ROOMS:
        evict(min(_rooms.values(), key=lambda members: max(map(spoke_at, members))))


def spoke_at(member: Member) -> float:
    """Return when `member` spoke last (s; 0: never)."""
    return member.spoke_at


def evict(members: Collection[Member]) -> None:
    """Make `members` leave; their places are free at once."""
    for member in [*members]:
        member.must_leave.set()
        remove(member)


async def listen(member: Member, members: Collection[Member]) -> None:
    """Pass on what `member` says to the others of `members`, at a bearable pace; what is no message is dropped."""
    due = time.monotonic()
    while True:
        message = await member.socket.receive_text()
        now = time.monotonic()
        due = max(due, now - BURST * PACE_S) + PACE_S
        if is_message(message):
            member.spoke_at = now
            for other in members:
                if other is not member:
                    other.send(message)
        await asyncio.sleep(max(0, due - now))
