"""Files of every kind that a spreadsheet may leave in the folder."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.tables.disk import MB
from geo.tables.files import MAX_FILE_BYTES, fingerprint, max_bytes, read_folder
from geo.tables.schema import FILES, OPTIONAL, PACKAGE
from tests.conftest import EN, finish
from tests.geo.test_disk import ODD

THEMES = "theme,name_zh\npeople,人民城市\nsmart,智慧城市\n"


def read_themes(folder: Path, raw: bytes) -> tuple[list[tuple[object, ...]] | None, list[str]]:
    """Return the rows of themes.csv with their lines, or None, and what is said of a folder that has `raw` as it."""
    (folder / "themes.csv").write_bytes(raw)
    tables, faults = read_folder(folder)
    rows = [tuple(row) for row in tables["themes"].itertuples()] if "themes" in tables else None
    return rows, [fault.text(EN) for fault in faults]


@pytest.mark.parametrize(
    "raw",
    [
        THEMES.encode(),
        THEMES.encode("utf-8-sig"),
        THEMES.replace("\n", "\r\n").encode(),
        THEMES.replace("\n", "\r").encode(),
        THEMES.rstrip().encode(),
        f"{THEMES},\n\n , \n".encode(),  # rows of nothing, as Excel leaves them
        THEMES.replace("name_zh", " name_zh ").encode(),
    ],
    ids=["plain", "with a BOM", "CRLF", "CR", "no last line end", "empty rows", "spaces round a name"],
)
def test_every_usual_form_of_utf_8_reads_alike(folder: Path, raw: bytes) -> None:
    assert read_themes(folder, raw) == ([(2, "people", "人民城市"), (3, "smart", "智慧城市")], [])


def test_nothing_is_read_as_a_missing_value(folder: Path) -> None:
    rows, faults = read_themes(folder, b"theme,name_zh\nNA,\nnull,nan\n007,1.0\n")
    assert rows == [(2, "NA", ""), (3, "null", "nan"), (4, "007", "1.0")]
    assert faults == []


def test_a_row_is_named_by_the_line_it_begins_in(folder: Path) -> None:
    rows, _ = read_themes(folder, 'theme,name_zh\npeople,"人民\n城市"\n\nsmart,智慧城市\n'.encode())
    assert rows == [(2, "people", "人民\n城市"), (5, "smart", "智慧城市")]


LONGER = THEMES * 20  # an encoding is guessed from more than a word


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "themes.csv: the file is empty"),
        (b"\n\r\n", "themes.csv: the file is empty"),
        (LONGER.encode("gb18030"), "themes.csv: the file is not UTF-8, it seems to be GB18030: save it as UTF-8"),
        (LONGER.encode("utf-16"), "themes.csv: the file is not UTF-8, it seems to be UTF-16: save it as UTF-8"),
        (b"theme,name_zh\npeople,\0\n", "themes.csv:2: a NUL byte stands here"),
        (b"theme;name_zh\npeople;x\n", "themes.csv:1: the columns are parted by ';', not by commas"),
        (b"theme\tname_zh\npeople\tx\n", r"themes.csv:1: the columns are parted by '\t', not by commas"),
        (b'theme,name_zh\npeople,"x\nsmart,y\n', "themes.csv:2: a quotation mark is not closed"),
        (b'theme,name_zh\npeople,"x"y\nsmart,y\n', "themes.csv:2: a quotation mark is not closed or out of place"),
        (b"theme,name_zh\npeople,x,y\n", "themes.csv:2: the row has 3 instead of 2 fields"),
        (b"theme,name_zh\npeople\n", "themes.csv:2: the row has 1 instead of 2 fields"),
        (b"theme,name_zh,theme\npeople,x,y\n", "themes.csv:1: theme: the column appears twice"),
    ],
)
def test_a_file_that_is_no_such_table_is_named(folder: Path, raw: bytes, said: str) -> None:
    _, faults = read_themes(folder, raw)
    assert len(faults) == 1
    assert faults[0].startswith(said)


def test_a_file_that_is_cut_within_a_letter_is_not_taken_for_another_encoding(folder: Path) -> None:
    letter = THEMES.encode().index("智".encode())
    for length in (letter + 1, letter + 2):
        rows, faults = read_themes(folder, THEMES.encode()[:length])
        assert rows is None
        assert [fault.partition(", it")[0] for fault in faults] == [
            "themes.csv:3: the file ends in the middle of a letter"
        ]


def test_a_ragged_row_does_not_hide_the_others(folder: Path) -> None:
    rows, faults = read_themes(folder, b"theme,name_zh\npeople,x,y\nsmart,z\nservice\n")
    assert rows == [(3, "smart", "z")]
    assert [fault.split(":")[1] for fault in faults] == ["2", "4"]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_unless_it_is_optional(folder: Path, name: str) -> None:
    (folder / FILES[name]).unlink()
    tables, faults = read_folder(folder)
    missing = [] if name in OPTIONAL else [f"{FILES[name]}: the file is missing: put it into the folder"]
    assert [fault.text(EN) for fault in faults] == missing
    assert set(tables) == set(FILES) - {name}


def test_an_apostrophe_that_keeps_a_spreadsheet_from_running_a_cell_is_not_part_of_it(folder: Path) -> None:
    rows, faults = read_themes(folder, b"theme,name_zh\n'=1+1,'tis\n''-a,=1\n")
    assert rows == [(2, "=1+1", "'tis"), (3, "'-a", "=1")]
    assert faults == []


@pytest.mark.parametrize("make", ODD)
@pytest.mark.parametrize("file", FILES.values())
def test_what_stands_in_the_place_of_any_file_is_named_and_the_others_are_read(
    folder: Path, file: str, make: Callable[[Path], None]
) -> None:
    (folder / file).unlink()
    make(folder / file)
    tables, faults = finish(read_folder, folder)
    assert [fault.text(EN).split(":")[:2] for fault in faults] == [[file, " the file is no regular file"]]
    assert {FILES[name] for name in tables} == set(FILES.values()) - {file}


@pytest.mark.parametrize("file", FILES.values())
def test_a_file_past_the_limit_is_named_with_its_size(folder: Path, file: str) -> None:
    os.truncate(folder / file, max_bytes(file) + 1)
    _, faults = read_folder(folder)
    limit = max_bytes(file) // MB
    assert [fault.text(EN).partition(": see")[0] for fault in faults] == [
        f"{file}: the file has {limit + 1} MB, the limit is {limit} MB"
    ]


def test_a_hundred_thousand_cases_as_long_as_the_longest_are_below_the_limit(folder: Path) -> None:
    longest = max((folder / "cases.csv").read_bytes().splitlines(), key=len)
    assert 100_000 * len(longest) < MAX_FILE_BYTES


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
@pytest.mark.parametrize("name", OPTIONAL)
def test_a_link_to_nowhere_is_missing_even_where_a_table_may_be_left_out(folder: Path, name: str) -> None:
    (folder / FILES[name]).unlink()
    (folder / FILES[name]).symlink_to("nowhere")
    _, faults = read_folder(folder)
    assert [fault.text(EN) for fault in faults] == [f"{FILES[name]}: the file is missing: put it into the folder"]


def test_a_missing_folder_is_one_fault(tmp_path: Path) -> None:
    tables, faults = read_folder(tmp_path / "nowhere")
    assert tables == {}
    assert [fault.text(EN) for fault in faults] == ["nowhere: there is no such folder: check its name"]


def test_the_fingerprint_changes_with_any_file_and_only_then(folder: Path) -> None:
    before = fingerprint(folder)
    assert fingerprint(folder) == before
    os.utime(folder / "cities.csv", ns=(1, 1))
    touched = fingerprint(folder)
    (folder / "themes.csv").unlink()
    assert len({before, touched, fingerprint(folder)}) == 3


def test_a_folder_that_is_not_there_has_a_fingerprint_too(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "nowhere") == tuple((file, -1, -1) for file in (*FILES.values(), PACKAGE))
