"""The page that stands instead of the atlas while the data folder is faulty."""

from html import escape

import streamlit as st

from geo.query.atlas import Atlas
from geo.tables.faults import DataError, say_faults
from pages.parts.atlas_cache import current_atlas, data_folder
from pages.parts.view import View, open_view, page_words


def open_page() -> tuple[Atlas, View]:
    """Return the atlas and the view that the address asks for; while the data is faulty, say so and end the run."""
    try:
        return open_view()
    except DataError as error:
        draw_faults(error)
        st.stop()


def draw_faults(error: DataError) -> None:
    """Say what is wrong in the data folder and where, and look every few seconds whether it was mended."""
    words = page_words()
    _ = words.gettext
    with st.container(key="data-errors"):
        st.title(_("The data contain errors"), anchor=False)
        st.write(_("The map is paused until these are fixed:"))
        st.text("\n".join(say_faults(error.faults, words)))
        st.html(f'<p class="meta">{escape(_("Folder: %s") % data_folder().path.name)}</p>')
    wait_for_good_data()


@st.fragment(run_every=3)  # seconds
def wait_for_good_data() -> None:
    """Bring the atlas back once its data is good."""
    try:
        current_atlas("nbs")
    except DataError:
        return
    st.rerun()
