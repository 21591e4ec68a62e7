"""Small maps of where places lie: the land around one of them, or around several that a name may mean, numbered."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from geo.places.distances import Point
from geo.tokens import read_tokens

Pair = tuple[float, float]

HEIGHT_DEGREES: Final = 34.0  # degrees of latitude from the lower edge to the upper
WIDTH_TO_HEIGHT: Final = 1.6  # of width to height
MIN_LONGITUDE_SCALE: Final = 0.3  # of a degree of longitude against one of latitude, towards the poles
MARGIN: Final = 1.3  # of the window to what several places need
TOKENS: Final = read_tokens()
STYLE: Final = (
    f"path{{fill:{TOKENS['land-light']}}}circle{{fill:{TOKENS['ink-light']}}}text{{fill:{TOKENS['paper-light']}}}"
    f".halo{{fill:none;stroke:{TOKENS['ink-light']};stroke-width:.3;opacity:.6}}"
    f"@media(prefers-color-scheme:dark){{path{{fill:{TOKENS['land-dark']}}}"
    f"circle{{fill:{TOKENS['ink-dark']}}}.halo{{stroke:{TOKENS['ink-dark']}}}text{{fill:{TOKENS['paper-dark']}}}}}"
)
STEPS: Final = 170  # from the lower edge to the upper; a pixel or so each
RADIUS, TEXT_SIZE = 0.04, 0.055  # of the height: of a numbered place, and of its number


class Window(NamedTuple):
    """What is seen: its middle, its height (degrees of latitude), and how wide a degree of longitude is against one."""

    middle: Point
    height: float
    squeeze: float

    @property
    def reach(self) -> Pair:
        """Return how far it reaches to either side, and up and down (degrees of latitude)."""
        return self.height * WIDTH_TO_HEIGHT / 2, self.height / 2

    def place(self, point: Point) -> Pair:
        """Return where `point` lies, from the middle: to the right and down, on the shorter way around the world."""
        east = (point[1] - self.middle[1] + 180) % 360 - 180
        return east * self.squeeze, self.middle[0] - point[0]


def draw_locator(land: Mapping[str, Any], point: Point) -> str:
    """Return an SVG of `land` (GeoJSON MultiPolygon) around `point`, which stands in the middle.

    Degrees of longitude are as wide as they are at that latitude. What lies outside is laid on the edge.
    """
    return draw(land, around([point]), '<circle class="halo" r="1.5"/><circle r=".8"/>')


def draw_candidates(land: Mapping[str, Any], points: Sequence[Point]) -> str:
    """Return an SVG of `land` around all `points`, each with its number from 1 on, the first above the others."""
    window = around(points)
    radius, size = RADIUS * window.height, TEXT_SIZE * window.height
    marks = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.2f}"/><text x="{x:.1f}" y="{y:.1f}">{number}</text>'
        for number, (x, y) in enumerate(map(window.place, points), start=1)
    ]
    text = f'font-family="sans-serif" font-weight="700" font-size="{size:.2f}"'
    aligned = f'text-anchor="middle" dominant-baseline="central" {text}'
    return draw(land, window, f"<g {aligned}>{''.join(reversed(marks))}</g>")


def draw(land: Mapping[str, Any], window: Window, marks: str) -> str:
    """Return the SVG of `land` in `window`, below `marks`."""
    wide, high = window.reach
    box = f"{-wide:g} {-high:g} {2 * wide:g} {2 * high:g}"
    shape = f'<path d="{draw_land(land, window)}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><style>{STYLE}</style>{shape}{marks}</svg>'


def around(points: Sequence[Point]) -> Window:
    """Return the window around `points`, of `HEIGHT_DEGREES` or more, across the antimeridian where that is shorter."""
    latitudes = [latitude for latitude, _ in points]
    west, span = find_west([longitude for _, longitude in points])
    middle = (min(latitudes) + max(latitudes)) / 2, (west + span / 2 + 180) % 360 - 180
    squeeze = max(math.cos(math.radians(middle[0])), MIN_LONGITUDE_SCALE)
    needed = max(max(latitudes) - min(latitudes), span * squeeze / WIDTH_TO_HEIGHT) * MARGIN
    return Window(middle, max(HEIGHT_DEGREES, needed), squeeze)


def find_west(longitudes: Sequence[float]) -> Pair:
    """Return the westernmost of `longitudes`, and how far the others reach east of it: all but the widest gap."""
    ordered = sorted(set(longitudes))
    gaps = [(after - before, after) for before, after in pairwise([*ordered, ordered[0] + 360])]
    gap, east_of_it = max(gaps)
    return east_of_it, 360 - gap


def draw_land(land: Mapping[str, Any], window: Window) -> str:
    """Return the path of the rings of `land` that meet `window`."""
    (latitude, longitude), squeeze = window.middle, window.squeeze
    rings = (ring for polygon in land["geometry"]["coordinates"] for ring in polygon)
    return "".join(
        trace((((lng + turn - longitude) * squeeze, latitude - lat) for lng, lat in ring), window)
        for ring in rings
        for turn in (-360, 0, 360)
        if touches(ring, longitude - turn, window.reach[0] / squeeze)
    )


def touches(ring: Iterable[Pair], longitude: float, reach: float) -> bool:
    """Return whether any of `ring` lies within `reach` degrees of `longitude`."""
    meridians = [lng for lng, _ in ring]
    return min(meridians) < longitude + reach and max(meridians) > longitude - reach


def trace(points: Iterable[Pair], window: Window) -> str:
    """Return the path through `points`, those outside `window` laid on its edge and repeated ones left out."""
    (wide, high), step = window.reach, window.height / STEPS
    laid = [(snap(clamp(x, wide + 1), step), snap(clamp(y, high + 1), step)) for x, y in points]
    kept = laid[:1] + [after for before, after in pairwise(laid) if after != before]
    flat = len({x for x, _ in kept}) == 1 or len({y for _, y in kept}) == 1
    return "" if flat else "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "z"


def snap(value: float, step: float) -> float:
    """Return `value` to the nearest of the steps."""
    return round(round(value / step) * step, 1)


def clamp(value: float, limit: float) -> float:
    """Return `value`, at most `limit` from zero."""
    return min(max(value, -limit), limit)
