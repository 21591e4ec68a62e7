"""A printed map as plain values, for whoever draws it: frames, symbols with colours and signs, names with numbers."""

from collections.abc import Mapping
from math import cos, pi, sin
from typing import Any, Final

from geo.publish.entries import Theme, list_themes
from geo.publish.paper.print_land import Box, Point, Ring
from geo.publish.paper.print_map import Frame, MapPlace, PrintMap
from geo.publish.publication import Publication
from geo.tokens import read_tokens

Said = dict[str, Any]

OUTER, INNER = 0.94, 0.76  # of the radius of a symbol: the ring of its themes
SLIT: Final = 0.012  # of a turn, left open on either side of a sector
ARC_STEPS: Final = 72  # points of a whole turn
_TOKENS: Final = read_tokens()
PAINT: Final = {
    "paper": _TOKENS["white"],
    "sea": _TOKENS["wash-light"],
    "land": _TOKENS["land-light"],
    "graticule": _TOKENS["graticule-light"],
    "ink": _TOKENS["ink-light"],
    "soft": _TOKENS["stage-soft-light"],
    "line": _TOKENS["stage-line-light"],
}


def describe_map(drawn: PrintMap, publication: Publication) -> Said:
    """Return `drawn` with colours and signs of themes, in the first language of `publication`."""
    themes = {theme.theme: theme for theme in list_themes(publication)}
    return {
        "width": drawn.width,
        "height": drawn.height,
        "size": drawn.type_size,
        "frames": [describe_frame(frame) for frame in drawn.frames],
        "window": drawn.window,
        "dots": drawn.dots,
        "rays": drawn.rays,
        "places": [describe_place(place, themes, publication.language) for place in drawn.places],
    }


def describe_frame(frame: Frame) -> Said:
    """Return what is drawn in `frame` below its places."""
    return {"name": frame.name, "box": frame.box, "land": frame.land, "graticule": frame.graticule}


def describe_place(place: MapPlace, themes: Mapping[str, Theme], language: str) -> Said:
    """Return symbol, hair lines and name of `place`."""
    main = themes[place.themes[0]] if place.themes else None
    lines = [place.hair, place.label.leader if place.label else None]
    return {
        "frame": place.frame,
        "centre": place.centre,
        "radius": place.radius,
        "colour": main.color_light if main else PAINT["soft"],
        "sign": main.glyph[language] if main else "",
        "sectors": list_sectors(place, themes),
        "hairs": [line for line in lines if line],
        "anchor": place.label.anchor if place.label else "start",
        "lines": describe_lines(place),
    }


def list_sectors(place: MapPlace, themes: Mapping[str, Theme]) -> list[Said]:
    """Return the sectors of the ring around `place`, one for each of its themes, the first at the top."""
    count = len(place.themes)
    return [
        {"colour": themes[theme].color_light, "ring": draw_sector(number, count, place.centre, place.radius)}
        for number, theme in enumerate(place.themes)
    ]


def draw_sector(number: int, count: int, centre: Point, radius: float) -> Ring:
    """Return sector `number` of `count` as a closed ring of points, clockwise from the top."""
    slit = SLIT if count > 1 else 0.0
    begin, end = (number - 0.5) / count + slit, (number + 0.5) / count - slit
    steps = max(round(ARC_STEPS * (end - begin)), 2)
    turns = [begin + (end - begin) * step / steps for step in range(steps + 1)]
    outer = [point_at(turn, centre, radius * OUTER) for turn in turns]
    inner = [point_at(turn, centre, radius * INNER) for turn in reversed(turns)]
    return [*outer, *inner, outer[0]]


def point_at(turn: float, centre: Point, radius: float) -> Point:
    """Return the point of a circle at a `turn` from the top, clockwise."""
    angle = 2 * pi * turn - pi / 2
    return round(centre[0] + radius * cos(angle), 3), round(centre[1] + radius * sin(angle), 3)


def describe_lines(place: MapPlace) -> list[Said]:
    """Return the lines of the name of `place`, each where its anchor is, the numbers of its cases apart."""
    if place.label is None:
        return []
    box, anchor = place.label.box, place.label.anchor
    return [
        {
            "language": line.language,
            "text": place.names[line.language],
            "number": line.text.removeprefix(place.names[line.language]).strip(),  # of its cases
            "size": line.size,
            "first": number == 0,
            "at": (anchor_of(box, anchor), line.start[1]),
        }
        for number, line in enumerate(place.label.lines)
    ]


def anchor_of(box: Box, anchor: str) -> float:
    """Return x of the edge of `box`, or of its middle, at which a text is aligned."""
    return {"start": box.x, "middle": box.middle[0], "end": box.right}[anchor]
