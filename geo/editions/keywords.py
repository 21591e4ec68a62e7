"""Themes proposed from the words of a title, and how far that agrees with what people read.

The rule: a theme is proposed if one of its keywords (theme_keywords.csv) stands in the title. Where a keyword lies
within a longer one, the longer alone counts. Themes stand in the order in which their keywords do: the first is the
main one. A proposal says so: its confidence is low, its evidence are the keywords that were found.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

import pandas as pd

from geo.insight.agreement import Themes, split_themes
from geo.tables.schema import Tables

CONFIDENCE: Final = "low"  # of every proposal
NONE = ""  # the main theme of a case without any

Keyword = tuple[str, str]  # theme, word


class Proposal(NamedTuple):
    """Themes, the main one first, and the words of the title that they rest on."""

    themes: Themes
    evidence: tuple[str, ...]


class KeywordAgreement(NamedTuple):
    """How far proposals agree with the themes that people read.

    `by_theme` has a row per theme: cases that have it as `read`, as `proposed` and as `both`, with precision and
    recall (0 to 1, missing where nothing was proposed or read). `confusion` counts cases by the main theme read (rows)
    and proposed (columns); its last column, "", are those without a proposal.
    """

    cases: int
    main_agreed: int
    sets_equal: int
    by_theme: pd.DataFrame
    confusion: pd.DataFrame


def list_keywords(theme_keywords: pd.DataFrame) -> list[Keyword]:
    """Return theme and word of each row of theme_keywords.csv."""
    return [(str(theme), str(word)) for theme, word in theme_keywords[["theme", "keyword"]].itertuples(index=False)]


def propose_themes(title: str, keywords: Iterable[Keyword]) -> Proposal:
    """Return the themes whose `keywords` stand in `title`, in the order in which they do."""
    found = sorted((title.index(word), -len(word), theme, word) for theme, word in keywords if word in title)
    spans = [(start, start - size) for start, size, *_ in found]
    kept = [
        (theme, word)
        for (*_, theme, word), span in zip(found, spans, strict=True)
        if not any(is_within(span, other) for other in spans)
    ]
    return Proposal(tuple(dict.fromkeys(theme for theme, _ in kept)), tuple(dict.fromkeys(word for _, word in kept)))


def is_within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether `span` (start, end) lies within a longer one."""
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def find_read(tables: Tables) -> pd.DataFrame:
    """Return the cases whose themes people read: those that were read twice, or all where there is no second reading.

    Themes that were proposed by these very keywords prove nothing of them.
    """
    twice = tables.cases["case_id"].isin(tables.themes_second_reading["case_id"])
    return tables.cases[twice] if twice.any() else tables.cases


def measure_agreement(
    cases: pd.DataFrame, keywords: Sequence[Keyword], themes: Sequence[str], *, held_out: bool
) -> KeywordAgreement:
    """Return how far the proposals for the titles of `cases` agree with their themes.

    With `held_out` a keyword counts for a case only if it stands in the title of another that was read with its theme:
    what was written down for the sake of one title alone proves nothing about titles to come. It stays an upper bound:
    whoever wrote the keywords had read all titles.
    """
    read = [(title, split_themes(cell)) for title, cell in cases[["title_zh", "themes"]].itertuples(index=False)]
    bearers = {
        (theme, word): sum(word in title and theme in given for title, given in read) for theme, word in keywords
    }
    pairs = []
    for title, given in read:
        others = [
            (theme, word)
            for theme, word in keywords
            if bearers[theme, word] > (word in title and theme in given) or not held_out
        ]
        pairs.append((given, propose_themes(title, others).themes))
    return KeywordAgreement(
        cases=len(pairs),
        main_agreed=sum(one[:1] == other[:1] for one, other in pairs),
        sets_equal=sum(set(one) == set(other) for one, other in pairs),
        by_theme=_measure_themes(pairs, themes),
        confusion=_count_mains(pairs, themes),
    )


def _measure_themes(pairs: Collection[tuple[Themes, Themes]], themes: Sequence[str]) -> pd.DataFrame:
    """Return a row per theme of how often it was read, proposed, and both."""
    counts = pd.DataFrame(
        {
            "read": [sum(theme in read for read, _ in pairs) for theme in themes],
            "proposed": [sum(theme in proposed for _, proposed in pairs) for theme in themes],
            "both": [sum(theme in read and theme in proposed for read, proposed in pairs) for theme in themes],
        },
        index=pd.Index(themes, name="theme"),
    )
    precision = counts["both"] / counts["proposed"].where(counts["proposed"] > 0)
    return counts.assign(precision=precision, recall=counts["both"] / counts["read"].where(counts["read"] > 0))


def _count_mains(pairs: Iterable[tuple[Themes, Themes]], themes: Sequence[str]) -> pd.DataFrame:
    """Return how many cases have each main theme as read (rows) and as proposed (columns)."""
    times = Counter((read[0] if read else NONE, proposed[0] if proposed else NONE) for read, proposed in pairs)
    columns = [*themes, NONE]
    rows = [[times[read, proposed] for proposed in columns] for read in themes]
    return pd.DataFrame(rows, index=pd.Index(themes, name="read"), columns=pd.Index(columns, name="proposed"))
