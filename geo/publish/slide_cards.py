"""What the slides around the cases say: opening, map, chapters, closing."""

import io
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Final

from geo.publish.codes import QUIET_ZONE_MODULES, Code, code_of, make_code
from geo.publish.entries import Entry
from geo.publish.print_map import PrintMap
from geo.publish.provenance import Provenance, title_of
from geo.publish.slide_case import Card, name_cities
from geo.publish.slide_fit import cut_short, fit_piece, measure_paragraphs
from geo.publish.slide_layouts import LAYOUTS, SMALL_SIZE, TITLES
from geo.publish.slide_map import draw_cover_places, draw_places, main_color
from geo.publish.slide_material import Material
from geo.publish.slide_notes import note, tell_cases, tell_lines
from geo.publish.slide_words import DOT, divider_of, join_both, name_chapter, say_by, say_counts
from geo.publish.slide_xml import Paragraph, Piece, Slot, clean
from geo.text import Translator, to_translate
from geo.tour.stops import Stop

QR_SCALE: Final = 12  # pixels a module: sharp on a wall too
OPENING_SIZES: Final = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)  # points
HEAD_SIZES: Final = (34.0, 30.0, 26.0, 22.0, 18.0)
SECOND_SIZES: Final = (22.0, 20.0, 18.0, 16.0, 14.0)
BY_SIZES: Final = (20.0, 18.0, 16.0, 14.0)
CLOSING_SIZES: Final = (18.0, 16.0, 15.0, 14.0)  # of sources and method
PROVENANCE: Final = to_translate("Published: Chinese titles and lists. Ours: themes, English, coordinates.")
GROUNDS: Final = to_translate("Base map: Natural Earth. Coordinates: GeoNames.")


def fit_slot(text: str, language: str, slot: Slot, sizes: Sequence[float]) -> list[Paragraph]:
    """Return `text` in `slot` in the first of `sizes` that fits, cut short if none does; nothing if it says nothing."""
    serif = slot.kind in TITLES and language == "en"
    piece = Piece(clean(text), language)
    return [Paragraph([fit_piece(piece, sizes, slot.box, serif=serif)])] if piece.text else []


def fit_both(
    texts: Mapping[str, str], layout: str, material: Material, sizes: Sequence[float]
) -> dict[str, list[Paragraph]]:
    """Return title and second title of a slide, the second only if it says something else."""
    (first, second), slots = material.languages, LAYOUTS[layout].slots
    other = texts[second] if clean(texts[second]) != clean(texts[first]) else ""
    return {
        "title": fit_slot(texts[first], first, slots["title"], sizes),
        "second": fit_slot(other, second, slots["second"], SECOND_SIZES),
    }


def say(
    material: Material, layout: str, slot: str, texts: Mapping[str, str], sizes: Sequence[float]
) -> list[Paragraph]:
    """Return what `texts` say in both languages, on the one line of a slot."""
    said = join_both(texts, material.languages)
    return fit_slot(said, material.languages[0], LAYOUTS[layout].slots[slot], sizes)


def make_opening(material: Material, stop: Stop, provenance: Mapping[str, Provenance]) -> Card:
    """Return the first slide: title, who speaks, how much is told, and all places as lights."""
    publication = material.publication
    texts = {
        **fit_both(
            material.say_both(lambda words: title_of(publication, words)),
            "opening",
            material,
            OPENING_SIZES,
        ),
        "by": say(material, "opening", "by", material.say_both(lambda words: say_by(publication, words)), BY_SIZES),
        "counts": say(
            material,
            "opening",
            "counts",
            material.say_both(lambda words: say_counts(publication, stop.rows, words)),
            (16.0, 14.0),
        ),
    }
    slots = LAYOUTS["opening"].slots
    boxes = {} if texts["by"] else {"counts": slots["counts"].box._replace(y=slots["by"].box.y)}
    notes = [*tell_lines({language: one.lines for language, one in provenance.items()}, material.both)]
    return Card(
        "opening",
        texts,
        notes,
        draw_cover_places(count(100), material, material.gather(stop), say_map(material)),
        boxes=boxes,
    )


def say_map(material: Material) -> str:
    """Return what is read aloud in the place of the map: which places it shows."""
    entries = [*material.entries.values()]
    return DOT.join(f"{words.gettext('Map')}: {name_cities(entries, words.language)}" for words in material.both)


def make_world(material: Material, laid: PrintMap) -> Card:
    """Return the slide of the map, every place at its light and named."""
    entries = [*material.entries.values()]
    cities, colors = {entry.city_id: entry.city for entry in entries}, color_cities(material, entries)
    texts = fit_both(
        material.say_both(lambda words: say_counts(material.publication, [*material.entries], words)),
        "world",
        material,
        (30.0, 26.0, 22.0),
    )
    notes = [
        *(
            note(
                words.gettext(
                    "A place has the colour of the main theme of its first case; a number says how many cases it has."
                ),
                words.language,
            )
            for words in material.both
        ),
        *(note(words.gettext(GROUNDS), words.language) for words in material.both),
        *tell_cases(entries, material.both),
    ]
    return Card("world", texts, notes, draw_places(count(100), laid, cities, colors, say_map(material)))


def color_cities(material: Material, entries: Sequence[Entry]) -> dict[str, str]:
    """Return the colour of each place of `entries`: that of the main theme of its first case."""
    return {entry.city_id: main_color(entry.themes, material.themes) for entry in reversed(entries)}


def make_chapter(material: Material, stop: Stop, laid: PrintMap) -> Card:
    """Return the slide of a chapter, its places lit."""
    publication, entries = material.publication, material.gather(stop)
    names = material.say_both(lambda words: name_chapter(publication, stop.chapter, words))
    speaker = divider_of(publication, stop.chapter).speaker
    texts = {
        **fit_both(names, "chapter", material, HEAD_SIZES),
        "by": say(material, "chapter", "by", material.say_both(lambda words: speaker.say(words.language)), BY_SIZES),
        "counts": say(
            material, "chapter", "counts", material.say_both(lambda words: count_cases(stop, words)), (16.0, 14.0)
        ),
    }
    cities = {entry.city_id: entry.city for entry in material.entries.values()}
    said = f"{join_both(names, material.languages)}: {name_cities(entries, material.languages[0])}"
    shapes = draw_places(count(100), laid, cities, color_cities(material, entries), said)
    return Card("chapter", texts, [*tell_cases(entries, material.both)], shapes)


def count_cases(stop: Stop, words: Translator) -> str:
    """Return how many cases a stop is about."""
    return words.ngettext("%d case", "%d cases", len(stop.rows)) % len(stop.rows)


def make_closing(material: Material, provenance: Mapping[str, Provenance]) -> Card:
    """Return the last slide: a code for phones, whose words all of this is, and where it comes from."""
    leads = bool(material.publication.address)
    heading = to_translate("Continue on your phone") if leads else to_translate("Sources and method")
    slots, code = LAYOUTS["closing"].slots, code_of(material.publication) if material.entries else None
    texts = {
        **fit_both(material.say_both(lambda words: words.gettext(heading)), "closing", material, HEAD_SIZES),
        "facts": tell_method(material, provenance, slots["facts"]),
        "sources": say_code(material, code, slots["sources"]) if code else [],
    }
    notes = [*tell_lines({language: one.lines for language, one in provenance.items()}, material.both)]
    picture = draw_code(code.text) if code else b""
    said = f"{join_both(code.caption, material.languages)}: {code.text}" if code else ""
    return Card("closing", texts, notes, code=picture, said=said)


def say_code(material: Material, code: Code, slot: Slot) -> list[Paragraph]:
    """Return what a code is for in both languages, and what it holds."""
    width, first = slot.box.width, material.languages[0]
    said = [(clean(code.caption[language]), language) for language in material.languages]
    lines = [Piece(cut_short(text, SMALL_SIZE, width, 1), language) for text, language in said]
    return [Paragraph([line]) for line in (*lines, Piece(cut_short(clean(code.text), SMALL_SIZE, width, 2), first))]


def tell_method(material: Material, provenance: Mapping[str, Provenance], slot: Slot) -> list[Paragraph]:
    """Return whose words the sentences are and where all comes from, in the first size in which it fits."""
    for size in CLOSING_SIZES:
        told = [
            Paragraph([Piece(clean(text), words.language, size)], before=slot.before if first else 2)
            for texts in list_method(material, provenance)
            for first, (words, text) in zip((True, False), texts, strict=True)
            if text
        ]
        if measure_paragraphs(told, size, slot.box.width, material.languages[0]) <= slot.box.height:
            break
    return told


def list_method(material: Material, provenance: Mapping[str, Provenance]) -> list[list[tuple[Translator, str]]]:
    """Return what is said of sources and method on the last slide, each in both languages."""
    return [
        [(words, text) for words, text in zip(material.both, (say_published(material, provenance), ""), strict=True)],
        [(words, words.gettext(PROVENANCE)) for words in material.both],
        [(words, provenance[words.language].assistance) for words in material.both],
        [(words, words.gettext(GROUNDS)) for words in material.both],
    ]


def say_published(material: Material, provenance: Mapping[str, Provenance]) -> str:
    """Return the titles of the editions that are told, in both languages, or that of the deck if there are none."""
    words = material.publication.words
    own = provenance[words.language]
    return DOT.join(text for name, text in own.lines if name == words.gettext("Publication")) or own.title


def draw_code(text: str) -> bytes:
    """Return the QR code of `text` as PNG."""
    target = io.BytesIO()
    make_code(text).save(target, kind="png", scale=QR_SCALE, border=QUIET_ZONE_MODULES)
    return target.getvalue()
