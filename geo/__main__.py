"""The command line of the atlas: `python -m geo check [FOLDER]`, `python -m geo locate NAME…`."""

import json
import os
from pathlib import Path
from typing import Any, Final

import click

from geo.network import is_address
from geo.places.distances import measure
from geo.places.gazetteer import Candidate, Found, find_places
from geo.query.atlas import open_atlas
from geo.tables.check import check_folder
from geo.tables.faults import DataError, Fault, say_faults
from geo.tables.load import load_tables
from geo.text import LANGUAGES, Translator, translator
from geo.tour.rehearsal import Stage, rehearse

SHIPPED: Final = Path(__file__).parent.parent / "data"

_existing_folder: Final = click.Path(exists=True, file_okay=False, path_type=Path)


def guess_language() -> str:
    """Return the language of the terminal: Chinese if the locale is, else English."""
    locale = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.startswith("zh") else "en"


def guess_url() -> str:
    """Return where `make run` starts the atlas."""
    return f"http://localhost:{os.environ.get('PORT') or 8501}"


def read_url(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Return the address `value` with a slash at its end, "" for none; click's BadParameter if it is no address."""
    if value and not is_address(value):
        message = f"{value!r} is no address: write it as http://localhost:8501"
        raise click.BadParameter(message)
    return value and value.rstrip("/") + "/"


@click.group()
def main() -> None:
    """Work on the data of the atlas without a browser."""


@main.command()
@click.argument("folder", type=_existing_folder, envvar="ATLAS_DATA", default=SHIPPED)
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
@click.pass_context
def check(context: click.Context, folder: Path, lang: str, *, stage: bool, url: str, public_url: str) -> None:  # noqa: PLR0913 (an option each)
    """Name every fault of the data in FOLDER, one a line.

    FOLDER is ATLAS_DATA if it is not given, or else the data of the atlas itself.
    The exit status is 0 if the data are good, 1 if not, 2 if the command is used wrongly.
    Remarks are worth a look and do not count as faults.
    With --stage the fonts, the stops, and the addresses of a running atlas are looked at too: what is red counts as a
    fault.
    """
    words = translator(lang)
    found = check_folder(folder, evidence=not stage)
    for fault in found:
        click.echo(_say(fault, words))
    faults = sum(fault.blocking for fault in found)
    click.echo(_sum_up(faults, len(found) - faults, words))
    held = not stage or (not faults and _rehearse(folder, url, public_url, words))
    context.exit(1 if faults or not held else 0)


@main.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--json", "as_json", is_flag=True, help="For programs: a list of candidates for each name.")
@click.option("--lang", type=click.Choice(LANGUAGES), default=guess_language, help="Language of what is said.")
@click.option("--data", type=_existing_folder, envvar="ATLAS_DATA", default=SHIPPED, help="Whose cities come first.")
@click.pass_context
def locate(context: click.Context, names: tuple[str, ...], lang: str, data: Path, *, as_json: bool) -> None:
    """Name the places that each NAME may mean, best first, without a network.

    The exit status is 0 if each name means one place, 1 if one is not found or a person must choose.
    """
    words = translator(lang)
    try:
        cities = load_tables(data).cities
    except DataError as error:
        raise click.ClickException("\n".join(say_faults(error.faults, words))) from error
    found = {name: find_places(name, cities) for name in names}
    if as_json:
        click.echo(json.dumps({name: _list_candidates(one, words) for name, one in found.items()}, ensure_ascii=False))
    else:
        click.echo("\n".join(line for name, one in found.items() for line in _say_found(name, one, words)))
    context.exit(any(one.ambiguous or one.how != "exact" or not one.candidates for one in found.values()))


def _list_candidates(found: Found, words: Translator) -> list[dict[str, Any]]:
    """Return what a program is told of each candidate."""
    return [
        {
            "name": _name_place(one, words),
            "country": one.country,
            "latitude": one.latitude,
            "longitude": one.longitude,
            "population": one.population,
            "source": one.source,
        }
        for one in found.candidates
    ]


def _say_found(name: str, found: Found, words: Translator) -> list[str]:
    """Return the lines of a `name`: what is known of it, and a line for each candidate."""
    _ = words.gettext
    if not found.candidates:
        return [_("{name}: not found").format(name=name)]
    sure = found.how == "exact" and not found.ambiguous
    head = _("{name}: one place") if sure else _("{name}: which of these is meant?")
    shown = found.candidates[:1] if sure else found.candidates
    return [head.format(name=name), *(_say_candidate(one, shown[0], words) for one in shown)]


def _say_candidate(place: Candidate, first: Candidate, words: Translator) -> str:
    """Return the line of a candidate, with its distance (km) from the `first` one."""
    _ = words.gettext
    parts = [_name_place(place, words), words.country(place.country), f"{place.latitude:.4f}, {place.longitude:.4f}"]
    if place.population:
        parts.append(_("population {count}").format(count=f"{place.population:,}"))
    if place is not first:
        km = f"{measure(place.point, first.point):,.0f}"
        parts.append(_("{km} km from the first").format(km=km))
    return "  " + " · ".join([*parts, place.source])


def _name_place(place: Candidate, words: Translator) -> str:
    """Return the name of `place` in the language of `words`."""
    return place.name_zh if words.language == "zh" else place.name_en


def _rehearse(folder: Path, url: str, public_url: str, words: Translator) -> bool:
    """Say, green or red, how a stage would hold; return whether nothing was red."""
    stage = Stage(open_atlas(folder, "nbs"), url, public_url)
    findings = rehearse(stage, words)
    marks = {True: ("✓", "green"), False: ("✗", "red"), None: ("–", None)}
    for good, text in findings:
        mark, colour = marks[good]
        click.secho(f"{mark} {text}", fg=colour)
    return all(good is not False for good, _ in findings)


def _say(fault: Fault, words: Translator) -> str:
    """Return the line of a `fault`; that of a remark says so at its end."""
    remark = "" if fault.blocking else words.gettext(" (a remark)")
    return fault.text(words) + remark


def _sum_up(faults: int, remarks: int, words: Translator) -> str:
    """Return the last line: how much was found."""
    if faults:
        return words.ngettext("{count} fault", "{count} faults", faults).format(count=faults)
    if remarks:
        return words.ngettext("good, with {count} remark", "good, with {count} remarks", remarks).format(count=remarks)
    return words.gettext("good: no faults")


if __name__ == "__main__":
    main(prog_name="python -m geo")
