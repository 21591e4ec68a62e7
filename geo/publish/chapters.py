"""The chapters of a publication: those of its tour, or those that its order makes, each with its cases."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geo.publish.publication import Publication
from geo.query.facets import name_values
from geo.text import LANGUAGES, Translator, translator
from geo.tour.own_stops import OWN
from geo.tour.own_tour import Divider
from geo.tour.stops import Chapter


class Part(NamedTuple):
    """A chapter: its name and who speaks in it, each by language, and the rows of its cases in the order told."""

    name: Mapping[str, str]
    speaker: Mapping[str, str]
    rows: Sequence[int]


def list_parts(publication: Publication) -> list[Part]:
    """Return the chapters of `publication` that have cases, each case where it is told first."""
    told: dict[Chapter, list[int]] = {}
    left = set(publication.rows)
    for stop in publication.stops:
        if stop.kind in {"case", "group"}:
            told.setdefault(stop.chapter, []).extend(row for row in stop.rows if row in left)
            left.difference_update(stop.rows)
    return [make_part(publication, chapter, rows) for chapter, rows in told.items() if rows]


def make_part(publication: Publication, chapter: Chapter, rows: Sequence[int]) -> Part:
    """Return `chapter` with its names and the `rows` of its cases."""
    names = {language: name_chapter(publication, chapter, translator(language)) for language in LANGUAGES}
    divider = find_divider(publication, chapter)
    return Part(names, divider.speaker._asdict() if divider else dict.fromkeys(LANGUAGES, ""), rows)


def name_chapter(publication: Publication, chapter: Chapter, words: Translator) -> str:
    """Return the name of `chapter`; its edition only where several are told."""
    if divider := find_divider(publication, chapter):
        return divider.chapter.say(words.language) or words.gettext("Chapter")
    names = name_values(publication.atlas.tables, words)
    nameless = words.gettext("Without a theme")
    said = [names[facet].get(value, value) or nameless for facet, value in chapter]
    return " · ".join(said if len(publication.editions) > 1 else said[-1:]) or words.gettext("Cases")


def find_divider(publication: Publication, chapter: Chapter) -> Divider | None:
    """Return the divider of the tour at which `chapter` begins; None of a chapter that the atlas has made."""
    if not publication.tour or not chapter or chapter[-1][0] != OWN:
        return None
    stop = publication.tour.stops[int(chapter[-1][1])]
    return stop if isinstance(stop, Divider) else None
