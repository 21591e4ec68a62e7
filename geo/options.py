"""Options that several commands share."""

from pathlib import Path
from typing import Final

import click

from geo.network import is_address

EXISTING_FOLDER: Final = click.Path(exists=True, file_okay=False, path_type=Path)
STOPPED: Final = 130  # the status after Ctrl-C, as shells have it: 128 and the number of SIGINT


def read_url(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Return the address `value` with a slash at its end, "" for none; click's BadParameter if it is no address."""
    if value and not is_address(value):
        message = f"{value!r} is no address: write it as http://localhost:8501"
        raise click.BadParameter(message)
    return value and value.rstrip("/") + "/"
