"""The scripts of the stage and of the speaker's view: modules that a browser finds, all at once."""

import re
from urllib.request import urlopen

import pytest

from server.assets import STAGE_FILES
from tests.conftest import PROJECT

ENTRIES = {"stage": "stage.js", "speaker": "speaker.js"}


def imports_of(address: str, script: str) -> set[str]:
    """Return the modules that the published `script` imports."""
    with urlopen(f"{address}/assets/{script}") as answer:  # noqa: S310 (the server that is tested)
        assert answer.headers["content-type"].startswith("text/javascript"), f"{script} is not published"
        return set(re.findall(r'^import [^"]*"\./([^"]+)";', answer.read().decode(), re.MULTILINE))


def modules_of(address: str, entry: str) -> set[str]:
    """Return the script `entry` and all modules that it imports, or that these import."""
    found, new = {entry}, {entry}
    while new:
        new = set().union(*(imports_of(address, script) for script in new)) - found
        found |= new
    return found


@pytest.mark.parametrize(("page", "entry"), ENTRIES.items())
def test_a_page_preloads_each_module_that_its_script_needs_and_no_other(atlas: str, page: str, entry: str) -> None:
    with urlopen(f"{atlas}/{page}") as answer:  # noqa: S310
        html = answer.read().decode()
    assert re.findall(r'<script [^>]*src="([^"]+)"', html) == [f"assets/{entry}"]
    preloaded = set(re.findall(r'<link rel="modulepreload" href="assets/([^"]+)">', html))
    assert preloaded ^ modules_of(atlas, entry) == set()


def test_each_script_that_is_published_is_part_of_a_page(atlas: str) -> None:
    used = set().union(*(modules_of(atlas, entry) for entry in ENTRIES.values()))
    assert {address for address in STAGE_FILES if address.endswith(".js")} ^ used == set()


def test_each_published_file_of_the_stage_lies_in_its_folder() -> None:
    assert [file for file in STAGE_FILES.values() if not (PROJECT / "server/stage" / file).is_file()] == []
