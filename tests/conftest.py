"""Folders of data that a test may break, and a running atlas for a real browser."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, ParamSpec, TypeVar

import pytest
from hypothesis import settings
from playwright.sync_api import ConsoleMessage, Page, Request, expect

from bench.browser import QUIET, find_chromium
from bench.server import ATLAS, PROJECT
from bench.server import serve as serve_page
from geo.query.atlas import Atlas, open_atlases
from geo.text import translator

SHIPPED = PROJECT / "data"
ZH, EN = translator("zh"), translator("en")

# The same examples in every run, and no limit of time: the machine may be busy with the browser.
settings.register_profile("atlas", derandomize=True, deadline=None)
settings.load_profile("atlas")

expect.set_options(timeout=15_000)  # ms: what is waited for comes, but not within 5 s on a machine that is busy

Edit = Callable[[str, str, str], None]

GIVE_UP_S = 20  # seconds, far more than anything takes that does not hang

P = ParamSpec("P")
T = TypeVar("T")


def finish(function: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """Return what `function` returns; a test fails instead of hanging with it."""
    answers: SimpleQueue[T] = SimpleQueue()
    Thread(target=lambda: answers.put(function(*arguments, **options)), daemon=True).start()
    try:
        return answers.get(timeout=GIVE_UP_S)
    except Empty:
        pytest.fail(f"{function.__name__} hangs, or fails in its thread")


def open_shipped(scheme: str = "nbs") -> Atlas:
    """Return the atlas of the shipped tables; it is opened once for all tests, none of which may change it."""
    return _open_shipped()[scheme]


@cache
def _open_shipped() -> dict[str, Atlas]:
    return open_atlases(SHIPPED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped tables."""
    return copy_tables(tmp_path)


def copy_tables(place: Path) -> Path:
    """Return a new folder in `place` with a copy of the shipped tables."""
    copy = place / "data"
    copy.mkdir()
    for table in SHIPPED.glob("*.csv"):
        shutil.copy(table, copy)
    return copy


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Return a function that replaces the first `old` of a file in `folder` by `new`."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text, f"{file} has no {old!r} to break"
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return replace


# A plainly fictional second edition: Beijing comes again, Lagos is new.
SECOND_EDITION = {
    "editions.csv": (
        "2026,虚构案例(2026),Fictional cases (2026),论坛,Forum,委员会,Committee,2026-12,50,20,5,20,报,Paper,2026-12-18"
    ),
    "cities.csv": "lagos,拉各斯,Lagos,NG,,6.4550,3.3941,geonames:2332459,,",
    "cases.csv": (
        "2026-int-01,2026,international,1,lagos,虚构的防洪,Fictional floods,resilient,防洪,low,\n"
        "2026-cn-01,2026,domestic,1,beijing,虚构的平台,A fictional platform,smart,平台,low,"
    ),
}


@pytest.fixture
def two_editions(folder: Path) -> Path:
    """Return a copy of the shipped tables with a second edition, of two cases."""
    return add_edition(folder)


def add_edition(folder: Path) -> Path:
    """Return `folder`, to which the second edition was added."""
    for file, rows in SECOND_EDITION.items():
        with (folder / file).open("a", encoding="utf-8", newline="") as table:
            table.write(f"{rows}\n")
    return folder


@contextmanager
def serve(data: Path, port: int = 0, base_path: str = "", **environment: str) -> Iterator[str]:
    """Yield the address of an atlas of `data`, started as `make run` starts it and stopped afterwards."""
    folder = {"ATLAS_DATA": str(data)}
    with serve_page(
        ATLAS, port=port, base_path=base_path, output=subprocess.DEVNULL, **(folder | environment)
    ) as server:
        yield server.address


@pytest.fixture(scope="session")
def atlas() -> Iterator[str]:
    """Return the address of an atlas of the shipped data."""
    with serve(SHIPPED) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the machine's own Chromium, or Playwright's where there is none."""
    return {"executable_path": find_chromium(), "args": list(QUIET)}


@pytest.fixture
def browser_context_args() -> dict[str, Any]:
    """Open pages as a Chinese reader with a laptop does."""
    return {"viewport": {"width": 1600, "height": 900}, "locale": "zh-CN"}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """Return a page that must ask nothing of other hosts, log no error and leave no exception uncaught."""
    wrong: list[str] = []
    page.on("request", lambda request: wrong.extend(outside(request)))
    page.on("pageerror", lambda error: wrong.append(f"uncaught: {error}"))
    page.on("console", lambda message: wrong.extend(complaint(message)))
    yield page
    assert wrong == []


def outside(request: Request) -> list[str]:
    """Return the address of `request` if it leaves the machine."""
    own = ("http://localhost:", "ws://localhost:", "data:", "blob:")
    return [] if request.url.startswith(own) else [request.url]


def complaint(message: ConsoleMessage) -> list[str]:
    """Return what an error message of the console says."""
    return [f"console: {message.text}"] if message.type == "error" else []
