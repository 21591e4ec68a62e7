"""The bytes of a list become text: the form and the encoding are decided by strict rules, or named as a fault."""

import re
from typing import Final

from geo.tables.faults import Fault
from geo.tables.files import name_encoding

_EMPTY: Final = "the file is empty: it must hold one line for each case"
_OTHER_FORM: Final = "the file is {form}: give the list as text, CSV or XLSX"
_OLD_EXCEL: Final = "the file is an Excel workbook of the old form (.xls): save it as XLSX"
_NUL: Final = "a NUL byte stands here, the file seems damaged: save it again as UTF-8"
_MIXED: Final = "the file is in two encodings, this line is UTF-8 and others are GB18030: save it all as UTF-8"

# How files begin that are no list, with the names of their forms.
_FORMS: Final = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"RIFF": "WebP", b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF", b"Rar!": "RAR", b"7z\xbc\xaf": "7-Zip", b"\x1f\x8b": "gzip", b"{\\rtf": "RTF",
}  # fmt: skip
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
ZIP: Final = b"PK\x03\x04"  # also how an XLSX begins

_CHINESE: Final = re.compile("[一-鿿]")
_COMMON: Final = range(0xB0, 0xD8)  # first bytes of the 3,755 common characters of GB 2312
_MIN_COMMON: Final = 0.7  # share of common characters, below which a text is not Chinese read in the right encoding


def refuse_form(raw: bytes, file: str) -> Fault | None:
    """Return the fault of a `file` that is empty or plainly no list, if it is."""
    if not raw.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
        return Fault(file, None, None, None, _EMPTY)
    if raw.startswith(_OLD_OFFICE):
        return Fault(file, None, None, None, _OLD_EXCEL)
    form = next((name for begin, name in _FORMS.items() if raw.startswith(begin)), None)
    return Fault(file, None, None, None, _OTHER_FORM, {"form": (form,)}) if form else None


def decode(raw: bytes, file: str) -> tuple[str, Fault | None]:
    """Return the text of `raw`: UTF-8, UTF-16 or GB18030, or nothing and the fault that keeps it from being read."""
    for encoding in _list_encodings(raw):
        try:
            text = raw.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            return "", Fault(file, text[: text.index("\0")].count("\n") + 1, None, None, _NUL)
        if encoding != "gb18030":
            return text, None
        if fault := _doubt(raw, text, file):
            return "", fault
        return text, None
    return "", _find_mixture(raw, file) or name_encoding(raw, file, 0)


def _list_encodings(raw: bytes) -> tuple[str, ...]:
    """Return the encodings to be tried in turn: the one that a mark or the line ends tell, else the two of Chinese."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf_16",)
    ends = {"utf_16_le": b"\n\0", "utf_16_be": b"\0\n"}
    wide = tuple(name for name, end in ends.items() if len(raw) % 2 == 0 and raw.find(end) % 2 == 0)
    # Chinese in UTF-8 is no UTF-16, though a NUL in it may look like a line end of that.
    told = () if _is_chinese(raw) else tuple(name for name in wide if not _has_nul(raw, name))
    return told or ("utf_8", "gb18030")


def _has_nul(raw: bytes, encoding: str) -> bool:
    """Return whether `raw` read so has a NUL; so does any text read in the wrong one of both orders."""
    return "\0" in raw.decode(encoding, "replace")


def _doubt(raw: bytes, text: str, file: str) -> Fault | None:
    """Return why `text`, read as GB18030, is not what was written: some lines are UTF-8, or it is hardly Chinese."""
    return _find_mixture(raw, file) or (None if _is_common(text) else name_encoding(raw, file, 0))


def _find_mixture(raw: bytes, file: str) -> Fault | None:
    """Return the fault of the first line with Chinese in UTF-8: GB18030 hardly ever makes one by chance."""
    lines = enumerate(raw.split(b"\n"), start=1)
    found = next((row for row, line in lines if not line.isascii() and _is_chinese(line)), None)
    return None if found is None else Fault(file, found, None, None, _MIXED)


def _is_chinese(line: bytes) -> bool:
    """Return whether a line is strict UTF-8 with a Chinese character."""
    try:
        return _CHINESE.search(line.decode("utf_8")) is not None
    except UnicodeDecodeError:
        return False


def _is_common(text: str) -> bool:
    """Return whether most Chinese characters of `text` are common ones, as in any Chinese that was read rightly."""
    letters = _CHINESE.findall(text)
    common = sum(letter.encode("gb2312", "replace")[0] in _COMMON for letter in letters)
    return bool(letters) and common >= _MIN_COMMON * len(letters)
