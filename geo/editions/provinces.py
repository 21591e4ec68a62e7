"""Which entry of GeoNames a candidate is, and in which province of China or state of America it lies."""

from functools import cache
from typing import Final, NamedTuple

from geo.places.gazetteer import MIN_POPULATION, Candidate
from geo.places.geonames import read_entries

# GeoNames' admin1 codes of China (FIPS 10-4) as ISO 3166-2:CN writes the provinces.
# Source: GeoNames, admin1CodesASCII.txt.
_CHINESE: Final = {
    "01": "AH", "02": "ZJ", "03": "JX", "04": "JS", "05": "JL", "06": "QH", "07": "FJ", "08": "HL",
    "09": "HA", "10": "HE", "11": "HN", "12": "HB", "13": "XJ", "14": "XZ", "15": "GS", "16": "GX",
    "18": "GZ", "19": "LN", "20": "NM", "21": "NX", "22": "BJ", "23": "SH", "24": "SX", "25": "SD",
    "26": "SN", "28": "TJ", "29": "YN", "30": "GD", "31": "HI", "32": "SC", "33": "CQ",
}  # fmt: skip

_DIGITS: Final = 3  # of a degree, by which two records of one entry agree: 100 m


class Entry(NamedTuple):
    """An entry of GeoNames: its number, and the ISO 3166-2 code of where it lies, "" where that is not known."""

    number: int
    subdivision: str


_UNKNOWN: Final = Entry(0, "")


def find_entry(candidate: Candidate) -> Entry:
    """Return the entry of GeoNames at the point of `candidate`; number 0 if there is none."""
    return _read_entries().get(_key(candidate.country, candidate.latitude, candidate.longitude), _UNKNOWN)


def _key(country: str, latitude: float, longitude: float) -> tuple[str, float, float]:
    """Return country and point, rounded, by which a candidate is found again."""
    return country, round(latitude, _DIGITS), round(longitude, _DIGITS)


@cache
def _read_entries() -> dict[tuple[str, float, float], Entry]:
    """Return the entries of GeoNames by country and point; of two at one point the larger."""
    cities = sorted(read_entries(MIN_POPULATION), key=lambda city: int(city["population"]))
    return {
        _key(city["countrycode"], city["latitude"], city["longitude"]): Entry(
            city["geonameid"], _name_subdivision(city["countrycode"], city["admin1code"])
        )
        for city in cities
    }


def _name_subdivision(country: str, admin1: str) -> str:
    """Return the ISO 3166-2 code of GeoNames' first level, "" for a country whose codes are others."""
    if country == "CN":
        return f"CN-{_CHINESE[admin1]}" if admin1 in _CHINESE else ""
    return f"US-{admin1}" if country == "US" else ""
