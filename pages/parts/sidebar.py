"""The filters: every value stands open with the number of cases it would show."""

from typing import Final

import streamlit as st

from geo.atlas import Atlas
from geo.tables import SCHEMES
from geo.text import LANGUAGES, translations
from pages.parts.found import plain
from pages.parts.view import LONGEST_TEXT, View, fill_widgets, take_widgets
from pages.parts.words import facet_names, value_names

OWN_NAMES: Final = {"zh": "中文", "en": "EN"}  # a language is offered in its own name


def draw_filters(atlas: Atlas, view: View) -> None:
    """Draw the sidebar: title, language, and the filters in the order continent, theme, region, list, edition, text."""
    _ = translations(view.language).gettext
    fill_widgets(view)
    draw_title(view.language)
    counts = atlas.count(view.selection)
    names = value_names(atlas, view.language)
    for facet, name in facet_names(view.language).items():
        draw_facet(facet, name, names[facet], counts[facet])
        if facet == "region":
            draw_schemes(view.language)
    st.text_input(
        _("Search"), key="q", max_chars=LONGEST_TEXT, placeholder=_("City, country or title"), on_change=take_widgets
    )
    draw_bars(counts)


def draw_title(language: str) -> None:
    """Draw the name of the atlas and the choice of language beside it."""
    _ = translations(language).gettext
    name = _("City Governance <br>Case Map")
    with st.container(key="masthead"):
        st.html(f"<h1>{name}</h1>")
        st.segmented_control(
            _("Language"), LANGUAGES, key="lang", format_func=OWN_NAMES.get, required=True, on_change=take_widgets,
            label_visibility="collapsed",
        )  # fmt: skip


def draw_facet(facet: str, name: str, values: dict[str, str], counts: dict[str, int]) -> None:
    """Draw one facet as an index: value, count; a value that would show nothing says 0 and stays."""
    labels = {value: f"{plain(label)} *{counts[value]}*" for value, label in values.items()}
    st.pills(
        name, list(values), selection_mode="multi", key=facet, format_func=labels.get, on_change=take_widgets,
        width="stretch",
    )  # fmt: skip


def draw_schemes(language: str) -> None:
    """Draw the switch between the four regions of the statistics office and the older three."""
    _ = translations(language).gettext
    labels = {"nbs": _("Four regions"), "three": _("Three regions")}
    st.segmented_control(
        _("Division of China"), SCHEMES, key="scheme", format_func=labels.get, required=True, on_change=take_widgets,
        label_visibility="collapsed",
    )  # fmt: skip


def draw_bars(counts: dict[str, dict[str, int]]) -> None:
    """Give every value of a facet a thin bar, as long as its share of the largest count of the facet."""
    rules = [
        f".st-key-{facet} button:nth-of-type({place}) {{ --share: {count / (max(of_facet.values()) or 1):.3f} }}"
        for facet, of_facet in counts.items()
        for place, count in enumerate(of_facet.values(), start=1)
    ]
    st.html(f"<style>{' '.join(rules)}</style>")
