"""Every place bears its name at first view, whatever the screen: measured from boxes, in both languages."""

import pytest
from playwright.sync_api import FrameLocator, Page

from tests.browser.boxes import read_examiner
from tests.browser.test_map import open_map

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (1600, 900), (1366, 768), (1024, 768), (390, 844), (360, 640)]
FAULTS = read_examiner("names.js")


def find_faults(page: Page, frame: FrameLocator, width: int, height: int) -> list[str]:
    """Return what is wrong with the names on the map in a window of this size."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("""() => {
        const frame = document.querySelector(".st-key-map iframe");
        const { innerWidth, innerHeight, caseMap } = frame.contentWindow;
        return innerWidth === frame.clientWidth && caseMap.map.getSize().x === innerWidth && innerHeight > 0;
    }""")
    return list(frame.locator("body").evaluate(FAULTS))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_42_places_bear_their_names_at_every_size(page: Page, atlas: str, language: str) -> None:
    frame = open_map(page, f"{atlas}/?lang={language}")
    faults = {size: find_faults(page, frame, *size) for size in SIZES}
    assert faults == {size: [] for size in SIZES}


def test_names_keep_clear_of_what_the_page_lays_over_the_map(page: Page, atlas: str) -> None:
    chips = "&".join(f"continent={name}" for name in ("asia", "europe", "americas", "africa"))
    frame = open_map(page, f"{atlas}/?lang=en&{chips}")
    found = page.locator(".chips").bounding_box()
    origin = page.locator(".st-key-map iframe").bounding_box()
    assert found
    assert origin
    names = frame.locator("#map_div .place .name:visible").evaluate_all(
        "names => names.map((name) => name.getBoundingClientRect().toJSON())"
    )
    left, top = found["x"] - origin["x"], found["y"] - origin["y"]
    assert names
    assert [
        name for name in names
        if name["x"] < left + found["width"] and left < name["x"] + name["width"]
        and name["y"] < top + found["height"] and top < name["y"] + name["height"]
    ] == []  # fmt: skip
