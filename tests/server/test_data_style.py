"""What the pages of a hall need of the data for their style, as a sheet: no style attribute is let through."""

import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from geo.tour.stops import MAX_TOUR_CASES
from server.stage.data_style import data_rules
from tests.conftest import SHIPPED, Edit, serve

PAGES = ["stage", "stage?order=theme&hall=bright", "stage?order=theme&stop=52", "speaker?order=theme&stop=3"]


def read(address: str) -> str:
    """Return the text at `address`, that of a refusal included."""
    try:
        with urlopen(address) as answer:  # noqa: S310 (the server that is tested)
            return str(answer.read().decode())
    except HTTPError as error:
        with error:
            return error.read().decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_style_of_its_own_and_the_sheet_a_rule_for_all_that_it_names(atlas: str, page: str) -> None:
    text, sheet = read(f"{atlas}/{page}"), read(f"{atlas}/assets/data.css")
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    named = set(re.findall(r' (data-(?:n|theme)="[^"]*")', text))
    assert any("data-theme" in one for one in named)
    assert [one for one in named if f"[{one}]{{--" not in sheet] == []


def test_the_sheet_has_the_chinese_fonts_the_colours_of_the_themes_and_a_number_for_the_longest_tour() -> None:
    sheet = data_rules((("people", "#cf3d63", "#f2707a"),)).plain.decode()
    assert sheet.startswith(":root { --chinese-sans: 'Noto Sans SC'")
    assert '[data-theme="people"]{--light:#cf3d63;--dark:#f2707a}' in sheet
    assert f'[data-n="{MAX_TOUR_CASES + 1}"]{{--n:{MAX_TOUR_CASES + 1}}}' in sheet


def test_a_colour_that_changes_in_the_data_changes_on_the_stage(folder: Path, edit: Edit) -> None:
    edit("themes.csv", "#cf3d63", "#123456")
    with serve(folder) as address:
        assert '[data-theme="people"]{--light:#123456;' in read(f"{address}/assets/data.css")


def test_while_the_data_is_faulty_its_page_has_its_fonts_all_the_same(folder: Path, edit: Edit) -> None:
    edit("themes.csv", "#cf3d63", "reddish")
    with serve(folder) as address:
        assert "reddish" in read(f"{address}/stage?lang=en")
        sheet = read(f"{address}/assets/data.css")
    assert "--chinese-serif: 'Noto Serif SC'" in sheet
    assert "data-theme" not in sheet


def test_the_ticks_of_the_longest_tour_have_rules(folder: Path) -> None:
    head, first, *_ = (SHIPPED / "cases.csv").read_text("utf-8").splitlines()
    many = [first.replace("2024-int-01", f"2024-x-{number}", 1) for number in range(MAX_TOUR_CASES)]
    rows = [re.sub(r",1,", f",{number + 1},", row, count=1) for number, row in enumerate(many)]
    (folder / "cases.csv").write_text("\n".join([head, *rows, ""]), "utf-8")
    with serve(folder) as address:
        lengths = re.findall(r'<i data-n="(\d+)">', read(f"{address}/stage?order=theme"))
        sheet = read(f"{address}/assets/data.css")
    assert max(map(int, lengths)) > MAX_TOUR_CASES // 2
    assert [length for length in lengths if f'[data-n="{length}"]' not in sheet] == []
