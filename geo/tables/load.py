"""A data folder becomes the tables of the atlas, checked and typed."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from geo.tables.check import examine_folder
from geo.tables.faults import DataError
from geo.tables.files import fingerprint
from geo.tables.schema import OPTIONAL, WHOLE, Tables, empty_table

__all__ = ["complete_tables", "fingerprint", "load_tables"]


def load_tables(folder: Path) -> Tables:
    """Return the tables of `folder`; every text as written, an empty cell as an empty text.

    An optional table without a file has no rows. Counts are whole numbers, coordinates and boxes decimal degrees
    (WGS 84).

    Raises
    ------
    DataError
        If anything is wrong that blocks; every such fault is named, remarks are not.
    """
    tables, faults = examine_folder(folder)
    blocking = [fault for fault in faults if fault.blocking]
    if blocking:
        raise DataError(blocking)
    return complete_tables(tables)


def complete_tables(tables: Mapping[str, pd.DataFrame]) -> Tables:
    """Return the checked `tables` of a folder with whole numbers as such, and those that it may lack, without rows."""
    missing = {name: empty_table(name) for name in OPTIONAL if name not in tables}
    whole = {name: table.astype(dict.fromkeys(set(WHOLE[name]) & set(table), int)) for name, table in tables.items()}
    return Tables(**(whole | missing))
