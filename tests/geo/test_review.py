"""What an editor of a good folder is told besides: gaps, totals, a description out of step, and all in few lines."""

import shutil
from pathlib import Path

import pytest

from geo.review.folder import MAX_ALIKE, review_folder, say_found
from geo.tables.check import check_folder
from geo.tables.faults import Fault, Level
from geo.text import Translator
from tests.conftest import EN, SHIPPED, ZH, Edit


def say(folder: Path, level: Level) -> list[str]:
    return [fault.text(EN) for fault in review_folder(folder) if fault.level is level]


@pytest.fixture
def described(folder: Path) -> Path:
    """Return a copy of the shipped folder with its description, and with all that it describes."""
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    return folder


def test_the_shipped_folder_has_no_warning() -> None:
    found = review_folder(SHIPPED)
    assert {fault.level for fault in found} == {Level.REMARK}
    assert all(fault.text(ZH) != fault.text(EN) for fault in found)


def test_of_a_faulty_folder_the_faults_alone_are_told(folder: Path, edit: Edit) -> None:
    edit("cases.csv", "service;people", "service;folk")
    assert review_folder(folder) == check_folder(folder)


def test_announced_totals_stand_beside_those_that_are_listed() -> None:
    said = " announced, {} listed: both are shown; see that neither is a slip"
    assert [line for line in say(SHIPPED, Level.REMARK) if line.startswith("editions")] == [
        f"editions.csv:2: announced_cases: 40{said.format(45)}",
        f"editions.csv:2: announced_countries: 20{said.format(21)}",
        f"editions.csv:2: announced_domestic_cities: 20{said.format(22)}",
    ]


def test_cases_without_facts_or_notes_are_counted_by_edition_and_a_few_are_named(two_editions: Path) -> None:
    said = say(two_editions, Level.REMARK)
    for line in (
        "cases.csv: 45 of 45 cases of 2024 have no notes for a speaker",
        "cases.csv: 2 of 2 cases of 2026 have no notes for a speaker: 2026-int-01, 2026-cn-01",
        "case_facts.csv: 1 of 45 cases of 2024 have no facts: 2024-cn-07",
        "case_facts.csv: 2 of 2 cases of 2026 have no facts: 2026-int-01, 2026-cn-01",
    ):
        assert line in said


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "cities.csv",
            ",主办城市，两份名单均有案例。",
            ",",
            "cities.csv:2: note: 'The host; on both lists.' has no text beside",
        ),
        ("cities.csv", "伦敦", "London", "cities.csv:11: name_zh: 'London' is not Chinese: write the Chinese name"),
        ("cities.csv", "London", "伦敦", "cities.csv:11: name_en: '伦敦' is not English: write the English"),
        ("editions.csv", "Beijing Forum on Swift Response to Public Complaints", "", "editions.csv:2: forum_zh: "),
        (
            "cases.csv",
            "Non-motorised transport strategy and sustainable urban development",
            "非机动交通",
            "cases.csv:3: title_en: '非机动交通' is not English",
        ),
        (
            "cases.csv",
            "Non-motorised transport strategy and sustainable urban development",
            "",
            "cases.csv:3: title_en: the title has no English",
        ),
    ],
)
def test_what_stands_in_one_language_only_is_a_remark(
    folder: Path, edit: Edit, file: str, old: str, new: str, said: str
) -> None:
    edit(file, old, new)
    assert [line for line in say(folder, Level.REMARK) if line.startswith(said)]


def test_a_description_out_of_step_is_a_warning(described: Path, edit: Edit) -> None:
    assert say(described, Level.WARNING) == []
    edit("cases.csv", "接诉即办:", "接诉即办：")
    edit("themes.csv", "color_dark", "color_dark,own")
    edit("themes.csv", "#f2707a", "#f2707a,")
    for place, row in enumerate((described / "themes.csv").read_text("utf-8").splitlines()[2:]):
        edit("themes.csv", row, f"{row},{place}")
    (described / "basemap" / "land.geojson").unlink()
    warnings = say(described, Level.WARNING)
    changed = "the file was changed since datapackage.json was written: check with --write-datapackage"
    assert f"cases.csv: {changed}" in warnings
    assert "themes.csv:1: own: the column is not described: describe it in datapackage.json" in warnings
    assert "datapackage.json: 'basemap/land.geojson' is described and not there: " in "".join(
        say(described, Level.REMARK)
    )


def test_a_table_that_the_description_leaves_out_is_a_warning(described: Path, edit: Edit) -> None:
    edit("datapackage.json", '"path": "context.csv"', '"path": "nothing.csv"')
    assert "context.csv: the table is not described: describe it in datapackage.json" in say(described, Level.WARNING)


def test_a_file_of_other_rows_is_told_once(described: Path, edit: Edit) -> None:
    edit("themes.csv", "\npeople,1,", "\nother,6,其他,Other,他,O,#000000,#ffffff\npeople,1,")
    assert [line.split(" ")[:2] for line in say(described, Level.WARNING)] == [["themes.csv:", "rows:"]]


def test_a_folder_without_a_description_is_not_out_of_step(folder: Path) -> None:
    assert say(folder, Level.WARNING) == []


def test_many_of_one_kind_are_said_in_two_lines_and_each_if_asked_for() -> None:
    found = review_folder(SHIPPED)
    assert len(found) > 60
    few = list(say_found(found, EN, each=False))
    assert len(few) == 9
    assert few[-1].startswith("case_facts.csv: 56 more of this kind, in rows ")
    assert few[-1].endswith(" …; --all says each")
    assert len(list(say_found(found, EN, each=True))) == len(found)


def test_faults_are_always_said_each(folder: Path) -> None:
    cases = (folder / "cases.csv").read_text("utf-8")
    (folder / "cases.csv").write_text(cases.replace(",high,", ",sure,"), "utf-8")
    found = review_folder(folder)
    assert len(found) > MAX_ALIKE
    assert len(list(say_found(found, EN, each=False))) == len(found)


@pytest.mark.parametrize(("words", "said"), [(EN, "; --all says each"), (ZH, "；加--all逐条列出")])
def test_findings_that_stand_in_no_row_are_counted_without_rows(words: Translator, said: str) -> None:
    found = [Fault("datapackage.json", None, None, str(number), "a", {}, Level.REMARK) for number in range(12)]
    counted = list(say_found(found, words, each=False))[-1]
    assert counted.endswith(said)
    assert "11" in counted
    assert "None" not in counted
