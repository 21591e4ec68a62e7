"""What holds within the facts about cases: rules of one sentence, of one case, and of a source."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final, TypeVar

import pandas as pd

from geo.tables.faults import Fault, Level
from geo.tables.figures import compare_figures, find_unproven
from geo.tables.schema import FILES

MAX_FACTS: Final = 50  # of a case: more is a report, and nobody reads it on a page
# Characters of a cell: a sentence is shown on a projector, an address must stay an address in every browser.
MAX_CHARS: Final = {
    "text_zh": 120,
    "text_en": 320,
    "evidence": 600,
    "source_title": 300,
    "source_publisher": 200,
    "source_url": 1000,
}
SHOWN: Final = ("text_zh", "text_en", "evidence", "source_title", "source_publisher")

_TOO_LONG: Final = "{value} has {found} characters, more than {limit}: say it in one short sentence, or shorten it"
_MARKUP: Final = "{value} is markup: write plain text"
_HIDDEN: Final = "{value} is a character that nobody sees: take it out"
_NO_PIECE: Final = "{value} has an empty piece: take one of the marks | out"
_NOT_IN_CALENDAR: Final = "{value} is not a day of the calendar: correct it"
_FIRST: Final = "{value} is the kind of the first fact of {case}: the first says what it is, write what"
_TOO_MANY: Final = "{value} has {found} facts, more than {limit}: keep the best"
_NOT_IN_ENGLISH: Final = "{value} is not in the English sentence: say the same figures in both"
_NOT_IN_CHINESE: Final = "{value} is not in the Chinese sentence: say the same figures in both"
_UNPROVEN: Final = "{value} does not stand here: see that the source has it, and add it"
_SAME: Final = "{value} is said already in row {first}: keep one of the two"

_TAG: Final = re.compile(r"<[A-Za-z/!?][^>]{0,40}>?|&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Controls, and what turns the direction of a text or has no width (Unicode 15, Cc, Bidi_Control, zero-width spaces).
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

Finds = Iterable[Fault]
T = TypeVar("T")


def check_lengths(facts: pd.DataFrame) -> Finds:
    """Return a fault for each cell of `facts` that is longer than its column may be."""
    for column, limit in MAX_CHARS.items():
        long = facts.loc[facts[column].str.len() > limit, column]
        for row, value in long.items():
            yield _fault(row, column, value, _TOO_LONG, found=len(value), limit=limit)


def check_plain(facts: pd.DataFrame) -> Finds:
    """Return a fault for each text of `facts` with markup or a character that nobody sees."""
    for column in SHOWN:
        for row, text in _suspects(facts[column]):
            for pattern, message in ((_TAG, _MARKUP), (_UNSEEN, _HIDDEN)):
                if found := pattern.search(text):
                    yield _fault(row, column, found[0], message)


def _suspects(column: pd.Series) -> list[tuple[int, str]]:
    """Return (row, text) of each cell of `column` that may hold markup or what nobody sees: a cheap look at all."""
    cells = zip(column.index.tolist(), column.tolist(), strict=True)
    return [(row, text) for row, text in cells if "<" in text or "&" in text or not text.isprintable()]


def check_pieces(facts: pd.DataFrame) -> Finds:
    """Return a fault for each evidence of `facts` that has an empty piece."""
    evidence = facts["evidence"]
    empty = evidence[evidence.ne("") & ("|" + evidence + "|").str.contains(r"\|\s*\|", regex=True)]
    return [_fault(row, "evidence", value, _NO_PIECE) for row, value in empty.items()]


def check_dates(facts: pd.DataFrame) -> Finds:
    """Return a fault for each whole date of `facts` that no calendar has."""
    whole = facts.loc[facts["source_date"].str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}"), "source_date"]
    wrong = {value for value in whole.unique() if not _is_day(value)}
    return [_fault(row, "source_date", value, _NOT_IN_CALENDAR) for row, value in whole[whole.isin(wrong)].items()]


def _is_day(text: str) -> bool:
    """Return whether `text` (YYYY-MM-DD) is a day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def check_first(facts: pd.DataFrame) -> Finds:
    """Return a fault for each case whose first fact, by its number, does not say what the case is."""
    first = facts.sort_values("fact", kind="stable").drop_duplicates("case_id").sort_index()
    wrong = first[first["kind"].ne("what")]
    return [_fault(row, "kind", kind, _FIRST, case=case) for row, case, kind in wrong[["case_id", "kind"]].itertuples()]


def check_numbers(facts: pd.DataFrame) -> Finds:
    """Return a fault, at its last fact, for each case that has more than `MAX_FACTS`."""
    found = facts["case_id"].value_counts()
    last = facts.drop_duplicates("case_id", keep="last").set_index("case_id", append=True)
    return [
        _fault(row, "case_id", case, _TOO_MANY, found=int(found[case]), limit=MAX_FACTS)
        for row, case in last.index
        if found[case] > MAX_FACTS
    ]


def check_repeats(facts: pd.DataFrame) -> Finds:
    """Return a fault for each sentence that a fact of the same case says already, whatever its case and last mark."""
    for column in ("text_zh", "text_en"):
        said = pd.Series([text.casefold().strip(" .。!！") for text in facts[column].tolist()], facts.index)
        keys = (facts["case_id"] + " " + said)[said.ne("")]
        again = keys[keys.duplicated()]
        first = keys[keys.isin(again)].drop_duplicates()
        row_of = dict(zip(first, first.index, strict=True))
        for row, key, text in zip(again.index, again, facts[column].loc[again.index], strict=True):
            yield _fault(row, column, text, _SAME, first=int(row_of[key]))


def check_figures(facts: pd.DataFrame) -> Finds:
    """Return a fault for each figure that one sentence of a fact says and the other does not."""
    told = facts[facts["text_zh"].ne("") & facts["text_en"].ne("")]
    for row, (in_zh, in_en) in _for_each(told, compare_figures):
        for figure in in_zh:
            yield _fault(row, "text_zh", figure, _NOT_IN_ENGLISH)
        for figure in in_en:
            yield _fault(row, "text_en", figure, _NOT_IN_CHINESE)


def remark_evidence(facts: pd.DataFrame) -> Finds:
    """Return a remark for each fact some of whose figures stand neither in its evidence nor in its source's date.

    A source may write them otherwise (cinco millones), so nothing is wrong yet.
    """
    for row, figures in _for_each(facts[["text_zh", "evidence", "source_date"]], _find_unproven):
        if figures:
            yield replace(_fault(row, "evidence", ", ".join(figures), _UNPROVEN), level=Level.REMARK)


def _find_unproven(text: str, evidence: str, day: str) -> list[str]:
    """Return the figures of a Chinese sentence that stand neither in `evidence` nor in the `day` of the source."""
    return find_unproven(text, "zh", f"{evidence}|{day}")


def _for_each(facts: pd.DataFrame, find: Callable[..., T]) -> Iterator[tuple[int, T]]:
    """Yield the line of each row of `facts` and what `find` finds in its cells, at once for rows that are alike."""
    find_once = cache(find)
    columns = [facts[column].tolist() for column in facts]
    for row, *cells in zip(facts.index.tolist(), *columns, strict=True):
        yield row, find_once(*cells)


def _fault(row: object, column: str, value: str, message: str, **details: str | int) -> Fault:
    """Return the fault of a `value` in a `row` of the facts."""
    return Fault(FILES["case_facts"], int(str(row)), column, value, message, details)
