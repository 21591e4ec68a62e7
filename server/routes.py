"""Every address that the server answers, and the middleware on all of them."""

from pathlib import Path
from typing import Final

from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from geo.export.csv_geojson import to_csv, to_geojson
from geo.map.folium_map import ASSETS
from pages.parts.labels import page_names
from server.assets import FILES, MEDIA, answer_file, answer_worker
from server.downloads import WORKBOOK, answer_cases, write_workbook
from server.headers import AddHeaders
from server.map_data import answer_map, answer_view
from server.stage.relay import join_room
from server.stage.views import answer_code, answer_speaker, answer_stage, answer_tour_map
from server.streamlit_page import answer_page

# A proxy on this machine may say that it was reached by https. uvicorn itself trusts 127.0.0.1 alone, and Streamlit
# listens on IPv6, where that is another name.
PROXIES: Final = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]
MIDDLEWARE: Final = [Middleware(ProxyHeadersMiddleware, trusted_hosts=PROXIES), Middleware(AddHeaders)]
ROUTES: Final = [
    *(Route(f"/{page}", answer_page) for page in ("", *page_names("en")) if page != "map"),
    Route("/cases.geojson", answer_cases(lambda taken: to_geojson(taken.shown), "application/geo+json", "geojson")),
    Route("/cases.csv", answer_cases(lambda taken: to_csv(taken.shown), "text/csv; charset=utf-8", "csv")),
    Route("/cases.xlsx", answer_cases(write_workbook, WORKBOOK, "xlsx")),
    Route(f"{ASSETS}/atlas.json", answer_map),
    Route(f"{ASSETS}/view.json", answer_view),
    *(Route(f"{ASSETS}/{name}", answer_file(MEDIA[Path(name).suffix], *paths)) for name, paths in FILES.items()),
    Route("/stage", answer_stage),
    Route("/stage/map", answer_tour_map),
    Route("/stage/worker.js", answer_worker),
    Route("/speaker", answer_speaker),
    Route(f"{ASSETS}/code.json", answer_code),
    WebSocketRoute(f"{ASSETS}/room/{{room}}", join_room),
]
