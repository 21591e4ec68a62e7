"""datapackage.json brought into step with the files it describes: rows, bytes and hash of each, and its columns.

The descriptions are kept in datapackage.json itself.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from geo.tables.datapackage import examine_package
from geo.tables.faults import DataError, Fault, Level
from geo.tables.schema import FILES, PACKAGE

_UNDESCRIBED: Final = "the column is not described: describe it in datapackage.json"
_GONE: Final = "the column is described in datapackage.json and not here: take the description out"
_NOT_DESCRIBED: Final = "the table is not described: describe it in datapackage.json"
_CHANGED: Final = "the file was changed since datapackage.json was written: check with --write-datapackage"
_NOT_THERE: Final = "{value} is described and not there: check with --write-datapackage takes its description out"
_NONE: Final = "the file describes nothing that can be brought into step: take that of the atlas as a beginning"


def renew_package(folder: Path) -> str:
    """Return the text of datapackage.json in step with the files of `folder`; a file that is not there has no place.

    Raises
    ------
    DataError
        If a table or a column is not described, or a column is that is not there; all are named.
    """
    package, faults = examine_package(folder)
    if not package:
        raise DataError(faults or [Fault(PACKAGE, None, None, None, _NONE)])
    there = [resource for resource in package["resources"] if (folder / resource["path"]).is_file()]
    paths = {resource["path"] for resource in there}
    faults = [Fault(file, None, None, None, _NOT_DESCRIBED) for file in FILES.values() if _is_new(folder / file, paths)]
    faults += [fault for resource in there for fault in _check_fields(folder, resource)]
    if faults:
        raise DataError(faults)
    renewed = package | {"resources": [_renew_resource(folder, resource) for resource in there]}
    return json.dumps(renewed, ensure_ascii=False, indent=2) + "\n"


def find_drift(folder: Path, found: Iterable[Fault]) -> list[Fault]:
    """Return a warning for each file of `folder` that is not as its datapackage.json says; none without one.

    A file of which `found` tells already that it has other rows is not told again.
    """
    told = {fault.file for fault in found}
    resources = {resource["path"]: resource for resource in examine_package(folder)[0].get("resources", [])}
    there = {path: resource for path, resource in resources.items() if (folder / path).is_file()}
    gone = [Fault(PACKAGE, None, None, path, _NOT_THERE, level=Level.REMARK) for path in resources if path not in there]
    new = [
        Fault(file, None, None, None, _NOT_DESCRIBED) for file in FILES.values() if _is_new(folder / file, {*resources})
    ]
    columns = [
        fault for path, resource in there.items() if path in FILES.values() for fault in _check_fields(folder, resource)
    ]
    changed = [
        Fault(path, None, None, None, _CHANGED)
        for path, resource in there.items()
        if path not in told and _has_changed(folder / path, resource)
    ]
    described = [*new, *columns] if resources else []
    return [*gone, *(replace(fault, level=Level.WARNING) for fault in [*described, *changed])]


def _has_changed(path: Path, resource: Mapping[str, Any]) -> bool:
    """Return whether the file `path` has another size or hash than `resource` says, if it says any."""
    raw = path.read_bytes()
    return any(resource.get(name, value) != value for name, value in _measure_bytes(raw).items())


def _is_new(path: Path, described: set[str]) -> bool:
    """Return whether the table `path` is there and not `described`."""
    return path.is_file() and path.name not in described


def _check_fields(folder: Path, resource: Mapping[str, Any]) -> list[Fault]:
    """Return a fault for each column of a table that is not described, or is described and not there."""
    if "schema" not in resource:
        return []
    columns, described = set(_read_columns(folder / resource["path"])), set(_list_fields(resource))
    return [
        Fault(resource["path"], 1, column, None, _GONE if column in described else _UNDESCRIBED)
        for column in sorted(columns ^ described)
    ]


def _read_columns(path: Path) -> list[str]:
    """Return the names in the first row of the table `path`."""
    with path.open(encoding="utf-8-sig", newline="") as table:
        return next(csv.reader(table), [])


def _list_fields(resource: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the described fields of a table by name."""
    return {field["name"]: field for field in resource["schema"]["fields"]}


def _renew_resource(folder: Path, resource: dict[str, Any]) -> dict[str, Any]:
    """Return `resource` with the measures of its file as it is now, its fields in the order of the columns."""
    path = folder / resource["path"]
    measured = resource | measure_file(path)
    if "schema" in resource:
        fields = _list_fields(resource)
        measured["schema"] = resource["schema"] | {"fields": [fields[column] for column in _read_columns(path)]}
    return measured


def measure_file(path: Path) -> dict[str, Any]:
    """Return what the package records of the file `path`, and its rows if it is a table."""
    raw = path.read_bytes()
    measures = _measure_bytes(raw)
    if path.suffix == ".csv":
        measures["rows"] = _count_rows(raw.decode("utf-8"))
    return measures


def _measure_bytes(raw: bytes) -> dict[str, Any]:
    """Return size and hash of a file as the package records them."""
    return {"bytes": len(raw), "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}


def _count_rows(text: str) -> int:
    """Return the number of rows of the table `text` below its header, as the atlas counts: rows of nothing are none."""
    rows = csv.reader(io.StringIO(text, newline=""))
    return sum(any(cell.strip() for cell in row) for row in rows) - 1
