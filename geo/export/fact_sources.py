"""The sources of facts: told apart, numbered and named, each once."""

from collections.abc import Iterable
from typing import Any, Final

Fact = dict[str, Any]  # a row of case_facts.csv
Key = tuple[str, ...]

_SOURCE: Final = ("source_title", "source_publisher", "source_url", "source_date")  # what tells one source from another


def key_of(fact: Fact) -> Key:
    """Return what tells the source of `fact` from others."""
    return tuple(str(fact[column]) for column in _SOURCE)


def number_sources(facts: Iterable[Fact]) -> dict[Key, int]:
    """Return the number of each source of `facts`, counted from 1 in the order in which they are needed."""
    return {key: number for number, key in enumerate(dict.fromkeys(map(key_of, facts)), 1)}


def name_source(fact: Fact) -> str:
    """Return title, publisher and date of the source of `fact` in one line."""
    return f"{fact['source_title']} · {name_publisher(fact)}"


def name_publisher(fact: Fact, digits: int | None = None) -> str:
    """Return publisher and date of the source of `fact`, of the date no more than `digits` characters."""
    return " · ".join(part for part in (fact["source_publisher"], fact["source_date"][:digits]) if part)
