"""The facets by which cases are filtered and counted, each declared once.

Selection, address, counts, sidebar, chips, workbook and insight all read this table: a facet is its row here, its
column of the placed cases, and the words of both in the catalogue.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.tables.schema import CONTINENTS, FACT_KINDS, LISTS, REGIONS, Tables
from geo.text import Translator, to_translate

Values = tuple[str, ...]
ValueNames = Mapping[str, str]


@dataclass(frozen=True)
class Facet:
    """One way to part the cases.

    `name` stands in the address. `column` of the placed cases holds its value, or `several` separated by ";". `label`
    is English. `values` are all there are in the tables under a scheme of regions, in their order; `names` those of
    them that are called otherwise than they are written; `note` (English) stands beside the label.
    """

    name: str
    column: str
    label: str
    values: Callable[[Tables, str], Values]
    names: Callable[[Tables, Translator], ValueNames]
    several: bool = False
    note: str = ""

    def values_of(self, case: Mapping[str, Any]) -> Values:
        """Return the values that `case` has, of the cases of an atlas."""
        return tuple(case[self.column]) if self.several else (case[self.column],)


def name_continents(_tables: Tables, words: Translator) -> ValueNames:
    """Return the names of the continents."""
    return {continent: words.continent(continent) for continent in CONTINENTS}


def name_themes(tables: Tables, words: Translator) -> ValueNames:
    """Return the names of the themes, as their table has them."""
    return dict(zip(tables.themes["theme"], tables.themes[f"name_{words.language}"], strict=True))


def list_regions(tables: Tables, scheme: str) -> Values:
    """Return the regions of `scheme`."""
    return tuple(tables.regions.loc[tables.regions["scheme"] == scheme, "region"].drop_duplicates())


def list_kinds(tables: Tables, _scheme: str) -> Values:
    """Return the kinds of facts, none without a table of facts: nothing is to be chosen then."""
    return () if tables.case_facts.empty else tuple(FACT_KINDS)


def name_by(labels: Mapping[str, str]) -> Callable[[Tables, Translator], ValueNames]:
    """Return what names values by their English `labels`."""
    return lambda _tables, words: {value: words.gettext(label) for value, label in labels.items()}


FACETS: Final = (
    Facet("continent", "continent", to_translate("Continent"), lambda *_: CONTINENTS, name_continents),
    Facet(
        "theme",
        "themes",
        to_translate("Theme"),
        lambda tables, _: tuple(tables.themes["theme"]),
        name_themes,
        several=True,
        note=to_translate("main or further"),
    ),
    Facet("region", "region", to_translate("Region of China"), list_regions, name_by(REGIONS)),
    Facet("list", "list", to_translate("List"), lambda *_: tuple(LISTS), name_by(LISTS)),
    Facet(
        "edition", "edition", to_translate("Edition"), lambda tables, _: tuple(tables.editions["edition"]), name_by({})
    ),
    Facet(
        "known",
        "known",
        to_translate("What is known"),
        list_kinds,
        name_by({value: kind.name for value, kind in FACT_KINDS.items()}),
        several=True,
    ),
)
BY_NAME: Final = {facet.name: facet for facet in FACETS}


def known_values(tables: Tables, scheme: str) -> dict[str, Values]:
    """Return for each facet all its values in `tables` under `scheme` (nbs or three), in their order."""
    return {facet.name: facet.values(tables, scheme) for facet in FACETS}


def name_values(tables: Tables, words: Translator) -> dict[str, ValueNames]:
    """Return for each facet the names of those values that are called otherwise than they are written."""
    return {facet.name: facet.names(tables, words) for facet in FACETS}
