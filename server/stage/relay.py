"""Rooms: the line between a stage and the phones of its speaker. Who knows the room's name hears and speaks in it."""

import re
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect

NAME: Final = r"[a-z0-9]{8,40}"  # long enough not to be guessed
MOST_ROOMS: Final = 100
MOST_MEMBERS: Final = 8  # a stage, a laptop, a few phones
LONGEST: Final = 4000  # characters of a message; the query of a view is part of some
TOO_MANY: Final = 1013  # the WebSocket code for "try again later"
WRONG: Final = 1008  # for "against the rules"

_rooms: Final[dict[str, set[WebSocket]]] = {}  # the oldest first


async def join_room(socket: WebSocket) -> None:
    """Pass on each message of `socket` to all others in its room, until it leaves; nothing is kept."""
    name = socket.path_params["room"]
    await socket.accept()
    if not re.fullmatch(NAME, name):
        await socket.close(WRONG)
    elif not await find_room(name):
        await socket.close(TOO_MANY)
    else:
        await stay(socket, name)


async def find_room(name: str) -> bool:
    """Return whether there is room for one more; a full house lets go of the oldest who waits alone."""
    if name in _rooms:
        return len(_rooms[name]) < MOST_MEMBERS
    if len(_rooms) < MOST_ROOMS:
        return True
    alone = next((other for other, members in _rooms.items() if len(members) == 1), None)
    if alone is None:
        return False
    (waiting,) = _rooms.pop(alone)
    await waiting.close(TOO_MANY)
    return True


async def stay(socket: WebSocket, name: str) -> None:
    """Pass on what `socket` says in the room `name`, until it leaves."""
    members = _rooms.setdefault(name, set())
    members.add(socket)
    try:
        while True:
            await pass_on(await socket.receive_text(), members - {socket})
    except (WebSocketDisconnect, KeyError, RuntimeError):  # gone, or sent away, or not a text
        pass
    finally:
        members.discard(socket)
        if not members and _rooms.get(name) is members:
            del _rooms[name]


async def pass_on(message: str, others: set[WebSocket]) -> None:
    """Send `message` to `others`; one that is too long is dropped."""
    if len(message) > LONGEST:
        return
    for member in others:
        try:
            await member.send_text(message)
        except (WebSocketDisconnect, RuntimeError):  # it has just gone; its own turn takes it out
            continue
