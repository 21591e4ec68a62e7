"""What a publication is called, who speaks, and how much it tells."""

from collections.abc import Sequence
from typing import Final

from geo.publish.publication import Publication
from geo.tables.schema import list_rows
from geo.text import Translator, set_chinese

DOT: Final = " · "


def title_of(publication: Publication, words: Translator) -> str:
    """Return the title of a tour, or that of the latest edition that is told, or the name of the atlas."""
    if publication.tour and publication.tour.title:
        return publication.tour.title.say(words.language)
    rows = {row["edition"]: row for row in list_rows(publication.atlas.tables.editions)}
    if len(publication.editions) != 1:
        return words.gettext("City Governance Case Map")
    (edition,) = publication.editions
    title = rows[edition][f"title_{words.language}"]
    return set_chinese(title) if words.language == "zh" else title


def say_by(publication: Publication, words: Translator) -> str:
    """Return who speaks, and when, as far as a tour of one's own says it."""
    said = (publication.tour.speaker, publication.tour.date) if publication.tour else ()
    return DOT.join(text for one in said if (text := one.say(words.language)))


def count_told(publication: Publication, rows: Sequence[int], words: Translator) -> str:
    """Return how many cases the `rows` tell, and of how many places."""
    places = len({publication.atlas.cases[row]["city_id"] for row in rows})
    return DOT.join(
        [
            words.ngettext("%d case", "%d cases", len(rows)) % len(rows),
            words.ngettext("%d place", "%d places", places) % places,
        ]
    )
