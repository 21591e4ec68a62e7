"""Facts about cases: what is wrong with one is named, and a folder without the table works as before."""

import csv
from pathlib import Path

import pytest

from geo.query.atlas import open_atlas
from geo.tables.check import check_folder
from geo.tables.fact_rules import MAX_FACTS
from geo.tables.schema import CaseFacts
from tests.conftest import EN, ZH, open_shipped

FILE = "case_facts.csv"
COLUMNS = list(CaseFacts.to_schema().columns)
LONG = "a" * 5000


def read_facts(folder: Path) -> list[dict[str, str]]:
    with (folder / FILE).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def write_facts(folder: Path, rows: list[dict[str, str]]) -> None:
    with (folder / FILE).open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def say(folder: Path, *, blocking: bool = True) -> list[str]:
    return [fault.text(EN) for fault in check_folder(folder) if fault.blocking is blocking]


CHANGES = [
    ({"kind": "why"}, "case_facts.csv:2: kind: 'why' is not a value of this column: write one of what, since, how"),
    ({"confidence": "sure"}, "case_facts.csv:2: confidence: 'sure' is not a value of this column"),
    ({"confidence": ""}, "case_facts.csv:2: confidence: nothing is written here"),
    ({"kind": "how"}, "case_facts.csv:2: kind: 'how' is the kind of the first fact of '2024-int-01'"),
    ({"fact": "0"}, "case_facts.csv:2: fact: '0' is not a positive whole number"),
    ({"fact": "one"}, "case_facts.csv:2: fact: 'one' is not a positive whole number"),
    ({"fact": "2"}, "case_facts.csv:3: '2024-int-01, 2': case_id, fact appear together already in row 2"),
    ({"text_zh": ""}, "case_facts.csv:2: text_zh: nothing is written here"),
    ({"text_en": " "}, "case_facts.csv:2: text_en: nothing is written here"),
    ({"text_en": LONG}, "has 5000 characters, more than 320: say it in one short sentence"),
    ({"text_zh": "市" * 121}, "has 121 characters, more than 120"),
    ({"source_url": "javascript:alert(1)"}, "source_url: 'javascript:alert(1)' is not the address of a page"),
    ({"source_url": "ftp://a.example/"}, "source_url: 'ftp://a.example/' is not the address of a page"),
    ({"source_url": "https://"}, "source_url: 'https://' is not the address of a page"),
    ({"source_url": "https://a.example/ b"}, "source_url: 'https://a.example/ b' is not the address of a page"),
    ({"source_url": 'https://a.example/"onclick'}, "is not the address of a page"),
    ({"source_url": ""}, "case_facts.csv:2: source_url: nothing is written here"),
    ({"source_url": f"https://a.example/{'a' * 2982}"}, "has 3000 characters, more than 1000"),
    ({"source_date": "2024-13"}, "source_date: '2024-13' is not a date: write it as 2024, 2024-12 or 2024-12-18"),
    ({"source_date": "24-12-18"}, "source_date: '24-12-18' is not a date"),
    ({"source_date": "2023-02-29"}, "source_date: '2023-02-29' is not a day of the calendar"),
    ({"evidence": ""}, "case_facts.csv:2: evidence: nothing is written here"),
    ({"evidence": "2019||12345"}, "evidence: '2019||12345' has an empty piece"),
    ({"evidence": "2019|12345| "}, "evidence: '2019|12345| ' has an empty piece"),
    ({"text_en": "It <b>works</b>."}, "text_en: '<b>' is markup: write plain text"),
    ({"source_title": "<script>alert(1)</script>"}, "source_title: '<script>' is markup"),
    ({"source_publisher": "A &lt; B"}, "source_publisher: '&lt;' is markup"),
    ({"text_zh": "北京\u202e市"}, r"text_zh: '\u202e' is a character that nobody sees"),
    ({"source_title": "two\nlines"}, r"source_title: '\n' is a character that nobody sees"),
]


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[said[:60] for _, said in CHANGES])
def test_one_wrong_cell_is_named_with_its_row(folder: Path, change: dict[str, str], said: str) -> None:
    first, *others = read_facts(folder)
    write_facts(folder, [first | change, *others])
    found = say(folder)
    assert [line for line in found if said in line], found
    assert all(fault.text(ZH) != fault.text(EN) for fault in check_folder(folder))


def test_what_is_no_fault_of_a_fact_is_taken(folder: Path) -> None:
    first, *others = read_facts(folder)
    good = {
        "source_url": "http://例子.中国/页面?a=1&b=（2）#c",
        "source_date": "",
        "source_title": "[R&D; a < b & c > d]",
        "text_en": "It is less than 5 % (<5 %) & more than nothing.",
        "text_zh": "占比低于5%（<5%）。",
        "evidence": "5 %",
    }
    write_facts(folder, [first | good, *others])
    assert say(folder) == []


def test_a_fact_about_a_case_that_is_not_there_is_named_and_stops_nothing(folder: Path) -> None:
    first, *others = read_facts(folder)
    write_facts(folder, [first, *others, first | {"case_id": "2026-int-01", "fact": "1"}])
    assert say(folder) == []
    [remark] = [line for line in say(folder, blocking=False) if "2026-int-01" in line]
    assert remark.startswith(
        "case_facts.csv:271: case_id: '2026-int-01' is not in cases.csv: correct it (is '2024-int-01'"
    )


def test_five_hundred_facts_of_one_case_are_named_once(folder: Path) -> None:
    first, *others = read_facts(folder)
    many = [
        first | {"fact": str(number), "text_zh": f"第{number}次。", "text_en": f"Time {number}."}
        for number in range(100, 600)
    ]
    write_facts(folder, [first, *others, *many])
    found = [line for line in say(folder) if "facts, more than" in line]
    assert found == [f"case_facts.csv:770: case_id: '2024-int-01' has 506 facts, more than {MAX_FACTS}: keep the best"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_facts_of_a_case_that_say_the_same_are_named(folder: Path, language: str) -> None:
    first, second, *others = read_facts(folder)
    again = first[f"text_{language}"].rstrip("。.") + " "
    write_facts(folder, [first, second | {f"text_{language}": again}, *others])
    assert [
        line for line in say(folder) if f"case_facts.csv:3: text_{language}: " in line and "already in row 2" in line
    ]


def test_two_cases_may_have_the_same_fact(folder: Path) -> None:
    first, *others = read_facts(folder)
    write_facts(folder, [first, *others, first | {"case_id": "2024-cn-07"}])  # the one case without facts
    assert say(folder) == []


def test_the_facts_of_a_case_stand_in_their_order(folder: Path) -> None:
    write_facts(folder, read_facts(folder)[::-1])
    assert say(folder) == []
    facts = open_atlas(folder, "nbs").facts
    assert [fact["fact"] for fact in facts["2024-int-01"]] == [1, 2, 3, 4, 5, 6]


def test_all_facts_that_were_handed_over_are_there() -> None:
    facts = open_shipped().facts
    assert sum(map(len, facts.values())) == 269
    assert len(facts) == 44


def test_a_folder_without_facts_has_an_atlas_without_facts(folder: Path) -> None:
    (folder / FILE).unlink()
    assert say(folder) == []
    assert open_atlas(folder, "nbs").facts == {}


def test_a_table_of_facts_without_rows_is_a_fault(folder: Path) -> None:
    write_facts(folder, [])
    assert say(folder) == ["case_facts.csv: the table has no rows: write at least one below the names of the columns"]
