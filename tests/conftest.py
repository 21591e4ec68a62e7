"""Folders of data that a test may break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parent.parent / "data"

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped tables."""
    copy = tmp_path / "data"
    copy.mkdir()
    for table in SHIPPED.glob("*.csv"):
        shutil.copy(table, copy)
    return copy


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Return a function that replaces the first `old` of a file in `folder` by `new`."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text, f"{file} has no {old!r} to break"
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return replace
