"""The command that names places: `python -m geo locate NAME…`."""

import json
from pathlib import Path
from typing import Any

import click
from geopy.exc import GeopyError

from geo.kept_files import kept_file
from geo.options import EXISTING_FOLDER
from geo.places.distances import measure
from geo.places.gazetteer import Candidate, Found, find_places
from geo.places.online import CACHE, SERVER, Ask, ask_nominatim, find_online
from geo.tables.faults import DataError, say_faults
from geo.tables.files import SHIPPED
from geo.tables.load import load_tables
from geo.tables.schema import Tables
from geo.text import LANGUAGES, Translator, guess_language, translator


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--online", is_flag=True, help="Ask Nominatim for what is known neither here nor in GeoNames.")
@click.option("--server", default=SERVER, metavar="URL", help=f"The Nominatim that is asked; else {SERVER}.")
@click.option("--json", "as_json", is_flag=True, help="For programs: a list of candidates for each name.")
@click.option("--lang", type=click.Choice(LANGUAGES), default=guess_language, help="Language of what is said.")
@click.option("--data", type=EXISTING_FOLDER, envvar="ATLAS_DATA", default=SHIPPED, help="Whose cities come first.")
def locate(names: tuple[str, ...], server: str, lang: str, data: Path, *, online: bool, as_json: bool) -> None:  # noqa: PLR0913 (an option each)
    """Name the places that each NAME may mean, best first; without a network unless --online asks for one.

    Not found is an answer, and so are several places. The exit status is 1 where the data have faults, or where
    Nominatim was asked and did not answer.
    """
    words = translator(lang)
    try:
        tables = load_tables(data)
        ask = ask_nominatim(server) if online else None
        found = {name: _find(name, tables, ask) for name in names}
    except DataError as error:
        raise click.ClickException("\n".join(say_faults(error.faults, words))) from error
    except GeopyError as error:
        said = words.gettext("{server} does not answer: {error}")
        raise click.ClickException(said.format(server=server, error=error)) from error
    if as_json:
        click.echo(json.dumps({name: _list_candidates(one, words) for name, one in found.items()}, ensure_ascii=False))
    else:
        click.echo("\n".join(line for name, one in found.items() for line in _say_found(name, one, words)))


def _find(name: str, tables: Tables, ask: Ask | None) -> Found:
    """Return what `name` may mean; `ask` is asked where nobody here bears it, and its answer goes before a guess."""
    found = find_places(name, tables.cities, tables.place_aliases)
    if not ask or (found.candidates and found.how == "exact"):
        return found
    return Found(online, "exact") if (online := find_online(name, ask, kept_file(CACHE))) else found


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
