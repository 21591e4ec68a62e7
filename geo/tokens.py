"""The tokens of tokens.css, for what is not a style sheet."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

SHEET: Final = Path(__file__).with_name("tokens.css")
_DECLARATION: Final = re.compile(r"^\s*--([\w-]+):\s*([^;]+);", re.MULTILINE)
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
