"""The package of an empty deck, which python-pptx then fills: its parts, and what the file says of itself."""

import io
from collections.abc import Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout

from geo.folders import zip_files
from geo.publish.entries import Theme
from geo.publish.provenance import Provenance
from geo.publish.slides.layouts import HEIGHT, LAYOUTS, WIDTH
from geo.publish.slides.master import write_layout, write_master, write_theme
from geo.publish.slides.xml import TAGS, clean, emu
from geo.text import Translator

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS: Final = f"{_OFFICE}/relationships"
_FORMS: Final = "application/vnd.openxmlformats-officedocument.presentationml"

Drawing = tuple[str, str]  # which of LAYOUTS, and the shapes below its placeholders


def open_deck(
    words: Translator, provenance: Provenance, themes: Sequence[Theme], drawings: Mapping[str, Drawing]
) -> tuple[Deck, dict[str, SlideLayout]]:
    """Return an empty deck in the first language of `words`, and its layouts by the names of `drawings`."""
    parts = list_parts(words, provenance, themes, drawings)
    deck = Presentation(io.BytesIO(zip_files({name: (_HEAD + text).encode() for name, text in parts.items()})))
    return deck, dict(zip(drawings, deck.slide_layouts, strict=True))


def list_parts(
    words: Translator, provenance: Provenance, themes: Sequence[Theme], drawings: Mapping[str, Drawing]
) -> dict[str, str]:
    """Return the parts of an empty deck by their names in its package."""
    layouts = [write_layout(name, LAYOUTS[kind], drawing, words) for name, (kind, drawing) in drawings.items()]
    to_layouts = [f"../slideLayouts/slideLayout{i}.xml" for i in range(1, len(layouts) + 1)]
    return {
        "[Content_Types].xml": write_types(len(layouts)),
        "_rels/.rels": relate(
            [
                (f"{_RELATIONS}/officeDocument", "ppt/presentation.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                (f"{_RELATIONS}/extended-properties", "docProps/app.xml"),
            ]
        ),
        "docProps/core.xml": write_core(provenance, words),
        "docProps/app.xml": write_app(provenance),
        "ppt/presentation.xml": write_presentation(words),
        "ppt/_rels/presentation.xml.rels": relate(
            [
                (f"{_RELATIONS}/slideMaster", "slideMasters/slideMaster1.xml"),
                (f"{_RELATIONS}/theme", "theme/theme1.xml"),
            ]
        ),
        "ppt/theme/theme1.xml": write_theme(themes),
        "ppt/slideMasters/slideMaster1.xml": write_master(words, len(layouts)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relate(
            [
                *((f"{_RELATIONS}/slideLayout", path) for path in to_layouts),
                (f"{_RELATIONS}/theme", "../theme/theme1.xml"),
            ]
        ),
        **{f"ppt/slideLayouts/slideLayout{i}.xml": layout for i, layout in enumerate(layouts, 1)},
        **{
            f"ppt/slideLayouts/_rels/slideLayout{i}.xml.rels": relate(
                [(f"{_RELATIONS}/slideMaster", "../slideMasters/slideMaster1.xml")]
            )
            for i in range(1, len(layouts) + 1)
        },
    }


def write_types(layouts: int) -> str:
    """Return which type each part of a deck of so many layouts is of."""
    types = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/ppt/presentation.xml": f"{_FORMS}.presentation.main+xml",
        "/ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{_FORMS}.slideMaster+xml",
        **{f"/ppt/slideLayouts/slideLayout{i}.xml": f"{_FORMS}.slideLayout+xml" for i in range(1, layouts + 1)},
    }
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    usual += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{usual}{parts}</Types>'


def relate(targets: Sequence[tuple[str, str]]) -> str:
    """Return the relations of a part to `targets` (type and path), under rId1, rId2 and so on."""
    lines = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{path}"/>' for i, (kind, path) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def write_presentation(words: Translator) -> str:
    """Return the root of a deck without slides."""
    return (
        f'<p:presentation {nsdecls("a", "r", "p")} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="{2**31}" '
        f'r:id="rId1"/></p:sldMasterIdLst><p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/>'
        f'<p:notesSz cx="{emu(HEIGHT)}" cy="{emu(720)}"/><p:defaultTextStyle><a:defPPr><a:defRPr '
        f'lang="{TAGS[words.language]}"/></a:defPPr></p:defaultTextStyle></p:presentation>'
    )


def write_core(provenance: Provenance, words: Translator) -> str:
    """Return what the file says of itself; its description begins with the label of machine assistance."""
    day = f"{provenance.day.isoformat()}T00:00:00Z"
    said = {
        "dc:title": provenance.title,
        "dc:subject": words.gettext("City Governance Case Map"),
        "dc:creator": provenance.author,
        "cp:keywords": ", ".join(provenance.keywords),
        "dc:description": " ".join(filter(None, [provenance.assistance, provenance.description])),
        "cp:lastModifiedBy": provenance.author,
        "cp:revision": "1",
        "dc:language": TAGS[words.language],
    }
    texts = "".join(f"<{tag}>{escape(clean(text))}</{tag}>" for tag, text in said.items())
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{texts}{days}</cp:coreProperties>'
    )


def write_app(provenance: Provenance) -> str:
    """Return which program made the file."""
    program = escape(clean(provenance.author))
    return f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>{program}</Application></Properties>'
