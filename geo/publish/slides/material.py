"""What slides are made of."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from geo.publish.entries import Entry, Theme
from geo.publish.publication import Publication
from geo.text import Translator
from geo.tour.stops import Stop


class Material(NamedTuple):
    """What slides are made of: the publication, its entries by row, the themes of the atlas."""

    publication: Publication
    entries: Mapping[int, Entry]
    themes: Sequence[Theme]

    @property
    def both(self) -> tuple[Translator, Translator]:
        """Return the words of both languages, the first one first."""
        return self.publication.both

    @property
    def languages(self) -> tuple[str, str]:
        """Return both languages, the first one first."""
        return self.publication.words.languages

    def gather(self, stop: Stop) -> list[Entry]:
        """Return the entries that `stop` is about."""
        return [self.entries[row] for row in stop.rows]

    def say_both(self, say: Callable[[Translator], str]) -> dict[str, str]:
        """Return what `say` says in each language."""
        return {words.language: say(words) for words in self.both}
