"""Bring the catalogue in line with the texts of code and templates: `make messages`.

New texts come last, without Chinese words yet; texts that are no longer asked for are removed. Babel's own command
would miss texts inside f-strings, and those that faults.py hands to the catalogue.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PROJECT: Final = Path(__file__).parents[2]
CATALOGUE: Final = PROJECT / "geo/locale/zh/LC_MESSAGES/messages.po"
FOLDERS: Final = ("geo", "pages", "server")
TEMPLATES: Final = [("**.html", "jinja2")]
MODULES_WITH_FAULTS: Final = (
    "editions/decoding",
    "editions/folder",
    "editions/placing",
    "editions/plan",
    "editions/questions",
    "editions/reading",
    "editions/sheets",
    "review/cities",
    "review/gaps",
    "review/points",
    "review/titles",
    "review/totals",
    "tables/check",
    "tables/cuts",
    "tables/datapackage",
    "tables/disk",
    "tables/fact_rules",
    "tables/files",
    "tables/renewal",
    "tables/rules",
    "tables/schema",
)  # of geo
WIDTH: Final = 120  # columns of the catalogue

Text = str | tuple[str, str]  # a text, or its singular and plural


def collect_texts() -> dict[str, Text]:
    """Return every text that the catalogue needs, by its singular, in the order of files and lines."""
    found = [text for folder in FOLDERS for text in used_in(folder)]
    return {singular_of(text): text for text in [*found, *fault_messages()]}


def used_in(folder: str) -> Iterator[Text]:
    """Yield every text that the code and the templates of `folder` ask the catalogue for."""
    for path in sorted((PROJECT / folder).rglob("*.py")):
        yield from texts_of(path.read_text("utf-8"))
    for _file, _line, text, _comments, _context in extract_from_dir(PROJECT / folder, TEMPLATES):
        yield text if isinstance(text, str) else (text[0], text[1])


def texts_of(code: str) -> Iterator[Text]:
    """Yield every text that Python `code` asks for."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        match [ast.unparse(call.func).split(".")[-1], *call.args]:
            case ["_" | "gettext" | "to_translate", ast.Constant(value=str(text)), *_]:
                yield text
            case ["ngettext", ast.Constant(value=str(singular)), ast.Constant(value=str(plural)), *_]:
                yield singular, plural


def fault_messages() -> Iterator[str]:
    """Yield what is said of each fault: the text constants of the modules that find faults."""
    for module in MODULES_WITH_FAULTS:
        for statement in ast.parse((PROJECT / "geo" / f"{module}.py").read_text("utf-8")).body:
            match statement:
                case ast.AnnAssign(value=ast.Constant(value=str(text))):
                    yield text


def read_catalogue(path: Path) -> Catalog:
    """Return the catalogue in `path`."""
    with path.open("rb") as source:
        return read_po(source, abort_invalid=True)


def write_catalogue(catalogue: Catalog, path: Path) -> None:
    """Write `catalogue` to `path`, in the order in which it was read."""
    with path.open("wb") as target:
        write_po(target, catalogue, width=WIDTH)


def update_catalogue(catalogue: Catalog, texts: dict[str, Text]) -> tuple[list[str], list[str]]:
    """Add to `catalogue` what it lacks of `texts`, remove all that is not among them, and return both, by singular."""
    kept = [singular_of(message.id) for message in catalogue if message.id]
    new, gone = [text for text in texts if text not in kept], [text for text in kept if text not in texts]
    for text in new:
        catalogue.add(texts[text])
    for text in gone:
        catalogue.delete(text)
    return new, gone


def singular_of(text: str | Iterable[str]) -> str:
    """Return a text, or its singular, by which the catalogue knows it."""
    return text if isinstance(text, str) else next(iter(text))


def main() -> None:
    """Update the Chinese catalogue, and tell what came and what went."""
    catalogue = read_catalogue(CATALOGUE)
    new, gone = update_catalogue(catalogue, collect_texts())
    write_catalogue(catalogue, CATALOGUE)
    for line in [*(f"+ {text}" for text in new), *(f"- {text}" for text in gone)]:
        click.echo(line)


if __name__ == "__main__":
    main()
