"""Rooms: the line between a stage and the phones of its speaker. Who knows the room's name hears and speaks in it."""

import re
from collections import defaultdict
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect

NAME: Final = r"[a-z0-9]{8,40}"  # long enough not to be guessed
MOST_ROOMS: Final = 100
MOST_MEMBERS: Final = 8  # a stage, a laptop, a few phones
LONGEST: Final = 300  # characters of a message
TOO_MANY: Final = 1013  # the WebSocket code for "try again later"
WRONG: Final = 1008  # for "against the rules"

_rooms: Final[dict[str, set[WebSocket]]] = defaultdict(set)


async def join_room(socket: WebSocket) -> None:
    """Pass on each message of `socket` to all others in its room, until it leaves; nothing is kept."""
    name = socket.path_params["room"]
    await socket.accept()
    if not re.fullmatch(NAME, name):
        await socket.close(WRONG)
        return
    if (name not in _rooms and len(_rooms) >= MOST_ROOMS) or len(_rooms.get(name, ())) >= MOST_MEMBERS:
        await socket.close(TOO_MANY)
        return
    _rooms[name].add(socket)
    try:
        while True:
            await pass_on(await socket.receive_text(), socket, name)
    except (WebSocketDisconnect, KeyError):  # gone, or not a text
        pass
    finally:
        _rooms[name].discard(socket)
        if not _rooms[name]:
            del _rooms[name]


async def pass_on(message: str, speaker: WebSocket, name: str) -> None:
    """Send `message` to everybody in the room `name` but its `speaker`; one that is too long is dropped."""
    if len(message) > LONGEST:
        return
    for member in _rooms[name] - {speaker}:
        try:
            await member.send_text(message)
        except (WebSocketDisconnect, RuntimeError):  # it has just gone; its own turn takes it out
            continue
