"""The whole atlas below a path, as a proxy or `--server.baseUrlPath` has it."""

from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_map import choose, expect_found, open_map
from tests.conftest import SHIPPED, serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def below() -> Iterator[str]:
    """Return the address of an atlas below /atlas."""
    with serve(SHIPPED, base_path="atlas") as address:
        assert address.endswith("/atlas")
        yield address


def test_the_map_draws_and_follows_a_filter_below_a_path(page: Page, below: str) -> None:
    frame = open_map(page, f"{below}/?lang=en")
    expect_found(page, frame, 45, 42)
    with page.expect_response(f"{below}/assets/view.json?*") as asked:
        choose(page, "continent", "Africa")
    assert asked.value.ok
    expect_found(page, frame, 2, 2)
    assert page.url.startswith(f"{below}/?")


def test_each_page_opens_below_a_path_and_leads_to_the_next(page: Page, below: str) -> None:
    open_map(page, f"{below}/?lang=en")
    for name in ("Cases", "Nearby", "Compare", "Insight", "Sources"):
        page.locator(".pages").get_by_role("link", name=name, exact=True).click()
        expect(page.locator(".st-key-page h1")).to_be_visible()
        assert page.url.startswith(f"{below}/")
        page.reload()
        expect(page.locator(".st-key-page h1")).to_be_visible()


def test_the_stage_and_its_map_stand_below_a_path(page: Page, below: str) -> None:
    page.goto(f"{below}/stage?lang=en&stop=3")
    expect(page.frame_locator("#world").locator(".place.focus")).to_have_count(1)
    page.keyboard.press("q")
    expect(page.locator("#code figcaption")).to_contain_text(f"{below}/atlas?case=")
    page.goto(f"{below}/speaker?lang=en&stop=3")
    expect(page.locator("#count")).to_have_text("3 / 49")


@pytest.mark.parametrize("name", ["cases.csv", "cases.xlsx", "cases.geojson", "stage/worker.js", "_stcore/health"])
def test_downloads_stand_below_a_path_and_not_beside_it(below: str, name: str) -> None:
    assert urlopen(f"{below}/{name}").status == 200  # noqa: S310 (a constant scheme)
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{below.removesuffix('/atlas')}/{name}")  # noqa: S310
