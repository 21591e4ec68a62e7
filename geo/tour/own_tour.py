"""A tour that a person makes by hand: its form, what can be wrong with one, and how it travels in an address.

The browser keeps it (pages/parts/own_tour.js); the server reads it for a page and forgets it.
"""

import base64
import json
import zlib
from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from geo.tables.faults import DataError, Fault
from geo.text import LANGUAGES, to_translate
from geo.tour.stops import MAX_TOUR_CASES

FORMAT: Final = "city-governance-tour"
VERSION: Final = 1
FILE: Final = "tour.json"
MAX_BYTES: Final = 1_000_000  # of a file: a note of some lines at each of the most stops
MAX_LINE_CHARS: Final = 120  # of a title or name: what a stage can show
MAX_NOTE_CHARS: Final = 5_000  # of a note in one language: some twenty minutes of speech
MAX_MINUTES: Final = 600
MAX_STOPS: Final = MAX_TOUR_CASES + 60  # with dividers
MAX_TOGETHER: Final = 6  # cases that one stop shows
MAX_PACKED_CHARS: Final = 6_000  # of a tour in an address: servers and messengers cut longer ones
AUTO, NONE = "auto", "none"  # figures: the atlas chooses, and none is shown

# What most tours say: what is packed needs not repeat it. Links that were shared can be read only as long as it stays.
_COMMON: Final = (
    b'"minutes":0.5,"fact":"1","figure":"none","notes":{"zh":"","en":""}},{"chapter":{"zh":"","en":""},"speaker":{"zh":"",'
    b'"en":""}},{"cases":["2024-cn-01","2024-int-01"]},{"cases":["2024-cn-2"]},{"format":"city-governance-tour","version":1,'
    b'"title":{"zh":"","en":""},"speaker":{"zh":"","en":""},"date":{"zh":"","en":""},"minutes":10,"stops":[{"cases":["2024-int-'
)
_ID: Final = r"^[\w.-]+$"


class Both(NamedTuple):
    """A text in both languages, either of which may be empty."""

    zh: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        """Return whether it says anything."""
        return bool(self.zh or self.en)

    def say(self, language: str) -> str:
        """Return the text in `language`, or else in the other."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


class Divider(NamedTuple):
    """A chapter that begins, and who speaks in it."""

    chapter: Both
    speaker: Both = Both()


class Told(NamedTuple):
    """A stop that tells one case, or several together (ids), and what a card shows of it.

    `fact` is the number of the fact that is shown ("": the atlas chooses), `figure` the one that stands large: `AUTO`,
    `NONE` or the figure as it stands in the Chinese sentence. `minutes` 0: an equal part of what is left.
    """

    cases: tuple[str, ...]
    fact: str = ""
    figure: str = AUTO
    minutes: float = 0
    notes: Both = Both()


class OwnTour(NamedTuple):
    """A tour in the order told; `minutes` for the whole, 0 if none are planned."""

    title: Both = Both()
    speaker: Both = Both()
    date: Both = Both()
    minutes: int = 0
    stops: tuple[Divider | Told, ...] = ()

    @property
    def cases(self) -> tuple[str, ...]:
        """Return the ids of all cases, in the order told, each once."""
        return tuple(dict.fromkeys(case for stop in self.stops if isinstance(stop, Told) for case in stop.cases))


def _text(longest: int) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {language: {"type": "string", "maxLength": longest} for language in LANGUAGES},
    }


_LINE: Final = _text(MAX_LINE_CHARS)
_DIVIDER: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["chapter"],
    "properties": {"chapter": _LINE, "speaker": _LINE},
}
_TOLD: Final = {
    "type": "object",
    "additionalProperties": False,
    "required": ["cases"],
    "properties": {
        "cases": {
            "type": "array",
            "minItems": 1,
            "maxItems": MAX_TOGETHER,
            "items": {"type": "string", "maxLength": MAX_LINE_CHARS, "pattern": _ID},
        },
        "fact": {"type": "string", "maxLength": MAX_LINE_CHARS},
        "figure": {"type": "string", "maxLength": MAX_LINE_CHARS},
        "minutes": {"type": "number", "minimum": 0, "maximum": MAX_MINUTES},
        "notes": _text(MAX_NOTE_CHARS),
    },
}
_TOUR: Final = Draft202012Validator(
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "version", "stops"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "title": _LINE,
            "speaker": _LINE,
            "date": _LINE,
            "minutes": {"type": "integer", "minimum": 0, "maximum": MAX_MINUTES},
            "stops": {
                "type": "array",
                "maxItems": MAX_STOPS,
                "items": {"if": {"required": ["chapter"]}, "then": _DIVIDER, "else": _TOLD},
            },
        },
    }
)
_PROBLEMS: Final = {
    "const": to_translate("{value} is not what a tour of this atlas has here: {wanted}"),
    "additionalProperties": to_translate("a tour has nothing of this name: {value}"),
    "required": to_translate("something is missing: {value}"),
    "maxLength": to_translate("longer than {wanted} characters"),
    "maxItems": to_translate("more than {wanted} of them"),
    "minItems": to_translate("none is given"),
    "minimum": to_translate("{value} is less than {wanted}"),
    "maximum": to_translate("{value} is more than {wanted}"),
    "pattern": to_translate("{value} is no id of a case"),
}
_OTHER: Final = to_translate("{value} is of another form than a tour has here")


def read_tour(text: str, known: Collection[str] | None = None) -> OwnTour:
    """Return the tour that `text` (JSON) holds.

    Raises
    ------
    DataError
        If it is no tour, or one with something wrong in it, or names a case that is not among the `known` ids (None:
        any will do); the faults say the number of the stop as their row.
    """
    try:
        given = json.loads(text, parse_constant=_refuse)
        json.dumps(given, ensure_ascii=False).encode()  # half of a character, such as \ud800, can be written nowhere
    except (ValueError, RecursionError) as error:
        raise DataError(
            [Fault(FILE, None, None, None, to_translate("the file holds no tour that can be read"))]
        ) from error
    faults = [*dict.fromkeys(_fault(error) for error in _TOUR.iter_errors(given))]
    if not faults and known is not None:
        faults = [*_find_unknown(given["stops"], known)]
    if faults:
        raise DataError(faults)
    return _make_tour(given)


def _refuse(constant: str) -> NoReturn:
    """Raise ValueError: NaN and Infinity (`constant`) are no JSON."""
    raise ValueError(constant)


def _fault(error: ValidationError) -> Fault:
    """Return what is wrong, and where: in which stop, at which name."""
    path = [*error.absolute_path]
    row = int(path[1]) + 1 if path[:1] == ["stops"] and len(path) > 1 else None
    column = ".".join(str(step) for step in (path[2:] if row else path))
    rule, wanted = str(error.validator), error.validator_value
    value = ", ".join(_name_wrong(error, rule)) or str(error.instance)
    return Fault(FILE, row, column or None, value, _PROBLEMS.get(rule, _OTHER), {"wanted": (str(wanted),)})


def _name_wrong(error: ValidationError, rule: str) -> list[str]:
    """Return the names in an object that are missing or too many; nothing if that is not what is wrong."""
    if rule == "required":
        return [name for name in error.validator_value if name not in error.instance]
    return (
        [name for name in error.instance if name not in error.schema["properties"]]
        if rule == "additionalProperties"
        else []
    )


def _find_unknown(stops: list[dict[str, Any]], known: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for each case of `stops` that is not `known`."""
    for number, stop in enumerate(stops, 1):
        for case in stop.get("cases", ()):
            if case not in known:
                message = to_translate("{value} is no case of this atlas: the tour may be of another edition")
                yield Fault(FILE, number, "cases", case, message)


def _make_tour(given: dict[str, Any]) -> OwnTour:
    """Return the tour that is `given` in the form of the file."""
    return OwnTour(
        **{name: Both(**given.get(name, {})) for name in ("title", "speaker", "date")},
        minutes=given.get("minutes", 0),
        stops=tuple(_make_stop(stop) for stop in given["stops"]),
    )


def _make_stop(given: dict[str, Any]) -> Divider | Told:
    if "chapter" in given:
        return Divider(Both(**given["chapter"]), Both(**given.get("speaker", {})))
    plain = {name: given[name] for name in ("fact", "figure", "minutes") if name in given}
    return Told(tuple(dict.fromkeys(given["cases"])), **plain, notes=Both(**given.get("notes", {})))


def write_tour(tour: OwnTour, *, notes: bool = True) -> dict[str, Any]:
    """Return `tour` in the form of the file, less what is empty or usual, and less its `notes` unless asked."""
    said = {name: _write_both(getattr(tour, name)) for name in ("title", "speaker", "date")}
    stops = [_write_stop(stop, notes=notes) for stop in tour.stops]
    whole = {"format": FORMAT, "version": VERSION, **said, "minutes": tour.minutes, "stops": stops}
    return {name: value for name, value in whole.items() if value or name == "stops"}


def _write_stop(stop: Divider | Told, *, notes: bool) -> dict[str, Any]:
    if isinstance(stop, Divider):
        said = {"chapter": _write_both(stop.chapter), "speaker": _write_both(stop.speaker)}
        return {name: value for name, value in said.items() if value or name == "chapter"}
    usual = Told(())._asdict()
    said = {name: value for name, value in stop._asdict().items() if value != usual[name]} | {"cases": [*stop.cases]}
    noted = {"notes": _write_both(stop.notes)} if notes and stop.notes else {}
    return {name: value for name, value in said.items() if name != "notes"} | noted


def _write_both(text: Both) -> dict[str, str]:
    return {language: said for language, said in text._asdict().items() if said}


def pack_tour(tour: OwnTour, *, notes: bool = False) -> str:
    """Return `tour` as a parameter of an address: JSON, deflated, in letters; "" if it is too long for one."""
    text = json.dumps(write_tour(tour, notes=notes), ensure_ascii=False, separators=(",", ":"))
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=_COMMON)
    packed = base64.urlsafe_b64encode(packer.compress(text.encode()) + packer.flush()).decode().rstrip("=")
    return packed if len(packed) <= MAX_PACKED_CHARS else ""


def unpack_tour(packed: str) -> OwnTour | None:
    """Return the tour of an address, None if there is none that can be read: an address may hold anything."""
    if not packed or len(packed) > MAX_PACKED_CHARS:
        return None
    try:
        data = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        text = zlib.decompressobj(-zlib.MAX_WBITS, zdict=_COMMON).decompress(data, MAX_BYTES).decode()
        return read_tour(text)
    except (ValueError, zlib.error, DataError):
        return None
