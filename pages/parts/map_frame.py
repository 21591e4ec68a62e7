"""The map on the page, and a word for the viewer whose browser does not show it."""

import hashlib
from functools import lru_cache

import streamlit as st
from streamlit_folium import generate_leaflet_string, st_folium

from geo.map.folium_map import ASSETS, ReadyMap, ShowView, draw_map
from geo.query.atlas import Atlas
from geo.query.selection import Places
from geo.text import translations
from pages.parts.atlas_cache import map_json
from pages.parts.view import View, map_view


def draw_map_frame(atlas: Atlas, view: View, places: Places) -> None:
    """Draw the map and show `places` on it."""
    st.html(word_for_missing_map(view.language))
    st_folium(
        ReadyMap(map_script(atlas)),
        key="world",
        feature_group_to_add=ShowView(map_view(view, places)),
        returned_objects=[],  # places.js tells page.js what was chosen; the map's every move would run the page again
        use_container_width=True,
        render=False,
    )


@lru_cache(maxsize=4)
def map_script(atlas: Atlas) -> str:
    """Return the script of the map: the same for everybody, until the data changes and so the address of it."""
    version = hashlib.sha256(map_json(atlas)).hexdigest()[:12]
    return generate_leaflet_string(draw_map(f"{ASSETS}/atlas.json?v={version}"))


def word_for_missing_map(language: str) -> str:
    """Return, hidden, the sentence that the map has not come; page.js uncovers it when the frame stays empty."""
    _ = translations(language).gettext
    said = _("The map has not come: something between this browser and the server holds its files back.")
    listed = _("All cases are listed beside it; reload to try again.")
    return f'<p class="map-missing" role="alert" hidden>{said}<br>{listed}</p>'
