"""What a speaker asks of the stage, what it says at each stop, and the addresses that it gives to phones."""

import re
from itertools import chain
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from markupsafe import escape

from geo.query.atlas import Atlas
from geo.query.selection import MAX_TEXT_CHARS, MAX_VALUE_CHARS, Query
from geo.text import translator
from geo.tour.own_tour import Both, Divider, OwnTour, Told, pack_tour
from geo.tour.stops import MAX_TOUR_CASES
from pages.parts.links import MAX_ADDRESS_BYTES, phone_address, read_base
from pages.parts.qr_codes import MAX_SCREEN_SHARE, stage_code
from pages.parts.templates import environment, render
from server.stage.cards import Said
from server.stage.help import describe_keys, describe_settings, name_checks, offer_address
from server.stage.settings import StageSettings, read_settings
from server.stage.views import describe_stage, tell, tour_key
from tests.conftest import SHIPPED, Edit

HERE = "http://hall.example:8501/"


def ask(
    query: str = "", monkeypatch: pytest.MonkeyPatch | None = None, folder: Path = SHIPPED
) -> tuple[Atlas, StageSettings]:
    """Return the atlas of `folder` and what `query` asks of its stage, as a Chinese reader."""
    if monkeypatch:
        monkeypatch.setenv("ATLAS_DATA", str(folder))
    return read_settings(parse_qs(query, keep_blank_values=True), "zh-CN", HERE)


def of_cases(cards: list[Said]) -> list[Said]:
    """Return those of `cards` that tell a case."""
    return [card for card in cards if card["kind"] == "case"]


def render_speaker(atlas: Atlas, settings: StageSettings) -> str:
    """Return the speaker's view as HTML."""
    return render("server/stage/speaker.html", settings.view.words, **describe_stage(atlas, settings))


def query_of(link: str) -> Query:
    """Return the query parameters of `link`."""
    return parse_qs(urlsplit(link).query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"order": "published", "card": "both", "hall": "dark", "seconds": 0, "stop": 1, "own": ()}),
        ("order=theme&card=en&hall=bright&auto=20&stop=7", {"card": "en", "hall": "bright", "seconds": 20, "stop": 7}),
        ("order=nonsense&card=fr&hall=pink&auto=-3&stop=abc", {"order": "published", "card": "both", "stop": 1}),
        ("auto=999999", {"seconds": 600}),
        ("", {"minutes": 0, "line": False}),
        ("minutes=15&line=1", {"minutes": 15, "line": True}),
        ("minutes=999&line=yes", {"minutes": 600, "line": False}),
        ("minutes=1.5", {"minutes": 0}),
        ("stop=" + "9" * 5000, {"stop": 1}),
        ("stop=٣", {"stop": 1}),
        ("case=2024-cn-02&case=nonsense&case=2024-int-01&case=2024-cn-02", {"own": ("2024-cn-02", "2024-int-01")}),
        ("public_url=https://cases.example.org/map?x=1", {"base": "https://cases.example.org/map/", "lost_url": ""}),
        ("public_url=nonsense", {"base": HERE, "public_url": "", "lost_url": "nonsense"}),
    ],
)
def test_a_stage_is_what_the_address_asks_for_and_the_default_where_it_asks_for_nonsense(
    query: str, expected: dict[str, object]
) -> None:
    _, settings = ask(query)
    assert {name: getattr(settings, name) for name in expected} == expected


def test_the_link_of_a_stage_brings_it_back() -> None:
    asked = "lang=en&theme=smart&order=west&card=zh&hall=bright&auto=30&case=2024-int-03&public_url=https://a.example/"
    asked += "&minutes=15&line=1"
    _, settings = ask(asked)
    assert ask(urlsplit(settings.link()).query)[1] == settings
    assert query_of(settings.link("speaker")) == parse_qs(asked)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("https://cases.example.org", "https://cases.example.org/"),
        (" http://192.168.1.20:8501 ", "http://192.168.1.20:8501/"),
        ("http://[2001:db8::1]:8501/atlas/", "http://[2001:db8::1]:8501/atlas/"),
        ("https://例子.中国/图", "https://例子.中国/图/"),
        ("javascript:alert(1)", None),
        ("ftp://example.org", None),
        ("//example.org", None),
        ("http://", None),
        ("http://example.org:port/", None),
        ("http://[bad", None),
        ("http://./", None),
        ("http://a..example/", None),
        ("http://h%20x/", None),
        ("http://a.example/<img src='x'>", "http://a.example/%3Cimg%20src=%27x%27%3E/"),
        ("https://a.example; script-src *", None),
        ("https://a.example,b.example", None),
        ("https://user:secret@a.example", None),
        ("https://a\x00.example", None),
        ("https://" + "例" * 80 + ".example", None),
        ("http://example.org/" + "a" * 300, None),
        ("", None),
    ],
)
def test_only_an_address_that_a_phone_can_open_is_taken_as_one(text: str, base: str | None) -> None:
    assert read_base(text) == base


def test_a_phone_is_led_to_what_the_stage_shows_in_its_own_language() -> None:
    atlas, settings = ask("lang=en&continent=asia&order=theme")
    stops, cards, plan = tell(atlas, settings)
    chapter = next(place for place, stop in enumerate(stops) if stop.kind == "chapter")
    case = atlas.cases[stops[chapter + 1].rows[0]]["case_id"]
    assert cards[0]["address"] == cards[-1]["address"] == f"{HERE}atlas?continent=asia"
    assert cards[chapter]["address"] == f"{HERE}atlas?continent=asia&theme=people"
    assert cards[chapter + 1]["address"] == f"{HERE}atlas?case={case}"
    assert [stop["address"] for stop in plan["stops"]] == [card["address"] for card in cards]


def test_what_a_reader_compares_does_not_travel_to_phones() -> None:
    assert tell(*ask("compare=2024-int-01&compare=2024-cn-01&city=beijing"))[1][0]["address"] == f"{HERE}atlas"


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("case=2024-int-03&case=2024-cn-01", "stage?case=2024-int-03&case=2024-cn-01"),
        ("case=2024-int-03&case=2024-int-04&continent=asia", "stage?continent=asia&case=2024-int-03&case=2024-int-04"),
        ("case=2024-int-03", "atlas?case=2024-int-03"),
        ("theme=smart&sort=-city", "cases?theme=smart&sort=-city"),
    ],
)
def test_phones_are_led_to_an_own_order_in_that_order(query: str, address: str) -> None:
    cards = tell(*ask(query))[1]
    assert cards[0]["address"] == cards[-1]["address"] == HERE + address


def told_together(*cases: str) -> str:
    """Return the query of a tour by hand that tells `cases` at one stop, in a chapter of its own."""
    tour = OwnTour(Both("三城记", "Three cities"), stops=(Divider(Both("水", "Water")), Told(cases)))
    return f"tour={pack_tour(tour)}"


def test_the_code_at_the_end_of_an_own_tour_carries_its_title_and_chapters_and_says_so() -> None:
    closing = tell(*ask(told_together("2024-int-03", "2024-cn-01")))[1][-1]
    again = tell(*ask(urlsplit(closing["address"]).query))[1]
    assert closing["address"].startswith(f"{HERE}stage?tour=")
    assert [card["kind"] for card in again] == ["opening", "chapter", "group", "closing"]
    assert again[0]["title"][0] == ("zh", "三城记")
    assert closing["carried"] == [
        ("zh", "扫码打开这份讲解，含标题、顺序和章节。"),
        ("en", "The code opens this tour, with its title, its order and its chapters."),
    ]


def test_a_code_too_fine_for_a_hall_carries_the_cases_alone_and_says_so() -> None:
    known = [case["case_id"] for case in ask()[0].cases]
    names = ["".join(chr(0x4E00 + 37 * (120 * chapter + at) % 20_000) for at in range(120)) for chapter in range(8)]
    stops = [Divider(Both(name)) for name in names]
    tour = OwnTour(stops=(*chain.from_iterable(zip(stops, map(Told, zip(known[:8], strict=True)), strict=True)),))
    packed = pack_tour(tour)
    assert len(packed) > MAX_VALUE_CHARS  # a tour is longer than other values of an address, and told nonetheless
    closing = tell(*ask(f"tour={packed}"))[1][-1]
    assert closing["address"] == f"{HERE}stage?" + "&".join(f"case={case}" for case in known[:8])
    assert closing["carried"][1][1].endswith("title and chapters are too long for it.")
    assert not tell(*ask())[1][-1]["carried"]


def test_several_cases_on_one_card_have_a_fact_each_with_its_source() -> None:
    atlas, settings = ask(f"lang=en&{told_together('2024-int-03', '2024-int-16')}")
    [group] = [card for card in tell(atlas, settings)[1] if card["kind"] == "group"]
    page = environment(settings.view.words).get_template("server/stage/cards.html").module.card(group)  # type: ignore[attr-defined] # a macro
    for case in group["cases"]:
        assert str(escape(case["sentence"][0][1])) in page
        assert str(escape(f"Source: {case['source']}")) in page


def test_the_address_of_everything_is_that_of_the_atlas() -> None:
    settings = ask("")[1]
    assert phone_address(settings.base, settings.view) == f"{HERE}atlas"


@pytest.mark.parametrize(
    ("address", "modules", "share"),
    # 15 m / 10 = 1.5 m for 25 modules, on a screen 3 m high: half of it, and the quiet zone of 4 modules on each side
    [
        ("http://192.168.1.20:8501/atlas", 25, 0.66),
        ("http://192.168.1.20:8501/atlas?case=2024-int-01", 29, 0.74),
        ("http://a.example/" + "h" * 900, 0, 0.82),
    ],
)
def test_a_code_is_as_large_as_fifteen_metres_ask_for(address: str, modules: int, share: float) -> None:
    drawing, height, reach = stage_code(address)
    assert height == pytest.approx(share)
    assert reach == pytest.approx(15) if modules else reach < 6
    assert height <= MAX_SCREEN_SHARE
    if modules:
        assert f'viewBox="0 0 {modules + 8} {modules + 8}"' in drawing


@pytest.mark.parametrize(
    ("query", "far"),
    [
        ("", True),
        ("public_url=https://cases.example.org/", True),
        ("public_url=https://a-very-long-name.of-a-host.example.org/and/a/folder/behind/it/too", False),
    ],
)
def test_the_rehearsal_knows_from_where_the_finest_code_is_read(query: str, far: bool) -> None:  # noqa: FBT001 (a cell)
    rehearsal = tell(*ask(query))[2]["rehearsal"]
    assert rehearsal["far"] == 15
    assert (rehearsal["reach"] >= 15) is far


def test_phones_are_offered_a_name_of_this_machine_that_they_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.network.find_host", lambda: "192.168.1.20")
    _, settings = ask("order=theme&public_url=http://localhost:8501")
    named, link = offer_address(settings, "::ffff:127.0.0.1") or ("", "")
    assert named == "http://192.168.1.20:8501/"
    assert query_of(link) == {"lang": ["zh"], "order": ["theme"], "public_url": [named]}
    assert offer_address(ask("")[1], "127.0.0.1") is None  # hall.example is known to all
    assert offer_address(settings, "203.0.113.7") is None


@pytest.mark.parametrize("text", ["x" * 10_000, '"><script>' * 300])
def test_a_text_of_any_length_is_cut_and_then_fits_a_code(text: str) -> None:
    atlas, settings = ask("q=" + quote(text))
    (address,) = {card["address"] for card in tell(atlas, settings)[1]}
    assert query_of(address) == {"q": [text[:MAX_TEXT_CHARS]]}
    assert len(address) <= MAX_ADDRESS_BYTES


@pytest.mark.parametrize("text", ["治" * 2_000, "治" * 200, "🏙" * 100])  # 9 and 12 bytes each, as an address has them
def test_a_view_too_long_for_a_code_leads_to_the_whole_atlas(text: str) -> None:
    atlas, settings = ask("q=" + quote(text))
    cards = tell(atlas, settings)[1]
    assert {card["address"] for card in cards} == {f"{HERE}atlas"}


@pytest.mark.parametrize("order", ["published", "theme", "continent", "west"])
@pytest.mark.parametrize("card", ["both", "zh", "en"])
def test_every_stop_says_something_in_each_language_of_the_card(order: str, card: str) -> None:
    atlas, settings = ask(f"order={order}&card={card}")
    stops, cards, _ = tell(atlas, settings)
    languages = {"both": ["zh", "en"]}.get(card, [card])
    for stop, said in zip(stops, cards, strict=True):
        pairs = {"case": ["city", "title", "position"], "chapter": ["name", "count", "places"]}.get(
            stop.kind, ["title"]
        )
        for pair in pairs:
            assert [language for language, _ in said[pair]] == languages
            assert all(text for _, text in said[pair])
        assert said["label"]


def test_the_first_language_comes_first_on_a_card_of_both() -> None:
    atlas, settings = ask("lang=en")
    assert tell(atlas, settings)[1][2]["city"][0][0] == "en"


def test_the_opening_tells_totals_and_shows_announced_beside_listed() -> None:
    opening = tell(*ask(""))[1][0]
    assert opening["totals"] == [("zh", "45个案例 · 42个地点 · 5个主题"), ("en", "45 cases · 42 places · 5 themes")]
    assert opening["announced"][1] == ("en", "Announced: 40 cases. Listed: 45, in 42 places.")
    assert opening["left_out"] == []
    filtered = tell(*ask("theme=smart&continent=asia"))[1][0]
    assert filtered["filters"] == [("zh", "亚洲 · 智慧城市"), ("en", "Asia · Smart city")]
    assert filtered["announced"] == []


EDITION_2026 = (
    "\n2026,城市治理典型案例(2026),Typical Cases of Urban Governance (2026),论坛,Forum,委员会,Committee,"
    "2026-12,50,20,5,20,某报,A paper,2026-12-01"
)


@pytest.mark.parametrize(
    ("query", "title", "announced"),
    [
        ("edition=2024", "《城市治理典型案例（2024）》", "公布40个案例，名单实列44个，涉及41个地点。"),
        ("edition=2026", "《城市治理典型案例（2026）》", "公布50个案例，名单实列1个，涉及1个地点。"),
        ("", "城市治理案例地图 2024 · 2026", None),
        ("edition=2024&theme=smart", "《城市治理典型案例（2024）》", None),
        ("q=zzzzzzzz", "城市治理案例地图 2024 · 2026", None),
    ],
)
def test_a_tour_is_named_after_the_editions_that_it_tells(
    query: str, title: str, announced: str | None, folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = (folder / "editions.csv").read_text("utf-8").splitlines()[1]
    edit("editions.csv", line, line + EDITION_2026)
    edit("cases.csv", "2024-cn-24,2024,", "2026-cn-01,2026,")
    stops, cards, plan = tell(*ask(f"{query}&order=west&news=none", monkeypatch, folder))
    assert cards[0]["title"][0] == cards[-1]["edition"][0] == ("zh", title)
    assert [text for _, text in cards[0]["announced"][:1]] == [announced] * (announced is not None)
    assert plan["stops"][0]["foot"] == plan["stops"][-1]["foot"] == "城市治理案例地图"
    told = {ask("", monkeypatch, folder)[0].cases[stop.rows[0]]["edition"] for stop in stops if stop.kind == "case"}
    assert {said["foot"] for said in plan["stops"][1:-1]} == {f"城市治理典型案例（{edition}）" for edition in told}


def test_what_both_languages_say_alike_is_said_once() -> None:
    opening = tell(*ask("q=12345"))[1][0]
    assert opening["filters"] == [("zh", "“12345”")]
    assert len(opening["totals"]) == 2


def test_a_tour_of_nothing_still_opens_and_closes() -> None:
    stops, cards, plan = tell(*ask("q=zzzzzzzz"))
    assert [stop.kind for stop in stops] == ["opening", "closing"]
    assert cards[0]["totals"][1] == ("en", "0 cases · 0 places · 0 themes")
    assert plan["shown"] == {}


def test_a_list_in_an_order_of_its_own_is_told_in_that_order() -> None:
    stops, cards, _ = tell(*ask("lang=en&sort=city"))
    cities = [card["city"][0][1] for card in cards[1:-1]]
    assert {stop.kind for stop in stops[1:-1]} == {"case"}
    assert (cities[0], cities[-1]) == ("Addis Ababa", "Zhengzhou")


def test_windows_of_one_tour_know_each_other_whatever_they_look_like() -> None:
    keys = {}
    for query in ("order=theme", "order=theme&hall=bright&lang=en&stop=9", "order=west", "order=theme&theme=smart"):
        atlas, settings = ask(query)
        keys[query] = tour_key(tell(atlas, settings)[0], atlas)
    assert keys["order=theme"] == keys["order=theme&hall=bright&lang=en&stop=9"]
    assert len(set(keys.values())) == 3


def test_notes_of_the_table_reach_the_speaker(folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    line = (folder / "cases.csv").read_text("utf-8").splitlines()[1]
    edit("cases.csv", line, f'{line}"Slowly. <b>""Pause""</b> here"')
    cards = tell(*ask("", monkeypatch, folder))[1]
    assert cards[2]["tongue"] == "en"
    assert cards[2]["notes"] == 'Slowly. <b>"Pause"</b> here'


@pytest.mark.parametrize("card", ["both", "zh", "en"])
def test_a_card_has_one_sentence_with_its_source_and_the_figure_that_stands_in_it(card: str) -> None:
    atlas, settings = ask(f"card={card}")
    _, cards, _ = tell(atlas, settings)
    told = {case["case_id"]: card for case, card in zip(atlas.cases, of_cases(cards), strict=True)}
    assert [case for case, said in told.items() if not said["sentence"]] == ["2024-cn-07"]
    for case, said in told.items():
        sentences = dict(said["sentence"])
        figures = {tongue: figure for tongue, figure, _ in said["figure"]}
        facts = [fact for fact in atlas.facts.get(case, []) if sentences == {k: fact[f"text_{k}"] for k in sentences}]
        assert len(facts) == bool(sentences)
        assert all(figures[tongue] in sentences[tongue] for tongue in figures)
        assert all(fact["kind"] == "what" or figures for fact in facts)
        assert all(said["source"].startswith(fact["source_publisher"]) for fact in facts)


def test_no_hall_is_shown_a_figure_of_low_confidence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = (folder / "case_facts.csv").read_text("utf-8")
    (folder / "case_facts.csv").write_text(re.sub(",(high|medium)$", ",low", table, flags=re.MULTILINE), "utf-8")
    atlas, settings = ask("", monkeypatch, folder)
    cards = of_cases(tell(atlas, settings)[1])
    assert not any(card["figure"] for card in cards)
    assert cards[0]["sentence"][0][1] == atlas.facts["2024-int-01"][0]["text_zh"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_speaker_reads_all_facts_below_the_own_notes(
    folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    line = (folder / "cases.csv").read_text("utf-8").splitlines()[1]
    edit("cases.csv", line, f"{line}Slowly")
    atlas, settings = ask(f"lang={language}", monkeypatch, folder)
    card = of_cases(tell(atlas, settings)[1])[0]
    facts = atlas.facts["2024-int-01"]
    assert [fact["text"] for fact in card["known"]] == [fact[f"text_{language}"] for fact in facts]
    assert [fact["link"] for fact in card["known"]] == [fact["source_url"] for fact in facts]
    page = render_speaker(atlas, settings)
    assert page.index(">Slowly<") < page.index('<dl class="known">')
    assert 'target="_blank" rel="noreferrer"' in page


def test_only_a_case_of_which_nothing_is_known_has_no_notes() -> None:
    page = render_speaker(*ask("lang=en"))
    assert page.count("No notes: they are written on the desk") == 1


def test_a_stage_without_facts_is_told_as_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "case_facts.csv").unlink()
    atlas, settings = ask("", monkeypatch, folder)
    assert not any(card["sentence"] or card["known"] for card in of_cases(tell(atlas, settings)[1]))


def test_a_case_without_an_english_title_is_told_in_chinese(
    folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    atlas, _ = ask("")
    edit("cases.csv", atlas.cases[0]["title_en"], "")
    cards = tell(*ask("card=en", monkeypatch, folder))[1]
    assert cards[2]["title"][0][0] == "zh"


def test_of_very_many_cases_the_stage_tells_the_first_and_says_how_many_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, *rows = (folder / "cases.csv").read_text("utf-8").splitlines()
    split = [row.split(",", 4) for row in rows]
    many = [
        f"{case}-{copy},{edition},{of},{int(position) + 100 * copy},{rest}"
        for copy in range(10)
        for case, edition, of, position, rest in split
    ]
    (folder / "cases.csv").write_text("\n".join([header, *many]), "utf-8")
    stops, cards, _ = tell(*ask("", monkeypatch, folder))
    assert sum(stop.kind == "case" for stop in stops) == MAX_TOUR_CASES
    assert cards[0]["left_out"][1] == ("en", "The stage tells the first of them: 150 more are found.")


def test_help_and_rehearsal_speak_both_languages_throughout() -> None:
    chinese, english = (
        [*(what for _, what in describe_keys(translator(language))), *name_checks(translator(language)).values()]
        for language in ("zh", "en")
    )
    assert all(ours != theirs for ours, theirs in zip(chinese, english, strict=True))


def test_each_setting_leads_to_the_stage_that_has_it_and_marks_the_one_that_holds() -> None:
    _, settings = ask("order=west&hall=bright&theme=smart")
    settings = {name: links for name, _, links in describe_settings(settings)}
    assert [chosen for _, _, chosen in settings["order"]] == [False, False, False, True]
    assert [chosen for _, _, chosen in settings["hall"]] == [False, True]
    for _, link, _ in chain.from_iterable(settings.values()):
        assert query_of(link)["theme"] == ["smart"]
    assert query_of(settings["order"][1][1])["order"] == ["theme"]
    assert query_of(settings["auto"][1][1])["auto"] == ["8"]
    assert query_of(settings["minutes"][3][1])["minutes"] == ["15"]
    assert "line" not in settings  # without a time there is nothing to show


def test_a_plan_parts_the_time_of_the_talk_and_names_what_real_times_are_kept_under() -> None:
    plan = tell(*ask("order=theme&minutes=10"))[2]
    assert plan["minutes"] == 10
    assert sum(stop["seconds"] for stop in plan["stops"]) == pytest.approx(600, abs=0.1)
    assert [stop["key"] for stop in plan["stops"][:3]] == ["opening", "chapter:1", "2024-int-03"]
    keys = [stop["key"] for stop in plan["stops"]]
    assert len(set(keys)) == len(keys)
    assert {stop["seconds"] for stop in tell(*ask(""))[2]["stops"]} == {0}


def test_another_time_is_another_tour_so_that_a_speakers_view_follows() -> None:
    atlas, settings = ask("")
    stops = tell(atlas, settings)[0]
    assert len({tour_key(stops, atlas), tour_key(stops, atlas, 10), tour_key(stops, atlas, 15)}) == 3
