"""What is known of a case, by the questions that readers ask: sentences, each with its source."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from geo.export.citations import STYLES
from geo.export.fact_sources import Fact, Key, key_of, name_source, number_sources
from geo.query.atlas import Atlas
from geo.query.search import merge_spans
from geo.tables.schema import FACT_KINDS, NOTE_KINDS, WHOSE_FACTS, list_rows
from geo.text import Translator, set_chinese
from pages.parts.describe import Said, mark
from pages.parts.figures import find_dates, find_numbers

_FIGURE: Final = Markup("<b>{}</b>")


def describe_facts(atlas: Atlas, words: Translator, case: str, day: date) -> Said | None:
    """Return what is known of the `case` (its id), read on `day`: questions, notes, sources, and whose words these are.

    Every question stands there, without answers too. None if the folder has no facts about any case.
    """
    if not atlas.facts:
        return None
    facts = atlas.facts.get(case, [])
    sources = number_sources(facts)
    return {
        "questions": [{**question, "answers": question["answers"][0]} for question in ask([facts], words, sources)],
        "notes": describe_notes(atlas, words, case),
        "sources": describe_sources(facts, sources, day),
        "whose": words.gettext(WHOSE_FACTS),
    }


def ask(cases: Sequence[Sequence[Fact]], words: Translator, sources: Mapping[Key, int]) -> list[Said]:
    """Return each question with what the facts of each of `cases` answer to it, `sources` by their number."""
    return [
        {
            "kind": kind,
            "text": words.gettext(FACT_KINDS[kind].question),
            "answers": [
                [describe_fact(fact, words, sources) for fact in facts if fact["kind"] == kind] for facts in cases
            ],
        }
        for kind in FACT_KINDS
    ]


def describe_notes(atlas: Atlas, words: Translator, case: str) -> list[Said]:
    """Return how the title of the `case` (its id) was read, and where the sources about it disagree."""
    notes = atlas.tables.research_notes
    return [describe_note(note, words) for note in list_rows(notes[notes["case_id"] == case])]


def describe_note(note: Mapping[str, Any], words: Translator) -> Said:
    """Return what `note`, a row of research_notes.csv, is about, and its text."""
    text = str(note[f"text_{words.language}"])
    return {"kind": note["kind"], "name": words.gettext(NOTE_KINDS[str(note["kind"])]), "text": set_chinese(text)}


def describe_fact(fact: Fact, words: Translator, sources: Mapping[Key, int]) -> Said:
    """Return the sentence of `fact`, its figures set off, with its source by number and by name."""
    return {
        "case": fact["case_id"],
        "text": set_off_figures(fact, words.language),
        "source": sources[key_of(fact)],
        "link": fact["source_url"],
        "named": name_source(fact),
        "unsure": words.gettext("confidence: low") if fact["confidence"] == "low" else "",
    }


def set_off_figures(fact: Fact, language: str) -> Markup:
    """Return the sentence of `fact` as HTML, its figures in <b>; of a beginning, the dates are the figures."""
    text = str(fact[f"text_{language}"])
    dates = find_dates(text, language) if fact["kind"] == "since" else []
    spans = merge_spans([*find_numbers(text, language), *dates])
    return mark(text, spans, _FIGURE)


def describe_sources(facts: Iterable[Fact], sources: Mapping[Key, int], day: date) -> list[Said]:
    """Return what is said of each of the `sources` of `facts`, once, and how it is cited on `day`."""
    once: dict[Key, Fact] = {}
    for fact in facts:
        once.setdefault(key_of(fact), fact)
    return [describe_source(fact, sources, day) for fact in once.values()]


def describe_source(fact: Fact, sources: Mapping[Key, int], day: date) -> Said:
    """Return number, title, publisher, date and address of the source of `fact`, and how it is cited on `day`."""
    return {
        "number": sources[key_of(fact)],
        **{name: fact[f"source_{name}"] for name in ("title", "publisher", "date", "url")},
        "citations": [(style.name, style.cite_fact(fact, day)) for style in STYLES],
    }
