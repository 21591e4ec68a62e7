"""A case that a hall asks for, an overview, a number that no stop has, a light at the pointer, in a real Chromium."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.check import write_cases
from geo.tour.stops import MAX_TOUR_CASES
from tests.browser.test_stage import (
    SCREENS,
    expect_stop,
    hall,
    leave_alone,
    open_stage,
    read_code,
    stand_still,
    wait_for_map,
    wait_for_rest,
)
from tests.conftest import Edit, serve

pytestmark = pytest.mark.browser

__all__ = ["hall"]  # a fixture
OWN = "lang=en&case=2024-int-03&case=2024-cn-01"  # Amsterdam, Beijing: four stops
RIO = "2024-int-14"


def look_for(page: Page, text: str, case: str = "Rio de Janeiro") -> None:
    """Type `text` into the finder, and wait until `case` is the first that it offers."""
    page.keyboard.press("/")
    expect(page.locator("#sought")).to_be_focused()
    page.keyboard.insert_text(text)
    expect(page.get_by_role("option").first).to_contain_text(case)


def expect_aside(page: Page, stop: int, city: str) -> None:
    """Expect the stage at `stop`, with a case in `city` beside it, in card, count and on the map."""
    expect_stop(page, stop)
    expect(page.locator("#count")).to_have_text(re.compile(r"^\d+ / \d+ · (side step|临时展示)$"))
    expect(page.locator(".card h1 .first")).to_have_text(city)
    expect(page.frame_locator("#world").locator(".place.focus .name")).to_have_text(city)


def expect_back(page: Page, stop: int, city: str) -> None:
    """Expect the stage at `stop` again, at its own case in `city`."""
    expect_stop(page, stop)
    expect(page.locator("#count")).to_have_text(re.compile(r"^\d+ / \d+$"))
    expect(page.locator(".card h1 .first")).to_have_text(city)
    page.wait_for_function("() => !new URLSearchParams(location.search).has('side')")


@pytest.mark.parametrize("text", ["li yue", "rio", "里约", "Rio de Janiero"])
def test_a_case_that_the_tour_does_not_tell_is_shown_and_left_with_the_clicker(
    hall: Page, atlas: str, text: str
) -> None:
    stand_still(hall)
    frame = open_stage(hall, atlas, f"{OWN}&stop=2")
    expect(frame.locator(".place")).to_have_count(2)
    look_for(hall, text)
    hall.keyboard.press("Enter")
    expect(hall.locator("#find")).to_be_hidden()
    expect_aside(hall, 2, "Rio de Janeiro")
    expect(frame.locator(".place[data-city=rio-de-janeiro].resilient i")).to_be_visible()
    hall.keyboard.press("PageDown")
    expect_back(hall, 2, "Amsterdam")
    expect(frame.locator(".place")).to_have_count(2)
    hall.keyboard.press("PageDown")
    expect_stop(hall, 3)


@pytest.mark.parametrize("key", ["PageUp", "Backspace", "Escape", "ArrowRight"])
def test_any_step_leads_back_from_a_case_beside_the_tour(hall: Page, atlas: str, key: str) -> None:
    stand_still(hall)
    open_stage(hall, atlas, f"{OWN}&stop=3&side={RIO}")
    expect_aside(hall, 3, "Rio de Janeiro")
    hall.keyboard.press(key)
    expect_back(hall, 3, "Beijing")


def test_a_case_of_the_tour_itself_is_a_side_step_too_and_a_phone_is_led_to_it(hall: Page, atlas: str) -> None:
    stand_still(hall)
    open_stage(hall, atlas, "lang=en&stop=12")
    look_for(hall, "rio")
    hall.keyboard.press("Enter")
    expect_aside(hall, 12, "Rio de Janeiro")
    hall.keyboard.press("q")
    assert read_code(hall) == [f"{atlas}/atlas?case={RIO}"]
    hall.keyboard.press("Escape")
    expect_aside(hall, 12, "Rio de Janeiro")
    hall.keyboard.press("Escape")
    expect_back(hall, 12, "London")


def test_the_list_is_walked_by_arrows_and_clicker_and_chosen_by_a_finger(hall: Page, atlas: str) -> None:
    stand_still(hall)
    open_stage(hall, atlas, "lang=en&stop=12")
    with hall.expect_response(re.compile("find.json.*q=beijing")):
        look_for(hall, "beijing", "Beijing")
    field, options = hall.get_by_role("combobox"), hall.get_by_role("option")
    expect(options).to_have_count(5)
    expect(field).to_have_attribute("aria-expanded", "true")
    for key, chosen in [("ArrowDown", 1), ("PageDown", 2), ("ArrowUp", 1), ("PageUp", 0), ("ArrowUp", 4)]:
        hall.keyboard.press(key)
        expect(options.nth(chosen)).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", f"found-{chosen}")
    title = options.nth(2).locator("span").inner_text()
    options.nth(2).click()
    expect_aside(hall, 12, "Beijing")
    expect(hall.locator(".card h2 .first")).to_have_text(title)


def test_what_is_typed_never_moves_the_tour(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "lang=en&stop=12")
    hall.keyboard.press("/")
    hall.keyboard.type("b l5o .f0?", delay=10)
    hall.keyboard.press("Home")
    hall.keyboard.press("Backspace")
    hall.keyboard.press("Enter")
    expect(hall.locator("#sought")).to_have_value("b l5o .f0?")
    expect(hall.locator("#unfound")).to_have_text("No case found.")
    for sheet in ("#black", "#overview", "#help", "#spotlight", "#typed"):
        expect(hall.locator(sheet)).to_be_hidden()
    hall.keyboard.press("Escape")
    expect(hall.locator("#find")).to_be_hidden()
    expect_stop(hall, 12)
    hall.keyboard.press("PageDown")
    expect_stop(hall, 13)


def test_a_case_beside_the_tour_survives_its_server_and_a_reload(browser: Browser) -> None:
    with leave_alone(browser, f"{OWN}&stop=2") as page:
        look_for(page, "li yue")
        page.keyboard.press("Enter")
        expect_aside(page, 2, "Rio de Janeiro")
        page.reload()
        wait_for_map(page)
        expect_aside(page, 2, "Rio de Janeiro")
        look_for(page, "buenos aries", "Buenos Aires")
        page.keyboard.press("Enter")
        expect_aside(page, 2, "Buenos Aires")
        look_for(page, "伦敦", "London")
        page.keyboard.press("Escape")
        page.keyboard.press("PageDown")
        expect_back(page, 2, "Amsterdam")
        page.reload()
        wait_for_map(page)
        expect_back(page, 2, "Amsterdam")


@pytest.fixture
def both(hall: Page, atlas: str) -> Iterator[tuple[Page, Page]]:
    """Return a stage at its second stop, and the speaker's view that was opened from it."""
    stand_still(hall)
    open_stage(hall, atlas, f"{OWN}&stop=2")
    with hall.expect_popup() as opened:
        hall.keyboard.press("s")
    speaker = opened.value
    expect(speaker.locator("#now[data-stop='2'][data-stops='4']")).to_be_visible()
    yield hall, speaker
    speaker.close()


def test_the_speaker_shows_a_case_and_both_see_it_and_leave_it(both: tuple[Page, Page]) -> None:
    stage, speaker = both
    speaker.get_by_role("button", name="Show a case").click()
    speaker.keyboard.insert_text("rio")
    speaker.get_by_role("option").first.click()
    expect_aside(stage, 2, "Rio de Janeiro")
    expect(speaker.locator("#count")).to_have_text("2 / 4 · side step")
    expect(speaker.locator("#now h1")).to_contain_text("Rio Operations Centre")
    expect(speaker.locator("#next h1")).to_contain_text("Startblok")
    speaker.locator("#forth").click()
    expect_back(stage, 2, "Amsterdam")
    expect(speaker.locator("#count")).to_have_text("2 / 4")
    look_for(speaker, "里约")
    speaker.keyboard.press("Enter")
    expect_aside(stage, 2, "Rio de Janeiro")
    stage.keyboard.press("PageDown")
    expect(speaker.locator("#count")).to_have_text("2 / 4")
    expect(speaker.locator("#now h1")).to_contain_text("Startblok")
    look_for(stage, "rio")
    stage.keyboard.press("Enter")
    expect(speaker.locator("#count")).to_have_text("2 / 4 · side step")
    speaker.keyboard.press("Escape")
    expect_back(stage, 2, "Amsterdam")


def test_a_room_that_asks_for_what_is_no_case_moves_nothing(both: tuple[Page, Page]) -> None:
    stage, speaker = both
    speaker.evaluate(
        """() => {
            const channel = new BroadcastChannel("stage");
            const { tour } = JSON.parse(document.getElementById("plan").textContent);
            for (const side of ["atlantis", 7, {}, "<img src=x>"]) {
                channel.postMessage({ tour, side, id: String(Math.random()) });
            }
        }"""
    )
    speaker.locator("#forth").click()
    expect_stop(stage, 3)
    expect(stage.locator("#count")).to_have_text("3 / 4")
    expect(speaker.locator("#count")).to_have_text("3 / 4")


def test_a_hostile_title_stays_text(page: Page, folder: Path, edit: Edit) -> None:
    edit("cases.csv", "Rio Operations Centre", "<img src=x onerror=alert(1)></script></template><b>Rio")
    with serve(folder) as address:
        stand_still(page)
        open_stage(page, address, f"{OWN}&stop=2")
        look_for(page, "rio")
        expect(page.locator("#found span")).to_contain_text("<img src=x onerror=alert(1)></script></template><b>Rio")
        page.keyboard.press("Enter")
        expect_aside(page, 2, "Rio de Janeiro")
        expect(page.locator(".card h2 .first")).to_contain_text("<img src=x onerror=alert(1)>")


# ---- the overview ----

# The titles that have more lines than are seen of them.
HIDDEN_LINES = """titles => titles.filter((title) => {
    const words = document.createRange();
    words.selectNodeContents(title);
    const lines = new Set([...words.getClientRects()].map(({ bottom }) => Math.round(bottom)));
    return lines.size > Math.round(title.clientHeight / parseFloat(getComputedStyle(title).lineHeight));
}).map((title) => title.textContent)"""


def expect_chosen(page: Page, stop: int) -> None:
    """Expect `stop` chosen on the sheet of all stops, and in sight."""
    chosen = page.locator("#overview [aria-selected=true]")
    expect(chosen).to_have_attribute("id", f"stop-{stop}")
    expect(chosen).to_be_in_viewport()


def test_the_overview_shows_all_stops_and_the_present_one(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "lang=en&order=theme&stop=12")
    hall.keyboard.press("o")
    expect(hall.locator(".entry")).to_have_count(52)
    expect(hall.locator(".entry.chapter")).to_have_count(5)
    expect(hall.locator("#overview [aria-current]")).to_have_attribute("id", "stop-12")
    expect(hall.locator("#stop-12")).to_contain_text("Chongqing")
    expect(hall.locator("#stop-12 .disc")).to_have_attribute("data-theme", "people")
    expect_chosen(hall, 12)
    for key in ("o", "Escape"):
        hall.keyboard.press(key)
        expect(hall.locator("#overview")).to_be_hidden()
        expect_stop(hall, 12)
        hall.keyboard.press("o")


@pytest.mark.parametrize("key", ["Enter", ".", "b", "F5"])
def test_the_overview_is_walked_by_keys_and_clicker(hall: Page, atlas: str, key: str) -> None:
    stand_still(hall)
    open_stage(hall, atlas, "lang=en&order=theme&stop=12")
    hall.keyboard.press("o")
    for step, chosen in [
        ("PageDown", 13), ("ArrowRight", 14), ("PageUp", 13), ("ArrowLeft", 12), ("End", 52), ("Home", 1),
        ("ArrowUp", 1), ("ArrowDown", 2), ("ArrowDown", 3), ("ArrowDown", 6), ("ArrowUp", 3),
    ]:  # fmt: skip
        hall.keyboard.press(step)
        expect_chosen(hall, chosen)
    hall.keyboard.press(key)
    expect(hall.locator("#overview")).to_be_hidden()
    expect(hall.locator("#black")).to_be_hidden()
    expect_stop(hall, 3)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_overview_writes_every_title_out(hall: Page, atlas: str, language: str) -> None:
    for screen in (SCREENS["wide"], SCREENS["old"], {"width": 390, "height": 844}):
        hall.set_viewport_size({"width": screen["width"], "height": screen["height"]})
        open_stage(hall, atlas, f"lang={language}&order=theme&stop=12")
        hall.keyboard.press("o")
        expect(hall.locator(".entry .title")).to_have_count(45)
        assert hall.locator(".entry .title").evaluate_all(HIDDEN_LINES) == []


def test_the_buttons_of_a_phone_cover_no_stop_of_the_overview(browser: Browser, atlas: str) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", is_mobile=True, has_touch=True
    ) as context:
        phone = context.new_page()
        open_stage(phone, atlas, "order=theme&stop=12")
        phone.keyboard.press("o")
        for key in ("End", "Home", *["ArrowDown"] * 20):
            phone.keyboard.press(key)
            chosen = phone.locator("#overview [aria-selected=true]").bounding_box()
            buttons = phone.locator("#hand").bounding_box()
            assert chosen
            assert buttons
            assert chosen["y"] + chosen["height"] <= buttons["y"]


def test_a_click_on_the_overview_chooses_a_stop(hall: Page, atlas: str) -> None:
    stand_still(hall)
    open_stage(hall, atlas, "lang=en&order=theme&stop=12")
    hall.keyboard.press("o")
    hall.locator("#stop-18 .name").click()
    expect_stop(hall, 18)
    expect(hall.locator("#overview")).to_be_hidden()


# ---- a number that no stop has ----


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "There is no stop 60: the tour has 49"), ("zh", "没有第60站，全程共49站")],
)
def test_a_number_that_no_stop_has_is_said_and_leads_nowhere(hall: Page, atlas: str, language: str, said: str) -> None:
    open_stage(hall, atlas, f"lang={language}&stop=12")
    for sheet in ("", "?", "o", "b"):
        if sheet:
            hall.keyboard.press(sheet)
        hall.keyboard.type("60")
        hall.keyboard.press("Enter")
        expect(hall.locator("#typed")).to_have_text(said)
        assert hall.locator("#typed").evaluate(
            """box => {
                const { x, y, width, height } = box.getBoundingClientRect();
                return box.contains(document.elementFromPoint(x + width / 2, y + height / 2));
            }"""
        )
        expect_stop(hall, 12)
        hall.keyboard.press("Escape")
        expect(hall.locator("#typed")).to_be_hidden()
        if sheet:
            hall.keyboard.press("Escape")
    hall.keyboard.type("60")
    hall.keyboard.press("Enter")
    expect(hall.locator("#typed")).to_be_visible()
    expect(hall.locator("#typed")).to_be_hidden()  # after some seconds
    expect_stop(hall, 12)


# ---- the spotlight ----


def test_the_spotlight_follows_the_pointer_over_words_and_map(hall: Page, atlas: str) -> None:
    frame = open_stage(hall, atlas, "lang=en&stop=12")
    wait_for_rest(hall)
    hall.keyboard.press("l")
    light = hall.locator("#spotlight")
    expect(light).to_be_visible()
    for x, y in [(1500, 400), (300, 600)]:  # words, map
        hall.mouse.move(x, y)
        hall.wait_for_function(
            "at => getComputedStyle(document.getElementById('spotlight')).backgroundImage.includes(`at ${at}`)",
            arg=f"{x}px {y}px",
        )
    for page in (hall.locator("html"), frame.locator("html")):
        assert page.evaluate("page => getComputedStyle(page.querySelector('body')).cursor") != "none"
    hall.keyboard.press("PageDown")
    expect_stop(hall, 13)
    expect(light).to_be_visible()
    hall.keyboard.press("Escape")
    expect(light).to_be_hidden()
    hall.keyboard.press("l")
    expect(light).to_be_visible()
    hall.keyboard.press("l")
    expect(light).to_be_hidden()
    expect_stop(hall, 13)


@pytest.mark.parametrize("screen", [SCREENS["old"], {"width": 390, "height": 844}])
def test_finder_and_overview_fit_a_small_screen(hall: Page, atlas: str, screen: dict[str, int]) -> None:
    hall.set_viewport_size({"width": screen["width"], "height": screen["height"]})
    open_stage(hall, atlas, "lang=en&order=theme&stop=12")
    look_for(hall, "city", "")
    expect(hall.get_by_role("option")).to_have_count(8)
    for part in (hall.locator("#find .panel"), hall.get_by_role("option").last):
        expect(part).to_be_in_viewport(ratio=1)
    for sheet in ("#find", "#overview"):
        assert hall.locator(sheet).evaluate("one => one.scrollWidth <= one.clientWidth")
        hall.keyboard.press("Escape")
        hall.keyboard.press("o")


# ---- hundreds of cases ----


def test_with_hundreds_of_cases_the_overview_scrolls_and_the_server_tells_those_beyond(
    page: Page, folder: Path
) -> None:
    (folder / "case_facts.csv").unlink()
    write_cases(folder / "cases.csv", 2 * MAX_TOUR_CASES + 100)
    with serve(folder) as address:
        stand_still(page)
        open_stage(page, address, "lang=en&stop=2&side=case-700")
        expect(page.locator("#count")).to_have_text("2 / 303 · side step")
        expect(page.locator(".card .position")).to_contain_text("no. 700")
        page.keyboard.press("o")
        page.keyboard.press("End")
        expect_chosen(page, 303)
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
        expect_stop(page, 302)
        expect(page.locator("#count")).to_have_text("302 / 303")
