"""One case: `case=` in the address says which."""

import streamlit as st

from pages.parts.data_errors import open_page
from pages.parts.layout import draw_article
from pages.screens.case import case_html, title_case

atlas, view = open_page()
draw_article(atlas, view, "case", title=title_case(atlas, view), article=case_html(atlas, view, st.context.url))
