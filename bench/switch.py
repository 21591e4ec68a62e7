"""How long it takes from a click on the link of another page until it is painted, beside pages of one line."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Final

from playwright.sync_api import Page

from bench.browser import open_browser, open_page
from bench.comparison import Comparison, take_turns
from bench.server import ATLAS, TWO, serve

TARGET: Final = "ratio <= 2"
MARKS: Final = {  # what stands on each page, and on no other
    "cases": ".cases",
    "near": ".distances",
    "compare": ".column",
    "insight": ".insight",
    "about": ".sources",
}


@dataclass(frozen=True)
class Walker:
    """Somebody who goes from page to page and round again: (link to click, what then must stand on the page)."""

    page: Page
    way: Iterator[tuple[str, str]]

    def walk(self, _turn: int) -> float:
        """Return how long (ms) the next step takes."""
        link, mark = next(self.way)
        self.page.bring_to_front()
        self.page.evaluate("mark => { bench.timeSwitch(mark) }", mark)
        self.page.locator(link).click()
        took: float = self.page.evaluate("bench.took")
        self.page.evaluate("bench.rest()")
        return took


CASES: Final = (("a[rel=next]", "[data-value='2024-int-02']"), ("a[rel=prev]", "[data-value='2024-int-01']"))


def compare_switches(rounds: int) -> list[Comparison]:
    """Return the time of a step, all pages of the atlas in turn but the map, and then from case to case.

    Both stand beside the steps in a bare app.
    """
    pages = [(f".pages a[href^={name}]", mark) for name, mark in MARKS.items()]
    with (
        serve(ATLAS) as ours,
        serve(TWO) as other,
        open_browser() as browser,
        open_page(browser) as our_page,
        open_page(browser) as other_page,
    ):
        other_page.goto(other.address)
        other_page.get_by_role("heading", name="One").wait_for()
        bare = Walker(other_page, cycle(("[data-testid=stPageLink] a", f"h1[id={name}]") for name in ("two", "one")))
        our_page.goto(f"{ours.address}/about?compare=cairo&compare=vienna")
        our_page.locator(MARKS["about"]).wait_for()
        between_pages = take_turns(rounds, Walker(our_page, cycle(pages)).walk, bare.walk)
        our_page.goto(f"{ours.address}/case?case=2024-int-01")
        our_page.locator(CASES[1][1]).wait_for()
        between_cases = take_turns(rounds, Walker(our_page, cycle(CASES)).walk, bare.walk)
    return [
        Comparison("from page to page, beside pages of one line", *between_pages, TARGET),
        Comparison("from case to case, beside pages of one line", *between_cases, TARGET),
    ]
