"""The command line: one fault a line, and a status that a script can rely on."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import main
from tests.conftest import SHIPPED, Edit, finish
from tests.geo.test_disk import ODD

ENGLISH = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8", "ATLAS_DATA": ""}


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=ENGLISH | environment)


def test_good_data_end_with_status_0() -> None:
    result = run("check", str(SHIPPED))
    assert (result.output, result.exit_code) == ("good: no faults\n", 0)


def test_without_a_folder_the_data_of_the_atlas_are_checked() -> None:
    result = run("check")
    assert (result.output, result.exit_code) == ("good: no faults\n", 0)


def test_the_environment_may_name_the_folder(folder: Path) -> None:
    (folder / "themes.csv").unlink()
    result = run("check", ATLAS_DATA=str(folder))
    assert (result.output.splitlines()[0], result.exit_code) == (
        "themes.csv: the file is missing: put it into the folder",
        1,
    )


def test_each_fault_is_a_line_and_the_last_line_counts_them(folder: Path, edit: Edit) -> None:
    edit("cases.csv", "service;people", "service;folk")
    edit("cases.csv", ",high,", ",sure,")
    result = run("check", str(folder))
    assert result.output.splitlines() == [
        "cases.csv:2: themes: 'folk' is not in themes.csv: write one of people, smart, resilient, ecological, service",
        "cases.csv:4: theme_confidence: 'sure' is not a value of this column: write one of high, medium, low",
        "2 faults",
    ]
    assert result.exit_code == 1


def test_a_remark_is_told_and_leaves_the_status_good(folder: Path, edit: Edit) -> None:
    edit("cases.csv", "接诉即办|全民参与", "接诉即办|群众")
    result = run("check", str(folder))
    first, last = result.output.splitlines()
    assert first.endswith("take the words from title_zh (a remark)")
    assert (last, result.exit_code) == ("good, with 1 remark", 0)


@pytest.mark.parametrize("make", ODD)
@pytest.mark.parametrize(
    ("lang", "said", "last"),
    [
        ("en", "cases.csv: the file is no regular file: ", "1 fault"),
        ("zh", "cases.csv: 这不是普通文件：", "共1处错误"),
    ],
)
def test_what_is_no_file_is_told_in_either_language(
    folder: Path, make: Callable[[Path], None], lang: str, said: str, last: str
) -> None:
    (folder / "cases.csv").unlink()
    make(folder / "cases.csv")
    result = finish(run, "check", str(folder), "--lang", lang)
    lines = result.output.splitlines()
    assert (lines[0][: len(said)], lines[1:], result.exit_code) == (said, [last], 1)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "cases.csv: the file has 500 MB, the limit is 50 MB: "),
        ("zh", "cases.csv: 文件有500 MB，上限为50 MB："),
    ],
)
def test_a_huge_file_is_told_in_either_language(folder: Path, lang: str, said: str) -> None:
    os.truncate(folder / "cases.csv", 500 * 10**6)
    result = run("check", str(folder), "--lang", lang)
    assert (result.output[: len(said)], result.exit_code) == (said, 1)


@pytest.mark.parametrize(
    ("arguments", "environment", "last"),
    [
        (["--lang", "zh"], {}, "没有发现错误"),
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "good: no faults"),
        ([], {"LANG": "zh_CN.UTF-8"}, "没有发现错误"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "good: no faults"),
        ([], {"LANG": "fr_FR.UTF-8"}, "good: no faults"),
    ],
)
def test_the_language_is_asked_for_or_that_of_the_terminal(
    arguments: list[str], environment: dict[str, str], last: str
) -> None:
    assert run("check", *arguments, **environment).output == f"{last}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "no/such/folder"], "'no/such/folder' does not exist"),
        (["check", __file__], "is a file"),
        (["check", "--lang", "fr"], "'fr' is not one of"),
        (["chekc"], "No such command 'chekc'"),
    ],
)
def test_what_is_used_wrongly_ends_with_status_2(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert said in result.output
    assert result.exit_code == 2
