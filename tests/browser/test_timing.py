"""The time of a talk: what is left of it, how far it is behind its plan, and what each stop took."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_stage import expect_stop, open_stage, wait_for_map

pytestmark = pytest.mark.browser

Open = Callable[[str], tuple[Page, Page]]

# Ten minutes by theme: a case has 600 s / (45 + 6/3), a chapter a third of it.
CASE_S = 600 / 47


@pytest.fixture
def talk(page: Page, atlas: str) -> Iterator[Open]:
    """Return what opens a stage at its opening, its clock in our hands, and the speaker's view of it."""

    def begin(query: str) -> tuple[Page, Page]:
        page.clock.install()
        page.emulate_media(reduced_motion="reduce")
        open_stage(page, atlas, f"lang=en&order=theme&{query}")
        with page.expect_popup() as opened:
            page.keyboard.press("s")
        expect(opened.value.locator("#clock")).to_have_text(re.compile(r"\d"))
        return page, opened.value

    yield begin
    for other in page.context.pages[1:]:
        other.close()


def pass_time(page: Page, seconds: float) -> None:
    """Let `seconds` pass in all pages of the browser."""
    page.clock.fast_forward(round(1000 * seconds))


def step(stage: Page, number: int) -> None:
    """Go on to stop `number`."""
    stage.keyboard.press("PageDown")
    expect_stop(stage, number)


def times(stage: Page) -> dict[str, float]:
    """Return the real seconds that the browser keeps, by stop."""
    kept = json.loads(stage.evaluate("localStorage.getItem('atlas-tour-times') || '{}'"))
    seconds: dict[str, float] = kept.get("seconds", {})
    return seconds


def test_without_a_time_nothing_of_it_is_seen(talk: Open) -> None:
    stage, speaker = talk("line=1")
    step(stage, 2)
    expect(speaker.locator("#elapsed")).not_to_have_text("0:00")
    expect(speaker.locator("#slot")).to_be_hidden()
    expect(stage.locator("#slot")).to_be_hidden()


def test_the_time_of_a_talk_is_counted_down_and_what_is_over_counted_up(talk: Open) -> None:
    stage, speaker = talk("minutes=10")
    slot, left = speaker.locator("#slot"), speaker.locator("#left")
    expect(left).to_have_text("10:00 left")
    expect(speaker.locator("#delay")).to_be_empty()
    step(stage, 2)
    pass_time(stage, 300)
    expect(left).to_have_text(re.compile(r"^4:5\d left$"))
    expect(slot).to_have_attribute("data-state", "good")
    pass_time(stage, 200)
    expect(left).to_have_text(re.compile(r"^1:[34]\d left: wind up$"))
    expect(slot).to_have_attribute("data-state", "short")
    pass_time(stage, 150)
    expect(left).to_have_text(re.compile(r"^\+0:5\d over|\+1:0\d over$"))
    expect(slot).to_have_attribute("data-state", "over")
    speaker.locator("#again").click()
    expect(left).to_have_text("10:00 left")


def test_the_talk_is_told_to_be_behind_its_plan_on_time_or_ahead(talk: Open) -> None:
    stage, speaker = talk("minutes=10")
    delay = speaker.locator("#delay")
    step(stage, 2)
    expect(delay).to_have_text("on time")
    pass_time(stage, CASE_S / 3 + 42)
    expect(delay).to_have_text(re.compile(r"^4\d s behind$"))
    stage.keyboard.press("6")
    stage.keyboard.press("Enter")
    expect_stop(stage, 6)  # a chapter and three cases come before it
    expect(delay).to_have_text("on time")
    stage.keyboard.press("End")
    expect(delay).to_have_text(re.compile(r"^8:\d\d ahead$"))


@pytest.mark.parametrize("reloaded", ["speaker", "stage"])
def test_a_reload_keeps_the_countdown(talk: Open, reloaded: str) -> None:
    stage, speaker = talk("minutes=10&line=1")
    step(stage, 2)
    pass_time(stage, 500)
    expect(speaker.locator("#left")).to_have_text(re.compile(r"^1:[34]\d left: wind up$"))
    {"speaker": speaker, "stage": stage}[reloaded].reload()
    wait_for_map(stage)
    expect(speaker.locator("#left")).to_have_text(re.compile(r"^1:[34]\d left: wind up$"))
    expect(stage.locator("#slot")).to_have_attribute("data-state", "short")


def test_an_open_speakers_view_takes_over_a_time_that_is_set_on_the_stage(talk: Open) -> None:
    stage, speaker = talk("")
    expect(speaker.locator("#slot")).to_be_hidden()
    stage.keyboard.press("?")
    stage.get_by_role("link", name="15 min").click()
    wait_for_map(stage)
    expect(speaker.locator("#left")).to_have_text("15:00 left")


def test_a_phone_counts_down_with_the_stage(talk: Open, browser: Browser) -> None:
    stage, speaker = talk("minutes=10")
    step(stage, 2)
    pass_time(stage, 300)
    speaker.locator("#phone summary").click()
    address = speaker.locator("#phone p")
    expect(address).to_have_text(re.compile("^http://localhost"))
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB") as context:
        phone = context.new_page()
        phone.goto(address.inner_text())
        expect(phone.locator("#left")).to_have_text(re.compile(r"^4:[345]\d left$"))
        expect(phone.locator("#delay")).to_have_text(re.compile(r"behind$"))
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(phone)
        assert found.response["violations"] == [], found.generate_report()


def test_a_line_on_the_stage_fills_below_all_words_and_is_not_printed(talk: Open) -> None:
    stage, _ = talk("minutes=10&line=1")
    line = stage.locator("#slot")
    share = "line => line.getBoundingClientRect().width / innerWidth"
    assert line.evaluate(share) == 0
    step(stage, 2)
    pass_time(stage, 300)
    stage.wait_for_function("document.getElementById('slot').getBoundingClientRect().width / innerWidth > 0.49")
    assert line.evaluate(share) == pytest.approx(0.5, abs=0.05)
    lowest = "() => Math.max(...[...document.querySelectorAll('footer p')].map(p => p.getBoundingClientRect().bottom))"
    assert (line.bounding_box() or {"y": 0})["y"] > stage.evaluate(lowest)
    pass_time(stage, 400)
    expect(line).to_have_attribute("data-state", "over")
    assert line.evaluate(share) == 1
    stage.emulate_media(media="print")
    expect(line).to_be_hidden()


def test_the_browser_keeps_what_each_stop_took_without_the_waiting_and_the_dark(talk: Open) -> None:
    stage, _ = talk("minutes=10")
    pass_time(stage, 900)  # the hall fills
    step(stage, 2)
    pass_time(stage, 12)
    step(stage, 3)
    pass_time(stage, 65)
    stage.keyboard.press("b")
    pass_time(stage, 300)
    stage.keyboard.press("b")
    expect(stage.locator("#black")).to_be_hidden()
    stage.reload()  # F5
    wait_for_map(stage)
    pass_time(stage, 20)
    step(stage, 4)
    case = stage.evaluate("JSON.parse(document.getElementById('plan').textContent).plan.stops[2].key")
    assert re.fullmatch(r"2024-(int|cn)-\d\d", case)
    assert [*times(stage)] == ["chapter:1", case]
    assert times(stage)["chapter:1"] == pytest.approx(12, abs=8)
    assert times(stage)[case] == pytest.approx(85, abs=20)


def test_a_run_begins_with_the_first_step_after_the_opening_or_the_reset(talk: Open) -> None:
    stage, speaker = talk("")
    for number in (2, 3, 4):
        step(stage, number)
    assert len(times(stage)) == 2
    stage.keyboard.press("Home")
    expect_stop(stage, 1)
    assert len(times(stage)) == 3  # not before the step
    step(stage, 2)
    step(stage, 3)
    assert [*times(stage)] == ["chapter:1"]
    step(stage, 4)
    speaker.locator("#again").click()
    expect(speaker.locator("#elapsed")).to_have_text("0:00")
    step(stage, 5)
    step(stage, 6)
    assert len(times(stage)) == 1


def test_a_storage_that_is_forbidden_disturbs_no_talk(page: Page, atlas: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    open_stage(page, atlas, "minutes=10&line=1")
    for number in (2, 3, 4):
        step(page, number)
