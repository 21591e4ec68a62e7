"""A file from the disk: read if it is a regular one of no more than a limit, else named with what it is.

A pipe would keep its reader waiting for ever, a device such as /dev/zero never ends, and a huge file fills the memory.
"""

import errno
import math
import os
import stat
from pathlib import Path
from typing import Final

from geo.tables.faults import Fault

MB: Final = 10**6  # bytes

_NO_FILE: Final = "the file is missing: put it into the folder"
_UNREADABLE: Final = "the file cannot be read: see that you may open it"
_NOT_REGULAR: Final = "the file is no regular file: put the file itself here, no folder, pipe or device"
_TOO_LARGE: Final = "the file has {size} MB, the limit is {limit} MB: see that it is the right file, or make it smaller"

# Opens a pipe without waiting for its other end. Windows lacks it, and has no pipes among its files.
_AT_ONCE: Final[int] = getattr(os, "O_NONBLOCK", 0)

_WRONG: Final = {errno.ENOENT: _NO_FILE, errno.ELOOP: _NOT_REGULAR}  # any other error: unreadable


def read_file(path: Path, limit_bytes: int) -> tuple[bytes, Fault | None]:
    """Return what the file `path` holds, or nothing and the fault that keeps it from being read.

    What is no regular file is not opened, what is larger than the limit is not read.
    """
    try:
        fault = _refuse(path.stat(), path.name, limit_bytes)
        return (b"", fault) if fault else _read_opened(path, limit_bytes)
    except OSError as error:
        return b"", Fault(path.name, None, None, None, _WRONG.get(error.errno or 0, _UNREADABLE))


def _read_opened(path: Path, limit_bytes: int) -> tuple[bytes, Fault | None]:
    """Return the same once `path` is open, which may be another file by then, or grow while it is read."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _AT_ONCE)) as source:
        if fault := _refuse(os.fstat(source.fileno()), path.name, limit_bytes):
            return b"", fault
        raw = source.read(limit_bytes + 1) or b""  # None from a file that would have to be waited for
    fault = _measure(len(raw), path.name, limit_bytes)
    return (b"", fault) if fault else (raw, None)


def _refuse(status: os.stat_result, file: str, limit_bytes: int) -> Fault | None:
    """Return the fault of a `file` that is not regular or too large by its `status`, if it is."""
    if not stat.S_ISREG(status.st_mode):
        return Fault(file, None, None, None, _NOT_REGULAR)
    return _measure(status.st_size, file, limit_bytes)


def _measure(size_bytes: int, file: str, limit_bytes: int) -> Fault | None:
    """Return the fault of a `file` of more bytes than the limit, in whole MB."""
    if size_bytes <= limit_bytes:
        return None
    return Fault(file, None, None, None, _TOO_LARGE, {"size": math.ceil(size_bytes / MB), "limit": limit_bytes // MB})
