"""The answer of a data endpoint while the data folder is faulty."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geo.tables.faults import DataError, say_faults
from geo.text import choose_language, translator
from server.headers import BY_LANGUAGE


def answer_faults(error: DataError, request: Request) -> Response:
    """Answer with the faults of the data folder, one a line, in the language that the reader's program asks for."""
    words = translator(choose_language(request.headers.get("accept-language", "en")))
    said = "\n".join(say_faults(error.faults, words))
    return PlainTextResponse(said, status_code=503, headers=BY_LANGUAGE)
