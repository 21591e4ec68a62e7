"""Text as a searcher means it: folded, and as it is spoken."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, pinyin

SYLLABLE: Final = "'"  # a mark before each syllable; no word holds it
CHINESE: Final = re.compile(r"[㐀-䶿一-鿿]")
MAX_READINGS_OF_CHARACTER: Final = 2  # 重 is zhong and chong; what comes third is read so in old books

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


@lru_cache(maxsize=200_000)
def spell(folded: str) -> tuple[str, ...]:
    """Return for each character of `folded` its syllable without tones, "" where it is not Chinese; ü counts as u."""
    syllables = lazy_pinyin(folded, errors=lambda run: [""] * len(run))  # type: ignore[arg-type, return-value] # it takes lists
    return tuple(syllable.replace("v", "u") for syllable in syllables)


def mark_syllables(folded: str) -> str:
    """Return the syllables of `folded`, each after a mark, with a space where the Chinese is interrupted."""
    return "".join(f"{SYLLABLE}{syllable}" if syllable else " " for syllable in spell(folded))


def initials(folded: str) -> str:
    """Return the first letter of each syllable of `folded`, with a space where the Chinese is interrupted."""
    return "".join(syllable[0] if syllable else " " for syllable in spell(folded))


@cache
def read_character(char: str) -> tuple[str, ...]:
    """Return the commonest syllables that the Chinese `char` is read as, alone or in any word; ü counts as u."""
    (syllables,) = pinyin(char, style=Style.NORMAL, heteronym=True, errors=lambda _: [""])  # type: ignore[arg-type, return-value] # it takes lists
    return tuple(dict.fromkeys(syllable.replace("v", "u") for syllable in syllables[:MAX_READINGS_OF_CHARACTER]))
