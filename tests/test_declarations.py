"""What is declared once reaches everything that reads it: tried in a copy of the code."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT

# Asks everything that reads the facets for one more, and prints what is missing.
READ_EVERYTHING = """
from geo.insight.counts import cross
from pages.parts.view import read_view
from pages.parts.sidebar import filters_html
from pages.parts.results import results_html
from server.downloads import Download, write_workbook
atlas, view = read_view({"country": ["CN"], "lang": ["en"]}, None)
kept = int(atlas.find(view.selection).sum())
assert kept == 25, kept
assert "country=CN" in view.link(), view.link()
assert 'data-facet="country"' in filters_html(atlas, view, "map"), "sidebar"
assert "China ✕" in results_html(atlas, view, cases=kept, places=0), "chips"
assert sum(cross(atlas.cases, atlas.known, "country", "theme").row_totals.values()) == 45, "insight"
assert write_workbook(Download(atlas.placed.head(2), atlas, view, "http://a.example/")), "workbook"
"""

READ_EXPORTS = """
import io, json
from pathlib import Path
from geo.export.csv_geojson import to_csv, to_geojson
from geo.export.workbook import to_xlsx
from geo.query.atlas import open_atlas
from geo.text import translator
atlas = open_atlas(Path("data"), "nbs")
assert ",notes,district,city_zh," in to_csv(atlas.placed).splitlines()[0]
assert json.loads(to_geojson(atlas.placed))["features"][0]["properties"]["district"] == ""
assert to_xlsx(atlas.placed, atlas.tables, [], translator("zh"))
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


ONE_MORE_FACET = """
    Facet("country", "country", to_translate("Country"), lambda tables, _: tuple(tables.cities["country"].unique()),
          lambda tables, words: {code: words.country(code) for code in tables.cities["country"]}),
"""
ONE_MORE_COLUMN = '    district: str = pa.Field(title="District", **_OPTIONAL)\n'


def test_a_facet_declared_once_reaches_sidebar_chips_workbook_and_address(tmp_path: Path) -> None:
    first = "FACETS: Final = ("
    copy_code(tmp_path, {"geo/query/facets.py": (first, first + ONE_MORE_FACET)})
    assert run_code(tmp_path, READ_EVERYTHING) == ""


def test_a_column_declared_once_reaches_every_export(tmp_path: Path) -> None:
    notes = '    notes: str = pa.Field(title=to_translate("Notes"), **_OPTIONAL)\n'
    copy_code(tmp_path, {"geo/tables/schema.py": (notes, notes + ONE_MORE_COLUMN)})
    assert run_code(tmp_path, READ_EXPORTS) == ""
