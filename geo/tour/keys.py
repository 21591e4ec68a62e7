"""The keys of the stage, declared once: the browser binds them, the help sheet and the README list them."""

from collections.abc import Collection
from itertools import chain, groupby
from typing import Final, NamedTuple

from geo.text import to_translate


class Key(NamedTuple):
    """One action of the stage, and the keys that ask for it."""

    action: str  # a name of the tables of actions in actions.js and speaker.js
    keys: tuple[str, ...]  # as a browser names them (KeyboardEvent.key), letters in lower case
    keycaps: tuple[str, ...]  # what the help draws; actions with one sentence share a line
    sentence: str  # English, the key of the catalogue


SPACE: Final = to_translate("Space")  # the only keycap that is a word of a language
# In the order of the help. Clickers send PageDown and PageUp, some the arrows; F5 is their "start", the full stop or B
# their "black".
KEYS: Final = (
    Key(
        "next",
        ("PageDown", "ArrowRight", "ArrowDown", " ", "Enter"),
        ("PageDown", "→", SPACE, "Enter"),
        to_translate("Next stop"),
    ),
    Key("back", ("PageUp", "ArrowLeft", "ArrowUp"), ("PageUp", "←"), to_translate("Back one stop")),
    Key("erase", ("Backspace",), (), to_translate("Back one stop")),  # or the last digit, while a number is typed
    Key("first", ("Home",), ("Home",), to_translate("First and last stop")),
    Key("last", ("End",), ("End",), to_translate("First and last stop")),
    Key("digit", tuple("123456789"), ("1 … 9", "Enter"), to_translate("To the stop of this number")),
    Key("find", ("/",), ("/",), to_translate("Show any case, also beside the tour")),
    Key("overview", ("o",), ("O",), to_translate("Overview of all stops")),
    # "add", "equal" and their like are the keys' places, where an input method or another script hides the character.
    Key("closer", ("+", "=", "add", "equal"), ("+",), to_translate("Zoom in, out, back to the stop’s view")),
    Key("farther", ("-", "_", "subtract", "minus"), ("−",), to_translate("Zoom in, out, back to the stop’s view")),
    Key("zero", ("0",), ("0",), to_translate("Zoom in, out, back to the stop’s view")),  # or a digit of a number
    Key("black", ("b", "."), ("B", "."), to_translate("Black screen, and back")),
    Key("spotlight", ("l",), ("L",), to_translate("Spotlight at the pointer, on, off")),
    Key("full", ("f",), ("F",), to_translate("Full screen")),
    Key("start", ("F5",), ("F5",), to_translate("Full screen")),
    Key("auto", ("a",), ("A",), to_translate("Auto-advance on, off")),
    Key("code", ("q",), ("Q",), to_translate("QR code: this view on a phone")),
    Key("speaker", ("s",), ("S",), to_translate("Speaker’s view, with notes and clock")),
    Key("out", ("Escape",), ("Esc",), to_translate("Close panel, leave full screen, leave stage")),
    Key("help", ("?", "h"), ("?", "H"), to_translate("This help")),
)


def actions_by_key() -> dict[str, str]:
    """Return the action that each key asks for, by the browser's name of the key."""
    return {key: row.action for row in KEYS for key in row.keys}


def help_lines(without: Collection[str] = ()) -> list[tuple[tuple[str, ...], str]]:
    """Return (keycaps, sentence) of each line of the help, in English; none of the actions `without`."""
    told = [row for row in KEYS if row.action not in without]
    return [
        (tuple(chain.from_iterable(row.keycaps for row in rows)), sentence)
        for sentence, rows in groupby(told, key=lambda row: row.sentence)
    ]
