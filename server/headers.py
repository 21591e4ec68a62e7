"""Headers of every answer: what a browser may load, ask and tell."""

from collections.abc import Iterable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.addresses import HEALTH

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
# What the pages use, this host may use; what they do not, nobody may.
USED: Final = ("clipboard-write", "fullscreen", "screen-wake-lock")
UNUSED: Final = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "serial", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
HEADERS: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join([*(f"{one}=(self)" for one in USED), *(f"{one}=()" for one in UNUSED)]),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",  # for browsers that know no frame-ancestors
}
YEAR_S: Final = 365 * 24 * 60 * 60
# Behind https alone, for a browser then comes by https alone; other names of the host are not ours to speak for.
HTTPS_HEADERS: Final = {"Strict-Transport-Security": f"max-age={YEAR_S}"}
# A rehearsal asks whether the phones' address is alive: by another name of the server, and so from another host's page.
HEALTH_HEADERS: Final = {"Cross-Origin-Resource-Policy": "cross-origin"}
# Of an answer whose language a reader's browser decides where the query does not.
BY_LANGUAGE: Final = {"Vary": "Accept-Language"}
NOT_MODIFIED, ERRORS = 304, 400  # statuses: that of "as before", and the first that refuses


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
                add_headers(scope, message)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def add_headers(scope: Scope, message: Message) -> None:
    """Add to `message`, the start of an answer, what it does not say itself."""
    headers, status = MutableHeaders(scope=message), message["status"]
    is_https = scope["scheme"] == "https"  # as a proxy on this machine says
    is_alive = scope["path"].endswith(f"/{HEALTH}") and status < ERRORS
    more = (HTTPS_HEADERS if is_https else {}) | (HEALTH_HEADERS if is_alive else {})
    for name, value in (HEADERS | more | choose_policy(status, headers.get("content-type", ""))).items():
        headers.setdefault(name, value)
    vary_once(headers)
    if is_https:
        secure_cookies(headers)


def vary_once(headers: MutableHeaders) -> None:
    """Name once what an answer varies by: our files say so themselves, and Streamlit's middleware says it again."""
    said = [name.strip() for name in ",".join(headers.getlist("vary")).split(",")]
    if named := {name.lower(): name for name in said if name}:
        headers["vary"] = ", ".join(named.values())


def secure_cookies(headers: MutableHeaders) -> None:
    """Keep every cookie of `headers` to https: Streamlit does not know that it stands behind it."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        is_secure = any(part.strip().lower() == "secure" for part in cookie.split(";"))
        headers.append("set-cookie", cookie if is_secure else f"{cookie}; Secure")


def choose_policy(status: int, media_type: str) -> dict[str, str]:
    """Return the policy of an answer that has none of its own: HTML is Streamlit's, or a frame of the map.

    An answer that says "as before" has none, for a browser would take it for that of the page that it has kept.
    """
    if status == NOT_MODIFIED:
        return {}
    return {POLICY_HEADER: STREAMLIT_POLICY if media_type.startswith("text/html") else FILE_POLICY}
