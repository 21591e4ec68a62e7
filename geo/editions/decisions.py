"""What a person decides about a list, one thing after the other: which place a name means, what a cell is to hold.

A decision about a line holds for the list, city and title that it has, wherever it stands: lines may move.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from geo.editions.edits import BY_HAND, Cell, Edits
from geo.editions.plan import Plan
from geo.editions.reading import Line
from geo.text import to_translate

ACCEPTED: Final = to_translate(
    "proposal accepted"
)  # why, in the change list, where a person found proposed themes right
PLACE: Final = "place"  # what is told of a name

About = tuple[str, ...]  # the name of a city, or list, city and title of a line


class Decision(NamedTuple):
    """What is told of a name (`PLACE`: the code of the place) or of a line (its new cells by column), why and when."""

    about: About
    told: Mapping[str, str]
    why: str = BY_HAND
    when: str = ""


def name_line(line: Line) -> About:
    """Return what decisions about `line` are about."""
    return line.list, line.city, line.title_zh


def find_choices(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return the code of the place that each name means, as it was decided last."""
    return {decision.about[0]: decision.told[PLACE] for decision in decisions if PLACE in decision.told}


def find_cells(decisions: Iterable[Decision]) -> dict[About, dict[str, Cell]]:
    """Return the cells that were decided about each line, each as it was decided last."""
    cells: dict[About, dict[str, Cell]] = {}
    for about, told, why, when in decisions:
        if PLACE not in told:
            cells.setdefault(about, {}).update({name: Cell(value, why, when) for name, value in told.items()})
    return cells


def find_edits(decisions: Iterable[Decision], plan: Plan) -> Edits:
    """Return the decided cells of the cases of `plan`."""
    cells = find_cells(decisions)
    return {step.case["case_id"]: cells[name_line(step.line)] for step in plan.steps if name_line(step.line) in cells}


def decide(decisions: Sequence[Decision], decision: Decision) -> list[Decision]:
    """Return `decisions` with one more; that of a place takes the one about the same name away, "" takes it back."""
    if PLACE not in decision.told:
        return [*decisions, decision]
    others = [one for one in decisions if PLACE not in one.told or one.about != decision.about]
    return [*others, decision] if decision.told[PLACE] else others
