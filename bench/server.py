"""Pages served as `make run` serves the atlas, each by a process of its own: for the bench and for the tests."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Final
from urllib.error import URLError
from urllib.request import urlopen

from geo.addresses import HEALTH

PROJECT: Final = Path(__file__).parent.parent
ATLAS: Final = "app.py"
LOCAL: Final = "bench/local.py"
IDIOMATIC: Final = "bench/idiomatic.py"
BARE: Final = "bench/bare.py"
TWO: Final = "bench/two.py"
FLAGS: Final = ("--server.headless", "true", "--logger.level", "error")
TIMEOUT_S: Final = 60  # until a server that does not answer is given up
POLL_S: Final = 0.05  # between two looks whether it answers
STOP_TIMEOUT_S: Final = 10  # until one that was asked to stop must have stopped


@dataclass(frozen=True)
class Server:
    """A running server: port, what it writes, the path below which its pages stand ("": the root), its process."""

    port: int
    output: IO[str] | None
    base_path: str = ""
    pid: int = 0

    @property
    def address(self) -> str:
        """Return the address of the page."""
        return f"http://localhost:{self.port}/{self.base_path}".rstrip("/")


@contextmanager
def serve(
    page: str,
    *,
    runner: str = "streamlit",
    port: int = 0,
    base_path: str = "",
    output: int = subprocess.PIPE,
    **environment: str,
) -> Iterator[Server]:
    """Yield a server of `page` that answers, started with the module `runner` and stopped afterwards.

    It works in the project's folder, so that .streamlit/config.toml holds for every page alike.
    """
    server = Server(port or free_port(), None, base_path)
    entry = page if page == ATLAS else LOCAL
    place = ("--server.port", str(server.port), "--server.baseUrlPath", base_path)
    command = [sys.executable, "-m", runner, "run", entry, *place, *FLAGS]
    environment = os.environ | {"BENCH_PAGE": page} | environment
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=output, text=True) as process:
        try:
            wait_for(f"{server.address}/{HEALTH}", process)
            yield replace(server, output=process.stdout, pid=process.pid)
        finally:
            process.terminate()
            process.wait(STOP_TIMEOUT_S)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen[str]) -> None:
    """Return once `url` answers; TimeoutError if it does not, or if `process` has ended."""
    latest = time.monotonic() + TIMEOUT_S
    while process.poll() is None and time.monotonic() < latest:
        try:
            urlopen(url, timeout=TIMEOUT_S).close()  # noqa: S310 (a constant scheme)
        except URLError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(POLL_S)
        else:
            return
    message = f"{url} does not answer: {process.args} ended with {process.returncode}"
    raise TimeoutError(message)
