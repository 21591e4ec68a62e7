"""How GB/T 7714-2025, GB/T 7714-2015, APA 7 and BibTeX write a web page and a data set, as plain text.

GB/T 7714-2025 has a form for each (8.11.3 and 8.14.3), both with the day of access. It does not say how wide its marks
are: as it is printed, and as the 344 examples of its style files have it (github.com/zotero-chinese/styles), colons,
commas and round brackets are full-width, all other marks half-width. GB/T 7714-2015 has one form for all that is online
(4.6); it knows the mark DS but no version, so a version stands where numbers of documents stand, after the title. Its
marks are half-width here, as its style for TeX has them (github.com/zepinglee/gbt7714-bibtex-style). APA: Publication
Manual, seventh edition, 10.9 and 10.16. BibTeX: `online` and `dataset` of BibLaTeX, `misc` to styles that know neither.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from urllib.parse import quote

from babel.dates import format_date

_RELEASED: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")

# Each character that TeX would act on. Braces have names too: BibTeX counts even \{ when it looks for the end.
_TEX: Final = str.maketrans({
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
})  # fmt: skip
_ENDS: Final = tuple(".?!。？！")  # after them a sentence needs no full stop
_IN_ADDRESS: Final = "%:/?#[]@!$&'()*+,;=~"  # characters of a URL that stay (RFC 3986)


class Marks(NamedTuple):
    """The marks of an edition of GB/T 7714 that are not those of the other."""

    colon: str
    opening: str
    closing: str

    def enclose(self, published: str) -> str:
        """Return the date `published` in brackets, as far as it is known; "" if it is not."""
        known = join_date(published)
        return f"{self.opening}{known}{self.closing}" if known else ""


GBT_2025: Final = Marks("：", "（", "）")
GBT_2015: Final = Marks(": ", "(", ")")


@dataclass(frozen=True)
class Work:
    """A web page or a `data_set` at `address`, as read on the day `accessed`; "" for what is not known.

    It was `published` in YYYY, YYYY-MM or on YYYY-MM-DD, by `author`, on a `platform` that is not the author's own.
    `key` names it in BibTeX.
    """

    author: str
    title: str
    published: str
    address: str
    accessed: date
    key: str
    data_set: bool = False
    version: str = ""
    platform: str = ""


def write_gbt_2025(work: Work) -> str:
    """Return the reference to `work` after GB/T 7714-2025."""
    return _write_gbt(work, work.title, _number(work), work.platform + GBT_2025.enclose(work.published))


def write_gbt_2015(work: Work) -> str:
    """Return the reference to `work` after GB/T 7714-2015; a platform is its publisher, whose year has no brackets."""
    year, *_ = split_date(work.published)
    released = _join(", ", work.platform, year) if work.platform else GBT_2015.enclose(work.published)
    return _write_gbt(work, _join(GBT_2015.colon, work.title, _number(work)), "", released)


def write_apa(work: Work) -> str:
    """Return the reference to `work` after APA 7; one without a date may change, so the day of retrieval is told."""
    version = f" (Version {work.version})" if work.version else ""
    title = f"{work.title}{version}" + (" [Data set]" if work.data_set else "")
    when = f"({apa_date(work.published)})"
    named = (work.author, when, title) if work.author else (title, when)
    retrieved = "" if join_date(work.published) else f"Retrieved {name_day(work.accessed)}, from "
    return f"{join_sentences(*named, work.platform)} {retrieved}{write_address(work.address)}"


def write_bibtex(work: Work) -> str:
    """Return the entry of `work` for BibTeX and BibLaTeX."""
    fields = {
        "author": work.author and keep_tex(work.author),
        "title": keep_tex(work.title),
        **date_fields(work.published),
        "version": work.version and f"{{{escape_tex(work.version)}}}",
        "organization": work.platform and keep_tex(work.platform),
        **address_fields(work.address, work.accessed),
        "key": "" if work.author else f"{{{work.key}}}",
    }
    return write_entry("dataset" if work.data_set else "online", work.key, fields)


def _write_gbt(work: Work, title: str, version: str, released: str) -> str:
    """Return the reference to `work` in the order that both editions of GB/T 7714 share."""
    mark = "DS" if work.data_set else "EB"
    read = f"{released}[{work.accessed.isoformat()}]"
    return f"{join_sentences(work.author, f'{title}[{mark}/OL]', version, read)} {write_address(work.address)}."


def _number(work: Work) -> str:
    """Return the version of `work` as GB/T 7714-2025 has it (7.4): V1.0."""
    return f"V{work.version}" if work.version[:1].isdigit() else work.version


def _join(mark: str, *parts: str) -> str:
    """Return those of `parts` that are not empty, with `mark` between them."""
    return mark.join(part for part in parts if part)


def join_sentences(*parts: str) -> str:
    """Return those of `parts` that are not empty, each on one line and with the mark that ends it."""
    told = [on_one_line(part) for part in parts]
    return " ".join(part if part.endswith(_ENDS) else f"{part}." for part in told if part)


def on_one_line(text: str) -> str:
    """Return `text` with control characters and rows of spaces as one space."""
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).split())


def write_address(url: str) -> str:
    """Return `url` in the characters of RFC 3986: no space ends it early, and no brace closes a BibTeX field."""
    return quote(url, safe=_IN_ADDRESS, errors="replace")


def write_entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Return the BibTeX entry `key` of a `kind` with those of `fields` that are not empty."""
    lines = [f"  {field} = {value}," for field, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def keep_tex(text: str) -> str:
    """Return the BibTeX value of `text`, in the braces that keep its letters, and a name whole."""
    return f"{{{{{escape_tex(text)}}}}}"


def escape_tex(text: str) -> str:
    """Return `text` on one line, with nothing in it that TeX would act on."""
    return on_one_line(text).translate(_TEX)


def date_fields(published: str) -> dict[str, str]:
    """Return the BibTeX fields of the date `published`."""
    year, month, _ = split_date(published)
    # jan to dec are words that BibTeX itself knows
    return {"year": year and f"{{{year}}}", "month": _name_month(month, "MMM").lower()}


def address_fields(url: str, accessed: date) -> dict[str, str]:
    """Return the BibTeX fields of `url` and of the day on which it was read."""
    return {"url": f"{{{write_address(url)}}}", "urldate": f"{{{accessed.isoformat()}}}"}


def split_date(published: str) -> tuple[str, str, str]:
    """Return year, month and day of the date `published`, "" for each that is not known."""
    found = _RELEASED.fullmatch(published)
    return (found[1], found[2] or "", found[3] or "") if found else ("", "", "")


def join_date(published: str) -> str:
    """Return the date `published` as 2024-12-18, as far as it is known."""
    return _join("-", *split_date(published))


def apa_date(published: str) -> str:
    """Return the date `published` as 2024, December 18, as far as it is known."""
    year, month, day = split_date(published)
    if not month:
        return year or "n.d."
    return f"{year}, {_name_month(month, 'MMMM')}" + (f" {int(day)}" if day else "")


def name_day(day: date) -> str:
    """Return `day` as November 4, 2026."""
    return format_date(day, "MMMM d, yyyy", locale="en")


def _name_month(month: str, form: str) -> str:
    """Return the English name of `month` (01 to 12) in the CLDR `form`, "" for none."""
    return format_date(date(2000, int(month), 1), form, locale="en") if month else ""
