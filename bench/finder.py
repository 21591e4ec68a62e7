"""How long the finder of the stage takes from a key to what it lists: in the shipped cases, and in 10,000 of them."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Page

from bench.browser import open_browser
from bench.check import write_cases
from bench.comparison import Comparison, take_turns
from bench.server import ATLAS, PROJECT, Server, serve
from bench.stage import projector

CASES: Final = 10_000
TEXTS: Final = ("rio", "li yue", "smart city", "resiliant", "lyr", "flooding")
TARGET: Final = "45: <= 50 ms, 10,000: <= 150 ms"
# From the last key of a text, as the browser stamps it: until its list is painted, and until the server has answered.
TIME: Final = """() => {
    for (const option of document.querySelectorAll("#found li")) option.remove();
    performance.clearResourceTimings();
    const field = document.getElementById("sought");
    window.took = new Promise((done) => field.addEventListener("keydown", ({ timeStamp }) => {
        const times = [];
        const look = (now) => {
            if (!times.length && document.querySelector("#found li, #unfound:not(:empty)")) times.push(now - timeStamp);
            const [answer] = performance.getEntriesByType("resource").filter(({ name }) => name.includes("find.json"));
            if (times.length && answer) done([times[0], answer.responseEnd - timeStamp]);
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(() => requestAnimationFrame(look)); // what one frame finds, the next has painted
    }, { once: true }));
}"""


def compare_finders(rounds: int) -> list[Comparison]:
    """Return the time from a key until a list is painted, and until the server has answered: ours the shipped cases."""
    with ExitStack() as stack:
        many = stack.enter_context(made_up())
        servers = [*map(stack.enter_context, (serve(ATLAS), serve(ATLAS, ATLAS_DATA=str(many))))]
        browser = stack.enter_context(open_browser())
        ours, other = (stack.enter_context(projector(browser)) for _ in servers)
        for page, server in zip((ours, other), servers, strict=True):
            open_finder(page, server)
        few, lots = take_turns(rounds, lambda turn: press(ours, turn), lambda turn: press(other, turn))
    kinds = ("a list is painted", "the server has answered")
    return [
        Comparison(f"finder: key until {kind}", [took[n] for took in few], [took[n] for took in lots], TARGET)
        for n, kind in enumerate(kinds)
    ]


@contextmanager
def made_up() -> Iterator[Path]:
    """Yield a folder of `CASES` cases, made up of the shipped ones."""
    with TemporaryDirectory() as name:
        for table in (PROJECT / "data").glob("*.csv"):
            shutil.copy(table, name)
        (Path(name) / "case_facts.csv").unlink()
        write_cases(Path(name) / "cases.csv", CASES)
        yield Path(name)


def open_finder(page: Page, server: Server) -> None:
    """Open the stage of `server`, and its finder."""
    page.goto(f"{server.address}/stage?list=international&stop=2")
    page.frame_locator("#world").locator("body.ready").wait_for()
    page.keyboard.press("/")
    page.locator("#sought").wait_for()


def press(page: Page, turn: int) -> tuple[float, float]:
    """Return how long (ms) after the last key of a text its list is painted, and the server has answered."""
    text = TEXTS[turn % len(TEXTS)]
    page.bring_to_front()
    page.locator("#sought").fill("")
    with page.expect_response("**/find.json?*"):
        page.keyboard.insert_text(text[:-1])
    page.evaluate(TIME)
    page.keyboard.press(text[-1])
    listed, answered = page.evaluate("took")
    return listed, answered
