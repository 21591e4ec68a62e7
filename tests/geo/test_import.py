"""The command that brings in an edition: from a pasted list to a data folder, whole or not at all."""

import csv
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import main
from geo.editions.plan import Edition, plan_import
from geo.editions.reading import read_listing
from geo.query.atlas import open_atlas
from geo.query.selection import Selection
from geo.tables.check import check_folder
from geo.tables.load import load_tables
from geo.text import LANGUAGES
from pages.parts.view import View
from pages.screens.about import about_html
from tests.conftest import PROJECT, SHIPPED, open_shipped

LIST = PROJECT / "tests/geo/edition_2026.txt"
CHOICES = ("圣地亚哥=CL", "温哥华=CA", "巴塞罗那=ES", "长沙=CN-HN")
CHOOSE = [word for choice in CHOICES for word in ("--choose", choice)]
ENGLISH = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8", "ATLAS_DATA": ""}


def run(file: Path, out: Path, *options: str, edition: str = "2026", answer: str | None = None) -> Result:
    arguments = ["import", str(file), "--edition", edition, "--out", str(out), *options]
    return CliRunner().invoke(main, arguments, env=ENGLISH, input=answer)


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def read(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Return what was said, and the folder that was written."""
    out = tmp_path_factory.mktemp("import") / "out"
    result = run(LIST, out, "--yes", *CHOOSE)
    return SimpleNamespace(result=result, out=out)


def test_the_fictional_edition_becomes_a_folder_that_passes_the_check(imported: SimpleNamespace) -> None:
    assert imported.result.exit_code == 0, imported.result.output
    assert [fault for fault in check_folder(imported.out) if fault.blocking] == []
    checked = CliRunner().invoke(main, ["check", str(imported.out)], env=ENGLISH)
    assert (checked.exit_code, "datapackage" in checked.output) == (0, False)
    tables = load_tables(imported.out)
    assert tables.cases.groupby(["edition", "list"]).size().to_dict() == {
        ("2024", "domestic"): 24,
        ("2024", "international"): 21,
        ("2026", "domestic"): 22,
        ("2026", "international"): 18,
    }


def test_what_was_there_stays_byte_for_byte(imported: SimpleNamespace) -> None:
    for table in ("cases.csv", "cities.csv", "editions.csv"):
        assert (imported.out / table).read_bytes().startswith((SHIPPED / table).read_bytes()), table
    for table in ("themes.csv", "countries.csv", "case_facts.csv"):
        assert (imported.out / table).read_bytes() == (SHIPPED / table).read_bytes(), table


def test_cases_are_numbered_by_list_and_marked_as_proposals(imported: SimpleNamespace) -> None:
    cases = {case["case_id"]: case for case in read(imported.out / "cases.csv")}
    assert cases["2026-cn-03"] == {
        "case_id": "2026-cn-03",
        "edition": "2026",
        "list": "domestic",
        "position": "3",
        "city_id": "hefei",
        "title_zh": "城市生命线安全工程:地下管线智能监测",
        "title_en": "",
        "themes": "resilient;smart",
        "theme_evidence": "生命线|安全|管线|智能",
        "theme_confidence": "low",
        "notes": "",
    }
    assert cases["2026-int-07"]["city_id"] == "santiago"
    assert cases["2026-int-01"]["themes"] == cases["2026-int-01"]["theme_confidence"] == ""


def test_the_same_list_gives_the_same_bytes(imported: SimpleNamespace, tmp_path: Path) -> None:
    assert run(LIST, tmp_path / "again", "--yes", *CHOOSE).exit_code == 0
    assert read_all(tmp_path / "again") == read_all(imported.out)


def test_imported_twice_it_adds_nothing_and_asks_nothing(imported: SimpleNamespace, tmp_path: Path) -> None:
    result = run(LIST, tmp_path / "twice", "--yes", "--base", str(imported.out))
    assert "0 new, 0 changed, 40 the same; new cities: 0; to be settled: 0" in result.output
    assert read_all(tmp_path / "twice") == read_all(imported.out)


def test_a_folder_that_holds_this_already_is_left_as_it_is(imported: SimpleNamespace) -> None:
    before = read_all(imported.out)
    result = run(LIST, imported.out, "--yes", *CHOOSE)
    assert (result.output.splitlines()[-1], result.exit_code) == (f"{imported.out} holds this already", 0)
    assert read_all(imported.out) == before


def test_a_mended_title_is_a_change_that_shows_both(imported: SimpleNamespace, tmp_path: Path) -> None:
    mended = tmp_path / "mended.txt"
    mended.write_text(LIST.read_text("utf-8").replace("垃圾分类的社区动员", "垃圾分类的社区总动员"), "utf-8")
    result = run(mended, tmp_path / "out", "--yes", "--base", str(imported.out), "--when", "2026-12-18")
    assert "0 new, 1 changed, 39 the same" in result.output
    assert "    title_zh: 垃圾分类的社区动员 → 垃圾分类的社区总动员" in result.output.splitlines()
    assert read(tmp_path / "out" / "changes.csv")[-1] == {
        "what": "cases.csv 2026-cn-07 title_zh",
        "old": "垃圾分类的社区动员",
        "new": "垃圾分类的社区总动员",
        "why": "row 30",
        "when": "2026-12-18",
    }


def test_the_change_list_names_each_case_city_and_proposal(imported: SimpleNamespace) -> None:
    changes = [change["what"] for change in read(imported.out / "changes.csv")]
    assert changes[0] == "editions.csv 2026"
    assert sum(what.startswith("cities.csv ") for what in changes) == 28
    assert sum(what.startswith("cases.csv ") and not what.endswith(" themes") for what in changes) == 40


def test_open_questions_are_listed_and_nothing_is_written(tmp_path: Path) -> None:
    result = run(LIST, tmp_path / "out", "--yes")
    assert (result.exit_code, [*tmp_path.iterdir()]) == (1, [])
    assert "edition_2026.txt:10: city: '圣地亚哥' may be several places: Santiago (CL" in result.output
    assert "10: open: 圣地亚哥 电动公交走廊:低碳出行的公开数据" in result.output.splitlines()
    assert result.output.splitlines()[-1] == "nothing was written"


@pytest.mark.parametrize(("answer", "status", "written"), [("y\n", 0, ["out"]), ("n\n", 1, [])])
def test_without_yes_a_person_is_asked(tmp_path: Path, answer: str, status: int, written: list[str]) -> None:
    result = run(LIST, tmp_path / "out", *CHOOSE, answer=answer)
    assert (result.exit_code, [path.name for path in tmp_path.iterdir()]) == (status, written)


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    result = run(LIST, tmp_path, "--yes", *CHOOSE)
    assert result.exit_code == 1
    assert f"{tmp_path.name}: the folder is not empty" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_base_that_does_not_pass_is_not_built_upon(folder: Path, tmp_path: Path) -> None:
    (folder / "themes.csv").unlink()
    result = run(LIST, tmp_path / "out", "--yes", "--base", str(folder), *CHOOSE)
    assert (result.output.splitlines()[0], result.exit_code) == (
        "themes.csv: the file is missing: put it into the folder",
        1,
    )
    assert not (tmp_path / "out").exists()


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "list.txt").touch()
    os.truncate(tmp_path / "list.txt", 200 * 10**6)
    result = run(tmp_path / "list.txt", tmp_path / "out", "--yes")
    assert "list.txt: the file has 200 MB, the limit is 20 MB" in result.output
    assert (result.exit_code, (tmp_path / "out").exists()) == (1, False)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--edition", "../x"), "'../x' is no edition"),
        (("--edition", "２０２６"), "is no edition"),
        (("--choose", "圣地亚哥"), "is no choice"),
        (("--choose", "圣地亚哥=Chile"), "is no choice"),
        (("--when", "tomorrow"), "is no day"),
        (("--announced-cases", "-1"), "-1"),
    ],
)
def test_what_is_used_wrongly_ends_with_status_2(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    result = run(LIST, tmp_path / "out", "--yes", *options)
    assert (said in result.output, result.exit_code, [*tmp_path.iterdir()]) == (True, 2, [])


def test_a_table_may_bring_english_themes_and_country(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text(
        "List,City,Country,Title,English title,Themes\n"
        "international,圣地亚哥,智利,电动公交走廊,Electric bus corridor,生态城市；smart\n"
        "domestic,合肥,,生命线监测,,\n",
        "utf-8-sig",
    )
    result = run(table, tmp_path / "out", "--yes", "--announced-cases", "2", "--title-en", "Cases of 2026")
    assert result.exit_code == 0, result.output
    case, _ = read(tmp_path / "out/cases.csv")[-2:]
    assert [case[name] for name in ("city_id", "title_en", "themes", "theme_confidence")] == [
        "santiago",
        "Electric bus corridor",
        "ecological;smart",
        "",
    ]
    edition = read(tmp_path / "out/editions.csv")[-1]
    assert [edition[name] for name in ("title_zh", "title_en", "announced_cases")] == [
        "城市治理典型案例(2026)",
        "Cases of 2026",
        "2",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("国际,横滨,亚特兰蒂斯,体检,", "l.csv:3: country: '亚特兰蒂斯' is no country"),
        ("国际,横滨,,体检,太空城市", "l.csv:3: themes: '太空城市' is no theme: write one of 人民城市"),
        ("国际,横滨,法国,体检,", "l.csv:3: city: '横滨' was not found in FR"),
        ("国际,普里什蒂纳,,体检,", "l.csv:3: city: '普里什蒂纳' lies in XK, which countries.csv does not have"),
        ("国际,阿特兰蒂斯城,,体检,", "l.csv:3: city: '阿特兰蒂斯城' was not found"),
    ],
)
def test_each_cell_that_is_not_known_is_named(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "l.csv").write_text(f"名单,城市,国家,标题,主题\n中国,合肥,,监测,\n{row}\n", "utf-8")
    result = run(tmp_path / "l.csv", tmp_path / "out", "--yes")
    assert said in result.output
    assert result.exit_code == 1


def test_two_cases_in_one_position_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("名单,城市,标题,序号\n中国,合肥,监测,1\n中国,杭州,大脑,1\n", "utf-8")
    result = run(tmp_path / "l.csv", tmp_path / "out", "--yes")
    assert "l.csv:3: position: position '1' is taken by another case, 2026-cn-01" in result.output


def test_what_the_list_does_not_have_is_kept_and_said(imported: SimpleNamespace, tmp_path: Path) -> None:
    shorter = tmp_path / "list.txt"
    shorter.write_text(LIST.read_text("utf-8").replace("22. 西安 遗址公园与社区共建\n", ""), "utf-8")
    result = run(shorter, tmp_path / "out", "--yes", "--base", str(imported.out))
    assert "'2026-cn-22 遗址公园与社区共建' is there and not in this list: it was kept (a remark)" in result.output
    assert read(tmp_path / "out/cases.csv")[-1]["case_id"] == "2026-cn-22"


def test_the_order_of_chinese_and_the_language_change_nothing_that_is_written(
    imported: SimpleNamespace, tmp_path: Path
) -> None:
    raw = LIST.read_text("utf-8").encode("gb18030")
    (tmp_path / "edition_2026.txt").write_bytes(raw)
    result = run(tmp_path / "edition_2026.txt", tmp_path / "out", "--yes", "--lang", "zh", *CHOOSE)
    assert "新增40条，改动0条，相同0条；新城市28座；待解决0处" in result.output
    assert read_all(tmp_path / "out") == read_all(imported.out)


def test_a_base_without_optional_tables_is_enough(folder: Path, tmp_path: Path) -> None:
    for name in ("theme_keywords", "case_facts", "research_notes", "synonyms", "context", "themes_second_reading"):
        (folder / f"{name}.csv").unlink()
    result = run(LIST, tmp_path / "out", "--yes", "--base", str(folder), *CHOOSE)
    assert result.exit_code == 0, result.output
    assert read(tmp_path / "out/cases.csv")[-1]["themes"] == ""


def test_pages_show_an_edition_without_english(imported: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(imported.out))
    for language in LANGUAGES:
        assert "2026" in about_html(open_atlas(imported.out, "nbs"), View(language, Selection()))


def test_a_title_that_would_run_in_a_spreadsheet_or_a_terminal_does_not(tmp_path: Path) -> None:
    (tmp_path / "l.txt").write_text("国际\n横滨 =HYPERLINK(1)\n中国\n合肥 \x1b[2J监测\n", "utf-8")
    assert "\x1b" not in run(tmp_path / "l.txt", tmp_path / "out", "--yes").output
    (tmp_path / "l.txt").write_text("国际\n横滨 =HYPERLINK(1)\n中国\n合肥 监测\n", "utf-8")
    assert run(tmp_path / "l.txt", tmp_path / "out", "--yes").exit_code == 0
    assert "'=HYPERLINK(1)" in (tmp_path / "out/cases.csv").read_text("utf-8")
    assert load_tables(tmp_path / "out").cases["title_zh"].iloc[-2] == "=HYPERLINK(1)"


def test_a_fault_in_the_middle_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(shutil, "copyfile", fail)
    result = run(LIST, tmp_path / "out", "--yes", *CHOOSE)
    assert isinstance(result.exception, OSError)
    assert [*tmp_path.iterdir()] == []


def test_ctrl_c_leaves_nothing_behind_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "copyfile", stop)
    result = run(LIST, tmp_path / "out", "--yes", *CHOOSE)
    assert (result.exit_code, [*tmp_path.iterdir()]) == (130, [])
    assert result.output.splitlines()[-1] == "stopped: nothing was written"


def test_how_far_it_has_come_grows_from_nothing_to_nearly_all() -> None:
    told: list[float] = []
    listing = read_listing(LIST.read_bytes(), LIST.name)
    plan_import(listing, LIST.name, open_shipped().tables, Edition("2026", {}), {}, report=told.append)
    assert told == sorted(told)
    assert (told[0], told[-1] > 0.9, len(told)) == (
        0,
        True,
        39 + 36,
    )  # cities, once each, and the lines that are placed


@pytest.mark.parametrize(
    ("heading", "said"), [("", "stands on no list"), ("名单,城市,标题\n火星,北京,体检\n", "is no list")]
)
def test_lines_that_stand_on_no_list_are_said_and_nothing_is_written(tmp_path: Path, heading: str, said: str) -> None:
    (tmp_path / "l.csv").write_text(heading or "北京 城市体检\n横滨 再生\n", "utf-8")
    result = run(tmp_path / "l.csv", tmp_path / "out", "--yes")
    assert (said in result.output, result.exit_code, (tmp_path / "out").exists()) == (True, 1, False)


def test_a_new_city_that_no_second_source_bears_out_is_warned_of_and_comes_in(tmp_path: Path) -> None:
    lines = "国际\n1. Broome 海滩治理:虚构的一条\n中国\n1. 北京 虚构的另一条\n"
    (tmp_path / "l.txt").write_text(lines, "utf-8")
    result = run(tmp_path / "l.txt", tmp_path / "out", "--yes")
    said = "cities.csv: latitude: within 25 km of 'broome' the second source has no city of the country: check "
    assert [line for line in result.output.splitlines() if line.startswith(said) and line.endswith("(a warning)")]
    assert result.exit_code == 0, result.output
    checked = CliRunner().invoke(main, ["check", str(tmp_path / "out")], env=ENGLISH)
    assert "good, with 1 warning and " in checked.output
