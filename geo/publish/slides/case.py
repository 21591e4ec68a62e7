"""The slide of a case: city, titles, themes, its place on a small map, and as many facts as fit."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import Final, NamedTuple

from geo.publish.entries import Entry, Theme
from geo.publish.paper.print_land import Box
from geo.publish.slides.facts import choose_facts, order_facts, say_nothing, say_sources, write_fact
from geo.publish.slides.fit import cut_short, measure_paragraph, measure_text
from geo.publish.slides.layouts import (
    BODY_SIZE,
    LAYOUTS,
    MOST_THEMES,
    PAPER,
    SIDE,
    SMALL_SIZE,
    SOFT,
    color_of,
)
from geo.publish.slides.map import Region, choose_region, draw_located
from geo.publish.slides.material import Material
from geo.publish.slides.notes import tell_case, tell_own
from geo.publish.slides.words import join_both, say_of, say_position, told_of
from geo.publish.slides.xml import Paragraph, Piece, Slot, clean, write_shape
from geo.publish.titles import DOT
from geo.text import Translator
from geo.tour.stops import Stop

TITLE_SIZES: Final = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0)  # points
SECOND_SIZES: Final = {30.0: 16.0, 28.0: 16.0, 26.0: 16.0}  # points, of the second title by the size of the first
TITLES_HEIGHT: Final = 130.0  # points, of both titles
TITLES_GAP: Final = 7.0  # points between them
DISC, GLYPH_SIZE = 28.0, 14.0  # points across, and of the letter in it


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
    words = material.publication.words
    said = say_of(words.gettext("Map"), names, words)
    located = draw_located(numbers, material, entries, region, said)
    return located + "".join(draw_discs(numbers, material, list_themes(entries)))


def list_themes(entries: Sequence[Entry]) -> list[Theme]:
    """Return the themes of `entries`, each once, as many as have room."""
    return [*{theme.theme: theme for entry in entries for theme in entry.themes}.values()][:MOST_THEMES]


def draw_discs(numbers: Iterator[int], material: Material, themes: Sequence[Theme]) -> Iterator[str]:
    """Yield the disc of each theme with its glyph, left of its name."""
    first = material.languages[0]
    for i, theme in enumerate(themes, 1):
        box = LAYOUTS["case"].slots[f"theme {i}"].box
        at = Box(SIDE.x, box.y + (box.height - DISC) / 2, DISC, DISC)
        glyph = Paragraph([Piece(clean(theme.glyph[first])[:2], first, GLYPH_SIZE, bold=True, color=PAPER)])
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


def name_cities(entries: Sequence[Entry], language: str) -> str:
    """Return the cities of `entries`, each once."""
    return {"zh": "、", "en": ", "}[language].join(dict.fromkeys(clean(entry.city[language]) for entry in entries))
