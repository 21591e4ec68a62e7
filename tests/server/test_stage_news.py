"""The stage tells what the latest edition brings as a chapter; with one edition nothing of it is seen."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest

from geo.query.atlas import Atlas
from geo.query.selection import Selection
from pages.parts.templates import render
from pages.parts.view import View
from pages.screens.new import new_html
from server.stage.cards import Said
from server.stage.finder import list_sought
from server.stage.help import describe_settings
from server.stage.settings import StageSettings, read_settings
from server.stage.views import describe_stage, tell, tour_key
from tests.conftest import SHIPPED, add_edition, copy_tables

HERE = "http://hall.example:8501/"


@pytest.fixture(scope="module")
def folder_of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two editions."""
    return add_edition(copy_tables(tmp_path_factory.mktemp("two")))


@pytest.fixture
def two(folder_of_two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the server show two editions."""
    monkeypatch.setenv("ATLAS_DATA", str(folder_of_two))


def ask(query: str) -> tuple[Atlas, StageSettings]:
    return read_settings(parse_qs(query), "en", HERE)


def kinds(query: str) -> list[str]:
    """Return the kind or topic of each stop, those of cases once."""
    stops, _, _ = tell(*ask(query))
    return [*dict.fromkeys(stop.topic or stop.kind for stop in stops)]


def cards_of(query: str) -> dict[str, Said]:
    stops, cards, _ = tell(*ask(query))
    return {stop.topic or stop.kind: card for stop, card in zip(stops, cards, strict=True)}


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["opening", "chapter", "new", "again", "themes", "case", "closing"]),
        ("order=west", ["opening", "chapter", "new", "again", "themes", "case", "closing"]),
        ("edition=2024&edition=2026", ["opening", "chapter", "new", "again", "themes", "case", "closing"]),
        ("news=only", ["opening", "chapter", "new", "again", "themes", "closing"]),
        ("news=none", ["opening", "chapter", "case", "closing"]),
        ("news=nonsense", ["opening", "chapter", "new", "again", "themes", "case", "closing"]),
        ("edition=2026", ["opening", "chapter", "case", "closing"]),
        ("theme=smart&news=only", ["opening", "chapter", "case", "closing"]),
        ("case=2026-cn-01&news=only", ["opening", "case", "closing"]),
        ("sort=city", ["opening", "case", "closing"]),
    ],
)
def test_the_chapter_stands_behind_the_opening_wherever_all_cases_are_told(query: str, expected: list[str]) -> None:
    assert kinds(query) == expected


@pytest.mark.usefixtures("two")
def test_its_sentences_are_computed_in_both_languages() -> None:
    cards = cards_of("lang=en&news=only")
    assert cards["chapter"]["name"] == [("en", "What is new in 2026"), ("zh", "2026年版的新变化")]
    assert cards["chapter"]["count"][0] == (
        "en",
        "2\xa0cases\xa0· ★\xa01\xa0new\xa0city\xa0· ↻\xa01\xa0city\xa0comes\xa0again",
    )
    assert cards["new"]["said"][0] == ("en", "Lagos is new in 2026.")
    assert cards["new"]["places"] == [("en", "Lagos"), ("zh", "拉各斯")]
    assert cards["again"]["said"][1] == ("zh", "2026年再次入选：北京。")
    assert cards["again"]["beside"][0] == ("en", "41 cities do not come again in 2026.")
    assert cards["themes"]["said"][0][1].startswith("Resilient city grows most, from 13% to 50% of the cases")
    assert cards["themes"]["beside"][0] == ("en", "On the map: Resilient city in 2026")
    first = cards["themes"]["trends"][0]
    assert (first["theme"], first["before"], first["sign"], first["latest"]) == ("resilient", "13%", "↗", "50%")


@pytest.mark.usefixtures("two")
def test_the_map_lights_the_cities_of_each_stop_and_marks_new_and_returning_ones_at_the_first() -> None:
    _, _, plan = tell(*ask("news=only"))
    lit = [plan["chapters"][stop["chapter"]] for stop in plan["stops"][1:-1]]
    assert [chapter["cities"] for chapter in lit] == [["lagos", "beijing"], ["lagos"], ["beijing"], ["lagos"]]
    assert [chapter["theme"] for chapter in lit] == ["", "", "", "resilient"]
    assert lit[0]["signs"] == {"lagos": "★", "beijing": "↻"}


@pytest.mark.usefixtures("two")
def test_foot_times_phones_and_windows_know_the_chapter() -> None:
    atlas, settings = ask("lang=en&minutes=4&news=only")
    _, cards, plan = tell(atlas, settings)
    assert [stop["foot"] for stop in plan["stops"][1:3]] == ["What is new in 2026", "What is new in 2026 1 / 3"]
    assert [stop["key"] for stop in plan["stops"][1:5]] == ["chapter:1", "news:new", "news:again", "news:themes"]
    assert sum(stop["seconds"] for stop in plan["stops"]) == pytest.approx(240, abs=0.01)
    assert {card["address"] for card in cards} == {f"{HERE}new"}
    assert describe_stage(atlas, settings)["spans"] == [1, 4, 1]
    keys = {tour_key(tell(*ask(query))[0], atlas) for query in ("", "news=only", "news=none")}
    assert len(keys) == 3
    assert ask(settings.link().partition("?")[2])[1] == settings
    (offered,) = [choices for name, _, choices in describe_settings(settings) if name == "news"]
    assert [text for text, _, _ in offered] == ["In the tour", "Alone", "Left out"]


@pytest.mark.usefixtures("two")
def test_the_speaker_reads_sentences_shares_and_places() -> None:
    atlas, settings = ask("lang=en&news=only&stop=5")
    page = render("server/stage/speaker.html", settings.view.words, **describe_stage(atlas, settings))
    now = page.partition('<main id="now"')[2].partition("</main>")[0]
    assert "Resilient city grows most" in now
    assert "<b>13% ↗ 50%</b>" in now
    assert "Lagos" in now


@pytest.mark.usefixtures("two")
def test_the_page_of_what_is_new_leads_to_the_chapter_alone() -> None:
    atlas, _ = ask("")
    assert 'href="stage?lang=en&amp;news=only"' in new_html(atlas, View("en", Selection()))


def test_with_one_edition_nothing_of_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(SHIPPED))
    atlas, settings = ask("news=only")
    assert kinds("news=only") == ["opening", "chapter", "case", "closing"]
    assert settings == ask("")[1]
    assert "news" not in settings.link()
    assert "news" not in [name for name, _, _ in describe_settings(settings)]
    assert "news=only" not in new_html(atlas, View("en", Selection()))
    page = render("server/stage/speaker.html", settings.view.words, **describe_stage(atlas, settings))
    assert "What is new" not in page


@pytest.mark.usefixtures("two")
def test_what_the_finder_offers_says_its_edition() -> None:
    atlas, _ = ask("")
    sought = list_sought(atlas, (0, len(atlas.cases) - 1))[:2]
    assert [(one["case"], one["edition"]) for one in sought] == [("2024-int-01", "2024"), ("2026-cn-01", "2026")]
