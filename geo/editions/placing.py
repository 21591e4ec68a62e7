"""Each city that a list names is found: among the atlas's own, then in the gazetteer, or it is a question.

A name that is not borne exactly, or by several places of weight, is never settled here: a person says which is meant.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

import pandas as pd

from geo.editions.provinces import find_entry
from geo.places.gazetteer import MAX_CANDIDATES, Candidate, Found, find_places, fold_name
from geo.tables.faults import Detail
from geo.tables.schema import Tables

_UNKNOWN: Final = "{value} was not found: correct the name, or say a known one, as Name@latitude,longitude"
_GUESSED: Final = "{value} is borne by no place, perhaps one of these is meant: {places}; correct the name, or choose"
_SEVERAL: Final = "{value} may be several places: {places}; choose one"
_OUTSIDE: Final = "{value} stands on the Chinese list, but no place of that name in China was found"
_NO_MATCH: Final = "{value} was not found in {code}: {places}"
NO_PROVINCE: Final = "{value} lies in a province that is not known: write it, such as CN-BJ"

_DOMESTIC = "CN"  # ISO 3166-1: a case of the Chinese list lies in a province
CODE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?|[^=@]+@-?\d{1,3}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?")


class Asked(NamedTuple):
    """What a line says of a city: its name, whether it stands on the Chinese list, and its country if told."""

    name: str
    domestic: bool
    country: str = ""


class Place(NamedTuple):
    """A city that was found: the row of the atlas's own, or the candidate that becomes one, with its province."""

    city_id: str
    candidate: Candidate | None = None
    province: str = ""


class Question(NamedTuple):
    """Why a city is not settled, in English, with what the message names; `candidates` are best first."""

    message: str
    details: Mapping[str, Detail]
    candidates: tuple[Candidate, ...] = ()


def place_city(asked: Asked, tables: Tables, choices: Mapping[str, str]) -> Place | Question:
    """Return the place that `asked` means, or the question that a person must answer.

    `choices` are answers given beforehand, by folded name: an ISO 3166-1 or -2 code, or the key of a candidate.
    """
    code = choices.get(fold_name(asked.name), "")
    found = find_places(code if "@" in code else asked.name, tables.cities, tables.place_aliases)
    if not found.candidates:
        return Question(_UNKNOWN, {})
    narrowed = _narrow(found, asked, code)
    if not narrowed.candidates:
        return _ask_elsewhere(found, code or asked.country)
    if narrowed.how != "exact" and not code:
        return Question(_GUESSED, {"places": name_places(narrowed.candidates)}, tuple(narrowed.candidates))
    if narrowed.ambiguous:
        return Question(_SEVERAL, {"places": name_places(narrowed.candidates)}, tuple(narrowed.candidates))
    return _settle(narrowed.candidates[0], asked, tables.cities, code)


def _narrow(found: Found, asked: Asked, code: str) -> Found:
    """Return those of `found` that lie where the line or the choice says."""
    told = [asked.country if not code or "@" in code else code, _DOMESTIC if asked.domestic else ""]
    wanted = [where for where in told if where]
    kept = [one for one in found.candidates if all(_lies_in(one, where) for where in wanted)]
    return Found(kept, found.how)


def _lies_in(candidate: Candidate, code: str) -> bool:
    """Return whether `candidate` lies in a country or a subdivision; one of an unknown subdivision may."""
    if "-" not in code:
        return candidate.country == code
    subdivision = find_entry(candidate).subdivision
    return subdivision == code if subdivision else candidate.country == code[:2]


def _ask_elsewhere(found: Found, code: str) -> Question:
    """Return the question when `found` holds places, but none where it should lie."""
    if code:
        return Question(_NO_MATCH, {"code": (code,), "places": name_places(found.candidates)}, tuple(found.candidates))
    return Question(_OUTSIDE, {}, tuple(found.candidates))


def _settle(candidate: Candidate, asked: Asked, cities: pd.DataFrame, code: str) -> Place | Question:
    """Return `candidate` as a place: an own row, or a new one with its province if it lies in China."""
    if candidate.source == "atlas":
        return Place(_own_id(candidate, cities))
    if candidate.country != _DOMESTIC:
        return Place("", candidate)
    province = find_entry(candidate).subdivision or (code if code.startswith("CN-") else "")
    if asked.domestic and not province:
        return Question(NO_PROVINCE, {}, (candidate,))
    return Place("", candidate, province)


def _own_id(candidate: Candidate, cities: pd.DataFrame) -> str:
    """Return the id of the row of `cities` that `candidate` was made of."""
    same = cities["name_en"].eq(candidate.name_en) & cities["latitude"].eq(candidate.latitude)
    return str(cities.loc[same, "city_id"].iloc[0])


def name_places(candidates: Collection[Candidate]) -> tuple[str, ...]:
    """Return each of `candidates` in a few words: name, where it lies, and how many live there."""
    return tuple(_name_place(one) for one in [*candidates][:MAX_CANDIDATES])


def _name_place(candidate: Candidate) -> str:
    """Return such as "Santiago (CL, 4,837,295)"."""
    where = find_entry(candidate).subdivision or candidate.country
    size = f", {candidate.population:,}" if candidate.population else ""
    return f"{candidate.name_en} ({where}{size})"


def make_city(name: str, place: Place, taken: Collection[str]) -> dict[str, Any]:
    """Return the row of cities.csv, all text, of a new `place` that a list calls `name`; its id is none of `taken`.

    Raises
    ------
    ValueError
        If the place is one of the atlas's own.
    """
    if place.candidate is None:
        message = f"{place.city_id} is there already"
        raise ValueError(message)
    one, number = place.candidate, find_entry(place.candidate).number
    chinese = any("㐀" <= letter <= "鿿" for letter in name)
    return {
        "city_id": make_id(one, taken),
        "name_zh": name if chinese else one.name_zh,
        "name_en": one.name_en,
        "country": one.country,
        "province": place.province,
        "latitude": f"{one.latitude:.4f}".rstrip("0").rstrip("."),
        "longitude": f"{one.longitude:.4f}".rstrip("0").rstrip("."),
        "coordinate_source": f"geonames:{number}" if number else one.source,
    }


def make_id(candidate: Candidate, taken: Collection[str]) -> str:
    """Return the English name in small letters and hyphens, with the country and then a number where it is taken."""
    plain = unicodedata.normalize("NFKD", candidate.name_en.casefold()).encode("ascii", "ignore").decode()
    name = re.sub("[^a-z0-9]+", "-", plain.replace("'", "")).strip("-") or "city"
    wished = [name, f"{name}-{candidate.country.lower()}"]
    wished += [f"{wished[1]}-{number}" for number in range(2, len(taken) + 3)]
    return next(one for one in wished if one not in taken)
