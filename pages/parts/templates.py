"""Pieces of the page that are HTML: templates beside the code, every word of the data escaped."""

from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader

from geo.text import translations

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def render(template: str, language: str, /, **values: Any) -> str:  # noqa: ANN401 (whatever the template asks for)
    """Return the HTML of `template`, its own words in `language`."""
    return _TEMPLATES.get_template(template).render(_=translations(language).gettext, **values)
