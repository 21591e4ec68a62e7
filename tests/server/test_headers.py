"""The headers of every answer: each address by what it is, each kind with its policy."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest
from starlette.datastructures import MutableHeaders

from geo import addresses
from geo.publish.page.atlas_file import page_policy
from server.assets import FILES, MODULES, STAGE_NEEDS
from server.charts import CHARTS
from server.headers import FILE_POLICY, STREAMLIT_POLICY, allow, secure_cookies, vary_once
from server.routes import ENDPOINTS
from server.stage.views import SPEAKER_NEEDS
from tests.conftest import copy_tables, serve

FRAME = "component/streamlit_folium.st_folium/index.html"
STREAMLIT = ["", *(page.address for page in addresses.PAGES if page.address != addresses.MAP)]
PAGES = [*STREAMLIT, addresses.STAGE_MAP, FRAME]  # what Streamlit and folium write
ONE_PAGE = [addresses.ATLAS]  # the policy that its file has too: tests/browser/test_atlas_file.py
STAGE = [addresses.STAGE, "stage?lang=en&hall=bright", addresses.SPEAKER, addresses.STAGE_WORKER]
CSV = [addresses.CASES_CSV, addresses.FACTS_CSV]
DATA = [*CSV, addresses.CASES_XLSX, addresses.CASES_GEOJSON, addresses.MAP_DATA, addresses.MAP_VIEW]
FILED = [*map(addresses.asset, [*FILES, *MODULES]), addresses.DATA_STYLE]
OTHERS = [
    *(f"{address}{addresses.METADATA}" for address in CSV),
    addresses.QR_CODE,
    "assets/code.json?address=http://a.example/",
    addresses.PUBLISHED,
    addresses.FIND,
    addresses.SOUGHT,
    "assets/find.json?q=rio",
    addresses.HEALTH,
    addresses.HEALTHZ,
    addresses.ROBOTS,
    addresses.SITEMAP,
    addresses.MANIFEST,
    addresses.PICTURE,
    addresses.SERIF,
    "_stcore/host-config",
]
MISSING = ["_stcore/metrics", "auth/login", "component/nothing/index.html", "stage/"]
FILE_LIKE = [*DATA, *CHARTS, *FILED, *OTHERS, *MISSING]


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


def policy(answer: HTTPResponse) -> str | None:
    """Return the policy of `answer`; None if it has none."""
    return answer.getheader("content-security-policy")


def test_each_address_that_the_server_answers_is_of_some_kind() -> None:
    assert {*ENDPOINTS} - {*PAGES, *STAGE, *ONE_PAGE, *FILE_LIKE} == set()


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


@pytest.mark.parametrize("path", ONE_PAGE)
def test_the_page_that_needs_no_server_has_its_own_policy_and_stands_in_no_foreign_frame(atlas: str, path: str) -> None:
    assert policy(ask(atlas, path)) == f"{page_policy()}; frame-ancestors 'self'"
    assert "default-src 'none'" in page_policy()


def test_the_page_that_says_that_nothing_is_here_loads_its_style_and_its_icon(atlas: str) -> None:
    assert policy(ask(atlas, "nowhere")) in allow("style-src", "img-src", "font-src").values()


@pytest.mark.parametrize("path", ["cases.csv", "stage", "assets/hall.css"])
def test_so_does_what_is_refused(atlas: str, path: str) -> None:
    answer = ask(atlas, path, "DELETE")
    assert (answer.status, policy(answer)) == (405, FILE_POLICY)


@pytest.mark.parametrize("path", ["", "favicon.png", "assets/hall.css"])
def test_an_answer_that_says_as_before_leaves_the_policy_as_it_was(atlas: str, path: str) -> None:
    tag = ask(atlas, path).getheader("etag") or ""
    answer = ask(atlas, path, If_None_Match=tag)
    assert (answer.status, policy(answer)) == (304, None)


# ---- what it may use, tell and keep ----


@pytest.mark.parametrize("path", [*PAGES, *STAGE, *ONE_PAGE, *FILE_LIKE])
def test_every_answer_keeps_other_hosts_out(drawn: str, path: str) -> None:
    answer = ask(drawn, path)
    assert answer.getheader("referrer-policy") == "same-origin"
    assert answer.getheader("x-content-type-options") == "nosniff"
    assert answer.getheader("x-frame-options") == "SAMEORIGIN"
    assert answer.getheader("cross-origin-opener-policy") == "same-origin"
    shared = "cross-origin" if path in {addresses.HEALTH, addresses.PICTURE} else "same-origin"
    assert answer.getheader("cross-origin-resource-policy") == shared
    assert answer.getheader("strict-transport-security") is None  # not behind https


@pytest.mark.parametrize("path", ["", "stage", "cases.csv"])
def test_what_the_pages_use_is_theirs_and_what_they_do_not_is_nobodys(atlas: str, path: str) -> None:
    said = dict(one.split("=") for one in (ask(atlas, path).getheader("permissions-policy") or "").split(", "))
    assert {name for name, who in said.items() if who == "(self)"} == {
        "clipboard-write", "fullscreen", "screen-wake-lock",
    }  # fmt: skip
    assert {said[name] for name in ("camera", "geolocation", "microphone", "payment", "usb")} == {"()"}


@pytest.mark.parametrize("path", ["", "stage", "cases.csv", "_stcore/health", "auth/login", "assets/hall.css"])
@pytest.mark.parametrize(("scheme", "said"), [("https", "max-age=31536000"), ("http", None), ("nonsense", None)])
def test_behind_https_a_browser_is_kept_to_it(atlas: str, path: str, scheme: str, said: str | None) -> None:
    assert ask(atlas, path, X_Forwarded_Proto=scheme).getheader("strict-transport-security") == said


@pytest.mark.parametrize(("scheme", "secure"), [("https", 1), ("http", 0)])
def test_behind_https_streamlits_cookie_goes_by_https_alone(atlas: str, scheme: str, secure: int) -> None:
    cookies = ask(atlas, addresses.HEALTH, X_Forwarded_Proto=scheme).headers.get_all("set-cookie") or []
    assert [cookie.split("=")[0] for cookie in cookies] == ["_streamlit_xsrf"]
    assert [cookie.count("; Secure") for cookie in cookies] == [secure]


@pytest.mark.parametrize(
    ("cookie", "kept"),
    [
        ("a=1; Path=/", "a=1; Path=/; Secure"),
        ("a=secure; Path=/", "a=secure; Path=/; Secure"),
        ("a=1; secure; Path=/", "a=1; secure; Path=/"),
    ],
)
def test_a_cookie_is_marked_once(cookie: str, kept: str) -> None:
    headers = MutableHeaders(raw=[(b"set-cookie", cookie.encode()), (b"set-cookie", b"b=2")])
    secure_cookies(headers)
    assert headers.getlist("set-cookie") == [kept, "b=2; Secure"]


# ---- what an answer varies by ----

ENCODING = ["gzip", "identity", "gzip;q=0"]
SPOKEN = [path for path in [*DATA, addresses.STAGE, addresses.SPEAKER] if path != addresses.MAP_DATA]


def varies_by(answer: HTTPResponse) -> list[str]:
    """Return what `answer` varies by, as often as it says so."""
    said = answer.headers.get_all("vary") or []
    return [name.strip().lower() for one in said for name in one.split(",")]


@pytest.mark.parametrize("encoding", ENCODING)
@pytest.mark.parametrize("path", [*PAGES, *STAGE, *ONE_PAGE, *FILE_LIKE])
def test_an_answer_names_once_what_it_varies_by(drawn: str, path: str, encoding: str) -> None:
    named = varies_by(ask(drawn, path, Accept_Encoding=encoding))
    assert len(named) == len({*named})
    if path in FILED or (encoding == "gzip" and path in SPOKEN):
        assert "accept-encoding" in named


@pytest.mark.parametrize("query", ["", "?lang=en", "?lang=nonsense"])
@pytest.mark.parametrize("path", [*STREAMLIT, *SPOKEN, addresses.HEALTHZ, addresses.MANIFEST, "nowhere"])
def test_an_answer_in_the_language_of_its_reader_says_so(atlas: str, path: str, query: str) -> None:
    assert "accept-language" in varies_by(ask(atlas, path + query))


@pytest.mark.parametrize(
    "path",
    [
        addresses.STAGE_MAP,
        FRAME,
        *FILED,
        addresses.MAP_DATA,
        addresses.PICTURE,
        addresses.SERIF,
        addresses.QR_CODE,
        addresses.HEALTH,
    ],
)
def test_an_answer_that_is_the_same_for_every_reader_does_not(drawn: str, path: str) -> None:
    assert "accept-language" not in varies_by(ask(drawn, path))


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an atlas whose data cannot be served."""
    folder = copy_tables(tmp_path_factory.mktemp("faulty"))
    cities = folder / "cities.csv"
    cities.write_text(cities.read_text("utf-8").replace("39.9075", "ninety", 1), "utf-8")
    with serve(folder) as address:
        yield address


@pytest.mark.parametrize("path", ["stage", "speaker", *DATA])
def test_faults_are_named_in_the_language_of_their_reader_and_say_so(faulty: str, path: str) -> None:
    answer = ask(faulty, path)
    assert (answer.status, "accept-language" in varies_by(answer)) == (503, True)


@pytest.mark.parametrize(
    ("said", "once"),
    [
        (["Accept-Encoding, Accept-Encoding"], "Accept-Encoding"),
        (["Accept-Language", "accept-encoding", "Accept-Encoding"], "Accept-Language, Accept-Encoding"),
        (["Cookie,, "], "Cookie"),
        ([""], ""),
        ([], None),
    ],
)
def test_what_is_said_twice_is_said_once(said: list[str], once: str | None) -> None:
    headers = MutableHeaders(raw=[(b"vary", one.encode()) for one in said])
    vary_once(headers)
    assert headers.get("vary") == once
