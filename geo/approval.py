"""The number under which the map was approved for the public in China (审图号), as the atlas’s operator states it."""

from typing import Final

from geo.text import Translator

MAX_APPROVAL_CHARS: Final = 40  # room for two: GS(2026)1234号 and GS京(2023)0045号 have 13 and 14


def read_approval(text: str) -> str:
    """Return the number that `text` states, "" if it states none.

    Raises
    ------
    ValueError
        If it is too long, or holds a character that does not print, such as a line end or a mark that turns the text.
    """
    number = text.strip()
    if len(number) > MAX_APPROVAL_CHARS or not number.isprintable():
        message = (
            f"MAP_APPROVAL: {number[:MAX_APPROVAL_CHARS]!r} is no approval number: "
            f"write one line of at most {MAX_APPROVAL_CHARS} characters, such as GS(2026)1234号"
        )
        raise ValueError(message)
    return number


def say_approval(number: str, words: Translator) -> str:
    """Return the line that stands wherever the map is shown; nothing without a `number`."""
    return words.gettext("Map approval (审图号): %s") % number if number else ""
