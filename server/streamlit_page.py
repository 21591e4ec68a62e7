"""Streamlit's own page, told where its server is and what it shows."""

from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from streamlit.file_util import get_static_dir
from streamlit.runtime.pages_manager import PagesManager

from geo.addresses import SERIF, Page
from geo.export.schema_org import TAGS
from geo.tables.faults import DataError
from geo.text import translator
from geo.tokens import read_tokens
from pages.parts.shell import font_face
from pages.parts.templates import render
from pages.parts.view import read_language, read_view
from server.assets import Packed, pack, send_packed
from server.first_view import first_view_html
from server.headers import BY_LANGUAGE
from server.sharing import ask, describe_sharing

# Until the first st.navigation, Streamlit takes a folder called pages/ for its older way of making pages, and runs a
# page that is asked for by its address without the frame around it.
PagesManager.uses_pages_directory = False

HEAD: Final = {
    "papers": [(scheme, read_tokens()[f"paper-{scheme}"]) for scheme in ("light", "dark")],
    "font_face": font_face(SERIF),  # in the document itself: a tree of its own (the first view) cannot declare a font
}
TITLE: Final = "<title>Streamlit</title>"
BODY: Final = "<body>"


def answer_page(page: Page) -> Callable[[Request], Response]:
    """Return an endpoint that answers with Streamlit's page, whose head says what `page` shows."""

    def answer(request: Request) -> Response:
        query = parse_qs(request.url.query, keep_blank_values=True)
        locale = request.headers.get("accept-language")
        try:
            said = describe_sharing(*ask(page, query, locale, str(request.url)))
            day = datetime.now().astimezone().date()
            first = first_view_html(*read_view(query, locale), page, str(request.url), day)
        except DataError:  # Streamlit's page says what is wrong, and looks again
            said, first = None, ""
        language = read_language(query, locale)
        head = render("server/page_head.html", translator(language), said=said, **HEAD, language=language)
        before, between, after = read_page(TAGS[language])
        whole = pack_page(before + head + between + first + after)
        return send_packed(request, "text/html", whole, BY_LANGUAGE["Vary"])

    return answer


@lru_cache(maxsize=128)  # of some 100 kB: packing one takes longer than all else
def pack_page(page: str) -> Packed:
    """Return `page`, packed once for all viewers."""
    return pack(page.encode())


@cache
def read_page(tag: str) -> tuple[str, str, str]:
    """Return Streamlit's page in the language `tag`: before its title, from there into its body, and the rest.

    That stands beside every page. At /cases Streamlit would look for it below /cases first, and log what it does not
    find there as errors.
    """
    page = Path(get_static_dir(), "index.html").read_text("utf-8")
    told = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL("./", window.location).href };</script>'
    page = page.replace("<head>", f"<head>{told}", 1).replace('<html lang="en">', f'<html lang="{tag}">', 1)
    before, _, rest = page.partition(TITLE)
    between, body, after = rest.partition(BODY)
    return before, between + body, after
