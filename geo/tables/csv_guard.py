"""Cells of text that a spreadsheet would run: guarded in a CSV file, and read back as they were.

No CSV keeps both a plain reader and Excel content: quoted or not, a cell that begins with = is a formula to Excel, and
whatever keeps it from being one is another text to the reader. So the rule is the usual one, made reversible: an
apostrophe goes before what might run, and `unguard` takes it away again, as every table of the atlas is read. Only
cells at risk are touched; all others read the same everywhere.

What might run does not only stand at the beginning. A spreadsheet that parts columns by ; or a tab sees no quotation
mark in the middle of what it takes for a cell: of the row a,"b;=c" it makes the cells a,"b and =c". So a ; a tab and a
line end within a cell begin another, and each may need an apostrophe of its own.
"""

import re
from typing import Final

# OWASP, CSV Injection: = + - @ and their full-width forms, which East Asian versions of Excel take for the same; and a
# tab, carriage return or line feed at the beginning of a cell.
_SIGN: Final = r"[=+\-@＝＋－＠]"
_BEGIN: Final = r"(?<![^;\t\r\n])"  # there, or where a cell or a row begins for a reader who parts them otherwise

# White space, controls and what has no width (Unicode 15, White_Space, Cc, Default_Ignorable_Code_Point), which a
# spreadsheet may leave out before a sign; quotation marks, which a reader takes for those around a cell; and
# apostrophes, so that one more always means one that `guard` put there. None of them is a sign or begins a cell.
_LEFT_OUT: Final = (
    r"['\"\x00-\x08\x0b\x0c\x0e-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_AT_RISK: Final = re.compile(rf"{_BEGIN}(?={_LEFT_OUT}*+{_SIGN})|\A(?='*[\t\r\n])")
_GUARDED: Final = re.compile(rf"{_BEGIN}'(?={_LEFT_OUT}*+{_SIGN})|\A'(?='*[\t\r\n])")


def guard(text: str) -> str:
    """Return `text` with an apostrophe before each piece of it that a spreadsheet would run, else as it is."""
    return _AT_RISK.sub("'", text)


def unguard(text: str) -> str:
    """Return the text that `guard` was given; one that it never touches comes back as it is."""
    return _GUARDED.sub("", text) if "'" in text else text  # the look is a tenth of the search
