"""Every address that the server answers, and the middleware on all of them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route, WebSocketRoute
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from geo import addresses
from pages.parts.atlas_cache import map_approval
from server.access import CheckHost, CheckOrigin, CloseEndpoints, TakeBytes, allowed_hosts
from server.assets import FILES, MEDIA, MODULES, answer_file, answer_modules, answer_worker
from server.atlas_page import answer_atlas
from server.charts import CHARTS
from server.costs import in_turn_for_files, in_turn_for_stages
from server.desk import answer_desk
from server.downloads import CSV_FILES, answer_csv, answer_facts, answer_geojson, answer_metadata, answer_xlsx
from server.fonts import answer_font
from server.headers import AddHeaders
from server.health import answer_health
from server.lost import TellLost
from server.map_data import answer_map, answer_view
from server.pictures import answer_picture
from server.published import answer_published
from server.site import answer_manifest, answer_robots, answer_sitemap
from server.stage.data_style import answer_data_style
from server.stage.finder import answer_found, answer_sought
from server.stage.relay import join_room
from server.stage.views import answer_code, answer_speaker, answer_stage, answer_tour_map
from server.streamlit_page import answer_page
from server.uploads import BoundUploads

T = TypeVar("T")

# A proxy on this machine may say that it was reached by https. uvicorn itself trusts 127.0.0.1 alone, and Streamlit
# listens on IPv6, where that is another name.
PROXIES: Final = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]

ENDPOINTS: Final = {
    **{page.address.removeprefix(addresses.MAP): answer_page(page) for page in addresses.PAGES},
    addresses.CASES_GEOJSON: in_turn_for_files(answer_geojson),
    addresses.CASES_CSV: in_turn_for_files(answer_csv),
    addresses.FACTS_CSV: in_turn_for_files(answer_facts),
    **{
        f"{address}{addresses.METADATA}": answer_metadata(address, title, columns)
        for address, title, columns in CSV_FILES
    },
    addresses.CASES_XLSX: in_turn_for_files(answer_xlsx),
    **{address: in_turn_for_files(answer) for address, answer in CHARTS.items()},
    addresses.PUBLISHED: answer_published,
    addresses.ATLAS: answer_atlas,
    addresses.HEALTHZ: answer_health,
    addresses.ROBOTS: answer_robots,
    addresses.SITEMAP: in_turn_for_files(answer_sitemap),
    addresses.MANIFEST: answer_manifest,
    addresses.PICTURE: in_turn_for_files(answer_picture),
    addresses.MAP_DATA: answer_map,
    addresses.MAP_VIEW: answer_view,
    **{addresses.asset(name): answer_file(MEDIA[Path(name).suffix], *paths) for name, paths in FILES.items()},
    **{addresses.asset(name): answer_modules(entry) for name, entry in MODULES.items()},
    addresses.DATA_STYLE: answer_data_style,
    addresses.SERIF: answer_font,
    addresses.STAGE: in_turn_for_stages(answer_stage),
    addresses.STAGE_MAP: answer_tour_map,
    addresses.STAGE_WORKER: answer_worker,
    addresses.SPEAKER: in_turn_for_stages(answer_speaker),
    addresses.QR_CODE: in_turn_for_stages(answer_code),
    addresses.FIND: answer_found,
    addresses.SOUGHT: in_turn_for_stages(answer_sought),
}


POSTED: Final = {addresses.DESK: answer_desk}  # what is answered to a body that was sent


def read_setting(read: Callable[[], T]) -> T:
    """Return what `read` finds in the environment; a wrong setting ends the start, with one line for the operator."""
    try:
        return read()
    except ValueError as error:
        sys.exit(str(error))  # he must know before he invites anybody


def list_middleware(base_path: str) -> list[Middleware]:
    """Return what stands before every answer below `base_path`, the outermost first."""
    hosts = read_setting(allowed_hosts)
    return [
        Middleware(ProxyHeadersMiddleware, trusted_hosts=PROXIES),
        Middleware(AddHeaders),
        Middleware(CheckHost, allowed=hosts),
        Middleware(CheckOrigin),
        Middleware(TakeBytes),
        Middleware(CloseEndpoints, base_path=base_path),
        Middleware(BoundUploads, base_path=base_path),
        Middleware(TellLost, base_path=base_path, known=frozenset(ENDPOINTS) | frozenset(POSTED)),
    ]


def list_routes(base_path: str) -> list[BaseRoute]:
    """Return all routes below `base_path`, as `--server.baseUrlPath` has it ("": none)."""
    read_setting(map_approval)
    root = f"/{base_path.strip('/')}".rstrip("/")
    rooms = WebSocketRoute(f"{root}/{addresses.ROOM}/{{room}}", join_room)
    given = (Route(f"{root}/{address}", answer) for address, answer in ENDPOINTS.items())
    taken = (Route(f"{root}/{address}", answer, methods=["POST"]) for address, answer in POSTED.items())
    return [*given, *taken, rooms]
