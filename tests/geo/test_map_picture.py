"""The picture of the map as SVG and PNG, and the sheet for a review, read by readers that did not write them."""

import hashlib
import io
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from geo.publish.paper.map_picture import draw_map_png, draw_map_svg
from geo.publish.paper.map_sheet import make_map_sheet
from geo.publish.publication import Publication
from geo.query.atlas import open_atlas
from geo.query.selection import Selection
from tests.conftest import PROJECT, SHIPPED, Edit

ATLAS = open_atlas(SHIPPED, "nbs")
AFRICA = Publication(ATLAS, Selection.of(continent=("africa",)), language="en", approval="GS(2026)1234号")
SVG = "{http://www.w3.org/2000/svg}"
DC = "{http://purl.org/dc/elements/1.1/}"
HOSTILE = "</text><script>alert(1)</script>]]>&amp; \u202e\x0b\u2028甲"


def parse(svg: bytes) -> ET.Element:
    """Return the root of `svg`."""
    return ET.fromstring(svg)  # noqa: S314 (ours)


def texts_of(svg: bytes) -> list[str]:
    """Return the texts that are drawn."""
    return [text.text or "" for text in parse(svg).iter(f"{SVG}text")]


def words_of(pdf: bytes) -> str:
    """Return the text of `pdf` without spaces and line ends."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_svg_names_every_place_as_text(language: str) -> None:
    root = parse(draw_map_svg(Publication(ATLAS, language=language)))
    said = [text.text for text in root.iter(f"{SVG}text")]
    assert {case[f"city_{language}"] for case in ATLAS.cases} <= {*said}
    assert {"城市治理典型案例（2024）", "Typical Cases of Urban Governance (2024)"} <= {*said}
    assert not [*root.iter(f"{SVG}image"), *root.iter(f"{SVG}script")]
    sizes = [float(text.attrib["font-size"]) for text in root.iter(f"{SVG}text")]
    assert max(sizes) == 32


def test_the_svg_says_in_its_metadata_where_it_comes_from() -> None:
    root = parse(draw_map_svg(AFRICA))
    said = {name: [it.text for it in root.iter(f"{DC}{name}")] for name in ("title", "creator", "date", "rights")}
    assert said["title"] == ["Typical Cases of Urban Governance (2024)", "城市治理典型案例（2024）"]
    assert said["creator"] == ["City Governance Case Map"]
    assert said["date"] == ["2024-12-01"]
    described = " ".join(it.text or "" for it in root.iter(f"{DC}description"))
    assert "machine assistance" in described
    assert "机器辅助" in described
    assert "GS(2026)1234号" in " ".join(it.text or "" for it in root.iter(f"{DC}identifier"))
    assert any("GS(2026)1234号" in text and "Natural Earth" in text for text in texts_of(draw_map_svg(AFRICA)))


def test_the_png_is_fit_for_print_and_says_the_same() -> None:
    picture = Image.open(io.BytesIO(draw_map_png(AFRICA)))
    picture.load()
    assert picture.size == (3200, 1800)
    assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    assert picture.text["Title"]  # type: ignore[attr-defined]
    assert "GS(2026)1234号" in picture.text["Source"]  # type: ignore[attr-defined]
    assert "机器辅助" in picture.text["Description"]  # type: ignore[attr-defined]
    colours = {colour for _, colour in picture.convert("RGB").getcolors(3200 * 1800) or []}
    assert {(0xDC, 0xDA, 0xD0), (0xEE, 0xF3, 0xF6), (0x17, 0x57, 0x3F)} <= colours  # land, sea, a theme


def test_hostile_names_and_titles_stay_text(folder: Path, edit: Edit) -> None:
    edit("cities.csv", "开罗", f'"{HOSTILE}"')
    edit("editions.csv", "城市治理典型案例(2024)", f'"{HOSTILE}"')
    publication = replace(AFRICA, atlas=open_atlas(folder, "nbs"), language="zh")
    said = texts_of(draw_map_svg(publication))
    assert said.count("</text><script>alert(1)</script>]]>&amp;  甲") >= 1
    assert any(text.startswith("</text><script>") and text.endswith("甲") for text in said)
    assert not re.search("[\u202e\x0b\u2028]", "".join(said))
    assert Image.open(io.BytesIO(draw_map_png(publication))).size == (3200, 1800)


def test_the_sheet_tells_on_one_page_what_is_drawn_and_what_is_not() -> None:
    sheet = make_map_sheet(Publication(ATLAS))
    reader = pypdf.PdfReader(io.BytesIO(sheet))
    assert [tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in reader.pages] == [
        (210, 297)
    ]
    said = words_of(sheet)
    for text in (
        "noborders", "国界、省界", "1:50m", "Patterson", "帕特森圆柱投影", "0.23185", "centralmeridian150°E,cutat30°W",
        "中央经线150°E", "noapprovalnumber", "未注明审图号", "WGS84", "CCBY4.0",
    ):  # fmt: skip
        assert text in said, text
    for city in ATLAS.tables.cities.to_dict("records"):
        assert f"{city['latitude']:.4f}" in said
        assert city["coordinate_source"].partition(":")[2] in said
    assert re.search(r"1:[678]\d,000,000", said)  # of the poster
    assert "GS(2026)1234号" in words_of(make_map_sheet(AFRICA))


def test_the_same_cases_make_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.geo.test_map_picture import AFRICA, draw_map_png, draw_map_svg, make_map_sheet;"
        "print(*(hashlib.sha256(make(AFRICA)).hexdigest() for make in (draw_map_svg, draw_map_png, make_map_sheet)))"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    made = [hashlib.sha256(make(AFRICA)).hexdigest() for make in (draw_map_svg, draw_map_png, make_map_sheet)]
    assert told.stdout.split() == made
