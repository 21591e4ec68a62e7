"""The command line: one fault a line, and a status that a script can rely on."""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import main
from geo.review.folder import review_folder
from tests.conftest import SHIPPED, Edit, finish
from tests.geo.test_disk import ODD

REMARKS = len(review_folder(SHIPPED))
ENGLISH = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8", "ATLAS_DATA": ""}


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=ENGLISH | environment)


@cache
def usual() -> set[str]:
    """Return the remarks on the shipped data, in both languages; `REMARKS` is their number."""
    said = [run("check", str(SHIPPED), "--lang", lang, *how) for lang in ("en", "zh") for how in ([], ["--all"])]
    return {line for result in said for line in result.output.splitlines()[:-1]}


def lines(result: Result) -> list[str]:
    """Return what was said besides the remarks on the shipped data."""
    return [line for line in result.output.splitlines() if line not in usual()]


def test_good_data_end_with_status_0() -> None:
    result = run("check", str(SHIPPED))
    assert (lines(result), result.exit_code) == ([f"good, with {REMARKS} remarks"], 0)


def test_many_remarks_of_one_kind_do_not_flood_the_terminal() -> None:
    assert len(run("check", str(SHIPPED)).output.splitlines()) == 10
    assert len(run("check", str(SHIPPED), "--all").output.splitlines()) == REMARKS + 1


def test_without_a_folder_the_data_of_the_atlas_are_checked() -> None:
    result = run("check")
    assert (lines(result), result.exit_code) == ([f"good, with {REMARKS} remarks"], 0)


def test_a_figure_that_stands_in_no_evidence_is_a_remark(folder: Path, edit: Edit) -> None:
    edit("case_facts.csv", "60多条专线", "64条专线")
    edit("case_facts.csv", "over 60 hotlines", "64 hotlines")
    result = run("check", str(folder), "--all")
    assert "case_facts.csv:5: evidence: '64' does not stand here: see that the source has it" in result.output
    first, last = lines(result)
    assert first.endswith("(a remark)")
    assert (last, result.exit_code) == (f"good, with {REMARKS + 1} remarks", 0)


def test_a_figure_of_one_language_that_the_other_lacks_is_a_fault(folder: Path, edit: Edit) -> None:
    edit("case_facts.csv", "over 60 hotlines", "over 70 hotlines")
    result = run("check", str(folder))
    assert lines(result) == [
        "case_facts.csv:5: text_zh: '60' is not in the English sentence: say the same figures in both",
        "case_facts.csv:5: text_en: '70' is not in the Chinese sentence: say the same figures in both",
        "2 faults",
    ]
    assert result.exit_code == 1


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
    assert lines(result) == [
        "cases.csv:2: themes: 'folk' is not in themes.csv: write one of people, smart, resilient, ecological, service",
        "cases.csv:4: theme_confidence: 'sure' is not a value of this column: write one of high, medium, low",
        "2 faults",
    ]
    assert result.exit_code == 1


def test_a_warning_is_told_and_leaves_the_status_good(folder: Path, edit: Edit) -> None:
    edit("cases.csv", "接诉即办|全民参与", "接诉即办|群众")
    result = run("check", str(folder))
    first, last = lines(result)
    assert first.endswith("take the words from title_zh (a warning)")
    assert (last, result.exit_code) == (f"good, with 1 warning and {REMARKS} remarks", 0)


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
        (["--lang", "zh"], {}, f"没有错误，有{REMARKS}条提示"),
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8"}, f"good, with {REMARKS} remarks"),
        ([], {"LANG": "zh_CN.UTF-8"}, f"没有错误，有{REMARKS}条提示"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, f"good, with {REMARKS} remarks"),
        ([], {"LANG": "fr_FR.UTF-8"}, f"good, with {REMARKS} remarks"),
    ],
)
def test_the_language_is_asked_for_or_that_of_the_terminal(
    arguments: list[str], environment: dict[str, str], last: str
) -> None:
    assert lines(run("check", *arguments, **environment)) == [last]


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


def test_a_program_is_told_the_candidates_of_each_name_best_first() -> None:
    result = run("locate", "北京", "zzzqqqxx", "圣地亚哥", "--json")
    told = json.loads(result.output)
    assert result.exit_code == 0
    assert told["zzzqqqxx"] == []
    assert [one["country"] for one in told["圣地亚哥"]] == ["CL", "US"]
    assert told["北京"] == [
        {
            "name": "Beijing",
            "country": "CN",
            "latitude": 39.9075,
            "longitude": 116.3972,
            "population": 18960744,
            "source": "atlas",
        }
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("内罗毕", "内罗毕: one place"),
        ("圣地亚哥", "8,798 km from the first"),
        ("Kopenhagn", "Kopenhagn: which of these is meant?"),
        ("zzzqqqxx", "zzzqqqxx: not found"),
    ],
)
def test_a_name_is_placed_only_if_it_means_one_place_and_not_found_is_an_answer(name: str, said: str) -> None:
    result = run("locate", name)
    assert result.exit_code == 0
    assert said in result.output


def test_locate_without_a_name_is_used_wrongly() -> None:
    assert run("locate").exit_code == 2


def test_locate_names_the_faults_of_data_that_cannot_be_used(folder: Path) -> None:
    (folder / "cities.csv").unlink()
    result = run("locate", "北京", "--data", str(folder))
    assert result.exit_code == 1
    assert "cities.csv" in result.output
