"""A tour of one's own, from the first tick to the closing stop, as a speaker makes it ten minutes before a forum."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_stage import expect_stop, stand_still, wait_for_map

pytestmark = pytest.mark.browser

EIGHT = [
    "2024-int-16",
    "2024-int-03",
    "2024-cn-01",
    "2024-int-05",
    "2024-cn-09",
    "2024-int-20",
    "2024-cn-04",
    "2024-int-10",
]
MOST_STEPS = 300  # of Tab until something is said to be out of its reach: the table of 45 cases has some 180


def keep(page: Page, stops: list[dict[str, object]], **more: object) -> None:
    """Give the browser a tour before its first page."""
    tour = {"format": "city-governance-tour", "version": 1, "stops": stops, **more}
    text = json.dumps(json.dumps(tour))
    page.add_init_script(f"if (!localStorage.getItem('atlas-tour')) localStorage.setItem('atlas-tour', {text})")


def kept(page: Page) -> dict[str, object]:
    """Return the tour that the browser keeps."""
    text = page.evaluate("localStorage.getItem('atlas-tour')")
    tour: dict[str, object] = json.loads(text or "{}")
    return tour


def told(page: Page) -> list[list[str]]:
    """Return the ids of the cases of each stop; none of a chapter."""
    stops = kept(page).get("stops", [])
    assert isinstance(stops, list)
    return [stop.get("cases", []) for stop in stops]


def rows(page: Page) -> Locator:
    """Return the stops on the desk."""
    return page.locator(".desk .stops li[data-place]")


def test_eight_cases_are_ticked_on_three_pages_ordered_titled_saved_opened_elsewhere_and_told_to_the_end(
    page: Page, browser: Browser, atlas: str, tmp_path: Path
) -> None:
    page.goto(f"{atlas}/cases?lang=en")
    for case in EIGHT[1:6]:
        page.locator(f"[id='{case}'] [data-tick]").first.click()
    page.goto(f"{atlas}/case?lang=en&case={EIGHT[6]}")
    page.locator(f"[data-tick='{EIGHT[6]}']").first.click()
    page.goto(f"{atlas}/compare?lang=en&compare={EIGHT[7]}&compare={EIGHT[0]}")
    for case in (EIGHT[7], EIGHT[0]):
        page.locator(f"[data-tick='{case}']").first.click()
    page.goto(f"{atlas}/tour?lang=en")
    expect(rows(page)).to_have_count(8)

    rows(page).nth(7).locator(".grip").drag_to(rows(page).nth(0))  # Seoul, ticked last, comes first
    expect(rows(page).first).to_contain_text("Seoul")
    page.locator("[data-field='title.en']").fill("Eight cities, ten minutes")
    page.locator("[data-field='title.zh']").fill("十分钟，八座城")
    page.locator("[data-field='speaker.en']").fill("Wang Fang")
    page.locator("[data-field='date.en']").fill("18 December 2026")
    page.locator("[data-field='minutes']").fill("10")
    page.locator("#divide-4").click()
    page.locator("[data-field='stops.4.chapter.en']").fill("Second half")
    page.locator("[data-field='stops.4.speaker.en']").fill("Li Ming")
    page.locator("#more-0 summary").click()
    page.locator("[data-field='stops.0.notes.en']").fill("Begin with the car park.")
    assert told(page) == [[case] for case in EIGHT[:4]] + [[]] + [[case] for case in EIGHT[4:]]
    page.reload()
    expect(page.locator("[data-field='title.en']")).to_have_value("Eight cities, ten minutes")
    with page.expect_download() as download:
        page.locator("[data-act=save]").click()
    file = tmp_path / "tour.json"
    download.value.save_as(file)

    with browser.new_context(viewport={"width": 1920, "height": 1080}, locale="en-GB") as elsewhere:
        open_and_tell(elsewhere.new_page(), atlas, file)


def open_and_tell(desk: Page, atlas: str, file: Path) -> None:
    """Open the tour of eight cities from its `file`, and tell it to the end with the clicker's key."""
    stand_still(desk)
    desk.goto(f"{atlas}/tour?lang=en")
    desk.locator("input[type=file]").set_input_files(file)
    expect(rows(desk)).to_have_count(9)
    desk.wait_for_function("document.querySelector('[data-link=stage]').href.includes('minutes=10')")
    desk.locator("[data-link=stage]").click()
    wait_for_map(desk)
    expect(desk.locator("h1 .first")).to_have_text("Eight cities, ten minutes")
    expect(desk.locator("#card")).to_contain_text("Wang Fang · 18 December 2026")
    with desk.expect_popup() as opened:
        desk.keyboard.press("s")
    speaker = opened.value
    expect(speaker.locator("#turn")).to_have_text("In 5 stops: Li Ming speaks")
    expect(speaker.locator("#now")).not_to_contain_text("car park")
    cities = []
    for number in range(2, 12):
        desk.keyboard.press("PageDown")
        expect_stop(desk, number)
        cities.append(desk.locator("#card h1 .first").inner_text())
        if number == 2:
            expect(speaker.locator("#now .notes")).to_have_text("Begin with the car park.")
    assert (cities[0], cities[4], cities[9]) == ("Seoul", "Second half", "Continue on your phone")
    expect(desk.locator("#card")).to_contain_text("Eight cities, ten minutes")
    desk.keyboard.press("PageDown")
    expect_stop(desk, 11)


def test_the_desk_is_worked_with_the_keyboard_alone(page: Page, atlas: str) -> None:
    page.goto(f"{atlas}/case?lang=en&case=2024-int-03")
    page.locator("[data-tick]").first.focus()
    page.keyboard.press("Enter")
    page.goto(f"{atlas}/case?lang=en&case=2024-int-16")
    page.locator("[data-tick]").first.focus()
    page.keyboard.press(" ")
    page.goto(f"{atlas}/tour?lang=en")
    expect(rows(page)).to_have_count(2)
    page.locator("#down-0").focus()
    page.keyboard.press("Enter")
    expect(rows(page).first).to_contain_text("Seoul")
    expect(page.locator(".desk-says")).to_have_text("Moved to place 2")
    page.locator("#remove-0").focus()
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(1)
    page.locator(".desk-says button").focus()
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(2)
    assert told(page) == [["2024-int-16"], ["2024-int-03"]]


def reach(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press `key` until `target` has the focus."""
    target.wait_for()
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        if target.evaluate("one => one.matches(':focus')"):
            return
    pytest.fail(f"{key} does not lead to {target}")


def tick_eight_without_a_mouse(page: Page) -> None:
    """Tick five cases in the table, one on its own page, and two on the map."""
    reach(page, page.locator("[data-testid=stSkipToContent]"))
    page.keyboard.press("Enter")
    for number, case in enumerate(("2024-cn-01", "2024-cn-04", "2024-cn-09", "2024-int-03", "2024-int-05"), 1):
        reach(page, page.locator(f"[data-tick='{case}']"))
        page.keyboard.press("Enter" if number % 2 else "Space")
        expect(page.locator(".pages .tour-count")).to_have_text(str(number))
    reach(page, page.locator("[id='2024-int-05'] a").first, "Shift+Tab")
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("link", name="Next →"))
    page.keyboard.press("Enter")
    reach(page, page.locator(".stMain [data-tick='2024-int-06']"))
    page.keyboard.press("Space")
    expect(page.locator(".pages .tour-count")).to_have_text("6")
    reach(page, page.get_by_role("link", name="On the map"))
    page.keyboard.press("Enter")
    places = page.frame_locator(".st-key-map iframe")
    for number, city in enumerate(("rio-de-janeiro", "seoul"), 7):
        reach(page, places.locator(f".place[data-city={city}]"))
        page.keyboard.press("t")
        expect(page.locator(".pages .tour-count")).to_have_text(str(number))


def test_a_tour_of_eight_cases_is_ticked_titled_and_told_to_the_end_without_a_mouse(page: Page, atlas: str) -> None:
    stand_still(page)
    page.goto(f"{atlas}/cases?lang=en")
    expect(page.locator("[data-tick]")).to_have_count(45)
    tick_eight_without_a_mouse(page)
    reach(page, page.locator(".pages").get_by_role("link", name="Tour 8"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(8)
    for language, title in (("zh", "十分钟，八座城"), ("en", "Eight cities, ten minutes")):
        reach(page, page.locator(f"[data-field='title.{language}']"))
        page.keyboard.insert_text(title)
    reach(page, page.locator("#up-7"))
    for place in range(7, 0, -1):
        expect(page.locator(f"#up-{place}")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".desk-says")).to_have_text(f"Moved to place {place}")
    expect(rows(page).first).to_contain_text("Seoul")
    expect(page.locator("#down-0")).to_be_focused()
    assert told(page)[:2] == [["2024-int-16"], ["2024-cn-01"]]
    reach(page, page.locator("[data-link=stage]"), "Shift+Tab")
    page.keyboard.press("Enter")
    wait_for_map(page)
    expect(page.locator("h1 .first")).to_have_text("Eight cities, ten minutes")
    for number in range(2, 11):
        page.keyboard.press("ArrowRight" if number % 2 else "Space")
        expect_stop(page, number)
    expect(page.locator("#card h1 .first")).to_have_text("Continue on your phone")


def test_the_focus_is_nowhere_lost_on_the_desk(page: Page, atlas: str) -> None:
    keep(page, [{"cases": [case]} for case in EIGHT[:3]])
    page.goto(f"{atlas}/tour?lang=en")
    expect(rows(page)).to_have_count(3)
    says = page.locator(".desk-says")
    reach(page, page.locator("#down-1"))
    page.keyboard.press("Enter")
    expect(rows(page).last).to_contain_text("Amsterdam")
    expect(page.locator("#up-2")).to_be_focused()  # it can go no further
    reach(page, page.locator("#remove-2"))
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(2)
    expect(page.locator("#more-1 summary")).to_be_focused()
    reach(page, says.get_by_role("button", name="Undo"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(3)
    expect(says).to_be_focused()
    reach(page, page.locator("#more-0 summary"))
    page.keyboard.press("Enter")
    fact = page.locator("[data-field='stops.0.fact']")
    reach(page, fact)
    fact.evaluate("field => field.dataset.before = ''")
    page.keyboard.press("ArrowDown")
    expect(fact).not_to_have_attribute("data-before", "")  # drawn anew
    expect(fact).to_be_focused()
    expect(fact).not_to_have_value("")
    for place in (1, 0, 0):
        reach(page, page.locator(f"#remove-{place}"))
        page.keyboard.press("Space")
        expect(says).to_contain_text("Undo")
    expect(rows(page)).to_have_count(0)
    expect(says).to_be_focused()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Return a page on a phone, whose browser keeps a tour of four stops."""
    with browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", is_mobile=True, has_touch=True
    ) as context:
        page = context.new_page()
        keep(page, [{"cases": [case]} for case in EIGHT[:4]])
        yield page


class Finger:
    """A finger on a phone's screen: Playwright itself only taps."""

    def __init__(self, page: Page) -> None:
        """Take the screen that shows `page`."""
        self.screen = page.context.new_cdp_session(page)

    def put(self, target: Locator) -> None:
        """Put the finger down on the middle of `target`."""
        self._tell("touchStart", target)

    def draw(self, target: Locator) -> None:
        """Draw the finger to the middle of `target`."""
        self._tell("touchMove", target)

    def end(self, kind: str) -> None:
        """Lift the finger (`touchEnd`), or have the system take it away (`touchCancel`)."""
        self.screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": []})

    def _tell(self, kind: str, target: Locator) -> None:
        box = target.bounding_box()
        assert box
        point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        self.screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})


@pytest.mark.parametrize(("start", "end"), [(0, 2), (3, 1)])
def test_a_stop_is_dragged_by_a_finger(phone: Page, atlas: str, start: int, end: int) -> None:
    phone.goto(f"{atlas}/tour")
    expect(rows(phone)).to_have_count(4)
    grips, finger = phone.locator(".desk .grip"), Finger(phone)
    grips.nth(start).evaluate("grip => grip.scrollIntoView({ block: 'center' })")
    finger.put(grips.nth(start))
    expect(rows(phone).nth(start)).to_have_class(re.compile("dragged"))
    for place in range(start, end, 1 if start < end else -1):  # the four are longer than the screen, which goes along
        finger.draw(grips.nth(place))
    finger.draw(grips.nth(end))
    expect(rows(phone).nth(end)).to_have_class(re.compile("behind" if start < end else "before"))
    finger.end("touchEnd")
    expect(phone.locator(".desk-says")).to_have_text(f"已移到第{end + 1}位")
    left = [case for case in EIGHT[:4] if case != EIGHT[start]]
    assert told(phone) == [[case] for case in [*left[:end], EIGHT[start], *left[end:]]]


@pytest.mark.parametrize("way", ["Escape", "touchCancel"])
def test_a_drag_by_finger_that_is_given_up_moves_nothing(phone: Page, atlas: str, way: str) -> None:
    phone.goto(f"{atlas}/tour")
    expect(rows(phone)).to_have_count(4)
    grips, finger = phone.locator(".desk .grip"), Finger(phone)
    finger.put(grips.first)
    finger.draw(grips.nth(1))
    expect(rows(phone).nth(1)).to_have_class(re.compile("behind"))
    if way == "Escape":
        phone.keyboard.press("Escape")
    else:
        finger.end(way)
    expect(phone.locator(".desk .stops :is(.dragged, .behind, .before)")).to_have_count(0)
    if way == "Escape":
        finger.draw(grips.nth(2))
        finger.end("touchEnd")
    assert told(phone) == [[case] for case in EIGHT[:4]]


def test_escape_gives_up_what_the_mouse_drags(page: Page, atlas: str) -> None:
    keep(page, [{"cases": [case]} for case in EIGHT[:4]])
    page.goto(f"{atlas}/tour?lang=en")
    expect(rows(page)).to_have_count(4)
    rows(page).first.locator(".grip").hover()
    page.mouse.down()
    rows(page).nth(2).locator(".grip").hover()
    expect(rows(page).nth(2)).to_have_class(re.compile("behind"))
    page.keyboard.press("Escape")
    expect(page.locator(".desk .stops :is(.dragged, .behind)")).to_have_count(0)
    page.mouse.up()
    assert told(page) == [[case] for case in EIGHT[:4]]


def test_several_cases_stand_on_one_card_and_their_places_on_the_map(page: Page, atlas: str) -> None:
    keep(page, [{"cases": [case]} for case in EIGHT[:3]])
    stand_still(page)
    page.goto(f"{atlas}/tour?lang=zh")
    page.locator("#more-1 summary").click()
    page.locator("#join-1").click()
    expect(rows(page)).to_have_count(2)
    page.locator("[data-link=stage]").click()
    frame = wait_for_map(page)
    page.keyboard.press("PageDown")
    expect_stop(page, 2)
    expect(page.locator("#card h2")).to_have_count(2)
    expect(page.locator("#card h1 .first")).to_have_text("首尔、阿姆斯特丹")
    for city in ("seoul", "amsterdam"):
        expect(frame.locator(f".place.lit[data-city={city}] i")).to_be_visible()
    box, card = page.locator("#card").bounding_box(), page.locator("#card h2").last.bounding_box()
    assert box
    assert card
    assert box["x"] > 100  # beside the map, as a case
    assert card["y"] + card["height"] < 900


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Nothing was changed: one stop shows at most 6 cases."), ("zh", "未作更改：一站最多同屏展示6个案例。")],
)
def test_a_seventh_case_does_not_join_a_stop_and_the_desk_says_why(
    page: Page, atlas: str, language: str, said: str
) -> None:
    keep(page, [{"cases": EIGHT[:6]}, {"cases": EIGHT[6:7]}])
    page.goto(f"{atlas}/tour?lang={language}")
    page.locator("#more-1 summary").click()
    page.locator("#join-1").click()
    expect(page.locator(".desk-says")).to_have_text(said)
    expect(page.locator(".desk-says")).to_be_in_viewport(ratio=1)
    expect(rows(page)).to_have_count(2)
    assert told(page) == [EIGHT[:6], EIGHT[6:7]]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Nothing was changed: a tour has room for 360 stops with its chapters."),
        ("zh", "未作更改：一份讲解连同章节最多360站。"),
    ],
)
def test_a_chapter_beyond_360_stops_does_not_begin_and_the_desk_says_why(
    page: Page, atlas: str, language: str, said: str
) -> None:
    keep(page, [{"cases": [f"case-{number}"]} for number in range(300)] + [{"chapter": {"en": "Water"}}] * 60)
    page.goto(f"{atlas}/tour?lang={language}")
    expect(rows(page)).to_have_count(360)
    page.locator("#divide-200").click()
    expect(page.locator(".desk-says")).to_have_text(said)
    expect(page.locator(".desk-says")).to_be_in_viewport(ratio=1)
    assert len(told(page)) == 360


def test_a_fact_and_a_figure_are_chosen_for_the_card(page: Page, atlas: str) -> None:
    keep(page, [{"cases": ["2024-int-16"]}])
    page.goto(f"{atlas}/tour?lang=en")
    page.locator("#more-0 summary").click()
    page.locator("[data-field='stops.0.fact']").select_option("1")
    page.locator("[data-field='stops.0.figure']").select_option("none")
    sentence = page.locator("[data-field='stops.0.fact'] option:checked").inner_text().partition("? ")[2]
    page.reload()
    expect(page.locator("[data-link=stage]")).to_be_visible()
    page.locator("[data-link=stage]").click()
    wait_for_map(page)
    page.keyboard.press("PageDown")
    expect(page.locator("#card .sentence").first).to_have_text(sentence)
    expect(page.locator("#card .figure")).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no tour at all", "the file holds no tour that can be read"),
        (
            json.dumps({"format": "city-governance-tour", "version": 1, "stops": [{"cases": ["2026-int-01"]}]}),
            "tour.json:1: cases: '2026-int-01' is no case of this atlas: the tour may be of another edition",
        ),
        (
            json.dumps({"format": "city-governance-tour", "version": 1, "stops": [{"cases": ["2024-int-03"]}] * 2000}),
            "tour.json: stops: more than 360 of them",
        ),
        (
            json.dumps(
                {
                    "format": "city-governance-tour",
                    "version": 1,
                    "stops": [{"cases": ["2024-int-03"], "notes": {"en": "x" * 100_000}}],
                }
            ),
            "tour.json:1: notes.en: longer than 5000 characters",
        ),
        ("x" * 1_000_001, "The file is larger than 1 MB: it is no tour."),
    ],
    ids=["broken", "another edition", "2,000 cases", "100,000 characters", "large"],
)
def test_a_wrong_file_is_refused_with_its_fault_and_the_tour_that_was_there_stays(
    page: Page, atlas: str, tmp_path: Path, text: str, said: str
) -> None:
    keep(page, [{"cases": ["2024-int-16"]}])
    file = tmp_path / "wrong.json"
    file.write_text(text, "utf-8")
    page.goto(f"{atlas}/tour?lang=en")
    expect(rows(page)).to_have_count(1)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".desk-says")).to_contain_text(said)
    assert told(page) == [["2024-int-16"]]
    expect(rows(page)).to_have_count(1)


STRANGE = {
    "of a later version": (
        json.dumps({"format": "city-governance-tour", "version": 2, "stops": [{"cases": ["2024-int-16"]}]}),
        {"en": "tour.json: version: ", "zh": "tour.json: version: “2”"},
    ),
    "of another form": (
        json.dumps({"format": "city-governance-tour", "version": 1, "stops": {"first": "2024-int-16"}}),
        {"en": "tour.json: stops: ", "zh": "tour.json: stops: "},
    ),
    "no JSON": ("2024-int-16, 2024-int-03", {"en": "no tour that can be read", "zh": "没有可读取的讲解"}),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", STRANGE)
def test_a_kept_tour_that_cannot_be_read_stays_until_somebody_chooses(
    page: Page, atlas: str, tmp_path: Path, form: str, language: str
) -> None:
    strange, said = STRANGE[form]
    says, text = page.locator(".desk-says"), "localStorage.getItem('atlas-tour')"
    page.add_init_script(
        f"if (!localStorage.getItem('atlas-tour')) localStorage.setItem('atlas-tour', {json.dumps(strange)})"
    )
    page.goto(f"{atlas}/cases?lang={language}")
    page.locator("[data-tick]").first.click()
    refused = {"en": "Nothing was taken: this browser keeps a tour", "zh": "未加入：此浏览器保存的讲解无法读取"}
    expect(page.locator(".heard")).to_contain_text(refused[language])
    expect(page.locator(".heard")).to_be_in_viewport(ratio=1)
    assert page.evaluate(text) == strange

    page.locator(".pages [href^=tour]").click()
    expect(says).to_contain_text(said[language])
    expect(rows(page)).to_have_count(0)
    expect(
        page.locator(".desk .whole, .desk [data-act=save], .desk [data-link=stage]").locator("visible=true")
    ).to_have_count(0)
    expect(page.locator(".desk label:has([data-act=open])")).to_be_visible()
    save, begin = says.locator("button").all()
    with page.expect_download() as download:
        save.click()
    assert Path(download.value.path()).read_text("utf-8") == strange
    begin.click()
    expect(page.locator("[data-field='title.en']")).to_be_visible()
    assert kept(page)["stops"] == []
    says.locator("button").click()  # takes that back
    expect(says).to_contain_text(said[language])
    assert page.evaluate(text) == strange

    file = tmp_path / "good.json"
    file.write_text(json.dumps({"format": "city-governance-tour", "version": 1, "stops": [{"cases": EIGHT[:1]}]}))
    page.locator("input[type=file]").set_input_files(file)
    expect(rows(page)).to_have_count(1)
    expect(page.locator("[data-field='title.en']")).to_be_visible()
    assert told(page) == [EIGHT[:1]]


def test_a_new_tour_takes_the_place_of_one_that_cannot_be_read(page: Page, atlas: str) -> None:
    page.goto(f"{atlas}/tour?lang=en")
    page.evaluate("text => localStorage.setItem('atlas-tour', text)", STRANGE["of a later version"][0])
    page.reload()
    page.get_by_role("button", name="Begin a new tour").click()
    expect(page.locator(".desk .none")).to_be_visible()
    page.get_by_role("link", name="Choose cases from the list").click()
    page.locator("[data-tick='2024-int-03']").first.click()
    expect(page.locator(".pages .tour-count")).to_have_text("1")
    page.goto(f"{atlas}/tour?lang=en")
    expect(rows(page)).to_have_count(1)
    assert told(page) == [["2024-int-03"]]


def test_markup_in_titles_stays_text_on_desk_and_stage(page: Page, atlas: str) -> None:
    hostile = "<img src=x onerror=alert(1)>`${7*7}`</script>"
    keep(
        page,
        [{"chapter": {"en": hostile}}, {"cases": ["2024-int-16"], "notes": {"en": hostile}}],
        title={"en": hostile, "zh": hostile},
    )
    page.goto(f"{atlas}/tour?lang=en")
    expect(page.locator("[data-field='stops.0.chapter.en']")).to_have_value(hostile)
    expect(page.locator(".desk img")).to_have_count(0)
    page.locator("[data-link=stage]").click()
    wait_for_map(page)
    expect(page.locator("#card h1 .first")).to_have_text(hostile)
    expect(page.locator("img")).to_have_count(0)


def test_a_link_carries_the_tour_with_its_notes_and_replaces_none_unasked(
    page: Page, browser: Browser, atlas: str
) -> None:
    keep(page, [{"cases": ["2024-int-16"], "notes": {"en": "Begin here."}}], title={"en": "Mine", "zh": "我的"})
    page.goto(f"{atlas}/tour?lang=en")
    expect(rows(page)).to_have_count(1)
    link = page.locator("[data-act=copy]").get_attribute("value")
    with browser.new_context(locale="en-GB") as context:
        other = context.new_page()
        other.goto(f"{atlas}/{link}")
        expect(rows(other)).to_have_count(1)  # a browser that has none takes it
        expect(other.locator("[data-field='stops.0.notes.en']")).to_have_value("Begin here.")
        expect(other).not_to_have_url(re.compile("tour="))
        other.locator("[data-field='title.en']").fill("Changed")
        other.goto(f"{atlas}/{link}")
        expect(other.locator(".desk-says")).to_contain_text("This link brings a tour of 1 stops. Your own has 1.")
        other.locator(".desk-says button").last.click()
        assert kept(other)["title"] == {"zh": "我的", "en": "Changed"}
        other.goto(f"{atlas}/{link}")
        other.locator(".desk-says button").first.click()
        expect(other.locator("[data-field='title.en']")).to_have_value("Mine")


def test_two_windows_show_one_tour_and_say_when_the_other_has_changed_it(page: Page, atlas: str) -> None:
    keep(page, [{"cases": ["2024-int-16"]}])
    page.goto(f"{atlas}/tour?lang=en")
    expect(rows(page)).to_have_count(1)
    other = page.context.new_page()
    other.goto(f"{atlas}/case?lang=en&case=2024-int-03")
    other.locator("[data-tick]").first.click()
    expect(rows(page)).to_have_count(2)
    expect(page.locator(".desk-says")).to_have_text("The tour was changed in another window.")


def test_a_tour_outlives_its_server_and_says_that_it_waits(page: Page, atlas: str) -> None:
    keep(page, [{"cases": ["2024-int-16"]}, {"cases": ["2024-int-03"]}])
    page.goto(f"{atlas}/tour?lang=zh")
    expect(rows(page)).to_have_count(2)
    page.route("**/assets/desk?*", lambda route: route.fulfill(body="bad gateway"))
    page.locator("#down-0").click()
    expect(page.locator(".desk-says")).to_contain_text("服务器没有回应")
    assert told(page) == [["2024-int-03"], ["2024-int-16"]]
    page.unroute("**/assets/desk?*")
    page.reload()
    expect(rows(page).first).to_contain_text("阿姆斯特丹")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_a_phone_the_desk_leads_nowhere_sideways_and_has_room_for_a_thumb(
    page: Page, atlas: str, language: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    keep(page, [{"cases": [case]} for case in EIGHT] + [{"chapter": {"zh": "水", "en": "Water"}}])
    page.goto(f"{atlas}/tour?lang={language}")
    expect(rows(page)).to_have_count(9)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.locator(".desk :is(button, .button, .desk-bar a, summary):visible").evaluate_all(
        """(all) => all.map((one) => [one.id || one.textContent.trim(), one.getBoundingClientRect()])
            .filter(([, { width, height }]) => width < 44 || height < 44).map(([name]) => name)"""
    )
    assert small == []
