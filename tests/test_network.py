"""What others call this machine."""

import socket

import pytest

from geo.network import find_host, is_loopback, name_for_others


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("http://localhost:8501/", True),
        ("http://127.0.0.1/", True),
        ("http://127.3.2.1:80/x", True),
        ("http://[::1]:8501/", True),
        ("http://0.0.0.0:8501/", True),
        ("http://192.168.1.20:8501/", False),
        ("http://localhost.example.org/", False),
        ("http://127.0.0.1.example.org/", False),
        ("https://cases.example.org/127.0.0.1", False),
    ],
)
def test_a_loopback_address_is_known(address: str, loopback: bool) -> None:  # noqa: FBT001 (a cell of the table)
    assert is_loopback(address) is loopback


def test_the_address_in_the_network_is_an_address_and_no_loopback_or_there_is_none() -> None:
    host = find_host()
    assert host is None or socket.inet_aton(host)
    named = name_for_others("http://localhost:8501/")
    assert named in {None, f"http://{host}:8501/"}


@pytest.mark.parametrize(
    ("host", "address", "named"),
    [
        ("192.168.1.20", "http://localhost:8501/", "http://192.168.1.20:8501/"),
        ("192.168.1.20", "http://127.0.0.1/stage?stop=3", "http://192.168.1.20/stage?stop=3"),
        ("192.168.1.20", "http://hall.example/", None),  # it needs no other name
        (None, "http://localhost:8501/", None),
        ("127.0.0.1", "http://localhost:8501/", None),
    ],
)
def test_a_loopback_address_is_named_as_others_call_it(
    host: str | None, address: str, named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.network.find_host", lambda: host)
    assert name_for_others(address) == named
