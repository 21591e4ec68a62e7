"""One run of the script for one viewer: title, icon, style, and the page that the address asks for."""

from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from geo.text import translations
from pages.parts.shelf import PROJECT
from pages.parts.view import read_language, read_query

STYLE: Final = Path(__file__).with_name("style.css")
COLOURS: Final = {
    "ink": "textColor",
    "paper": "backgroundColor",
    "wash": "secondaryBackgroundColor",
    "line": "borderColor",
}
FONTS: Final = {"sans": "font", "serif": "headingFont"}
ICON: Final = PROJECT / "pages" / "parts" / "icon.svg"


@cache
def style() -> str:
    """Return the style sheet of the page, its colours and fonts taken from .streamlit/config.toml."""
    colours = {
        name: f"light-dark({st.get_option(f'theme.light.{option}')}, {st.get_option(f'theme.dark.{option}')})"
        for name, option in COLOURS.items()
    }
    fonts = {name: st.get_option(f"theme.{option}") for name, option in FONTS.items()}
    properties = "".join(f"--{name}: {value}; " for name, value in (colours | fonts).items())
    return f"<style>:root {{ {properties}}}\n{STYLE.read_text(encoding='utf-8')}</style>"


def run_page() -> None:
    """Draw the page that the address asks for."""
    _ = translations(read_language(read_query())).gettext
    st.set_page_config(page_title=_("City Governance Case Map"), page_icon=str(ICON), layout="wide")
    st.html(style())
    st.html('<script src="assets/page.js"></script>', unsafe_allow_javascript=True)
    page = st.navigation([st.Page("pages/map.py", title=_("City Governance Case Map"), default=True)], position="hidden")
    page.run()
