"""All that is made once from a data folder: tables, placed cases, and what selecting and searching need."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from pathlib import Path
from typing import Any

import pandas as pd

from geo.query.facets import FACETS, known_values
from geo.query.search import Index, build_index
from geo.query.selection import Mask, Masks, Places, Selection, count_values, facet_masks, gather_places, select
from geo.query.synonyms import Search, read_groups
from geo.tables.join import add_continents, add_facts, add_regions, group_facts, place_cases
from geo.tables.load import load_tables
from geo.tables.schema import SCHEMES, Tables, list_rows

Facts = Mapping[str, list[dict[str, Any]]]  # the facts of each case of which any is known, in their order


@dataclass(frozen=True, eq=False)
class Atlas:
    """The tables of a data folder, and what was made from them for one scheme of regions; nobody changes any of it.

    `placed`, `cases` (the same rows as dictionaries, themes as a tuple), `masks` and `search` have one order, that of
    the publication; `places` are the rows of `placed` in which a city is first mentioned. `facts` are the rows of
    case_facts.csv as dictionaries by case, in their order; a case of which nothing is known is not among them.
    """

    tables: Tables
    placed: pd.DataFrame
    places: pd.DataFrame
    city_ids: frozenset[str]
    case_ids: frozenset[str]
    cases: list[dict[str, Any]]
    known: Mapping[str, tuple[str, ...]]
    masks: Masks
    search: Search
    facts: Facts

    @property
    def index(self) -> Index:
        """Return the index of the cases, without synonyms."""
        return self.search.index

    def find(self, selection: Selection) -> Mask:
        """Return which cases `selection` keeps."""
        return select(self.masks, self.search.match(selection.q), selection)

    def count(self, selection: Selection) -> dict[str, dict[str, int]]:
        """Return for each facet and value how many cases it would show under the other active filters."""
        return count_values(self.masks, self.search.match(selection.q), selection)

    def gather(self, kept: Mask) -> Places:
        """Return the places of the cases that are `kept`: how many cases, and which themes."""
        return gather_places((case["city_id"], case["themes"]) for case in compress(self.cases, kept))

    def find_partly(self, kept: Mask) -> dict[str, list[int]]:
        """Return for each city of which only some cases are `kept` which: their numbers among its cases, from 0."""
        flags = {city: kept[rows] for city, rows in self._rows_of_several.items()}
        return {city: its.nonzero()[0].tolist() for city, its in flags.items() if its.any() and not its.all()}

    @cached_property
    def _rows_of_several(self) -> dict[str, list[int]]:
        """The rows of the cases of each city that has several."""
        rows: dict[str, list[int]] = {}
        for row, case in enumerate(self.cases):
            rows.setdefault(case["city_id"], []).append(row)
        return {city: its for city, its in rows.items() if len(its) > 1}

    @property
    def has_editions(self) -> bool:
        """Return whether there are several editions, which must then be told apart."""
        return len(self.known["edition"]) > 1


def open_atlas(folder: Path, scheme: str) -> Atlas:
    """Return the atlas of `folder`, its regions after `scheme` (nbs or three); DataError as `open_atlases` has it."""
    return open_atlases(folder)[scheme]


def open_atlases(folder: Path) -> dict[str, Atlas]:
    """Return the atlas of `folder` for each scheme of regions; what no region changes is made once for all.

    Raises
    ------
    DataError
        If anything in the folder is wrong; every fault is named.
    """
    tables = load_tables(folder)
    placed = add_continents(place_cases(tables.cases, tables.cities), tables.countries)
    told = tables.case_facts[tables.case_facts["case_id"].isin(placed["case_id"])]
    placed, facts = add_facts(placed, told), group_facts(told)
    search = Search(build_index(placed, facts), read_groups(list_rows(tables.synonyms)))
    return {
        scheme: build_atlas(tables, add_regions(placed, tables.regions, scheme), search, facts, scheme)
        for scheme in SCHEMES
    }


def build_atlas(tables: Tables, placed: pd.DataFrame, search: Search, facts: Facts, scheme: str) -> Atlas:
    """Return the atlas of `tables`, its cases `placed` with their regions after `scheme`."""
    known = known_values(tables, scheme)
    return Atlas(
        tables=tables,
        placed=placed,
        places=placed.drop_duplicates("city_id"),
        city_ids=frozenset(placed["city_id"]),
        case_ids=frozenset(placed["case_id"]),
        cases=list_cases(placed),
        known=known,
        masks=facet_masks(placed, known),
        search=search,
        facts=facts,
    )


def list_cases(placed: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of `placed` as dictionaries by column, each column of several values as tuples."""
    split = {facet.column: _split_values(placed[facet.column]) for facet in FACETS if facet.several}
    return list_rows(placed.assign(**split))


def _split_values(column: pd.Series) -> pd.Series:
    """Return the values in each cell of `column`."""
    return pd.Series(
        [tuple(value for value in cell.split(";") if value) for cell in column], column.index, dtype=object
    )
