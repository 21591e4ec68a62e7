"""What a data folder says of itself, and the libraries of their licences."""

import re
from pathlib import Path

import pytest

from geo.tables.datapackage import list_libraries, read_package
from tests.conftest import PROJECT, SHIPPED


def test_the_shipped_folder_describes_every_file_of_its_own() -> None:
    paths = {resource["path"] for resource in read_package(SHIPPED)["resources"]}
    assert {path.name for path in SHIPPED.glob("*.csv")} <= paths


@pytest.mark.parametrize("text", [None, "", "{", "[]", "\x00"])
def test_a_folder_that_does_not_describe_itself_is_no_error(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "datapackage.json").write_text(text)
    assert read_package(tmp_path) == {}


def test_every_library_tells_its_version_and_licence() -> None:
    libraries = list_libraries(PROJECT / "requirements.in")
    wanted = re.findall(r"^([\w-]+)==([\w.]+)", (PROJECT / "requirements.in").read_text("utf-8"), re.MULTILINE)
    assert [(name.lower(), version) for name, version, _ in libraries] == [
        (name.lower(), version) for name, version in wanted
    ]
    assert [name for name, _, licence in libraries if not licence] == []
