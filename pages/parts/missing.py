"""A word for the viewer whose browser does not show the map; page.js uncovers it when the frame stays empty."""

import streamlit as st

from geo.text import translations


def word_for_missing_map(language: str) -> None:
    """Draw, hidden, the sentence that the map has not come."""
    _ = translations(language).gettext
    said = _("The map has not come: something between this browser and the server holds its files back.")
    listed = _("All cases are listed beside it; reload to try again.")
    st.html(f'<p class="map-missing" role="alert" hidden>{said}<br>{listed}</p>')
