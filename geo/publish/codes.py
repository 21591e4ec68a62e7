"""The QR code of a publication: it leads to the running atlas, or holds the reference to what was published."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

import segno

from geo.export.references import on_one_line
from geo.publish.publication import Publication
from geo.tables.schema import list_rows
from geo.text import LANGUAGES, set_chinese, to_translate, translator

QUIET_ZONE_MODULES: Final = 4  # modules around the code (ISO/IEC 18004)
MAX_PART_CHARS: Final = 80  # of title and forum in a code: longer ones make its modules too fine to be read
MAX_ADDRESS_CHARS: Final = 400  # of an address with filters; a longer one leads to the atlas as a whole

_LEADS: Final = to_translate("Scan to open these cases in the atlas")
_HOLDS: Final = to_translate("Scan for the reference to the publication")


class Code(NamedTuple):
    """What a code holds, and the line beside it by language."""

    text: str
    caption: Mapping[str, str]


def code_of(publication: Publication) -> Code:
    """Return the code of `publication`: the address of its cases in the running atlas if one is known.

    Else the reference to the latest edition told, after GB/T 7714-2015: title, forum, month of the release.
    """
    if publication.address:
        return Code(write_view(publication), caption_of(_LEADS))
    return Code(cite_edition(publication), caption_of(_HOLDS))


def write_view(publication: Publication) -> str:
    """Return the address of the cases told: with the filters, if it is not too long with them."""
    query = {"lang": [publication.language], **publication.selection.query()}
    address = f"{publication.address}?{urlencode(query, doseq=True)}"
    return publication.address if publication.tour or len(address) > MAX_ADDRESS_CHARS else address


def caption_of(caption: str) -> dict[str, str]:
    """Return a `caption` by language."""
    return {language: translator(language).gettext(caption) for language in LANGUAGES}


def cite_edition(publication: Publication) -> str:
    """Return the reference to the latest edition told, by its Chinese title; [Z]: a document of another kind."""
    editions: dict[str, Mapping[str, Any]] = {
        row["edition"]: row for row in list_rows(publication.atlas.tables.editions)
    }
    edition = editions[publication.editions[-1]]
    title, forum = (on_one_line(str(edition[name]))[:MAX_PART_CHARS] for name in ("title_zh", "forum_zh"))
    dated = f"{forum}, {edition['released']}" if forum else str(edition["released"])
    return f"{set_chinese(title)}[Z]. {dated}."


def draw_code(text: str) -> str:
    """Return the QR code of `text` as SVG, black on white, its quiet zone around it."""
    return str(make_code(text).svg_inline(border=QUIET_ZONE_MODULES, dark="#000", light="#fff", omitsize=True))


def embed_code(text: str) -> str:
    """Return the same drawing as the address of a picture (data:)."""
    return str(make_code(text).svg_data_uri(border=QUIET_ZONE_MODULES, dark="#000", light="#fff", omitsize=True))


def make_code(text: str) -> segno.QRCode:
    """Return the QR code of `text`."""
    return segno.make(text, error="m", micro=False, encoding=None if text.isascii() else "utf-8")
