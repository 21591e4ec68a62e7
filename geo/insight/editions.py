"""What the latest edition brings: places that are new, come again or are left out, and themes that grow or shrink."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from geo.insight.counts import Case
from geo.insight.sentences import MAX_NAMED, Names, capitalise, name_several, percent, round_half_up
from geo.query.editions import AGAIN, BEFORE, NEW, tell_ages
from geo.text import Translator

MIN_POINTS: Final = Fraction(1, 200)  # half a point: a smaller difference is none


class Trend(NamedTuple):
    """The share of a theme in the cases of the editions before, and in those of the latest."""

    theme: str
    before: int
    latest: int
    share_before: Fraction
    share_latest: Fraction

    @property
    def difference(self) -> Fraction:
        """Return by how much the share has grown."""
        return self.share_latest - self.share_before


class Change(NamedTuple):
    """What `latest` has beside all editions before it: ids of cities by age (new, again, before), cases, and themes."""

    latest: str
    before: tuple[str, ...]
    cities: Mapping[str, tuple[str, ...]]
    cases: tuple[int, int]  # before, latest
    trends: tuple[Trend, ...]


def compare_editions(cases: Collection[Case], editions: Sequence[str], themes: Sequence[str]) -> Change | None:
    """Return how the last of `editions` differs from those before it; None if there are no two."""
    if len(editions) < 2:  # noqa: PLR2004 (two make a difference)
        return None
    latest = [case for case in cases if case["edition"] == editions[-1]]
    before = [case for case in cases if case["edition"] != editions[-1]]
    ages = tell_ages(cases, editions)
    return Change(
        editions[-1],
        tuple(editions[:-1]),
        {age: tuple(city for city, its in ages.items() if its == age) for age in (NEW, AGAIN, BEFORE)},
        (len(before), len(latest)),
        tuple(find_trend(theme, before, latest) for theme in themes),
    )


def find_trend(theme: str, before: Collection[Case], latest: Collection[Case]) -> Trend:
    """Return how `theme` stands in the cases `before` and in the `latest`; a case with two themes counts in both."""
    earlier, later = (sum(theme in case["themes"] for case in cases) for cases in (before, latest))
    return Trend(theme, earlier, later, Fraction(earlier, len(before) or 1), Fraction(later, len(latest) or 1))


def say_cities(change: Change, age: str, names: Mapping[str, str], words: Translator) -> str:
    """Return how many cities of `age` there are, and their `names` if they are few."""
    _ = words.gettext
    cities = change.cities[age]
    if not cities:
        return {
            NEW: _("No city is new."),
            AGAIN: _("No city comes again."),
            BEFORE: _("Every city of before comes again."),
        }[age]
    if len(cities) > MAX_NAMED:
        return count_cities(change, age, words)
    said = {
        NEW: words.ngettext("%(cities)s is new in %(edition)s.", "%(cities)s are new in %(edition)s.", len(cities)),
        AGAIN: words.ngettext(
            "%(cities)s comes again in %(edition)s.", "%(cities)s come again in %(edition)s.", len(cities)
        ),
        BEFORE: words.ngettext(
            "%(cities)s does not come again in %(edition)s.",
            "%(cities)s do not come again in %(edition)s.",
            len(cities),
        ),
    }[age]
    named = name_several([names[city] for city in cities], _("%d cities"), words)
    return capitalise(said % {"cities": named, "edition": change.latest})


def count_cities(change: Change, age: str, words: Translator) -> str:
    """Return how many cities of `age` there are, which are too many to be named."""
    _ = words.gettext
    said = {
        NEW: _("%(cities)d cities are new in %(edition)s."),
        AGAIN: _("%(cities)d cities come again in %(edition)s."),
        BEFORE: _("%(cities)d cities do not come again in %(edition)s."),
    }[age]
    return said % {"cities": len(change.cities[age]), "edition": change.latest}


def say_trends(change: Change, names: Names, words: Translator) -> str:
    """Return which theme has grown most, and which has shrunk most, by shares of the cases."""
    _ = words.gettext
    ordered = sorted(change.trends, key=lambda trend: -trend.difference)
    clauses = [
        said % describe_trend(trend, names, words)
        for trend, said, moved in (
            (ordered[0], _("%(theme)s grows most, from %(before)s to %(latest)s of the cases"), 1),
            (ordered[-1], _("%(theme)s shrinks most, from %(before)s to %(latest)s"), -1),
        )
        if trend.difference * moved >= MIN_POINTS
    ]
    return words.gettext("%s.") % _("; ").join(clauses) if clauses else _("No theme grows or shrinks.")


def describe_trend(trend: Trend, names: Names, words: Translator) -> dict[str, str]:
    """Return the words for a theme and its shares."""
    shares = {"before": percent(trend.share_before, words), "latest": percent(trend.share_latest, words)}
    return {"theme": names["theme"][trend.theme], **shares}


def say_difference(trend: Trend, words: Translator) -> str:
    """Return by how many percentage points a theme has grown or shrunk, reckoned before rounding."""
    points = round_half_up(abs(trend.difference) * 100)
    if not points:
        return words.gettext("as before")
    if trend.difference > 0:
        return words.ngettext("%d point more", "%d points more", points) % points
    return words.ngettext("%d point less", "%d points less", points) % points
