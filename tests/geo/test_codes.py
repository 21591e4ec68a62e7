"""The QR code of a publication, and what it holds."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from geo.publish.codes import code_of, draw_code
from geo.publish.publication import Publication
from geo.query.atlas import open_atlas
from geo.query.selection import Selection
from tests.conftest import Edit, open_shipped

ALL = Publication(open_shipped())
ADDRESS = "https://atlas.example.org/"


def test_with_an_address_it_leads_to_the_cases_told_in_the_first_language() -> None:
    africa = replace(ALL, selection=Selection.of(continent=("africa",), q="开罗"), address=ADDRESS, language="en")
    code = code_of(africa)
    assert code.text.startswith(ADDRESS)
    assert parse_qs(urlsplit(code.text).query) == {"lang": ["en"], "continent": ["africa"], "q": ["开罗"]}
    assert code.caption == {"zh": "扫码在地图中打开这些案例", "en": "Scan to open these cases in the atlas"}


def test_filters_too_long_for_a_code_are_left_out() -> None:
    assert code_of(replace(ALL, selection=Selection.of(q="案" * 100), address=ADDRESS)).text == ADDRESS


def test_without_an_address_it_holds_the_reference_to_the_publication() -> None:
    code = code_of(ALL)
    assert code.text == "城市治理典型案例（2024）[Z]. 2024北京接诉即办改革论坛, 2024-12."
    assert code.caption == {"zh": "扫码获取本出版物的引用信息", "en": "Scan for the reference to the publication"}


@pytest.mark.parametrize("title", ["标题" * 5000, "]]></svg><script>alert(1)</script>", "甲\u202e乙\n丙"])
def test_any_title_makes_a_code(folder: Path, edit: Edit, title: str) -> None:
    edit("editions.csv", "城市治理典型案例(2024)", '"' + title.replace('"', '""') + '"')
    drawing = draw_code(code_of(Publication(open_atlas(folder, "nbs"))).text)
    assert drawing.startswith("<svg")
    assert "script" not in drawing
