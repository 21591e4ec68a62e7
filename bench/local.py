"""The page that BENCH_PAGE names, with folium's files served beside it: `streamlit run bench/local.py`.

The page is a script of its own: were it imported here, its component would be declared before there is a server, and
lost.
"""

import os

import streamlit as st

from bench.cdn import ROUTES
from bench.server import PROJECT

app = st.App(PROJECT / os.environ["BENCH_PAGE"], routes=ROUTES)
