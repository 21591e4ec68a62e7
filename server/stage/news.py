"""What the stage says of the latest edition, topic by topic: the computed sentences of the page of news."""

from functools import lru_cache
from typing import Any, Final

from geo.insight.editions import MIN_POINTS, Change, Trend, compare_editions, say_cities, say_trends
from geo.insight.sentences import percent
from geo.query.atlas import Atlas
from geo.query.editions import AGAIN, BEFORE, NEW
from geo.text import Translator
from geo.tour.news import THEMES
from pages.parts.labels import count_words, value_names

SIGNS: Final = {NEW: "★", AGAIN: "↻"}  # as the map of the atlas marks its places (places.css)


@lru_cache(maxsize=4)
def change_of(atlas: Atlas) -> Change | None:
    """Return how the latest edition differs from those before it; None if there is only one."""
    return compare_editions(atlas.cases, atlas.known["edition"], atlas.known["theme"])


def sort_trends(atlas: Atlas) -> list[Trend]:
    """Return how the themes have moved, the one that grows most first."""
    change = change_of(atlas)
    return sorted(change.trends, key=lambda trend: -trend.difference) if change else []


def find_growing(atlas: Atlas) -> str:
    """Return the theme that has grown most, "" if none has."""
    return next((trend.theme for trend in sort_trends(atlas) if trend.difference >= MIN_POINTS), "")


def name_topic(topic: str, words: Translator) -> str:
    """Return the heading of what is told of a `topic`, behind the sign that its cities have."""
    _ = words.gettext
    names = {NEW: _("New cities"), AGAIN: _("Cities that come again"), THEMES: _("Themes that grow and shrink")}
    return sign(topic, names[topic])


def say_topic(atlas: Atlas, topic: str, words: Translator) -> str:
    """Return what is told of a `topic` in a sentence."""
    change = change_of(atlas)
    if not change:
        return ""
    if topic == THEMES:
        return say_trends(change, value_names(atlas, words), words)
    return say_cities(change, topic, city_names(atlas, words), words)


def say_beside(atlas: Atlas, topic: str, words: Translator) -> str:
    """Return what is said beside it in small letters: of cities that come again which do not, of themes what is lit."""
    _ = words.gettext
    change, growing = change_of(atlas), find_growing(atlas)
    if change and topic == AGAIN:
        return say_cities(change, BEFORE, city_names(atlas, words), words)
    if change and topic == THEMES and growing:
        lit = {"theme": value_names(atlas, words)["theme"][growing], "edition": change.latest}
        return _("On the map: %(theme)s in %(edition)s") % lit
    return ""


def city_names(atlas: Atlas, words: Translator) -> dict[str, str]:
    """Return the name of each city by its id."""
    return {case["city_id"]: case[f"city_{words.language}"] for case in atlas.cases}


def list_counts(atlas: Atlas, words: Translator) -> list[str]:
    """Return how many cases the latest edition has, and how many cities are new or come again."""
    change = change_of(atlas)
    if not change:
        return []
    new, again = (len(change.cities[age]) for age in (NEW, AGAIN))
    return [
        count_words(words)(change.cases[1]),
        sign(NEW, words.ngettext("%d new city", "%d new cities", new) % new),
        sign(AGAIN, words.ngettext("%d city comes again", "%d cities come again", again) % again),
    ]


def sign(topic: str, text: str) -> str:
    """Return `text` behind the sign of its `topic`, if it has one."""
    return f"{SIGNS[topic]}\xa0{text}" if topic in SIGNS else text


def list_signs(atlas: Atlas) -> dict[str, str]:
    """Return the sign of each city of the latest edition."""
    change = change_of(atlas)
    return {city: SIGNS[age] for age in SIGNS for city in change.cities[age]} if change else {}


def describe_trends(atlas: Atlas, words: Translator) -> list[dict[str, Any]]:
    """Return for each theme its shares before and now, and a sign of where they move; the one that grows most first."""
    return [
        {
            "theme": trend.theme,
            "before": percent(trend.share_before, words),
            "latest": percent(trend.share_latest, words),
            "sign": name_move(trend),
        }
        for trend in sort_trends(atlas)
    ]


def name_move(trend: Trend) -> str:
    """Return an arrow for how a share has moved."""
    if abs(trend.difference) < MIN_POINTS:
        return "→"
    return "↗" if trend.difference > 0 else "↘"
