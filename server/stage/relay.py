"""Rooms: the line between a stage and the phones of its speaker. Who knows the room's name hears and speaks in it."""

import re
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect

ROOM_NAME: Final = r"[a-z0-9]{8,40}"  # long enough not to be guessed
MAX_ROOMS: Final = 100
MAX_MEMBERS: Final = 8  # a stage, a laptop, a few phones
MAX_MESSAGE_CHARS: Final = 4000  # some messages carry the query of a view
TRY_AGAIN_LATER: Final = 1013  # the WebSocket code for "try again later"
POLICY_VIOLATION: Final = 1008  # the WebSocket code for what breaks the rules

_rooms: Final[dict[str, set[WebSocket]]] = {}  # the oldest first


async def join_room(socket: WebSocket) -> None:
    """Pass on each message of `socket` to all others in its room, until it leaves; nothing is kept."""
    name = socket.path_params["room"]
    await socket.accept()
    if not re.fullmatch(ROOM_NAME, name):
        await socket.close(POLICY_VIOLATION)
    elif not await make_room(name):
        await socket.close(TRY_AGAIN_LATER)
    else:
        await relay_messages(socket, name)


async def make_room(name: str) -> bool:
    """Return whether one more socket may join the room `name`.

    If there are too many rooms, the oldest that has one member is evicted.
    """
    if name in _rooms:
        return len(_rooms[name]) < MAX_MEMBERS
    if len(_rooms) < MAX_ROOMS:
        return True
    alone = next((other for other, members in _rooms.items() if len(members) == 1), None)
    if alone is None:
        return False
    (waiting,) = _rooms.pop(alone)
    await waiting.close(TRY_AGAIN_LATER)
    return True


async def relay_messages(socket: WebSocket, name: str) -> None:
    """Pass on what `socket` says in the room `name`, until it leaves."""
    members = _rooms.setdefault(name, set())
    members.add(socket)
    try:
        while True:
            await send_to_others(await socket.receive_text(), members - {socket})
    except (WebSocketDisconnect, KeyError, RuntimeError):  # gone, evicted, or not a text
        pass
    finally:
        members.discard(socket)
        if not members and _rooms.get(name) is members:
            del _rooms[name]


async def send_to_others(message: str, others: set[WebSocket]) -> None:
    """Send `message` to `others`; one that is too long is dropped."""
    if len(message) > MAX_MESSAGE_CHARS:
        return
    for member in others:
        try:
            await member.send_text(message)
        except (WebSocketDisconnect, RuntimeError):  # it has just gone; its own task removes it
            continue
