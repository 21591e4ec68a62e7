"""Facts that tell the same thing are found, and whether their sources agree is computed from their figures."""

import pytest

from geo.insight.context_facts import differ, group_facts
from geo.tables.schema import list_rows
from tests.conftest import open_shipped

FACTS = list_rows(open_shipped().tables.context)


def fact(name: str, value: str = "97", unit: str = "%", edition: str = "2024") -> dict[str, str]:
    """Return a fact that has what its subject and its figure need."""
    return {"fact": name, "value": value, "unit": unit, "edition": edition}


def test_of_the_shipped_facts_two_rates_are_told_in_two_ways_and_all_others_in_one() -> None:
    groups = group_facts(FACTS)
    assert [[(fact["fact"], fact["value"]) for fact in group] for group in groups if differ(group)] == [
        [("reform-resolution", "97"), ("reform-resolution-cctv", "96.5")],
        [("reform-satisfaction", "97"), ("reform-satisfaction-cctv", "96.9")],
    ]
    assert [fact for group in groups for fact in group if not differ(group)] == [
        fact for fact in FACTS if fact["unit"] != "%"
    ]


@pytest.mark.parametrize(
    ("other", "together"),
    [
        (fact("reform-rate-cctv"), True),
        (fact("reform-rate"), True),
        (fact("reform-rates"), False),
        (fact("reform"), False),
        (fact("forum-rate"), False),
        (fact("reform-rate-cctv", unit="requests"), False),
        (fact("reform-rate-cctv", edition="2026"), False),
    ],
)
def test_facts_of_one_edition_with_the_same_two_first_words_and_unit_tell_the_same_thing(
    other: dict[str, str],
    together: bool,  # noqa: FBT001 (a cell)
) -> None:
    assert len(group_facts([fact("reform-rate"), other])) == (1 if together else 2)


@pytest.mark.parametrize(
    ("values", "different"),
    [
        (["97"], False),
        (["97", "97"], False),
        (["97", "97.0"], False),
        (["97", "96.5"], True),
        (["97", "97", "96.5"], True),
        (["2021;2022", "2021;2022;2024"], True),
        (["97", ""], False),
        (["", ""], False),
    ],
)
def test_sources_differ_if_their_figures_do(values: list[str], different: bool) -> None:  # noqa: FBT001 (a cell)
    assert differ([fact("reform-rate", value) for value in values]) is different
