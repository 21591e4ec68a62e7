"""The Chinese fonts of this machine, for what is printed; without one, which package brings it."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Final, NamedTuple

import typst

from geo.tables.faults import DataError, Fault
from geo.text import to_translate

# Families with Simplified characters, the best in print first: free ones of Linux, then those of macOS and Windows.
SANS: Final = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Microsoft YaHei",
    "DengXian",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
SERIF: Final = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Noto Serif SC",
    "Songti SC",
    "STSong",
    "SimSun",
    "NSimSun",
    "AR PL UMing CN",
)

_NO_FONT: Final = to_translate(
    "no Chinese font on this machine: install fonts-noto-cjk (Debian, Ubuntu) or google-noto-sans-cjk-fonts (Fedora); "
    "macOS and Windows bring one"
)


class ChineseFonts(NamedTuple):
    """Families that the machine has, the best first, without serifs and with them; never empty."""

    sans: Sequence[str]
    serif: Sequence[str]


@cache
def find_chinese_fonts() -> ChineseFonts:
    """Return the Chinese fonts of this machine; DataError, with the package to install, if it has none."""
    return choose_fonts(typst.Fonts().families())


def choose_fonts(families: Collection[str]) -> ChineseFonts:
    """Return those of `families` that are Chinese; where one kind is missing, the other stands in.

    Raises
    ------
    DataError
        If there is none of either kind.
    """
    sans, serif = ([family for family in known if family in families] for known in (SANS, SERIF))
    if not sans and not serif:
        raise DataError([Fault("", None, None, None, _NO_FONT)])
    return ChineseFonts(sans or serif, serif or sans)
