"""What a person changes by hand in a planned import: cells of its new and changed cases."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from geo.editions.changes import Change
from geo.editions.plan import Plan
from geo.editions.steps import Step, keep_evidence

EDITABLE: Final = ("title_zh", "title_en", "themes", "theme_evidence", "theme_confidence", "notes")
BY_HAND: Final = "by hand"  # why, in the change list

Edits = Mapping[str, Mapping[str, str]]  # the new cells of a case, by its id and their column


def edit_plan(plan: Plan, edits: Edits) -> Plan:
    """Return `plan` with `edits`, each in the change list; what cannot stand there the check of the folder names."""
    steps = [edit_step(step, edits.get(step.case["case_id"], {})) for step in plan.steps]
    changes = [change for before, after in zip(plan.steps, steps, strict=True) for change in list_edits(before, after)]
    return replace(plan, steps=steps, changes=[*plan.changes, *changes])


def edit_step(step: Step, cells: Mapping[str, str]) -> Step:
    """Return `step` with the new `cells` of its case; evidence that the new title lacks goes with the old one."""
    case = {**step.case, **{name: value for name, value in cells.items() if name in EDITABLE}}
    if "title_zh" in cells and "theme_evidence" not in cells:
        case["theme_evidence"] = keep_evidence(case["theme_evidence"], case["title_zh"])
    return step._replace(case=case)


def list_edits(before: Step, after: Step) -> Iterable[Change]:
    """Yield each cell that a person changed."""
    what = f"cases.csv {before.case['case_id']}"
    for name, value in after.case.items():
        if value != before.case[name]:
            yield Change(f"{what} {name}", before.case[name], value, BY_HAND)
