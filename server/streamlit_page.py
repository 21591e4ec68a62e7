"""Streamlit's own page, told where its server is."""

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from streamlit.file_util import get_static_dir
from streamlit.runtime.pages_manager import PagesManager

# Until the first st.navigation, Streamlit takes a folder called pages/ for its older way of making pages, and runs a
# page that is asked for by its address without the frame around it.
PagesManager.uses_pages_directory = False


def answer_page(_request: Request) -> Response:
    """Answer with Streamlit's page, told where its server is.

    At /cases it would look for it below /cases first, and log what it does not find there as errors.
    """
    return Response(read_page(), media_type="text/html", headers={"Cache-Control": "no-cache"})


@cache
def read_page() -> str:
    """Return Streamlit's page with the address of its server, which stands beside every page."""
    page = Path(get_static_dir(), "index.html").read_text("utf-8")
    told = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL("./", window.location).href };</script>'
    return page.replace("<head>", f"<head>{told}", 1)
