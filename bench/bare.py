"""A Streamlit page of one line: a folium map with nothing on it."""

from streamlit_folium import st_folium

from bench.cdn import LocalMap

st_folium(LocalMap(tiles=None))
