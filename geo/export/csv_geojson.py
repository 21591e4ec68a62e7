"""Shown cases for other programs: CSV and GeoJSON, and what a file of them is called."""

import json
import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd
from pypinyin import lazy_pinyin

from geo.export.facts import order_facts
from geo.query.selection import Selection
from geo.tables.csv_guard import guard
from geo.tables.schema import EXPORTED, WHOSE_FACTS
from geo.text import LANGUAGES, translator

BOM: Final = "\ufeff"  # without it Excel takes UTF-8 for the local code page

MAX_FILTER_CHARS: Final = 80  # characters of a file's name; Windows allows 260 for a whole path
NO_LATIN: Final = "text"  # stands for a search whose letters cannot be written in a-z


def to_csv(shown: pd.DataFrame) -> str:
    """Return `shown` as CSV text with a byte order mark: the columns of cases.csv, then those of its city.

    Numbers are numbers. What a spreadsheet would run of a text has an apostrophe before it; `geo.tables.csv_guard`
    takes it away again when a table is read.
    """
    return write_csv(shown[[*EXPORTED]])


def to_facts_csv(shown: pd.DataFrame, facts: pd.DataFrame) -> str:
    """Return the `facts` about the cases `shown` as CSV text in the same form: the columns of case_facts.csv."""
    return write_csv(order_facts(shown, facts))


def write_csv(table: pd.DataFrame) -> str:
    """Return `table` as CSV text, what a spreadsheet would run of it guarded."""
    texts = table.select_dtypes(exclude="number").map(guard)
    return BOM + table.assign(**texts).to_csv(index=False, lineterminator="\r\n")


def to_geojson(shown: pd.DataFrame, approval: str = "", provenance: Mapping[str, Any] | None = None) -> str:
    """Return `shown` as a GeoJSON FeatureCollection (RFC 7946): one Point a case, in the same order.

    Foreign members (section 6.1) stand beside the features: the `approval` number of the map, if it has one, whose
    words the summaries are, if there are any, and the `provenance` of a published file.
    """
    rows = shown[[*EXPORTED]].to_dict("records")
    stated: dict[str, Any] = {"map_approval": approval} if approval else {}
    if any(row["summary_zh"] for row in rows):
        stated["summaries"] = {language: translator(language).gettext(WHOSE_FACTS) for language in LANGUAGES}
    if provenance:
        stated["provenance"] = provenance
    collection = {"type": "FeatureCollection", **stated, "features": [to_feature(row) for row in rows]}
    return json.dumps(collection, ensure_ascii=False)


def to_feature(row: dict[Hashable, Any]) -> dict[str, Any]:
    """Return one placed case as a GeoJSON feature: longitude first, themes as a list."""
    latitude, longitude = row["latitude"], row["longitude"]
    properties = {name: value for name, value in row.items() if name not in {"latitude", "longitude"}}
    properties["themes"] = [theme for theme in row["themes"].split(";") if theme]
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "id": row["case_id"], "geometry": geometry, "properties": properties}


def name_file(
    selection: Selection, editions: Iterable[str], extension: str, day: date | None, *, of: str = "cases"
) -> str:
    """Return the name of a file `of` what `selection` keeps, cases or facts: editions, filters and day, in plain ASCII.

    `editions` are all there are: they are told if the selection names none. Filters stand in the order of the facets,
    the text last; past `MAX_FILTER_CHARS` they are cut off. Without a `day` none is told.
    """
    query = {name: values for name, values in selection.query().items() if name != "edition"}
    filters = "_".join(_write_plainly(value) for values in query.values() for value in values)
    told = "-".join(map(_write_plainly, selection.values("edition") or editions))
    parts = (f"city-governance-{of}", told, filters[:MAX_FILTER_CHARS].rstrip("_-"), day.isoformat() if day else "")
    return f"{'_'.join(part for part in parts if part)}.{extension}"


def _write_plainly(text: str) -> str:
    """Return `text` in small letters a-z, digits and hyphens: Chinese as pinyin, Latin letters without their marks."""
    latin = unicodedata.normalize("NFKD", "".join(lazy_pinyin(text))).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", latin.lower()).strip("-") or NO_LATIN
