"""Titles that are said twice, or nearly: a line that was listed twice, or a case that comes again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import pandas as pd
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from geo.query.folding import fold
from geo.tables.faults import Detail, Fault, Level
from geo.tables.schema import FILES

NEAR: Final = 85  # percent in common (Indel): two titles of 20 characters three of which differ
MAX_LOST: Final = 0.53  # of a title's pairs of letters that one so near may lack, were it shorter by 26 %

_SAME: Final = "{value} is the title of {case} in row {first} too: is the case listed twice?"
_NEAR: Final = "{value} is nearly the title of {case} in row {first}: is the case listed twice?"
_AGAIN: Final = "{value} is the title of {case} of another edition too: is it the same case again?"
_NEARLY_AGAIN: Final = "{value} is nearly the title of {case} of another edition: is it the same case again?"


class Titled(NamedTuple):
    """A case by its title: letters and digits alone, folded."""

    row: int
    case_id: str
    edition: str
    title: str
    bare: str


def find_same_titles(cases: pd.DataFrame) -> list[Fault]:
    """Return a warning for each of `cases` with the title, or nearly, of an earlier one of its edition.

    It is a remark if only another edition has the title. Width, case, spaces and marks of a title do not count.
    """
    columns = (cases[name].tolist() for name in ("case_id", "edition", "title_zh"))
    rows = zip(cases.index.tolist(), *columns, strict=True)
    titled = [Titled(row, case, edition, title, strip(title)) for row, case, edition, title in rows]
    found = _find_equal(titled)
    told = {here.row for here, _ in found}
    pairs = [*found, *((here, there) for here, there in _find_near(titled) if here.row not in told)]
    return [_name_pair(here, there) for here, there in pairs]


def strip(title: str) -> str:
    """Return the letters and digits of `title`, folded."""
    return "".join(filter(str.isalnum, fold(title)))


def _name_pair(here: Titled, there: Titled) -> Fault:
    """Return the finding that a case has the title of an earlier one, or nearly."""
    equal, level = here.bare == there.bare, Level.WARNING if here.edition == there.edition else Level.REMARK
    within, between = (_SAME, _AGAIN) if equal else (_NEAR, _NEARLY_AGAIN)
    message = within if level is Level.WARNING else between
    details: dict[str, Detail] = {"case": (there.case_id,), "first": there.row}
    return Fault(FILES["cases"], here.row, "title_zh", here.title, message, details, level)


def _find_equal(titled: Sequence[Titled]) -> list[tuple[Titled, Titled]]:
    """Return each case with the first before it of the same title, in its edition if there is one there."""
    pairs = []
    first: dict[tuple[str, str], Titled] = {}
    for one in titled:
        earlier = first.setdefault((one.edition, one.bare), one)
        anywhere = first.setdefault(("", one.bare), one)
        if anywhere is not one:
            pairs.append((one, earlier if earlier is not one else anywhere))
    return pairs


def _find_near(titled: Sequence[Titled]) -> Iterator[tuple[Titled, Titled]]:
    """Yield each case with the nearest before it whose title is another, but nearly the same; its edition's first.

    Only titles are compared that share one of their rarest pairs of letters: near ones always do, and of many titles
    few others.
    """
    unique = [*{(one.edition, one.bare): one for one in reversed(titled)}.values()][::-1]
    rare = _list_rare([one.bare for one in unique])
    bearing: dict[str, list[int]] = {}
    for number, (one, pairs) in enumerate(zip(unique, rare, strict=True)):
        earlier = {place: unique[place].bare for pair in pairs for place in bearing.get(pair, ())}
        near = extract(one.bare, earlier, scorer=ratio, score_cutoff=NEAR, limit=None) if earlier else []
        others = [unique[place] for _, _, place in near]
        mine = [other for other in others if other.edition == one.edition]
        if others:
            yield one, (mine or others)[0]
        for pair in pairs:
            bearing.setdefault(pair, []).append(number)


def _list_rare(titles: Sequence[str]) -> list[list[str]]:
    """Return for each of `titles` its rarest pairs of letters: one more than a title that is near may lack."""
    pairs_of = [{title[place : place + 2] for place in range(len(title) - 1)} for title in titles]
    number = Counter(pair for pairs in pairs_of for pair in pairs)
    return [
        sorted(pairs, key=lambda pair: (number[pair], pair))[: int(MAX_LOST * len(title)) + 1]
        for title, pairs in zip(titles, pairs_of, strict=True)
    ]
