"""Every fault of a folder is named: each case breaks one thing in a copy of the shipped data."""

from pathlib import Path

import pandas as pd
import pytest

from geo.tables.check import check_folder
from geo.tables.load import load_tables
from geo.tables.schema import FILES, OPTIONAL
from tests.conftest import EN, SHIPPED, ZH, Edit

FIRST = "接诉即办:全域全员全民参与的超大城市治理创新运动"


def say(folder: Path) -> list[str]:
    return [fault.text(EN) for fault in check_folder(folder)]


def test_the_shipped_data_have_no_fault_and_no_remark() -> None:
    assert say(SHIPPED) == []


BREAKS = [
    ("cases.csv", "2024-int-02", "2024-int-01", "cases.csv:3: case_id: '2024-int-01' appears already in row 2"),
    ("cases.csv", "2024-int-01", "2024 int 01", "cases.csv:2: case_id: '2024 int 01' is not an id"),
    ("cases.csv", "2024-int-01", "", "cases.csv:2: case_id: nothing is written here"),
    ("cases.csv", "2024,international", "2025,international", "cases.csv:2: edition: '2025' is not in editions.csv"),
    ("cases.csv", ",international", ",foreign", "cases.csv:2: list: 'foreign' is not a value of this column"),
    (
        "cases.csv",
        "international,2,",
        "international,1,",
        "cases.csv:3: '2024, international, 1': edition, list, position",
    ),
    (
        "cases.csv",
        "international,1,",
        "international,one,",
        "cases.csv:2: position: 'one' is not a positive whole number",
    ),
    ("cases.csv", "international,1,", "international,0,", "cases.csv:2: position: '0' is not a positive whole number"),
    ("cases.csv", "international,1,", "international,,", "cases.csv:2: position: nothing is written here"),
    (
        "cases.csv",
        "addis-ababa",
        "adis-abeba",
        "cases.csv:3: city_id: 'adis-abeba' is not in cities.csv: correct it (is 'addis-ababa'",
    ),
    (
        "cases.csv",
        "addis-ababa",
        "亚的斯",
        "cases.csv:3: city_id: '亚的斯' is not in cities.csv: correct it, or add it",
    ),
    (
        "cases.csv",
        "addis-ababa",
        "Addis-Ababa",
        "cases.csv:3: city_id: 'Addis-Ababa' is not in cities.csv: correct it (is 'addis-",
    ),
    ("cases.csv", "addis-ababa", "", "cases.csv:3: city_id: nothing is written here"),
    ("cases.csv", "开放数据平台:以开放促进步", " ", "cases.csv:9: title_zh: nothing is written here"),
    (
        "cases.csv",
        "service;people",
        "service;folk",
        "cases.csv:2: themes: 'folk' is not in themes.csv: write one of people, ",
    ),
    (
        "cases.csv",
        "service;people",
        "service; people",
        "cases.csv:2: themes: ' people' is not in themes.csv: write one of",
    ),
    (
        "cases.csv",
        "service;people",
        "service;",
        "cases.csv:2: themes: '' is not in themes.csv: write one of people, smart",
    ),
    ("cases.csv", "service;people", "people;people", "cases.csv:2: themes: 'people' appears twice: write it once"),
    (
        "cases.csv",
        "service;people",
        "service；people",
        "cases.csv:2: themes: 'service；people' parts its themes by a full-",
    ),
    (
        "cases.csv",
        "medium",
        "maybe",
        "cases.csv:2: theme_confidence: 'maybe' is not a value of this column: write one of high",
    ),
    ("cases.csv", "title_zh", "title", "cases.csv: title_zh: the column is missing: add it to the first row"),
    (
        "cases.csv",
        ",24,zhengzhou",
        ",24,paris",
        "cases.csv:46: city_id: 'paris' is on the Chinese list: in cities.csv give it",
    ),
    (
        "cities.csv",
        "CN-YN,25.0389",
        ",25.0389",
        "cases.csv:31: city_id: 'kunming' is on the Chinese list: in cities.csv",
    ),
    (
        "cities.csv",
        "\ncairo",
        "\nberlin,柏林,Berlin,DE,,52.5,13.4,,,\ncairo",
        "cities.csv:8: city_id: 'berlin' appears already in row 6",
    ),
    ("cities.csv", "Amsterdam", "", "cities.csv:4: name_en: nothing is written here"),
    ("cities.csv", "London,GB", "London,UK", "cities.csv:11: country: 'UK' is not in countries.csv: correct it"),
    (
        "cities.csv",
        "London,GB",
        "London,gb",
        "cities.csv:11: country: 'gb' is not in countries.csv: correct it (is 'GB' meant?)",
    ),
    ("cities.csv", "London,GB", "London,", "cities.csv:11: country: nothing is written here"),
    (
        "cities.csv",
        "Vienna,AT",
        "Vienna,NA",
        "cities.csv:22: country: 'NA' is not where latitude 48.2085, longitude 16.3721 lies",
    ),
    ("cities.csv", "CN,CN-SC", "CN,CN-ZZ", "cities.csv:23: province: 'CN-ZZ' is not in regions.csv: correct it"),
    ("cities.csv", "CN,CN-SC", "CN,Sichuan", "cities.csv:23: province: 'Sichuan' is not a province code"),
    ("cities.csv", "FR,", "FR,CN-BJ", "cities.csv:14: province: 'CN-BJ' does not lie in country 'FR'"),
    ("cities.csv", "39.9075", "139", "cities.csv:2: latitude: '139' is not a latitude: write degrees from -90 to 90"),
    ("cities.csv", "39.9075", "north", "cities.csv:2: latitude: 'north' is not a latitude"),
    ("cities.csv", "39.9075", "nan", "cities.csv:2: latitude: 'nan' is not a latitude"),
    ("cities.csv", "39.9075", "", "cities.csv:2: latitude: nothing is written here"),
    ("cities.csv", "116.3972", "inf", "cities.csv:2: longitude: 'inf' is not a longitude"),
    ("cities.csv", "116.3972", "476.3972", "cities.csv:2: longitude: '476.3972' is not a longitude"),
    (
        "cities.csv",
        "52.374,4.8897",
        "4.8897,52.374",
        "cities.csv:4: latitude: '4.8897' and longitude seem swapped",
    ),
    (
        "cities.csv",
        "52.374",
        "-52.374",
        "cities.csv:4: country: 'NL' is not where latitude -52.374, longitude 4.8897 lies",
    ),
    ("themes.csv", "#cf3d63", "red", "themes.csv:2: color_light: 'red' is not a colour"),
    (
        "regions.csv",
        "nbs,east,CN-TJ",
        "nbs,east,CN-BJ",
        "regions.csv:3: 'nbs, CN-BJ': scheme, province appear together already in",
    ),
    (
        "regions.csv",
        "nbs,east",
        "nbs,north",
        "regions.csv:2: region: 'north' is not a value of this column: write one of east, ",
    ),
    ("editions.csv", ",40,", ",about 40,", "editions.csv:2: announced_cases: 'about 40' is not a whole number"),
    (
        "countries.csv",
        "asia",
        "Asia",
        "countries.csv:3: continent: 'Asia' is not a value of this column: write one of asia",
    ),
    (
        "themes_second_reading.csv",
        "2024-int-02",
        "2024-int-01",
        "themes_second_reading.csv:3: case_id: '2024-int-01' appears already in row 2",
    ),
    (
        "themes_second_reading.csv",
        "service;people",
        "service;folk",
        "themes_second_reading.csv:2: themes: 'folk' is not in themes.csv: write one of people, ",
    ),
    (
        "themes_second_reading.csv",
        "high",
        "sure",
        "themes_second_reading.csv:2: theme_confidence: 'sure' is not a value of this column: write one of high",
    ),
    ("context.csv", "2019", "since 2019", "context.csv:2: value: 'since 2019' is not a figure: write a number such as"),
    ("context.csv", "2021;2022", "2021; 2022", "context.csv:9: value: '2021; 2022;2024' is not a figure"),
    ("context.csv", "2019,year", "2019,", "context.csv:2: unit: '2019' has no unit"),
    ("context.csv", "2024-12-18", "2024", "context.csv:2: source_date: '2024' is not a day: write it as 2024-12-18"),
    ("context.csv", "reform-requests", "reform-since", "context.csv:3: fact: 'reform-since' appears already in row 2"),
    ("context.csv", "其他公开报道", "", "context.csv:9: source_zh: nothing is written here"),
]


@pytest.mark.parametrize("broken", BREAKS, ids=[said for *_, said in BREAKS])
def test_one_broken_thing_is_one_fault(folder: Path, edit: Edit, broken: tuple[str, str, str, str]) -> None:
    *change, said = broken
    edit(*change)
    faults = [fault for fault in check_folder(folder) if fault.blocking]
    assert [fault.text(EN)[: len(said)] for fault in faults] == [said]
    assert ZH.gettext(faults[0].message) != faults[0].message


def test_a_latitude_beyond_the_pole_is_named_and_the_way_to_mend_it(folder: Path, edit: Edit) -> None:
    edit("cities.csv", "35.6895,139.6917", "139.6917,35.6895")
    assert [line.removeprefix("cities.csv:20: latitude: '139.6917' ") for line in say(folder)] == [
        "is not a latitude: write degrees from -90 to 90, such as 39.9075",
        "and longitude seem swapped: write latitude 35.6895 and longitude 139.6917",
    ]


def test_every_fault_is_named_at_once_in_the_order_of_the_files(folder: Path, edit: Edit) -> None:
    for file, old, new in [
        ("cities.csv", "London,GB", "London,UK"),
        ("cases.csv", "addis-ababa", "nowhere-at-all"),
        ("cases.csv", "medium", "maybe"),
        ("themes.csv", "#2272cc", "blue"),
    ]:
        edit(file, old, new)
    (folder / "editions.csv").unlink()
    assert [line.rsplit(": ", 2)[0] for line in say(folder)] == [
        "cases.csv:2: theme_confidence",
        "cases.csv:3: city_id",
        "cities.csv:11: country",
        "themes.csv:3: color_light",
        "editions.csv",
    ]


@pytest.mark.parametrize("file", FILES.values())
def test_a_broken_table_does_not_make_the_others_seem_wrong(folder: Path, file: str) -> None:
    header, *_ = (folder / file).read_text("utf-8").splitlines()
    for text, said in [("", "the file is empty"), (header, "the table has no rows"), ("x\ny", "the column is missing")]:
        (folder / file).write_text(text, "utf-8")
        lines = say(folder)
        assert all(line.startswith(f"{file}:") and said in line for line in lines)
        assert lines


def test_a_row_lost_to_a_comma_is_not_missed_elsewhere(folder: Path, edit: Edit) -> None:
    edit("cities.csv", "Xi'an", "Xi'an, Shaanxi")
    assert [line.split(": ")[0] for line in say(folder)] == ["cities.csv:39"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_file_in_another_encoding_is_named_with_the_way_to_mend_it(folder: Path, encoding: str) -> None:
    cases = folder / "cases.csv"
    cases.write_bytes(cases.read_text("utf-8").encode(encoding))
    assert say(folder) == [
        f"cases.csv: the file is not UTF-8, it seems to be {encoding.upper()}: save it as UTF-8 (Excel: CSV UTF-8)"
    ]


@pytest.mark.parametrize(
    "title",
    ["<script>alert(1)</script>", "`", "${alert(1)}", "{value}", "🏙️治理", "治" * 500, "''", "=1+1", "\u202e"],
)
def test_a_title_may_be_any_text(folder: Path, edit: Edit, title: str) -> None:
    edit("cases.csv", FIRST, title)
    assert [fault for fault in check_folder(folder) if fault.blocking] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("接诉即办|全民参与", "接诉即办|全民", []),
        ("接诉即办|全民参与", "", []),
        ("接诉即办|全民参与", "接诉即办|群众", ["cases.csv:2: theme_evidence: '群众' is not a piece of the title"]),
        (
            FIRST,
            FIRST.replace("创新", "：创新"),
            ["cases.csv:2: title_zh: the title has ':' in full and in half width"],
        ),
        (FIRST, FIRST.replace(":", "："), []),  # full width alone is as good as half width alone
    ],
)
def test_what_is_odd_but_may_be_meant_is_a_remark(
    folder: Path, edit: Edit, old: str, new: str, said: list[str]
) -> None:
    edit("cases.csv", old, new)
    faults = check_folder(folder)
    assert [fault.text(EN).rsplit(": ", 1)[0] for fault in faults] == said
    assert not any(fault.blocking for fault in faults)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "themes_second_reading.csv",
            "2024-int-02",
            "2024-int-22",
            "themes_second_reading.csv:3: case_id: '2024-int-22' is not in cases.csv: correct it",
        ),
        (
            "themes_second_reading.csv",
            "非机动交通",
            "机动车",
            "themes_second_reading.csv:3: theme_evidence: '机动车' is not a piece of the title",
        ),
        ("context.csv", "2024", "2025", "context.csv:2: edition: '2025' is not in editions.csv: write one of 2024"),
        (
            "research_notes.csv",
            "2024-int-04",
            "2024-int-44",
            "research_notes.csv:2: case_id: '2024-int-44' is not in cases.csv: correct it",
        ),
    ],
)
def test_what_an_optional_table_says_of_nothing_shown_is_a_remark(
    folder: Path, edit: Edit, file: str, old: str, new: str, said: str
) -> None:
    edit(file, old, new)
    (fault,) = check_folder(folder)
    assert fault.text(EN).startswith(said)
    assert not fault.blocking


def test_cases_without_the_optional_column_of_notes_are_good_and_have_none(folder: Path) -> None:
    table = pd.read_csv(folder / "cases.csv", dtype=str, keep_default_na=False)
    table.drop(columns="notes").to_csv(folder / "cases.csv", index=False)
    assert say(folder) == []
    assert set(load_tables(folder).cases["notes"]) == {""}


@pytest.mark.parametrize("name", OPTIONAL)
def test_a_folder_without_an_optional_table_is_good(folder: Path, name: str) -> None:
    (folder / FILES[name]).unlink()
    assert say(folder) == []


def test_columns_of_ones_own_are_welcome_in_any_order(folder: Path) -> None:
    lines = [line.split(",") for line in (folder / "themes.csv").read_text("utf-8").splitlines()]
    turned = [",".join([*reversed(fields), "own"]) for fields in lines]
    (folder / "themes.csv").write_text("\n".join(turned), "utf-8")
    assert say(folder) == []


def test_a_case_without_a_theme_is_good(folder: Path, edit: Edit) -> None:
    edit("cases.csv", ",service;people,接诉即办|全民参与,medium,", ",,,,")
    assert say(folder) == []


def test_two_editions_may_use_the_same_positions(folder: Path, edit: Edit) -> None:
    edit("editions.csv", "\n2024,", "\n2026,城市治理典型案例(2026),Cases,,,,,,,,,,,,\n2024,")
    edit("cases.csv", "2024-int-02,2024,international,2,", "2026-int-01,2026,international,1,")
    edit("themes_second_reading.csv", "2024-int-02", "2026-int-01")
    for name in ("case_facts.csv", "research_notes.csv"):
        table = folder / name
        table.write_text(table.read_text("utf-8").replace("2024-int-02", "2026-int-01"), "utf-8")
    assert say(folder) == []
