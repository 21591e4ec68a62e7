"""A small map that shows where one place lies: the land around it, as a picture of its own."""

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Final

from geo.places.distances import Point
from geo.tokens import read_tokens

Pair = tuple[float, float]

HEIGHT_DEGREES: Final = 34.0  # degrees of latitude from the lower edge to the upper
WIDTH_TO_HEIGHT: Final = 1.6  # of width to height
MIN_LONGITUDE_SCALE: Final = 0.3  # of a degree of longitude against one of latitude, towards the poles
TOKENS: Final = read_tokens()
STYLE: Final = (
    f"path{{fill:{TOKENS['land-light']}}}circle{{fill:{TOKENS['ink-light']}}}"
    f".halo{{fill:none;stroke:{TOKENS['ink-light']};stroke-width:.3;opacity:.6}}"
    f"@media(prefers-color-scheme:dark){{path{{fill:{TOKENS['land-dark']}}}"
    f"circle{{fill:{TOKENS['ink-dark']}}}.halo{{stroke:{TOKENS['ink-dark']}}}}}"
)
STEP_DEGREES: Final = 0.2  # degrees; a pixel or so


def draw_locator(land: Mapping[str, Any], point: Point) -> str:
    """Return an SVG of `land` (GeoJSON MultiPolygon) around `point`, which stands in the middle.

    Degrees of longitude are as wide as they are at that latitude. What lies outside is laid on the edge.
    """
    latitude, longitude = point
    wide, high = HEIGHT_DEGREES * WIDTH_TO_HEIGHT / 2, HEIGHT_DEGREES / 2
    squeeze = max(math.cos(math.radians(latitude)), MIN_LONGITUDE_SCALE)
    rings = (ring for polygon in land["geometry"]["coordinates"] for ring in polygon)
    paths = [
        trace(((lng + turn - longitude) * squeeze, latitude - lat) for lng, lat in ring)
        for ring in rings
        for turn in (-360, 0, 360)
        if touches(ring, longitude - turn, wide / squeeze)
    ]
    box = f"{-wide:g} {-high:g} {2 * wide:g} {2 * high:g}"
    mark = '<circle class="halo" r="1.5"/><circle r=".8"/>'
    shape = f'<path d="{"".join(paths)}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><style>{STYLE}</style>{shape}{mark}</svg>'


def touches(ring: Iterable[Pair], longitude: float, reach: float) -> bool:
    """Return whether any of `ring` lies within `reach` degrees of `longitude`."""
    meridians = [lng for lng, _ in ring]
    return min(meridians) < longitude + reach and max(meridians) > longitude - reach


def trace(points: Iterable[Pair]) -> str:
    """Return the path through `points`, those outside laid on the edge and repeated ones left out."""
    wide, high = HEIGHT_DEGREES * WIDTH_TO_HEIGHT / 2 + 1, HEIGHT_DEGREES / 2 + 1
    laid = [(snap(clamp(x, wide)), snap(clamp(y, high))) for x, y in points]
    kept = laid[:1] + [after for before, after in pairwise(laid) if after != before]
    flat = len({x for x, _ in kept}) == 1 or len({y for _, y in kept}) == 1
    return "" if flat else "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "z"


def snap(value: float) -> float:
    """Return `value` to the nearest step."""
    return round(round(value / STEP_DEGREES) * STEP_DEGREES, 1)


def clamp(value: float, limit: float) -> float:
    """Return `value`, at most `limit` from zero."""
    return min(max(value, -limit), limit)
