"""The map as native shapes, which a speaker may recolour and move: its land for a layout, its places for a slide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from math import pi, radians
from typing import Final, NamedTuple

from geo.publish.entries import Entry, Theme
from geo.publish.paper.print_land import EDGE, Box, Point, View, draw_land, place_latitude
from geo.publish.paper.print_map import MapPlace, PrintMap, Sheet
from geo.publish.paper.print_names import Label, Taken, Wanted, place_names
from geo.publish.slides.layouts import INK, LAND, MARGIN, PAPER, RULE, SEA, SOFT, TEXT_WIDTH, TILE, WORLD, color_of
from geo.publish.slides.material import Material
from geo.publish.slides.xml import Paragraph, Piece, clean, write_freeform, write_group, write_line, write_shape
from geo.text import to_translate

DOT_SIZE: Final = 3.6  # points across, of a place that is not told now
LIT_SIZE: Final = 14.0  # points across, of the place of a case
HALO_SIZE: Final = 27.0  # points across, of the ring around it
NAME_SIZE: Final = 14.0  # points, of its name
COUNT_SIZE: Final = 9.0  # points, of the number of cases in a symbol
COVER: Final = Box(0, 172, 960, 328)  # of the map on the opening
COVER_NORTH: Final = 68.0  # degrees
COVER_SIZE: Final = 9.0  # points across, of a place there
DETAIL: Final = 0.35  # points of a coast that are left out
EDGE_SHARE: Final = 0.07  # of a region, at its edges, where no place is looked for


class Region(NamedTuple):
    """A part of the world that is shown beside a case: its name, middle latitude, western end and width (degrees)."""

    name: str
    latitude: float
    west: float
    width: float


# The first that holds a place is shown; the last one holds all.
REGIONS: Final = (
    Region(to_translate("East Asia"), 33, 84, 64),
    Region(to_translate("Europe"), 46, -17, 62),
    Region(to_translate("South and Southeast Asia"), 14, 62, 80),
    Region(to_translate("Africa and West Asia"), 4, -30, 124),
    Region(to_translate("Australia and Oceania"), -20, 92, 100),
    Region(to_translate("North America"), 36, 200, 118),
    Region(to_translate("South America"), -20, 240, 96),
    Region(to_translate("World"), 14, EDGE, 360),
)


def view_region(region: Region) -> View:
    """Return `region` in the tile beside a case."""
    scale = TILE.width / radians(region.width)
    middle = place_latitude(region.latitude)
    west = radians((region.west - EDGE) % 360 - 180)
    return View(west, middle + TILE.height / scale / 2, scale, TILE)


def choose_region(points: Sequence[Point]) -> Region:
    """Return the first of `REGIONS` that shows all `points` (degrees), none of them at its very edge."""
    inner = TILE.grow(-EDGE_SHARE * TILE.width, -EDGE_SHARE * TILE.height)
    for region in REGIONS[:-1]:
        view = view_region(region)
        if all(inner.holds(Box(*view.place(*point), 0, 0)) for point in points):
            return region
    return REGIONS[-1]


def draw_tile(region: Region, name: str, entries: Iterable[Entry]) -> str:
    """Return what the layout of a case draws of `region`: sea, land and, faintly, all places."""
    view = view_region(region)
    points = dict.fromkeys(view.place(entry.latitude, entry.longitude) for entry in entries)
    dots = [point for point in points if TILE.grow(-DOT_SIZE, -DOT_SIZE).holds(Box(*point, 0, 0))]
    shapes = [
        write_shape(901, name, TILE, paint=SEA),
        write_freeform(902, name, draw_land(view, DETAIL), TILE, LAND),
        *(write_dot(903 + i, name, point) for i, point in enumerate(dots)),
    ]
    return write_group(900, name, shapes, TILE, TILE, name)


def draw_rule(name: str) -> str:
    """Return the line that the layout of a case draws between titles and facts."""
    return write_line(899, name, ((MARGIN, RULE), (MARGIN + TEXT_WIDTH, RULE)), LAND, 1)


def draw_located(
    numbers: Iterator[int], material: Material, entries: Sequence[Entry], region: Region, said: str
) -> str:
    """Return the places of `entries` on the tile of `region`, lit and named; `said` is read aloud."""
    view, language = view_region(region), material.languages[0]
    places = {entry.city_id: entry for entry in reversed(entries)}
    wanted = [
        Wanted(view.place(entry.latitude, entry.longitude), HALO_SIZE / 2, {language: clean(entry.city[language])})
        for entry in places.values()
    ]
    own = next(numbers)
    shapes = [
        shape
        for entry, spot, label in zip(places.values(), wanted, name_lit(wanted, material, view), strict=True)
        for shape in light_place(numbers, entry, spot.centre, label, main_color(entry.themes, material.themes))
    ]
    return write_group(own, said, shapes, TILE, TILE, said)


def name_lit(wanted: Sequence[Wanted], material: Material, view: View) -> Sequence[Label | None]:
    """Return where the names of lit places stand: on no dot of another place if that leaves room, else on some."""
    points = {view.place(entry.latitude, entry.longitude) for entry in material.entries.values()}
    lit = {spot.centre for spot in wanted}
    dots = [around(point, DOT_SIZE) for point in sorted(points - lit)]
    labels = place_names(wanted, NAME_SIZE, Taken(TILE, dots))
    near = all(label and not label.leader for label in labels)
    return labels if near else place_names(wanted, NAME_SIZE, Taken(TILE))


def light_place(numbers: Iterator[int], entry: Entry, at: Point, label: Label | None, color: str) -> Iterator[str]:
    """Yield ring, disc and name of a place."""
    name = name_place(entry.city)
    yield write_shape(next(numbers), name, around(at, HALO_SIZE), form="ellipse", line=color, line_width=1.5)
    yield write_shape(
        next(numbers), name, around(at, LIT_SIZE), form="ellipse", paint=color, line=PAPER, line_width=1.5
    )
    if label:
        yield write_name(next(numbers), name, label, bold=True)


def main_color(themes: Sequence[Theme], known: Sequence[Theme]) -> str:
    """Return the colour of the first of `themes`, that of text if there is none."""
    return color_of(themes[0], known) if themes else INK


def name_place(names: Mapping[str, str]) -> str:
    """Return the name under which shapes of a place are listed: in both languages."""
    return " ".join(dict.fromkeys(names.values()))


def around(point: Point, size: float) -> Box:
    """Return the box of a disc."""
    return Box(point[0] - size / 2, point[1] - size / 2, size, size)


def write_dot(number: int, name: str, at: Point) -> str:
    """Return a place that is not told now."""
    return write_shape(number, name, around(at, DOT_SIZE), form="ellipse", paint=SOFT)


def write_name(number: int, name: str, label: Label, *, bold: bool = False) -> str:
    """Return the name of a place where its `label` stands."""
    align = {"start": "l", "middle": "ctr", "end": "r"}[label.anchor]
    lines = [Paragraph([Piece(line.text, line.language, line.size, bold, INK)]) for line in label.lines]
    return write_shape(number, name, label.box, paragraphs=lines, align=align)


def view_cover() -> View:
    """Return the world as it stands below the title: as wide as the slide, without the polar seas."""
    scale = COVER.width / radians(360)
    return View(-pi, place_latitude(COVER_NORTH), scale, COVER)


def draw_cover(name: str) -> str:
    """Return the land that the layout of the opening draws."""
    land = write_freeform(902, name, draw_land(view_cover(), DETAIL), COVER, LAND)
    return write_group(900, name, [write_shape(901, name, COVER, paint=SEA), land], COVER, COVER, name)


def draw_cover_places(numbers: Iterator[int], material: Material, entries: Sequence[Entry], said: str) -> str:
    """Return the places of `entries` as discs on the opening; `said` is read aloud."""
    own, view = next(numbers), view_cover()
    places = {entry.city_id: entry for entry in reversed(entries)}
    shapes = [
        write_shape(
            next(numbers),
            name_place(entry.city),
            around(at, COVER_SIZE),
            form="ellipse",
            paint=main_color(entry.themes, material.themes),
            line=PAPER,
            line_width=0.5,
        )
        for entry in places.values()
        if COVER.holds(around(at := view.place(entry.latitude, entry.longitude), COVER_SIZE))
    ]
    return write_group(own, said, shapes, COVER, COVER, said)


def draw_world(laid: PrintMap, entries: Sequence[Entry], name: str) -> str:
    """Return what a layout draws of the map: land, and the enlarged frame with what of `entries` leads there."""
    enlarged = {spot.city_id for spot in laid.places if spot.frame != laid.frames[0].name}
    dots = dict.fromkeys(
        laid.frames[0].view.place(entry.latitude, entry.longitude) for entry in entries if entry.city_id in enlarged
    )
    numbers = count(901)
    shapes = [write_shape(next(numbers), name, Box(0, 0, WORLD.width, WORLD.height), paint=SEA)]
    for frame in laid.frames:
        if frame is not laid.frames[0] and laid.window:
            shapes += [write_line(next(numbers), name, ray, SOFT, 0.5) for ray in laid.rays]
            shapes += [write_shape(next(numbers), name, laid.window, line=SOFT, line_width=0.5)]
            shapes += [write_dot(next(numbers), name, dot) for dot in dots]
            shapes += [write_shape(next(numbers), name, frame.box, paint=PAPER)]
        shapes.append(write_freeform(next(numbers), name, frame.land, frame.box, LAND))
    if laid.window:
        shapes.append(write_shape(next(numbers), name, laid.frames[-1].box, line=SOFT, line_width=1))
    return write_group(900, name, shapes, WORLD, Box(0, 0, WORLD.width, WORLD.height), name)


class Light(NamedTuple):
    """How a place is lit: its colour, and of how many cases it speaks."""

    color: str
    cases: int


def draw_places(
    numbers: Iterator[int], laid: PrintMap, material: Material, lights: Mapping[str, Light], said: str
) -> str:
    """Return the places of the map: those of `lights` (by city) lit and named, the others that are told as dots.

    `said` is read aloud.
    """
    own, shapes = next(numbers), list[str]()
    names = {entry.city_id: name_place(entry.city) for entry in material.entries.values()}
    told = [spot for spot in laid.places if spot.city_id in names]
    lit = [spot for spot in told if spot.city_id in lights]
    shapes += [write_dot(next(numbers), names[spot.city_id], spot.centre) for spot in told if spot not in lit]
    for spot in lit:
        light = lights[spot.city_id]
        radius = Sheet(laid.width, laid.height, laid.type_size).radius_of(light.cases)
        shapes += write_symbol(numbers, spot._replace(radius=radius), names[spot.city_id], light)
    shapes += [write_name(next(numbers), names[spot.city_id], spot.label) for spot in lit if spot.label]
    return write_group(own, said, shapes, WORLD, Box(0, 0, WORLD.width, WORLD.height), said)


def write_symbol(numbers: Iterator[int], spot: MapPlace, name: str, light: Light) -> Iterator[str]:
    """Yield the disc of a place with the number of its cases, if it has several, and the lines that lead to it."""
    for line in filter(None, [spot.hair, spot.label.leader if spot.label else None]):
        yield write_line(next(numbers), name, line, SOFT, 0.5)
    count = Paragraph([Piece(str(light.cases), "en", COUNT_SIZE, bold=True, color=PAPER)])
    yield write_shape(
        next(numbers),
        name,
        around(spot.centre, 2 * spot.radius),
        form="ellipse",
        paint=light.color,
        line=PAPER,
        line_width=1,
        paragraphs=[count] if light.cases > 1 else [],
    )
