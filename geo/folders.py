"""Folders that are written whole or not at all, and files as one zip."""

import ctypes
import io
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell: no clock, so that the bytes stay the same

# renameat2(2) of Linux: paths are relative to the working directory, and the two names are exchanged at once.
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


@contextmanager
def make_beside(out: Path) -> Iterator[Path]:
    """Yield a new folder beside `out`, and take away what is left of it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        made.chmod(0o755)
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def replace_folder(made: Path, out: Path) -> None:
    """Put the folder `made` where `out` is, or is to be; what `out` held is then in `made`.

    On Linux that is one step, so that a kill leaves the old files or the new ones. Elsewhere the old ones stand for a
    moment beside `out`, under the name of `made` with `.before` at its end.
    """
    if not out.is_dir():
        made.rename(out)
    elif not _exchange(made, out):
        before = made.with_name(f"{made.name}.before")
        out.rename(before)
        try:
            made.rename(out)
        except OSError:
            before.rename(out)
            raise
        before.rename(made)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step; return whether this system and this disk can."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    return rename is not None and not rename(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
    )


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return `files` as a zip; the same ones give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in files.items():
            packed.writestr(zipfile.ZipInfo(name, _DAY), raw, zipfile.ZIP_DEFLATED)
    return target.getvalue()
