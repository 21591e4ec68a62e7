"""The land and the graticule of a printed map, projected, thinned and cut to a frame.

Patterson's cylindrical projection: meridians and parallels are straight, so that the world fills a sheet as it is; high
latitudes are not blown up as in Web Mercator, and no land is squeezed as in an equal-area one. Longitude λ and latitude
φ in radians give x = λ, y = 1.0148 φ + 0.23185 φ⁵ - 0.14499 φ⁷ + 0.02406 φ⁹.
Source: T. Patterson, B. Šavrič, B. Jenny, "Introducing the Patterson Cylindrical Projection", Cartographic
Perspectives 78 (2014), pp. 77-81.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.places.land import read_land

Point = tuple[float, float]
Ring = Sequence[Point]  # closed: its last point is its first
Segment = tuple[Point, Point]
Array = NDArray[np.float64]

EDGE: Final = -30  # degrees of longitude where the world is cut, as on the screen (MAP_EDGE of geo/map/projection.js)
CENTRAL_MERIDIAN: Final = EDGE + 180  # degrees
COEFFICIENTS: Final = ((1, 1.0148), (5, 0.23185), (7, -0.14499), (9, 0.02406))  # power of the latitude, factor
LEAST_DEGREES: Final = 1e-6  # of a latitude that is looked for
SEAM: Final = 180.0  # degrees of longitude where the file cuts the land


class Box(NamedTuple):
    """A box: its left upper corner, y growing downwards, and its sides."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Return its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def grow(self, across: float, down: float) -> "Box":
        """Return it with so much more on either side."""
        return Box(self.x - across, self.y - down, self.width + 2 * across, self.height + 2 * down)

    def meets(self, other: "Box") -> bool:
        """Return whether both have an area in common."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )  # edges may touch

    def holds(self, other: "Box") -> bool:
        """Return whether `other` lies in it as a whole."""
        return self.x <= other.x and other.right <= self.right and self.y <= other.y and other.bottom <= self.bottom


class View(NamedTuple):
    """What of the projected world (radians) is drawn in which box (units of the sheet)."""

    west: float
    north: float
    scale: float  # units of the sheet a radian
    box: Box

    def place(self, latitude: float, longitude: float) -> Point:
        """Return where a point (degrees) lies on the sheet."""
        x, y = project(latitude, longitude)
        return self.box.x + (x - self.west) * self.scale, self.box.y + (self.north - y) * self.scale

    def place_box(self, box: Box) -> Box:
        """Return where a `box` of the projected world (radians, y to the south) lies on the sheet."""
        x, y = self.box.x + (box.x - self.west) * self.scale, self.box.y + (self.north + box.y) * self.scale
        return Box(x, y, box.width * self.scale, box.height * self.scale)


def place_latitude(latitude: float) -> float:
    """Return y (radians of the equator, to the north) of a `latitude` (degrees)."""
    return float(project_latitude(np.radians(latitude)))


def find_latitude(y: float) -> float:
    """Return the latitude (degrees) at `y` (radians of the equator, to the north): by halves, y grows with it."""
    low, high = -90.0, 90.0
    while high - low > LEAST_DEGREES:
        middle = (low + high) / 2
        low, high = (middle, high) if place_latitude(middle) < y else (low, middle)
    return low


def project(latitude: float, longitude: float) -> Point:
    """Return x, from the central meridian, and y, to the north, of a point (degrees), in radians of the equator."""
    east = (longitude - EDGE) % 360 - 180
    return float(np.radians(east)), place_latitude(latitude)


def project_latitude(latitude: Array | float) -> Array:
    """Return y of each `latitude` (radians)."""
    return np.asarray(sum(factor * latitude**power for power, factor in COEFFICIENTS))


def draw_land(view: View, tolerance: float) -> list[Ring]:
    """Return the land in `view` as closed rings to be filled together, even-odd: some are lakes.

    Coasts keep what is larger than `tolerance`, in units of the sheet; islands smaller than a few of it are left out.
    """
    rings = (thin(place_ring(ring, view), tolerance) for ring in read_rings() if sees(view, ring))
    cut = (clip(ring, view.box) for ring in rings)
    return [close(ring) for ring in cut if measure_area(ring) > (2 * tolerance) ** 2]


def sees(view: View, ring: Array) -> bool:
    """Return whether the box around `ring` (radians) meets `view`."""
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    right, bottom = view.west + view.box.width / view.scale, view.north - view.box.height / view.scale
    return bool(west < right and east > view.west and south < view.north and north > bottom)


def place_ring(ring: Array, view: View) -> Array:
    """Return where the points of `ring` (radians) lie on the sheet."""
    return np.stack(
        [view.box.x + (ring[:, 0] - view.west) * view.scale, view.box.y + (view.north - ring[:, 1]) * view.scale],
        axis=1,
    )


@cache
def read_rings() -> Sequence[Array]:
    """Return the rings of the land, projected (radians), in one piece across 180° and cut at `EDGE`."""
    polygons = read_land()["geometry"]["coordinates"]
    whole = join_at_seam([[(x, y) for x, y in ring] for polygon in polygons for ring in polygon])
    turned = (np.add(ring, (turn - CENTRAL_MERIDIAN, 0)) for ring in whole for turn in (0, 360))
    cut = (cut_at(cut_at(ring, 0, 180, upper=True), 0, -180, upper=False) for ring in turned)
    degrees = (np.radians(ring) for ring in cut if len(ring))
    return tuple(np.stack([ring[:, 0], project_latitude(ring[:, 1])], axis=1) for ring in degrees)


def join_at_seam(rings: Iterable[Ring]) -> list[Ring]:
    """Return `rings` (degrees) with those joined that meet at the antimeridian, which then run on beyond 180°."""
    rings = [*rings]
    apart = [ring for ring in rings if not touches_seam(ring)]
    edges = [edge for ring in rings if touches_seam(ring) for edge in pairwise(run_on(ring))]
    there = set(edges)
    following: dict[Point, list[Point]] = defaultdict(list)
    for begin, end in edges:
        if (end, begin) not in there:
            following[begin].append(end)
    return [*apart, *trace(following)]


def touches_seam(ring: Ring) -> bool:
    """Return whether the file cut a `ring` at the antimeridian."""
    return any(abs(x) == SEAM for x, _ in ring)


def run_on(ring: Ring) -> Ring:
    """Return a `ring` that begins at -180° as it stands beyond 180°."""
    if all(x < 0 for x, _ in ring):
        return [(round(x + 360, 2), y) for x, y in ring]
    return ring


def trace(following: dict[Point, list[Point]]) -> Iterator[Ring]:
    """Yield the rings that run from each point to one that follows it."""
    while following:
        ring = [next(iter(following))]
        while ring[-1] in following:
            ends = following[ring[-1]]
            ring.append(ends.pop())
            if not ends:
                del following[ring[-2]]
        yield ring


def thin(ring: Array, tolerance: float) -> Array:
    """Return the points of `ring` without those that lie within `tolerance` of the line between others.

    Source: D. Douglas, T. Peucker, "Algorithms for the reduction of the number of points required to represent a
    digitized line or its caricature", The Canadian Cartographer 10 (1973).
    """
    kept = np.zeros(len(ring), dtype=bool)
    far = int(((ring - ring[0]) ** 2).sum(axis=1).argmax())
    kept[[0, far, -1]] = True
    parts = [(0, far), (far, len(ring) - 1)]
    while parts:
        begin, end = parts.pop()
        if end - begin < 2:  # noqa: PLR2004 (nothing between two points)
            continue
        off = measure_from_line(ring[begin + 1 : end], ring[begin], ring[end])
        middle = int(off.argmax())
        if off[middle] > tolerance:
            split = begin + 1 + middle
            kept[split] = True
            parts += [(begin, split), (split, end)]
    return ring[kept]


def measure_from_line(points: Array, begin: Array, end: Array) -> Array:
    """Return how far `points` lie from the line through `begin` and `end`, or from the point if both are one."""
    along, there = end - begin, points - begin
    length = float(np.hypot(*along))
    if length == 0:
        return np.asarray(np.hypot(there[:, 0], there[:, 1]))
    return np.asarray(np.abs(there[:, 0] * along[1] - there[:, 1] * along[0]) / length)


def clip(ring: Array, box: Box) -> Array:
    """Return what of `ring` lies in `box`: where it leaves it, it follows its edge."""
    for axis, lower, upper in ((0, box.x, box.right), (1, box.y, box.bottom)):
        ring = cut_at(cut_at(ring, axis, lower, upper=False), axis, upper, upper=True)
    return ring


def cut_at(ring: Array, axis: int, limit: float, *, upper: bool) -> Array:
    """Return what of a closed `ring` lies below (`upper`) or above a `limit` of x (axis 0) or y (1), closed again.

    Source: I. Sutherland, G. Hodgman, "Reentrant polygon clipping", Communications of the ACM 17 (1974).
    """
    if not len(ring):
        return ring
    inside = ring[:, axis] <= limit if upper else ring[:, axis] >= limit
    if inside.all():
        return ring
    kept = []
    for i in range(len(ring) - 1):
        if inside[i]:
            kept.append(ring[i])
        if inside[i] != inside[i + 1]:
            share = (limit - ring[i, axis]) / (ring[i + 1, axis] - ring[i, axis])
            kept.append(ring[i] + share * (ring[i + 1] - ring[i]))
            kept[-1][axis] = limit
    return np.array([*kept, kept[0]]) if kept else ring[:0]


def measure_area(ring: Array) -> float:
    """Return the area of a closed `ring`."""
    if not len(ring):
        return 0.0
    x, y = ring[:, 0], ring[:, 1]
    return abs(float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum())) / 2


def close(ring: Array) -> Ring:
    """Return a closed `ring` as plain points, to a thousandth, without repeated ones."""
    points = [(round(float(x), 3), round(float(y), 3)) for x, y in ring]
    return points[:1] + [after for before, after in pairwise(points) if after != before]


def draw_graticule(view: View, step: int) -> list[Segment]:
    """Return the meridians and parallels in `view`, `step` degrees apart."""
    box = view.box
    meridians = (view.place(0, longitude)[0] for longitude in range(EDGE + step, EDGE + 360, step))
    parallels = (view.place(latitude, 0)[1] for latitude in range(-90 + step, 90, step))
    return [
        *(((x, box.y), (x, box.bottom)) for x in meridians if box.x < x < box.right),
        *(((box.x, y), (box.right, y)) for y in parallels if box.y < y < box.bottom),
    ]
