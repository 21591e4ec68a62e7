"""What the counts show, said in a sentence: which leads, by how much, and what cannot be compared.

Names are those of the values of each facet in the language of the sentence.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any, Final

from babel.lists import format_list
from babel.numbers import format_percent

from geo.insight.beginnings import Beginning, Row, Year, find_middle, find_span
from geo.insight.counts import DOMESTIC, INTERNATIONAL, Case, Contrast, Grid, Totals
from geo.text import Translator

Names = Mapping[str, Mapping[str, str]]  # of each value, by facet

RESULT: Final = "result"  # the kind of fact that says what came of a case
MAX_NAMED: Final = 3  # so many that share a first place are named; of more, only their number is said


def say_continents(grid: Grid, names: Names, words: Translator) -> str:
    """Return which theme is the most frequent on the continents with the most cases (`grid`: theme by continent)."""
    largest = sorted(grid.columns, key=lambda continent: -grid.column_totals[continent])
    themed = [continent for continent in largest if any(grid.cells[theme, continent] for theme in grid.rows)]
    if not themed:
        return say_no_theme(grid.cases, words)
    clauses: list[str] = []
    for continent in themed[:MAX_NAMED]:
        leaders = find_leaders({theme: grid.cells[theme, continent] for theme in grid.rows})
        said = words.gettext("%(themes)s in %(place)s (%(cases)s)")
        if not clauses:
            said = words.ngettext(
                "%(themes)s is the most frequent theme in %(place)s (%(cases)s)",
                "%(themes)s are the most frequent themes in %(place)s (%(cases)s)",
                len(leaders),
            )
        clauses.append(said % describe_leaders(grid, continent, leaders, names, words))
    return words.gettext("%s.") % words.gettext("; ").join(clauses)


def describe_leaders(
    grid: Grid, continent: str, leaders: Sequence[str], names: Names, words: Translator
) -> dict[str, str]:
    """Return the words for the themes that lead on `continent`, for the continent, and for how many cases they have."""
    _ = words.gettext
    places = {**names["continent"], "americas": _("the Americas")}
    count, whole = grid.cells[leaders[0], continent], grid.column_totals[continent]
    return {
        "themes": name_several([names["theme"][theme] for theme in leaders], _("%d themes"), words),
        "place": places[continent],
        "cases": say_share(count, whole, len(leaders), words),
    }


def say_lists(contrasts: Sequence[Contrast], names: Names, words: Translator) -> str:
    """Return by which themes each of the two lists is furthest above the other."""
    _ = words.gettext
    missing = {name for contrast in contrasts for name, share in contrast.shares.items() if share is None}
    if missing == {INTERNATIONAL}:
        return _("All cases found are on the Chinese list: there is nothing to compare them with.")
    if missing == {DOMESTIC}:
        return _("All cases found are on the international list: there is nothing to compare them with.")
    if not any(any(contrast.counts.values()) for contrast in contrasts):
        return say_no_theme(0 if missing else 1, words)
    marks = {name: name_contrasts(contrasts, name, names, words) for name in (DOMESTIC, INTERNATIONAL)}
    said = {
        DOMESTIC: _("the Chinese list leans towards %s"),
        INTERNATIONAL: _("the international list leans towards %s"),
    }
    clauses = [said[name] % themes for name, themes in marks.items() if themes]
    return capitalise(_("%s.") % (_("; ").join(clauses) or _("both lists have every theme equally often")))


def name_contrasts(contrasts: Sequence[Contrast], name: str, names: Names, words: Translator) -> str:
    """Return the themes by which list `name` is furthest above the other, with both shares; nothing if it never is."""
    _ = words.gettext
    other = DOMESTIC if name == INTERNATIONAL else INTERNATIONAL
    sign = 1 if name == DOMESTIC else -1
    shares = {contrast.theme: contrast.shares for contrast in contrasts}
    above = {contrast.theme: sign * (contrast.difference or Fraction()) for contrast in contrasts}
    said = [
        _("%(theme)s (%(here)s against %(there)s)")
        % {
            "theme": names["theme"][theme],
            "here": percent(shares[theme][name], words),
            "there": percent(shares[theme][other], words),
        }
        for theme in find_leaders(above)
    ]
    return name_several(said, _("%d themes"), words)


def say_gap(difference: Fraction | None, words: Translator) -> str:
    """Return on which list a theme has how many percentage points more, reckoned before rounding."""
    if difference is None:
        return ""
    points = round_half_up(abs(difference) * 100)
    if not points:
        return words.gettext("alike on both lists")
    if difference > 0:
        said = words.ngettext("%d point more on the Chinese list", "%d points more on the Chinese list", points)
    else:
        said = words.ngettext(
            "%d point more on the international list", "%d points more on the international list", points
        )
    return said % points


def say_regions(grid: Grid, names: Names, words: Translator) -> str:
    """Return which region of China has the most cases of the Chinese list (`grid`: region by theme)."""
    leaders = find_leaders(grid.row_totals)
    if not leaders:
        return words.gettext("No case found lies in a region of the Chinese list.")
    count = grid.row_totals[leaders[0]]
    if count == grid.cases:
        said = words.ngettext(
            "%(regions)s has the only case found on the Chinese list.",
            "%(regions)s has all %(count)d cases found on the Chinese list.",
            count,
        )
    else:
        said = words.ngettext(
            "%(regions)s has the most cases of the Chinese list: %(cases)s (%(percent)s).",
            "%(regions)s have the most cases of the Chinese list: %(cases)s (%(percent)s).",
            len(leaders),
        )
    return said % {
        "regions": name_several([names["region"][region] for region in leaders], words.gettext("%d regions"), words),
        "count": count,
        "cases": say_share(count, grid.cases, len(leaders), words),
        "percent": percent(Fraction(count, grid.cases), words),
    }


def say_pairs(pairs: Mapping[tuple[str, str], int], cases: Collection[Case], names: Names, words: Translator) -> str:
    """Return which two themes go together most often, and how many of `cases` have more than one."""
    several = sum(len(case["themes"]) > 1 for case in cases)
    if not any(pairs.values()):
        return say_no_theme(len(cases), words)
    if not several:
        return words.gettext("No case found has more than one theme.")
    together = {pair: count for pair, count in pairs.items() if pair[0] != pair[1]}
    leaders = find_leaders(together)
    couples = [[names["theme"][theme] for theme in pair] for pair in leaders]
    couple = words.gettext("%(first)s with %(second)s")
    named = [couple % {"first": first, "second": second} for first, second in couples]
    count = together[leaders[0]]
    shared = words.ngettext("in %d case", "in %d cases", count) % count
    said = words.gettext("%(pairs)s go together most often (%(cases)s); %(several)s have more than one theme.")
    return said % {
        "pairs": name_several(named, words.gettext("%d pairs of themes"), words),
        "cases": words.gettext("%s each") % shared if len(leaders) > 1 else shared,
        "several": say_share(several, len(cases), 1, words),
    }


def say_beginnings(beginnings: Sequence[Beginning], words: Translator) -> str:
    """Return since when at least half of `beginnings` (the oldest first) are, and which are the oldest."""
    _ = words.gettext
    if not beginnings:
        return _("No case found has a year of its beginning.")
    years = [found.when.year for found in beginnings]
    middle = find_middle(years)
    oldest = name_oldest([found for found in beginnings if found.when.year == years[0]], words)
    if len(years) == 1:
        said = _("The only dated case is %(oldest)s.")
    elif {found.when for found in beginnings} == {Year(middle, is_decade=False)}:
        said = _("All %(whole)d dated cases began in %(year)d.")
    elif middle == years[0]:
        said = _("The oldest of %(whole)d dated cases: %(oldest)s.")
    else:
        said = words.ngettext(
            "%(count)d of %(whole)d dated cases began in %(year)d or later; the oldest is %(oldest)s.",
            "%(count)d of %(whole)d dated cases began in %(year)d or later; the oldest are %(oldest)s.",
            len(oldest),
        )
    return said % {
        "count": sum(year >= middle for year in years),
        "whole": len(years),
        "year": middle,
        "oldest": name_several(oldest, name_dated(_("%d cities"), beginnings[0].when, words), words),
    }


def name_oldest(oldest: Iterable[Beginning], words: Translator) -> list[str]:
    """Return the cities of the `oldest` cases, each once, with the year."""
    return [*dict.fromkeys(name_dated(found.case[f"city_{words.language}"], found.when, words) for found in oldest)]


def name_dated(city: str, when: Year, words: Translator) -> str:
    """Return `city` with the year in which its case began."""
    said = words.gettext("%(city)s (%(year)ds)") if when.is_decade else words.gettext("%(city)s (%(year)d)")
    return said % {"city": city, "year": when.year}


def name_year(when: Year, words: Translator) -> str:
    """Return a year or a decade as it stands in a picture."""
    return words.gettext("%ds") % when.year if when.is_decade else f"{when.year}"


def name_row(row: Row, words: Translator) -> str:
    """Return the years of a row of a timeline."""
    if range(row.first, row.last + 1) != find_span(row.first):
        return f"{row.first}–{row.last}"
    return name_year(Year(row.first, is_decade=row.first != row.last), words)


def say_known(grid: Grid, unknown: Collection[Case], words: Translator) -> str:
    """Return of how many cases results are known (`grid`: kind of fact by list), and of which nothing: `unknown`."""
    if len(unknown) == grid.cases:
        return words.gettext("No fact is known of any case found.")
    results = words.gettext("Results are known of %s") % say_share(grid.row_totals[RESULT], grid.cases, 1, words)
    clauses = [results, *([say_unknown(unknown, words)] if unknown else [])]
    return words.gettext("%s.") % words.gettext("; ").join(clauses)


def say_unknown(unknown: Collection[Case], words: Translator) -> str:
    """Return that nothing is known of so many cases, and in which cities unless they are too many to read."""
    cities = [*dict.fromkeys(case[f"city_{words.language}"] for case in unknown)]
    said = words.gettext("nothing at all is known of %(count)d (%(cities)s)")
    if len(cities) > MAX_NAMED:
        said = words.gettext("nothing at all is known of %(count)d")
    return said % {"count": len(unknown), "cities": format_list(cities[:MAX_NAMED], locale=words.language)}


def say_totals(totals: Totals, cities: Mapping[str, str], words: Translator) -> str:
    """Return how far an edition lists what it announced; `cities` are the names of those that stand on both lists."""
    clauses = [say_cases(totals, words)]
    announced = [total for total in totals.totals if total.announced is not None and total.what != "cases"]
    if equal := [total.what for total in announced if total.announced == total.listed]:
        clauses.append(words.gettext("%s as announced") % name_totals(equal, words))
    if mended := [total.what for total in announced if total.listed != total.announced == total.without]:
        said = words.ngettext(
            "without %(cities)s, which is on both lists, %(totals)s as announced",
            "without %(cities)s, which are on both lists, %(totals)s as announced",
            len(totals.shared),
        )
        shared = name_shared(totals, cities, words)
        clauses.append(said % {"cities": shared, "totals": name_totals(mended, words)})
    return words.gettext("%s.") % words.gettext("; ").join(clauses)


def name_shared(totals: Totals, cities: Mapping[str, str], words: Translator) -> str:
    """Return the names of the cities that stand on both lists of an edition; nothing if there are none."""
    many = words.gettext("%d cities")
    return name_several([cities[city] for city in totals.shared], many, words)


def say_cases(totals: Totals, words: Translator) -> str:
    """Return how many cases were announced, and how many are listed."""
    cases = next(total for total in totals.totals if total.what == "cases")
    counts = {"announced": cases.announced, "listed": cases.listed}
    if cases.announced is None:
        listed = words.ngettext(
            "Listed %(listed)d case, announced no number", "Listed %(listed)d cases, announced no number", cases.listed
        )
        return listed % counts
    return (
        words.ngettext(
            "Announced %(announced)d case, listed %(listed)d",
            "Announced %(announced)d cases, listed %(listed)d",
            cases.announced,
        )
        % counts
    )


def name_totals(whats: Iterable[str], words: Translator) -> str:
    """Return the names of some of the totals of an edition, as a list."""
    names = total_names(words)
    return format_list([names[what] for what in whats], locale=words.language)


def total_names(words: Translator) -> dict[str, str]:
    """Return the name of each total of an edition, in their order, as it stands within a sentence."""
    _ = words.gettext
    return {
        "cases": _("cases"),
        "countries": _("countries and regions"),
        "continents": _("continents"),
        "domestic_cities": _("Chinese cities"),
    }


def say_unfiltered(words: Translator) -> str:
    """Return what the totals of an edition are counted over."""
    return words.gettext(
        "Counted over the whole edition, whatever the filters; countries, regions and continents over its international"
        " list."
    )


def say_no_theme(cases: int, words: Translator) -> str:
    """Return that none of so many cases has a theme, or that there is no case."""
    _ = words.gettext
    return _("No case found has a theme.") if cases else _("No cases match these filters.")


def say_share(count: int, whole: int, sharing: int, words: Translator) -> str:
    """Return that `count` of `whole` cases are meant, by each of several if more than one is `sharing` the place."""
    one = words.ngettext("%(count)d of %(whole)d case", "%(count)d of %(whole)d cases", whole)
    each = words.ngettext("%(count)d of %(whole)d case each", "%(count)d of %(whole)d cases each", whole)
    return (each if sharing > 1 else one) % {"count": count, "whole": whole}


def percent(share: Fraction | None, words: Translator) -> str:
    """Return `share` in whole per cent, or a dash where there is none."""
    return "–" if share is None else format_percent(round_half_up(share * 100) / 100, locale=words.language)


def round_half_up(number: Fraction) -> int:
    """Return the whole number nearest to `number`, the greater of two, as readers round (not bankers)."""
    return floor(number + Fraction(1, 2))


def find_leaders(counts: Mapping[Any, Any]) -> list[Any]:
    """Return the keys of the greatest of `counts`, in their order; none if nothing is above zero."""
    greatest = max(counts.values(), default=0)
    return [key for key, count in counts.items() if count == greatest > 0]


def name_several(names: Sequence[str], many: str, words: Translator) -> str:
    """Return `names` as a list, or, of more than can be read in a sentence, `many` (with %d) for their number."""
    return format_list(names, locale=words.language) if len(names) <= MAX_NAMED else many % len(names)


def capitalise(sentence: str) -> str:
    """Return `sentence` with a capital first; the rest stays as it is."""
    return sentence[:1].upper() + sentence[1:]
