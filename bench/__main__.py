"""The command line of the bench: `python -m bench [NAMES] [--rounds N]`."""

from collections.abc import Callable
from typing import Final

import click

from bench.atlas_file import compare_files
from bench.attack import compare_attacks
from bench.check import time_checks
from bench.comparison import Comparison, print_table
from bench.filter import compare_filters
from bench.finder import compare_finders
from bench.first import compare_first_views
from bench.hall import compare_halls
from bench.listing import time_imports
from bench.places import compare_gazetteers
from bench.publishing import time_publishing
from bench.script import compare_scripts
from bench.search import time_searches
from bench.stage import compare_stages
from bench.switch import compare_switches

BENCHES: Final[dict[str, Callable[[int], list[Comparison]]]] = {
    "script": compare_scripts,
    "filter": compare_filters,
    "first": compare_first_views,
    "switch": compare_switches,
    "search": time_searches,
    "check": time_checks,
    "import": time_imports,
    "gazetteer": compare_gazetteers,
    "stage": compare_stages,
    "finder": compare_finders,
    "hall": compare_halls,
    "file": compare_files,
    "publish": time_publishing,
    "attack": compare_attacks,
}
ROUNDS: Final = {
    "script": 200,
    "filter": 20,
    "first": 15,
    "switch": 25,
    "search": 7,
    "check": 3,
    "import": 3,
    "gazetteer": 5,
    "stage": 40,
    "finder": 24,
    "hall": 3,
    "file": 10,
    "publish": 3,
    "attack": 60,
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHES)), metavar=" ".join(f"[{name}]" for name in BENCHES))
@click.option("--rounds", type=click.IntRange(min=1), help="Rounds of each bench, instead of its own number.")
def main(names: tuple[str, ...], rounds: int | None) -> None:
    """Measure the atlas and the other pages in turn, and print both; all benches if none is named.

    No figure makes it fail: the targets stand beside the figures, to be read.
    """
    for name in names or BENCHES:
        print_table(BENCHES[name](rounds or ROUNDS[name]))


if __name__ == "__main__":
    main(prog_name="python -m bench")
