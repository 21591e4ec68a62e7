"""The style that every page carries."""

import re

from geo.tokens import read_tokens
from pages.parts.shell import SHEETS, style
from tests.conftest import PROJECT


def test_the_style_of_all_pages_starts_with_the_chinese_fonts_and_the_tokens() -> None:
    start, _, rules = style().partition("\n")
    assert start.startswith("<style>:root { --chinese-sans: 'Noto Sans SC'")
    assert "--chinese-serif: 'Noto Serif SC'" in start
    assert rules.startswith(":root {\n--black: #000;\n")
    assert [name for name in read_tokens() if f"--{name}:" not in rules] == []


def test_every_rule_of_every_sheet_is_sent_and_no_comment() -> None:
    text = "".join((PROJECT / sheet).read_text("utf-8") for sheet in SHEETS)
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert "/*" not in style()
    assert bare.split() == style().partition("\n")[2].removesuffix("</style>").split()


def test_every_sheet_of_the_pages_is_part_of_their_style() -> None:
    sheets = [file.relative_to(PROJECT).as_posix() for file in PROJECT.glob("pages/**/*.css")]
    assert sorted(SHEETS) == sorted([*sheets, "geo/tokens.css", "geo/base.css"])
