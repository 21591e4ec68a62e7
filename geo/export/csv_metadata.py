"""What a CSV file says of itself: W3C's "Metadata Vocabulary for Tabular Data", since CSV has no room for it.

https://www.w3.org/TR/tabular-metadata/. A client finds it by the header Link (rel="describedby") of the file.
"""

from collections.abc import Mapping
from typing import Any, Final

from geo.tables.schema import WHOSE_FACTS
from geo.text import LANGUAGES, translator

MEDIA_TYPE: Final = "application/csvm+json"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def describe_csv(url: str, title: str, columns: Mapping[str, str]) -> dict[str, Any]:
    """Return the metadata of the file at `url`; its `title` and those of its `columns`, by name, are English.

    Every text stands in both languages; `rdfs:comment` says whose words the facts are.
    """
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        "dc:title": in_both(title),
        "rdfs:comment": in_both(WHOSE_FACTS),
        "dc:license": {"@id": LICENCE},
        "tableSchema": {"columns": [{"name": name, "titles": name_both(name, text)} for name, text in columns.items()]},
    }


def in_both(text: str) -> list[dict[str, str]]:
    """Return an English `text` as a literal in each language."""
    return [{"@value": translator(language).gettext(text), "@language": language} for language in LANGUAGES]


def name_both(name: str, title: str) -> dict[str, Any]:
    """Return the titles of a column: its `name`, as the file has it, and its English `title` in each language."""
    return {"und": name} | {language: translator(language).gettext(title) for language in LANGUAGES}
