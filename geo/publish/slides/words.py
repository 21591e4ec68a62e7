"""What stands on slides, in words: counts, places in lists, speakers."""

from collections.abc import Mapping, Sequence

from geo.publish.publication import Publication
from geo.publish.titles import DOT
from geo.query.facets import name_values
from geo.text import Translator
from geo.tour.own_tour import Told
from geo.tour.stops import Stop


def told_of(publication: Publication, stop: Stop) -> Told:
    """Return what a speaker wants at `stop`; nothing of another tour."""
    told = publication.tour.stops[stop.own] if publication.tour and stop.own is not None else None
    return told if isinstance(told, Told) else Told(())


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
