"""The keys of the stage, declared once: the browser binds them, the help sheet and the README list them."""

from itertools import chain, groupby
from typing import Final, NamedTuple


class Key(NamedTuple):
    """One action of the stage, and the keys that ask for it."""

    action: str  # a name of the tables of actions in actions.js and speaker.js
    keys: tuple[str, ...]  # as a browser names them (KeyboardEvent.key), letters in lower case
    keycaps: tuple[str, ...]  # what the help draws; actions with one sentence share a line
    sentence: str  # English, the key of the catalogue


def _(text: str) -> str:
    """Return `text` as it is: marked for the catalogue, translated where it is shown."""
    return text


SPACE: Final = _("Space")  # the only keycap that is a word of a language
# In the order of the help. Clickers send PageDown and PageUp, some the arrows; F5 is their "start", the full stop or B
# their "black".
KEYS: Final = (
    Key(
        "next", ("PageDown", "ArrowRight", "ArrowDown", " ", "Enter"), ("PageDown", "→", SPACE, "Enter"), _("Next stop")
    ),
    Key("back", ("PageUp", "ArrowLeft", "ArrowUp"), ("PageUp", "←"), _("Back one stop")),
    Key("erase", ("Backspace",), (), _("Back one stop")),  # or the last digit, while a number is typed
    Key("first", ("Home",), ("Home",), _("First and last stop")),
    Key("last", ("End",), ("End",), _("First and last stop")),
    Key("digit", tuple("0123456789"), ("1 … 9", "Enter"), _("To the stop of this number")),
    Key("black", ("b", "."), ("B", "."), _("Black screen, and back")),
    Key("full", ("f",), ("F",), _("Full screen")),
    Key("start", ("F5",), ("F5",), _("Full screen")),
    Key("auto", ("a",), ("A",), _("Move on by itself, and stop")),
    Key("code", ("q",), ("Q",), _("QR code: this view on a phone")),
    Key("speaker", ("s",), ("S",), _("Speaker’s view, with notes and clock")),
    Key("out", ("Escape",), ("Esc",), _("Out: of a sheet, of full screen, of the stage")),
    Key("help", ("?", "h"), ("?", "H"), _("These keys")),
)


def actions_by_key() -> dict[str, str]:
    """Return the action that each key asks for, by the browser's name of the key."""
    return {key: row.action for row in KEYS for key in row.keys}


def help_lines() -> list[tuple[tuple[str, ...], str]]:
    """Return (keycaps, sentence) of each line of the help, in English."""
    return [
        (tuple(chain.from_iterable(row.keycaps for row in rows)), sentence)
        for sentence, rows in groupby(KEYS, key=lambda row: row.sentence)
    ]
