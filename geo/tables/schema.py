"""What each table of a data folder promises: columns, types, units and allowed values."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import pandas as pd
import pandera.pandas as pa

from geo.text import to_translate

_NAMES: Final = (
    "cases", "cities", "themes", "regions", "editions", "countries", "themes_second_reading", "context", "case_facts",
    "research_notes", "synonyms", "theme_keywords", "place_aliases",
)  # fmt: skip
FILES: Final = {name: f"{name}.csv" for name in _NAMES}
PACKAGE = "datapackage.json"  # what a folder says of itself
# A folder without them is whole.
OPTIONAL: Final = (
    "themes_second_reading", "context", "case_facts", "research_notes", "synonyms", "theme_keywords", "place_aliases",
)  # fmt: skip

# Values of columns, with what they are called in English.
LISTS: Final = {"international": to_translate("International cities"), "domestic": to_translate("Chinese cities")}
CONFIDENCES: Final = {"high": to_translate("high"), "medium": to_translate("medium"), "low": to_translate("low")}
SCHEMES: Final = {
    "nbs": to_translate("Four regions"),
    "three": to_translate("Three regions"),
}  # the first is the default
REGIONS: Final = {
    "east": to_translate("East"),
    "central": to_translate("Central"),
    "west": to_translate("West"),
    "northeast": to_translate("Northeast"),
}


class FactKind(NamedTuple):
    """What facts of a kind tell, in a word, and the question that they answer."""

    name: str
    question: str


# The kinds of facts about a case, in the order in which a reader asks.
FACT_KINDS: Final = {
    "what": FactKind(to_translate("In short"), to_translate("What is it?")),
    "since": FactKind(to_translate("Beginning"), to_translate("Since when?")),
    "how": FactKind(to_translate("How it works"), to_translate("How does it work?")),
    "scale": FactKind(to_translate("Scale"), to_translate("How large?")),
    "result": FactKind(to_translate("Results"), to_translate("What came of it?")),
    "recognition": FactKind(to_translate("Recognition"), to_translate("Who noticed?")),
    "status": FactKind(to_translate("Since then"), to_translate("What became of it?")),
}
WHOSE_FACTS: Final = to_translate(
    "These sentences are ours, drafted with machine assistance from the public sources named; "
    "neither the publisher nor the cities have reviewed them."
)
# What notes on the search for facts are about: a vague title, or sources that disagree.
NOTE_KINDS: Final = {
    "reading": to_translate("How the title was read"),
    "disagreement": to_translate("Where sources disagree"),
}
CONTINENTS: Final = ("asia", "europe", "americas", "africa", "oceania")  # of UN M49; most cases of 2024 first

# What to say when a promise is broken; the message stands beside the promise, in the metadata of its field.
EMPTY: Final = "nothing is written here: fill it in"
_NOT_AMONG: Final = "{value} is not a value of this column: write one of {allowed}"
_NO_ID: Final = "{value} is not an id: write small letters a-z, digits and hyphens only"
_NO_COUNT: Final = "{value} is not a positive whole number: write 1, 2, 3 and so on"
_NO_TOTAL: Final = "{value} is not a whole number: write digits only, or nothing"
_NO_LATITUDE: Final = "{value} is not a latitude: write degrees from -90 to 90, such as 39.9075"
_NO_LONGITUDE: Final = "{value} is not a longitude: write degrees from -180 to 180, such as 116.3972"
_NO_COUNTRY: Final = "{value} is not a country code: write the two capitals of ISO 3166-1, such as CN"
_NO_PROVINCE: Final = "{value} is not a province code: write it as in ISO 3166-2, such as CN-BJ, or nothing"
_NO_FIGURE: Final = "{value} is not a figure: write a number such as 97 or 1.5, several parted by ;, or nothing"
_NO_DAY: Final = "{value} is not a day: write it as 2024-12-18, or nothing"
_NO_DATE: Final = "{value} is not a date: write it as 2024, 2024-12 or 2024-12-18, or nothing"
_NO_ADDRESS: Final = "{value} is not the address of a page: begin it with https:// or http://, without spaces"
_NO_COLOUR: Final = "{value} is not a colour: write it as # and six hexadecimal digits, such as #d1495b"


class Tables(NamedTuple):
    """The tables of a data folder, checked and typed; the index of each is the line of its file.

    An optional table whose file is missing has its columns and no rows.
    """

    cases: pd.DataFrame
    cities: pd.DataFrame
    themes: pd.DataFrame
    regions: pd.DataFrame
    editions: pd.DataFrame
    countries: pd.DataFrame
    themes_second_reading: pd.DataFrame
    context: pd.DataFrame
    case_facts: pd.DataFrame
    research_notes: pd.DataFrame
    synonyms: pd.DataFrame
    theme_keywords: pd.DataFrame
    place_aliases: pd.DataFrame


def _among(values: Iterable[str], *, or_empty: bool = False) -> dict[str, Any]:
    """Return the promise of one of `values`."""
    allowed = tuple(values)
    return {"isin": ("", *allowed) if or_empty else allowed, "metadata": {"wrong": _NOT_AMONG, "allowed": allowed}}


def _like(pattern: str, wrong: str) -> dict[str, Any]:
    """Return the promise of a text that is nothing but `pattern`; `wrong` is said of any other."""
    return {"str_matches": rf"(?:{pattern})\Z", "metadata": {"wrong": wrong}}


def _within(limit: float, wrong: str) -> dict[str, Any]:
    """Return the promise of degrees (WGS 84) from -`limit` to `limit`."""
    return {"in_range": {"min_value": -limit, "max_value": limit}, "metadata": {"wrong": wrong}}


# Promises that several columns make.
_FILLED: Final[dict[str, Any]] = {"str_contains": r"\S", "metadata": {"wrong": EMPTY}}
_OPTIONAL: Final[dict[str, Any]] = {"metadata": {"optional": True}}  # a table without the column is whole
_ID: Final = _like("[a-z0-9-]+", _NO_ID)  # safe in a URL, in the name of a file and in an attribute of HTML
_PLACE_IN_ORDER: Final[dict[str, Any]] = {"ge": 1, "metadata": {"wrong": _NO_COUNT}}
_TOTAL: Final = _like("[0-9]*", _NO_TOTAL)
_COLOUR: Final = _like("#[0-9a-fA-F]{6}", _NO_COLOUR)
_DATE: Final = _like(
    "([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?", _NO_DATE
)  # as far as a source tells it
# What a link may lead to: RFC 3986 as browsers read it, with the letters of any language, but nothing that ends it.
_ADDRESS: Final = _like(r"https?://[^\s/?#\"<>\\^`{|}]+([/?#][^\s\"<>\\^`{|}]*)?", _NO_ADDRESS)
_PROVINCE: Final = _like("([A-Z]{2}-[A-Z0-9]{1,3})?", _NO_PROVINCE)
_LATITUDE: Final = _within(90, _NO_LATITUDE)
_LONGITUDE: Final = _within(180, _NO_LONGITUDE)


class Cases(pa.DataFrameModel):
    """One row per case, in the order of the publication; each column with its title in exports."""

    case_id: str = pa.Field(title=to_translate("Case"), unique=True, **_ID)
    edition: str = pa.Field(title=to_translate("Edition"), **_FILLED)
    list_: str = pa.Field(title=to_translate("List"), alias="list", **_among(LISTS))
    position: pd.Int64Dtype = pa.Field(title=to_translate("Position"), **_PLACE_IN_ORDER)
    city_id: str = pa.Field(title=to_translate("City id"), **_FILLED)
    title_zh: str = pa.Field(title=to_translate("Chinese title"), **_FILLED)
    title_en: str = pa.Field(title=to_translate("English title"))
    themes: str = pa.Field(title=to_translate("Themes"))
    theme_evidence: str = pa.Field(title=to_translate("Evidence for the themes"))
    theme_confidence: str = pa.Field(title=to_translate("Confidence"), **_among(CONFIDENCES, or_empty=True))
    notes: str = pa.Field(title=to_translate("Notes"), **_OPTIONAL)

    class Config:
        """No two cases stand in the same position of a list."""

        unique: Final = ["edition", "list", "position"]


class PlacedCases(Cases):
    """One row per case, with the columns of its city: what exports hold, in their order."""

    city_zh: str = pa.Field(title=to_translate("City, Chinese name"))
    city_en: str = pa.Field(title=to_translate("City, English name"))
    country: str = pa.Field(title=to_translate("Country or region"))
    continent: str = pa.Field(title=to_translate("Continent"))
    region: str = pa.Field(title=to_translate("Region of China"))
    latitude: float = pa.Field(title=to_translate("Latitude"), **_LATITUDE)
    longitude: float = pa.Field(title=to_translate("Longitude"), **_LONGITUDE)
    summary_zh: str = pa.Field(title=to_translate("Chinese summary"))
    summary_en: str = pa.Field(title=to_translate("English summary"))


class Cities(pa.DataFrameModel):
    """One row per place that a case names."""

    city_id: str = pa.Field(unique=True, **_ID)
    name_zh: str = pa.Field(**_FILLED)
    name_en: str = pa.Field(**_FILLED)
    country: str = pa.Field(**_FILLED)
    province: str = pa.Field(**_PROVINCE)
    latitude: float = pa.Field(**_LATITUDE)
    longitude: float = pa.Field(**_LONGITUDE)
    coordinate_source: str
    note: str


class Themes(pa.DataFrameModel):
    """One row per theme, in the order in which the publication names them."""

    theme: str = pa.Field(unique=True, **_ID)
    position: pd.Int64Dtype = pa.Field(**_PLACE_IN_ORDER)
    name_zh: str = pa.Field(**_FILLED)
    name_en: str = pa.Field(**_FILLED)
    glyph_zh: str = pa.Field(**_FILLED)
    glyph_en: str = pa.Field(**_FILLED)
    color_light: str = pa.Field(**_COLOUR)
    color_dark: str = pa.Field(**_COLOUR)


class Regions(pa.DataFrameModel):
    """One row per scheme and province, the regions in the order in which they are listed."""

    scheme: str = pa.Field(**_among(SCHEMES))
    region: str = pa.Field(**_among(REGIONS))
    province: str = pa.Field(**_like("[A-Z]{2}-[A-Z0-9]{1,3}", _NO_PROVINCE))

    class Config:
        """A province has one region in each scheme."""

        unique: Final = ["scheme", "province"]


class Editions(pa.DataFrameModel):
    """One row per edition of the publication, with what was announced beside it."""

    edition: str = pa.Field(unique=True, **_ID)
    title_zh: str = pa.Field(**_FILLED)
    title_en: str = pa.Field(**_FILLED)
    forum_zh: str
    forum_en: str
    announced_cases: str = pa.Field(**_TOTAL)
    announced_countries: str = pa.Field(**_TOTAL)
    announced_continents: str = pa.Field(**_TOTAL)
    announced_domestic_cities: str = pa.Field(**_TOTAL)
    source_zh: str
    source_en: str


class Countries(pa.DataFrameModel):
    """One row per country or region, with its continent and the box its towns lie in (empty: not known).

    A box with west > east crosses the antimeridian.
    """

    country: str = pa.Field(unique=True, **_like("[A-Z]{2}", _NO_COUNTRY))
    continent: str = pa.Field(**_among(CONTINENTS))
    south: float = pa.Field(nullable=True, **_LATITUDE)
    west: float = pa.Field(nullable=True, **_LONGITUDE)
    north: float = pa.Field(nullable=True, **_LATITUDE)
    east: float = pa.Field(nullable=True, **_LONGITUDE)


class ThemesSecondReading(pa.DataFrameModel):
    """One row per case whose themes were read a second time, without a look at the first reading."""

    case_id: str = pa.Field(unique=True, **_FILLED)
    themes: str
    theme_evidence: str
    theme_confidence: str = pa.Field(**_among(CONFIDENCES, or_empty=True))


class Context(pa.DataFrameModel):
    """One row per fact about an edition, its forum and its background, with figures where it has any."""

    fact: str = pa.Field(unique=True, **_ID)
    edition: str = pa.Field(**_FILLED)
    value: str = pa.Field(**_like(r"([0-9]+(\.[0-9]+)?(;[0-9]+(\.[0-9]+)?)*)?", _NO_FIGURE))
    unit: str
    text_zh: str = pa.Field(**_FILLED)
    text_en: str = pa.Field(**_FILLED)
    source_zh: str = pa.Field(**_FILLED)
    source_en: str = pa.Field(**_FILLED)
    source_date: str = pa.Field(**_like("([0-9]{4}-[0-9]{2}-[0-9]{2})?", _NO_DAY))


class CaseFacts(pa.DataFrameModel):
    """One row per fact about a case, in our own words: one sentence in each language, with the source it rests on.

    The facts of a case are counted from 1; the first says what the case is. `evidence` are figures and names as the
    source has them, parted by |.
    """

    case_id: str = pa.Field(title=to_translate("Case"), **_FILLED)
    fact: pd.Int64Dtype = pa.Field(title=to_translate("Fact"), **_PLACE_IN_ORDER)
    kind: str = pa.Field(title=to_translate("Question"), **_among(FACT_KINDS))
    text_zh: str = pa.Field(title=to_translate("Chinese sentence"), **_FILLED)
    text_en: str = pa.Field(title=to_translate("English sentence"), **_FILLED)
    evidence: str = pa.Field(title=to_translate("Evidence in the source"), **_FILLED)
    source_title: str = pa.Field(title=to_translate("Title of the source"), **_FILLED)
    source_publisher: str = pa.Field(title=to_translate("Publisher of the source"), **_FILLED)
    source_url: str = pa.Field(title=to_translate("Address of the source"), **_ADDRESS)
    source_date: str = pa.Field(title=to_translate("Date of the source"), **_DATE)
    confidence: str = pa.Field(title=to_translate("Confidence"), **_among(CONFIDENCES))

    class Config:
        """A case has each number once."""

        unique: Final = ["case_id", "fact"]


class ResearchNotes(pa.DataFrameModel):
    """One row per note on the search for the facts about a case: how its title was read, or where sources disagree."""

    case_id: str = pa.Field(**_FILLED)
    kind: str = pa.Field(**_among(NOTE_KINDS))
    text_zh: str = pa.Field(**_FILLED)
    text_en: str = pa.Field(**_FILLED)


class Synonyms(pa.DataFrameModel):
    """One row per meaning: the Chinese and English words that have it, parted by ; in each."""

    group: str = pa.Field(unique=True, **_ID)
    words_zh: str = pa.Field(**_FILLED)
    words_en: str = pa.Field(**_FILLED)


class ThemeKeywords(pa.DataFrameModel):
    """One row per word of a title that makes a theme worth proposing."""

    theme: str = pa.Field(**_FILLED)
    keyword: str = pa.Field(**_FILLED)
    note: str

    class Config:
        """A word speaks once for a theme."""

        unique: Final = ["theme", "keyword"]


class PlaceAliases(pa.DataFrameModel):
    """One row per name by which texts call a place that the gazetteer does not know by it; several rows: a question."""

    alias: str = pa.Field(**_FILLED)
    name_en: str = pa.Field(**_FILLED)
    name_zh: str = pa.Field(**_FILLED)
    country: str = pa.Field(**_FILLED)
    province: str = pa.Field(**_PROVINCE)
    latitude: float = pa.Field(**_LATITUDE)
    longitude: float = pa.Field(**_LONGITUDE)
    source: str = pa.Field(**_FILLED)
    note: str

    class Config:
        """A name means a place once."""

        unique: Final = ["alias", "name_en", "country"]


MODELS: Final[Mapping[str, type[pa.DataFrameModel]]] = {
    "cases": Cases,
    "cities": Cities,
    "themes": Themes,
    "regions": Regions,
    "editions": Editions,
    "countries": Countries,
    "themes_second_reading": ThemesSecondReading,
    "context": Context,
    "case_facts": CaseFacts,
    "research_notes": ResearchNotes,
    "synonyms": Synonyms,
    "theme_keywords": ThemeKeywords,
    "place_aliases": PlaceAliases,
}

# The columns of exports by name, each with its English title.
EXPORTED: Final = {name: str(column.title or "") for name, column in PlacedCases.to_schema().columns.items()}
EXPORTED_FACTS: Final = {name: str(column.title or "") for name, column in CaseFacts.to_schema().columns.items()}

# The columns of counts; in context.csv, `fact` is a name.
_WHOLE: Final = ("position",)
WHOLE: Final[Mapping[str, tuple[str, ...]]] = {name: ("fact",) if name == "case_facts" else _WHOLE for name in FILES}
_DEGREES: Final = ("latitude", "longitude", "south", "west", "north", "east")


def list_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of `table` as dictionaries by column, in their order."""
    return [{str(column): value for column, value in row.items()} for row in table.to_dict("records")]


def optional_columns(name: str) -> list[str]:
    """Return the columns that the table `name` may lack: their cells are then empty."""
    columns = MODELS[name].to_schema().columns.items()
    return [column for column, promise in columns if (promise.metadata or {}).get("optional")]


def empty_table(name: str) -> pd.DataFrame:
    """Return the table `name` without rows, all columns text."""
    return pd.DataFrame(columns=list(MODELS[name].to_schema().columns), dtype="str")


def type_columns(table: pd.DataFrame, whole: Iterable[str] = _WHOLE) -> pd.DataFrame:
    """Return `table`, all text, with its numbers as numbers; `whole` are its columns of counts.

    An empty cell becomes a missing value; any other text that is no number becomes one that no promise admits
    (0 in a count, infinity in degrees), so that the models find it.
    """
    counts = {column: _to_whole(table[column]) for column in whole if column in table}
    degrees = {column: _to_degrees(table[column]) for column in _DEGREES if column in table}
    return table.assign(**counts, **degrees)


def _to_whole(column: pd.Series) -> pd.Series:
    """Return the whole numbers of `column`; six digits are more than any list is long."""
    digits = column.where(column.str.fullmatch("[0-9]{1,6}|"), "0")
    return pd.to_numeric(digits.replace("", None)).astype("Int64")


def _to_degrees(column: pd.Series) -> pd.Series:
    """Return the decimal numbers of `column`."""
    plain = column.where(column.str.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?|"), "inf")
    return pd.to_numeric(plain.replace("", None)).astype(float)
