"""The page of the atlas that needs no server, walked as a person would who got it on a stick: every host is blocked."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, FrameLocator, Page, Request, Route, expect

from geo.publish.page.atlas_file import make_atlas_file
from geo.publish.publication import Publication
from geo.query.atlas import open_atlas
from geo.tour.own_tour import OwnTour, Told
from tests.conftest import SHIPPED, serve

pytestmark = pytest.mark.browser

READY = "() => document.querySelector('#map iframe')?.contentDocument?.body?.classList.contains('ready')"
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
CASE = "#lang=en&case=2024-int-03"
COMPARED = "#page=compare&compare=2024-int-03&compare=2024-int-14"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the page, in Chinese first."""
    path = tmp_path_factory.mktemp("stick") / "atlas.html"
    path.write_bytes(make_atlas_file(Publication(open_atlas(SHIPPED, "nbs"))))
    return path.as_uri()


@pytest.fixture
def options() -> dict[str, Any]:
    """Return how the reader's window is; a test may ask for another."""
    return {"viewport": DESK, "locale": "zh-CN"}


@pytest.fixture
def page(browser: Browser, options: dict[str, Any]) -> Iterator[Page]:
    """Return a page that reaches no host, asks for none, and logs no error."""
    wrong: list[str] = []

    def refuse(route: Route, request: Request) -> None:
        if request.url.startswith("file:"):
            route.continue_()
        else:
            wrong.append(request.url)
            route.abort()

    def complain(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(message.text)

    with browser.new_context(offline=True, **options) as context:
        context.route("**/*", refuse)
        reader = context.new_page()
        reader.on("pageerror", lambda error: wrong.append(str(error)))
        reader.on("console", complain)
        yield reader
    assert wrong == []


def open_file(page: Page, address: str) -> FrameLocator:
    """Open the page at `address` and return the frame of its map, when that is drawn."""
    page.goto(address)
    page.wait_for_function(READY)
    return page.frame_locator("#map iframe")


def expect_found(page: Page, cases: int, places: int) -> None:
    """Expect the line above the map, the list and the map to agree on how many cases and places there are."""
    expect(page.locator("#count")).to_contain_text(re.compile(rf"^{cases}\D.*\D{places}\D"))
    expect(page.locator("#panel .group li")).to_have_count(cases)
    map_box = page.frame_locator("#map iframe").locator("#map_div")
    expect(map_box).to_have_attribute("data-cases", str(cases))
    expect(map_box).to_have_attribute("data-places", str(places))


def test_it_opens_whole_with_every_place_named(page: Page, file: str) -> None:
    frame = open_file(page, file)
    expect_found(page, 45, 42)
    expect(frame.locator(".place .name:visible")).to_have_count(42)
    expect(page).to_have_title("城市治理案例地图")


def test_filters_search_and_chips_narrow_map_and_list_and_back_undoes_the_last(page: Page, file: str) -> None:
    open_file(page, file)
    page.locator("[data-facet=continent][data-value=africa]").click()
    expect_found(page, 2, 2)
    page.locator("[data-facet=theme][data-value=people]").click()
    expect_found(page, 1, 1)
    page.go_back()
    expect_found(page, 2, 2)
    page.locator("#chips .clear").click()
    page.locator("#search").fill("gongyuan chengshi")  # pinyin: 公园城市
    expect(page.locator("#panel .group").last).to_contain_text("成都")
    expect(page.locator("#panel mark").filter(has_text="公园城市")).to_be_visible()
    page.locator("#search").fill("hotlin")
    expect(page.locator("#count")).not_to_contain_text("45 / 45")
    page.locator("#search").fill("xyzzyx")
    expect(page.locator(".empty")).to_be_visible()


def test_a_place_opens_its_cases_and_a_case_its_facts_with_their_sources(page: Page, file: str) -> None:
    frame = open_file(page, f"{file}#lang=en")
    frame.locator("[data-city=amsterdam]").first.click()
    expect(page.locator("#panel h2")).to_have_text("Amsterdam")
    page.locator("#panel .title").click()
    expect(page.locator("#panel h2")).to_be_focused()
    expect(page.locator("#panel .question").first).to_contain_text("What is it?")
    source = page.locator("#panel .sources a").first
    expect(source).to_have_attribute("rel", "noopener noreferrer")
    assert page.evaluate("() => location.hash").endswith("case=2024-int-03")
    page.reload()
    expect(page.locator("#panel h2")).to_contain_text("Startblok Riekerhaven")


def test_cases_stand_side_by_side_question_by_question(page: Page, file: str) -> None:
    open_file(page, f"{file}#lang=en&case=2024-int-03")
    page.get_by_role("button", name="Compare").last.click()
    page.evaluate("() => { location.hash += '&compare=2024-int-14' }")
    page.locator("#compared").click()
    expect(page.locator("#compare .columns").first.locator("section")).to_have_count(2)
    expect(page.locator("#compare .question").first.locator(".columns > div")).to_have_count(2)
    page.get_by_role("button", name="Back to the map").click()
    expect(page.locator("#compare")).to_be_hidden()


def test_language_and_colours_change_at_once_and_stand_in_the_address(page: Page, file: str) -> None:
    frame = open_file(page, file)
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.locator("h1").first).to_have_text("City Governance Case Map")
    expect(frame.locator("[data-city=cairo] .name")).to_have_text("Cairo")
    page.locator("#look").click()
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("() => location.hash") == "#lang=en&look=dark"


def test_no_word_of_the_page_itself_stays_in_the_other_language(page: Page, file: str) -> None:
    open_file(page, file)
    page.get_by_role("button", name="EN", exact=True).click()
    page.locator(".method summary").click()
    expect(page.locator("#method dt").first).to_have_text("Taken from")
    expect(page.get_by_label("Search")).to_be_visible()
    page.locator("#present").click()
    expect(page.get_by_role("button", name="Next stop")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#help kbd").filter(has_text="Space")).to_be_visible()
    said = page.evaluate(
        """() => [...document.querySelectorAll("#help, #hand, .tools, #filters summary, iframe, input")]
            .flatMap((part) => [part, ...part.querySelectorAll("*")])
            .flatMap((part) => [part.textContent, part.title, part.ariaLabel, part.placeholder])
            .filter((text) => text && /[\u4e00-\u9fff]/.test(text.replaceAll("中文", "")))"""
    )
    assert said == []


def test_a_title_that_turns_its_direction_turns_nothing_after_it(page: Page, file: str) -> None:
    open_file(page, file)
    isolated = page.evaluate(
        """() => [...document.querySelectorAll("#panel .group li :is(b, span)")]
            .every((part) => getComputedStyle(part).unicodeBidi === "isolate")"""
    )
    assert isolated


def test_the_stage_is_walked_by_keys_and_shows_any_case_beside_the_tour(page: Page, file: str) -> None:
    open_file(page, file)
    page.locator("#present").click()
    card = page.locator("#card")
    expect(card).to_have_attribute("data-stops", "49")
    expect(page.frame_locator("#stage-map iframe").locator(".place")).not_to_have_count(0)
    page.keyboard.press("PageDown")
    expect(card).to_have_attribute("data-stop", "2")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(card).to_have_attribute("data-stop", "5")
    page.keyboard.press("/")
    page.locator("#sought").fill("lyrnl")  # initials of 里约热内卢
    page.keyboard.press("Enter")
    expect(card.locator("h1")).to_contain_text("里约热内卢")
    page.keyboard.press("Escape")
    expect(card.locator("h1")).to_contain_text("阿姆斯特丹")
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("o")
    expect(page.locator("#overview li")).to_have_count(49)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_be_hidden()
    expect(page.locator("#panel")).to_be_visible()


def test_places_beside_the_edge_of_the_map_are_lit_where_they_are_shown_together(page: Page, tmp_path: Path) -> None:
    tour = OwnTour(stops=(Told(("2024-int-14", "2024-int-06")), Told(("2024-int-01",))))
    path = tmp_path / "atlas.html"
    path.write_bytes(make_atlas_file(Publication(open_atlas(SHIPPED, "nbs"), tour=tour)))
    page.goto(f"{path.as_uri()}#page=stage&stop=2")  # what the card covers lies beyond 30° W
    lights = page.frame_locator("#stage-map iframe").locator(".place.lit:not(.away)")
    expect(lights).to_have_count(2)
    expect(lights.locator(".name:visible")).to_have_count(2)


def test_a_keyboard_reaches_content_and_places_and_axe_finds_nothing(page: Page, file: str) -> None:
    frame = open_file(page, f"{file}#lang=en")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    frame.locator("[data-city=cairo]").press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Cairo")
    for address in (file, f"{file}{CASE}&look=dark", f"{file}{COMPARED}"):
        page.goto("about:blank")
        open_file(page, address)
        found = [one for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
        assert found == [], address


@pytest.mark.parametrize("options", [{"viewport": PHONE, "has_touch": True, "locale": "en"}])
def test_on_a_phone_nothing_leads_sideways_and_the_list_is_one_step_away(page: Page, file: str) -> None:
    open_file(page, f"{file}#lang=en")
    expect(page.locator("#facets")).to_be_hidden()
    page.locator("#show").click()
    expect(page.locator("#panel .group li").first).to_be_in_viewport()
    page.locator("#panel .group li button").first.click()
    expect(page.locator("#panel h2")).to_be_in_viewport()
    for address in ("", CASE, COMPARED, "#page=stage&stop=4"):
        page.goto("about:blank")
        open_file(page, file + address)
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0, address


def test_served_by_the_app_it_follows_the_query_of_its_pages_and_leads_to_the_full_atlas(browser: Browser) -> None:
    with serve(SHIPPED) as address, browser.new_context(viewport=DESK, locale="zh-CN") as context:
        page = context.new_page()
        open_file(page, f"{address}/atlas?lang=en&continent=africa")
        expect_found(page, 2, 2)
        expect(page.locator("#full")).to_have_attribute("href", "./?lang=en&continent=africa")
        page.locator("[data-facet=theme][data-value=people]").click()
        expect(page.locator("#full")).to_have_attribute("href", "./?lang=en&continent=africa&theme=people")
        page.locator("#panel .group li button").click()
        link = page.get_by_role("link", name="Open in the full atlas").last
        expect(link).to_have_attribute("href", re.compile(r"^\./case\?.*case=2024-int-07"))
        page.go_back()
        page.locator("#chips .clear").click()  # nothing is asked for any more, but the language still stands there
        page.reload()
        expect(page.locator("h1").first).to_have_text("City Governance Case Map")
        expect_found(page, 45, 42)
