"""The map: a base that never changes, a layer that says what to show, and not one host but this."""

import json
import re
from pathlib import Path
from typing import Any

import folium
import pytest
from streamlit_folium import generate_leaflet_string

from geo.map.folium_map import BaseMap, ReadyMap, ShowView, draw_map, map_data, map_words, view_data
from geo.query.selection import Places, Selection
from geo.tables.schema import CONTINENTS
from geo.text import LANGUAGES, translator
from geo.tour.stops import MAP_EDGE
from tests.conftest import EN, PROJECT, open_shipped

ATLAS = open_shipped()
THEMES = ATLAS.tables.themes
VERSION = "1"
OUR_FILES = [
    file.relative_to(PROJECT).as_posix()
    for kind in ("js", "css")
    for file in sorted(PROJECT.glob(f"[gps]*/**/*.{kind}"))
]
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "`",
    "${alert(1)}",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "\"'\\",
    "a\nb\u2028c",
    "*/ // --> ]]>",
    "🏙️",
    "长" * 500,
]


def read_argument(element: folium.Map | folium.FeatureGroup, function: str) -> dict[str, Any]:
    """Return the object that the script of `element`, as streamlit-folium sends it, passes to `function` at the end."""
    script = generate_leaflet_string(element)
    start = re.search(rf"\b{function}\((?:\w+, )?(?={{)", script)
    assert start, f"{function} is not called"
    argument, end = json.JSONDecoder().raw_decode(script, start.end())
    assert script.startswith(");", end)
    return dict(argument)


def show(places: Places, language: str = "zh", city: str | None = None, themes: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the view that the layer of `places` gives to places.js."""
    view = view_data(places, language=language, city=city, themes=themes, address="?")
    return read_argument(ShowView(view), "showView")


def test_two_draws_give_the_same_script() -> None:
    first, second = (generate_leaflet_string(draw_map(VERSION)) for _ in range(2))
    assert first == second


def test_the_base_is_told_where_land_and_places_stand_and_nothing_else() -> None:
    assert read_argument(draw_map(VERSION), "drawCaseMap") == {
        "data": "../../assets/atlas.json?v=1",
        "land": "../../assets/land.geojson",
    }


def test_a_map_made_before_sends_the_script_that_it_was_made_with() -> None:
    script = generate_leaflet_string(draw_map(VERSION))
    assert generate_leaflet_string(ReadyMap(script)).strip() == script.strip()
    assert (ReadyMap.default_js, ReadyMap.default_css) == (BaseMap.default_js, BaseMap.default_css)


def test_the_map_knows_every_place_by_name_and_point() -> None:
    places = map_data(ATLAS.places, THEMES, ATLAS.cases)["places"]
    assert places[0] == {
        "city_id": "beijing",
        "city_zh": "北京",
        "city_en": "Beijing",
        "country": "CN",
        "continent": "asia",
        "latitude": 39.9075,
        "longitude": 116.3972,
    }
    assert [place["city_id"] for place in places] == ATLAS.places["city_id"].tolist()
    assert len(places) == 42


def test_the_map_knows_every_theme_by_sign_and_colour() -> None:
    themes = map_data(ATLAS.places, THEMES, ATLAS.cases)["themes"]
    assert "".join(theme["glyph_zh"] for theme in themes) == "民智韧生服"
    assert "".join(theme["glyph_en"] for theme in themes) == "PSREV"
    assert [theme["color_light"] for theme in themes] == THEMES["color_light"].tolist()


def test_what_the_map_knows_is_json_and_any_name_comes_through() -> None:
    places = ATLAS.places.head(len(HOSTILE)).assign(city_zh=HOSTILE)
    known = json.loads(json.dumps(map_data(places, THEMES, ATLAS.cases), allow_nan=False))
    assert [place["city_zh"] for place in known["places"]] == HOSTILE


def test_the_layer_says_which_places_to_show_with_counts_and_themes() -> None:
    places: Places = {"beijing": (4, ("service", "people")), "cairo": (1, ("people",)), "oslo": (1, ())}
    assert show(places, "en", "cairo", ("people",)) == {
        "shown": {"beijing": [4, ["service", "people"]], "cairo": [1, ["people"]], "oslo": [1, []]},
        "language": "en",
        "city": "cairo",
        "themes": ["people"],
        "address": "?",
    }


def test_the_layer_of_no_places_shows_none() -> None:
    assert show({}) == {"shown": {}, "language": "zh", "city": None, "themes": [], "address": "?"}


def test_the_layer_follows_the_selection() -> None:
    shown = show(ATLAS.gather(ATLAS.find(Selection.of(list=("international",)))))["shown"]
    assert len(shown) == 21
    assert shown["beijing"] == [1, ["service", "people"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_only_ever_text_in_the_script(text: str) -> None:
    layer = ShowView(view_data({text: (1, (text,))}, language="zh", city=text, themes=(text,), address=text))
    script = generate_leaflet_string(layer)
    assert read_argument(layer, "showView")["city"] == text
    assert read_argument(layer, "showView")["shown"] == {text: [1, [text]]}
    assert not re.search(r"</script|<!--|\u2028", script)
    assert "`" not in script.replace(
        json.dumps(text)[1:-1], ""
    )  # what runs `${…}` is a template literal: there is none


def test_the_map_asks_nothing_of_another_host() -> None:
    base = draw_map(VERSION)
    page = base.get_root().render()
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", page + generate_leaflet_string(base)) == []
    assert set(re.findall(r'(?:src|href)="([^"]*)"', page)) == {
        "../../assets/leaflet/leaflet.js",
        "../../assets/leaflet/leaflet.css",
        "../../assets/places.js",
        "../../assets/places.css",
    }


@pytest.mark.parametrize("file", OUR_FILES)
def test_no_file_of_ours_names_another_host(file: str) -> None:
    named = re.findall(r"https?://[^\s\"'`)]*", Path(PROJECT, file).read_text("utf-8"))
    assert [address for address in named if not address.startswith("http://www.w3.org/")] == []  # a name, no address


def test_the_words_of_the_map_stand_in_both_languages_and_differ() -> None:
    chinese, english = (map_words(translator(language)) for language in LANGUAGES)
    assert list(chinese) == list(english)
    assert [name for name in chinese if not chinese[name] or chinese[name] == english[name]] == []
    assert [word for word in chinese.values() if not re.search(r"[一-鿿]|^%s，%c$", word)] == []
    assert [word for word in english.values() if re.search(r"[一-鿿]", word)] == []
    assert map_data(ATLAS.places, THEMES, ATLAS.cases)["words"] == {"zh": chinese, "en": english}


def test_every_word_that_the_scripts_declare_is_there() -> None:
    types = Path(PROJECT, "geo/map/types.d.ts").read_text("utf-8")
    declared = re.search(r"type Words = \{(.*?)\}", types, re.DOTALL)
    assert declared
    assert {*re.findall(r"(\w+): string;", declared[1]), *CONTINENTS} == set(map_words(EN))


def test_the_jump_bar_has_its_order_from_the_facet() -> None:
    data = map_data(ATLAS.places, THEMES, ATLAS.cases)
    assert data["continents"] == ["asia", "europe", "americas", "africa", "oceania"]
    assert data["continents"] == [*ATLAS.known["continent"]]


def test_the_world_is_cut_where_a_tour_from_west_to_east_begins() -> None:
    script = Path(PROJECT, "geo/map/projection.js").read_text("utf-8")
    assert f"export const MAP_EDGE = {MAP_EDGE};" in script


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_case_and_several_are_said_as_the_language_wants(language: str) -> None:
    words = map_words(translator(language))
    assert [words["one_case"], words["many_cases"]] == {
        "zh": ["%d个案例", "%d个案例"],
        "en": ["%d case", "%d cases"],
    }[language]


def test_the_map_knows_its_approval_number_in_both_languages_and_without_one_nothing() -> None:
    assert map_data(ATLAS.places, THEMES, ATLAS.cases)["approval"] == {"zh": "", "en": ""}
    assert map_data(ATLAS.places, THEMES, ATLAS.cases, "GS(2026)1234号")["approval"] == {
        "zh": "审图号：GS(2026)1234号",
        "en": "Map approval (审图号): GS(2026)1234号",
    }
