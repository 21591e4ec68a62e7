"""The map on the page, and a word for the viewer whose browser does not show it."""

from functools import lru_cache

import streamlit as st
from streamlit_folium import generate_leaflet_string, st_folium

from geo.map.folium_map import ReadyMap, ShowView, draw_map
from geo.query.atlas import Atlas
from geo.query.selection import Mask
from geo.text import Translator
from pages.parts.atlas_cache import map_version
from pages.parts.view import View, map_view


def draw_map_frame(atlas: Atlas, view: View, kept: Mask) -> None:
    """Draw the map and show the cases that are `kept` on it."""
    st.html(word_for_missing_map(view.words))
    st_folium(
        ReadyMap(map_script(atlas)),
        key="world",
        feature_group_to_add=ShowView(map_view(atlas, view, kept)),
        returned_objects=[],  # places.js tells page.js what was chosen; the map's every move would run the page again
        use_container_width=True,
        render=False,
    )


@lru_cache(maxsize=4)
def map_script(atlas: Atlas) -> str:
    """Return the script of the map: the same for everybody, until the data changes and so the address of it."""
    return str(generate_leaflet_string(draw_map(map_version(atlas))))


def word_for_missing_map(words: Translator) -> str:
    """Return, hidden, the sentence that the map has not come; page.js uncovers it when the frame stays empty."""
    _ = words.gettext
    said = _("The map could not be loaded; a proxy or filter may block its files.")
    listed = _("All cases are listed beside it; reload to try again.")
    return f'<p class="map-missing" role="alert" hidden>{said}<br>{listed}</p>'
