"""What a person changes by hand in a planned import: cells of its new and changed cases."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from geo.editions.changes import Change
from geo.editions.plan import Plan
from geo.editions.steps import Step, keep_evidence
from geo.text import to_translate

EDITABLE: Final = ("title_zh", "title_en", "themes", "theme_evidence", "theme_confidence", "notes")
BY_HAND: Final = to_translate("by hand")  # why, in the change list


class Cell(NamedTuple):
    """What a cell is to hold, why, and when that was decided; "" if that is not told."""

    value: str
    why: str = BY_HAND
    when: str = ""


Edits = Mapping[str, Mapping[str, Cell]]  # the new cells of a case, by its id and their column


def edit_plan(plan: Plan, edits: Edits) -> Plan:
    """Return `plan` with `edits`, each in the change list; what cannot stand there the check of the folder names."""
    cells = [edits.get(step.case["case_id"], {}) for step in plan.steps]
    steps = [*map(edit_step, plan.steps, cells)]
    changes = [change for edited in zip(plan.steps, steps, cells, strict=True) for change in list_edits(*edited)]
    return replace(plan, steps=steps, changes=[*plan.changes, *changes])


def edit_step(step: Step, cells: Mapping[str, Cell]) -> Step:
    """Return `step` with the new `cells` of its case; evidence that the new title lacks goes with the old one."""
    if not cells:
        return step
    case = {**step.case, **{name: cell.value for name, cell in cells.items() if name in EDITABLE}}
    if "title_zh" in cells and "theme_evidence" not in cells:
        case["theme_evidence"] = keep_evidence(case["theme_evidence"], case["title_zh"])
    return step._replace(case=case)


def list_edits(before: Step, after: Step, cells: Mapping[str, Cell]) -> Iterable[Change]:
    """Yield each cell that a person changed; evidence that went with a title has its reason."""
    what = f"cases.csv {before.case['case_id']}"
    for name, value in after.case.items():
        if value != before.case[name]:
            cell = cells.get(name) or cells["title_zh"]
            yield Change(f"{what} {name}", before.case[name], value, cell.why, cell.when)
