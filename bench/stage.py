"""How long a clicker's press takes until the map of the stage moves, and whether a long talk fills the memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Page

from bench.browser import WATCH, open_browser
from bench.comparison import Comparison, take_turns
from bench.server import ATLAS, Server, serve

SCREEN: Final = {"width": 1920, "height": 1080}
FORTH: Final = 20  # of the 28 stops of the international list, no two of them in one city
STOPS: Final = 200  # of a long talk, back and forth
TARGET: Final = "ours <= 120 ms"
WORD: Final = "() => document.querySelector('[data-stop]')?.dataset.stop"
# The least that a stage made with Leaflet can do: a mark on an empty map, and a key that flies elsewhere.
BARE: Final = """() => {
    const map = L.map("map", { zoomControl: false }).setView([0, 0], 4);
    L.marker([0, 0], { icon: L.divIcon({ className: "mark" }) }).addTo(map);
    let east = 0;
    addEventListener("keydown", () => { east += 20; map.flyTo([0, east % 160], 4, { duration: 1.3 }); });
}"""


def compare_stages(rounds: int) -> list[Comparison]:
    """Return the time from key press to the first movement of the map, and the heap before and after `STOPS` stops."""
    with serve(ATLAS) as server, open_browser() as browser, projector(browser) as ours, projector(browser) as other:
        open_stage(ours, server)
        open_bare(other, server)
        pressed, bare = take_turns(rounds, lambda turn: press(ours, turn), lambda turn: press(other, turn))
        same = all(replaced for _, replaced in pressed)
        before, after = walk(ours)
        return [
            Comparison("stage: key press to first movement", [t for t, _ in pressed], [t for t, _ in bare], TARGET),
            Comparison("stage: card replaced in the same run", same, other=True, target="yes"),
            Comparison(f"stage: heap after {STOPS} stops, MB", [after], [before], "ratio <= 1.2"),
        ]


@contextmanager
def projector(browser: Browser) -> Iterator[Page]:
    """Yield an empty page on a projector, with `window.bench` of watch.js."""
    with browser.new_context(viewport=SCREEN, locale="zh-CN") as context:
        context.add_init_script(path=WATCH)
        yield context.new_page()


def open_stage(page: Page, server: Server) -> None:
    """Open the stage of `server` at its second stop, its map drawn."""
    page.goto(f"{server.address}/stage?order=theme&list=international&stop=2")
    page.frame_locator("#world").locator("body.ready").wait_for()


def open_bare(page: Page, server: Server) -> None:
    """Open a page with nothing but an empty map and a key."""
    page.goto("about:blank")
    page.set_content('<div class="leaflet-container" id="map" style="position: fixed; inset: 0"></div>')
    page.add_style_tag(content=page.request.get(f"{server.address}/assets/leaflet/leaflet.css").text())
    page.add_script_tag(content=page.request.get(f"{server.address}/assets/leaflet/leaflet.js").text())
    page.evaluate(BARE)


def press(page: Page, turn: int) -> tuple[float, bool]:
    """Return how long (ms) after a clicker's key, forth for some turns and then back, the map had moved.

    The second value says whether the card was another by then.
    """
    page.bring_to_front()
    page.evaluate("bench.still()")
    page.evaluate(f"bench.timeKey({WORD})")
    page.keyboard.press("PageUp" if turn // FORTH % 2 else "PageDown")
    took, replaced = page.evaluate("bench.took")
    return took, replaced


def walk(page: Page) -> tuple[float, float]:
    """Return the heap (MB, after a collection) before and after `STOPS` stops, half of them back."""
    page.keyboard.press("Home")
    before = heap(page)
    for key in (["PageDown"] * 25 + ["PageUp"] * 25) * (STOPS // 50):
        page.keyboard.press(key)
        page.evaluate("bench.frames(4)")  # the flight begins, as under an impatient thumb
    page.evaluate("bench.still()")
    return before, heap(page)


def heap(page: Page) -> float:
    """Return the size of the heap of the page and its frames (MB) once the rubbish is collected."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return used / 2**20
