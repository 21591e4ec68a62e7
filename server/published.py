"""What was made on the page Take away: a file, or all as a zip, by the key of the job and a name that it has."""

from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geo.publish.formats import BY_NAME
from geo.publish.jobs import publisher
from geo.query.selection import last
from geo.text import translator
from pages.parts.view import read_language
from server.headers import BY_LANGUAGE, NOT_MODIFIED

ZIP: Final = "application/zip"


def answer_published(request: Request) -> Response:
    """Answer with a file that was made and is still kept, as one to be saved: never shown as a page of ours."""
    query = parse_qs(request.url.query, keep_blank_values=True)
    job, name = publisher().find(last(query.get("key"))), last(query.get("name"))
    if not job or name not in {"", *job.hashes}:
        return answer_gone(request, query)
    tag = f'"{job.hashes[name][:16]}"' if name else f'"{job.key}"'
    headers = {
        "Content-Disposition": f'attachment; filename="{name or job.order.name}"',
        "Cache-Control": "no-cache",
        "ETag": tag,
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=NOT_MODIFIED, headers=headers)
    try:
        content = job.read(name)
    except OSError:  # it went just now
        return answer_gone(request, query)
    return Response(content, media_type=BY_NAME[name].media_type if name else ZIP, headers=headers)


def answer_gone(request: Request, query: dict[str, list[str]]) -> Response:
    """Answer that there is no such file any more, and how it comes back."""
    words = translator(read_language(query, request.headers.get("accept-language")))
    said = words.gettext("This file is no longer kept: make it again on the page Take away.")
    return PlainTextResponse(said, 404, {"Cache-Control": "no-store", **BY_LANGUAGE})
