"""A rehearsal without a screen: beside a running atlas, beside none, and beside something else."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from click.testing import CliRunner, Result

from bench.server import free_port
from geo.__main__ import main
from geo.network import name_for_others
from geo.tour.rehearsal import Stage, find_hosts, rehearse
from tests.conftest import EN, Edit, open_shipped, serve


def run(*arguments: str) -> Result:
    """Return what `check --stage` says in English."""
    return CliRunner().invoke(main, ["check", *arguments, "--stage", "--lang", "en"])


def marks(result: Result) -> str:
    """Return the sign of each line after that of the data."""
    return "".join(line[0] for line in result.output.splitlines()[1:])


def test_beside_a_running_atlas_all_is_green_but_what_phones_cannot_reach(atlas: str) -> None:
    result = run("--url", atlas)
    assert marks(result) in {"✓✓✓✗–✓✓✓✓", "✓✓✓✗✓✓✓✓✓"}  # there may be a screen
    assert "No request to another host" in result.output
    assert f"{atlas}/" in result.output
    if named := name_for_others(f"{atlas}/"):
        assert f"--public-url {named}" in result.output
    assert "52 / 52 (theme)" in result.output
    assert result.exit_code == 1


def test_an_address_that_phones_know_makes_the_list_green(atlas: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.network.LOOPBACK", "never")  # this machine plays the part of a public one
    result = run("--url", atlas, "--public-url", atlas.replace("localhost", "127.0.0.1"))
    assert "✗" not in marks(result)
    assert "The phones’ address answers: http://127.0.0.1" in result.output
    assert result.exit_code == 0


def test_the_phones_address_may_come_from_the_environment(atlas: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "http://localhost:9/")
    assert "✗ The phones’ address does not answer: http://localhost:9/" in run("--url", atlas).output


def test_beside_no_atlas_each_thing_that_needs_one_is_red_and_says_why() -> None:
    result = run("--url", f"http://localhost:{free_port()}")
    assert marks(result)[2:4] == "✗✗"
    assert "start it with make run" in result.output
    assert "0 / 49 (published)" in result.output
    assert result.exit_code == 1


@pytest.fixture
def babble() -> Iterator[str]:
    """Return the address of something that answers, but is no web server."""
    with socket.create_server(("localhost", 0)) as listener:

        def answer() -> None:
            while True:
                try:
                    caller, _ = listener.accept()
                except OSError:
                    return
                with caller:
                    caller.recv(1000)
                    caller.sendall(b"good day\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"http://localhost:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def test_something_that_is_no_web_server_is_no_stage(babble: str) -> None:
    result = run("--url", babble)
    assert marks(result)[2:4] == "✗✗"
    assert result.exit_code == 1


@pytest.mark.parametrize(
    "url",
    ["nonsense", "ftp://localhost", "http://", "http://[bad", "http://a b", "http://a..b", "http://a\u00ad.invalid/"],
)
def test_an_address_that_is_none_is_used_wrongly(url: str) -> None:
    for option in ("--url", "--public-url"):
        result = run(option, url)
        assert result.exit_code == 2
        assert "is no address" in result.output


def test_another_data_folder_than_the_server_has_does_not_pass(atlas: str, folder: Path, edit: Edit) -> None:
    last = (folder / "cases.csv").read_text("utf-8").splitlines()[-1]
    edit("cases.csv", last, "")
    result = run(str(folder), "--url", atlas)
    assert "✗ Stops that can be drawn: 49 / 48 (published)" in result.output


def test_a_place_beyond_the_edge_of_the_map_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.tour.rehearsal.MAX_LATITUDE", 50)
    found = rehearse(Stage(open_shipped(), f"http://localhost:{free_port()}/", ""), EN)
    assert [text for good, text in found if "beyond the edge" in text] == [
        "Places beyond the edge of the map: 2024-int-03 2024-int-05 2024-int-10"
    ]


def test_faulty_data_are_named_and_not_rehearsed(folder: Path, edit: Edit) -> None:
    edit("cities.csv", "39.9075", "ninety")
    result = run(str(folder))
    assert result.exit_code == 1
    assert "ninety" in result.output
    assert "✓" not in result.output


class Page(BaseHTTPRequestHandler):
    """A page that loads from elsewhere; its policy, where it has one, is asked for in its address."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200)
        if self.path != "/":
            self.send_header("Content-Security-Policy", unquote(self.path[1:]))
        self.end_headers()
        self.wfile.write(b'<script src="https://cdn.example/x.js"></script><img src="/own.png"><a href="#x">x</a>')

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def stranger() -> Iterator[str]:
    """Return the address of a server whose pages load from another host."""
    with ThreadingHTTPServer(("localhost", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
    thread.join(10)


@pytest.mark.parametrize(
    ("policy", "hosts"),
    [
        ("", {"cdn.example", "*"}),
        ("default-src 'self'", {"cdn.example"}),
        ("default-src 'self'; img-src https://tiles.example", {"cdn.example", "tiles.example"}),
        ("default-src 'self'; connect-src 'self' https://phones.example", {"cdn.example"}),
        (
            "default-src 'none'; connect-src https://phones.example; img-src https://b.example",
            {"cdn.example", "b.example"},
        ),
    ],
)
def test_hosts_are_those_that_a_page_names_and_those_from_which_its_policy_lets_it_load(
    stranger: str, policy: str, hosts: set[str]
) -> None:
    assert find_hosts(stranger + quote(policy)) == hosts


def test_the_stage_loads_from_no_other_host_whatever_address_phones_are_given(atlas: str) -> None:
    assert find_hosts(f"{atlas}/stage") == set()
    assert find_hosts(f"{atlas}/stage?public_url=https://cases.example.org") == set()


def test_an_address_in_chinese_is_asked_and_not_stumbled_over(atlas: str) -> None:
    address = "http://localhost:9/图/"
    result = run("--url", atlas, "--public-url", address)
    assert f"✗ The phones’ address does not answer: {address}" in result.output
    assert result.exit_code == 1


def test_the_list_speaks_chinese(folder: Path) -> None:
    with serve(folder) as address:
        result = CliRunner().invoke(main, ["check", str(folder), "--stage", "--lang", "zh", "--url", address])
    assert "✓ 没有向其他主机发出请求" in result.output
