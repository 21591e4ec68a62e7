"""The frame of the City Governance Case Map: `streamlit run app.py`.

Streamlit imports this file once for the server (`app`) and runs it as a script for each viewer's every turn.
"""

import streamlit as st

if __name__ == "__main__":
    from pages.parts.shell import run_page

    run_page()
else:
    from server.routes import MIDDLEWARE, list_routes

    app = st.App(__file__, routes=list_routes(st.get_option("server.baseUrlPath")), middleware=MIDDLEWARE)
