"""Cities that a list names: found, or asked for; nothing is placed by a guess."""

import pandas as pd
import pytest

from geo.editions.placing import Asked, Place, Question, make_city, make_id, place_city
from geo.places.gazetteer import find_places
from tests.conftest import open_shipped

TABLES = open_shipped().tables
CITIES, CASES = TABLES.cities, TABLES.cases


def place(name: str, *, domestic: bool = False, country: str = "", choice: str = "") -> Place | Question:
    return place_city(Asked(name, domestic, country), TABLES, {name: choice} if choice else {})


def test_every_place_of_the_shipped_lists_is_found_again_or_asked_for() -> None:
    known = CASES.merge(CITIES, on="city_id")[["name_zh", "list", "city_id"]].itertuples(index=False)
    answers = {(name, city): place(name, domestic=on == "domestic") for name, on, city in known}
    wrong = {key: one for key, one in answers.items() if isinstance(one, Place) and one.city_id != key[1]}
    asked = {name for (name, _), one in answers.items() if isinstance(one, Question)}
    assert (wrong, asked) == ({}, {"圣地亚哥", "温哥华"})


@pytest.mark.parametrize(
    ("name", "domestic", "country", "province"),
    [
        ("横滨", False, "JP", ""),
        ("Yokohama", False, "JP", ""),
        ("合肥", True, "CN", "CN-AH"),
        ("合肥市", True, "CN", "CN-AH"),
        ("呼和浩特", True, "CN", "CN-NM"),
        ("乌鲁木齐", True, "CN", "CN-XJ"),
        ("拉萨", True, "CN", "CN-XZ"),
        ("澳门", False, "MO", ""),
    ],
)
def test_a_new_city_has_its_country_and_in_china_its_province(
    name: str,
    domestic: bool,  # noqa: FBT001 (a cell)
    country: str,
    province: str,
) -> None:
    found = place(name, domestic=domestic)
    assert isinstance(found, Place)
    assert found.candidate
    assert (found.candidate.country, found.province) == (country, province)


@pytest.mark.parametrize(
    ("name", "domestic", "said"),
    [
        ("圣地亚哥", False, "may be several places"),
        ("长沙", True, "may be several places"),  # a town of Guangdong has the name too
        ("剑桥", False, "may be several places"),
        ("阿特兰蒂斯城", False, "was not found"),
        ("圣何塞", False, "is borne by no place"),  # begins the name of others
        ("横滨", True, "no place of that name in China"),
    ],
)
def test_what_is_not_plain_is_a_question(name: str, domestic: bool, said: str) -> None:  # noqa: FBT001 (a cell)
    found = place(name, domestic=domestic)
    assert isinstance(found, Question)
    assert said in found.message


def test_a_choice_answers_and_one_that_fits_nothing_is_a_question_again() -> None:
    assert place("圣地亚哥", choice="CL") == Place("santiago")
    american = place("圣地亚哥", choice="US-CA")
    assert isinstance(american, Place)
    assert american.candidate
    assert american.candidate.name_en == "San Diego"
    assert isinstance(place("圣地亚哥", choice="FR"), Question)
    changsha = place("长沙", domestic=True, choice="CN-HN")
    assert isinstance(changsha, Place)
    assert changsha.province == "CN-HN"


def test_a_choice_may_name_a_known_place_by_its_point() -> None:
    lagos = place("拉各斯新城", choice="Lagos@6.4541,3.3947")
    assert isinstance(lagos, Place)
    assert lagos.candidate
    assert lagos.candidate.country == "NG"


def test_the_country_of_a_line_settles_it() -> None:
    assert place("圣地亚哥", country="CL") == Place("santiago")


def test_every_candidate_of_a_question_can_be_told_from_the_others() -> None:
    found = place("剑桥")
    assert isinstance(found, Question)
    assert found.details["places"][:3] == (
        "Cambridge (GB, 145,674)",
        "Cambridge (CA, 129,920)",
        "Cambridge (US-MA, 110,402)",
    )  # type: ignore[index]


def test_the_row_of_a_new_city_is_written_as_the_others_are() -> None:
    found = place("麦德林")
    assert isinstance(found, Place)
    assert make_city("麦德林", found, set()) == {
        "city_id": "medellin",
        "name_zh": "麦德林",
        "name_en": "Medellín",
        "country": "CO",
        "province": "",
        "latitude": "6.245",
        "longitude": "-75.5715",
        "coordinate_source": "geonames:3674962",
    }


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("São Paulo", set(), "sao-paulo"),
        ("Xi'an", set(), "xian"),
        ("Xi’an", set(), "xian"),
        ("Vancouver", {"vancouver"}, "vancouver-us"),
        ("Vancouver", {"vancouver", "vancouver-us"}, "vancouver-us-2"),
        ("北京", set(), "city"),
    ],
)
def test_an_id_is_the_english_name_and_nobody_elses(name: str, taken: set[str], made: str) -> None:
    candidate = find_places("Yokohama", CITIES).candidates[0]._replace(name_en=name, country="US")
    assert make_id(candidate, taken) == made


def test_the_tables_are_left_as_they_were() -> None:
    before = CITIES.copy()
    place("横滨")
    pd.testing.assert_frame_equal(CITIES, before)
