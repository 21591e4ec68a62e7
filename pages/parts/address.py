"""The whole address of a view, as it is shared, cited and drawn as a QR code: made here and nowhere else."""

from base64 import b64encode
from urllib.parse import urljoin

import segno
import streamlit as st


def absolute(link: str) -> str:
    """Return the address of `link` (relative to any page) at the host by which the reader reached the atlas."""
    return urljoin(st.context.url or "", link)


def draw_qr(address: str) -> str:
    """Return the QR code of `address` as a data URI, dark on white, its quiet zone four modules (ISO/IEC 18004)."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff"))


def picture(drawing: str) -> str:
    """Return an SVG `drawing` as a data URI: Streamlit lets no drawing stand in the page itself."""
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"
