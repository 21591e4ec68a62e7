"""datapackage.json brought into step with the tables, by `python -m geo check --write-datapackage`."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import main
from geo.tables.renewal import renew_package
from tests.conftest import SHIPPED


@pytest.fixture
def package(folder: Path) -> Path:
    """Return the description of a folder, as shipped."""
    return Path(shutil.copy(SHIPPED / "datapackage.json", folder))


def write_package(folder: Path) -> Result:
    return CliRunner().invoke(main, ["check", "--write-datapackage", "--lang", "en", str(folder)])


def test_a_shorter_table_is_described_as_it_is(folder: Path, package: Path) -> None:
    table = folder / "synonyms.csv"
    table.write_text(table.read_text("utf-8").rpartition("\nculture")[0] + "\n", "utf-8", newline="\n")
    result = write_package(folder)
    assert (result.exit_code, "datapackage" in result.output) == (0, False)
    (synonyms,) = [one for one in json.loads(package.read_text("utf-8"))["resources"] if one["name"] == "synonyms"]
    assert (synonyms["rows"], synonyms["bytes"]) == (35, table.stat().st_size)
    assert package.read_text("utf-8") == renew_package(folder)


def test_a_file_that_is_not_there_has_no_place(folder: Path, package: Path) -> None:
    (folder / "synonyms.csv").unlink()
    assert write_package(folder).exit_code == 0
    assert "synonyms" not in {one["name"] for one in json.loads(package.read_text("utf-8"))["resources"]}


def test_a_column_without_a_description_is_named_and_nothing_is_written(folder: Path, package: Path) -> None:
    table, before = folder / "synonyms.csv", package.read_bytes()
    rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([f"{rows[0]},more", *(f"{row}," for row in rows[1:])]) + "\n", "utf-8")
    result = write_package(folder)
    assert result.output.splitlines() == [
        "synonyms.csv:1: more: the column is not described: describe it in datapackage.json"
    ]
    assert (result.exit_code, package.read_bytes()) == (1, before)


def test_a_table_without_a_description_is_named(folder: Path, package: Path) -> None:
    described = json.loads(package.read_text("utf-8"))
    described["resources"] = [one for one in described["resources"] if one["name"] != "synonyms"]
    package.write_text(json.dumps(described), "utf-8")
    assert write_package(folder).output.startswith("synonyms.csv: the table is not described: ")


def test_tables_with_faults_are_not_described(folder: Path, package: Path) -> None:
    before = package.read_bytes()
    (folder / "themes.csv").unlink()
    result = write_package(folder)
    assert (result.output.partition(":")[0], result.exit_code, package.read_bytes()) == ("themes.csv", 1, before)


def test_a_folder_that_describes_nothing_is_told_so(folder: Path) -> None:
    result = write_package(folder)
    assert (result.output.startswith("datapackage.json: the file describes nothing"), result.exit_code) == (True, 1)
