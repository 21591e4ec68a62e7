"""Files to take away, of the cases that are found or of a tour: chosen, made in the background, and fetched."""

import streamlit as st

from pages.parts.data_errors import open_page
from pages.parts.sidebar import draw_filters
from pages.screens.publish import draw_publish

atlas, view = open_page()
_ = view.words.gettext

st.set_page_config(page_title=f"{_('Take away')} · {_('City Governance Case Map')}")
with st.sidebar:
    draw_filters(atlas, view, "publish")
with st.container(key="page"):
    draw_publish(atlas, view, st.query_params.get("tour", ""))
