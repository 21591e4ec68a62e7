"""Find, read, compare and download, as a person does in a real Chromium, in both languages."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from jsonschema import Draft7Validator
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
WORDS = {
    "zh": {"cases": "案例", "map": "地图", "insight": "数据解读", "near": "附近", "compare": "比较", "asia": "亚洲"},
    "en": {
        "cases": "Cases",
        "map": "Map",
        "insight": "Insight",
        "near": "Nearby",
        "compare": "Compare",
        "asia": "Asia",
    },
}
POINT = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "geometry": {
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "Point"},
                            "coordinates": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}},
                        },
                    },
                },
            },
        },
    },
}


def go_to(page: Page, language: str, name: str) -> None:
    """Click the link to the page called `name` in the sidebar."""
    page.locator(".pages").get_by_role("link", name=WORDS[language][name], exact=True).click()


def listed(page: Page) -> list[str]:
    """Return the ids of the cases in the table, in its order."""
    return page.locator(".cases tbody tr").evaluate_all("rows => rows.map((row) => row.id)")


def read(element: Locator) -> str:
    """Return the words of `element` once a reader sees them."""
    expect(element).to_be_visible()
    return element.inner_text()


def query(page: Page) -> dict[str, list[str]]:
    """Return the query parameters that the address bar shows."""
    return parse_qs(urlsplit(page.url).query)


@BOTH
def test_one_selection_goes_through_every_page(page: Page, atlas: str, language: str) -> None:
    page.goto(f"{atlas}/?lang={language}&theme=smart")
    page.locator("[data-facet=continent] button").filter(has_text=re.compile(f"^{WORDS[language]['asia']}")).click()
    expect(page.locator(".found b").first).to_have_text("12")
    for name, shown in (("cases", ".cases tbody tr"), ("near", ".distances li"), ("compare", ".choices button")):
        go_to(page, language, name)
        expect(page.locator(shown).last).to_be_attached()
        assert query(page) == {"lang": [language], "continent": ["asia"], "theme": ["smart"]}
    go_to(page, language, "cases")
    expect(page.locator(".cases tbody tr")).to_have_count(12)
    expect(page).to_have_title(re.compile(f"^{WORDS[language]['cases']} · {WORDS[language]['asia']} · "))
    page.go_back()
    expect(page.locator(".choices")).not_to_have_count(0)
    go_to(page, language, "map")
    expect(page.frame_locator(".st-key-map iframe").locator("#map_div")).to_have_attribute("data-cases", "12")


@BOTH
def test_the_table_is_sorted_and_a_click_opens_the_case(page: Page, atlas: str, language: str) -> None:
    page.goto(f"{atlas}/cases?lang={language}&continent=europe")
    expect(page.locator(".cases tbody tr")).to_have_count(5)
    published = listed(page)
    page.locator(".cases thead a").nth(1).click()  # city
    expect(page.locator(".cases th[aria-sort=ascending]")).to_have_count(1)
    first = {"zh": "阿姆斯特丹", "en": "Amsterdam"}[language]
    expect(page.locator(".cases tbody .city b").first).to_have_text(first)
    page.locator(".cases thead a").nth(1).click()
    expect(page.locator(".cases th[aria-sort=descending]")).to_have_count(1)
    expect(page.locator(".cases tbody .city b").last).to_have_text(first)
    assert sorted(listed(page)) == sorted(published)
    title = page.locator(".cases .title a").first
    text = read(title)
    title.click()
    expect(page.locator("h1")).to_have_text(text)
    assert urlsplit(page.url).path == "/case"


@pytest.mark.parametrize(
    ("text", "found", "marked"),
    [
        ("gongyuan chengshi", "2024-cn-04", "公园城市"),
        ("shēnzhèn", "2024-cn-15", "深圳"),
        ("維也納", "2024-int-21", "维也纳"),
        ("Amsterdm", "2024-int-03", "Amsterdam"),
    ],
)
@BOTH
def test_what_was_meant_is_found_and_marked(
    page: Page, atlas: str, language: str, text: str, found: str, marked: str
) -> None:
    page.goto(f"{atlas}/cases?lang={language}")
    page.locator("#search").fill(text)
    page.locator("#search").press("Enter")
    row = page.locator(".cases tbody tr").first
    expect(row.locator("mark", has_text=marked).first).to_be_visible()
    assert listed(page)[0] == found
    expect(page.locator(".chips")).to_contain_text(text)


@BOTH
def test_what_is_shown_is_taken_away_as_it_is(page: Page, atlas: str, language: str, tmp_path: Path) -> None:
    page.goto(f"{atlas}/cases?lang={language}&theme=resilient&sort=-city")
    expect(page.locator(".cases tbody tr")).to_have_count(6)
    shown = listed(page)
    files = {}
    for name in ("Excel", "CSV", "GeoJSON"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=name).click()
        assert re.match(r"city-governance-cases_2024_resilient_\d{4}-\d\d-\d\d\.\w+$", coming.value.suggested_filename)
        files[name] = tmp_path / coming.value.suggested_filename
        coming.value.save_as(files[name])
    raw = files["CSV"].read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")  # Excel takes it for UTF-8
    assert [row["case_id"] for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))] == shown
    collection = json.loads(files["GeoJSON"].read_text("utf-8"))
    Draft7Validator(POINT).validate(collection)
    assert [feature["id"] for feature in collection["features"]] == shown
    book = load_workbook(files["Excel"])
    cases, about, _facts = book.worksheets
    assert [row[0] for row in cases.iter_rows(min_row=2, values_only=True)] == shown
    assert any("GeoNames" in str(cell) for row in about.iter_rows(values_only=True) for cell in row)


@BOTH
def test_a_case_is_read_cited_and_left_for_the_next(page: Page, atlas: str, language: str) -> None:
    page.goto(f"{atlas}/case?lang={language}&case=2024-cn-07&theme=smart")
    expect(page.locator("mark")).to_have_text(["一张图", "城市生命线安全"])
    expect(page.locator("time[data-zone]")).to_have_text(re.compile(r"\d\d:\d\d"))
    for picture in page.locator(".locator, .share img").all():
        assert picture.evaluate("image => image.naturalWidth") > 0
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy=cite-1]").click()
    expect(page.locator("[data-copy=cite-1]")).to_have_text({"zh": "已复制", "en": "Copied"}[language])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("编制“地下管线一张图”,保障城市生命线安全[EB/OL]//")
    assert f"{atlas}/case?lang={language}&case=2024-cn-07" in copied
    title = read(page.locator("h1"))
    page.locator("a[rel=next]").click()
    expect(page.locator("h1")).not_to_have_text(title)
    page.locator("a[rel=prev]").click()
    expect(page.locator("h1")).to_have_text(title)
    page.locator(".related a").first.click()
    expect(page.locator("h1")).not_to_have_text(title)
    assert query(page)["theme"] == ["smart"]


@BOTH
def test_an_unknown_case_says_so_and_offers_the_list(page: Page, atlas: str, language: str) -> None:
    page.goto(f"{atlas}/case?lang={language}&case=2024-int-99")
    expect(page.locator("h1")).to_have_text({"zh": "没有这个案例", "en": "There is no such case"}[language])
    page.locator(".buttons a").first.click()
    expect(page.locator(".cases tbody tr")).to_have_count(45)


@BOTH
def test_an_ambiguous_place_is_asked_about_and_cases_are_sorted_by_distance(
    page: Page, atlas: str, language: str
) -> None:
    page.goto(f"{atlas}/near?lang={language}")
    page.locator(".ask input").fill("圣地亚哥")
    page.locator(".ask button").click()
    expect(page.locator(".candidates li")).not_to_have_count(0)
    expect(page.locator(".candidates li").nth(1)).to_contain_text(
        {"zh": "距第一处8,798公里", "en": "8,798 km from the first"}[language]
    )
    assert page.locator(".asked img").evaluate("image => image.naturalWidth") > 0
    page.locator(".candidates a", has_text="San Diego").click()
    expect(page.locator(".km").first).to_be_visible()
    nearest = {"zh": "温哥华", "en": "Vancouver"}[language]
    expect(page.locator(".distances li").first).to_contain_text(nearest)
    expect(page.locator(".nearest")).to_contain_text(nearest)
    page.reload()  # a link restores the place that was meant
    expect(page.locator(".distances li").first).to_contain_text(nearest)
    expect(page.locator("h1")).to_contain_text({"zh": "圣迭戈", "en": "San Diego"}[language])


MOST_PAGES = 3  # of four cases with the longest titles: titles, answers, and some 25 sources in full


@BOTH
def test_cases_are_chosen_in_the_list_compared_and_printed_on_few_pages(page: Page, atlas: str, language: str) -> None:
    page.goto(f"{atlas}/cases?lang={language}")
    longest = ["2024-int-01", "2024-cn-09", "2024-cn-08", "2024-int-21"]
    for place, case in enumerate(longest, start=1):
        page.locator(f"[id='{case}'] .compare").click()
        expect(page.locator(f"[id='{case}'] .compare")).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".buttons .strong")).to_contain_text(str(place))
    page.locator(".buttons .strong").click()
    expect(page.locator(".column")).to_have_count(4)
    assert query(page)["compare"] == longest
    page.emulate_media(media="print")
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert pages <= MOST_PAGES
    page.emulate_media(media="screen")
    page.locator(".drop").first.click()
    expect(page.locator(".column")).to_have_count(3)


@BOTH
def test_a_cell_of_a_picture_leads_to_its_cases(page: Page, atlas: str, language: str) -> None:
    page.goto(f"{atlas}/insight?lang={language}")
    expect(page.locator(".insight h2").first).to_be_visible()
    assert page.locator(".insight table").count() >= 4
    cell = page.locator(".insight table").first.locator("tbody tr").first.locator("a").first
    count = read(cell)
    cell.click()
    expect(page.locator(".found b").first).to_have_text(count)
    assert {"theme", "continent"} <= set(query(page))


@BOTH
def test_the_sources_are_told_and_their_contents_lead_to_them(page: Page, atlas: str, language: str) -> None:
    page.goto(f"{atlas}/about?lang={language}")
    page.locator(".contents a").last.click()
    expect(page.locator("#errors")).to_be_in_viewport()
    expect(page.locator("#themes")).to_contain_text("42 / 45")
    expect(page.locator("#reform")).to_contain_text("97")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy=cite-1]").click()
    expect(page.locator("[data-copy=cite-1]")).to_have_text({"zh": "已复制", "en": "Copied"}[language])
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"]. {atlas}/.")


PATHS = [
    "cases", "case?case=2024-int-01", "near?place=Cairo", "compare?compare=cairo&compare=vienna", "insight", "about",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_every_page_stands_on_a_phone_and_keeps_no_reader_out(
    page: Page, atlas: str, path: str, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{atlas}/{path}{'&' if '?' in path else '?'}lang={language}")
    expect(page.locator("h1")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == []
    page.set_viewport_size({"width": 390, "height": 844})
    wide = "() => document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth"
    page.wait_for_function(f"({wide})() <= 0")


@BOTH
def test_from_a_place_on_the_map_a_title_leads_to_its_case_and_back(page: Page, atlas: str, language: str) -> None:
    page.goto(f"{atlas}/?lang={language}&city=cairo&continent=africa")
    title = page.locator(".st-key-panel h3 a")
    text = read(title)
    title.click()
    expect(page.locator("h1")).to_have_text(text)
    page.locator(".one .buttons a").first.click()  # on the map
    expect(page.frame_locator(".st-key-map iframe").locator(".place.chosen")).to_have_attribute("data-city", "cairo")
    assert query(page)["continent"] == ["africa"]
