"""The map: all cases on the world, what was found beside it."""

import streamlit as st
from streamlit_folium import st_folium

from geo.draw import draw_map, show_places
from geo.faults import DataError
from geo.selection import gather_places
from pages.parts.found import draw_found
from pages.parts.mending import draw_faults
from pages.parts.missing import word_for_missing_map
from pages.parts.panel import draw_panel
from pages.parts.sidebar import draw_filters
from pages.parts.view import open_view, take_map

try:
    atlas, view = open_view()
except DataError as error:
    draw_faults(error)
    st.stop()

shown = atlas.placed[atlas.find(view.selection)]
places = gather_places(shown)

with st.sidebar:
    draw_filters(atlas, view)
draw_found(atlas, view, shown)
with st.container(key="map"):
    word_for_missing_map(view.language)
    layer = show_places(places, language=view.language, city=view.city, themes=view.selection.theme)
    st_folium(
        draw_map(atlas.places, atlas.tables.themes), key="chosen", feature_group_to_add=layer, returned_objects=[],
        use_container_width=True, on_change=take_map,
    )  # fmt: skip
with st.container(key="panel"):
    draw_panel(atlas, view, shown)
