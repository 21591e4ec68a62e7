"""English headings have a typeface of their own, on every system."""

import io
from functools import cache
from http.client import HTTPResponse
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from geo.addresses import DATA_STYLE, SERIF
from geo.kept_files import keep
from server import fonts
from tests.conftest import open_shipped
from tests.server.test_routes import ask

LICENCE = "SIL Open Font License"


@cache
def fetch(atlas: str) -> tuple[HTTPResponse, bytes]:
    return ask(atlas, f"/{SERIF}")


@cache
def read_font(atlas: str) -> TTFont:
    return TTFont(io.BytesIO(fetch(atlas)[1]))


def test_the_typeface_has_every_letter_that_it_sets(atlas: str) -> None:
    tables = open_shipped().tables
    said = {*"".join([*tables.cases["title_en"], *tables.cities["name_en"], *tables.case_facts["text_en"]])}
    assert said - {*map(chr, read_font(atlas).getBestCmap())} == set()


def test_the_typeface_is_small_has_both_weights_and_no_name_that_is_reserved(atlas: str) -> None:
    names = {record.nameID: str(record) for record in read_font(atlas)["name"].names}
    assert len(fetch(atlas)[1]) < 45_000
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in read_font(atlas)["fvar"].axes] == [
        ("wght", 400, 700)
    ]
    assert {names[record] for record in (1, 4, 16) if record in names} == {fonts.NAME}
    assert LICENCE in names[13]


def test_a_browser_keeps_the_typeface_and_asks_whether_it_is_the_same(atlas: str) -> None:
    answer, _font = fetch(atlas)
    again, body = ask(atlas, f"/{SERIF}", **{"If-None-Match": answer.headers["ETag"]})
    said = answer.headers["Content-Type"], answer.headers["Cache-Control"]
    assert said == ("font/woff2", f"public, max-age={fonts.KEPT_S}")
    assert (again.status, body) == (304, b"")


def test_the_sheet_of_the_stage_leads_to_the_typeface(atlas: str) -> None:
    assert f'src: url("{Path(SERIF).name}")' in ask(atlas, f"/{DATA_STYLE}")[1].decode()


def test_the_piece_is_kept_for_the_next_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(fonts, "cut", lambda _source: b"wOF2 and so on")
    assert fonts.read_piece() == b""
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written := io.BytesIO()))
    fonts.main()
    assert fonts.read_piece() == written.getvalue() == b"wOF2 and so on"


@pytest.mark.parametrize("kept", [b"", b"<html>", b"wOF2" + b"0" * fonts.MAX_BYTES])
def test_what_is_kept_and_is_no_such_font_is_not_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: bytes
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    keep(fonts.kept_piece(), kept)
    assert fonts.read_piece() == b""


def test_without_the_file_the_system_sets_the_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FILE_PATTERN", "no such file")
    with pytest.raises(FileNotFoundError, match="no such file"):
        fonts.find_source()
