"""What is refused before Streamlit sees it.

Sockets of foreign pages, endpoints that the atlas does not use, and hosts by whose name it is not to be reached.
"""

import os
from collections.abc import Iterable
from ipaddress import IPv6Address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from geo.addresses import HEALTH
from geo.network import ascii_host

POLICY_VIOLATION: Final = 1008  # WebSocket close codes
UNSUPPORTED_DATA: Final = 1003
STREAM: Final = "/_stcore/stream"  # Streamlit's own socket

# Endpoints of Streamlit below the root that no page of the atlas needs. What stays open: _stcore/health (is it alive?),
# _stcore/host-config and _stcore/stream (Streamlit's page), media/ (the icon), component/ (the map's frame), static/,
# and _stcore/upload_file within the bounds of server/uploads.py.
CLOSED: Final = (
    "_stcore/metrics",
    "_stcore/script-health-check",
    "_stcore/agent",
    "_stcore/bidi-components",
    "auth/",
    "oauth2callback",
    "app/static",
)


# What a machine calls itself, as the header Host has it.
OWN_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")


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


class CheckHost:
    """Middleware that answers 400 to a host of another name than `allowed`, on sockets too, in a plain line.

    The names by which a machine calls itself are asked for its health all the same: a probe beside the server, in its
    container, knows no other. That answer has no address in it.
    """

    def __init__(self, app: ASGIApp, allowed: Iterable[str]) -> None:
        """Wrap `app`; what is `allowed` is a name, "*.name" for all below it, or "*" for any."""
        self.app = TrustedHostMiddleware(app, [*allowed], www_redirect=False)
        self.health = TrustedHostMiddleware(app, [*allowed, *OWN_NAMES], www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the wrapped app does, if it is reached by an allowed name."""
        app = self.health if scope.get("path", "").endswith(f"/{HEALTH}") else self.app
        await app(scope, receive, send)


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


def allowed_hosts() -> list[str]:
    """Return the names by which the operator lets the atlas be reached, ALLOWED_HOSTS; without it, any.

    Raises
    ------
    ValueError
        If one of them is none: nobody could reach the atlas by it.
    """
    listed = [name.strip() for name in os.environ.get("ALLOWED_HOSTS", "").split(",") if name.strip()]
    return [read_pattern(name) for name in listed] or ["*"]


def read_pattern(text: str) -> str:
    """Return the name, "*.name" or "*" that `text` is, as the header Host has it; ValueError if it is none of them."""
    below = "*." if text.startswith("*.") else ""
    try:
        return text if text == "*" else below + read_name(text.removeprefix(below))
    except ValueError as error:
        message = (
            f"ALLOWED_HOSTS: {text!r} is no host: write a.example, *.b.example or [::1], without https:// and port"
        )
        raise ValueError(message) from error


def read_name(text: str) -> str:
    """Return the name of a host that `text` is, as the header Host has it; ValueError if it is none."""
    if text.startswith("["):
        return f"[{IPv6Address(text.strip('[]'))}]"
    if not text or ":" in text:
        message = "no name, or one with a scheme or a port"
        raise ValueError(message)
    return ascii_host(text).lower()


def public_origins() -> Iterable[str]:
    """Return the addresses at which the operator says that the atlas is reached: PUBLIC_URL and ALLOWED_ORIGINS."""
    listed = os.environ.get("ALLOWED_ORIGINS", "").split(",")
    return [origin for origin in (os.environ.get("PUBLIC_URL", ""), *map(str.strip, listed)) if origin]
