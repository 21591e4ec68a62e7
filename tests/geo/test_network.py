"""What others call this machine."""

import socket

import pytest

from geo.network import DOCUMENTATION_ADDRESS, ascii_address, find_host, is_loopback, is_this_machine, name_for_others


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


def test_the_address_in_the_network_is_the_one_from_which_this_machine_sends() -> None:
    host = find_host()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        if host:
            probe.bind((host, 0))  # only an address of this machine can be bound
        else:
            with pytest.raises(OSError, match="unreachable"):
                probe.connect(DOCUMENTATION_ADDRESS)


@pytest.mark.parametrize(
    ("client", "here"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.168.1.20", False),
        ("::ffff:203.0.113.7", False),
        ("testclient", False),
        ("", False),
    ],
)
def test_who_calls_from_this_machine_is_known(client: str, here: bool) -> None:  # noqa: FBT001 (a cell of the table)
    assert is_this_machine(client) is here


@pytest.mark.parametrize(
    ("address", "over_the_line"),
    [
        ("http://a.example/stage?order=theme", "http://a.example/stage?order=theme"),
        ("http://a.example:8501/图?q=治理#here", "http://a.example:8501/%E5%9B%BE?q=%E6%B2%BB%E7%90%86"),
        ("https://例子.中国/%E5%9B%BE", "https://xn--fsqu00a.xn--fiqs8s/%E5%9B%BE"),
        ("http://[2001:db8::1]:8501/", "http://[2001:db8::1]:8501/"),
    ],
)
def test_an_address_goes_over_the_line_in_ascii(address: str, over_the_line: str) -> None:
    assert ascii_address(address) == over_the_line


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
