"""An import that is not finished: kept as a zip, taken up again, and refused where it is broken or too large."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from geo.editions.decisions import ACCEPTED, PLACE, Decision, decide, find_choices, find_edits
from geo.editions.edits import Cell, edit_plan
from geo.editions.keeping import KEPT, MAX_KEPT_BYTES, Kept, holds_import, list_files, read_kept
from geo.editions.plan import Edition, Plan, plan_import
from geo.editions.reading import read_listing
from geo.folders import zip_files
from geo.tables.faults import DataError
from tests.conftest import EN, open_shipped

TABLES = open_shipped().tables
RAW = "国际\n北京 虚构的社区议事\n中国\n上海 虚构的公园".encode()
LINE = ("international", "北京", "虚构的社区议事")
DECISIONS = (
    Decision(("圣地亚哥",), {PLACE: "Santiago@-33.45,-70.66"}, when="2026-11-27T14:20:31+00:00"),
    Decision(LINE, {"title_en": "Residents decide", "themes": "people"}),
    Decision(LINE, {"theme_confidence": "high"}, ACCEPTED, "2026-11-27"),
)
STATE = Kept(RAW, "名单.csv", Edition("2026", {"title_zh": "虚构", "title_en": ""}), DECISIONS)


def plan(raw: bytes = RAW) -> Plan:
    return plan_import(read_listing(raw, "l.txt"), "l.txt", TABLES, Edition("2026", {}), {})


def refused(raw: bytes) -> str:
    """Return what is said of a zip that cannot be taken up."""
    with pytest.raises(DataError) as raised:
        read_kept(raw, "x.zip")
    return raised.value.faults[0].text(EN)


def change(edit: Callable[[dict[str, Any]], object]) -> bytes:
    """Return the zip with what `edit` does to its import.json."""
    files = list_files(STATE)
    said = json.loads(files[KEPT])
    edit(said)
    return zip_files(files | {KEPT: json.dumps(said).encode()})


@pytest.mark.parametrize("name", ["名单.csv", "list.txt", "l.XLSX", "l"])
def test_what_was_kept_is_taken_up_as_it_was(name: str) -> None:
    kept = STATE._replace(name=name)
    assert read_kept(zip_files(list_files(kept)), "x.zip") == kept


def test_it_is_found_in_a_folder_that_someone_packed_around_it() -> None:
    packed = zip_files({f"mine/{name}": raw for name, raw in list_files(STATE).items()})
    assert holds_import(packed)
    assert read_kept(packed, "x.zip") == STATE


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", RAW, zip_files({"xl/workbook.xml": b"<a/>"})])
def test_what_keeps_no_import_is_a_list_or_none(raw: bytes) -> None:
    assert not holds_import(raw)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (zip_files({KEPT: b"{"}), "x.zip: nothing can be taken up from this file"),
        (zip_files({KEPT: b"[" * 100_000}), "x.zip: nothing can be taken up from this file"),
        (zip_files({KEPT: b"\xff"}), "x.zip: nothing can be taken up from this file"),
        (zip_files({KEPT: b"[]"}), "import.json: '[]' is not what an import has here"),
        (zip_files({KEPT: list_files(STATE)[KEPT]}), "x.zip: the list that belongs to it is missing"),
        (zip_files(list_files(STATE))[:-40], "x.zip: nothing can be taken up from this file"),
        (
            zip_files(list_files(STATE) | {KEPT: b" " * (MAX_KEPT_BYTES + 1)}),
            "import.json: it unpacks to more than 8 MB",
        ),
        (
            zip_files(list_files(STATE) | {"list.csv": b" " * 20_000_001}),
            "list.csv: it unpacks to more than 20 MB",
        ),
        (change(lambda said: said.update(version=2)), "import.json: version: it is of version '2'"),
        (change(lambda said: said.update(edition="../x")), "import.json: edition: '../x' is not what an import has"),
        (change(lambda said: said.update(list="../../etc/passwd")), "import.json: list: '../../etc/passwd' is not"),
        (change(lambda said: said.update(more=1)), "import.json: "),
        (change(lambda said: said["decisions"].append({"name": "x", "place": "=1"})), "import.json: decisions.3.place"),
        (
            change(lambda said: said["decisions"][1]["cells"].update(case_id="x")),
            "import.json: decisions.1.cells: ",
        ),
    ],
)  # fmt: skip
def test_a_zip_that_is_broken_foreign_or_a_bomb_is_refused_in_a_sentence(raw: bytes, said: str) -> None:
    text = refused(raw)
    assert text.startswith(said)
    assert "\n" not in text


def test_a_decision_about_a_line_holds_wherever_the_line_moves() -> None:
    moved = plan("国际\n横滨 另一行\n北京 虚构的社区议事\n中国\n上海 虚构的公园".encode())
    for planned, case in ((plan(), "2026-int-01"), (moved, "2026-int-02")):
        edited = edit_plan(planned, find_edits(DECISIONS, planned))
        assert {step.case["case_id"]: step.case["title_en"] for step in edited.steps}[case] == "Residents decide"
    gone = plan("国际\n横滨 另一行\n中国\n上海 虚构的公园".encode())
    assert find_edits(DECISIONS, gone) == {}


def test_the_last_decision_holds_and_without_it_the_one_before() -> None:
    twice = [*DECISIONS, Decision(LINE, {"themes": "smart"}, when="2026-12-18")]
    assert find_edits(twice, plan())["2026-int-01"]["themes"] == Cell("smart", when="2026-12-18")
    assert find_edits(twice[:-1], plan())["2026-int-01"]["themes"].value == "people"


def test_a_place_is_decided_once_and_can_be_left_open_again() -> None:
    decided = decide(DECISIONS, Decision(("圣地亚哥",), {PLACE: "CL"}))
    assert (find_choices(decided), len(decided)) == ({"圣地亚哥": "CL"}, 3)
    assert find_choices(decide(decided, Decision(("圣地亚哥",), {PLACE: ""}))) == {}


def test_why_and_when_stand_in_the_change_list() -> None:
    changes = edit_plan(plan(), find_edits(DECISIONS, plan())).changes
    assert changes[-1] == ("cases.csv 2026-int-01 theme_confidence", "low", "high", ACCEPTED, "2026-11-27")
