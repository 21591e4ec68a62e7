"""The frame of the City Governance Case Map: `streamlit run app.py`.

Streamlit imports this file once for the server (`app`) and runs it as a script for each viewer's every turn.
"""

import streamlit as st

if __name__ == "__main__":
    from pages.parts.shell import run_page

    run_page()
else:
    from server.routes import list_middleware, list_routes
    from server.start import make_ready

    base_path = st.get_option("server.baseUrlPath")
    app = st.App(__file__, routes=list_routes(base_path), middleware=list_middleware(base_path), lifespan=make_ready)
