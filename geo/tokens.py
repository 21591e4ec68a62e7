"""The tokens of tokens.css, for what is not a style sheet; and style sheets as they are sent."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

SHEET: Final = Path(__file__).with_name("tokens.css")
_DECLARATION: Final = re.compile(r"^\s*--([\w-]+):\s*([^;]+);", re.MULTILINE)
_FOR_PEOPLE: Final = re.compile(r"/\*.*?\*/\s*|^ +", re.DOTALL | re.MULTILINE)  # comments and indentation
_REFERENCE: Final = re.compile(r"var\(--([\w-]+)\)")


@cache
def read_tokens() -> Mapping[str, str]:
    """Return the value of every token by its name without the dashes, such as `ink-light`.

    A token that refers to another has that one's value.
    """
    declared = dict(_DECLARATION.findall(SHEET.read_text("utf-8")))
    return MappingProxyType(
        {name: _REFERENCE.sub(lambda token: declared[token[1]], value) for name, value in declared.items()}
    )


def read_sheets(*paths: Path) -> str:
    """Return the style sheets `paths` as one, without comments and indentation, which are for people."""
    return _FOR_PEOPLE.sub("", "\n".join(path.read_text("utf-8") for path in paths))
