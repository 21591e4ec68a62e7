"""How long `geo publish` takes for everything of the shipped cases, from the start of Python to the folder."""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.comparison import Comparison, take_turns
from bench.server import PROJECT


def time_publishing(rounds: int) -> list[Comparison]:
    """Return how long it takes to publish every file (ours), and the open data alone (other)."""
    ours, other = take_turns(rounds, lambda _: publish(), lambda _: publish("--only", "datapackage.json"))
    return [Comparison("publish: all files; the open data alone", ours, other, "all: <= 20 s")]


def publish(*options: str) -> float:
    """Return how long (ms) the command takes with these `options`."""
    with TemporaryDirectory() as parent:
        command = [sys.executable, "-m", "geo", "publish", str(Path(parent) / "out"), *options]
        began = time.perf_counter()
        subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
        return (time.perf_counter() - began) * 1000
