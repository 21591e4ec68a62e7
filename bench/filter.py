"""How long a click on a filter takes until the map is painted anew, beside the idiomatic page."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from bench.browser import atlas_drawn, markers_drawn, open_browser, open_page
from bench.comparison import Comparison, take_turns
from bench.server import ATLAS, IDIOMATIC, PROJECT, Server, serve
from geo.query.atlas import open_atlas
from geo.tables.schema import CONTINENTS

TARGET = "ratio <= 0.33"
ELSEWHERE = (30, 70, 4)  # latitude, longitude, zoom: a view that no page begins with


@dataclass(frozen=True)
class Reader:
    """Somebody who looks at a page and clicks on its continents."""

    page: Page
    continents: str  # where its buttons are
    drawn: Callable[[int], str]
    places: dict[str, int]  # places of each continent

    def begin(self, address: str) -> None:
        """Open the page at `address` and wait until it is at rest."""
        self.page.goto(address)
        self.page.evaluate(f"bench.painted({self.drawn(sum(self.places.values()))})")
        self.page.evaluate("bench.rest()")

    def narrow_and_widen(self, turn: int) -> tuple[float, float]:
        """Return how long it takes (ms) to choose the continent whose turn it is, and to let it go again."""
        place = turn % len(CONTINENTS)
        return self.click(place, self.places[CONTINENTS[place]]), self.click(place, sum(self.places.values()))

    def click(self, place: int, expected: int) -> float:
        """Return how long (ms) after a click on the continent at `place` the `expected` places are painted."""
        self.page.bring_to_front()
        self.page.evaluate(f"bench.timeClick({self.drawn(expected)})")
        self.page.locator(self.continents).nth(place).click()
        took = self.page.evaluate("bench.took")
        self.page.evaluate("bench.rest()")
        return took

    def keeps_view(self) -> bool:
        """Return whether zoom and centre are the same after a click."""
        self.page.evaluate("([lat, lng, zoom]) => { bench.map().map.setView([lat, lng], zoom) }", ELSEWHERE)
        self.page.evaluate("bench.rest()")
        before = self.page.evaluate("bench.view()")
        self.click(0, self.places[CONTINENTS[0]])
        return self.page.evaluate("bench.view()") == before


def compare_filters(rounds: int) -> list[Comparison]:
    """Return the time from click to painted map, for choosing a continent and for letting it go, and what is kept."""
    with serve(ATLAS) as ours, serve(IDIOMATIC) as other, open_browser() as browser:
        return compare_readers(browser, ours, other, rounds)


def compare_readers(browser: Browser, ours: Server, other: Server, rounds: int) -> list[Comparison]:
    """Return what readers of both servers wait for, and whether they find their view again."""
    with open_page(browser) as our_page, open_page(browser) as other_page:
        places = count_places()
        our_reader = Reader(our_page, "[data-facet=continent] button", atlas_drawn, places)
        other_reader = Reader(other_page, ".st-key-continent button", markers_drawn, places)
        our_reader.begin(ours.address)
        other_reader.begin(other.address)
        our_times, other_times = take_turns(rounds, our_reader.narrow_and_widen, other_reader.narrow_and_widen)
        kept = Comparison("filter: zoom and centre kept", our_reader.keeps_view(), other_reader.keeps_view(), "yes")
        return [*name_times(our_times, other_times), kept]


def name_times(ours: list[tuple[float, float]], other: list[tuple[float, float]]) -> list[Comparison]:
    """Return the comparisons of choosing and of letting go."""
    (our_choosing, our_release), (other_choosing, other_release) = zip(*ours, strict=True), zip(*other, strict=True)
    return [
        Comparison("filter, choose a continent: click to paint", our_choosing, other_choosing, TARGET),
        Comparison("filter, let it go: click to paint", our_release, other_release, TARGET),
    ]


def count_places() -> dict[str, int]:
    """Return how many places of the shipped data lie in each continent."""
    return open_atlas(PROJECT / "data", "nbs").places["continent"].value_counts().to_dict()
