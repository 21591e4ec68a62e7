"""The pictures of insight as files, read by other programs than those that wrote them."""

import io
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from geo.addresses import PICTURES
from geo.insight.tables import TITLES, tabulate
from geo.query.atlas import open_atlas
from geo.query.selection import Selection
from pages.parts.view import View
from server.charts import count
from tests.server.test_routes import ask

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("picture", [picture for picture in TITLES if picture != "totals"])
def test_a_picture_is_an_svg_that_names_its_source_and_asks_for_nothing(
    atlas: str, picture: str, language: str
) -> None:
    answer, body = ask(atlas, f"/{PICTURES}/{picture}.svg?lang={language}&continent=africa")
    root = ET.fromstring(body)  # noqa: S314 (ours)
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    assert (answer.status, answer.getheader("content-type")) == (200, "image/svg+xml")
    assert {"zh": "统计范围：2/45个案例。 · 非洲", "en": "Based on 2 of 45 cases. · Africa"}[language] in texts
    assert any(text.startswith({"zh": "来源", "en": "Source: "}[language]) for text in texts)
    assert b"href" not in body
    assert f"city-governance-insight-{picture}_2024_africa_" in str(answer.getheader("content-disposition"))


@pytest.mark.parametrize("picture", TITLES)
def test_its_numbers_are_a_csv_of_the_same_filters(atlas: str, picture: str) -> None:
    answer, body = ask(atlas, f"/{PICTURES}/{picture}.csv?lang=en&list=domestic")
    table = pd.read_csv(io.BytesIO(body), encoding="utf-8-sig", index_col=0)
    assert str(answer.getheader("content-type")).startswith("text/csv")
    assert all(pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes)
    if picture in {"continents", "lists", "regions", "known"}:
        assert table.loc["Cases", "All"] == 24


def test_totals_are_those_of_the_whole_edition_and_say_so(atlas: str) -> None:
    _, body = ask(atlas, f"/{PICTURES}/totals.csv?lang=en&continent=africa")
    table = pd.read_csv(io.BytesIO(body), encoding="utf-8-sig", index_col=0)
    assert table.to_dict("list") == {
        "Announced": [40, 20, 5, 20],
        "Listed": [45, 21, 5, 22],
        "Listed without Beijing": [41, 20, 5, 21],
    }
    assert [*table.index] == ["Cases", "Countries and regions", "Continents", "Chinese cities"]
    assert b"whatever the filters" in ask(atlas, f"/{PICTURES}/totals.svg?lang=en&continent=africa")[1]


def test_a_search_without_result_has_files_too_and_hostile_words_stay_text(atlas: str) -> None:
    _, body = ask(atlas, f"/{PICTURES}/lists.svg?lang=en&q={quote('<script>')}")
    assert b"<script>" not in body
    assert ET.fromstring(body) is not None  # noqa: S314 (ours)


def test_a_picture_that_is_none_is_not_found(atlas: str) -> None:
    assert ask(atlas, f"/{PICTURES}/x.svg")[0].status == 404


def test_where_there_are_several_editions_totals_say_of_which_they_are(two_editions: Path) -> None:
    atlas = open_atlas(two_editions, "nbs")
    for edition in ("2024", "2026"):
        view = View("en", Selection().narrow(edition=(edition,)))
        assert tabulate("totals", count(atlas, view)).title == f"Announced and listed · {edition}"
