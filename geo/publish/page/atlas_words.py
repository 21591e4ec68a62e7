"""The words of the page of the atlas: English is the key, and Chinese comes with it."""

from typing import Final

from geo.tables.schema import WHOSE_FACTS
from geo.text import Translator, to_translate
from geo.tour.keys import SPACE, help_lines

TEXTS: Final = (
    WHOSE_FACTS,
    SPACE,
    to_translate("City Governance Case Map"),
    to_translate("World map of the cases"),
    to_translate("%(found)s of %(all)d cases"),
    to_translate("%(found)s of %(all)d places"),
    to_translate("%(list)s, no. %(position)d"),
    to_translate("%(text)s is found in no case at all, whatever the filters."),
    to_translate("%(what)s: %(cases)s"),
    to_translate("%d more are found: narrow the filters."),
    to_translate("All cases found"),
    to_translate("Announced: %(announced)s cases. Listed: %(listed)d, in %(places)d places."),
    to_translate("Back to the map"),
    to_translate("Choose two to four cases: on each, press Compare."),
    to_translate("City, country, title or fact"),
    to_translate("Clear all filters"),
    to_translate("Clear all"),
    to_translate("Colours as the system has them"),
    to_translate("Compare"),
    to_translate("Dark colours"),
    to_translate("Filters"),
    to_translate("Keys"),
    to_translate("Light colours"),
    to_translate("Listed: %(listed)d cases, in %(places)d places."),
    to_translate("No cases match these filters."),
    to_translate("No source found."),
    to_translate("Open in the full atlas"),
    to_translate("Ours: English titles, themes, countries, regions and coordinates."),
    to_translate("Outside the present filters"),
    to_translate("Perhaps %(text)s"),
    to_translate("Present"),
    to_translate("Published: the Chinese titles and their lists."),
    to_translate("QR code"),
    to_translate("Remove %(name)s"),
    to_translate("Search"),
    to_translate("Show any case, also beside the tour"),
    to_translate("Skip to the content"),
    to_translate("Stops"),
    to_translate("Source %(number)d: %(name)s"),
    to_translate("Source: %(source)s"),
    to_translate("Sources and method"),
    to_translate("Sources of these facts"),
    to_translate("Themes assigned by us, based on %s"),
    to_translate("There is no stop %d"),
    to_translate("To the list"),
    to_translate("Without %(name)s"),
    to_translate("also: %(words)s"),
    to_translate("confidence: high"),
    to_translate("confidence: low"),
    to_translate("confidence: medium"),
    to_translate("side step"),
)
COUNTED: Final = (("%d case", "%d cases"),)


def list_words(words: Translator) -> dict[str, str]:
    """Return each text of the page by its English, in the language of `words`."""
    said = {text: words.gettext(text) for text in (*TEXTS, *(sentence for _keys, sentence in help_lines()))}
    return said | {text: words.ngettext(*pair, count) for pair in COUNTED for count, text in enumerate(pair, 1)}
