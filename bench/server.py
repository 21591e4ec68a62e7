"""Pages served as `make run` serves the atlas, each by a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from urllib.error import URLError
from urllib.request import urlopen

PROJECT: Final = Path(__file__).parent.parent
ATLAS: Final = "app.py"
LOCAL: Final = "bench/local.py"
IDIOMATIC: Final = "bench/idiomatic.py"
BARE: Final = "bench/bare.py"
TWO: Final = "bench/two.py"
FLAGS: Final = ("--server.headless", "true", "--logger.level", "error")
PATIENCE: Final = 60  # seconds until a server that does not answer is given up


@dataclass(frozen=True)
class Server:
    """A running server: its port and what it writes."""

    port: int
    output: IO[str]

    @property
    def address(self) -> str:
        """Return the address of the page."""
        return f"http://localhost:{self.port}"


@contextmanager
def serve(page: str, *, runner: str = "streamlit") -> Iterator[Server]:
    """Yield a server of `page` that answers, started with the module `runner` and stopped afterwards.

    It works in the project's folder, so that .streamlit/config.toml holds for every page alike.
    """
    port = free_port()
    entry = page if page == ATLAS else LOCAL
    command = [sys.executable, "-m", runner, "run", entry, "--server.port", str(port), *FLAGS]
    environment = os.environ | {"BENCH_PAGE": page}
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            wait_for(f"http://localhost:{port}/_stcore/health", process)
            yield Server(port, process.stdout)
        finally:
            process.terminate()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen[str]) -> None:
    """Return once `url` answers; TimeoutError if it does not, or if `process` has ended."""
    latest = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < latest:
        try:
            urlopen(url, timeout=PATIENCE).close()  # noqa: S310 (a constant scheme)
        except URLError:
            continue
        return
    message = f"{url} does not answer: {process.args} ended with {process.returncode}"
    raise TimeoutError(message)
