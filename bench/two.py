"""A Streamlit app of two pages: a title and a link to the other page."""

import streamlit as st


def one() -> None:
    """Draw the first page."""
    st.title("One")
    st.page_link(PAGES[1])


def two() -> None:
    """Draw the second page."""
    st.title("Two")
    st.page_link(PAGES[0])


PAGES = [st.Page(one), st.Page(two)]
st.navigation(PAGES).run()
