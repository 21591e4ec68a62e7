"""What is said of each published case in both languages: the same on a slide, in print and in the file of the atlas."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from geo.export.fact_sources import Fact, key_of, number_sources
from geo.publish.publication import Publication
from geo.query.facets import name_values
from geo.tables.schema import FACT_KINDS, NOTE_KINDS, list_rows
from geo.text import LANGUAGES, set_chinese, translator

Both = Mapping[str, str]  # a text by language (zh, en)


class Theme(NamedTuple):
    """A theme: its id, and names, glyphs and colours for a light and a dark ground."""

    theme: str
    name: Both
    glyph: Both
    color_light: str
    color_dark: str


class Source(NamedTuple):
    """A source of facts, by the number under which the case names it."""

    number: int
    title: str
    publisher: str
    date: str
    url: str


class Known(NamedTuple):
    """A sentence about a case, the question it answers, and the number of its source; `unsure`: of low confidence."""

    kind: str
    question: Both
    text: Both
    source: int
    unsure: bool


class Note(NamedTuple):
    """How a title was read, or where sources disagree."""

    kind: str
    name: Both
    text: Both


class Entry(NamedTuple):
    """A case as it is published; `number` is its place among the published ones, from 1.

    Both of `title` are there only if the table has both: of an untranslated one the English is "". `evidence` are the
    words of the Chinese title that the themes rest on.
    """

    number: int
    row: int
    case_id: str
    edition: str
    city_id: str
    city: Both
    country: Both
    region: Both  # "" outside China
    title: Both
    themes: Sequence[Theme]
    list: Both  # its name
    position: int
    evidence: Sequence[str]
    confidence: str
    known: Sequence[Known]
    notes: Sequence[Note]
    sources: Sequence[Source]
    latitude: float
    longitude: float


def list_entries(publication: Publication) -> list[Entry]:
    """Return an entry for each case of `publication`, in its order."""
    atlas = publication.atlas
    themes = {theme.theme: theme for theme in list_themes(publication)}
    names = {language: name_values(atlas.tables, translator(language)) for language in LANGUAGES}
    notes: dict[str, list[Mapping[str, Any]]] = {}
    for note in list_rows(atlas.tables.research_notes):
        notes.setdefault(note["case_id"], []).append(note)
    return [
        make_entry(number, row, atlas.cases[row], themes, names)._replace(
            **tell_known(atlas.facts.get(atlas.cases[row]["case_id"], ())),
            notes=[make_note(note) for note in notes.get(atlas.cases[row]["case_id"], ())],
        )
        for number, row in enumerate(publication.rows, 1)
    ]


def list_themes(publication: Publication) -> list[Theme]:
    """Return all themes of the atlas, in their order."""
    return [
        Theme(row["theme"], pair(row, "name"), pair(row, "glyph"), row["color_light"], row["color_dark"])
        for row in list_rows(publication.atlas.tables.themes)
    ]


def pair(row: Mapping[str, Any], column: str) -> dict[str, str]:
    """Return the text `column` of `row` by language."""
    return {language: str(row[f"{column}_{language}"]) for language in LANGUAGES}


def make_entry(
    number: int,
    row: int,
    case: Mapping[str, Any],
    themes: Mapping[str, Theme],
    names: Mapping[str, Mapping[str, Mapping[str, str]]],
) -> Entry:
    """Return the entry of `case` without what is known of it; `names` are those of facets' values by language."""
    return Entry(
        number=number,
        row=row,
        **{name: case[name] for name in ("case_id", "edition", "city_id", "position", "latitude", "longitude")},
        city=pair(case, "city"),
        country=pair(case, "country"),
        region={language: names[language]["region"].get(case["region"], "") for language in LANGUAGES},
        title={"zh": set_chinese(case["title_zh"]), "en": case["title_en"]},
        themes=[themes[theme] for theme in case["themes"]],
        list={language: names[language]["list"][case["list"]] for language in LANGUAGES},
        evidence=[set_chinese(piece) for piece in case["theme_evidence"].split("|") if piece],
        confidence=case["theme_confidence"],
        known=(),
        notes=(),
        sources=(),
    )


def tell_known(facts: Iterable[Fact]) -> dict[str, Any]:
    """Return what is known of a case from its `facts`, in the order of the questions, and the sources."""
    rows = sorted(facts, key=lambda fact: [*FACT_KINDS].index(fact["kind"]))
    numbers = number_sources(rows)
    once = {key_of(fact): fact for fact in reversed(rows)}
    return {
        "known": [make_known(fact, numbers[key_of(fact)]) for fact in rows],
        "sources": [make_source(once[key], number) for key, number in numbers.items()],
    }


def make_known(fact: Fact, source: int) -> Known:
    """Return the sentence of `fact`, whose source has the number `source`."""
    question = FACT_KINDS[fact["kind"]].question
    return Known(
        kind=fact["kind"],
        question={language: translator(language).gettext(question) for language in LANGUAGES},
        text=pair(fact, "text"),
        source=source,
        unsure=fact["confidence"] == "low",
    )


def make_source(fact: Fact, number: int) -> Source:
    """Return the source of `fact` under its `number`."""
    return Source(number, *(str(fact[f"source_{name}"]) for name in ("title", "publisher", "date", "url")))


def make_note(note: Mapping[str, Any]) -> Note:
    """Return a row of research_notes.csv as it is published."""
    name = NOTE_KINDS[str(note["kind"])]
    text = pair(note, "text")
    return Note(
        kind=str(note["kind"]),
        name={language: translator(language).gettext(name) for language in LANGUAGES},
        text=text | {"zh": set_chinese(text["zh"])},
    )
