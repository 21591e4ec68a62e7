"""What may be said in a room: the messages of stage and speaker's view, and nothing else."""

import json
from typing import Final, NoReturn
from urllib.parse import parse_qs, urlsplit

from jsonschema import Draft202012Validator

from geo.addresses import SPEAKER

MAX_MESSAGE_CHARS: Final = 4000  # some messages carry the query of a view
MAX_NAME_CHARS: Final = 40  # of a room, a tour and a message
MAX_ID_CHARS: Final = 100  # of a case
MAX_STOP: Final = 9999
MAX_GONE_MS: Final = 10**9  # since the first step, eleven days; below zero if the clock was set meanwhile

_NAME: Final = {"type": ["string", "null"], "maxLength": MAX_NAME_CHARS}
_ID: Final = r"\A[a-z0-9-]+\Z"  # as schema.py has it
_CASE: Final = {"type": ["string", "null"], "maxLength": MAX_ID_CHARS, "pattern": _ID}
_STOP: Final = {"type": "integer", "minimum": 0, "maximum": MAX_STOP}
_SWITCH: Final = {"type": "boolean"}
_FORM: Final = Draft202012Validator(
    {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **dict.fromkeys(("id", "tour", "room"), _NAME),
            **dict.fromkeys(("stop", "go"), _STOP),
            **dict.fromkeys(("black", "ask", "lost", "zero"), _SWITCH),
            "zoom": {"enum": [1, -1, 0]},
            "gone": {"type": ["number", "null"], "minimum": -MAX_GONE_MS, "maximum": MAX_GONE_MS},
            "view": {"type": "string"},
            "side": _CASE,
        },
    }
)  # the fields are described in line.js


def is_message(text: str) -> bool:
    """Return whether `text` is a message as line.js writes them; who speaks in a room may be anybody."""
    if len(text) > MAX_MESSAGE_CHARS:
        return False
    try:
        message = json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        return False
    return _FORM.is_valid(message) and is_own_view(message.get("view", SPEAKER))


def refuse(constant: str) -> NoReturn:
    """Raise ValueError: NaN and Infinity (`constant`) are no JSON to a browser."""
    raise ValueError(constant)


def is_own_view(address: str) -> bool:
    """Return whether `address` is one of the speaker's view here, and leads phones nowhere else."""
    try:
        parts = urlsplit(address)
        query = parse_qs(parts.query)
    except ValueError:
        return False
    return (parts.scheme, parts.netloc, parts.path) == ("", "", SPEAKER) and "public_url" not in query
