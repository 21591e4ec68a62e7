"""What answers an address at which nothing is: Streamlit would show its front page, as if it were right."""

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from geo.export.schema_org import TAGS
from geo.text import translator
from pages.parts.templates import render
from pages.parts.view import read_language
from server.headers import BY_LANGUAGE, allow
from server.uploads import UPLOADS

# What Streamlit's page asks for besides its files (see `access.CLOSED`): endpoints, and folders of what it gives or
# takes.
ENDPOINTS: Final = frozenset({"_stcore/health", "_stcore/host-config", "_stcore/stream"})
FOLDERS: Final = ("media/", "component/", UPLOADS)


class TellLost:
    """Middleware that answers 404 at an address at which nothing is, with a page in the reader's language."""

    def __init__(self, app: ASGIApp, base_path: str, known: AbstractSet[str]) -> None:
        """Wrap `app`, whose addresses below `base_path` are those `known` and Streamlit's own."""
        self.app = app
        self.root = f"/{base_path.strip('/')}".rstrip("/")
        self.known = known | ENDPOINTS | list_static_files()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the wrapped app does, where there is anything."""
        if scope["type"] == "http" and not self.is_known(scope["path"]):
            await answer_lost(scope, self.lead_home(scope["path"]))(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def is_known(self, path: str) -> bool:
        """Return whether there is anything at `path`; Streamlit leads from one with a slash behind it to the page."""
        if path != self.root and not path.startswith(f"{self.root}/"):
            return False
        asked = path.removeprefix(self.root).removeprefix("/")
        return asked.rstrip("/") in self.known or asked.startswith(FOLDERS)

    def lead_home(self, path: str) -> str:
        """Return the way from `path` to the map, relative: a proxy may have put a path of its own before it."""
        return ("../" * path.count("/", 1) or "./") + f"{self.root}/".lstrip("/")


def list_static_files() -> set[str]:
    """Return the addresses of all files of Streamlit's own page."""
    folder = Path(get_static_dir())
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def answer_lost(scope: Scope, home: str) -> Response:
    """Answer that there is nothing at this address, and where the map is (`home`, relative to it)."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    language = read_language(query, Headers(scope=scope).get("accept-language"))
    page = render(
        "server/lost.html", translator(language), home=home, tag=TAGS[language], link=f"{home}?lang={language}"
    )
    headers = {"Cache-Control": "no-cache"} | BY_LANGUAGE | allow("style-src", "img-src", "font-src")
    return Response(page, 404, headers, "text/html")
