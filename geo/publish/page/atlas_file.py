"""The atlas as one page: everything that it shows is in the file, and nothing is asked of any host."""

import base64
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import xstatic.pkg.leaflet
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.modules import join_modules
from geo.places.land import read_land
from geo.publish.codes import code_of, embed_code
from geo.publish.page.atlas_data import Data, describe_atlas
from geo.publish.page.atlas_stage import WITHOUT, describe_stage
from geo.publish.page.atlas_words import list_words
from geo.publish.provenance import say_provenance
from geo.publish.publication import Publication
from geo.publish.titles import count_told
from geo.query.atlas import build_atlas
from geo.tables.join import add_regions
from geo.tables.schema import SCHEMES
from geo.text import LANGUAGES, translator
from geo.tokens import SHEET, read_sheets
from geo.tour.keys import help_lines

PROJECT: Final = Path(__file__).parents[3]
FOLDER: Final = Path(__file__).parent
MAP: Final = PROJECT / "geo/map"
LEAFLET: Final = Path(xstatic.pkg.leaflet.BASE_DIR)
MAX_LISTED: Final = 300  # cases that stand in the file as text, for readers without scripts and for search engines
LEFT_OUT: Final = ("in_tour", "tick_hint", "untick_hint")  # words of the map that speak of the browser's own tour
_SOURCE_MAP: Final = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def make_atlas_file(publication: Publication) -> bytes:
    """Return the page of `publication`, in HTML.

    It has the words of both languages; that of the publication stands first. The same publication gives the same bytes.
    """
    words, data = publication.words, describe_page(publication)
    page = templates().get_template("atlas.html")
    parts = read_parts()
    said = say_provenance(publication, words)
    html = page.render(
        _=words.gettext,
        language="zh-CN" if words.language == "zh" else "en",
        title=words.gettext("City Governance Case Map"),
        said=said,
        summary=f"{said.title} · {count_told(publication, publication.rows, words)}",
        provenance=said.lines,
        data=to_json(data),
        cases=list_titles(publication)[:MAX_LISTED],
        help=help_lines(WITHOUT),
        policy=page_policy(),
        **parts,
    )
    return html.encode()


def describe_page(publication: Publication) -> Data:
    """Return all that the page of `publication` knows."""
    data = describe_atlas(publication, other_schemes(publication), read_land())
    for said in data["map"]["words"].values():
        said.update(dict.fromkeys(LEFT_OUT, ""))
    return {
        **data,
        **describe_stage(publication),
        "words": list_words(translator("zh")),
        "method": [say_provenance(publication, translator(language)).lines for language in LANGUAGES],
        "code": describe_code(publication),
    }


def describe_code(publication: Publication) -> Data:
    """Return the QR code of `publication` as a picture, and the line beside it in both languages."""
    code = code_of(publication)
    return {"picture": embed_code(code.text), "caption": [code.caption[one] for one in LANGUAGES]}


def other_schemes(publication: Publication) -> Mapping[str, Any]:
    """Return the atlas of `publication` for each scheme of regions."""
    atlas = publication.atlas
    own = publication.selection.scheme
    bare = atlas.placed.drop(columns="region")
    return {
        scheme: atlas
        if scheme == own
        else build_atlas(
            atlas.tables, add_regions(bare, atlas.tables.regions, scheme), atlas.search, atlas.facts, scheme
        )
        for scheme in SCHEMES
    }


def list_titles(publication: Publication) -> list[Data]:
    """Return city, both titles and summary of each case, for the page as it stands without its script."""
    language = publication.language
    return [
        {
            "city": case[f"city_{language}"],
            "titles": [("zh-CN", case["title_zh"]), ("en", case["title_en"])][:: 1 if language == "zh" else -1],
            "summary": case[f"summary_{language}"],
        }
        for case in (publication.atlas.cases[row] for row in publication.rows)
    ]


def to_json(data: Data) -> str:
    """Return `data` as JSON that may stand in HTML: no text of it ends the element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def read_parts() -> dict[str, str]:
    """Return the scripts and styles of the page: they do not depend on the data."""
    tokens = fonts() + read_sheets(PROJECT / SHEET)
    return {
        "leaflet": _SOURCE_MAP.sub("", (LEAFLET / "leaflet.js").read_text("utf-8")).strip(),
        "leaflet_style": drop_pictures(read_sheets(LEAFLET / "leaflet.css")),
        "map_script": join_modules(FOLDER / "map_page.js").strip(),
        "atlas_script": join_modules(FOLDER / "atlas.js").strip(),
        "tokens": tokens,
        "style": tokens + read_sheets(PROJECT / "geo/base.css", FOLDER / "atlas.css"),
        "places_style": read_sheets(MAP / "basemap.css", MAP / "places.css", FOLDER / "frame.css"),
        "tour_style": read_sheets(MAP / "basemap.css", MAP / "tour.css", FOLDER / "frame.css"),
    }


def drop_pictures(style: str) -> str:
    """Return `style` without the rules that name a picture: no layer of ours shows them, and the file has none."""
    return re.sub(r"[^{}]+\{[^{}]*url\([^{}]*\}", "", style)


def fonts() -> str:
    """Return the Chinese fonts of .streamlit/config.toml as custom properties."""
    theme = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text("utf-8"))["theme"]
    return f":root {{ --chinese-sans: {theme['font']}; --chinese-serif: {theme['headingFont']}; }}\n"


@cache
def page_policy() -> str:
    """Return the policy of the page: its own scripts run, and nothing is fetched from anywhere."""
    parts = read_parts()
    hashes = " ".join(f"'sha256-{hash_script(parts[name])}'" for name in ("leaflet", "map_script", "atlas_script"))
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def hash_script(script: str) -> str:
    """Return the hash by which a policy names `script`."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def templates() -> Environment:
    """Return the templates of the page; every word of the data is escaped in them."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
