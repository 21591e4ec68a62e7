"""What is declared once reaches everything that reads it: tried in a copy of the code."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT

# Asks everything that reads the facets for one more, and prints what is missing.
READ_EVERYTHING = """
from datetime import date
from pathlib import Path
from geo.query.atlas import open_atlas
from pages.parts.view import read_view
from pages.parts.sidebar import filters_html
from pages.parts.results import results_html
from server.downloads import Download, write_workbook
atlas, view = read_view({"country": ["CN"], "lang": ["en"]}, None)
kept = int(atlas.find(view.selection).sum())
assert kept == 25, kept
assert "country=CN" in view.link(), view.link()
assert 'data-facet="country"' in filters_html(atlas, view, "map"), "sidebar"
assert 'data-toggle="country"' in results_html(atlas, view, cases=kept, places=0), "chips"
assert write_workbook(Download(atlas.placed.head(2), atlas, view, "http://a.example/")), "workbook"
"""


def copy_code(folder: Path, edits: dict[str, tuple[str, str]]) -> None:
    """Copy the code into `folder`, in each named file a text replaced."""
    for part in ("geo", "pages", "server", "data"):
        shutil.copytree(PROJECT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file, (old, new) in edits.items():
        text = (folder / file).read_text("utf-8")
        assert old in text, f"{file} has no {old!r}"
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")


def run_code(folder: Path, code: str) -> str:
    """Return what `code` complains of, run in `folder`."""
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""


@pytest.mark.xfail(strict=True, reason="a facet is declared in seven places")
def test_a_facet_declared_once_reaches_sidebar_chips_workbook_and_address(tmp_path: Path) -> None:
    copy_code(
        tmp_path,
        {
            "geo/query/selection.py": ('FACETS: Final = ("continent",', 'FACETS: Final = ("country", "continent",'),
            "geo/query/atlas.py": (
                '        "continent": CONTINENTS,',
                '        "continent": CONTINENTS,\n        "country": tuple(dict.fromkeys(tables.cities["country"])),',
            ),
        },
    )
    text = (tmp_path / "geo/query/selection.py").read_text("utf-8")
    (tmp_path / "geo/query/selection.py").write_text(
        text.replace(
            "    continent: tuple[str, ...] = ()\n",
            "    continent: tuple[str, ...] = ()\n    country: tuple[str, ...] = ()\n",
        ),
        "utf-8",
    )
    assert run_code(tmp_path, READ_EVERYTHING) == ""
