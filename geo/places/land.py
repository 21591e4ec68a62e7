"""The land of the base map; whether a point lies on it, and how far from it."""

import json
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo.places.distances import KM_PER_DEGREE, Point
from geo.tables.files import SHIPPED

LAND: Final = SHIPPED / "basemap" / "land.geojson"

Edges = tuple[NDArray[np.float64], NDArray[np.float64]]


@cache
def read_land() -> dict[str, Any]:
    """Return the land of the base map, as GeoJSON (a MultiPolygon); nobody changes it."""
    return dict(json.loads(LAND.read_text("utf-8")))


@cache
def read_edges() -> Edges:
    """Return the beginnings and the ends of all edges of the land, each as rows of longitude and latitude (degrees)."""
    polygons = read_land()["geometry"]["coordinates"]
    rings = [np.array(ring) for polygon in polygons for ring in polygon]
    return np.concatenate([ring[:-1] for ring in rings]), np.concatenate([ring[1:] for ring in rings])


def measure_from_land(point: Point) -> float:
    """Return how far (km) `point` lies from the land of the base map; 0 on it."""
    begin, end = read_edges()
    if is_inside(point, begin, end):
        return 0.0
    latitude, longitude = point
    scale = np.array([np.cos(np.radians(latitude)), 1.0]) * KM_PER_DEGREE
    here = np.array([longitude, latitude])
    start, along = (begin - here) * scale, (end - begin) * scale
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(-(start * along).sum(axis=1) / length, 0, 1)
    return float(np.sqrt(((start + along * share[:, None]) ** 2).sum(axis=1).min()))


def is_inside(point: Point, begin: NDArray[np.float64], end: NDArray[np.float64]) -> bool:
    """Return whether a ray from `point` to the east meets the edges from `begin` to `end` an odd number of times."""
    latitude, longitude = point
    across = (begin[:, 1] > latitude) != (end[:, 1] > latitude)
    start, stop = begin[across], end[across]
    share = (latitude - start[:, 1]) / (stop[:, 1] - start[:, 1])
    return bool((start[:, 0] + share * (stop[:, 0] - start[:, 0]) > longitude).sum() % 2)
