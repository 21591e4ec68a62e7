"""The poster, read by a reader that did not write it."""

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from geo.publish.formats import MAX_POSTER_CASES
from geo.publish.paper.poster import make_poster, plan_poster
from geo.publish.publication import Publication
from geo.query.atlas import open_atlas
from geo.query.selection import Selection
from geo.tables.faults import DataError
from tests.conftest import EN, PROJECT, SHIPPED, ZH, Edit

ATLAS = open_atlas(SHIPPED, "nbs")
AFRICA = Publication(ATLAS, Selection.of(continent=("africa",)))
MM = 72 / 25.4
HOSTILE = "</script><b>]]>#pagebreak() $x$ *a* \\u{202e} =HYPERLINK(1) @ref \u202e 甲"


def read(pdf: bytes) -> pypdf.PdfReader:
    """Return a reader of `pdf`."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def words_of(pdf: bytes) -> str:
    """Return the text of the first page without spaces and line ends."""
    return re.sub(r"\s", "", read(pdf).pages[0].extract_text())


@pytest.fixture(scope="module", params=["zh", "en"])
def poster(request: pytest.FixtureRequest) -> bytes:
    """Return the poster of all cases, either language first."""
    return make_poster(Publication(ATLAS, language=request.param))


def test_it_is_a_page_of_a0_and_the_same_on_sheets_of_a4(poster: bytes) -> None:
    sizes = [tuple(round(float(side) / MM) for side in page.mediabox[2:]) for page in read(poster).pages]
    assert sizes == [(1189, 841)] + [(210, 297)] * 21
    for place, name in (
        (1, "A1"),
        (-1, "C7"),
    ):  # reading one takes a second: each has the whole poster behind its frame
        assert read(poster).pages[place].extract_text().split()[-1] == name


def test_every_place_and_every_title_stands_on_it_in_both_languages(poster: bytes) -> None:
    said = words_of(poster)
    for case in ATLAS.cases:
        for text in (case["city_zh"], case["city_en"], case["title_en"]):
            assert re.sub(r"\s", "", text).replace("-", "") in said.replace("-", ""), text
        assert re.sub(r"[\W_]", "", case["title_zh"]) in re.sub(r"[\W_]", "", said)
    assert re.search("西双版纳42|Xishuangbanna42", said)
    assert re.search("北京1222324|Beijing1222324", said)


def test_it_says_where_it_comes_from_and_whose_words_it_has(poster: bytes) -> None:
    said = words_of(poster)
    for text in ("drafted with machine assistance", "NaturalEarth,1:50mland", "机器辅助撰写", "不绘边界", "扫码获取"):
        assert text.replace(" ", "") in said
    metadata = read(poster).metadata
    assert metadata is not None
    assert "城市治理典型案例（2024）" in str(metadata.title)
    assert "Typical Cases of Urban Governance (2024)" in str(metadata.title)
    assert metadata.creation_date is not None
    assert metadata.creation_date.date().isoformat() == "2024-12-01"


def test_it_is_drawn_and_set_not_painted(poster: bytes) -> None:
    pages = read(poster).pages
    assert not pages[0].images
    fonts = [font.get_object() for font in pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        assert re.match(r"/[A-Z]{6}\+", str(inner["/BaseFont"]))  # a subset
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & {*inner["/FontDescriptor"].get_object()}
    assert len(poster) < 1_000_000


def test_no_letter_is_smaller_than_is_read_from_a_metre(poster: bytes) -> None:
    sizes: list[float] = []

    def measure(text: str, _current: object, matrix: list[float], _font: object, size: float) -> None:
        if len(text.strip()) > 1:  # the signs in discs have one letter
            sizes.append(abs(matrix[3]) * size)

    read(poster).pages[0].extract_text(visitor_text=measure)
    assert min(sizes) >= 20
    assert max(sizes) >= 100


def test_few_cases_stand_under_a_wider_map_with_their_facts() -> None:
    assert plan_poster(4).map_width > plan_poster(45).map_width
    said = words_of(make_poster(AFRICA))
    known = [
        fact["text_zh"]
        for case in ATLAS.cases
        if case["continent"] == "africa"
        for fact in ATLAS.facts[case["case_id"]]
    ]
    assert any(re.sub(r"\s", "", fact) in said for fact in known)


def test_the_same_cases_make_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.geo.test_poster import AFRICA, make_poster;"
        "print(hashlib.sha256(make_poster(AFRICA)).hexdigest())"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == hashlib.sha256(make_poster(AFRICA)).hexdigest()


def test_hostile_titles_stay_text(folder: Path, edit: Edit) -> None:
    edit("cases.csv", "非机动交通战略与城市可持续发展", HOSTILE)
    edit("cases.csv", "Non-motorised transport strategy and sustainable urban development", "x" * 20_000)
    edit("cities.csv", "Addis Ababa", "<Addis> #panic()")
    publication = Publication(open_atlas(folder, "nbs"), Selection.of(continent=("africa",)))
    made = make_poster(publication)
    said = words_of(made)
    assert len(read(made).pages) == 22
    assert "</script><b>]]>#pagebreak()$x$*a*\\u{202e}=HYPERLINK(1)@ref甲" in said
    assert "<Addis>#panic()" in said
    assert "\u202e" not in said


def test_more_cases_than_it_holds_are_refused_with_its_limit() -> None:
    many = Publication(replace(ATLAS, cases=ATLAS.cases * 2))
    many.__dict__["rows"] = range(61)  # as its cached property has them
    with pytest.raises(DataError) as error:
        make_poster(many)
    (fault,) = error.value.faults
    assert fault.text(EN) == f"a poster holds {MAX_POSTER_CASES} cases, and these are 61: choose fewer with filters"
    assert fault.text(ZH) == f"海报最多容纳{MAX_POSTER_CASES}个案例，现有61个，请用筛选条件缩小范围"
