"""A sheet for a review of the map: what is drawn, from which source, in which projection, and what is not drawn."""

from collections.abc import Iterator
from math import degrees
from pathlib import Path
from typing import Final

from geo.approval import say_approval
from geo.publish.paper.fonts import find_chinese_fonts
from geo.publish.paper.map_picture import PNG_WIDTH, WIDTH, lay_out_largest
from geo.publish.paper.poster import sheet_of
from geo.publish.paper.print_land import CENTRAL_MERIDIAN, EDGE, View, find_latitude
from geo.publish.paper.print_map import GRATICULE_DEGREES, ROOM_EM, list_cities, plan_frames
from geo.publish.paper.typesetting import Said, set_pdf
from geo.publish.provenance import day_of, say_provenance
from geo.publish.publication import Publication
from geo.tables.schema import list_rows
from geo.text import LANGUAGES, Translator, to_translate, translator

TEMPLATE: Final = Path(__file__).with_suffix(".typ")
EQUATOR_M: Final = 6_378_137  # metres: the radius of WGS 84
POINT_M: Final = 0.0254 / 72  # metres a point
PIXEL_M: Final = 0.0254 / 300 * PNG_WIDTH / WIDTH  # metres a unit of the picture, printed at 300 dpi

_DRAWN: Final = to_translate(
    "land as one filled outline; meridians and parallels, every %(world)d° (%(china)d° in the enlarged part); a disc "
    "for each place, its name, and a thin line where a disc stands beside its place; the frame of the enlarged part"
)
_NOT_DRAWN: Final = to_translate(
    "no borders of states or provinces, no lines of claims, no names of states, territories, seas or islands, no "
    "colours by state"
)
_LAND: Final = to_translate(
    "Natural Earth 4.1.0, land, 1:50m (public domain), by way of world-atlas 2.0.2 (ISC); thinned to what the sheet "
    "can show, small islands left out; joined at 180°"
)
_NAMES: Final = to_translate("Chinese names as printed in the published lists; English names: the usual ones")
_PROJECTION: Final = to_translate(
    "Patterson’s cylindrical projection (Cartographic Perspectives 78, 2014), sphere: x = λ, "
    "y = 1.0148φ + 0.23185φ⁵ − 0.14499φ⁷ + 0.02406φ⁹"
)
_CUT: Final = to_translate("central meridian %(middle)s, cut at %(edge)s")
_SCALE: Final = to_translate("poster (A0) %(poster)s; picture, printed at 300 dpi, %(picture)s")
_NO_APPROVAL: Final = to_translate("no approval number is stated")


def make_map_sheet(publication: Publication) -> bytes:
    """Return the sheet as a tagged PDF (A4) in both languages.

    Raises
    ------
    DataError
        As `lay_out_map` has it, or if the machine has no Chinese font.
    """
    drawn = lay_out_largest(publication)
    views = {frame.name: frame.view for frame in drawn.frames}
    said = {
        "languages": publication.words.languages,
        "fonts": find_chinese_fonts()._asdict(),
        "metadata": describe_metadata(publication),
        "lines": {language: [*say_lines(publication, views, translator(language))] for language in LANGUAGES},
        "heads": {language: [*say_heads(translator(language))] for language in LANGUAGES},
        "places": list_places(publication),
    }
    return set_pdf(TEMPLATE, said, day_of(publication))


def describe_metadata(publication: Publication) -> Said:
    """Return title, author, description and day of the file."""
    said, words = say_provenance(publication, publication.words), publication.words
    return {
        "title": {language: translator(language).gettext("What is drawn on the map") for language in LANGUAGES},
        "of": {language: say_provenance(publication, translator(language)).title for language in LANGUAGES},
        "author": said.author,
        "description": f"{words.gettext('What is drawn on the map')}: {said.title}. {said.description}",
        "day": [said.day.year, said.day.month, said.day.day],
    }


def say_lines(publication: Publication, views: dict[str, View], words: Translator) -> Iterator[tuple[str, str]]:
    """Yield (name, text) pairs of what is drawn and how."""
    _ = words.gettext
    yield _("Drawn"), _(_DRAWN) % GRATICULE_DEGREES
    yield _("Not drawn"), _(_NOT_DRAWN)
    yield _("Land"), _(_LAND)
    yield _("Coordinates"), _("WGS 84, in degrees, from %s") % _("GeoNames (www.geonames.org, CC BY 4.0)")
    yield _("Names"), _(_NAMES)
    yield _("Projection"), _(_PROJECTION)
    cut = {"middle": say_longitude(CENTRAL_MERIDIAN), "edge": say_longitude(EDGE)}
    yield _("Meridians"), _(_CUT) % cut
    if "china" in views:
        yield _("Enlarged part"), say_extent(views["china"])
    yield (
        _("Scale at the equator"),
        _(_SCALE)
        % {"poster": say_poster_scale(publication), "picture": say_scale(next(iter(views.values())).scale * PIXEL_M)},
    )
    yield _("Map approval"), say_approval(publication.approval, words) or _(_NO_APPROVAL)


def say_longitude(longitude: float) -> str:
    """Return a longitude with its direction."""
    return f"{abs(longitude):g}°{'W' if longitude < 0 else 'E'}"


def say_latitude(latitude: float) -> str:
    """Return a latitude, to a degree, with its direction."""
    return f"{abs(latitude):.0f}°{'S' if latitude < 0 else 'N'}"


def say_extent(view: View) -> str:
    """Return from where to where a view reaches."""
    wide, high = view.box.width / view.scale, view.box.height / view.scale
    west, east = (round(degrees(x)) + CENTRAL_MERIDIAN for x in (view.west, view.west + wide))
    south, north = (find_latitude(y) for y in (view.north - high, view.north))
    return f"{say_longitude(west)}–{say_longitude(east)}, {say_latitude(south)}–{say_latitude(north)}"


def say_poster_scale(publication: Publication) -> str:
    """Return the scale of the world on the poster."""
    sheet = sheet_of(publication)
    plan = plan_frames(sheet, list_cities(publication, sheet.languages), ROOM_EM[0])
    return say_scale(next(iter(plan.views.values())).scale * POINT_M)


def say_scale(metres: float) -> str:
    """Return the scale of a map on which a radian of the equator takes so many `metres`, to two figures."""
    return f"1:{float(f'{EQUATOR_M / metres:.2g}'):,.0f}"


def say_heads(words: Translator) -> Iterator[str]:
    """Yield the heads of the table of places."""
    yield from map(words.gettext, ("Place", "Latitude", "Longitude", "Source"))


def list_places(publication: Publication) -> list[list[str]]:
    """Return names, latitude, longitude and source of each place that is drawn."""
    told = dict.fromkeys(publication.atlas.cases[row]["city_id"] for row in publication.rows)
    cities = {city["city_id"]: city for city in list_rows(publication.atlas.tables.cities)}
    return [
        [
            city["name_zh"],
            city["name_en"],
            f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}",
            city["coordinate_source"].replace(":", " "),
        ]
        for city in (cities[city] for city in told)
    ]
