"""Nominatim is asked only on demand, once for each name; a failure is neither kept nor hidden. The server is ours."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import main
from geo.kept_files import keep, kept_file
from geo.places.online import find_online

PLACE = {
    "lat": "39.05",
    "lon": "115.98",
    "display_name": "Xiong'an, Hebei, China",
    "namedetails": {"name": "雄安新区", "name:en": "Xiong'an New Area"},
    "address": {"country_code": "cn"},
}


class Nominatim(ThreadingHTTPServer):
    """Answers like Nominatim: with what is in `places`, and status 503 while it is `broken`."""

    places: dict[str, list[dict[str, object]]] = {}  # noqa: RUF012 (set by a test)
    broken = False
    asked: list[tuple[str, str]]


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Nominatim

    def do_GET(self) -> None:
        """Answer with the places of the name that is asked for, and note who asked."""
        (name,) = parse_qs(urlsplit(self.path).query)["q"]
        self.server.asked.append((name, str(self.headers["User-Agent"])))
        self.send_response(503 if self.server.broken else 200)
        self.end_headers()
        self.wfile.write(json.dumps(self.server.places.get(name, [])).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def nominatim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nominatim]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with Nominatim(("127.0.0.1", 0), Handler) as server:
        server.asked = []
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def locate(server: Nominatim, *arguments: str) -> Result:
    address = f"http://127.0.0.1:{server.server_port}"
    return CliRunner().invoke(main, ["locate", "--lang", "en", "--server", address, *arguments])


def test_it_is_asked_only_on_demand_and_only_for_what_is_not_known_here(nominatim: Nominatim) -> None:
    assert json.loads(locate(nominatim, "虚构之城", "--json").output) == {"虚构之城": []}
    assert locate(nominatim, "北京", "--online").exit_code == 0
    assert nominatim.asked == []


def test_what_it_found_and_that_it_found_nothing_are_kept(nominatim: Nominatim) -> None:
    nominatim.places = {"虚构之城": [PLACE]}
    for _ in range(2):
        told = json.loads(locate(nominatim, "虚构之城", "乌有之城", "--online", "--json").output)
        assert told["乌有之城"] == []
        assert told["虚构之城"] == [
            {
                "name": "Xiong'an New Area",
                "country": "CN",
                "latitude": 39.05,
                "longitude": 115.98,
                "population": 0,
                "source": "Nominatim",
            }
        ]
    assert [name for name, _ in nominatim.asked] == ["虚构之城", "乌有之城"]
    assert {agent for _, agent in nominatim.asked} == {"city-governance-case-map/1.0"}


def test_a_failure_is_an_error_in_words_and_is_asked_again(nominatim: Nominatim) -> None:
    nominatim.broken = True
    result = locate(nominatim, "虚构之城", "--online")
    assert result.exit_code == 1
    assert "does not answer" in result.output
    assert "Traceback" not in result.output
    nominatim.broken, nominatim.places = False, {"虚构之城": [PLACE]}
    assert "Xiong'an New Area" in locate(nominatim, "虚构之城", "--online").output


def test_a_broken_cache_costs_a_request_and_nothing_else(nominatim: Nominatim, tmp_path: Path) -> None:
    kept = tmp_path / "city-governance-case-map" / "nominatim.json"
    kept.parent.mkdir()
    kept.write_text("{", "utf-8")
    assert locate(nominatim, "虚构之城", "--online").exit_code == 0
    assert json.loads(kept.read_text("utf-8")) == {"虚构之城": []}


def test_a_user_without_a_home_keeps_nothing_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    keep(kept_file("anything"), b"anything")
    assert not kept_file("anything").exists()
    assert find_online("Aachen", lambda _name: None, kept_file("nominatim.json")) == []
