"""Streamlit's endpoint for files, which the page of the import needs, with bounds of our own before it.

A file stays in the memory of the server, with the session that sent it, and is gone with it.
"""

import asyncio
import re
from collections import Counter, defaultdict, deque
from typing import Final, cast

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from server.access import is_own_page

UPLOADS: Final = "_stcore/upload_file/"  # below the root; behind it the ids of a session and of a file
MAX_UPLOAD_MB: Final = 4  # MiB; as server.maxUploadSize has it: 10,000 lines are 0.7 as text, 0.5 as the zip taken home
MAX_BODY_BYTES: Final = MAX_UPLOAD_MB * 1024 * 1024  # with what a form puts around its file: Streamlit counts it so
MAX_HELD: Final = 3  # files of a session: a browser takes the old one away when a new one is chosen
MAX_HELD_BYTES: Final = 200 * 1024 * 1024  # of all sessions
MAX_PUTS: Final = 20  # files that a session may send within `WINDOW_S`
WINDOW_S: Final = 60
MAX_S: Final = 60  # seconds until a file has arrived
MAX_AT_ONCE: Final = 16  # files that are on their way
_ID: Final = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_IDS: Final = re.compile(f"({_ID})/({_ID})")
NOT_FOUND, FORBIDDEN, TIMED_OUT, TOO_LARGE, TOO_MANY, FULL = 404, 403, 408, 413, 429, 503
_SAID: Final = {
    NOT_FOUND: "Not Found",
    FORBIDDEN: "Forbidden",
    TIMED_OUT: "Request Timeout",
    TOO_LARGE: "Content Too Large",
    TOO_MANY: "Too Many Requests",
    FULL: "Service Unavailable",
}


class TooLargeError(Exception):
    """A body of more bytes than it may have, whatever its header says."""


class BoundUploads:
    """Middleware that lets a file through for a session that is there: of a bounded size, few, and not too often."""

    def __init__(self, app: ASGIApp, base_path: str) -> None:
        """Wrap `app`, whose pages stand below `base_path` ("": the root)."""
        self.app = app
        self.root = "/".join([f"/{base_path.strip('/')}".rstrip("/"), UPLOADS])
        self.sent: defaultdict[str, deque[float]] = defaultdict(deque)  # when each session has sent its last files
        self.coming: Counter[str] = Counter()  # files of each session that are on their way

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the wrapped app does, other than to a file that is refused."""
        if scope["type"] != "http" or not scope["path"].startswith(self.root):
            await self.app(scope, receive, send)
        elif status := self.refuse(scope):
            await answer_status(status)(scope, receive, send)
        else:
            await self.take(scope, receive, send)

    def refuse(self, scope: Scope) -> int | None:
        """Return the status with which a request is refused before anything of its body is read, if it is."""
        ids = _IDS.fullmatch(scope["path"].removeprefix(self.root))
        headers = Headers(scope=scope)
        if not ids or scope["method"] not in {"PUT", "DELETE"} or not runtime.get_instance().is_active_session(ids[1]):
            return NOT_FOUND
        if not is_own_page(headers):
            return FORBIDDEN
        return self.refuse_file(ids[1], headers.get("content-length", "0")) if scope["method"] == "PUT" else None

    def refuse_file(self, session: str, size: str) -> int | None:
        """Return the status with which a file of `session` is refused, of a `size` as its header says."""
        files = find_files()
        if not size.isdecimal() or int(size) > MAX_BODY_BYTES:
            return TOO_LARGE
        held = len(files.file_storage.get(session, {})) + self.coming[session]
        if held >= MAX_HELD or self.is_hasty(session):
            return TOO_MANY
        is_full = self.coming.total() >= MAX_AT_ONCE or measure_held(files) > MAX_HELD_BYTES
        return FULL if is_full else None

    def is_hasty(self, session: str) -> bool:
        """Return whether `session` sends too often; if not, count one more. Sessions that have ended are forgotten."""
        now = asyncio.get_running_loop().time()
        for gone in [one for one, times in self.sent.items() if times[-1] < now - WINDOW_S]:
            del self.sent[gone]
        times = self.sent[session]
        while times and times[0] < now - WINDOW_S:
            times.popleft()
        if len(times) >= MAX_PUTS:
            return True
        times.append(now)
        return False

    async def take(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the wrapped app answer, with no more of a body than it may have, and no longer than it may take."""
        begun, left, session = False, MAX_BODY_BYTES, scope["path"].removeprefix(self.root).partition("/")[0]

        async def receive_bounded() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise TooLargeError
            return message

        async def send_own(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        self.coming[session] += 1
        try:
            async with asyncio.timeout(MAX_S):
                await self.app(scope, receive_bounded, send_own)
        except (TooLargeError, TimeoutError) as error:
            if not begun:
                status = TOO_LARGE if isinstance(error, TooLargeError) else TIMED_OUT
                await answer_status(status)(scope, receive, send)
        finally:
            self.coming -= Counter([session])  # nobody is kept with 0


def find_files() -> MemoryUploadedFileManager:
    """Return what Streamlit keeps of files, by session and file."""
    return cast("MemoryUploadedFileManager", runtime.get_instance().uploaded_file_mgr)


def measure_held(files: MemoryUploadedFileManager) -> int:
    """Return how many bytes the files of all sessions have."""
    return sum(stat.byte_length for stats in files.get_stats().values() for stat in stats)


def answer_status(status: int) -> PlainTextResponse:
    """Return the answer of a `status` that refuses."""
    return PlainTextResponse(_SAID[status], status, {"Cache-Control": "no-store"})
