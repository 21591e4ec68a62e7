"""What the atlas says of itself to its operator's monitor: whether it serves, since when, and what is wrong."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo.tables.faults import say_faults
from geo.text import choose_language, translator
from pages.parts.atlas_cache import current_reading
from server.headers import BY_LANGUAGE


def answer_health(request: Request) -> Response:
    """Answer 200 with `status` "good", or "faulty" while older data are served; 503 "down" if none were ever good.

    `good_at` is when the data that are served were read, `cases` how many there are, `faults` what is wrong with the
    files now and `remarks` what is odd in those that are served, in the language that the monitor asks for (else
    English).
    """
    reading, words = current_reading(), translator(choose_language(request.headers.get("accept-language", "en")))
    status = "down" if not reading.atlases else "faulty" if reading.faults else "good"
    said = {
        "status": status,
        "good_at": reading.good_at.isoformat(timespec="seconds") if reading.good_at else None,
        "cases": next((len(atlas.cases) for atlas in reading.atlases.values()), 0),
        "faults": say_faults(reading.faults, words),
        "remarks": say_faults(reading.remarks, words),
    }
    return JSONResponse(said, 503 if status == "down" else 200, {"Cache-Control": "no-store"} | BY_LANGUAGE)
