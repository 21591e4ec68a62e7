"""The data behind a publication for other programs: CSV, GeoJSON, a workbook, and a package that describes them."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, Final

import pandas as pd

from geo.export.csv_geojson import to_csv, to_facts_csv, to_geojson
from geo.export.facts import order_facts
from geo.export.workbook import to_xlsx
from geo.publish.description import LICENCES, describe_publication, in_both
from geo.publish.formats import Format
from geo.publish.provenance import say_provenance
from geo.publish.publication import Publication
from geo.tables.schema import EXPORTED, EXPORTED_FACTS
from geo.text import LANGUAGES, translator

NAME: Final = "city-governance-publication"
_WHOLE: Final = ("position", "fact")  # columns of whole numbers
_DEGREES: Final = ("latitude", "longitude")
_DIALECT: Final = {"csv": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}}
_TABLES: Final = {"cases.csv": EXPORTED, "case_facts.csv": EXPORTED_FACTS}  # the columns of each


def make_cases_csv(publication: Publication) -> bytes:
    """Return the cases as CSV."""
    return to_csv(list_shown(publication)).encode()


def make_facts_csv(publication: Publication) -> bytes:
    """Return the facts about the cases as CSV."""
    return to_facts_csv(list_shown(publication), publication.atlas.tables.case_facts).encode()


def make_geojson(publication: Publication) -> bytes:
    """Return the cases as GeoJSON, with what the publication says of itself beside the features."""
    described = describe_publication(publication)
    return to_geojson(list_shown(publication), publication.approval, provenance=described).encode()


def make_workbook(publication: Publication) -> bytes:
    """Return the cases as a workbook in the first language, with a sheet of sources and method."""
    words = publication.words
    said = say_provenance(publication, words)
    properties = {
        "title": said.title,
        "author": said.author,
        "comments": said.assistance,
        "subject": said.description,
        "keywords": words.gettext(", ").join(said.keywords),
        "created": datetime.combine(said.day, time(), UTC),
    }
    return to_xlsx(list_shown(publication), publication.atlas.tables, said.lines, words, properties)


def make_datapackage(publication: Publication, files: Mapping[Format, bytes]) -> bytes:
    """Return datapackage.json, which describes `files`, made of `publication`, and no others."""
    package = {
        "name": NAME,
        **describe_publication(publication),
        "resources": [describe_file(publication, file, raw) for file, raw in files.items()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def list_shown(publication: Publication) -> pd.DataFrame:
    """Return the placed cases of `publication` in its order."""
    return publication.atlas.placed.iloc[[*publication.rows]]


def describe_file(publication: Publication, file: Format, raw: bytes) -> dict[str, Any]:
    """Return what the package says of `file`, whose bytes are `raw`; of a table its rows and fields too."""
    return {
        "name": file.name.replace(".", "-").replace("_", "-"),
        "path": file.name,
        **in_both("title", {language: translator(language).gettext(file.label) for language in LANGUAGES}),
        "type": "table" if file.name in _TABLES else "file",
        "format": file.name.rpartition(".")[2],
        "mediatype": file.media_type.partition(";")[0],
        "encoding": "utf-8",
        "licenses": [*LICENCES],
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        **(describe_table(publication, file.name) if file.name in _TABLES else {}),
    }


def describe_table(publication: Publication, name: str) -> dict[str, Any]:
    """Return the form, the number of rows and the fields of the CSV file called `name`."""
    shown = list_shown(publication)
    rows = len(shown) if name == "cases.csv" else len(order_facts(shown, publication.atlas.tables.case_facts))
    fields = [describe_field(column, title) for column, title in _TABLES[name].items()]
    return {"dialect": _DIALECT, "rows": rows, "schema": {"fields": fields}}


def describe_field(column: str, title: str) -> dict[str, Any]:
    """Return the name, the type and, from its English `title`, the titles of a `column`."""
    kind = "integer" if column in _WHOLE else "number" if column in _DEGREES else "string"
    titles = in_both("title", {language: translator(language).gettext(title) for language in LANGUAGES})
    return {"name": column, "type": kind, **titles}
