"""The command that makes files to take away: `python -m geo publish OUT`."""

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from geo.approval import read_approval
from geo.options import EXISTING_FOLDER, STOPPED, read_url
from geo.publish.folder import Report, Step, write_publication
from geo.publish.formats import BY_NAME, choose_formats
from geo.publish.publication import Publication
from geo.query.atlas import Atlas, open_atlas
from geo.query.facets import FACETS
from geo.query.selection import DEFAULT_SCHEME, Selection, read_text
from geo.tables.disk import read_file
from geo.tables.faults import DataError, Fault, say_fault
from geo.tables.files import SHIPPED
from geo.tables.schema import SCHEMES
from geo.text import LANGUAGES, Translator, guess_language, to_translate, translator
from geo.tour.own_tour import MAX_BYTES, OwnTour, read_tour
from geo.tour.stops import ORDERS

_NO_TEXT: Final = to_translate("the file is not UTF-8: take the tour from the desk again")

Say = Callable[[Mapping[str, Any], str], None]  # says something: as data, and in words


def add_facets(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` with an option for each facet."""
    for facet in reversed(FACETS):
        told = f"{facet.label}, by its value in addresses; may be repeated."
        command = click.option(f"--{facet.name}", multiple=True, help=told)(command)
    return command


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@add_facets
@click.option("--q", default="", help="Only cases that the search finds by this text.")
@click.option("--scheme", type=click.Choice([*SCHEMES]), default=DEFAULT_SCHEME, help="The regions of China.")
@click.option("--lang", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help="The language that stands first.")
@click.option("--order", type=click.Choice(ORDERS), default=ORDERS[0], help="The order of slides and chapters.")
@click.option(
    "--tour",
    "tour_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of the desk: what it tells is published, instead of what filters select.",
)
@click.option(
    "--data", type=EXISTING_FOLDER, envvar="ATLAS_DATA", default=SHIPPED, help="The data folder; else ATLAS_DATA."
)
@click.option(
    "--public-url",
    default="",
    envvar="PUBLIC_URL",
    callback=read_url,
    help="The address of the atlas for links and codes; else PUBLIC_URL.",
)
@click.option(
    "--only", multiple=True, type=click.Choice([*BY_NAME]), help="Make this file and no other; may be repeated."
)
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object a line.")
@click.pass_context
def publish(  # noqa: PLR0913 (an option each)
    context: click.Context,
    /,
    *,
    out: Path,
    data: Path,
    tour_file: Path | None,
    only: Sequence[str],
    as_json: bool,
    scheme: str,
    lang: str,
    order: str,
    public_url: str,
    q: str,
    **chosen: tuple[str, ...],
) -> None:
    """Make files to take away, of the cases that the filters select or that a tour tells, in the new folder OUT.

    A folder that holds an earlier publication is replaced once all files are made; one that holds anything else is
    left as it is. The exit status is 0 if files were made, 1 if faults were found (then OUT is as it was), 2 if the
    command is used wrongly, 130 if it was stopped by Ctrl-C (then OUT is as it was too).
    """
    say, words = say_json if as_json else say_words, translator(guess_language())
    approval = _read_approval()
    if tour_file and (q or any(chosen.values())):
        message = "a tour says itself which cases it tells: give --tour or filters, not both"
        raise click.UsageError(message)
    try:
        atlas = open_atlas(data, scheme)
        tour = read_tour_file(tour_file, atlas) if tour_file else None
        selection = read_filters(atlas, q, scheme, chosen)
        publication = Publication(atlas, selection, lang, tour, order, public_url, approval)
        write_publication(publication, data, out.absolute(), choose_formats(only), telling(say, words))
    except DataError as error:
        for said in (say_fault(fault, words) for fault in error.faults):
            say({"fault": said}, said)
        context.exit(1)
    except KeyboardInterrupt:
        click.echo(words.gettext("stopped: nothing was changed"), err=True)
        context.exit(STOPPED)
    say({"folder": str(out)}, words.gettext("published: {folder}").format(folder=out))


def read_filters(atlas: Atlas, q: str, scheme: str, chosen: Mapping[str, tuple[str, ...]]) -> Selection:
    """Return the selection of the values `chosen` and the text `q`; click's BadParameter for a value that none has."""
    check_values(atlas, chosen)
    return Selection.of(q=read_text({"q": [q]}, "q"), scheme=scheme, **chosen)


def _read_approval() -> str:
    """Return the map's approval number that MAP_APPROVAL states; click's UsageError if it cannot be one."""
    try:
        return read_approval(os.environ.get("MAP_APPROVAL", ""))
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def check_values(atlas: Atlas, chosen: Mapping[str, Sequence[str]]) -> None:
    """Raise click's BadParameter for the first value of a facet that the data do not have, with all that they have."""
    for facet, values in chosen.items():
        if unknown := [value for value in values if value not in atlas.known[facet]]:
            message = f"{unknown[0]!r} is none of {', '.join(atlas.known[facet])}"
            raise click.BadParameter(message, param_hint=f"--{facet}")


def read_tour_file(path: Path, atlas: Atlas) -> OwnTour:
    """Return the tour in the file `path`; DataError with all that is wrong with it."""
    raw, fault = read_file(path, MAX_BYTES)
    if fault:
        raise DataError([fault])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError([Fault(path.name, None, None, None, _NO_TEXT)]) from error
    return read_tour(text, atlas.case_ids)


def telling(say: Say, words: Translator) -> Report:
    """Return what says each step of a publication, with the seconds that a file took."""
    begun = time.perf_counter()

    def report(step: Step) -> None:
        nonlocal begun
        if step.state == "begun":
            begun = time.perf_counter()
        seconds = round(time.perf_counter() - begun, 2)
        say(describe_step(step, seconds), say_step(step, seconds, words))

    return report


def describe_step(step: Step, seconds: float) -> dict[str, Any]:
    """Return a step as a program reads it."""
    more: dict[str, dict[str, Any]] = {
        "made": {"bytes": step.size_bytes, "seconds": seconds},
        "left out": {"max_cases": step.max_cases},
    }
    return {"file": step.name, "state": step.state, **more.get(step.state, {})}


def say_step(step: Step, seconds: float, words: Translator) -> str:
    """Return a step in a line; "" for a file that is only begun."""
    if step.state == "begun":
        return ""
    if step.state == "left out":
        said = words.gettext("{file}: left out, it tells at most {count} cases")
        return said.format(file=step.name, count=f"{step.max_cases:,}")
    said = words.gettext("{file}: {size} kB, {seconds} s")
    return said.format(file=step.name, size=f"{-(-step.size_bytes // 1000):,}", seconds=seconds)


def say_json(said: Mapping[str, Any], _text: str) -> None:
    """Say a thing as a line for programs, at once."""
    click.echo(json.dumps(said, ensure_ascii=False))


def say_words(_said: Mapping[str, Any], text: str) -> None:
    """Say a thing in words, if there are any."""
    if text:
        click.echo(text)
