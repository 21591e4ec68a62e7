"""What every published file says of itself: title, day, where it comes from, and whose words its sentences are."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from geo.export.workbook import describe_filters, describe_sources
from geo.publish.publication import Publication
from geo.publish.titles import title_of
from geo.tables.schema import WHOSE_FACTS, list_rows
from geo.text import Translator


class Provenance(NamedTuple):
    """What the metadata of a file say, in one language; `lines` are (name, text) pairs for a page of method."""

    title: str
    author: str
    description: str
    assistance: str  # the label of machine assistance; "" without facts
    keywords: Sequence[str]
    day: date  # no clock: of the latest edition that is told, so that the same data give the same bytes
    lines: Sequence[tuple[str, str]]


def say_provenance(publication: Publication, words: Translator) -> Provenance:
    """Return what a file of `publication` says of itself in the language of `words`."""
    atlas = publication.atlas
    shown = atlas.placed.iloc[[*publication.rows]]
    lines = [
        *describe_sources(atlas.tables, shown, words, publication.approval),
        say_choice(publication, words),
        (words.gettext("Base map"), words.gettext("Natural Earth, 1:50m land, public domain, without borders")),
    ]
    told = any(case in atlas.facts for case in shown["case_id"])
    return Provenance(
        title=title_of(publication, words),
        author=words.gettext("City Governance Case Map"),
        description=join_lines(lines, words),
        assistance=words.gettext(WHOSE_FACTS) if told else "",
        keywords=[row[f"name_{words.language}"] for row in list_rows(atlas.tables.themes)],
        day=day_of(publication),
        lines=lines,
    )


def say_choice(publication: Publication, words: Translator) -> tuple[str, str]:
    """Return which cases are told: those of the filters, or of a tour, by its title."""
    if publication.tour:
        return words.gettext("Tour"), publication.tour.title.say(words.language)
    return words.gettext("Filters"), describe_filters(publication.atlas.tables, publication.selection, words)


def join_lines(lines: Sequence[tuple[str, str]], words: Translator) -> str:
    """Return (name, text) pairs in one line."""
    said = [words.gettext("%(facet)s: %(values)s") % {"facet": name, "values": text} for name, text in lines if text]
    return ("；" if words.language == "zh" else "; ").join(said)


def day_of(publication: Publication) -> date:
    """Return when the latest edition that is told was released: the first of the month if no day is known."""
    released = [
        str(row["released"])
        for row in list_rows(publication.atlas.tables.editions)
        if row["edition"] in publication.editions
    ]
    return date.fromisoformat(f"{max(released, default='1980-01')}-01"[: len("2024-12-01")])
