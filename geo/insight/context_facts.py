"""Facts of the context that tell the same thing, and whether their sources agree.

Facts are rows of context.csv, as dictionaries by column.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

Fact = Mapping[str, Any]


def group_facts(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Return `facts`, those that tell the same thing together; all in the order in which they come."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(find_subject(fact), []).append(fact)
    return [*groups.values()]


def find_subject(fact: Fact) -> tuple[str, ...]:
    """Return what tells the subject of `fact` from others: edition, unit, and the first two words of its id."""
    return (fact["edition"], fact["unit"], *fact["fact"].split("-")[:2])


def differ(facts: Sequence[Fact]) -> bool:
    """Return whether `facts`, which tell the same thing, have different figures; those without any do not count."""
    return len({read_figures(fact["value"]) for fact in facts if fact["value"]}) > 1


def read_figures(value: str) -> tuple[Decimal, ...]:
    """Return the figures of a cell, several parted by ; in it."""
    return tuple(Decimal(figure) for figure in value.split(";"))
