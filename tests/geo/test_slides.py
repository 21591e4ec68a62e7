"""Slides: what stands on them and in their notes, in which fonts, that nothing overflows, and that all stays text."""

import html
import io
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from geo.publish.publication import Publication
from geo.publish.slides.fit import SPACING, count_lines, cut_short, measure_paragraph
from geo.publish.slides.slides import make_slides
from geo.publish.slides.xml import CHINESE_FONT, Paragraph, Piece
from geo.query.atlas import Atlas, open_atlas
from geo.query.selection import Selection
from geo.tables.faults import DataError
from geo.tour.own_tour import read_tour
from tests.conftest import EN, PROJECT, SHIPPED, ZH

Word = tuple[float, float, float, float, str]  # left, top, right, bottom (points) and text
Frame = tuple[str, float, float, float, float, str]  # name, left, top, right, bottom (points) and text

POINT = 12_700  # English Metric Units
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
MARKS = unicodedata.normalize("NFKC", "，。；：、？！”）》")
ADDRESS = "https://cases.example.org/"
TOUR = {
    "format": "city-governance-tour",
    "version": 1,
    "title": {"zh": "水与城", "en": "Water and the city"},
    "speaker": {"zh": "王小明", "en": "Wang Xiaoming"},
    "date": {"zh": "2026年12月3日", "en": "3 December 2026"},
    "stops": [
        {"cases": ["2024-int-16"], "notes": {"zh": "先说首尔\n再说共享", "en": "Seoul first"}},
        {"chapter": {"zh": "水", "en": "Water"}, "speaker": {"zh": "安娜", "en": "Ana Souza"}},
        {"cases": ["2024-cn-01", "2024-int-03"]},
        {"cases": ["2024-int-01"], "fact": "2"},
    ],
}


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return open_atlas(SHIPPED, "nbs")


@pytest.fixture(scope="module")
def whole(shipped: Atlas) -> bytes:
    """Return the slides of all cases, Chinese first."""
    return make_slides(Publication(shipped, address=ADDRESS))


@pytest.fixture(scope="module")
def deck(whole: bytes) -> Deck:
    return Presentation(io.BytesIO(whole))


@pytest.fixture(scope="module")
def toured(shipped: Atlas) -> Deck:
    """Return the slides of a tour of one's own, English first."""
    return open_slides(Publication(shipped, language="en", tour=read_tour(json.dumps(TOUR))))


def open_slides(publication: Publication) -> Deck:
    """Return the slides of `publication`, as python-pptx reads them back."""
    return Presentation(io.BytesIO(make_slides(publication)))


def texts_of(slide: Slide) -> dict[str, str]:
    """Return the text of each placeholder of `slide`, by its name."""
    return {shape.name: shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame}


def notes_of(slide: Slide) -> str:
    """Return the notes of `slide`."""
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    return frame.text


def find_slide(deck: Deck, title: str) -> Slide:
    """Return the slide of `title`."""
    return next(slide for slide in deck.slides if slide.shapes.title.text == title)


def list_shapes(shapes: Iterable[Any]) -> Iterator[Any]:
    """Yield `shapes` and those in groups."""
    for shape in shapes:
        yield shape
        yield from list_shapes(getattr(shape, "shapes", ()))


def read_xml(raw: bytes) -> ET.Element:
    """Return the root of a part that we have made."""
    return ET.fromstring(raw)  # noqa: S314 (our own)


def list_kinds(deck: Deck) -> list[str]:
    """Return the layout of each slide."""
    return [slide.slide_layout.name for slide in deck.slides]


def test_each_chapter_and_case_has_a_slide_between_opening_map_and_closing(deck: Deck) -> None:
    kinds = [name.split(" · ")[0] for name in list_kinds(deck)]
    assert kinds[:3] == ["开场", "地图", "章节"]
    assert [kinds.count(kind) for kind in ("单个案例", "章节", "结尾")] == [45, 2, 1]
    assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)


def test_every_slide_has_a_title_of_its_own_notes_a_footer_and_its_number(deck: Deck) -> None:
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert "" not in titles
    assert len({*titles[3:24]}) == 21
    for slide in deck.slides:
        assert len(notes_of(slide)) > 10
        kinds = [shape.element.ph.get("type") for shape in slide.placeholders]
        assert {"ftr", "sldNum"} < {*kinds}


def test_a_case_says_city_country_titles_themes_list_and_facts_in_both_languages(deck: Deck) -> None:
    slide = find_slide(deck, "非机动交通战略与城市可持续发展")
    said = "\n".join(texts_of(slide).values())
    for text in (
        "亚的斯亚贝巴 埃塞俄比亚 · Addis Ababa, Ethiopia",
        "Non-motorised transport strategy and sustainable urban development",
        "生态城市  Ecological city",
        "国际都市名单第2条\nInternational cities, no. 2",
        "来源：[1] Institute for Transportation and Development Policy (ITDP) 2025",
    ):
        assert text in said
    discs = [shape for shape in slide.shapes if not shape.is_placeholder and shape.has_text_frame]
    assert [disc.text_frame.text for disc in discs] == ["生"]


def test_facts_on_slides_are_sentences_of_the_table_and_never_smaller_than_16_points(
    deck: Deck, shipped: Atlas
) -> None:
    sentences = {fact["text_zh"] for facts in shipped.facts.values() for fact in facts}
    shown = 0
    for slide in deck.slides:
        for shape in slide.placeholders:
            if shape.name != "事实" or not slide.slide_layout.name.startswith("单个案例"):
                continue
            for paragraph in shape.text_frame.paragraphs:
                runs = [run.text for run in paragraph.runs]
                if len(runs) == 3:
                    assert runs[1] in sentences
                    assert paragraph.runs[1].font.size.pt >= 16
                    shown += 1
    assert shown > 44 * 2


def test_notes_tell_every_fact_with_its_source_and_address_in_both_languages(deck: Deck, shipped: Atlas) -> None:
    notes = "\n".join(notes_of(slide) for slide in deck.slides)
    for facts in shipped.facts.values():
        for fact in facts:
            for column in ("text_zh", "text_en", "source_title", "source_publisher", "source_url"):
                assert fact[column] in notes
    assert ZH.gettext("What is it?") in notes
    assert "What is it?" in notes


def test_a_case_without_an_english_title_shows_its_chinese_one_alone(shipped: Atlas) -> None:
    cases = [{**case, "title_en": ""} if case["case_id"] == "2024-int-02" else case for case in shipped.cases]
    deck = open_slides(
        Publication(replace(shipped, cases=cases), Selection().narrow(continent=("africa",)), language="en")
    )
    slide = find_slide(deck, "非机动交通战略与城市可持续发展")
    assert "Second title" not in texts_of(slide)


def test_a_tour_of_ones_own_brings_its_title_speakers_chapters_and_notes(toured: Deck) -> None:
    opening, world, first, chapter, group, chosen, closing = toured.slides
    assert texts_of(opening)["Title"] == "Water and the city"
    assert texts_of(opening)["Speaker and date"] == "Wang Xiaoming · 3 December 2026 · 王小明 · 2026年12月3日"
    assert texts_of(world)["Title"] == "4 cases · 3 places"
    assert notes_of(first).splitlines()[:3] == ["Seoul first", "先说首尔", "再说共享"]
    assert (texts_of(chapter)["Title"], texts_of(chapter)["Speaker"]) == ("Water", "Ana Souza · 安娜")
    assert texts_of(group)["Title"] == "Beijing, Amsterdam"
    assert "Startblok Riekerhaven" in texts_of(group)["Cases"]
    assert "The practice began in 2017 in Jinhaihu" in texts_of(chosen)["Facts"]
    assert closing.shapes.title.text == "Sources and method"


def test_the_last_slide_has_the_code_of_the_atlas_and_says_whose_words_all_is(deck: Deck) -> None:
    closing = deck.slides[len(deck.slides) - 1]
    (picture,) = [shape for shape in closing.shapes if shape.element.tag == f"{P}pic"]
    assert ADDRESS in picture.element.find(f"{P}nvPicPr/{P}cNvPr").get("descr")
    said = texts_of(closing)["来源与方法"]
    assert "机器辅助" in said
    assert "machine assistance" in said


def test_every_place_is_a_disc_and_a_name_that_can_be_moved_and_the_land_is_on_layouts_alone(deck: Deck) -> None:
    world = deck.slides[1]
    names = {shape.name for shape in list_shapes(world.shapes)}
    assert len([name for name in names if name.isascii() is False and " " in name]) >= 42
    (group,) = [shape for shape in world.shapes if hasattr(shape, "shapes")]
    discs = [shape for shape in group.shapes if shape.element.find(f".//{A}prstGeom[@prst='ellipse']") is not None]
    labels = [shape.text_frame.text for shape in group.shapes if shape.element.find(".//*[@txBox='1']") is not None]
    assert (len(discs), len(labels), len({*labels})) == (42, 42, 42)
    assert "北京" in labels
    assert "北京" in group.element.find(f"{P}nvGrpSpPr/{P}cNvPr").get("descr")
    for slide in deck.slides:
        assert slide.element.find(f".//{A}custGeom") is None
    assert world.slide_layout.element.find(f".//{A}custGeom") is not None


def test_a_chapter_lights_its_places_and_leaves_the_others_as_dots(deck: Deck) -> None:
    chapter = find_slide(deck, "国际都市")
    colors = [
        shape.element.find(f"{P}spPr/{A}solidFill/{A}schemeClr").get("val")
        for shape in list_shapes(chapter.shapes)
        if shape.element.find(f"{P}spPr/{A}prstGeom[@prst='ellipse']") is not None
    ]
    lit = [color for color in colors if color.startswith("accent")]
    assert (len(lit), colors.count("tx2")) == (21, 21)


def test_a_place_says_of_how_many_of_the_cases_that_are_told_it_is_the_place(deck: Deck, toured: Deck) -> None:
    def list_numbers(slide: Slide) -> list[str]:
        (group,) = [shape for shape in slide.shapes if hasattr(shape, "shapes")]
        texts = [shape.text_frame.text for shape in list_shapes(group.shapes) if shape.has_text_frame]
        return [text for text in texts if text.isdigit()]

    told = [deck.slides[1], find_slide(deck, "国际都市"), find_slide(deck, "中国城市"), toured.slides[1]]
    assert [list_numbers(slide) for slide in told] == [["4"], [], ["3"], ["2"]]


def test_colours_are_those_of_the_decks_theme_so_that_another_theme_changes_them(whole: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        slides = [packed.read(name).decode() for name in packed.namelist() if "slides/slide" in name]
        theme = packed.read("ppt/theme/theme1.xml").decode()
    assert not any("srgbClr" in slide for slide in slides)
    for color in ("14283C", "CF3D63", "DCDAD0"):
        assert f'val="{color}"' in theme


def test_every_run_names_an_east_asian_font_and_its_language(whole: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        parts = [read_xml(packed.read(name)) for name in packed.namelist() if re.search(r"(notesS|/s)lide\d", name)]
    runs = [run for part in parts for run in part.iter(f"{A}r")]
    assert len(runs) > 1000
    for run in runs:
        look = run.find(f"{A}rPr")
        assert look.find(f"{A}ea").get("typeface") == CHINESE_FONT
        assert look.get("lang") in {"zh-CN", "en-US"}


def check_package(raw: bytes) -> None:
    """Assert that every part is well-formed XML or a picture, that all it refers to is there, and ids stand once."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert packed.testzip() is None
        parts = {name: packed.read(name) for name in packed.namelist()}
    types = read_xml(parts["[Content_Types].xml"])
    known = {it.get("PartName") for it in types} | {f".{it.get('Extension')}" for it in types}
    for name, part in parts.items():
        assert {f"/{name}", f".{name.rpartition('.')[2]}"} & known or name == "[Content_Types].xml"
        if not name.endswith((".xml", ".rels")):
            continue
        root = read_xml(part)
        if name.endswith(".rels"):
            folder = dirname(dirname(name))
            for relation in root.iter(f"{RELATIONS}Relationship"):
                target = normpath(join(folder, relation.get("Target", ""))).lstrip("/")
                assert relation.get("Target", "").lstrip("/") in parts or target in parts
            continue
        links = parts.get(f"{dirname(name)}/_rels/{name.rpartition('/')[2]}.rels", b"<r/>")
        ids = {relation.get("Id") for relation in read_xml(links)}
        asked = {value for it in root.iter() for key, value in it.items() if key.startswith(R)}
        assert asked <= ids, name
        shapes = [it.get("id") for it in root.iter(f"{P}cNvPr")]
        assert len(shapes) == len({*shapes}), name


def test_every_part_is_well_formed_and_finds_what_it_refers_to(whole: bytes) -> None:
    check_package(whole)


def test_the_file_can_be_sent_by_mail(whole: bytes) -> None:
    assert len(whole) < 2_000_000


def test_the_file_says_what_it_is_from_when_and_who_wrote_it(deck: Deck) -> None:
    said = deck.core_properties
    assert (said.title, said.author, said.language) == ("城市治理典型案例（2024）", "城市治理案例地图", "zh-CN")
    assert said.comments.startswith("本站据公开来源整理，机器辅助撰写")
    assert "Natural Earth" in said.comments
    assert said.created == said.modified
    assert said.modified.date().isoformat() == "2024-12-01"
    assert "智慧城市" in said.keywords


def test_the_deck_is_parted_into_sections(whole: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        root = read_xml(packed.read("ppt/presentation.xml"))
    sections = [it for it in root.iter() if it.tag.endswith("}section")]
    assert [(it.get("name"), len([*it.iter()]) - 2) for it in sections] == [
        ("开场", 2),
        ("国际都市", 22),
        ("中国城市", 25),
        ("结尾", 1),
    ]


def test_the_same_publication_gives_the_same_bytes_in_another_process_too(shipped: Atlas) -> None:
    publication = Publication(shipped, Selection().narrow(continent=("africa",)), language="en", address=ADDRESS)
    program = (
        "import hashlib; from geo.publish.publication import Publication;"
        "from geo.publish.slides.slides import make_slides;"
        "from geo.query.atlas import open_atlas; from geo.query.selection import Selection; from pathlib import Path;"
        f"atlas = open_atlas(Path({str(SHIPPED)!r}), 'nbs');"
        "p = Publication(atlas, Selection().narrow(continent=('africa',)), language='en', address='https://cases.example.org/');"
        "import sys; sys.stdout.buffer.write(make_slides(p))"
    )
    made = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, check=True)
    assert made.stdout == make_slides(publication)
    with zipfile.ZipFile(io.BytesIO(made.stdout)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_several_editions_are_told_apart_and_their_new_places_stand_on_the_map(two_editions: Path) -> None:
    deck = open_slides(Publication(open_atlas(two_editions, "nbs"), language="en"))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert [title for title in titles if title.startswith("20")] == [
        "2024 · International cities",
        "2024 · Chinese cities",
        "2026 · International cities",
        "2026 · Chinese cities",
    ]
    lagos = find_slide(deck, "Fictional floods")
    assert texts_of(lagos)["List"].startswith("2026 · International cities, no. 1")
    assert "Lagos" in {shape.text_frame.text for shape in list_shapes(lagos.shapes) if shape.has_text_frame}


HOSTILE = "]]><script>alert(1)</script>&amp;\u2028=1+1 \u202e\x00\x0b\x1f\ud800\ufffe\ufeff</a:t> \"'"
HARMLESS = "]]><script>alert(1)</script>&amp; =1+1 </a:t> \"'"


def make_hostile(atlas: Atlas) -> Atlas:
    """Return `atlas` with every text of its cases and facts hostile."""
    cases = [
        {**case, **dict.fromkeys(("title_zh", "title_en", "city_zh", "city_en", "country_zh", "notes"), HOSTILE)}
        for case in atlas.cases
    ]
    texts = ("text_zh", "text_en", "source_title", "source_publisher", "source_url")
    facts = {case: [{**fact, **dict.fromkeys(texts, HOSTILE)} for fact in known] for case, known in atlas.facts.items()}
    return replace(atlas, cases=cases, facts=facts)


def test_hostile_titles_facts_and_notes_stay_text(shipped: Atlas) -> None:
    raw = make_slides(Publication(make_hostile(shipped), Selection().narrow(continent=("africa",)), language="en"))
    check_package(raw)
    for unseen in ("\u202e", "\ufeff", "\u2028"):
        assert unseen.encode() not in b"".join(zipfile.ZipFile(io.BytesIO(raw)).read(name) for name in names_in(raw))
    deck = Presentation(io.BytesIO(raw))
    case = deck.slides[3]
    assert case.shapes.title.text == HARMLESS
    assert HARMLESS in texts_of(case)["Facts"]
    assert HARMLESS in notes_of(case)


def names_in(raw: bytes) -> list[str]:
    """Return the names of the files in a zip."""
    return zipfile.ZipFile(io.BytesIO(raw)).namelist()


def test_more_cases_than_a_tour_holds_are_refused_and_the_message_says_what_to_do(shipped: Atlas) -> None:
    publication = Publication(shipped)
    publication.__dict__["rows"] = tuple(range(301))
    with pytest.raises(DataError) as raised:
        make_slides(publication)
    (fault,) = raised.value.faults
    assert fault.text(EN) == (
        "atlas.pptx: slides hold at most 300 cases, and these are 301: "
        "choose fewer with filters, or make a tour of them"
    )
    assert "300" in fault.text(ZH)


def test_nothing_selected_gives_an_opening_and_a_closing(shipped: Atlas) -> None:
    deck = open_slides(Publication(shipped, Selection(q="zzzzzz")))
    assert list_kinds(deck) == ["开场", "结尾"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, 1),
        ("城市治理", 80, 1),
        ("城市治理典", 80, 2),
        ("城市治理。", 80, 2),  # the full stop takes its character along
        ("city", 80, 1),
        ("a city of many words", 80, 3),
        ("x" * 100, 80, 14),  # a word without an end is broken
    ],
)
def test_lines_are_counted_as_programs_break_them(text: str, width: float, lines: int) -> None:
    assert count_lines(text, 20, width) == lines


def test_what_is_too_long_is_cut_short_with_a_mark() -> None:
    assert cut_short("城市治理典型案例", 20, 80, 1) == "城市治…"
    assert cut_short("城市治理", 20, 80, 1) == "城市治理"


def test_a_line_that_holds_chinese_is_as_high_as_chinese() -> None:
    latin, mixed = (
        measure_paragraph(Paragraph([Piece(text, "en", 20)]), 20, 500, "en") for text in ("city", "city 城")
    )
    assert latin < mixed == 20 * 1.45 * SPACING["en"]


def frames_of(slide: Slide, number: int) -> list[Frame]:
    """Return name, box (left, top, right, bottom in points) and text of each text on `slide`, the `number`th."""
    return [
        (shape.name, *box, shape.text_frame.text.replace("‹#›", str(number)))
        for shape, box in place_shapes(slide.shapes, (0.0, 0.0))
        if shape.has_text_frame and shape.text_frame.text
    ]


def place_shapes(
    shapes: Iterable[Any], corner: tuple[float, float]
) -> Iterator[tuple[Any, tuple[float, float, float, float]]]:
    """Yield `shapes` and those in groups with their boxes on the slide."""
    for shape in shapes:
        left, top = corner[0] + shape.left / POINT, corner[1] + shape.top / POINT
        if hasattr(shape, "shapes"):
            own = shape.element.find(f"{P}grpSpPr/{A}xfrm/{A}chOff")
            inner = (left - int(own.get("x")) / POINT, top - int(own.get("y")) / POINT)
            yield from place_shapes(shape.shapes, inner)
        else:
            yield shape, (left, top, left + shape.width / POINT, top + shape.height / POINT)


def lay_out(raw: bytes, folder: Path) -> list[list[Word]]:
    """Return where LibreOffice sets each word of each slide: left, top, right, bottom (points) and the word."""
    (folder / "atlas.pptx").write_bytes(raw)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    office = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "atlas.pptx"),
    ]
    subprocess.run(office, check=True, capture_output=True, timeout=120)
    subprocess.run(["pdftotext", "-bbox", str(folder / "atlas.pdf"), str(folder / "words.html")], check=True)  # noqa: S607
    pages = (folder / "words.html").read_text("utf-8").split("<page ")[1:]
    word = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
    return [[(*map(float, found[:4]), found[4]) for found in word.findall(page)] for page in pages]


def stands_in(word: Word, frame: Frame) -> bool:
    """Return whether a word is of the text of a frame and stands in it, its accents and descenders aside.

    A full-width mark at the end of a line may hang over its right edge: so Chinese is set.
    """
    left, top, right, bottom, text = word
    high, said = bottom - top, unicodedata.normalize("NFKC", html.unescape(text))
    hanging = 0.75 * high if said[-1] in MARKS else 2
    return (
        said in unicodedata.normalize("NFKC", frame[5])
        and frame[1] - 2 <= left
        and right <= frame[3] + hanging
        and frame[2] <= top + 0.22 * high
        and bottom - 0.22 * high <= frame[4]
    )


def make_long(atlas: Atlas) -> Atlas:
    """Return `atlas` with titles, cities, facts and publishers far longer than any real ones."""
    titles = {"title_zh": "城市治理2024年的" * 40, "title_en": "An extraordinarily long title " * 20}
    cases = [{**case, **titles, "city_zh": case["city_zh"] * 4} for case in atlas.cases]
    longer = {"text_zh": 6, "text_en": 6, "source_publisher": 9}
    facts = {
        case: [{**fact, **{name: f"{fact[name]} " * times for name, times in longer.items()}} for fact in known]
        for case, known in atlas.facts.items()
    }
    return replace(atlas, cases=cases, facts=facts)


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("told", ["whole", "tour", "long"])
def test_libreoffice_sets_every_word_inside_its_frame(shipped: Atlas, tmp_path: Path, language: str, told: str) -> None:
    publication = {
        "whole": Publication(shipped, language=language, address=ADDRESS),
        "tour": Publication(shipped, language=language, tour=read_tour(json.dumps(TOUR))),
        "long": Publication(make_long(shipped), Selection().narrow(continent=("africa",)), language),
    }[told]
    raw = make_slides(publication)
    slides, pages = Presentation(io.BytesIO(raw)).slides, lay_out(raw, tmp_path)
    assert len(pages) == len(slides)
    outside = []
    for number, (slide, words) in enumerate(zip(slides, pages, strict=True), 1):
        frames = frames_of(slide, number)
        assert len(words) > 5
        outside += [(number, word) for word in words if not any(stands_in(word, frame) for frame in frames)]
    assert outside == []
