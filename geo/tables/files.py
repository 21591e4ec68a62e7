"""The files of a data folder, read as tables of text; nothing else reads them."""

import csv
import gc
import io
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pandas as pd
from charset_normalizer import from_bytes

from geo.tables.csv_guard import unguard
from geo.tables.disk import MB, read_file
from geo.tables.faults import Fault
from geo.tables.schema import FILES, OPTIONAL, PACKAGE, optional_columns

# 100,000 cases like the shipped are 22 MB, read in 1.4 s into 0.3 GB of memory; 50 MB take 3 s and 0.6 GB.
SHIPPED: Final = Path(__file__).parents[2] / "data"
MAX_FILE_BYTES: Final = 50 * MB
MAX_FACTS_BYTES: Final = 200 * MB  # three facts of each of 100,000 cases are 163 MB, read in 6 s into 1.4 GB

_NO_FOLDER: Final = "there is no such folder: check its name"
_NOTHING: Final = "the file is empty: its first row must name the columns"
_ENCODING: Final = "the file is not UTF-8, it seems to be {encoding}: save it as UTF-8 (Excel: CSV UTF-8)"
_BROKEN: Final = "the file is not UTF-8, and damaged here: save it again as UTF-8 (Excel: CSV UTF-8)"
_BREAKS_OFF: Final = "the file ends in the middle of a letter, it seems cut off: put the whole file into the folder"
_NUL: Final = "a NUL byte stands here, the file seems damaged: save it again as UTF-8"
_DELIMITER: Final = "the columns are parted by {mark}, not by commas: save the file as CSV with commas"
_QUOTES: Final = 'a quotation mark is not closed or out of place: put the field between " and write each inner " twice'
_RAGGED: Final = (
    'the row has {found} instead of {expected} fields: add what is missing, or put " round a text with commas'
)
_TWICE: Final = "the column appears twice: remove one or rename it"

# Encodings in which Chinese and Western spreadsheets save a CSV file; more would only make the guess worse.
_LIKELY: Final = ("gb18030", "big5", "utf_16", "cp1252")
_NAMES: Final = {"gb18030": "GB18030", "big5": "Big5", "utf_16": "UTF-16", "cp1252": "Windows-1252"}

_WRONG_MARKS: Final = (";", "\t", "，")  # European Excel, "Unicode text", a Chinese keyboard

Record = tuple[int, list[str]]


def read_folder(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Return the tables of `folder` that can be read, all columns text, and what is wrong with the files.

    The index of a table is the line of the file that each row begins in. A row with too few or too many fields
    is a fault and not part of its table. An optional file or column that is missing is no fault.
    """
    if not is_folder(folder):
        return {}, [Fault(folder.name, None, None, None, _NO_FOLDER)]
    tables, faults = {}, []
    for name, file in FILES.items():
        if name in OPTIONAL and not os.path.lexists(folder / file):
            continue
        table, found = _read_table(folder / file)
        faults += found
        if table is not None:
            absent = [column for column in optional_columns(name) if column not in table]
            tables[name] = table.assign(**dict.fromkeys(absent, ""))
    return tables, faults


def is_folder(path: Path) -> bool:
    """Return whether `path` is a folder; one that no system could have is none."""
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, a loop of links
        return False


def fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return name, size (bytes) and time of change (ns) of each file that `folder` may have; -1 for one it has not.

    It costs a few microseconds and changes whenever a file does: a key for caches.
    """
    return tuple(_fingerprint(folder / file) for file in (*FILES.values(), PACKAGE))


def _fingerprint(path: Path) -> tuple[str, int, int]:
    """Return name, size and time of change of the file `path`."""
    try:
        status = path.stat()
    except OSError:
        return (path.name, -1, -1)
    return (path.name, status.st_size, status.st_mtime_ns)


def max_bytes(file: str) -> int:
    """Return how large the file called `file` may be."""
    return MAX_FACTS_BYTES if file == FILES["case_facts"] else MAX_FILE_BYTES


def _read_table(path: Path) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Return the table in the file `path`, or None if it holds none, and what is wrong with the file."""
    raw, unread = read_file(path, max_bytes(path.name))
    if unread:
        return None, [unread]
    text, fault = _decode(raw, path.name)
    if fault:
        return None, [fault]
    with _no_search_for_cycles():
        return _parse(text, path.name)


def _decode(raw: bytes, file: str) -> tuple[str, Fault | None]:
    """Return the text of `raw`, or the fault that keeps it from being UTF-8 text."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return "", Fault(file, raw.count(b"\n") + 1, None, None, _BREAKS_OFF)
        return "", name_encoding(raw, file, error.start)
    if "\0" in text:
        return "", Fault(file, text[: text.index("\0")].count("\n") + 1, None, None, _NUL)
    return text, None


def name_encoding(raw: bytes, file: str, start: int) -> Fault:
    """Return the fault of a file that is not UTF-8 from byte `start` on: the encoding it seems to have, if any."""
    guess = from_bytes(raw, cp_isolation=list(_LIKELY), enable_fallback=False).best()
    if guess is None:
        return Fault(file, raw[:start].count(b"\n") + 1, None, None, _BROKEN)
    return Fault(file, None, None, None, _ENCODING, {"encoding": (_NAMES[guess.encoding],)})


def _parse(text: str, file: str) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Return the table that `text` holds, or None without a row of names, and what is wrong with its form."""
    records, broken_at = _split(text)
    faults = [] if broken_at is None else [Fault(file, broken_at, None, None, _QUOTES)]
    if not records:
        return None, faults or [Fault(file, None, None, None, _NOTHING)]
    (_, names), *rows = records
    header = [name.strip() for name in names]
    faults += _check_header(header, file) or _check_widths(rows, len(header), file)
    return _to_table(header, rows), faults


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let Python make many lists without looking again and again for those that nobody holds: a third of the time."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def _split(text: str) -> tuple[list[Record], int | None]:
    """Return the records of `text` and, if they break off, the line of the one that cannot be read.

    Each record stands with the line it begins in. Rows of nothing, as Excel leaves them, are left out.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, begin = [], 1
    try:
        for fields in reader:
            if any(map(str.strip, fields)):
                records.append((begin, fields))
            begin = reader.line_num + 1
    except csv.Error:
        return records, begin
    return records, None


def _check_header(header: list[str], file: str) -> list[Fault]:
    """Return a fault for each column that is repeated, or one if the columns are not separated by commas."""
    mark = next((mark for mark in _WRONG_MARKS if len(header) == 1 and mark in header[0]), None)
    if mark:
        return [Fault(file, 1, None, None, _DELIMITER, {"mark": mark})]
    repeated = [name for name, times in Counter(header).items() if name and times > 1]
    return [Fault(file, 1, name, None, _TWICE) for name in repeated]


def _check_widths(rows: list[Record], width: int, file: str) -> list[Fault]:
    """Return a fault for each of `rows` that has not `width` fields."""
    ragged = [(line, len(fields)) for line, fields in rows if len(fields) != width]
    return [Fault(file, line, None, None, _RAGGED, {"found": found, "expected": width}) for line, found in ragged]


def _unguard_row(fields: list[str]) -> list[str]:
    """Return `fields` as they were before `guard`; few rows have any mark of it."""
    return [unguard(value) for value in fields] if "'" in "".join(fields) else fields


def _to_table(header: list[str], rows: list[Record]) -> pd.DataFrame:
    """Return the whole rows as a table of text, without columns that have no name or one already taken."""
    whole = [(line, _unguard_row(fields)) for line, fields in rows if len(fields) == len(header)]
    index = pd.Index([line for line, _ in whole], name="line", dtype=int)
    table = pd.DataFrame([fields for _, fields in whole], columns=header, index=index, dtype="str")
    named = [bool(name) for name in header]
    return table.loc[:, named & ~table.columns.duplicated()]
