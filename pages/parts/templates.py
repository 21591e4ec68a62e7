"""Pieces of the page that are HTML: templates beside the code, every word of the data escaped.

A template is named by its path in the project.
"""

from typing import Any, Final

from jinja2 import Environment, FileSystemLoader

from geo.text import translations
from pages.parts.atlas_cache import PROJECT

_TEMPLATES: Final = Environment(loader=FileSystemLoader(PROJECT), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def render(template: str, language: str, /, **values: Any) -> str:  # noqa: ANN401 (whatever the template asks for)
    """Return the HTML of `template`, its own words in `language`."""
    return _TEMPLATES.get_template(template).render(_=translations(language).gettext, **values)
