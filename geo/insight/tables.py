"""What each picture counts as a plain table, to be taken home: as CSV, and drawn by `geo.insight.charts`."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from geo.insight.beginnings import Beginning, line_up
from geo.insight.counts import Case, Grid, count_pairs, count_regions, count_totals, cross
from geo.insight.sentences import Names, name_row, name_shared, say_unfiltered, total_names
from geo.tables.schema import LISTS
from geo.text import Translator, to_translate


class Line(NamedTuple):
    """A row of a table: its name, a number for each column, and the theme that it is of ("": none).

    A number is None where there is nothing to count: the other half of a table of pairs.
    """

    name: str
    counts: tuple[int | None, ...]
    theme: str = ""


@dataclass(frozen=True)
class Table:
    """The numbers of a picture: its title, the names of rows and columns, the rows, and the totals if it has any.

    `unfiltered` says what was counted where filters do not matter.
    """

    title: str
    corner: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: Line | None = None
    unfiltered: str = ""


class Counted(NamedTuple):
    """What is counted.

    The cases, all the cases there are, one edition of them (a row of its table), the values there are, their names, and
    when each case began, the oldest first.
    """

    cases: Collection[Case]
    everything: Collection[Case]
    edition: Case
    known: Mapping[str, tuple[str, ...]]
    names: Names
    beginnings: Sequence[Beginning]
    words: Translator


TITLES: Final = {
    "continents": to_translate("Cases by theme and continent"),
    "lists": to_translate("Themes of the two lists"),
    "regions": to_translate("Cases of the Chinese list by region"),
    "pairs": to_translate("Themes that go together"),
    "beginnings": to_translate("When the cases began"),
    "known": to_translate("Cases by what is known of them"),
    "totals": to_translate("Announced and listed"),
}


def tabulate(picture: str, counted: Counted) -> Table:
    """Return the table of a `picture` (a key of `TITLES`)."""
    return TABLES[picture](counted, counted.words.gettext(TITLES[picture]))


def tabulate_continents(counted: Counted, title: str) -> Table:
    """Return a row for each theme, a column for each continent and one for all."""
    return tabulate_grid(
        counted, title, cross(counted.cases, counted.known, "theme", "continent"), "theme", "continent"
    )


def tabulate_lists(counted: Counted, title: str) -> Table:
    """Return a row for each theme, a column for each list and one for both."""
    return tabulate_grid(counted, title, cross(counted.cases, counted.known, "theme", "list"), "theme", "list")


def tabulate_regions(counted: Counted, title: str) -> Table:
    """Return a row for each region of China, a column for each theme and one for all."""
    return tabulate_grid(counted, title, count_regions(counted.cases, counted.known), "region", "theme")


def tabulate_known(counted: Counted, title: str) -> Table:
    """Return a row for each kind of fact, a column for each list and one for both."""
    return tabulate_grid(counted, title, cross(counted.cases, counted.known, "known", "list"), "known", "list")


def tabulate_grid(counted: Counted, title: str, grid: Grid, row: str, column: str) -> Table:
    """Return `grid`, whose facets are `row` and `column`, with the totals of its rows and of its columns."""
    _ = counted.words.gettext
    lines = (
        Line(
            counted.names[row][value],
            (*(grid.cells[value, other] for other in grid.columns), grid.row_totals[value]),
            value if row == "theme" else "",
        )
        for value in grid.rows
    )
    totals = Line(_("Cases"), (*(grid.column_totals[value] for value in grid.columns), grid.cases))
    columns = (*(counted.names[column][value] for value in grid.columns), _("All"))
    return Table(title, name_corner(row, counted.words), columns, tuple(lines), totals)


def name_corner(row: str, words: Translator) -> str:
    """Return what the rows of a table are, whose facet is `row`."""
    _ = words.gettext
    return {"theme": _("Theme"), "region": _("Region of China"), "known": _("What is known")}[row]


def tabulate_pairs(counted: Counted, title: str) -> Table:
    """Return a row and a column for each theme; where they meet, the cases of that theme alone. Half of it is empty."""
    themes = counted.known["theme"]
    names, pairs = counted.names["theme"], count_pairs(counted.cases, themes)
    lines = (Line(names[theme], tuple(pairs.get((other, theme)) for other in themes), theme) for theme in themes)
    return Table(title, counted.words.gettext("Theme"), tuple(names[theme] for theme in themes), tuple(lines))


def tabulate_beginnings(counted: Counted, title: str) -> Table:
    """Return a row for each year or span of years, a column for each list."""
    ids = {case["case_id"] for case in counted.cases}
    rows = line_up([found for found in counted.beginnings if found.case["case_id"] in ids])
    lines = (Line(name_row(row, counted.words), count_lists(row.beginnings)) for row in rows)
    columns = tuple(counted.names["list"].get(name, name) for name in LISTS)
    return Table(title, counted.words.gettext("Year"), columns, tuple(lines))


def tabulate_totals(counted: Counted, title: str) -> Table:
    """Return a row for each total of the edition: announced, listed, and listed without the cities on both lists."""
    words = counted.words
    _ = words.gettext
    totals = count_totals(counted.everything, counted.edition)
    cities = {case["city_id"]: case[f"city_{words.language}"] for case in counted.everything}
    columns = [_("Announced"), _("Listed")]
    if totals.shared:
        columns.append(_("Listed without %(cities)s") % {"cities": name_shared(totals, cities, words)})
    names = total_names(words)
    lines = (
        Line(names[what].capitalize() if words.language == "en" else names[what], tuple(counts[: len(columns)]))
        for what, *counts in totals.totals
    )
    several = len(counted.known["edition"]) > 1
    named = f"{title} · {counted.edition['edition']}" if several else title
    return Table(named, _("Total"), tuple(columns), tuple(lines), unfiltered=say_unfiltered(words))


def count_lists(beginnings: Iterable[Beginning]) -> tuple[int, ...]:
    """Return how many of `beginnings` are on each list."""
    lists = [found.case["list"] for found in beginnings]
    return tuple(lists.count(name) for name in LISTS)


TABLES: Final[Mapping[str, Callable[[Counted, str], Table]]] = {
    "continents": tabulate_continents,
    "lists": tabulate_lists,
    "regions": tabulate_regions,
    "pairs": tabulate_pairs,
    "beginnings": tabulate_beginnings,
    "known": tabulate_known,
    "totals": tabulate_totals,
}
