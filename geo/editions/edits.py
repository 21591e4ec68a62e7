"""What a person changes by hand in a planned import: cells of its new and changed cases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from geo.editions.changes import Change
from geo.editions.plan import Plan
from geo.editions.steps import Step
from geo.query.synonyms import split_words
from geo.tables.faults import Fault
from geo.tables.schema import FILES

EDITABLE: Final = ("title_zh", "title_en", "themes", "theme_evidence", "theme_confidence", "notes")
BY_HAND: Final = "by hand"  # why, in the change list
_NO_THEME: Final = "{value} is no theme: write one of {known}"
_NO_EVIDENCE: Final = "{value} is not a piece of the title: take the words from title_zh"

Edits = Mapping[str, Mapping[str, str]]  # the new cells of a case, by its id and their column


def edit_plan(plan: Plan, edits: Edits, themes: Sequence[str]) -> Plan:
    """Return `plan` with `edits`, each in the change list, and a fault for what cannot stand there."""
    steps = [edit_step(step, edits.get(step.case["case_id"], {})) for step in plan.steps]
    changes = [change for before, after in zip(plan.steps, steps, strict=True) for change in list_edits(before, after)]
    faults = [fault for step in steps for fault in check_step(step, edits, themes)]
    return replace(plan, steps=steps, changes=[*plan.changes, *changes], faults=[*plan.faults, *faults])


def edit_step(step: Step, cells: Mapping[str, str]) -> Step:
    """Return `step` with the new `cells` of its case; evidence that the new title lacks goes with the old one."""
    case = {**step.case, **{name: value for name, value in cells.items() if name in EDITABLE}}
    if "title_zh" in cells and "theme_evidence" not in cells:
        kept = [piece for piece in case["theme_evidence"].split("|") if piece in case["title_zh"]]
        case["theme_evidence"] = "|".join(kept)
    return step._replace(case=case)


def list_edits(before: Step, after: Step) -> Iterable[Change]:
    """Yield each cell that a person changed."""
    what = f"cases.csv {before.case['case_id']}"
    for name, value in after.case.items():
        if value != before.case[name]:
            yield Change(f"{what} {name}", before.case[name], value, BY_HAND)


def check_step(step: Step, edits: Edits, themes: Sequence[str]) -> Iterable[Fault]:
    """Yield a fault for each theme and each piece of evidence of an edited case that cannot stand there."""
    case = step.case
    if case["case_id"] not in edits:
        return
    where = FILES["cases"], None
    for theme in split_words(case["themes"]):
        if theme not in themes:
            yield Fault(*where, "themes", theme, _NO_THEME, {"known": tuple(themes)})
    for piece in filter(None, case["theme_evidence"].split("|")):
        if piece not in case["title_zh"]:
            yield Fault(*where, "theme_evidence", piece, _NO_EVIDENCE)
