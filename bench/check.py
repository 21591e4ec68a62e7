"""How long `geo check` takes: over the shipped folder, and over 100,000 cases with 300,000 facts made up of it."""

import csv
import shutil
import time
from collections.abc import Iterable
from itertools import count, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.comparison import Comparison
from bench.server import PROJECT
from geo.tables.check import check_folder

CASES: Final = 100_000
FACTS: Final = 3  # of each case
TARGET: Final = "300,000 facts: <= 15 s"

Row = dict[str, str]


def time_checks(rounds: int) -> list[Comparison]:
    """Return how long a check takes of the shipped folder (ours), and of many facts (other): as they are, and numbered.

    Those as they are repeat the shipped sentences, so that each is read once; those that are numbered all differ.
    """
    shipped = [time_check(PROJECT / "data") for _ in range(rounds)]
    return [
        Comparison(f"check of many facts, {name}", shipped, [time_many(numbered=numbered)], TARGET)
        for name, numbered in (("sentences repeated", False), ("all sentences different", True))
    ]


def time_check(folder: Path) -> float:
    """Return how long (ms) the check of `folder` takes."""
    started = time.perf_counter()
    check_folder(folder)
    return (time.perf_counter() - started) * 1000


def time_many(*, numbered: bool) -> float:
    """Return how long (ms) the check of a made-up folder takes, no two sentences alike if `numbered`."""
    with TemporaryDirectory() as made_up:
        folder = Path(made_up)
        for table in (PROJECT / "data").glob("*.csv"):
            shutil.copy(table, folder)
        write_cases(folder / "cases.csv", CASES)
        write_facts(folder / "case_facts.csv", numbered=numbered)
        return time_check(folder)


def write_cases(table: Path, number: int) -> None:
    """Write so many cases to `table`, made up of those that it has."""
    rows = read(table)
    many = (
        row | {"case_id": f"case-{serial}", "list": "international", "position": str(serial)}
        for serial, row in zip(range(1, number + 1), cycle(rows), strict=False)
    )
    write(table, rows[0], many)


def write_facts(table: Path, *, numbered: bool) -> None:
    """Write `FACTS` facts of each of many cases to `table`, made up of those that it has."""
    rows = read(table)
    first, others = (
        cycle(row for row in rows if row["kind"] == "what"),
        cycle(row for row in rows if row["fact"] != "1"),
    )
    serials = count(1)
    many = (
        (fact | number_texts(fact, next(serials)) if numbered else fact)
        | {"case_id": f"case-{case}", "fact": str(place)}
        for case in range(1, CASES + 1)
        for place, fact in enumerate([next(first), *islice(others, FACTS - 1)], 1)
    )
    write(table, rows[0], many)


def number_texts(fact: Row, serial: int) -> Row:
    """Return the texts of `fact` with a number of their own, its evidence too."""
    numbered = {"text_zh": f"{serial}、", "text_en": f"{serial}: ", "evidence": f"{serial}|"}
    return {column: number + fact[column] for column, number in numbered.items()}


def read(table: Path) -> list[Row]:
    """Return the rows of `table`."""
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(table: Path, columns: Row, rows: Iterable[Row]) -> None:
    """Write `rows` to `table`, its `columns` those of a row."""
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
