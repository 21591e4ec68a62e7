"""The command that makes files to take away: a folder of them, whole or not at all, and the same each time."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import main
from geo.publish.folder import MANIFEST
from geo.publish.formats import FORMATS, choose_formats
from geo.query.atlas import open_atlas
from geo.query.facets import FACETS
from geo.query.selection import read_selection
from geo.tables.schema import WHOSE_FACTS
from geo.text import LANGUAGES, translator
from tests.conftest import GIVE_UP_S, PROJECT, SHIPPED, Edit, copy_tables

ENGLISH = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"} | dict.fromkeys(
    ("ATLAS_DATA", "PUBLIC_URL", "MAP_APPROVAL"), ""
)
CSV = ("--only", "cases.csv")
DATA = ("--only", "datapackage.json")  # and all that it describes: made in a moment
TOUR = {
    "format": "city-governance-tour",
    "version": 1,
    "title": {"zh": "水", "en": "Water"},
    "stops": [{"cases": ["2024-int-16"]}, {"cases": ["2024-cn-01", "2024-int-03"]}],
}


def run(out: Path, *options: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["publish", str(out), *options], env=ENGLISH | environment)


def start(out: Path, *options: str, stdout: int = subprocess.PIPE, **more: Any) -> subprocess.Popen[str]:  # noqa: ANN401 (what Popen takes)
    environment = os.environ | ENGLISH | more.pop("environment", {})
    command = [sys.executable, "-m", "geo", "publish", str(out), *options]
    return subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=stdout, stderr=subprocess.PIPE, text=True, **more
    )


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def read_manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / MANIFEST).read_text("utf-8")))


def list_ids(folder: Path) -> list[str]:
    return [feature["id"] for feature in json.loads((folder / "cases.geojson").read_text("utf-8"))["features"]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """Return what was said when everything was published, and the folder."""
    out = tmp_path_factory.mktemp("published") / "out"
    return run(out), out


def test_every_file_is_made_and_said_with_its_size(whole: tuple[Result, Path]) -> None:
    result, out = whole
    assert result.exit_code == 0, result.output
    *files, last = result.output.splitlines()
    assert [line.partition(":")[0] for line in files] == [file.name for file in FORMATS]
    assert all(line.endswith(" s") and " kB, " in line for line in files)
    assert last == f"published: {out}"
    assert {path.name for path in out.iterdir()} == {MANIFEST, *(file.name for file in FORMATS)}


def test_the_manifest_lists_each_file_with_size_and_hash(whole: tuple[Result, Path]) -> None:
    _, out = whole
    listed = {file["name"]: file for file in read_manifest(out)["files"]}
    assert {*listed} == {path.name for path in out.iterdir()} - {MANIFEST}
    for name, file in listed.items():
        raw = (out / name).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(raw), sha256(raw).hexdigest()), name


def test_the_manifest_says_selection_version_of_the_data_and_label(whole: tuple[Result, Path]) -> None:
    manifest = read_manifest(whole[1])
    assert manifest["selection"] == {"scheme": "nbs", "order": "published"}
    assert (manifest["cases"], manifest["language"], manifest["left_out"]) == (45, "zh", [])
    assert manifest["data"]["version"] == json.loads((SHIPPED / "datapackage.json").read_text("utf-8"))["version"]
    assert manifest["machine_assistance"] == {
        language: translator(language).gettext(WHOSE_FACTS) for language in LANGUAGES
    }


def test_changed_data_have_another_hash_in_the_manifest(folder: Path, edit: Edit) -> None:
    run(folder / "before", *CSV, "--data", str(folder))
    edit("cases.csv", ",high,", ",low,")
    run(folder / "out", *CSV, "--data", str(folder))
    assert read_manifest(folder / "out")["data"]["sha256"] != read_manifest(folder / "before")["data"]["sha256"]


def test_two_processes_at_different_hours_and_languages_give_the_same_bytes(tmp_path: Path) -> None:
    places = [{"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8"}, {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "7"}]
    outs = [tmp_path / str(number) for number in range(len(places))]
    running = [start(out, "--continent", "africa", environment=place) for out, place in zip(outs, places, strict=True)]
    assert [process.communicate(timeout=10 * GIVE_UP_S)[1] for process in running] == ["", ""]
    assert read_all(outs[0]) == read_all(outs[1])


# ---- what is published ----


@pytest.mark.parametrize(
    "query",
    [
        {"continent": ["africa"]},
        {"continent": ["africa", "oceania"], "theme": ["people", "smart"]},
        {"q": ["里约"]},
        {"list": ["domestic"], "region": ["central"], "scheme": ["three"]},
        {"edition": ["2024"], "known": ["result"], "q": ["wang ge"]},
    ],
)
def test_filters_are_those_of_addresses(tmp_path: Path, query: dict[str, list[str]]) -> None:
    options = [word for name, values in query.items() for value in values for word in (f"--{name}", value)]
    result = run(tmp_path / "out", "--only", "cases.geojson", *options)
    assert result.exit_code == 0, result.output
    atlas = open_atlas(SHIPPED, query.get("scheme", ["nbs"])[0])
    kept = atlas.find(read_selection(query, atlas.known))
    assert 0 < kept.sum() < 45
    assert list_ids(tmp_path / "out") == atlas.placed["case_id"][kept].tolist()


def test_each_facet_is_an_option() -> None:
    said = CliRunner().invoke(main, ["publish", "--help"]).output
    assert [facet.name for facet in FACETS if f"--{facet.name} " not in said] == []


def test_a_description_comes_with_the_files_that_it_describes(tmp_path: Path) -> None:
    assert [file.name for file in choose_formats(["datapackage.json"])] == [
        "cases.csv",
        "cases.geojson",
        "cases.xlsx",
        "case_facts.csv",
        "datapackage.json",
    ]
    run(tmp_path / "out", *CSV)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"cases.csv", MANIFEST}


def test_a_tour_of_the_desk_is_published_in_its_order(tmp_path: Path) -> None:
    (tmp_path / "tour.json").write_text(json.dumps(TOUR), "utf-8")
    result = run(tmp_path / "out", *DATA, "--tour", str(tmp_path / "tour.json"))
    assert result.exit_code == 0, result.output
    assert list_ids(tmp_path / "out") == ["2024-int-16", "2024-cn-01", "2024-int-03"]
    assert read_manifest(tmp_path / "out")["title"] == "Water"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (json.dumps(TOUR).replace("int-16", "int-99").encode(), "tour.json:1: cases: '2024-int-99' is no case of this"),
        (b"{", "tour.json: the file holds no tour that can be read"),
        (b"\xff\xfe", "tour.json: the file is not UTF-8"),
        (json.dumps(TOUR).replace("Water", "\\ud800").encode(), "tour.json: the file holds no tour that can be read"),
        (json.dumps(TOUR | {"stops": []}).encode(), "out: no case is selected: nothing was made"),
    ],
)
def test_a_tour_that_cannot_be_told_says_why(tmp_path: Path, raw: bytes, said: str) -> None:
    (tmp_path / "tour.json").write_bytes(raw)
    result = run(tmp_path / "out", "--tour", str(tmp_path / "tour.json"))
    assert result.output.startswith(said)
    assert (result.exit_code, (tmp_path / "out").exists()) == (1, False)


# ---- used wrongly ----


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--theme", "folk"), "'folk' is none of people, smart, resilient, ecological, service"),
        (("--edition", "1999"), "'1999' is none of 2024"),
        (("--scheme", "three", "--region", "northeast"), "'northeast' is none of east, central, west"),
        (("--lang", "fr"), "'fr' is not one of"),
        (("--only", "atlas.doc"), "'atlas.doc' is not one of"),
        (("--public-url", "javascript:alert(1)"), "is no address"),
        (("--data", "nowhere"), "does not exist"),
        (("--tour", "nowhere.json"), "does not exist"),
    ],
)
def test_a_value_that_there_is_not_ends_with_status_2_and_names_those_that_there_are(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    result = run(tmp_path / "out", *options)
    assert said in " ".join(result.output.split())
    assert (result.exit_code, [*tmp_path.iterdir()]) == (2, [])


def test_a_tour_and_filters_together_are_refused(tmp_path: Path) -> None:
    (tmp_path / "tour.json").write_text(json.dumps(TOUR), "utf-8")
    result = run(tmp_path / "out", "--tour", str(tmp_path / "tour.json"), "--theme", "people")
    assert (result.exit_code, "not both" in result.output) == (2, True)


def test_an_approval_number_that_is_none_ends_with_status_2(tmp_path: Path) -> None:
    assert run(tmp_path / "out", *CSV, MAP_APPROVAL="x" * 99).exit_code == 2
    assert run(tmp_path / "out", *CSV, MAP_APPROVAL="GS(2026)1234号", PUBLIC_URL="https://a.example/b").exit_code == 0
    manifest = read_manifest(tmp_path / "out")
    assert (manifest["map_approval"], manifest["homepage"]) == ("GS(2026)1234号", "https://a.example/b/")


# ---- nothing to publish, or nowhere ----


@pytest.mark.parametrize(
    ("language", "said"),
    [("C.UTF-8", "out: no case is selected: nothing was made\n"), ("zh_CN.UTF-8", "out: 没有选中任何案例")],
)
def test_an_empty_selection_says_so_and_writes_nothing(tmp_path: Path, language: str, said: str) -> None:
    result = run(tmp_path / "out", "--q", "zzzqqqxx", LANG=language)
    assert result.output.startswith(said)
    assert (result.exit_code, [*tmp_path.iterdir()]) == (1, [])


def test_faulty_data_are_named_and_nothing_is_written(folder: Path, edit: Edit, tmp_path: Path) -> None:
    edit("cases.csv", "service;people", "service;folk")
    result = run(tmp_path / "out", ATLAS_DATA=str(folder))
    assert result.output.startswith("cases.csv:2: themes: 'folk' is not in themes.csv")
    assert (result.exit_code, (tmp_path / "out").exists()) == (1, False)


def put_notes(out: Path) -> None:
    run(out, *CSV)
    (out / "notes.txt").write_text("mine", "utf-8")


def put_folder(out: Path) -> None:
    run(out, *CSV)
    (out / "more").mkdir()


def put_change(out: Path) -> None:
    run(out, *CSV)
    (out / "cases.csv").write_text("mine", "utf-8")


def put_manifest(text: str, out: Path) -> None:
    out.mkdir()
    (out / MANIFEST).write_text(text, "utf-8")
    (out / "cases.csv").write_text("mine", "utf-8")


def put_link(out: Path) -> None:
    run(out.with_name("other"), *CSV)
    out.symlink_to(out.with_name("other"))


OTHERS = "the folder holds something else, such as"
BLOCKED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file beside": (put_notes, f"{OTHERS} 'notes.txt'"),
    "a folder beside": (put_folder, f"{OTHERS} 'more'"),
    "a changed file": (put_change, "'cases.csv' was changed since it was published"),
    "no manifest of ours": (partial(put_manifest, "{}"), f"{OTHERS} 'cases.csv'"),
    "a broken manifest": (partial(put_manifest, "[" * 9999), f"{OTHERS} 'cases.csv'"),
    "a manifest that lists nothing": (
        partial(put_manifest, '{"format": "city-governance-publication", "files": []}'),
        f"{OTHERS} 'cases.csv'",
    ),
    "a file": (lambda out: out.write_text("mine", "utf-8"), "this is no folder"),
    "a link": (put_link, "this is a link"),
    "a link to nothing": (lambda out: out.symlink_to("nowhere"), "this is a link"),
}


@pytest.mark.parametrize("what", BLOCKED)
def test_what_is_no_former_publication_is_never_touched(tmp_path: Path, what: str) -> None:
    put, said = BLOCKED[what]
    out = tmp_path / "out"
    put(out)
    before = {str(path): path.read_bytes() if path.is_file() else path.name for path in tmp_path.rglob("*")}
    result = run(out)
    assert result.output.startswith(f"out: {said}")
    assert result.exit_code == 1
    after = {str(path): path.read_bytes() if path.is_file() else path.name for path in tmp_path.rglob("*")}
    assert after == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_takes_no_files_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = run(tmp_path / "out", *CSV)
    tmp_path.chmod(0o700)
    assert (result.exit_code, result.output[:22]) == (1, "out: it cannot be writ")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of data with more cases than a talk or a handout can tell."""
    folder = copy_tables(tmp_path_factory.mktemp("many"))
    rows = (f"2024-x-{number},2024,domestic,{number},beijing,第{number}题,,smart,题,low," for number in range(25, 285))
    with (folder / "cases.csv").open("a", encoding="utf-8", newline="") as table:
        table.writelines(f"{row}\n" for row in rows)
    return folder


def test_a_file_that_cannot_tell_so_many_cases_says_its_limit_and_the_others_are_made(
    many: Path, tmp_path: Path
) -> None:
    result = run(tmp_path / "out", *CSV, "--only", "atlas.pdf", "--data", str(many))
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "atlas.pdf: left out, it tells at most 300 cases")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"cases.csv", MANIFEST}
    manifest = read_manifest(tmp_path / "out")
    assert (manifest["cases"], manifest["left_out"]) == (305, [{"name": "atlas.pdf", "max_cases": 300}])


def test_where_no_file_can_tell_so_many_cases_nothing_is_made(many: Path, tmp_path: Path) -> None:
    result = run(tmp_path / "out", "--only", "atlas.pdf", "--data", str(many))
    assert result.output == "out: none of these files tells 305 cases: nothing was made\n"
    assert (result.exit_code, [*tmp_path.iterdir()]) == (1, [])


HIDE_FONTS = 'mount -t tmpfs none /usr/share/fonts && exec "$@"'
WITHOUT_FONTS = ["unshare", "--mount", "--map-root-user", "sh", "-c", HIDE_FONTS, "-"]


@pytest.mark.skipif(
    subprocess.run([*WITHOUT_FONTS, "true"], capture_output=True, check=False).returncode != 0,
    reason="this machine lets nobody mount",
)
@pytest.mark.parametrize(("name", "status"), [("atlas.pdf", 1), ("cases.csv", 0)])
def test_without_a_chinese_font_what_needs_one_says_which_package_brings_it_and_nothing_else_does(
    tmp_path: Path, name: str, status: int
) -> None:
    command = [*WITHOUT_FONTS, sys.executable, "-m", "geo", "publish", str(tmp_path / "out"), "--only", name]
    done = subprocess.run(command, cwd=PROJECT, env=os.environ | ENGLISH, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    assert ("fonts-noto-cjk" in done.stdout) == bool(status)
    assert (tmp_path / "out").exists() != bool(status)


def test_a_folder_below_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = run(tmp_path / "file" / "out", *CSV)
    assert result.output.startswith("out: it cannot be written (")
    assert result.exit_code == 1


# ---- a former publication ----


def test_a_former_publication_is_replaced_and_an_empty_folder_is_filled(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert run(out, *DATA).exit_code == 0
    assert run(out, *CSV, "--continent", "africa").exit_code == 0
    assert {path.name for path in out.iterdir()} == {"cases.csv", MANIFEST}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@contextmanager
def held(out: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], Callable[[], None]]]:
    """Yield a process that hangs while it publishes into `out`, and what lets it go on.

    Nobody reads what it says, and there is no room for its first line; its folder stands beside `out` by then.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    try:
        while True:
            os.write(writing, b"\n" * 4096)
    except BlockingIOError:
        os.set_blocking(writing, True)
    process = start(out, "--json", *options, stdout=writing)
    os.close(writing)
    try:
        while not any(out.parent.glob(f".{out.name}-*")):
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"it has ended with {process.wait(0.01)}")
        with os.fdopen(reading, "rb") as said:
            yield process, lambda: said.read() and None
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """Return a folder with a former publication."""
    assert run(tmp_path / "out", *DATA).exit_code == 0
    return tmp_path / "out"


def test_a_kill_in_the_middle_leaves_the_old_files(former: Path) -> None:
    before = read_all(former)
    with held(former, *DATA, "--continent", "africa") as (process, _):
        process.kill()
        assert process.wait(GIVE_UP_S) == -signal.SIGKILL
    assert read_all(former) == before


@pytest.mark.parametrize("after", ["cases.csv", "case_facts.csv", "datapackage.json"])
def test_a_kill_at_any_time_leaves_the_old_files_or_the_new(former: Path, after: str) -> None:
    before = read_all(former)
    process = start(former, "--json", *DATA, "--continent", "africa")
    assert process.stdout
    for line in process.stdout:
        if json.loads(line) == {"file": after, "state": "begun"}:
            break
    process.kill()
    process.communicate()
    found = read_all(former)
    assert found == before or read_manifest(former)["selection"]["continent"] == ["africa"]
    for file in read_manifest(former)["files"]:
        assert sha256(found[file["name"]]).hexdigest() == file["sha256"]


@pytest.fixture
def takes_ctrl_c() -> Iterator[None]:
    """Let processes take SIGINT, which a shell makes those that it starts in the background ignore."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("takes_ctrl_c")
def test_ctrl_c_leaves_the_old_files_and_nothing_beside_them(former: Path) -> None:
    before = read_all(former)
    with held(former, *DATA, "--continent", "africa") as (process, go_on):
        process.send_signal(signal.SIGINT)
        go_on()
        assert process.wait(GIVE_UP_S) == 130
        assert process.stderr
        assert process.stderr.read() == "stopped: nothing was changed\n"
    assert read_all(former) == before
    assert [path.name for path in former.parent.iterdir()] == ["out"]


def test_a_full_disk_leaves_the_old_files_and_says_so(former: Path) -> None:
    before = read_all(former)
    smaller = len(before["case_facts.csv"]) - 1  # bytes: the files before it are made
    process = start(former, *DATA, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (smaller, smaller)))
    said, _ = process.communicate(timeout=10 * GIVE_UP_S)
    assert said.splitlines()[-1] == "out: it cannot be written ('File too large'): nothing was changed"
    assert process.returncode == 1
    assert read_all(former) == before
    assert [path.name for path in former.parent.iterdir()] == ["out"]


# ---- for programs ----


def test_programs_read_a_json_object_a_line(tmp_path: Path) -> None:
    result = run(tmp_path / "out", "--json", *CSV)
    begun, made, last = map(json.loads, result.output.splitlines())
    assert begun == {"file": "cases.csv", "state": "begun"}
    assert made | {"seconds": 0} == {
        "file": "cases.csv",
        "state": "made",
        "bytes": (tmp_path / "out" / "cases.csv").stat().st_size,
        "seconds": 0,
    }
    assert last == {"folder": str(tmp_path / "out")}
    assert json.loads(run(tmp_path / "no", "--json", "--q", "zzzqqqxx").output) == {
        "fault": "no: no case is selected: nothing was made"
    }
