"""What can be downloaded: CSV that reads back as it was and that no spreadsheet runs, GeoJSON after RFC 7946."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.export.csv_geojson import BOM, MAX_FILTER_CHARS, name_file, to_csv, to_facts_csv, to_geojson
from geo.export.csv_metadata import describe_csv
from geo.query.atlas import open_atlas
from geo.query.selection import Selection
from geo.tables.csv_guard import guard
from geo.tables.files import read_folder
from geo.tables.schema import EXPORTED, EXPORTED_FACTS
from tests.conftest import EN, SHIPPED, open_shipped

ATLAS = open_shipped()
PLACED = ATLAS.placed
COLUMNS = [
    "case_id", "edition", "list", "position", "city_id", "title_zh", "title_en", "themes", "theme_evidence",
    "theme_confidence", "notes", "city_zh", "city_en", "country", "continent", "region", "latitude", "longitude",
    "summary_zh", "summary_en",
]  # fmt: skip
PROPERTIES = [column for column in COLUMNS if column not in {"latitude", "longitude"}]
TEXT = {"type": "string"}
FEATURE = {
    "type": "object",
    "required": ["type", "id", "geometry", "properties"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "geometry": {
            "type": "object",
            "required": ["type", "coordinates"],
            "additionalProperties": False,
            "properties": {
                "type": {"const": "Point"},
                "coordinates": {
                    "prefixItems": [
                        {"type": "number", "minimum": -180, "maximum": 180},
                        {"type": "number", "minimum": -90, "maximum": 90},
                    ],
                    "minItems": 2,
                    "items": False,
                },
            },
        },
        "properties": {
            "type": "object",
            "required": PROPERTIES,
            "additionalProperties": False,
            "properties": dict.fromkeys(PROPERTIES, TEXT)
            | {"position": {"type": "integer", "minimum": 1}, "themes": {"type": "array", "items": TEXT}},
        },
    },
}
COLLECTION = {
    "type": "object",
    "required": ["type", "features"],
    "additionalProperties": False,  # RFC 7946 knows no crs any more
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": FEATURE},
        "summaries": {"type": "object", "required": ["zh", "en"], "additionalProperties": TEXT},
    },
}
HOSTILE = [
    'a "quoted", comma',
    "two\nlines",
    "two\r\nlines",
    "a\rb",
    "</script>`${alert(1)}`",
    "🏙️",
    " spaces ",
    "NA",
    "nan",
    "\ufeff",
    "长" * 500,
]


RISKY = {
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-1": "'-1",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t'=1",
    "\r=1": "'\r'=1",
    "\n=1": "'\n'=1",
    "＝1＋1": "'＝1＋1",
    "'=1+1": "''=1+1",
    "''-": "'''-",
    "=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
    "\ufeff=1": "'\ufeff=1",
    "a;=cmd|' /C calc'!A0": "a;'=cmd|' /C calc'!A0",
    'a, "b";"=1': 'a, "b";\'"=1',
}
SIGNS = tuple("=+-@＝＋－＠")
BLANKS = " \u00a0\u3000\ufeff\u200b\u2060\x0b\t\r\n"
HOSTILE_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(f"'=+-@,\"|;＝a{BLANKS}"), st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    )
)
TODAY = date(2026, 11, 24)


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True))


def refuse(constant: str) -> None:
    message = f"{constant} is no JSON"
    raise ValueError(message)


def read_features(shown: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the features of `shown`, held against the schema; NaN and Infinity are no JSON."""
    collection = json.loads(to_geojson(shown), parse_constant=refuse)
    jsonschema.validate(collection, COLLECTION, cls=jsonschema.Draft202012Validator)
    features: list[dict[str, Any]] = collection["features"]
    return features


def test_the_columns_are_those_of_the_cases_and_then_of_their_city() -> None:
    assert [*EXPORTED] == COLUMNS
    assert read_csv(to_csv(PLACED))[0] == COLUMNS


def test_csv_reads_back_cell_by_cell() -> None:
    header, *rows = read_csv(to_csv(PLACED))
    assert len(rows) == 45
    assert rows == [
        [guard(cell) if isinstance(cell, str) else str(cell) for cell in row]
        for row in PLACED[header].itertuples(index=False)
    ]


def test_csv_opens_in_excel() -> None:
    text = to_csv(PLACED)
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")
    assert text.count("\r\n") == 46
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_comes_through_both_forms_unchanged(title: str) -> None:
    shown = PLACED.head(2).assign(title_zh=[title, "题目"])
    header, *rows = read_csv(to_csv(shown))
    assert [row[header.index("title_zh")] for row in rows] == [title, "题目"]
    assert [feature["properties"]["title_zh"] for feature in read_features(shown)] == [title, "题目"]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("taken")


def read_back(target: Path, text: str) -> list[list[str]]:
    """Return the rows of a downloaded CSV, as the atlas reads the tables of a folder."""
    (target / "cases.csv").write_bytes(text.encode())
    tables, faults = read_folder(target)
    assert [fault.text(EN) for fault in faults if fault.file == "cases.csv"] == []
    rows: list[list[str]] = tables["cases"].to_numpy().tolist()
    return rows


def test_the_approval_number_of_the_map_stands_beside_the_features_and_changes_none() -> None:
    plain, stated = (json.loads(to_geojson(PLACED, number)) for number in ("", "GS(2026)1234号"))
    assert stated == {**plain, "map_approval": "GS(2026)1234号"}
    jsonschema.validate(plain, COLLECTION)


@pytest.mark.parametrize(("title", "guarded"), RISKY.items())
def test_no_cell_of_a_text_is_a_formula_to_a_spreadsheet(target: Path, title: str, guarded: str) -> None:
    shown = PLACED.head(1).assign(title_zh=title, city_en=title)
    header, row = read_csv(to_csv(shown))
    assert row[header.index("title_zh")] == row[header.index("city_en")] == guarded
    assert read_back(target, to_csv(shown))[0][header.index("title_zh")] == title
    assert read_features(shown)[0]["properties"]["title_zh"] == title


def test_a_number_below_zero_stays_a_number() -> None:
    shown = PLACED[PLACED["latitude"] < 0]
    header, *rows = read_csv(to_csv(shown))
    assert [float(row[header.index("latitude")]) for row in rows] == shown["latitude"].tolist()
    assert len(rows) > 0


@given(st.lists(HOSTILE_TEXT, min_size=1, max_size=4))
def test_a_csv_that_was_taken_away_reads_back_as_it_was(target: Path, titles: list[str]) -> None:
    shown = pd.concat([PLACED.head(1)] * len(titles)).assign(title_zh=titles, notes=titles[::-1])
    written = [[str(cell) for cell in row] for row in shown[COLUMNS].itertuples(index=False)]
    assert read_back(target, to_csv(shown)) == written


def read_fields(text: str, delimiter: str, *, skip_spaces: bool) -> list[str]:
    """Return every field of the CSV `text` for a reader who takes `delimiter` to part columns."""
    lines = io.StringIO(text.removeprefix(BOM), newline="")
    return [field for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=skip_spaces) for field in row]


@pytest.mark.parametrize("skip_spaces", [False, True])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(rows=st.lists(st.tuples(*[HOSTILE_TEXT] * 4), min_size=1, max_size=4))
def test_nothing_runs_whatever_mark_a_spreadsheet_takes_to_part_columns(
    delimiter: str, rows: list[tuple[str, ...]], *, skip_spaces: bool
) -> None:
    columns = ["case_id", "title_zh", "title_en", "region"]  # the first, two side by side, the last before the numbers
    shown = pd.concat([PLACED.head(1)] * len(rows)).assign(**dict(zip(columns, zip(*rows, strict=True), strict=True)))
    fields = read_fields(to_csv(shown), delimiter, skip_spaces=skip_spaces)
    assert [field for field in fields if field.lstrip(BLANKS).startswith(SIGNS)] == []


def test_the_shipped_cases_are_at_no_risk_and_written_as_they_are_but_for_one_summary() -> None:
    plain = BOM + PLACED[COLUMNS].to_csv(index=False, lineterminator="\r\n")
    assert to_csv(PLACED) == plain.replace('"@Shenzhen–Minyi Suban is', "\"'@Shenzhen–Minyi Suban is")


def test_a_csv_of_shipped_cases_may_stand_in_a_data_folder(folder: Path) -> None:
    (folder / "cases.csv").write_bytes(to_csv(PLACED.assign(notes="- first\n- second")).encode())
    again = open_atlas(folder, "nbs").placed
    assert again["title_zh"].tolist() == PLACED["title_zh"].tolist()
    assert set(again["notes"]) == {"- first\n- second"}


@pytest.mark.parametrize(
    ("selection", "editions", "name"),
    [
        (Selection(), ["2024"], "city-governance-cases_2024_2026-11-24.csv"),
        (Selection(), ["2022", "2024"], "city-governance-cases_2022-2024_2026-11-24.csv"),
        (Selection.of(edition=("2024",)), ["2022", "2024"], "city-governance-cases_2024_2026-11-24.csv"),
        (
            Selection.of(continent=("asia",), theme=("smart",)),
            ["2024"],
            "city-governance-cases_2024_asia_smart_2026-11-24.csv",
        ),
        (
            Selection.of(region=("east",), scheme="three"),
            ["2024"],
            "city-governance-cases_2024_east_three_2026-11-24.csv",
        ),
        (Selection.of(q="接诉即办 Smart"), ["2024"], "city-governance-cases_2024_jiesujiban-smart_2026-11-24.csv"),
        (Selection.of(q="../İzmir\\:*?"), ["2024"], "city-governance-cases_2024_izmir_2026-11-24.csv"),
        (Selection.of(q="🏙️"), ["2024"], "city-governance-cases_2024_text_2026-11-24.csv"),
    ],
)
def test_the_name_of_a_file_tells_edition_filters_and_day(selection: Selection, editions: list[str], name: str) -> None:
    assert name_file(selection, editions, "csv", TODAY) == name


@given(st.text())
def test_any_search_makes_a_name_that_every_system_takes(text: str) -> None:
    name = name_file(Selection.of(continent=("asia",), q=text), ["2024"], "xlsx", TODAY)
    stem, extension = name.rsplit(".", 1)
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert extension == "xlsx"
    assert stem.startswith("city-governance-cases_2024_asia")
    assert stem.endswith("_2026-11-24")
    assert len(stem) <= MAX_FILTER_CHARS + len("city-governance-cases_2024__2026-11-24")


def test_a_case_in_namibia_keeps_its_country_in_both_forms() -> None:
    shown = PLACED.head(1).assign(country="NA")
    header, row = read_csv(to_csv(shown))
    assert row[header.index("country")] == "NA"
    assert read_features(shown)[0]["properties"]["country"] == "NA"


def test_geojson_has_a_point_a_case_in_the_order_of_the_publication() -> None:
    features = read_features(PLACED)
    assert len(features) == 45
    assert [feature["id"] for feature in features] == PLACED["case_id"].tolist()
    assert [feature["properties"]["case_id"] for feature in features] == PLACED["case_id"].tolist()


def test_geojson_puts_longitude_first() -> None:
    points = {feature["id"]: feature["geometry"]["coordinates"] for feature in read_features(PLACED)}
    assert points["2024-int-01"] == [116.3972, 39.9075]  # Beijing
    expected = dict(zip(PLACED["case_id"], PLACED[["longitude", "latitude"]].to_numpy().tolist(), strict=True))
    assert points == expected


def test_geojson_has_themes_as_a_list_and_no_coordinates_among_the_properties() -> None:
    for feature, themes in zip(read_features(PLACED), PLACED["themes"], strict=True):
        assert feature["properties"]["themes"] == themes.split(";")
        assert list(feature["properties"]) == PROPERTIES


def test_a_case_without_a_theme_has_an_empty_list_of_them() -> None:
    (feature,) = read_features(PLACED.head(1).assign(themes=""))
    assert feature["properties"]["themes"] == []


def test_geojson_keeps_chinese_readable() -> None:
    assert "接诉即办:全域全员全民参与的超大城市治理创新运动" in to_geojson(PLACED)


def test_a_part_keeps_its_order() -> None:
    shown = PLACED[PLACED["continent"] == "europe"]
    assert [feature["id"] for feature in read_features(shown)] == shown["case_id"].tolist()
    assert [row[0] for row in read_csv(to_csv(shown))[1:]] == shown["case_id"].tolist()


def test_nothing_found_is_a_header_alone_and_an_empty_collection() -> None:
    assert read_csv(to_csv(PLACED.head(0))) == [COLUMNS]
    assert json.loads(to_geojson(PLACED.head(0))) == {"type": "FeatureCollection", "features": []}


# ---- facts ----


def test_the_facts_of_a_part_stand_in_its_order_and_are_those_of_the_table() -> None:
    shown = PLACED.iloc[[30, 12, 0]]
    header, *rows = read_csv(to_facts_csv(shown, ATLAS.tables.case_facts))
    assert header == read_csv((SHIPPED / "case_facts.csv").read_text("utf-8"))[0]
    assert list(dict.fromkeys(row[0] for row in rows)) == [*shown["case_id"]]
    assert rows == [
        [guard(str(value)) if column != "fact" else str(value) for column, value in fact.items()]
        for case in shown["case_id"]
        for fact in ATLAS.facts[case]
    ]


def test_a_csv_of_facts_may_stand_in_a_data_folder(folder: Path) -> None:
    (folder / "case_facts.csv").write_text(to_facts_csv(PLACED, ATLAS.tables.case_facts), "utf-8", newline="")
    assert open_atlas(folder, "nbs").facts == ATLAS.facts


def test_of_no_facts_the_header_is_left() -> None:
    assert len(read_csv(to_facts_csv(PLACED[:0], ATLAS.tables.case_facts))) == 1


def test_geojson_says_whose_words_the_summaries_are() -> None:
    said = json.loads(to_geojson(PLACED))["summaries"]
    assert said["zh"] == "本站据公开来源整理，机器辅助撰写，未经发布方及所涉城市审阅。"
    assert said["en"].startswith("These sentences are ours, drafted with machine assistance")
    assert "summaries" not in json.loads(to_geojson(PLACED.assign(summary_zh="", summary_en="")))


def test_the_metadata_of_a_csv_name_each_column_in_both_languages_and_whose_words_they_are() -> None:
    said = describe_csv("facts.csv", "Facts about the cases", EXPORTED_FACTS)
    columns = said["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(EXPORTED_FACTS)
    assert [column["titles"]["zh"] for column in columns][:3] == ["案例编号", "序号", "类别"]
    assert {text["@language"] for text in said["rdfs:comment"]} == {"zh", "en"}
    assert "机器辅助撰写" in said["rdfs:comment"][0]["@value"]
