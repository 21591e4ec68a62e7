"""The commands that bring in an edition: `python -m geo import` and `python -m geo themes`."""

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

import click

from geo.editions.folder import write_import
from geo.editions.keywords import find_read, list_keywords, measure_agreement
from geo.editions.placing import CODE
from geo.editions.plan import Edition, Plan, plan_import
from geo.editions.preview import say_agreement, say_plan
from geo.editions.progress import Report, tell_nobody
from geo.editions.reading import MAX_LIST_BYTES, Listing, read_listing
from geo.options import EXISTING_FOLDER, STOPPED
from geo.tables.disk import read_file
from geo.tables.faults import DataError, say_fault
from geo.tables.files import SHIPPED
from geo.tables.load import load_tables
from geo.tables.schema import Tables
from geo.text import LANGUAGES, Translator, guess_language, translator

_YEAR: Final = re.compile("[12][0-9]{3}")
_DAY: Final = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})?")

_language = click.option(
    "--lang", type=click.Choice(LANGUAGES), default=guess_language, help="Language of what is said."
)


def read_year(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Return the year of an edition; click's BadParameter if it is none: it becomes part of ids and addresses."""
    if not _YEAR.fullmatch(value):
        message = f"{value!r} is no edition: write the four digits of its year, such as 2026"
        raise click.BadParameter(message)
    return value


def read_day(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Return a day or ""; click's BadParameter if it is none."""
    if not _DAY.fullmatch(value):
        message = f"{value!r} is no day: write it as 2026-12-18"
        raise click.BadParameter(message)
    return value


def read_choices(_context: click.Context, _option: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    """Return the answers given beforehand by name; click's BadParameter for one that is none."""
    choices = {}
    for value in values:
        name, _, code = value.strip().partition("=")
        if not name.strip() or not CODE.fullmatch(code.strip()):
            message = (
                f"{value!r} is no choice: write NAME=CODE with a code of ISO 3166, such as 圣地亚哥=CL or 朝阳=CN-LN"
            )
            raise click.BadParameter(message)
        choices[name.strip()] = code.strip()
    return choices


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--edition", required=True, callback=read_year, help="The year of the edition, such as 2026.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The new data folder.")
@click.option(
    "--base", type=EXISTING_FOLDER, envvar="ATLAS_DATA", default=SHIPPED, help="The data folder to which it is added."
)
@click.option("--yes", is_flag=True, help="Take every unambiguous reading without asking.")
@click.option("--choose", "choices", multiple=True, callback=read_choices, help="NAME=CODE: which place is meant.")
@click.option("--title-zh", default="", help="The Chinese title of the edition.")
@click.option("--title-en", default="", help="Its English title.")
@click.option("--announced-cases", type=click.IntRange(min=0), help="How many cases were announced.")
@click.option("--announced-countries", type=click.IntRange(min=0), help="How many countries and regions.")
@click.option("--announced-continents", type=click.IntRange(min=0), help="How many continents.")
@click.option("--announced-domestic-cities", type=click.IntRange(min=0), help="How many Chinese cities.")
@click.option("--when", default="", callback=read_day, help="The day that the change list is to bear.")
@_language
@click.pass_context
def import_list(  # noqa: PLR0913 (an option each)
    context: click.Context,
    /,
    *,
    file: Path,
    edition: str,
    out: Path,
    base: Path,
    choices: dict[str, str],
    when: str,
    lang: str,
    yes: bool,
    **told: str | int | None,
) -> None:
    """Read the list of a new edition from FILE, say what was understood, and write a whole data folder.

    FILE is text with a line "城市 标题" for each case under the headings 国际 and 中国, or a CSV or XLSX with such
    columns. The exit status is 0 if the folder was written, 1 if faults or questions are open (then nothing is), 2 if
    the command is used wrongly, 130 if it was stopped by Ctrl-C (then nothing is written either).
    """
    words = translator(lang)
    asked = Edition(edition, {name: _to_cell(value) for name, value in told.items()})
    try:
        with _telling(words) as report:
            plan = _plan(file, load_tables(base), asked, choices, report)
        _say_plan(plan, words)
        if plan.blocked or not (yes or click.confirm(words.gettext("Write the folder?"))):
            _write_nothing(context, words)
        written = write_import(base, out, plan, when)
    except DataError as error:
        _say_faults(error, words)
        _write_nothing(context, words)
    except KeyboardInterrupt:
        click.echo(words.gettext("stopped: nothing was written"), err=True)
        context.exit(STOPPED)
    said = words.gettext("written: {folder}") if written else words.gettext("{folder} holds this already")
    click.echo(said.format(folder=out))


def _say_plan(plan: Plan, words: Translator) -> None:
    """Say line by line what the import would do, and how its questions are answered."""
    for line in say_plan(plan, words):
        click.echo(line)
    if plan.questions:
        click.echo(words.gettext("say which place is meant by --choose NAME=CODE, such as 圣地亚哥=CL or 朝阳=CN-LN"))


def _say_faults(error: DataError, words: Translator) -> None:
    """Say each of the faults."""
    for fault in error.faults:
        click.echo(say_fault(fault, words))


def _write_nothing(context: click.Context, words: Translator) -> NoReturn:
    """End the command, and say that it wrote nothing."""
    click.echo(words.gettext("nothing was written"))
    context.exit(1)


@contextmanager
def _telling(words: Translator) -> Iterator[Report]:
    """Yield what tells a terminal how far the command has come, on a line that is gone at the end; a file nothing."""
    if not sys.stderr.isatty():
        yield tell_nobody
        return
    said = ""

    def report(share: float) -> None:
        nonlocal said
        text = words.gettext("read and placed: {share}").format(share=f"{share:.0%}")
        if text != said:
            said = text
            click.echo(f"\r{said}", nl=False, err=True)

    try:
        yield report
    finally:
        click.echo(f"\r{' ' * 2 * len(said)}\r", nl=False, err=True)  # a Chinese character is two wide


def _plan(file: Path, tables: Tables, edition: Edition, choices: dict[str, str], report: Report) -> Plan:
    """Return what the import of `file` would do; its faults if it cannot be read."""
    raw, fault = read_file(file, MAX_LIST_BYTES)
    listing = Listing(read_listing(b"", file.name).lines, [fault]) if fault else read_listing(raw, file.name)
    return plan_import(listing, file.name, tables, edition, choices, report=report)


def _to_cell(value: str | float | None) -> str:
    """Return an option as a cell: "" if it was not given."""
    return "" if value is None else str(value)


@click.command("themes")
@click.argument("folder", type=EXISTING_FOLDER, envvar="ATLAS_DATA", default=SHIPPED)
@_language
@click.pass_context
def say_themes(context: click.Context, folder: Path, lang: str) -> None:
    """Say how far themes proposed by keywords agree with those that people read in FOLDER, as Markdown tables.

    Once as it is, and once with each case held out: then a keyword counts only if another case of its theme has it too.
    """
    words = translator(lang)
    try:
        tables = load_tables(folder)
    except DataError as error:
        _say_faults(error, words)
        context.exit(1)
    themes = tables.themes["theme"].tolist()
    names = dict(zip(themes, tables.themes[f"name_{lang}"], strict=True))
    headings = {
        False: words.gettext("With all keywords, which were written by someone who had read these titles:"),
        True: words.gettext("With each case held out:"),
    }
    for held_out, heading in headings.items():
        measured = measure_agreement(find_read(tables), list_keywords(tables.theme_keywords), themes, held_out=held_out)
        click.echo(heading)
        for line in say_agreement(measured, names, words):
            click.echo(line)
