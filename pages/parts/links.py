"""The whole address of a view, as it is shared, cited and drawn as a QR code: made here and nowhere else."""

import os
import re
from dataclasses import replace
from typing import Final
from urllib.parse import quote, urlencode, urljoin, urlsplit, urlunsplit

from geo.addresses import ATLAS, CASES, DOWNLOADS, FACTS_CSV, STAGE
from geo.network import is_address
from geo.query.atlas import Atlas
from pages.parts.view import View

NOT_IN_PATH: Final = r"""[\s"'<>\\^`{|}]"""  # characters that an address may not hold (RFC 3986), and the apostrophe
MAX_BASE_BYTES: Final = 200
MAX_ADDRESS_BYTES: Final = 1000  # three times as many fit no QR code


def absolute(link: str, reached: str | None) -> str:
    """Return the address of `link` (relative to any page) at the host by which the reader `reached` the atlas."""
    return urljoin(reached or "", link)


def find_base(reached: str) -> str:
    """Return the beginning of addresses that are told to strangers: what PUBLIC_URL says, else where it is `reached`.

    "" if neither is an address (a header Host may hold anything): what follows is then relative.
    """
    return read_base(os.environ.get("PUBLIC_URL", "")) or read_base(urljoin(reached, ".")) or ""


def phone_address(base: str, view: View, *cases: str) -> str:
    """Return the address at `base` under which a phone sees `view`, in the language of its reader.

    It is that of the page which needs no Streamlit (a tenth of the bytes, and no socket), also for one of `cases`. A
    list in an order of its own is that list, several cases, in an order that a filter does not know, a stage of their
    own. A view that is too long for a code is left for the whole atlas.
    """
    asked = {name: values for name, values in replace(view.plain(), sort=view.sort).query().items() if name != "lang"}
    page = STAGE if len(cases) > 1 else CASES if view.sort and not cases else ATLAS
    query = ({} if len(cases) == 1 else asked) | ({"case": [*cases]} if cases else {})
    address = f"{base}{page}{'?' if query else ''}{urlencode(query, doseq=True)}"
    return address if len(address.encode()) <= MAX_ADDRESS_BYTES else f"{base}{ATLAS}"


def read_base(text: str) -> str | None:
    """Return the address `text` that a speaker gave as the beginning of every address, or None if it is none."""
    if not is_address(text.strip()) or len(text.encode()) > MAX_BASE_BYTES:
        return None
    parts = urlsplit(text.strip())
    path = re.sub(NOT_IN_PATH, lambda sign: quote(sign[0]), parts.path.rstrip("/") + "/")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def list_downloads(atlas: Atlas, view: View) -> list[tuple[str, str]]:
    """Return (name, link) of each file of the cases of `view`, and of the facts about them if there are any."""
    facts = {view.words.gettext("Facts"): FACTS_CSV} if atlas.facts else {}
    return [(name, view.link(address)) for name, address in {**DOWNLOADS, **facts}.items()]
