"""QR codes of addresses: for a page, and for a stage, large enough for the last row of a hall."""

from functools import lru_cache
from typing import Final, NamedTuple

import segno

SCAN_DISTANCE_M: Final = 15  # metres from which the code on a stage can be read
# A code is read from ten times its width if it has 25 modules a side, from less if it has more: a rule of thumb of
# print, here from "Optimal size for QR codes depends on a few things", George Mason University, 2011.
REACH_WIDTHS: Final = 10
REACH_MODULES: Final = 25
# A hall whose last row reads text has a screen of a sixth of the distance (the 4/6/8 rule of projection,
# http://www.bnoack.com/video/projectionrules.html): 3 m for 18 m, a small hall for a forum.
SCREEN_HEIGHT_M: Final = 3  # metres
MAX_FAR_VERSION: Final = 20  # of a code on a stage (ISO/IEC 18004): a finer one is read from less than 6 m
QUIET_ZONE_MODULES: Final = 4  # modules around the code (ISO/IEC 18004)
MAX_SCREEN_SHARE: Final = 0.82  # of the screen's height, so that the address stands below it


@lru_cache(maxsize=200)
def draw_qr(address: str) -> str:
    """Return the QR code of `address` as a data URI, dark on white, its quiet zone four modules (ISO/IEC 18004)."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff"))


class Code(NamedTuple):
    """A QR code for a stage: SVG, its height as a share of the screen's, and from how many metres it is read."""

    drawing: str
    share: float
    reach: float


@lru_cache(maxsize=200)  # a few tours, at most 20 kB each
def stage_code(address: str) -> Code:
    """Return the QR code of `address`.

    It is as large as `SCAN_DISTANCE_M` asks for on a screen of `SCREEN_HEIGHT_M`, quiet zone included, but at most
    `MAX_SCREEN_SHARE` of its height.
    """
    code = segno.make(address, error="l", micro=False)  # nothing scratches a screen: rather fewer and larger modules
    modules = code.symbol_size(border=QUIET_ZONE_MODULES)[0]
    share_a_metre = modules / REACH_MODULES / REACH_WIDTHS / SCREEN_HEIGHT_M
    share = min(SCAN_DISTANCE_M * share_a_metre, MAX_SCREEN_SHARE)
    drawing = code.svg_inline(border=QUIET_ZONE_MODULES, light="#fff", omitsize=True)
    return Code(str(drawing), share, share / share_a_metre)


def is_read_from_afar(address: str) -> bool:
    """Return whether a hall can read the code of `address`: it has no more than `MAX_FAR_VERSION`."""
    try:
        segno.make(address, error="l", micro=False, version=MAX_FAR_VERSION)
    except segno.DataOverflowError:
        return False
    return True
