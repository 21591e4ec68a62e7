"""What a data folder says of itself (datapackage.json), and what the libraries beside it say of theirs."""

import json
import os
import re
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator

from geo.tables.disk import MB, read_file
from geo.tables.faults import Fault, Level
from geo.tables.schema import PACKAGE

MAX_PACKAGE_BYTES: Final = MB  # that of the shipped folder, in two languages, has 46 kB
_NO_JSON: Final = "the file is no JSON: the page of sources does without it"
_OTHER_FORM: Final = "{value} is not what stands there in a data package: the page of sources does without the file"

_TEXT: Final = {"type": "string"}
_TITLED: Final = {"type": "array", "items": {"type": "object", "required": ["title"], "properties": {"title": _TEXT}}}
_DESCRIBED: Final = dict.fromkeys(("title", "title_zh", "description", "description_zh", "provenance"), _TEXT)
_FIELD: Final = {"type": "object", "required": ["name"], "properties": {"name": _TEXT} | _DESCRIBED}
_SCHEMA: Final = {
    "type": "object",
    "required": ["fields"],
    "properties": {"fields": {"type": "array", "items": _FIELD}},
}
_RESOURCE: Final = {
    "type": "object",
    "required": ["name", "path"],
    "properties": {
        "name": _TEXT,
        "path": _TEXT,
        "rows": {"type": "integer"},
        "bytes": {"type": "integer"},
        "licenses": _TITLED,
        "sources": _TITLED,
        "schema": _SCHEMA,
    }
    | _DESCRIBED,
}
# What the atlas reads of a data package (https://datapackage.org), no more: other keys are the owner's.
_FORM: Final = Draft202012Validator(
    {
        "type": "object",
        "required": ["resources"],
        "properties": {
            **dict.fromkeys(("title", "title_zh", "version", "created"), _TEXT),
            "resources": {"type": "array", "items": _RESOURCE},
        },
    }
)
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def read_package(folder: Path) -> dict[str, Any]:
    """Return the description of `folder`; empty if it has none that can be read: it is no table of the atlas."""
    return examine_package(folder)[0]


def examine_package(folder: Path) -> tuple[dict[str, Any], list[Fault]]:
    """Return the description of `folder`, and a warning for each thing that is wrong with it; then it is empty."""
    if not os.path.lexists(folder / PACKAGE):
        return {}, []
    raw, fault = read_file(folder / PACKAGE, MAX_PACKAGE_BYTES)
    if fault:
        return {}, [replace(fault, level=Level.WARNING)]
    try:
        package = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}, [Fault(PACKAGE, None, None, None, _NO_JSON, level=Level.WARNING)]
    remarks = [
        Fault(PACKAGE, None, error.json_path, json.dumps(error.instance), _OTHER_FORM, level=Level.WARNING)
        for error in _FORM.iter_errors(package)
    ]
    return ({} if remarks else package), remarks


def list_libraries(requirements: Path) -> list[tuple[str, str, str]]:
    """Return (name, version, licence) of each library that `requirements` names and that is installed, in its order."""
    lines = requirements.read_text("utf-8").splitlines()
    names = [found[0] for line in lines if (found := _NAME.match(line))]
    return [described for name in names if (described := describe_library(name))]


def describe_library(name: str) -> tuple[str, str, str] | None:
    """Return (name, version, licence) of an installed library as it says itself; None if it is not installed."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    said = {name: about[name] or "" for name in ("License-Expression", "License") if name in about}
    classifiers = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if "License ::" in line]
    licence = said.get("License-Expression") or said.get("License", "").strip().partition("\n")[0]
    return about["Name"], about["Version"], licence or ", ".join(classifiers) or read_licence(name)


def read_licence(name: str) -> str:
    """Return the first line of the licence that an installed library brings, which is its name; "" without one."""
    files = [file for file in metadata.files(name) or [] if "LICENSE" in file.name.upper()]
    return files[0].read_text().strip().partition("\n")[0].strip() if files else ""
