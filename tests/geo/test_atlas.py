"""The atlas of a folder answers with the figures of the publication."""

from pathlib import Path

import pytest

from geo.query.atlas import Atlas, open_atlas
from geo.query.facets import BY_NAME as FACETS
from geo.query.selection import Selection, read_selection
from geo.tables.faults import DataError
from geo.tables.schema import CONTINENTS
from tests.conftest import Edit, open_shipped

ATLASES = {scheme: open_shipped(scheme) for scheme in ("nbs", "three")}


def figures(atlas: Atlas, **query: list[str]) -> tuple[int, int]:
    """Return how many cases and places `query` finds."""
    shown = atlas.placed[atlas.find(read_selection(query, atlas.known))]
    return len(shown), shown["city_id"].nunique()


@pytest.mark.parametrize(
    ("query", "cases", "places"),
    [
        ({}, 45, 42),
        ({"continent": ["asia"]}, 31, 28),
        ({"continent": ["africa"]}, 2, 2),
        ({"continent": ["europe"]}, 5, 5),
        ({"continent": ["americas"]}, 6, 6),
        ({"continent": ["oceania"]}, 1, 1),
        ({"continent": list(CONTINENTS)}, 45, 42),
        ({"list": ["international"]}, 21, 21),
        ({"list": ["domestic"]}, 24, 22),
        ({"region": ["east"]}, 13, 11),
        ({"region": ["central"]}, 3, 3),
        ({"region": ["west"]}, 7, 7),
        ({"region": ["northeast"]}, 1, 1),
        ({"region": ["east", "central", "west", "northeast"]}, 24, 22),
        ({"region": ["east"], "list": ["international"]}, 0, 0),  # Beijing's case on that list has no region
        ({"edition": ["2024"]}, 45, 42),
        ({"edition": ["1999"]}, 45, 42),  # unknown, hence dropped
    ],
)
def test_the_figures_of_the_publication_come_out(query: dict[str, list[str]], cases: int, places: int) -> None:
    assert figures(ATLASES["nbs"], **query) == (cases, places)


@pytest.mark.parametrize(("region", "cases", "places"), [("east", 14, 12), ("central", 3, 3), ("west", 7, 7)])
def test_under_the_older_scheme_the_east_gains_the_case_of_liaoning(region: str, cases: int, places: int) -> None:
    assert figures(ATLASES["three"], region=[region]) == (cases, places)


def test_the_counts_beside_the_filters_are_the_same_figures() -> None:
    counts = ATLASES["nbs"].count(Selection())
    assert counts["continent"] == {"asia": 31, "europe": 5, "americas": 6, "africa": 2, "oceania": 1}
    assert counts["region"] == {"east": 13, "central": 3, "west": 7, "northeast": 1}
    assert counts["list"] == {"international": 21, "domestic": 24}
    assert counts["edition"] == {"2024": 45}
    assert ATLASES["three"].count(Selection())["region"] == {"east": 14, "central": 3, "west": 7}


def test_all_42_places_are_known_whatever_is_selected() -> None:
    for atlas in ATLASES.values():
        assert atlas.places["city_id"].tolist() == list(dict.fromkeys(atlas.placed["city_id"]))
        assert len(atlas.places) == len(atlas.city_ids) == 42


def test_cases_have_the_order_of_the_publication_and_their_themes_one_by_one() -> None:
    atlas = ATLASES["nbs"]
    assert [case["case_id"] for case in atlas.cases] == atlas.placed["case_id"].tolist()
    assert [";".join(case["themes"]) for case in atlas.cases] == atlas.placed["themes"].tolist()


def test_every_facet_knows_its_values_in_the_order_of_the_tables() -> None:
    known = ATLASES["nbs"].known
    assert list(known) == ["continent", "theme", "region", "list", "edition", "known"]
    assert set(known) == set(FACETS)
    assert known["theme"] == ("people", "smart", "resilient", "ecological", "service")
    assert known["list"] == ("international", "domestic")
    assert known["region"] == ("east", "central", "west", "northeast")
    assert ATLASES["three"].known["region"] == ("east", "central", "west")


def test_a_value_without_a_case_is_known_all_the_same(folder: Path, edit: Edit) -> None:
    edit("themes.csv", "people,1,", "harbour,6,港口城市,Harbour city,港,H,#123456,#abcdef\npeople,1,")
    atlas = open_atlas(folder, "nbs")
    assert atlas.count(Selection())["theme"]["harbour"] == 0
    assert figures(atlas, theme=["harbour"]) == (0, 0)


def test_text_and_facets_narrow_together() -> None:
    atlas = ATLASES["nbs"]
    assert figures(atlas, q=["热线"]) == (15, 12)  # two of them by a synonym
    assert figures(atlas, q=["热线"], theme=["smart"], continent=["asia"]) == (6, 6)


def test_a_faulty_folder_makes_no_atlas_and_names_every_fault(folder: Path, edit: Edit) -> None:
    edit("cases.csv", ",bangkok,", ",bankok,")
    edit("cities.csv", ",38.7469,", ",139,")
    with pytest.raises(DataError) as caught:
        open_atlas(folder, "nbs")
    assert [(fault.file, fault.row, fault.value) for fault in caught.value.faults] == [
        ("cases.csv", 5, "bankok"),
        ("cities.csv", 3, "ET"),  # longitude 139 is not in Ethiopia
    ]


def test_a_second_edition_is_counted_beside_the_first(folder: Path) -> None:
    for file, line in {
        "editions.csv": "2026,典型案例,Cases,,,,,2026-12,,,,,,,\n",
        "cases.csv": "2026-cn-01,2026,domestic,1,shenyang,题目,,service,,,\n",
    }.items():
        with (folder / file).open("a", encoding="utf-8") as table:
            table.write(line)
    atlas = open_atlas(folder, "three")
    assert atlas.count(Selection())["edition"] == {"2024": 45, "2026": 1}
    assert figures(atlas, edition=["2026"]) == (1, 1)
    assert figures(atlas) == (46, 42)
