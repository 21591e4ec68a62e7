"""How to cite a case, the source of a fact and the atlas itself, in each style, as plain text.

A case is cited as a part of the publication, read in this atlas. No author, publisher or place of it is known, so none
is written: each style then begins with the title. In brackets stands our translation, as APA marks translations. The
source of a fact is the web page that tells it, by its publisher. The atlas is a data set of the project of its name.
"""

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from geo.export.references import (
    GBT_2015,
    GBT_2025,
    Marks,
    Work,
    address_fields,
    apa_date,
    date_fields,
    keep_tex,
    name_day,
    on_one_line,
    write_address,
    write_apa,
    write_bibtex,
    write_entry,
    write_gbt_2015,
    write_gbt_2025,
)
from geo.text import to_translate, translator

ATLAS: Final = to_translate("City Governance Case Map")
_LISTS: Final = {  # as published, and in our English
    "international": ("国际都市治理", "International list"),
    "domestic": ("中国城市治理", "Chinese list"),
}

Row = Mapping[str, Any]


def cite_gbt_2025(case: Row, edition: Row, url: str, accessed: date) -> str:
    """Return the reference of a `case` after GB/T 7714-2025: a part of what is online, with the day of access.

    What it is a part of follows // (6.2), as for a part of a book (8.3.2): the form of web pages (8.11.3) names none.
    """
    return _cite_part(case, edition, url, accessed, GBT_2025)


def cite_gbt(case: Row, edition: Row, url: str, accessed: date) -> str:
    """Return the reference of a `case` after GB/T 7714-2015: a part of an electronic resource, half-width marks.

    The standard lets place, publisher and, with numbered references, an unknown author be left out.
    """
    return _cite_part(case, edition, url, accessed, GBT_2015)


def cite_apa(case: Row, edition: Row, url: str, accessed: date) -> str:
    """Return the reference of a `case` after APA 7: a part of a work without an author, "n.d." without a date.

    Titles keep their Chinese characters; a journal that wants them romanised says so. The atlas may change, so the day
    of retrieval stands with the address.
    """
    _, name = _LISTS[case["list"]]
    return (
        f"{_with_translation(case)}. ({apa_date(_released(edition))}). "
        f"In {_with_translation(edition)} ({name}, No. {case['position']}). "
        f"{ATLAS}. Retrieved {name_day(accessed)}, from {write_address(url)}"
    )


def cite_bibtex(case: Row, edition: Row, url: str, accessed: date) -> str:
    """Return the entry of a `case` for BibTeX and BibLaTeX; its key never changes, such as cgcm2024int01.

    TeX specials are escaped, and braces keep the letters of a title as they are. BibTeX sorts by `key` where there is
    no author.
    """
    _, name = _LISTS[case["list"]]
    fields = {
        "title": keep_tex(case["title_zh"]),
        "booktitle": keep_tex(edition["title_zh"]),
        **date_fields(_released(edition)),
        "note": f"{{{name}, no. {case['position']}; read in the {ATLAS}}}",
        **address_fields(url, accessed),
        "key": f"{{{case['case_id']}}}",
    }
    return write_entry("incollection", f"cgcm{case['case_id'].replace('-', '')}", fields)


def describe_source(fact: Row, accessed: date) -> Work:
    """Return the web page that tells `fact` (`source_title`, `source_publisher`, `source_url`, `source_date`).

    A title in square brackets is ours, for a page that shows none: GB/T 7714 (7.2.1) and APA mark it so too.
    """
    address = fact["source_url"]
    return Work(
        author=fact["source_publisher"],
        title=fact["source_title"],
        published=fact["source_date"],
        address=address,
        accessed=accessed,
        key=f"cgcmsource{zlib.crc32(address.encode(errors='replace')):08x}",  # the same for every fact of a page
    )


def describe_atlas(package: Row, language: str, url: str, accessed: date) -> Work:
    """Return the data of the atlas at `url`, which `package` describes, by its name in `language`."""
    name = translator(language).gettext(ATLAS)
    title = package.get("title_zh" if language == "zh" else "title") or package.get("title") or name
    version = package.get("version", "")
    return Work(
        author=name,
        title=title,
        published=package.get("created", "")[: len("YYYY-MM-DD")],
        address=url,
        accessed=accessed,
        key="cgcmdata" + re.sub(r"[^A-Za-z0-9.-]", "", version),
        data_set=True,
        version=version,
    )


@dataclass(frozen=True)
class Style:
    """A style by its `name`, how it cites a case and a `Work`, and the `language` in which it names the atlas."""

    name: str
    language: str
    cite_case: Callable[[Row, Row, str, date], str]
    cite_work: Callable[[Work], str]

    def cite_fact(self, fact: Row, accessed: date) -> str:
        """Return the reference to the source of `fact`."""
        return self.cite_work(describe_source(fact, accessed))

    def cite_atlas(self, package: Row, url: str, accessed: date) -> str:
        """Return the reference to the data of the atlas at `url`, which `package` describes."""
        return self.cite_work(describe_atlas(package, self.language, url, accessed))


STYLES: Final = (
    Style("GB/T 7714-2025", "zh", cite_gbt_2025, write_gbt_2025),
    Style("GB/T 7714-2015", "zh", cite_gbt, write_gbt_2015),
    Style("APA", "en", cite_apa, write_apa),
    Style("BibTeX", "en", cite_bibtex, write_bibtex),
)


def _cite_part(case: Row, edition: Row, url: str, accessed: date, marks: Marks) -> str:
    """Return the reference of a `case` as both editions of GB/T 7714 have it, with the `marks` of one."""
    name, _ = _LISTS[case["list"]]
    where = f"{on_one_line(edition['title_zh'])}{marks.colon}{name}第{case['position']}条"
    dates = f"{marks.enclose(_released(edition))}[{accessed.isoformat()}]"
    return f"{on_one_line(case['title_zh'])}[EB/OL]//{where}. {dates}. {write_address(url)}."


def _with_translation(row: Row) -> str:
    """Return the Chinese title of a case or an edition, and its English one in brackets if there is one."""
    english = on_one_line(row["title_en"])
    return on_one_line(row["title_zh"]) + (f" [{english}]" if english else "")


def _released(edition: Row) -> str:
    """Return when `edition` was released, "" in a folder that does not say."""
    return str(edition.get("released", ""))
