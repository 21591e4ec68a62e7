"""Which cases a person asks for, and how the rest would answer."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.tables.schema import SCHEMES

FACETS: Final = ("continent", "theme", "region", "list", "edition")

Query = Mapping[str, list[str]]  # the values of each parameter of a URL
Mask = npt.NDArray[np.bool_]  # for each row of a table whether it is meant
Places = dict[str, tuple[int, tuple[str, ...]]]  # number of cases and themes, by city
Masks = Mapping[str, Mapping[str, Mask]]


@dataclass(frozen=True)
class Selection:
    """What a person asks for: any of the values of a facet, and all of the facets; empty = everything.

    `scheme` says which division of China `region` speaks of: four regions (nbs) or the older three.
    """

    continent: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    list: tuple[str, ...] = ()
    edition: tuple[str, ...] = ()
    q: str = ""
    scheme: str = "nbs"

    def chosen(self) -> Iterable[tuple[str, str]]:
        """Return every (facet, value) that narrows the cases, in the order of the facets, the text last."""
        pairs = [(facet, value) for facet in FACETS for value in getattr(self, facet)]
        return [*pairs, ("q", self.q)] if self.q else pairs

    def query(self) -> Query:
        """Return the query parameters of this selection; what is empty or the default is left out."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        parameters = {name: [value] if isinstance(value, str) else [*value] for name, value in values.items()}
        defaults: dict[str, list[str]] = {"q": [""], "scheme": ["nbs"]}
        return {name: chosen for name, chosen in parameters.items() if chosen not in ([], defaults.get(name))}


def read_scheme(query: Query) -> str:
    """Return the scheme of regions that `query` (values by parameter) asks for, nbs if it asks for none."""
    scheme = last(query.get("scheme"))
    return scheme if scheme in SCHEMES else "nbs"


def read_selection(query: Query, known: Mapping[str, Iterable[str]]) -> Selection:
    """Return the selection that `query` (values by parameter) asks for; what is not `known` is dropped."""
    chosen = {facet: tuple(value for value in known[facet] if value in query.get(facet, ())) for facet in FACETS}
    return Selection(**chosen, q=" ".join(last(query.get("q")).split()), scheme=read_scheme(query))


def last(values: list[str] | None) -> str:
    """Return the last of the values of a parameter that counts once, or the empty text."""
    return values[-1] if values else ""


def facet_masks(placed: pd.DataFrame, known: Mapping[str, Iterable[str]]) -> Masks:
    """Return for each facet and each of its `known` values which rows of `placed` have it, in their order."""
    columns = {facet: placed[facet] for facet in FACETS if facet != "theme"}
    masks = {facet: {value: (cells == value).to_numpy() for value in known[facet]} for facet, cells in columns.items()}
    themes = ";" + placed["themes"] + ";"
    named = {theme: themes.str.contains(f";{theme};", regex=False).to_numpy(bool) for theme in known["theme"]}
    return masks | {"theme": named}


def admit(masks: Masks, facet: str, values: tuple[str, ...], size: int) -> Mask:
    """Return which of `size` rows have any of `values`; no values admit every row."""
    if not values:
        return np.ones(size, bool)
    admitted: Mask = np.logical_or.reduce([masks[facet][value] for value in values])
    return admitted


def select(masks: Masks, found: Mask, selection: Selection) -> Mask:
    """Return which rows `selection` keeps, of those where its text was `found`."""
    kept = [admit(masks, facet, getattr(selection, facet), len(found)) for facet in FACETS]
    selected: Mask = np.logical_and.reduce([found, *kept])
    return selected


def count_values(masks: Masks, found: Mask, selection: Selection) -> dict[str, dict[str, int]]:
    """Return for each facet and value how many cases it would show under the other active filters."""
    kept = {facet: admit(masks, facet, getattr(selection, facet), len(found)) for facet in FACETS}
    counts = {}
    for facet in FACETS:
        others = np.logical_and.reduce([found, *(mask for other, mask in kept.items() if other != facet)])
        counts[facet] = {value: int((mask & others).sum()) for value, mask in masks[facet].items()}
    return counts


def gather_places(named: Iterable[tuple[str, tuple[str, ...]]]) -> Places:
    """Return for each city of the cases `named` (city, themes) how many there are, and their themes.

    Cities stand in order of first mention. Of several cases the themes named most often come first, then as written.
    """
    themes_of: dict[str, list[tuple[str, ...]]] = {}
    for city, themes in named:
        themes_of.setdefault(city, []).append(themes)
    return {city: (len(cases), merge_themes(cases)) for city, cases in themes_of.items()}


def merge_themes(cases: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the distinct themes of `cases`: those named most often first, then as written."""
    if len(cases) == 1:
        return cases[0]
    named = Counter(theme for themes in cases for theme in themes)
    return tuple(sorted(named, key=lambda theme: -named[theme]))
