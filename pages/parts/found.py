"""What was found: how many of how many, and what is active, each removable."""

from dataclasses import replace

import streamlit as st

from geo.atlas import Atlas
from geo.selection import Selection
from geo.text import translations
from pages.parts.view import View, write_view
from pages.parts.words import value_names


def draw_found(atlas: Atlas, view: View, *, cases: int, places: int) -> None:
    """Draw the count of cases and places found, of all, and a chip for each active filter."""
    st.html(found_line(atlas, view.language, cases, places))
    if chips := name_chips(atlas, view):
        with st.container(key="chips", horizontal=True, gap="small"):
            draw_chips(view, chips)


def found_line(atlas: Atlas, language: str, cases: int, places: int) -> str:
    """Return the line that says how many cases and places were found, of how many, as HTML."""
    _ = translations(language).gettext
    of_cases = _("%(found)s of %(all)d cases") % {"found": f"<b>{cases}</b>", "all": len(atlas.cases)}
    of_places = _("%(found)s of %(all)d places") % {"found": f"<b>{places}</b>", "all": len(atlas.places)}
    return f'<p class="found" role="status">{of_cases}<i aria-hidden="true"> · </i>{of_places}</p>'


def name_chips(atlas: Atlas, view: View) -> list[tuple[str, str, str]]:
    """Return (facet, value, name) of everything that narrows the cases now."""
    names = value_names(atlas, view.language)
    chosen = view.selection.chosen()
    return [(facet, value, f"“{value}”" if facet == "q" else names[facet][value]) for facet, value in chosen]


def draw_chips(view: View, chips: list[tuple[str, str, str]]) -> None:
    """Draw a button for each of `chips` that removes it, and one that removes them all."""
    _ = translations(view.language).gettext
    for facet, value, name in chips:
        st.button(f"{plain(shorten(name))} ✕", key=f"chip-{facet}-{value}", on_click=drop, args=(facet, value))
    st.button(_("Clear all"), key="clear", type="tertiary", on_click=clear)


def shorten(name: str, longest: int = 24) -> str:
    """Return `name`, cut after `longest` characters."""
    return name if len(name) <= longest else f"{name[:longest]}…"


def plain(text: str) -> str:
    """Return `text` so that Streamlit, which reads labels as Markdown, shows every character as it is."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#+-.!|~$:<>&" else char for char in text)


def drop(facet: str, value: str) -> None:
    """Remove one value of a facet, or the text, from the selection."""
    view: View = st.session_state["view"]
    left = "" if facet == "q" else tuple(kept for kept in getattr(view.selection, facet) if kept != value)
    write_view(replace(view, selection=replace(view.selection, **{facet: left})))


def clear() -> None:
    """Remove every filter; the scheme of regions, the language and the chosen city stay."""
    view: View = st.session_state["view"]
    write_view(replace(view, selection=Selection(scheme=view.selection.scheme)))
