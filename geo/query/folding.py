"""Text as a searcher means it: without differences of width, case, accents and Chinese form."""

import re
import unicodedata
from functools import cache
from typing import Final

from opencc import OpenCC

CHINESE: Final = re.compile(r"[㐀-䶿一-鿿]")

_SIMPLIFIED: Final = OpenCC("t2s")


@cache
def fold_character(char: str) -> str:
    """Return `char` without the differences that a searcher does not mean: width, case, accents, Traditional form."""
    bare = "".join(part for part in unicodedata.normalize("NFKD", char.casefold()) if not unicodedata.combining(part))
    return "".join(_SIMPLIFIED.convert(part) if CHINESE.match(part) else part for part in bare.casefold())


def fold_characters(text: str) -> str:
    """Return `text` with every character folded, spaces as they are."""
    return text.translate({ord(char): fold_character(char) for char in set(text)})


def fold(text: str) -> str:
    """Return `text` with every character folded, and one space for any run of them."""
    return " ".join("".join(map(fold_character, text)).split())


def fold_with_origins(raw: str) -> tuple[str, list[int]]:
    """Return `raw` folded character by character, and for each character of that, which one of `raw` it was."""
    folded = [fold_character(char) for char in raw]
    origins = [place for place, chars in enumerate(folded) for _ in chars]
    return "".join(folded), origins
