"""Names of facets and of their values in the language of the viewer."""

from collections.abc import Callable
from functools import cache, lru_cache

from geo.addresses import PAGES
from geo.query.atlas import Atlas
from geo.query.facets import FACETS, name_values
from geo.text import Translator


@cache
def page_names(words: Translator) -> dict[str, str]:
    """Return the name of each page, in the order in which they are offered."""
    _ = words.gettext
    return {page.name: _(page.label) for page in PAGES}


@cache
def facet_names(words: Translator) -> dict[str, str]:
    """Return the name of each facet, in the order in which they stand in the sidebar."""
    return {facet.name: words.gettext(facet.label) for facet in FACETS}


@lru_cache(maxsize=8)
def value_names(atlas: Atlas, words: Translator) -> dict[str, dict[str, str]]:
    """Return for each facet the name of each of its values, in their order."""
    named = name_values(atlas.tables, words)
    return {facet: {value: named[facet].get(value, value) for value in values} for facet, values in atlas.known.items()}


def count_words(words: Translator) -> Callable[[int], str]:
    """Return the function that says "1 case" or "45 cases" in the language of `words`."""
    return lambda count: words.ngettext("%d case", "%d cases", count) % count
