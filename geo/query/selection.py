"""Which cases a person asks for, and how the rest would answer."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.query.facets import FACETS, Facet, Values
from geo.tables.schema import SCHEMES

DEFAULT_SCHEME: Final = next(iter(SCHEMES))
MAX_TEXT_CHARS: Final = 200  # of a search or the name of a place; a URL must stay a URL
MAX_VALUE_CHARS: Final = 1000  # of any parameter: what is longer was written by no page of ours

Query = Mapping[str, list[str]]  # the values of each parameter of a URL
Mask = npt.NDArray[np.bool_]  # for each row of a table whether it is meant
Places = dict[str, tuple[int, tuple[str, ...]]]  # number of cases and themes, by city
Masks = Mapping[str, Mapping[str, Mask]]


@dataclass(frozen=True)
class Selection:
    """What a person asks for: any of the values of a facet, and all of the facets; empty = everything.

    `chosen` are the chosen values of each facet that has any, in the order of the facets. `scheme` says which division
    of China the facet region speaks of: four regions (nbs) or the older three.
    """

    chosen: tuple[tuple[str, Values], ...] = ()
    q: str = ""
    scheme: str = DEFAULT_SCHEME

    @classmethod
    def of(cls, *, q: str = "", scheme: str = DEFAULT_SCHEME, **chosen: Values) -> "Selection":
        """Return the selection of the values `chosen` of facets, by name; KeyError for what is no facet."""
        return cls(q=q, scheme=scheme).narrow(**chosen)

    def narrow(self, **chosen: Values) -> "Selection":
        """Return this selection with the values `chosen` of facets, by name, instead of those it has."""
        merged = dict(self.chosen) | chosen
        if unknown := merged.keys() - {facet.name for facet in FACETS}:
            raise KeyError(*unknown)
        return replace(
            self, chosen=tuple((facet.name, merged[facet.name]) for facet in FACETS if merged.get(facet.name))
        )

    def values(self, facet: str) -> Values:
        """Return the chosen values of `facet`."""
        return dict(self.chosen).get(facet, ())

    def pairs(self) -> list[tuple[str, str]]:
        """Return every (facet, value) that narrows the cases, in the order of the facets, the text last."""
        pairs = [(facet, value) for facet, values in self.chosen for value in values]
        return [*pairs, ("q", self.q)] if self.q else pairs

    def query(self) -> Query:
        """Return the query parameters of this selection; what is empty or the default is left out."""
        text = {"q": [self.q]} if self.q else {}
        scheme = {"scheme": [self.scheme]} if self.scheme != DEFAULT_SCHEME else {}
        return {facet: [*values] for facet, values in self.chosen} | text | scheme


def read_scheme(query: Query) -> str:
    """Return the scheme of regions that `query` (values by parameter) asks for, the default if it asks for none."""
    scheme = last(query.get("scheme"))
    return scheme if scheme in SCHEMES else DEFAULT_SCHEME


def read_selection(query: Query, known: Mapping[str, Iterable[str]]) -> Selection:
    """Return the selection that `query` (values by parameter) asks for; what is not `known` is dropped."""
    chosen = {
        facet: tuple(value for value in values if value in query.get(facet, ())) for facet, values in known.items()
    }
    return Selection.of(**chosen, q=read_text(query, "q"), scheme=read_scheme(query))


def last(values: list[str] | None) -> str:
    """Return the last of the values of a parameter that counts once, at most `MAX_VALUE_CHARS`, or the empty text."""
    return values[-1][:MAX_VALUE_CHARS] if values else ""


def read_text(query: Query, name: str) -> str:
    """Return the text that the parameter `name` holds on one line, at most `MAX_TEXT_CHARS`."""
    return " ".join(last(query.get(name)).split())[:MAX_TEXT_CHARS].strip()


def facet_masks(placed: pd.DataFrame, known: Mapping[str, Iterable[str]]) -> Masks:
    """Return for each facet and each of its `known` values which rows of `placed` have it, in their order."""
    return {facet.name: {value: mask_value(placed, facet, value) for value in known[facet.name]} for facet in FACETS}


def mask_value(placed: pd.DataFrame, facet: Facet, value: str) -> Mask:
    """Return which rows of `placed` have `value` of `facet`."""
    cells = placed[facet.column]
    if facet.several:
        return (";" + cells + ";").str.contains(f";{value};", regex=False).to_numpy(bool)
    return np.asarray(cells == value)


def admit(masks: Masks, facet: str, values: tuple[str, ...], size: int) -> Mask:
    """Return which of `size` rows have any of `values`; no values admit every row."""
    if not values:
        return np.ones(size, bool)
    admitted: Mask = np.logical_or.reduce([masks[facet][value] for value in values])
    return admitted


def select(masks: Masks, found: Mask, selection: Selection) -> Mask:
    """Return which rows `selection` keeps, of those where its text was `found`."""
    kept = [admit(masks, facet, values, len(found)) for facet, values in selection.chosen]
    selected: Mask = np.logical_and.reduce([found, *kept])
    return selected


def count_values(masks: Masks, found: Mask, selection: Selection) -> dict[str, dict[str, int]]:
    """Return for each facet and value how many cases it would show under the other active filters."""
    kept = {facet: admit(masks, facet, selection.values(facet), len(found)) for facet in masks}
    counts = {}
    for facet in masks:
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
