"""The headers of every answer: each address by what it is, each kind with its policy."""

from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from geo import addresses
from server.assets import FILES, MODULES, STAGE_NEEDS
from server.headers import FILE_POLICY, STREAMLIT_POLICY, allow
from server.routes import ENDPOINTS
from server.stage.views import SPEAKER_NEEDS

FRAME = "component/streamlit_folium.st_folium/index.html"
STREAMLIT = ["", *(page.address for page in addresses.PAGES if page.address != addresses.MAP), "nowhere"]
PAGES = [*STREAMLIT, addresses.STAGE_MAP, FRAME]  # what Streamlit and folium write
STAGE = [addresses.STAGE, "stage?lang=en&hall=bright", addresses.SPEAKER, addresses.STAGE_WORKER]
DATA = [addresses.CASES_CSV, addresses.CASES_XLSX, addresses.CASES_GEOJSON, addresses.MAP_DATA, addresses.MAP_VIEW]
FILED = [*map(addresses.asset, [*FILES, *MODULES]), addresses.DATA_STYLE]
OTHERS = [addresses.QR_CODE, "assets/code.json?address=http://a.example/", addresses.HEALTH, "_stcore/host-config"]
MISSING = ["_stcore/metrics", "auth/login", "component/nothing/index.html", "stage/"]
FILE_LIKE = [*DATA, *FILED, *OTHERS, *MISSING]


def ask(atlas: str, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    """Return the answer to a request of `path` (relative to the atlas), its body read."""
    connection = HTTPConnection(urlsplit(atlas).netloc, timeout=30)
    try:
        connection.request(method, f"/{path}", headers={name.replace("_", "-"): said for name, said in headers.items()})
        answer = connection.getresponse()
        answer.read()
        return answer
    finally:
        connection.close()


@pytest.fixture(scope="module")
def drawn(atlas: str) -> str:
    """Return the address of the atlas once a viewer has seen its map: Streamlit has its frame from then on."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    with connect(f"{atlas.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:
        socket.send(asked.SerializeToString())
        while ForwardMsg.FromString(socket.recv(30)).WhichOneof("type") != "script_finished":
            pass
    return atlas


def policy(answer: HTTPResponse) -> str | None:
    """Return the policy of `answer`; None if it has none."""
    return answer.getheader("content-security-policy")


def test_each_address_that_the_server_answers_is_of_some_kind() -> None:
    assert {*ENDPOINTS} - {*PAGES, *STAGE, *FILE_LIKE} == set()


# ---- what a browser may load ----


@pytest.mark.parametrize("path", PAGES)
def test_what_streamlit_and_folium_write_may_load_from_this_host_alone(drawn: str, path: str) -> None:
    assert policy(ask(drawn, path)) == STREAMLIT_POLICY
    allowed = {source for part in STREAMLIT_POLICY.split("; ") for source in part.split()[1:]}
    assert allowed == {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"}  # no host, no http:


@pytest.mark.parametrize("path", STAGE)
def test_the_pages_of_a_hall_run_and_style_nothing_that_stands_in_them(atlas: str, path: str) -> None:
    said = policy(ask(atlas, path)) or ""
    assert said.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in said
    assert "*" not in said
    assert said.endswith("; base-uri 'none'; form-action 'self'; frame-ancestors 'self'")


def test_each_page_of_a_hall_may_do_what_it_needs_and_no_more() -> None:
    assert {*STAGE_NEEDS} - {*SPEAKER_NEEDS} == {"frame-src", "worker-src"}
    (said,) = allow("style-src").values()
    assert said == "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"


@pytest.mark.parametrize("path", FILE_LIKE)
def test_what_is_no_page_loads_nothing_and_stands_in_no_frame(atlas: str, path: str) -> None:
    assert policy(ask(atlas, path)) == FILE_POLICY


@pytest.mark.parametrize("path", ["cases.csv", "stage", "assets/hall.css"])
def test_so_does_what_is_refused(atlas: str, path: str) -> None:
    answer = ask(atlas, path, "DELETE")
    assert (answer.status, policy(answer)) == (405, FILE_POLICY)


@pytest.mark.parametrize("path", ["", "favicon.png", "assets/hall.css"])
def test_an_answer_that_says_as_before_leaves_the_policy_as_it_was(atlas: str, path: str) -> None:
    tag = ask(atlas, path).getheader("etag") or ""
    answer = ask(atlas, path, If_None_Match=tag)
    assert (answer.status, policy(answer)) == (304, None)
