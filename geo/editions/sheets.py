"""The sheets of an XLSX workbook as rows of text; nothing in it is run, and what it unpacks to is bounded.

A formula gives the value that Excel kept of it. A cell merged downwards stands for each of its rows.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from geo.tables.disk import MB
from geo.tables.faults import Fault, Level

MAX_UNPACKED_BYTES: Final = 64 * MB  # 10,000 lines unpack to 3 MB, a million rows of nothing to 40
MAX_PARTS: Final = 1000  # files within the workbook
MAX_SHEET_ROWS: Final = 100_000  # rows of nothing included: they take 2 s
MAX_SHEET_COLUMNS: Final = 64  # that are looked at
_BEGIN_BYTES: Final = 4096  # in which entities would be declared
MAX_ROWS: Final = 20_000  # rows with anything in them: twice the largest list that is measured

_DAMAGED: Final = "the workbook is damaged, locked or no XLSX: open it in Excel and save it again as XLSX"
_BOMB: Final = "the workbook unpacks to more than {limit} MB: copy the list alone into a new workbook"
_DOCTYPE: Final = "the workbook declares entities of XML, as Excel never does: save the list again as XLSX"
TOO_MANY: Final = "there are more than {limit} rows: give only the list"
_TOO_LONG: Final = "the sheet has more than {limit} rows, most of them empty: copy the list alone into a new workbook"
_HIDDEN: Final = "the sheet is hidden and was not read: show it in Excel if it belongs to the list"
_NO_VALUE: Final = "the formula {value} has no value kept: copy the column and paste it as values"
_MERGED: Final = "the cells {value} are merged: their value was read for each of their rows"

# What a workbook that was damaged or made by hand leads to, in zipfile, openpyxl and the parsers of XML: the errors of
# ElementTree, and of lxml where it is installed, are both SyntaxErrors.
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, SyntaxError, OSError, EOFError, RuntimeError, NotImplementedError, KeyError,
    ValueError, TypeError, AttributeError, IndexError, OverflowError,
)  # fmt: skip
_MERGE: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:$]+)\"")

Record = tuple[int, list[str]]


class Sheet(NamedTuple):
    """The name of a sheet and its rows, each with its number; rows of nothing are left out."""

    name: str
    records: list[Record]


def read_sheets(raw: bytes, file: str) -> tuple[list[Sheet], list[Fault]]:
    """Return the shown sheets of the workbook `raw`, and what is wrong with it or worth a word."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if message := _refuse_package(packed):
                return [], [Fault(file, None, None, None, message, {"limit": MAX_UNPACKED_BYTES // MB})]
            return _read_book(raw, packed, file)
    except BROKEN:
        return [], [Fault(file, None, None, None, _DAMAGED)]


def _refuse_package(packed: zipfile.ZipFile) -> str | None:
    """Return what is wrong with the package by the sizes that it declares, and by those that it really has."""
    parts = packed.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        return _BOMB
    left = MAX_UNPACKED_BYTES
    for part in parts:
        begin, size = _unpack(packed, part, left)
        left -= size
        if b"<!DOCTYPE" in begin or b"<!ENTITY" in begin:
            return _DOCTYPE
        if left < 0:
            return _BOMB
    return None


def _unpack(packed: zipfile.ZipFile, part: zipfile.ZipInfo, limit_bytes: int) -> tuple[bytes, int]:
    """Return how `part` begins, and its real size (bytes), counted no further than a little past the limit."""
    with packed.open(part) as source:
        begin = source.read(_BEGIN_BYTES)
        size = len(begin)
        while size <= limit_bytes and (piece := source.read(MB)):
            size += len(piece)
    return begin, size


def _read_book(raw: bytes, packed: zipfile.ZipFile, file: str) -> tuple[list[Sheet], list[Fault]]:
    """Return the shown sheets of a package that is small enough, and what is to be said of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and rules that nobody here reads
        values, formulas = (load_workbook(io.BytesIO(raw), read_only=True, data_only=kept) for kept in (True, False))
    sheets, faults = [], []
    for sheet, written in zip(values.worksheets, formulas.worksheets, strict=True):
        if sheet.sheet_state != "visible":
            faults.append(Fault(f"{file}[{sheet.title}]", None, None, None, _HIDDEN, level=Level.REMARK))
            continue
        path = sheet._worksheet_path  # noqa: SLF001 (openpyxl tells the part of a sheet nowhere else)
        merged = [found.decode() for found in _MERGE.findall(packed.read(path))]
        records, found = _read_sheet(sheet, written, merged, f"{file}[{sheet.title}]")
        sheets.append(Sheet(sheet.title, records))
        faults += found
    return sheets, faults


def _read_sheet(values: Any, formulas: Any, merged: list[str], file: str) -> tuple[list[Record], list[Fault]]:  # noqa: ANN401 (openpyxl has no types)
    """Return the rows of a sheet, read as kept values and as formulas, and what is to be said of them."""
    records: list[Record] = []
    faults = [Fault(file, None, None, one, _MERGED, level=Level.REMARK) for one in merged if _is_downward(one)]
    covers = _cover(merged)
    above: dict[int, str] = {}
    for row, (kept, written) in enumerate(zip(_rows(values), _rows(formulas), strict=False), start=1):
        if row <= MAX_SHEET_ROWS and row not in covers and not any(cell is not None for cell in written):
            continue
        faults += [
            Fault(file, row, None, str(formula), _NO_VALUE)
            for value, formula in zip(kept, written, strict=False)
            if value is None and isinstance(formula, str) and formula.startswith("=")
        ]
        cells = _fill_down([_to_text(cell) for cell in kept], covers.get(row, {}), above)
        if any(cells):
            records.append((row, cells))
        if row > MAX_SHEET_ROWS:
            return [], [Fault(file, row, None, None, _TOO_LONG, {"limit": MAX_SHEET_ROWS})]
        if len(records) > MAX_ROWS:
            return [], [Fault(file, row, None, None, TOO_MANY, {"limit": MAX_ROWS})]
    return records, faults


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 (openpyxl has no types)
    """Return the rows of a sheet as it is, whatever size it declares."""
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_col=MAX_SHEET_COLUMNS, values_only=True)
    return islice(rows, MAX_SHEET_ROWS + 1)


def _is_downward(merged: str) -> bool:
    """Return whether a range such as A2:A22 has several rows."""
    _, top, _, bottom = range_boundaries(merged)
    return int(bottom or 0) > int(top or 0)


def _cover(merged: Iterable[str]) -> Mapping[int, Mapping[int, bool]]:
    """Return for each row the columns (from 0) of ranges merged downwards, and whether the range begins there."""
    covers: dict[int, dict[int, bool]] = {}
    for left, top, _, bottom in map(range_boundaries, filter(_is_downward, merged)):
        for row in range(int(top), min(int(bottom), int(top) + MAX_ROWS) + 1):
            covers.setdefault(row, {})[int(left) - 1] = row == top
    return covers


def _fill_down(cells: list[str], covered: Mapping[int, bool], above: dict[int, str]) -> list[str]:
    """Return `cells` with the value of each merged range; `above` keeps those that have begun."""
    filled = cells + [""] * (max(covered, default=-1) + 1 - len(cells))
    for column, begins in covered.items():
        if begins:
            above[column] = filled[column]
        filled[column] = above.get(column, "")
    return filled


def _to_text(cell: Any) -> str:  # noqa: ANN401 (whatever a cell holds)
    """Return a cell as it is read; a whole number without its .0."""
    if cell is None:
        return ""
    whole = isinstance(cell, float) and cell.is_integer()
    return join_lines(str(int(cell) if whole else cell))


def join_lines(text: str) -> str:
    """Return the `text` of a cell on one line: a break in it is layout."""
    return " ".join(line.strip() for line in text.splitlines()).strip()
