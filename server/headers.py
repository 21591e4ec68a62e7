"""Headers of every answer: what a browser may load, ask and tell."""

from collections.abc import Iterable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY_HEADER: Final = "Content-Security-Policy"
# This host alone. Streamlit's page has inline styles and scripts, streamlit-folium evaluates the map's script.
STREAMLIT_POLICY: Final = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "worker-src 'self' blob:; "
    "frame-ancestors 'self'; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "form-action 'self'"
)
# What is no page loads nothing and stands in no frame: files, data, what is not there.
FILE_POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS: Final = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
NOT_MODIFIED: Final = 304


def allow(*needs: str, hosts: Iterable[str] = ()) -> dict[str, str]:
    """Return the header of a page of ours, which may load from this host what it `needs` (directives), nothing else.

    It may ask `hosts` besides (scheme, name, port) if it needs "connect-src", and load nothing from them.
    """
    sources = dict.fromkeys(needs, "'self'")
    if "connect-src" in sources:
        sources["connect-src"] = " ".join(["'self'", *hosts])
    allowed = "".join(f"{need} {source}; " for need, source in sources.items())
    own = "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    return {POLICY_HEADER: f"default-src 'none'; {allowed}{own}"}


class AddHeaders:
    """Middleware that puts our headers on every answer; what an answer says itself (`allow`) stays."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the wrapped app does, with our headers added."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (
                    HEADERS | choose_policy(message["status"], headers.get("content-type", ""))
                ).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def choose_policy(status: int, media_type: str) -> dict[str, str]:
    """Return the policy of an answer that has none of its own: HTML is Streamlit's, or a frame of the map.

    An answer that says "as before" has none, for a browser would take it for that of the page that it has kept.
    """
    if status == NOT_MODIFIED:
        return {}
    return {POLICY_HEADER: STREAMLIT_POLICY if media_type.startswith("text/html") else FILE_POLICY}
