"""The page of the import: a list is read, its questions are asked, its cells mended, and a data folder taken home.

All of it lives in the visitor's session: nothing is written beside the zip that the browser is given.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

import pandas as pd
import streamlit as st

from geo.editions.comparison import STATUSES
from geo.editions.edits import EDITABLE, Edits, edit_plan
from geo.editions.folder import pack_import
from geo.editions.placing import CODE, Question
from geo.editions.plan import Edition, Plan, plan_import
from geo.editions.preview import sum_up
from geo.editions.reading import Line, read_listing
from geo.editions.steps import Step
from geo.places.distances import measure
from geo.places.gazetteer import Candidate
from geo.places.picture import WORLD, Dot, draw_picture
from geo.query.atlas import Atlas
from geo.tables.faults import DataError, Fault, Level, say_fault
from geo.tables.schema import CONFIDENCES, LISTS
from geo.text import Translator
from pages.parts.atlas_cache import data_folder, land
from pages.parts.labels import value_names
from pages.parts.templates import render

MAX_PASTED_CHARS: Final = 500_000
MAX_SHOWN: Final = 300  # lines, faults; a browser takes its time over more
MAX_KEPT: Final = 6  # plans and zips of a session
PASTED: Final = "list.txt"  # what a pasted list is called in messages
Given = tuple[bytes, str]  # a list and the name of its file
Packed = tuple[bytes, Sequence[Fault]]  # a zip, empty where a fault blocks, and what was found
T = TypeVar("T")


def importing_html(words: Translator) -> str:
    """Return what the page is for."""
    return render("pages/screens/importing.html", words)


def draw_import(atlas: Atlas, words: Translator) -> None:
    """Draw the page: what is asked first, and once there is a list, what becomes of it."""
    st.html(importing_html(words))
    hint = json.dumps(words.gettext("Ctrl + Enter takes the text"), ensure_ascii=False)
    st.html(f"<style>:root {{ --press-to-apply: {hint}; }}</style>")  # alone: beside it Streamlit shows nothing else
    edition = ask_edition(atlas, words)
    given = ask_list(words)
    if not given or not edition:
        return
    asking = plan(atlas, given, edition, {})
    planned = plan(atlas, given, edition, ask_places(asking.questions, words))
    edited = edit_plan(planned, ask_edits(planned, words))
    draw_plan(atlas, edited, words)
    offer_folder(edited, words)


def ask_edition(atlas: Atlas, words: Translator) -> Edition | None:
    """Ask for year and titles of the edition; return it, None while the year is none."""
    _ = words.gettext
    year, title_zh, title_en = st.columns([1, 2, 2])
    latest = max(atlas.known["edition"])
    asked = year.text_input(_("Year of the edition"), value=f"{int(latest) + 2}" if latest.isdecimal() else "").strip()
    told = {
        "title_zh": title_zh.text_input(_("Chinese title"), placeholder=_("as the edition before")).strip(),
        "title_en": title_en.text_input(_("English title"), placeholder=_("as the edition before")).strip(),
    }
    if len(asked) == 4 and asked.isascii() and asked.isdecimal():  # noqa: PLR2004 (digits of a year)
        return Edition(asked, told)
    st.warning(_("An edition is a year of four digits, such as 2026."))
    return None


def ask_list(words: Translator) -> Given | None:
    """Ask for the list, pasted: what a table in Excel copies is read as its columns. No file comes to the server."""
    pasted = st.text_area(
        words.gettext("The list, as printed"), height=180, max_chars=MAX_PASTED_CHARS, key="import-text"
    )
    return (pasted.encode(), PASTED) if pasted.strip() else None


def plan(atlas: Atlas, given: Given, edition: Edition, choices: Mapping[str, str]) -> Plan:
    """Return what the import would do."""
    raw, name = given
    key = ("plan", id(atlas), hash_of(raw), name, edition.year, *edition.told.items(), *choices.items())
    return remember(key, lambda: plan_import(read_listing(raw, name), name, atlas.tables, edition, choices))


def pack(planned: Plan) -> Packed:
    """Return the folder as a zip, or what the check says against it."""

    def make() -> Packed:
        try:
            return pack_import(data_folder().path, planned)
        except DataError as error:
            return b"", error.faults

    return remember(("pack", hash_of(repr((planned.edition, planned.steps, planned.changes)).encode())), make)


def hash_of(raw: bytes) -> str:
    """Return a short text that means `raw` and nothing else."""
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


# ---- what a person settles


def ask_places(questions: Mapping[str, Question], words: Translator) -> dict[str, str]:
    """Ask for each open city which place is meant; return the answers given, by the name in the list."""
    if not questions:
        return {}
    _ = words.gettext
    st.subheader(_("Which places are meant?"), anchor=False)
    columns = st.columns(2)
    answers = {}
    for nth, (name, question) in enumerate([*questions.items()][:MAX_SHOWN]):
        with columns[nth % 2]:
            answers[name] = ask_place(name, question, words)
    return {name: answer for name, answer in answers.items() if answer}


def ask_place(name: str, question: Question, words: Translator) -> str:
    """Ask which place `name` means, among candidates or, where there are none, by its point; "" without an answer."""
    _ = words.gettext
    key = f"import-place-{name}"
    if question.candidates:
        first = question.candidates[0]
        said = {one.key: say_candidate(one, first, words) for one in question.candidates}
        chosen = st.selectbox(name, ["", *said], format_func=lambda one: said.get(one, _("not chosen")), key=key)
        return str(chosen or "")
    hint = _("not found: correct the name in the list, or write Name@latitude,longitude of a place known by that name")
    answer = st.text_input(name, placeholder=hint, key=key).strip()
    return answer if CODE.fullmatch(answer) else ""


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


def ask_edits(planned: Plan, words: Translator) -> Edits:
    """Let a person mend the cells of new and changed cases; return those that were changed."""
    _ = words.gettext
    cases = [step.case for step in planned.steps if step.status != "same"]
    if not cases:
        return {}
    st.subheader(_("Mend what was read"), anchor=False)
    st.caption(
        _("Themes are proposed from words of the title, with low confidence; read each one, and set the confidence.")
    )
    table = pd.DataFrame([{**case} for case in cases]).set_index("case_id")[[*EDITABLE]]
    edited = st.data_editor(
        table, key=f"import-cells-{planned.edition['edition']}", column_config=describe_columns(words)
    )
    return list_edited(table, edited)


def describe_columns(words: Translator) -> dict[str, Any]:
    """Return how the columns of the table of cells are called and filled in."""
    _ = words.gettext
    column = st.column_config
    return {
        "_index": column.TextColumn(_("Case"), disabled=True),
        "title_zh": column.TextColumn(_("Chinese title"), width="large", required=True),
        "title_en": column.TextColumn(_("English title"), width="large"),
        "themes": column.TextColumn(_("Themes"), help=_("Ids of themes, the main one first, parted by ;")),
        "theme_evidence": column.TextColumn(_("Evidence for the themes"), help=_("Words of the title, parted by |")),
        "theme_confidence": column.SelectboxColumn(
            _("Confidence"),
            options=["", *CONFIDENCES],
            format_func=lambda value: _(CONFIDENCES[str(value)]) if value else "–",
        ),
        "notes": column.TextColumn(_("Notes")),
    }


def list_edited(before: pd.DataFrame, after: pd.DataFrame) -> Edits:
    """Return the cells of `after` that differ from those `before`, by case and column; an emptied cell is ""."""
    cells = after.fillna("").astype("str").to_dict("index")
    return {
        str(case): {str(name): value for name, value in row.items() if value != before.loc[str(case), str(name)]}
        for case, row in cells.items()
        if any(value != before.loc[str(case), str(name)] for name, value in row.items())
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
    lines: dict[Level, list[str]] = {level: [] for level in Level}
    for fault in faults:
        lines[fault.level].append(escape_markdown(say_fault(fault, words)))
    for show, level in ((st.error, Level.FAULT), (st.warning, Level.WARNING), (st.info, Level.REMARK)):
        if lines[level]:
            show("\n\n".join(lines[level][:MAX_SHOWN]))


def escape_markdown(text: str) -> str:
    """Return `text` as Markdown that shows it as it is."""
    return "".join(f"\\{sign}" if sign.isascii() and not sign.isalnum() and sign != " " else sign for sign in text)


def draw_places(atlas: Atlas, planned: Plan) -> bytes:
    """Return the world with the cities of the list in the colour of their main theme, the others faint."""
    colours = dict(zip(atlas.tables.themes["theme"], atlas.tables.themes["color_light"], strict=True))
    points = {city: (latitude, longitude) for city, latitude, longitude in known_points(atlas, planned.cities)}
    themes = {step.case["city_id"]: step.case["themes"].split(";")[0] for step in planned.steps}
    dots = [Dot(point, colours.get(themes.get(city, ""), "")) for city, point in points.items()]
    return draw_picture(land(), WORLD, dots)


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
    case, proposed = step.case, step.status == "new" and step.case["theme_confidence"] == "low"
    return {
        "line": line.row,
        "state": _(STATUSES[step.status]),
        "place": f"{_(LISTS[case['list']])} {case['position']}",
        "city": line.city if words.language == "zh" else step.city,
        "title": case["title_zh"],
        "themes": _(", ").join(themes.get(theme, theme) for theme in case["themes"].split(";") if theme),
        "evidence": case["theme_evidence"].replace("|", _(", ")) if proposed else "",
        "before": [
            _("{column}: {old} → {new}").format(column=name, old=old or "∅", new=case[name] or "∅")
            for name, old in (step.before or {}).items()
            if old != case[name]
        ],
    }


def offer_folder(planned: Plan, words: Translator) -> None:
    """Offer the data folder as a zip, or say what is open."""
    _ = words.gettext
    if planned.blocked:
        st.warning(_("Settle what is open above; then the folder can be taken home."))
        return
    packed, faults = pack(planned)
    show_faults(faults, words)
    if packed:
        name = f"city-governance-cases-{planned.edition['edition']}.zip"
        st.download_button(_("Take the data folder home (zip)"), packed, name, "application/zip", type="primary")
