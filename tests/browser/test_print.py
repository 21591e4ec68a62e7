"""What a reader prints: few pages of A4, light from a dark screen and from a phone, without what must be pressed."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

A4 = (595, 842)  # points
# By address: the first thing to wait for, and how many pages it takes at most.
PRINTED = {
    "/cases?lang=en": (".cases tbody tr", 4),
    "/case?lang=en&case=2024-cn-01": (".of-facts li", 1),
    "/case?lang=zh&case=2024-int-01": (".of-facts li", 1),
    "/insight?lang=zh": (".insight table", 2),
    "/about?lang=en": (".sources h2", 10),
}


def print_page(page: Page) -> list[tuple[int, int]]:
    """Return width and height (points, rounded) of each page that is printed."""
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(wide)), round(float(high))) for wide, high in boxes]


@pytest.mark.parametrize("address", PRINTED)
def test_a_page_is_printed_on_few_sheets_from_a_phone_in_the_dark(page: Page, atlas: str, address: str) -> None:
    waited, most = PRINTED[address]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(atlas + address)
    expect(page.locator(waited).first).to_be_visible()
    sheets = print_page(page)
    assert set(sheets) == {A4}
    assert len(sheets) <= most
    page.emulate_media(media="print")
    expect(page.locator(".stSidebar, .buttons, .trail, .copy").locator("visible=true")).to_have_count(0)
    assert page.locator(".stApp").evaluate("app => getComputedStyle(app).color") == "rgb(20, 40, 60)"  # ink, light


def test_the_map_is_printed_whole_with_all_names_before_the_cases(page: Page, atlas: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{atlas}/?lang=en")
    frame = page.frame_locator(".st-key-map iframe")
    expect(frame.locator(".place")).to_have_count(42)
    page.evaluate(
        """() => {
            window.dispatchEvent(new Event("beforeprint"));
            document.querySelector(".st-key-map iframe").contentWindow.dispatchEvent(new Event("beforeprint"));
        }"""
    )
    names = frame.locator(".place .name").locator("visible=true")
    expect(names).to_have_count(42)
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box
    assert (round(box["width"]), round(box["height"])) == (703, 665)  # 186 by 176 mm
    page.evaluate(
        """() => {
            window.dispatchEvent(new Event("afterprint"));
            document.querySelector(".st-key-map iframe").contentWindow.dispatchEvent(new Event("afterprint"));
        }"""
    )
    assert page.locator("[data-printing]").count() == 0
    sheets = print_page(page)
    assert set(sheets) == {A4}
    assert len(sheets) <= 4
