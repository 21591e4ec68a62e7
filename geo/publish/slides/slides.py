"""The atlas as a deck of slides (PowerPoint, 16:9): opening, map, a slide for each chapter and case, closing.

Titles stand in placeholders of our own layouts, the map is made of native shapes, notes tell all that is known.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout

from geo.approval import say_approval
from geo.folders import zip_files
from geo.publish.chapters import name_chapter
from geo.publish.entries import list_entries, list_themes
from geo.publish.formats import MAX_MAP_PLACES
from geo.publish.paper.print_map import CHINA, PrintMap, Sheet, lay_out_map
from geo.publish.provenance import Provenance, say_provenance
from geo.publish.publication import Publication
from geo.publish.slides.cards import make_chapter, make_opening, make_world
from geo.publish.slides.case import Card, make_case
from geo.publish.slides.closing import make_closing
from geo.publish.slides.group import make_group
from geo.publish.slides.layouts import LAYOUTS, WORLD
from geo.publish.slides.map import draw_cover, draw_rule, draw_tile, draw_world
from geo.publish.slides.master import write_foot
from geo.publish.slides.material import Material
from geo.publish.slides.notes import write_notes
from geo.publish.slides.package import Drawing, open_deck
from geo.publish.slides.xml import Slot, clean, parse_pieces, write_paragraphs, write_picture, write_text
from geo.publish.titles import DOT, title_of
from geo.tables.faults import DataError, Fault
from geo.text import Translator, to_translate
from geo.tour.stops import MAX_TOUR_CASES, Chapter, Stop

FILE: Final = "atlas.pptx"
TOO_MANY: Final = to_translate(
    "slides hold at most {most} cases, and these are {cases}: choose fewer with filters, or make a tour of them"
)
NAMES_SIZE: Final = 12.0  # points, of the names on the map
SECTION_LIST: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # of [MS-PPTX], 2.2.29
SECTION_NAMESPACE: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"

Told = tuple[Stop, Card]


def make_slides(publication: Publication) -> bytes:
    """Return `publication` as slides (PPTX); the same one always gives the same bytes.

    Raises
    ------
    DataError
        If it has more than `MAX_TOUR_CASES` cases.
    """
    if len(publication.rows) > MAX_TOUR_CASES:
        details = {"most": MAX_TOUR_CASES, "cases": len(publication.rows)}
        raise DataError([Fault(FILE, None, None, None, TOO_MANY, details)])
    provenance = {words.language: say_provenance(publication, words) for words in publication.both}
    entries = {entry.row: entry for entry in list_entries(publication)}
    material = Material(publication, entries, list_themes(publication))
    laid = lay_out(publication)
    told = [(stop, card) for stop in publication.stops for card in tell_stop(material, stop, laid, provenance)]
    deck, layouts = open_deck(
        publication.words, provenance[publication.language], material.themes, draw_layouts(material, told, laid)
    )
    foot = say_foot(publication)
    for _, card in told:
        add_slide(deck, layouts[card.name(publication.words)], card, foot, publication.words)
    part_deck(deck, name_sections(publication, told))
    return pack_deck(deck)


def lay_out(publication: Publication) -> PrintMap | None:
    """Return the map as it stands on slides, None without cases: that of the whole atlas where a part of it is told.

    A few Chinese places alone would be enlarged to a piece of land without a coast, and no two decks would be alike.
    """
    if not publication.rows:
        return None
    whole = Publication(publication.atlas, language=publication.language)
    shown = whole if has_several_in_china(publication) and count_places(whole) <= MAX_MAP_PLACES else publication
    return lay_out_map(shown, Sheet(WORLD.width, WORLD.height, NAMES_SIZE, (publication.language,)))


def has_several_in_china(publication: Publication) -> bool:
    """Return whether Chinese places are told that the map would enlarge."""
    cases = [publication.atlas.cases[row] for row in publication.rows]
    return len({case["city_id"] for case in cases if case["country"] in CHINA}) > 1


def count_places(publication: Publication) -> int:
    """Return how many places `publication` tells."""
    return len({publication.atlas.cases[row]["city_id"] for row in publication.rows})


def tell_stop(
    material: Material, stop: Stop, laid: PrintMap | None, provenance: Mapping[str, Provenance]
) -> Iterator[Card]:
    """Yield what is shown at `stop`: a slide, and after the opening that of the whole map."""
    if stop.kind == "opening":
        yield make_opening(material, stop, provenance)
        if laid:
            yield make_world(material, laid)
    elif stop.kind == "chapter" and laid:
        yield make_chapter(material, stop, laid)
    elif stop.kind == "case":
        yield make_case(material, stop)
    elif stop.kind == "group":
        yield make_group(material, stop)
    elif stop.kind == "closing":
        yield make_closing(material, provenance)


def draw_layouts(material: Material, told: Sequence[Told], laid: PrintMap | None) -> dict[str, Drawing]:
    """Return what each layout that a slide needs draws, by its name."""
    words, entries = material.publication.words, [*material.entries.values()]
    land = words.gettext("Land")
    drawings: dict[str, Drawing] = {}
    for _, card in told:
        name = card.name(words)
        if name in drawings:
            continue
        if card.region:
            drawing = draw_tile(card.region, land, entries)
            drawing += draw_rule(words.gettext("Line")) if card.kind == "case" else ""
        elif card.kind == "opening":
            drawing = draw_cover(land)
        else:
            drawing = draw_world(laid, entries, land) if laid and card.kind in {"world", "chapter"} else ""
        drawings[name] = card.kind, drawing
    return drawings


def say_foot(publication: Publication) -> str:
    """Return what stands at the foot of every slide: what is told, and the approval of the map if it has one."""
    words = publication.words
    said = (
        title_of(publication, words),
        words.gettext("City Governance Case Map"),
        say_approval(publication.approval, words),
    )
    return DOT.join(dict.fromkeys(clean(text) for text in said if text))


def add_slide(deck: Deck, layout: SlideLayout, card: Card, foot: str, words: Translator) -> None:
    """Add the slide of `card` to `deck`."""
    slide = deck.slides.add_slide(layout)
    slots = {name: slot._replace(name=words.gettext(slot.name)) for name, slot in LAYOUTS[card.kind].slots.items()}
    filled = [name for name in slots if card.texts.get(name)]
    texts = [
        write_text(number, slots[name], write_paragraphs(card.texts[name]), card.boxes.get(name))
        for number, name in enumerate(filled, 2)
    ]
    foots = write_foot(len(slots) + 2, foot, words)
    picture = add_picture(slide, slots["code"], card, len(slots) + 4) if card.code else ""
    tree = slide.shapes.element
    for shape in [*tree][2:]:
        tree.remove(shape)
    for shape in parse_pieces("".join(texts) + picture + card.shapes + foots):
        tree.append(shape)
    write_notes(slide, card.notes)


def add_picture(slide: Slide, slot: Slot, card: Card, number: int) -> str:
    """Return the picture of the code of `card`, which is kept in the package of `slide`."""
    _, relation = slide.part.get_or_add_image_part(io.BytesIO(card.code))
    return write_picture(number, slot, relation, card.said)


def name_sections(publication: Publication, told: Sequence[Told]) -> list[tuple[str, int]]:
    """Return name and number of slides of each part of the deck: chapters, and what stands before and after them."""
    words = publication.words
    sections: list[tuple[Chapter | str, int]] = []
    for stop, _ in told:
        key: Chapter | str = stop.chapter or stop.kind
        if stop.kind in {"case", "group"} and not stop.chapter:
            key = "case"
        if sections and sections[-1][0] == key:
            sections[-1] = key, sections[-1][1] + 1
        else:
            sections.append((key, 1))
    kinds = {kind: words.gettext(LAYOUTS[kind].name) for kind in ("opening", "closing")} | {
        "case": words.gettext("Cases")
    }
    return [
        (kinds[key] if isinstance(key, str) else name_chapter(publication, key, words), slides)
        for key, slides in sections
    ]


def part_deck(deck: Deck, sections: Sequence[tuple[str, int]]) -> None:
    """Part `deck` into `sections`, each a name and its number of slides, and name its master of notes."""
    ids = iter([slide.slide_id for slide in deck.slides])
    listed = "".join(
        write_section(i, name, [next(ids) for _ in range(slides)]) for i, (name, slides) in enumerate(sections)
    )
    root = deck.element
    root.append(
        parse_xml(
            f'<p:extLst {nsdecls("p")}><p:ext uri="{SECTION_LIST}"><p14:sectionLst xmlns:p14="{SECTION_NAMESPACE}">'
            f"{listed}</p14:sectionLst></p:ext></p:extLst>"
        )
    )
    relation = deck.part.relate_to(deck.notes_master.part, RELATIONSHIP_TYPE.NOTES_MASTER)
    masters = f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{relation}"/></p:notesMasterIdLst>'
    root.insert(1, parse_xml(masters))  # right behind the list of masters


def write_section(number: int, name: str, slides: Sequence[int]) -> str:
    """Return a section; its id must only differ from those of others."""
    own = f"{{{uuid5(NAMESPACE_URL, f'section {number}')}}}".upper()
    ids = "".join(f'<p14:sldId id="{slide}"/>' for slide in slides)
    return f'<p14:section name={quoteattr(clean(name))} id="{own}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>'


def pack_deck(deck: Deck) -> bytes:
    """Return `deck` as a file whose parts have one fixed day."""
    written = io.BytesIO()
    deck.save(written)
    with zipfile.ZipFile(written) as packed:
        return zip_files({name: packed.read(name) for name in packed.namelist()})
