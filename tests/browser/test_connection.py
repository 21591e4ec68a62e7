"""A page whose server has gone: what it says, in whose words, and what it does when the server is there again."""

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.server import free_port
from tests.conftest import SHIPPED, serve

pytestmark = pytest.mark.browser

SAID = {
    "en": ("The server does not answer", "This page stays as it is, and goes on by itself once the server answers."),
    "zh": ("服务器没有回应", "本页保持原样；服务器恢复后会自动继续。"),
}
CLOSE = {"en": "Close", "zh": "关闭"}
# Keeps what the heading of a dialog says in each picture that is drawn.
WATCH = """window.seen = new Set();
const look = () => {
    const heading = document.querySelector(".stDialog h2");
    if (heading) window.seen.add(heading.textContent);
    requestAnimationFrame(look);
};
requestAnimationFrame(look);"""


def test_pages_without_their_server_say_so_in_their_readers_language_until_it_is_back(browser: Browser) -> None:
    port = free_port()
    with browser.new_context() as context:
        pages = {(language, path): context.new_page() for language in SAID for path in ("", "cases")}
        with serve(SHIPPED, port=port) as address:
            for (language, path), page in pages.items():
                page.add_init_script(WATCH)
                page.goto(f"{address}/{path}?lang={language}")
                expect(page.locator(".st-key-page h1, .st-key-map iframe").first).to_be_visible()
                page.wait_for_function("language => document.documentElement.lang.startsWith(language)", arg=language)
        for (language, _), page in pages.items():
            expect_lost(page, language)
        with serve(SHIPPED, port=port):
            for page in pages.values():
                expect(page.get_by_role("dialog")).to_have_count(0, timeout=60_000)


def expect_lost(page: Page, language: str) -> None:
    """Expect that `page` says in its language, and never said otherwise, that its server does not answer."""
    dialog = page.get_by_role("dialog")
    heading, text = SAID[language]
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("heading")).to_have_text(heading)
    expect(dialog).to_contain_text(text)
    expect(dialog.get_by_role("button", name=CLOSE[language])).to_be_visible()
    assert "streamlit" not in dialog.inner_text().lower()
    page.wait_for_function("() => window.seen.size")  # a page behind another one is painted seldom
    assert page.evaluate("[...window.seen]") == [heading]
