"""Files of a data folder that were cut off, as a broken download leaves them, by what datapackage.json says of them.

A cut within a row is mostly a fault of its form. What is left are a cut at the end of a row, which the number of rows
tells, and one within the last cell, which leaves the last line without its end.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from geo.tables.disk import read_file
from geo.tables.faults import Fault, Level
from geo.tables.files import max_bytes

_FEWER: Final = (
    "rows: {found} here, {written} in datapackage.json: was the file cut off? if not, correct the number there"
)
_MORE: Final = "rows: {found} here, {written} in datapackage.json: correct the number there"
_NO_END: Final = "the last line has no end: was the file cut off? if not, end it with a line break"


def find_cuts(folder: Path, package: Mapping[str, Any], rows: Mapping[str, int]) -> list[Fault]:
    """Return a warning on each file that is shorter or longer than the `package` of its `folder` says.

    `rows` has the number of rows of each file that could be read. What the package does not say is not compared.
    """
    told = [resource for resource in package.get("resources", []) if resource["path"] in rows]
    remarks = [_compare(folder / resource["path"], resource, rows[resource["path"]]) for resource in told]
    return [remark for remark in remarks if remark]


def _compare(path: Path, resource: Mapping[str, Any], found: int) -> Fault | None:
    """Return a warning on the file `path` if the number of rows `found`, or its end, is not as `resource` says."""
    written = int(resource.get("rows", found))
    if found != written:
        message, details = _FEWER if found < written else _MORE, {"found": found, "written": written}
        return Fault(path.name, None, None, None, message, details, level=Level.WARNING)
    if _is_ended(path, resource.get("bytes")):
        return None
    return Fault(path.name, None, None, None, _NO_END, level=Level.WARNING)


def _is_ended(path: Path, size_bytes: int | None) -> bool:
    """Return whether the last line of `path` has its end, or the file all its bytes: it was written without one."""
    raw, unread = read_file(path, max_bytes(path.name))
    return unread is not None or raw.endswith((b"\n", b"\r")) or len(raw) == size_bytes
