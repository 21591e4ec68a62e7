"""Files kept between two runs, in the user's folder for such things: without them all is the same, only slower."""

import os
import tempfile
from pathlib import Path
from typing import Final

FOLDER: Final = "city-governance-case-map"


def kept_file(name: str) -> Path:
    """Return where the file `name` is kept: for a user without a home where none can be, so that none is."""
    try:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        caches = Path(os.devnull)
    return caches / FOLDER / name


def keep(path: Path, content: bytes) -> None:
    """Write `content` into `path`, whole or not at all; a folder that takes no file keeps nothing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
    except OSError:
        return
