"""The results: how many of how many, and what is active, each removable."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from geo import addresses
from geo.query.atlas import Atlas
from geo.query.selection import Selection
from geo.text import Translator
from pages.parts.labels import value_names
from pages.parts.templates import render
from pages.parts.view import View

MAX_SYNONYMS: Final = 5  # that are named


def draw_results(atlas: Atlas, view: View, *, cases: int, places: int) -> None:
    """Draw what stands over the map."""
    st.html(over_map_html(atlas, view, cases=cases, places=places))


def over_map_html(atlas: Atlas, view: View, *, cases: int, places: int) -> str:
    """Return the results, and a link that leads past the map."""
    return results_html(atlas, view, cases=cases, places=places) + render("pages/parts/past_map.html", view.words)


def results_html(atlas: Atlas, view: View, *, cases: int, places: int, taken: Sequence[str] = ()) -> str:
    """Return the count of cases and places found, of all, and a chip for each active filter.

    A button beside the count puts the cases `taken` (their ids) into the tour.
    """
    return render(
        "pages/parts/results.html",
        view.words,
        cases=cases,
        taken=taken,
        line=results_line(atlas, view.words, cases, places),
        also=name_synonyms(atlas, view),
        chips=name_chips(atlas, view),
        clear=replace(view, selection=Selection(scheme=view.selection.scheme)).link(),
    )


def describe_editions(atlas: Atlas, view: View) -> Mapping[str, Any]:
    """Return where the switch of editions leads: all and each, as (name, link, whether it is chosen), and the news.

    There is none where there is only one edition.
    """
    if not atlas.has_editions:
        return {}
    editions = atlas.known["edition"]
    choices = [(view.words.gettext("All editions"), ()), *((edition, (edition,)) for edition in editions)]
    chosen = view.selection.values("edition")
    links = [
        (name, replace(view, selection=view.selection.narrow(edition=values)).link(), values == chosen)
        for name, values in choices
    ]
    return {"links": links, "news": view.plain().link(addresses.NEW)}


def results_line(atlas: Atlas, words: Translator, cases: int, places: int) -> str:
    """Return the line that says how many cases and places were found, of how many, as HTML."""
    _ = words.gettext
    of_cases = _("%(found)s of %(all)d cases") % {"found": f"<b>{cases}</b>", "all": len(atlas.cases)}
    of_places = _("%(found)s of %(all)d places") % {"found": f"<b>{places}</b>", "all": len(atlas.places)}
    return f'{of_cases}<i aria-hidden="true"> · </i>{of_places}'


def name_synonyms(atlas: Atlas, view: View) -> str:
    """Return some of the synonyms that found more than the text does, the reader's own first; "" if none did."""
    also = atlas.search.list_also(view.selection.q) if view.selection.q else []
    own = sorted(also, key=lambda word: word.isascii() != (view.language == "en"))
    _ = view.words.gettext
    return _("also: %(words)s") % {"words": _(", ").join(own[:MAX_SYNONYMS])} if own else ""


def name_chips(atlas: Atlas, view: View) -> list[tuple[str, str, str]]:
    """Return (facet, value, name) of everything that narrows the cases now, a text in quotation marks."""
    names = value_names(atlas, view.words)
    chosen = view.selection.pairs()
    return [(facet, value, quote(value) if facet == "q" else names[facet][value]) for facet, value in chosen]


def name_filters(atlas: Atlas, view: View) -> list[str]:
    """Return the names of everything that narrows the cases now."""
    return [name for _, _, name in name_chips(atlas, view)]


def title_filters(atlas: Atlas, view: View, name: str) -> str:
    """Return the title of a page called `name` that follows the filters."""
    return " · ".join([name, *name_filters(atlas, view)])


def quote(text: str) -> str:
    """Return a searched `text` in quotation marks, shortened."""
    return f"“{shorten(text)}”"


def shorten(name: str, longest: int = 24) -> str:
    """Return `name`, cut after `longest` characters."""
    return name if len(name) <= longest else f"{name[:longest]}…"
