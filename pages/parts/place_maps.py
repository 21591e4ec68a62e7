"""Small maps of places for a page, as data URIs: Streamlit lets no drawing stand in the page itself."""

from base64 import b64encode
from functools import lru_cache

from geo.places.distances import Point
from geo.places.land import read_land
from geo.places.locator_map import draw_candidates, draw_locator


@lru_cache(maxsize=200)  # some 40 kB each, and longer to draw than all else on the page
def map_place(point: Point) -> str:
    """Return the small map around `point`."""
    return as_uri(draw_locator(read_land(), point))


@lru_cache(maxsize=100)
def map_candidates(points: tuple[Point, ...]) -> str:
    """Return the small map of the places that a name may mean, numbered in their order."""
    return as_uri(draw_candidates(read_land(), points))


def as_uri(drawing: str) -> str:
    """Return an SVG as the address of an image."""
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"
