"""The base map and the places on it, as folium elements.

The map's script never changes while the data stays the same: streamlit-folium would build its frame anew and lose zoom
and centre. What changes (which places, which language, which city) travels in a small layer beside it, `show_places`.
"""

from typing import Any, Final

import folium
import pandas as pd
from branca.element import MacroElement
from folium.template import Template

from geo.tables import CONTINENTS
from geo.text import LANGUAGES, continent_name, translations

ASSETS: Final = "/assets"  # where the frame of the app serves Leaflet, our layer and the land
PLACE_COLUMNS: Final = ["city_id", "city_zh", "city_en", "country", "continent", "latitude", "longitude"]
THEME_COLUMNS: Final = ["theme", "name_zh", "name_en", "glyph_zh", "glyph_en", "color_light", "color_dark"]


class BaseMap(folium.Map):
    """A Leaflet map without tiles; Leaflet comes from this host, jQuery, Bootstrap and icon fonts not at all."""

    default_js = [("leaflet", f"{ASSETS}/leaflet/leaflet.js"), ("places", f"{ASSETS}/places.js")]  # noqa: RUF012 (folium's form)
    default_css = [("leaflet_css", f"{ASSETS}/leaflet/leaflet.css"), ("places_css", f"{ASSETS}/places.css")]  # noqa: RUF012


class Places(MacroElement):
    """All places of the atlas with their themes and words: what `places.js` needs once."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        atlas({{ this._parent.get_name() }}, {{ this.options | tojson }});
        {% endmacro %}""")

    def __init__(self, options: dict[str, Any]) -> None:
        """Take the options of `atlas()` in places.js."""
        super().__init__()  # type: ignore[no-untyped-call] # branca has no types
        self._name = "Places"
        self.options = options


class View(MacroElement):
    """Which of the places to show now, and how: the argument of `show()` in places.js."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        showAtlas({{ this.view | tojson }});
        {% endmacro %}""")

    def __init__(self, view: dict[str, Any]) -> None:
        """Take the view as plain data."""
        super().__init__()  # type: ignore[no-untyped-call] # branca has no types
        self._name = "View"
        self.view = view


def draw_map(places: pd.DataFrame, themes: pd.DataFrame) -> BaseMap:
    """Return the world with all `places` (one row a city) known to it, and none shown yet.

    streamlit-folium changes the map that it is given: draw a new one for each run.
    """
    base = BaseMap(tiles=None, zoom_snap=0, zoom_control=False, max_bounds_viscosity=1.0, world_copy_jump=False)
    options = {
        "land": f"{ASSETS}/land.geojson",
        "places": places[PLACE_COLUMNS].to_dict("records"),
        "themes": themes[THEME_COLUMNS].to_dict("records"),
        "words": {language: map_words(language) for language in LANGUAGES},
    }
    Places(options).add_to(base)
    return base


def show_places(
    places: pd.DataFrame, *, language: str, city: str | None, themes: tuple[str, ...]
) -> folium.FeatureGroup:
    """Return the layer that shows `places` (one row a city of the shown cases) and nothing else.

    `city` is set off, `themes` stand pressed in the legend.
    """
    rows = zip(places["city_id"], places["cases"], places["themes"], strict=True)
    shown = {city_id: [int(cases), [theme for theme in named.split(";") if theme]] for city_id, cases, named in rows}
    layer = folium.FeatureGroup()
    View({"shown": shown, "language": language, "city": city, "themes": list(themes)}).add_to(layer)
    return layer


def map_words(language: str) -> dict[str, str]:
    """Return the words that places.js writes on the map; %d and %c stand for a count, %s for a name."""
    words = translations(language)
    _ = words.gettext
    return {
        "one_case": words.ngettext("%d case", "%d cases", 1),
        "many_cases": words.ngettext("%d case", "%d cases", 2),
        "place_label": _("%s, %c"),
        "map_label": _("World map of the cases"),
        "attribution": _("Base map: Natural Earth. Coordinates: GeoNames."),
        "chinese_cities": _("Chinese cities"),
        "jump_to": _("Jump to"),
        "world": _("World"),
        "china": _("China"),
        **{continent: continent_name(continent, language) for continent in CONTINENTS},
        "fit": _("Fit results"),
        "fit_hint": _("Zoom to the places found"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "legend": _("Themes"),
        "legend_hint": _("Show only “%s”, or all again"),
    }
