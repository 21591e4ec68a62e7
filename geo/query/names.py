"""Names of what the tables hold as codes: themes, lists, regions, continents, confidences."""

from collections.abc import Mapping

import pandas as pd

from geo.tables.schema import CONTINENTS
from geo.text import Translator


def name_values(themes: pd.DataFrame, words: Translator) -> dict[str, Mapping[str, str]]:
    """Return for each column of codes the name of each value in `language`; themes are named by their table."""
    _ = words.gettext
    return {
        "theme": dict(zip(themes["theme"], themes[f"name_{words.language}"], strict=True)),
        "list": {"international": _("International cities"), "domestic": _("Chinese cities")},
        "continent": {continent: words.continent(continent) for continent in CONTINENTS},
        "region": {"east": _("East"), "central": _("Central"), "west": _("West"), "northeast": _("Northeast")},
        "theme_confidence": {"high": _("high"), "medium": _("medium"), "low": _("low")},
    }
