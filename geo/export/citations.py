"""How to cite a case: GB/T 7714-2015, APA 7 and BibTeX, as plain text.

What is cited is the case as a part of the publication, read in this atlas. No author, publisher or place is known, so
none is written: each style then begins with the title. In brackets stands our translation, as APA marks translations.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from babel.dates import format_date

ATLAS: Final = "City Governance Case Map"
_LISTS: Final = {  # as published, and in our English
    "international": ("国际都市治理", "International list"),
    "domestic": ("中国城市治理", "Chinese list"),
}
_RELEASED: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")

# Each character that TeX would act on. Braces have names too: BibTeX counts even \{ when it looks for the end.
_TEX: Final = str.maketrans({
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
})  # fmt: skip
_IN_ADDRESS: Final = "%:/?#[]@!$&'()*+,;=~"  # characters of a URL that stay (RFC 3986)

Row = Mapping[str, Any]


def cite_gbt(case: Row, edition: Row, url: str, accessed: date) -> str:
    """Return the reference of a `case` after GB/T 7714-2015: a part of an electronic resource, half-width marks.

    The standard lets place, publisher and, with numbered references, an unknown author be left out.
    """
    name, _ = _LISTS[case["list"]]
    released = _join_date(edition)
    where = f"{_on_one_line(edition['title_zh'])}: {name}第{case['position']}条"
    dates = (f"({released})" if released else "") + f"[{accessed.isoformat()}]"
    return f"{_on_one_line(case['title_zh'])}[EB/OL]//{where}. {dates}. {_write_address(url)}."


def cite_apa(case: Row, edition: Row, url: str, accessed: date) -> str:
    """Return the reference of a `case` after APA 7: a part of a work without an author, "n.d." without a date.

    Titles keep their Chinese characters; a journal that wants them romanised says so. The atlas may change, so the day
    of retrieval stands with the address.
    """
    _, name = _LISTS[case["list"]]
    day = format_date(accessed, "MMMM d, yyyy", locale="en")
    return (
        f"{_with_translation(case)}. ({_apa_date(edition)}). "
        f"In {_with_translation(edition)} ({name}, No. {case['position']}). "
        f"{ATLAS}. Retrieved {day}, from {_write_address(url)}"
    )


def cite_bibtex(case: Row, edition: Row, url: str, accessed: date) -> str:
    """Return the entry of a `case` for BibTeX and BibLaTeX; its key never changes, such as cgcm2024int01.

    TeX specials are escaped, and braces keep the letters of a title as they are. BibTeX sorts by `key` where there is
    no author.
    """
    _, name = _LISTS[case["list"]]
    year, month, _ = _split_date(edition)
    fields = {
        "title": f"{{{{{_escape_tex(case['title_zh'])}}}}}",
        "booktitle": f"{{{{{_escape_tex(edition['title_zh'])}}}}}",
        "year": year and f"{{{year}}}",
        "month": _name_month(month, "MMM").lower(),  # jan to dec are words that BibTeX itself knows
        "note": f"{{{name}, no. {case['position']}; read in the {ATLAS}}}",
        "url": f"{{{_write_address(url)}}}",
        "urldate": f"{{{accessed.isoformat()}}}",
        "key": f"{{{case['case_id']}}}",
    }
    lines = [f"  {field} = {value}," for field, value in fields.items() if value]
    return "\n".join([f"@incollection{{cgcm{case['case_id'].replace('-', '')},", *lines, "}"])


def _on_one_line(text: str) -> str:
    """Return `text` with control characters and rows of spaces as one space."""
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).split())


def _escape_tex(text: str) -> str:
    """Return `text` on one line, with nothing in it that TeX would act on."""
    return _on_one_line(text).translate(_TEX)


def _write_address(url: str) -> str:
    """Return `url` in the characters of RFC 3986: no space ends it early, and no brace closes a BibTeX field."""
    return quote(url, safe=_IN_ADDRESS)


def _with_translation(row: Row) -> str:
    """Return the Chinese title of a case or an edition, and its English one in brackets if there is one."""
    english = _on_one_line(row["title_en"])
    return _on_one_line(row["title_zh"]) + (f" [{english}]" if english else "")


def _split_date(edition: Row) -> tuple[str, str, str]:
    """Return year, month and day of the release of `edition`, "" for each that is not known."""
    found = _RELEASED.fullmatch(edition.get("released", ""))
    return (found[1], found[2] or "", found[3] or "") if found else ("", "", "")


def _join_date(edition: Row) -> str:
    """Return the release of `edition` as 2024-12-18, as far as it is known."""
    return "-".join(part for part in _split_date(edition) if part)


def _apa_date(edition: Row) -> str:
    """Return the release of `edition` as 2024, December 18, as far as it is known."""
    year, month, day = _split_date(edition)
    if not month:
        return year or "n.d."
    return f"{year}, {_name_month(month, 'MMMM')}" + (f" {int(day)}" if day else "")


def _name_month(month: str, form: str) -> str:
    """Return the English name of `month` (01 to 12) in the CLDR `form`, "" for none."""
    return format_date(date(2000, int(month), 1), form, locale="en") if month else ""
