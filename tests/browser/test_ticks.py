"""A tick puts a case into the speaker's own tour, which this browser alone keeps."""

import json
import re

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

pytestmark = pytest.mark.browser

AMSTERDAM = "2024-int-03"
PAGES = ("", "cases", "case?case=2024-int-03", "near", "compare", "insight", "about")
FORBIDDEN = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
SMALL_TICKS = """() => [...document.querySelectorAll("[data-tick], [data-tick-all], .to-tour")]
    .filter((target) => target.checkVisibility({ visibilityProperty: true }))
    .filter((target) => Math.min(target.offsetWidth, target.offsetHeight) < 44).map((target) => target.outerHTML)"""


def tick(page: Page, case: str = AMSTERDAM) -> None:
    """Press the tick of `case`."""
    page.locator(f"[data-tick='{case}']").first.click()


def expect_count(page: Page, count: str) -> None:
    """Wait until the masthead counts so many cases in the tour."""
    expect(page.locator(".pages .tour-count")).to_have_text(count)


def frame(page: Page) -> FrameLocator:
    """Return the frame of the map."""
    return page.frame_locator(".st-key-map iframe")


def test_a_tick_on_any_page_is_seen_on_every_page_and_survives_a_reload(page: Page, atlas: str) -> None:
    page.goto(f"{atlas}/cases?lang=en")
    expect(page.locator("[data-tick]")).to_have_count(45)
    expect_count(page, "")
    tick(page)
    expect(page.get_by_role("button", name=re.compile("^Into the tour: Startblok"))).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator(".heard")).to_have_text("Cases in the tour: 1")
    page.goto(f"{atlas}/near?lang=en")
    tick(page, "2024-int-07")
    expect_count(page, "2")
    page.goto(f"{atlas}/case?lang=en&case=2024-int-21")
    tick(page, "2024-int-21")
    expect_count(page, "3")
    tick(page, "2024-int-21")
    for path in PAGES:
        page.goto(f"{atlas}/{path}")
        expect_count(page, "2")
    page.goto(f"{atlas}/?lang=en")
    page.reload()
    expect(page.locator(f".st-key-panel [data-tick='{AMSTERDAM}']")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".pages").get_by_role("link", name="Tour 2")).to_have_attribute("href", "tour?lang=en")
    page.get_by_role("link", name="Compare", exact=True).click()  # without loading the page anew
    expect(page.locator(".choices").first).to_be_attached()
    expect_count(page, "2")


def test_the_keyboard_alone_ticks_in_the_list_and_the_focus_stays(page: Page, atlas: str) -> None:
    page.goto(f"{atlas}/?lang=en&city=amsterdam")
    button = page.locator(f".st-key-panel [data-tick='{AMSTERDAM}']")
    page.locator(".st-key-panel .back").focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect_count(page, "")


def test_all_that_was_found_goes_into_the_tour_and_out_of_it(page: Page, atlas: str) -> None:
    page.goto(f"{atlas}/cases?lang=en&theme=smart")
    page.get_by_role("button", name="All into the tour").click()
    expect_count(page, "17")
    page.get_by_role("button", name="Take all out").click()
    expect_count(page, "")
    page.goto(f"{atlas}/compare?lang=en&compare=beijing&compare=2024-int-01&compare=paris&compare=tokyo&compare=vienna")
    page.get_by_role("button", name="All into the tour").click()
    expect_count(page, "7")  # four of Beijing, of which one is named by itself too


def test_two_windows_have_one_tour(page: Page, atlas: str) -> None:
    other = page.context.new_page()
    other.goto(f"{atlas}/?lang=en")
    expect(frame(other).locator(".place[data-city=amsterdam]")).to_be_visible()
    page.goto(f"{atlas}/cases?lang=zh")
    tick(page)
    expect_count(other, "1")
    expect(other.locator(f"[data-tick='{AMSTERDAM}']")).to_have_attribute("aria-pressed", "true")
    expect(frame(other).locator(".place[data-city=amsterdam].in-tour")).to_be_visible()
    tick(other)
    expect_count(page, "")


def test_the_map_bears_the_sign_of_the_tour_and_t_ticks_a_place(page: Page, atlas: str) -> None:
    page.goto(f"{atlas}/?lang=en")
    beijing = frame(page).locator(".place[data-city=beijing]")
    beijing.focus()
    expect(beijing).to_have_attribute("aria-description", "t: all its cases into the tour")
    tick(page, "2024-int-01")
    expect(beijing).to_have_class(re.compile("in-tour"))
    expect(beijing).to_have_attribute("aria-description", "t: all its cases into the tour")
    beijing.focus()
    page.keyboard.press("t")
    expect_count(page, "4")
    expect(beijing).to_have_attribute("aria-label", "Beijing, 4 cases, in the tour")
    expect(beijing).to_have_attribute("aria-description", "t: all its cases out of the tour")
    page.keyboard.press("t")
    expect_count(page, "")
    expect(beijing).not_to_have_class(re.compile("in-tour"))
    expect(beijing).to_be_focused()


def test_t_takes_only_the_cases_that_the_filters_show(page: Page, atlas: str) -> None:
    page.goto(f"{atlas}/?lang=en&list=international")
    beijing = frame(page).locator(".place[data-city=beijing]")
    expect(beijing).to_have_attribute("aria-label", "Beijing, 1 case")
    beijing.focus()
    page.keyboard.press("t")
    expect_count(page, "1")
    expect(beijing).to_have_attribute("aria-description", "t: all its cases out of the tour")
    assert page.evaluate("JSON.parse(localStorage.getItem('atlas-tour')).stops") == [
        {"cases": ["2024-int-01"], "fact": "", "figure": "auto", "minutes": 0, "notes": {"zh": "", "en": ""}}
    ]
    page.goto(f"{atlas}/?lang=en")
    expect(beijing).to_have_attribute("aria-description", "t: all its cases into the tour")


def test_a_browser_that_keeps_nothing_says_so_once(page: Page, atlas: str) -> None:
    page.add_init_script(FORBIDDEN)
    page.goto(f"{atlas}/cases?lang=en")
    expect(page.locator(".unkept")).to_be_hidden()
    tick(page)
    expect_count(page, "1")
    expect(page.locator(".unkept")).to_be_visible()
    expect(page.locator(".heard")).to_have_text(re.compile("keeps nothing"))
    tick(page, "2024-int-07")
    expect(page.locator(".heard")).to_have_text("Cases in the tour: 2")


FULL = {
    "en": "The tour is full: it has room for 300 cases, and for 360 stops with its chapters. Left out: %d.",
    "zh": "讲解已满：最多300个案例，连同章节共360站。未加入的案例：%d个。",
}


def keep_cases(page: Page, count: int) -> str:
    """Give the browser a tour of `count` cases, which it may have of other editions, and return its text."""
    stops = [{"cases": [f"case-{number}"]} for number in range(count)]
    tour = json.dumps({"format": "city-governance-tour", "version": 1, "stops": stops})
    page.add_init_script(f"localStorage.setItem('atlas-tour', {json.dumps(tour)})")
    return tour


def expect_refused(page: Page, text: str) -> None:
    """Expect `text` on the screen, where nothing covers it."""
    expect(page.locator(".heard")).to_contain_text(text)
    expect(page.locator(".heard")).to_be_in_viewport(ratio=1)
    assert page.locator(".heard").evaluate(
        """said => {
            const { x, y, width, height } = said.getBoundingClientRect();
            return said === document.elementFromPoint(x + width / 2, y + height / 2);
        }"""
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1600, 390])
def test_a_case_beyond_300_is_not_taken_and_the_page_says_why(
    page: Page, atlas: str, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    tour = keep_cases(page, 300)
    page.goto(f"{atlas}/cases?lang={language}&theme=smart")
    one = page.locator("[data-tick]").first
    one.click()
    expect_refused(page, FULL[language] % 1)
    expect(one).to_have_attribute("aria-pressed", "false")
    page.locator("[data-tick-all]").first.click()
    expect_refused(page, FULL[language] % 17)
    expect(page.locator(".pages .tour-count")).to_have_text("300")
    page.goto(f"{atlas}/?lang={language}")
    frame(page).locator(".place[data-city=beijing]").focus()
    page.keyboard.press("t")
    expect_refused(page, FULL[language] % 4)
    kept = page.evaluate("JSON.parse(localStorage.getItem('atlas-tour'))")
    assert kept == json.loads(tour)


def test_of_many_cases_as_many_are_taken_as_there_is_room_for(page: Page, atlas: str) -> None:
    keep_cases(page, 298)
    page.goto(f"{atlas}/cases?lang=en&theme=smart")
    page.get_by_role("button", name="All into the tour").click()
    expect_refused(page, FULL["en"] % 15)
    expect_count(page, "300")


def test_a_thumb_hits_every_tick_and_the_bar_counts(browser: Browser, atlas: str) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", is_mobile=True, has_touch=True
    ) as context:
        phone = context.new_page()
        for path in (
            "",
            "?city=beijing",
            "cases",
            "case?case=2024-int-03",
            "near?place=Cairo",
            "compare?compare=beijing",
        ):
            phone.goto(f"{atlas}/{path}")
            phone.locator("[data-tick]").first.wait_for()
            assert phone.evaluate(SMALL_TICKS) == []
        phone.locator("[data-tick]").first.tap()
        expect(phone.locator(".to-tour .tour-count")).to_have_text("1")


def test_no_tick_is_on_paper(page: Page, atlas: str) -> None:
    page.goto(f"{atlas}/case?case={AMSTERDAM}")
    page.locator("[data-tick]").wait_for()
    for path in ("", "near", "compare?compare=beijing", "cases"):
        page.goto(f"{atlas}/{path}")
        page.locator("[data-tick]").first.wait_for()
        page.emulate_media(media="print")
        assert page.locator("[data-tick]:visible, [data-tick-all]:visible").count() == 0
        page.emulate_media(media="screen")
