"""What the server answers besides the pages, asked over a real connection.

Not by Starlette's test client: `streamlit run` builds the server round the app, and http.client sends a path as it is
written, `..` and all.
"""

import csv
import gzip
import io
import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import brotli
import pytest

from geo.export.csv_geojson import to_csv, to_geojson
from geo.map.folium_map import map_data
from geo.modules import join_modules
from geo.network import name_for_others
from geo.publish.page.atlas_file import make_atlas_file
from geo.publish.publication import Publication
from geo.query.selection import MAX_TEXT_CHARS, MAX_VALUE_CHARS, read_scheme, read_selection
from pages.parts.view import read_view
from server.assets import STAGE_NEEDS, read_files, takes_coding
from server.headers import allow
from server.stage.settings import read_settings
from server.stage.views import SPEAKER_NEEDS
from tests.conftest import PROJECT, SHIPPED, Edit, open_shipped, serve

LAND = SHIPPED / "basemap" / "land.geojson"
DATA = ["/cases.geojson", "/cases.csv"]
MAP = "/assets/atlas.json"
OURS = {
    "/assets/places.css": ["geo/tokens.css", "geo/map/basemap.css", "geo/map/places.css"],
    "/assets/tour.css": ["geo/tokens.css", "geo/map/basemap.css", "geo/map/tour.css"],
    "/assets/hall.css": ["geo/tokens.css", "server/stage/shared.css"],
}
JOINED = {
    "/assets/page.js": "pages/parts/page.js",
    "/assets/places.js": "geo/map/places.js",
    "/assets/tour.js": "geo/map/tour.js",
    "/assets/stage.js": "server/stage/stage.js",
    "/assets/speaker.js": "server/stage/speaker.js",
}
ATLASES = {scheme: open_shipped(scheme) for scheme in ("nbs", "three")}
UGLY = [
    "q=%00",
    "q=%ff%fe",
    "%ff=%ff",
    "q=%ED%A0%80",  # half of a surrogate pair
    "q=%",
    "q=%zz&%",
    "q=((*[",
    "q=%F0%9F%8F%99%EF%B8%8F",
    "continent[]=asia",
    "continent[$ne]=x",
    "[]=[&{}={",
    "&&&=&==&;a=b",
    "scheme=three&scheme=&scheme=x",
    "continent=asia%0d%0aSet-Cookie:%20a=b",
    "theme=smart%00",
    "q=" + "a" * 10_000,
    "q=" + "%E9" * 3_000,
    "&".join(["theme=x"] * 2_000),
    "&".join(f"a{number}=1" for number in range(2_000)),
    "case=../../etc/passwd&city=%2e%2e",
]


def ask(address: str, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    """Return the answer to a request of `path`, and its body as it was sent."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def case_ids(path: str, body: bytes) -> list[str]:
    """Return the ids of the cases in the answer to `path`."""
    if path == "/cases.csv":
        return [row["case_id"] for row in csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))]
    return [feature["id"] for feature in json.loads(body)["features"]]


@pytest.mark.parametrize("path", DATA)
@pytest.mark.parametrize(
    ("query", "cases"),
    [
        ({}, 45),
        ({"continent": ["asia"]}, 31),
        ({"continent": ["africa", "europe"]}, 7),
        ({"theme": ["resilient"]}, 6),
        ({"list": ["domestic"], "region": ["east"]}, 13),
        ({"list": ["domestic"], "region": ["east"], "scheme": ["three"]}, 14),
        ({"region": ["northeast"], "scheme": ["three"]}, 45),  # unknown there, hence dropped
        ({"edition": ["2024"], "q": ["热线"]}, 15),
        ({"q": ["ｃａｉｒｏ"]}, 1),
        ({"q": ["no such words"]}, 0),
        ({"continent": ["atlantis"], "theme": [""], "lang": ["fr"], "colour": ["red"]}, 45),
        ({"lang": ["en"], "city": ["cairo"], "case": ["2024-cn-01"]}, 45),  # they open something and do not filter
    ],
)
def test_data_answer_to_the_query_of_the_page(atlas: str, path: str, query: dict[str, list[str]], cases: int) -> None:
    answer, body = ask(atlas, f"{path}?{urlencode(query, doseq=True)}")
    known = ATLASES[read_scheme(query)]
    shown = known.placed[known.find(read_selection(query, known.known))]
    written = {"/cases.csv": to_csv, "/cases.geojson": to_geojson}[path](shown)
    assert answer.status == 200
    assert body.decode("utf-8") == written
    assert len(case_ids(path, body)) == cases


def test_facts_answer_to_the_query_of_the_page(atlas: str) -> None:
    answer, body = ask(atlas, "/facts.csv?continent=africa&sort=-city&known=result")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert answer.status == 200
    assert list(dict.fromkeys(row["case_id"] for row in rows)) == ["2024-int-02", "2024-int-07"]  # y before k
    assert "city-governance-facts_2024_africa_result_" in str(answer.getheader("content-disposition"))


@pytest.mark.parametrize("of", ["cases", "facts"])
def test_a_csv_leads_to_what_it_says_of_itself(atlas: str, of: str) -> None:
    answer, body = ask(atlas, f"/{of}.csv?continent=africa")
    link = f'<{of}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    assert answer.getheader("link") == link
    metadata, said = ask(atlas, f"/{of}.csv-metadata.json")
    assert metadata.getheader("content-type") == "application/csvm+json"
    columns = [column["name"] for column in json.loads(said)["tableSchema"]["columns"]]
    assert columns == next(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("path", "media_type"), [("/cases.geojson", "application/geo+json"), ("/cases.csv", "text/csv; charset=utf-8")]
)
def test_data_say_their_type_and_name_and_are_not_kept(atlas: str, path: str, media_type: str) -> None:
    answer, _ = ask(atlas, path)
    assert answer.getheader("content-type") == media_type
    day = datetime.now().astimezone().date()
    name = f"city-governance-cases_2024_{day}.{path.partition('.')[2]}"
    assert answer.getheader("content-disposition") == f'inline; filename="{name}"'
    assert answer.getheader("cache-control") == "no-cache"


@pytest.mark.parametrize("query", UGLY, ids=lambda query: query[:24])
def test_no_query_is_an_error(atlas: str, query: str) -> None:
    answers = [ask(atlas, f"{path}?{query}") for path in DATA]
    assert [answer.status for answer, _ in answers] == [200, 200]
    geojson, table = (case_ids(path, body) for path, (_, body) in zip(DATA, answers, strict=True))
    assert geojson == table
    # Text that nobody wrote, or values that nobody knows; a per cent sign stands in facts.
    assert len(geojson) in {0, 45} or query == "q=%"
    assert all(answer.getheader("set-cookie") is None for answer, _ in answers)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("path", DATA)
def test_data_can_only_be_read(atlas: str, path: str, method: str) -> None:
    answer, _ = ask(atlas, path, method)
    assert answer.status == 405


STAGE_CODE = "/assets/code.json?address="


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("http://a.example/case?case=2024-int-01", 200),
        ("https://例子.中国/".encode(), 200),
        ("http://a.example/?q=" + "x" * 900, 200),
        ("http://a.example/?q=" + "x" * 1000, 400),
        ("http://a.example/?q=" + "治" * 900, 400),
        ("javascript:alert(1)", 400),
        ("", 400),
    ],
)
def test_a_code_is_drawn_of_addresses_and_of_nothing_else(atlas: str, address: str | bytes, status: int) -> None:
    answer, body = ask(atlas, STAGE_CODE + quote(address))
    assert answer.status == status
    assert ("svg" in json.loads(body)) == (status == 200)


@pytest.mark.parametrize(("path", "needs"), [("/stage", STAGE_NEEDS), ("/speaker", SPEAKER_NEEDS)])
@pytest.mark.parametrize(
    ("public", "opened"),
    [
        ("https://cases.example.org/map", ["https://cases.example.org"]),
        ("https://例子.中国/图", ["https://xn--fsqu00a.xn--fiqs8s"]),
        ("http://[::1]:8501", ["http://[::1]:8501"]),
        ("https://a.example; script-src *", []),
        ("https://a.example,b.example", []),
        ("x" * 5000, []),
        ("", []),
    ],
)
def test_an_address_for_phones_opens_the_fence_for_itself_alone(
    atlas: str, path: str, needs: tuple[str, ...], public: str, opened: list[str]
) -> None:
    answer, _ = ask(atlas, f"{path}?public_url={quote(public)}")
    assert answer.status == 200
    sockets = atlas.replace("http", "ws")
    assert answer.getheader("content-security-policy") in allow(*needs, hosts=[sockets, *opened]).values()


@pytest.mark.parametrize(
    ("host", "scheme", "sockets"),
    [
        ("hall.example:8501", "http", ["ws://hall.example:8501"]),
        ("hall.example", "https", ["wss://hall.example"]),
        ("[::1]:8501", "http", ["ws://[::1]:8501"]),
        ("a.example;script-src", "http", []),
        ("a.example,b.example", "http", []),
        ("'unsafe-inline'", "http", []),
    ],
)
def test_the_fence_names_the_sockets_of_the_host_that_was_asked_if_it_is_a_host(
    atlas: str, host: str, scheme: str, sockets: list[str]
) -> None:
    answer, _ = ask(atlas, "/stage", Host=host, X_Forwarded_Proto=scheme)
    assert answer.getheader("content-security-policy") in allow(*STAGE_NEEDS, hosts=sockets).values()


def test_an_address_for_phones_from_the_environment_is_as_good_as_one_in_the_address() -> None:
    with serve(SHIPPED, PUBLIC_URL="https://cases.example.org") as address:
        answer, body = ask(address, "/stage")
    assert "; connect-src 'self' ws:" in (answer.getheader("content-security-policy") or "")
    assert " https://cases.example.org; " in (answer.getheader("content-security-policy") or "")
    assert b"<figcaption>https://cases.example.org/atlas</figcaption>" in body


def test_no_stranger_is_told_what_this_machine_is_called_in_its_network(atlas: str) -> None:
    own = b"In its network this machine is"
    told = name_for_others(atlas) is not None
    assert (own in ask(atlas, "/stage?lang=en")[1]) == told
    _, body = ask(atlas, "/stage?lang=en&public_url=http://localhost/", X_Forwarded_For="203.0.113.7")
    assert own not in body


@pytest.mark.parametrize("host", ["a" * 3000, "a b", "[::1", "例子"])
def test_no_name_by_which_the_atlas_is_reached_breaks_the_stage(atlas: str, host: str) -> None:
    answer, _ = ask(atlas, "/stage", Host=host.encode().decode("latin-1"))
    assert answer.status in {200, 400}


@pytest.mark.parametrize("query", UGLY)
@pytest.mark.parametrize("path", ["/", "/case", "/stage", "/speaker", "/stage/map", "/assets/picture.png"])
def test_no_query_breaks_the_stage(atlas: str, path: str, query: str) -> None:
    assert ask(atlas, f"{path}?{query}")[0].status == 200


@pytest.mark.parametrize(("path", "files"), OURS.items())
def test_our_own_files_are_served_as_they_are(atlas: str, path: str, files: list[str]) -> None:
    answer, body = ask(atlas, path)
    assert (answer.status, body) == (200, b"".join(Path(PROJECT, file).read_bytes() for file in files))
    assert (answer.getheader("content-type") or "").startswith("text/javascript" if path.endswith("js") else "text/css")
    assert answer.getheader("cache-control") == "no-cache"


@pytest.mark.parametrize(("path", "entry"), JOINED.items())
def test_the_modules_of_a_layer_are_served_as_one_script(atlas: str, path: str, entry: str) -> None:
    answer, body = ask(atlas, path)
    assert (answer.status, body.decode("utf-8")) == (200, join_modules(Path(PROJECT, entry)))
    assert (answer.getheader("content-type") or "").startswith("text/javascript")
    assert answer.getheader("cache-control") == "no-cache"


@pytest.mark.parametrize("query", ["", "?v=0123456789ab", "?v=%ff&continent=africa"])
def test_the_map_fetches_every_place_theme_and_word_from_this_host(atlas: str, query: str) -> None:
    answer, body = ask(atlas, MAP + query)
    known = ATLASES["nbs"]
    assert (answer.status, answer.getheader("content-type")) == (200, "application/json")
    assert json.loads(body) == map_data(known.places, known.tables.themes, known.cases, editions=known.known["edition"])


@pytest.mark.parametrize(
    ("file", "start"), [("leaflet.js", b"/* @preserve\n * Leaflet 1.9"), ("leaflet.css", b"/* required")]
)
def test_leaflet_comes_from_this_host(atlas: str, file: str, start: bytes) -> None:
    answer, body = ask(atlas, f"/assets/leaflet/{file}")
    assert answer.status == 200
    assert body.startswith(start)


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("br;q=1.0, GZIP;q=0.8, *;q=0.1", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("identity", False),
        ("xgzip", False),
        ("", False),
    ],
)
def test_gzip_is_taken_only_where_it_is_named_and_not_refused(accepted: str, *, taken: bool) -> None:
    assert takes_coding(accepted, "gzip") is taken


def test_land_is_packed_for_those_who_take_it_and_plain_for_others(atlas: str) -> None:
    plain, land = ask(atlas, "/assets/land.geojson", Accept_Encoding="identity")
    assert (plain.getheader("content-encoding"), land) == (None, LAND.read_bytes())
    packed, body = ask(atlas, "/assets/land.geojson", Accept_Encoding="gzip")
    assert (packed.getheader("content-encoding"), body) == ("gzip", read_files((LAND,), (0,))[1])
    assert gzip.decompress(body) == land
    for answer in (plain, packed):
        assert answer.getheader("content-type") == "application/geo+json"
        assert "Accept-Encoding" in (answer.getheader("vary") or "")


def test_a_file_of_the_map_is_not_sent_twice(atlas: str) -> None:
    tag = ask(atlas, "/assets/places.js")[0].getheader("etag") or ""
    again, body = ask(atlas, "/assets/places.js", If_None_Match=tag)
    assert (again.status, body) == (304, b"")
    assert ask(atlas, "/assets/places.js", If_None_Match='"old"')[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/assets/text.py",
        "/assets/draw.py",
        "/assets/leaflet/__init__.py",
        "/assets/leaflet/../__init__.py",
        "/assets/leaflet/%2e%2e/__init__.py",
        "/assets/leaflet/..%2f__init__.py",
        "/assets/leaflet/..%5c__init__.py",
        "/assets/leaflet//etc/passwd",
        "/assets/leaflet/../../../../../../../../etc/passwd",
        "/assets/../geo/text.py",
        "/assets/../app.py",
        "/geo/text.py",
        "/app.py",
        "/data/cities.csv",
        "/.streamlit/config.toml",
        "/requirements.txt",
    ],
)
def test_no_source_and_no_other_file_is_given_away(atlas: str, path: str) -> None:
    answer, body = ask(atlas, path)
    assert answer.status in {400, 404}
    assert not any(piece in body for piece in (b"import ", b"root:", b"streamlit==", b"geonames:", b"[server]"))


@pytest.fixture
def faulty(folder: Path, edit: Edit) -> Iterator[str]:
    """Return the address of an atlas of a folder with two faults."""
    edit("cases.csv", ",bangkok,", ",bankok,")
    edit("cities.csv", ",38.7469,", ",139,")
    with serve(folder) as address:
        yield address


def test_a_faulty_folder_answers_503_with_its_faults_until_it_is_mended(faulty: str, edit: Edit) -> None:
    for path in (*DATA, MAP):
        answer, body = ask(faulty, path)
        first, second = body.decode("utf-8").splitlines()
        assert answer.status == 503
        assert answer.getheader("content-type") == "text/plain; charset=utf-8"
        assert answer.getheader("x-content-type-options") == "nosniff"
        assert first.startswith("cases.csv:5: city_id: 'bankok' is not in cities.csv")
        assert second.startswith("cities.csv:3: country: 'ET'")
    _, body = ask(faulty, "/cases.csv", Accept_Language="zh-CN,zh;q=0.9")
    assert body.decode("utf-8").startswith("cases.csv:5: city_id: cities.csv中没有“bankok”")
    edit("cases.csv", ",bankok,", ",bangkok,")
    edit("cities.csv", ",139,", ",38.7469,")
    for path in DATA:
        answer, body = ask(faulty, path)
        assert (answer.status, len(case_ids(path, body))) == (200, 45)
    assert ask(faulty, MAP)[0].status == 200


def test_the_map_is_told_what_an_address_shows(atlas: str) -> None:
    answer, body = ask(atlas, "/assets/view.json?lang=en&continent=africa&city=cairo&colour=red")
    assert answer.status == 200
    assert json.loads(body) == {
        "shown": {"addis-ababa": [1, ["ecological"]], "cairo": [1, ["people"]]},
        "partly": {},
        "language": "en",
        "city": "cairo",
        "themes": [],
        "address": "?lang=en&continent=africa&city=cairo",
    }


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_behind_a_proxy_on_this_machine_phones_are_led_to_the_address_of_the_proxy(atlas: str, host: str) -> None:
    behind = atlas.replace("localhost", host)
    _, body = ask(behind, "/stage", X_Forwarded_Proto="https", Host="cases.example.org")
    assert b"<figcaption>https://cases.example.org/atlas</figcaption>" in body
    _, body = ask(behind, "/stage", Host="cases.example.org")
    assert b"<figcaption>http://cases.example.org/atlas</figcaption>" in body


@pytest.mark.parametrize("query", UGLY)
def test_the_map_survives_any_query(atlas: str, query: str) -> None:
    answer, body = ask(atlas, f"/assets/view.json?{query}")
    assert answer.status == 200
    assert json.loads(body)["language"] in {"zh", "en"}


@pytest.mark.parametrize(
    "name", ["q", "place", "city", "case", "sort", "lang", "scheme", "public_url", "auto", "order"]
)
def test_half_a_million_characters_are_cut_where_they_are_read(name: str) -> None:
    query = {name: ["x" * 500_000], "lang": ["en"]} | {name: ["x" * 500_000]}
    _, view = read_view(query, None)
    assert len(str(view)) < 3 * MAX_VALUE_CHARS
    _, settings = read_settings(query, None, "http://localhost/")
    assert len(str(settings)) < 3 * MAX_VALUE_CHARS


def test_a_search_is_cut_to_what_its_field_takes() -> None:
    _, view = read_view({"q": ["水 " * 400]}, None)
    assert len(view.selection.q) <= MAX_TEXT_CHARS
    assert view.selection.q == view.selection.q.strip()


def test_a_page_does_not_grow_with_what_was_asked(atlas: str) -> None:
    plain, long = (ask(atlas, f"/stage?public_url={'x' * size}&q={'y' * size}")[1] for size in (1, 60_000))
    assert len(long) < 1.2 * len(plain)


@pytest.mark.parametrize("name", ["none", "n" * 5000])
def test_a_client_is_not_told_the_path_of_a_folder_that_is_not_there(tmp_path: Path, name: str) -> None:
    with serve(tmp_path / name) as address:
        for path in ("/cases.csv", "/stage", "/assets/atlas.json", "/healthz", "/sitemap.xml", "/assets/picture.png"):
            answer, body = ask(address, path)
            assert answer.status == 503
            assert b"there is no such folder" in body or "没有这个文件夹".encode() in body
            assert str(tmp_path).encode() not in body


@pytest.mark.parametrize("port", ["0", "99999", "-1", "http", ""])
def test_a_port_that_is_none_is_refused_in_one_line(port: str) -> None:
    command = ["make", "--old-file=.venv/run", "run", f"PORT={port}"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"PORT={port} is no port: 1 to 65535" in done.stderr


@pytest.mark.parametrize(("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_the_atlas_is_the_published_file(
    atlas: str, accepted: str, unpack: Callable[[bytes], bytes], language: str
) -> None:
    path = f"/atlas?lang={language}&theme=people"
    answer, raw = ask(atlas, path, **{"Accept-Encoding": accepted or "identity"})
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers.get("Content-Encoding", "") == accepted
    published = make_atlas_file(Publication(ATLASES["nbs"], language=language))
    assert unpack(raw) == published
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_who_has_the_page_of_the_atlas_already_is_sent_nothing(atlas: str) -> None:
    first, _raw = ask(atlas, "/atlas?lang=en")
    again, raw = ask(atlas, "/atlas?lang=en&continent=africa", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, raw) == (304, b"")
