"""Headers of every answer: what a browser may load, ask and tell."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY_HEADER: Final = "Content-Security-Policy"
# This host alone. Streamlit's page has inline styles and scripts, streamlit-folium evaluates the map's script.
POLICY: Final = (
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
HEADERS: Final = {
    POLICY_HEADER: POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def allow_host(host: str) -> dict[str, str]:
    """Return the header that lets a page ask `host` (scheme, name, port) besides its own, and load nothing from it."""
    return {POLICY_HEADER: f"{POLICY}; connect-src 'self' {host}"}


class AddHeaders:
    """Middleware that puts `HEADERS` on every answer; what an answer says itself (`allow_host`) stays."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the wrapped app does, with our headers added."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
