"""What the stage and the speaker's view do, they do within their own strict policy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_stage import expect_stop, open_stage, stand_still, wait_for_map
from tests.conftest import Edit, serve

pytestmark = pytest.mark.browser

REPORT = """document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
    window.report(`${violatedDirective} ${blockedURI} ${sourceFile}`));"""
BREAK = """() => {
    document.body.setAttribute("style", "color: red");
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.foreign = true" }));
}"""


def listen(page: Page) -> list[str]:
    """Return the list of all that breaks the policy in `page` and its frames from now on."""
    broken: list[str] = []
    page.expose_function("report", lambda said: broken.append(said))  # noqa: PLW0108 (Playwright marks what it calls)
    page.add_init_script(REPORT)
    return broken


@pytest.fixture
def fenced(page: Page) -> Iterator[Page]:
    """Return a page that must break its policy nowhere, in no frame either."""
    broken = listen(page)
    yield page
    assert broken == []


def test_what_breaks_the_policy_does_not_happen_and_is_seen_by_these_tests(browser: Browser, atlas: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        broken = listen(page)
        open_stage(page, atlas)
        with page.expect_console_message(lambda message: "script" in message.text):
            page.evaluate(BREAK)
        assert page.evaluate("window.foreign") is None
        assert sorted(said.split()[0] for said in broken) == ["script-src-elem", "style-src-attr"]


@pytest.mark.parametrize("hall", ["dark", "bright"])
def test_the_stage_walks_all_stops_and_opens_all_sheets_within_its_policy(fenced: Page, atlas: str, hall: str) -> None:
    stand_still(fenced)
    open_stage(fenced, atlas, f"hall={hall}&order=theme&auto=600")
    stops = int(fenced.locator("[data-stops]").get_attribute("data-stops") or 0)
    for number in range(1, stops + 1):
        expect_stop(fenced, number)
        fenced.keyboard.press("q")
        expect(fenced.locator("#code svg")).to_be_visible()
        fenced.keyboard.press("Escape")
        fenced.keyboard.press("PageDown")
    fenced.keyboard.press("b")
    expect(fenced.locator("#black")).to_be_visible()
    fenced.keyboard.press("b")
    fenced.keyboard.press("?")
    fenced.locator("#rehearse").click()
    expect(fenced.locator("#checks li")).to_have_count(7)
    fenced.locator("input[name=public_url]").fill("http://localhost:1/")
    fenced.keyboard.press("Enter")
    fenced.wait_for_url("**/stage?*public_url=*")
    wait_for_map(fenced)
    fenced.wait_for_selector("[data-kept]")  # the service worker answers from now on
    fenced.reload()
    wait_for_map(fenced)


@pytest.mark.parametrize("hall", ["dark", "bright"])
def test_the_speakers_view_walks_all_stops_and_shows_its_code_within_its_policy(
    fenced: Page, atlas: str, hall: str
) -> None:
    with fenced.expect_websocket():
        # a room of its own: one that another walk has left stands at the last stop
        fenced.goto(f"{atlas}/speaker?hall={hall}&order=theme&room={hall:x<16}")
    stops = int(fenced.locator("[data-stops]").get_attribute("data-stops") or 0)
    for number in range(1, stops + 1):
        expect(fenced.locator("[data-stop]")).to_have_attribute("data-stop", str(number))
        fenced.keyboard.press("PageDown")
    fenced.keyboard.press("b")
    fenced.locator("#phone summary").click()
    expect(fenced.locator("#phone svg")).to_be_visible()


def test_a_second_s_finds_the_window_of_the_speaker_again_and_both_still_know_each_other(
    fenced: Page, atlas: str
) -> None:
    open_stage(fenced, atlas, "lang=en")
    with fenced.expect_popup() as opened:
        fenced.keyboard.press("s")
    speaker = opened.value
    expect(speaker.locator("#count")).to_have_text("1 / 49")
    assert speaker.evaluate("window.opener === null") is False
    fenced.keyboard.press("PageDown")
    expect(speaker.locator("#count")).to_have_text("2 / 49")
    with speaker.expect_navigation():
        fenced.keyboard.press("s")
    expect(speaker.locator("#count")).to_have_text("2 / 49")
    speaker.keyboard.press("PageDown")
    expect_stop(fenced, 3)
    assert len(fenced.context.pages) == 2


def test_the_page_of_faults_has_its_style_within_its_policy(browser: Browser, folder: Path, edit: Edit) -> None:
    edit("cities.csv", "39.9075", "ninety")
    with serve(folder) as address, browser.new_context() as context:
        page = context.new_page()
        broken = listen(page)
        page.goto(f"{address}/stage?lang=en")
        expect(page.locator("body")).to_have_css("font-size", "20px")
        assert broken == []
