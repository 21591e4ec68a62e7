"""The page that needs no server: first view and filters beside the app's, 10,000 cases, and a crowd that fetches it."""

import asyncio
import shutil
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser

from bench.browser import atlas_drawn, open_browser, open_page
from bench.check import write_cases
from bench.comparison import Comparison, take_turns
from bench.filter import Reader, count_places
from bench.first import time_first_view
from bench.server import ATLAS, PROJECT, Server, serve
from bench.viewers import TIMEOUT_S, connect_viewer, run_apart, run_page
from geo.publish.page.atlas_file import make_atlas_file
from geo.publish.publication import Publication
from geo.query.atlas import open_atlas
from geo.tables.schema import CONTINENTS

FETCHES: Final = 5000
SECONDS: Final = 30  # in which they come
VIEWERS: Final = 50
PAUSE_S: Final = 1  # of a viewer between two filters
MANY: Final = 10_000  # cases
REQUEST: Final = b"GET /atlas?lang=zh HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"


def compare_files(rounds: int) -> list[Comparison]:
    """Return first view and filters of the file beside the app's, how long many cases take, and what a crowd costs."""
    with TemporaryDirectory() as stick:
        path = Path(stick) / "atlas.html"
        path.write_bytes(make_atlas_file(Publication(open_atlas(PROJECT / "data", "nbs"))))
        return [*compare_views(path, rounds), time_many(), *time_crowd()]


def compare_views(path: Path, rounds: int) -> list[Comparison]:
    """Return the time to the first view, and from a click on a continent to the painted map, beside the app."""
    places = count_places()
    drawn = atlas_drawn(sum(places.values()))
    with serve(ATLAS) as app, open_browser() as browser:
        first = take_turns(
            rounds,
            lambda _: time_first_view(browser, path.as_uri(), drawn),
            lambda _: time_first_view(browser, app.address, drawn),
        )
        filters = compare_filters(browser, path, app, rounds)
    return [
        Comparison("file, first view beside the app", *first, "ours <= 650"),
        Comparison("file, filter: click to paint, beside the app", *filters, "ours <= 16"),
    ]


def compare_filters(browser: Browser, path: Path, app: Server, rounds: int) -> tuple[list[float], list[float]]:
    """Return how long (ms) after a click on a continent its places are painted, by the file and by the app."""
    places = count_places()
    with open_page(browser) as own, open_page(browser) as other:
        reader = Reader(own, "[data-facet=continent][data-value]", atlas_drawn, places)
        beside = Reader(other, "[data-facet=continent] button", atlas_drawn, places)
        reader.begin(path.as_uri())
        beside.begin(app.address)
        ours, theirs = take_turns(rounds, reader.narrow_and_widen, beside.narrow_and_widen)
    return [time for pair in ours for time in pair], [time for pair in theirs for time in pair]


def time_many() -> Comparison:
    """Return how long (ms) the file of many cases takes to be made, beside that of the shipped ones."""
    with TemporaryDirectory() as made_up:
        folder = Path(made_up)
        for table in (PROJECT / "data").glob("*.csv"):
            shutil.copy(table, folder)
        write_cases(folder / "cases.csv", MANY)
        times = [time_making(folder), time_making(PROJECT / "data")]
    return Comparison(f"file of {MANY:,} cases, from tables to bytes", times[:1], times[1:], "ours <= 10000")


def time_making(folder: Path) -> float:
    """Return how long (ms) the file of `folder` takes to be made, with the reading of its tables."""
    began = time.perf_counter()
    make_atlas_file(Publication(open_atlas(folder, "nbs")))
    return (time.perf_counter() - began) * 1000


# ---- a crowd ----


def time_crowd() -> list[Comparison]:
    """Return how long (ms) viewers wait for a filter while a crowd fetches the page, beside the same without it."""
    with serve(ATLAS) as server:
        alone, _ = run_apart(watch(server, 0))
        together, fetched = run_apart(watch(server, FETCHES))
    name = f"{VIEWERS} viewers filter, {FETCHES:,} fetch /atlas in {SECONDS} s"
    return [
        Comparison(f"{name}: p95", [p95(together)], [p95(alone)], "ratio <= 2"),
        Comparison(f"{name}: all served", fetched == FETCHES, other=True, target="yes"),
    ]


def p95(times: Sequence[float]) -> float:
    """Return what nineteen of twenty do not exceed."""
    return sorted(times)[int(len(times) * 0.95)]


async def watch(server: Server, fetches: int) -> tuple[list[float], int]:
    """Return how long (ms) each filter of the viewers took, and how many of the `fetches` were served whole."""
    until = time.monotonic() + SECONDS
    viewers = asyncio.gather(*(filter_on(server.port, nth, until) for nth in range(VIEWERS)))
    served = await asyncio.gather(*(fetch(server.port, nth * SECONDS / max(fetches, 1)) for nth in range(fetches)))
    return [took for times in await viewers for took in times], sum(served)


async def filter_on(port: int, nth: int, until: float) -> list[float]:
    """Return how long (ms) the runs of the viewer `nth` took, who changes the filter until then."""
    times = []
    await asyncio.sleep(nth * PAUSE_S / VIEWERS)
    async with asyncio.timeout(TIMEOUT_S + SECONDS), connect_viewer(port) as socket:
        for continent in cycle(CONTINENTS):
            if time.monotonic() > until:
                return times
            asked = time.monotonic()
            await run_page(socket, f"continent={continent}")
            times.append((time.monotonic() - asked) * 1000)
            await asyncio.sleep(PAUSE_S)
    return times


async def fetch(port: int, after: float) -> bool:
    """Return whether the page was served whole to one who comes `after` so many seconds."""
    await asyncio.sleep(after)
    reader, writer = await asyncio.open_connection("localhost", port)
    writer.write(
        b"GET /atlas?lang=zh HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    )
    answer = await reader.read(-1)
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = (line.lower() for line in head.split(b"\r\n"))
    length = next(int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length"))
    return head.startswith(b"HTTP/1.1 200") and len(body) == length
