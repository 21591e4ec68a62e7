"""What is asked for is what is shown, counted and written into the URL."""

import re
from urllib.parse import parse_qs, urlencode

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.query.facets import BY_NAME as FACETS
from geo.query.search import SEARCHED
from geo.query.selection import (
    Selection,
    admit,
    facet_masks,
    gather_places,
    merge_themes,
    read_scheme,
    read_selection,
)
from tests.conftest import open_shipped

ATLASES = {scheme: open_shipped(scheme) for scheme in ("nbs", "three")}
ROWS = {scheme: atlas.placed.to_dict("records") for scheme, atlas in ATLASES.items()}
KNOWN = ATLASES["nbs"].known


@st.composite
def selections(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Selection:
    """Return any selection that the shipped data can answer, its values in the order of their list."""
    scheme = draw(st.sampled_from(["nbs", "three"]))
    known = ATLASES[scheme].known
    chosen = {facet: draw(st.sets(st.sampled_from(known[facet]))) for facet in FACETS}
    ordered = {facet: tuple(value for value in known[facet] if value in chosen[facet]) for facet in FACETS}
    return Selection.of(**ordered, q=" ".join(draw(texts).split()), scheme=scheme)


# No word that has a synonym.
WORDS = st.sampled_from(["", "审计署", "city", "北京", "green", "a e", "no such word"])


def find_plainly(selection: Selection) -> list[str]:
    """Return the ids of the cases of `selection`, found row by row, without masks."""
    return [row["case_id"] for row in ROWS[selection.scheme] if keeps(row, selection)]


def keeps(row: dict[str, str], selection: Selection) -> bool:
    """Return whether one case answers to `selection`."""
    chosen = {facet: selection.values(facet) for facet in FACETS}
    values = {**row, "theme": row["themes"]}
    facts = ATLASES["nbs"].facts.get(row["case_id"], [])
    told = " ".join(fact[column] for fact in facts for column in ("text_zh", "text_en")).lower()
    titles = " ".join(row[column] for column in SEARCHED).lower()
    return all(holds(titles, told, word) for word in selection.q.split()) and all(
        any(value in values[facet].split(";") for value in wanted) for facet, wanted in chosen.items() if wanted
    )


def holds(titles: str, told: str, word: str) -> bool:
    """Return whether a case has `word`: of letters where a word begins, of one or two letters as a whole in facts."""
    begun = rf"(?<![a-z0-9]){word}" if word.isascii() else word
    whole = rf"{begun}(?![a-z0-9])" if word.isascii() and len(word) <= 2 else begun
    return bool(re.search(begun, titles) or re.search(whole, told))


@given(selections(st.text()))
def test_any_selection_written_as_a_query_is_read_back_equal(selection: Selection) -> None:
    known = ATLASES[selection.scheme].known
    written = urlencode(selection.query(), doseq=True)
    assert read_selection(parse_qs(written, keep_blank_values=True), known) == selection


@given(selections(WORDS))
def test_what_is_found_is_what_a_plain_reading_finds(selection: Selection) -> None:
    atlas = ATLASES[selection.scheme]
    assert atlas.placed.loc[atlas.find(selection), "case_id"].tolist() == find_plainly(selection)


@given(selections(WORDS), st.sampled_from(list(FACETS)))
def test_the_count_beside_a_value_is_what_choosing_it_alone_would_show(selection: Selection, facet: str) -> None:
    atlas = ATLASES[selection.scheme]
    shown = {value: len(find_plainly(selection.narrow(**{facet: (value,)}))) for value in atlas.known[facet]}
    assert atlas.count(selection)[facet] == shown


@given(selections(WORDS))
def test_each_place_shown_counts_its_cases_and_all_of_their_themes(selection: Selection) -> None:
    atlas = ATLASES[selection.scheme]
    rows = [row for row in ROWS[selection.scheme] if keeps(row, selection)]
    places = atlas.gather(atlas.find(selection))
    assert list(places) == list(dict.fromkeys(row["city_id"] for row in rows))
    for city_id, (cases, themes) in places.items():
        of_city = [row["themes"].split(";") for row in rows if row["city_id"] == city_id]
        assert cases == len(of_city)
        assert sorted(themes) == sorted({theme for named in of_city for theme in named})


@given(selections(WORDS))
def test_a_place_that_is_not_shown_whole_names_the_cases_that_are(selection: Selection) -> None:
    atlas = ATLASES[selection.scheme]
    shown = {row["case_id"] for row in ROWS[selection.scheme] if keeps(row, selection)}
    partly = atlas.find_partly(atlas.find(selection))
    for city_id in atlas.city_ids:
        cases = [case["case_id"] for case in atlas.cases if case["city_id"] == city_id]
        numbers = [number for number, case in enumerate(cases) if case in shown]
        assert partly.get(city_id, []) == (numbers if 0 < len(numbers) < len(cases) else [])


@pytest.mark.parametrize(
    ("query", "selection"),
    [
        ({}, Selection()),
        ({"continent": ["asia"]}, Selection.of(continent=("asia",))),
        ({"continent": ["atlantis"]}, Selection()),
        ({"continent": ["Asia"]}, Selection()),
        ({"continent": ["asia", "atlantis"]}, Selection.of(continent=("asia",))),
        ({"continent": ["africa", "asia"]}, Selection.of(continent=("asia", "africa"))),  # in the order of the list
        ({"continent": ["asia", "asia"]}, Selection.of(continent=("asia",))),
        ({"continent": ["asia,africa"]}, Selection()),
        ({"continent": [""]}, Selection()),
        ({"theme": ["smart"], "list": ["domestic"]}, Selection.of(theme=("smart",), list=("domestic",))),
        ({"edition": ["2024", "2026"]}, Selection.of(edition=("2024",))),
        ({"q": ["北京"]}, Selection.of(q="北京")),
        ({"q": ["first", "last"]}, Selection.of(q="last")),
        ({"q": ["  two\t words\n"]}, Selection.of(q="two words")),
        ({"q": []}, Selection()),
        ({"scheme": ["three"]}, Selection.of(scheme="three")),
        ({"scheme": ["two"]}, Selection()),
        ({"scheme": ["three", "two"]}, Selection()),  # of a parameter that counts once the last one counts
        ({"city": ["beijing"], "lang": ["en"], "colour": ["red"]}, Selection()),  # not for a selection to read
    ],
)
def test_a_query_is_read_and_what_is_not_known_dropped(query: dict[str, list[str]], selection: Selection) -> None:
    assert read_selection(query, ATLASES[read_scheme(query)].known) == selection


def test_the_northeast_is_dropped_where_the_scheme_has_none() -> None:
    query = {"region": ["northeast", "east"]}
    assert read_selection(query, KNOWN).values("region") == ("east", "northeast")
    assert read_selection(query | {"scheme": ["three"]}, ATLASES["three"].known).values("region") == ("east",)


@pytest.mark.parametrize(
    ("selection", "query"),
    [
        (Selection(), {}),
        (Selection.of(scheme="nbs", q=""), {}),
        (Selection.of(scheme="three"), {"scheme": ["three"]}),
        (Selection.of(continent=("asia", "africa")), {"continent": ["asia", "africa"]}),
        (Selection.of(q="a&b=c"), {"q": ["a&b=c"]}),
    ],
)
def test_a_query_leaves_out_what_is_empty_or_the_default(selection: Selection, query: dict[str, list[str]]) -> None:
    assert selection.query() == query


def test_what_narrows_stands_in_the_order_of_the_facets_and_the_text_last() -> None:
    selection = Selection.of(q="水", edition=("2024",), theme=("smart", "people"), continent=("asia",), scheme="three")
    assert selection.pairs() == [
        ("continent", "asia"),
        ("theme", "smart"),
        ("theme", "people"),
        ("edition", "2024"),
        ("q", "水"),
    ]
    assert Selection.of(scheme="three").pairs() == []


def test_a_theme_is_its_whole_id_and_not_a_piece_of_another() -> None:
    same = {"continent": "asia", "region": "east", "list": "domestic", "edition": "2024", "known": ""}
    cases = pd.DataFrame({"themes": ["smart;eco", "eco-smart", "eco", ""]}).assign(**same)
    masks = facet_masks(cases, {**KNOWN, "theme": ("eco", "smart", "eco-smart")})["theme"]
    assert {theme: mask.tolist() for theme, mask in masks.items()} == {
        "eco": [True, False, True, False],
        "smart": [True, False, False, False],
        "eco-smart": [False, True, False, False],
    }


@pytest.mark.parametrize(
    ("values", "admitted"),
    [
        ((), [True, True, True]),
        (("east",), [True, False, False]),
        (("east", "west"), [True, True, False]),
    ],
)
def test_of_several_values_any_will_do_and_none_admits_all(values: tuple[str, ...], admitted: list[bool]) -> None:
    masks = {"region": {"east": np.array([True, False, False]), "west": np.array([False, True, False])}}
    assert admit(masks, "region", values, 3).tolist() == admitted


def test_a_place_gathers_its_cases_in_order_of_first_mention() -> None:
    cases = [("b", ("people",)), ("a", ("smart",)), ("b", ("smart", "people")), ("b", ("people",))]
    places = gather_places(cases)
    assert list(places.items()) == [("b", (3, ("people", "smart"))), ("a", (1, ("smart",)))]


def test_beijing_is_one_place_of_four_cases() -> None:
    atlas = ATLASES["nbs"]
    places = atlas.gather(atlas.find(Selection()))
    assert len(places) == 42
    assert {city: cases for city, (cases, _) in places.items() if cases > 1} == {"beijing": 4}


def test_no_cases_have_no_places() -> None:
    assert gather_places([]) == {}


@pytest.mark.parametrize(
    ("cases", "merged"),
    [
        ([("people",)], ("people",)),
        ([("people", "smart"), ("smart",)], ("smart", "people")),  # named more often
        ([("service", "people"), ("people", "service")], ("service", "people")),  # named as often: as written
        ([("a",), ("b", "c"), ("c",)], ("c", "a", "b")),
        ([(), ("smart",), ()], ("smart",)),
        ([()], ()),
        ([], ()),
    ],
)
def test_themes_of_several_cases_stand_by_how_often_they_are_named(
    cases: list[tuple[str, ...]], merged: tuple[str, ...]
) -> None:
    assert merge_themes(cases) == merged
