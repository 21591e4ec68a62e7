"""Pieces of the page that are HTML: templates beside the code, every word of the data escaped.

A template is named by its path in the project. Its own words are those of Jinja's i18n extension: `_("%(found)d cases",
found=3)`, `{% trans %}`.
"""

from functools import cache
from typing import Any, Final

import streamlit as st
from jinja2 import Environment, FileSystemLoader

from geo import addresses
from geo.text import Translator
from pages.parts.atlas_cache import PROJECT

COMPACT: Final = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ":")}  # JSON: half, where it is Chinese


@cache
def environment(words: Translator) -> Environment:
    """Return the templates in the language of `words`."""
    made = Environment(
        loader=FileSystemLoader(PROJECT),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=st.get_option("server.fileWatcherType") != "none",  # as `make dev` has it
    )
    made.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined] # i18n's
    made.policies["json.dumps_kwargs"] = COMPACT
    made.globals |= {"addresses": addresses, "asset": addresses.asset}
    return made


def render(template: str, words: Translator, /, **values: Any) -> str:  # noqa: ANN401 (whatever the template asks for)
    """Return the HTML of `template`, its own words those of `words`."""
    return environment(words).get_template(template).render(**values)


def escape_markdown(text: str) -> str:
    """Return `text` as Markdown that shows it as it is."""
    return "".join(f"\\{sign}" if sign.isascii() and not sign.isalnum() and sign != " " else sign for sign in text)
