"""The order of a list of cases."""

from typing import Final

SORTS: Final = ("city", "country", "title", "theme", "list", "score")
