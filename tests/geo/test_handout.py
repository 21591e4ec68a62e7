"""The handout is an accessible PDF that says all that is known, as independent readers see it."""

import csv
import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject, PdfObject

from geo.publish.entries import list_entries
from geo.publish.paper.handout import make_handout
from geo.publish.paper.packing import pack_pdf
from geo.publish.provenance import say_provenance
from geo.publish.publication import Publication
from geo.query.atlas import open_atlas
from geo.query.selection import Selection
from geo.tables.faults import DataError
from geo.tables.schema import WHOSE_FACTS
from geo.text import LANGUAGES, translator
from geo.tour.own_tour import Both, Divider, OwnTour, Told
from geo.tour.stops import MAX_TOUR_CASES
from tests.conftest import EN, SHIPPED, ZH

ATLAS = open_atlas(SHIPPED, "nbs")
WHOLE = Publication(ATLAS)
A4_POINTS = (595, 842)
MARGIN_POINTS = 50  # 17.6 mm
MAX_BYTES = 1_500_000  # of the whole atlas, 45 cases with their facts
# Spaces, and what stands where a line is broken; pypdf does not tell a hyphen of typst from one of the text.
BREAKS = re.compile("[\\s\\xad\\u200b\\u2060-]")
HOSTILE = '#panic() $x$ *b* _i_ `c` @a <b> \\ "q" </script> ]]> [link](x) // no comment'


@pytest.fixture(scope="module")
def written() -> bytes:
    return make_handout(WHOLE)


@pytest.fixture(scope="module")
def reader(written: bytes) -> PdfReader:
    return read(written)


@pytest.fixture(scope="module")
def pages(reader: PdfReader) -> list[str]:
    """Return what can be selected on each page, without spaces."""
    return [squeeze(page.extract_text()) for page in reader.pages]


@pytest.fixture(scope="module")
def text(pages: list[str]) -> str:
    return "".join(pages)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def text_of(reader: PdfReader) -> str:
    """Return all that can be selected, without spaces."""
    return squeeze("".join(page.extract_text() for page in reader.pages))


def squeeze(said: str) -> str:
    return BREAKS.sub("", said)


def publish(*cases: str, language: str = "zh") -> Publication:
    """Return a publication of a tour of `cases` (ids), a small one that is set quickly."""
    return Publication(ATLAS, tour=OwnTour(stops=tuple(Told((case,)) for case in cases)), language=language)


def list_bookmarks(reader: PdfReader) -> list[tuple[int, str, int]]:
    """Return depth, title and page (from 1) of each bookmark."""

    def walk(items: list[Any], depth: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            if isinstance(item, Destination):
                yield depth, str(item.title), reader.get_destination_page_number(item) + 1
            else:
                yield from walk(item, depth + 1)

    return [*walk(list(reader.outline), 0)]


def list_tags(reader: PdfReader) -> list[Mapping[str, Any]]:
    """Return all elements of the structure, in the order in which they are read."""

    def walk(element: PdfObject) -> Iterator[Mapping[str, Any]]:
        found = element.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
        below = found.get("/K", []) if isinstance(found, DictionaryObject) else []
        for child in below if isinstance(below, list) else [below]:
            if isinstance(child.get_object(), DictionaryObject):
                yield from walk(child)

    return [*walk(reader.trailer["/Root"]["/StructTreeRoot"])]


def list_links(reader: PdfReader) -> set[str]:
    """Return the addresses that can be clicked."""
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return {str(note["/A"]["/URI"]) for note in notes if "/A" in note}


def test_every_page_is_a4_and_says_its_number_and_how_many_there_are(reader: PdfReader, pages: list[str]) -> None:
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages}
    assert sizes == {A4_POINTS}
    for number, page in enumerate(pages[1:], 2):
        assert page.endswith(f"{number}/{len(pages)}")


def test_whatever_is_known_of_a_case_can_be_selected_in_both_languages(text: str) -> None:
    for entry in list_entries(WHOLE):
        for both in (
            entry.title,
            entry.city,
            *(known.text for known in entry.known),
            *(note.text for note in entry.notes),
        ):
            for said in both.values():
                assert squeeze(said) in text, said
        for source in entry.sources:
            assert squeeze(source.title) in text


def test_a_question_that_nothing_answers_stands_there_as_such(text: str) -> None:
    assert squeeze("未查到来源。 No source found. 如何运作？谁认可了它？ How does it work? Who noticed?") in text


def test_every_source_is_a_link(reader: PdfReader) -> None:
    assert {source.url for entry in list_entries(WHOLE) for source in entry.sources} <= list_links(reader)


def test_no_address_runs_off_the_page(reader: PdfReader) -> None:
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    edge = A4_POINTS[0] - MARGIN_POINTS
    assert [note["/Rect"] for note in notes if note["/Rect"][2] > edge or note["/Rect"][0] < MARGIN_POINTS] == []


def test_the_cover_tells_what_was_announced_beside_what_is_listed_and_whose_words_these_are(pages: list[str]) -> None:
    cover = pages[0]
    assert cover.startswith(squeeze("城市治理案例地图 · City Governance Case Map 城市治理典型案例（2024）"))
    for said in (
        "Typical Cases of Urban Governance (2024)",
        "2024北京接诉即办改革论坛 · 2024-12",
        "45个案例 · 42个地点 45 cases · 42 places",
        "公布 Announced 名单 Listed 案例 · cases 40 45 国家和地区 · countries and regions 20 21",
        ZH.gettext(WHOSE_FACTS),
        WHOSE_FACTS,
        "Published: the Chinese titles and their lists.",
    ):
        assert squeeze(said) in cover


def test_bookmarks_lead_to_chapters_and_entries(reader: PdfReader, pages: list[str]) -> None:
    marks = list_bookmarks(reader)
    assert [title for depth, title, _ in marks if depth == 0] == [
        "地图 Map", "按主题索引 Index by theme", "按城市索引 Index by city", "国际都市 International cities",
        "中国城市 Chinese cities", "来源与方法 Sources and method",
    ]  # fmt: skip
    entries = list_entries(WHOLE)
    assert [squeeze(title) for depth, title, _ in marks if depth == 1] == [
        squeeze(entry.title["zh"] + entry.title["en"]) for entry in entries
    ]
    for _, title, page in marks:
        assert squeeze(title) in pages[page - 1]


def test_the_index_of_cities_follows_pinyin_and_the_alphabet_and_names_the_pages(
    reader: PdfReader, pages: list[str]
) -> None:
    marks = list_bookmarks(reader)
    (page,) = [page for _, title, page in marks if title.startswith("按城市索引")]
    at = [page for depth, _, page in marks if depth == 1]
    index = pages[page - 1]
    assert squeeze(f"阿姆斯特丹 Amsterdam 3 {at[2]} B 巴黎 Paris 13 {at[12]}") in index
    assert squeeze(f"亚的斯亚贝巴 Addis Ababa 2 {at[1]} 伊斯坦布尔 Istanbul 9 {at[8]}") in index
    assert squeeze(f"Addis Ababa 亚的斯亚贝巴 2 {at[1]} Amsterdam 阿姆斯特丹 3 {at[2]} B Bangkok") in index
    numbers = [entry.number for entry in list_entries(WHOLE) if entry.city_id == "beijing"]
    of_beijing = "".join(map(str, numbers + [at[number - 1] for number in numbers]))
    assert f"北京Beijing{of_beijing}" in index


def test_the_map_names_every_place_and_has_the_numbers_of_the_entries(reader: PdfReader, pages: list[str]) -> None:
    named = pages[1]
    for entry in list_entries(WHOLE):
        assert all(squeeze(name) in named for name in entry.city.values())
    (figure,) = [tag for tag in list_tags(reader) if tag["/S"] == "/Figure"]
    assert "开罗 (7)" in figure["/Alt"]
    assert "北京 (1, 22, 23, 24)" in figure["/Alt"]


def test_it_is_tagged_for_those_who_hear_it(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "zh-CN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    tags = [str(tag["/S"]) for tag in list_tags(reader)]
    assert tags.count("/H2") == len(list_entries(WHOLE))
    assert {"/H1", "/P", "/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/Figure"} <= {*tags}
    headings = [int(tag[2:]) for tag in tags if re.fullmatch(r"/H\d", tag)]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_the_other_language_is_marked_as_such(reader: PdfReader) -> None:
    known = sum(len(entry.known) for entry in list_entries(WHOLE))
    assert sum(tag.get("/Lang") == "en-GB" for tag in list_tags(reader)) >= known


def test_all_fonts_are_embedded_and_cut_down(reader: PdfReader) -> None:
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    names = {str(font["/BaseFont"]) for font in fonts}
    assert len(names) > 3
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in names), names
    for font in fonts:
        (below,) = font["/DescendantFonts"]
        assert {"/FontFile2", "/FontFile3"} & {*below.get_object()["/FontDescriptor"].get_object()}


def test_the_metadata_say_what_it_is_where_it_comes_from_and_whose_words_it_holds(reader: PdfReader) -> None:
    said = reader.metadata
    assert said is not None
    assert said.title == "城市治理典型案例（2024） · Typical Cases of Urban Governance (2024)"
    assert said.author == "城市治理案例地图"
    assert said.keywords is not None
    assert said.keywords.startswith("人民城市, ")
    assert said.subject is not None
    assert WHOSE_FACTS in said.subject
    assert "新京报" in said.subject
    assert said.creation_date is not None
    assert said.creation_date.date() == say_provenance(WHOLE, ZH).day


def test_the_method_says_in_both_languages_what_the_other_files_say(text: str) -> None:
    for language in LANGUAGES:
        for name, line in say_provenance(WHOLE, translator(language)).lines:
            assert squeeze(name + line) in text


def test_the_whole_atlas_is_small(written: bytes) -> None:
    assert len(written) <= MAX_BYTES


def test_what_is_packed_reads_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.publish.paper.typesetting.pack_pdf", bytes)
    publication = publish("2024-int-07", "2024-cn-01")
    plain = make_handout(publication)
    packed = pack_pdf(plain)
    assert len(packed) < len(plain)
    assert text_of(read(packed)) == text_of(read(plain))
    assert list_bookmarks(read(packed)) == list_bookmarks(read(plain))
    assert len(list_tags(read(packed))) == len(list_tags(read(plain)))


def test_the_same_is_made_twice_and_in_another_process() -> None:
    script = (
        "import hashlib; from geo.publish.paper.handout import make_handout;"
        "from geo.publish.publication import Publication;"
        "from geo.query.atlas import open_atlas; from geo.query.selection import Selection;"
        "from geo.tables.files import SHIPPED; africa = Selection.of(continent=('africa',));"
        "print(hashlib.sha256(make_handout(Publication(open_atlas(SHIPPED, 'nbs'), africa))).hexdigest())"
    )
    command = [sys.executable, "-c", script]
    other = subprocess.run(command, capture_output=True, text=True, check=True, cwd=SHIPPED.parent)
    africa = Publication(ATLAS, Selection.of(continent=("africa",)))
    made = {hashlib.sha256(make_handout(africa)).hexdigest() for _ in range(2)}
    assert made == {other.stdout.strip()}


def test_the_first_language_stands_first() -> None:
    reader = read(make_handout(publish("2024-int-07", language="en")))
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert list_bookmarks(reader)[0][1] == "Map 地图"
    (entry,) = list_entries(publish("2024-int-07"))
    known = entry.known[0].text
    assert squeeze(f"{known['en']}1{known['zh']}1") in text_of(reader)


def test_a_selection_says_its_filters_and_takes_few_pages() -> None:
    selection = Selection.of(theme=("people",), continent=("africa",))
    reader = read(make_handout(Publication(ATLAS, selection)))
    assert len(reader.pages) <= 5
    cover = squeeze(reader.pages[0].extract_text())
    assert squeeze("1个案例 · 1个地点 1 case · 1 place") in cover
    assert squeeze("Continent: Africa; Theme: People's city") in cover


def test_a_tour_is_printed_in_its_order_under_its_chapters() -> None:
    tour = OwnTour(
        title=Both("夜话", "Evening talk"),
        speaker=Both(en="Ana"),
        date=Both("十二月", "December"),
        stops=(
            Told(("2024-int-16",)),
            Divider(Both("水", "Water"), Both(en="Bo")),
            Told(("2024-cn-01", "2024-int-03")),
            Told(("2024-int-16",)),
            Divider(Both(zh="尾")),
            Told(("2024-int-07",)),
            Divider(Both("空", "Empty")),
        ),
    )
    reader = read(make_handout(Publication(ATLAS, tour=tour)))
    cover = squeeze(reader.pages[0].extract_text())
    assert squeeze("夜话 Evening talk Ana · 十二月 Ana · December") in cover
    chapters = [title for depth, title, _ in list_bookmarks(reader) if depth == 0]
    assert chapters[3:-1] == ["案例 Cases", "水 Water", "尾"]
    entries = list_entries(Publication(ATLAS, tour=tour))
    assert [entry.case_id for entry in entries] == ["2024-int-16", "2024-cn-01", "2024-int-03", "2024-int-07"]
    assert [squeeze(title) for depth, title, _ in list_bookmarks(reader) if depth == 1] == [
        squeeze("".join(entry.title.values())) for entry in entries
    ]


def test_hostile_text_stays_text(folder: Path) -> None:
    change(folder, "2024-int-07", title_zh=f"{HOSTILE}\u202eabc\u2066", title_en=f"a\u2028b\x07c {HOSTILE} ก\U0001f1e8")
    atlas = open_atlas(folder, "nbs")
    publication = Publication(atlas, Selection.of(continent=("africa",), theme=("people",)))
    text = text_of(read(make_handout(publication)))
    assert squeeze(f"{HOSTILE}abc") in text
    assert squeeze(f"a bc {HOSTILE}") in text
    assert not re.search("[\u202e\u2066\u2028\x07]", text)


def test_a_character_without_a_glyph_is_shown_as_missing(folder: Path) -> None:
    change(folder, "2024-int-07", title_zh="没有\U0010ffff字形")
    publication = Publication(open_atlas(folder, "nbs"), Selection.of(continent=("africa",), theme=("people",)))
    assert "没有\ufffd字形" in text_of(read(make_handout(publication)))


def test_a_case_without_english_title_theme_and_facts_has_its_entry(folder: Path) -> None:
    change(folder, "2024-int-07", title_en="", themes="", theme_evidence="", theme_confidence="")
    for table in ("case_facts.csv", "research_notes.csv"):
        (folder / table).unlink()
    publication = Publication(open_atlas(folder, "nbs"), Selection.of(continent=("africa",)))
    reader = read(make_handout(publication))
    marks = [title for depth, title, _ in list_bookmarks(reader) if depth == 1]
    assert marks[1] == "建设新城市社区：优化首都地区人口布局"
    assert squeeze(ZH.gettext("Without a theme")) in text_of(reader)
    assert "Nosourcefound" not in text_of(reader)


def change(folder: Path, case: str, **cells: str) -> None:
    """Write `cells` into the row of a `case` in the tables of `folder`."""
    path = folder / "cases.csv"
    rows = [*csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))]
    changed = [row | cells if row["case_id"] == case else row for row in rows]
    write_rows(path, changed)


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)


def grow(folder: Path, cases: int) -> Path:
    """Return `folder` with so many cases, those beyond the shipped ones repeated without facts."""
    path = folder / "cases.csv"
    rows = [*csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))]
    chinese = [row for row in rows if row["list"] == "domestic"]
    more = [
        chinese[number % len(chinese)] | {"case_id": f"2024-cn-{number:03}", "position": str(number)}
        for number in range(100, 100 + cases - len(rows))
    ]
    write_rows(path, [*rows, *more])
    return folder


def test_the_longest_handout_is_made_and_one_more_case_is_refused_with_advice(folder: Path) -> None:
    atlas = open_atlas(grow(folder, MAX_TOUR_CASES + 1), "nbs")
    with pytest.raises(DataError) as raised:
        make_handout(Publication(atlas))
    (fault,) = raised.value.faults
    assert "300 cases at most, and these are 301: choose fewer by filters" in fault.text(EN)
    assert "最多收录300个案例，现有301个，请用筛选减少" in fault.text(ZH)
    tour = OwnTour(stops=tuple(Told((case["case_id"],)) for case in atlas.cases[:MAX_TOUR_CASES]))
    reader = read(make_handout(Publication(atlas, tour=tour)))
    marks = list_bookmarks(reader)
    assert sum(depth == 1 for depth, _, _ in marks) == MAX_TOUR_CASES
    cities, first = (page for _, title, page in marks if title.startswith(("按城市索引", "案例")))
    assert first - cities >= MAX_TOUR_CASES // 60  # the index of cities goes on from page to page


def test_a_handout_of_nothing_is_refused() -> None:
    with pytest.raises(DataError, match="no case to print"):
        make_handout(Publication(ATLAS, Selection.of(q="xyzzy")))
