"""Files that were cut off: at any byte of their last rows, the check says something."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.tables.check import check_folder, list_remarks
from geo.tables.files import read_folder
from geo.tables.load import load_tables
from tests.conftest import EN, SHIPPED, ZH, Edit

LAST_ROWS = 3
KEPT_ROWS = 9  # of the shipped table, the last ones: each of a thousand cuts is read


def describe(folder: Path, file: str = "cases.csv", **measures: Any) -> None:  # noqa: ANN401 (what a stranger may write)
    """Write a description of `file` into `folder` that says nothing but `measures`."""
    package = {"resources": [{"name": Path(file).stem, "path": file, **measures}]}
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")


def say(folder: Path) -> list[str]:
    return [fault.text(EN) for fault in check_folder(folder)]


@pytest.fixture
def described(folder: Path) -> Path:
    """Return a copy of the shipped folder with its description."""
    shutil.copy(SHIPPED / "datapackage.json", folder)
    return folder


def as_shipped(text: str) -> str:
    return text


def all_quoted(text: str) -> str:
    """Return the table `text` as a spreadsheet may write it: a mark before it, CR LF, quotation marks everywhere."""
    target = io.StringIO()
    csv.writer(target, quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(text)))
    return "\ufeff" + target.getvalue()


@pytest.mark.parametrize("form", [as_shipped, all_quoted])
@pytest.mark.parametrize("file", ["cases.csv", "cities.csv"])
def test_a_file_that_is_cut_at_any_byte_of_its_last_rows_does_not_pass(
    tmp_path: Path, file: str, form: Callable[[str], str]
) -> None:
    head, *rows = (SHIPPED / file).read_text("utf-8").splitlines(keepends=True)
    text = "".join([head, *rows[-KEPT_ROWS:]])
    describe(tmp_path, file, rows=KEPT_ROWS, bytes=len(text.encode()))
    raw = form(text).encode()
    kept = len(b"".join(raw.splitlines(keepends=True)[:-LAST_ROWS]))

    def notice(length: int) -> bool:
        """Return whether anything is said of the first `length` bytes; `check_folder` says all this and more."""
        (tmp_path / file).write_bytes(raw[:length])
        return any(fault.file == file for fault in [*read_folder(tmp_path)[1], *list_remarks(tmp_path)])

    assert [length for length in range(kept, len(raw.rstrip())) if not notice(length)] == []
    assert not notice(len(raw))


@pytest.mark.parametrize("lost", [1, 2, 44])
def test_rows_that_are_missing_are_told_with_both_numbers(described: Path, lost: int) -> None:
    cases = (described / "cases.csv").read_text("utf-8").splitlines(keepends=True)
    (described / "cases.csv").write_text("".join(cases[:-lost]), "utf-8")
    said = f"cases.csv: rows: {45 - lost} here, 45 in datapackage.json: was the file cut off? if not, correct the "
    assert [line for line in say(described) if line.startswith(said)]


def test_a_row_more_is_told_too_and_nobody_asks_whether_the_file_was_cut_off(described: Path, edit: Edit) -> None:
    edit("themes.csv", "\npeople,1,", "\nother,6,其他,Other,他,O,#000000,#ffffff\npeople,1,")
    assert say(described) == ["themes.csv: rows: 6 here, 5 in datapackage.json: correct the number there"]


def test_a_last_line_without_end_is_told(described: Path) -> None:
    themes = described / "themes.csv"
    themes.write_text(themes.read_text("utf-8").rstrip(), "utf-8")
    assert say(described) == [
        "themes.csv: the last line has no end: was the file cut off? if not, end it with a line break"
    ]


def test_a_last_line_without_end_is_whole_where_the_description_says_so(folder: Path) -> None:
    text = (folder / "cases.csv").read_text("utf-8").rstrip()
    (folder / "cases.csv").write_text(text, "utf-8")
    describe(folder, rows=45, bytes=len(text.encode()))
    assert say(folder) == []


@pytest.mark.parametrize("ending", ["", "\n", "\r", "\r\n", "\n\n", "\n,,\n"])
def test_a_folder_that_does_not_describe_itself_has_no_such_remark(folder: Path, ending: str) -> None:
    text = (folder / "regions.csv").read_text("utf-8").rstrip()
    (folder / "regions.csv").write_text(text + ending, "utf-8", newline="")
    assert say(folder) == []


@pytest.mark.parametrize("measures", [{}, {"rows": 45}, {"rows": 45.0}, {"bytes": 1}, {"rows": 45, "bytes": 1}])
def test_what_is_not_described_is_not_compared(folder: Path, measures: dict[str, Any]) -> None:
    describe(folder, **measures)
    assert say(folder) == []


@pytest.mark.parametrize("measures", [{"rows": "45"}, {"rows": True}, {"rows": None}, {"bytes": "1"}])
def test_a_number_that_is_none_is_the_only_remark(folder: Path, measures: dict[str, Any]) -> None:
    describe(folder, **measures)
    (name,) = measures
    (line,) = say(folder)
    assert line.startswith(f"datapackage.json: $.resources[0].{name}: ")


def test_rows_of_nothing_are_not_counted(folder: Path) -> None:
    (folder / "cases.csv").write_text((folder / "cases.csv").read_text("utf-8") + "\n,,,,,,,,,,\n", "utf-8")
    describe(folder, rows=45)
    assert say(folder) == []


def test_a_file_with_a_broken_row_is_not_said_to_be_cut_off_as_well(described: Path, edit: Edit) -> None:
    edit("cities.csv", "Xi'an", "Xi'an, Shaanxi")
    assert [line.split(": ")[0] for line in say(described)] == ["cities.csv:39"]


def test_such_remarks_keep_no_data_out(described: Path) -> None:
    cut = (described / "themes_second_reading.csv").read_text("utf-8").splitlines(keepends=True)[:-1]
    (described / "themes_second_reading.csv").write_text("".join(cut), "utf-8")
    assert [fault.blocking for fault in check_folder(described)] == [False]
    assert len(load_tables(described).themes_second_reading) == 44


def test_the_remarks_alone_are_those_of_the_whole_check(described: Path, edit: Edit) -> None:
    edit("cases.csv", "接诉即办|全民参与", "接诉即办|群众")
    edit("cases.csv", "addis-ababa", "nowhere-at-all")
    edit("themes.csv", "#ffc04d\n", "#ffc04d")
    edit("datapackage.json", '"rows": 62', '"rows": 63')
    edit("cities.csv", "Xi'an", "Xi'an, Shaanxi")
    remarks = [fault for fault in check_folder(described) if not fault.blocking]
    assert list_remarks(described) == remarks
    assert [remark.file for remark in remarks] == ["cases.csv", "themes.csv", "regions.csv"]


def test_of_a_good_folder_there_is_no_remark() -> None:
    assert list_remarks(SHIPPED) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "\nservice,5,服务城市,Service city,服,V,#8a5a00,#ffc04d\n",
            "\n",
            "此处有4行，datapackage.json记为5行：文件是否被截断？若没有，请更正该文件所记的行数",
        ),
        (
            "\nservice,",
            "\nother,6,其他,Other,他,O,#000000,#ffffff\nservice,",
            "此处有6行，datapackage.json记为5行：请更正该文件所记的行数",
        ),
        ("#ffc04d\n", "#ffc04d", "最后一行没有换行符：文件是否被截断？若没有，请在行末补上换行符"),
    ],
)
def test_each_remark_is_said_in_chinese(described: Path, edit: Edit, old: str, new: str, said: str) -> None:
    edit("themes.csv", old, new)
    remarks = [fault.text(ZH) for fault in list_remarks(described)]
    assert [remark for remark in remarks if remark.startswith("themes")] == [f"themes.csv: {said}"]
