"""Shown cases as an Excel workbook: a sheet of cases, one of their sources and how they were read, one of facts.

Every text is written as a text, in cells of the format Text: Excel runs none, not even after someone edits it, and any
reader gets the value as it is, with no mark before it. One form differs by reader: characters that XML cannot hold as
they are (carriage return and other control characters) are kept in Excel's way, as _x000D_; Excel shows the character,
openpyxl this code, which its `openpyxl.utils.escape.unescape` turns back. A text longer than 32,767 characters, the
most that a cell holds, is cut there.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import zip_longest
from typing import Any, Final

import pandas as pd
import xlsxwriter

from geo.export.facts import order_facts
from geo.query.facets import FACETS, Facet, name_values
from geo.query.selection import Selection
from geo.tables.schema import CONFIDENCES, EXPORTED, EXPORTED_FACTS, FACT_KINDS, SCHEMES, WHOSE_FACTS, Tables, list_rows
from geo.text import Translator, set_chinese

Rows = Sequence[tuple[str, str]]  # what is said, and of what

_ABOUT_WIDTHS: Final = (24, 100)  # widths of the second sheet, in characters
_DEFAULT_WIDTH: Final = 24  # of any other column of the first sheet, which stands behind these
_WIDTHS: Final = {  # columns of the first sheet in their order, in characters; titles wrap
    "case_id": 13, "edition": 8, "list": 14, "position": 8, "city_zh": 12, "city_en": 16, "country": 16,
    "continent": 11, "region": 11, "title_zh": 48, "title_en": 60, "themes": 24, "theme_evidence": 30,
    "theme_confidence": 11, "latitude": 11, "longitude": 11, "notes": 30, "city_id": 14,
}  # fmt: skip

_FACT_WIDTHS: Final = {  # columns of the sheet of facts in their order, in characters
    "case_id": 13, "fact": 6, "kind": 14, "text_zh": 60, "text_en": 70, "confidence": 11, "source_title": 40,
    "source_publisher": 26, "source_date": 12, "source_url": 50, "evidence": 40,
}  # fmt: skip
MAX_FACTS: Final = 10_000  # that a workbook holds: more would take a minute and gigabytes, and facts.csv has them all


def to_xlsx(
    shown: pd.DataFrame, tables: Tables, about: Rows, words: Translator, properties: Mapping[str, Any] | None = None
) -> bytes:
    """Return a workbook: the rows of `shown` in their order with names for codes, a second sheet of `about`.

    A third has the first `MAX_FACTS` facts about them, if there are any. `properties` are those of the document, by
    XlsxWriter's names; without a time `created` the workbook bears that of its making.
    """
    _ = words.gettext
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties(properties or {})
        forms = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "number": book.add_format({"valign": "top"}),
        }
        titles = title_columns(words)
        table = name_cells(shown, tables, words)[list(titles)].rename(columns=titles)
        _write_table(book.add_worksheet(_("Cases")), table, [*_WIDTHS.values()], forms)
        _write_about(book.add_worksheet(_("Sources and method")), about, forms)
        facts = order_facts(shown, tables.case_facts)[:MAX_FACTS]
        if not facts.empty:
            named = name_facts(facts, words)
            _write_table(book.add_worksheet(_("Facts")), named, [*_FACT_WIDTHS.values()], forms)
    return target.getvalue()


def title_columns(words: Translator) -> dict[str, str]:
    """Return the title of each column of the first sheet, in their order, as the schema has them."""
    order = [*_WIDTHS, *(column for column in EXPORTED if column not in _WIDTHS)]
    return {column: words.gettext(EXPORTED[column]) for column in order}


def name_cells(shown: pd.DataFrame, tables: Tables, words: Translator) -> pd.DataFrame:
    """Return `shown` with the names for its codes, evidence in quotation marks, and titles verbatim."""
    comma = words.gettext(", ")
    named = name_values(tables, words)
    facets = {facet.column: name_facet(shown[facet.column], facet, named[facet.name], comma) for facet in FACETS}
    others = {
        "country": [words.country(country) for country in shown["country"]],
        "theme_evidence": [
            comma.join(f"“{piece}”" for piece in cell.split("|") if piece) for cell in shown["theme_evidence"]
        ],
        "theme_confidence": [words.gettext(CONFIDENCES[cell]) if cell else "" for cell in shown["theme_confidence"]],
    }
    return shown.assign(**(others | facets))


def name_facts(facts: pd.DataFrame, words: Translator) -> pd.DataFrame:
    """Return `facts` with the names for their codes, and the titles of their columns."""
    kinds = [words.gettext(FACT_KINDS[kind].question) for kind in facts["kind"]]
    sureness = [words.gettext(CONFIDENCES[confidence]) for confidence in facts["confidence"]]
    titles = {column: words.gettext(title) for column, title in EXPORTED_FACTS.items()}
    return facts.assign(kind=kinds, confidence=sureness)[[*_FACT_WIDTHS]].rename(columns=titles)


def name_facet(cells: pd.Series, facet: Facet, names: Mapping[str, str], comma: str) -> list[str]:
    """Return the names of the values of `facet` in `cells`; several stand in a row."""
    values = [cell.split(";") if facet.several else [cell] for cell in cells]
    return [comma.join(names.get(value, value) for value in row if value) for row in values]


def _write_table(
    sheet: xlsxwriter.worksheet.Worksheet,
    table: pd.DataFrame,
    widths: Sequence[int],
    forms: Mapping[str, xlsxwriter.format.Format],
) -> None:
    """Write `table` with a header that stays in sight and filters; `widths` are those of its first columns."""
    for column, (title, width) in enumerate(zip_longest(table, widths, fillvalue=_DEFAULT_WIDTH)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, forms["head"])
        if pd.api.types.is_numeric_dtype(table[title]):
            write, form = sheet.write_number, forms["number"]
        else:
            write, form = partial(_write_text, sheet), forms["text"]
        for row, value in enumerate(table[title].tolist(), start=1):
            write(row, column, value, form)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _write_about(
    sheet: xlsxwriter.worksheet.Worksheet, about: Rows, forms: Mapping[str, xlsxwriter.format.Format]
) -> None:
    """Write what is said on the left and what of it on the right."""
    for column, width in enumerate(_ABOUT_WIDTHS):
        sheet.set_column(column, column, width)
    for row, (label, text) in enumerate(about):
        sheet.write_string(row, 0, label, forms["head"])
        _write_text(sheet, row, 1, text, forms["text"])


def _write_text(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, text: str, form: xlsxwriter.format.Format
) -> None:
    """Write `text` as it is; an empty one leaves the cell empty."""
    if not text:
        sheet.write_blank(row, column, None, form)
    elif text.startswith("<r>") and text.endswith("</r>"):  # XlsxWriter takes it for its own markup, unless in pieces
        sheet.write_rich_string(row, column, "<", text[1:-1], ">", form)
    else:
        sheet.write_string(row, column, text, form)


def describe_sources(tables: Tables, shown: pd.DataFrame, words: Translator, approval: str = "") -> Rows:
    """Return what the second sheet says of where `shown` comes from: what was published, what is ours, and how read.

    The `approval` number of the map is said if it has one.
    """
    _ = words.gettext
    return [
        (_("Taken from"), _("City Governance Case Map")),
        *_tell_editions(tables.editions, shown, words),
        (_("Published"), _("Chinese titles, lists and positions, verbatim")),
        (_("Ours"), _("English titles, themes, countries and regions, and the choice of each point")),
        (
            _("Themes"),
            _("The main theme first. Each rests on words of the title, its evidence; the publication gives none."),
        ),
        *_tell_facts(tables.case_facts, shown, words),
        (_("Coordinates"), _("WGS 84, in degrees, from %s") % _(", ").join(_find_gazetteers(tables.cities, words))),
        *([(_("Map approval (审图号)"), approval)] if approval else []),
    ]


def _tell_facts(facts: pd.DataFrame, shown: pd.DataFrame, words: Translator) -> list[tuple[str, str]]:
    """Return whose words the facts about `shown` are, and that some are left out; nothing where there are none."""
    _ = words.gettext
    found = int(facts["case_id"].isin(shown["case_id"]).sum())
    if not found:
        return []
    left = _("The first %(kept)d of %(all)d facts; the CSV file of facts has them all.") % {
        "kept": MAX_FACTS,
        "all": found,
    }
    return [(_("Facts"), _(WHOSE_FACTS)), *([(_("Facts"), left)] if found > MAX_FACTS else [])]


def describe_request(tables: Tables, selection: Selection, url: str, day: date, words: Translator) -> Rows:
    """Return what the second sheet says of what was asked for: `selection`, with its scheme, at `url` on `day`."""
    _ = words.gettext
    return [
        (_("Division of China"), _(SCHEMES[selection.scheme])),
        (_("Filters"), describe_filters(tables, selection, words)),
        (_("Address"), url),
        (_("Date"), day.isoformat()),
    ]


def _tell_editions(editions: pd.DataFrame, shown: pd.DataFrame, words: Translator) -> list[tuple[str, str]]:
    """Return publication, forum and source of each edition that `shown` has cases of."""
    _ = words.gettext
    told = []
    for edition in list_rows(editions[editions["edition"].isin(shown["edition"])]):
        zh, en = f"《{set_chinese(edition['title_zh'])}》", edition["title_en"]
        told += [
            (_("Publication"), f"{zh} · {en}"),
            (_("Released at"), edition[f"forum_{words.language}"]),
            (_("Reported by"), edition[f"source_{words.language}"]),
        ]
    return [(label, text) for label, text in told if text]


def _find_gazetteers(cities: pd.DataFrame, words: Translator) -> list[str]:
    """Return the sources of the coordinates, with the licence of the one that is known to have one."""
    _ = words.gettext
    names = dict.fromkeys(source.split(":")[0] for source in cities["coordinate_source"] if source)
    known = {"geonames": _("GeoNames (www.geonames.org, CC BY 4.0)")}
    return [known.get(name, name) for name in names]


def describe_filters(tables: Tables, selection: Selection, words: Translator) -> str:
    """Return the active filters of `selection` in words, or that there are none."""
    _ = words.gettext
    labels = {facet.name: _(facet.label) for facet in FACETS} | {"q": _("Search")}
    named = name_values(tables, words)
    chosen: dict[str, list[str]] = {}
    for facet, value in selection.pairs():
        chosen.setdefault(labels[facet], []).append(named.get(facet, {}).get(value, value))
    said = [
        _("%(facet)s: %(values)s") % {"facet": facet, "values": _(", ").join(values)}
        for facet, values in chosen.items()
    ]
    return ("；" if words.language == "zh" else "; ").join(said) or _("None: all cases")
