"""What a data folder says of itself (datapackage.json), and what the libraries beside it say of theirs."""

import json
import re
from importlib import metadata
from pathlib import Path
from typing import Any, Final

PACKAGE: Final = "datapackage.json"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def read_package(folder: Path) -> dict[str, Any]:
    """Return the description of `folder`; empty if it has none that can be read: it is no table of the atlas."""
    try:
        package = json.loads((folder / PACKAGE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return package if isinstance(package, dict) else {}


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
