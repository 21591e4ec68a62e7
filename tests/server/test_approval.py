"""The approval number that an operator states, as the server answers with it, and what happens if it is none."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import openpyxl
import pytest

from tests.conftest import PROJECT, SHIPPED, serve
from tests.server.test_routes import ask

NUMBER = "GS京(2023)0045号"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def approved() -> Iterator[str]:
    """Return the address of an atlas whose map is approved."""
    with serve(SHIPPED, MAP_APPROVAL=f" {NUMBER} ") as address:
        yield address


@pytest.fixture(scope="module")
def hostile() -> Iterator[str]:
    """Return the address of an atlas whose operator states a number that is markup."""
    with serve(SHIPPED, MAP_APPROVAL=HOSTILE) as address:
        yield address


def read(address: str, path: str) -> str:
    """Return what `address` answers to a request of `path`."""
    return ask(address, path)[1].decode()


def approval_line(page: str) -> list[tuple[str, str]]:
    """Return language and text of the approval number on a stage."""
    return re.findall(r'<p id="approval" lang="([^"]+)">(.*?)</p>', page)


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("lang=zh", ("zh-CN", f"审图号：{NUMBER}")),
        ("lang=en", ("en", f"Map approval (审图号): {NUMBER}")),
        ("lang=en&card=zh", ("zh-CN", f"审图号：{NUMBER}")),
    ],
)
@pytest.mark.parametrize("stop", [1, 2, 3, 99])
def test_a_stage_has_the_number_at_every_stop(approved: str, query: str, line: tuple[str, str], stop: int) -> None:
    assert approval_line(read(approved, f"/stage?{query}&stop={stop}")) == [line]


def test_files_have_it_and_csv_has_no_place_for_it(approved: str) -> None:
    assert json.loads(read(approved, "/cases.geojson?continent=africa"))["map_approval"] == NUMBER
    book = openpyxl.load_workbook(io.BytesIO(ask(approved, "/cases.xlsx?lang=zh")[1]))
    assert dict(book.worksheets[1].iter_rows(values_only=True))["审图号"] == NUMBER
    assert NUMBER not in read(approved, "/cases.csv")


def test_the_map_has_it_and_another_number_has_another_address(approved: str, hostile: str, atlas: str) -> None:
    assert json.loads(read(approved, "/assets/atlas.json"))["approval"]["zh"] == f"审图号：{NUMBER}"
    frames = [re.findall(r"stage/map\?v=(\w+)", read(address, "/stage")) for address in (approved, hostile, atlas)]
    assert len({version for (version,) in frames}) == 3


def test_without_a_number_nothing_is_said_of_it(atlas: str) -> None:
    assert approval_line(read(atlas, "/stage")) == []
    assert "map_approval" not in read(atlas, "/cases.geojson?continent=africa")


def test_a_number_is_never_markup(hostile: str) -> None:
    stage = read(hostile, "/stage")
    assert approval_line(stage) == [("zh-CN", "审图号：&lt;img src=x onerror=alert(1)&gt;")]
    assert "<img src=x" not in stage


@pytest.mark.parametrize("wrong", ["GS(2026)\n1234号", "号\u202e4321(6202)SG", "审" * 1000])
def test_a_number_that_is_none_is_refused_in_one_line_when_the_server_begins(wrong: str) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", "--server.port=0"]
    environment = os.environ | {"MAP_APPROVAL": wrong}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode
    assert "Traceback" not in done.stderr
    (line,) = [line for line in done.stderr.splitlines() if "MAP_APPROVAL" in line]
    assert line.endswith("is no approval number: write one line of at most 40 characters, such as GS(2026)1234号")
