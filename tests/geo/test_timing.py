"""How the time of a talk is parted among its stops."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.tour.stops import Stop
from geo.tour.timing import share_time

Kind = Literal["opening", "chapter", "case", "closing"]


def make_stops(*kinds: Kind) -> list[Stop]:
    """Return stops of these `kinds`."""
    return [Stop(kind, ()) for kind in kinds]


TOUR = make_stops("opening", "chapter", "case", "case", "closing")  # weights: 0, 1/3, 1, 1, 1/3


@pytest.mark.parametrize(
    ("minutes", "own", "seconds"),
    [
        (0, [], [0, 0, 0, 0, 0]),
        (8, [], [0, 60, 180, 180, 60]),
        (8, [0, 0, 0, 0, 0], [0, 60, 180, 180, 60]),
        (8, [0, 0, 3, 0, 0], [0, 60, 180, 180, 60]),
        (8, [0, 0, 6.5, 0, 0], [0, 18, 390, 54, 18]),
        (8, [0.5, 0, 2.5, 0, 0], [30, 60, 150, 180, 60]),
        (8, [0, 0, 4, 4, 0], [0, 0, 240, 240, 0]),
        (8, [0, 0, 4, 5, 0], [0, 0, 240, 300, 0]),  # over by a minute
        (0, [0, 0, 4, 0, 0], [0, 0, 240, 0, 0]),
        (8, [1, 1, 1, 1, 1], [60, 60, 60, 60, 60]),  # nobody is left to have the rest
    ],
)
def test_what_the_own_minutes_leave_is_parted_among_the_other_stops(
    minutes: int, own: list[float], seconds: list[float]
) -> None:
    assert share_time(TOUR, minutes, own) == pytest.approx(seconds)


@given(
    kinds=st.lists(st.sampled_from(["chapter", "case"]), min_size=1, max_size=300),
    minutes=st.integers(1, 600),
    data=st.data(),
)
def test_no_stop_has_less_than_nothing_and_all_together_have_the_whole_or_their_own_minutes(
    kinds: list[Kind], minutes: int, data: st.DataObject
) -> None:
    stops = make_stops(*kinds)
    own = data.draw(st.lists(st.integers(0, 30), min_size=len(stops), max_size=len(stops)))
    seconds = share_time(stops, minutes, own)
    assert min(seconds) >= 0
    assert [given for given, one in zip(seconds, own, strict=True) if one] == [60 * one for one in own if one]
    if not all(own):
        assert sum(seconds) == pytest.approx(60 * max(minutes, sum(own)))


def test_own_minutes_are_those_of_every_stop() -> None:
    with pytest.raises(ValueError, match="zip"):
        share_time(TOUR, 8, [1, 2])
