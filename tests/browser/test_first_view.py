"""The list and the cases are read before Streamlit's scripts have come, and give way to the page that they announce."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}  # ms, bytes a second
FIRST_PAINT = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime"""
MAX_FIRST_PAINT_MS = 10_000


# The sum of what is said to have moved unasked, of which 0.1 counts as good (web.dev/cls).
SHIFTS = """new PerformanceObserver((list) => {
    window.shifted = (window.shifted ?? 0) + list.getEntries().reduce((sum, { value }) => sum + value, 0);
}).observe({ type: "layout-shift", buffered: true })"""
MAX_SHIFT = 0.1
PATHS = ["", "?city=cairo", "cases", "case?case=2024-int-03", "near?place=Cairo", "compare", "insight", "about"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [390, 1366])
def test_the_first_view_goes_once_the_page_stands_and_nothing_moves(
    page: Page, atlas: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    page.add_init_script(SHIFTS)
    page.goto(f"{atlas}/{path}")
    page.locator(":is(.st-key-panel, .st-key-page) .stHtml").first.wait_for(state="attached")
    expect(page.locator("#first-view")).to_have_count(0)
    if path in {"", "?city=cairo"}:
        page.frame_locator(".st-key-map iframe").locator("body.ready").wait_for()
    assert page.evaluate("window.shifted ?? 0") < MAX_SHIFT


@pytest.mark.parametrize("path", ["", "case?case=2024-int-03"])
def test_over_slow_3g_a_phone_reads_within_ten_seconds(browser: Browser, atlas: str, path: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW_3G)
        page.goto(f"{atlas}/{path}", wait_until="commit")
        painted = page.wait_for_function(FIRST_PAINT, timeout=MAX_FIRST_PAINT_MS).json_value()
        assert painted < MAX_FIRST_PAINT_MS
        expect(page.locator("#first-view")).to_have_count(1)  # Streamlit itself is far from there


def test_its_links_work_without_any_script(browser: Browser, atlas: str) -> None:
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        page.goto(atlas)
        expect(page.locator("#first-view")).to_be_visible()
        page.keyboard.press("Tab")  # to the other language
        page.keyboard.press("Enter")
        page.wait_for_url("**/?lang=zh")
        expect(page).to_have_title("城市治理案例地图")
