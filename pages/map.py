"""The map: all cases on the world, what was found beside it."""

import streamlit as st

from pages.parts.data_errors import open_page
from pages.parts.map_frame import draw_map_frame
from pages.parts.results import draw_results
from pages.parts.sidebar import draw_filters
from pages.parts.view import open_on_map
from pages.screens.map import draw_panel, title_map

atlas, view = open_page()
view = open_on_map(atlas, view)
kept = atlas.find(view.selection)

st.set_page_config(page_title=title_map(atlas, view))

found = st.container(key="found")
with st.container(key="map"):  # before all else: what is written first is seen first
    draw_map_frame(atlas, view, kept)
with found:
    draw_results(atlas, view, cases=int(kept.sum()), places=len(atlas.gather(kept)))
with st.sidebar:
    draw_filters(atlas, view, "map")
with st.container(key="panel"):
    draw_panel(atlas, view)
