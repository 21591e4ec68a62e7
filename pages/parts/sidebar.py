"""The filters: every value stands open with the number of cases it would show."""

from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import Any, Final

import streamlit as st

from geo import addresses
from geo.addresses import PAGES
from geo.query.atlas import Atlas
from geo.query.facets import FACETS
from geo.query.selection import MAX_TEXT_CHARS, Selection, read_selection
from geo.tables.schema import SCHEMES
from geo.text import LANGUAGES, Translator
from pages.parts.atlas_cache import current_atlas, current_reading
from pages.parts.labels import facet_names, page_names, value_names
from pages.parts.templates import render
from pages.parts.view import View

OWN_NAMES: Final = {"zh": "中文", "en": "EN"}  # a language is offered in its own name
FOLDED: Final = "known"  # the facet that few ask for: its values stand behind its name until one is chosen
UNFILTERED: Final = ("about", "case", "importing", "new", "tour")  # pages that show the same whatever is chosen


def draw_filters(atlas: Atlas, view: View, page: str) -> None:
    """Draw title, languages and pages, the search, and the filters in the order of the facets.

    The search field is an element of its own that never changes: redrawn, it would lose what is being typed.
    """
    st.html(masthead_html(view, page))
    st.html(search_html(view.words))
    st.html(filters_html(atlas, view, page))
    draw_data_note(view.words)


def draw_data_note(words: Translator) -> None:
    """Say quietly that the data folder is faulty and since when what is shown stands; nothing while all is good."""
    reading = current_reading()
    if reading.faults and reading.good_at:
        said = words.gettext("The data are being corrected. Shown as read on %s.")
        st.html(f'<p class="meta data-note" role="status">{escape(said % f"{reading.good_at:%Y-%m-%d %H:%M}")}</p>')


@lru_cache(maxsize=1000)  # views, some 2 kB each
def masthead_html(view: View, page: str) -> str:
    """Return title, languages and the links to all pages; `page` is the one at hand."""
    return render(
        "pages/parts/masthead.html",
        view.words,
        languages=[(OWN_NAMES[name], name, replace(view, language=name).link()) for name in LANGUAGES],
        chosen_language=view.language,
        page=page,
        pages=describe_pages(view),
        tour=view.plain().link(addresses.TOUR),
        stage=replace(view.plain(), compare=()).link(addresses.STAGE),
    )


@lru_cache(maxsize=1000)  # views, some 5 kB each
def filters_html(atlas: Atlas, view: View, page: str) -> str:
    """Return the facets of `view`, and the button that leads from them, on a phone, to what was found.

    On a page that does not follow the filters it leads to the list of cases.
    """
    return render(
        "pages/parts/sidebar.html",
        view.words,
        facets=describe_facets(atlas, view),
        schemes=describe_schemes(view),
        chosen_scheme=view.selection.scheme,
        show=say_show(view.words, int(atlas.find(view.selection).sum())),
        cases=view.plain().link(addresses.CASES) if page in UNFILTERED else None,
    )


def say_show(words: Translator, cases: int) -> str:
    """Return the words of the button that shows as many `cases`."""
    return words.ngettext("Show %d case", "Show %d cases", cases) % cases


def describe_pages(view: View) -> list[tuple[str, str, str]]:
    """Return (label, name, link) of each page that is offered."""
    labels = page_names(view.words)
    return [(labels[page.name], page.name, view.plain().link(page.address)) for page in PAGES if page.listed]


@lru_cache(maxsize=2)
def search_html(words: Translator) -> str:
    """Return the field for the text; page.js writes in it what the address asks for."""
    return render("pages/parts/search.html", words, longest=MAX_TEXT_CHARS)


def describe_facets(atlas: Atlas, view: View) -> list[dict[str, Any]]:
    """Return name and values of each facet: a value that would show nothing says 0 and stays.

    The share of a value, for its bar, is that of the largest count of its facet. A facet that tells no case from
    another is left out, unless it was chosen.
    """
    counts, names = atlas.count(view.selection), value_names(atlas, view.words)
    notes = {facet.name: facet.note and view.words.gettext(facet.note) for facet in FACETS}
    facets = []
    for facet, title in facet_names(view.words).items():
        chosen, largest = view.selection.values(facet), max(counts[facet].values(), default=0) or 1
        if not (chosen or tells_apart(atlas, facet)):
            continue
        values = [
            {"value": value, "name": name, "count": counts[facet][value], "share": counts[facet][value] / largest}
            | {"pressed": value in chosen}
            for value, name in names[facet].items()
        ]
        facets.append(
            {"facet": facet, "name": title, "values": values, "folded": facet == FOLDED, "chosen": bool(chosen)}
            | {"note": notes[facet]}
        )
    return facets


def tells_apart(atlas: Atlas, facet: str) -> bool:
    """Return whether `facet` has several values, or one that not all cases have."""
    values = atlas.known[facet]
    return len(values) > 1 or any(atlas.count(Selection())[facet][value] < len(atlas.cases) for value in values)


def describe_schemes(view: View) -> list[tuple[str, str, str]]:
    """Return (name, scheme, link) of each division of China; a chosen region that it does not have is dropped."""
    query = view.selection.query()
    selections = {name: read_selection({**query, "scheme": [name]}, current_atlas(name).known) for name in SCHEMES}
    return [
        (view.words.gettext(SCHEMES[name]), name, replace(view, selection=selections[name]).link()) for name in SCHEMES
    ]
