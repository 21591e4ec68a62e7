"""The atlas that pages and endpoints share: the last good state of the data folder, read again when a file changes."""

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from threading import Event, Lock
from typing import Any, Final

from geo.approval import read_approval
from geo.map.folium_map import map_data
from geo.query.atlas import Atlas, open_atlases
from geo.tables.check import list_remarks
from geo.tables.datapackage import read_package
from geo.tables.faults import MAX_SAID_FAULTS, DataError, Fault
from geo.tables.files import fingerprint
from geo.text import to_translate, translator

PROJECT = Path(__file__).parents[2]
_LOG: Final = logging.getLogger(__name__)
POLL_S: Final = 0.25  # seconds between two looks at a folder that is watched: nine files, some 20 µs
MAX_WAIT_S: Final = 10  # seconds that somebody who asks waits until a folder that was never good is read
_NOT_YET: Final = to_translate("the folder does not answer yet: see that its disk is there")


@dataclass(frozen=True)
class Reading:
    """What was last read of a data folder.

    `atlases` (by scheme of regions; none if the folder was never good) and `package` (what datapackage.json says) are
    of the last time that it was good, `good_at`, with the `remarks` on it; `faults` are what is wrong with it now.
    """

    atlases: Mapping[str, Atlas] = field(default_factory=dict)
    package: Mapping[str, Any] = field(default_factory=dict)
    good_at: datetime | None = None
    remarks: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()


class DataFolder:
    """A data folder and what was last read of it; one that is `watched` is read by its watcher alone."""

    def __init__(self, path: Path) -> None:
        """Take the folder `path`, unread."""
        self.path = path
        self.reading = Reading(faults=(Fault(path.name, None, None, None, _NOT_YET),))
        self.watched = False
        self._files: tuple[tuple[str, int, int], ...] | None = None
        self._lock = Lock()

    def look(self) -> None:
        """Read the folder if a file of it has changed since; what is wrong leaves the atlases as they were.

        However many look at once, it is read once, and they wait for it: at most `MAX_WAIT_S`, for a disk may be dead.
        The atlases that are shown stay until all new ones are ready.
        """
        if self._lock.acquire(timeout=MAX_WAIT_S):
            try:
                self._read_changes()
            finally:
                self._lock.release()

    def watch(self, read: Event, end: Event) -> None:
        """Read the folder, say so by `read`, and read it again after each change until the `end`."""
        self.watched = True
        self._look_safely()
        read.set()
        before = self._files
        while not end.wait(POLL_S):
            files = fingerprint(self.path)
            if files == before:  # nobody is writing just now
                self._look_safely()
            before = files

    def _look_safely(self) -> None:
        """Read the folder if it has changed; an error of ours is told to the operator, and the watch goes on."""
        try:
            self.look()
        except Exception:  # noqa: BLE001 (whatever it is, the last good data stay and the next change is read)
            _LOG.exception("%s cannot be read", self.path)

    def _read_changes(self) -> None:
        """Read the folder if a file of it has changed since."""
        files = fingerprint(self.path)
        if files != self._files:
            self._files = files
            self.reading = read_again(self.path, self.reading)


def read_again(folder: Path, before: Reading) -> Reading:
    """Return what `folder` holds now; while it is faulty, what it held `before` and its faults."""
    try:
        atlases = open_atlases(folder)
    except DataError as error:  # its operator is told once a change, each viewer only that data are being mended
        first, *others = error.faults
        _LOG.error(
            "Faults in %s: %s (and %d more: python -m geo check)", folder, first.text(translator("en")), len(others)
        )
        return replace(before, faults=error.faults)
    _LOG.info("Read %s", folder)
    remarks = tuple(list_remarks(folder))
    for remark in remarks[:MAX_SAID_FAULTS]:
        _LOG.warning("Remark on %s: %s", folder, remark.text(translator("en")))
    return Reading(atlases, read_package(folder), datetime.now().astimezone(), remarks)


@cache
def open_folder(path: Path) -> DataFolder:
    """Return the data folder at `path`, the same to all who ask."""
    return DataFolder(path)


def data_folder() -> DataFolder:
    """Return the folder that ATLAS_DATA names, else the project's own."""
    return open_folder(Path(os.environ.get("ATLAS_DATA") or PROJECT / "data"))


def map_approval() -> str:
    """Return the map's approval number that MAP_APPROVAL states, "" without one; ValueError if it cannot be one."""
    return read_approval(os.environ.get("MAP_APPROVAL", ""))


def current_reading() -> Reading:
    """Return what was last read of the data folder; without a watcher, or anything good, what its files are now."""
    folder = data_folder()
    if not folder.watched or not folder.reading.atlases:
        folder.look()
    return folder.reading


def current_atlas(scheme: str) -> Atlas:
    """Return the last good atlas of the data folder, regions after `scheme`.

    Raises
    ------
    DataError
        If the folder was never good; every fault is named.
    """
    reading = current_reading()
    if not reading.atlases:
        raise DataError(reading.faults)
    return reading.atlases[scheme]


@lru_cache(maxsize=4)  # two schemes, before and after a change
def map_json(atlas: Atlas) -> bytes:
    """Return what the layer of the map fetches once."""
    data = map_data(atlas.places, atlas.tables.themes, atlas.cases, map_approval(), atlas.known["edition"])
    return json.dumps(data, ensure_ascii=False).encode()


@lru_cache(maxsize=4)
def map_version(atlas: Atlas) -> str:
    """Return what changes with that, for its address."""
    return hashlib.sha256(map_json(atlas)).hexdigest()[:12]
