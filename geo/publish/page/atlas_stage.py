"""The tour that the page of the atlas tells: its stops, and what its map lights."""

from typing import Any, Final

from geo.publish.chapters import find_divider, name_chapter
from geo.publish.publication import Publication
from geo.publish.titles import count_told, say_by, title_of
from geo.query.selection import gather_places
from geo.text import LANGUAGES, Translator, set_chinese, translator
from geo.tour.keys import actions_by_key
from geo.tour.stops import Stop, main_theme

LIGHTING: Final = ("chapter", "group")  # kinds of stops whose places the map lights
WITHOUT: Final = ("speaker", "code")  # actions that need a second window, or the server

Said = dict[str, Any]


def describe_stage(publication: Publication) -> Said:
    """Return the stops of `publication` with the words of their cards, what the map lights, and the keys."""
    cases = publication.atlas.cases
    chapters = [stop for stop in publication.stops if stop.kind in LIGHTING]
    told = [cases[row] for row in dict.fromkeys(row for stop in publication.stops for row in stop.rows)]
    return {
        "stops": [describe_stop(publication, stop, chapters) for stop in publication.stops],
        "plan": {
            "shown": gather_places((case["city_id"], case["themes"]) for case in told),
            "chapters": [
                {
                    "theme": dict(stop.chapter).get("theme", ""),
                    "cities": [*dict.fromkeys(cases[row]["city_id"] for row in stop.rows)],
                }
                for stop in chapters
            ],
            "language": publication.language,
            "hall": "dark",
        },
        "keys": {key: action for key, action in actions_by_key().items() if action not in WITHOUT},
    }


def describe_stop(publication: Publication, stop: Stop, chapters: list[Stop]) -> Said:
    """Return what the presentation needs of `stop`, and the words of its card; those of a case stand in the tables."""
    case = publication.atlas.cases[stop.rows[0]] if stop.kind == "case" else None
    title = both(lambda words: name_stop(publication, stop, words))
    return {
        "kind": stop.kind,
        "case": case["case_id"] if case else None,
        "city": case["city_id"] if case else None,
        "theme": main_theme(case, publication.selection.values("theme")) if case else "",
        "chapter": find_chapter(stop, chapters),
        "label": "",
        "address": "",
        "foot": "",
        "key": "",
        "seconds": 0,
        "names": title,
        "title": title,
        "lines": [both(lambda words, say=say: say(publication, stop, words)) for say in LINES.get(stop.kind, ())],
    }


def both(say: Any) -> list[str]:  # noqa: ANN401 (what says something in a language)
    """Return what `say` says in each language."""
    return [say(translator(language)) for language in LANGUAGES]


def find_chapter(stop: Stop, chapters: list[Stop]) -> int | None:
    """Return the number of the chapter of `stop`, from 0; None where it has none."""
    if stop in chapters:
        return chapters.index(stop)
    return next((at for at, one in enumerate(chapters) if stop.chapter and one.chapter == stop.chapter), None)


def name_stop(publication: Publication, stop: Stop, words: Translator) -> str:
    """Return what `stop` is called: title, chapter, cities, or the end."""
    if stop.kind == "opening":
        return title_of(publication, words)
    if stop.kind == "chapter":
        return name_chapter(publication, stop.chapter, words)
    if stop.kind == "closing":
        return words.gettext("Thank you")
    cases = [publication.atlas.cases[row] for row in stop.rows]
    return words.gettext(", ").join(dict.fromkeys(case[f"city_{words.language}"] for case in cases))


def say_totals(publication: Publication, stop: Stop, words: Translator) -> str:
    """Return how many cases and places `stop` tells."""
    return count_told(publication, stop.rows, words)


def say_left(publication: Publication, stop: Stop, words: Translator) -> str:
    """Return how many cases the stage does not tell."""
    left = 0 if publication.tour else len(publication.rows) - len(stop.rows)
    return words.gettext("The stage tells the first of them: %d more are found.") % left if left else ""


def say_speaker_and_day(publication: Publication, _stop: Stop, words: Translator) -> str:
    """Return who speaks and when, as far as a tour of one's own says it."""
    return say_by(publication, words)


def say_speaker(publication: Publication, stop: Stop, words: Translator) -> str:
    """Return who speaks in a chapter of a tour of one's own."""
    divider = find_divider(publication, stop.chapter)
    return divider.speaker.say(words.language) if divider else ""


def say_titles(publication: Publication, stop: Stop, words: Translator) -> str:
    """Return the titles of the cases of `stop`."""
    titles = [publication.atlas.cases[row][f"title_{words.language}"] for row in stop.rows]
    return "\n".join(set_chinese(title) if words.language == "zh" else title for title in titles if title)


def say_ours(_publication: Publication, _stop: Stop, words: Translator) -> str:
    """Return what is published and what is ours."""
    return words.gettext("Published: Chinese titles and lists. Ours: themes, English, coordinates.")


def say_map(_publication: Publication, _stop: Stop, words: Translator) -> str:
    """Return where map and coordinates come from."""
    return words.gettext("Base map: Natural Earth. Coordinates: GeoNames.")


LINES: Final = {
    "opening": (say_speaker_and_day, say_totals, say_left),
    "chapter": (say_speaker, say_totals),
    "group": (say_titles,),
    "closing": (say_ours, say_map),
}
