"""What one run of the map page's script costs, beside that of the idiomatic page."""

from collections.abc import Callable
from itertools import combinations, cycle, islice
from typing import Final

from bench.comparison import Comparison, take_turns
from bench.server import ATLAS, IDIOMATIC, serve
from bench.session import Chosen, open_session

CONTINENTS: Final = ("asia", "europe", "americas", "africa", "oceania")
THEMES: Final = ("people", "smart", "resilient", "ecological", "service")
TARGET: Final = "ours <= 8 ms"

Cost = dict[str, float]


def compare_scripts(rounds: int) -> list[Comparison]:
    """Return the cost of a run with filters never chosen before, and of a run that repeats the one before."""
    with (
        serve(ATLAS, runner="bench.timed") as ours,
        serve(IDIOMATIC, runner="bench.timed") as other,
        open_session(ours) as our_session,
        open_session(other) as other_session,
    ):
        changing = compare(our_session.run, other_session.run, choose_filters(rounds + 1))
        same = compare(our_session.run, other_session.run, [{"continent": (), "theme": ()}] * (rounds + 1))
    return [*name_costs("script, other filters", changing), *name_costs("script, the same again", same)]


def choose_filters(number: int) -> list[Chosen]:
    """Return so many choices of continents and themes; no two of the first 992 are the same."""
    pairs = zip(cycle(subsets(CONTINENTS)[1:]), cycle(subsets(THEMES)), strict=False)
    return [{"continent": continents, "theme": themes} for continents, themes in islice(pairs, number)]


def subsets(values: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return every choice from `values`, the smallest first."""
    return [chosen for size in range(len(values) + 1) for chosen in combinations(values, size)]


def compare(
    ours: Callable[[Chosen], Cost], other: Callable[[Chosen], Cost], choices: list[Chosen]
) -> tuple[list[Cost], list[Cost]]:
    """Return what both cost for each of `choices`; the last one only warms them."""
    return take_turns(len(choices) - 1, lambda number: ours(choices[number]), lambda number: other(choices[number]))


def name_costs(name: str, costs: tuple[list[Cost], list[Cost]]) -> list[Comparison]:
    """Return the comparisons of processor time, which is what the target means, and of time on the clock."""
    ours, other = ({kind: [cost[kind] for cost in side] for kind in ("cpu", "wall")} for side in costs)
    return [
        Comparison(f"{name}: processor", ours["cpu"], other["cpu"], TARGET),
        Comparison(f"{name}: clock", ours["wall"], other["wall"]),
    ]
