"""Every fault of a data folder, named by file, row, column and value."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from geo.tables.cuts import find_cuts
from geo.tables.datapackage import examine_package
from geo.tables.faults import Fault
from geo.tables.files import read_folder
from geo.tables.rules import check_rules
from geo.tables.schema import EMPTY, FILES, MODELS, PACKAGE, WHOLE, type_columns

_NO_COLUMN: Final = "the column is missing: add it to the first row"
_NO_ROWS: Final = "the table has no rows: write at least one below the names of the columns"
_DUPLICATE: Final = "{value} appears already in row {first}: each row needs its own"
_DUPLICATE_TOGETHER: Final = "{value}: {columns} appear together already in row {first}: each row needs its own"

# pandera names every row of a duplicate; a reader wants the later ones, and where the first stands.
_UNIQUENESS: Final = ("field_uniqueness", "multiple_fields_uniqueness")


def check_folder(folder: Path) -> list[Fault]:
    """Return every fault, warning and remark on the data in `folder`, by file and row, its description last."""
    return examine_whole(folder)[1]


def examine_whole(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Return the typed tables of `folder`, as far as they can be read, and what `check_folder` says."""
    texts, faults = read_folder(folder)
    damaged = _name_files(faults)
    tables = _type_tables(texts)
    found = [*faults, *_check_tables(texts, damaged), *_check_together(folder, tables, damaged)]
    return tables, sorted(found, key=place_of)


def list_remarks(folder: Path) -> list[Fault]:
    """Return the warnings and remarks of `check_folder` alone, for the log of a server that has loaded `folder`.

    It takes half the time or, of a large folder, three quarters: what a table promises is not looked at again, as no
    breach of it is a mere remark.
    """
    texts, faults = read_folder(folder)
    found = _check_together(folder, _type_tables(texts), _name_files(faults))
    return sorted((fault for fault in found if not fault.blocking), key=place_of)


def examine_folder(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Return the typed tables of `folder`, as far as they can be read, and what `check_folder` says of them.

    The tables keep what they promise only if no fault is blocking. What the folder says of itself is not looked at.
    """
    texts, faults = read_folder(folder)
    damaged = _name_files(faults)
    tables = _type_tables(texts)
    found = [*faults, *_check_tables(texts, damaged), *check_rules(tables, damaged)]
    return tables, sorted(found, key=place_of)


def _name_files(faults: Iterable[Fault]) -> set[str]:
    """Return the files that `faults` are of."""
    return {fault.file for fault in faults}


def _type_tables(texts: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables `texts` with their numbers as numbers."""
    return {name: type_columns(table, WHOLE[name]) for name, table in texts.items()}


def place_of(fault: Fault) -> tuple[int, int]:
    """Return where `fault` stands: by file in the order of `FILES`, then by row, a whole file first."""
    files = [*FILES.values(), PACKAGE]
    return (files.index(fault.file) if fault.file in files else -1, fault.row or 0)


def _check_together(folder: Path, tables: Mapping[str, pd.DataFrame], damaged: Collection[str]) -> list[Fault]:
    """Return what is wrong between the `tables` of `folder`, and between them and its description."""
    package, remarks = examine_package(folder)
    rows = {FILES[name]: len(table) for name, table in tables.items() if FILES[name] not in damaged}
    return [*check_rules(tables, damaged), *find_cuts(folder, package, rows), *remarks]


def _check_tables(texts: Mapping[str, pd.DataFrame], damaged: Collection[str]) -> list[Fault]:
    """Return what is wrong within each of the tables `texts`; the `damaged` files are told by name."""
    return [
        fault
        for name, table in texts.items()
        for fault in _check_table(name, table, MODELS[name].to_schema(), damaged=FILES[name] in damaged)
    ]


def _check_table(name: str, texts: pd.DataFrame, schema: pa.DataFrameSchema, *, damaged: bool) -> list[Fault]:
    """Return what is wrong within the table `texts` called `name`; a `damaged` one may have lost its rows."""
    file = FILES[name]
    if texts.empty and not damaged:
        return [Fault(file, None, None, None, _NO_ROWS)]
    faults = _check_columns(name, texts, schema)
    keys = [[column] for column, promise in schema.columns.items() if promise.unique]
    keys += [list(schema.unique)] if schema.unique else []
    for key in keys:
        if set(key) <= set(texts.columns):
            faults += _find_duplicates(file, texts, key)
    return faults


def _check_columns(name: str, texts: pd.DataFrame, schema: pa.DataFrameSchema) -> list[Fault]:
    """Return a fault for each value of `texts` that its column does not promise, and for each missing column."""
    file = FILES[name]
    try:
        schema.validate(type_columns(texts, WHOLE[name]), lazy=True)
    except SchemaErrors as error:
        failures = error.failure_cases
    else:
        return []
    missing = failures.loc[failures["check"] == "column_in_dataframe", "failure_case"]
    faults = [Fault(file, None, column, None, _NO_COLUMN) for column in missing]
    cells = failures[failures["index"].notna() & ~failures["check"].isin(_UNIQUENESS)]
    for column, row in zip(cells["column"], cells["index"], strict=True):
        faults.append(_name_value(file, row, column, texts.loc[row, column], schema))
    return faults


def _name_value(file: str, row: int, column: str, value: str, schema: pa.DataFrameSchema) -> Fault:
    """Return the fault of a `value` that its column does not promise, in the words that stand beside the promise."""
    promise = schema.columns[column].metadata
    if not value.strip():
        return Fault(file, row, column, value, EMPTY)
    allowed = {"allowed": promise["allowed"]} if "allowed" in promise else {}
    return Fault(file, row, column, value, promise["wrong"], allowed)


def _find_duplicates(file: str, texts: pd.DataFrame, key: list[str]) -> list[Fault]:
    """Return a fault for each row of `texts` whose `key` an earlier one has; an empty key is no duplicate."""
    filled = texts[key][(texts[key] != "").all(axis=1)]
    rows = filled.index.to_series()
    first = rows.groupby([filled[column] for column in key]).transform("first")
    later = rows[rows != first]
    return [_name_duplicate(file, row, filled.loc[row], int(first[row])) for row in later]


def _name_duplicate(file: str, row: int, key: pd.Series, first: int) -> Fault:
    """Return the fault of a `row` whose `key` stands already in the row `first`."""
    value = ", ".join(key)
    if len(key) == 1:
        return Fault(file, row, key.index[0], value, _DUPLICATE, {"first": first})
    return Fault(file, row, None, value, _DUPLICATE_TOGETHER, {"first": first, "columns": tuple(key.index)})
