"""A curator imports a list in the browser, pasted or as a file, to the folder that the command line writes."""

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from geo.__main__ import main
from tests.conftest import PROJECT, SHIPPED, serve

pytestmark = pytest.mark.browser

LISTED = PROJECT / "tests/geo/edition_2026.txt"
CHOSEN = {
    "圣地亚哥": ("CL", "Chile"),
    "温哥华": ("CA", "Canada"),
    "巴塞罗那": ("ES", "Spain"),
    "长沙": ("CN-HN", "28.2"),
}


def command_line(out: Path) -> dict[str, bytes]:
    """Return the files that the command line writes of the same list with the same answers."""
    choices = [part for name, (code, _) in CHOSEN.items() for part in ("--choose", f"{name}={code}")]
    command = ["import", str(LISTED), "--edition", "2026", "--out", str(out), "--yes", *choices]
    assert CliRunner().invoke(main, command).exit_code == 0
    return {path.name: path.read_bytes() for path in out.iterdir()}


def write_book(path: Path) -> Path:
    """Return `path`, at which the same list is a workbook: a row for each line."""
    book = openpyxl.Workbook()
    for row, line in enumerate(LISTED.read_text("utf-8").splitlines(), start=1):
        book.active.cell(row, 1, line or None)
    book.save(path)
    return path


def take_home(page: Page) -> Path:
    """Return the zip that the page gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Take the data folder home (zip)").click()
    return Path(download.value.path())


def read_folder(packed: Path) -> dict[str, bytes]:
    """Return the files of the data folder in a zip; beside it stands what is needed to go on."""
    with zipfile.ZipFile(packed) as found:
        return {Path(name).name: found.read(name) for name in found.namelist() if "/" in name}


def settle_places(page: Page) -> None:
    """Choose the place that each open name means."""
    for left, (name, (_, place)) in zip(reversed(range(len(CHOSEN))), CHOSEN.items(), strict=True):
        box = page.get_by_role("combobox", name=name)
        box.evaluate("box => box.scrollIntoView({ block: 'center' })")  # at the lower edge its choices close at once
        box.click()
        page.get_by_role("option").filter(has_text=place).first.click()
        expect(page.get_by_text(f"to be settled: {left}")).to_be_visible()  # drawn anew, it closes the choices
    expect(page.get_by_text("40 new, 0 changed, 0 the same; new cities: 28; to be settled: 0")).to_be_visible()


def test_from_a_pasted_list_to_the_folder_that_the_command_line_writes_and_its_map(
    page: Page, atlas: str, tmp_path: Path
) -> None:
    page.goto(f"{atlas}/import?lang=en")
    expect(page.locator("#first-view")).to_have_count(0)
    expect(page.locator(".st-key-page h1")).to_be_visible()
    page.locator("textarea").fill(LISTED.read_text("utf-8"))
    page.locator("textarea").press("Control+Enter")
    expect(page.get_by_text("36 new, 0 changed, 0 the same; new cities: 26; to be settled: 4")).to_be_visible()
    expect(page.get_by_text("Settle what is open above")).to_be_visible()
    settle_places(page)
    packed = take_home(page)
    pasted = read_folder(packed)
    assert pasted == command_line(tmp_path / "command")

    page.locator(".stFileUploader input").set_input_files(write_book(tmp_path / "名单.xlsx"))
    expect(page.locator("[data-testid=stFileChipName]")).to_have_text("名单.xlsx")
    expect(page.get_by_text("to be settled: 0")).to_be_visible()
    assert read_folder(take_home(page)) == pasted

    page.reload()
    expect(page.locator("#first-view")).to_have_count(0)
    kept = shutil.copy(packed, tmp_path / "kept.zip")
    page.locator(".stFileUploader input").set_input_files(kept)
    expect(page.get_by_text("to be settled: 0")).to_be_visible()
    expect(page.locator(".decision-of-import")).to_have_count(len(CHOSEN))
    assert take_home(page).read_bytes() == packed.read_bytes()

    folder = tmp_path / "taken"
    zipfile.ZipFile(packed).extractall(folder)
    with serve(next(path for path in folder.iterdir() if path.is_dir())) as address:
        page.goto(f"{address}/?lang=en")
        frame = page.frame_locator(".st-key-map iframe")
        expect(frame.locator("#map_div")).to_have_attribute("data-cases", "85")
        expect(frame.locator('.place[data-city="helsinki"]')).to_have_attribute("data-age", "new")


def test_what_one_visitor_gives_no_other_sees_and_the_data_stay_as_they_are(page: Page, atlas: str) -> None:
    before = {path.name: path.read_bytes() for path in SHIPPED.glob("*.csv")}
    page.goto(f"{atlas}/import?lang=en")
    expect(page.locator("#first-view")).to_have_count(0)
    page.locator("textarea").fill("国际\n北京 <b>虚构</b>的案例")
    page.locator("textarea").press("Control+Enter")
    expect(page.get_by_text("holds markup: write the plain words").first).to_be_visible()
    page.reload()
    expect(page.locator("textarea")).to_have_value("")
    assert before == {path.name: path.read_bytes() for path in SHIPPED.glob("*.csv")}
