"""Bring datapackage.json into step with the files it describes: rows, bytes and hash of each, and its columns.

Run by hand after any change of the data; the descriptions are kept in datapackage.json itself:

    python data/make_datapackage.py
"""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PACKAGE = FOLDER / "datapackage.json"


def measure_file(path: Path) -> dict[str, Any]:
    """Return what the package records of the file `path`, and its rows if it is a table."""
    raw = path.read_bytes()
    measures: dict[str, Any] = {"bytes": len(raw), "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}
    if path.suffix == ".csv":
        measures["rows"] = count_rows(raw.decode("utf-8"))
    return measures


def count_rows(text: str) -> int:
    """Return the number of rows of the table `text` below its header, as the atlas counts: rows of nothing are none."""
    rows = csv.reader(io.StringIO(text, newline=""))
    return sum(any(cell.strip() for cell in row) for row in rows) - 1


def order_fields(resource: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the described fields of the table `resource` in the order of its columns.

    Raises
    ------
    ValueError
        If a column is not described, or a described one is not there; each is named.
    """
    with (FOLDER / resource["path"]).open(encoding="utf-8", newline="") as table:
        columns = next(csv.reader(table))
    described = {field["name"]: field for field in resource["schema"]["fields"]}
    if odd := set(columns) ^ set(described):
        message = f"{resource['path']}: describe each column once in {PACKAGE.name}: {', '.join(sorted(odd))}"
        raise ValueError(message)
    return [described[column] for column in columns]


def renew_resource(resource: dict[str, Any]) -> dict[str, Any]:
    """Return `resource` with the measures of its file as it is now."""
    measured = resource | measure_file(FOLDER / resource["path"])
    if "schema" in resource:
        measured["schema"] = resource["schema"] | {"fields": order_fields(resource)}
    return measured


def make_package() -> str:
    """Return the text of datapackage.json in step with the files."""
    package = json.loads(PACKAGE.read_text("utf-8"))
    package["resources"] = [renew_resource(resource) for resource in package["resources"]]
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PACKAGE.write_text(make_package(), "utf-8")
