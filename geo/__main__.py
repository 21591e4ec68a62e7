"""The command line of the atlas: `python -m geo check [FOLDER]`."""

import os
from pathlib import Path
from typing import Final

import click

from geo.check import check_folder
from geo.faults import Fault
from geo.text import LANGUAGES, translations

SHIPPED: Final = Path(__file__).parent.parent / "data"

_existing_folder: Final = click.Path(exists=True, file_okay=False, path_type=Path)


def guess_language() -> str:
    """Return the language of the terminal: Chinese if the locale is, else English."""
    locale = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.startswith("zh") else "en"


@click.group()
def main() -> None:
    """Work on the data of the atlas without a browser."""


@main.command()
@click.argument("folder", type=_existing_folder, envvar="ATLAS_DATA", default=SHIPPED)
@click.option("--lang", type=click.Choice(LANGUAGES), default=guess_language, help="Language of the faults.")
@click.pass_context
def check(context: click.Context, folder: Path, lang: str) -> None:
    """Name every fault of the data in FOLDER, one a line.

    FOLDER is ATLAS_DATA if it is not given, or else the data of the atlas itself.
    The exit status is 0 if the data are good, 1 if not, 2 if the command is used wrongly.
    Remarks are worth a look and do not count as faults.
    """
    found = check_folder(folder)
    for fault in found:
        click.echo(_say(fault, lang))
    faults = sum(fault.blocking for fault in found)
    click.echo(_sum_up(faults, len(found) - faults, lang))
    context.exit(1 if faults else 0)


def _say(fault: Fault, language: str) -> str:
    """Return the line of a `fault`; that of a remark says so at its end."""
    remark = "" if fault.blocking else translations(language).gettext(" (a remark)")
    return fault.text(language) + remark


def _sum_up(faults: int, remarks: int, language: str) -> str:
    """Return the last line: how much was found."""
    words = translations(language)
    if faults:
        return words.ngettext("{count} fault", "{count} faults", faults).format(count=faults)
    if remarks:
        return words.ngettext("good, with {count} remark", "good, with {count} remarks", remarks).format(count=remarks)
    return words.gettext("good: no faults")


if __name__ == "__main__":
    main(prog_name="python -m geo")
