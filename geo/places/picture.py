"""A picture of the map for those who share an address: the land and places on it, as PNG.

It has no words. A server may have no Chinese font, and would draw boxes; title and sentence stand beside the picture
wherever it is shown.
"""

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from PIL import Image, ImageDraw

from geo.places.distances import Point
from geo.tokens import read_tokens

Ring = Sequence[tuple[float, float]]

SIZE: Final = (1200, 630)  # pixels; what services that show shared addresses ask for
FINER: Final = 2  # times as fine as it is drawn first, for smooth edges
COLOURS: Final = 128  # of the palette, a third of the bytes
TOKENS: Final = read_tokens()
SEA, LAND, INK, PAPER = (TOKENS[f"{name}-light"] for name in ("wash", "land", "ink", "paper"))
RADIUS, RADIUS_FAINT, RADIUS_FOCUS, HALO = 9.0, 4.0, 15.0, 34.0  # pixels
LINE: Final = 3  # pixels


class Window(NamedTuple):
    """What of the world is seen: its middle, its height in degrees, and how wide a degree is against a high one."""

    middle: Point
    height: float
    squeeze: float


class Dot(NamedTuple):
    """A place, and its colour; without one it stands there faintly."""

    point: Point
    colour: str = ""


# China's maps of the world have the Pacific in the middle; so does that of the stage.
WORLD: Final = Window((14, 150), 140, 0.74)
HEIGHT_DEGREES: Final = 34.0  # of latitude around one place
MIN_SQUEEZE: Final = 0.3  # towards the poles


def around(point: Point) -> Window:
    """Return the window around `point`."""
    return Window(point, HEIGHT_DEGREES, max(math.cos(math.radians(point[0])), MIN_SQUEEZE))


def draw_picture(land: Mapping[str, Any], window: Window, dots: Iterable[Dot], focus: Point | None = None) -> bytes:
    """Return `window` on `land` (GeoJSON MultiPolygon) as PNG, with `dots` and a mark at `focus`."""
    image = Image.new("RGB", (SIZE[0] * FINER, SIZE[1] * FINER), SEA)
    drawing = ImageDraw.Draw(image)
    for polygon in land["geometry"]["coordinates"]:
        draw_polygon(drawing, window, polygon)
    for dot in sorted(dots, key=lambda dot: bool(dot.colour)):  # the faint ones below
        draw_dot(drawing, window, dot)
    if focus:
        draw_disc(drawing, place(window, focus), HALO, outline=INK, width=LINE * FINER)
        draw_disc(drawing, place(window, focus), RADIUS_FOCUS, fill=INK, outline=PAPER, width=LINE * FINER)
    written = io.BytesIO()
    image.resize(SIZE, Image.Resampling.BOX).quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()


def draw_polygon(drawing: ImageDraw.ImageDraw, window: Window, polygon: Sequence[Ring]) -> None:
    """Draw the rings of `polygon` (longitude first), the first as land, those in it as sea, wherever they are seen."""
    for turn in (-360, 0, 360):
        for ring in polygon:
            points = [place(window, (lat, lng + turn)) for lng, lat in ring]
            if is_seen(points):
                drawing.polygon(points, fill=LAND if ring is polygon[0] else SEA)


def draw_dot(drawing: ImageDraw.ImageDraw, window: Window, dot: Dot) -> None:
    """Draw `dot`, once for each turn of the world that is seen."""
    for turn in (-360, 0, 360):
        centre = place(window, (dot.point[0], dot.point[1] + turn))
        if dot.colour:
            draw_disc(drawing, centre, RADIUS, fill=dot.colour, outline=PAPER, width=LINE * FINER)
        else:
            draw_disc(drawing, centre, RADIUS_FAINT, fill=INK)


def draw_disc(drawing: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, **paint: Any) -> None:  # noqa: ANN401 (Pillow's)
    """Draw a disc of `radius` (pixels of the picture) with `paint`, as Pillow's `ellipse` has it."""
    (x, y), reach = centre, radius * FINER
    drawing.ellipse((x - reach, y - reach, x + reach, y + reach), **paint)


def place(window: Window, point: Point) -> tuple[float, float]:
    """Return where `point` lies in the picture, in the pixels in which it is drawn."""
    wide, high = (side * FINER for side in SIZE)
    scale = high / window.height
    east, north = point[1] - window.middle[1], point[0] - window.middle[0]
    return wide / 2 + east * scale * window.squeeze, high / 2 - north * scale


def is_seen(points: Sequence[tuple[float, float]]) -> bool:
    """Return whether the box around `points` meets the picture."""
    wide, high = (side * FINER for side in SIZE)
    across, down = [x for x, _ in points], [y for _, y in points]
    return max(across) > 0 and min(across) < wide and max(down) > 0 and min(down) < high
