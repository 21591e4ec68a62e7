"""What is published: the cases of a selection or of a tour, in which order, for whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from geo.query.atlas import Atlas
from geo.query.selection import Selection
from geo.query.sorting import order_rows
from geo.text import Translator, translator
from geo.tour.own_stops import plan_own_tour
from geo.tour.own_tour import OwnTour
from geo.tour.stops import MAX_TOUR_CASES, ORDERS, Stop, plan_tour


@dataclass(frozen=True, eq=False)
class Publication:
    """The cases of `selection`, or those that `tour` tells, of `atlas`, whose regions are those of the selection.

    `language` (zh or en) stands first wherever both do. `address` is that of the running atlas, with a slash at its
    end, "" if none is known; `approval` the approval number of the map, "" if it has none.
    """

    atlas: Atlas
    selection: Selection = field(default_factory=Selection)
    language: str = "zh"
    tour: OwnTour | None = None
    order: str = ORDERS[0]
    address: str = ""
    approval: str = ""

    @property
    def words(self) -> Translator:
        """Return the words of its first language."""
        return translator(self.language)

    @property
    def both(self) -> tuple[Translator, Translator]:
        """Return the words of both languages, its first one first."""
        return self.words, translator(self.words.other)

    @cached_property
    def rows(self) -> Sequence[int]:
        """The rows of its cases, each once, in the order told: that of the tour, or of the publication."""
        if self.tour:
            named = {case["case_id"]: row for row, case in enumerate(self.atlas.cases)}
            return tuple(named[case] for case in self.tour.cases if case in named)
        return tuple(order_rows(self.atlas, self.selection, "", self.language))

    @cached_property
    def stops(self) -> Sequence[Stop]:
        """The stops of a presentation of its cases: those of the tour, or chapters in its `order`.

        No more than `MAX_TOUR_CASES` are told, the first.
        """
        cases, told = self.atlas.cases, self.rows[:MAX_TOUR_CASES]
        if self.tour:
            return tuple(plan_own_tour(self.tour, {cases[row]["case_id"]: row for row in self.rows}))
        return tuple(plan_tour(cases, told, self.order, self.atlas.known, self.selection.values("theme")))

    @cached_property
    def editions(self) -> Sequence[str]:
        """The editions of its cases, the earliest first."""
        told = {self.atlas.cases[row]["edition"] for row in self.rows}
        return tuple(edition for edition in self.atlas.known["edition"] if edition in told)
