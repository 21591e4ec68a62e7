"""A visitor takes the atlas away: chooses files, sees them made, and saves them all as one zip."""

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_what_was_found_is_made_and_saved_as_one_zip(page: Page, atlas: str, tmp_path: Path) -> None:
    page.goto(f"{atlas}/cases?lang=en&continent=africa")
    page.get_by_role("main").get_by_role("link", name="Take away").click()
    expect(page.get_by_text("2 cases · Continent: Africa")).to_be_visible()
    page.get_by_role("button", name="Choose none").click()
    expect(page.get_by_role("button", name="Make")).to_be_disabled()
    page.get_by_text("Description of the data for programs").click()
    page.get_by_role("button", name="Make").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="All in one zip").click(timeout=60_000)
    assert saved.value.suggested_filename == "city-governance-atlas_2024_africa.zip"
    saved.value.save_as(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        described = json.loads(packed.read("datapackage.json"))
        assert {*packed.namelist()} == {
            *(file["path"] for file in described["resources"]),
            "datapackage.json",
            "manifest.json",
        }
    expect(page.get_by_role("link", name="cases.xlsx")).to_be_visible()
