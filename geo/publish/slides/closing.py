"""The last slide: a code for phones, whose words all of this is, and where it comes from."""

import io
from collections.abc import Mapping
from typing import Final

from geo.publish.codes import QUIET_ZONE_MODULES, Code, code_of, make_code
from geo.publish.provenance import Provenance
from geo.publish.slides.cards import GROUNDS, HEAD_SIZES, fit_both
from geo.publish.slides.case import Card
from geo.publish.slides.fit import cut_short, measure_paragraphs
from geo.publish.slides.layouts import LAYOUTS, SMALL_SIZE
from geo.publish.slides.material import Material
from geo.publish.slides.notes import tell_lines
from geo.publish.slides.words import join_both, say_of
from geo.publish.slides.xml import Paragraph, Piece, Slot, clean
from geo.publish.titles import DOT
from geo.text import Translator, to_translate

QR_SCALE: Final = 12  # pixels a module: sharp on a wall too
METHOD_SIZES: Final = (18.0, 16.0, 15.0, 14.0)  # points, of sources and method
LANGUAGE_GAP: Final = 2.0  # points above what says the same in the second language
PROVENANCE: Final = to_translate("Published: Chinese titles and lists. Ours: themes, English, coordinates.")


def make_closing(material: Material, provenance: Mapping[str, Provenance]) -> Card:
    """Return the last slide: a code for phones, whose words all of this is, and where it comes from."""
    leads = bool(material.publication.address)
    heading = to_translate("Continue on your phone") if leads else to_translate("Sources and method")
    slots, code = LAYOUTS["closing"].slots, code_of(material.publication) if material.entries else None
    texts = {
        **fit_both(material, "closing", lambda words: words.gettext(heading), HEAD_SIZES),
        "facts": tell_method(material, provenance, slots["facts"]),
        "sources": say_code(material, code, slots["sources"]) if code else [],
    }
    notes = [*tell_lines({language: one.lines for language, one in provenance.items()}, material.both)]
    picture = draw_code(code.text) if code else b""
    said = say_of(join_both(code.caption, material.languages), code.text, material.publication.words) if code else ""
    return Card("closing", texts, notes, code=picture, said=said)


def say_code(material: Material, code: Code, slot: Slot) -> list[Paragraph]:
    """Return what a code is for in both languages, and what it holds."""
    width, first = slot.box.width, material.languages[0]
    said = [(clean(code.caption[language]), language) for language in material.languages]
    lines = [Piece(cut_short(text, SMALL_SIZE, width, 1), language) for text, language in said]
    return [Paragraph([line]) for line in (*lines, Piece(cut_short(clean(code.text), SMALL_SIZE, width, 2), first))]


def tell_method(material: Material, provenance: Mapping[str, Provenance], slot: Slot) -> list[Paragraph]:
    """Return whose words the sentences are and where all comes from, in the first size in which it fits."""
    for size in METHOD_SIZES:
        told = [
            Paragraph([Piece(clean(text), words.language, size)], before=slot.before if first else LANGUAGE_GAP)
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
