"""A list of a new edition becomes a data folder, which its visitor takes home; the atlas's own data never change."""

import streamlit as st

from pages.parts.data_errors import open_page
from pages.parts.sidebar import draw_filters
from pages.screens.importing import draw_import

atlas, view = open_page()
_ = view.words.gettext

st.set_page_config(page_title=f"{_('Import a list')} · {_('City Governance Case Map')}")
with st.sidebar:
    draw_filters(atlas, view, "importing")
with st.container(key="page"):
    draw_import(atlas, view.words)
