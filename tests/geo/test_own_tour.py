"""A tour that was made by hand: what is one, what is none and why, and how it travels in an address."""

import base64
import hashlib
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.tables.faults import DataError
from geo.tour.own_tour import (
    AUTO,
    FORMAT,
    MAX_BYTES,
    MAX_LINE_CHARS,
    MAX_NOTE_CHARS,
    MAX_STOPS,
    VERSION,
    Both,
    Divider,
    OwnTour,
    Told,
    pack_tour,
    read_tour,
    unpack_tour,
    write_tour,
)
from tests.conftest import EN, ZH

KNOWN = {"2024-int-03", "2024-int-16", "2024-cn-01"}


def tour_file(**changes: object) -> dict[str, Any]:
    """Return a tour of three stops in the form of its file, with `changes`."""
    stops = [
        {"cases": ["2024-int-16"], "minutes": 2.5, "notes": {"zh": "先说里约"}},
        {"chapter": {"zh": "水", "en": "Water"}, "speaker": {"en": "Ana"}},
        {"cases": ["2024-cn-01", "2024-int-03"], "fact": "2", "figure": "none"},
    ]
    return {"format": FORMAT, "version": VERSION, "title": {"zh": "夜话"}, "minutes": 20, "stops": stops} | changes


def complaints(text: str, known: set[str] | None = None) -> list[str]:
    """Return what is said against the tour in `text`, in English."""
    with pytest.raises(DataError) as raised:
        read_tour(text, known)
    return [fault.text(EN) for fault in raised.value.faults]


def test_a_tour_is_read_and_written_as_it_was() -> None:
    tour = read_tour(json.dumps(tour_file()), KNOWN)
    assert tour.stops == (
        Told(("2024-int-16",), minutes=2.5, notes=Both(zh="先说里约")),
        Divider(Both("水", "Water"), Both(en="Ana")),
        Told(("2024-cn-01", "2024-int-03"), fact="2", figure="none"),
    )
    assert tour.cases == ("2024-int-16", "2024-cn-01", "2024-int-03")
    assert tour.stops[0] == Told(("2024-int-16",), "", AUTO, 2.5, Both(zh="先说里约"))
    assert write_tour(tour) == tour_file()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "tour.json: the file holds no tour that can be read"),
        ('{"format": NaN}', "tour.json: the file holds no tour that can be read"),
        ("[" * 100_000, "tour.json: the file holds no tour that can be read"),
        ("[]", "tour.json: '[]' is of another form than a tour has here"),
        (json.dumps({"format": FORMAT, "version": VERSION}), "tour.json: something is missing: 'stops'"),
        (json.dumps(tour_file(version=2)), "tour.json: version: '2' is not what a tour of this atlas has here: 1"),
        (json.dumps(tour_file(minutes=601)), "tour.json: minutes: '601' is more than 600"),
        (json.dumps(tour_file(theme="x")), "tour.json: a tour has nothing of this name: 'theme'"),
        (
            json.dumps(tour_file(stops=[{"cases": ["2024-int-03"]}] * (MAX_STOPS + 1))),
            f"tour.json: stops: more than {MAX_STOPS} of them",
        ),
        (json.dumps(tour_file(stops=[{"cases": []}])), "tour.json:1: cases: none is given"),
        (json.dumps(tour_file(stops=[{"cases": ["<b>"]}])), "tour.json:1: cases.0: '<b>' is no id of a case"),
        (
            json.dumps(tour_file(stops=[{"chapter": {"zh": "x" * (MAX_LINE_CHARS + 1)}}])),
            f"tour.json:1: chapter.zh: longer than {MAX_LINE_CHARS} characters",
        ),
        (
            json.dumps(tour_file(stops=[{"cases": ["2024-int-03"], "notes": {"en": "x" * 100_000}}])),
            f"tour.json:1: notes.en: longer than {MAX_NOTE_CHARS} characters",
        ),
    ],
)
def test_what_is_no_tour_is_refused_with_its_fault_named(text: str, said: str) -> None:
    assert said in complaints(text)


def test_a_case_of_another_edition_is_named_with_its_stop_in_either_language() -> None:
    text = json.dumps(tour_file(stops=[{"cases": ["2024-int-03"]}, {"cases": ["2026-int-01"]}]))
    assert complaints(text, KNOWN) == [
        "tour.json:2: cases: '2026-int-01' is no case of this atlas: the tour may be of another edition"
    ]
    with pytest.raises(DataError) as raised:
        read_tour(text, KNOWN)
    assert "2026-int-01" in raised.value.faults[0].text(ZH)
    assert "届" in raised.value.faults[0].text(ZH)
    assert read_tour(text).cases == ("2024-int-03", "2026-int-01")  # of the browser's own tour nothing is lost


def test_an_address_carries_all_but_the_notes_and_says_nothing_of_a_tour_that_is_too_long() -> None:
    tour = read_tour(json.dumps(tour_file()))
    bare = tour._replace(stops=(tour.stops[0]._replace(notes=Both()), *tour.stops[1:]))  # type: ignore[call-arg]
    assert unpack_tour(pack_tour(tour)) == bare
    assert unpack_tour(pack_tour(tour, notes=True)) == tour
    names = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(MAX_STOPS)]
    assert pack_tour(tour._replace(stops=tuple(Divider(Both(en=name)) for name in names))) == ""


def test_a_link_that_was_shared_can_be_read_for_good() -> None:
    shared = "o8SVT1tXP921_On8PpjNrpnpGSUKQHMygbbUoliMFgfPNmyBaQpPBElgCW-Q8wzNYAEOCn0TpVgkrwHTRG1sLQA"
    assert unpack_tour(shared) == OwnTour(
        title=Both("八座城", "Eight cities"),
        stops=(Divider(Both("水", "Water")), Told(("2024-int-16", "2024-cn-04"), minutes=0.5)),
    )


@given(st.text(max_size=200))
def test_any_text_in_an_address_is_a_tour_or_none(packed: str) -> None:
    assert isinstance(unpack_tour(packed), OwnTour | None)


def test_a_small_address_that_unpacks_to_a_huge_text_is_no_tour() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    bomb = packer.compress(b" " * (4 * MAX_BYTES)) + packer.flush()
    assert unpack_tour(base64.urlsafe_b64encode(bomb).decode()) is None
