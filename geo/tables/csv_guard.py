"""Cells of text that a spreadsheet would run: guarded in a CSV file, and read back as they were.

No CSV keeps both a plain reader and Excel content: quoted or not, a cell that begins with = is a formula to Excel, and
whatever keeps it from being one is another text to the reader. So the rule is the usual one, made reversible: an
apostrophe goes before the cell, and `unguard` takes it away again, as every table of the atlas is read. Only cells at
risk are touched; all others read the same everywhere.
"""

import re
from typing import Final

# OWASP, CSV Injection: = + - @, tab, carriage return and line feed, and the full-width forms of the first four, which
# East Asian versions of Excel take for the same.
_RISKY: Final = r"[=+\-@\t\r\n＝＋－＠]"

# Apostrophes that stood there before count with the rest, so that one more always means one that `guard` put there.
_RUN: Final = re.compile(f"'*{_RISKY}")
_GUARDED: Final = re.compile(f"'+{_RISKY}")


def guard(text: str) -> str:
    """Return `text` with an apostrophe before it if a spreadsheet would run it, else as it is."""
    return f"'{text}" if _RUN.match(text) else text


def unguard(text: str) -> str:
    """Return the text that `guard` was given; one that it never touches comes back as it is."""
    return text[1:] if _GUARDED.match(text) else text
