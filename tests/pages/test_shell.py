"""The style that every page carries."""

from geo.tokens import SHEET
from pages.parts.shell import SHEETS, style
from tests.conftest import PROJECT


def test_the_style_of_all_pages_starts_with_the_chinese_fonts_and_the_tokens() -> None:
    start, _, rules = style().partition("\n")
    assert start.startswith("<style>:root { --chinese-sans: 'Noto Sans SC'")
    assert "--chinese-serif: 'Noto Serif SC'" in start
    assert rules.startswith(SHEET.read_text("utf-8"))


def test_every_sheet_of_the_pages_is_part_of_their_style() -> None:
    sheets = [file.relative_to(PROJECT).as_posix() for file in PROJECT.glob("pages/**/*.css")]
    assert sorted(SHEETS) == sorted([*sheets, "geo/tokens.css"])
