"""Chinese as it is spoken, for those who type it in Latin letters; apart, for its library takes 45 MB."""

from functools import cache, lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin, pinyin

SYLLABLE: Final = "'"  # a mark before each syllable; no word holds it
MAX_READINGS_OF_CHARACTER: Final = 2  # 重 is zhong and chong; what comes third is read so in old books


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
