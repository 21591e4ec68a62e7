"""The empty deck: its theme, its master, and a layout for each kind of slide, with placeholders that a person can restyle.

The ground is light, as in print and in the bright hall: a deck is handed round, printed and shown under lamps.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml.ns import nsdecls

from geo.publish.entries import Theme
from geo.publish.print_land import Box
from geo.publish.slide_fit import SPACING
from geo.publish.slide_xml import (
    CHINESE_FONT,
    TAGS,
    Paragraph,
    Piece,
    Slot,
    clean,
    emu,
    fill,
    name_shape,
    place,
    write_paragraphs,
)
from geo.text import Translator, to_translate
from geo.tokens import read_tokens

WIDTH, HEIGHT = 960.0, 540.0  # points: 13.333 by 7.5 inches, 16:9
MARGIN: Final = 48.0  # points
FOOT: Final = Box(MARGIN, 510, 700, 16)
NUMBER: Final = Box(WIDTH - MARGIN - 80, 510, 80, 16)
LATIN_FONTS: Final = ("Georgia", "Arial")  # of headings and text: both are on Windows and macOS
ACCENTS: Final = 5  # colours of the deck's theme that themes of the atlas take; the sixth is the land
LAND: Final = "accent6"
INK, SOFT, SEA, PAPER = "tx1", "tx2", "bg2", "bg1"
TOKENS: Final = read_tokens()
TITLES: Final = ("title", "ctrTitle")
NUMBER_FIELD: Final = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"  # any will do; it tells fields apart
NAMESPACES: Final = nsdecls("a", "r", "p")
ROOT: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)  # of every tree of shapes

TITLE_SIZE, BODY_SIZE, SMALL_SIZE, FOOT_SIZE = 30.0, 18.0, 14.0, 11.0  # points
THEME_STEP: Final = 38.0  # points from one theme to the next
MOST_THEMES: Final = 5  # beside a case
WORLD: Final = Box(0, 104, WIDTH, 396)  # of the map, on the slides that have it large
RULE: Final = 199.0  # points from the top, of the line between the titles of a case and its facts
TILE: Final = Box(636, 0, WIDTH - 636, 216)  # of the map beside a case
TEXT_WIDTH: Final = TILE.x - 32 - MARGIN  # points, beside it
SIDE: Final = Box(TILE.x + 24, 0, WIDTH - TILE.x - 24 - 36, 0)  # what stands under it


class Layout(NamedTuple):
    """A layout: its type in the format, its name, its placeholders by what they hold."""

    kind: str
    name: str
    slots: Mapping[str, Slot]


_THEMES: Final = {
    f"theme {i}": Slot(
        "body",
        30 + i,
        to_translate("Theme"),
        Box(SIDE.x + 42, 236 + (i - 1) * THEME_STEP, SIDE.width - 42, THEME_STEP),
        BODY_SIZE,
        anchor="ctr",
    )
    for i in range(1, MOST_THEMES + 1)
}


def _beside(city: str, facts: str) -> dict[str, Slot]:
    """Return the placeholders of a slide with a small map, whose names are given."""
    return {
        "title": Slot("title", 0, to_translate("Title"), Box(MARGIN, 64, TEXT_WIDTH, 78), TITLE_SIZE, bold=True),
        "second": Slot("body", 11, to_translate("Second title"), Box(MARGIN, 146, TEXT_WIDTH, 40), 16, color=SOFT, second=True),
        "city": Slot("body", 12, city, Box(MARGIN, 30, TEXT_WIDTH, 30), 20, color=SOFT, anchor="ctr"),
        "facts": Slot("body", 13, facts, Box(MARGIN, 212, TEXT_WIDTH, 240), BODY_SIZE, before=10),
        "sources": Slot("body", 14, to_translate("Sources"), Box(MARGIN, 460, TEXT_WIDTH, 40), SMALL_SIZE, color=SOFT, anchor="b"),
        **_THEMES,
        "position": Slot("body", 16, to_translate("List"), Box(SIDE.x, 460, SIDE.width, 40), SMALL_SIZE, color=SOFT, anchor="b"),
    }  # fmt: skip


LAYOUTS: Final = {
    "opening": Layout(
        "title",
        to_translate("Opening"),
        {
            "title": Slot("ctrTitle", 0, to_translate("Title"), Box(MARGIN, 28, 864, 56), 44, bold=True, anchor="b"),
            "second": Slot("subTitle", 1, to_translate("Second title"), Box(MARGIN, 87, 864, 28), 20, color=SOFT, second=True),
            "by": Slot("body", 10, to_translate("Speaker and date"), Box(MARGIN, 118, 864, 24), 18),
            "counts": Slot("body", 11, to_translate("Totals"), Box(MARGIN, 142, 864, 22), 16, color=SOFT),
        },
    ),
    "world": Layout(
        "titleOnly",
        to_translate("Map"),
        {
            "title": Slot("title", 0, to_translate("Title"), Box(MARGIN, 20, 864, 44), TITLE_SIZE, bold=True, anchor="ctr"),
            "second": Slot("body", 11, to_translate("Second title"), Box(MARGIN, 66, 864, 26), BODY_SIZE, color=SOFT, second=True),
        },
    ),
    "chapter": Layout(
        "secHead",
        to_translate("Chapter"),
        {
            "title": Slot("title", 0, to_translate("Title"), Box(MARGIN, 20, 600, 44), 34, bold=True, anchor="ctr"),
            "second": Slot("body", 11, to_translate("Second title"), Box(MARGIN, 66, 600, 26), BODY_SIZE, color=SOFT, second=True),
            "by": Slot("body", 10, to_translate("Speaker"), Box(660, 24, 252, 38), 20, anchor="ctr", align="r"),
            "counts": Slot("body", 12, to_translate("Totals"), Box(660, 66, 252, 26), 16, color=SOFT, align="r"),
        },
    ),
    "case": Layout("obj", to_translate("Case"), _beside(to_translate("City"), to_translate("Facts"))),
    "group": Layout(
        "obj",
        to_translate("Several cases"),
        {
            "title": Slot("title", 0, to_translate("Title"), Box(MARGIN, 30, TEXT_WIDTH, 44), 28, bold=True, anchor="ctr"),
            "second": Slot("body", 11, to_translate("Second title"), Box(MARGIN, 76, TEXT_WIDTH, 26), 16, color=SOFT, second=True),
            "facts": Slot("body", 13, to_translate("Cases"), Box(MARGIN, 116, TEXT_WIDTH, 380), BODY_SIZE, before=9),
        **_THEMES,
        },
    ),
    "closing": Layout(
        "obj",
        to_translate("Closing"),
        {
            "title": Slot("title", 0, to_translate("Title"), Box(MARGIN, 36, 500, 50), 36, bold=True, anchor="ctr"),
            "second": Slot("body", 11, to_translate("Second title"), Box(MARGIN, 88, 500, 30), 20, color=SOFT, second=True),
            "facts": Slot("body", 13, to_translate("Sources and method"), Box(MARGIN, 140, 500, 350), 16, before=9),
            "code": Slot("pic", 17, to_translate("QR code"), Box(600, 60, 312, 312), 12),
            "sources": Slot("body", 14, to_translate("Address"), Box(600, 384, 312, 80), SMALL_SIZE, align="ctr"),
        },
    ),
}  # fmt: skip


def write_master(words: Translator, layouts: int) -> str:
    """Return the master of so many layouts: title, text, footer and number, in the first language of `words`."""
    slots = [
        Slot("title", 0, "Title", Box(MARGIN, 30, 864, 60), TITLE_SIZE, bold=True, anchor="ctr"),
        Slot("body", 1, "Text", Box(MARGIN, 110, 864, 380), BODY_SIZE),
    ]
    shapes = "".join(write_slot(number, slot, words) for number, slot in enumerate(slots, 2))
    ids = "".join(f'<p:sldLayoutId id="{2**31 + 1 + i}" r:id="rId{1 + i}"/>' for i in range(layouts))
    colors = " ".join(
        f'{name}="{value}"'
        for name, value in {
            "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "hlink": "hlink", "folHlink": "folHlink",
        }.items()
    )  # fmt: skip
    accents = " ".join(f'accent{i}="accent{i}"' for i in range(1, 7))
    return (
        f'<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill(PAPER)}<a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{ROOT}{shapes}{write_foot(len(slots) + 2)}</p:spTree></p:cSld><p:clrMap {colors} {accents}/>"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{write_level('lvl1pPr', slots[0], words.language, 'mj')}</p:titleStyle>"
        f"<p:bodyStyle>{write_level('lvl1pPr', slots[1], words.language)}</p:bodyStyle>"
        f"<p:otherStyle>{write_level('lvl1pPr', slots[1], words.language)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def write_layout(name: str, layout: Layout, drawing: str, words: Translator) -> str:
    """Return a `layout` under `name`: below its placeholders what it draws."""
    slots = "".join(write_slot(number, slot, words) for number, slot in enumerate(layout.slots.values(), 2))
    return (
        f'<p:sldLayout {NAMESPACES} type="{layout.kind}" preserve="1" userDrawn="1"><p:cSld name={quoteattr(clean(name))}>'
        f"<p:spTree>{ROOT}{drawing}{slots}{write_foot(len(layout.slots) + 2)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def write_slot(number: int, slot: Slot, words: Translator) -> str:
    """Return the placeholder `slot` of a master or a layout, with its look and what it asks for."""
    language = words.languages[slot.second]
    index = f' idx="{slot.idx}"' if slot.idx else ""
    font = "mj" if slot.kind in TITLES else "mn"
    return (
        f"<p:sp><p:nvSpPr>{name_shape(number, words.gettext(slot.name))}"
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{slot.kind}"{index}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm>{place(slot.box)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{slot.anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{write_level('lvl1pPr', slot, language, font)}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="{TAGS[words.language]}"><a:ea typeface="{CHINESE_FONT}"/></a:rPr>'
        f"<a:t>{escape(words.gettext(slot.name))}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def write_level(tag: str, slot: Slot, language: str, font: str = "mn") -> str:
    """Return the look of the text of `slot` in `language`."""
    return (
        f'<a:{tag} marL="0" indent="0" algn="{slot.align}" eaLnBrk="1" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="{round(SPACING[language] * 100_000)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(slot.before * 100)}"/></a:spcBef><a:buNone/>'
        f'<a:defRPr lang="{TAGS[language]}" sz="{round(slot.size * 100)}" b="{slot.bold:d}" kern="0">{fill(slot.color)}'
        f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/></a:defRPr></a:{tag}>'
    )


def write_foot(number: int, text: str = "", language: str = "en") -> str:
    """Return footer and slide number of a master, a layout or, with a `text`, of a slide."""
    paragraph = write_paragraphs([Paragraph([Piece(text, language)])] if text else [])
    return (
        write_foot_slot(number, "ftr", 20, FOOT, "l", paragraph)
        + write_foot_slot(
            number + 1,
            "sldNum",
            21,
            NUMBER,
            "r",
            f'<a:p><a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>',
        )
    )


def write_foot_slot(number: int, kind: str, idx: int, box: Box, align: str, paragraph: str) -> str:
    """Return the placeholder of a footer (ftr) or a slide number (sldNum)."""
    look = write_level("lvl1pPr", Slot(kind, idx, "", box, FOOT_SIZE, color=SOFT, align=align), "en")
    return (
        f"<p:sp><p:nvSpPr>{name_shape(number, {'ftr': 'Footer', 'sldNum': 'Slide number'}[kind])}"
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{idx}"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm>{place(box)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{look}</a:lstStyle>{paragraph}</p:txBody></p:sp>"
    )


def write_theme(themes: Sequence[Theme]) -> str:
    """Return the theme of a deck: the atlas's colours and fonts, without shadows or gradients."""
    colors = {
        "dk1": TOKENS["ink-light"],
        "lt1": TOKENS["paper-light"],
        "dk2": TOKENS["stage-soft-light"],
        "lt2": TOKENS["wash-light"],
        **{f"accent{i}": TOKENS["link-light"] for i in range(1, ACCENTS + 1)},
        **{f"accent{i}": theme.color_light for i, theme in enumerate(themes[:ACCENTS], 1)},
        LAND: TOKENS["land-light"],
        "hlink": TOKENS["link-light"],
        "folHlink": TOKENS["link-light"],
    }
    painted = "".join(f'<a:{name}><a:srgbClr val="{color[1:].upper()}"/></a:{name}>' for name, color in colors.items())
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{latin}"/><a:ea typeface="{CHINESE_FONT}"/><a:cs typeface=""/>'
        f'<a:font script="Hans" typeface="{CHINESE_FONT}"/></a:{kind}Font>'
        for kind, latin in zip(("major", "minor"), LATIN_FONTS, strict=True)
    )
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{emu(width)}">{solid}</a:ln>' for width in (0.5, 1, 2))
    return (
        f'<a:theme {NAMESPACES} name="City Governance Case Map"><a:themeElements><a:clrScheme name="Atlas">{painted}'
        f'</a:clrScheme><a:fontScheme name="Atlas">{fonts}</a:fontScheme><a:fmtScheme name="Atlas">'
        f"<a:fillStyleLst>{solid * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>"
        f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst><a:bgFillStyleLst>{solid * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def color_of(theme: Theme, themes: Sequence[Theme]) -> str:
    """Return the colour of `theme` as a shape names it: that of the deck's theme, so that it changes with it."""
    place_of = [one.theme for one in themes].index(theme.theme)
    return f"accent{place_of + 1}" if place_of < ACCENTS else theme.color_light[1:].upper()
