"""The land of the base map in few letters: it is more than half of what the page of the atlas weighs otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

STEPS: Final = 100  # of a degree: the base map has no finer ones
# 86 characters that stand in JSON and HTML as themselves: those of the first half end a number, the others go before.
DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%()*+,-./:;=?@[]^_{|}"
BASE: Final = len(DIGITS) // 2


def encode_land(land: Mapping[str, Any]) -> str:
    """Return the rings of `land` (GeoJSON MultiPolygon), each as steps from point to point, parted by spaces.

    A step is that of the longitude and that of the latitude, in hundredths of a degree; an even number is twice a step
    forth, an odd one goes back.
    """
    rings = (ring for polygon in land["geometry"]["coordinates"] for ring in polygon)
    return " ".join("".join(encode_ring(ring)) for ring in rings)


def encode_ring(ring: Iterable[Sequence[float]]) -> Iterator[str]:
    """Yield the numbers of a ring."""
    before = (0, 0)
    for longitude, latitude in ring:
        point = (round(longitude * STEPS), round(latitude * STEPS))
        yield from (encode_number(after - last) for last, after in zip(before, point, strict=True))
        before = point


def encode_number(step: int) -> str:
    """Return `step` in digits, the least last."""
    left = 2 * step if step >= 0 else -2 * step - 1
    digits = DIGITS[left % BASE]
    while left := left // BASE:
        digits = DIGITS[BASE + left % BASE] + digits
    return digits
