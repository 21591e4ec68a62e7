"""Two editions in a browser: told apart on the map without colour, switched, and read as news."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_stage import wait_for_map
from tests.conftest import serve

pytestmark = pytest.mark.browser


def test_two_editions_are_told_apart_on_the_map_switched_and_read_as_news(page: Page, two_editions: Path) -> None:
    with serve(two_editions) as address:
        page.goto(f"{address}/?lang=en")
        frame = page.frame_locator(".st-key-map iframe")
        lagos = frame.locator('.place[data-city="lagos"]')
        expect(lagos).to_have_attribute("aria-label", "Lagos, 1 case, new in 2026")
        beijing = frame.locator('.place[data-city="beijing"]')
        expect(beijing).to_have_attribute("aria-label", "Beijing, 5 cases, again in 2026")
        signs = [
            place.evaluate("box => getComputedStyle(box, '::before').content")
            for place in (lagos, beijing, frame.locator('.place[data-city="cairo"]'))
        ]
        assert signs == ['"★"', '"↻"', "none"]
        expect(frame.locator(".ages span")).to_have_text(["new in 2026", "again in 2026", "no sign: only before 2026"])

        expect(page.locator(".st-key-panel .editions")).to_be_visible()
        page.locator(".st-key-panel .editions a", has_text="2026").click()
        expect(frame.locator("#map_div")).to_have_attribute("data-cases", "2")
        expect(page.locator(".st-key-panel h2")).to_have_text(["Fictional cases (2026)"])

        page.locator(".editions a", has_text="What is new").click()
        news = page.locator(".news")
        expect(news.locator("h1")).to_have_text("What is new in 2026")
        lead_through_the_chapter(page, news.locator("a", has_text="Present this"))
        news.locator(".arrivals a", has_text="Fictional floods").first.click()
        expect(page.locator(".st-key-page h1")).to_contain_text("Fictional floods")


def lead_through_the_chapter(page: Page, link: Locator) -> None:
    """Walk the stage to which `link` leads as far as the new cities, and come back."""
    link.click()
    card, frame = page.locator("#card"), wait_for_map(page)
    expect(card).to_have_attribute("data-stops", "6")
    page.keyboard.press("PageDown")
    expect(frame.locator('.place[data-city="lagos"] .name')).to_have_attribute("data-sign", "★")
    page.keyboard.press("PageDown")
    expect(card).to_contain_text("Lagos is new in 2026.")
    expect(frame.locator(".place.lit")).to_have_count(1)
    expect(frame.locator('.place.named[data-city="lagos"] .name')).to_be_visible()
    expect(page.locator("#foot")).to_have_text("What is new in 2026 1 / 3")
    page.go_back()


def test_with_one_edition_the_map_says_nothing_of_it(page: Page, atlas: str) -> None:
    page.goto(f"{atlas}/?lang=en")
    frame = page.frame_locator(".st-key-map iframe")
    expect(frame.locator(".place")).to_have_count(42)
    expect(frame.locator(".ages")).to_be_hidden()
    expect(page.locator(".editions")).to_have_count(0)
