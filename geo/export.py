"""Shown cases for other programs: GeoJSON and CSV."""

import json
from collections.abc import Hashable
from typing import Any, Final

import pandas as pd

CASE_COLUMNS: Final = (
    "case_id", "edition", "list", "position", "city_id", "title_zh", "title_en",
    "themes", "theme_evidence", "theme_confidence", "notes",
)  # fmt: skip
CITY_COLUMNS: Final = ("city_zh", "city_en", "country", "continent", "region", "latitude", "longitude")
BOM: Final = "\ufeff"  # without it Excel takes UTF-8 for the local code page


def to_csv(shown: pd.DataFrame) -> str:
    """Return `shown` as CSV text with a byte order mark: the columns of cases.csv, then those of its city."""
    return BOM + shown[[*CASE_COLUMNS, *CITY_COLUMNS]].to_csv(index=False, lineterminator="\r\n")


def to_geojson(shown: pd.DataFrame) -> str:
    """Return `shown` as a GeoJSON FeatureCollection (RFC 7946): one Point a case, in the same order."""
    rows = shown[[*CASE_COLUMNS, *CITY_COLUMNS]].to_dict("records")
    return json.dumps({"type": "FeatureCollection", "features": [to_feature(row) for row in rows]}, ensure_ascii=False)


def to_feature(row: dict[Hashable, Any]) -> dict[str, Any]:
    """Return one placed case as a GeoJSON feature: longitude first, themes as a list."""
    latitude, longitude = row["latitude"], row["longitude"]
    properties = {name: value for name, value in row.items() if name not in {"latitude", "longitude"}}
    properties["themes"] = [theme for theme in row["themes"].split(";") if theme]
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "id": row["case_id"], "geometry": geometry, "properties": properties}
