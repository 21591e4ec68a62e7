"""A publication becomes a folder of files with a manifest, whole or not at all."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from jsonschema import Draft202012Validator

from geo.folders import make_beside, replace_folder
from geo.publish.description import describe_publication
from geo.publish.formats import BY_NAME, Format, find_fonts, make_file
from geo.publish.publication import Publication
from geo.tables.datapackage import read_package
from geo.tables.disk import MB, read_file
from geo.tables.faults import DataError, Fault
from geo.tables.files import max_bytes
from geo.tables.schema import FILES, PACKAGE
from geo.text import to_translate

MANIFEST: Final = "manifest.json"
FORMAT: Final = "city-governance-publication"
VERSION: Final = 1
MAX_MANIFEST_BYTES: Final = MB  # that of a tour of 300 cases has 20 kB

_NO_CASE: Final = to_translate("no case is selected: nothing was made")
_TOO_MANY: Final = to_translate("none of these files tells {count} cases: nothing was made")
_NO_FOLDER: Final = to_translate("this is no folder: name a new one, or one that was published before")
_LINK: Final = to_translate("this is a link: name the folder itself")
_OTHERS: Final = to_translate("the folder holds something else, such as {value}: name a new one")
_CHANGED: Final = to_translate("{value} was changed since it was published: move it away, or name a new folder")
_UNWRITTEN: Final = to_translate("it cannot be written ({value}): nothing was changed")

_FORM: Final = Draft202012Validator(
    {
        "type": "object",
        "required": ["format", "files"],
        "properties": {
            "format": {"const": FORMAT},
            "files": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["name", "sha256"],
                    "properties": {"name": {"type": "string"}, "sha256": {"type": "string"}},
                },
            },
        },
    }
)


class Step(NamedTuple):
    """How far the making of a file has come; `size_bytes` once it is made, `max_cases` if it is left out."""

    name: str
    state: Literal["begun", "made", "left out"]
    size_bytes: int = 0
    max_cases: int = 0


Report = Callable[[Step], None]


def write_publication(
    publication: Publication, data: Path, out: Path, formats: Sequence[Format], report: Report
) -> None:
    """Write `formats` of `publication`, made of the folder `data`, into the folder `out`.

    A file that cannot tell so many cases is left out, and the manifest says so. `report` is told of each step. A
    former publication in `out` is replaced once all is made.

    Raises
    ------
    DataError
        If there is nothing to be published, or if `out` holds anything else (see `check_out`) or cannot be written;
        then it is as it was.
    """
    check_publication(publication, formats, out)
    try:
        with make_beside(out) as made:
            files = [*write_files(publication, made, formats, report)]
            left = [file for file in formats if not tells_all(file, publication)]
            (made / MANIFEST).write_bytes(write_manifest(publication, data, files, left))
            check_out(out)
            replace_folder(made, out)
    except OSError as error:
        raise DataError([Fault(out.name, None, None, error.strerror or str(error), _UNWRITTEN)]) from error


def check_publication(publication: Publication, formats: Sequence[Format], out: Path) -> None:
    """Raise DataError if nothing of `publication` can be made, or not into `out`, or not on this machine."""
    if not publication.rows:
        raise DataError([Fault(out.name, None, None, None, _NO_CASE)])
    made = [file for file in formats if tells_all(file, publication)]
    if not made:
        raise DataError([Fault(out.name, None, None, None, _TOO_MANY, {"count": len(publication.rows)})])
    check_out(out)
    if any(file.chinese_font for file in made):
        find_fonts()


def write_files(
    publication: Publication, made: Path, formats: Sequence[Format], report: Report
) -> Iterator[dict[str, Any]]:
    """Write `formats` into the folder `made`, and yield what the manifest says of each."""
    for file in formats:
        if not tells_all(file, publication):
            report(Step(file.name, "left out", max_cases=file.max_cases or 0))
            continue
        report(Step(file.name, "begun"))
        described = {BY_NAME[name]: (made / name).read_bytes() for name in file.describes}
        raw = make_file(file, publication, described)
        (made / file.name).write_bytes(raw)
        report(Step(file.name, "made", size_bytes=len(raw)))
        yield describe_made(file, raw)


def tells_all(file: Format, publication: Publication) -> bool:
    """Return whether `file` can tell so many cases."""
    return file.max_cases is None or len(publication.rows) <= file.max_cases


def describe_made(file: Format, raw: bytes) -> dict[str, Any]:
    """Return what the manifest says of `file`, whose bytes are `raw`."""
    return {
        "name": file.name,
        "media_type": file.media_type,
        "bytes": len(raw),
        "sha256": hashlib.sha256(raw).hexdigest(),
    }


def write_manifest(
    publication: Publication, data: Path, files: Sequence[Mapping[str, Any]], left: Sequence[Format]
) -> bytes:
    """Return manifest.json: what was published, of which data, and the `files`; those `left` out with their limit."""
    said = {
        "format": FORMAT,
        "version": VERSION,
        **describe_publication(publication),
        "language": publication.language,
        "data": {"version": str(read_package(data).get("version", "")), "sha256": hash_tables(data)},
        "files": [*files],
        "left_out": [{"name": file.name, "max_cases": file.max_cases} for file in left],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def hash_tables(data: Path) -> str:
    """Return the SHA-256 of the tables in the folder `data` and their description, one after another."""
    whole = hashlib.sha256()
    for name in (*FILES.values(), PACKAGE):
        raw, _ = read_file(data / name, max_bytes(name))
        whole.update(f"{name} {len(raw)}\n".encode() + raw)
    return whole.hexdigest()


def check_out(out: Path) -> None:
    """Raise DataError if `out` is there and neither an empty folder nor just what was published into it before."""
    if out.is_symlink():
        raise DataError([Fault(out.name, None, None, None, _LINK)])
    if not out.exists():
        return
    if not out.is_dir():
        raise DataError([Fault(out.name, None, None, None, _NO_FOLDER)])
    if found := sorted(path.name for path in out.iterdir()):
        _check_former(out, found)


def _check_former(out: Path, found: Collection[str]) -> None:
    """Raise DataError if the entries `found` in `out` are not the files of its manifest, each as it was made."""
    listed = read_manifest(out)
    others = [name for name in found if name != MANIFEST and name not in listed] if listed else [*found]
    if others:
        raise DataError([Fault(out.name, None, None, others[0], _OTHERS)])
    changed = [name for name in found if name != MANIFEST and not _is_file(out / name, listed[name])]
    if changed:
        raise DataError([Fault(out.name, None, None, changed[0], _CHANGED)])


def _is_file(path: Path, sha256: str) -> bool:
    """Return whether `path` is a file of this hash, and no link to one."""
    return path.is_file() and not path.is_symlink() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def read_manifest(folder: Path) -> dict[str, str]:
    """Return the hashes of the files that the manifest in `folder` lists, by name; none without one of ours."""
    raw, _ = read_file(folder / MANIFEST, MAX_MANIFEST_BYTES)
    try:
        manifest = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return {file["name"]: file["sha256"] for file in manifest["files"]} if _FORM.is_valid(manifest) else {}
