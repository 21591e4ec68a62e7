"""The map as a Streamlit page is usually written: a folium marker for each place on the map, st_folium as it comes.

It has two filters and no list, panel, counts or second language: less than the atlas does.
"""

from html import escape

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from bench.cdn import LocalMap
from bench.server import PROJECT

CONTINENTS = ["asia", "europe", "americas", "africa", "oceania"]
THEMES = ["people", "smart", "resilient", "ecological", "service"]


@st.cache_data
def read_cases() -> pd.DataFrame:
    """Return the shipped cases with their city and its continent."""
    cases, cities, countries = (
        pd.read_csv(PROJECT / "data" / f"{name}.csv", keep_default_na=False)
        for name in ("cases", "cities", "countries")
    )
    return cases.merge(cities, on="city_id").merge(countries, on="country")


def filter_cases(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases that the buttons in the sidebar ask for."""
    continents = st.sidebar.pills("Continent", CONTINENTS, selection_mode="multi", key="continent")
    themes = st.sidebar.pills("Theme", THEMES, selection_mode="multi", key="theme")
    if continents:
        cases = cases[cases["continent"].isin(continents)]
    if themes:
        cases = cases[cases["themes"].str.split(";").map(lambda row: bool(set(row) & set(themes)))]
    return cases


def draw_map(shown: pd.DataFrame) -> folium.Map:
    """Return a map with a marker for each place, its cases in a popup."""
    world = LocalMap(location=(30, 60), zoom_start=2, tiles=None)
    for (name, latitude, longitude), cases in shown.groupby(["name_en", "latitude", "longitude"]):
        titles = "<br>".join(escape(title) for title in cases["title_en"])
        folium.Marker(
            (latitude, longitude), popup=folium.Popup(titles, max_width=300), tooltip=f"{name}: {len(cases)}"
        ).add_to(world)
    return world


st.title("City Governance Case Map")
st_folium(draw_map(filter_cases(read_cases())), use_container_width=True)
