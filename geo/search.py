"""Text search over cases: Chinese or English, any part of a word."""

import unicodedata

import numpy as np
import pandas as pd

SEARCHED = ("title_zh", "title_en", "city_zh", "city_en", "country_zh", "country_en")


def fold(text: str) -> str:
    """Return `text` with the differences that a searcher does not mean removed: width, case, spaces in a row."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def fold_cases(placed: pd.DataFrame) -> list[str]:
    """Return, for each row of `placed` and in its order, all that a search looks at, folded."""
    return [fold("\n".join(row)) for row in placed[list(SEARCHED)].itertuples(index=False)]


def match_text(folded: list[str], text: str) -> np.ndarray:
    """Return for each of the `folded` cases whether every word of `text` occurs in it; no words match everything."""
    words = fold(text).split()
    return np.fromiter((all(word in case for word in words) for case in folded), bool, len(folded))
