"""The XML of theme, master and layouts, which a person restyles to restyle the deck (ECMA-376)."""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml.ns import nsdecls

from geo.publish.entries import Theme
from geo.publish.paper.print_land import Box
from geo.publish.slides.fit import SPACING
from geo.publish.slides.layouts import (
    ACCENTS,
    BODY_SIZE,
    FOOT,
    FOOT_SIZE,
    LAND,
    MARGIN,
    NUMBER,
    PAPER,
    SOFT,
    TITLE_SIZE,
    TITLES,
    Layout,
)
from geo.publish.slides.xml import (
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
    write_text,
)
from geo.text import Translator, to_translate
from geo.tokens import read_tokens

TOKENS: Final = read_tokens()
LATIN_FONTS: Final = ("Georgia", "Arial")  # of headings and of text: Windows and macOS have both
FOOTER: Final = Slot("ftr", 20, to_translate("Footer"), FOOT, FOOT_SIZE, color=SOFT, anchor="ctr")
SLIDE_NUMBER: Final = Slot(
    "sldNum", 21, to_translate("Slide number"), NUMBER, FOOT_SIZE, color=SOFT, anchor="ctr", align="r"
)
FIELD: Final = (  # the number of the slide
    '<a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
    '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
)
NAMESPACES: Final = nsdecls("a", "r", "p")
ROOT: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)  # of every tree of shapes


def write_master(words: Translator, layouts: int) -> str:
    """Return the master of so many layouts: title, text, footer and number, in the first language of `words`."""
    slots = [
        Slot("title", 0, to_translate("Title"), Box(MARGIN, 30, 864, 60), TITLE_SIZE, bold=True, anchor="ctr"),
        Slot("body", 1, to_translate("Text"), Box(MARGIN, 110, 864, 380), BODY_SIZE),
        FOOTER,
        SLIDE_NUMBER,
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
        f"<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill(PAPER)}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{ROOT}{shapes}</p:spTree></p:cSld><p:clrMap {colors} {accents}/>"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{write_level('lvl1pPr', slots[0], words.language, 'mj')}</p:titleStyle>"
        f"<p:bodyStyle>{write_level('lvl1pPr', slots[1], words.language)}</p:bodyStyle>"
        f"<p:otherStyle>{write_level('lvl1pPr', slots[1], words.language)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def write_layout(name: str, layout: Layout, drawing: str, words: Translator) -> str:
    """Return a `layout` under `name`: below its placeholders what it draws."""
    slots = "".join(write_slot(number, slot, words) for number, slot in enumerate(layout.slots.values(), 2))
    foot = write_foot(len(layout.slots) + 2, "", words)
    return (
        f'<p:sldLayout {NAMESPACES} type="{layout.kind}" preserve="1" userDrawn="1">'
        f"<p:cSld name={quoteattr(clean(name))}>"
        f"<p:spTree>{ROOT}{drawing}{slots}{foot}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def write_slot(number: int, slot: Slot, words: Translator) -> str:
    """Return the placeholder `slot` of a master or a layout, with its look and what it asks for."""
    language = words.languages[slot.second]
    index = f' idx="{slot.idx}"' if slot.idx else ""
    font = "mj" if slot.kind in TITLES else "mn"
    asked = f"<a:t>{escape(words.gettext(slot.name))}</a:t>"
    prompt = (
        f'<a:p><a:r><a:rPr lang="{TAGS[words.language]}"><a:ea typeface="{CHINESE_FONT}"/></a:rPr>{asked}</a:r></a:p>'
    )
    text = {"ftr": "<a:p/>", "sldNum": FIELD}.get(slot.kind, prompt)
    return (
        f"<p:sp><p:nvSpPr>{name_shape(number, words.gettext(slot.name))}"
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{slot.kind}"{index}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm>{place(slot.box)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{slot.anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{write_level('lvl1pPr', slot, language, font)}</a:lstStyle>"
        f"{text}</p:txBody></p:sp>"
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


def write_foot(number: int, text: str, words: Translator) -> str:
    """Return footer and slide number of a layout or, with a `text`, of a slide: they look as on the master."""
    footer, digits = (slot._replace(name=words.gettext(slot.name)) for slot in (FOOTER, SLIDE_NUMBER))
    said = write_paragraphs([Paragraph([Piece(text, words.language)])] if text else [])
    return write_text(number, footer, said) + write_text(number + 1, digits, FIELD)


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
