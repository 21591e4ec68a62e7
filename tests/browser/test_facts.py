"""What is known of a case is read, followed to its source, and printed, in a real Chromium, in both languages."""

import pytest
from playwright.sync_api import Page, Route, expect

from geo.tables.schema import FACT_KINDS
from tests.conftest import EN, ZH, open_shipped

pytestmark = pytest.mark.browser

ATLAS = open_shipped()
WORDS = {"zh": ZH, "en": EN}
BOTH = pytest.mark.parametrize("language", WORDS)
GAP = {"zh": "未查到来源", "en": "No source found."}
# Ten cases of both lists and all continents: that with most facts, that without any, vague titles among them.
TEN = ("int-01", "int-02", "int-09", "int-10", "int-14", "int-18", "cn-01", "cn-07", "cn-15", "cn-20")


@BOTH
def test_a_reader_finds_seven_answers_about_each_of_ten_cases_or_that_no_source_was_found(
    page: Page, atlas: str, language: str
) -> None:
    for case in (f"2024-{name}" for name in TEN):
        page.goto(f"{atlas}/case?lang={language}&case={case}")
        facts = ATLAS.facts.get(case, [])
        for kind, asked in FACT_KINDS.items():
            question = page.locator(f"#{kind}")
            expect(question.locator("h3")).to_have_text(WORDS[language].gettext(asked.question))
            answers = [fact[f"text_{language}"] for fact in facts if fact["kind"] == kind]
            expect(question.locator("p")).to_contain_text(answers or [GAP[language]])


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
@BOTH
def test_a_mark_opens_its_source_in_a_new_tab_and_does_not_say_from_where(
    page: Page, atlas: str, language: str, width: int, height: int
) -> None:
    asked: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        asked.append(route.request.all_headers())
        route.fulfill(body="a page of others")

    fact = ATLAS.facts["2024-int-14"][0]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{atlas}/case?lang={language}&case=2024-int-14")
    mark = page.locator("#what .mark")
    expect(mark).to_have_attribute(
        "title", f"{fact['source_title']} · {fact['source_publisher']} · {fact['source_date']}"
    )
    page.context.route(fact["source_url"], answer)
    with page.context.expect_page() as opened:
        mark.click()
    expect(opened.value).to_have_url(fact["source_url"])
    assert asked
    assert "referer" not in asked[0]
    opened.value.close()


@BOTH
def test_sources_are_printed_in_full_within_the_sheet(page: Page, atlas: str, language: str) -> None:
    case = "2024-cn-02"
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 without its margins, in CSS pixels
    page.goto(f"{atlas}/case?lang={language}&case={case}")
    expect(page.locator(".of-facts li").last).to_be_visible()
    page.emulate_media(media="print")
    sources = dict.fromkeys(fact["source_url"] for fact in ATLAS.facts[case])
    addresses = page.locator(".of-facts .address")
    assert set(addresses.all_inner_texts()) == set(sources)
    for address in addresses.all():
        expect(address).to_be_visible()
        box = address.bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 718


@BOTH
def test_nothing_about_a_case_leads_sideways_on_a_phone(page: Page, atlas: str, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for case in ("2024-int-13", "2024-cn-05"):
        page.goto(f"{atlas}/case?lang={language}&case={case}")
        expect(page.locator(".of-facts li").last).to_be_attached()
        inside = "nodes => nodes.every((node) => node.getBoundingClientRect().right <= innerWidth + 0.5)"
        assert page.locator(".question *, .of-facts *, .one header *").evaluate_all(inside)
