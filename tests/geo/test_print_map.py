"""The map for paper and slides: every place named, nothing upon anything else, land that a sheet can show."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from math import hypot

import pytest

from geo.publish.formats import MAX_MAP_PLACES
from geo.publish.paper.print_land import EDGE, Box, Segment, place_latitude
from geo.publish.paper.print_map import MapPlace, PrintMap, Sheet, lay_out_map
from geo.publish.paper.print_names import Label, measure_text
from geo.publish.publication import Publication
from geo.query.atlas import open_atlas
from geo.query.selection import Selection
from geo.tables.faults import DataError
from tests.conftest import EN, PROJECT, SHIPPED, ZH

ATLAS = open_atlas(SHIPPED, "nbs")
ALL = Publication(ATLAS)
BOTH = {"zh": ("zh", "en"), "en": ("en", "zh")}

# Width, height and size of names in points, but for the picture, whose unit is a pixel.
SHEETS = {
    "poster": (3240, 1500, 32),
    "page": (760, 500, 8),
    "upright page": (500, 640, 8.5),
    "slide": (960, 445, 12),
    "whole slide": (960, 540, 12),
    "picture": (1600, 780, 20),
}
LAID = [
    *((sheet, (language,)) for sheet in SHEETS for language in ("zh", "en")),
    *((sheet, languages) for sheet in ("poster", "page", "upright page") for languages in BOTH.values()),
]


@cache
def lay_out(sheet: str, languages: tuple[str, ...]) -> PrintMap:
    """Return the map of all cases on one of `SHEETS`."""
    return lay_out_map(ALL, Sheet(*SHEETS[sheet], languages))


def select(**chosen: tuple[str, ...]) -> Publication:
    """Return what is published of the values `chosen`."""
    return Publication(ATLAS, Selection.of(**chosen))


def crowd(places: int) -> Publication:
    """Return a publication of so many places, each of them somewhere near a shipped one, none where another is."""
    cases = [
        {
            **ATLAS.cases[i % 45],
            "city_id": f"c{i}",
            "city_en": f"Place {i}",
            "latitude": max(-55.0, min(70.0, ATLAS.cases[i % 45]["latitude"] + (i // 45) * 2.5 - 8)),
            "longitude": (ATLAS.cases[i % 45]["longitude"] + (i // 45) * 3.5 - 10 + 180) % 360 - 180,
        }
        for i in range(places)
    ]
    publication = Publication(replace(ATLAS, cases=cases))
    publication.__dict__["rows"] = range(places)  # as its cached property has them
    return publication


def symbols(drawn: PrintMap, frame: str) -> list[tuple[float, float, float]]:
    """Return x, y and radius of each symbol of a frame."""
    return [(*place.centre, place.radius) for place in drawn.places if place.frame == frame]


def distance(box: Box, x: float, y: float) -> float:
    """Return how far a point is from `box`."""
    return hypot(max(box.x - x, x - box.right, 0), max(box.y - y, y - box.bottom, 0))


def find_faults(drawn: PrintMap) -> list[str]:
    """Return what stands on something else, or across the edge of its frame."""
    faults = []
    for frame in drawn.frames:
        places = [place for place in drawn.places if place.frame == frame.name]
        others = [it.box for it in drawn.frames if frame.name == "world" and it.name != "world"]
        faults += [f"symbols of {a.city_id} and {b.city_id}" for a, b in combinations(places, 2) if touch(a, b)]
        for place in places:
            if place.label:
                faults += find_name_faults(place, place.label, frame.box, places)
                faults += [f"{place.city_id} under the second frame" for box in others if place.label.box.meets(box)]
    return faults


def touch(a: MapPlace, b: MapPlace) -> bool:
    """Return whether the symbols of two places overlap."""
    return hypot(a.centre[0] - b.centre[0], a.centre[1] - b.centre[1]) < a.radius + b.radius


def find_name_faults(place: MapPlace, label: Label, frame: Box, places: Sequence[MapPlace]) -> Iterator[str]:
    """Yield what the name of `place` stands on, and which symbols or names its hair line crosses."""
    if not frame.holds(label.box):
        yield f"{place.city_id} across the edge"
    own = distance(label.box, *place.centre) - place.radius
    for other in places:
        if other is place:
            continue
        if distance(label.box, *other.centre) - other.radius <= (0 if label.leader else own):
            yield f"{place.city_id} at the symbol of {other.city_id}"
        if other.label and label.box.meets(other.label.box):
            yield f"{place.city_id} on the name of {other.city_id}"
        if label.leader and other.label and run_through_box(label.leader, other.label.box):
            yield f"the line of {place.city_id} on the name of {other.city_id}"


def run_through_box(line: Segment, box: Box) -> bool:
    """Return whether any of a hundred points of `line` lies in `box`, but for its edge."""
    (x, y), (there_x, there_y) = line
    inner = box.grow(-0.01, -0.01)
    return any(distance(inner, x + i / 100 * (there_x - x), y + i / 100 * (there_y - y)) == 0 for i in range(101))


@pytest.mark.parametrize(("sheet", "languages"), LAID)
def test_every_place_is_named_and_nothing_stands_on_anything_else(sheet: str, languages: tuple[str, ...]) -> None:
    drawn = lay_out(sheet, languages)
    assert len(drawn.places) == 42
    assert drawn.unnamed == []
    assert find_faults(drawn) == []
    assert find_faults(drawn._replace(places=[*drawn.places, drawn.places[-1]])) != []  # the finder finds


@pytest.mark.parametrize(("sheet", "languages"), LAID)
def test_names_are_set_in_their_boxes_line_by_line(sheet: str, languages: tuple[str, ...]) -> None:
    for place in lay_out(sheet, languages).places:
        assert place.label is not None
        assert tuple(line.language for line in place.label.lines) == languages
        assert [line.text for line in place.label.lines] == list(place.names.values())
        for line in place.label.lines:
            box = Box(line.start[0], line.start[1] - line.size * 0.9, line.width, line.size * 1.1)
            assert place.label.box.grow(0.01, 0.01).holds(box)
            assert line.width == measure_text(line.text, line.size)


def test_a_symbol_that_had_to_move_has_a_hair_line_to_its_point() -> None:
    drawn = lay_out("slide", ("en",))
    assert any(place.hair for place in drawn.places)
    for place in drawn.places:
        off = hypot(place.centre[0] - place.point[0], place.centre[1] - place.point[1])
        assert off < 3 * drawn.type_size
        assert (place.hair is not None) == (off > place.radius / 4)


def test_the_world_is_cut_in_the_atlantic_and_every_place_lies_where_it_is() -> None:
    drawn = lay_out("poster", ("zh",))
    at = {place.city_id: place.point for place in drawn.places}
    order = ["london", "istanbul", "bangkok", "seoul", "sydney", "vancouver", "mexico-city", "new-york", "santiago"]
    assert [at[city][0] for city in order] == sorted(at[city][0] for city in order)
    assert at["xining"][0] < at["xian"][0] < at["nanjing"][0] < at["shanghai"][0]
    assert at["beijing"][1] < at["wuhan"][1] < at["haikou"][1]
    world = drawn.frames[0].box
    assert at["london"][0] == pytest.approx(world.x + world.width * (-0.1257 - EDGE) / 360, abs=0.01)


def test_the_projection_is_pattersons() -> None:
    assert place_latitude(90) == pytest.approx(1.790857183)  # the constant of PROJ and d3-geo-projection
    assert place_latitude(-45) == pytest.approx(-place_latitude(45))


def test_chinese_places_stand_enlarged_and_as_dots_in_a_window_on_the_world() -> None:
    drawn = lay_out("slide", ("zh",))
    world, china = drawn.frames
    assert {place.city_id for place in drawn.places if place.frame == "china"} >= {"beijing", "hong-kong", "xining"}
    assert drawn.window is not None
    assert len(drawn.dots) == sum(place.frame == "china" for place in drawn.places)
    assert all(distance(drawn.window, x, y) == 0 for x, y in drawn.dots)
    assert world.box.holds(china.box)
    assert not china.box.meets(drawn.window)
    assert all(not china.box.meets(Box(x - r, y - r, 2 * r, 2 * r)) for x, y, r in symbols(drawn, "world"))
    upright = lay_out("upright page", ("zh",))
    assert upright.frames[1].box.y > upright.frames[0].box.bottom
    assert upright.height <= 640


@pytest.mark.parametrize("sheet", ["poster", "upright page", "slide"])
def test_land_is_closed_rings_within_its_frame(sheet: str) -> None:
    for frame in lay_out(sheet, ("zh",)).frames:
        assert frame.land
        for ring in frame.land:
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(distance(frame.box.grow(0.001, 0.001), x, y) == 0 for x, y in ring)


def test_land_of_a_slide_has_few_points_and_no_slivers() -> None:
    rings = [ring for frame in lay_out_map(ALL, Sheet(960, 445, 12, tolerance=0.9)).frames for ring in frame.land]
    assert sum(map(len, rings)) <= 4000
    for ring in rings:
        area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2
        assert area > 2


def test_no_seam_parts_the_land_at_the_antimeridian() -> None:
    (world, *_) = lay_out("poster", ("zh",)).frames
    seam = world.box.x + world.box.width * (180 - EDGE) / 360
    for ring in world.land:
        edges = [1 for a, b in pairwise(ring) if abs(a[0] - seam) < 0.01 and abs(b[0] - seam) < 0.01]
        assert not edges


def test_filters_and_few_places_fill_the_sheet_as_well() -> None:
    africa = lay_out_map(select(continent=("africa",)), Sheet(960, 445, 12, ("en",)))
    assert [frame.name for frame in africa.frames] == ["world"]
    assert (africa.window, africa.dots, africa.rays) == (None, (), ())
    west = lay_out_map(select(region=("west",)), Sheet(960, 445, 12, ("en",)))
    assert [frame.name for frame in west.frames] == ["china"]
    assert west.frames[0].box == Box(0, 0, 960, 445)
    one = lay_out_map(replace(ALL, selection=Selection.of(q="开罗")), Sheet(960, 445, 12, ("zh",)))
    assert [place.names for place in one.places] == [{"zh": "开罗"}]
    for drawn in (africa, west, one):
        assert drawn.unnamed == []
        assert find_faults(drawn) == []


def test_names_and_the_enlarged_frame_leave_covered_boxes_free() -> None:
    legend = Box(300, 360, 260, 80)
    drawn = lay_out_map(ALL, Sheet(960, 445, 12, ("zh",), covered=[legend]))
    assert drawn.unnamed == []
    assert not drawn.frames[1].box.meets(legend)
    assert not any(place.label and place.label.box.meets(legend) for place in drawn.places)


def test_three_hundred_places_are_laid_out_and_names_without_room_are_told() -> None:
    drawn = lay_out_map(crowd(300), Sheet(3240, 1500, 16, ("en",)))
    assert len(drawn.places) == 300
    assert len(drawn.unnamed) == sum(place.label is None for place in drawn.places) < 130
    assert find_faults(drawn) == []


def test_too_many_places_and_none_are_said_in_both_languages() -> None:
    with pytest.raises(DataError) as many:
        lay_out_map(crowd(MAX_MAP_PLACES + 1), Sheet(960, 445, 12))
    (fault,) = many.value.faults
    assert fault.text(EN) == "a printed map holds 300 places, and these are 301: choose fewer with filters"
    assert fault.text(ZH) == "印刷地图最多容纳300个地点，现有301个，请用筛选条件缩小范围"
    with pytest.raises(DataError, match="no case is left to publish"):
        lay_out_map(replace(ALL, selection=Selection.of(q="zzzz")), Sheet(960, 445, 12))


def test_the_same_map_comes_from_the_same_data_in_another_process() -> None:
    script = (
        "import json; from tests.geo.test_print_map import ALL, lay_out_map, Sheet;"
        "print(json.dumps(lay_out_map(ALL, Sheet(960, 445, 12, ('en',))).places))"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert told.stdout == json.dumps(lay_out("slide", ("en",)).places) + "\n"
