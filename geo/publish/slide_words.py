"""What stands on slides, in words: names of chapters, counts, speakers."""

from collections.abc import Mapping, Sequence
from typing import Final

from geo.publish.publication import Publication
from geo.query.facets import name_values
from geo.text import Translator
from geo.tour.own_stops import OWN
from geo.tour.own_tour import Both, Divider, Told
from geo.tour.stops import Chapter, Stop

DOT: Final = " · "


def name_chapter(publication: Publication, chapter: Chapter, words: Translator) -> str:
    """Return the name of a chapter; its edition only where there are several."""
    if chapter[-1][0] == OWN:
        return divider_of(publication, chapter).chapter.say(words.language) or words.gettext("Chapter")
    names = name_values(publication.atlas.tables, words)
    nameless = words.gettext("Without a theme")
    said = [names[facet].get(value, nameless) for facet, value in chapter]
    return DOT.join(said if publication.atlas.has_editions else said[-1:])


def divider_of(publication: Publication, chapter: Chapter) -> Divider:
    """Return what a speaker says of a chapter; nothing of one that is not his own."""
    facet, value = chapter[-1]
    divider = publication.tour.stops[int(value)] if publication.tour and facet == OWN else None
    return divider if isinstance(divider, Divider) else Divider(Both())


def told_of(publication: Publication, stop: Stop) -> Told:
    """Return what a speaker wants at `stop`; nothing of another tour."""
    told = publication.tour.stops[stop.own] if publication.tour and stop.own is not None else None
    return told if isinstance(told, Told) else Told(())


def say_by(publication: Publication, words: Translator) -> str:
    """Return who speaks, and when, as far as a tour of one's own says it."""
    tour = publication.tour
    said = (tour.speaker, tour.date) if tour else ()
    return DOT.join(text for one in said if (text := one.say(words.language)))


def say_counts(publication: Publication, rows: Sequence[int], words: Translator) -> str:
    """Return how many cases and places are told."""
    places = len({publication.atlas.cases[row]["city_id"] for row in rows})
    return DOT.join(
        [
            words.ngettext("%d case", "%d cases", len(rows)) % len(rows),
            words.ngettext("%d place", "%d places", places) % places,
        ]
    )


def say_position(publication: Publication, row: int, words: Translator) -> str:
    """Return where a case stands in its list; its edition too where there are several."""
    case = publication.atlas.cases[row]
    lists = name_values(publication.atlas.tables, words)["list"]
    said = words.gettext("%(list)s, no. %(position)d") % {"list": lists[case["list"]], "position": case["position"]}
    return f"{case['edition']}{DOT}{said}" if publication.atlas.has_editions else said


def say_of(name: str, text: str, words: Translator) -> str:
    """Return what is said of something, behind its name."""
    return words.gettext("%(facet)s: %(values)s") % {"facet": name, "values": text}


def join_both(texts: Mapping[str, str], languages: Sequence[str]) -> str:
    """Return a text in both `languages`, once if both say the same."""
    return DOT.join(dict.fromkeys(text for language in languages if (text := texts[language])))
