"""The map of a publication, laid out for paper or a slide: land, symbols and names, in units of the sheet.

Nothing is drawn here: whoever draws (typst, SVG, a slide) takes points, boxes and lines as they are. y grows downwards.
Where Chinese places would stand on each other they are enlarged in a second frame, as on the screen: in the empty
ocean of a wide sheet, under the world on a high one. There are no borders.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import hypot, pi, radians, sqrt
from typing import Final, NamedTuple

from geo.publish.formats import MAX_MAP_PLACES
from geo.publish.paper.print_land import (
    Box,
    Point,
    Ring,
    Segment,
    View,
    draw_graticule,
    draw_land,
    place_latitude,
    project,
)
from geo.publish.paper.print_names import FEW_LEFT, Label, Taken, Wanted, box_around, spread_and_name
from geo.publish.publication import Publication
from geo.query.selection import gather_places
from geo.tables.faults import DataError, Fault
from geo.text import to_translate

CHINA: Final = ("CN", "HK", "MO", "TW")  # ISO 3166-1; the part of the world that is enlarged
NORTH, SOUTH = (66.0, 84.0), (-48.0, -60.0)  # degrees: where the world ends on the lowest sheet, and on the highest
DOCKED_HEIGHT: Final = 0.72  # of the width: from here on the enlarged frame stands under the world
WORLD_SHARE: Final = 0.52  # of the height at most, of the world above it
SPARE_DEGREES: Final = 5.0  # between the outermost place and the edge of the world
MOST_PERCENT, LEAST_PERCENT = 80, 30  # of the map's height, of the frame in the ocean
ACROSS_STEPS, DOWN_STEPS = 90, 24  # positions of it that are tried
HOME_DEGREES: Final = (8.0, 200.0)  # latitude and longitude near which it stands: the middle of the Pacific
MARGIN_EM: Final = 1.0  # between it and the edge of the map
# What is tried until all names have room: room (em) around the places of an enlarged frame, across and down, and how
# far east of its middle they stand.
ROOM_EM: Final = (
    (2.4, 2.0, 0.0),
    (2.4, 2.0, 1.4),
    (3.2, 2.2, 0.0),
    (4.2, 2.6, 0.0),
)
LEAST_DEGREES: Final = 12.0  # that such a frame shows, each way
GRATICULE_DEGREES: Final = {"world": 15, "china": 5}
DETAILS: Final = 2500  # that a coast shows across the sheet, if it is not said
RADIUS_EM: Final = 0.5  # of the symbol of one case
GROWTH, MOST_RADII = 0.4, 2.0  # by how much of it the symbol of many grows with the root of their number, and its most
MOVED: Final = 0.25  # of its radius by which a symbol has left its point when a hair line leads there
CORNER: Final = 0.02  # of the map's width around the places that are enlarged, which stays free as well
KEEP_EM: Final = 1.3  # around a symbol of the world, where the enlarged frame must not stand


RoomEm = tuple[float, float, float]


class Frame(NamedTuple):
    """A part of the world (`world` or `china`) in its box: the rings of its land, to be filled even-odd, and lines."""

    name: str
    box: Box
    land: Sequence[Ring]
    graticule: Sequence[Segment]
    view: View


class MapPlace(NamedTuple):
    """A place: where it lies, the centre of its symbol, and a hair line between both if that was moved."""

    city_id: str
    frame: str
    point: Point
    centre: Point
    radius: float
    numbers: Sequence[int]  # of its cases, from 1 in the order told
    themes: Sequence[str]
    names: Mapping[str, str]
    label: Label | None
    hair: Segment | None

    @property
    def cases(self) -> int:
        """Return how many cases it has."""
        return len(self.numbers)


class PrintMap(NamedTuple):
    """The map: frames in the order in which they are drawn, places, and what of the world the second frame enlarges.

    `window` is that part of the world, `dots` its places there, `rays` lead to the frame in the ocean. `unnamed` are
    the ids of cities whose names have no room. `width` and `height` are what the frames take of the sheet.
    """

    width: float
    height: float
    type_size: float
    frames: Sequence[Frame]
    places: Sequence[MapPlace]
    window: Box | None
    dots: Sequence[Point]
    rays: Sequence[Segment]
    unnamed: Sequence[str]


class Sheet(NamedTuple):
    """What a map is laid out on, in one unit such as points: its sides and the size of its names, by language.

    `radius` is that of the symbol of one case, `tolerance` the detail of coasts that is left out, each in proportion
    if it is not given. Names and the enlarged frame leave the `covered` boxes free. A `numbered` map has the numbers of
    the cases, from 1 in the order told, behind each name in the first language. The enlarged frame takes the share
    `beside` of the width, at the right of the world, if that is given.
    """

    width: float
    height: float
    type_size: float
    languages: Sequence[str] = ("zh",)
    radius: float = 0.0
    tolerance: float = 0.0
    covered: Sequence[Box] = ()
    numbered: bool = False
    beside: float = 0.0

    def radius_of(self, cases: int) -> float:
        """Return the radius of the symbol of so many cases: it grows with their root, up to a limit."""
        return (self.radius or self.type_size * RADIUS_EM) * min(1 + GROWTH * (sqrt(cases) - 1), MOST_RADII)


class City(NamedTuple):
    """What is known of a place before it has one on the sheet."""

    city_id: str
    at: Point  # latitude, longitude (degrees)
    enlarged: bool
    numbers: Sequence[int]
    themes: Sequence[str]
    names: Mapping[str, str]

    @property
    def cases(self) -> int:
        """Return how many cases it has."""
        return len(self.numbers)

    def say_names(self, *, numbered: bool) -> dict[str, str]:
        """Return its names, the first with the numbers of its cases behind it if it is `numbered`."""
        numbers = " ".join(map(str, self.numbers)) if numbered else ""
        return {
            language: f"{name} {numbers}".strip() if place == 0 else name
            for place, (language, name) in enumerate(self.names.items())
        }


class Plan(NamedTuple):
    """What each frame shows, and what of the world the second one enlarges, as a `PrintMap` has it."""

    views: Mapping[str, View]
    window: Box | None = None
    dots: Sequence[Point] = ()
    rays: Sequence[Segment] = ()


def lay_out_map(publication: Publication, sheet: Sheet) -> PrintMap:
    """Return the map of `publication` on `sheet`, from its left upper corner.

    Raises
    ------
    DataError
        If there are more than `MAX_MAP_PLACES`, or none.
    """
    cities = list_cities(publication, sheet.languages)
    check_number(len(cities))
    plan, places = place_all(sheet, cities)
    detail = sheet.tolerance or sheet.width / DETAILS
    return PrintMap(
        width=sheet.width,
        height=max(view.box.bottom for view in plan.views.values()),
        type_size=sheet.type_size,
        frames=[draw_frame(name, view, detail) for name, view in plan.views.items()],
        places=places,
        window=plan.window,
        dots=plan.dots,
        rays=plan.rays,
        unnamed=[place.city_id for place in places if place.label is None],
    )


def check_number(places: int) -> None:
    """Raise DataError if a map has too many `places`, or none."""
    if places > MAX_MAP_PLACES:
        message = to_translate("a printed map holds {limit} places, and these are {count}: choose fewer with filters")
        raise DataError([Fault("", None, None, None, message, {"limit": MAX_MAP_PLACES, "count": places})])
    if not places:
        raise DataError([Fault("", None, None, None, to_translate("no case is left to publish: drop a filter"))])


def list_cities(publication: Publication, languages: Sequence[str]) -> list[City]:
    """Return the places of `publication` in the order in which its cases first name them."""
    cases = [publication.atlas.cases[row] for row in publication.rows]
    first = {case["city_id"]: case for case in reversed(cases)}
    numbers: dict[str, list[int]] = {}
    for number, case in enumerate(cases, 1):
        numbers.setdefault(case["city_id"], []).append(number)
    gathered = gather_places((case["city_id"], case["themes"]) for case in cases)
    chinese = [city for city in gathered if first[city]["country"] in CHINA]
    return [
        City(
            city_id=city,
            at=(first[city]["latitude"], first[city]["longitude"]),
            enlarged=len(chinese) > 1 and city in chinese,
            numbers=numbers[city],
            themes=themes,
            names={language: first[city][f"city_{language}"] for language in languages},
        )
        for city, (_, themes) in gathered.items()
    ]


def place_all(sheet: Sheet, cities: Sequence[City]) -> tuple[Plan, list[MapPlace]]:
    """Return frames and places with the first room for names that is enough for all, else with the best."""
    tries = []
    for room in ROOM_EM:
        plan = plan_frames(sheet, cities, room)
        places = [place for name in plan.views for place in lay_out_places(sheet, plan, name, cities)]
        tries.append((plan, places))
        if not 0 < sum(place.label is None for place in places) <= FEW_LEFT:
            break
    return min(tries, key=lambda it: sum(place.label is None for place in it[1]))


def plan_frames(sheet: Sheet, cities: Sequence[City], room: RoomEm) -> Plan:
    """Return the frames: the world, and the Chinese places enlarged, either alone where it has all."""
    inner = [city for city in cities if city.enlarged]
    outer = [city for city in cities if not city.enlarged]
    if not outer:
        return Plan({"china": show_places(sheet, inner, Box(0, 0, sheet.width, sheet.height), room)})
    if not inner:
        return Plan({"world": show_world(sheet, cities, sheet.height)})
    if sheet.beside:
        return plan_beside(sheet, cities, room)
    if sheet.height < sheet.width * DOCKED_HEIGHT:
        world = show_world(sheet, cities, sheet.height)
        if spot := find_spot(sheet, world, cities, room):
            return aim(world, show_places(sheet, inner, spot, room), inner)
    world = show_world(sheet, cities, sheet.height * WORLD_SHARE)
    top = world.box.bottom + sheet.type_size
    return aim(world, show_places(sheet, inner, Box(0, top, sheet.width, sheet.height - top), room), inner)


def plan_beside(sheet: Sheet, cities: Sequence[City], room: RoomEm) -> Plan:
    """Return the world at the left and the Chinese places at the right of it, equally high."""
    inner = [city for city in cities if city.enlarged]
    width = sheet.width * sheet.beside
    world = show_world(sheet._replace(width=sheet.width - width - sheet.type_size), cities, sheet.height)
    box = Box(sheet.width - width, 0, width, world.box.height)
    return aim(world, show_places(sheet, inner, box, room), inner)


def show_world(sheet: Sheet, cities: Sequence[City], height: float) -> View:
    """Return the world at most `height` high, as wide as the sheet if that leaves room for all of `cities`.

    It reaches from `NORTH` to `SOUTH`: from the nearer of each, or the outermost place, towards the farther.
    """
    places = [place_latitude(city.at[0]) for city in cities]
    spare = place_latitude(SPARE_DEGREES)
    near_north, far_north = map(place_latitude, NORTH)
    near_south, far_south = map(place_latitude, SOUTH)
    near_north, near_south = max(near_north, *places) + spare, min(near_south, *places) - spare
    far_north, far_south = max(near_north, far_north), min(near_south, far_south)
    scale = min(sheet.width / (2 * pi), height / (near_north - near_south))
    reach = min(height / scale, far_north - far_south)
    more = (far_north - near_north) + (near_south - far_south)
    share = (reach - (near_north - near_south)) / more if more else 0
    width = 2 * pi * scale
    box = Box((sheet.width - width) / 2, 0, width, reach * scale)
    return View(-pi, near_north + share * (far_north - near_north), scale, box)


def show_places(sheet: Sheet, cities: Sequence[City], box: Box, room: RoomEm) -> View:
    """Return a view in `box` of all `cities`, with `room` for their names around them."""
    bounds = bounds_of(cities)
    across, down, east = (em * sheet.type_size for em in room)
    scale = min(
        max(box.width - 2 * across, box.width / 2) / bounds.width,
        max(box.height - 2 * down, box.height / 2) / bounds.height,
    )
    left, above = (box.width / scale - bounds.width) / 2, (box.height / scale - bounds.height) / 2
    return View(bounds.x - left - east / scale, above - bounds.y, scale, box)


def bounds_of(cities: Sequence[City]) -> Box:
    """Return the box (projected, radians, y to the south) around `cities`, `LEAST_DEGREES` at least each way."""
    at = [project(*city.at) for city in cities]
    least = radians(LEAST_DEGREES)
    (west, east), (south, north) = ((min(side), max(side)) for side in zip(*at, strict=True))
    wide, high = max(east - west, least), max(north - south, least)
    return Box((west + east - wide) / 2, -(south + north + high) / 2, wide, high)


def find_spot(sheet: Sheet, world: View, cities: Sequence[City], room: RoomEm) -> Box | None:
    """Return the largest box on `world` for the enlarged frame that covers no place, None if there is none.

    Of the positions of one size, that nearest to the middle of the Pacific.
    """
    margin = MARGIN_EM * sheet.type_size
    kept = [*sheet.covered, *keep_places(sheet, world, cities)]
    home = world.place(*HOME_DEGREES)
    bounds = bounds_of([city for city in cities if city.enlarged])
    across, down = (2 * em * sheet.type_size for em in room[:2])
    for percent in range(MOST_PERCENT, LEAST_PERCENT, -1):
        height = world.box.height * percent / 100
        width = max(height - down, height / 2) * bounds.width / bounds.height + across
        boxes = list_boxes(world.box.grow(-margin, -margin), width, height)
        fitting = [box for box in boxes if not any(box.meets(other) for other in kept)]
        if fitting:
            return min(fitting, key=lambda box: hypot(box.middle[0] - home[0], box.middle[1] - home[1]))
    return None


def keep_places(sheet: Sheet, world: View, cities: Sequence[City]) -> list[Box]:
    """Return what the enlarged frame must leave free: places and room for their names, and the part that it shows."""
    shown = [city for city in cities if not city.enlarged]
    reaches = [sheet.radius_of(city.cases) + KEEP_EM * sheet.type_size for city in shown]
    places = [box_around(world.place(*city.at), reach) for city, reach in zip(shown, reaches, strict=True)]
    bounds = bounds_of([city for city in cities if city.enlarged])
    margin = CORNER * world.box.width
    return [*places, world.place_box(bounds).grow(margin, margin)]


def list_boxes(inside: Box, width: float, height: float) -> Iterator[Box]:
    """Yield boxes of one size in all positions within another."""
    across, down = inside.width - width, inside.height - height
    if across < 0 or down < 0:
        return
    for column in range(ACROSS_STEPS + 1):
        for row in range(DOWN_STEPS + 1):
            yield Box(inside.x + across * column / ACROSS_STEPS, inside.y + down * row / DOWN_STEPS, width, height)


def aim(world: View, china: View, inner: Sequence[City]) -> Plan:
    """Return both frames with the part of the world that the second shows, and rays to it if it lies on the first."""
    shown = Box(china.west, -china.north, china.box.width / china.scale, china.box.height / china.scale)
    window, box = world.place_box(shown), china.box
    dots = [world.place(*city.at) for city in inner]
    near, far = (window.right, box.x) if box.x > window.x else (window.x, box.right)
    rays = [((near, window.y), (far, box.y)), ((near, window.bottom), (far, box.bottom))]
    return Plan({"world": world, "china": china}, window, dots, rays if world.box.meets(box) else ())


def lay_out_places(sheet: Sheet, plan: Plan, name: str, cities: Sequence[City]) -> list[MapPlace]:
    """Return the places of the frame `name`, their symbols apart and their names where there is room."""
    view = plan.views[name]
    shown = [city for city in cities if city.enlarged == (name == "china")]
    points = [view.place(*city.at) for city in shown]
    asked = [
        Wanted(point, sheet.radius_of(city.cases), city.say_names(numbered=sheet.numbered))
        for point, city in zip(points, shown, strict=True)
    ]
    taken = Taken(view.box, [*sheet.covered, *(list_taken(plan) if name == "world" else ())], plan.rays)
    wanted, labels = spread_and_name(asked, sheet.type_size, taken)
    return [
        MapPlace(
            city_id=city.city_id,
            frame=name,
            point=point,
            centre=symbol.centre,
            radius=symbol.radius,
            numbers=city.numbers,
            themes=city.themes,
            names=city.names,
            label=label,
            hair=(point, symbol.centre) if is_moved(point, symbol) else None,
        )
        for city, point, symbol, label in zip(shown, points, wanted, labels, strict=True)
    ]


def list_taken(plan: Plan) -> list[Box]:
    """Return what names of the world must not stand on: the enlarged frame, and the part that it shows."""
    return [plan.views["china"].box, plan.window] if plan.window else []


def is_moved(point: Point, symbol: Wanted) -> bool:
    """Return whether a symbol stands so far from its `point` that a hair line must lead there."""
    return hypot(point[0] - symbol.centre[0], point[1] - symbol.centre[1]) > MOVED * symbol.radius


def draw_frame(name: str, view: View, tolerance: float) -> Frame:
    """Return what is drawn in a frame below its places."""
    return Frame(name, view.box, draw_land(view, tolerance), draw_graticule(view, GRATICULE_DEGREES[name]), view)
