"""The map: all cases on the world, what was found beside it."""

import streamlit as st

from pages.parts.data_errors import open_page
from pages.parts.map_frame import draw_world
from pages.parts.results import draw_found
from pages.parts.sidebar import draw_filters
from pages.screens.cases import title_map
from pages.screens.map import draw_panel

atlas, view = open_page()
kept = atlas.find(view.selection)
places = atlas.gather(kept)

st.set_page_config(page_title=title_map(atlas, view))

found = st.container(key="found")
with st.container(key="map"):  # before all else: what is written first is seen first
    draw_world(atlas, view, places)
with found:
    draw_found(atlas, view, cases=int(kept.sum()), places=len(places))
with st.sidebar:
    draw_filters(atlas, view, "map")
with st.container(key="panel"):
    draw_panel(atlas, view)
