"""What can be wrong in a data folder, and how it is said in either language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from geo.text import Translator, to_translate, translator

Detail = str | float | tuple[str, ...]

MAX_SAID_FAULTS: Final = 100  # that a page or an answer lists: a wrong file may have a fault in each line
MAX_VALUE_CHARS: Final = 60  # characters of a value that a fault shows: enough to find it again


class Level(Enum):
    """How grave a finding is: a fault blocks, a warning is probably wrong, a remark may be meant; and its mark."""

    FAULT = ""
    WARNING = to_translate(" (a warning)")
    REMARK = to_translate(" (a remark)")


@dataclass(frozen=True)
class Fault:
    """One thing that was found in a file of a data folder, a fault if its `level` does not say less.

    `row` is the line of the file, as an editor counts them. `message` is the English text, which the catalogues
    translate; in it `{value}` and the names of `details` stand in braces.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    message: str
    details: Mapping[str, Detail] = field(default_factory=dict, hash=False)
    level: Level = Level.FAULT

    @property
    def blocking(self) -> bool:
        """Return whether no data can be used before this is mended."""
        return self.level is Level.FAULT

    def text(self, words: Translator) -> str:
        """Return the fault as one line: `file:row: column: what is wrong and what to do`."""
        place = self.file if self.row is None else f"{self.file}:{self.row}"
        message = words.gettext(self.message)
        shown = {name: _show(detail, words) for name, detail in self.details.items()}
        said = message.format(value=_show(self.value or "", words), **shown)
        return ": ".join(part for part in (place, _shorten(self.column or ""), said) if part)


def say_fault(fault: Fault, words: Translator) -> str:
    """Return the line of a `fault`; that of a warning or a remark says so at its end."""
    return fault.text(words) + (words.gettext(fault.level.value) if fault.level.value else "")


def say_faults(faults: Sequence[Fault], words: Translator) -> list[str]:
    """Return the lines of the first `MAX_SAID_FAULTS` of `faults`, and one that says how many more there are."""
    lines = [fault.text(words) for fault in faults[:MAX_SAID_FAULTS]]
    more = len(faults) - len(lines)
    return [*lines, words.ngettext("and {count} more", "and {count} more", more).format(count=more)] if more else lines


class DataError(Exception):
    """A data folder that cannot be used; `faults` are all that was found, by file and row."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep `faults` and say them in English, one a line."""
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.text(translator("en")) for fault in self.faults))


def _show(detail: Detail, words: Translator) -> str:
    """Return a text quoted, a number plain, and several known values as a list."""
    if isinstance(detail, str):
        return _quote(detail, words)
    if isinstance(detail, tuple):
        return {"zh": "、", "en": ", "}[words.language].join(detail)
    return str(detail)


def _quote(value: str, words: Translator) -> str:
    """Return `value` between the quotation marks of the language of `words`."""
    return f"“{_shorten(value)}”" if words.language == "zh" else f"'{_shorten(value)}'"


def _shorten(value: str) -> str:
    """Return `value` on one line: its control characters escaped, and its end left out if it is long."""
    shown = repr(value)[1:-1]
    return shown if len(shown) <= MAX_VALUE_CHARS else shown[: MAX_VALUE_CHARS - 1] + "…"
