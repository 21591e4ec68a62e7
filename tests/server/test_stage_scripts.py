"""The scripts of the stage and of the speaker's view: one file each, joined from all modules of the folder."""

import re
from pathlib import Path
from urllib.request import urlopen

import pytest

from server.assets import MODULES
from tests.conftest import PROJECT

STAGE = PROJECT / "server/stage"
OWN_SCRIPTS = {"service-worker.js"}  # it has a scope of its own


def imports_of(path: Path) -> set[Path]:
    """Return `path` and all modules that it imports, or that these import."""
    named = re.findall(r'^import [^"]*"\./([^"]+)";', path.read_text("utf-8"), re.MULTILINE)
    return {path}.union(*(imports_of(path.with_name(name)) for name in named))


@pytest.mark.parametrize("page", ["stage", "speaker"])
def test_a_page_loads_one_script_that_stands_alone(atlas: str, page: str) -> None:
    with urlopen(f"{atlas}/{page}") as answer:  # noqa: S310 (the server that is tested)
        assert re.findall(r'<script [^>]*src="([^"]+)"', answer.read().decode()) == [f"assets/{page}.js"]
    with urlopen(f"{atlas}/assets/{page}.js") as answer:  # noqa: S310
        assert not re.search(r"^(import|export)\b", answer.read().decode(), re.MULTILINE)


def test_each_module_of_the_folder_is_part_of_a_page() -> None:
    used = set().union(*(imports_of(MODULES[entry]) for entry in ("stage.js", "speaker.js")))
    assert {path.name for path in STAGE.glob("*.js")} ^ {path.name for path in used} == OWN_SCRIPTS
