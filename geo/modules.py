"""Join the ES modules of a script into one classic script.

streamlit-folium's loader makes a classic <script> for each file and waits for one before it asks for the next: it
cannot load modules, and a chain of them would hold back the first view of the map. The stage, which could, takes one
file in place of thirty over a hall's network.
"""

import os.path
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

# What must not be mistaken for code; first a block comment that has its lines for itself.
_NO_CODE: Final = re.compile(
    r"""
    (?P<block>^[\ \t]*/\*(?:(?!\*/).)*\*/[\ \t]*\n)
    | /\*.*?\*/ | //[^\n]*
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | `(?:\\.|[^`\\])*`
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_IMPORT_STATEMENT: Final = re.compile(r"^import\b[^;]*;\n?", re.MULTILINE)
_PATH: Final = r"(?:\./|(?:\.\./)+)(?:[\w-]+/)*[\w-]+\.js"  # relative, in this folder or another
_NAMED_IMPORT: Final = re.compile(rf'import\s*\{{\s*(\w+(?:\s*,\s*\w+)*)\s*,?\s*\}}\s*from\s*"({_PATH})";\n?')
_EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:const|let|function|class)\b)", re.MULTILINE)
_DECLARATION: Final = re.compile(
    r"^(export )?(?:async )?(?:const|let|var|function\b\*?|class)\s*([\w$]+|[{\[].*)", re.MULTILINE
)
_NOT_UNDERSTOOD: Final = re.compile(r"\bimport\s*[(.].*|^import\b.*|^export\b.*", re.MULTILINE)


class ModuleError(ValueError):
    """A module is written in a form that the joiner does not understand, or does not fit the others."""

    def __init__(self, path: Path, problem: str) -> None:
        """Take the path of the module and what is wrong with it."""
        super().__init__(f"{path.name}: {problem}")


class Module(NamedTuple):
    """One module: what it imports (names by path), what it declares at its top level and exports, and its code."""

    imports: Mapping[Path, tuple[str, ...]]
    declared: tuple[str, ...]
    exported: frozenset[str]
    code: str


def join_modules(entry: Path) -> str:
    """Return the module `entry` and all that it imports as one classic script, each module once, after its imports.

    All share one scope: imports, the word `export` and comments on lines of their own are removed.

    Raises
    ------
    ModuleError
        If a module has a form other than `import { a, b } from "./file.js";` (or from another folder) and the export of
        a declaration, imports what is not exported, imports itself by way of others, or declares a name that another
        declares too.
    """
    modules = _gather(entry, (), {})
    _check_names(modules)
    code = "\n".join(_without_comments(module.code).strip("\n") for module in modules.values())
    return f'(() => {{\n"use strict";\n{code}\n}})();\n'


def _gather(path: Path, importers: tuple[Path, ...], known: Mapping[Path, Module]) -> Mapping[Path, Module]:
    """Return `known` and the module at `path`, after all that it imports, by way of others too."""
    if path in importers:
        raise ModuleError(path, f"imports itself: {' -> '.join(file.name for file in (*importers, path))}")
    module = parse_module(path, path.read_text("utf-8"))
    for imported in module.imports:
        if imported not in known:
            known = _gather(imported, (*importers, path), known)
    return {**known, path: module}


def parse_module(path: Path, text: str) -> Module:
    """Return the module whose source is `text`.

    Raises
    ------
    ModuleError
        If it has a form that the joiner does not understand; the form is quoted.
    """
    imports = _read_imports(path, text)
    body = _without(_IMPORT_STATEMENT, text)
    declarations = _DECLARATION.findall(_blank(body))
    code = _without(_EXPORT, body)
    _refuse(path, code, declarations)
    declared = tuple(name for _, name in declarations)
    return Module(imports, declared, frozenset(name for export, name in declarations if export), code)


def _read_imports(path: Path, text: str) -> dict[Path, tuple[str, ...]]:
    """Return the names that the module at `path` imports, by the path of the module that has them."""
    imports: dict[Path, tuple[str, ...]] = {}
    for statement in _IMPORT_STATEMENT.finditer(_blank(text)):
        written = text[statement.start() : statement.end()]
        named = _NAMED_IMPORT.fullmatch(written)
        if not named:
            raise ModuleError(path, f"{' '.join(written.split())!r} is not understood")
        source = Path(os.path.normpath(path.parent / named[2]))
        imports[source] = (*imports.get(source, ()), *re.findall(r"\w+", named[1]))
    return imports


def _refuse(path: Path, code: str, declarations: list[tuple[str, str]]) -> None:
    """Raise if imports, exports or declarations are left in `code` whose names would not be known."""
    left = _NOT_UNDERSTOOD.search(_blank(code))
    if left:
        raise ModuleError(path, f"{code[left.start() : left.end()].strip()!r} is not understood")
    for _, name in declarations:
        if name[0] in "{[":
            raise ModuleError(path, f"{name!r} is not understood: at the top level each declaration names one thing")


def _check_names(modules: Mapping[Path, Module]) -> None:
    """Raise if a module imports what is not exported, or two declare the same name."""
    owners: dict[str, Path] = {}
    for path, module in modules.items():
        for source, names in module.imports.items():
            missing = [name for name in names if name not in modules[source].exported]
            if missing:
                raise ModuleError(path, f"imports {missing[0]!r}, which {source.name} does not export")
        for name in module.declared:
            if owners.setdefault(name, path) != path:
                raise ModuleError(path, f"declares {name!r}, as {owners[name].name} does")


def _without_comments(text: str) -> str:
    """Return `text` without the block comments that have their lines for themselves."""
    return _NO_CODE.sub(lambda found: "" if found["block"] else found[0], text)


def _blank(text: str) -> str:
    """Return `text` with blanks for comments and strings; everything else stays where it is."""
    return _NO_CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Return `text` without the code that `pattern` finds; comments and strings are no code."""
    left, end = [], 0
    for found in pattern.finditer(_blank(text)):
        left.append(text[end : found.start()])
        end = found.end()
    return "".join([*left, text[end:]])
