"""What holds between the tables of a data folder, and within a text: the rules that no single column can tell."""

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

import pandas as pd
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from geo.tables import fact_rules
from geo.tables.faults import MAX_SAID_FAULTS, Detail, Fault, Level
from geo.tables.schema import FILES

_UNKNOWN: Final = "{value} is not in {file}: correct it, or add it there"
_UNKNOWN_NEAR: Final = "{value} is not in {file}: correct it (is {nearest} meant?), or add it there"
_UNKNOWN_FEW: Final = "{value} is not in {file}: write one of {known}"
_REPEATED: Final = "{value} appears twice: write it once"
_WIDE_MARK: Final = "{value} parts its themes by a full-width mark: write ; between them"
_OTHER_COUNTRY: Final = "{value} does not lie in country {country}: correct the country or the province"
_NOT_DOMESTIC: Final = "{value} is on the Chinese list: in cities.csv give it country CN and a province"
_TURNED: Final = "{value} and longitude seem swapped: write latitude {latitude} and longitude {longitude}"
_OUTSIDE: Final = "{value} is not where latitude {latitude}, longitude {longitude} lies: correct country or coordinates"
_NO_PIECE: Final = "{value} is not a piece of the title: take the words from title_zh"
_NO_UNIT: Final = "{value} has no unit: say in unit what it counts"
_NO_WORD: Final = "{value} has an empty word: take one of the marks ; out"
_WIDE_WORDS: Final = "{value} parts its words by a full-width mark: write ; between them"
_SAID: Final = "{value} appears already in row {first}: a word has one meaning, write it once"
_UNTRANSLATED: Final = "the title has no English: until it has, the Chinese stands in both languages"
_BOTH_WIDTHS: Final = "the title has {value} in full and in half width: keep it only if it is printed so"

_MAX_LISTED: Final = 12  # so many known values are listed in full; of more, the nearest is named
_ALIKE: Final = 60  # percent that two names have in common (Indel), from which one may be meant by the other
_MARGIN_DEGREES: Final = 2.0  # degrees round the towns of a country, for its coasts and islands without any

Finds = Iterable[Fault]


class Box(NamedTuple):
    """Edges in degrees; west > east means that the box crosses the antimeridian."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Return whether a point lies in the box or within the margin round it."""
        if not max(self.south - _MARGIN_DEGREES, -90) <= latitude <= min(self.north + _MARGIN_DEGREES, 90):
            return False
        width = self.east - self.west + (360 if self.west > self.east else 0)
        return (longitude - self.west + _MARGIN_DEGREES) % 360 <= width + 2 * _MARGIN_DEGREES


_WORLD: Final = Box(-90, -180, 90, 180)


def check_rules(tables: Mapping[str, pd.DataFrame], damaged: Collection[str]) -> list[Fault]:
    """Return each breach of a rule whose tables and columns are there.

    A table is not held against one whose file is `damaged`: what seems unknown may stand in a row that was lost.
    """
    faults: list[Fault] = []
    for needs, rule in _RULES:
        there = all(name in tables and set(columns) <= set(tables[name]) for name, columns in needs.items())
        _, *against = needs
        if there and not any(FILES[name] in damaged or tables[name].empty for name in against):
            faults += rule(*(tables[name][columns] for name, columns in needs.items()))
    return faults


def word_unknown(value: str, target: str, known: Collection[str]) -> tuple[str, dict[str, Detail]]:
    """Return message and details of a fault: `value` is none of those `known` from the file `target`."""
    if len(known) <= _MAX_LISTED:
        return _UNKNOWN_FEW, {"file": (target,), "known": tuple(known)}
    nearest = _find_nearest(value, known)
    if nearest is None:
        return _UNKNOWN, {"file": (target,)}
    return _UNKNOWN_NEAR, {"file": (target,), "nearest": nearest}


def _find_nearest(value: str, known: Iterable[str]) -> str | None:
    """Return which of `known` is most like `value`, whatever its case, or None if none is."""
    near = extractOne(value.strip(), known, scorer=ratio, processor=str.lower, score_cutoff=_ALIKE)
    return near[0] if near else None


def _find_unknown(column: pd.Series, file: str, target: str, known: pd.Series) -> Finds:
    """Return a fault for each filled cell of `column` that is none of `known`."""
    unknown = column[~column.isin(known) & column.str.strip().ne("")]
    names = known.drop_duplicates().tolist()
    worded = {value: word_unknown(value, target, names) for value in unknown.unique()[:MAX_SAID_FAULTS]}
    plain = _UNKNOWN, {"file": (target,)}
    return [
        Fault(file, row, str(column.name), value, *worded.get(value, plain))
        for row, value in zip(unknown.index, unknown, strict=True)
    ]


def _check_editions(cases: pd.DataFrame, editions: pd.DataFrame) -> Finds:
    """Return a fault for each case of an edition that is not known."""
    return _find_unknown(cases["edition"], FILES["cases"], FILES["editions"], editions["edition"])


def _check_cities(cases: pd.DataFrame, cities: pd.DataFrame) -> Finds:
    """Return a fault for each case in a city that is not known."""
    return _find_unknown(cases["city_id"], FILES["cases"], FILES["cities"], cities["city_id"])


def _find_strays(file: str, target: str, column: str, optional: pd.DataFrame, known: pd.DataFrame) -> Finds:
    """Return a warning for each row of the `optional` table `file` about what `target` has not: nothing asks for it."""
    return [
        replace(fault, level=Level.WARNING) for fault in _find_unknown(optional[column], file, target, known[column])
    ]


def _check_countries(file: str, places: pd.DataFrame, countries: pd.DataFrame) -> Finds:
    """Return a fault for each of `places`, from `file`, in a country that is not known."""
    return _find_unknown(places["country"], file, FILES["countries"], countries["country"])


def _check_provinces(file: str, places: pd.DataFrame, regions: pd.DataFrame) -> Finds:
    """Return a fault for each province in `file` of another country, and for each Chinese one without a region."""
    coded = places[places["province"].str.contains("-", regex=False)]
    for row, country, province in coded.itertuples():
        if not province.startswith(f"{country}-"):
            yield Fault(file, row, "province", province, _OTHER_COUNTRY, {"country": country})
    chinese = coded.loc[coded["country"].eq("CN") & coded["province"].str.startswith("CN-"), "province"]
    yield from _find_unknown(chinese, file, FILES["regions"], regions["province"])


def _check_themes(file: str, read: pd.DataFrame, themes: pd.DataFrame) -> Finds:
    """Return a fault for each theme in `read`, from `file`, that is not known or is repeated; a case may have none."""
    known = themes["theme"].tolist()
    for row, cell in read.loc[read["themes"] != "", ["themes"]].itertuples():
        if "；" in cell:
            yield Fault(file, row, "themes", cell, _WIDE_MARK)
            continue
        for theme, times in Counter(cell.split(";")).items():
            if theme not in known:
                yield Fault(file, row, "themes", theme, *word_unknown(theme, FILES["themes"], known))
            elif times > 1:
                yield Fault(file, row, "themes", theme, _REPEATED)


def _check_domestic(cases: pd.DataFrame, cities: pd.DataFrame) -> Finds:
    """Return a fault for each case of the Chinese list whose city is not in a province of China."""
    outside = cities.loc[cities["country"].ne("CN") | cities["province"].eq(""), "city_id"]
    wrong = cases.loc[cases["list"].eq("domestic") & cases["city_id"].isin(outside), ["city_id"]]
    return [Fault(FILES["cases"], row, "city_id", city, _NOT_DOMESTIC) for row, city in wrong.itertuples()]


def _check_points(file: str, places: pd.DataFrame, countries: pd.DataFrame) -> Finds:
    """Return a fault for each of `places`, from `file`, outside its country or with coordinates changed round."""
    boxes = _read_boxes(countries)
    for row, country, latitude, longitude in places.itertuples():
        box = boxes.get(country, _WORLD)
        if not math.isfinite(latitude + longitude) or box.holds(latitude, longitude):
            continue
        if box.holds(longitude, latitude):
            turned = {"latitude": longitude, "longitude": latitude}
            yield Fault(file, row, "latitude", str(latitude), _TURNED, turned)
        elif abs(latitude) <= _WORLD.north:
            point = {"latitude": latitude, "longitude": longitude}
            yield Fault(file, row, "country", country, _OUTSIDE, point)


def _read_boxes(countries: pd.DataFrame) -> dict[str, Box]:
    """Return the box of each country that has one."""
    known = countries.drop_duplicates("country").dropna().set_index("country")
    return {country: Box(*edges) for country, *edges in known[list(Box._fields)].itertuples()}


def _check_units(context: pd.DataFrame) -> Finds:
    """Return a fault for each figure without a unit."""
    bare = context.loc[context["value"].ne("") & context["unit"].str.strip().eq(""), ["value"]]
    return [Fault(FILES["context"], row, "unit", value, _NO_UNIT) for row, value in bare.itertuples()]


def _check_keywords(keywords: pd.DataFrame, themes: pd.DataFrame) -> Finds:
    """Return a fault for each keyword of a theme that is not known."""
    return _find_unknown(keywords["theme"], FILES["theme_keywords"], FILES["themes"], themes["theme"])


def _remark_untranslated(cases: pd.DataFrame) -> Finds:
    """Return a remark for each case without an English title."""
    empty = cases.index[cases["title_en"].str.strip().eq("")]
    return [Fault(FILES["cases"], row, "title_en", None, _UNTRANSLATED, level=Level.REMARK) for row in empty]


def _check_alias_sources(aliases: pd.DataFrame, cities: pd.DataFrame) -> Finds:
    """Return a fault for each alias whose point is that of a city of the atlas that is not known."""
    named = aliases["source"].str.extract("^cities:(.*)$", expand=False).dropna()
    return _find_unknown(named, FILES["place_aliases"], FILES["cities"], cities["city_id"])


def _check_synonyms(synonyms: pd.DataFrame) -> Finds:
    """Return a fault for each list of words with an empty one or a wrong mark, and for each word that stood before."""
    first: dict[str, int] = {}
    for row, *cells in synonyms.itertuples():
        for column, cell in zip(synonyms.columns, cells, strict=True):
            for message in _misread_words(cell):
                yield Fault(FILES["synonyms"], row, column, cell, message)
            for word in filter(None, map(str.strip, cell.split(";"))):
                if word.casefold() in first:
                    yield Fault(FILES["synonyms"], row, column, word, _SAID, {"first": first[word.casefold()]})
                first.setdefault(word.casefold(), row)


def _misread_words(cell: str) -> Iterator[str]:
    """Yield what is wrong with the marks of a cell of several words; nothing of an empty one."""
    if cell.strip() and not all(word.strip() for word in cell.split(";")):
        yield _NO_WORD
    if "；" in cell:
        yield _WIDE_WORDS


def _check_evidence(file: str, read: pd.DataFrame) -> Finds:
    """Return a warning for each piece of evidence in `read`, from `file`, that its title does not hold."""
    for row, title, evidence in read.loc[read["theme_evidence"] != "", ["title_zh", "theme_evidence"]].itertuples():
        for piece in evidence.split("|"):
            if piece not in title:
                yield Fault(file, row, "theme_evidence", piece, _NO_PIECE, level=Level.WARNING)


def _check_second_evidence(second: pd.DataFrame, cases: pd.DataFrame) -> Finds:
    """Return a warning for each piece of evidence of the second reading that its title does not hold."""
    titles = cases.drop_duplicates("case_id").set_index("case_id")["title_zh"]
    known = second[second["case_id"].isin(titles.index)]
    return _check_evidence(FILES["themes_second_reading"], known.assign(title_zh=known["case_id"].map(titles)))


def _remark_widths(cases: pd.DataFrame) -> Finds:
    """Return a remark for each title that has a mark, letter or digit in full and in half width."""
    for row, title in cases.itertuples():
        both = "".join(dict.fromkeys(half for half in _full_width(title) if half in title))
        if both:
            yield Fault(FILES["cases"], row, "title_zh", both, _BOTH_WIDTHS, level=Level.REMARK)


def _full_width(title: str) -> Iterator[str]:
    """Return the half-width form of each full-width character of `title`."""
    return (unicodedata.normalize("NFKC", letter) for letter in title if unicodedata.east_asian_width(letter) == "F")


_Rule = tuple[Mapping[str, list[str]], Callable[..., Finds]]


def _rules_of_places(name: str) -> tuple[_Rule, ...]:
    """Return the rules of the table `name`, which has country, province and point of each of its places."""
    file = FILES[name]
    return (
        ({name: ["country"], "countries": ["country"]}, partial(_check_countries, file)),
        ({name: ["country", "province"], "regions": ["province"]}, partial(_check_provinces, file)),
        (
            {name: ["country", "latitude", "longitude"], "countries": ["country", *Box._fields]},
            partial(_check_points, file),
        ),
    )


_RULES: Final[tuple[_Rule, ...]] = (
    ({"cases": ["edition"], "editions": ["edition"]}, _check_editions),
    ({"cases": ["city_id"], "cities": ["city_id"]}, _check_cities),
    ({"cases": ["themes"], "themes": ["theme"]}, partial(_check_themes, FILES["cases"])),
    ({"cases": ["list", "city_id"], "cities": ["city_id", "country", "province"]}, _check_domestic),
    ({"cases": ["title_zh", "theme_evidence"]}, partial(_check_evidence, FILES["cases"])),
    ({"cases": ["title_zh"]}, _remark_widths),
    ({"cases": ["title_en"]}, _remark_untranslated),
    *_rules_of_places("cities"),
    *_rules_of_places("place_aliases"),
    ({"place_aliases": ["source"], "cities": ["city_id"]}, _check_alias_sources),
    (
        {"themes_second_reading": ["case_id"], "cases": ["case_id"]},
        partial(_find_strays, FILES["themes_second_reading"], FILES["cases"], "case_id"),
    ),
    (
        {"themes_second_reading": ["themes"], "themes": ["theme"]},
        partial(_check_themes, FILES["themes_second_reading"]),
    ),
    (
        {"themes_second_reading": ["case_id", "theme_evidence"], "cases": ["case_id", "title_zh"]},
        _check_second_evidence,
    ),
    (
        {"context": ["edition"], "editions": ["edition"]},
        partial(_find_strays, FILES["context"], FILES["editions"], "edition"),
    ),
    ({"context": ["value", "unit"]}, _check_units),
    (
        {"case_facts": ["case_id"], "cases": ["case_id"]},
        partial(_find_strays, FILES["case_facts"], FILES["cases"], "case_id"),
    ),
    (
        {"research_notes": ["case_id"], "cases": ["case_id"]},
        partial(_find_strays, FILES["research_notes"], FILES["cases"], "case_id"),
    ),
    ({"synonyms": ["words_zh", "words_en"]}, _check_synonyms),
    ({"theme_keywords": ["theme"], "themes": ["theme"]}, _check_keywords),
    ({"case_facts": list(fact_rules.MAX_CHARS)}, fact_rules.check_lengths),
    ({"case_facts": list(fact_rules.SHOWN)}, fact_rules.check_plain),
    ({"case_facts": ["evidence"]}, fact_rules.check_pieces),
    ({"case_facts": ["source_date"]}, fact_rules.check_dates),
    ({"case_facts": ["case_id", "fact", "kind"]}, fact_rules.check_first),
    ({"case_facts": ["case_id"]}, fact_rules.check_numbers),
    ({"case_facts": ["case_id", "text_zh", "text_en"]}, fact_rules.check_repeats),
    ({"case_facts": ["text_zh", "text_en"]}, fact_rules.check_figures),
)
