"""The map of a publication alone, for papers and for a map review: as SVG and as PNG."""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import typst

from geo.approval import say_approval
from geo.publish.entries import list_themes
from geo.publish.paper.fonts import find_chinese_fonts
from geo.publish.paper.print_land import Point
from geo.publish.paper.print_map import PrintMap, Sheet, lay_out_map
from geo.publish.paper.print_names import measure_text
from geo.publish.paper.print_words import PAINT, describe_map
from geo.publish.paper.typesetting import clean
from geo.publish.provenance import say_provenance
from geo.publish.publication import Publication

WIDTH, HEIGHT = 1600, 900  # of the picture, in its own units: pixels at 96 dpi
HEAD, FOOT = 92, 72  # of that, above and below the map
MARGIN: Final = 28
NAME_SIZES: Final = (20.0, 18.0, 16.0, 14.0, 12.0)  # of names: the first at which all have room
RADIUS_EM: Final = 0.55
PNG_WIDTH: Final = 3200  # pixels: 27 cm at 300 dpi
PIXELS_A_METRE: Final = 11811  # 300 dpi
RIGHTS: Final = "CC BY 4.0 · Natural Earth (public domain) · GeoNames (CC BY 4.0)"
_NAMESPACES: Final = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_PAGE: Final = f"""
#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
_PNG_HEAD: Final = 33  # bytes of signature and first chunk of a PNG
_CHUNK_FRAME: Final = 12  # bytes of a chunk besides its content

Said = Mapping[str, Any]


def draw_map_svg(publication: Publication) -> bytes:
    """Return the map as SVG: land, graticule, symbols, and names as text, with Dublin Core in its metadata.

    Raises
    ------
    DataError
        As `lay_out_map` has it, or if the machine has no Chinese font, which viewers of the file need as well.
    """
    fonts = find_chinese_fonts()
    drawn = lay_out_largest(publication)
    said = clean(describe_map(drawn, publication))
    family = quoteattr(", ".join([*(f"'{font}'" for font in fonts.sans), "sans-serif"]))
    language, size = publication.language, f'width="{WIDTH}" height="{HEIGHT}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        f' lang="{language}" xml:lang="{language}" font-family={family} fill="{PAINT["ink"]}">',
        *write_metadata(publication),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAINT["paper"]}"/>',
        *write_head(publication),
        f'<g transform="translate(0 {HEAD})">',
        *write_map(said),
        "</g>",
        *write_legend(publication),
        *write_foot(publication),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


@lru_cache(maxsize=1)  # SVG, PNG and the sheet for a review are made one after another, of the same map
def lay_out_largest(publication: Publication) -> PrintMap:
    """Return the map with the largest names that all have room; with the smallest if none have."""
    for size in NAME_SIZES:
        sheet = Sheet(
            WIDTH, HEIGHT - HEAD - FOOT, size, (publication.language,), radius=size * RADIUS_EM, tolerance=0.4
        )
        drawn = lay_out_map(publication, sheet)
        if not drawn.unnamed:
            break
    return drawn


def write_metadata(publication: Publication) -> Iterator[str]:
    """Yield title, description and Dublin Core."""
    both = [say_provenance(publication, words) for words in publication.both]
    first = both[0]
    yield f"<title>{text(first.title)}</title>"
    yield f"<desc>{text(first.description)}</desc>"
    yield f'<metadata><rdf:RDF {_NAMESPACES}><rdf:Description rdf:about="">'
    fields = [
        *(("title", one.title) for one in both),
        ("creator", first.author),
        ("date", first.day.isoformat()),
        *(("description", one.description) for one in both),
        *(("description", one.assistance) for one in both if one.assistance),
        *(
            ("identifier", say_approval(publication.approval, words))
            for words in publication.both
            if publication.approval
        ),
        ("rights", RIGHTS),
        ("type", "StillImage"),
    ]
    yield from (f"<dc:{name}>{text(value)}</dc:{name}>" for name, value in fields)
    yield "</rdf:Description></rdf:RDF></metadata>"


def text(value: str) -> str:
    """Return `value` as the text of an element, without what XML forbids."""
    return escape(clean(value))


def write_head(publication: Publication) -> Iterator[str]:
    """Yield the title in both languages."""
    first, other = (say_provenance(publication, words).title for words in publication.both)
    yield write_text((MARGIN, 42), first, 32, font_weight=700)
    yield write_text((MARGIN, 74), other, 20, fill=PAINT["soft"])


def write_foot(publication: Publication) -> Iterator[str]:
    """Yield where the map comes from, and its approval number if it has one."""
    words = publication.words
    said = [words.gettext("Base map: Natural Earth. Coordinates: GeoNames."), say_approval(publication.approval, words)]
    yield write_text(
        (WIDTH - MARGIN, HEIGHT - FOOT / 2 + 5),
        "  ".join(filter(None, said)),
        14,
        text_anchor="end",
        fill=PAINT["soft"],
    )


def write_legend(publication: Publication) -> Iterator[str]:
    """Yield a disc and the name of each theme that is told."""
    told = {theme for row in publication.rows for theme in publication.atlas.cases[row]["themes"]}
    x, y = float(MARGIN + 12), HEIGHT - FOOT / 2
    for theme in list_themes(publication):
        if theme.theme not in told:
            continue
        name = theme.name[publication.language]
        yield f'<circle cx="{x:g}" cy="{y:g}" r="12" fill="{theme.color_light}"/>'
        sign = theme.glyph[publication.language]
        yield write_text((x, y + 5), sign, 14, text_anchor="middle", font_weight=700, fill=PAINT["paper"])
        yield write_text((x + 20, y + 6), name, 17)
        x += 20 + measure_text(name, 17) + 40


def write_map(said: Said) -> Iterator[str]:
    """Yield the drawing of a map (`describe_map`), from its left upper corner."""
    size = said["size"]
    for number, frame in enumerate(said["frames"]):
        edge = f' stroke="{PAINT["soft"]}" stroke-width="{size * 0.05:.2f}"' if number else ""
        yield f'<g class="{frame["name"]}">'
        yield write_box(frame["box"], f'fill="{PAINT["sea"]}"')
        yield write_lines(frame["graticule"], PAINT["graticule"], size * 0.05)
        yield f'<path fill-rule="evenodd" fill="{PAINT["land"]}" d="{"".join(map(write_ring, frame["land"]))}"/>'
        if number:
            yield write_box(frame["box"], f'fill="none"{edge}')
        elif said["window"]:
            yield write_box(said["window"], f'fill="none" stroke="{PAINT["soft"]}" stroke-width="{size * 0.05:.2f}"')
            yield write_lines(said["rays"], PAINT["soft"], size * 0.03)
            yield "".join(write_disc(dot, size * 0.1, PAINT["soft"]) for dot in said["dots"])
        yield from write_places([place for place in said["places"] if place["frame"] == frame["name"]], size)
        yield "</g>"


def write_places(places: Sequence[Said], size: float) -> Iterator[str]:
    """Yield hair lines, symbols and names of `places`."""
    yield write_lines([line for place in places for line in place["hairs"]], PAINT["soft"], size * 0.05)
    for place in places:
        radius = place["radius"]
        sectors = "".join(
            f'<path fill="{sector["colour"]}" d="{write_ring(sector["ring"])}"/>' for sector in place["sectors"]
        )
        (x, y) = place["centre"]
        sign = write_text(
            (x, y + radius * 0.33),
            place["sign"],
            radius * 0.92,
            text_anchor="middle",
            font_weight=700,
            fill=PAINT["paper"],
        )
        inner = write_disc((x, y), radius * 0.68, place["colour"])
        yield f"<g>{write_disc((x, y), radius, PAINT['paper'])}{sectors}{inner}{sign}</g>"
    halo = {"stroke": PAINT["sea"], "stroke_width": f"{size * 0.18:.1f}", "stroke_linejoin": "round"}
    for place in places:
        for line in place["lines"]:
            style = {"text_anchor": place["anchor"], "paint_order": "stroke", **halo}
            yield write_text(line["at"], line["text"], line["size"], **style)


def write_text(at: Point, value: str, size: float, **style: str | float) -> str:
    """Return a text whose baseline begins at a point, or is aligned there; `style` are attributes, with _ for -."""
    more = "".join(f' {name.replace("_", "-")}="{its}"' for name, its in style.items())
    return f'<text x="{at[0]:.2f}" y="{at[1]:.2f}" font-size="{size:.1f}"{more}>{text(value)}</text>'


def write_box(box: Sequence[float], style: str) -> str:
    """Return a rectangle."""
    x, y, width, height = box
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" {style}/>'


def write_disc(centre: Sequence[float], radius: float, fill: str) -> str:
    """Return a disc."""
    return f'<circle cx="{centre[0]:.2f}" cy="{centre[1]:.2f}" r="{radius:.2f}" fill="{fill}"/>'


def write_ring(ring: Iterable[Sequence[float]]) -> str:
    """Return a closed path through the points of `ring`."""
    points = [f"{x:.1f} {y:.1f}" for x, y in ring]
    return "M" + "L".join(points[:-1]) + "z"


def write_lines(lines: Iterable[Sequence[Sequence[float]]], stroke: str, width: float) -> str:
    """Return `lines` as one path."""
    drawn = "".join(f"M{x:.2f} {y:.2f}L{to_x:.2f} {to_y:.2f}" for (x, y), (to_x, to_y) in lines)
    return f'<path fill="none" stroke="{stroke}" stroke-width="{width:.2f}" d="{drawn}"/>' if drawn else ""


def draw_map_png(publication: Publication) -> bytes:
    """Return the same picture as PNG, `PNG_WIDTH` wide, with title, source and label in its metadata."""
    svg = draw_map_svg(publication).decode()
    drawn = typst.compile(_PAGE.encode(), sys_inputs={"svg": svg}, format="png", ppi=72 * PNG_WIDTH / WIDTH)
    density = struct.pack(">IIB", PIXELS_A_METRE, PIXELS_A_METRE, 1)
    return add_chunks(drawn, [("pHYs", density), *tell_png(publication)])


def tell_png(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Yield chunks of a PNG (iTXt) with what it says of itself in both languages."""
    for words in publication.both:
        said = say_provenance(publication, words)
        fields = {
            "Title": said.title,
            "Author": said.author,
            "Description": " ".join(filter(None, (said.assistance, said.description))),
            "Creation Time": said.day.isoformat(),
            "Source": say_approval(publication.approval, words),
            "Copyright": RIGHTS,
        }
        for keyword, value in fields.items():
            if value:
                head = b"\0\0\0" + words.language.encode() + b"\0\0"
                yield "iTXt", keyword.encode() + head + str(clean(value)).encode()


def add_chunks(png: bytes, chunks: Sequence[tuple[str, bytes]]) -> bytes:
    """Return `png` with `chunks` (kind, content) behind its first one, in place of those of the same kinds."""
    kinds = {kind for kind, _ in chunks}
    added = b"".join(write_chunk(kind.encode(), content) for kind, content in chunks)
    rest = b"".join(chunk for chunk in list_chunks(png) if chunk[4:8].decode() not in kinds)
    return png[:_PNG_HEAD] + added + rest


def write_chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG: length, kind, content, and check sum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def list_chunks(png: bytes) -> Iterator[bytes]:
    """Yield the chunks of `png` behind its first one."""
    place = _PNG_HEAD
    while place < len(png):
        end = place + _CHUNK_FRAME + int.from_bytes(png[place : place + 4], "big")
        yield png[place:end]
        place = end
