"""Chromium, and when the map of each page counts as drawn in it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

WATCH: Final = Path(__file__).with_name("watch.js")

# Without these Chromium looks for hosts of its maker at every start.
QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """Return the machine's own Chromium, where it can be the one without windows; None: Playwright's own.

    The one without windows loads a page in two thirds of the time, for it has no frame, tabs and menus to draw.
    """
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Yield the machine's own Chromium, or Playwright's where there is none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser) -> Iterator[Page]:
    """Yield an empty page that knows nothing of any page before it, with `window.bench` of watch.js."""
    with browser.new_context(viewport={"width": 1600, "height": 900}, locale="zh-CN") as context:
        context.add_init_script(path=WATCH)
        yield context.new_page()


def atlas_drawn(places: int) -> str:
    """Return the test (a function in JavaScript) that the atlas shows so many places, and the land."""
    return f"""map => map.body.classList.contains("ready")
        && map.querySelector("[data-places='{places}']")
        && map.querySelectorAll(".place").length === {places}"""


def markers_drawn(places: int) -> str:
    """Return the test that the idiomatic page shows so many markers."""
    return f"map => map.querySelectorAll('.leaflet-marker-icon').length === {places}"


def any_map_drawn() -> str:
    """Return the test that there is a map at all."""
    return "map => true"
