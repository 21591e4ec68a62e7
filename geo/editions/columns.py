"""What people call the columns, the two lists and the countries of a list of cases."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from geo.text import LANGUAGES, translator

# Headers by the column that they mean, as `fold_header` writes them; a column of another name is left out, and said.
HEADERS: Final = {
    "list": ("名单", "部分", "类别", "list"),
    "position": ("序号", "编号", "序", "position", "no", "number"),
    "city": ("城市", "城市名称", "城市和地区", "地区", "中文城市名", "city", "cityzh", "place"),
    "title_zh": (
        "标题", "中文标题", "案例", "案例名称", "案例标题", "题目", "名称", "title", "titlezh", "chinesetitle", "case",
    ),
    "title_en": ("英文标题", "英文名称", "英文", "英文译名", "titleen", "englishtitle"),
    "themes": ("主题", "themes", "theme"),
    "country": ("国家", "国家和地区", "国家地区", "country", "countryorregion"),
    "notes": ("备注", "说明", "notes", "note"),
}  # fmt: skip
COLUMNS: Final = tuple(HEADERS)

_MEANT: Final = {name: column for column, names in HEADERS.items() for name in names}
_MAX_HEADING_CHARS: Final = 60
_MIN_KNOWN: Final = 2  # known names that make a row the header: one alone may be a word of a line

_LISTS: Final = {
    "international": ("国际", "international", "int"),
    "domestic": ("中国", "国内", "domestic", "chinese", "cn"),
}
_NUMBERED: Final = r"(第?[一二三四五六七八九十\d]+(部分|[、.．)）:：])\s*|[（(][一二三四五六七八九十\d]+[)）]\s*)?"
_HEADING: Final = re.compile(
    _NUMBERED
    + r"[【《“#*\s]*((?P<int>国际|international)|(?P<cn>中国|国内|chinese|china|domestic))"
    + r"\s*(都市|城市)?(治理)?(典型)?(案例)?(部分|篇|名单|榜单)?\s*(cities|cases|list|part)?"
    + r"[】》”*]*\s*([（(]共?\s*\d+\s*[个篇项条例则]?[)）])?\s*[:：]?",
    re.IGNORECASE,
)


def fold_header(name: str) -> str:
    """Return `name` without width, case, spaces and marks: letters and digits alone."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter.isalnum())


def read_header(cells: Iterable[str]) -> list[str]:
    """Return which column each of `cells` names, "" for none."""
    return [_MEANT.get(fold_header(cell), "") for cell in cells]


def find_header(records: Sequence[tuple[int, list[str]]]) -> int | None:
    """Return which of `records` is the row of names; None if none is."""
    known = (len(set(read_header(cells)) - {""}) for _, cells in records)
    return next((place for place, names in enumerate(known) if names >= _MIN_KNOWN), None)


def read_list(text: str) -> str:
    """Return which list `text` names in a column or as the name of a sheet, "" for none."""
    folded = fold_header(text)
    return next((name for name, words in _LISTS.items() if folded and folded.startswith(words)), "")


def read_heading(line: str) -> str:
    """Return which list begins under `line`; "" if it is no heading."""
    text = line.strip()
    found = _HEADING.fullmatch(text) if len(text) <= _MAX_HEADING_CHARS else None
    return "" if not found else "international" if found["int"] else "domestic"


def name_countries(codes: Iterable[str]) -> Mapping[str, str]:
    """Return the code (ISO 3166-1) of each country of `codes` by its folded code and names, Chinese and English."""
    listed = list(codes)
    names = {fold_header(translator(tongue).country(code)): code for tongue in LANGUAGES for code in listed}
    return names | {code.casefold(): code for code in listed}
