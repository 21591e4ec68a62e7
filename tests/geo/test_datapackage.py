"""What a data folder says of itself, and the libraries of their licences."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.query.atlas import open_atlas
from geo.query.selection import Selection
from geo.tables.check import check_folder
from geo.tables.datapackage import MAX_PACKAGE_BYTES, examine_package, list_libraries, read_package
from geo.text import LANGUAGES
from pages.parts.view import View
from pages.screens.about import about_html
from tests.conftest import EN, PROJECT, SHIPPED, finish
from tests.geo.test_disk import ODD


def test_the_shipped_folder_describes_every_file_of_its_own() -> None:
    paths = {resource["path"] for resource in read_package(SHIPPED)["resources"]}
    assert {path.name for path in SHIPPED.glob("*.csv")} <= paths


WRONG = {
    "": "the file is no JSON",
    "{": "the file is no JSON",
    "[" * 100_000: "the file is no JSON",
    "[]": "$: '[]' is not what stands there",
    "{}": "$: '{}' is not what stands there",
    '{"resources": {}}': "$.resources: '{}' is not",
    '{"resources": [1]}': "$.resources[0]: '1' is not",
    '{"resources": [{"name": "cases"}]}': "$.resources[0]: ",
    '{"resources": [{"name": "cases", "path": 1}]}': "$.resources[0].path: '1' is not",
    '{"resources": [{"name": "cases", "path": "a", "schema": []}]}': "$.resources[0].schema: '[]' is not",
    '{"resources": [{"name": "cases", "path": "a", "schema": {"fields": [{}]}}]}': "$.resources[0].schema.fields[0]: ",
    '{"resources": [{"name": "cases", "path": "a", "licenses": ["MIT"]}]}': "$.resources[0].licenses[0]: ",
    '{"resources": [{"name": "cases", "path": "a", "sources": [{}]}]}': "$.resources[0].sources[0]: '{}' is not",
    '{"resources": [], "version": 1}': "$.version: '1' is not",
}


def test_a_folder_that_does_not_describe_itself_is_no_error(tmp_path: Path) -> None:
    assert examine_package(tmp_path) == ({}, [])


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=lambda text: text[:30])
def test_a_description_of_another_form_is_a_remark_and_the_page_does_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    (folder / "datapackage.json").write_text(text)
    (remark,) = check_folder(folder)
    assert not remark.blocking
    assert remark.text(EN).startswith(f"datapackage.json: {said}")
    assert read_package(folder) == {}
    for language in LANGUAGES:
        assert about_html(open_atlas(folder, "nbs"), View(language, Selection()))


@pytest.mark.parametrize("make", ODD)
def test_what_stands_in_the_place_of_a_description_is_a_remark(folder: Path, make: Callable[[Path], None]) -> None:
    make(folder / "datapackage.json")
    (remark,) = finish(check_folder, folder)
    assert not remark.blocking
    assert remark.text(EN).startswith("datapackage.json: the file is no regular file: ")
    assert finish(read_package, folder) == {}


def test_a_description_past_the_limit_is_a_remark_and_not_read(folder: Path) -> None:
    (folder / "datapackage.json").write_text("{}".ljust(MAX_PACKAGE_BYTES + 1))
    (remark,) = check_folder(folder)
    assert not remark.blocking
    assert remark.text(EN).startswith("datapackage.json: the file has 2 MB, the limit is 1 MB: ")
    assert read_package(folder) == {}


def test_the_shipped_description_has_no_remark() -> None:
    assert examine_package(SHIPPED)[1] == []


def test_every_library_tells_its_version_and_licence() -> None:
    libraries = list_libraries(PROJECT / "requirements.in")
    wanted = re.findall(r"^([\w-]+)==([\w.]+)", (PROJECT / "requirements.in").read_text("utf-8"), re.MULTILINE)
    assert [(name.lower(), version) for name, version, _ in libraries] == [
        (name.lower(), version) for name, version in wanted
    ]
    assert [name for name, _, licence in libraries if not licence] == []
