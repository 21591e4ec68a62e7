"""Cities that stand twice in cities.csv."""

from pathlib import Path

import pytest

from geo.review.cities import find_same_cities
from geo.tables.faults import Level
from geo.tables.load import load_tables
from tests.conftest import EN, SHIPPED, ZH


def say(folder: Path) -> list[str]:
    tables = load_tables(folder)
    found = find_same_cities(tables.cities, tables.place_aliases)
    assert all(fault.level is Level.WARNING and fault.text(ZH) != fault.text(EN) for fault in found)
    return [fault.text(EN) for fault in found]


def test_no_shipped_city_stands_twice() -> None:
    assert say(SHIPPED) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("cairo-2,开罗市,Al Qahirah,EG,,30.2,31.3,,,", "'cairo-2' bears the name of 'cairo' in row 8, 16.0 km away"),
        ("kair,凯罗,CAIRO,EG,,30.1,31.3,,,", "'kair' bears the name of 'cairo' in row 8, 6.4 km away: is it one city?"),
        ("cairro,凯罗,Cairro,EG,,30.1,31.3,,,", "'cairro' bears the name of 'cairo' in row 8"),  # a slip
        ("new-area,雄安新区,Xiongan New Area,CN,,39.0,115.9,,,", "'new-area' bears the name of 'xiongan' in row 42"),
        ("rongcheng,容城,Rongcheng,CN,,39.06,115.87,,,", "'rongcheng' lies 1.2 km from 'xiongan' in row 42"),
        ("hong-kong-cn,香港,Hong Kong,CN,,22.3,114.2,,,", "'hong-kong-cn' bears the name of 'hong-kong' in row 9"),
    ],
)
def test_a_city_by_another_spelling_or_name_is_told(folder: Path, row: str, said: str) -> None:
    with (folder / "cities.csv").open("a", encoding="utf-8") as cities:
        cities.write(f"{row}\n")
    (line,) = say(folder)
    assert line.startswith(f"cities.csv:44: city_id: {said}")


@pytest.mark.parametrize(
    "row",
    [
        "suzhou-ah,宿州,Suzhou,CN,CN-AH,33.6361,116.9789,,,",  # the same letters, another city
        "slovak,布拉迪斯拉发,Bratislava,SK,,48.1482,17.1067,,,",  # near Vienna, in another country
        "giza,吉萨,Giza,EG,,30.0094,31.2086,,,",  # 7 km from Cairo
    ],
)
def test_a_city_of_its_own_is_not(folder: Path, row: str) -> None:
    with (folder / "cities.csv").open("a", encoding="utf-8") as cities:
        cities.write(f"{row}\n")
    assert say(folder) == []
