"""What the check says of points: one line on all, a warning where neither a second source nor a note bears one out."""

from pathlib import Path

import pytest

from geo.review.points import check_points, review_points
from geo.tables.faults import Level
from geo.tables.load import load_tables
from tests.conftest import EN, ZH, Edit, open_shipped

AMSTERDAM = "Amsterdam,NL,,52.374,4.8897,geonames:2759794,"


def warn(folder: Path) -> list[str]:
    tables = load_tables(folder)
    return [fault.text(EN) for fault in check_points(tables.cities, tables.place_aliases)]


def test_all_shipped_points_agree_and_the_weak_ones_are_named() -> None:
    tables = open_shipped().tables
    remarks = review_points(tables.cities, tables.place_aliases)
    assert [fault.level for fault in remarks] == [Level.REMARK, Level.REMARK]
    agree, weak = (fault.text(EN) for fault in remarks)
    assert agree.startswith("cities.csv: of 42 places 42 agree with the second source within 25 km, 40 of them by name")
    assert agree.endswith("; the farthest, new-york, by 7.2 km")
    assert weak.endswith("within 25 km: xishuangbanna (Jinghong, 2.6 km), xiongan (Rongcheng, 0.6 km)")
    assert all("第二来源" in fault.text(ZH) for fault in remarks)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("Amsterdam,NL,,53.5,4.0,x,", "latitude: within 25 km of 'amsterdam' the second source has no city of the"),
        ("Amsterdam,NL,,53.5,4.0,x,", "latitude: 'amsterdam' lies 66 km off the land of the base map: check the"),
        (
            "Amsterdam,BE,,52.374,4.8897,x,",
            "country: the city of the second source nearest to 'amsterdam' is Amsterdam",
        ),
        ("Amsterdam,BE,,52.374,4.8897,x,", "in NL: check point and country"),
    ],
)
def test_a_point_that_nothing_bears_out_is_a_warning_until_a_note_says_why(
    folder: Path, edit: Edit, there: str, said: str
) -> None:
    edit("cities.csv", AMSTERDAM, there)
    warnings = warn(folder)
    assert [line for line in warnings if said in line], warnings
    edit("cities.csv", there, f"{there}As the publication has it.")
    assert warn(folder) == []


def test_a_folder_without_cities_that_agree_says_so(folder: Path) -> None:
    tables = load_tables(folder)
    moved = tables.cities.assign(latitude=0.0, longitude=-30.0).head(2)
    first, *_ = review_points(moved, tables.place_aliases)
    assert first.text(EN) == "cities.csv: of 2 places 0 agree with the second source within 25 km, 0 of them by name"
