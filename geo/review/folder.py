"""All that is found in a data folder: its faults, or, if it is good, what an editor should look at again."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from geo.review.cities import find_same_cities
from geo.review.gaps import find_gaps
from geo.review.points import review_points
from geo.review.titles import find_same_titles
from geo.review.totals import compare_totals
from geo.tables.check import examine_whole, place_of
from geo.tables.fact_rules import remark_evidence
from geo.tables.faults import Fault, say_fault
from geo.tables.load import complete_tables
from geo.tables.renewal import find_drift
from geo.tables.schema import Tables
from geo.text import Translator

MAX_ALIKE: Final = 10  # findings of one kind in a file that are said each; of more the first, and how many follow
MAX_ROWS: Final = 8  # rows that are named of those that follow


def review_folder(folder: Path) -> list[Fault]:
    """Return what `check_folder` says of `folder` and, if nothing of it blocks, what an editor should look at again.

    That is more than the operator of a server needs to know, and takes longer: figures without evidence, titles and
    cities that stand twice, points without a second source, totals, gaps, and a description out of step.
    """
    tables, found = examine_whole(folder)
    if any(fault.blocking for fault in found):
        return found
    return sorted([*found, *find_drift(folder, found), *review_tables(complete_tables(tables))], key=place_of)


def review_tables(tables: Tables) -> list[Fault]:
    """Return what an editor of `tables` should look at again."""
    return [
        *remark_evidence(tables.case_facts),
        *find_same_titles(tables.cases),
        *find_same_cities(tables.cities, tables.place_aliases),
        *review_points(tables.cities, tables.place_aliases),
        *compare_totals(tables),
        *find_gaps(tables),
    ]


def say_found(found: Iterable[Fault], words: Translator, *, each: bool) -> Iterator[str]:
    """Yield the lines of `found`; of many alike that block nothing only the first and a number, if not `each`."""
    kinds: dict[tuple[str, str], list[Fault]] = {}
    for fault in found:
        kinds.setdefault((fault.file, fault.message), []).append(fault)
    for alike in kinds.values():
        if each or len(alike) <= MAX_ALIKE or alike[0].blocking:
            yield from (say_fault(fault, words) for fault in alike)
        else:
            yield say_fault(alike[0], words)
            yield say_others(alike[1:], words)


def say_others(others: list[Fault], words: Translator) -> str:
    """Return the line that tells how many findings follow one of the same kind, and in which rows, if in any."""
    _ = words.gettext
    rows = [str(fault.row) for fault in others if fault.row is not None]
    said = (
        _("{file}: {count} more of this kind, in rows {rows} …; --all says each")
        if rows
        else _("{file}: {count} more of this kind; --all says each")
    )
    return said.format(file=others[0].file, count=len(others), rows=_(", ").join(rows[:MAX_ROWS]))
