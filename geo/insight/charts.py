"""The table of a picture drawn as one that stands by itself: SVG with its title, its numbers and its source in it.

Its text is text, in the fonts of whoever opens it: a server may have no Chinese font to draw it with.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from geo.insight.tables import Line, Table
from geo.tokens import read_tokens

TOKENS: Final = read_tokens()
INK, PAPER, WASH, RULE = (TOKENS[f"{name}-light"] for name in ("ink", "paper", "wash", "line"))
FONT: Final = "'Noto Sans','Segoe UI',Roboto,Arial,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
# Lengths in units of the drawing, which has no size of its own.
WIDTH, MARGIN, NAMES = 960, 32, 190
ROW, GAP = 40, 4
TITLE, TEXT, SMALL = 24, 15, 12.5
LATIN: Final = 0.55  # of the width of a Latin letter to its size, about
LEADING: Final = 1.5  # of a line to its letters
CENTRED, BOLD = ' text-anchor="middle"', ' font-weight="600"'  # attributes of a text
DEEPEST: Final = 0.42  # of a cell's colour, so that the number in it keeps its contrast


def draw_chart(table: Table, source: Sequence[str], colours: Mapping[str, str]) -> str:
    """Return `table` as SVG; `source` are the paragraphs below it, `colours` those of the themes by id."""
    top = MARGIN + TITLE * LEADING + 3 * GAP
    head = top + ROW
    lines = [*table.lines, *([table.totals] if table.totals else [])]
    most = max((count or 0 for line in table.lines for count in line.counts), default=0) or 1
    notes = [piece for paragraph in source for piece in wrap(paragraph, WIDTH - 2 * MARGIN, SMALL)]
    foot = head + len(lines) * ROW + MARGIN
    height = foot + len(notes) * SMALL * LEADING + MARGIN / 2
    drawn = [
        write(MARGIN, MARGIN + TITLE, table.title, TITLE, BOLD),
        *draw_head(table, head - 3 * GAP),
        *(
            piece
            for place, line in enumerate(lines)
            for piece in draw_line(line, head + place * ROW, None if line is table.totals else most, colours)
        ),
        *(write(MARGIN, foot + place * SMALL * LEADING, note, SMALL) for place, note in enumerate(notes)),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" font-family="{FONT}" fill="{INK}" '
        f'role="img"><title>{escape(table.title)}</title><rect width="100%" height="100%" fill="{PAPER}"/>'
        f"{''.join(drawn)}</svg>\n"
    )


def draw_head(table: Table, y: float) -> Iterable[str]:
    """Yield the names of rows and columns, on the line `y`."""
    yield write(MARGIN, y, table.corner, SMALL)
    wide = column_width(len(table.columns))
    for place, name in enumerate(table.columns):
        yield write(MARGIN + NAMES + (place + 0.5) * wide, y, name, SMALL, CENTRED)


def draw_line(line: Line, y: float, most: int | None, colours: Mapping[str, str]) -> Iterable[str]:
    """Yield a row whose upper edge is `y`: its name, and cells as deep as their part of `most`; without, no cells."""
    middle = y + ROW / 2 + TEXT / 3
    wide = column_width(len(line.counts))
    yield write(MARGIN, middle - GAP / 2, line.name, TEXT)
    for place, count in enumerate(line.counts):
        if count is None:
            continue
        x = MARGIN + NAMES + place * wide
        if most:
            depth = DEEPEST * (count / most) ** 0.5
            box = f'x="{x:g}" y="{y:g}" width="{wide - GAP:g}" height="{ROW - GAP}" rx="4"'
            yield f'<rect {box} fill="{WASH}"/>'
            yield f'<rect {box} fill="{colours.get(line.theme, INK)}" fill-opacity="{depth:.3f}"/>'
        yield write(x + (wide - GAP) / 2, middle - GAP / 2, str(count), TEXT, CENTRED + BOLD)


def column_width(columns: int) -> float:
    """Return how wide each of so many columns is."""
    return (WIDTH - 2 * MARGIN - NAMES) / columns


def write(x: float, y: float, text: str, size: float, style: str = "") -> str:
    """Return `text` of `size` that begins at `x` on the line `y`; `style` are attributes besides."""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{style}>{escape(text)}</text>'


def wrap(text: str, wide: float, size: float) -> list[str]:
    """Return `text` in lines at most `wide`, letters of `size`; Chinese breaks anywhere, the rest between words."""
    pieces: list[str] = []
    for sign in text:
        joins = pieces and not (is_wide(sign) or is_wide(pieces[-1][-1]) or pieces[-1].endswith(" "))
        if joins or (pieces and sign in "，。；：、）》”"):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    lines = [""]
    for piece in pieces:
        if lines[-1] and measure(lines[-1] + piece.rstrip(), size) > wide:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines if line]


def is_wide(sign: str) -> bool:
    """Return whether `sign` is as wide as it is high."""
    return unicodedata.east_asian_width(sign) in "WF"


def measure(text: str, size: float) -> float:
    """Return about how wide `text` is in letters of `size`: Latin ones a little more than half as wide as high."""
    return sum(size if is_wide(sign) else size * LATIN for sign in text)
