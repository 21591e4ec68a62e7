"""Which facts about a case its slide shows: the most telling that fit; the notes have them all."""

from collections.abc import Sequence
from typing import Final

from geo.publish.entries import Entry, Known, Source
from geo.publish.slides.fit import count_lines, count_room, cut_short, fit_piece, measure_paragraphs, measure_text
from geo.publish.slides.layouts import FACTS_GAP, LAYOUTS, SMALL_SIZE, SOFT
from geo.publish.slides.material import Material
from geo.publish.slides.words import say_of, told_of
from geo.publish.slides.xml import Paragraph, Piece, Slot, clean
from geo.tables.schema import FACT_KINDS
from geo.text import Translator, shorten_list, translator
from geo.tour.stops import Stop

FACT_SIZES: Final = (22.0, 20.0, 18.0, 16.0)  # points; none smaller is read in a hall
MOST_FACTS: Final = 4  # on a slide
ENOUGH_FACTS: Final = 3  # so many in a smaller size rather than fewer in a larger
# The kinds of facts in the order in which a hall wants them; shown in the order of the questions.
TELLING: Final = ("what", "result", "scale", "how", "recognition", "status", "since")
KIND_GAP: Final = 12.0  # points between what a fact tells, in a word, and its sentence
SOURCE_LINES: Final = 2  # below the facts


def order_facts(material: Material, stop: Stop, entry: Entry) -> list[Known]:
    """Return what is known of a case, the most telling first: what a speaker chose, then one sentence of each kind.

    What is not sure comes last.
    """
    wanted = told_of(material.publication, stop).fact
    facts = material.publication.atlas.facts.get(entry.case_id, [])
    chosen = {fact["text_zh"] for fact in facts if str(fact["fact"]) == wanted}
    kinds = [known.kind for known in entry.known]
    repeated = [kind in kinds[:i] for i, kind in enumerate(kinds)]
    ranked = sorted(
        zip(entry.known, repeated, strict=True),
        key=lambda it: (it[0].text["zh"] not in chosen, it[0].unsure, it[1], TELLING.index(it[0].kind)),
    )
    return [known for known, _ in ranked]


def choose_facts(ordered: Sequence[Known], slot: Slot, language: str) -> tuple[list[Known], float]:
    """Return which facts stand on a slide, in the order of the questions, and their size.

    The first of `ordered` is among them; rather `ENOUGH_FACTS` in a smaller size than fewer in a larger. A single one
    that is too long is cut short.
    """
    found = [(fill_slot(ordered, slot, size, language), size) for size in FACT_SIZES]
    chosen, size = max(found, key=lambda it: (ordered[:1] == it[0][:1], min(len(it[0]), ENOUGH_FACTS), it[1]))
    if ordered and not chosen:
        chosen = [shorten_fact(ordered[0], slot, size := FACT_SIZES[-1], language)]
    kinds = [*FACT_KINDS]
    return sorted(chosen, key=lambda known: kinds.index(known.kind)), size


def fill_slot(ordered: Sequence[Known], slot: Slot, size: float, language: str) -> list[Known]:
    """Return the first of `ordered` that fit in `slot` in `size`, passing by those that do not."""
    chosen: list[Known] = []
    for known in ordered:
        if len(chosen) < MOST_FACTS and fits_slot([*chosen, known], slot, size, language):
            chosen.append(known)
    return chosen


def fits_slot(facts: Sequence[Known], slot: Slot, size: float, language: str) -> bool:
    """Return whether `facts` fit in `slot` in `size`."""
    paragraphs = [write_fact(known, size, language)._replace(before=slot.before) for known in facts]
    return measure_paragraphs(paragraphs, size, slot.box.width, language) <= slot.box.height


def shorten_fact(known: Known, slot: Slot, size: float, language: str) -> Known:
    """Return a fact whose sentence is too long for `slot`, cut short."""
    width = slot.box.width - measure_kinds(language)
    most = count_room("zh", size, slot.box.height) - 2  # the number of the source may take a line, or a name two
    return known._replace(text={**known.text, language: cut_short(clean(known.text[language]), size, width, most)})


def write_fact(known: Known, size: float, language: str) -> Paragraph:
    """Return a fact as it stands on a slide: what it tells, in a word, the sentence, the number of its source."""
    name = clean(translator(language).gettext(FACT_KINDS[known.kind].name))
    sentence = clean(known.text[language])
    pieces = [
        Piece(f"{name}\t", language, SMALL_SIZE, bold=True, color=SOFT),
        Piece(sentence, language, size),
        Piece(f"\u00a0[{known.source}]", language, SMALL_SIZE, color=SOFT),
    ]
    return Paragraph(pieces, hang=measure_kinds(language))


def measure_kinds(language: str) -> float:
    """Return how far sentences hang in behind what their kinds are called."""
    words = translator(language)
    return max(measure_text(words.gettext(kind.name), SMALL_SIZE) for kind in FACT_KINDS.values()) + KIND_GAP


def say_nothing(material: Material, entry: Entry) -> list[Paragraph]:
    """Return that nothing is known of a case, and the words of its title that its themes rest on."""
    words = material.publication.words
    said = [words.gettext("No source found.")]
    if entry.evidence:
        evidence = words.gettext(", ").join(f"“{piece}”" for piece in entry.evidence)
        said.append(say_of(words.gettext("Themes"), evidence, words))
    box = LAYOUTS["case"].slots["facts"].box
    half = box._replace(height=box.height / 2 - FACTS_GAP)
    return [Paragraph([fit_piece(Piece(clean(text), words.language), FACT_SIZES, half)]) for text in said]


def say_sources(sources: Sequence[Source], facts: Sequence[Known], slot: Slot, words: Translator) -> list[Paragraph]:
    """Return publishers and years of the sources of `facts`, in two lines; the rest of them is in the notes."""
    numbers = {known.source for known in facts}
    named = [name_short(source) for source in sources if source.number in numbers]
    if not named:
        return []
    for kept in range(len(named), 0, -1):
        text = words.gettext("Sources: %s") % "  ".join(shorten_list(named, kept))
        if count_lines(text, SMALL_SIZE, slot.box.width) <= SOURCE_LINES:
            break
    return [Paragraph([Piece(cut_short(text, SMALL_SIZE, slot.box.width, SOURCE_LINES), words.language)])]


def name_short(source: Source) -> str:
    """Return number, publisher and year of a source; its title if no publisher is named."""
    said = " ".join(filter(None, (source.publisher or source.title, source.date[: len("2024")])))
    return f"[{source.number}] {clean(said)}"
