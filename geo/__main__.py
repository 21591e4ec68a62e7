"""The command line of the atlas: `python -m geo check`, `locate`, `import`, `publish` and `themes`."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from geo.editions.commands import import_list, say_themes
from geo.options import EXISTING_FOLDER, read_url
from geo.places.commands import locate
from geo.publish.commands import publish
from geo.query.atlas import open_atlas
from geo.review.folder import review_folder, say_found
from geo.tables.check import check_folder
from geo.tables.faults import DataError, Fault, Level, say_fault
from geo.tables.files import SHIPPED
from geo.tables.load import load_tables
from geo.tables.renewal import renew_package
from geo.tables.schema import PACKAGE
from geo.text import LANGUAGES, Translator, guess_language, translator
from geo.tour.rehearsal import Stage, rehearse


def guess_url() -> str:
    """Return where `make run` starts the atlas."""
    return f"http://localhost:{os.environ.get('PORT') or 8501}"


@click.group()
def main() -> None:
    """Work on the data of the atlas without a browser."""


main.add_command(import_list)
main.add_command(locate)
main.add_command(publish)
main.add_command(say_themes)


@main.command()
@click.argument("folder", type=EXISTING_FOLDER, envvar="ATLAS_DATA", default=SHIPPED)
@click.option("--lang", type=click.Choice(LANGUAGES), default=guess_language, help="Language of what is said.")
@click.option("--stage", is_flag=True, help="Rehearse: would a stage of these data hold in a hall?")
@click.option(
    "--url",
    default=guess_url,
    callback=read_url,
    help="Where the atlas runs, for --stage; else this machine's PORT or 8501.",
)
@click.option(
    "--public-url",
    default="",
    envvar="PUBLIC_URL",
    callback=read_url,
    help="The address that phones are given, for --stage, if it is another; else the environment's PUBLIC_URL.",
)
@click.option(
    "--write-datapackage", "write", is_flag=True, help="Bring datapackage.json into step with the tables first."
)
@click.option("--all", "each", is_flag=True, help="Say each of many warnings or remarks of one kind.")
@click.pass_context
def check(  # noqa: PLR0913 (an option each)
    context: click.Context, folder: Path, lang: str, *, stage: bool, url: str, public_url: str, write: bool, each: bool
) -> None:
    """Name every fault of the data in FOLDER, one a line.

    FOLDER is ATLAS_DATA if it is not given, or else the data of the atlas itself.
    The exit status is 0 if the data are good, 1 if not, 2 if the command is used wrongly.
    Warnings are probably wrong, remarks may be meant: neither counts as a fault. Of many alike the first is said, and
    how many follow.
    With --write-datapackage the rows, bytes and hashes in datapackage.json are first brought into step, if the tables
    are good.
    With --stage the fonts, the stops, and the addresses of a running atlas are looked at too: what is red counts as a
    fault.
    """
    words = translator(lang)
    if write and not _write_package(folder, words):
        context.exit(1)
    found = check_folder(folder) if stage else review_folder(folder)
    for line in say_found(found, words, each=each):
        click.echo(line)
    click.echo(_sum_up(found, words))
    faults = any(fault.blocking for fault in found)
    held = not stage or (not faults and _rehearse(folder, url, public_url, words))
    context.exit(1 if faults or not held else 0)


def _write_package(folder: Path, words: Translator) -> bool:
    """Bring the description of `folder` into step, or say why that cannot be; return whether it is."""
    try:
        load_tables(folder)
        text = renew_package(folder)
    except DataError as error:
        for fault in error.faults:
            click.echo(say_fault(fault, words))
        return False
    (folder / PACKAGE).write_text(text, "utf-8", newline="\n")
    return True


def _rehearse(folder: Path, url: str, public_url: str, words: Translator) -> bool:
    """Say, green or red, how a stage would hold; return whether nothing was red."""
    stage = Stage(open_atlas(folder, "nbs"), url, public_url)
    findings = rehearse(stage, words)
    marks = {True: ("✓", "green"), False: ("✗", "red"), None: ("–", None)}
    for good, text in findings:
        mark, colour = marks[good]
        click.secho(f"{mark} {text}", fg=colour)
    return all(good is not False for good, _ in findings)


def _sum_up(found: Sequence[Fault], words: Translator) -> str:
    """Return the last line: how much was found."""
    faults, warnings, remarks = (sum(fault.level is level for fault in found) for level in Level)
    if faults:
        return words.ngettext("{count} fault", "{count} faults", faults).format(count=faults)
    counted = [
        words.ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings) if warnings else "",
        words.ngettext("{count} remark", "{count} remarks", remarks).format(count=remarks) if remarks else "",
    ]
    said = words.gettext(" and ").join(filter(None, counted))
    return words.gettext("good, with {found}").format(found=said) if said else words.gettext("good: no faults")


if __name__ == "__main__":
    main(prog_name="python -m geo")
