"""The change list of an import: what becomes another in the tables, from which value to which, and why."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from geo.editions.steps import Step


class Change(NamedTuple):
    """One change of the tables: what, from which value to which, why, and when a person decided so ("": none did)."""

    what: str
    old: str
    new: str
    why: str
    when: str = ""


def list_cities(cities: Iterable[Mapping[str, str]]) -> Iterator[Change]:
    """Yield the change that each new city is."""
    for city in cities:
        where = city["province"] or city["country"]
        told = f"{city['name_zh']} / {city['name_en']}, {where}, {city['latitude']}, {city['longitude']}"
        yield Change(f"cities.csv {city['city_id']}", "", told, city["coordinate_source"])


def list_changes(step: Step) -> Iterator[Change]:
    """Yield the changes that a line brings to cases.csv: a new case and its proposed themes, or each changed cell."""
    what, row = f"cases.csv {step.case['case_id']}", f"row {step.line.row}"
    if step.before is None:
        yield Change(what, "", f"{step.line.city} {step.case['title_zh']}", row)
        if step.case["theme_evidence"]:
            yield Change(f"{what} themes", "", step.case["themes"], f"keywords {step.case['theme_evidence']}")
        return
    for name, value in step.case.items():
        if value != step.before[name]:
            yield Change(f"{what} {name}", step.before[name], value, row)
