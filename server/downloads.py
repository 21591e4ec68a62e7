"""The cases as files: CSV, GeoJSON and an Excel workbook, of the same query as the pages."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final, NamedTuple
from urllib.parse import parse_qs

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from geo.addresses import CASES_CSV, FACTS_CSV, METADATA
from geo.export.csv_geojson import name_file, to_csv, to_facts_csv, to_geojson
from geo.export.csv_metadata import MEDIA_TYPE, describe_csv
from geo.export.workbook import describe_request, describe_sources, to_xlsx
from geo.query.atlas import Atlas
from geo.query.sorting import order_rows
from geo.tables.faults import DataError
from geo.tables.schema import EXPORTED, EXPORTED_FACTS
from geo.text import to_translate
from pages.parts.atlas_cache import map_approval
from pages.parts.view import View, read_view
from server.data_errors import answer_faults
from server.headers import BY_LANGUAGE

CSV: Final = "text/csv; charset=utf-8"
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CSV_FILES: Final = (  # address, title and columns of each
    (CASES_CSV, to_translate("Cases"), EXPORTED),
    (FACTS_CSV, to_translate("Facts about the cases"), EXPORTED_FACTS),
)


class Download(NamedTuple):
    """The cases of a file, the atlas and the view they are of, and the address asked for."""

    shown: pd.DataFrame
    atlas: Atlas
    view: View
    address: str


def answer_geojson(request: Request) -> Response:
    """Answer with the cases that the query asks for as GeoJSON."""
    return answer_cases(
        request, "geojson", "application/geo+json", lambda download: to_geojson(download.shown, map_approval())
    )


def answer_csv(request: Request) -> Response:
    """Answer with the cases that the query asks for as CSV."""
    return answer_cases(request, "csv", CSV, lambda download: to_csv(download.shown))


def answer_facts(request: Request) -> Response:
    """Answer with the facts about the cases that the query asks for as CSV."""
    return answer_cases(request, "csv", CSV, write_facts, of="facts")


def answer_xlsx(request: Request) -> Response:
    """Answer with the cases that the query asks for as an Excel workbook."""
    return answer_cases(request, "xlsx", WORKBOOK, write_workbook)


def answer_metadata(url: str, title: str, columns: Mapping[str, str]) -> Callable[[Request], Response]:
    """Return what answers with the metadata of the CSV file at `url`, as `describe_csv` has them."""
    text = json.dumps(describe_csv(url, title, columns), ensure_ascii=False, indent=1)
    headers = {"Cache-Control": "no-cache"}
    return lambda _request: Response(text, media_type=MEDIA_TYPE, headers=headers)


def answer_cases(
    request: Request,
    extension: str,
    media_type: str,
    write: Callable[[Download], str | bytes],
    *,
    of: str = "cases",
) -> Response:
    """Answer with what is told `of` the cases that the query asks for: as published, or in the order of `sort`."""
    query = parse_qs(request.url.query, keep_blank_values=True)
    try:
        atlas, view = read_view(query, request.headers.get("accept-language"))
    except DataError as error:
        return answer_faults(error, request)
    shown = atlas.placed.iloc[order_rows(atlas, view.selection, view.sort, view.language)]
    name = name_file(view.selection, atlas.known["edition"], extension, today(), of=of)
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-cache", **BY_LANGUAGE}
    if media_type == CSV:
        headers["Link"] = f'<{of}.csv{METADATA}>; rel="describedby"; type="{MEDIA_TYPE}"'
    content = write(Download(shown, atlas, view, str(request.url)))
    return Response(content, media_type=media_type, headers=headers)


def write_facts(download: Download) -> str:
    """Return the facts about the cases as CSV."""
    return to_facts_csv(download.shown, download.atlas.tables.case_facts)


def write_workbook(download: Download) -> bytes:
    """Return the cases as a workbook, with a sheet of sources and method."""
    shown, atlas, view, address = download
    tables = atlas.tables
    asked = describe_request(tables, view.selection, address, today(), view.words)
    sources = describe_sources(tables, shown, view.words, map_approval())
    return to_xlsx(shown, tables, [*sources, *asked], view.words)


def today() -> date:
    """Return the day it is where the atlas runs."""
    return datetime.now().astimezone().date()
