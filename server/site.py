"""What the atlas tells machines about itself as a site: what to visit, all its pages, and how to install it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from geo import addresses
from geo.export.schema_org import TAGS
from geo.query.atlas import Atlas
from geo.query.selection import Selection
from geo.tables.faults import DataError
from geo.text import LANGUAGES, translator
from geo.tokens import read_tokens
from pages.parts.atlas_cache import current_atlas
from pages.parts.links import find_base
from pages.parts.templates import render
from pages.parts.view import View, read_language
from server.data_errors import answer_faults
from server.headers import BY_LANGUAGE
from server.sharing import ATLAS_PAGE, STAGE_PAGE, Asked, forget_language

MAX_ENTRIES: Final = 50_000  # of a sitemap (sitemaps.org)
PURPOSES: Final = {"192": "any", "512": "any", "maskable": "maskable"}  # of icons, by their names
SIZES: Final = {"192": "192x192", "512": "512x512", "maskable": "512x512"}  # pixels


@dataclass(frozen=True)
class Entry:
    """A page of the sitemap: its address in one language and in each, and the date of the newest of its sources."""

    url: str
    alternates: dict[str, str]
    changed: str


def answer_robots(request: Request) -> Response:
    """Answer with what robots may visit: all but what is for a speaker alone."""
    base = find_base(str(request.url))
    root = urlsplit(base).path or "/"
    lines = ["User-agent: *", f"Disallow: {root}{addresses.SPEAKER}", f"Sitemap: {base}{addresses.SITEMAP}"]
    return Response("\n".join([*lines, ""]), media_type="text/plain")


def answer_sitemap(request: Request) -> Response:
    """Answer with every page and every case in each language."""
    try:
        atlas = current_atlas("nbs")
    except DataError as error:
        return answer_faults(error, request)
    text = write_sitemap(atlas, find_base(str(request.url)))
    return Response(text, media_type="application/xml", headers={"Cache-Control": "no-cache"})


@lru_cache(maxsize=2)  # 60 kB with the shipped data, 35 MB where it is full
def write_sitemap(atlas: Atlas, base: str) -> str:
    """Return the sitemap of the atlas at `base`, as many entries as it may have."""
    return render("server/sitemap.xml", translator("en"), entries=islice(list_entries(atlas, base), MAX_ENTRIES))


def list_entries(atlas: Atlas, base: str) -> Iterator[Entry]:
    """Return the entries of the sitemap at `base`: all pages, then all cases."""
    listed = [page for page in addresses.PAGES if page.listed or (atlas.has_editions and page.address == addresses.NEW)]
    case_page = next(page for page in addresses.PAGES if page.address == addresses.CASE)
    editions = dict(zip(atlas.tables.editions["edition"], atlas.tables.editions["source_date"], strict=True))
    changed = {case["case_id"]: find_newest(atlas, case, editions) for case in atlas.cases}
    for page in (*listed, STAGE_PAGE, ATLAS_PAGE):
        yield from in_each_language(Asked(page, View("zh", Selection()), base), max(changed.values(), default=""))
    for case, day in changed.items():
        yield from in_each_language(Asked(case_page, View("zh", Selection(), case=case), base), day)


def in_each_language(asked: Asked, changed: str) -> Iterator[Entry]:
    """Return the entry of a page in each language."""
    urls = {TAGS[language]: asked.url(replace(asked.view, language=language)) for language in LANGUAGES}
    for url in urls.values():
        yield Entry(url, urls | {"x-default": forget_language(asked)}, changed)


def find_newest(atlas: Atlas, case: Mapping[str, Any], editions: Mapping[str, str]) -> str:
    """Return the date of the newest source of a `case`, that of its edition (`editions`) included."""
    facts = atlas.facts.get(case["case_id"], [])
    return max([editions[case["edition"]], *(str(fact["source_date"]) for fact in facts)])


def answer_manifest(request: Request) -> Response:
    """Answer with what a browser must know to put the atlas among a reader's programs."""
    language = read_language(parse_qs(request.url.query), request.headers.get("accept-language"))
    words, paper = translator(language), read_tokens()["paper-light"]
    said = {
        "name": words.gettext("City Governance Case Map"),
        "short_name": words.gettext("Case map"),
        "lang": TAGS[language],
        "id": addresses.MAP,
        "start_url": addresses.MAP,
        "scope": addresses.MAP,
        "display": "minimal-ui",
        "background_color": paper,
        "theme_color": paper,
        "icons": [
            {
                "src": addresses.asset(f"icon-{name}.png"),
                "type": "image/png",
                "sizes": SIZES[name],
                "purpose": purpose,
            }
            for name, purpose in PURPOSES.items()
        ],
    }
    text = json.dumps(said, ensure_ascii=False)
    headers = {"Cache-Control": "no-cache", **BY_LANGUAGE}
    return Response(text, media_type="application/manifest+json", headers=headers)
