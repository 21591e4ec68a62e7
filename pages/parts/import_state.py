"""What a visitor's session keeps of an import: the list, what was decided about it, and what was made of both."""

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeVar

import streamlit as st

from geo.editions.decisions import ACCEPTED, PLACE, About, Decision, decide
from geo.editions.edits import BY_HAND
from geo.editions.keeping import MAX_NAME_CHARS, holds_import, read_kept
from geo.tables.faults import DataError, Fault

FILE, TEXT, YEAR, TITLE_ZH, TITLE_EN = (f"import-{name}" for name in ("file", "text", "year", "title_zh", "title_en"))
PASTED: Final = "list.txt"  # what a pasted list is called in messages
MAX_KEPT: Final = 6  # plans and zips of a session
T = TypeVar("T")


class Given(NamedTuple):
    """A list and the name of its file, or why there is none that can be read."""

    raw: bytes
    name: str
    faults: Sequence[Fault] = ()


def decisions() -> list[Decision]:
    """Return what was decided in this session, in its order."""
    decided: list[Decision] = st.session_state.setdefault("import-decisions", [])
    return decided


def add_decision(about: About, told: Mapping[str, str], why: str = BY_HAND) -> None:
    """Decide one more thing, now."""
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    st.session_state["import-decisions"] = decide(decisions(), Decision(about, {**told}, why, when))


def undo(place: int) -> None:
    """Take one decision back, and show the cells anew."""
    st.session_state["import-decisions"] = [one for at, one in enumerate(decisions()) if at != place]
    show_cells_anew()


def show_cells_anew() -> None:
    """Let the table of cells begin again with what is decided: it keeps what was typed into it."""
    st.session_state["import-table"] = None


# ---- what is given


def take_file() -> None:
    """Read what was chosen or dropped: a list, or the zip of an import, which goes on from there."""
    file = st.session_state[FILE]
    if file is None:
        st.session_state["import-given"] = None
        return
    raw, name = file.getvalue(), read_name(file.name)
    try:
        st.session_state["import-given"] = take_up(raw, name) if holds_import(raw) else Given(raw, name)
    except DataError as error:
        st.session_state["import-given"] = Given(b"", name, error.faults)


def take_up(raw: bytes, name: str) -> Given:
    """Go on with the import that the zip `raw` keeps; DataError if it keeps none that can be taken up."""
    kept = read_kept(raw, name)
    st.session_state["import-decisions"] = [*kept.decisions]
    st.session_state[YEAR] = kept.edition.year
    st.session_state[TITLE_ZH] = kept.edition.told["title_zh"]
    st.session_state[TITLE_EN] = kept.edition.told["title_en"]
    show_cells_anew()
    return Given(kept.raw, read_name(kept.name))


def read_name(name: str) -> str:
    """Return the last part of the `name` that a browser gives a file, as messages show it."""
    shown = "".join(letter for letter in re.split(r"[/\\]", name)[-1] if letter.isprintable())
    return shown[-MAX_NAME_CHARS:] or PASTED


def given_file() -> Given | None:
    """Return what was read of the file, if one was chosen."""
    given: Given | None = st.session_state.get("import-given")
    return given


def cancel(given: Given | None) -> None:
    """Do not read `given` until the visitor asks for it (None), or gives another list."""
    st.session_state["import-cancelled"] = given and hash_of(given.raw)


def is_cancelled(given: Given) -> bool:
    """Return whether the visitor stopped the reading of `given`."""
    return bool(st.session_state.get("import-cancelled")) and st.session_state["import-cancelled"] == hash_of(given.raw)


# ---- what is decided by widgets


def choose_place(name: str, key: str, is_code: Callable[[str], object] = bool) -> None:
    """Decide for the place that the widget `key` shows; for none, if it shows no code."""
    code = str(st.session_state[key] or "").strip()
    add_decision((name,), {PLACE: code if is_code(code) else ""})


def mend_cells(key: str, shown: Sequence[tuple[About, Mapping[str, str]]]) -> None:
    """Decide for the cells typed into the table `key`, whose rows are `shown`, where they differ from what holds."""
    holding = {about: {**cells} for about, cells in shown}
    for about, told, *_ in decisions():
        if about in holding:
            holding[about].update(told)
    for row, cells in st.session_state[key]["edited_rows"].items():
        about, _ = shown[int(row)]
        told = {name: str(value or "") for name, value in cells.items()}
        new = {name: value for name, value in told.items() if value != holding[about].get(name)}
        if new:
            add_decision(about, new)


def accept_themes(about: About, proposed: Mapping[str, str], keys: Mapping[str, str]) -> None:
    """Decide for the themes, evidence and confidence that the widgets `keys` (by column) show."""
    themes = ";".join(st.session_state[keys["themes"]])
    told = {
        "themes": themes,
        "theme_evidence": str(st.session_state[keys["theme_evidence"]]).strip(),
        "theme_confidence": str(st.session_state[keys["theme_confidence"]] or "high"),
    }
    is_accepted = all(told[name] == proposed[name] for name in ("themes", "theme_evidence"))
    new = {name: value for name, value in told.items() if value != proposed[name]}
    if themes and new:
        add_decision(about, new, ACCEPTED if is_accepted else BY_HAND)
        show_cells_anew()


def read_later() -> None:
    """Go on to the next case whose themes are unread."""
    st.session_state["import-later"] = st.session_state.get("import-later", 0) + 1


# ---- what was made


def hash_of(*parts: object) -> str:
    """Return a short text that means `parts` and nothing else."""
    raw = b"\0".join(part if isinstance(part, bytes) else repr(part).encode() for part in parts)
    return hashlib.sha256(raw).hexdigest()


def remember(key: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` made for `key` in this session; the last `MAX_KEPT` are kept: each answer runs the page."""
    kept: dict[Hashable, Any] = st.session_state.setdefault("import-kept", {})
    if key not in kept:
        kept[key] = make()
        for oldest in [*kept][:-MAX_KEPT]:
            del kept[oldest]
    made: T = kept[key]
    return made


def table_base(rows: Iterable[str], edits: T) -> tuple[T, int]:
    """Return the edits that the table of cells began with, and how often it has begun; it does for other `rows`."""
    shape = hash_of(*rows)
    began = st.session_state.get("import-table")
    if not began or began[0] != shape:
        nth = st.session_state["import-tables"] = st.session_state.get("import-tables", 0) + 1
        began = st.session_state["import-table"] = (shape, edits, nth)
    base: tuple[T, int] = began[1:]
    return base
