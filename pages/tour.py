"""The desk: a tour of one's own, which this browser keeps."""

import streamlit as st

from geo import addresses
from pages.parts.data_errors import open_page
from pages.parts.layout import draw_article
from pages.screens.tour import tour_html

atlas, view = open_page()
draw_article(atlas, view, "tour", title=view.words.gettext("My tour"), article=tour_html(view.plain()))
st.html(f'<script src="{addresses.asset("desk.js")}"></script>', unsafe_allow_javascript=True)
