"""The map: a base that never changes, a layer that says what to show, and not one host but this."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import pytest
from conftest import PROJECT, SHIPPED
from streamlit_folium import generate_leaflet_string

from geo.atlas import open_atlas
from geo.draw import draw_map, map_words, show_places
from geo.selection import gather_places
from geo.text import LANGUAGES

ATLAS = open_atlas(SHIPPED, "nbs")
THEMES = ATLAS.tables.themes
PLACES = ATLAS.places
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


def script_of(element: folium.Map | folium.FeatureGroup) -> str:
    """Return the script of `element` as streamlit-folium sends it, its ids made constant."""
    return generate_leaflet_string(element)


def read_argument(script: str, function: str) -> dict[str, Any]:
    """Return the object that `script` passes to `function` as its last argument."""
    start = re.search(rf"\b{function}\((?:\w+, )?(?={{)", script)
    assert start, f"{function} is not called"
    argument, end = json.JSONDecoder().raw_decode(script, start.end())
    assert script.startswith(");", end)
    return dict(argument)


def draw(places: pd.DataFrame = PLACES) -> str:
    return script_of(draw_map(places, THEMES))


def show(places: pd.DataFrame = PLACES, language: str = "zh", city: str | None = None, *themes: str) -> dict[str, Any]:
    return read_argument(script_of(show_places(places, language=language, city=city, themes=themes)), "showAtlas")


def test_two_draws_give_the_same_script() -> None:
    assert draw() == draw()


@pytest.mark.parametrize(
    "layer",
    [
        lambda: show_places(PLACES.head(0), language="zh", city=None, themes=()),
        lambda: show_places(PLACES.head(3), language="en", city="beijing", themes=("smart", "people")),
    ],
    ids=["nothing", "some"],
)
def test_what_is_shown_leaves_the_script_of_the_base_as_it_was(layer: Callable[[], folium.FeatureGroup]) -> None:
    base = draw_map(PLACES, THEMES)
    script_of(layer())
    assert script_of(base) == draw()


def test_the_base_knows_every_place_by_name_and_point() -> None:
    places = read_argument(draw(), "atlas")["places"]
    assert len(places) == 42
    assert places[0] == {
        "city_id": "beijing",
        "city_zh": "北京",
        "city_en": "Beijing",
        "country": "CN",
        "continent": "asia",
        "latitude": 39.9075,
        "longitude": 116.3972,
    }
    assert [place["city_id"] for place in places] == PLACES["city_id"].tolist()


def test_the_base_knows_every_theme_by_sign_and_colour() -> None:
    themes = read_argument(draw(), "atlas")["themes"]
    assert "".join(theme["glyph_zh"] for theme in themes) == "民智韧生服"
    assert "".join(theme["glyph_en"] for theme in themes) == "PSREV"
    assert [theme["color_light"] for theme in themes] == THEMES["color_light"].tolist()


def test_the_layer_says_which_places_to_show_with_counts_and_themes() -> None:
    view = show(PLACES[PLACES["city_id"].isin(["beijing", "cairo"])], "en", "cairo", "people")
    assert view == {
        "shown": {"beijing": [4, PLACES["themes"].iloc[0].split(";")], "cairo": [1, ["people"]]},
        "language": "en",
        "city": "cairo",
        "themes": ["people"],
    }


def test_the_layer_of_no_places_shows_none() -> None:
    assert show(PLACES.head(0)) == {"shown": {}, "language": "zh", "city": None, "themes": []}


def test_a_place_whose_cases_have_no_theme_is_shown_without() -> None:
    assert show(PLACES.head(1).assign(themes=""))["shown"] == {"beijing": [4, []]}


def test_the_layer_follows_the_cases_that_are_shown() -> None:
    international = gather_places(ATLAS.placed[ATLAS.placed["list"] == "international"])
    shown = show(international)["shown"]
    assert len(shown) == 21
    assert shown["beijing"] == [1, ["service", "people"]]


def test_the_map_asks_nothing_of_another_host() -> None:
    page = draw_map(PLACES, THEMES).get_root().render()
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", page + draw()) == []
    assert set(re.findall(r'(?:src|href)="([^"]*)"', page)) == {
        "/assets/leaflet/leaflet.js",
        "/assets/leaflet/leaflet.css",
        "/assets/places.js",
        "/assets/places.css",
    }


@pytest.mark.parametrize("file", ["geo/places.js", "geo/places.css", "pages/parts/page.js", "pages/parts/style.css"])
def test_no_file_of_ours_names_another_host(file: str) -> None:
    named = re.findall(r"https?://[^\s\"'`)]*", Path(PROJECT, file).read_text("utf-8"))
    assert [address for address in named if not address.startswith("http://www.w3.org/")] == []  # a name, no address


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_is_only_ever_text_in_the_script(text: str) -> None:
    places = PLACES.assign(city_zh=[text, *PLACES["city_zh"][1:]])
    script = draw(places)
    assert read_argument(script, "atlas")["places"][0]["city_zh"] == text
    assert not re.search(r"</script|<!--|\u2028", script)


@pytest.mark.parametrize("text", ["`", "${alert(1)}", "</script>", "{{ 7 * 7 }}"])
def test_hostile_text_stands_in_quotes_that_it_cannot_close(text: str) -> None:
    # A backtick or ${ runs only in a template literal: the script must have none at all round our data.
    script = draw(PLACES.assign(city_en=f'"{text}'))
    assert script.count('"city_en": "\\"') == 42
    assert "`" not in draw()


def test_the_words_of_the_map_stand_in_both_languages_and_differ() -> None:
    chinese, english = (map_words(language) for language in LANGUAGES)
    assert list(chinese) == list(english)
    assert [name for name in chinese if not chinese[name] or chinese[name] == english[name]] == []
    assert [word for word in chinese.values() if not re.search(r"[一-鿿]|^%s，%c$", word)] == []
    assert [word for word in english.values() if re.search(r"[一-鿿]", word)] == []
    assert read_argument(draw(), "atlas")["words"] == {"zh": chinese, "en": english}


def test_every_word_that_places_js_asks_for_is_there() -> None:
    script = Path(PROJECT, "geo/places.js").read_text("utf-8")
    asked = set(re.findall(r"\bwords(?:\(\))?\.(\w+)", script))
    assert asked
    assert asked - set(map_words("en")) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_case_and_several_are_said_as_the_language_wants(language: str) -> None:
    words = map_words(language)
    assert [words["one_case"], words["many_cases"]] == {
        "zh": ["%d 个案例", "%d 个案例"],
        "en": ["%d case", "%d cases"],
    }[language]
