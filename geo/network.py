"""Where this machine stands in its network: what others must call it."""

import re
import socket
from typing import Final
from urllib.parse import urlsplit, urlunsplit

LOOPBACK: Final = r"(localhost|127(\.\d+){3}|::1|0\.0\.0\.0)$"  # names that mean this machine to itself alone
SOMEWHERE: Final = ("192.0.2.1", 9)  # an address of documentation (RFC 5737)


def is_loopback(address: str) -> bool:
    """Return whether `address` (a URL) names this machine in a way that no other machine understands."""
    return bool(re.match(LOOPBACK, urlsplit(address).hostname or ""))


def find_host() -> str | None:
    """Return this machine's IPv4 address in its network, or None if it stands in none.

    The system is asked which address it would send from; nothing is sent.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(SOMEWHERE)
        except OSError:
            return None
        return str(probe.getsockname()[0])


def name_for_others(address: str) -> str | None:
    """Return the loopback `address` (a URL) as others in the network may call it.

    None if it needs no other name, or has none.
    """
    host = find_host() if is_loopback(address) else None
    if host is None or is_loopback(f"http://{host}"):
        return None
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=f"{host}:{parts.port}" if parts.port else host))
