"""The files that can be made of a publication, each declared once: command line, page and manifest read this table."""

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import Final, NamedTuple

from geo.publish.publication import Publication
from geo.text import to_translate
from geo.tour.stops import MAX_TOUR_CASES

HTML: Final = "text/html; charset=utf-8"
CSV: Final = "text/csv; charset=utf-8"
GEOJSON: Final = "application/geo+json"
SLIDES: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF: Final = "application/pdf"
MAX_MAP_PLACES: Final = 300  # that are laid out on paper; more stand on each other on any sheet
MAX_POSTER_CASES: Final = 60  # that A0 holds in letters that are read from a metre


class Format(NamedTuple):
    """A file that can be made: its name, what it is called and what it is for in English, its media type, its `maker`.

    The maker is a module below `geo.publish` and a function in it, imported when the file is made: the command line
    and the server stay small. It takes a Publication, and the bytes of the files that it `describes` by their Format,
    and returns bytes. `max_cases` is how many cases the file can tell, None for any.
    """

    name: str
    label: str
    use: str
    media_type: str
    maker: str
    max_cases: int | None = None
    chinese_font: bool = False  # whether the machine needs a Chinese font to make it
    describes: tuple[str, ...] = ()


# What files are for; those for the same stand together in the table.
_READ: Final = to_translate("To read anywhere")
_SPEAK: Final = to_translate("For a talk")
_PRINT: Final = to_translate("For print")
_DATA: Final = to_translate("Data")

FORMATS: Final = (
    Format("atlas.html", to_translate("The atlas as one page"), _READ, HTML, "page.atlas_file:make_atlas_file"),
    Format(
        "atlas.pptx",
        to_translate("Slides"),
        _SPEAK,
        SLIDES,
        "slides.slides:make_slides",
        max_cases=MAX_TOUR_CASES,
    ),
    Format(
        "atlas.pdf",
        to_translate("The handout as PDF"),
        _PRINT,
        PDF,
        "paper.handout:make_handout",
        max_cases=MAX_TOUR_CASES,
        chinese_font=True,
    ),
    Format(
        "poster.pdf",
        to_translate("The poster as PDF"),
        _PRINT,
        PDF,
        "paper.poster:make_poster",
        max_cases=MAX_POSTER_CASES,
        chinese_font=True,
    ),
    Format(
        "poster.svg",
        to_translate("The map as SVG"),
        _PRINT,
        "image/svg+xml",
        "paper.map_picture:draw_map_svg",
        max_cases=MAX_MAP_PLACES,
        chinese_font=True,
    ),
    Format(
        "poster.png",
        to_translate("The map as PNG"),
        _PRINT,
        "image/png",
        "paper.map_picture:draw_map_png",
        max_cases=MAX_MAP_PLACES,
        chinese_font=True,
    ),
    Format(
        "map-sheet.pdf",
        to_translate("What is drawn on the map, for its review"),
        _PRINT,
        PDF,
        "paper.map_sheet:make_map_sheet",
        max_cases=MAX_MAP_PLACES,
        chinese_font=True,
    ),
    Format("cases.csv", to_translate("Cases as CSV"), _DATA, CSV, "open_data:make_cases_csv"),
    Format("cases.geojson", to_translate("Cases as GeoJSON"), _DATA, GEOJSON, "open_data:make_geojson"),
    Format("cases.xlsx", to_translate("Cases as an Excel workbook"), _DATA, WORKBOOK, "open_data:make_workbook"),
    Format("case_facts.csv", to_translate("Facts about the cases as CSV"), _DATA, CSV, "open_data:make_facts_csv"),
    Format(
        "datapackage.json",
        to_translate("Description of the data for programs"),
        _DATA,
        "application/json",
        "open_data:make_datapackage",
        describes=("cases.csv", "cases.geojson", "cases.xlsx", "case_facts.csv"),
    ),
)
BY_NAME: Final = {file.name: file for file in FORMATS}


def choose_formats(names: Collection[str]) -> list[Format]:
    """Return the formats called by `names` and those that they describe, in their order; without names all."""
    wanted = {name for chosen in names for name in (chosen, *BY_NAME[chosen].describes)}
    return [file for file in FORMATS if file.name in wanted or not names]


def find_fonts() -> None:
    """Raise DataError, with the package to install, if this machine has no Chinese font."""
    import_module("geo.publish.paper.fonts").find_chinese_fonts()


def make_file(file: Format, publication: Publication, described: Mapping[Format, bytes]) -> bytes:
    """Return the bytes of `file`, which may describe others."""
    module, _, function = file.maker.partition(":")
    make: Callable[..., bytes] = getattr(import_module(f"geo.publish.{module}"), function)
    return make(publication, described) if file.describes else make(publication)
