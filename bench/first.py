"""How long a first view takes, from the start of navigation to the painted map, beside a bare page."""

from playwright.sync_api import Browser

from bench.browser import any_map_drawn, atlas_drawn, open_browser, open_page
from bench.comparison import Comparison, take_turns
from bench.filter import count_places
from bench.server import ATLAS, BARE, serve

TARGET = "ratio <= 1.3"


def compare_first_views(rounds: int) -> list[Comparison]:
    """Return the time to the first view, by a server that is warm and a browser that is not."""
    places = sum(count_places().values())
    with serve(ATLAS) as ours, serve(BARE) as other, open_browser() as browser:
        times = take_turns(
            rounds,
            lambda _: time_first_view(browser, ours.address, atlas_drawn(places)),
            lambda _: time_first_view(browser, other.address, any_map_drawn()),
        )
    return [Comparison("first view, beside a bare page", *times, TARGET)]


def time_first_view(browser: Browser, address: str, drawn: str) -> float:
    """Return the time (ms) from the start of navigation until a map of which `drawn` holds is painted."""
    with open_page(browser) as page:
        page.goto(address, wait_until="commit")
        return page.evaluate(f"bench.painted({drawn})")
