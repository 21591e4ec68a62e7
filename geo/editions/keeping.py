"""An import that is not finished, as a zip keeps it: the list as it was given, its edition, and what was decided.

`KEPT` stands beside the data folder, and the list beside it; whoever gives the zip again goes on where he stopped.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from geo.editions.decisions import ACCEPTED, PLACE, Decision
from geo.editions.decoding import ZIP
from geo.editions.edits import BY_HAND, EDITABLE
from geo.editions.placing import CODE
from geo.editions.plan import Edition
from geo.editions.reading import MAX_LIST_BYTES
from geo.editions.sheets import BROKEN, MAX_PARTS
from geo.tables.disk import MB
from geo.tables.faults import DataError, Fault
from geo.text import to_translate

FORMAT: Final = "city-governance-import"
VERSION: Final = 1
KEPT: Final = "import.json"
MAX_KEPT_BYTES: Final = 8 * MB  # of import.json: 10,000 decisions with their lines are 3 MB
MAX_DECISIONS: Final = 20_000
MAX_NAME_CHARS: Final = 80  # of the name of a file
MAX_CHARS: Final = 2_000  # of a cell
_SUFFIXES: Final = frozenset({".txt", ".csv", ".tsv"})
_LIST: Final = "list{}"  # how the list is called in the zip
_TITLES: Final = ("title_zh", "title_en")

_BROKEN: Final = to_translate("nothing can be taken up from this file: give the zip just as it was taken home")
_OTHER_VERSION: Final = to_translate(
    "it is of version {value}, and this atlas takes up version {wanted}: give the list itself"
)
_TOO_LARGE: Final = to_translate("it unpacks to more than {limit} MB: give the zip just as it was taken home")
_NO_LIST: Final = to_translate("the list that belongs to it is missing: give the zip just as it was taken home")
_WRONG: Final = to_translate("{value} is not what an import has here: give the zip just as it was taken home")

_SHORT: Final = {"type": "string", "maxLength": MAX_CHARS}
_WHEN: Final = {"type": "string", "pattern": r"^[0-9T:+. -]{0,40}$"}
_PLACE_DECISION: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", PLACE],
    "properties": {"name": _SHORT, PLACE: {"type": "string", "pattern": f"^({CODE.pattern})$"}, "when": _WHEN},
}
_LINE_DECISION: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["line", "cells"],
    "properties": {
        "line": {"type": "array", "minItems": 3, "maxItems": 3, "items": _SHORT},
        "cells": {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "properties": dict.fromkeys(EDITABLE, _SHORT),
        },
        "why": {"enum": [BY_HAND, ACCEPTED]},
        "when": _WHEN,
    },
}
_FORM: Final = Draft202012Validator(
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "version", "name", "list", "edition", "decisions"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "name": {"type": "string", "maxLength": MAX_NAME_CHARS},
            "list": {"enum": [_LIST.format(suffix) for suffix in (".xlsx", *sorted(_SUFFIXES))]},
            "edition": {"type": "string", "pattern": "^[0-9]{4}$"},
            **dict.fromkeys(_TITLES, _SHORT),
            "decisions": {
                "type": "array",
                "maxItems": MAX_DECISIONS,
                "items": {"if": {"required": ["line"]}, "then": _LINE_DECISION, "else": _PLACE_DECISION},
            },
        },
    }
)


class Kept(NamedTuple):
    """A list (its bytes, the name of its file), its edition, and what was decided about it so far."""

    raw: bytes
    name: str
    edition: Edition
    decisions: tuple[Decision, ...] = ()


def list_files(kept: Kept) -> dict[str, bytes]:
    """Return the files that keep an import, by their names in the zip."""
    suffix = PurePosixPath(kept.name).suffix.lower()
    name = _LIST.format(".xlsx" if kept.raw.startswith(ZIP) else suffix if suffix in _SUFFIXES else ".txt")
    said = {
        "format": FORMAT,
        "version": VERSION,
        "name": kept.name,
        "list": name,
        "edition": kept.edition.year,
        **{title: kept.edition.told.get(title, "") for title in _TITLES},
        "decisions": [*map(_write_decision, kept.decisions)],
    }
    return {KEPT: (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode(), name: kept.raw}


def _write_decision(decision: Decision) -> dict[str, Any]:
    """Return a decision in the form of the file."""
    if PLACE in decision.told:
        return {"name": decision.about[0], PLACE: decision.told[PLACE], "when": decision.when}
    return {"line": [*decision.about], "cells": {**decision.told}, "why": decision.why, "when": decision.when}


def holds_import(raw: bytes) -> bool:
    """Return whether `raw` is a zip that keeps an import, be it a broken one."""
    if not raw.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            return _find_kept(packed) is not None
    except BROKEN:
        return False


def _find_kept(packed: zipfile.ZipFile) -> PurePosixPath | None:
    """Return where `KEPT` stands in the zip, nearest to its root: who packs it anew may put a folder around all."""
    found = [path for name in packed.namelist()[:MAX_PARTS] if (path := PurePosixPath(name)).name == KEPT]
    return min(found, key=lambda path: len(path.parts), default=None)


def read_kept(raw: bytes, file: str) -> Kept:
    """Return the import that the zip `raw` keeps.

    Raises
    ------
    DataError
        If it keeps none that can be taken up; the fault says why, of `file` or of `KEPT` in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            path = _find_kept(packed)
            if path is None:
                raise DataError([Fault(file, None, None, None, _BROKEN)])
            given = _read_form(_read_part(packed, str(path), MAX_KEPT_BYTES), file)
            listed = path.with_name(given["list"])
            if str(listed) not in packed.namelist():
                raise DataError([Fault(file, None, None, None, _NO_LIST)])
            raw_list = _read_part(packed, str(listed), MAX_LIST_BYTES)
    except BROKEN as error:
        raise DataError([Fault(file, None, None, None, _BROKEN)]) from error
    told = {title: given.get(title, "") for title in _TITLES}
    decisions = tuple(map(_make_decision, given["decisions"]))
    return Kept(raw_list, given["name"], Edition(given["edition"], told), decisions)


def _read_part(packed: zipfile.ZipFile, name: str, limit_bytes: int) -> bytes:
    """Return the part `name`; DataError if it has more bytes than the limit, whatever the zip says of it."""
    with packed.open(name) as source:
        raw = source.read(limit_bytes + 1)
    if len(raw) > limit_bytes:
        raise DataError([Fault(name, None, None, None, _TOO_LARGE, {"limit": limit_bytes // MB})])
    return raw


def _read_form(raw: bytes, file: str) -> dict[str, Any]:
    """Return what `KEPT` says; DataError if it is of another form or version."""
    try:
        given = json.loads(raw.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise DataError([Fault(file, None, None, None, _BROKEN)]) from error
    version = given.get("version") if isinstance(given, Mapping) else VERSION
    if version != VERSION:
        raise DataError([Fault(KEPT, None, "version", str(version), _OTHER_VERSION, {"wanted": VERSION})])
    faults = [*dict.fromkeys(_list_faults(_FORM.iter_errors(given)))]
    if faults:
        raise DataError(faults)
    checked: dict[str, Any] = given
    return checked


def _list_faults(errors: Iterable[ValidationError]) -> Iterable[Fault]:
    """Yield what is of another form, and where."""
    for error in errors:
        where = ".".join(map(str, error.absolute_path))
        yield Fault(KEPT, None, where or None, str(error.instance), _WRONG)


def _refuse(constant: str) -> NoReturn:
    """Raise ValueError: NaN and Infinity (`constant`) are no JSON."""
    raise ValueError(constant)


def _make_decision(given: Mapping[str, Any]) -> Decision:
    """Return the decision that is `given` in the form of the file."""
    when = given.get("when", "")
    if PLACE in given:
        return Decision((given["name"],), {PLACE: given[PLACE]}, when=when)
    return Decision(tuple(given["line"]), given["cells"], given.get("why", BY_HAND), when)
