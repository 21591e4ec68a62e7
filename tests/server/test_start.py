"""A server that begins, and one whose data change under it: everybody is served, from what was last good."""

import json
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bench.viewers import Visit, fill_hall, run_apart, visit
from geo.tables.faults import MAX_SAID_FAULTS
from pages.parts.atlas_cache import DataFolder
from tests.conftest import SHIPPED, Edit, serve

PATIENCE_S = 20  # seconds until a condition that does not come is given up
SERVED, NOTE = "cases.csv?", "data-note"


def ask(address: str, path: str) -> tuple[int, bytes]:
    """Return status and body of the answer to a request of `path`."""
    line = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_S)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


def health(address: str) -> dict[str, Any]:
    """Return what the server says of itself."""
    return json.loads(ask(address, "/healthz")[1])


def wait_for(condition: Callable[[], object]) -> None:
    """Return once `condition` holds."""
    latest = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < latest, "the condition does not come"
        time.sleep(0.05)


def see(address: str, query: str = "lang=en") -> Visit:
    """Return a visit of the map."""
    return run_apart(visit(urlsplit(address).port or 80, query=query))


def test_of_fifty_viewers_of_a_cold_server_every_one_is_served(folder: Path) -> None:
    with serve(folder) as address:
        visits = fill_hall(urlsplit(address).port or 80, viewers=50, seconds=1)
    assert [seen for seen in visits if isinstance(seen, BaseException)] == []
    assert all(SERVED in seen.html for seen in visits)


def test_however_many_ask_at_once_a_folder_is_read_once(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "pages.parts.atlas_cache")
    data, together = DataFolder(folder), threading.Barrier(20)

    def look(_: int) -> object:
        together.wait()
        data.look()
        return data.reading.atlases["nbs"]

    with ThreadPoolExecutor(20) as readers:
        assert len({*readers.map(look, range(20))}) == 1
    assert [record.getMessage() for record in caplog.records] == [f"Read {folder}"]


def test_an_error_of_ours_does_not_end_the_watch(
    folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    data, read, end = DataFolder(folder), threading.Event(), threading.Event()
    with monkeypatch.context() as broken:
        broken.setattr("pages.parts.atlas_cache.open_atlases", lambda _: 1 // 0)
        watching = threading.Thread(target=data.watch, args=(read, end))
        watching.start()
        assert read.wait(PATIENCE_S)
    assert "ZeroDivisionError" in caplog.text
    edit("cities.csv", "Cairo", "Al-Qahirah")
    wait_for(lambda: data.reading.atlases)
    end.set()
    watching.join()


def test_both_schemes_share_what_no_region_changes(folder: Path) -> None:
    data = DataFolder(folder)
    data.look()
    nbs, three = data.reading.atlases["nbs"], data.reading.atlases["three"]
    assert nbs.index is three.index
    assert nbs.tables is three.tables


def test_a_change_is_read_beside_and_swapped_in_while_everybody_is_served(folder: Path, edit: Edit) -> None:
    with serve(folder) as address:
        before = health(address)
        edit("cities.csv", "Cairo", "Al-Qahirah")
        answers = []
        wait_for(lambda: answers.append(see(address).html) or "Al-Qahirah" in answers[-1])
        after = health(address)
    assert all("Cairo" in html or "Al-Qahirah" in html for html in answers)
    assert (before["status"], after["status"]) == ("good", "good")
    assert before["good_at"] <= after["good_at"]


def remove(path: Path) -> None:
    """Remove the file."""
    path.unlink()


def link_to_itself(path: Path) -> None:
    """Put a loop in place of the file."""
    path.unlink()
    path.symlink_to(path)


def make_folder(path: Path) -> None:
    """Put a folder in place of the file."""
    path.unlink()
    path.mkdir()


def make_pipe(path: Path) -> None:
    """Put a pipe in place of the file, which nobody ever writes."""
    path.unlink()
    os.mkfifo(path)


def make_huge(path: Path) -> None:
    """Make the file 500 MB large."""
    os.truncate(path, 500_000_000)


def cut(path: Path) -> None:
    """Leave half of the file."""
    os.truncate(path, path.stat().st_size // 2)


def make_wrong(path: Path) -> None:
    """Name a city that is not there."""
    path.write_text(path.read_text("utf-8").replace(",bangkok,", ",bankok,"), "utf-8")


@pytest.mark.parametrize("damage", [remove, link_to_itself, make_folder, make_pipe, make_huge, cut, make_wrong])
def test_while_a_file_is_damaged_the_last_good_data_are_served_with_a_note(
    watched: tuple[str, Path], damage: Callable[[Path], None]
) -> None:
    address, folder = watched
    good_at = health(address)["good_at"]
    with damaged(folder / "cases.csv", damage):
        wait_for(lambda: health(address)["status"] == "faulty")
        said, seen = health(address), see(address)
        assert said["good_at"] == good_at
        assert said["cases"] == 45
        assert said["faults"]
        assert str(folder) not in json.dumps(said)
        assert SERVED in seen.html
        assert seen.html.count(NOTE) == 1
        assert [ask(address, path)[0] for path in ("/healthz", "/cases.csv", "/stage")] == [200, 200, 200]
    wait_for(lambda: health(address)["status"] == "good")
    assert NOTE not in see(address).html


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Return the address of an atlas, and its folder."""
    folder = tmp_path_factory.mktemp("watched") / "data"
    shutil.copytree(SHIPPED, folder)
    with serve(folder) as address:
        yield address, folder


@contextmanager
def damaged(path: Path, damage: Callable[[Path], None]) -> Iterator[None]:
    """Damage the file `path` for a while."""
    whole = path.read_bytes()
    damage(path)
    try:
        yield
    finally:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        path.write_bytes(whole)


def test_a_server_that_never_had_good_data_says_so_and_begins_once_they_are_mended(folder: Path, edit: Edit) -> None:
    edit("cases.csv", ",bangkok,", ",bankok,")
    with serve(folder) as address:
        status, body = ask(address, "/healthz")
        assert status == 503
        assert json.loads(body) == {
            "status": "down",
            "good_at": None,
            "cases": 0,
            "faults": [fault for fault in json.loads(body)["faults"] if "bankok" in fault],
            "remarks": [],
        }
        edit("cases.csv", ",bankok,", ",bangkok,")
        assert ask(address, "/cases.csv")[0] == 200
        assert health(address)["status"] == "good"


def test_while_a_table_is_written_again_and_again_nobody_gets_less_than_all(folder: Path) -> None:
    table = folder / "cases.csv"
    whole = table.read_bytes()
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            with table.open("wb") as file:
                for start in range(0, len(whole), 500):
                    file.write(whole[start : start + 500])
                    file.flush()

    with serve(folder) as address, ThreadPoolExecutor(1) as writer:
        writing = writer.submit(write)
        counts = [ask(address, "/cases.csv")[1].count(b"2024-") for _ in range(60)]
        done.set()
        writing.result()
    assert {*counts} == {counts[0]}


def test_a_table_that_lost_rows_is_served_with_a_remark_to_its_operator(watched: tuple[str, Path]) -> None:
    address, folder = watched
    with damaged(folder / "cases.csv", lose_a_row):
        wait_for(lambda: health(address)["remarks"])
        assert health(address)["cases"] == 44
        assert "44 here, 45 in datapackage.json" in health(address)["remarks"][0]
    wait_for(lambda: not health(address)["remarks"])


def lose_a_row(path: Path) -> None:
    """Cut the file at the end of its last row but one."""
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def test_of_very_many_faults_the_first_hundred_are_said(folder: Path) -> None:
    (folder / "cases.csv").write_text("case_id\n" + "x,y\n" * 5000)
    with serve(folder) as address:
        faults = health(address)["faults"]
        assert len(faults) == MAX_SAID_FAULTS + 1
        assert re.fullmatch("and 49[0-9]{2} more", faults[-1])
        assert len(ask(address, "/stage?lang=en")[1]) < 50_000
