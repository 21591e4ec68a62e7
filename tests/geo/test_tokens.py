"""Colours, type sizes and radii are declared once, in geo/tokens.css, and what must repeat them is in step."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from geo.tokens import SHEET, read_tokens
from tests.conftest import PROJECT

FILES = [
    file.relative_to(PROJECT).as_posix()
    for kind in ("css", "html", "js", "py", "svg")
    for file in sorted(PROJECT.glob(f"[gps]*/**/*.{kind}"))
    if file != SHEET
]
SHEETS = [file for file in FILES if file.endswith(".css")]
LITERAL = re.compile(
    r"""
    \#(?:[0-9a-f]{3,4}){1,2}(?![\w-])                             # a colour
    | \b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(           # the same as a function
    | :[^;{}]*(?<![\w-])(?:white|black|gr[ae]y|red|green|blue)(?=\s*[;}])   # the same by name, as a declaration
    | \bfont(?:-size)?:[^;{}]*?(?<![\w.-])(?:\d*\.?\d+(?:px|r?em|pt|v[hw]|%)|calc\(\s*\d)  # a type size
    | \bborder-radius:[^;{}]*?\d+px                               # a radius
    """,
    re.IGNORECASE | re.VERBOSE,
)
# By words of the line that they stand on.
EXCEPTIONS = {
    "such as #d1495b": "an example in a message",
    'light="#fff"': "segno draws the ground of a QR code itself",
    'viewBox="0 0 32 32"': "the icon is a picture of its own, which no sheet reaches",
    "font-size: 20px": "the stage's page of faults, which has this one rule of its own",
}
# What sets the properties that no sheet declares.
SET_ELSEWHERE = {
    "--background-color": "streamlit-folium",
    "--text-color": "streamlit-folium",
    "--secondary-background-color": "streamlit-folium",
    "--chinese-sans": "pages/parts/shell.py",
    "--chinese-serif": "pages/parts/shell.py",
}
COLOURS_OF_STREAMLIT = {
    "primaryColor": "primary",
    "backgroundColor": "paper",
    "secondaryBackgroundColor": "wash",
    "textColor": "ink",
    "linkColor": "link",
    "borderColor": "line",
    "sidebar.backgroundColor": "paper",
    "sidebar.secondaryBackgroundColor": "sidebar-wash",
}
IN_STEP = {
    "baseRadius": "radius",
    "buttonRadius": "radius",
    "baseFontSize": "text-body",
    **{
        f"{scheme}.{option}": f"{token}-{scheme}"
        for scheme in ("light", "dark")
        for option, token in COLOURS_OF_STREAMLIT.items()
    },
}
NOT_TOKENS = {"font", "headingFont", "showSidebarBorder"}


def text_of(file: str) -> str:
    """Return the text of `file`, a path inside the project."""
    return (PROJECT / file).read_text("utf-8")


def find_literals(text: str) -> list[tuple[int, str]]:
    """Return the number and the text of each line of `text` that declares what belongs into the sheet of tokens."""
    return [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if LITERAL.search(line)]


def flatten(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value of a TOML table with the path of its key."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flatten(value, f"{above}{key}.")
        else:
            yield above + key, value


@pytest.mark.parametrize("file", FILES)
def test_no_file_but_the_sheet_of_tokens_declares_a_colour_a_type_size_or_a_radius(file: str) -> None:
    found = [
        f"{file}:{number}: {line[:100]}"
        for number, line in find_literals(text_of(file))
        if not any(words in line for words in EXCEPTIONS)
    ]
    assert found == []


@pytest.mark.parametrize("words", EXCEPTIONS)
def test_every_exception_is_still_needed(words: str) -> None:
    lines = [line for file in FILES for _, line in find_literals(text_of(file))]
    assert [line for line in lines if words in line] != []


@pytest.mark.parametrize(
    "line",
    [
        "color: #14283c;",
        "color: #FFF;",
        "--ink: #14283cff;",
        "background: rgb(20 40 60 / 14%);",
        "box-shadow: 0 0 2px black;",
        "font-size: 13px;",
        "font-size: 0.9em;",
        "font: 700 1.5rem / 1.3 var(--serif);",
        "font-size: clamp(26px, 3vw, 36px);",
        "font-size: calc(28 * var(--u));",
        "border-radius: 6px;",
    ],
)
def test_a_literal_is_found(line: str) -> None:
    assert find_literals(f".a {{\n  {line}\n}}") == [(2, line)]


@pytest.mark.parametrize(
    "line",
    [
        "color: color-mix(in srgb, var(--ink) 22%, var(--paper));",
        "white-space: nowrap;",
        "border-bottom: 2px solid transparent;",
        "font: 400 var(--text-md) / 1.5 var(--sans);",
        "font-size: calc(var(--stage-body) * var(--f));",
        "border-radius: 0 var(--radius-sm) var(--radius-sm) 0;",
        "border-radius: 50%;",
        "#add-one { inset: 0; }",
        "font-variant-numeric: tabular-nums; margin: 2px;",
    ],
)
def test_what_a_sheet_may_say_is_not_taken_for_a_literal(line: str) -> None:
    assert find_literals(line) == []


def test_a_token_that_refers_to_another_has_its_value() -> None:
    tokens = read_tokens()
    assert tokens["stage-ink-light"] == tokens["ink-light"]
    assert [name for name, value in tokens.items() if "var(" in value] == []


def test_every_colour_for_light_has_one_for_dark() -> None:
    ends = [name.rpartition("-") for name in read_tokens()]
    assert {name for name, _, end in ends if end == "light"} == {name for name, _, end in ends if end == "dark"}


def test_the_theme_of_streamlit_is_in_step_with_the_tokens() -> None:
    theme = dict(flatten(tomllib.loads(text_of(".streamlit/config.toml"))["theme"]))
    theme["baseFontSize"] = f"{theme['baseFontSize']}px"
    assert theme.keys() - NOT_TOKENS == IN_STEP.keys()
    told = {f"theme.{option} is --{token}": theme[option] for option, token in IN_STEP.items()}
    assert told == {f"theme.{option} is --{token}": read_tokens()[token] for option, token in IN_STEP.items()}


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_property_a_sheet_uses_is_declared(sheet: str) -> None:
    declared = {name for file in FILES for name in re.findall(r"--[\w-]+(?=[:\"`])", text_of(file))}
    used = re.findall(r"var\((--[\w-]+)", text_of(sheet))
    assert {*used} - declared - {f"--{name}" for name in read_tokens()} - SET_ELSEWHERE.keys() == set()


def test_every_token_is_used() -> None:
    used = {name for file in [*SHEETS, "geo/tokens.css"] for name in re.findall(r"var\(--([\w-]+)", text_of(file))}
    assert {*read_tokens()} - used - {*IN_STEP.values()} == set()
