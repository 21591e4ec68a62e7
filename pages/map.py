"""The map: all cases on the world, what was found beside it."""

import streamlit as st

from pages.parts.found import draw_found
from pages.parts.listing import title_map
from pages.parts.mending import open_page
from pages.parts.panel import draw_panel
from pages.parts.sidebar import draw_filters
from pages.parts.world import draw_world

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
