"""Any case of the atlas beside the tour: what the browser knows of it, and what the search of the atlas finds."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import islice
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo.query.atlas import Atlas
from geo.query.folding import fold
from geo.query.pinyin import mark_syllables
from geo.query.selection import Selection, read_text
from geo.query.sorting import order_rows
from geo.tables.faults import DataError
from geo.text import LANGUAGES, Translator, set_chinese
from geo.tour.stops import MAX_TOUR_CASES, Stop
from pages.parts.describe import describe_titles
from pages.parts.view import read_view
from server.data_errors import answer_faults
from server.headers import BY_LANGUAGE
from server.stage.cards import Said, address_of, foot, tell_case
from server.stage.client_plan import describe_stop
from server.stage.settings import StageSettings, find_stops, read_settings

MAX_FOUND: Final = 8  # cases that are offered: as many as a speaker takes in at a glance


@lru_cache(maxsize=16)
def tell_others(atlas: Atlas, settings: StageSettings, stops: tuple[Stop, ...]) -> tuple[list[Said], Said]:
    """Return what is said of cases that none of `stops` tells, and what the browser must know to show any.

    They are the first `MAX_TOUR_CASES` others of the atlas, in its order; `whole` says whether these are all.
    """
    told = rows_told(stops)
    others = list_others(atlas, told)
    cards = [tell_other(atlas, settings, stop) for stop in others]
    return cards, {
        "others": [
            {**describe_stop(stop, card), "chapter": None, "foot": foot(atlas, settings, stop)}
            for stop, card in zip(others, cards, strict=True)
        ],
        "whole": len(told) + len(others) == len(atlas.cases),
    }


def rows_told(stops: Iterable[Stop]) -> tuple[int, ...]:
    """Return the rows of the cases that have a stop of their own among `stops`, each once."""
    return tuple(dict.fromkeys(stop.rows[0] for stop in stops if stop.kind == "case"))


def list_others(atlas: Atlas, told: Collection[int]) -> list[Stop]:
    """Return a stop for each of the first `MAX_TOUR_CASES` cases whose rows are not `told`."""
    others = (row for row in range(len(atlas.cases)) if row not in told)
    return [Stop("case", (row,)) for row in islice(others, MAX_TOUR_CASES)]


def tell_other(atlas: Atlas, settings: StageSettings, stop: Stop) -> Said:
    """Return what is said of a case beside the tour."""
    return {**tell_case(atlas, settings, stop), "kind": stop.kind, "address": address_of(atlas, settings, stop)}


def answer_sought(request: Request) -> Response:
    """Answer with what a stage finds its cases by without the server: those of its tour, and others."""
    query = parse_qs(request.url.query, keep_blank_values=True)
    locale = request.headers.get("accept-language")
    try:
        atlas, settings = read_settings(query, locale, str(request.url))
    except DataError as error:
        return answer_faults(error, request)
    stops, _found = find_stops(atlas, settings)
    return JSONResponse(list_sought(atlas, rows_told(stops)), headers={"Cache-Control": "no-cache", **BY_LANGUAGE})


@lru_cache(maxsize=16)
def list_sought(atlas: Atlas, told: tuple[int, ...]) -> list[Said]:
    """Return what finds the cases that are `told` (rows), and the first others."""
    rows = [*told, *(stop.rows[0] for stop in list_others(atlas, told))]
    return [describe_sought(atlas.cases[row]) | name_edition(atlas, row) for row in rows]


def name_edition(atlas: Atlas, row: int) -> dict[str, str]:
    """Return the edition of the case in `row` where there are several."""
    return {"edition": atlas.cases[row]["edition"]} if atlas.has_editions else {}


def describe_sought(case: Said) -> Said:
    """Return what the browser finds a case by alone: names and title, Chinese first, and these as they are spoken."""
    names = {field: [case[f"{field}_{language}"] for language in LANGUAGES] for field in ("city", "country")}
    return {
        "case": case["case_id"],
        **names,
        "title": [set_chinese(case["title_zh"]), case["title_en"]],
        "spoken": mark_syllables(fold(f"{case['city_zh']} {case['title_zh']}")),
    }


def answer_found(request: Request) -> Response:
    """Answer with the cases that the text `q` finds in all the atlas, best first: id, and city and title to be read."""
    query = parse_qs(request.url.query, keep_blank_values=True)
    try:
        atlas, view = read_view(query, request.headers.get("accept-language"))
    except DataError as error:
        return answer_faults(error, request)
    text = read_text(query, "q")
    rows = order_rows(atlas, Selection(q=text), "score", view.language)[:MAX_FOUND] if text else []
    found = [name_case(atlas.cases[row], view.words) | name_edition(atlas, row) for row in rows]
    return JSONResponse(found, headers={"Cache-Control": "no-store", **BY_LANGUAGE})


def name_case(case: Said, words: Translator) -> dict[str, str]:
    """Return the id of a case, and its city and title in the language of `words`."""
    title, *_ = describe_titles(case, words)
    return {"case": case["case_id"], "city": case[f"city_{words.language}"], "title": title["text"]}
