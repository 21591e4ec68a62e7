"""The page of the import: a list is read, its questions are asked, its cells mended, and a data folder taken home.

All of it lives in the visitor's session: nothing is written beside the zip that the browser is given.
"""

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from time import monotonic
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.editions.comparison import STATUSES
from geo.editions.decisions import PLACE, Decision, find_choices, find_edits, name_line
from geo.editions.edits import EDITABLE, edit_plan
from geo.editions.folder import pack_import
from geo.editions.keeping import Kept, list_files
from geo.editions.keywords import CONFIDENCE
from geo.editions.placing import CODE, NO_PROVINCE, Question
from geo.editions.plan import Edition, Plan, plan_import
from geo.editions.preview import name_list, sum_up
from geo.editions.progress import Report, tell_nobody
from geo.editions.reading import Line, read_listing
from geo.editions.steps import Step
from geo.folders import zip_files
from geo.places.distances import measure
from geo.places.gazetteer import Candidate
from geo.places.land import read_land
from geo.places.picture import WORLD, Dot, draw_picture
from geo.query.atlas import Atlas
from geo.tables.faults import DataError, Fault, Level, say_fault
from geo.tables.schema import CONFIDENCES
from geo.text import Translator
from pages.parts import import_state as state
from pages.parts.atlas_cache import data_folder
from pages.parts.import_state import Given, hash_of, remember
from pages.parts.labels import value_names
from pages.parts.place_maps import map_candidates
from pages.parts.templates import escape_markdown, render

MAX_FILE_MB: Final = 4  # as server.maxUploadSize and server/uploads.py have it
MAX_PASTED_CHARS: Final = 60_000  # a browser's message has 256 KB at most (server/connections.py); a file may have more
MAX_MAPPED: Final = 20  # open places with a small map, of 25 kB each
MAX_SHOWN: Final = 300  # lines, faults; a browser takes its time over more
LONG_BYTES: Final = 30_000  # of a list, from which on its reading is shown: some 400 lines, a third of a second
DRAWN_S: Final = 0.2  # seconds between two drawings of how far it has come
MAX_UNDONE: Final = 50  # decisions, the latest, that can be taken back one by one
_turn: Final = Lock()  # of long lists: another viewer waits for one of them at most
Packed = tuple[bytes, Sequence[Fault]]  # a zip, empty where a fault blocks, and what was found


def importing_html(words: Translator) -> str:
    """Return what the page is for."""
    return render("pages/screens/importing.html", words)


def draw_import(atlas: Atlas, words: Translator) -> None:
    """Draw the page: what is asked first, and once there is a list, what becomes of it."""
    _ = words.gettext
    st.html(importing_html(words))
    st.html(hints_html(words))
    edition = ask_edition(atlas, words)
    given = ask_list(words)
    if not given or not edition:
        return
    if state.is_cancelled(given):
        st.info(_("You stopped the reading of this list."))
        st.button(_("Read it after all"), on_click=state.cancel, args=(None,))
        return
    asking = plan(atlas, given, edition, {}, words)
    if not asking.lines:  # no list: neither questions nor anything to take home
        show_faults(asking.faults, words)
        return
    ask_places(asking.questions, words)
    choices = {name: code for name, code in find_choices(state.decisions()).items() if name in asking.questions}
    planned = plan(atlas, given, edition, choices, words)
    edited = edit_plan(planned, find_edits(state.decisions(), planned))
    ask_themes(atlas, planned, edited, words)
    ask_cells(planned, words)
    draw_plan(atlas, edited, words)
    list_decisions(atlas, planned, words)
    offer_folder(edited, Kept(given.raw, given.name, edition, tuple(state.decisions())), words)


def hints_html(words: Translator) -> str:
    """Return the words in which layout.css says what Streamlit's widgets say in English only; nothing else beside it.

    Beside a style Streamlit shows nothing of a piece.
    """
    _ = words.gettext
    said = {
        "--press-to-apply": _("Ctrl + Enter takes the text"),
        "--choose-file": _("Choose a file"),
        "--drop-file": _("Drop the file here"),
        "--file-kinds": _("Text, CSV, XLSX, or the zip from here, up to {limit} MB").format(limit=MAX_FILE_MB),
        "--file-refused": _("not taken: choose text, CSV, XLSX or the zip from here, of at most {limit} MB").format(
            limit=MAX_FILE_MB
        ),
    }
    quoted = (f"{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in said.items())
    return f"<style>:root {{ {' '.join(quoted)} }}</style>"


def ask_edition(atlas: Atlas, words: Translator) -> Edition | None:
    """Ask for year and titles of the edition; return it, None while the year is none."""
    _ = words.gettext
    year, title_zh, title_en = st.columns([1, 2, 2])
    latest = max(atlas.known["edition"])
    if state.YEAR not in st.session_state:
        st.session_state[state.YEAR] = f"{int(latest) + 2}" if latest.isdecimal() else ""
    before = _("as the edition before")
    asked = year.text_input(_("Year of the edition"), key=state.YEAR).strip()
    told = {
        "title_zh": title_zh.text_input(_("Chinese title"), placeholder=before, key=state.TITLE_ZH).strip(),
        "title_en": title_en.text_input(_("English title"), placeholder=before, key=state.TITLE_EN).strip(),
    }
    if len(asked) == 4 and asked.isascii() and asked.isdecimal():  # noqa: PLR2004 (digits of a year)
        return Edition(asked, told)
    st.warning(_("An edition is a year of four digits, such as 2026."))
    return None


def ask_list(words: Translator) -> Given | None:
    """Ask for the list, as a file or pasted: what a table in Excel copies is read as its columns; a file goes first."""
    _ = words.gettext
    file, text = st.columns([2, 3])
    # Of any type: what is no list is refused by the reading, in the language of the page.
    file.file_uploader(_("The list as a file"), key=state.FILE, on_change=state.take_file)
    label = _("Or pasted, as printed: up to {limit} characters").format(limit=f"{MAX_PASTED_CHARS:,}")
    pasted = text.text_area(label, height=180, max_chars=MAX_PASTED_CHARS, key=state.TEXT)
    given = state.given_file()
    if given and given.faults:
        show_faults(given.faults, words)
        return None
    return given or (Given(pasted.encode(), state.PASTED) if pasted.strip() else None)


def plan(atlas: Atlas, given: Given, edition: Edition, choices: Mapping[str, str], words: Translator) -> Plan:
    """Return what the import would do; while a long list is read, how far that has come, and a button that ends it."""
    key = ("plan", id(atlas), hash_of(given.raw), given.name, edition.year, *edition.told.items(), *choices.items())

    def make() -> Plan:
        with show_progress(given, hash_of(key), words) as report:
            listing = read_listing(given.raw, given.name)
            return plan_import(listing, given.name, atlas.tables, edition, choices, report=report)

    return remember(key, make)


@contextmanager
def show_progress(given: Given, asked: str, words: Translator) -> Iterator[Report]:
    """Yield what draws how far a long list has come; long lists are read in turn.

    Each drawing is where Streamlit ends this run of the page if its visitor has pressed the button, or has gone.
    `asked` tells the buttons of several plans apart.
    """
    if len(given.raw) < LONG_BYTES:
        yield tell_nobody
        return
    _ = words.gettext
    place, drawn = st.empty(), 0.0
    with place.container():
        bar = st.progress(0, _("Waiting for another list"))
        st.button(_("Cancel"), key=f"import-cancel-{asked}", on_click=state.cancel, args=(given,))

    def report(share: float) -> None:
        nonlocal drawn
        if monotonic() - drawn > DRAWN_S:
            drawn = monotonic()
            bar.progress(share, _("Reading and placing the lines: {share}").format(share=f"{share:.0%}"))

    while not _turn.acquire(timeout=DRAWN_S):
        bar.progress(0, _("Waiting for another list"))
    try:
        report(0)
        yield report
    finally:
        _turn.release()
    place.empty()


def pack(planned: Plan, kept: Kept) -> Packed:
    """Return the folder, and beside it what is needed to go on, as a zip; or what the check says against it."""

    def make() -> Packed:
        try:
            files, faults = pack_import(data_folder().path, planned)
        except DataError as error:
            return b"", error.faults
        return zip_files(files | list_files(kept)), faults

    return remember(("pack", hash_of(planned.edition, planned.steps, planned.changes, kept)), make)


# ---- what a person settles


def ask_places(questions: Mapping[str, Question], words: Translator) -> None:
    """Ask for each open city which place is meant."""
    if not questions:
        return
    st.subheader(words.gettext("Which places are meant?"), anchor=False)
    columns = st.columns(2)
    chosen = find_choices(state.decisions())
    for nth, (name, question) in enumerate([*questions.items()][:MAX_SHOWN]):
        with columns[nth % 2]:
            ask_place(name, question, chosen.get(name, ""), words)
            if nth < MAX_MAPPED and question.candidates:
                st.html(candidates_html(question.candidates, words))


def ask_place(name: str, question: Question, chosen: str, words: Translator) -> None:
    """Ask which place `name` means, among candidates or, where there are none, by its point; `chosen` is the answer."""
    _ = words.gettext
    key = f"import-place-{name}"
    if question.candidates and question.message != NO_PROVINCE:
        first = question.candidates[0]
        said = {
            one.key: f"{number} · {say_candidate(one, first, words)}"
            for number, one in enumerate(question.candidates, start=1)
        }
        st.session_state[key] = chosen if chosen in said else ""
        st.selectbox(
            name,
            ["", *said],
            format_func=lambda one: said.get(one, _("not chosen")),
            key=key,
            on_change=state.choose_place,
            args=(name, key),
        )
        return
    hint = (
        _("its province is not known: write it, such as CN-BJ")
        if question.candidates
        else _(
            "not found: correct the name in the list, or write Name@latitude,longitude of a place known by that name"
        )
    )
    if chosen or key not in st.session_state:
        st.session_state[key] = chosen
    st.text_input(name, placeholder=hint, key=key, on_change=state.choose_place, args=(name, key, CODE.fullmatch))


def candidates_html(candidates: Sequence[Candidate], words: Translator) -> str:
    """Return the small map of `candidates`, numbered as they stand in the list of choices."""
    where = map_candidates(tuple(one.point for one in candidates))
    return render("pages/screens/import_places.html", words, where=where)


def say_candidate(place: Candidate, first: Candidate, words: Translator) -> str:
    """Return a candidate in one line: name, country, point, inhabitants, and how far from the first it lies."""
    _ = words.gettext
    name = place.name_zh if words.language == "zh" else place.name_en
    parts = [name, words.country(place.country), f"{place.latitude:.2f}, {place.longitude:.2f}"]
    if place.population:
        parts.append(_("%(number)s inhabitants") % {"number": f"{place.population:,}"})
    if place != first:
        parts.append(_("{km} km from the first").format(km=f"{measure(place.point, first.point):,.0f}"))
    return " · ".join(parts)


def ask_themes(atlas: Atlas, planned: Plan, edited: Plan, words: Translator) -> None:
    """Let a person read the themes that are proposed, one by one: accept them, or say others."""
    _ = words.gettext
    pairs = zip(planned.steps, edited.steps, strict=True)
    proposed = [after for before, after in pairs if before.status == "new" and is_unread(before)]
    if not proposed:
        return
    unread = [step for step in proposed if is_unread(step)]
    st.subheader(_("Read the proposed themes"), anchor=False)
    read = len(proposed) - len(unread)
    st.progress(read / len(proposed), _("{read} of {all} read").format(read=read, all=len(proposed)))
    if unread:
        ask_theme(atlas, unread[st.session_state.get("import-later", 0) % len(unread)], words)


def is_unread(step: Step) -> bool:
    """Return whether the themes of a case are as they were proposed, or none are."""
    return step.case["theme_confidence"] == CONFIDENCE or not step.case["themes"]


def ask_theme(atlas: Atlas, step: Step, words: Translator) -> None:
    """Ask for the themes of one case, which stand there as they are proposed."""
    _ = words.gettext
    case, names = step.case, value_names(atlas, words)["theme"]
    keys = {name: f"import-{name}-{case['case_id']}" for name in ("themes", "theme_evidence", "theme_confidence")}
    city = step.line.city if words.language == "zh" else step.city
    with st.container(border=True, key="import-theme"):
        st.html(
            render("pages/screens/import_theme.html", words, city=city, parts=mark_evidence(case), case=case["case_id"])
        )
        themes, evidence, confidence = st.columns([3, 3, 2])
        chosen = themes.multiselect(
            _("Themes, the main one first"),
            [*names],
            [theme for theme in case["themes"].split(";") if theme in names],
            format_func=lambda theme: names[theme],
            placeholder=_("none proposed: choose"),
            key=keys["themes"],
        )
        evidence.text_input(
            _("Evidence: words of the title, parted by |"), case["theme_evidence"], key=keys["theme_evidence"]
        )
        confidence.selectbox(
            _("Confidence"),
            [name for name in CONFIDENCES if name != CONFIDENCE],
            format_func=lambda value: _(CONFIDENCES[value]),
            key=keys["theme_confidence"],
        )
        told = {name: case[name] for name in keys}
        buttons = st.container(horizontal=True)
        buttons.button(
            _("Accept"),
            type="primary",
            disabled=not chosen,
            on_click=state.accept_themes,
            args=(name_line(step.line), told, keys),
        )
        buttons.button(_("Not now"), on_click=state.read_later)


def mark_evidence(case: Mapping[str, str]) -> list[tuple[str, bool]]:
    """Return the title of `case` in pieces, each with whether it is evidence for its themes."""
    words = [word for word in case["theme_evidence"].split("|") if word]
    if not words:
        return [(case["title_zh"], False)]
    pieces = re.split(f"({'|'.join(map(re.escape, words))})", case["title_zh"])
    return [(piece, piece in words) for piece in pieces if piece]


def ask_cells(planned: Plan, words: Translator) -> None:
    """Let a person mend the cells of new and changed cases."""
    _ = words.gettext
    steps = [step for step in planned.steps if step.status != "same"]
    if not steps:
        return
    st.subheader(_("Mend what was read"), anchor=False)
    edits, nth = state.table_base(map(repr, steps), find_edits(state.decisions(), planned))
    shown = [step.case for step in edit_plan(planned, edits).steps if step.status != "same"]
    table = pd.DataFrame([{**case} for case in shown]).set_index("case_id")[[*EDITABLE]]
    key = f"import-cells-{nth}"
    rows = [(name_line(step.line), case) for step, case in zip(steps, shown, strict=True)]
    st.data_editor(table, key=key, column_config=describe_columns(words), on_change=state.mend_cells, args=(key, rows))


def describe_columns(words: Translator) -> dict[str, Any]:
    """Return how the columns of the table of cells are called and filled in."""
    _ = words.gettext
    column, names = st.column_config, name_columns(words)
    return {
        "_index": column.TextColumn(_("Case"), disabled=True),
        "title_zh": column.TextColumn(names["title_zh"], width="large", required=True),
        "title_en": column.TextColumn(names["title_en"], width="large"),
        "themes": column.TextColumn(names["themes"], help=_("Ids of themes, the main one first, parted by ;")),
        "theme_evidence": column.TextColumn(names["theme_evidence"], help=_("Words of the title, parted by |")),
        "theme_confidence": column.SelectboxColumn(
            names["theme_confidence"],
            options=["", *CONFIDENCES],
            format_func=lambda value: _(CONFIDENCES[str(value)]) if value else "–",
        ),
        "notes": column.TextColumn(names["notes"]),
    }


def name_columns(words: Translator) -> dict[str, str]:
    """Return what the columns of a list and of its cases are called on the page."""
    _ = words.gettext
    return {
        "list": _("List"),
        "position": _("Position"),
        "city": _("City"),
        "country": _("Country"),
        "title_zh": _("Chinese title"),
        "title_en": _("English title"),
        "themes": _("Themes"),
        "theme_evidence": _("Evidence for the themes"),
        "theme_confidence": _("Confidence"),
        "notes": _("Notes"),
    }


# ---- what becomes of the list


def draw_plan(atlas: Atlas, planned: Plan, words: Translator) -> None:
    """Draw the sum, what is wrong or worth a look, the places on the world, and each line."""
    _ = words.gettext
    st.subheader(_("What becomes of the list"), anchor=False)
    st.write(sum_up(planned, words))
    show_faults(planned.faults, words)
    picture = base64.b64encode(
        draw_places(atlas, planned)
    ).decode()  # within the page: a file of its own comes too late
    steps = {(step.line.sheet, step.line.row): step for step in planned.steps}
    themes = value_names(atlas, words)["theme"]
    rows = [describe_line(line, steps.get((line.sheet, line.row)), themes, words) for line in planned.lines[:MAX_SHOWN]]
    st.html(
        render(
            "pages/screens/import_steps.html",
            words,
            picture=picture,
            rows=rows,
            left=max(len(planned.lines) - MAX_SHOWN, 0),
        )
    )


def show_faults(faults: Iterable[Fault], words: Translator) -> None:
    """Show what blocks in one box, warnings in another and remarks in a third, the first `MAX_SHOWN` of each."""
    names = name_columns(words)
    lines: dict[Level, dict[str, None]] = {level: {} for level in Level}  # a column that stands twice is said twice
    for fault in faults:
        named = replace(fault, column=names.get(fault.column or "", fault.column))
        lines[fault.level][escape_markdown(say_fault(named, words))] = None
    for show, level in ((st.error, Level.FAULT), (st.warning, Level.WARNING), (st.info, Level.REMARK)):
        if lines[level]:
            more = len(lines[level]) - MAX_SHOWN
            rest = [words.ngettext("and {count} more", "and {count} more", more).format(count=more)] if more > 0 else []
            show("\n\n".join([*[*lines[level]][:MAX_SHOWN], *rest]))


def draw_places(atlas: Atlas, planned: Plan) -> bytes:
    """Return the world with the cities of the list in the colour of their main theme, the others faint."""
    colours = dict(zip(atlas.tables.themes["theme"], atlas.tables.themes["color_light"], strict=True))
    points = {city: (latitude, longitude) for city, latitude, longitude in known_points(atlas, planned.cities)}
    themes = {step.case["city_id"]: step.case["themes"].split(";")[0] for step in planned.steps}
    dots = [Dot(point, colours.get(themes.get(city, ""), "")) for city, point in points.items()]
    return draw_picture(read_land(), WORLD, dots)


def known_points(atlas: Atlas, added: Iterable[Mapping[str, str]]) -> Iterable[tuple[str, float, float]]:
    """Yield id and point (degrees) of each city that is there or is `added`."""
    cities = atlas.tables.cities
    yield from zip(cities["city_id"], cities["latitude"], cities["longitude"], strict=True)
    for city in added:
        yield city["city_id"], float(city["latitude"]), float(city["longitude"])


def describe_line(line: Line, step: Step | None, themes: Mapping[str, str], words: Translator) -> dict[str, Any]:
    """Return what is said of a line: what it is, where it stands, its `themes` by name, and what it was before."""
    _ = words.gettext
    if not step:
        return {"line": line.row, "state": _("open"), "city": line.city, "title": line.title_zh, "open": True}
    names = name_columns(words)
    case, proposed = step.case, step.status == "new" and step.case["theme_confidence"] == "low"
    return {
        "line": line.row,
        "state": _(STATUSES[step.status]),
        "place": f"{name_list(case['list'], words)} {case['position']}",
        "city": line.city if words.language == "zh" else step.city,
        "title": case["title_zh"],
        "themes": _(", ").join(themes.get(theme, theme) for theme in case["themes"].split(";") if theme),
        "evidence": case["theme_evidence"].replace("|", _(", ")) if proposed else "",
        "before": [
            _("{column}: {old} → {new}").format(
                column=names.get(name, name),
                old=name_value(name, old, themes, words),
                new=name_value(name, case[name], themes, words),
            )
            for name, old in (step.before or {}).items()
            if old != case[name]
        ],
    }


def list_decisions(atlas: Atlas, planned: Plan, words: Translator) -> None:
    """List what was decided, the latest first, each with its undoing."""
    decided = [*enumerate(state.decisions())]
    if not decided:
        return
    _ = words.gettext
    st.subheader(_("What you decided"), anchor=False)
    cases = {name_line(step.line): step.case for step in planned.steps}
    themes = value_names(atlas, words)["theme"]
    with st.container(key="import-decided"):
        for place, decision in decided[: -MAX_UNDONE - 1 : -1]:
            said, button = st.columns([6, 1], vertical_alignment="center")
            told = describe_decision(decision, cases, themes, words)
            said.html(render("pages/screens/import_decision.html", words, **told))
            button.button(_("Undo"), key=f"import-undo-{place}", on_click=state.undo, args=(place,))
    if len(decided) > MAX_UNDONE:
        st.caption(_("Earlier ones stand in the change list."))


def describe_decision(
    decision: Decision,
    cases: Mapping[tuple[str, ...], Mapping[str, str]],
    themes: Mapping[str, str],
    words: Translator,
) -> dict[str, Any]:
    """Return what a decision was about, what it says, why and when; `cases` are those planned, by their lines."""
    _ = words.gettext
    when = decision.when[:16].replace("T", " ")
    if PLACE in decision.told:
        said = "→ " + decision.told[PLACE].replace("@", " · ").replace(",", ", ")
        return {"about": decision.about[0], "said": [said], "why": "", "when": when}
    names, case = name_columns(words), cases.get(decision.about, {})
    said_cells = [
        _("{column}: {old} → {new}").format(
            column=names[name],
            old=name_value(name, case.get(name, ""), themes, words),
            new=name_value(name, value, themes, words),
        )
        for name, value in decision.told.items()
    ]
    return {
        "about": " ".join(decision.about[1:]),
        "said": said_cells if case else [*said_cells, _("stands in no line now")],
        "why": _(decision.why),
        "when": when,
    }


def name_value(column: str, value: str, themes: Mapping[str, str], words: Translator) -> str:
    """Return the `value` of a cell in words; that of an empty one is a sign."""
    _ = words.gettext
    if column == "themes":
        return _(", ").join(themes.get(theme, theme) for theme in value.split(";") if theme) or "∅"
    if column == "theme_confidence" and value in CONFIDENCES:
        return _(CONFIDENCES[value])
    return value or "∅"


def offer_folder(planned: Plan, kept: Kept, words: Translator) -> None:
    """Offer the data folder as a zip; while anything is open, a zip with which to go on later."""
    _ = words.gettext
    name = f"city-governance-cases-{planned.edition['edition']}"
    packed: bytes = b""
    if planned.blocked:
        st.warning(_("Settle what is open above; then the folder can be taken home."))
    else:
        packed, faults = pack(planned, kept)
        show_faults(faults, words)
    if packed:
        st.download_button(
            _("Take the data folder home (zip)"), packed, f"{name}.zip", "application/zip", type="primary"
        )
    else:
        unfinished = remember(("kept", hash_of(kept)), lambda: zip_files(list_files(kept)))
        label = _("Take the unfinished import home (zip)")
        st.download_button(label, unfinished, f"{name}-unfinished.zip", "application/zip")
    st.caption(_("The zip, given here as the file, goes on from where you are: list, edition and all decisions."))
