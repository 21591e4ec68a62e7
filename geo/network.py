"""Where this machine stands in its network: what others must call it."""

import re
import socket
from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

LOOPBACK: Final = r"(localhost|127(\.\d+){3}|::1|0\.0\.0\.0)$"  # names that mean this machine to itself alone
# A name, or an IPv6 address with its zone; or none.
HOST: Final = r"([\w-]+(\.[\w-]+)*\.?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%\w+)?)?"
URL_SAFE: Final = "/?:@!$&'()*+,;=%-._~"  # characters that stand for themselves in a path or a query (RFC 3986)
DOCUMENTATION_ADDRESS: Final = ("192.0.2.1", 9)  # an address of documentation (RFC 5737)


def is_loopback(address: str) -> bool:
    """Return whether `address` (a URL) names this machine in a way that no other machine understands."""
    return bool(re.match(LOOPBACK, urlsplit(address).hostname or ""))


def is_this_machine(client: str) -> bool:
    """Return whether a `client` (an IP address) calls from this machine itself."""
    try:
        address = ip_address(client)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def ascii_host(host: str) -> str:
    """Return the name `host` as it stands in a header or a certificate; ValueError if it is none."""
    if not re.fullmatch(HOST, host):
        message = f"{host!r} is not the name of a host"
        raise ValueError(message)
    return host if host.isascii() else host.encode("idna").decode()


def is_address(text: str) -> bool:
    """Return whether a phone can open `text` as an address of the web."""
    try:
        parts = urlsplit(text)
        host, port = ascii_host(parts.hostname or ""), parts.port  # raises if one is malformed
    except ValueError:
        return False
    return bool(parts.scheme in {"http", "https"} and host and port != 0 and parts.username is None)


def ascii_origin(address: str) -> str:
    """Return scheme, host and port of `address` (a URL), in ASCII; ValueError if its host or port is none."""
    parts = urlsplit(address)
    host = ascii_host(parts.hostname or "")
    bracketed = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{bracketed}" + (f":{parts.port}" if parts.port else "")


def ascii_address(address: str) -> str:
    """Return `address` (a URL) as it goes over the line, without its fragment; ValueError if its host is none."""
    parts = urlsplit(address)
    query = f"?{quote(parts.query, safe=URL_SAFE)}" if parts.query else ""
    return f"{ascii_origin(address)}{quote(parts.path, safe=URL_SAFE)}{query}"


def find_host() -> str | None:
    """Return this machine's IPv4 address in its network, or None if it knows no way out of it.

    The system is asked which address it would send from; nothing is sent.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(DOCUMENTATION_ADDRESS)
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
