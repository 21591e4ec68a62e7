"""What a machine reads of a publication, in the words of a data package (https://datapackage.org)."""

from collections.abc import Mapping
from typing import Any, Final

from geo.export.csv_metadata import LICENCE
from geo.publish.provenance import Provenance, say_provenance
from geo.publish.publication import Publication
from geo.tables.schema import list_rows
from geo.text import LANGUAGES, to_translate, translator

LICENCES: Final = ({"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": LICENCE},)
_GEONAMES: Final = {"title": "GeoNames", "path": "https://www.geonames.org/"}
_PAGES: Final = to_translate("The public pages named at each fact: facts only, none of their sentences")


def describe_publication(publication: Publication) -> dict[str, Any]:
    """Return title, day, licence, sources, selection and label of machine assistance, texts in both languages.

    English stands under the plain key, Chinese under one that ends in `_zh`. What a publication has none of, such as
    an approval number, is left out.
    """
    said = {language: say_provenance(publication, translator(language)) for language in LANGUAGES}
    described = {
        **in_both("title", {language: its.title for language, its in said.items()}),
        **in_both("description", {language: its.description for language, its in said.items()}),
        "created": f"{said['en'].day.isoformat()}T00:00:00Z",
        "homepage": publication.address,
        "licenses": [*LICENCES],
        "sources": list_sources(publication, said["en"]),
        "contributors": [{"title": said["en"].author, "role": "publisher"}],
        "keywords": [*said["en"].keywords],
        "machine_assistance": {language: its.assistance for language, its in said.items() if its.assistance},
        "map_approval": publication.approval,
        "cases": len(publication.rows),
        "selection": describe_selection(publication),
    }
    return {name: value for name, value in described.items() if value}


def in_both(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return `texts` by language as the keys that a description has for them."""
    return {name: texts["en"], f"{name}_zh": texts["zh"]}


def describe_selection(publication: Publication) -> dict[str, Any]:
    """Return the filters, as addresses have them, and the order; of a tour its title and cases instead."""
    scheme = {"scheme": publication.selection.scheme}
    if publication.tour:
        return {"tour": publication.tour.title._asdict(), "case": [*publication.tour.cases], **scheme}
    return {**publication.selection.query(), **scheme, "order": publication.order}


def list_sources(publication: Publication, said: Provenance) -> list[dict[str, str]]:
    """Return where the cases told, their points and, if any are told, their facts come from, in English."""
    editions = list_rows(publication.atlas.tables.editions)
    reports = [row["source_en"] for row in editions if row["edition"] in publication.editions and row["source_en"]]
    facts = [_PAGES] if said.assistance else []
    return [*({"title": title} for title in [*reports, *facts]), _GEONAMES]
