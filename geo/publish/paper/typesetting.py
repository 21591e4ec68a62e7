"""Texts set as a tagged PDF by typst: handed to a template as JSON, they stay text whatever they hold."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

import typst

from geo.publish.paper.packing import pack_pdf
from geo.text import drop_unseen

STANDARD: Final = "ua-1"  # PDF/UA-1: tags, languages and alternative texts, which typst checks
MISSING: Final = "\ufffd"  # stands for a character that no font of the machine has
_NO_GLYPH: Final = re.compile(r'the text `"(.+?)"` could not be displayed')  # of what typst says
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")  # of a character in it
_BREAKS: Final = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")

Said = dict[str, Any]  # what a template says of a thing


def set_pdf(template: Path, said: Said, day: date) -> bytes:
    """Return the PDF/UA of `template`, dated `day`, which reads what is `said` as JSON in `sys.inputs.data`.

    Texts are set on one line and without what cannot be printed; a character that no font of this machine has is shown
    as �. The same is always made of the same.
    """
    data = json.dumps(clean(said), ensure_ascii=False)
    try:
        return pack_pdf(compile_pdf(template, data, day))
    except typst.TypstError as error:
        missing = find_missing(str(error.diagnostic))
        if not missing:
            raise
    return pack_pdf(compile_pdf(template, data.translate(dict.fromkeys(map(ord, missing), MISSING)), day))


def compile_pdf(template: Path, data: str, day: date) -> bytes:
    """Return the PDF of `template` as typst writes it; typst.TypstError if any font lacks a character of `data`."""
    midnight = datetime.combine(day, time(), UTC)
    return typst.compile(template, sys_inputs={"data": data}, pdf_standards=STANDARD, timestamp=midnight)


def find_missing(diagnostic: str) -> set[str]:
    """Return the characters that no font has, after the errors of typst."""
    quoted = "".join(_NO_GLYPH.findall(diagnostic))
    return {*_ESCAPED.sub(lambda code: chr(int(code[1], 16)), quoted)}


def clean(said: Any) -> Any:  # noqa: ANN401 (as JSON has it)
    """Return `said` with each text in it on one line, and without what cannot be printed."""
    if isinstance(said, str):
        return drop_unseen(_BREAKS.sub(" ", said))
    if isinstance(said, Mapping):
        return {name: clean(value) for name, value in said.items()}
    return [clean(value) for value in said] if isinstance(said, list | tuple) else said
