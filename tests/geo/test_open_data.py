"""The data behind a publication, opened by readers that did not write them."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from frictionless import Package
from openpyxl.utils.escape import unescape

from geo.publish.description import describe_publication
from geo.publish.folder import write_publication
from geo.publish.formats import BY_NAME, Format, choose_formats, make_file
from geo.publish.provenance import say_provenance
from geo.publish.publication import Publication
from geo.query.atlas import Atlas, open_atlas
from geo.query.selection import Selection
from geo.tables.csv_guard import unguard
from geo.tables.renewal import measure_file
from geo.tables.schema import WHOSE_FACTS
from geo.text import LANGUAGES, translator
from geo.tour.own_tour import Both, OwnTour, Told
from tests.conftest import SHIPPED, Edit, open_shipped

ATLAS = open_shipped()
DATA = ("cases.csv", "cases.geojson", "cases.xlsx", "case_facts.csv", "datapackage.json")
AFRICA = Publication(ATLAS, Selection.of(continent=("africa",)), approval="GS(2026)1234号")
TOUR = OwnTour(title=Both("水", "Water"), stops=(Told(("2024-int-16", "2024-cn-01")), Told(("2024-int-03",))))

# RFC 7946, as far as points go: section 3 and, of what must not stand where, 4 (no crs) and 7.1.
POSITION = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "minItems": 2,
    "maxItems": 3,
    "items": {"type": "number"},
}
GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        **dict.fromkeys(("coordinates", "geometries", "geometry", "properties", "crs"), False),
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    **dict.fromkeys(("coordinates", "geometries", "features", "crs"), False),
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "type": "object",
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "Point"},
                            "coordinates": POSITION,
                            **dict.fromkeys(("geometries", "geometry", "properties", "features", "crs"), False),
                        },
                    },
                },
            },
        },
    },
}
HOSTILE = ("</script>", "]]>", "\u2028", "\u202egnp.exe", "=1+1", "\x0b\x1f", "`${alert(1)}`", "<r>bold</r>")


def write(publication: Publication, out: Path, names: Sequence[str] = DATA) -> Path:
    """Return the folder `out` with the files called by `names` of `publication`."""
    write_publication(publication, SHIPPED, out, choose_formats(names), lambda _step: None)
    return out


def make(publication: Publication, name: str) -> bytes:
    """Return the file called `name` of `publication`, which describes no other."""
    return make_file(BY_NAME[name], publication, {})


def read_csv(raw: bytes) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))]


def open_book(raw: bytes) -> Any:  # noqa: ANN401 (openpyxl has no types)
    return openpyxl.load_workbook(io.BytesIO(raw))


def read_ids(publication: Publication) -> dict[str, list[str]]:
    """Return the ids of the cases in each file of `publication`, in their order."""
    header, *rows = open_book(make(publication, "cases.xlsx")).worksheets[0].iter_rows(values_only=True)
    assert header[0] in {"案例编号", "Case"}
    return {
        "csv": [row["case_id"] for row in read_csv(make(publication, "cases.csv"))],
        "geojson": [feature["id"] for feature in json.loads(make(publication, "cases.geojson"))["features"]],
        "xlsx": [row[0] for row in rows],
        "facts": [*dict.fromkeys(row["case_id"] for row in read_csv(make(publication, "case_facts.csv")))],
    }


@pytest.fixture(scope="module", params=["all", "africa", "tour"])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Publication, Path]:
    """Return a publication, and a folder of its data."""
    publication = {"all": Publication(ATLAS), "africa": AFRICA, "tour": Publication(ATLAS, tour=TOUR)}[request.param]
    return publication, write(publication, tmp_path_factory.mktemp("published") / "out")


def test_an_independent_reader_finds_every_file_as_it_is_described(package: tuple[Publication, Path]) -> None:
    _, folder = package
    described = Package(str(folder / "datapackage.json"))
    report = described.validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert [task.name for task in report.tasks] == ["cases-csv", "cases-geojson", "cases-xlsx", "case-facts-csv"]


def test_the_package_describes_just_the_files_beside_it(package: tuple[Publication, Path]) -> None:
    publication, folder = package
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    files = {path.name for path in folder.iterdir()} - {"datapackage.json", "manifest.json"}
    assert {resource["path"] for resource in described["resources"]} == files
    for resource in described["resources"]:
        measured = measure_file(folder / resource["path"])
        assert {name: resource[name] for name in measured} == measured, resource["path"]
        assert {*resource} >= {"title", "title_zh", "licenses"}
    assert described["cases"] == len(publication.rows)


def test_each_column_is_described_in_both_languages(package: tuple[Publication, Path]) -> None:
    _, folder = package
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in described["resources"]:
        if resource["type"] == "table":
            (header, *_) = csv.reader(io.StringIO((folder / resource["path"]).read_text("utf-8-sig"), newline=""))
            fields = resource["schema"]["fields"]
            assert [field["name"] for field in fields] == header
            assert all(field["title"] and field["title_zh"] != field["title"] for field in fields)


def test_the_package_says_licence_sources_day_selection_and_whose_words_the_facts_are() -> None:
    described = describe_publication(AFRICA)
    assert described["created"] == "2024-12-01T00:00:00Z"
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert [source["title"].split(",")[0] for source in described["sources"]] == [
        "The Beijing News (新京报)",
        "The public pages named at each fact: facts only",
        "GeoNames",
    ]
    assert described["selection"] == {"continent": ["africa"], "scheme": "nbs", "order": "published"}
    assert described["machine_assistance"] == {
        language: translator(language).gettext(WHOSE_FACTS) for language in LANGUAGES
    }
    assert described["map_approval"] == "GS(2026)1234号"
    assert "Continent: Africa" in described["description"]
    assert "大洲：非洲" in described["description_zh"]


def test_a_tour_is_described_by_its_title_and_cases_and_not_by_filters() -> None:
    described = describe_publication(Publication(ATLAS, tour=TOUR))
    assert (described["title"], described["title_zh"]) == ("Water", "水")
    assert described["selection"]["case"] == ["2024-int-16", "2024-cn-01", "2024-int-03"]
    assert "Filters" not in described["description"]
    assert "map_approval" not in described


def test_nothing_is_said_of_machine_assistance_where_no_fact_is_told(folder: Path) -> None:
    (folder / "case_facts.csv").unlink()
    publication = Publication(open_atlas(folder, "nbs"))
    assert "machine_assistance" not in describe_publication(publication)
    assert read_csv(make(publication, "case_facts.csv")) == []


def test_geojson_has_the_form_of_rfc_7946_and_says_where_it_comes_from(package: tuple[Publication, Path]) -> None:
    publication, folder = package
    collection = json.loads((folder / "cases.geojson").read_text("utf-8"), parse_constant=pytest.fail)
    jsonschema.Draft202012Validator(GEOJSON).validate(collection)
    assert len(collection["features"]) == len(publication.rows)
    assert collection["provenance"] == describe_publication(publication)


@pytest.mark.parametrize(
    ("publication", "ids"),
    [
        (AFRICA, ["2024-int-02", "2024-int-07"]),
        (Publication(ATLAS, tour=TOUR), ["2024-int-16", "2024-cn-01", "2024-int-03"]),
    ],
)
def test_all_files_tell_the_same_cases_in_the_same_order(publication: Publication, ids: list[str]) -> None:
    assert read_ids(publication) == dict.fromkeys(("csv", "geojson", "xlsx", "facts"), ids)


@pytest.mark.parametrize(("language", "title"), [("zh", "城市治理典型案例（2024）"), ("en", "Typical Cases of")])
def test_the_workbook_says_title_author_day_and_label_in_its_properties(language: str, title: str) -> None:
    publication = Publication(ATLAS, language=language)
    properties = open_book(make(publication, "cases.xlsx")).properties
    said = say_provenance(publication, translator(language))
    assert properties.title.startswith(title)
    assert properties.creator == said.author
    assert properties.description == said.assistance
    assert properties.created == datetime(2024, 12, 1)  # noqa: DTZ001 (as openpyxl reads it)


@pytest.mark.parametrize("name", DATA)
def test_the_same_data_give_the_same_bytes(name: str) -> None:
    described: dict[Format, bytes] = {BY_NAME[other]: make(AFRICA, other) for other in BY_NAME[name].describes}
    once, again = (
        make_file(BY_NAME[name], Publication(atlas, AFRICA.selection), described)
        for atlas in (ATLAS, open_atlas(SHIPPED, "nbs"))
    )
    assert once == again


@pytest.fixture
def hostile(folder: Path, edit: Edit) -> Atlas:
    """Return an atlas whose first title and fact hold what runs, hides or breaks elsewhere."""
    text = "".join(HOSTILE)
    edit("cases.csv", "接诉即办:全域全员全民参与的超大城市治理创新运动", f"接诉即办全民参与{text}")
    return open_atlas(folder, "nbs")


def test_hostile_titles_stay_text_in_every_file(hostile: Atlas) -> None:
    title = hostile.cases[0]["title_zh"]
    assert all(piece in title for piece in HOSTILE)
    publication = Publication(hostile, Selection.of(q="接诉即办"))
    assert title in [unguard(row["title_zh"]) for row in read_csv(make(publication, "cases.csv"))]
    features = json.loads(make(publication, "cases.geojson"))["features"]
    assert title in [feature["properties"]["title_zh"] for feature in features]
    cells = [cell for row in open_book(make(publication, "cases.xlsx")).worksheets[0] for cell in row]
    assert title in [unescape(str(cell.value)) for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_of_a_tour_stays_text(text: str, tmp_path: Path) -> None:
    publication = Publication(ATLAS, tour=TOUR._replace(title=Both(f"{text}题", text)))
    folder = write(publication, tmp_path / "out")
    assert Package(str(folder / "datapackage.json")).validate().valid
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["title_zh"] == f"{text}题"
    assert unescape(open_book((folder / "cases.xlsx").read_bytes()).properties.title) == f"{text}题"
