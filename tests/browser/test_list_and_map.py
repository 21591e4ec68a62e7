"""The list and the map show the same place: what is pointed at in one is lit in the other."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_map import open_map

pytestmark = pytest.mark.browser

LIT = ".st-key-panel .lit"


def test_a_row_lights_its_symbol_by_pointer_and_by_keyboard(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    lit = frame.locator(".place.lit")
    page.locator(".st-key-panel [data-city=tokyo]").hover()
    expect(lit).to_have_attribute("data-city", "tokyo")
    page.locator(".st-key-panel [data-city=chengdu]").focus()
    expect(lit).to_have_attribute("data-city", "chengdu")
    page.mouse.move(5, 5)
    page.locator("#search").focus()
    expect(lit).to_have_count(0)


def test_a_symbol_lights_its_rows_and_brings_the_first_into_view(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    row = page.locator(".st-key-panel [data-city=shenyang]")
    expect(row).not_to_be_in_viewport()
    frame.locator("[data-city=shenyang]").hover()
    expect(page.locator(LIT)).to_have_attribute("data-city", "shenyang")
    expect(row).to_be_in_viewport(ratio=0.99)
    frame.locator("[data-city=beijing]").hover()
    expect(page.locator(LIT)).to_have_count(4)
    expect(page.locator(LIT).first).to_be_in_viewport(ratio=0.99)
    frame.locator("[data-city=tokyo]").focus()
    expect(page.locator(LIT)).to_have_attribute("data-city", "tokyo")


def test_from_a_city_one_comes_back_to_its_row(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    frame.locator("[data-city=shenyang]").click()
    page.locator(".st-key-panel .back").click()
    row = page.locator(".st-key-panel li [data-city=shenyang]")
    expect(row).to_have_class("lit")
    expect(row).to_be_in_viewport(ratio=0.99)


def test_a_keyboard_passes_the_map_in_one_step(page: Page, atlas: str) -> None:
    open_map(page, atlas)
    past = page.get_by_role("link", name="越过地图，到列表")
    past.focus()
    expect(past).to_be_in_viewport(ratio=0.99)
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-panel li a").first).to_be_focused()
