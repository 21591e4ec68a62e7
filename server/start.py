"""What is made ready before the port answers, and kept current afterwards."""

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Event, Thread
from typing import Final

from geo.addresses import PAGES
from pages.parts.atlas_cache import data_folder
from server.assets import pack_all
from server.connections import DESCRIPTORS_PER_VIEWER, limit_connections, raise_descriptors
from server.logs import open_log

# Seconds for which a thread may keep the others waiting, instead of Python's 0.005: under eight connections that draw
# stages, a viewer's p95 was 71 ms with that, 39 ms with 0.001, 30 ms with this; alone it is 18 ms with any.
SWITCH_S: Final = 0.0002
MAX_START_S: Final = 120  # seconds that the port waits for a disk that does not answer
_LOG: Final = logging.getLogger(__name__)


@asynccontextmanager
async def make_ready(_app: object) -> AsyncIterator[None]:
    """Load what every viewer needs, then let the port answer; look after the data folder until the end."""
    sys.setswitchinterval(SWITCH_S)
    open_log()
    limit_connections()
    viewers = raise_descriptors() // DESCRIPTORS_PER_VIEWER
    _LOG.info("The system's limit of open files is enough for about %d viewers at once", viewers)
    folder, read, end = data_folder(), Event(), Event()
    Thread(target=folder.watch, args=(read, end), name="data folder", daemon=True).start()
    pack_all()
    import_pages()
    if not read.wait(MAX_START_S):
        _LOG.error("%s does not answer: the atlas starts without it", folder.path)
    yield
    end.set()


def import_pages() -> None:
    """Import what the pages' scripts import, so that no viewer waits for it: half a second.

    Not the map's frame itself: a component is registered by the first run that imports it, and by nothing else.
    """
    for module in ("folium.plugins", "pages.parts.layout", "pages.parts.results", "pages.parts.shell"):
        import_module(module)
    for page in PAGES:
        import_module(f"pages.screens.{page.name}")
