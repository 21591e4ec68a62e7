"""What the slide of a case says, and that of several cases told together: as much as fits, the rest is in the notes."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import Final, NamedTuple

from geo.publish.entries import Entry, Known, Source, Theme
from geo.publish.print_land import Box
from geo.publish.slide_fit import count_lines, cut_short, fit_piece, measure_paragraph, measure_paragraphs, measure_text
from geo.publish.slide_layouts import (
    BODY_SIZE,
    FACTS_GAP,
    LAYOUTS,
    MOST_THEMES,
    PAPER,
    SIDE,
    SMALL_SIZE,
    SOFT,
    color_of,
)
from geo.publish.slide_map import Region, choose_region, draw_located, main_color
from geo.publish.slide_material import Material
from geo.publish.slide_notes import tell_case, tell_own
from geo.publish.slide_words import DOT, join_both, say_position, told_of
from geo.publish.slide_xml import Paragraph, Piece, Slot, clean, write_shape
from geo.tables.schema import FACT_KINDS
from geo.text import Translator, shorten_list, translator
from geo.tour.stops import Stop

TITLE_SIZES: Final = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0)  # points
SECOND_SIZES: Final = {30.0: 16.0, 28.0: 16.0, 26.0: 16.0}  # points, of the second title by the size of the first
TITLES_HEIGHT: Final = 130.0  # points, of both titles
TITLES_GAP: Final = 7.0  # points between them
FACT_SIZES: Final = (22.0, 20.0, 18.0, 16.0)  # points; none smaller is read in a hall
MOST_FACTS: Final = 4  # on a slide
ENOUGH_FACTS: Final = 3  # so many in a smaller size rather than fewer in a larger
# The kinds of facts in the order in which a hall wants them; shown in the order of the questions.
TELLING: Final = ("what", "result", "scale", "how", "recognition", "status", "since")
SOURCE_LINES: Final = 2  # below the facts
DISC: Final = 28.0  # points across


class Card(NamedTuple):
    """A slide: which of `LAYOUTS` it has, texts by placeholder, notes, shapes, and the region that its small map shows.

    `boxes` are those of placeholders that stand elsewhere than in the layout; `code` is a QR code (PNG), read aloud as
    `said`.
    """

    kind: str
    texts: Mapping[str, Sequence[Paragraph]]
    notes: Sequence[Paragraph]
    shapes: str = ""
    region: Region | None = None
    boxes: Mapping[str, Box] = MappingProxyType({})
    code: bytes = b""
    said: str = ""

    def name(self, words: Translator) -> str:
        """Return the name of its layout in the language of `words`: the kind of slide, and the region."""
        own = words.gettext(LAYOUTS[self.kind].name)
        return f"{own}{DOT}{words.gettext(self.region.name)}" if self.region else own


def make_case(material: Material, stop: Stop) -> Card:
    """Return the slide of one case."""
    publication, (entry,) = material.publication, material.gather(stop)
    slots, first = LAYOUTS["case"].slots, material.languages[0]
    facts, size = choose_facts(order_facts(material, stop, entry), slots["facts"], first)
    titles, boxes = fit_titles(entry, material.languages, slots)
    texts = {
        **titles,
        "city": [fit_city(entry, material.languages, slots["city"])],
        "facts": [write_fact(known, size, first) for known in facts] or say_nothing(material, entry),
        "sources": say_sources(entry.sources, facts, slots["sources"], material.publication.words),
        **name_themes(list_themes([entry]), material.languages),
        "position": [
            Paragraph([Piece(clean(say_position(publication, entry.row, words)), words.language)])
            for words in material.both
        ],
    }
    curators = str(publication.atlas.cases[entry.row].get("notes", ""))
    notes = [
        *tell_own(told_of(publication, stop).notes, curators, material.both),
        *tell_case(entry, material.both),
    ]
    region = find_region(material.gather(stop))
    shapes = draw_case(material, stop, region)
    return Card("case", texts, notes, shapes, region, boxes)


def find_region(entries: Sequence[Entry]) -> Region:
    """Return the region that shows all `entries`."""
    return choose_region([(entry.latitude, entry.longitude) for entry in entries])


def draw_case(material: Material, stop: Stop, region: Region) -> str:
    """Return the places of a stop on its small map, and the discs of its themes beside their names."""
    entries, numbers = material.gather(stop), count(100)
    names = ", ".join(dict.fromkeys(join_both(entry.city, material.languages) for entry in entries))
    said = f"{material.publication.words.gettext('Map')}: {names}"
    located = draw_located(numbers, material, entries, region, said)
    return located + "".join(draw_discs(numbers, material, list_themes(entries)))


def list_themes(entries: Sequence[Entry]) -> list[Theme]:
    """Return the themes of `entries`, each once, as many as have room."""
    return [*find_themes(entries)][:MOST_THEMES]


def find_themes(entries: Sequence[Entry]) -> Iterator[Theme]:
    """Yield the themes of `entries`, each when it first comes."""
    seen: set[str] = set()
    for theme in (theme for entry in entries for theme in entry.themes):
        if theme.theme not in seen:
            seen.add(theme.theme)
            yield theme


def draw_discs(numbers: Iterator[int], material: Material, themes: Sequence[Theme]) -> Iterator[str]:
    """Yield the disc of each theme with its glyph, left of its name."""
    first = material.languages[0]
    for i, theme in enumerate(themes, 1):
        box = LAYOUTS["case"].slots[f"theme {i}"].box
        at = Box(SIDE.x, box.y + (box.height - DISC) / 2, DISC, DISC)
        glyph = Paragraph([Piece(clean(theme.glyph[first])[:2], first, 14, bold=True, color=PAPER)])
        name = join_both(theme.name, material.languages)
        yield write_shape(
            next(numbers),
            name,
            at,
            form="ellipse",
            paint=color_of(theme, material.themes),
            paragraphs=[glyph],
            descr=name,
        )


def name_themes(themes: Sequence[Theme], languages: Sequence[str]) -> dict[str, list[Paragraph]]:
    """Return the names of `themes` by placeholder."""
    return {f"theme {i}": [name_theme(theme, languages)] for i, theme in enumerate(themes, 1)}


def name_theme(theme: Theme, languages: Sequence[str]) -> Paragraph:
    """Return the name of a theme in both languages, the second one small."""
    first, second = languages
    width = LAYOUTS["case"].slots["theme 1"].box.width
    name = cut_short(clean(theme.name[first]), BODY_SIZE, width, 1)
    left = width - measure_text(name + "  ", BODY_SIZE)
    other = clean(theme.name[second])
    small = Piece(f"  {other}", second, SMALL_SIZE, color=SOFT)
    fits = other != name and measure_text(other, SMALL_SIZE) <= left
    return Paragraph([Piece(name, first), *([small] if fits else [])])


def fit_city(entry: Entry, languages: Sequence[str], slot: Slot) -> Paragraph:
    """Return city and country of a case in both languages on one line; without the country where there is no room."""
    whole = [join_once(entry.city[language], entry.country[language]) for language in languages]
    parts = (DOT.join(dict.fromkeys(whole)), join_both(entry.city, languages), entry.city[languages[0]])
    wide = slot.box.width * 0.97
    said = next((text for text in map(clean, parts) if measure_text(text, slot.size) <= wide), clean(parts[-1]))
    first, dot, second = cut_short(said, slot.size, wide, 1).partition(DOT)
    return Paragraph([Piece(first, languages[0], bold=True), Piece(dot + second, languages[1])])


def join_once(city: str, country: str) -> str:
    """Return a city with its country, once where both have one name, as Singapore."""
    return ", ".join(dict.fromkeys((city, country))) if city.isascii() else " ".join(dict.fromkeys((city, country)))


def fit_titles(
    entry: Entry, languages: Sequence[str], slots: Mapping[str, Slot]
) -> tuple[dict[str, list[Paragraph]], dict[str, Box]]:
    """Return both titles of a case in the largest size in which they fit above the facts, and their boxes.

    A case without an English title has one title.
    """
    said = [(clean(entry.title[language]), language) for language in languages if entry.title[language]]
    (title, first), (other, second) = [*said, ("", languages[1])][:2]
    box, below = slots["title"].box, slots["second"].box
    for size in TITLE_SIZES:
        heights = measure_titles(Piece(title, first, size), Piece(other, second, second_size(size)), box.width)
        if sum(heights) + TITLES_GAP <= TITLES_HEIGHT:
            break
    else:
        title = cut_short(title, size, box.width, 3, serif=first == "en")
        other = cut_short(other, second_size(size), box.width, 2)
        heights = measure_titles(Piece(title, first, size), Piece(other, second, second_size(size)), box.width)
    small = [Paragraph([Piece(other, second, second_size(size))])] if other else []
    return (
        {"title": [Paragraph([Piece(title, first, size)])], "second": small},
        {
            "title": box._replace(height=max(heights[0], box.height)),
            "second": below._replace(y=box.y + heights[0] + TITLES_GAP, height=heights[1]),
        },
    )


def second_size(size: float) -> float:
    """Return the size of the second title beside a first one of `size`."""
    return SECOND_SIZES.get(size, SMALL_SIZE)


def measure_titles(first: Piece, second: Piece, width: float) -> tuple[float, float]:
    """Return the heights of both titles; nothing of one that says nothing."""
    return (
        measure_paragraph(Paragraph([first]), 0, width, first.language, serif=first.language == "en"),
        measure_paragraph(Paragraph([second]), 0, width, second.language) if second.text else 0,
    )


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

    Rather `ENOUGH_FACTS` in a smaller size than fewer in a larger; a single one that is too long is cut short.
    """
    found = [(fill_slot(ordered, slot, size, language), size) for size in FACT_SIZES]
    chosen, size = max(found, key=lambda it: (min(len(it[0]), ENOUGH_FACTS), it[1]))
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
    most = int(slot.box.height / (size * 1.45)) - 2
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
    return max(measure_text(words.gettext(kind.name), SMALL_SIZE) for kind in FACT_KINDS.values()) + 12


def say_nothing(material: Material, entry: Entry) -> list[Paragraph]:
    """Return that nothing is known of a case, and the words of its title that its themes rest on."""
    words = material.publication.words
    said = [words.gettext("No source found.")]
    if entry.evidence:
        evidence = words.gettext(", ").join(f"“{piece}”" for piece in entry.evidence)
        said.append(words.gettext("%(facet)s: %(values)s") % {"facet": words.gettext("Themes"), "values": evidence})
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


def make_group(material: Material, stop: Stop) -> Card:
    """Return the slide of several cases that are told together."""
    publication, entries = material.publication, material.gather(stop)
    slots, (first, second) = LAYOUTS["group"].slots, material.languages
    themes = list_themes(entries)
    names = {language: name_cities(entries, language) for language in material.languages}
    texts = {
        "title": [
            Paragraph(
                [fit_piece(Piece(names[first], first), (28.0, 24.0, 20.0), slots["title"].box, serif=first == "en")]
            )
        ],
        "second": [Paragraph([fit_piece(Piece(names[second], second), (16.0, 14.0), slots["second"].box)])],
        "facts": list_cases(material, entries, slots["facts"]),
        **name_themes(themes, material.languages),
    }
    notes = [
        *tell_own(told_of(publication, stop).notes, "", material.both),
        *(line for entry in entries for line in tell_case(entry, material.both)),
    ]
    region = find_region(entries)
    return Card("group", texts, notes, draw_case(material, stop, region), region)


def name_cities(entries: Sequence[Entry], language: str) -> str:
    """Return the cities of `entries`, each once."""
    return {"zh": "、", "en": ", "}[language].join(dict.fromkeys(clean(entry.city[language]) for entry in entries))


def list_cases(material: Material, entries: Sequence[Entry], slot: Slot) -> list[Paragraph]:
    """Return the cases of a group: titles in both languages and what each is, or less of it, whatever fits."""
    for size, parts in ((20.0, 3), (18.0, 3), (16.0, 3), (18.0, 2), (16.0, 2), (18.0, 1), (16.0, 1)):
        told = [line for entry in entries for line in tell_in_group(material, entry, size, parts)]
        if measure_paragraphs(told, size, slot.box.width, material.languages[0]) <= slot.box.height:
            return told
    most = max(1, int(slot.box.height / len(entries) / (16 * 1.45 + slot.before)))
    return [
        line._replace(pieces=[line.pieces[0]._replace(text=cut_short(line.pieces[0].text, 16, slot.box.width, most))])
        for line in told
    ]


def tell_in_group(material: Material, entry: Entry, size: float, parts: int) -> Iterator[Paragraph]:
    """Yield title, title in the other language and what it is of a case, the first so many `parts`."""
    first, second = material.languages
    color = main_color(entry.themes, material.themes)
    title = clean(entry.title[first] or entry.title["zh"])
    named = f"{clean(entry.city[first])}{'：' if first == 'zh' else ': '}{title}"
    lines = [Paragraph([Piece(named, first, size, bold=True, color=color)], before=12)]
    other = clean(entry.title[second])
    if other and other != title:
        lines.append(Paragraph([Piece(other, second, SMALL_SIZE, color=SOFT)], before=2))
    lines += [Paragraph([Piece(clean(known.text[first]), first, 16)], before=2) for known in entry.known[:1]]
    yield from lines[:parts]
