"""A poster: the world with every place named and all cases around it, on A0 and again on sheets of A4."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from math import ceil
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import typst

from geo.approval import say_approval
from geo.publish.codes import code_of, draw_code
from geo.publish.entries import Entry, Theme, list_entries, list_themes
from geo.publish.formats import MAX_POSTER_CASES
from geo.publish.paper.fonts import find_chinese_fonts
from geo.publish.paper.print_map import PrintMap, Sheet, lay_out_map
from geo.publish.paper.print_words import PAINT, Said, describe_map
from geo.publish.paper.typesetting import clean
from geo.publish.provenance import day_of, say_provenance
from geo.publish.publication import Publication
from geo.tables.faults import DataError, Fault
from geo.tables.schema import list_rows
from geo.text import LANGUAGES, Translator, to_translate, translator

TEMPLATE: Final = Path(__file__).with_name("poster.typ")
MAP_TEMPLATE: Final = Path(__file__).with_name("print_map.typ")

MM: Final = 72 / 25.4  # points
WIDTH_MM, HEIGHT_MM = 1189.0, 841.0  # A0 (ISO 216)
SHEET_MM: Final = (210.0, 297.0)  # A4
EDGE_MM: Final = 5.0  # of a sheet that printers leave white
OVERLAP_MM: Final = 10.0  # of two sheets, for the glue
MARGIN: Final = 62.0  # points around the poster
GAP: Final = 38.0  # points between columns
COLUMNS: Final = 7
FEW: Final = 12  # cases up to which none stand beside the map
MAP_HEIGHT, MAP_HEIGHT_FEW = 0.305, 0.36  # of its width, at most, among many cases and above few
ENLARGED: Final = 0.36  # of the width of the map, that of this part
NAMES_PT: Final = (28.0, 26.0, 24.0)  # sizes of names on the map: the first at which all have room
RADIUS_EM: Final = 0.58  # of the symbol of one case, of that size
COAST_PT: Final = 0.5  # detail of coasts that is left out
MAX_TITLE_CHARS: Final = 220  # of a title, of which the longest published has 134; what is longer is cut

_SOURCES: Final = ("Reported by", "Published", "Coordinates", "Base map")  # of the lines of a provenance
_TOO_MANY: Final = to_translate("a poster holds {limit} cases, and these are {count}: choose fewer with filters")
_HOW: Final = to_translate(
    "Each disc is a place. Its sign and colour are those of the main theme, its ring has a part for each theme. The "
    "number behind a name leads to the case. Discs that would cover each other stand apart, with a line to their place."
)


class Plan(NamedTuple):
    """Where things stand on the poster, in points: whether cases stand beside the map, and its width."""

    beside: bool
    column: float
    map_width: float


def make_poster(publication: Publication) -> bytes:
    """Return the poster as PDF: a page of A0 (landscape), then the same on sheets of A4, to be glued.

    Raises
    ------
    DataError
        If there are more than `MAX_POSTER_CASES`, or none, or if the machine has no Chinese font.
    """
    fonts = find_chinese_fonts()
    if len(publication.rows) > MAX_POSTER_CASES:
        details = {"limit": MAX_POSTER_CASES, "count": len(publication.rows)}
        raise DataError([Fault("", None, None, None, _TOO_MANY, details)])
    said = {**describe_poster(publication), "fonts": fonts._asdict(), "sheets": describe_sheets()}
    files = {
        "data.json": json.dumps(clean(said), ensure_ascii=False).encode(),
        "code.svg": draw_code(code_of(publication).text).encode(),
    }
    return set_twice(files, datetime.combine(day_of(publication), time(), UTC))


def set_twice(files: Mapping[str, bytes], day: datetime) -> bytes:
    """Return the PDF of the template with its `files`: the page of A0 is set first, and then cut into sheets."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for template in (TEMPLATE, MAP_TEMPLATE):
            copyfile(template, folder / template.name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        main = folder / TEMPLATE.name
        (folder / "poster.pdf").write_bytes(typst.compile(main, sys_inputs={"part": "poster"}, timestamp=day))
        return typst.compile(main, sys_inputs={"part": "all"}, timestamp=day)


def describe_poster(publication: Publication) -> Said:
    """Return all that the template sets, lengths in points."""
    entries = list_entries(publication)
    plan = plan_poster(len(entries))
    return {
        "languages": publication.words.languages,
        "page": {"width": WIDTH_MM * MM, "height": HEIGHT_MM * MM, "margin": MARGIN, "gap": GAP, **plan._asdict()},
        "paint": PAINT,
        "metadata": describe_metadata(publication),
        "titles": describe_titles(publication),
        "map": describe_map(lay_out_largest(publication), publication),
        "themes": [describe_theme(theme, publication.language) for theme in list_themes(publication)],
        "entries": [describe_entry(entry, publication.language) for entry in entries],
        "how": {language: translator(language).gettext(_HOW) for language in LANGUAGES},
        "sources": describe_sources(publication),
        "code": code_of(publication).caption,
    }


def lay_out_largest(publication: Publication) -> PrintMap:
    """Return the map with the largest names that all have room; with the smallest if none have."""
    sheet = sheet_of(publication)
    for size in NAMES_PT:
        drawn = lay_out_map(publication, sheet._replace(type_size=size, radius=size * RADIUS_EM))
        if not drawn.unnamed:
            break
    return drawn


def sheet_of(publication: Publication) -> Sheet:
    """Return what the map of `publication` is laid out on, with the largest names."""
    plan = plan_poster(len(publication.rows))
    width = plan.map_width
    return Sheet(
        width,
        width * (MAP_HEIGHT if plan.beside else MAP_HEIGHT_FEW),
        NAMES_PT[0],
        publication.words.languages,
        tolerance=COAST_PT,
        numbered=True,
        beside=ENLARGED,
    )


def plan_poster(cases: int) -> Plan:
    """Return the layout for so many cases: of few all stand under the map, which then is as wide as the poster."""
    wide = WIDTH_MM * MM - 2 * MARGIN
    beside = cases > FEW
    columns = COLUMNS if beside else min(max(cases, 3), COLUMNS)
    column = (wide - (columns - 1) * GAP) / columns
    return Plan(beside, column, wide - 2 * (column + GAP) if beside else wide)


def describe_metadata(publication: Publication) -> Said:
    """Return what the file says of itself in its metadata."""
    said = [say_provenance(publication, words) for words in publication.both]
    day = said[0].day
    return {
        "title": " · ".join(dict.fromkeys(one.title for one in said)),
        "author": said[0].author,
        "description": "\n".join(" ".join(filter(None, (one.assistance, one.description))) for one in said),
        "keywords": [keyword for one in said for keyword in one.keywords],
        "day": [day.year, day.month, day.day],
    }


def describe_titles(publication: Publication) -> Said:
    """Return title, forum and totals by language."""
    return {
        language: {
            "title": cut(say_provenance(publication, translator(language)).title),
            "forum": cut(say_forum(publication, language)),
            "totals": say_totals(publication, translator(language)),
        }
        for language in LANGUAGES
    }


def say_forum(publication: Publication, language: str) -> str:
    """Return forum and month of the latest edition told."""
    rows = {row["edition"]: row for row in list_rows(publication.atlas.tables.editions)}
    edition = rows[publication.editions[-1]]
    return " · ".join(filter(None, (str(edition[f"forum_{language}"]), str(edition["released"]))))


def say_totals(publication: Publication, words: Translator) -> str:
    """Return how many cases, places and themes are told."""
    cases = [publication.atlas.cases[row] for row in publication.rows]
    places, themes = {case["city_id"] for case in cases}, {theme for case in cases for theme in case["themes"]}
    return " · ".join(
        words.ngettext(one, several, count) % count
        for one, several, count in (
            ("%d case", "%d cases", len(cases)),
            ("%d place", "%d places", len(places)),
            ("%d theme", "%d themes", len(themes)),
        )
    )


def describe_theme(theme: Theme, language: str) -> Said:
    """Return sign, colour and names of `theme`."""
    return {"sign": theme.glyph[language], "colour": theme.color_light, "name": theme.name}


def describe_entry(entry: Entry, language: str) -> Said:
    """Return what the poster says of a case; its facts in one language, ranked by length, the shortest 0."""
    facts = [known.text[language] for known in entry.known if not known.unsure]
    ranks = sorted(range(len(facts)), key=lambda fact: len(facts[fact]))
    return {
        "number": entry.number,
        "city": entry.city,
        "country": entry.country,
        "title": {name: cut(text) for name, text in entry.title.items()},
        "themes": [describe_theme(theme, language) for theme in entry.themes],
        "facts": [{"text": cut(text), "rank": ranks.index(fact)} for fact, text in enumerate(facts)],
    }


def cut(text: str) -> str:
    """Return `text`, cut where it is longer than any that was published."""
    return text if len(text) <= MAX_TITLE_CHARS else text[: MAX_TITLE_CHARS - 1] + "…"


def describe_sources(publication: Publication) -> Mapping[str, Sequence[str]]:
    """Return by language where the poster comes from and whose words it has, sentence by sentence."""
    return {language: [*say_sources(publication, translator(language))] for language in LANGUAGES}


def say_sources(publication: Publication, words: Translator) -> Iterator[str]:
    """Yield what is said of facts, publication and map, and the map's approval number if it has one."""
    said = say_provenance(publication, words)
    if said.assistance:
        yield said.assistance
    for name, text in said.lines:
        if name in map(words.gettext, _SOURCES):
            yield words.gettext("%s.") % (words.gettext("%(facet)s: %(values)s") % {"facet": name, "values": text})
    if publication.approval:
        yield words.gettext("%s.") % say_approval(publication.approval, words)


def describe_sheets() -> Said:
    """Return how A0 is cut into sheets, in points: columns and rows, what a sheet shows, and how far apart two are."""
    shown = [side - 2 * EDGE_MM for side in SHEET_MM]
    step = [side - OVERLAP_MM for side in shown]
    counts = [ceil((side - OVERLAP_MM) / it) for side, it in zip((WIDTH_MM, HEIGHT_MM), step, strict=True)]
    return {
        "width": SHEET_MM[0] * MM,
        "height": SHEET_MM[1] * MM,
        "edge": EDGE_MM * MM,
        "overlap": OVERLAP_MM * MM,
        "shown": [side * MM for side in shown],
        "step": [side * MM for side in step],
        "columns": counts[0],
        "rows": counts[1],
    }
