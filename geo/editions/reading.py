"""A list as people have it – pasted lines, a CSV, a workbook – becomes one row for each line, with what it tells.

A line is parted at the first mark that parts a city from its title: white space, a tab, a colon, a comma, a dash or |.
What nothing parts is never guessed at.
"""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import pandas as pd

from geo.editions.columns import COLUMNS, find_header, fold_header, read_header, read_heading, read_list
from geo.editions.decoding import ZIP, decode, refuse_form
from geo.editions.sheets import MAX_ROWS, TOO_MANY, Record, join_lines, read_sheets
from geo.tables.csv_guard import unguard
from geo.tables.disk import MB
from geo.tables.faults import Fault, Level
from geo.tables.schema import EMPTY

MAX_LIST_BYTES: Final = 20 * MB  # 10,000 lines are 1 MB
MAX_TITLE_CHARS: Final = 300  # the longest title of 2024 has 42
MAX_LINE_CHARS: Final = 1000  # number, city and title; a longer one is not looked at
HEADER_ROWS: Final = 20  # in which the names of the columns may stand: titles and notes go before them

_NOT_PARTED: Final = "{value} is not parted into city and title: put a space between them, or take the line out"
_NO_LIST: Final = "this line stands on no list: put a heading 国际 or 中国 above it, or add a column 名单"
_ONE_HEADING: Final = (
    "only the heading {value} is there: add that of the other list, or a column 名单 with the list of each line"
)
_WRONG_LIST: Final = "{value} is no list: write 国际 or 中国"
_NO_POSITION: Final = "{value} is not a positive whole number: write 1, 2, 3 and so on"
_TWICE: Final = "the column appears twice: remove one or rename it"
_LEFT_OUT: Final = "the column is not one of a list and was left out"
_MARKUP: Final = "{value} holds markup: write the plain words as printed"
_CONTROL: Final = "{value} holds characters that nobody sees: type it again"
_TOO_LONG: Final = "the title has {count} characters, the limit is {limit}: see that it is one title"
_NO_LINES: Final = "the file holds no case: write one line for each, the city and then the title"
_QUOTES: Final = "a quotation mark is not closed or out of place: save the file again as CSV"
_BEFORE: Final = "{value} stands before the first heading and names no case: it was left out"
_SKIPPED: Final = "the number {value} stands behind {last}: see that no line is missing or out of order"
_REPEATED: Final = "{value} stands already in row {first} of the same list: take one of them out"

_MARKS: Final = (",", "\t", ";", "，")  # that may part the columns of a table
_CHINESE_NUMBER = "[一二三四五六七八九十百]+"
_NUMBER: Final = re.compile(
    rf"(?:[（(]\s*(\d{{1,5}}|{_CHINESE_NUMBER})\s*[)）]|(\d{{1,5}}|{_CHINESE_NUMBER})\s*[.、．)）]|(\d{{1,5}})(?=\s)|[①-⑳])\s*"
)
# 北　京　title: names of two characters, set to the width of three.
_SPACED: Final = re.compile(r"(?P<one>[㐀-鿿])[ \u3000]+(?P<two>[㐀-鿿])(?:[ \u3000]+|：)(?P<title>.*\S)")
_PARTED: Final = re.compile(
    r"(?P<city>[^\W_][^\s:：,，|—–《》“”\"‘’（）()<>]*?)\s*(?:[\s:：,，|]|—+|–)\s*(?P<title>\S.*)"
)
_LATIN: Final = re.compile(
    r"(?P<city>[A-Za-zÀ-ɏ][^:：,，|\t㐀-鿿“‘《]*?)(?:\s*[:：|\t]\s*|\s{2,}|\s+(?=[㐀-鿿“‘《\d]))(?P<title>.*\S)"
)
_TAG: Final = re.compile(r"</?[A-Za-z!][^<>]*>|&(?:#\d+|[a-z]+);|\*\*|\]\(")


class Line(NamedTuple):
    """A line of the list: where it stands and what it tells, each as text; "" for what is missing."""

    row: int
    sheet: str
    list: str
    position: str
    city: str
    title_zh: str
    title_en: str = ""
    themes: str = ""
    country: str = ""
    notes: str = ""


class Listing(NamedTuple):
    """What was read: a row for each line of the list, all text, and what is wrong or worth a word."""

    lines: pd.DataFrame
    faults: list[Fault]


def read_listing(raw: bytes, file: str) -> Listing:
    """Return the lines of the list `raw`, and every fault of it.

    The positions of lines without a number of their own are counted within each list.
    """
    if fault := refuse_form(raw, file):
        return Listing(_to_table([]), [fault])
    lines, faults = _read_workbook(raw, file) if raw.startswith(ZIP) else _read_text(raw, file)
    counted = _to_table(_count_positions(lines))
    blocked = any(fault.blocking for fault in faults)
    if not lines and not blocked:
        faults.append(Fault(file, None, None, None, _NO_LINES))
    return Listing(counted, [*faults, *_check_lines(counted, file)])


def name_origin(file: str, sheet: str) -> str:
    """Return the file in which a line stands, with its sheet if it has sheets: list.xlsx[国际]."""
    return f"{file}[{sheet}]" if sheet else file


def _to_table(lines: Iterable[Line]) -> pd.DataFrame:
    """Return `lines` as a table of text, but for the number of the row."""
    return pd.DataFrame(list(lines), columns=list(Line._fields)).astype(dict.fromkeys(COLUMNS, "str"))


def _read_workbook(raw: bytes, file: str) -> tuple[list[Line], list[Fault]]:
    """Return the lines of each shown sheet; the name of a sheet may tell the list."""
    sheets, faults = read_sheets(raw, file)
    lines: list[Line] = []
    for sheet in sheets:
        where = name_origin(file, sheet.name)
        found, wrong = _read_records(sheet.records, where, sheet.name, read_list(sheet.name))
        lines += found
        faults += wrong
    return lines, faults


def _read_text(raw: bytes, file: str) -> tuple[list[Line], list[Fault]]:
    """Return the lines of a text, a table if its first rows name columns."""
    text, fault = decode(raw, file)
    if fault:
        return [], [fault]
    rows = text.splitlines()
    if len(rows) > MAX_ROWS and sum(map(bool, map(str.strip, rows))) > MAX_ROWS:
        return [], [Fault(file, None, None, None, TOO_MANY, {"limit": MAX_ROWS})]
    mark = next(
        (mark for mark in _MARKS if find_header(_split("\n".join(rows[:HEADER_ROWS]), mark)[0]) is not None), None
    )
    if mark is None:
        return _read_records([(row, [line]) for row, line in enumerate(rows, start=1) if line.strip()], file, "", "")
    records, broken_at = _split(text, mark)
    lines, faults = _read_records(records, file, "", "")
    return lines, faults if broken_at is None else [Fault(file, broken_at, None, None, _QUOTES), *faults]


def _split(text: str, mark: str) -> tuple[list[Record], int | None]:
    """Return the records of `text` whose cells `mark` parts, and the row of one that cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    records: list[Record] = []
    begin = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                records.append((begin, [join_lines(unguard(cell)) for cell in cells]))
            begin = reader.line_num + 1
    except csv.Error:
        return records, begin
    return records, None


def _read_records(records: list[Record], file: str, sheet: str, on_list: str) -> tuple[list[Line], list[Fault]]:
    """Return the lines of `records`, which may have a row of names; `on_list` holds until a heading says another."""
    place = find_header(records[:HEADER_ROWS])
    if place is None:
        return _leave_titles(list(_read_plain(records, sheet, on_list)), records, file, on_list)
    row, names = records[place]
    meant = read_header(names)
    above = [found for _, cells in records[:place] if (found := read_heading("".join(cells)))]
    body = records[place + 1 :]
    faults = [*_check_names(names, meant, file, row)]
    faults += [] if "list" in meant else _check_headings([*records[:place], *body], file, on_list)
    return list(_read_rows(body, meant, sheet, (above or [on_list])[-1])), faults


def _leave_titles(lines: list[Line], records: list[Record], file: str, on_list: str) -> tuple[list[Line], list[Fault]]:
    """Return `lines` without what stands as a title above the first heading, which is said, and what is wrong."""
    headed = any(line.list for line in lines)
    titles = [line for line in lines if headed and not line.list and not line.title_zh]
    said = [Fault(file, line.row, None, line.city, _BEFORE, level=Level.REMARK) for line in titles]
    faults = [*said, *_check_headings(records, file, on_list), *_check_numbers(records, file)]
    return [line for line in lines if line not in titles], faults


def _check_numbers(records: Iterable[Record], file: str) -> Iterator[Fault]:
    """Yield a remark for each printed number that does not follow the one above it; a list may begin with any."""
    last = 0
    for row, cells in records:
        text = "\t".join(filter(None, map(str.strip, cells)))
        found = _NUMBER.match(text)
        printed = next((digits for digits in found.groups() if digits), "") if found else ""
        number = 0 if read_heading(text) or not printed.isdecimal() else int(printed)
        if last and number and number != last + 1:
            yield Fault(file, row, None, printed, _SKIPPED, {"last": last}, level=Level.REMARK)
        last = number


def _check_names(names: Sequence[str], meant: Sequence[str], file: str, row: int) -> Iterator[Fault]:
    """Yield a fault for each column that stands twice, and a remark for each that is left out."""
    times = Counter(filter(None, meant))
    for name, column in zip(names, meant, strict=True):
        if column and times[column] > 1:
            yield Fault(file, row, name, None, _TWICE)
        elif name and not column:
            yield Fault(file, row, name, None, _LEFT_OUT, level=Level.REMARK)


def _check_headings(records: Iterable[Record], file: str, on_list: str) -> list[Fault]:
    """Return a fault if the heading of one list alone stands among `records`, whose sheet names none."""
    headings = {found: (row, cells) for row, cells in records if (found := read_heading("".join(cells)))}
    if on_list or len(headings) != 1:
        return []
    ((row, cells),) = headings.values()
    return [Fault(file, row, None, "".join(cells).strip(), _ONE_HEADING)]


def _read_plain(records: Iterable[Record], sheet: str, on_list: str) -> Iterator[Line]:
    """Yield a line for each of `records` that is no heading, each a text or its cells."""
    for row, cells in records:
        text = "\t".join(filter(None, map(str.strip, cells)))
        if heading := read_heading(text):
            on_list = heading
        elif any(letter.isalnum() for letter in text):
            yield Line(row, sheet, on_list, "", *part_line(text))


def part_line(text: str) -> tuple[str, str]:
    """Return city and title of a line as printed, without its number; the title is "" if nothing parts them."""
    line = text.strip()
    if len(line) > MAX_LINE_CHARS:
        return line, ""
    line = line[number.end() :] if (number := _NUMBER.match(line)) else line
    if spaced := _SPACED.fullmatch(line):
        return spaced["one"] + spaced["two"], spaced["title"]
    parted = (_LATIN if line[:1].isascii() and line[:1].isalpha() else _PARTED).fullmatch(line)
    return (parted["city"].strip(), parted["title"].strip()) if parted else (line, "")


def _read_rows(records: Iterable[Record], meant: Sequence[str], sheet: str, on_list: str) -> Iterator[Line]:
    """Yield a line for each row of a table whose columns are `meant`; a row that is a heading is none."""
    for row, cells in records:
        told = {column: cell.strip() for column, cell in zip(meant, cells, strict=False) if column}
        if "list" not in meant and (heading := read_heading("".join(cells))):
            on_list = heading
        elif any(told.values()):
            yield Line(**{"row": row, "sheet": sheet, **dict.fromkeys(COLUMNS, ""), "list": on_list} | told)  # type: ignore[arg-type]


def _count_positions(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield `lines` with their list by its id, and each without a position counted within it."""
    counts: Counter[str] = Counter()
    for line in lines:
        on_list = read_list(line.list) or line.list
        counts[on_list] += 1
        yield line._replace(list=on_list, position=_read_position(line.position) or str(counts[on_list]))


def _read_position(text: str) -> str:
    """Return a position as it is counted: in half width, without the mark behind it."""
    return unicodedata.normalize("NFKC", text).rstrip(".、) ")


def _check_lines(lines: pd.DataFrame, file: str) -> Iterator[Fault]:
    """Yield every fault of each of `lines`, in their order."""
    first: dict[tuple[str, str, str], int] = {}
    for line in map(Line._make, lines.itertuples(index=False)):
        yield from (
            Fault(name_origin(file, line.sheet), line.row, column, value, message, details)
            for column, value, message, details in _find_wrong(line)
        )
        key = (line.list, fold_header(line.city), fold_header(line.title_zh))
        if key in first and all(key):
            where = name_origin(file, line.sheet)
            yield Fault(where, line.row, "title_zh", line.title_zh, _REPEATED, {"first": first[key]})
        first.setdefault(key, line.row)


def _find_wrong(line: Line) -> Iterator[tuple[str, str, str, Mapping[str, float]]]:
    """Yield column, value, message and details of what is wrong within a line."""
    if not line.list:
        yield "list", "", _NO_LIST, {}
    elif not read_list(line.list):
        yield "list", line.list, _WRONG_LIST, {}
    if not re.fullmatch("[1-9][0-9]{0,4}", line.position):
        yield "position", line.position, _NO_POSITION, {}
    if line.city and not line.title_zh:
        yield "title_zh", line.city, _NOT_PARTED, {}
    elif not line.city:
        yield "city", "", EMPTY, {}
    yield from ((column, value, message, {}) for column, value, message in _find_marks(line))
    if len(line.title_zh) > MAX_TITLE_CHARS:
        yield "title_zh", line.title_zh, _TOO_LONG, {"count": len(line.title_zh), "limit": MAX_TITLE_CHARS}


def _find_marks(line: Line) -> Iterator[tuple[str, str, str]]:
    """Yield each text of a line with markup, or with characters that are not to be seen."""
    for column in ("city", "title_zh", "title_en"):
        value = str(getattr(line, column))
        if _TAG.search(value):
            yield column, value, _MARKUP
        elif any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"} for letter in value):
            yield column, value, _CONTROL
