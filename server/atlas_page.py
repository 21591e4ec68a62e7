"""The atlas as one page that needs no server, served: the file that `python -m geo publish` makes.

Phones and search engines get it without Streamlit and without a socket. Its script reads the query as every page does.
"""

import os
from threading import Lock
from typing import Final
from urllib.parse import parse_qs

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from geo.publish.page.atlas_file import make_atlas_file, page_policy
from geo.publish.publication import Publication
from geo.query.atlas import Atlas
from geo.tables.faults import DataError
from pages.parts.atlas_cache import current_atlas, map_approval
from pages.parts.links import read_base
from pages.parts.view import read_language
from server.assets import Packed, pack, send_packed
from server.data_errors import answer_faults
from server.headers import POLICY_HEADER

MEDIA_TYPE: Final = "text/html; charset=utf-8"
BROTLI_QUALITY: Final = 9  # of 11, which takes ten times as long for 4 % fewer bytes
_MAKING: Final = Lock()  # who asks while the page is made waits for it, and makes no other
_made: dict[str, tuple[Atlas, Packed]] = {}  # the last page in each language, and what it was made of


async def answer_atlas(request: Request) -> Response:
    """Answer with the page, in the language of the query or of the reader; made once for the data as they are."""
    query = parse_qs(request.url.query, keep_blank_values=True)
    language = read_language(query, request.headers.get("accept-language"))
    try:
        atlas = current_atlas("nbs")
    except DataError as error:
        return answer_faults(error, request)
    page = ready_page(atlas, language)
    if page is None:
        page = await run_in_threadpool(make_in_turn, atlas, language)
    response = send_packed(request, MEDIA_TYPE, page, "Accept-Language")
    response.headers[POLICY_HEADER] = page_policy() + "; frame-ancestors 'self'"
    return response


def ready_page(atlas: Atlas, language: str) -> Packed | None:
    """Return the page of `atlas` if it was made: a crowd that fetches it needs no thread."""
    made = _made.get(language)
    return made[1] if made and made[0] is atlas else None


def make_in_turn(atlas: Atlas, language: str) -> Packed:
    """Return the page of `atlas`; of several who ask at once the first makes it for all."""
    with _MAKING:
        page = ready_page(atlas, language) or make_page(atlas, language)
        _made[language] = atlas, page
    return page


def make_page(atlas: Atlas, language: str) -> Packed:
    """Return the page of `atlas` with `language` first, packed for everyone who takes it so."""
    address = read_base(os.environ.get("PUBLIC_URL", "")) or ""
    publication = Publication(atlas, language=language, address=address, approval=map_approval())
    packed = pack(make_atlas_file(publication))
    return packed._replace(brotli=brotli.compress(packed.plain, quality=BROTLI_QUALITY))
