"""The second source for points: who agrees with it, by which name, and what is not borne out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.places.distances import ROUGHNESS, measure, measure_roughly
from geo.places.land import measure_from_land
from geo.places.witnesses import AGREE_KM, SHORE_KM, Witness, find_witnesses
from tests.conftest import open_shipped

TABLES = open_shipped().tables
NO_ALIASES = TABLES.place_aliases.head(0)


def ask(name: str, country: str, latitude: float, longitude: float, aliases: pd.DataFrame = NO_ALIASES) -> Witness:
    columns = ["city_id", "name_en", "country", "latitude", "longitude"]
    (witness,) = find_witnesses(pd.DataFrame([["x", name, country, latitude, longitude]], columns=columns), aliases)
    return witness


def test_each_of_the_42_places_agrees_with_the_second_source_and_lies_on_land_or_at_its_shore() -> None:
    witnesses = find_witnesses(TABLES.cities, TABLES.place_aliases)
    assert len(witnesses) == 42
    assert all(one.found and one.km <= AGREE_KM and one.off_land <= SHORE_KM and not one.abroad for one in witnesses)
    assert {one.city_id: one.name for one in witnesses if not one.named} == {
        "xishuangbanna": "Jinghong",
        "xiongan": "Rongcheng",
    }


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude", "other", "named"),
    [
        ("Xi'an", "CN", 34.2583, 108.9286, "Xi’an", True),  # marks do not count
        ("Zurich", "CH", 47.3667, 8.55, "Zürich", True),  # nor accents
        ("Namibia's capital", "NA", -22.57, 17.0836, "Windhoek", False),
        ("Springfield", "US", 37.2090, -93.2923, "Springfield", True),  # one of several: that which lies there
        ("Springfield", "CA", 37.2090, -93.2923, "", False),  # of another country
        ("Nowhere", "FR", 0.0, -30.0, "", False),
    ],
)
def test_a_place_is_borne_out_by_its_name_or_more_weakly_by_another(
    name: str, country: str, latitude: float, longitude: float, other: str, *, named: bool
) -> None:
    witness = ask(name, country, latitude, longitude)
    assert (witness.name, witness.named) == (other, named)


def test_an_alias_at_the_point_counts_as_a_name() -> None:
    row = {"alias": "容城", "name_en": "Rongcheng", "country": "CN", "latitude": 39.053, "longitude": 115.8599}
    assert ask("Xiong'an", "CN", 39.053, 115.8599, pd.DataFrame([row])).named


def test_a_wrong_country_is_told_by_the_city_that_lies_there() -> None:
    witness = ask("Vienna", "HU", 48.2085, 16.3721)
    assert (witness.abroad, witness.nearest) == ("AT", "Vienna")
    assert not witness.found


@pytest.mark.parametrize(
    ("point", "least", "most"),
    [
        ((39.9075, 116.3972), 0, 0),  # Beijing
        ((42.0, 51.0), 50, 400),  # in the Caspian Sea, which is a hole in the land
        ((0.0, -150.0), 500, 3000),  # in the Pacific
        ((-22.9064, -43.1822), 0, 3),  # Rio de Janeiro, at a shore of 1:50m
        ((67.0, 179.0), 0, 0),  # Chukotka, which the antimeridian cuts
    ],
)
def test_land_is_measured_to_its_nearest_shore(point: tuple[float, float], least: float, most: float) -> None:
    assert least <= measure_from_land(point) <= most


@given(st.floats(-70, 70), st.floats(-180, 180), st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
def test_the_rough_distance_is_never_much_longer_than_the_true_one(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    there = (latitude + north, longitude + east)
    rough = float(measure_roughly((latitude, longitude), np.array([there]))[0])
    assert rough <= measure((latitude, longitude), there) * ROUGHNESS + 0.001
