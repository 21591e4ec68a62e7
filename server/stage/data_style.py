"""What a style needs of the data, as the rules of a sheet: fonts, the colours of each theme, numbers.

The policy of the stage lets no style attribute through. An attribute of data (`data-theme`, `data-n`) names a rule of
this sheet instead, which holds from the first picture on; a script would come after it.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

from geo import addresses
from geo.tables.faults import DataError
from geo.tour.own_tour import MAX_STOPS
from pages.parts.atlas_cache import current_atlas
from pages.parts.shell import fonts
from server.assets import Packed, answer_packed, pack

# The longest part of the row of ticks: a chapter of all cases, and the stop that opens it. Per cent are fewer.
MAX_NUMBER: Final = MAX_STOPS + 1

Colours = tuple[tuple[str, str, str], ...]  # (theme, its colour on light, its colour on dark)


def theme_colours() -> Colours:
    """Return the colours of each theme; of none while the data is faulty, for then no theme is shown."""
    try:
        themes = current_atlas("nbs").tables.themes
    except DataError:
        return ()
    return tuple(zip(themes["theme"], themes["color_light"], themes["color_dark"], strict=True))


@lru_cache(maxsize=4)  # before and after a change
def data_rules(colours: Colours) -> Packed:
    """Return the sheet for themes of these `colours`; the check of the data keeps ids and colours harmless in CSS."""
    themes = [f'[data-theme="{theme}"]{{--light:{light};--dark:{dark}}}' for theme, light, dark in colours]
    numbers = [f'[data-n="{number}"]{{--n:{number}}}' for number in range(MAX_NUMBER + 1)]
    return pack("\n".join([fonts(Path(addresses.SERIF).name), *themes, *numbers, ""]).encode())


answer_data_style: Final = answer_packed("text/css", lambda: data_rules(theme_colours()))
