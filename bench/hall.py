"""A hall that opens the map: on a server that has just begun, beside the same one when warm; and one restarted."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from typing import Final

from playwright.sync_api import Browser, Page

from bench.browser import open_browser
from bench.comparison import Comparison
from bench.server import ATLAS, Server, free_port, serve
from bench.viewers import Visit, fill_hall

HALLS: Final = {(50, 5): "median <= 1500", (500, 10): "p95 <= 3000"}  # (viewers, seconds in which they come): target
SEATS: Final = 30  # viewers of a server that is killed
DOWN_S: Final = 3  # seconds until it is started again
VIEW: Final = "?lang=en&continent=africa"
Visits = Sequence[Visit | BaseException]
# Streamlit says on its root whether a page is connected and its run at rest; the map shows the two cases of Africa.
BACK: Final = """() => {
    const { testConnectionState, testScriptState } = document.querySelector("[data-testid=stApp]")?.dataset ?? {};
    const found = document.querySelector(".found b")?.textContent;
    return testConnectionState === "CONNECTED" && testScriptState === "notRunning" && found === "2";
}"""


def compare_halls(rounds: int) -> list[Comparison]:
    """Return how long viewers wait on a cold server and on a warm one, and until all are back after a kill -9."""
    return [*(row for hall in HALLS for row in compare_hall(hall, rounds)), *time_restarts(rounds)]


def compare_hall(hall: tuple[int, int], rounds: int) -> list[Comparison]:
    """Return median, p95, and how many were not served, of `rounds` servers that begin with `hall`."""
    viewers, seconds = hall
    name = f"{viewers} viewers in {seconds} s, cold beside warm"
    cold, warm = zip(*(fill_twice(viewers, seconds) for _ in range(rounds)), strict=True)
    return [
        Comparison(f"{name}: median", [*map(median_ms, cold)], [*map(median_ms, warm)], HALLS[hall]),
        Comparison(f"{name}: p95", [*map(p95_ms, cold)], [*map(p95_ms, warm)], HALLS[hall]),
        Comparison(f"{name}: all served", all(map(all_served, cold)), all(map(all_served, warm)), "yes"),
    ]


def fill_twice(viewers: int, seconds: int) -> tuple[Visits, Visits]:
    """Return the visits of a hall that fills as soon as a new server answers, and of the next one."""
    with serve(ATLAS, output=subprocess.DEVNULL) as server:
        return fill_hall(server.port, viewers, seconds), fill_hall(server.port, viewers, seconds)


def waits_ms(visits: Visits) -> list[float]:
    """Return how long (ms) each who was served waited, the shortest first."""
    return sorted(seen.wait * 1000 for seen in visits if isinstance(seen, Visit))


def median_ms(visits: Visits) -> float:
    """Return the median of the waits (ms)."""
    waits = waits_ms(visits)
    return waits[len(waits) // 2]


def p95_ms(visits: Visits) -> float:
    """Return the wait (ms) that nineteen of twenty do not exceed."""
    waits = waits_ms(visits)
    return waits[int(len(waits) * 0.95)]


def all_served(visits: Visits) -> bool:
    """Return whether everybody saw the filters."""
    return all(isinstance(seen, Visit) and "data-toggle" in seen.html for seen in visits)


def time_restarts(rounds: int) -> list[Comparison]:
    """Return how long (ms) after a restart the first and the last of `SEATS` pages stood on their view again."""
    first, last = zip(*(time_restart() for _ in range(rounds)), strict=True)
    return [Comparison(f"kill -9 under {SEATS} viewers: last one back, beside first", last, first, "ours <= 5000")]


def time_restart() -> tuple[float, float]:
    """Return when (ms after the new server answers) the first and the last page were back on their view."""
    port = free_port()
    with open_browser() as browser:
        with serve(ATLAS, port=port, output=subprocess.DEVNULL) as server:
            pages = open_pages(browser, server)
            os.kill(server.pid, signal.SIGKILL)
        time.sleep(DOWN_S)  # so long the server is away: that is what is measured
        with serve(ATLAS, port=port, output=subprocess.DEVNULL):
            return time_return(pages)


def open_pages(browser: Browser, server: Server) -> list[Page]:
    """Return `SEATS` pages that stand on the same view."""
    context = browser.new_context()
    pages = [context.new_page() for _ in range(SEATS)]
    for page in pages:
        page.goto(f"{server.address}/{VIEW}")
        page.wait_for_function(BACK)
    return pages


def time_return(pages: Sequence[Page]) -> tuple[float, float]:
    """Return when (ms from now) the first and the last of `pages` are found back on their view."""
    began, back = time.monotonic(), []
    for page in pages:
        page.wait_for_function(BACK, polling=100, timeout=60_000)
        back.append((time.monotonic() - began) * 1000)
    return back[0], back[-1]
