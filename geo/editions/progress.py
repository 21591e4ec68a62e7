"""How far something long has come, told to whoever waits for it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Report = Callable[[float], None]  # is told the share (0 to 1) that is done; what it raises ends the work
T = TypeVar("T")


def tell_nobody(_share: float) -> None:
    """Take what is reported, and do nothing."""


def watch(items: Iterable[T], count: int, report: Report, begin: float, end: float) -> Iterator[T]:
    """Yield `count` items, and report before each a share between `begin` and `end` of the whole."""
    for done, item in enumerate(items):
        report(begin + (end - begin) * done / count)
        yield item
