"""The typeface of English headings: Source Serif, as Streamlit brings it, cut down to the letters that they need.

Where a system has no fine serif of its own, English fell to Times beside a carefully set Chinese. Streamlit's file has
429 kB for every script and size; what is left of it here has 37 kB. Source Serif stands under the SIL Open Font License
1.1, which reserves its name: the piece bears another. It is kept between two starts of the server.
"""

import asyncio
import hashlib
import io
import logging
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from geo.kept_files import keep, kept_file
from geo.tables.disk import read_file

NAME: Final = "Atlas Serif"
FILE_PATTERN: Final = "static/static/media/SourceSerifVariable-Roman*.woff2"  # in the folder of the package streamlit
# Latin with its European accents, the punctuation of a text, arrows and signs.
LETTERS: Final = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), *map(ord, "‰′″‹›€№™←↑→↓−≈≤≥"))
FEATURES: Final = ("ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum")  # of OpenType
WEIGHTS: Final = (400, 700)
OPTICAL_SIZE: Final = 20  # pt: of headings
WOFF2: Final = b"wOF2"  # how such a file begins
NAME_RECORDS: Final = (1, 3, 4, 6, 16)  # of the table "name": family, id, full name, PostScript's, typographic family
MAX_BYTES: Final = 200_000  # of the piece
KEPT_S: Final = 7 * 24 * 60 * 60  # by a browser
PROJECT: Final = Path(__file__).parents[1]
_LOG: Final = logging.getLogger(__name__)


def find_source() -> Path:
    """Return the file of Source Serif in the package streamlit; raise FileNotFoundError if it has none."""
    spec = find_spec("streamlit")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    found = sorted(folder.glob(FILE_PATTERN))
    if not found:
        raise FileNotFoundError(folder / FILE_PATTERN)
    return found[0]


def cut(source: Path) -> bytes:
    """Return `LETTERS` of the variable font `source`, in `WEIGHTS` and at `OPTICAL_SIZE`, as WOFF2: seconds of work."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415  (only the process that cuts needs them)
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    font = TTFont(source)
    subsetter = Subsetter(Options(layout_features=list(FEATURES), name_IDs=["*"], notdef_outline=True))
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"opsz": OPTICAL_SIZE, "wght": WEIGHTS})
    for record in NAME_RECORDS:
        font["name"].setName(NAME, record, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(made := io.BytesIO())
    return made.getvalue()


def kept_piece() -> Path:
    """Return where the piece is kept that this source, these letters and this fontTools make."""
    made_of = NAME, LETTERS, FEATURES, WEIGHTS, OPTICAL_SIZE, find_source().name, version("fonttools")
    return kept_file(f"serif-{hashlib.sha256(repr(made_of).encode()).hexdigest()[:16]}.woff2")


def read_piece() -> bytes:
    """Return the piece that is kept, b"" if none is."""
    try:
        piece, _fault = read_file(kept_piece(), MAX_BYTES)
    except OSError:  # no source
        return b""
    return piece if piece.startswith(WOFF2) else b""


class Font:
    """The piece of Source Serif, cut once, by another process: in this one it would keep every viewer waiting."""

    def __init__(self) -> None:
        """Cut nothing yet: no Chinese page needs it."""
        self._cutting: asyncio.Task[bytes] | None = None

    async def read(self) -> bytes:
        """Return the font; b"" if it cannot be had, and a system's own serif stands in."""
        if self._cutting is None:
            self._cutting = asyncio.create_task(read_or_cut())
        return await asyncio.shield(self._cutting)  # whoever leaves does not stop it for the others


async def read_or_cut() -> bytes:
    """Return the piece that is kept, else the one that is cut now."""
    return read_piece() or await run_cut()


async def run_cut() -> bytes:
    """Return what `main` writes in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, cwd=PROJECT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    font, error = await process.communicate()
    if process.returncode:
        _LOG.warning("English headings are set in a serif of the reader's system: %s", error.decode()[-300:].strip())
        return b""
    return font


_FONT: Final = Font()


async def answer_font(request: Request) -> Response:
    """Answer with the font of English headings (WOFF2); 404 if it cannot be had."""
    font = await _FONT.read()
    if not font:
        return Response(status_code=404)
    tag = f'"{hashlib.sha256(font).hexdigest()[:16]}"'
    headers = {"Cache-Control": f"public, max-age={KEPT_S}", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(font, media_type="font/woff2", headers=headers)


def main() -> None:
    """Write the font to the standard output, and keep it."""
    piece = cut(find_source())
    keep(kept_piece(), piece)
    sys.stdout.buffer.write(piece)


if __name__ == "__main__":
    main()
