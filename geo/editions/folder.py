"""A planned import becomes a data folder, whole or not at all."""

import csv
import io
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pandas as pd

from geo.editions.changes import Change
from geo.editions.plan import Plan
from geo.editions.steps import Step
from geo.folders import make_beside
from geo.tables.check import check_folder, list_remarks
from geo.tables.csv_guard import guard
from geo.tables.disk import read_file
from geo.tables.faults import DataError, Fault
from geo.tables.files import MAX_FILE_BYTES, read_folder
from geo.tables.renewal import renew_package
from geo.tables.schema import FILES, LISTS, PACKAGE

CHANGES = "changes.csv"  # the change list, beside the tables
_COLUMNS: Final = ("what", "old", "new", "why", "when")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FULL: Final = "the folder is not empty, and holds something else: name a new one"


def write_import(base: Path, out: Path, plan: Plan, when: str = "") -> bool:
    """Write the tables of the folder `base` with those of `plan` into the new folder `out`; return whether it is new.

    A folder `out` that holds just this already is left as it is. `when` (a day, or "") goes into the change list; no
    clock is read, so that the same list gives the same bytes.

    Raises
    ------
    DataError
        If `out` holds anything else, or if what was made does not pass the check; then nothing is left behind.
    """
    with make_beside(out) as made:
        _fill(base, made, plan, when)
        blocking = [fault for fault in check_folder(made) if fault.blocking]
        if blocking:
            raise DataError(blocking)
        if out.exists() and any(out.iterdir()):
            if _read_all(out) == _read_all(made):
                return False
            raise DataError([Fault(out.name, None, None, None, _FULL)])
        made.replace(out)
    return True


def pack_import(base: Path, plan: Plan, when: str = "") -> tuple[dict[str, bytes], list[Fault]]:
    """Return the files of the folder that `write_import` writes, and what there is worth a look; DataError as there."""
    with TemporaryDirectory() as parent:
        made = Path(parent) / f"city-governance-cases-{plan.edition['edition']}"
        write_import(base, made, plan, when)
        return {f"{made.name}/{path.name}": path.read_bytes() for path in sorted(made.iterdir())}, list_remarks(made)


def _fill(base: Path, made: Path, plan: Plan, when: str) -> None:
    """Write into the folder `made` each table of `base`, as it is or with what `plan` adds, and its description."""
    tables, _ = read_folder(base)
    for name, file in FILES.items():
        if name in tables and os.path.lexists(base / file):
            shutil.copyfile(base / file, made / file)
    for name, table in _apply(tables, plan).items():
        if not table.equals(tables[name].reset_index(drop=True)):
            (made / FILES[name]).write_bytes(to_csv(table))
    (made / CHANGES).write_bytes(_list_changes(base / CHANGES, plan.changes, when))
    if (base / PACKAGE).is_file():
        shutil.copyfile(base / PACKAGE, made / PACKAGE)
        (made / PACKAGE).write_text(renew_package(made), "utf-8", newline="\n")


def _apply(tables: Mapping[str, pd.DataFrame], plan: Plan) -> dict[str, pd.DataFrame]:
    """Return the tables that `plan` changes, all text, with what it adds."""
    editions = tables["editions"]
    others = editions[editions["edition"] != plan.edition["edition"]]
    first = editions["edition"].eq(plan.edition["edition"]).any()
    edition = pd.DataFrame([{**plan.edition}], columns=list(editions.columns))
    return {
        "cases": _order_cases(tables["cases"], plan.steps).reset_index(drop=True),
        "cities": _add(tables["cities"], plan.cities),
        "editions": _replace(editions, edition) if first else _add(others, [plan.edition]),
    }


def _order_cases(cases: pd.DataFrame, steps: Iterable[Step]) -> pd.DataFrame:
    """Return `cases`, all text, with those of `steps`: the edition behind the others, list by list as printed."""
    stepped = pd.DataFrame([{**step.case} for step in steps], columns=list(cases.columns), dtype="str").fillna("")
    if stepped.empty:
        return cases
    kept = cases[~cases["case_id"].isin(stepped["case_id"])]
    together = pd.concat([kept, stepped], ignore_index=True)
    of_edition = together["edition"].eq(stepped["edition"].iloc[0])
    ordered = together[of_edition].sort_values(
        ["list", "position"],
        key=lambda column: column.map([*LISTS].index) if column.name == "list" else column.astype(int),
    )
    return pd.concat([together[~of_edition], ordered], ignore_index=True)


def _replace(editions: pd.DataFrame, edition: pd.DataFrame) -> pd.DataFrame:
    """Return `editions` with the row `edition` in the place of that of its year."""
    year = edition["edition"].iloc[0]
    rows = [edition if here == year else editions.loc[[line]] for line, here in editions["edition"].items()]
    return pd.concat(rows, ignore_index=True).astype("str")


def _add(table: pd.DataFrame, rows: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """Return `table` with `rows` below; a column that they have not is empty there."""
    added = pd.DataFrame([{**row} for row in rows], columns=list(table.columns), dtype="str").fillna("")
    return pd.concat([table, added], ignore_index=True)


def to_csv(table: pd.DataFrame) -> bytes:
    """Return `table`, all text, as the files of a data folder are written: UTF-8, commas, Unix line ends."""
    return _write_rows([list(table.columns), *table.to_numpy().tolist()])


def _list_changes(before: Path, changes: Iterable[Change], when: str) -> bytes:
    """Return the change list as CSV: `changes` below those that the base folder has of an earlier import."""
    raw = read_file(before, MAX_FILE_BYTES)[0] if before.is_file() else _write_rows([list(_COLUMNS)])
    return raw + _write_rows([*change[:-1], change.when or when] for change in changes)


def _write_rows(rows: Iterable[list[str]]) -> bytes:
    """Return `rows` as CSV, each text guarded that a spreadsheet would run."""
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows([_guard_text(cell) for cell in row] for row in rows)
    return target.getvalue().encode()


def _guard_text(cell: str) -> str:
    """Return `cell` guarded; a number is none that runs, and stays one."""
    return cell if _NUMBER.fullmatch(cell) else guard(cell)


def _read_all(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file of `folder`; of what is no file, nothing."""
    return {path.name: path.read_bytes() if path.is_file() else b"" for path in folder.iterdir()}
