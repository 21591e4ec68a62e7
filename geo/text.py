"""Words of the interface in both languages, names of countries and continents, and Chinese typesetting."""

import gettext
import io
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES: Final = ("zh", "en")

_CATALOGUES: Final = Path(__file__).parent / "locale"

# UN M49 numbers of the five continents, by which CLDR names them.
_M49: Final = {"africa": "002", "americas": "019", "asia": "142", "europe": "150", "oceania": "009"}

_CHINESE: Final = r"[㐀-䶿一-鿿々〇]"
_CLOSING: Final = r"[”’》〉」』）】]*"
_OPENING: Final = r"[“‘《〈「『（【]*"

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)

_FULL_WIDTH: Final = {":": "：", ",": "，", ";": "；", "?": "？", "!": "！"}

# A pair of brackets is Chinese if it follows a Chinese word or holds one: 案例(2024), PM(副部长).
_BRACKETS: Final = re.compile(rf"(?:(?<={_CHINESE})|(?<={_CHINESE}[”’》]))\(([^()]*)\)|\(([^()]*{_CHINESE}[^()]*)\)")

# A mark is Chinese if a Chinese character stands on either side, seen through quotation marks. The space that English
# wants after it goes with it: the full-width mark brings its own. 15:30, 1,000 and "a, b" touch none and stay.
_MARK: Final = re.compile(
    rf"(?P<before>{_CHINESE}{_CLOSING})(?P<following>[:,;?!]) ?"
    rf"|(?P<leading>[:,;?!]) ?(?={_OPENING}{_CHINESE})"
)


def to_translate(text: str) -> str:
    """Return `text` as it is: a mark for the catalogue, on a text that is translated where it is used."""
    return text


@dataclass(frozen=True)
class Translator:
    """The words of one language: a page, an export or a stage gets it once and hands it on.

    The English text is the key; English answers with the text it is asked for.
    """

    language: str
    _catalogue: gettext.NullTranslations = field(repr=False, compare=False)

    @property
    def other(self) -> str:
        """Return the language that stands second."""
        return "en" if self.language == "zh" else "zh"

    @property
    def languages(self) -> tuple[str, str]:
        """Return both languages, its own first."""
        return self.language, self.other

    def gettext(self, text: str) -> str:
        """Return `text` in this language."""
        return self._catalogue.gettext(text)

    def ngettext(self, one: str, several: str, count: int) -> str:
        """Return the form for `count` things, of English `one` and `several`."""
        return self._catalogue.ngettext(one, several, count)

    def country(self, code: str) -> str:
        """Return the CLDR name of a country (ISO 3166-1 alpha-2); KeyError if there is none."""
        return _territories(self.language)[code]

    def continent(self, name: str) -> str:
        """Return the CLDR name of a continent (africa, americas, asia, europe or oceania); KeyError for any other."""
        return self.country(_M49[name])


@cache
def translator(language: str) -> Translator:
    """Return the words of `language`.

    Raises
    ------
    ValueError
        If `language` is none of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        message = f"{language!r} is not a language of the atlas: {', '.join(LANGUAGES)}"
        raise ValueError(message)
    path = _CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    return Translator(language, _read_catalogue(path) if path.exists() else gettext.NullTranslations())


def _read_catalogue(path: Path) -> gettext.GNUTranslations:
    """Return the translations of the .po file `path`, compiled in memory, so that no .mo file can grow stale."""
    with path.open("rb") as source:
        catalogue = read_po(source)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _territories(language: str) -> dict[str, str]:
    """Return the names CLDR has in `language` for countries and for the regions of UN M49, by code."""
    return dict(Locale(language).territories)


def choose_language(accepted: str | None) -> str:
    """Return the language for a browser's locale: Chinese for any Chinese, English for any other.

    A browser that names no language gets Chinese, the language of the publication.
    """
    if not accepted or accepted.lower().startswith("zh"):
        return "zh"
    return "en"


def guess_language() -> str:
    """Return the language of the terminal: Chinese if the locale is, else English."""
    locale = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.startswith("zh") else "en"


def shorten_list(names: Iterable[str], most: int) -> tuple[str, ...]:
    """Return the first of `names`, as many as may stand there, and a mark if there are more."""
    listed = tuple(names)
    return (*listed[:most], "…") if len(listed) > most else listed


def drop_unseen(text: str) -> str:
    """Return `text` without what no reader sees: controls, halves of pairs, marks that turn the text after them round.

    Tabs and ends of lines stay.
    """
    return _UNSEEN.sub("", text)


def set_chinese(title: str) -> str:
    """Return a Chinese `title` with its half-width punctuation set as Chinese punctuation.

    The data keep titles verbatim; this is for the screen alone. Marks in a Latin or numeric context, and
    spaces between Chinese clauses, stay as they are.
    """
    bracketed = _BRACKETS.sub(lambda found: f"（{found[1] or found[2] or ''}）", title)
    return _MARK.sub(_set_mark, bracketed)


def _set_mark(found: re.Match[str]) -> str:
    """Return one punctuation mark, with what stands before it, in full width."""
    return (found["before"] or "") + _FULL_WIDTH[found["following"] or found["leading"]]
