"""The pictures of the page of insight as files: SVG with its source in it, and the numbers as CSV."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import compress
from typing import Final
from urllib.parse import parse_qs

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from geo.addresses import PICTURES
from geo.export.csv_geojson import name_file, write_csv
from geo.insight.beginnings import read_beginnings
from geo.insight.charts import draw_chart
from geo.insight.tables import TITLES, Counted, Table, tabulate
from geo.query.atlas import Atlas
from geo.tables.faults import DataError
from pages.parts.describe import chosen_editions, describe_edition, describe_themes
from pages.parts.labels import value_names
from pages.parts.results import name_filters
from pages.parts.view import View, read_view
from server.data_errors import answer_faults
from server.downloads import CSV, today
from server.headers import BY_LANGUAGE

Write = Callable[[Table, Atlas, View], str]


def answer_chart(request: Request, picture: str, extension: str) -> Response:
    """Answer with the `picture` of the cases that the query asks for, as a file of that `extension`."""
    query = parse_qs(request.url.query, keep_blank_values=True)
    try:
        atlas, view = read_view(query, request.headers.get("accept-language"))
    except DataError as error:
        return answer_faults(error, request)
    write, media_type = FORMS[extension]
    name = name_file(view.selection, atlas.known["edition"], extension, today(), of=f"insight-{picture}")
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-cache", **BY_LANGUAGE}
    return Response(write(tabulate(picture, count(atlas, view)), atlas, view), media_type=media_type, headers=headers)


def count(atlas: Atlas, view: View) -> Counted:
    """Return what the pictures of `view` count."""
    cases = list(compress(atlas.cases, atlas.find(view.selection)))
    beginnings = read_beginnings(cases, atlas.facts, datetime.now(UTC).year)
    edition = chosen_editions(atlas, view.selection)[0]
    return Counted(cases, atlas.cases, edition, atlas.known, value_names(atlas, view.words), beginnings, view.words)


def write_table(table: Table, _atlas: Atlas, _view: View) -> str:
    """Return `table` as CSV text, its totals last."""
    lines = [*table.lines, *([table.totals] if table.totals else [])]
    counts = pd.DataFrame([line.counts for line in lines], columns=[*table.columns], dtype="Int64")
    counts.insert(0, table.corner, pd.Series([line.name for line in lines], dtype="str"))
    return write_csv(counts)


def write_chart(table: Table, atlas: Atlas, view: View) -> str:
    """Return `table` as SVG."""
    colours = {theme: said["color_light"] for theme, said in describe_themes(atlas, view.words).items()}
    return draw_chart(table, [*say_counted(table, atlas, view), say_source(atlas, view)], colours)


def say_counted(table: Table, atlas: Atlas, view: View) -> list[str]:
    """Return what was counted, and whose reading it is."""
    if table.unfiltered:
        return [table.unfiltered]
    _ = view.words.gettext
    counts = {"found": int(atlas.find(view.selection).sum()), "all": len(atlas.cases)}
    return [
        " · ".join([_("Based on %(found)d of %(all)d cases.") % counts, *name_filters(atlas, view)]),
        _("The themes are our own reading of the titles, not the publisher’s."),
    ]


def say_source(atlas: Atlas, view: View) -> str:
    """Return where a picture is from."""
    _ = view.words.gettext
    source = f"{describe_edition(atlas, view.words)['title']} · {_('City Governance Case Map')} · {today().isoformat()}"
    return _("Source: %(source)s") % {"source": source}


FORMS: Final[dict[str, tuple[Write, str]]] = {"svg": (write_chart, "image/svg+xml"), "csv": (write_table, CSV)}
CHARTS: Final = {
    f"{PICTURES}/{picture}.{extension}": partial(answer_chart, picture=picture, extension=extension)
    for picture in TITLES
    for extension in FORMS
}
