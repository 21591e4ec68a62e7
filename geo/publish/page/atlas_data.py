"""What the page of the atlas knows: its cases, facts and words in both languages, and what it searches them by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from geo.map.folium_map import map_data
from geo.publish.page.land_code import encode_land
from geo.publish.publication import Publication
from geo.query.facets import FACETS, Facet, name_values
from geo.query.folding import CHINESE, fold, fold_character
from geo.query.pinyin import read_character, spell
from geo.tables.schema import CONFIDENCES, FACT_KINDS, NOTE_KINDS, SCHEMES, list_rows
from geo.text import LANGUAGES, set_chinese, translator

Data = dict[str, Any]

# The 3,755 commonest characters, as GB 2312 lists them by their pinyin: a reader may type one that no case has, and
# mean another of the same sound.
COMMON: Final = [
    bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
]
HAN: Final = range(0x3400, 0xA000)  # code points


def describe_atlas(publication: Publication, atlases: Mapping[str, Any], land: Mapping[str, Any]) -> Data:
    """Return what the page of `publication` knows; `atlases` are those of its data folder, by scheme of regions.

    Cases stand in columns, one entry a case in the order of the publication; a value that is one of few is its number.
    """
    atlas = publication.atlas
    rows = [*publication.rows]
    cases = [atlas.cases[row] for row in rows]
    places = atlas.places[atlas.places["city_id"].isin({case["city_id"] for case in cases})]
    facts = [fact for case in cases for fact in atlas.facts.get(case["case_id"], ())]
    sources = number_rows(source_of(fact) for fact in facts)
    return {
        "language": publication.language,
        "address": publication.address,
        "map": map_data(places, atlas.tables.themes, cases, publication.approval, atlas.known["edition"]),
        "land": encode_land(land),
        "facets": [describe_facet(publication, facet) for facet in FACETS],
        "schemes": describe_schemes(atlases),
        "editions": describe_editions(publication, rows),
        "countries": name_countries(cases),
        "cases": list_columns(cases, [*places["city_id"]], atlases, rows),
        "facts": list_facts(facts, {case["case_id"]: at for at, case in enumerate(cases)}, sources),
        "sources": [*sources],
        "kinds": [pair(FACT_KINDS[kind].question) for kind in FACT_KINDS],
        "notes": list_notes(publication, cases),
        "noted": [pair(name) for name in NOTE_KINDS.values()],
        "search": describe_search(publication, cases, facts),
    }


def pair(text: str) -> list[str]:
    """Return `text` in both languages."""
    return [translator(language).gettext(text) for language in LANGUAGES]


def number_rows(rows: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Return each of `rows` once with its number, from 0, in their order."""
    return {row: number for number, row in enumerate(dict.fromkeys(rows))}


def source_of(fact: Mapping[str, Any]) -> tuple[str, ...]:
    """Return title, publisher, date and address of the source of `fact`."""
    return tuple(str(fact[f"source_{name}"]) for name in ("title", "publisher", "date", "url"))


def describe_facet(publication: Publication, facet: Facet) -> Data:
    """Return a facet and its values, each with its name in both languages; those of regions stand with the schemes."""
    atlas = publication.atlas
    names = [name_values(atlas.tables, translator(language))[facet.name] for language in LANGUAGES]
    return {
        "name": facet.name,
        "label": pair(facet.label),
        "note": pair(facet.note) if facet.note else None,
        "values": [[value, *(named.get(value, value) for named in names)] for value in atlas.known[facet.name]],
    }


def describe_schemes(atlases: Mapping[str, Any]) -> list[Data]:
    """Return each division of China, its name, and its regions with their names."""
    return [
        {
            "name": scheme,
            "label": pair(SCHEMES[scheme]),
            "values": [
                [
                    region,
                    *(
                        name_values(atlas.tables, translator(tongue))["region"].get(region, region)
                        for tongue in LANGUAGES
                    ),
                ]
                for region in atlas.known["region"]
            ],
        }
        for scheme, atlas in atlases.items()
    ]


def describe_editions(publication: Publication, rows: Sequence[int]) -> list[Data]:
    """Return each edition of the cases in `rows`: its title in both languages, and what it announced."""
    told = {publication.atlas.cases[row]["edition"] for row in rows}
    return [
        {
            "edition": row["edition"],
            "title": [f"《{set_chinese(row['title_zh'])}》", row["title_en"]],
            "announced": str(row["announced_cases"]),
        }
        for row in list_rows(publication.atlas.tables.editions)
        if row["edition"] in told
    ]


def name_countries(cases: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the names of the countries of `cases`, by code."""
    return {case["country"]: [case["country_zh"], case["country_en"]] for case in cases}


def list_columns(
    cases: Sequence[Mapping[str, Any]], cities: list[str], atlases: Mapping[str, Any], rows: Sequence[int]
) -> Data:
    """Return the columns of `cases`, which stand in `rows` of the atlas of each scheme."""
    numbers = {city: number for number, city in enumerate(cities)}
    return {
        **{name: [case[name] for case in cases] for name in ("case_id", "edition", "list", "position", "continent")},
        "city": [numbers[case["city_id"]] for case in cases],
        "zh": [case["title_zh"] for case in cases],
        "set": {
            at: shown for at, case in enumerate(cases) if (shown := set_chinese(case["title_zh"])) != case["title_zh"]
        },
        "en": [case["title_en"] for case in cases],
        "theme": [case["themes"] for case in cases],
        "evidence": [case["theme_evidence"] for case in cases],
        "confidence": [[*CONFIDENCES].index(case["theme_confidence"]) for case in cases],
        "region": {scheme: [atlas.cases[row]["region"] for row in rows] for scheme, atlas in atlases.items()},
    }


def list_facts(
    facts: Sequence[Mapping[str, Any]], rows: Mapping[str, int], sources: Mapping[tuple[str, ...], int]
) -> Data:
    """Return the columns of `facts`: which case, kind, pair of sentences and source, and those that are unsure.

    Each pair of sentences (Chinese, English) stands there once, however many facts have it.
    """
    kinds = [*FACT_KINDS]
    texts = number_rows((fact["text_zh"], fact["text_en"]) for fact in facts)
    return {
        "case": [rows[fact["case_id"]] for fact in facts],
        "kind": [kinds.index(fact["kind"]) for fact in facts],
        "text": [texts[fact["text_zh"], fact["text_en"]] for fact in facts],
        "texts": [*texts],
        "source": [sources[source_of(fact)] for fact in facts],
        "unsure": [at for at, fact in enumerate(facts) if fact["confidence"] == "low"],
    }


def list_notes(publication: Publication, cases: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Return (case, kind, Chinese, English) of each note on the search for the facts about `cases`."""
    rows = {case["case_id"]: at for at, case in enumerate(cases)}
    kinds = [*NOTE_KINDS]
    return [
        [rows[note["case_id"]], kinds.index(note["kind"]), set_chinese(note["text_zh"]), note["text_en"]]
        for note in list_rows(publication.atlas.tables.research_notes)
        if note["case_id"] in rows
    ]


def describe_search(
    publication: Publication, cases: Sequence[Mapping[str, Any]], facts: Sequence[Mapping[str, Any]]
) -> Data:
    """Return what a search needs beside the texts: Simplified characters, readings, and the words of one meaning."""
    columns = ("title_zh", "title_en", "city_zh", "city_en", "country_zh", "country_en")
    texts = [case[column] for case in cases for column in columns]
    texts += [fact[f"text_{language}"] for fact in facts for language in LANGUAGES]
    groups = publication.atlas.search.groups
    chars = set(fold(" ".join([*dict.fromkeys(texts), *chain.from_iterable(groups)])))
    spoken = dict.fromkeys(fold(case[column]) for case in cases for column in columns[::2])
    chinese = sorted(char for char in chars if CHINESE.match(char))
    first = {char: spell(char)[0] for char in sorted({*chinese, *filter(None, COMMON)})}
    return {
        "simplified": "".join(chain.from_iterable(list_traditional(chars))),
        "first": group_readings(first.items()),
        "second": group_readings(
            (char, other) for char in chinese for other in read_character(char) if other != first[char]
        ),
        "spelt": {text: " ".join(spell(text)) for text in spoken if spell(text) != spell_alone(text, first)},
        "synonyms": [[*group] for group in groups],
    }


def list_traditional(chars: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each Chinese character that is folded into another one, which is among `chars`, and that."""
    for code in HAN:
        char = chr(code)
        folded = fold_character(char)
        if folded != char and folded in chars:
            yield char, folded


def group_readings(readings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the characters of each syllable, of pairs of both."""
    characters: dict[str, str] = {}
    for char, syllable in readings:
        characters[syllable] = characters.get(syllable, "") + char
    return dict(sorted(characters.items()))


def spell_alone(text: str, first: Mapping[str, str]) -> tuple[str, ...]:
    """Return the syllables of `text` as its characters are read alone."""
    return tuple(first.get(char, "") for char in text)
