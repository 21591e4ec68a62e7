"""What may stand in a data folder in the place of a file: nothing of it hangs, and nothing fills the memory."""

import errno
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.tables.disk import read_file
from tests.conftest import EN, finish

SMALL = 1_000  # bytes
MB = 10**6


def make_folder(path: Path) -> None:
    path.mkdir()


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_socket(path: Path) -> None:
    """Bind a socket by its bare name: an address of a socket holds about a hundred bytes."""
    home = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(home)


ANYWHERE = [make_folder]
POSIX = [make_loop, make_pipe, make_endless, make_socket] if os.name == "posix" else []
ODD = [*ANYWHERE, *POSIX]


def say(path: Path, limit_bytes: int = SMALL) -> str:
    """Return what is said of the file `path`, of which nothing is to be read."""
    raw, fault = finish(read_file, path, limit_bytes)
    assert raw == b""
    assert fault is not None
    return fault.text(EN)


@pytest.mark.parametrize("make", ODD)
def test_what_is_no_regular_file_is_named_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "cases.csv")
    assert say(tmp_path / "cases.csv").startswith("cases.csv: the file is no regular file: ")


@pytest.mark.parametrize("make", [make for make in POSIX if make is not make_loop])
def test_a_file_that_is_changed_for_a_pipe_before_it_is_opened_does_not_hang_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    (tmp_path / "before.csv").write_bytes(b"a\n")
    make(tmp_path / "cases.csv")
    before = (tmp_path / "before.csv").stat()
    monkeypatch.setattr(Path, "stat", lambda _path: before)
    assert say(tmp_path / "cases.csv").startswith("cases.csv: the file ")


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_to_a_file_is_as_good_as_the_file(tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_bytes(b"a,b\n")
    (tmp_path / "cases.csv").symlink_to("there.csv")
    assert read_file(tmp_path / "cases.csv", SMALL) == (b"a,b\n", None)


def test_a_file_of_the_limit_is_read_and_one_of_a_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(b"a" * MB)
    assert read_file(path, MB) == (b"a" * MB, None)
    path.write_bytes(b"a" * (MB + 1))
    assert say(path, MB).startswith("cases.csv: the file has 2 MB, the limit is 1 MB: ")


def test_500_mb_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.touch()
    os.truncate(path, 500 * MB)
    started = time.perf_counter()
    assert say(path, 50 * MB).startswith("cases.csv: the file has 500 MB, the limit is 50 MB: ")
    assert time.perf_counter() - started < 0.1  # seconds; reading them takes several times as long


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no such files here")
def test_a_file_that_holds_more_than_it_said_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    grown = tmp_path / "cases.csv"
    grown.symlink_to("/proc/self/status")  # a regular file of 0 bytes, it says, as one that grows meanwhile
    assert say(grown, 100).startswith("cases.csv: the file has 1 MB, the limit is ")


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert say(tmp_path / "cases.csv") == "cases.csv: the file is missing: put it into the folder"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
def test_a_file_that_the_system_refuses_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_path: Path) -> os.stat_result:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "stat", refuse)
    assert say(tmp_path / "cases.csv").startswith("cases.csv: the file cannot be read: ")
