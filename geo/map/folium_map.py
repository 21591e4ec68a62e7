"""The base map and the places on it, as folium elements.

The map's script never changes while the data stays the same: streamlit-folium would build its frame anew and lose zoom
and centre. What changes (which places, which language, which city) travels in a small layer beside it, `ShowView`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import folium
import pandas as pd
from branca.element import Element, MacroElement
from folium.template import Template

from geo.addresses import MAP_DATA, asset
from geo.approval import say_approval
from geo.query.editions import tell_ages
from geo.query.selection import Places
from geo.tables.schema import CONTINENTS
from geo.text import LANGUAGES, Translator, translator

PLACE_COLUMNS: Final = ["city_id", "city_zh", "city_en", "country", "continent", "latitude", "longitude"]
THEME_COLUMNS: Final = ["theme", "name_zh", "name_en", "glyph_zh", "glyph_en", "color_light", "color_dark"]


# From the page of a frame to the root of the atlas: streamlit-folium's is component/<its name>/index.html, the stage's
# is stage/map.
TO_ROOT: Final = "../../"
TOUR_TO_ROOT: Final = "../"


def load(to_root: str, *files: str) -> list[tuple[str, str]]:
    """Return `files`, published ones, as folium wants the scripts or styles of a map: pairs of name and address."""
    return [(file, to_root + asset(file)) for file in files]


class BaseMap(folium.Map):
    """A Leaflet map without tiles; Leaflet comes from this host, jQuery, Bootstrap and icon fonts not at all."""

    default_js = load(TO_ROOT, "leaflet/leaflet.js", "places.js")
    default_css = load(TO_ROOT, "leaflet/leaflet.css", "places.css")


class TourMap(BaseMap):
    """The same map with the layer of the stage."""

    default_js = load(TOUR_TO_ROOT, "leaflet/leaflet.js", "tour.js")
    default_css = load(TOUR_TO_ROOT, "leaflet/leaflet.css", "tour.css")


class Layer(MacroElement):
    """A layer of ours: `drawCaseMap` of places.js or `drawTourMap` of tour.js; it fetches what never changes once."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        {{ this.call }}({{ this._parent.get_name() }}, {{ this.options | tojson }});
        {% endmacro %}""")

    def __init__(self, call: str, to_root: str, version: str) -> None:
        """Take the function to call, the way to the root, and what changes with the data that it fetches."""
        super().__init__()  # type: ignore[no-untyped-call] # branca has no types
        self._name = "Layer"
        self.call = call
        self.options = {"data": f"{to_root}{MAP_DATA}?v={version}", "land": to_root + asset("land.geojson")}


class ReadyMap(folium.Map):
    """A map whose script was made before.

    streamlit-folium changes the map that it is given, so that each run needs a new one, and folium compiles a dozen
    templates for each new map. This one is new and compiles nothing.
    """

    default_js = BaseMap.default_js
    default_css = BaseMap.default_css
    _template = Template("{% macro script(this, kwargs) %}{{ this.script }}{% endmacro %}")

    def __init__(self, script: str) -> None:
        """Take the script of a map as streamlit-folium makes it."""
        MacroElement.__init__(self)  # type: ignore[no-untyped-call] # branca has no types
        self._name = "Map"
        self.script = script
        self.options = {}
        self.header, self.html = Element(), Element()  # what a figure holds; ours adds nothing to the frame's own

    def render(self, **_kwargs: Any) -> str:  # noqa: ANN401 (folium's form)
        """Return nothing: all there is to write is in the script."""
        return ""


class ShowView(folium.FeatureGroup):
    """Which of the places to show now, and how: an empty layer whose script calls `showView` of places.js."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.layerGroup();
        showView({{ this.view | tojson }});
        {% endmacro %}""")

    def __init__(self, view: dict[str, Any]) -> None:
        """Take the view, `view_data`."""
        super().__init__()
        self.view = view

    def render(self, **_kwargs: Any) -> str:  # noqa: ANN401 (folium's form)
        """Return nothing: streamlit-folium takes the script alone."""
        return ""


def draw_map(version: str) -> BaseMap:
    """Return the world, with the layer that fetches its places, `map_data`; `version` changes with them."""
    base = BaseMap(tiles=None, zoom_snap=0, zoom_control=False, max_bounds_viscosity=1.0, world_copy_jump=False)
    Layer("drawCaseMap", TO_ROOT, version).add_to(base)
    return base


def draw_tour(version: str) -> str:
    """Return the page (HTML) of the map of a stage; it fetches its places, `map_data`, whose `version` this is."""
    base = TourMap(tiles=None, zoom_snap=0, zoom_control=False)
    Layer("drawTourMap", TOUR_TO_ROOT, version).add_to(base)
    return str(base.get_root().render())


def map_data(
    places: pd.DataFrame,
    themes: pd.DataFrame,
    cases: Sequence[Mapping[str, Any]],
    approval: str = "",
    editions: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what places.js and tour.js need to know once: `places` (one row a city), themes, and words by language.

    Of `cases` they know the ids, by city, and, if there are several `editions`, which cities the last one brings. The
    buttons of the jump bar stand in the order of `continents`; `approval` is the approval number of the map.
    """
    return {
        "places": places[PLACE_COLUMNS].to_dict("records"),
        "themes": themes[THEME_COLUMNS].to_dict("records"),
        "continents": list(CONTINENTS),
        "cases": name_cases(cases),
        "ages": tell_ages(cases, editions),
        "latest": editions[-1] if editions else "",
        "words": {language: map_words(translator(language)) for language in LANGUAGES},
        "approval": {language: say_approval(approval, translator(language)) for language in LANGUAGES},
    }


def name_cases(cases: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the ids of `cases` by city, in their order."""
    named: dict[str, list[str]] = {}
    for case in cases:
        named.setdefault(case["city_id"], []).append(case["case_id"])
    return named


def view_data(
    places: Places, *, language: str, city: str | None, themes: tuple[str, ...], address: str
) -> dict[str, Any]:
    """Return what the map is to show: `places` and nothing else, `city` highlighted, `themes` pressed in the legend.

    `address` names the view, so that the browser can tell an answer that comes late.
    """
    return {"shown": places, "language": language, "city": city, "themes": themes, "address": address}


def map_words(words: Translator) -> dict[str, str]:
    """Return the words that places.js writes on the map; %d and %c stand for a count, %s for a name."""
    _ = words.gettext
    return {
        "one_case": words.ngettext("%d case", "%d cases", 1),
        "many_cases": words.ngettext("%d case", "%d cases", 2),
        "place_label": _("%s, %c"),
        "many_places": words.ngettext("%d place", "%d places", 2),
        "map_label": _("World map of the cases"),
        "attribution": _("Base map: Natural Earth. Coordinates: GeoNames."),
        "chinese_cities": _("Chinese cities"),
        "jump_to": _("Jump to"),
        "both": _("Both maps"),
        "world": _("World"),
        "china": _("China"),
        **{continent: words.continent(continent) for continent in CONTINENTS},
        "fit": _("Zoom to results"),
        "fit_hint": _("Zoom to the places found"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "legend": _("Themes"),
        "legend_hint": _("Show only “%s”, or all again"),
        "new": _("new in %s"),
        "again": _("again in %s"),
        "unmarked": _("no sign: only before %s"),
        "in_tour": _(", in the tour"),
        "tick_hint": _("t: all its cases into the tour"),
        "untick_hint": _("t: all its cases out of the tour"),
    }
