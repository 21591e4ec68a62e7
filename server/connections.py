"""Limits of connections that Streamlit has no setting for: it starts uvicorn itself, and hands it to nobody.

So the running server is looked for, once, before its port answers; from then on its public attributes are set.
"""

import gc
import logging
from asyncio import TimerHandle, Transport
from contextlib import suppress
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import Server

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

HEADERS_TIMEOUT_S: Final = 10  # from the first byte of a request (or the connection) to the end of its headers
MAX_HEADER_BYTES: Final = 256 * 1024  # of a request, its first line included: values are cut where they are read
STALL_TIMEOUT_S: Final = 30  # until a reader who takes nothing at all is left
MAX_MESSAGE_BYTES: Final = 256 * 1024  # of a WebSocket message from a browser; the longest of ours have some 10 KB
DESCRIPTORS_PER_VIEWER: Final = 4  # a socket for the page, and what a browser keeps open beside it
TOO_LARGE: Final = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_LOG: Final = logging.getLogger(__name__)


class LimitedProtocol(HttpToolsProtocol):
    """uvicorn's protocol of HTTP, with limits of time and size for what a client sends, and of time for its reading."""

    headers_timer: TimerHandle | None = None
    stall_timer: TimerHandle | None = None
    header_bytes = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.wait_for_headers()

    def wait_for_headers(self) -> None:
        """End the connection unless the headers of a request are complete in time."""
        self.stop_waiting()
        self.header_bytes = 0
        self.headers_timer = self.loop.call_later(HEADERS_TIMEOUT_S, self.transport.abort)

    def stop_waiting(self) -> None:
        """Stop waiting for headers."""
        if self.headers_timer:
            self.headers_timer.cancel()
            self.headers_timer = None

    def on_message_begin(self) -> None:
        """Begin to wait for the headers of a request, the first or a further one."""
        self.wait_for_headers()
        super().on_message_begin()

    def data_received(self, data: bytes) -> None:
        """Take `data`, unless they belong to headers without an end."""
        if self.headers_timer:
            self.header_bytes += len(data)
        if self.header_bytes > MAX_HEADER_BYTES:
            self.transport.write(TOO_LARGE)
            self.transport.close()
        else:
            super().data_received(data)

    def on_headers_complete(self) -> None:
        """Answer the request; one with a body is the last of its connection, since no address takes any."""
        self.stop_waiting()
        super().on_headers_complete()
        if self.cycle and any(name in {b"content-length", b"transfer-encoding"} for name, _ in self.headers):
            self.cycle.keep_alive = False

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget all that was waited for."""
        self.stop_waiting()
        self.resume_writing()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Begin to look whether the client reads."""
        super().pause_writing()
        self.look_for_progress(self.transport.get_write_buffer_size() + 1)

    def look_for_progress(self, before: int) -> None:
        """End the connection if no fewer bytes wait for the client than `before`, else look again later."""
        waiting = self.transport.get_write_buffer_size()
        if waiting < before:
            self.stall_timer = self.loop.call_later(STALL_TIMEOUT_S, self.look_for_progress, waiting)
        else:
            self.transport.abort()

    def resume_writing(self) -> None:
        """Stop looking: the client has read."""
        if self.stall_timer:
            self.stall_timer.cancel()
            self.stall_timer = None
        super().resume_writing()


def limit_connections() -> None:
    """Set the limits on the server that runs here; without one (another program serves the app) say so."""
    server = next((found for found in gc.get_objects() if type(found) is Server), None)
    if server is None or server.config.http_protocol_class is not HttpToolsProtocol:
        _LOG.warning("The server is not uvicorn with httptools: connections and messages have its own limits")
        return
    server.config.http_protocol_class = LimitedProtocol
    server.config.ws_max_size = MAX_MESSAGE_BYTES
    server.config.encoded_headers = [header for header in server.config.encoded_headers if header[0] != b"server"]


def raise_descriptors() -> int:
    """Let this process have as many descriptors as the system allows it, and return how many; 0: there is no limit."""
    if not resource:
        return 0
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):  # macOS names a hard limit that it does not keep
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    return max(soft, 0)
