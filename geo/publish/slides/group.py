"""The slide of several cases that are told together."""

from collections.abc import Iterator, Sequence
from typing import Final

from geo.publish.entries import Entry
from geo.publish.slides.case import Card, draw_case, find_region, list_themes, name_cities, name_themes
from geo.publish.slides.fit import LINE_EM, cut_short, fit_piece, measure_paragraphs
from geo.publish.slides.layouts import LAYOUTS, SMALL_SIZE, SOFT
from geo.publish.slides.map import main_color
from geo.publish.slides.material import Material
from geo.publish.slides.notes import tell_case, tell_own
from geo.publish.slides.words import told_of
from geo.publish.slides.xml import Paragraph, Piece, Slot, clean
from geo.tour.stops import Stop

TITLE_SIZES, SECOND_SIZES = (28.0, 24.0, 20.0), (16.0, 14.0)  # points
SENTENCE_SIZE: Final = 16.0  # points
GROUP_GAP, LINE_GAP = 12.0, 2.0  # points above a case, and above its further lines
# What is tried until all cases fit: size of titles (points), and how many parts of each case are told.
STEPS: Final = ((20.0, 3), (18.0, 3), (16.0, 3), (18.0, 2), (16.0, 2), (18.0, 1), (16.0, 1))


def make_group(material: Material, stop: Stop) -> Card:
    """Return the slide of several cases that are told together."""
    publication, entries = material.publication, material.gather(stop)
    slots, (first, second) = LAYOUTS["group"].slots, material.languages
    themes = list_themes(entries)
    title, other = (Piece(name_cities(entries, language), language) for language in (first, second))
    texts = {
        "title": [Paragraph([fit_piece(title, TITLE_SIZES, slots["title"].box, serif=first == "en")])],
        "second": [Paragraph([fit_piece(other, SECOND_SIZES, slots["second"].box)])],
        "facts": list_cases(material, entries, slots["facts"]),
        **name_themes(themes, material.languages),
    }
    curators = "\n".join(str(publication.atlas.cases[entry.row].get("notes", "")) for entry in entries)
    notes = [
        *tell_own(told_of(publication, stop).notes, curators, material.both),
        *(line for entry in entries for line in tell_case(entry, material.both)),
    ]
    region = find_region(entries)
    return Card("group", texts, notes, draw_case(material, stop, region), region)


def list_cases(material: Material, entries: Sequence[Entry], slot: Slot) -> list[Paragraph]:
    """Return the cases of a group: titles in both languages and what each is, or less of it, whatever fits."""
    for size, parts in STEPS:
        told = [line for entry in entries for line in tell_in_group(material, entry, size, parts)]
        if measure_paragraphs(told, size, slot.box.width, material.languages[0]) <= slot.box.height:
            return told
    most = max(1, int(slot.box.height / len(entries) / (SENTENCE_SIZE * LINE_EM["zh"] + GROUP_GAP)))
    return [
        line._replace(
            pieces=[line.pieces[0]._replace(text=cut_short(line.pieces[0].text, SENTENCE_SIZE, slot.box.width, most))]
        )
        for line in told
    ]


def tell_in_group(material: Material, entry: Entry, size: float, parts: int) -> Iterator[Paragraph]:
    """Yield title, title in the other language and what it is of a case, the first so many `parts`."""
    first, second = material.languages
    color = main_color(entry.themes, material.themes)
    title = clean(entry.title[first] or entry.title["zh"])
    named = f"{clean(entry.city[first])}{'：' if first == 'zh' else ': '}{title}"
    lines = [Paragraph([Piece(named, first, size, bold=True, color=color)], before=GROUP_GAP)]
    other = clean(entry.title[second])
    if other and other != title:
        lines.append(Paragraph([Piece(other, second, SMALL_SIZE, color=SOFT)], before=LINE_GAP))
    lines += [
        Paragraph([Piece(clean(known.text[first]), first, SENTENCE_SIZE)], before=LINE_GAP) for known in entry.known[:1]
    ]
    yield from lines[:parts]
