"""A page to be read: filters at the left, the page's own article beside them."""

import streamlit as st

from geo.query.atlas import Atlas
from pages.parts.sidebar import draw_filters
from pages.parts.view import View


def draw_article(atlas: Atlas, view: View, page: str, *, title: str, article: str) -> None:
    """Draw `article` (HTML) as the page named `page`; `title` says in the browser's tab what it shows."""
    name = view.words.gettext("City Governance Case Map")
    st.set_page_config(page_title=f"{title} · {name}")
    with st.sidebar:
        draw_filters(atlas, view, page)
    with st.container(key="page"):
        st.html(article)
