"""On stage, as a speaker with a clicker and a hall meet it, in a real Chromium."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, ViewportSize, expect
from websockets.sync.client import connect

from bench.server import free_port
from tests.browser.boxes import read_examiner
from tests.conftest import SHIPPED, Edit, serve

pytestmark = pytest.mark.browser

SCREENS = {"wide": {"width": 1920, "height": 1080}, "old": {"width": 1024, "height": 768}}
SQUARE = {"width": 1280, "height": 1024}  # 5:4, the narrowest projector

LOOK = Path(__file__).with_name("look.js").read_text("utf-8")  # a function: what is wrong with the words of a stop


def open_stage(page: Page, address: str, query: str = "") -> FrameLocator:
    """Open the stage and return its map's frame, once land and places are drawn."""
    page.goto(f"{address}/stage?{query}")
    return wait_for_map(page)


def wait_for_map(page: Page) -> FrameLocator:
    """Return the map's frame, once land and places are drawn."""
    frame = page.frame_locator("#world")
    frame.locator("body.ready [data-places]").wait_for()
    return frame


def stop(page: Page) -> int:
    """Return the number of the stop that the stage stands at."""
    return int(page.locator("[data-stop]").get_attribute("data-stop") or 0)


def expect_stop(page: Page, number: int) -> None:
    """Expect the stage at stop `number`, in its card, its count and its address."""
    expect(page.locator("[data-stop]")).to_have_attribute("data-stop", str(number))
    expect(page.locator("#count")).to_have_text(re.compile(rf"^{number} / "))
    page.wait_for_function("stop => new URLSearchParams(location.search).get('stop') === stop", arg=str(number))


def wait_for_rest(page: Page) -> None:
    """Wait until the map stands still."""
    page.wait_for_function(
        """() => {
            const map = document.getElementById("world").contentDocument.querySelector(".leaflet-map-pane");
            const place = [...map.querySelectorAll(".place")].map((one) => one.style.transform).join();
            const still = place === window.before;
            window.before = place;
            return still;
        }""",
        polling=120,
    )


def read_code(page: Page) -> list[str]:
    """Return what a phone's camera reads from the screen, once a code stands there."""
    page.locator(".qr:visible svg").first.wait_for()
    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(page.screenshot())))]


@pytest.fixture
def hall(page: Page) -> Page:
    """Return a page on a projector, with every host but this machine out of reach."""
    page.route(lambda address: urlsplit(address).hostname != "localhost", lambda route: route.abort())
    page.set_viewport_size({"width": 1920, "height": 1080})
    return page


def stand_still(page: Page) -> None:
    """Have the map jump where it would fly, as for people who ask for no movement."""
    page.emulate_media(reduced_motion="reduce")


# ---- all stops, with the clicker alone ----


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(("language", "colours"), [("zh", "dark"), ("en", "bright")])
def test_the_clicker_walks_all_stops_in_both_directions_and_no_word_is_cut(
    hall: Page, atlas: str, screen: str, language: str, colours: str
) -> None:
    hall.set_viewport_size(SCREENS[screen])
    if language == "en":  # the Chinese walk has all flights in it; a browser without a graphics card draws them slowly
        stand_still(hall)
    open_stage(hall, atlas, f"lang={language}&order=theme&hall={colours}")
    stops = int(hall.locator("[data-stops]").get_attribute("data-stops") or 0)
    assert stops == 52
    wrong = {}
    for number in range(1, stops + 1):
        assert stop(hall) == number
        wrong |= {number: found} if (found := hall.evaluate(LOOK)) else {}
        if number == stops // 2:
            expect_stop(hall, number)
            hall.reload()
            wait_for_map(hall)
            expect_stop(hall, number)
        hall.keyboard.press("PageDown")
    assert wrong == {}
    expect_stop(hall, stops)  # there is nothing behind the last
    for number in range(stops, 0, -1):
        assert stop(hall) == number
        if number == stops // 2:
            expect_stop(hall, number)
            hall.keyboard.press("F5")
            expect_stop(hall, number)
        hall.keyboard.press("PageUp")
    expect_stop(hall, 1)


@pytest.mark.parametrize("card", ["zh", "en", "both"])
def test_every_case_shows_a_sentence_with_its_source_to_the_last_row(hall: Page, atlas: str, card: str) -> None:
    stand_still(hall)
    open_stage(hall, atlas, f"lang={'en' if card == 'en' else 'zh'}&card={card}&stop=3")
    shown, spared = 0, []
    for number in range(3, 49):
        hall.wait_for_function("number => document.querySelector('#card').dataset.stop === number", arg=str(number))
        if hall.locator("#card .sentence").count():
            shown += hall.locator("#card .sentence").first.is_visible() and hall.locator("#card .source").is_visible()
            assert float(hall.evaluate("document.getElementById('card').style.getPropertyValue('--fit')")) == 1
            spared += [number] if hall.locator("#card .figure.spared").count() else []
        hall.keyboard.press("PageDown")
    assert shown == 44
    assert spared == []


def test_a_sentence_gives_way_before_words_grow_too_small_to_read(hall: Page, atlas: str) -> None:
    hall.set_viewport_size(SQUARE)
    stand_still(hall)
    open_stage(hall, atlas, "lang=en&stop=3")
    for number in range(3, 49):
        hall.wait_for_function("number => document.querySelector('#card').dataset.stop === number", arg=str(number))
        assert float(hall.evaluate("document.getElementById('card').style.getPropertyValue('--fit')")) >= 28 / 30
        assert hall.locator("#card :is(h1, h2)").last.is_visible()
        hall.keyboard.press("PageDown")


@pytest.mark.parametrize("screen", SCREENS)
def test_titles_far_longer_than_any_of_today_find_room(page: Page, folder: Path, screen: str) -> None:
    table = (folder / "cases.csv").read_text("utf-8")
    *_, title, english = table.splitlines()[1].split(",")[:7]
    table = table.replace(title, title + "推动超大城市治理现代化" * 9, 1)
    table = table.replace(english, english + " and the responsibility of neighbourhoods" * 7, 1)
    (folder / "cases.csv").write_text(table, "utf-8")
    page.set_viewport_size(SCREENS[screen])
    with serve(folder) as address:
        open_stage(page, address, "stop=3")
        wrong = [found for found in page.evaluate(LOOK) if not found.startswith("small")]
        assert wrong == []
        expect(page.locator("h2 .first")).to_contain_text("推动超大城市治理现代化" * 9)


@pytest.mark.parametrize("size", [SCREENS["old"], SQUARE, {"width": 1920, "height": 1200}])
def test_no_name_of_a_city_is_broken_and_no_word_too_small(hall: Page, atlas: str, size: ViewportSize) -> None:
    hall.set_viewport_size(size)
    stand_still(hall)
    open_stage(hall, atlas, "lang=en&card=both&stop=2")
    stops = int(hall.locator("[data-stops]").get_attribute("data-stops") or 0)
    lines = """() => [...document.querySelectorAll("#card h1 .first")].flatMap(({ textContent, firstChild }) => {
        const range = document.createRange();
        return [...textContent.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
            range.setStart(firstChild, index);
            range.setEnd(firstChild, index + word.length);
            return range.getClientRects().length > 1;
        }).map(([word]) => word);
    })"""
    wrong = {}
    for number in range(2, stops):
        found = [*hall.evaluate(lines), *hall.evaluate(LOOK)]
        wrong |= {number: found} if found else {}
        hall.keyboard.press("PageDown")
    assert wrong == {}


def test_every_place_in_focus_lies_on_the_screen_clear_of_the_words(hall: Page, atlas: str) -> None:
    stand_still(hall)
    frame = open_stage(hall, atlas, "order=west&stop=2")
    for _ in range(45):
        words = hall.locator("#card").bounding_box()
        focus = frame.locator(".place.focus i")
        expect(focus).to_have_count(1)
        box = focus.bounding_box()
        assert words
        assert box
        assert 0 < box["x"] < words["x"] - 100
        assert 100 < box["y"] < 1080 - 100
        hall.keyboard.press("PageDown")


def test_the_map_shows_all_places_of_the_tour_and_lights_those_of_the_chapter(hall: Page, atlas: str) -> None:
    frame = open_stage(hall, atlas, "order=theme")
    expect(frame.locator("[data-places='42'][data-cases='45']")).to_be_visible()
    expect(frame.locator(".place.lit")).to_have_count(42)
    hall.keyboard.press("PageDown")
    expect(frame.locator(".place.lit")).to_have_count(14)
    expect(hall.locator(".card h1 .first")).to_have_text("人民城市")
    hall.keyboard.press("PageDown")
    expect(frame.locator(".place.focus")).to_have_attribute("data-city", "amsterdam")
    expect(frame.locator(".place.lit.people")).to_have_count(14)
    assert frame.locator(".place").evaluate_all(
        "places => places.every(({ role, tabIndex, ariaLabel }) => role === 'button' && tabIndex === 0 && ariaLabel)"
    )


# ---- keys ----


@pytest.mark.parametrize("where", ["page", "map", "place", "ticks"])
def test_keys_work_wherever_the_focus_is(hall: Page, atlas: str, where: str) -> None:
    frame = open_stage(hall, atlas, "stop=10")
    if where == "map":
        frame.locator("[data-places]").click(position={"x": 300, "y": 900})
    elif where == "place":
        frame.locator(".place[data-city=cairo]").focus()
    elif where == "ticks":
        hall.locator("#ticks").click()
        hall.keyboard.press("Home")
        hall.keyboard.type("10")
        hall.keyboard.press("Enter")
    expect_stop(hall, 10)
    for key, to in [
        ("PageDown", 11), ("ArrowRight", 12), ("Space", 13), ("Enter", 14), ("PageUp", 13), ("ArrowLeft", 12),
        ("End", 49), ("Home", 1), ("PageUp", 1),
    ]:  # fmt: skip
        hall.keyboard.press(key)
        expect_stop(hall, to)
    black = hall.locator("#black")
    for key in ("b", "."):
        hall.keyboard.press(key)
        expect(black).to_be_visible()
        hall.keyboard.press(key)
        expect(black).to_be_hidden()
    hall.keyboard.type("37")
    expect(hall.locator("#typed")).to_have_text("37")
    hall.keyboard.press("Enter")
    expect_stop(hall, 37)
    expect(hall.locator("#typed")).to_be_hidden()
    hall.keyboard.press("f")
    hall.wait_for_function("() => document.fullscreenElement !== null")
    hall.keyboard.press("PageDown")
    expect_stop(hall, 38)
    hall.keyboard.press("f")
    hall.wait_for_function("() => document.fullscreenElement === null")
    hall.keyboard.press("?")
    expect(hall.locator("#help")).to_be_visible()
    hall.keyboard.press("Escape")
    expect(hall.locator("#help")).to_be_hidden()
    hall.keyboard.press("Escape")
    hall.wait_for_url(f"{atlas}/?lang=zh")


def test_in_the_dark_the_light_comes_back_before_anything_moves(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "stop=10")
    hall.keyboard.press("b")
    assert Image.open(BytesIO(hall.screenshot())).convert("RGB").getextrema() == ((0, 0), (0, 0), (0, 0))
    hall.keyboard.press("PageDown")
    expect(hall.locator("#black")).to_be_hidden()
    expect_stop(hall, 10)
    hall.keyboard.press("PageDown")
    expect_stop(hall, 11)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_click_on_a_tick_goes_to_its_stop(hall: Page, atlas: str, screen: str) -> None:
    hall.set_viewport_size(SCREENS[screen])
    open_stage(hall, atlas, "order=theme")
    part = hall.locator("#ticks i").nth(2)  # 智慧城市: its chapter is stop 17, its nine cases follow
    box = part.bounding_box()
    assert box
    for nth in (1, 2, 6, 10):
        hall.mouse.click(box["x"] + box["width"] * (nth - 0.5) / 10, box["y"] + box["height"] / 2)
        expect_stop(hall, 16 + nth)
        assert part.bounding_box() == box  # the row stands still, whatever stands beside it
    hall.locator("#ticks i").first.click()
    expect_stop(hall, 1)
    hall.locator("#ticks i").last.click()
    expect_stop(hall, 52)


def test_a_number_that_was_begun_is_forgotten_with_the_next_step_and_can_be_mended(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "stop=10")
    hall.keyboard.type("37")
    hall.keyboard.press("PageDown")
    expect(hall.locator("#typed")).to_be_hidden()
    expect_stop(hall, 11)
    hall.keyboard.press("Enter")
    expect_stop(hall, 12)
    hall.keyboard.type("12")
    hall.keyboard.press("Backspace")
    hall.keyboard.type("3")
    hall.keyboard.press("Enter")
    expect_stop(hall, 13)
    hall.keyboard.press("Backspace")
    expect_stop(hall, 12)


def test_a_thumb_that_rests_on_start_reloads_nothing(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas)
    press = """repeat => !window.dispatchEvent(
        new KeyboardEvent("keydown", { key: "F5", code: "F5", repeat, cancelable: true }))"""
    for repeat in (False, True):
        assert hall.evaluate(press, repeat)


def test_a_jump_beyond_the_last_stop_leads_nowhere(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "stop=4")
    hall.keyboard.type("999")
    hall.keyboard.press("Enter")
    expect_stop(hall, 4)
    hall.keyboard.type("3")
    hall.keyboard.press("Escape")
    expect(hall.locator("#typed")).to_be_hidden()
    expect_stop(hall, 4)


def test_a_chinese_input_method_takes_no_key_away(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas)
    press = "init => window.dispatchEvent(new KeyboardEvent('keydown', { cancelable: true, ...init }))"
    hall.evaluate(press, {"key": "。", "code": "Period"})
    expect(hall.locator("#black")).to_be_visible()
    hall.evaluate(press, {"key": "Process", "code": "KeyB"})
    expect(hall.locator("#black")).to_be_hidden()
    hall.evaluate(press, {"key": "？", "code": "Slash", "shiftKey": True})
    expect(hall.locator("#help")).to_be_visible()


def test_by_itself_the_stage_goes_on_and_shows_when(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "auto=1&stop=48")
    line = hall.locator("#pace")
    expect(line).to_be_visible()
    expect_stop(hall, 49)
    expect_stop(hall, 1)  # a kiosk begins again
    hall.keyboard.press("a")
    expect(line).to_be_hidden()
    assert "auto" not in parse_qs(urlsplit(hall.url).query)
    hall.keyboard.press("a")
    expect(line).to_be_visible()
    hall.wait_for_function("new URLSearchParams(location.search).get('auto') === '1'")


def test_a_click_on_a_place_leads_to_its_case_and_again_to_its_next(hall: Page, atlas: str) -> None:
    stand_still(hall)
    frame = open_stage(hall, atlas)
    beijing = frame.locator(".place[data-city=beijing] i")
    seen = []
    for _ in range(4):
        beijing.dispatch_event("click")
        expect(hall.locator(".card h1 .first")).to_have_text("北京")
        seen.append(stop(hall))
    assert len(set(seen)) == 4
    hall.keyboard.press("PageDown")
    expect_stop(hall, seen[-1] + 1)


def test_a_place_that_was_reached_by_tab_opens_with_enter(hall: Page, atlas: str) -> None:
    frame = open_stage(hall, atlas)
    for _ in range(3):
        hall.keyboard.press("Tab")
    city = frame.locator(".place:focus").get_attribute("data-city")
    hall.keyboard.press("Enter")
    expect(frame.locator(".place.focus")).to_have_attribute("data-city", city or "")


CURSORS = """() => [document, document.getElementById("world").contentDocument].map(
    ({ body }) => getComputedStyle(body).cursor)"""


def test_pointer_and_buttons_are_there_while_a_hand_moves_the_mouse_and_then_gone(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "stop=10")
    hand = hall.locator("#hand")
    expect(hand).to_be_hidden()
    assert hall.evaluate(CURSORS) == ["none", "none"]
    hall.mouse.move(400, 700)
    hall.mouse.move(420, 700)
    expect(hand).to_be_visible()
    assert "none" not in hall.evaluate(CURSORS)
    hand.get_by_role("button", name="上一站").click()
    expect_stop(hall, 9)
    hall.keyboard.press("Enter")  # goes on, whichever button was pressed before
    expect_stop(hall, 10)
    expect(hand).to_be_hidden()
    assert hall.evaluate(CURSORS) == ["none", "none"]


LINES = """() => {
    const lines = [];
    const walker = document.createTreeWalker(document.querySelector("#card h2 .first"), NodeFilter.SHOW_TEXT);
    let last = null;
    while (walker.nextNode()) {
        for (let i = 0; i < walker.currentNode.length; i += 1) {
            const range = document.createRange();
            range.setStart(walker.currentNode, i);
            range.setEnd(walker.currentNode, i + 1);
            const { bottom } = range.getBoundingClientRect();
            if (last === null || bottom - last > 5) lines.push("");
            last = bottom;
            lines[lines.length - 1] += walker.currentNode.data[i];
        }
    }
    return lines;
}"""


@pytest.mark.parametrize(
    ("case", "lines"),
    [
        ("2024-int-03", ["“启航社区”：", "将年轻人和难民", "通过住房联系在一起"]),
        ("2024-int-07", ["建设新城市社区：", "优化首都地区人口布局"]),  # 优化 is two words to the browser
        ("2024-int-08", ["开放数据平台：以开放促进步"]),
        ("2024-cn-12", ["政务服务“数智化”", "转型的创新实践"]),
        ("2024-cn-22", ["流动摊位治理创新：", "平衡商圈活力与城市秩序"]),
    ],
)
def test_a_chinese_title_breaks_as_if_set_by_hand(hall: Page, atlas: str, case: str, lines: list[str]) -> None:
    open_stage(hall, atlas, f"case={case}&stop=2")
    assert hall.evaluate(LINES) == lines


# ---- it survives ----


def test_without_its_server_the_tour_goes_on_and_afterwards_the_same_stop_comes_back(browser: Browser) -> None:
    port = free_port()
    with browser.new_context(viewport=SCREENS["wide"], locale="zh-CN") as context, ExitStack() as running:
        page = context.new_page()
        with serve(SHIPPED, port) as address:
            open_stage(page, address, "order=theme")
            page.keyboard.press("PageDown")
            expect_stop(page, 2)
        words = page.locator("body").inner_text()
        for _ in range(20):
            page.keyboard.press("PageDown")
        expect_stop(page, 22)
        page.keyboard.press("Home")
        page.keyboard.press("PageDown")
        expect_stop(page, 2)
        assert page.locator("body").inner_text() == words  # not a word about what is missing
        page.keyboard.type("22")
        page.keyboard.press("Enter")
        expect_stop(page, 22)
        running.enter_context(serve(SHIPPED, port))
        page.reload()
        wait_for_map(page)
        expect_stop(page, 22)


def test_a_reload_right_after_a_key_keeps_that_stop(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "order=theme")
    for _ in range(80):  # faster than a browser lets the address follow
        hall.keyboard.press("PageDown")
        hall.keyboard.press("PageUp")
    hall.keyboard.press("PageDown")
    hall.reload()
    wait_for_map(hall)
    expect_stop(hall, 2)


@contextmanager
def leave_alone(browser: Browser, query: str, port: int = 0) -> Iterator[Page]:
    """Yield a page with a stage that was kept, once its server (at `port`) has gone."""
    with browser.new_context(viewport=SCREENS["wide"], locale="zh-CN") as context:
        page = context.new_page()
        with serve(SHIPPED, port) as address:
            open_stage(page, address, query)
            page.locator("[data-kept]").wait_for()
        yield page


def test_even_a_reload_without_the_server_brings_the_same_stop_back(browser: Browser) -> None:
    with leave_alone(browser, "order=theme&stop=2") as page:
        page.keyboard.press("PageDown")
        expect_stop(page, 3)
        page.reload()
        wait_for_map(page)
        expect_stop(page, 3)
        expect(page.locator(".card h1 .first")).to_have_text("阿姆斯特丹")
        page.keyboard.press("PageDown")
        expect_stop(page, 4)


def test_a_pace_that_was_changed_on_the_stage_survives_a_reload_without_the_server(browser: Browser) -> None:
    with leave_alone(browser, "stop=4") as page:
        for visible in (True, False):
            page.keyboard.press("a")
            page.reload()
            wait_for_map(page)
            expect_stop(page, 4)
            expect(page.locator("#pace")).to_be_visible(visible=visible)


def test_a_reload_past_the_cache_keeps_the_stage_too(browser: Browser) -> None:
    with browser.new_context(viewport=SCREENS["wide"], locale="zh-CN") as context:
        page = context.new_page()
        with serve(SHIPPED) as address:
            open_stage(page, address, "stop=4")
            page.locator("[data-kept]").wait_for()
            context.new_cdp_session(page).send("Page.reload", {"ignoreCache": True})
            page.wait_for_function("() => !document.documentElement.dataset.kept")
            wait_for_map(page)
            page.locator("[data-kept]").wait_for()


def test_data_that_break_during_a_talk_do_not_break_it(browser: Browser, folder: Path, edit: Edit) -> None:
    with serve(folder) as address, browser.new_context(viewport=SCREENS["wide"], locale="zh-CN") as context:
        page = context.new_page()
        open_stage(page, address, "stop=4")
        page.locator("[data-kept]").wait_for()
        edit("cities.csv", "39.9075", "ninety")
        page.reload()
        wait_for_map(page)
        expect_stop(page, 4)
        page.keyboard.press("PageDown")
        expect_stop(page, 5)


@contextmanager
def silent_server(port: int) -> Iterator[None]:
    """Take calls at `port` and never answer, as a network does that is half dead."""
    with socket.create_server(("localhost", port)):
        yield


def test_a_reload_does_not_wait_for_a_server_that_never_answers(browser: Browser) -> None:
    port = free_port()
    with leave_alone(browser, "stop=4", port) as page, silent_server(port):
        page.reload()
        wait_for_map(page)
        expect_stop(page, 4)


def test_without_its_server_nothing_leads_off_the_stage(browser: Browser) -> None:
    with browser.new_context(viewport=SCREENS["wide"], locale="en-GB") as context:
        page = context.new_page()
        with serve(SHIPPED) as address:
            page.goto(f"{address}/?lang=en")  # what was seen before must not pass for an answer
            open_stage(page, address, "stop=4")
            page.locator("[data-kept]").wait_for()
            page.keyboard.press("Escape")
            page.wait_for_url(f"{address}/?lang=en")
            open_stage(page, address, "stop=4")
            page.locator("[data-kept]").wait_for()
        away = page.locator("#away")
        page.keyboard.press("Escape")  # would leave for the map
        expect(away).not_to_have_attribute("hidden", "")
        page.keyboard.press("?")
        expect(away).to_contain_text("The server does not answer")
        for name in ("West to east", "Back to the atlas", "Speaker’s view"):
            away.evaluate("said => { said.hidden = true; }")
            page.get_by_role("link", name=name).click()
            expect(away).to_be_visible()
        assert context.pages == [page]
        page.keyboard.press("PageDown")
        expect_stop(page, 5)
        page.keyboard.press("q")  # the code of the very stop, though nobody could be asked for it
        expect(page.locator("#code figcaption")).to_have_text(f"{address}/atlas?case=2024-int-03")
        assert read_code(page) == [f"{address}/atlas?case=2024-int-03"]


def test_a_reload_is_never_bright_in_a_dark_hall(browser: Browser, atlas: str) -> None:
    with browser.new_context(viewport=SCREENS["wide"]) as context:
        page = context.new_page()
        open_stage(page, atlas, "stop=5")
        page.route("**/assets/**", lambda route: route.abort())  # as if nothing but the page itself had come
        page.reload()
        expect(page.locator("[data-stop='5'] h1")).to_be_visible()
        picture = Image.open(BytesIO(page.screenshot())).convert("L")
    bright = sum(count for count, value in picture.getcolors() or [] if value > 128)
    assert bright < picture.width * picture.height * 0.05


# ---- the audience ----


def test_a_tour_in_an_order_of_its_own_leads_phones_to_that_tour(hall: Page, atlas: str, browser: Browser) -> None:
    open_stage(hall, atlas, "lang=en&case=2024-int-03&case=2024-cn-01&stop=4")
    [address] = read_code(hall)
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", has_touch=True) as context:
        phone = context.new_page()
        phone.goto(address)
        wait_for_map(phone)
        phone.locator("#hand button[value=next]").tap()
        expect(phone.locator(".card h1 .first")).to_have_text("Amsterdam")
        expect(phone.locator("[data-stops='4']")).to_be_visible()
        phone.locator("#hand button[value=help]").tap()
        expect(phone.locator("#help")).to_be_visible()
        phone.locator("#hand button[value=help]").tap()
        expect(phone.locator("#help")).to_be_hidden()
        for key, sheet in (("b", "#black"), ("q", "#code")):
            phone.keyboard.press(key)
            phone.touchscreen.tap(200, 700)
            expect(phone.locator(sheet)).to_be_hidden()
        phone.locator("#hand button[value=next]").tap()
        expect_stop(phone, 3)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_phone_reads_the_code_of_the_closing_stop(hall: Page, atlas: str, screen: str) -> None:
    hall.set_viewport_size(SCREENS[screen])
    open_stage(hall, atlas, "theme=smart&continent=asia")
    hall.keyboard.press("End")
    expect(hall.locator("#card figcaption")).to_have_text(f"{atlas}/atlas?continent=asia&theme=smart")
    wait_for_rest(hall)
    assert read_code(hall) == [f"{atlas}/atlas?continent=asia&theme=smart"]
    box = hall.locator("#card .qr").bounding_box()
    assert box
    assert box["height"] / SCREENS[screen]["height"] > 0.6


def test_at_any_stop_q_leads_a_phone_to_what_the_stage_shows(hall: Page, atlas: str, browser: Browser) -> None:
    open_stage(hall, atlas, "lang=en&stop=9")
    city = hall.locator(".card h1 .first").inner_text()
    hall.keyboard.press("q")
    caption = hall.locator("#code figcaption")
    expect(caption).to_have_text(re.compile(r"/atlas\?case=2024-int-07$"))
    [address] = read_code(hall)
    assert address == caption.inner_text()
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB") as phone:
        seen = phone.new_page()
        seen.goto(address)
        expect(seen.locator("#panel .whole .meta").first).to_contain_text(city)
        expect(seen.locator("#panel h2")).to_be_in_viewport()
    hall.keyboard.press("PageDown")
    expect(hall.locator("#code")).to_be_hidden()
    expect_stop(hall, 10)


def test_the_speaker_gives_another_address_for_phones(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "public_url=https://cases.example.org/map")
    hall.keyboard.press("End")
    expect(hall.locator("#card figcaption")).to_have_text("https://cases.example.org/map/atlas")
    wait_for_rest(hall)
    assert read_code(hall) == ["https://cases.example.org/map/atlas"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "public_url：nonsense不是有效网址"), ("en", "public_url: nonsense is not a valid address")],
)
def test_what_is_no_address_is_said_and_the_own_one_stays(hall: Page, atlas: str, language: str, said: str) -> None:
    open_stage(hall, atlas, f"lang={language}&public_url=nonsense")
    hall.keyboard.press("?")
    expect(hall.locator("#help .bad")).to_contain_text(said)
    hall.locator("#help input").fill("http://10.1.2.3:8501")
    hall.locator("#help form button").click()
    hall.wait_for_url(re.compile("public_url=http%3A%2F%2F10.1.2.3"))
    hall.keyboard.press("End")
    expect(hall.locator("#card figcaption")).to_have_text("http://10.1.2.3:8501/atlas")


# ---- the speaker ----


def expect_view(speaker: Page, stop: int, stops: int) -> None:
    """Expect a speaker's view that listens (its clock runs) at stop `stop` of a tour of so many `stops`."""
    expect(speaker.locator(f"#now[data-stop='{stop}'][data-stops='{stops}']")).to_be_visible()
    expect(speaker.locator("#clock")).to_have_text(re.compile(r"^\d\d:\d\d$"))


@pytest.fixture
def both(hall: Page, atlas: str) -> Iterator[tuple[Page, Page]]:
    """Return a stage and the speaker's view that was opened from it."""
    open_stage(hall, atlas, "lang=en&order=theme&stop=3")
    with hall.expect_popup() as opened:
        hall.keyboard.press("s")
    speaker = opened.value
    expect_view(speaker, 3, 52)
    yield hall, speaker
    speaker.close()


def test_stage_and_speaker_keep_in_step_in_both_directions(both: tuple[Page, Page]) -> None:
    stage, speaker = both
    stage.keyboard.press("PageDown")
    expect(speaker.locator("#now h1")).to_have_text(stage.locator(".card h2 .first").inner_text().replace("\n", " "))
    expect(speaker.locator("#now")).to_have_attribute("data-stop", "4")
    speaker.locator("#forth").click()
    expect_stop(stage, 5)
    speaker.keyboard.press("PageUp")
    expect_stop(stage, 4)
    speaker.locator("#dark").click()
    expect(stage.locator("#black")).to_be_visible()
    stage.keyboard.press("b")
    expect(speaker.locator("#dark")).to_have_attribute("aria-pressed", "false")
    coming = speaker.locator("#next h1").inner_text()
    speaker.reload()
    expect(speaker.locator("#next h1")).to_have_text(coming)


def test_the_speaker_sees_the_time_since_the_first_step(both: tuple[Page, Page]) -> None:
    stage, speaker = both
    expect(speaker.locator("#elapsed")).to_have_text("0:00")
    stage.keyboard.press("PageDown")
    expect(speaker.locator("#elapsed")).not_to_have_text("0:00")
    expect(speaker.locator("#clock")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    speaker.locator("#again").click()
    expect(speaker.locator("#elapsed")).to_have_text("0:00")


def test_a_step_of_the_speaker_closes_what_lies_over_the_stage_and_skips_nothing_in_the_dark(
    both: tuple[Page, Page],
) -> None:
    stage, speaker = both
    stage.keyboard.press("q")
    speaker.locator("#forth").click()
    expect(stage.locator("#code")).to_be_hidden()
    expect_stop(stage, 4)
    stage.keyboard.press("b")
    expect(speaker.locator("#dark")).to_have_attribute("aria-pressed", "true")
    speaker.locator("#forth").click()
    expect(stage.locator("#black")).to_be_hidden()
    expect_stop(stage, 4)
    expect(speaker.locator("#now")).to_have_attribute("data-stop", "4")


def test_the_speakers_view_follows_the_stage_to_another_order(both: tuple[Page, Page], browser: Browser) -> None:
    stage, speaker = both
    speaker.locator("#phone summary").click()
    expect(speaker.locator("#phone p")).to_have_text(re.compile("room="))
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB") as context:
        phone = context.new_page()
        phone.goto(speaker.locator("#phone p").inner_text())
        stage.keyboard.press("?")
        stage.get_by_role("link", name="West to east").click()
        expect_stop(stage, 1)
        for view in (speaker, phone):
            expect(view.locator("#now")).to_have_attribute("data-stops", "47")
        stage.keyboard.press("PageDown")
        for view in (speaker, phone):
            expect(view.locator("#now")).to_have_attribute("data-stop", "2")
        phone.locator("#forth").click()
        expect_stop(stage, 3)


def test_of_two_stages_with_one_speaker_the_one_that_moves_is_followed(
    both: tuple[Page, Page], context: BrowserContext, atlas: str
) -> None:
    stage, speaker = both
    other = context.new_page()
    open_stage(other, atlas, "lang=en&order=west&stop=3")
    other.evaluate("room => { sessionStorage.room = room; }", parse_qs(urlsplit(speaker.url).query)["room"][0])
    other.reload()  # as a tab that was duplicated
    expect_view(speaker, 3, 47)
    stage.keyboard.press("PageDown")
    expect_view(speaker, 4, 52)
    other.keyboard.press("PageDown")
    expect_view(speaker, 4, 47)
    speaker.evaluate("window.settled = true")
    for stop in (5, 6, 7):
        other.keyboard.press("PageDown")
        expect_view(speaker, stop, 47)
    assert speaker.evaluate("window.settled")  # it was not loaded again and again between the two


def test_a_speakers_view_stays_where_it_is_when_the_server_cannot_show_another(browser: Browser) -> None:
    with browser.new_context(viewport=SCREENS["wide"], locale="en-GB") as context:
        stage = context.new_page()
        with serve(SHIPPED) as address:
            open_stage(stage, address, "order=west&stop=3")
            stage.locator("[data-kept]").wait_for()
            open_stage(stage, address, "order=theme&stop=3")
            stage.locator("[data-kept]").wait_for()
            with stage.expect_popup() as opened:
                stage.keyboard.press("s")
            speaker = opened.value
            expect(speaker.locator("#now")).to_have_attribute("data-stops", "52")
        stage.go_back()  # the other order comes out of what was kept
        wait_for_map(stage)
        expect(stage.locator("[data-stops='47']")).to_be_visible()
        stage.keyboard.press("PageDown")
        expect(speaker.locator("#now")).to_have_attribute("data-stops", "52")


def test_after_a_restart_a_phone_is_told_where_the_stage_stands(browser: Browser) -> None:
    port = free_port()
    with browser.new_context(locale="en-GB") as here, browser.new_context(locale="en-GB") as elsewhere:
        stage, phone = here.new_page(), elsewhere.new_page()
        with serve(SHIPPED, port) as address:
            open_stage(stage, address, "stop=3")
            with stage.expect_popup() as opened:
                stage.keyboard.press("s")
            opened.value.wait_for_url(re.compile("room="))
            phone.goto(opened.value.url)
            expect(phone.locator("#now")).to_have_attribute("data-stop", "3")
            stage.keyboard.press("PageDown")
            expect(phone.locator("#now")).to_have_attribute("data-stop", "4")
        stage.keyboard.press("PageDown")
        expect_stop(stage, 5)
        expect(phone.locator("#now")).to_have_attribute("data-stop", "4")
        with serve(SHIPPED, port):
            expect(phone.locator("#now")).to_have_attribute("data-stop", "5", timeout=20_000)


def test_long_notes_leave_the_buttons_in_their_place(page: Page, folder: Path) -> None:
    table = (folder / "cases.csv").read_text("utf-8")
    line = table.splitlines()[1]
    (folder / "cases.csv").write_text(table.replace(line, line + "Slowly and then on. " * 150), "utf-8")
    page.set_viewport_size({"width": 900, "height": 700})
    with serve(folder) as address:
        page.goto(f"{address}/speaker?stop=3&room=abcdefgh1234")
        for button in page.locator("nav button, #phone").all():
            box = button.bounding_box()
            assert box
            assert box["x"] + box["width"] <= 900
            assert box["y"] + box["height"] <= 700
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        now = page.locator("#now")
        assert now.evaluate("({ scrollHeight, clientHeight }) => scrollHeight > clientHeight")
        now.evaluate("now => { now.scrollTop = now.scrollHeight; }")
        page.locator("#back").click()
        page.locator("#forth").click()
        assert now.evaluate("({ scrollTop }) => scrollTop") == 0


def test_what_is_no_message_changes_nothing(both: tuple[Page, Page]) -> None:
    stage, speaker = both
    say = """messages => {
        const { tour } = JSON.parse(document.getElementById("plan").textContent);
        const channel = new BroadcastChannel("stage");
        messages.forEach((message) => channel.postMessage({ ...message, tour, id: Math.random() }));
    }"""
    speaker.evaluate(say, [{"go": "x"}, {"go": 1.5}, {"stop": None}, {"black": "yes"}])
    stage.keyboard.press("PageDown")
    expect_stop(stage, 4)
    expect(speaker.locator("#now")).to_have_attribute("data-stop", "4")
    expect(stage.locator("#black")).to_be_hidden()


def test_every_view_of_a_speaker_counts_from_the_first_step_on_the_stage(both: tuple[Page, Page]) -> None:
    stage, speaker = both
    expect(speaker.locator("#elapsed")).to_have_text("0:00")
    stage.keyboard.press("PageDown")
    expect(speaker.locator("#elapsed")).to_have_text("0:02")
    speaker.reload()
    expect(speaker.locator("#elapsed")).not_to_have_text(re.compile("^0:0[01]$"))
    speaker.locator("#again").click()
    expect(speaker.locator("#elapsed")).to_have_text("0:00")
    stage.reload()
    wait_for_map(stage)
    expect(speaker.locator("#elapsed")).to_have_text("0:00")


def test_a_phone_in_another_hand_follows_the_stage_and_leads_it(both: tuple[Page, Page], browser: Browser) -> None:
    stage, speaker = both
    speaker.locator("#phone summary").click()
    address = speaker.locator("#phone p")
    expect(address).to_have_text(re.compile("^http://localhost"))
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB") as context:
        phone = context.new_page()
        phone.goto(address.inner_text())
        expect(phone.locator("#now")).to_have_attribute("data-stop", "3")
        stage.keyboard.press("PageDown")
        expect(phone.locator("#now")).to_have_attribute("data-stop", "4")
        phone.locator("#forth").click()
        expect_stop(stage, 5)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_another_tour_in_the_same_browser_is_left_alone(
    both: tuple[Page, Page], context: BrowserContext, atlas: str
) -> None:
    stage, _ = both
    other = context.new_page()
    open_stage(other, atlas, "order=west&stop=3")
    stage.keyboard.press("PageDown")
    expect_stop(stage, 4)
    expect_stop(other, 3)


def test_notes_stand_in_the_speakers_view_and_not_on_the_stage(page: Page, folder: Path) -> None:
    table = (folder / "cases.csv").read_text("utf-8")
    line = table.splitlines()[1]
    (folder / "cases.csv").write_text(table.replace(line, f"{line}Slowly! <i>Pause</i>"), "utf-8")
    with serve(folder) as address:
        page.goto(f"{address}/speaker?stop=3")
        expect(page.locator("#now .notes[lang=en]")).to_have_text("Slowly! <i>Pause</i>")
        open_stage(page, address, "stop=3")
        expect(page.locator("#card")).not_to_contain_text("Slowly")


# ---- rehearsal, bad input, and everybody's eyes ----


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_rehearsal_lists_what_is_good_and_what_is_not(hall: Page, atlas: str, language: str) -> None:
    open_stage(hall, atlas, f"lang={language}&stop=7")
    hall.keyboard.press("?")
    hall.locator("#rehearse").click()
    expect(hall.locator("#checks li")).to_have_count(7)
    bad = hall.locator("#checks .bad")
    expect(bad).to_have_count(1)  # phones know no localhost
    expect(bad).to_contain_text(atlas)
    expect(hall.locator("#checks li").last).to_contain_text("49 / 49")
    expect_stop(hall, 7)


def test_on_an_old_projector_the_keyboard_rolls_the_rehearsal(hall: Page, atlas: str) -> None:
    hall.set_viewport_size(SCREENS["old"])
    open_stage(hall, atlas, "lang=en&stop=7&public_url=nonsense")
    hall.keyboard.press("?")
    hall.locator("#rehearse").click()
    expect(hall.locator("#checks li")).to_have_count(7)
    for _ in range(5):
        hall.keyboard.press("ArrowDown")
    expect(hall.locator(".leave")).to_be_in_viewport(ratio=1)
    expect_stop(hall, 7)


def test_the_rehearsal_names_a_stop_that_the_last_row_cannot_read(page: Page, folder: Path) -> None:
    table = (folder / "cases.csv").read_text("utf-8")
    title = table.splitlines()[1].split(",")[5]
    (folder / "cases.csv").write_text(table.replace(title, title + "推动超大城市治理现代化" * 12, 1), "utf-8")
    page.set_viewport_size(SCREENS["old"])
    with serve(folder) as address:
        open_stage(page, address, "lang=en")
        page.keyboard.press("?")
        page.locator("#rehearse").click()
        expect(page.locator("#checks .bad").last).to_contain_text("48 / 49: 3")


def test_the_rehearsal_finds_a_small_screen_and_an_address_that_does_not_answer(browser: Browser, atlas: str) -> None:
    silent = f"http://localhost:{free_port()}/"
    with browser.new_context(viewport={"width": 800, "height": 600}, locale="en-GB") as context:
        page = context.new_page()
        open_stage(page, atlas, f"public_url={silent}")
        page.keyboard.press("?")
        page.locator("#rehearse").click()
        bad = page.locator("#checks .bad")
        expect(bad).to_have_text([f"The phones’ address does not answer: {silent}atlas", re.compile("800 × 600$")])


def test_the_rehearsal_asks_the_address_that_the_speaker_gave(browser: Browser, atlas: str) -> None:
    with serve(SHIPPED) as other, browser.new_context(viewport=SCREENS["wide"], locale="en-GB") as context:
        page = context.new_page()
        open_stage(page, atlas, f"public_url={other.replace('localhost', '127.0.0.1')}")
        page.keyboard.press("?")
        page.locator("#rehearse").click()
        # it answers, by a name that no phone knows
        expect(page.locator("#checks .bad")).to_contain_text("Phones cannot reach this machine")


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("stop=999", 49), ("stop=0", 1), ("stop=-3", 1), ("stop=abc", 1), ("stop=", 1),
        ("order=%00&hall=%3Cscript%3E", 1), ("case=nonsense", 1), ("auto=1e9", 1),
        ("q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", 1),
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_no_error(hall: Page, atlas: str, query: str, number: int) -> None:
    open_stage(hall, atlas, query)
    expect_stop(hall, number)


@pytest.mark.slow
def test_a_flood_in_the_room_leaves_the_stage_at_its_last_word_and_awake(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "lang=en")
    with hall.expect_popup():
        hall.keyboard.press("s")
    room = hall.evaluate("sessionStorage.getItem('room')")
    tour = json.loads(hall.locator("#plan").text_content() or "")["tour"]
    with connect(f"{atlas.replace('http', 'ws')}/assets/room/{room}") as flood:
        for number in range(300):
            flood.send(json.dumps({"id": str(number), "tour": tour, "go": 2 + number % 40}))
        flood.send(json.dumps({"id": "last", "tour": tour, "go": 7}))
        expect(hall.locator("[data-stop]")).to_have_attribute("data-stop", "7", timeout=30_000)  # 301 at 30 a second
    hall.keyboard.press("PageDown")
    expect_stop(hall, 8)


def test_a_tour_of_nothing_says_so(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "lang=en&q=zzzzzzzz")
    expect(hall.locator(".card .totals")).to_contain_text("0 cases")
    hall.keyboard.press("PageDown")
    expect_stop(hall, 2)
    hall.keyboard.press("PageDown")
    expect_stop(hall, 2)


def test_faulty_data_is_named_on_the_stage_too(page: Page, folder: Path, edit: Edit) -> None:
    edit("cities.csv", "39.9075", "ninety")
    with serve(folder) as address:
        answer = page.request.get(f"{address}/stage?lang=en")
        assert answer.status == 503
        assert "latitude" in answer.text()
        assert "ninety" in answer.text()


@pytest.mark.parametrize(
    "path",
    [
        "stage?stop=1",
        "stage?stop=2&hall=bright",
        "stage?stop=3&lang=en",
        "stage?stop=49",
        "speaker?stop=3",
        "speaker?lang=en&hall=bright&stop=2",
    ],
)
def test_nobody_is_shut_out(hall: Page, atlas: str, path: str) -> None:
    hall.goto(f"{atlas}/{path}")
    if path.startswith("stage"):
        wait_for_map(hall)
        wait_for_rest(hall)
    found = Axe().run(hall)
    assert found.response["violations"] == [], found.generate_report()
    if path.startswith("stage"):
        hall.keyboard.press("?")
        found = Axe().run(hall)
        assert found.response["violations"] == [], found.generate_report()


def test_the_map_leads_to_the_stage_with_what_was_found(page: Page, atlas: str) -> None:
    page.goto(f"{atlas}/cases?lang=en&theme=smart&sort=-city")
    page.locator(".buttons").get_by_role("link", name="Present in this order").click()
    wait_for_map(page)
    expect(page.locator(".card .filters")).to_contain_text("Smart city")
    page.keyboard.press("PageDown")
    expect(page.locator(".card h1 .first")).to_have_text("Zhengzhou")
    page.goto(f"{atlas}/?lang=en&continent=africa")
    page.locator(".pages .present").click()
    wait_for_map(page)
    expect(page.locator("[data-stops='5']")).to_be_visible()


# ---- the map: names at the lights, flights, zoom ----

NAMES = read_examiner("stage_names.js")  # a function: what is wrong with lights and names
PROJECTORS = [SCREENS["wide"], {"width": 1366, "height": 768}, SCREENS["old"], SQUARE]


def wait_for_names(page: Page, number: int) -> None:
    """Wait until the stage stands at stop `number`, its map at rest and of the size of the window."""
    page.wait_for_function(
        """number => {
            const { innerWidth: width, contentDocument } = document.getElementById("world").contentWindow;
            const map = document.getElementById("world").contentDocument.querySelector("[data-rest]");
            return document.getElementById("card").dataset.stop === String(number)
                && map.dataset.rest === "true" && map.clientWidth === window.innerWidth;
        }""",
        arg=number,
    )


@pytest.mark.parametrize("colours", ["dark", "bright"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_places_are_named_at_their_lights_and_none_is_hidden(
    hall: Page, atlas: str, language: str, colours: str
) -> None:
    stand_still(hall)
    open_stage(hall, atlas, f"lang={language}&order=theme&hall={colours}")
    wrong, opened = {}, []
    for size in PROJECTORS:
        hall.set_viewport_size(size)
        for number in (1, 2, 17, 27, 32, 41):  # the opening and all chapters
            hall.keyboard.type(str(number))
            hall.keyboard.press("Enter")
            wait_for_names(hall, number)
            found = hall.evaluate(NAMES)
            opened += [found["named"]] if number == 1 else []
            faults = [*found["wrong"], *found["unnamed"]]
            wrong |= {(size["width"], number): faults} if faults else {}
    assert wrong == {}
    assert opened == [42] * len(PROJECTORS)


def test_the_place_in_focus_bears_its_name_on_the_map(hall: Page, atlas: str) -> None:
    stand_still(hall)
    hall.set_viewport_size(PROJECTORS[1])
    open_stage(hall, atlas, "lang=en&order=west&stop=2")
    wrong = {}
    for number in range(2, 47):
        wait_for_names(hall, number)
        found = hall.evaluate(NAMES)
        faults = [*found["wrong"], *found["unnamed"]]
        wrong |= {number: faults} if faults or found["named"] != 1 else {}
        hall.keyboard.press("PageDown")
    assert wrong == {}


TRACK = """async () => {
    const { map } = await document.getElementById("world").contentWindow.tourReady;
    window.track = { zooms: [map.getZoom()], ways: [] };
    let { lng } = map.getCenter();
    map.on("move", () => {
        const step = Math.abs(map.getCenter().lng - lng) % 360;
        window.track.ways.push(Math.min(step, 360 - step));
        window.track.zooms.push(map.getZoom());
        lng = map.getCenter().lng;
    });
}"""


@pytest.mark.parametrize(
    ("cases", "degrees"),
    [
        (("2024-int-12", "2024-int-10"), 74),  # New York to London, over the Atlantic
        (("2024-int-20", "2024-int-01"), 121),  # Vancouver to Beijing, over the Pacific
        (("2024-int-01", "2024-cn-20"), 7),  # Beijing to Xi’an: both are on the screen
    ],
)
def test_a_flight_goes_the_short_way_and_is_no_farther_from_the_world_than_it_needs(
    hall: Page, atlas: str, cases: tuple[str, str], degrees: int
) -> None:
    open_stage(hall, atlas, "stop=2&" + "&".join(f"case={case}" for case in cases))
    wait_for_names(hall, 2)
    hall.evaluate(TRACK)
    hall.keyboard.press("PageDown")
    wait_for_names(hall, 3)
    track = hall.evaluate("window.track")
    assert abs(sum(track["ways"]) - degrees) < 4
    assert track["zooms"][0] - min(track["zooms"]) < degrees / 100  # levels
    assert track["zooms"][-1] == pytest.approx(track["zooms"][0])


VIEW = """async () => {
    const { map } = await document.getElementById("world").contentWindow.tourReady;
    const focus = map.getContainer().querySelector(".place.focus i").getBoundingClientRect();
    const world = 256 * 2 ** map.getZoom();
    return { zoom: map.getZoom(), x: focus.x + focus.width / 2, y: focus.y + focus.height / 2,
             above: map.project(map.getCenter()).y - innerHeight / 2,
             below: world - map.project(map.getCenter()).y - innerHeight / 2, world };
}"""


def press_and_rest(page: Page, key: str, number: int) -> dict[str, float]:
    """Press `key` at stop `number` and return where the map stands then."""
    page.keyboard.press(key)
    wait_for_names(page, number)
    return dict(page.evaluate(VIEW))


def test_keys_zoom_the_map_around_the_place_and_never_into_nothing(hall: Page, atlas: str) -> None:
    stand_still(hall)
    open_stage(hall, atlas, "lang=en&stop=4")
    wait_for_names(hall, 4)
    own = hall.evaluate(VIEW)
    for key, levels in [("+", 0.5), ("=", 1), ("NumpadAdd", 1.5), ("-", 1), ("NumpadSubtract", 0.5)]:
        at = press_and_rest(hall, key, 4)
        assert at["zoom"] == pytest.approx(own["zoom"] + levels)
        assert (at["x"], at["y"]) == (pytest.approx(own["x"], abs=1), pytest.approx(own["y"], abs=1))
    for _ in range(8):
        nearest = press_and_rest(hall, "+", 4)
    assert nearest["zoom"] == 7
    assert nearest["x"] == pytest.approx(own["x"], abs=1)
    for _ in range(12):
        farthest = press_and_rest(hall, "-", 4)
    assert farthest["world"] == pytest.approx(1920)  # it covers the screen, and its poles do not come into it
    assert min(farthest["above"], farthest["below"]) > -1
    assert press_and_rest(hall, "0", 4) == {name: pytest.approx(value, abs=0.5) for name, value in own.items()}
    hall.keyboard.type("10")  # zero is a digit, where a number was begun
    hall.keyboard.press("Enter")
    expect_stop(hall, 10)
    hall.keyboard.press("?")
    expect(hall.locator("#help")).to_contain_text("Zoom in, out, back to the stop’s view")


@pytest.mark.parametrize("way", [-1, 1])
def test_a_wheel_over_the_sea_leads_nearer_to_the_place_or_away_from_it(hall: Page, atlas: str, way: int) -> None:
    stand_still(hall)
    open_stage(hall, atlas, "lang=en&stop=4")
    wait_for_names(hall, 4)
    own = hall.evaluate(VIEW)
    hall.mouse.move(30, 900)
    for _ in range(40):
        hall.mouse.wheel(0, 240 * way)
    wait_for_rest(hall)
    turned = hall.evaluate(VIEW)
    assert (own["zoom"] - turned["zoom"]) * way > 0.4
    assert turned["x"] == pytest.approx(own["x"], abs=1)
    assert press_and_rest(hall, "0", 4) == {name: pytest.approx(value, abs=0.5) for name, value in own.items()}


def test_the_speakers_view_zooms_the_stage(both: tuple[Page, Page]) -> None:
    stage, speaker = both
    zoom = "async () => (await document.getElementById('world').contentWindow.tourReady).map.getZoom()"
    wait_for_names(stage, 3)
    own = stage.evaluate(zoom)
    for key, levels in (("+", 0.5), ("0", 0)):
        speaker.keyboard.press(key)
        stage.wait_for_function(f"async zoom => Math.abs(await ({zoom})() - zoom) < 0.01", arg=own + levels)


@pytest.mark.parametrize("size", PROJECTORS[:3])
def test_the_buttons_of_a_hand_cover_no_place_and_no_word(hall: Page, atlas: str, size: ViewportSize) -> None:
    stand_still(hall)
    hall.set_viewport_size(size)
    frame = open_stage(hall, atlas, "lang=en")
    wait_for_names(hall, 1)
    hall.mouse.move(500, 90)
    hall.mouse.move(520, 90)
    expect(hall.locator("#hand")).to_be_visible()
    hand = hall.locator("#hand").bounding_box()
    assert hand
    lights = frame.locator(".place:not(.away) i").evaluate_all(
        "lights => lights.map((light) => light.getBoundingClientRect().bottom)"
    )
    assert max(lights) < hand["y"]
    words = [hall.locator(name).bounding_box() for name in ("#card", "#ticks", "#count")]
    for box in words:
        assert box
        apart = box["x"] >= hand["x"] + hand["width"] or box["y"] + box["height"] <= hand["y"]
        assert apart


def test_a_chapter_says_how_many_cases_have_its_theme_in_all(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "lang=en&order=theme&stop=2")
    counts = hall.locator("#card .totals span")
    expect(counts).to_have_text([
        "14 cases have it as their main theme, 19 in all touch it",
        "以此为主要主题的案例14个，涉及的共19个",
    ])  # fmt: skip
    expect(hall.locator("#card .printed")).to_be_hidden()  # the names stand on the map


def test_a_large_figure_has_its_unit(hall: Page, atlas: str) -> None:
    open_stage(hall, atlas, "lang=en&stop=4")
    expect(hall.locator("#card .figure span.first, #card .figure span.second")).to_have_text(["100 km", "100公里"])


# ---- on paper ----

MOST_PAPER_PAGES = 8  # A4, of 45 cases


@pytest.mark.parametrize(("language", "order"), [("zh", "theme"), ("en", "published")])
def test_a_printed_stage_is_the_whole_tour_on_few_light_pages(
    hall: Page, atlas: str, language: str, order: str
) -> None:
    open_stage(hall, atlas, f"lang={language}&order={order}&stop=5")
    sheets = re.findall(rb"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)", hall.pdf(prefer_css_page_size=True))
    assert 0 < len(sheets) <= MOST_PAPER_PAGES
    assert {(round(float(width)), round(float(height))) for width, height in sheets} == {(595, 842)}  # A4 in points
    hall.emulate_media(media="print")
    hall.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(hall.locator("body > :visible")).to_have_count(1)
    paper = hall.locator("#handout")
    assert paper.locator("[data-kind=case]").count() == 45
    text = paper.inner_text()
    for words in ["阿姆斯特丹", "Amsterdam", "“启航社区”", "Startblok Riekerhaven", "人民城市", "Metropolis"]:
        assert words in text
    assert paper.locator("[data-kind=chapter] .printed").first.is_visible()
    colours = hall.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(20, 40, 60)"]
    hall.evaluate("window.dispatchEvent(new Event('afterprint'))")
    hall.emulate_media(media="screen")
    expect(hall.locator("#card")).to_be_visible()
