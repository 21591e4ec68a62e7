"""The page Take away as Streamlit runs it: files are chosen, made in the background, and fetched."""

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from geo.publish.formats import FORMATS
from geo.publish.jobs import Order, publisher
from geo.query.selection import Selection
from geo.text import translator
from geo.tour.own_tour import Both, OwnTour, Told, pack_tour, unpack_tour
from pages.parts.view import View
from pages.screens.tour import describe_links
from tests.conftest import GIVE_UP_S, PROJECT, SHIPPED
from tests.pages.test_pages import TIMEOUT_S

TOUR = OwnTour(title=Both("水", "Water"), stops=(Told(("2024-int-16",)), Told(("2024-cn-01", "2024-int-03"))))


@pytest.fixture(autouse=True)
def made() -> Iterator[None]:
    """Take away what was made."""
    yield
    publisher().close()
    publisher.cache_clear()


def open_page(language: str = "en", **query: str) -> AppTest:
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=TIMEOUT_S)
    for name, value in {"lang": language, **query}.items():
        app.query_params[name] = value
    return app.switch_page("pages/publish.py").run()


def said(app: AppTest) -> str:
    """Return all that the page says; nothing may be raised."""
    assert [error.message for error in app.exception] == []
    shown = [part.value for part in (*app.markdown, *app.warning, *app.error, *app.info)]
    return "\n".join([*shown, *(part.proto.body for part in app.get("html"))])


def choose(app: AppTest, *names: str) -> None:
    app.button(key="publish-none").click().run()
    for name in names:
        app.checkbox(key=f"publish-{name}").check()
    app.run()


def make(app: AppTest) -> str:
    """Press Make, wait for what is made, and return what the page says then."""
    app.button(key="publish-make").click().run()
    job = app.session_state["publish-job"]
    assert job.ended.wait(10 * GIVE_UP_S)
    app.run()
    return said(app)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_files_are_chosen_made_and_fetched(language: str) -> None:
    app = open_page(language, continent="africa")
    words = translator(language)
    assert len(app.checkbox) == len(FORMATS)
    assert words.gettext(FORMATS[0].label) in app.checkbox[0].label
    choose(app, "cases.csv")
    shown = make(app)
    assert words.gettext("All in one zip") in shown
    assert 'name=cases.csv" download>cases.csv ↓' in shown
    assert 'name=cases.xlsx"' not in shown
    assert [button.label for button in app.button if button.key == "publish-make"] == []


def test_the_page_says_which_cases_are_told() -> None:
    shown = said(open_page(continent="africa", theme="people"))
    assert "Continent: Africa; Theme: People&#39;s city" in shown
    assert "1 case" in shown


def test_a_tour_is_told_instead_of_what_the_filters_find() -> None:
    app = open_page(continent="africa", tour=pack_tour(TOUR))
    assert "<b>Water</b> · 3 cases" in said(app)
    assert 'href="publish?lang=en&amp;continent=africa"' in said(app)
    choose(app, "cases.geojson")
    make(app)
    features = json.loads(app.session_state["publish-job"].read("cases.geojson"))["features"]
    assert [feature["id"] for feature in features] == ["2024-int-16", "2024-cn-01", "2024-int-03"]


def test_the_desk_leads_here_with_its_tour_and_notes_as_long_as_an_address_can_hold_it() -> None:
    told = TOUR._replace(stops=(Told(("2024-int-16",), notes=Both(zh="先说里约")),))
    link = describe_links(View("en", Selection()), told)["publish"]
    (packed,) = parse_qs(urlsplit(link).query)["tour"]
    assert link.startswith("publish?lang=en&")
    assert unpack_tour(packed) == told
    random = "".join(sha256(str(number).encode()).hexdigest() for number in range(200))
    many = tuple(Told((random[place : place + 40],)) for place in range(0, 12_000, 40))
    assert describe_links(View("en", Selection()), OwnTour(stops=many))["publish"] == ""
    assert describe_links(View("en", Selection()), OwnTour())["publish"] == ""


def test_a_tour_that_cannot_be_read_says_so_and_offers_nothing() -> None:
    app = open_page(tour="nonsense")
    assert "The link holds no tour that can be read" in said(app)
    assert len(app.checkbox) == 0


def test_a_tour_of_another_edition_says_which_case_it_names() -> None:
    tour = TOUR._replace(stops=(*TOUR.stops, Told(("1999-int-01",))))
    app = open_page(tour=pack_tour(tour))
    choose(app, "cases.csv")
    assert "1999\\-int\\-01" in make(app)


def test_who_changes_the_choice_leaves_what_was_ordered() -> None:
    app = open_page()
    choose(app, "cases.csv")
    app.button(key="publish-make").click().run()
    job = app.session_state["publish-job"]
    choose(app, "cases.geojson")
    assert job.askers == set()
    assert app.button(key="publish-make").disabled is False


def test_cancel_ends_what_nobody_else_waits_for() -> None:
    app = open_page()
    choose(app, "cases.csv")
    app.button(key="publish-make").click().run()
    job = app.session_state["publish-job"]
    app.button(key="publish-cancel").click().run()
    assert job.ended.wait(10 * GIVE_UP_S)
    assert job.state == "cancelled"
    assert app.button(key="publish-make").disabled is False
    said(app)


def test_a_second_visitor_finds_what_was_made_and_does_not_wait() -> None:
    first, second = open_page(), open_page()
    choose(first, "cases.csv")
    make(first)
    choose(second, "cases.csv")
    assert "All in one zip" in said(second)


def test_where_too_many_wait_the_page_says_so() -> None:
    app = open_page()
    choose(app, "cases.csv")
    others = (Order(SHIPPED, ("cases.csv",), (f"--q={number}",)) for number in count())
    jobs = [publisher().ask(next(others), "others")]
    while jobs[-1] or (jobs[0] and jobs[0].state == "waiting"):
        jobs.append(publisher().ask(next(others), "others"))
    app.button(key="publish-make").click().run()
    assert "Many others are waiting" in said(app)


def test_nothing_is_made_of_no_file() -> None:
    app = open_page()
    choose(app)
    assert app.button(key="publish-make").disabled is True
