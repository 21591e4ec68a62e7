"""The atlas as a printed handout: an A4 PDF with map, indexes, an entry for each case, and where it all comes from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NoReturn

from geo.publish.paper.handout_text import describe_handout
from geo.publish.paper.typesetting import set_pdf
from geo.publish.provenance import day_of
from geo.publish.publication import Publication
from geo.tables.faults import DataError, Detail, Fault
from geo.text import to_translate
from geo.tour.stops import MAX_TOUR_CASES

FILE: Final = "atlas.pdf"
TEMPLATE: Final = Path(__file__).with_suffix(".typ")


def make_handout(publication: Publication) -> bytes:
    """Return the handout of `publication` as a tagged PDF: the same bytes whenever it is made.

    Raises
    ------
    DataError
        If it has no case, or more than `MAX_TOUR_CASES`.
    """
    check_length(publication)
    return set_pdf(TEMPLATE, describe_handout(publication), day_of(publication))


def check_length(publication: Publication) -> None:
    """Raise DataError unless `publication` has as many cases as a handout holds."""
    count = len(publication.rows)
    if not count:
        refuse(to_translate("there is no case to print: take away a filter"), {})
    if count > MAX_TOUR_CASES:
        message = to_translate(
            "a handout holds {limit} cases at most, and these are {count}: choose fewer by filters, such as one theme"
        )
        refuse(message, {"limit": MAX_TOUR_CASES, "count": count})


def refuse(message: str, details: Mapping[str, Detail]) -> NoReturn:
    """Raise DataError with `message`, in which the names of `details` stand."""
    raise DataError([Fault(FILE, None, None, None, message, details)])
