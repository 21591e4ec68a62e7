"""All that is made once from a data folder: tables, placed cases, and what selecting and searching need."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geo.join import add_continents, add_regions, place_cases
from geo.load import load_tables
from geo.search import fold_cases, match_text
from geo.selection import Masks, Selection, count_values, facet_masks, gather_places, select
from geo.tables import LISTS, Tables

CONTINENTS = ("asia", "europe", "americas", "africa", "oceania")  # the regions of UN M49, most cases first


@dataclass(frozen=True)
class Atlas:
    """The tables of a data folder, and what was made from them for one scheme of regions; nobody changes any of it."""

    tables: Tables
    placed: pd.DataFrame
    known: Mapping[str, tuple[str, ...]]
    masks: Masks
    folded: list[str]
    places: pd.DataFrame

    def find(self, selection: Selection) -> np.ndarray:
        """Return which rows of `placed` `selection` keeps."""
        return select(self.masks, match_text(self.folded, selection.q), selection)

    def count(self, selection: Selection) -> dict[str, dict[str, int]]:
        """Return for each facet and value how many cases it would show under the other active filters."""
        return count_values(self.masks, match_text(self.folded, selection.q), selection)


def open_atlas(folder: Path, scheme: str) -> Atlas:
    """Return the atlas of `folder`, its regions after `scheme` (nbs or three).

    Raises
    ------
    DataError
        If anything in the folder is wrong; every fault is named.
    """
    tables = load_tables(folder)
    placed = place_cases(tables.cases, tables.cities)
    placed = add_regions(add_continents(placed, tables.countries), tables.regions, scheme)
    known = known_values(tables, scheme)
    masks = facet_masks(placed, known)
    return Atlas(tables, placed, known, masks, fold_cases(placed), gather_places(placed))


def known_values(tables: Tables, scheme: str) -> dict[str, tuple[str, ...]]:
    """Return for each facet the values that stand in its list, in their order there."""
    regions = tables.regions[tables.regions["scheme"] == scheme]
    return {
        "continent": CONTINENTS,
        "theme": tuple(tables.themes["theme"]),
        "region": tuple(regions["region"].drop_duplicates()),
        "list": LISTS,
        "edition": tuple(tables.editions["edition"]),
    }
