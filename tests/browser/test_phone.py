"""The atlas in a hand: 390 by 844 pixels under a thumb."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Edit, serve

pytestmark = pytest.mark.browser

PAGES = ("", "cases", "case?case=2024-int-03", "near", "compare", "insight", "about")
TOO_SMALL = """() => [...document.querySelectorAll(":is(.stSidebar, .stMain) :is(a, button, input, summary)")]
    .filter((target) => target.checkVisibility({ visibilityProperty: true }) && !target.matches(".unseen"))
    .filter((target) => Math.min(target.offsetWidth, target.offsetHeight) < 44).map((target) => target.outerHTML)"""
SIDEWAYS = "document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Return a page on a phone of a Chinese reader."""
    with browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", is_mobile=True, has_touch=True
    ) as context:
        yield context.new_page()


def test_every_page_has_the_bar_at_its_foot_and_never_scrolls_sideways(phone: Page, atlas: str) -> None:
    for path in PAGES:
        phone.set_viewport_size({"width": 390, "height": 844})
        phone.goto(f"{atlas}/{path}")
        bar = phone.locator(".thumb-bar")
        expect(bar.locator(":is(a, button)")).to_have_text(["地图", "案例", "搜索", "筛选", "讲解", "上台演示"])
        expect(phone.locator("[data-testid=stExpandSidebarButton]")).to_be_hidden()
        box = bar.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] == 844
        for width in (390, 360, 320):
            phone.set_viewport_size({"width": width, "height": 640})
            phone.wait_for_function(f"innerWidth === {width} && {SIDEWAYS} <= 0")


@pytest.mark.parametrize("path", ["", "?q=zzzz", "case?case=2024-int-03", "near", "compare", "insight", "about"])
def test_a_thumb_hits_whatever_can_be_pressed(phone: Page, atlas: str, path: str) -> None:
    phone.goto(f"{atlas}/{path}")
    phone.locator(":is(.st-key-page, .st-key-panel) a").first.wait_for()
    assert phone.evaluate(TOO_SMALL) == []


def test_world_or_china_has_the_map_to_itself_when_a_thumb_says_so(phone: Page, atlas: str) -> None:
    phone.goto(f"{atlas}/?lang=zh")
    frame = phone.frame_locator(".st-key-map iframe")
    maps, places = frame.locator(".bar [aria-pressed]"), frame.locator(".place:visible")
    expect(maps).to_have_text(["两图", "世界", "中国"])
    expect(places).to_have_count(42)
    height = phone.locator(".st-key-map iframe").evaluate("frame => frame.clientHeight")
    expect(phone.locator("#first-view")).to_have_count(0)

    maps.filter(has_text="中国").tap()
    expect(frame.locator("[aria-pressed=true]")).to_have_text("中国")
    expect(places).to_have_count(23)
    assert frame.locator(".inset").evaluate("inset => inset.clientHeight") > 0.9 * height
    assert "沈阳" in frame.locator(".inset").inner_text()

    frame.locator(".bar .europe").tap()
    expect(frame.locator("[aria-pressed=true]")).to_have_text("世界")
    frame.locator('.place[data-city="berlin"]').wait_for()
    maps.filter(has_text="世界").tap()
    expect(places).to_have_count(42)
    expect(frame.locator(".inset")).to_be_hidden()
    maps.filter(has_text="两图").tap()
    expect(frame.locator(".inset")).to_be_visible()
    expect(places).to_have_count(42)


def test_a_link_to_a_case_opens_it_as_a_sheet_over_the_map(phone: Page, atlas: str) -> None:
    phone.goto(f"{atlas}/?lang=zh&case=2024-cn-03")
    sheet = phone.locator(".st-key-panel")
    expect(sheet.locator(".city h2")).to_have_text("北京")
    expect(sheet.locator("article").first).to_have_attribute("id", "2024-cn-03")
    phone.frame_locator(".st-key-map iframe").locator('.place.chosen[data-city="beijing"]').wait_for()
    box = sheet.bounding_box()
    assert box is not None
    assert 100 < box["y"] < 844 / 2
    sheet.locator(".back").tap()
    expect(sheet.locator(".group li")).to_have_count(45)
    assert "case=" not in phone.url


def test_where_nothing_is_found_the_way_out_comes_before_the_map(phone: Page, atlas: str) -> None:
    phone.goto(f"{atlas}/?lang=zh&q=zzzzqq&continent=africa")
    way = phone.locator(".st-key-panel .empty a").first
    way.wait_for()
    told, shown = way.bounding_box(), phone.locator(".st-key-map").bounding_box()
    assert told
    assert shown
    assert told["y"] + told["height"] < shown["y"]
    assert told["y"] < 844 / 2
    way.tap()
    expect(phone.locator(".st-key-panel .group")).not_to_have_count(0)


def test_back_closes_the_sheet(phone: Page, atlas: str) -> None:
    phone.goto(f"{atlas}/about")
    phone.locator(".thumb-bar .to-cases").tap()
    phone.locator(".cases").wait_for()
    phone.locator(".to-filters").tap()
    phone.go_back()
    expect(phone.locator("[data-facet=theme] button").first).to_be_hidden()


def test_a_name_of_sixty_letters_leads_nothing_sideways(phone: Page, folder: Path, edit: Edit) -> None:
    edit("cities.csv", "Tokyo", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochxy")
    phone.set_viewport_size({"width": 320, "height": 640})
    with serve(folder) as address:
        phone.goto(f"{address}/?lang=en")
        phone.locator(".st-key-panel [data-city=tokyo]").wait_for()
        phone.wait_for_function(f"{SIDEWAYS} <= 0")


def test_filters_are_a_sheet_that_counts_and_closes_once_it_was_used(phone: Page, atlas: str) -> None:
    phone.goto(f"{atlas}/cases")
    smart = phone.locator("[data-facet=theme] button").nth(1)
    expect(smart).to_be_hidden()
    phone.locator(".to-filters").tap()
    assert phone.evaluate(TOO_SMALL) == []
    smart.tap()
    show = phone.get_by_role("button", name=re.compile("^显示"))
    expect(show).to_have_text("显示17个案例")
    expect(show).to_be_in_viewport(ratio=1)
    show.tap()
    expect(smart).to_be_hidden()
    expect(phone.locator(".cases tbody tr")).to_have_count(17)
    phone.locator(".to-filters").tap()
    phone.touchscreen.tap(200, 10)  # beside the sheet
    expect(smart).to_be_hidden()


def test_search_opens_with_the_focus_in_its_field_and_enter_shows_what_was_found(phone: Page, atlas: str) -> None:
    phone.goto(f"{atlas}/cases")
    phone.locator(".to-search").tap()
    field = phone.locator("#search")
    expect(field).to_be_focused()
    field.fill("维也纳")
    field.press("Enter")
    expect(field).to_be_hidden()
    expect(phone.locator(".cases tbody tr").first).to_have_attribute("id", "2024-int-21")


def test_the_cases_are_cards_whose_parts_stand_within_them(phone: Page, atlas: str) -> None:
    phone.goto(f"{atlas}/cases")
    card = phone.locator(".cases tbody tr").first
    tops = [
        box["y"]
        for part in (".title a", ".city b", ".themes", ".summary")
        if (box := card.locator(part).bounding_box())
    ]
    assert tops == sorted(set(tops))
    assert len(tops) == 4
    cards = phone.locator(".cases tbody tr").evaluate_all("cards => cards.map((card) => card.offsetHeight)")
    assert len(cards) == 45
    assert max(cards) < 360
    assert phone.evaluate(TOO_SMALL) == []


def test_a_link_to_a_city_opens_its_article_over_the_map_and_closes(phone: Page, atlas: str) -> None:
    phone.goto(f"{atlas}/?city=cairo")
    panel = phone.locator(".st-key-panel")
    expect(panel.locator("h2")).to_have_text("开罗")
    expect(panel.locator("h2")).to_be_in_viewport(ratio=1)
    expect(phone.locator(".st-key-map iframe")).to_be_in_viewport()
    phone.locator(".back").tap()
    expect(panel.locator("h2")).not_to_have_text("开罗")
    assert "city=" not in phone.url
