"""Make land.geojson, the base map, from Natural Earth's land at 1:50m.

Run by hand when Natural Earth is renewed (`pip install antimeridian shapely`, `npm pack world-atlas@2.0.2`):

    python data/basemap/make_land.py package/land-50m.json
"""

import json
import sys
from pathlib import Path
from typing import Any

import antimeridian
import numpy as np
import shapely
import shapely.affinity
from shapely.geometry import MultiPolygon, Polygon

TARGET = Path(__file__).with_name("land.geojson")
TOLERANCE = 0.02  # degrees; two pixels at zoom 7, the closest that the map goes
GRID = 0.01  # degrees, about a kilometre: finer than 1:50m can tell
MERCATOR_LIMIT = 85.06  # degrees of latitude; Web Mercator ends there


def decode_arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Return each arc of a quantised TopoJSON file as (longitude, latitude) rows in degrees."""
    scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"]]


def join_ring(indices: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Return the ring that `indices` name; ~i is arc i backwards, and arcs share their end points."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def read_land(topology: dict[str, Any]) -> list[Polygon]:
    """Return the polygons of the object `land`, in the order of the file."""
    arcs = decode_arcs(topology)
    (land,) = topology["objects"]["land"]["geometries"]
    return [
        Polygon(join_ring(outer, arcs), [join_ring(hole, arcs) for hole in holes]) for outer, *holes in land["arcs"]
    ]


def unroll(polygon: Polygon) -> list[Polygon]:
    """Return `polygon` as valid polygons whose longitudes run on beyond 180° instead of jumping to -180°.

    Quantised coasts touch themselves here and there, hence "valid". A ring around a pole (Antarctica) cannot run on.
    """
    rings = [np.array(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
    for ring in rings:
        ring[:, 0] = np.unwrap(ring[:, 0], period=360)
        ring[:, 0] += 360 * np.round((rings[0][:, 0].mean() - ring[:, 0].mean()) / 360)
    if abs(rings[0][0, 0] - rings[0][-1, 0]) > GRID:
        return list(shapely.get_parts(antimeridian.fix_polygon(polygon, fix_winding=True)))
    return list(shapely.get_parts(shapely.make_valid(Polygon(rings[0], rings[1:]))))


def cut_land(polygons: list[Polygon]) -> MultiPolygon:
    """Return `polygons` cut at the antimeridian, thinned, on a grid and within Web Mercator.

    Uncut, a polygon that crosses 180° is drawn as a streak across the whole world.
    """
    parts = [part for polygon in polygons for part in unroll(polygon)]
    cut = [
        shapely.affinity.translate(part.intersection(shapely.box(west, -90, west + 360, 90)), -180 - west)
        for part in parts
        for west in (-540, -180, 180)
    ]
    whole = shapely.union_all(cut)
    within = whole.intersection(shapely.box(-180, -MERCATOR_LIMIT, 180, MERCATOR_LIMIT))
    return shapely.set_precision(shapely.simplify(within, TOLERANCE), GRID)


def main() -> None:
    """Write the land of the TopoJSON file that the command line names."""
    land = shapely.orient_polygons(cut_land(read_land(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
    polygons = [part for part in land.geoms if isinstance(part, Polygon)]
    feature = {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(MultiPolygon(polygons))}
    text = json.dumps(feature, separators=(",", ":"))
    TARGET.write_text(json.dumps(json.loads(text, parse_float=lambda x: round(float(x), 2)), separators=(",", ":")))


if __name__ == "__main__":
    main()
