"""What is refused before Streamlit sees it: sockets of foreign pages, and endpoints that the atlas does not use."""

import os
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

POLICY_VIOLATION: Final = 1008  # WebSocket close codes
UNSUPPORTED_DATA: Final = 1003
STREAM: Final = "/_stcore/stream"  # Streamlit's own socket

# Endpoints of Streamlit below the root that no page of the atlas needs. What stays open: _stcore/health (is it alive?),
# _stcore/host-config and _stcore/stream (Streamlit's page), media/ (the icon), component/ (the map's frame), static/.
CLOSED: Final = (
    "_stcore/upload_file",
    "_stcore/metrics",
    "_stcore/script-health-check",
    "_stcore/agent",
    "_stcore/bidi-components",
    "auth/",
    "oauth2callback",
    "app/static",
)


class CloseEndpoints:
    """Middleware that answers 404 for `CLOSED`, whatever the method, and reads nothing of the request."""

    def __init__(self, app: ASGIApp, base_path: str) -> None:
        """Wrap `app`, whose pages stand below `base_path` ("": the root)."""
        self.app = app
        root = f"/{base_path.strip('/')}".rstrip("/")
        self.closed = tuple(f"{root}/{endpoint}" for endpoint in CLOSED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the wrapped app does, other than at closed endpoints."""
        if scope["type"] == "http" and scope["path"].startswith(self.closed):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class TakeBytes:
    """Middleware that closes Streamlit's own socket when a text comes: Streamlit takes bytes alone, and fails.

    Each such message would put a traceback of eighty lines into the operator's log.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the wrapped app answer."""

        async def receive_bytes() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive" or message.get("bytes") is not None:
                return message
            await send({"type": "websocket.close", "code": UNSUPPORTED_DATA})
            return {"type": "websocket.disconnect", "code": UNSUPPORTED_DATA}

        streamed = scope["type"] == "websocket" and scope["path"].endswith(STREAM)
        await self.app(scope, receive_bytes if streamed else receive, send)


class CheckOrigin:
    """Middleware that closes a WebSocket of a page from another host before the wrapped app sees it.

    Streamlit refuses it too, but only after it has asked a host on the internet for this machine's own address, while
    nobody else is answered. A page of the operator's `public_origins` is let through: behind a proxy that rewrites
    Host, its Origin differs from Host.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the wrapped app answer, without the header Origin, or close the socket."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif is_own_page(Headers(scope=scope)):
            headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            await self.app({**scope, "headers": headers}, receive, send)
        else:
            await WebSocketClose(POLICY_VIOLATION)(scope, receive, send)


def is_own_page(headers: Headers) -> bool:
    """Return whether a request comes from a page of this server, of the operator's, or from no page at all."""
    origin = headers.get("origin")
    return origin is None or host_of(origin) in {headers.get("host", "").lower(), *map(host_of, public_origins())}


def host_of(origin: str) -> str:
    """Return host and port of `origin` (a URL) as a header Host has them; "null" for an origin that has none."""
    try:
        return urlsplit(origin).netloc.lower() or "null"
    except ValueError:  # half an IPv6 address
        return "null"


def public_origins() -> Iterable[str]:
    """Return the addresses at which the operator says that the atlas is reached: PUBLIC_URL and ALLOWED_ORIGINS."""
    listed = os.environ.get("ALLOWED_ORIGINS", "").split(",")
    return [origin for origin in (os.environ.get("PUBLIC_URL", ""), *map(str.strip, listed)) if origin]
