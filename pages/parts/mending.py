"""The page that stands instead of the atlas while the data folder is faulty."""

import streamlit as st

from geo.faults import DataError
from geo.text import translations
from pages.parts.found import plain
from pages.parts.shelf import current_atlas, data_folder
from pages.parts.view import read_language, read_query


def draw_faults(error: DataError) -> None:
    """Say what is wrong in the data folder and where, and look every few seconds whether it was mended."""
    language = read_language(read_query())
    _ = translations(language).gettext
    with st.container(key="mending"):
        st.title(_("The data folder needs mending"), anchor=False)
        st.write(_("The atlas shows nothing rather than something wrong. It comes back when these are mended:"))
        st.text("\n".join(fault.text(language) for fault in error.faults))
        st.caption(_("Folder: %s") % plain(data_folder().name))
    wait_for_mending()


@st.fragment(run_every=3)  # seconds
def wait_for_mending() -> None:
    """Bring the atlas back once its data is good."""
    try:
        current_atlas("nbs")
    except DataError:
        return
    st.rerun()
