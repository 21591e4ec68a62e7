"""Names of places asked from Nominatim when a person asks for it: one request a second, and each name only once."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.location import Location

from geo.kept_files import keep
from geo.places.gazetteer import MAX_CANDIDATES, Candidate

SERVER: Final = "https://nominatim.openstreetmap.org"
USER_AGENT: Final = "city-governance-case-map/1.0"  # its rules of use ask who is asking
TIMEOUT_S: Final = 10
PAUSE_S: Final = 1  # between two requests, as its rules ask
CACHE: Final = "nominatim.json"

Ask = Callable[[str], list[Location] | None]


def ask_nominatim(server: str) -> Ask:
    """Return what asks `server` for a name, waiting between two requests; GeopyError where it does not answer."""
    parts = urlsplit(server)
    nominatim = Nominatim(
        user_agent=USER_AGENT, domain=parts.netloc + parts.path.rstrip("/"), scheme=parts.scheme, timeout=TIMEOUT_S
    )
    asking = partial(
        nominatim.geocode, exactly_one=False, limit=MAX_CANDIDATES, addressdetails=True, namedetails=True, language="en"
    )
    limited: Ask = RateLimiter(asking, min_delay_seconds=PAUSE_S, max_retries=0, swallow_exceptions=False)
    return limited


def find_online(name: str, ask: Ask, cache: Path) -> list[Candidate]:
    """Return the places that the server says `name` means; GeopyError where it fails, which `cache` does not keep.

    What it found is kept, and that it found nothing too.
    """
    kept = read_cache(cache)
    if name not in kept:
        kept[name] = [read_location(location)._asdict() for location in ask(name) or []]
        keep(cache, json.dumps(kept, ensure_ascii=False).encode())
    return [Candidate(**place) for place in kept[name]]


def read_location(location: Location) -> Candidate:
    """Return a candidate as Nominatim describes it; it knows neither population nor time zone."""
    raw = location.raw
    names = raw.get("namedetails") or {}
    name = names.get("name") or raw.get("name") or str(location.address).partition(",")[0]
    return Candidate(
        name_zh=names.get("name:zh-Hans") or names.get("name:zh") or name,
        name_en=names.get("name:en") or name,
        country=str((raw.get("address") or {}).get("country_code", "")).upper(),
        latitude=location.latitude,
        longitude=location.longitude,
        population=0,
        source="Nominatim",
        zone="",
    )


def read_cache(cache: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the answers that `cache` keeps; none where it cannot be read: then they are asked for again."""
    try:
        kept = json.loads(cache.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
