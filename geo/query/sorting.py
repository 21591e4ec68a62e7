"""The order of a list of cases."""

from collections.abc import Callable
from typing import Any, Final

from geo.query.atlas import Atlas
from geo.query.folding import fold
from geo.query.pinyin import spell
from geo.query.selection import Selection

Key = tuple[Any, ...]

SORTS: Final = ("title", "city", "country", "theme", "list", "score")
DESCENDING: Final = "-"  # before the name of an order: the other way round


def order_rows(atlas: Atlas, selection: Selection, sort: str, language: str) -> list[int]:
    """Return the rows of the cases that `selection` keeps, in the order that `sort` names.

    Without a name, and among equals, that of the publication. Names stand in the alphabet of `language`: Chinese by
    pinyin; "score" is how well a case answers the text of the selection, best first.
    """
    rows = [int(row) for row in atlas.find(selection).nonzero()[0]]
    name = sort.removeprefix(DESCENDING)
    if name not in SORTS:
        return rows
    key = choose_key(atlas, name, language, selection.q)
    return sorted(rows, key=key, reverse=sort.startswith(DESCENDING))


def choose_key(atlas: Atlas, name: str, language: str, text: str) -> Callable[[int], Key]:
    """Return what the rows of `atlas` are compared by in the order `name`."""
    cases = atlas.cases
    if name == "score":
        scores = atlas.search.score(text)
        return lambda row: (-scores[row],)
    if name == "theme":
        places = {theme: place for place, theme in enumerate(atlas.known["theme"])}
        return lambda row: tuple(places[theme] for theme in cases[row]["themes"])
    if name == "list":
        return lambda row: (cases[row]["list"], cases[row]["edition"], cases[row]["position"])
    return lambda row: alphabet_key(cases[row][f"{name}_{language}"] or cases[row][f"{name}_zh"])


def alphabet_key(text: str) -> Key:
    """Return what `text` is compared by: its letters, a Chinese character by its syllable and then itself."""
    folded = fold(text)
    return tuple((syllable or char, char) for syllable, char in zip(spell(folded), folded, strict=True))
