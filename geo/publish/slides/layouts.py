"""The layouts of the deck: what kinds of slides there are, and where their placeholders stand, in points.

The ground is light, as in print and in the bright hall: a deck is handed round, printed and shown under lamps.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from geo.publish.entries import Theme
from geo.publish.paper.print_land import Box
from geo.publish.slides.xml import Slot
from geo.text import to_translate

WIDTH, HEIGHT = 960.0, 540.0  # 13.333 by 7.5 inches, 16:9
MARGIN: Final = 48.0
FOOT: Final = Box(MARGIN, 510, 700, 16)
NUMBER: Final = Box(WIDTH - MARGIN - 80, 510, 80, 16)
TITLES: Final = ("title", "ctrTitle")  # placeholders that hold the title of a slide

# Names of the deck's own colours: text, text that is less, sea, ground, land.
INK, SOFT, SEA, PAPER, LAND = "tx1", "tx2", "bg2", "bg1", "accent6"
ACCENTS: Final = 5  # colours of the deck's theme that themes of the atlas take

TITLE_SIZE, BODY_SIZE, SECOND_SIZE, SMALL_SIZE, FOOT_SIZE = 30.0, 18.0, 16.0, 14.0, 11.0
FACTS_GAP: Final = 10.0  # above each fact

WORLD: Final = Box(0, 104, WIDTH, 396)  # of the map, on the slides that have it large
TILE: Final = Box(636, 0, WIDTH - 636, 216)  # of the map beside a case
TEXT_WIDTH: Final = TILE.x - 32 - MARGIN  # beside it
SIDE: Final = Box(TILE.x + 24, 0, WIDTH - TILE.x - 24 - 36, 0)  # what stands under it
RULE: Final = 199.0  # from the top, of the line between the titles of a case and its facts
THEME_TOP, THEME_STEP = 236.0, 38.0  # of the first theme, and from one to the next
THEME_INDENT: Final = 42.0  # of the name of a theme, for its disc
MOST_THEMES: Final = 5  # beside a case


class Layout(NamedTuple):
    """A layout: its type in the format, its name, its placeholders by what they hold."""

    kind: str
    name: str
    slots: Mapping[str, Slot]


def _title(box: Box, size: float, kind: str = "title", anchor: str = "ctr") -> dict[str, Slot]:
    """Return the placeholder of the title."""
    return {"title": Slot(kind, 0, to_translate("Title"), box, size, bold=True, anchor=anchor)}


def _second(box: Box, size: float, kind: str = "body") -> dict[str, Slot]:
    """Return the placeholder of the title in the second language."""
    return {"second": Slot(kind, 11, to_translate("Second title"), box, size, color=SOFT, second=True)}


def _name_theme(number: int) -> Slot:
    """Return the placeholder of the name of a theme beside a case, counted from 1."""
    top = THEME_TOP + (number - 1) * THEME_STEP
    box = Box(SIDE.x + THEME_INDENT, top, SIDE.width - THEME_INDENT, THEME_STEP)
    return Slot("body", 30 + number, to_translate("Theme"), box, BODY_SIZE, anchor="ctr")


_THEMES: Final = {f"theme {number}": _name_theme(number) for number in range(1, MOST_THEMES + 1)}
_FOOT: Final = Box(0, 460, 0, 40)  # what stands under facts and themes

_OPENING: Final = {
    **_title(Box(MARGIN, 28, 864, 56), 44, "ctrTitle", "b"),
    **_second(Box(MARGIN, 87, 864, 28), 20, "subTitle"),
    "by": Slot("body", 10, to_translate("Speaker and date"), Box(MARGIN, 118, 864, 24), BODY_SIZE),
    "counts": Slot("body", 12, to_translate("Totals"), Box(MARGIN, 142, 864, 22), SECOND_SIZE, color=SOFT),
}
_WORLD: Final = {**_title(Box(MARGIN, 20, 864, 44), TITLE_SIZE), **_second(Box(MARGIN, 66, 864, 26), BODY_SIZE)}
_CHAPTER: Final = {
    **_title(Box(MARGIN, 20, 600, 44), 34),
    **_second(Box(MARGIN, 66, 600, 26), BODY_SIZE),
    "by": Slot("body", 10, to_translate("Speaker"), Box(660, 24, 252, 38), 20, anchor="ctr", align="r"),
    "counts": Slot("body", 12, to_translate("Totals"), Box(660, 66, 252, 26), SECOND_SIZE, color=SOFT, align="r"),
}
_CASE: Final = {
    **_title(Box(MARGIN, 64, TEXT_WIDTH, 78), TITLE_SIZE, anchor="t"),
    **_second(Box(MARGIN, 146, TEXT_WIDTH, 40), SECOND_SIZE),
    "city": Slot("body", 12, to_translate("City"), Box(MARGIN, 30, TEXT_WIDTH, 30), 20, color=SOFT, anchor="ctr"),
    "facts": Slot("body", 13, to_translate("Facts"), Box(MARGIN, 212, TEXT_WIDTH, 240), BODY_SIZE, before=FACTS_GAP),
    "sources": Slot(
        "body",
        14,
        to_translate("Sources"),
        _FOOT._replace(x=MARGIN, width=TEXT_WIDTH),
        SMALL_SIZE,
        color=SOFT,
        anchor="b",
    ),
    "position": Slot(
        "body",
        16,
        to_translate("List"),
        _FOOT._replace(x=SIDE.x, width=SIDE.width),
        SMALL_SIZE,
        color=SOFT,
        anchor="b",
    ),
    **_THEMES,
}
_GROUP: Final = {
    **_title(Box(MARGIN, 30, TEXT_WIDTH, 44), 28),
    **_second(Box(MARGIN, 76, TEXT_WIDTH, 26), SECOND_SIZE),
    "facts": Slot("body", 13, to_translate("Cases"), Box(MARGIN, 116, TEXT_WIDTH, 380), BODY_SIZE, before=FACTS_GAP),
    **_THEMES,
}
_CLOSING: Final = {
    **_title(Box(MARGIN, 36, 500, 50), 36),
    **_second(Box(MARGIN, 88, 500, 30), 20),
    "facts": Slot("body", 13, to_translate("Sources and method"), Box(MARGIN, 140, 500, 350), SECOND_SIZE, before=9),
    "code": Slot("pic", 17, to_translate("QR code"), Box(600, 60, 312, 312), SMALL_SIZE),
    "sources": Slot("body", 14, to_translate("Address"), Box(600, 384, 312, 96), SMALL_SIZE, align="ctr"),
}

LAYOUTS: Final = {
    "opening": Layout("title", to_translate("Opening"), _OPENING),
    "world": Layout("titleOnly", to_translate("Map"), _WORLD),
    "chapter": Layout("secHead", to_translate("Chapter"), _CHAPTER),
    "case": Layout("obj", to_translate("Single case"), _CASE),
    "group": Layout("obj", to_translate("Several cases"), _GROUP),
    "closing": Layout("obj", to_translate("Closing"), _CLOSING),
}


def color_of(theme: Theme, themes: Sequence[Theme]) -> str:
    """Return the colour of `theme`, one of `themes`, as a shape names it: that of the deck, so that both change."""
    place = [one.theme for one in themes].index(theme.theme)
    return f"accent{place + 1}" if place < ACCENTS else theme.color_light[1:].upper()
