"""Tables come out whole, typed and in the order of the file."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from geo.tables.faults import DataError
from geo.tables.load import load_tables
from geo.tables.schema import FILES, OPTIONAL
from tests.conftest import SHIPPED, Edit


def test_every_row_and_column_comes_out_as_written() -> None:
    tables = load_tables(SHIPPED)
    for name, table in tables._asdict().items():
        written = pd.read_csv(SHIPPED / f"{name}.csv", dtype=str, keep_default_na=False)
        texts = [column for column in written if not pd.api.types.is_numeric_dtype(table[column])]
        assert list(table.columns) == list(written.columns)
        assert table[texts].to_numpy().tolist() == written[texts].to_numpy().tolist()
        assert table.index.tolist() == list(range(2, len(written) + 2))


def test_positions_are_whole_numbers_and_coordinates_degrees() -> None:
    tables = load_tables(SHIPPED)
    assert tables.cases["position"].tolist() == [*range(1, 22), *range(1, 25)]
    assert tables.cities.loc[2, ["latitude", "longitude"]].tolist() == [39.9075, 116.3972]
    assert tables.countries.set_index("country").loc["FJ", ["west", "east"]].tolist() == [177.05, -178.81]


def test_namibia_is_a_country_and_not_a_missing_value() -> None:
    countries = load_tables(SHIPPED).countries
    assert countries.loc[countries["country"] == "NA", "continent"].tolist() == ["africa"]


def test_a_case_in_namibia_keeps_its_country(folder: Path, edit: Edit) -> None:
    edit("cities.csv", "Cairo,EG,,30.0626,31.2497", "Windhoek,NA,,-22.5594,17.0832")
    cities = load_tables(folder).cities
    assert cities.loc[cities["city_id"] == "cairo", "country"].tolist() == ["NA"]


@pytest.mark.parametrize("form", ["utf-8-sig", "crlf"])
def test_what_excel_saves_loads_alike(folder: Path, form: str) -> None:
    for table in folder.glob("*.csv"):
        text = table.read_text("utf-8")
        table.write_bytes(text.encode("utf-8-sig") if form == "utf-8-sig" else text.replace("\n", "\r\n").encode())
    for shipped, saved in zip(load_tables(SHIPPED), load_tables(folder), strict=True):
        pd.testing.assert_frame_equal(shipped, saved)


def test_a_bad_folder_is_refused_with_all_its_faults(folder: Path, edit: Edit) -> None:
    edit("cases.csv", "addis-ababa", "nowhere-at-all")
    edit("cities.csv", "London,GB", "London,UK")
    with pytest.raises(DataError) as caught:
        load_tables(folder)
    assert [(fault.file, fault.row, fault.value) for fault in caught.value.faults] == [
        ("cases.csv", 3, "nowhere-at-all"),
        ("cities.csv", 11, "UK"),
    ]


def test_a_remark_does_not_keep_the_data_out(folder: Path, edit: Edit) -> None:
    edit("cases.csv", "接诉即办|全民参与", "接诉即办|群众")
    assert load_tables(folder).cases["theme_evidence"].iloc[0] == "接诉即办|群众"


@pytest.mark.parametrize("name", OPTIONAL)
def test_a_missing_optional_table_has_its_columns_and_no_rows(folder: Path, name: str) -> None:
    (folder / FILES[name]).unlink()
    table = getattr(load_tables(folder), name)
    assert table.empty
    assert list(table) == list(getattr(load_tables(SHIPPED), name))


def test_a_folder_loads_again_when_it_is_mended(folder: Path) -> None:
    (folder / "themes.csv").unlink()
    with pytest.raises(DataError):
        load_tables(folder)
    shutil.copy(SHIPPED / "themes.csv", folder)
    assert len(load_tables(folder).themes) == 5
