"""The pieces of a slide as XML (ECMA-376, DrawingML and PresentationML): texts, discs, lines, land.

All lengths are points. A text gives its look only where it differs from its layout, so that whoever changes the layout
or the master changes it too.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from geo.publish.paper.print_land import Box, Point, Ring, Segment
from geo.text import drop_unseen

EMU: Final = 12_700  # English Metric Units a point
TAGS: Final = {"zh": "zh-CN", "en": "en-US"}
# Every run names it, also in English, whose names and sources hold Chinese: a slide that is pasted into a deck whose
# theme has no East Asian font would else show boxes in WPS. Every Windows since Vista has it; LibreOffice and macOS
# take their own sans serif for it, never a serif.
CHINESE_FONT: Final = "Microsoft YaHei"
_SPACE: Final = re.compile(r"[\s\u2028\u2029]+")
_LINE_END: Final = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")


class Slot(NamedTuple):
    """A placeholder: its type and index in the format, name, place and look; `second` holds the second language."""

    kind: str
    idx: int
    name: str
    box: Box
    size: float
    bold: bool = False
    color: str = "tx1"
    anchor: str = "t"
    align: str = "l"
    second: bool = False
    before: float = 0  # points above each paragraph


class Piece(NamedTuple):
    """A text in one look: None or "" is that of the layout. `color` is a name of the theme or six digits."""

    text: str
    language: str
    size: float | None = None
    bold: bool | None = None
    color: str = ""


class Paragraph(NamedTuple):
    """Pieces in a row; `before` is the space above, None that of the layout.

    All lines but the first hang in by `hang`, the first does from its tab on.
    """

    pieces: Sequence[Piece]
    before: float | None = None
    hang: float = 0


def clean(text: str) -> str:
    """Return `text` in one line, without what cannot be seen: XML forbids some of it, some turns a line around."""
    return _SPACE.sub(" ", drop_unseen(text)).strip(" ")


def escape_text(text: str) -> str:
    """Return `text` as XML, without what XML forbids; spaces at its ends and tabs stay."""
    return escape(_LINE_END.sub(" ", drop_unseen(text)))


def emu(points: float) -> int:
    """Return `points` in the unit of the format."""
    return round(points * EMU)


def fill(color: str) -> str:
    """Return a fill in a `color` of the theme or of six digits; "" is none."""
    if not color:
        return "<a:noFill/>"
    kind = "srgbClr" if re.fullmatch("[0-9A-Fa-f]{6}", color) else "schemeClr"
    return f'<a:solidFill><a:{kind} val="{color}"/></a:solidFill>'


def write_run(piece: Piece) -> str:
    """Return a run; Latin letters and digits in Chinese are those of texts: Georgia's digits hang below such a line."""
    look = f' sz="{round(piece.size * 100)}"' if piece.size else ""
    look += "" if piece.bold is None else f' b="{piece.bold:d}"'
    other = TAGS["en" if piece.language == "zh" else "zh"]
    latin = '<a:latin typeface="+mn-lt"/>' if piece.language == "zh" else ""
    paint = fill(piece.color) if piece.color else ""
    return (
        f'<a:r><a:rPr lang="{TAGS[piece.language]}" altLang="{other}"{look}>{paint}{latin}'
        f'<a:ea typeface="{CHINESE_FONT}"/></a:rPr><a:t>{escape_text(piece.text)}</a:t></a:r>'
    )


def write_paragraph(paragraph: Paragraph) -> str:
    """Return a paragraph."""
    hang = f' marL="{emu(paragraph.hang)}" indent="{-emu(paragraph.hang)}"' if paragraph.hang else ""
    before = (
        "" if paragraph.before is None else f'<a:spcBef><a:spcPts val="{round(paragraph.before * 100)}"/></a:spcBef>'
    )
    tab = f'<a:tabLst><a:tab pos="{emu(paragraph.hang)}" algn="l"/></a:tabLst>' if paragraph.hang else ""
    return f"<a:p><a:pPr{hang}>{before}{tab}</a:pPr>{''.join(map(write_run, paragraph.pieces))}</a:p>"


def write_paragraphs(paragraphs: Iterable[Paragraph]) -> str:
    """Return what a text holds: a paragraph at least."""
    return "".join(map(write_paragraph, paragraphs)) or "<a:p/>"


def place(box: Box) -> str:
    """Return where a shape stands."""
    size = f'cx="{max(emu(box.width), 0)}" cy="{max(emu(box.height), 0)}"'
    return f'<a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext {size}/>'


def name_shape(number: int, name: str, descr: str = "") -> str:
    """Return the name under which a pane of shapes lists a shape, and what is read aloud in its place."""
    said = f" descr={quoteattr(clean(descr))}" if descr else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(clean(name))}{said}/>'


def write_shape(  # noqa: PLR0913 (all that a shape has)
    number: int,
    name: str,
    box: Box,
    *,
    form: str = "rect",
    paint: str = "",
    line: str = "",
    line_width: float = 0.75,
    paragraphs: Sequence[Paragraph] = (),
    anchor: str = "ctr",
    align: str = "ctr",
    descr: str = "",
) -> str:
    """Return a shape of a preset `form` with its text inside, without margins and never wrapped."""
    outline = f'<a:ln w="{emu(line_width)}">{fill(line)}</a:ln>'
    kind = ' txBox="1"' if not (paint or line) else ""
    body = "".join(map(write_paragraph, paragraphs)).replace("<a:pPr>", f'<a:pPr algn="{align}">') or "<a:p/>"
    return (
        f"<p:sp><p:nvSpPr>{name_shape(number, name, descr)}<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr><a:xfrm>{place(box)}</a:xfrm><a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{fill(paint)}{outline}'
        f'</p:spPr><p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/>'
        f"</a:bodyPr><a:lstStyle/>{body}</p:txBody></p:sp>"
    )


def write_text(number: int, slot: Slot, paragraphs: str, box: Box | None = None) -> str:
    """Return the placeholder `slot` on a slide with its `paragraphs`; where it stands the layout says, or `box`."""
    index = f' idx="{slot.idx}"' if slot.idx else ""
    where = f"<a:xfrm>{place(box)}</a:xfrm>" if box and box != slot.box else ""
    return (
        f'<p:sp><p:nvSpPr>{name_shape(number, slot.name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{slot.kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def write_picture(number: int, slot: Slot, relation: str, descr: str) -> str:
    """Return the picture that `relation` leads to in the placeholder `slot`; `descr` is read aloud."""
    return (
        f'<p:pic><p:nvPicPr>{name_shape(number, slot.name, descr)}<p:cNvPicPr><a:picLocks noGrp="1" '
        f'noChangeAspect="1"/></p:cNvPicPr><p:nvPr><p:ph type="pic" idx="{slot.idx}"/></p:nvPr></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr/></p:pic>'
    )


def write_line(number: int, name: str, line: Segment, color: str, width: float = 0.75) -> str:
    """Return a straight `line`."""
    (x, y), (to_x, to_y) = line
    box = Box(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))
    flip = ' flipV="1"' if (to_x - x) * (to_y - y) < 0 else ""
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{name_shape(number, name)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f'<p:spPr><a:xfrm{flip}>{place(box)}</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{emu(width)}">{fill(color)}</a:ln></p:spPr></p:cxnSp>'
    )


def write_freeform(number: int, name: str, rings: Iterable[Ring], box: Box, color: str) -> str:
    """Return `rings` as one shape, which fills `box`: what they enclose twice stays empty."""
    path = "".join(write_ring([(x - box.x, y - box.y) for x, y in ring]) for ring in rings)
    size = f'w="{emu(box.width)}" h="{emu(box.height)}"'
    return (
        f'<p:sp><p:nvSpPr>{name_shape(number, name)}<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr><a:xfrm>{place(box)}</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path {size}>{path}</a:path></a:pathLst></a:custGeom>'
        f"{fill(color)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def write_ring(ring: Sequence[Point]) -> str:
    """Return the path along a closed `ring`."""
    first, *others = [f'<a:pt x="{emu(x)}" y="{emu(y)}"/>' for x, y in ring[:-1]]
    return f"<a:moveTo>{first}</a:moveTo>{''.join(f'<a:lnTo>{point}</a:lnTo>' for point in others)}<a:close/>"


def write_group(number: int, name: str, shapes: Iterable[str], box: Box, own: Box, descr: str) -> str:  # noqa: PLR0913, PLR0917 (a group has these)
    """Return `shapes` as one group in `box`, which is their `own` one where they count from another corner.

    A screen reader tells it as `descr`; a person may take it apart.
    """
    inner = place(own).replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return (
        f"<p:grpSp><p:nvGrpSpPr>{name_shape(number, name, descr)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{place(box)}{inner}</a:xfrm></p:grpSpPr>{''.join(shapes)}</p:grpSp>"
    )


def parse_pieces(text: str) -> list[Any]:
    """Return the elements that `text` holds side by side."""
    return [*parse_xml(f"<p:pieces {nsdecls('p', 'a', 'r')}>{text}</p:pieces>")]
