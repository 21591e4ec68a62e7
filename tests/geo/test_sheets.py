"""A list that is an Excel workbook: what is read of it, what is said, and what is refused before it is unpacked."""

import io
import re
import time
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from geo.editions.reading import read_listing
from geo.editions.sheets import MAX_UNPACKED_BYTES
from geo.text import translator
from tests.conftest import EN
from tests.geo.listings import TOLD, said, told

ROWS = [
    ("名单", "序号", "城市", "标题"),
    ("国际", 1, "北京", "城市体检:一个共识"),
    ("国际", 2.0, "横滨", "老旧住宅:议事十年"),
    ("中国", 1, "合肥", "生命线监测"),
]
FLOOD = "l.xlsx[表]:100001: the sheet has more than 100000 rows, most of them empty"


def write_book(fill: Callable[[Any], None], rows: list[tuple[Any, ...]] | None = None) -> bytes:
    """Return a workbook whose only sheet has `rows` and whatever `fill` does to it."""
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "表"
    for row in ROWS if rows is None else rows:
        book.active.append(row)
    fill(book)
    book.save(target)
    return target.getvalue()


def rewrite(raw: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return the workbook `raw` with each of its parts as `change` makes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def nothing(_book: Any) -> None: ...  # noqa: ANN401 (openpyxl has no types)


def test_a_table_is_read() -> None:
    listing = read_listing(write_book(nothing), "l.xlsx")
    assert (told(listing), said(listing)) == (TOLD, [])


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("国际都市治理",),
            ("北京", "城市体检:一个共识"),
            ("横滨", "老旧住宅:议事十年"),
            ("中国城市治理",),
            ("合肥", "生命线监测"),
        ],
        [
            ("国际都市治理",),
            ("1. 北京 城市体检:一个共识",),
            ("2. 横滨 老旧住宅:议事十年",),
            ("中国城市治理",),
            ("1. 合肥 生命线监测",),
        ],
        [("城市治理典型案例",), (), ROWS[0], *ROWS[1:]],
    ],
    ids=["two columns without names", "pasted lines", "a title above the names"],
)
def test_lines_in_cells_are_read_as_pasted(rows: list[tuple[Any, ...]]) -> None:
    listing = read_listing(write_book(nothing, rows), "l.xlsx")
    assert (told(listing), said(listing)) == (TOLD, [])


def test_the_name_of_a_sheet_may_tell_the_list() -> None:
    def fill(book: Any) -> None:  # noqa: ANN401 (openpyxl has no types)
        book.active.title = "国际都市治理"
        for row in [("城市", "标题"), ("北京", "城市体检:一个共识"), ("横滨", "老旧住宅:议事十年")]:
            book.active.append(row)
        book.create_sheet("中国城市治理").append(("城市", "标题"))
        book["中国城市治理"].append(("合肥", "生命线监测"))

    listing = read_listing(write_book(fill, []), "l.xlsx")
    assert (told(listing), said(listing)) == (TOLD, [])


def test_merged_cells_stand_for_each_of_their_rows_and_it_is_said() -> None:
    def fill(book: Any) -> None:  # noqa: ANN401 (openpyxl has no types)
        book.active.merge_cells("A2:A3")
        book.active.merge_cells("F1:H1")

    listing = read_listing(write_book(fill), "l.xlsx")
    remark = "l.xlsx[表]: the cells 'A2:A3' are merged: their value was read for each of their rows"
    assert (told(listing), said(listing)) == (TOLD, [remark])


def test_a_formula_gives_the_value_that_was_kept() -> None:
    raw = write_book(lambda book: book.active.__setitem__("D2", '="城市体检"&":一个共识"'))
    kept = rewrite(raw, lambda _, part: re.sub(b"<v ?/>|<v></v>", b"<v>1</v>", part))
    assert told(read_listing(kept, "l.xlsx"))[0][3] == "1"


def test_a_formula_without_a_value_is_a_fault_and_never_run() -> None:
    raw = write_book(lambda book: book.active.__setitem__("D2", '=WEBSERVICE("http://example.org")'))
    fault = said(read_listing(raw, "l.xlsx"))[0]
    assert fault.startswith("l.xlsx[表]:2: the formula '=WEBSERVICE(\"http://example.org\")' has no value kept")


def test_a_hidden_sheet_is_not_read_and_said() -> None:
    def fill(book: Any) -> None:  # noqa: ANN401 (openpyxl has no types)
        book.create_sheet("旧").append(("国际", 9, "火星", "无"))
        book["旧"].sheet_state = "hidden"

    listing = read_listing(write_book(fill), "l.xlsx")
    assert told(listing) == TOLD
    assert said(listing) == [
        "l.xlsx[旧]: the sheet is hidden and was not read: show it in Excel if it belongs to the list"
    ]


def test_a_bomb_is_refused_by_what_it_says_of_itself() -> None:
    bomb = rewrite(
        write_book(nothing), lambda name, part: part + b" " * MAX_UNPACKED_BYTES if "sheet1" in name else part
    )
    assert len(bomb) < 100_000
    started = time.perf_counter()
    assert said(read_listing(bomb, "l.xlsx"))[0].startswith("l.xlsx: the workbook unpacks to more than 64 MB")
    assert time.perf_counter() - started < 1


def test_a_bomb_that_says_it_is_small_is_no_workbook() -> None:
    bomb = rewrite(
        write_book(nothing), lambda name, part: part + b" " * MAX_UNPACKED_BYTES if "sheet1" in name else part
    )
    with zipfile.ZipFile(io.BytesIO(bomb)) as packed:
        size = next(part.file_size for part in packed.infolist() if "sheet1" in part.filename)
    lying = bomb.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert said(read_listing(lying, "l.xlsx"))[0].startswith("l.xlsx: the workbook is damaged")


@pytest.mark.parametrize(("last", "held"), [(50_000, True), (1_000_000, False)])
def test_rows_of_nothing_are_passed_over_up_to_a_limit(last: int, held: bool) -> None:  # noqa: FBT001 (a cell)
    rows = b"".join(b'<row r="%d" ht="15"/>' % row for row in range(5, last))
    padded = rewrite(write_book(nothing), lambda _, part: part.replace(b"</sheetData>", rows + b"</sheetData>"))
    listing = read_listing(padded, "l.xlsx")
    told_or_said = told(listing) == TOLD if held else said(listing)[0].startswith(FLOOD)
    assert told_or_said, said(listing)


def test_a_cell_in_the_last_corner_is_no_flood() -> None:
    listing = read_listing(write_book(lambda book: book.active.__setitem__("XFD1048576", "x")), "l.xlsx")
    assert said(listing)[0].startswith(FLOOD)


def test_declared_entities_are_refused() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    raw = rewrite(write_book(nothing), lambda name, part: entity + part if "sheet1" in name else part)
    assert said(read_listing(raw, "l.xlsx"))[0].startswith("l.xlsx: the workbook declares entities")


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04",
        b"PK\x03\x04" + bytes(1000),
        write_book(nothing)[:-500],
        rewrite(write_book(nothing), lambda name, part: b"" if "workbook" in name else part),
        rewrite(write_book(nothing), lambda name, part: b"<a/>" if "sheet1" in name else part),
        rewrite(write_book(nothing), lambda name, part: part[:200] if "sheet1" in name else part),
    ],
    ids=["four bytes", "zeros", "cut off", "no workbook", "another sheet", "half a sheet"],
)
def test_what_is_no_workbook_is_said(raw: bytes) -> None:
    fault = read_listing(raw, "l.xlsx").faults[0]
    assert fault.blocking
    assert fault.text(EN).startswith("l.xlsx: the ")
    assert fault.text(translator("zh")).startswith("l.xlsx: ")
