"""Streamlit's own page, told where its server is and what it shows."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from streamlit.file_util import get_static_dir
from streamlit.runtime.pages_manager import PagesManager

from geo.addresses import Page
from geo.export.schema_org import TAGS
from geo.tables.faults import DataError
from geo.text import translator
from geo.tokens import read_tokens
from pages.parts.templates import render
from pages.parts.view import read_language
from server.headers import BY_LANGUAGE
from server.sharing import ask, describe_sharing

# Until the first st.navigation, Streamlit takes a folder called pages/ for its older way of making pages, and runs a
# page that is asked for by its address without the frame around it.
PagesManager.uses_pages_directory = False

PAPERS: Final = [(scheme, read_tokens()[f"paper-{scheme}"]) for scheme in ("light", "dark")]
TITLE: Final = "<title>Streamlit</title>"


def answer_page(page: Page) -> Callable[[Request], Response]:
    """Return an endpoint that answers with Streamlit's page, whose head says what `page` shows."""

    def answer(request: Request) -> Response:
        query = parse_qs(request.url.query, keep_blank_values=True)
        locale = request.headers.get("accept-language")
        try:
            said = describe_sharing(*ask(page, query, locale, str(request.url)))
        except DataError:  # Streamlit's page says what is wrong, and looks again
            said = None
        language = read_language(query, locale)
        head = render("server/page_head.html", translator(language), said=said, language=language, papers=PAPERS)
        before, after = read_page(TAGS[language])
        return answer_once(before + head + after, request.headers.get("if-none-match"))

    return answer


def answer_once(page: str, kept: str | None) -> Response:
    """Answer with `page`, or that it is as before if its tag is what a browser has `kept`."""
    tag = f'W/"{hashlib.sha256(page.encode()).hexdigest()[:16]}"'  # weak: Streamlit packs it for who takes it so
    headers = {"Cache-Control": "no-cache", "ETag": tag, **BY_LANGUAGE}
    return Response(status_code=304, headers=headers) if kept == tag else Response(page, 200, headers, "text/html")


@cache
def read_page(tag: str) -> tuple[str, str]:
    """Return Streamlit's page in the language `tag` before and after its title, with the address of its server.

    That stands beside every page. At /cases Streamlit would look for it below /cases first, and log what it does not
    find there as errors.
    """
    page = Path(get_static_dir(), "index.html").read_text("utf-8")
    told = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL("./", window.location).href };</script>'
    page = page.replace("<head>", f"<head>{told}", 1).replace('<html lang="en">', f'<html lang="{tag}">', 1)
    before, _, after = page.partition(TITLE)
    return before, after
