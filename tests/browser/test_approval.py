"""The approval number of the map as a reader and a hall see it: beside everything else, and over nothing."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_map import open_map
from tests.browser.test_stage import LOOK, SCREENS, SQUARE, wait_for_map
from tests.conftest import SHIPPED, serve

pytestmark = pytest.mark.browser

LINE = {"zh": "审图号：GS(2026)1234号", "en": "Map approval (审图号): GS(2026)1234号"}
PHONE = {"width": 390, "height": 844}
ON_THE_MAP = (".approval", ".inset", ".legend", ".bar", ".leaflet-control-zoom", ".leaflet-control-attribution")
# Boxes of all that stands on the map, by name; what is not shown has none.
BOXES = """(_, names) => {
    const shown = [...document.querySelectorAll(names.join())].filter((one) => one.checkVisibility());
    return shown.map((one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        return { name: one.className.baseVal ?? one.className, left, top, right, bottom };
    });
}"""


@pytest.fixture(scope="module")
def approved() -> Iterator[str]:
    """Return the address of an atlas whose map is approved."""
    with serve(SHIPPED, MAP_APPROVAL="GS(2026)1234号") as address:
        yield address


def overlapping(boxes: list[dict[str, float]]) -> list[tuple[float, float]]:
    """Return the names of each two boxes of which one covers a part of the other."""
    return [
        (one["name"], other["name"])
        for one, other in combinations(boxes, 2)
        if one["left"] < other["right"] and other["left"] < one["right"]
        and one["top"] < other["bottom"] and other["top"] < one["bottom"]
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
def test_the_map_shows_its_number_beside_all_that_stands_on_it(
    page: Page, approved: str, size: tuple[int, int], language: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    frame = open_map(page, f"{approved}/?lang={language}")
    number = frame.locator(".approval")
    expect(number).to_have_text(LINE[language])
    expect(number).to_be_in_viewport(ratio=1)
    boxes = frame.locator("body").evaluate(BOXES, [*ON_THE_MAP])
    assert overlapping(boxes) == []
    (own,) = [box for box in boxes if box["name"] == "approval"]
    places = frame.locator("body").evaluate(BOXES, [".place svg", ".place .name"])
    assert [pair for place in places for pair in overlapping([own, place])] == []


def test_the_number_follows_the_language_and_is_printed_with_the_map(page: Page, approved: str) -> None:
    frame = open_map(page, approved)
    page.get_by_role("link", name="EN", exact=True).click()
    expect(frame.locator(".approval")).to_have_text(LINE["en"])
    page.emulate_media(media="print")
    expect(frame.locator(".approval")).to_be_visible()


def test_without_a_number_its_place_is_not_kept(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    expect(frame.locator(".approval")).to_be_hidden()
    corner, legend = (frame.locator(name).bounding_box() for name in (".corner", ".legend"))
    assert corner == legend


def test_a_number_that_is_markup_is_text_on_the_map(page: Page) -> None:
    with serve(SHIPPED, MAP_APPROVAL="<img src=x onerror=alert(1)>") as address:
        expect(open_map(page, address).locator(".approval")).to_have_text("审图号：<img src=x onerror=alert(1)>")


@pytest.mark.parametrize("screen", [*SCREENS.values(), SQUARE])
@pytest.mark.parametrize(("language", "hall"), [("zh", "dark"), ("en", "bright")])
def test_on_stage_the_number_is_read_from_the_last_row_and_covers_no_word(
    page: Page, approved: str, screen: dict[str, int], language: str, hall: str
) -> None:
    page.set_viewport_size({"width": screen["width"], "height": screen["height"]})
    wrong = {}
    for stop in ("1", "2", "3", "99"):
        page.goto(f"{approved}/stage?lang={language}&hall={hall}&stop={stop}")
        wait_for_map(page)
        expect(page.locator("#approval")).to_have_text(LINE[language])
        wrong |= {stop: found} if (found := page.evaluate(LOOK)) else {}
    assert wrong == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_shows_the_number_of_the_stage_in_one_line(browser: Browser, approved: str, language: str) -> None:
    with browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        for stop in ("1", "3", "99"):
            page.goto(f"{approved}/stage?lang={language}&stop={stop}")
            wait_for_map(page)
            found = [one for one in page.evaluate(LOOK) if not one.startswith("small")]
            assert found == [], stop
