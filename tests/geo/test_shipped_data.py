"""The shipped tables: the figures of the publication, and a description of every file and column."""

import csv
import itertools
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from frictionless import Package

from geo.insight.agreement import compare_readings
from geo.tables.files import read_folder
from geo.tables.renewal import measure_file, renew_package
from geo.tables.schema import FILES, SCHEMES
from geo.text import LANGUAGES, translator
from tests.conftest import SHIPPED, open_shipped

PACKAGE = json.loads((SHIPPED / "datapackage.json").read_text("utf-8"))
README = (SHIPPED / "README.md").read_text("utf-8")
TABLES = [resource for resource in PACKAGE["resources"] if "schema" in resource]
FIELDS = [(table["path"], field) for table in TABLES for field in table["schema"]["fields"]]

VISIONS = {  # full deficiency; Machado, Oliveira and Fernandes 2009, for linear RGB
    "normal": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def read(name: str) -> list[dict[str, str]]:
    with (SHIPPED / FILES[name]).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def on_list(name: str) -> list[dict[str, str]]:
    return [case for case in read("cases") if case["list"] == name]


def test_45_lines_are_listed_of_42_places() -> None:
    cases = read("cases")
    assert len(cases) == 45
    assert len({case["city_id"] for case in cases}) == 42
    assert {case["city_id"] for case in cases} == {city["city_id"] for city in read("cities")}


@pytest.mark.parametrize(("name", "lines", "code"), [("international", 21, "int"), ("domestic", 24, "cn")])
def test_each_list_is_numbered_as_printed(name: str, lines: int, code: str) -> None:
    cases = on_list(name)
    assert [case["position"] for case in cases] == [str(number) for number in range(1, lines + 1)]
    assert [case["case_id"] for case in cases] == [f"2024-{code}-{number:02}" for number in range(1, lines + 1)]


def test_the_international_list_stands_before_the_chinese() -> None:
    assert read("cases") == on_list("international") + on_list("domestic")


def test_without_beijing_the_international_list_has_20_cities_in_20_countries_of_5_continents() -> None:
    cities = {city["city_id"]: city["country"] for city in read("cities")}
    continents = {country["country"]: country["continent"] for country in read("countries")}
    others = [case["city_id"] for case in on_list("international") if case["city_id"] != "beijing"]
    countries = {cities[city] for city in others}
    assert (len(others), len(countries)) == (20, 20)
    assert len({continents[country] for country in countries}) == 5


def test_beijing_has_three_cases_on_the_chinese_list_and_one_on_the_other() -> None:
    ids = [case["case_id"] for case in read("cases") if case["city_id"] == "beijing"]
    assert ids == ["2024-int-01", "2024-cn-01", "2024-cn-02", "2024-cn-03"]


def test_the_announced_totals_stand_beside_what_is_listed() -> None:
    (edition,) = read("editions")
    announced = {name: value for name, value in edition.items() if name.startswith("announced_")}
    assert announced == {
        "announced_cases": "40",
        "announced_countries": "20",
        "announced_continents": "5",
        "announced_domestic_cities": "20",
    }


@pytest.mark.parametrize(
    ("case_id", "title"),
    [
        ("2024-int-01", "接诉即办:全域全员全民参与的超大城市治理创新运动"),
        ("2024-int-16", "共享城市:共享激活社会资源,创造社会价值"),
        ("2024-int-19", "“三减”(减量、减用、减排)废弃物管理计划"),
        ("2024-cn-08", "以绿色低碳发展推进气候适应型城市建设:数智引领 改革赋能"),
    ],
)
def test_titles_keep_the_punctuation_and_spaces_of_the_print(case_id: str, title: str) -> None:
    assert [case["title_zh"] for case in read("cases") if case["case_id"] == case_id] == [title]


def test_no_title_has_a_full_width_mark_that_the_print_has_not() -> None:
    assert not set("：，（）；") & set("".join(case["title_zh"] for case in read("cases")))


def test_every_case_has_an_english_title_a_theme_and_a_confidence() -> None:
    columns = ("title_en", "themes", "theme_evidence", "theme_confidence")
    assert [case["case_id"] for case in read("cases") if not all(case[column] for column in columns)] == []


def test_each_piece_of_evidence_is_a_piece_of_its_title() -> None:
    pieces = [(case["title_zh"], piece) for case in read("cases") for piece in case["theme_evidence"].split("|")]
    assert [piece for title, piece in pieces if piece not in title] == []


def test_each_place_names_the_gazetteer_of_its_point() -> None:
    assert all(city["coordinate_source"].removeprefix("geonames:").isdigit() for city in read("cities"))


def test_each_note_stands_in_both_languages() -> None:
    assert [city["city_id"] for city in read("cities") if bool(city["note"]) != bool(city["note_zh"])] == []


@pytest.mark.parametrize(
    ("scheme", "sizes"),
    [
        ("nbs", {"east": 10, "central": 6, "west": 12, "northeast": 3}),
        ("three", {"east": 11, "central": 8, "west": 12}),
    ],
)
def test_each_scheme_puts_the_31_provinces_into_its_regions(scheme: str, sizes: dict[str, int]) -> None:
    regions = [row for row in read("regions") if row["scheme"] == scheme]
    assert len({row["province"] for row in regions}) == len(regions) == 31
    found = {region: len(list(rows)) for region, rows in itertools.groupby(regions, key=lambda row: row["region"])}
    assert found == sizes


def test_the_schemes_differ_in_the_three_provinces_of_the_northeast_alone() -> None:
    by_scheme = [{row["province"]: row for row in read("regions") if row["scheme"] == scheme} for scheme in SCHEMES]
    nbs, three = by_scheme
    moved = {code: three[code]["region"] for code in nbs if three[code]["region"] != nbs[code]["region"]}
    assert moved == {"CN-LN": "east", "CN-JL": "central", "CN-HL": "central"}
    names = [[(row["province"], row["province_zh"], row["province_en"]) for row in rows.values()] for rows in by_scheme]
    assert set(names[0]) == set(names[1])


def test_hong_kong_macao_and_taiwan_are_in_asia_and_in_no_region() -> None:
    continents = {country["country"]: country["continent"] for country in read("countries")}
    assert [continents[country] for country in ("HK", "MO", "TW")] == ["asia"] * 3
    assert not {"CN-HK", "CN-MO", "CN-TW"} & {row["province"] for row in read("regions")}


def test_each_country_is_named_in_both_languages() -> None:
    countries = read("countries")
    assert len(countries) == 248  # ISO 3166-1 has 249; Antarctica belongs to no continent of M49
    assert all(
        translator(language).country(row["country"]) and translator(language).continent(row["continent"])
        for row in countries
        for language in LANGUAGES
    )


@pytest.mark.parametrize("column", ["theme", "glyph_zh", "glyph_en", "color_light", "color_dark"])
def test_no_two_themes_share_an_id_a_sign_or_a_colour(column: str) -> None:
    values = [theme[column] for theme in read("themes")]
    assert len(set(values)) == len(values) == 5


def test_each_chinese_sign_is_a_character_of_its_theme() -> None:
    assert "".join(theme["glyph_zh"] for theme in read("themes")) == "民智韧生服"
    assert all(theme["glyph_zh"] in theme["name_zh"] for theme in read("themes"))


def linear(colour: str) -> np.ndarray:
    """Return the linear red, green and blue (0 to 1) of an sRGB colour."""
    parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours after WCAG 2.2, 1 to 21."""
    low, high = sorted(linear(colour) @ [0.2126, 0.7152, 0.0722] + 0.05 for colour in (one, other))
    return float(high / low)


def to_lab(rgb: np.ndarray) -> np.ndarray:
    """Return the CIE L*a*b* (D65) of a linear colour."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    x, y, z = np.where((part := xyz / [0.95047, 1, 1.08883]) > 0.008856, np.cbrt(part), 7.787 * part + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize(("column", "sign"), [("color_light", "#ffffff"), ("color_dark", "#0b1726")])
def test_the_sign_of_a_theme_is_legible_on_its_colour(column: str, sign: str) -> None:
    measured = {theme[column]: contrast(theme[column], sign) for theme in read("themes")}
    assert min(measured.values()) >= 4.5  # WCAG 2.2, small text
    assert [colour for colour, value in measured.items() if f"{value:.2f}" not in README] == []


def test_a_symbol_stands_out_from_the_land() -> None:
    assert min(contrast(theme["color_light"], "#dcdad0") for theme in read("themes")) >= 3  # WCAG 2.2, shapes


@pytest.mark.parametrize("column", ["color_light", "color_dark"])
@pytest.mark.parametrize("vision", VISIONS)
def test_themes_differ_in_colour_for_every_eye(column: str, vision: str) -> None:
    seen = [to_lab(np.clip(VISIONS[vision] @ linear(theme[column]), 0, 1)) for theme in read("themes")]
    least = min(float(np.linalg.norm(one - other)) for one, other in itertools.combinations(seen, 2))
    assert least >= 15  # CIE 1976; 2.3 can just be told apart side by side
    assert f"{least:.1f}" in README


def test_every_case_was_read_twice() -> None:
    cases, second = read("cases"), read("themes_second_reading")
    assert [case["case_id"] for case in second] == [case["case_id"] for case in cases]
    titles = {case["case_id"]: case["title_zh"] for case in cases}
    pieces = [(case["case_id"], piece) for case in second for piece in case["theme_evidence"].split("|")]
    assert [piece for case, piece in pieces if piece not in titles[case]] == []


def test_the_readme_tells_how_far_the_tables_agree_now_and_before_the_first_was_changed() -> None:
    tables = open_shipped().tables
    now = compare_readings(tables.cases, tables.themes_second_reading)
    by_theme = [f"{now.theme_kappas[theme]:.2f}" for theme in tables.themes["theme"]]
    figures = [f"{now.main_agreed} of {now.cases}", f"{now.main_kappa:.2f}", f"{now.sets_equal} of {now.cases}"]
    row = " | ".join([*figures, f"{now.mean_jaccard:.2f}", *by_theme])
    assert f"| as the tables are now (computed) | {row} |" in README
    assert "| 43 of 45 | 0.94 | 37 of 45 | 0.91 | 0.91 | 1.00 | 1.00 | 0.87 | 0.81 |" in README
    assert all(case.case_id in README for case in now.different)


def test_each_reported_figure_has_unit_source_and_day() -> None:
    facts = {fact["fact"]: fact for fact in read("context")}
    figures = {name: (fact["value"], fact["unit"], fact["source_date"]) for name, fact in facts.items()}
    assert figures["reform-since"] == ("2019", "year", "2024-12-18")
    assert figures["reform-requests"] == ("150000000", "requests", "2024-12-18")
    assert figures["reform-resolution"] == figures["reform-satisfaction"] == ("97", "%", "2024-12-18")
    assert figures["forum-held"][:2] == ("2021;2022;2024", "year")
    assert figures["reform-resolution-cctv"] == ("96.5", "%", "2024-12-19")
    assert figures["reform-satisfaction-cctv"] == ("96.9", "%", "2024-12-19")
    by_day = {"2024-12-18": ("新京报", "The Beijing News"), "2024-12-19": ("CCTV+", "CCTV+")}
    for fact in (fact for fact in facts.values() if fact["source_date"]):
        zh, en = by_day[fact["source_date"]]
        assert zh in fact["source_zh"]
        assert en in fact["source_en"]


def test_the_facts_use_the_punctuation_of_their_language() -> None:
    half, full = re.compile(r"[一-鿿][,:;?!(]|[,:;?!][一-鿿]"), re.compile(r"[，。：；？！（）]")
    facts = read("context")
    assert [fact["fact"] for fact in facts if half.search(fact["text_zh"]) or full.search(fact["text_en"])] == []


def test_every_table_is_described() -> None:
    assert {table["path"] for table in TABLES} == {*FILES.values(), "witness/world_cities.csv"}


def test_the_description_is_in_step_with_the_files() -> None:
    assert (SHIPPED / "datapackage.json").read_text("utf-8") == renew_package(SHIPPED)


@pytest.mark.parametrize(
    "rows", ["1,x\n2,y\n", "1,x\r\n2,y", '1,"x\n\nx"\n2,y\n', "1,x\u2028x\x0cx\n2,y\n", "1,x\n\n , \n2,y\n,\n"]
)
def test_the_description_counts_the_rows_that_the_check_counts(tmp_path: Path, rows: str) -> None:
    table = tmp_path / "cases.csv"
    table.write_text(f"case_id,title_zh\n{rows}", "utf-8", newline="")
    assert measure_file(table)["rows"] == len(read_folder(tmp_path)[0]["cases"]) == 2


def test_an_independent_reader_finds_every_file_as_it_is_described() -> None:
    report = Package(str(SHIPPED / "datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert [task.name for task in report.tasks] == [resource["name"] for resource in PACKAGE["resources"]]


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=lambda resource: resource["name"])
def test_each_file_has_a_licence_and_a_source(resource: dict[str, Any]) -> None:
    assert all(licence["path"] for licence in resource["licenses"])
    assert all(source["title"] for source in resource["sources"])
    assert resource["licenses"]
    assert resource["sources"]


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=[f"{table}.{field['name']}" for table, field in FIELDS])
def test_each_column_is_described_in_both_languages(table: str, field: dict[str, Any]) -> None:
    words = [field[key] for key in ("title", "title_zh", "description", "description_zh")]
    assert all(words)
    assert field["provenance"] in {"published", "editorial", "reference"}
    section = README.split(f"## {table} ")[1].split("\n## ")[0]
    assert f"| `{field['name']}` | {field['title_zh']} |" in section


def test_each_number_says_its_unit() -> None:
    assert [
        field["name"] for _, field in FIELDS if field["type"] in {"number", "integer"} and "unit" not in field
    ] == []


@pytest.mark.parametrize("file", [*FILES.values(), "README.md", "datapackage.json"])
def test_files_are_plain_utf_8_with_unix_line_ends(file: str) -> None:
    raw = (SHIPPED / file).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.decode("utf-8").endswith("\n")


def test_the_package_names_no_file_that_is_not_there() -> None:
    missing = [resource["path"] for resource in PACKAGE["resources"] if not Path(SHIPPED, resource["path"]).is_file()]
    assert missing == []
