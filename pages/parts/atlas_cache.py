"""The atlas that pages and data endpoints share: read once, and again when a file of the data folder changes."""

import hashlib
import json
import logging
import os
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from geo.map.folium_map import map_data
from geo.query.atlas import Atlas, open_atlas
from geo.tables.faults import DataError
from geo.tables.files import fingerprint
from geo.text import translator

PROJECT = Path(__file__).parents[2]
_LOG: Final = logging.getLogger(__name__)


def data_folder() -> Path:
    """Return the folder that ATLAS_DATA names, else the project's own."""
    return Path(os.environ.get("ATLAS_DATA") or PROJECT / "data")


def current_atlas(scheme: str) -> Atlas:
    """Return the atlas of the data folder as its files are now, regions after `scheme`.

    Raises
    ------
    DataError
        If anything in the folder is wrong; every fault is named.
    """
    folder = data_folder()
    opened = _open(folder, scheme, fingerprint(folder))
    if isinstance(opened, DataError):
        raise DataError(opened.faults)  # a new one: raised again and again, one would keep every caller's frames
    return opened


@lru_cache(maxsize=4)  # two schemes, before and after a change
def _open(folder: Path, scheme: str, _files: tuple[tuple[str, int, int], ...]) -> Atlas | DataError:
    """Return the atlas, or what is wrong: a faulty folder is read once per change, and its operator told once."""
    try:
        return open_atlas(folder, scheme)
    except DataError as error:
        first, *others = error.faults
        _LOG.error(
            "Faults in %s: %s (and %d more: python -m geo check)", folder, first.text(translator("en")), len(others)
        )
        return error


@lru_cache(maxsize=4)
def map_json(atlas: Atlas) -> bytes:
    """Return what the layer of the map fetches once."""
    return json.dumps(map_data(atlas.places, atlas.tables.themes), ensure_ascii=False).encode()


@lru_cache(maxsize=4)
def map_version(atlas: Atlas) -> str:
    """Return what changes with that, for its address."""
    return hashlib.sha256(map_json(atlas)).hexdigest()[:12]


@cache
def land() -> dict[str, Any]:
    """Return the land of the base map, as GeoJSON."""
    return dict(json.loads((PROJECT / "data/basemap/land.geojson").read_text("utf-8")))
