"""The order of a list of cases."""

from collections.abc import Sequence
from typing import Any, Final

from pypinyin import lazy_pinyin

SORTS: Final = ("city", "country", "title", "theme", "list", "score")
