"""The whole address of a view, as it is shared, cited and drawn as a QR code: made here and nowhere else."""

import re
from base64 import b64encode
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import quote, urlencode, urljoin, urlsplit, urlunsplit

import segno
import streamlit as st

from geo.network import is_address
from pages.parts.view import View

SCAN_DISTANCE: Final = 15  # metres from which the code on a stage can be read
# A code is read from ten times its width if it has 25 modules a side, from less if it has more: a rule of thumb of
# print, here from "Optimal size for QR codes depends on a few things", George Mason University, 2011.
REACH: Final = 10
REACH_MODULES: Final = 25
# A hall whose last row reads text has a screen of a sixth of the distance (the 4/6/8 rule of projection,
# http://www.bnoack.com/video/projectionrules.html): 3 m for 18 m, a small hall for a forum.
SCREEN_HEIGHT: Final = 3  # metres
QUIET_ZONE: Final = 4  # modules around the code (ISO/IEC 18004)
LARGEST: Final = 0.82  # of the screen's height, so that the address stands below it
NO_PATH: Final = r"""[\s"'<>\\^`{|}]"""  # characters that stand in no address (RFC 3986), and the apostrophe
LONGEST_BASE: Final = 200  # bytes
LONGEST_ADDRESS: Final = 1000  # bytes; three times as many are too many for any code


def absolute(link: str) -> str:
    """Return the address of `link` (relative to any page) at the host by which the reader reached the atlas."""
    return urljoin(st.context.url or "", link)


def draw_qr(address: str) -> str:
    """Return the QR code of `address` as a data URI, dark on white, its quiet zone four modules (ISO/IEC 18004)."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff"))


def picture(drawing: str) -> str:
    """Return an SVG `drawing` as a data URI: Streamlit lets no drawing stand in the page itself."""
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def phone_address(base: str, view: View, *cases: str) -> str:
    """Return the address at `base` under which a phone sees `view`, in the language of its reader.

    Of a list in an order of its own that is the list, of one of its `cases` the case, of several, in an order that a
    filter does not know, a stage of their own. A view that is too long for a code is left for the whole atlas.
    """
    asked = {name: values for name, values in replace(view.plain(), sort=view.sort).query().items() if name != "lang"}
    page = ("case" if len(cases) == 1 else "stage") if cases else ("cases" if view.sort else "")
    query = ({} if page == "case" else asked) | ({"case": [*cases]} if cases else {})
    address = f"{base}{page}{'?' if query else ''}{urlencode(query, doseq=True)}"
    return address if len(address.encode()) <= LONGEST_ADDRESS else base


def read_base(text: str) -> str | None:
    """Return the address `text` that a speaker gave as the beginning of every address, or None if it is none."""
    if not is_address(text.strip()) or len(text.encode()) > LONGEST_BASE:
        return None
    parts = urlsplit(text.strip())
    path = re.sub(NO_PATH, lambda sign: quote(sign[0]), parts.path.rstrip("/") + "/")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


class Code(NamedTuple):
    """A QR code for a stage: SVG, its height as a share of the screen's, and from how many metres it is read."""

    drawing: str
    share: float
    reach: float


@lru_cache(maxsize=1000)  # a few tours
def stage_code(address: str) -> Code:
    """Return the QR code of `address`.

    It is as large as `SCAN_DISTANCE` asks for on a screen of `SCREEN_HEIGHT`, quiet zone included, up to `LARGEST`.
    """
    code = segno.make(address, error="l", micro=False)  # nothing scratches a screen: rather fewer and larger modules
    modules = code.symbol_size(border=QUIET_ZONE)[0]
    share_a_metre = modules / REACH_MODULES / REACH / SCREEN_HEIGHT
    share = min(SCAN_DISTANCE * share_a_metre, LARGEST)
    drawing = code.svg_inline(border=QUIET_ZONE, light="#fff", omitsize=True)
    return Code(str(drawing), share, share / share_a_metre)
