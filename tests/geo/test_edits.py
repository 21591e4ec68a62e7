"""Cells that a person mends in a planned import: each is in the change list, and what cannot stand there is a fault."""

import pytest

from geo.editions.edits import Cell, edit_plan
from geo.editions.folder import pack_import
from geo.editions.plan import Edition, Plan, plan_import
from geo.editions.reading import read_listing
from geo.folders import zip_files
from geo.tables.faults import DataError
from tests.conftest import EN, SHIPPED, open_shipped

TABLES = open_shipped().tables
CASE = "2026-int-01"


def plan() -> Plan:
    raw = "国际\n北京 虚构的社区议事\n中国\n上海 虚构的公园".encode()
    return plan_import(read_listing(raw, "list.txt"), "list.txt", TABLES, Edition("2026", {}), {})


def edit(**cells: str) -> Plan:
    return edit_plan(plan(), {CASE: {name: Cell(value, when="2026-12-18") for name, value in cells.items()}})


def test_a_mended_cell_stands_in_its_case_and_in_the_change_list() -> None:
    edited = edit(title_en="Residents decide", theme_confidence="high")
    assert edited.steps[0].case["title_en"] == "Residents decide"
    assert [*edited.changes[-2:]] == [
        (f"cases.csv {CASE} title_en", "", "Residents decide", "by hand", "2026-12-18"),
        (f"cases.csv {CASE} theme_confidence", "low", "high", "by hand", "2026-12-18"),
    ]
    assert not edited.blocked


def test_nothing_mended_changes_nothing() -> None:
    assert edit_plan(plan(), {}) == plan()


def test_evidence_that_a_new_title_lacks_goes_with_the_old_one() -> None:
    assert plan().steps[0].case["theme_evidence"] == "社区|议事"
    assert edit(title_zh="虚构的社区").steps[0].case["theme_evidence"] == "社区"


def test_what_cannot_stand_there_is_named_by_the_check_and_nothing_is_packed() -> None:
    with pytest.raises(DataError) as raised:
        pack_import(SHIPPED, edit(themes="people;peple"))
    said = [fault.text(EN) for fault in raised.value.faults]
    assert said[0].startswith("cases.csv:47: themes: 'peple' is not in themes.csv")


def test_what_is_worth_a_look_comes_with_the_folder() -> None:
    _, remarks = pack_import(SHIPPED, edit(theme_evidence="公园", title_en="Residents decide"))
    assert [fault.text(EN).partition(":")[0] for fault in remarks] == ["cases.csv"] * len(remarks)
    said = [fault.text(EN) for fault in remarks]
    assert "cases.csv:47: theme_evidence: '公园' is not a piece of the title: take the words from title_zh" in said
    assert [line for line in said if "no English" in line] == [said[-1]]


def test_a_case_keeps_its_id_whatever_is_mended() -> None:
    assert edit(case_id="2026-int-99", city_id="oslo").steps[0].case["case_id"] == CASE


def test_the_same_plan_packs_the_same_bytes() -> None:
    assert zip_files(pack_import(SHIPPED, plan())[0]) == zip_files(pack_import(SHIPPED, plan())[0])
