"""The stops of the chapter that tells what the latest edition brings: new cities, cities that come again, themes."""

from collections.abc import Sequence
from typing import Final

from geo.query.editions import AGAIN, NEW, tell_ages
from geo.tour.stops import MAX_TOUR_CASES, Case, Chapter, Stop

NEWS: Final = "news"  # the facet of the chapter; its value is the edition
THEMES: Final = "themes"  # the topic beside the ages of cities


def plan_news(cases: Sequence[Case], editions: Sequence[str], theme: str) -> list[Stop]:
    """Return the stops of the chapter of the last of `editions`: its own, and one for each topic that has a case.

    At each stop stand the rows of the cases of that edition that the topic is about, at most `MAX_TOUR_CASES`; for the
    themes these are the cases with `theme`, or all of them if it is "". Where there are no two editions with cases to
    compare, there are no stops.
    """
    ages = tell_ages(cases, editions)
    latest = [row for row, case in enumerate(cases) if ages and case["edition"] == editions[-1]]
    if not latest or len(latest) == len(cases):
        return []
    chapter: Chapter = ((NEWS, editions[-1]),)
    about = {age: [row for row in latest if ages[cases[row]["city_id"]] == age] for age in (NEW, AGAIN)}
    about[THEMES] = [row for row in latest if not theme or theme in cases[row]["themes"]]
    told = {topic: tuple(rows[:MAX_TOUR_CASES]) for topic, rows in about.items() if rows}
    return [
        Stop("chapter", tuple(latest[:MAX_TOUR_CASES]), chapter),
        *(
            Stop("news", rows, chapter, nth, len(told), topic=topic)
            for nth, (topic, rows) in enumerate(told.items(), 1)
        ),
    ]
