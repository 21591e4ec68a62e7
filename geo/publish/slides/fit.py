"""How much room a text takes on a slide, so that none overflows: an estimate that is rather too large.

No font is looked up: the same data must give the same slides on every machine, and those that show them have others.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from geo.publish.paper.print_land import Box
from geo.publish.slides.xml import Paragraph, Piece

# Advance widths of Arial in em, by which Liberation Sans and Helvetica go too.
_WIDTHS: Final = {
    0.26: "'ijl|", 0.3: " !,./:;I[\\]ft", 0.36: '()-`r{}"', 0.45: "*^", 0.5: "Jcksvxyz",
    0.556: "#$0123456789?L_abdeghnopqu", 0.62: "+<=>~FTZ", 0.67: "&ABEKPSVXY", 0.73: "CDHNRUw",
    0.78: "GOQ", 0.84: "Mm", 0.9: "%", 1.02: "@W",
}  # fmt: skip
_EM: Final = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER_EM: Final = 0.67  # of a letter that no row above names, unless it is as wide as high
WIDER: Final = 1.06  # than Arial are the Latin letters of the Chinese fonts (Noto Sans CJK: 1.04), and bold ones
SERIF_WIDER: Final = 1.3  # is DejaVu Serif Bold, which stands in for Georgia where that is missing
LINE_EM: Final = {"zh": 1.45, "en": 1.18}  # height of a line: Noto Sans CJK 1.448, Liberation Sans 1.149
SPACING: Final = {"zh": 0.95, "en": 1.0}  # of that, by the language of a layout's text
# What a line is broken into: a Chinese character with the marks that may not be parted from it, or a word.
_UNIT: Final = re.compile(
    r"[^\S\u00a0]+|[“‘《〈「『（【\[(]*(?:[⺀-鿿가-힯豈-﫿＀-￯]|[^\s⺀-鿿가-힯豈-﫿＀-￯“‘《〈「『（【]+)[”’》〉」』）】，。、；：？！,.;:?!\])]*(?:\u00a0\S*)*"
    r"|[“‘《〈「『（【]+"
)
PARTED_EM: Final = 0.25  # between Chinese and Latin letters or digits: LibreOffice sets so much, others nothing
_PARTED: Final = re.compile("[⺀-鿿豈-﫿][0-9A-Za-z(]|[0-9A-Za-z)%][⺀-鿿豈-﫿]")
HAN: Final = re.compile("[⺀-鿿豈-﫿]")


def measure_text(text: str, size: float, *, serif: bool = False) -> float:
    """Return how wide `text` is at most in a line of `size`, in points."""
    wider = SERIF_WIDER if serif else WIDER
    return size * sum(
        1.0 if unicodedata.east_asian_width(letter) in "WFA" else _EM.get(letter, _OTHER_EM) * wider for letter in text
    )


def count_lines(text: str, size: float, width: float, *, serif: bool = False) -> int:
    """Return how many lines `text` fills in a frame of `width` points; a word that is wider is broken."""
    lines, filled, before = 1, 0.0, ""
    for unit in _UNIT.findall(text):
        wide = measure_text(unit, size, serif=serif)
        if _PARTED.search(before[-1:] + unit[:1]):
            filled += PARTED_EM * size
        before = unit
        if filled + wide > width and filled and not unit.isspace():
            lines, filled = lines + 1, 0.0
        filled += wide
        if not unit.isspace():
            while filled > width:
                lines, filled = lines + 1, filled - width
    return lines


def measure_paragraph(paragraph: Paragraph, size: float, width: float, language: str, *, serif: bool = False) -> float:
    """Return the height (points) of a `paragraph` whose text has `size` unless it says another.

    `language` is that of the layout's text, whose spacing it has; a line that may hold Chinese is as high as Chinese.
    """
    text = "".join(piece.text for piece in paragraph.pieces)
    largest = max((piece.size or size for piece in paragraph.pieces), default=size)
    high = LINE_EM["zh" if HAN.search(text) or any(p.language == "zh" for p in paragraph.pieces) else "en"]
    hanging = text.partition("\t")[2] if paragraph.hang else text
    lines = count_lines(hanging, largest, width - paragraph.hang, serif=serif)
    return (paragraph.before or 0) + lines * largest * high * SPACING[language]


def measure_paragraphs(paragraphs: Sequence[Paragraph], size: float, width: float, language: str) -> float:
    """Return the height (points) of `paragraphs` in a frame of `width`."""
    return sum(measure_paragraph(paragraph, size, width, language) for paragraph in paragraphs)


def fit_piece(piece: Piece, sizes: Sequence[float], box: Box, *, serif: bool = False) -> Piece:
    """Return `piece` in the first of `sizes` in which it fits in `box`; in the last one cut short if there is none."""
    for size in sizes:
        if count_lines(piece.text, size, box.width, serif=serif) <= count_room(piece.language, size, box.height):
            return piece._replace(size=size)
    most = count_room(piece.language, sizes[-1], box.height)
    return piece._replace(text=cut_short(piece.text, sizes[-1], box.width, most, serif=serif), size=sizes[-1])


def count_room(language: str, size: float, height: float) -> int:
    """Return how many lines of `size` in `language` have room in `height`, one at least."""
    return max(1, int(height / (size * LINE_EM[language] * SPACING[language])))


def cut_short(text: str, size: float, width: float, most: int, *, serif: bool = False) -> str:
    """Return the beginning of `text` that fills at most `most` lines, with a mark that more follows."""
    if count_lines(text, size, width, serif=serif) <= most:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if count_lines(text[:middle] + "…", size, width, serif=serif) <= most:
            fits = middle
        else:
            too_long = middle
    return text[:fits].rstrip() + "…"
