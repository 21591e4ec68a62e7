"""The atlas as a person meets it, in a real Chromium."""

import json
import re
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, FrameLocator, Page, expect

from geo.tables.check import check_folder
from tests.conftest import EN, Edit, serve

pytestmark = pytest.mark.browser


def open_map(page: Page, address: str) -> FrameLocator:
    """Open `address` and return the map's frame, once land and places are drawn."""
    page.goto(address)
    frame = page.frame_locator(".st-key-map iframe")
    frame.locator("body.ready #map_div[data-places]").wait_for()
    expect(page.locator("#first-view")).to_have_count(0)
    return frame


def expect_found(page: Page, frame: FrameLocator, cases: int, places: int) -> None:
    """Expect the map, its container and the line above it to agree on how many cases and places there are."""
    expect(frame.locator("#map_div")).to_have_attribute("data-cases", str(cases))
    expect(frame.locator("#map_div")).to_have_attribute("data-places", str(places))
    expect(frame.locator(".place")).to_have_count(places)
    numbers = page.locator(".found b")
    expect(numbers).to_have_text([str(cases), str(places)])


def query(page: Page) -> dict[str, list[str]]:
    """Return the query parameters that the address bar shows."""
    return parse_qs(urlsplit(page.url).query)


def wait_for_query(page: Page, **expected: list[str]) -> None:
    """Wait until the address bar asks for `expected`, among others."""
    page.wait_for_function(
        """expected => {
            const query = new URLSearchParams(location.search);
            return Object.entries(expected).every(([name, values]) => query.getAll(name).join() === values.join());
        }""",
        arg=expected,
    )


def choose(page: Page, facet: str, name: str) -> None:
    """Click the value `name` of a facet in the sidebar."""
    page.locator(f"[data-facet={facet}] button").filter(has_text=name).click()


def distinct_pixels(picture: Image.Image) -> int:
    """Return how many different colours a picture has."""
    return len(picture.convert("RGB").getcolors(1 << 24) or [])


@pytest.mark.parametrize(("width", "height"), [(1600, 900), (1920, 1080)])
def test_all_42_places_are_seen_and_can_be_hit_at_first_view(page: Page, atlas: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    frame = open_map(page, atlas)
    expect_found(page, frame, 45, 42)
    missed = frame.locator("body").evaluate(
        """() => [...document.querySelectorAll(".place")].filter((place) => {
            const box = place.querySelector("svg").getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return !place.contains(top);
        }).map((place) => place.dataset.city)"""
    )
    assert missed == []
    for place in frame.locator(".place").all():
        expect(place).to_be_visible()


BOXES = """places => places.map((place) => {
    const { left, top, right, bottom } = place.getBoundingClientRect();
    return [left, top, right, bottom];
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_place_is_painted_and_not_only_in_the_document(page: Page, atlas: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    frame = open_map(page, atlas)
    map_box = page.locator(".st-key-map iframe").bounding_box()
    assert map_box
    left, top = map_box["x"], map_box["y"]
    boxes = frame.locator(".place svg").evaluate_all(BOXES)
    picture = Image.open(BytesIO(page.screenshot()))
    drawn = [picture.crop((left + x, top + y, left + right, top + bottom)) for x, y, right, bottom in boxes]
    assert len(drawn) == 42
    assert [crop for crop in drawn if distinct_pixels(crop) < 20] == []


def test_symbols_do_not_overlap(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    overlapping = frame.locator("body").evaluate(
        """() => {
            const circles = [...document.querySelectorAll(".place")].map((place) => {
                const box = place.querySelector(".rim").getBoundingClientRect();
                const r = box.width / 2;
                return {city: place.dataset.city, x: box.x + r, y: box.y + r, r};
            });
            return circles.flatMap((a, i) => circles.slice(i + 1)
                .filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.r + b.r - 1).map((b) => a.city + " " + b.city));
        }"""
    )
    assert overlapping == []


def test_land_crosses_the_antimeridian_without_streaks(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    shores = frame.locator("#map_div path.land")
    expect(shores).to_have_count(3)  # the world and one more at either side
    rings = [ring.removesuffix("z") for ring in (shores.first.get_attribute("d") or "").split("M")[1:]]
    points = [[[float(number) for number in point.split()] for point in ring.split("L")] for ring in rings]
    jumps = [(a, b) for ring in points for a, b in pairwise(ring) if abs(a[0] - b[0]) > 30]  # degrees
    assert all(a[1] == b[1] > 175 for a, b in jumps), jumps  # only where Antarctica is cut off, at the world's edge


@pytest.mark.parametrize(
    ("facet", "name", "value", "cases", "places"),
    [
        ("continent", "亚洲", "asia", 31, 28),
        ("continent", "非洲", "africa", 2, 2),
        ("continent", "欧洲", "europe", 5, 5),
        ("continent", "美洲", "americas", 6, 6),
        ("continent", "大洋洲", "oceania", 1, 1),
        ("theme", "韧性城市", "resilient", 6, 6),
        ("region", "东部", "east", 13, 11),
        ("region", "东北", "northeast", 1, 1),
        ("list", "中国城市", "domestic", 24, 22),
    ],
)
def test_a_filter_narrows_map_list_count_and_url_alike(
    page: Page, atlas: str, facet: str, name: str, value: str, cases: int, places: int
) -> None:
    frame = open_map(page, atlas)
    # "洲" names stand in one another (大洋洲 holds none of the others): the exact word is meant.
    page.locator(f"[data-facet={facet}] button").filter(has_text=re.compile(f"^{name}")).click()
    expect_found(page, frame, cases, places)
    expect(page.locator(".st-key-panel li")).to_have_count(cases)
    wait_for_query(page, **{facet: [value]})
    expect(page.locator(f"[data-facet={facet}] button[aria-pressed=true]")).to_contain_text(str(cases))


def test_two_values_of_a_facet_add_up_and_two_facets_narrow(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    choose(page, "continent", "非洲")
    expect_found(page, frame, 2, 2)
    choose(page, "continent", "欧洲")
    expect_found(page, frame, 7, 7)
    choose(page, "theme", "智慧城市")
    expect_found(page, frame, 1, 1)
    wait_for_query(page, continent=["africa", "europe"], theme=["smart"])


def test_clicks_faster_than_the_server_are_all_counted(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    for name in ("非洲", "欧洲", "美洲"):
        choose(page, "continent", name)
    choose(page, "theme", "智慧城市")
    expect_found(page, frame, 5, 5)
    wait_for_query(page, continent=["africa", "europe", "americas"], theme=["smart"])


def test_a_value_with_no_case_left_stays_and_says_0(page: Page, atlas: str) -> None:
    open_map(page, f"{atlas}/?continent=africa")
    values = page.locator("[data-facet=theme] button")
    expect(values).to_have_text(["人民城市 1", "智慧城市 0", "韧性城市 0", "生态城市 1", "服务城市 0"])


def test_text_finds_a_part_of_a_word_in_either_language(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    page.get_by_label("搜索").fill("resilien")
    page.get_by_label("搜索").press("Enter")
    expect_found(page, frame, 1, 1)
    page.get_by_label("搜索").fill("热线")
    page.get_by_label("搜索").press("Enter")
    expect_found(page, frame, 15, 12)
    wait_for_query(page, q=["热线"])


def test_every_chip_removes_its_filter_and_one_button_removes_them_all(page: Page, atlas: str) -> None:
    frame = open_map(page, f"{atlas}/?continent=asia&theme=smart&q=热线")
    chips = page.locator(".chips > *")
    expect(chips).to_have_text(["亚洲 ✕", "智慧城市 ✕", "“热线” ✕", "全部清除"])
    chips.filter(has_text="热线").click()
    wait_for_query(page, q=[], continent=["asia"], theme=["smart"])
    expect(page.get_by_label("搜索")).to_have_value("")
    page.locator(".chips").get_by_role("link", name="全部清除").click()
    expect_found(page, frame, 45, 42)
    wait_for_query(page, continent=[], theme=[])
    expect(chips).to_have_count(0)


def test_an_empty_result_says_so_and_offers_the_way_out(page: Page, atlas: str) -> None:
    frame = open_map(page, f"{atlas}/?continent=africa&theme=smart")
    expect_found(page, frame, 0, 0)
    expect(page.locator(".empty")).to_contain_text("没有案例同时符合这些筛选条件")
    page.get_by_role("link", name="清除全部筛选").click()
    expect_found(page, frame, 45, 42)


def test_a_link_restores_language_filters_and_city(page: Page, atlas: str) -> None:
    address = f"{atlas}/?lang=en&list=domestic&region=west&scheme=three&city=chengdu"
    frame = open_map(page, address)
    expect_found(page, frame, 7, 7)
    expect(page.locator("[data-facet=region] button[aria-pressed=true]")).to_have_text("West 7")
    expect(page.locator(".st-key-panel h2")).to_have_text("Chengdu")
    expect(frame.locator(".place.chosen")).to_have_attribute("data-city", "chengdu")
    expect(page).to_have_title(re.compile("City Governance Case Map$"))
    page.reload()
    frame.locator("body.ready").wait_for()
    expect_found(page, frame, 7, 7)
    expect(page.locator(".st-key-panel h2")).to_have_text("Chengdu")


def test_back_undoes_the_last_choice_and_forward_does_it_again(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    choose(page, "continent", "非洲")
    expect_found(page, frame, 2, 2)
    wait_for_query(page, continent=["africa"])
    choose(page, "theme", "人民城市")
    expect_found(page, frame, 1, 1)
    wait_for_query(page, theme=["people"])
    page.go_back()
    expect_found(page, frame, 2, 2)
    expect(page.locator("[data-facet=theme] button[aria-pressed=true]")).to_have_count(0)
    page.go_back()
    expect_found(page, frame, 45, 42)
    page.go_forward()
    expect_found(page, frame, 2, 2)


@pytest.mark.parametrize(
    "broken", ["?continent=atlantis&lang=fr&city=nowhere&theme=", "?q=%00%ff%3Cscript%3E&scheme=x"]
)
def test_what_a_link_asks_for_in_vain_is_dropped(page: Page, atlas: str, broken: str) -> None:
    frame = open_map(page, f"{atlas}/{broken}")
    expect(frame.locator("#map_div")).to_have_attribute("data-places", re.compile(r"^\d+$"))
    expect(page.locator(".found")).to_be_visible()
    expect(page.get_by_text("Traceback")).to_have_count(0)


def test_a_click_names_the_city_and_a_second_one_lets_it_go(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    frame.locator(".place[data-city=beijing]").click()
    expect(page.locator(".st-key-panel h2")).to_have_text("北京")
    expect(page.locator(".st-key-panel .case h3")).to_have_count(4)
    expect(frame.locator(".place.chosen")).to_have_attribute("data-city", "beijing")
    wait_for_query(page, city=["beijing"])
    frame.locator(".place[data-city=beijing]").click()
    expect(frame.locator(".place.chosen")).to_have_count(0)
    wait_for_query(page, city=[])


def test_the_panel_says_title_themes_list_country_and_whose_reading_it_is(page: Page, atlas: str) -> None:
    open_map(page, f"{atlas}/?city=kunming")
    panel = page.locator(".st-key-panel")
    for words in (
        "中国",
        "西部",
        "25.04°N 102.72°E",
        "人民城市",
        "服务城市",
        "中国城市名单第9条",
        "主题为本站判读",
        "本站整理",
    ):
        expect(panel).to_contain_text(words)
    expect(panel.locator("h3")).to_have_text("12345热线敏锐捕捉视障群体需求：多方联动推进无障碍城市建设")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_reaches_a_place_and_opens_it(page: Page, atlas: str, key: str) -> None:
    frame = open_map(page, atlas)
    page.locator("summary").last.focus()  # the last filter, which stands folded
    for _ in range(12):
        page.keyboard.press("Tab")
        if frame.locator(".place:focus").count():
            break
    focused = frame.locator(".place:focus")
    expect(focused).to_have_attribute("aria-label", re.compile(r"，\d+个案例$"))
    expect(frame.locator(".caption")).to_be_visible()
    city = focused.get_attribute("data-city")
    page.keyboard.press(key)
    wait_for_query(page, city=[city or ""])


def test_hovering_tells_name_and_number_of_cases(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    frame.locator(".place[data-city=beijing]").hover()
    expect(frame.locator(".caption")).to_have_text("北京4个案例", use_inner_text=True)


def test_the_legend_hints_at_a_theme_and_filters_by_it(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    entry = frame.locator(".legend button[data-theme=resilient]")
    entry.hover()
    expect(frame.locator(".place:not(.dim)")).to_have_count(6)
    entry.click()
    expect_found(page, frame, 6, 6)
    wait_for_query(page, theme=["resilient"])
    entry.click()
    expect_found(page, frame, 45, 42)


def view_of(frame: FrameLocator) -> list[float]:
    """Return latitude and longitude of the centre, and the zoom, of the map."""
    view: list[float] = json.loads(
        frame.locator("body").evaluate(
            "() => { const m = window.map, c = m.getCenter(); return JSON.stringify([c.lat, c.lng, m.getZoom()]) }"
        )
    )
    return view


def jump(page: Page, frame: FrameLocator, name: str) -> None:
    """Press a jump button and wait until the map has come to rest."""
    frame.locator("body").evaluate(
        "() => { window.rested = false; window.map.once('zoomend', () => { window.rested = true; }); }"
    )
    frame.get_by_role("button", name=name, exact=True).click()
    (inner,) = [inner for inner in page.frames if "streamlit_folium" in inner.url]
    inner.wait_for_function("() => window.rested")


def test_a_filter_keeps_zoom_and_centre_and_fitting_is_asked_for(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    home = view_of(frame)
    jump(page, frame, "欧洲")
    europe = view_of(frame)
    assert europe[2] > home[2] + 1
    choose(page, "continent", "非洲")
    expect_found(page, frame, 2, 2)
    assert view_of(frame) == pytest.approx(europe)
    jump(page, frame, "缩放至结果")
    assert 5 < view_of(frame)[0] < 35
    jump(page, frame, "世界")
    assert view_of(frame) == pytest.approx(home)


def test_every_continent_present_has_a_jump_button(page: Page, atlas: str) -> None:
    frame = open_map(page, f"{atlas}/?lang=en")
    names = ["World", "China", "Asia", "Europe", "Americas", "Africa", "Oceania", "Zoom to results"]
    expect(frame.locator(".bar button:visible")).to_have_text(names)


def test_the_language_switch_changes_every_word_and_keeps_the_view(page: Page, atlas: str) -> None:
    frame = open_map(page, f"{atlas}/?continent=africa&city=cairo")
    page.get_by_role("link", name="EN", exact=True).click()
    expect(page.locator(".st-key-panel h2")).to_have_text("Cairo")
    expect(page.locator("h1")).to_have_text("City Governance Case Map")
    expect(frame.locator(".place[data-city=cairo]")).to_have_attribute("aria-label", "Cairo, 1 case")
    wait_for_query(page, lang=["en"], continent=["africa"], city=["cairo"])
    expect(page).to_have_title(re.compile("City Governance Case Map$"))
    assert page.evaluate("document.documentElement.lang") == "en"


def test_english_pages_hold_chinese_only_where_it_is_published(page: Page, atlas: str) -> None:
    frame = open_map(page, f"{atlas}/?lang=en&theme=smart")
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Skip to the content")
    seen = page.locator("body").inner_text() + frame.locator("body").inner_text()
    assert re.findall(r"[\u4e00-\u9fff]+", seen) == ["中文"]  # the language switch names each language in itself


def test_the_sign_that_folds_the_sidebar_is_whole(page: Page, atlas: str) -> None:
    open_map(page, atlas)
    page.locator(".stSidebar").hover()
    sign = page.get_by_test_id("stSidebarCollapseButton").get_by_test_id("stIconMaterial")
    expect(sign).to_be_in_viewport(ratio=1)


def test_chinese_pages_hold_no_english_words_of_ours(page: Page, atlas: str) -> None:
    frame = open_map(page, f"{atlas}/?lang=zh&theme=smart")
    page.mouse.move(800, 400)  # over the sidebar it brings a sign whose name is English, of a font of signs
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("跳到正文")
    seen = page.locator("body").inner_text() + frame.locator("body").inner_text()
    own = {"EN", "Excel", "CSV", "GeoJSON", "Natural", "Earth", "GeoNames"}
    names = " ".join(page.locator(".group small").all_inner_texts())  # in Chinese sentences, such as WhatsApp
    assert set(re.findall(r"[A-Za-z]{2,}", seen)) - own - set(re.findall(r"[A-Za-z]{2,}", names)) == set()


@pytest.mark.parametrize(("locale", "title"), [("zh-TW", "城市治理案例地图"), ("fr-FR", "City Governance Case Map")])
def test_the_browser_chooses_the_language_until_the_reader_does(
    browser: Browser, atlas: str, locale: str, title: str
) -> None:
    page = browser.new_context(locale=locale).new_page()
    page.goto(atlas)
    expect(page).to_have_title(title)


def test_the_page_owns_that_the_map_does_not_come_and_still_lists_the_cases(browser: Browser, atlas: str) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.route("**/assets/places.js", lambda route: route.abort())
    page.clock.install()
    page.goto(atlas)
    expect(page.locator(".st-key-panel li")).to_have_count(45)
    page.clock.fast_forward(8_000)
    expect(page.locator(".map-missing")).to_be_visible()
    expect(page.locator(".map-missing")).to_contain_text("地图未能加载")


HOSTILE = "<script>alert(1)</script> `back` ${alert(1)} 🏙️ <img src=x onerror=alert(1)> " + "长" * 420


def test_text_is_only_ever_text(page: Page, folder: Path, edit: Edit) -> None:
    edit("cases.csv", "“启航社区”:将年轻人和难民通过住房联系在一起", '"' + HOSTILE.replace('"', '""') + '"')
    edit("cities.csv", "阿姆斯特丹,Amsterdam", "<b>阿</b>`${alert(1)},<i>A</i>`${alert(1)}")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    with serve(folder) as address:
        frame = open_map(page, f"{address}/?city=amsterdam")
        expect_found(page, frame, 45, 42)
        expect(page.locator(".st-key-panel h3")).to_have_text(HOSTILE)
        expect(page.locator(".st-key-panel h2")).to_have_text("<b>阿</b>`${alert(1)}")
        expect(frame.locator(".place[data-city=amsterdam]")).to_have_attribute(
            "aria-label", re.compile(r"<b>阿</b>`\$\{alert")
        )
        page.goto(f"{address}/?q=%3Cscript%3Ealert(1)%3C/script%3E`*_$x$")
        expect(page.locator(".chips button").first).to_contain_text("<script>alert(1)</sc")
    assert dialogs == []


def test_a_faulty_folder_shows_one_readable_page_and_comes_back_when_mended(
    page: Page, folder: Path, edit: Edit
) -> None:
    edit("cities.csv", "38.7469", "139")
    edit("cases.csv", ",bangkok,", ",bankok,")
    with serve(folder) as address:
        page.goto(f"{address}/?lang=en")
        faults = page.locator(".st-key-data-errors .stText")
        expect(faults).to_contain_text("cases.csv:5: city_id: 'bankok'")
        expect(page.get_by_text("Traceback")).to_have_count(0)
        edit("cases.csv", ",bankok,", ",bangkok,")
        edit("cities.csv", "139", "38.7469")
        expect(page.locator(".found b")).to_have_text(["45", "42"])


@pytest.mark.parametrize(("size", "scheme"), [((390, 844), "light"), ((1366, 768), "dark")])
def test_small_screens_show_all_places_and_never_scroll_sideways(
    page: Page, atlas: str, size: tuple[int, int], scheme: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    frame = open_map(page, atlas)
    expect_found(page, frame, 45, 42)
    assert (
        page.evaluate("document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth")
        <= 0
    )
    hidden = frame.locator("body").evaluate(
        """() => [...document.querySelectorAll(".place .rim")].filter((rim) => {
            const box = rim.getBoundingClientRect();
            return box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight;
        }).length"""
    )
    assert hidden == 0


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_an_automatic_examiner_finds_nothing_that_keeps_a_reader_out(
    page: Page, atlas: str, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    open_map(page, f"{atlas}/?lang={language}&continent=asia&city=beijing")
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == []


def test_a_region_that_the_other_scheme_does_not_have_leaves_the_url(page: Page, atlas: str) -> None:
    frame = open_map(page, f"{atlas}/?region=northeast&region=east")
    expect_found(page, frame, 14, 12)
    page.get_by_role("link", name="东中西三分").click()
    wait_for_query(page, scheme=["three"], region=["east"])
    expect_found(page, frame, 14, 12)


@pytest.mark.parametrize("size", [(1366, 768), (1600, 900), (1920, 1080)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_stands_on_the_map_does_not_cover_each_other(
    page: Page, atlas: str, language: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    frame = open_map(page, f"{atlas}/?lang={language}&theme=smart")
    frame.locator(".place").first.wait_for()
    boxes = {
        name: frame.locator(name).bounding_box() for name in (".inset", ".legend", ".bar", ".leaflet-control-zoom")
    }
    boxes |= {name: page.locator(name).bounding_box() for name in (".found", ".chips")}
    covered = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes.items(), 2)
        if a["x"] < b["x"] + b["width"] and b["x"] < a["x"] + a["width"]
        and a["y"] < b["y"] + b["height"] and b["y"] < a["y"] + a["height"]
    ]  # fmt: skip
    assert covered == []


def test_a_name_and_its_count_stand_at_either_end_of_their_line(page: Page, atlas: str) -> None:
    open_map(page, atlas)
    gaps = page.locator("[data-facet=theme] button").evaluate_all(
        """lines => lines.map((line) => {
            const range = document.createRange();
            range.selectNodeContents(line.firstChild);
            const count = line.querySelector("em").getBoundingClientRect();
            const end = line.getBoundingClientRect().right - parseFloat(getComputedStyle(line).paddingRight);
            return [range.getBoundingClientRect().width < 80, count.right - end];
        })"""
    )
    assert all(narrow and abs(end) < 2 for narrow, end in gaps), gaps


def test_the_focus_stays_on_a_filter_that_the_server_draws_anew(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    asia = page.locator("[data-facet=continent] button").first
    asia.focus()
    page.keyboard.press("Enter")
    expect_found(page, frame, 31, 28)
    expect(page.locator(".chips")).to_be_visible()
    expect(asia).to_be_focused()
    page.keyboard.press("Space")
    expect_found(page, frame, 45, 42)
    expect(page.locator(".chips")).to_have_count(0)
    expect(asia).to_be_focused()


def test_text_counts_while_it_is_typed_and_stands_in_the_history_once(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    page.get_by_label("搜索").press_sequentially("resi")
    wait_for_query(page, q=["resi"])
    page.get_by_label("搜索").press_sequentially("lien")
    wait_for_query(page, q=["resilien"])
    expect_found(page, frame, 1, 1)
    expect(page.get_by_label("搜索")).to_be_focused()
    page.go_back()
    expect_found(page, frame, 45, 42)


def test_the_map_follows_a_click_before_the_page_has_run(page: Page, atlas: str) -> None:
    frame = open_map(page, atlas)
    page.evaluate("window.dispatchEvent = () => true")
    choose(page, "continent", "非洲")
    expect(frame.locator("#map_div")).to_have_attribute("data-cases", "2")
    expect(page.locator(".found b").first).to_have_text("45")  # Streamlit was not told


def test_a_window_made_smaller_still_shows_the_whole_world(page: Page, atlas: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    frame = open_map(page, atlas)
    page.set_viewport_size({"width": 1100, "height": 800})
    hidden = """() => [...document.querySelectorAll(".place .rim")].filter((rim) => {
        const box = rim.getBoundingClientRect();
        return box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight;
    }).map((rim) => rim.closest(".place").dataset.city)"""
    (inner,) = [inner for inner in page.frames if "streamlit_folium" in inner.url]
    inner.wait_for_function(f"() => ({hidden})().length === 0")
    expect_found(page, frame, 45, 42)


STRANGE_THEMES = {"people": "2024", "smart": "1a", "ecological": "-", "service": "--x"}


def test_whatever_themes_the_check_admits_have_their_colours_on_the_map(page: Page, folder: Path) -> None:
    for name in ("themes.csv", "cases.csv", "themes_second_reading.csv", "theme_keywords.csv"):
        text = (folder / name).read_text("utf-8")
        for theme, strange in STRANGE_THEMES.items():
            text = re.sub(rf"(?<=[,;\n]){theme}(?=[,;])", strange, text)
        (folder / name).write_text(text, "utf-8")
    assert [fault.text(EN) for fault in check_folder(folder) if fault.blocking] == []
    with serve(folder) as address:
        for theme, cases in zip(STRANGE_THEMES.values(), ("19", "17", "9", "15"), strict=True):
            frame = open_map(page, f"{address}/?lang=en&theme={theme}")
            expect(frame.locator("#map_div")).to_have_attribute("data-cases", cases)
            named = "(_, theme) => getComputedStyle(document.getElementsByClassName(theme)[0])"
            assert frame.locator("body").evaluate(f"{named}.getPropertyValue('--colour')", theme)


def test_the_count_over_the_map_covers_no_button_of_the_jump_bar(page: Page, atlas: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    frame = open_map(page, f"{atlas}/?lang=en")
    page.add_style_tag(content=".found { padding-right: 300px !important }")  # as of many more cases
    frame.locator(".legend button").first.click()
    count, bar = page.locator(".found"), frame.locator(".bar")
    page.wait_for_function("() => document.querySelector('.found').textContent.includes('19')")
    beside, beyond = count.bounding_box(), bar.bounding_box()
    assert beside
    assert beyond
    assert beside["x"] + beside["width"] <= beyond["x"]
    bar.locator("button:visible").first.click()  # not under the count
