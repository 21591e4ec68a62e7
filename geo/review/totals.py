"""What an edition announced, beside what its lists hold."""

from typing import Final

from geo.insight.counts import count_totals
from geo.tables.faults import Fault, Level
from geo.tables.join import add_continents, place_cases
from geo.tables.schema import FILES, Tables, list_rows

_OTHER: Final = "{announced} announced, {listed} listed: both are shown; see that neither is a slip"


def compare_totals(tables: Tables) -> list[Fault]:
    """Return a remark for each total of an edition that was announced otherwise than it is listed."""
    cases = list_rows(add_continents(place_cases(tables.cases, tables.cities), tables.countries))
    editions = zip(tables.editions.index.tolist(), list_rows(tables.editions), strict=True)
    return [
        Fault(
            FILES["editions"],
            row,
            f"announced_{total.what}",
            None,
            _OTHER,
            {"announced": total.announced, "listed": total.listed},
            Level.REMARK,
        )
        for row, edition in editions
        for total in count_totals(cases, edition).totals
        if total.announced is not None and total.announced != total.listed
    ]
