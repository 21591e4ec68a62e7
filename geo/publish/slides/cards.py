"""The slides around the cases: opening, map, chapters."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Final

from geo.publish.chapters import find_divider, name_chapter
from geo.publish.entries import Entry
from geo.publish.paper.print_map import PrintMap
from geo.publish.provenance import Provenance
from geo.publish.slides.case import Card, name_cities
from geo.publish.slides.fit import fit_piece
from geo.publish.slides.layouts import LAYOUTS, TITLES
from geo.publish.slides.map import Light, draw_cover_places, draw_places, main_color
from geo.publish.slides.material import Material
from geo.publish.slides.notes import note, tell_cases, tell_lines
from geo.publish.slides.words import join_both, say_of
from geo.publish.slides.xml import Paragraph, Piece, Slot, clean
from geo.publish.titles import DOT, count_told, say_by, title_of
from geo.text import Translator, to_translate
from geo.tour.own_tour import Both
from geo.tour.stops import Stop

Say = Callable[[Translator], str]  # what is said in a language

# Sizes that are tried in turn, in points.
OPENING_SIZES: Final = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
HEAD_SIZES: Final = (34.0, 30.0, 26.0, 22.0, 18.0)
SECOND_SIZES: Final = (20.0, 18.0, 16.0, 14.0)
LINE_SIZES: Final = (18.0, 16.0, 14.0)

GROUNDS: Final = to_translate("Base map: Natural Earth. Coordinates: GeoNames.")
COLOURS: Final = to_translate(
    "A place has the colour of the main theme of its first case; a number says how many cases it has."
)


def fit_slot(text: str, language: str, slot: Slot, sizes: Sequence[float]) -> list[Paragraph]:
    """Return `text` in `slot` in the first of `sizes` that fits, cut short if none does; nothing if it says nothing."""
    serif = slot.kind in TITLES and language == "en"
    piece = Piece(clean(text), language)
    return [Paragraph([fit_piece(piece, sizes, slot.box, serif=serif)])] if piece.text else []


def fit_both(material: Material, layout: str, say: Say, sizes: Sequence[float]) -> dict[str, list[Paragraph]]:
    """Return title and second title of a slide, the second only if it says something else."""
    (first, second), slots = material.languages, LAYOUTS[layout].slots
    texts = material.say_both(say)
    other = texts[second] if clean(texts[second]) != clean(texts[first]) else ""
    return {
        "title": fit_slot(texts[first], first, slots["title"], sizes),
        "second": fit_slot(other, second, slots["second"], SECOND_SIZES),
    }


def fit_line(material: Material, slot: Slot, say: Say) -> list[Paragraph]:
    """Return what `say` says in both languages on the one line of a slot."""
    return fit_slot(join_both(material.say_both(say), material.languages), material.languages[0], slot, LINE_SIZES)


def make_opening(material: Material, stop: Stop, provenance: Mapping[str, Provenance]) -> Card:
    """Return the first slide: title, who speaks, how much is told, and all places as lights."""
    publication, slots = material.publication, LAYOUTS["opening"].slots
    texts = {
        **fit_both(material, "opening", lambda words: title_of(publication, words), OPENING_SIZES),
        "by": fit_line(material, slots["by"], lambda words: say_by(publication, words)),
        "counts": fit_line(material, slots["counts"], lambda words: count_told(publication, stop.rows, words)),
    }
    boxes = {} if texts["by"] else {"counts": slots["counts"].box._replace(y=slots["by"].box.y)}
    notes = [*tell_lines({language: one.lines for language, one in provenance.items()}, material.both)]
    shapes = draw_cover_places(count(100), material, material.gather(stop), say_map(material))
    return Card("opening", texts, notes, shapes, boxes=boxes)


def say_map(material: Material) -> str:
    """Return what is read aloud in the place of the map: which places it shows."""
    entries = [*material.entries.values()]
    return DOT.join(
        say_of(words.gettext("Map"), name_cities(entries, words.language), words) for words in material.both
    )


def make_world(material: Material, laid: PrintMap) -> Card:
    """Return the slide of the map, every place at its light and named."""
    entries = [*material.entries.values()]
    rows = [*material.entries]
    texts = fit_both(material, "world", lambda words: count_told(material.publication, rows, words), HEAD_SIZES[1:])
    notes = [
        *(note(words.gettext(text), words.language) for text in (COLOURS, GROUNDS) for words in material.both),
        *tell_cases(entries, material.both),
    ]
    shapes = draw_places(count(100), laid, material, light_cities(material, entries), say_map(material))
    return Card("world", texts, notes, shapes)


def light_cities(material: Material, entries: Sequence[Entry]) -> dict[str, Light]:
    """Return how each place of `entries` is lit: in the colour of the main theme of its first case."""
    cases = Counter(entry.city_id for entry in entries)
    return {
        entry.city_id: Light(main_color(entry.themes, material.themes), cases[entry.city_id])
        for entry in reversed(entries)
    }


def make_chapter(material: Material, stop: Stop, laid: PrintMap) -> Card:
    """Return the slide of a chapter, its places lit."""
    publication, entries, slots = material.publication, material.gather(stop), LAYOUTS["chapter"].slots
    names = material.say_both(lambda words: name_chapter(publication, stop.chapter, words))
    divider = find_divider(publication, stop.chapter)
    speaker = divider.speaker if divider else Both()
    texts = {
        **fit_both(material, "chapter", lambda words: names[words.language], HEAD_SIZES),
        "by": fit_line(material, slots["by"], lambda words: speaker.say(words.language)),
        "counts": fit_line(material, slots["counts"], lambda words: count_cases(stop, words)),
    }
    first = publication.words
    said = say_of(join_both(names, material.languages), name_cities(entries, first.language), first)
    shapes = draw_places(count(100), laid, material, light_cities(material, entries), said)
    return Card("chapter", texts, [*tell_cases(entries, material.both)], shapes)


def count_cases(stop: Stop, words: Translator) -> str:
    """Return how many cases a stop is about."""
    return words.ngettext("%d case", "%d cases", len(stop.rows)) % len(stop.rows)
