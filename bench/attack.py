"""What a second viewer feels of one stranger: attacks by a process of their own, beside the same viewer undisturbed."""

import asyncio
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from threading import Thread
from typing import Final

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from bench.comparison import Comparison
from bench.server import ATLAS, serve
from bench.viewers import visit

CONNECTIONS: Final = 8  # of each attack that costs the server its time
PAUSE_S: Final = 0.1  # between two visits
SETTLE_S: Final = 2  # until an attack stands
TARGET: Final = "p95 <= 2 x"

Attack = Callable[[int], None]


def ask(paths: Callable[[], str]) -> Attack:
    """Return the attack that asks for `paths` again and again over `CONNECTIONS` connections."""
    return lambda port: repeat(lambda: ask_often(port, paths), CONNECTIONS)


def ask_often(port: int, paths: Callable[[], str]) -> None:
    """Ask the server for fifty of `paths`, one after the other."""
    line = HTTPConnection("localhost", port, timeout=60)
    for _ in range(50):
        line.request("GET", paths())
        line.getresponse().read()
    line.close()


def repeat(work: Callable[[], None], threads: int) -> None:
    """Do `work` for ever in so many threads; what the server breaks off begins anew."""

    def keep_on() -> None:
        while True:
            with suppress(OSError, HTTPException, WebSocketException):
                work()

    for _ in range(threads):
        Thread(target=keep_on, daemon=True).start()


def hold_half_headers(port: int) -> None:
    """Hold a thousand connections whose headers never end, and begin each anew that the server closes."""
    repeat(lambda: hold_until_closed(port, b"GET / HTTP/1.1\r\nX-Half:"), 200)


def hold_until_closed(port: int, sent: bytes) -> None:
    """Hold five connections with `sent` until the server closes them."""
    lines = [socket.create_connection(("localhost", port), 60) for _ in range(5)]
    for line in lines:
        line.sendall(sent)
    for line in lines:
        line.recv(1)
        line.close()


def crowd_rooms(port: int) -> None:
    """Enter rooms with two hundred sockets, of which each says as much as it can until it has to leave."""
    for number in range(200):
        Thread(target=talk, args=(port, f"crowd{number // 2:08}"), daemon=True).start()


def talk(port: int, room: str) -> None:
    """Say something in `room` again and again."""
    with suppress(WebSocketException), connect(f"ws://localhost:{port}/assets/room/{room}") as line:
        while True:
            line.send('{"go": 1}')
            time.sleep(0.1)  # ten a second: what a room takes of one member without slowing it


def send_large_messages(port: int) -> None:
    """Send messages of 20 MB to rooms."""
    repeat(lambda: send_large(port), 2)


def send_large(port: int) -> None:
    """Send one message of 20 MB."""
    with connect(f"ws://localhost:{port}/assets/room/{'large' * 3}") as line:
        line.send("x" * 20_000_000)
        line.recv(10)


def any_host() -> str:
    """Return an address for phones that nobody asked with before."""
    return f"http://h{random.random()}.example/"  # noqa: S311 (no secret)


ATTACKS: Final[dict[str, Attack]] = {
    "stages": ask(lambda: f"/stage?public_url={any_host()}"),
    "codes": ask(lambda: f"/assets/code.json?address={any_host()}{'x' * 900}"),
    "workbooks": ask(lambda: "/cases.xlsx"),
    "half headers": hold_half_headers,
    "rooms": crowd_rooms,
    "large messages": send_large_messages,
}


def compare_attacks(rounds: int) -> list[Comparison]:
    """Return the p95 (ms) of a viewer under each attack, and under all together, beside that without any."""
    with serve(ATLAS, output=subprocess.DEVNULL) as server:
        watch(server.port, rounds // 2)
        return [compare(server.port, names, rounds) for names in (*([name] for name in ATTACKS), [*ATTACKS])]


def compare(port: int, names: list[str], rounds: int) -> Comparison:
    """Return the p95 (ms) under the attacks `names`, beside that right before them."""
    before = p95_ms(watch(port, rounds))
    with attacked(port, names):
        under = p95_ms(watch(port, rounds))
    return Comparison(f"p95 under {names[0] if len(names) == 1 else 'all of them'}", [under], [before], TARGET)


def watch(port: int, rounds: int) -> list[float]:
    """Return how long (ms) each of so many visits took, with another search each time."""

    async def look() -> list[float]:
        waits = []
        for number in range(rounds):
            waits.append((await visit(port, query=f"continent=asia&q={number}")).wait * 1000)
            await asyncio.sleep(PAUSE_S)
        return waits

    return asyncio.run(look())


def p95_ms(waits: list[float]) -> float:
    """Return the wait that nineteen of twenty do not exceed."""
    return sorted(waits)[int(len(waits) * 0.95)]


@contextmanager
def attacked(port: int, names: list[str]) -> Iterator[None]:
    """Have a process of its own attack the server meanwhile; what breaks in it is its own affair."""
    command = [sys.executable, "-m", "bench.attack", str(port), *names]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as attacker:
        time.sleep(SETTLE_S)  # an attack has no sign of its own that it has begun
        try:
            yield
        finally:
            attacker.kill()


if __name__ == "__main__":
    os.nice(19)  # a stranger has a machine of his own: here he must not take the server's
    for name in sys.argv[2:]:
        ATTACKS[name](int(sys.argv[1]))
    time.sleep(3600)  # the attacks are threads, and end with this process
