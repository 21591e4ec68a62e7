"""What a printed handout says, in both languages: cover, map, indexes, entries and method, for its template."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import Any, Final

from geo.export.workbook import describe_filters
from geo.insight.counts import count_totals
from geo.insight.sentences import say_totals, total_names
from geo.publish.chapters import list_parts
from geo.publish.entries import Both, Entry, Theme, list_entries, list_themes
from geo.publish.paper.fonts import find_chinese_fonts
from geo.publish.paper.print_map import MapPlace, PrintMap, Sheet, lay_out_map
from geo.publish.paper.typesetting import Said
from geo.publish.provenance import Provenance, say_provenance
from geo.publish.publication import Publication
from geo.publish.titles import count_told, say_by, title_of
from geo.query.sorting import alphabet_key
from geo.tables.schema import FACT_KINDS, list_rows
from geo.text import LANGUAGES, Translator, to_translate, translator

MAP_MM: Final = (174.0, 224.0)  # room for the map on its page
NAME_MM: Final = 2.6  # size of its names: 7.4 pt
RADIUS_MM: Final = 1.75  # of the symbol of one case, which holds a number of two digits
NUMBER_EM: Final = (1.15, 1.1, 0.85, 0.65)  # size of a number in a symbol of radius 1, by its characters less one
_LABELS: Final = {  # of the template, under the names that it uses
    "announced": to_translate("Announced"),
    "by_city": to_translate("Index by city"),
    "by_theme": to_translate("Index by theme"),
    "city": to_translate("City"),
    "edition": to_translate("Edition"),
    "listed": to_translate("Listed"),
    "map": to_translate("Map"),
    "method": to_translate("Sources and method"),
    "no_source": to_translate("No source found."),
    "number": to_translate("No."),
    "page": to_translate("Page"),
    "sources": to_translate("Sources"),
    "unsure": to_translate("confidence: low"),
}


def in_both(say: Callable[[Translator], str]) -> Both:
    """Return what `say` says in each language."""
    return {language: say(translator(language)) for language in LANGUAGES}


def translate(text: str) -> Both:
    """Return `text` of the catalogue in each language."""
    return in_both(lambda words: words.gettext(text))


def count_cases(count: int) -> Both:
    """Return "1 case" or "45 cases" in each language."""
    return in_both(lambda words: words.ngettext("%d case", "%d cases", count) % count)


def describe_handout(publication: Publication) -> Said:
    """Return all that the template says."""
    entries = list_entries(publication)
    provenance = {language: say_provenance(publication, translator(language)) for language in LANGUAGES}
    return {
        "languages": publication.words.languages,
        "fonts": find_chinese_fonts()._asdict(),
        "words": {name: translate(text) for name, text in _LABELS.items()},
        "metadata": describe_metadata([provenance[language] for language in publication.words.languages]),
        "cover": describe_cover(publication, provenance),
        "map": describe_map(publication, entries),
        "themes": index_themes(entries, list_themes(publication)),
        "cities": {language: index_cities(entries, language) for language in LANGUAGES},
        "chapters": list_chapters(publication, entries),
        "method": describe_method(publication, provenance),
    }


def describe_metadata(provenance: Sequence[Provenance]) -> Said:
    """Return what the file says of itself, in the order of the languages of `provenance`."""
    first = provenance[0]
    return {
        "title": " · ".join(dict.fromkeys(one.title for one in provenance)),
        "author": first.author,
        "description": " ".join(f"{one.assistance} {one.description}".strip() for one in provenance),
        "keywords": [keyword for one in provenance for keyword in one.keywords],
    }


def describe_cover(publication: Publication, provenance: Mapping[str, Provenance]) -> Said:
    """Return what the cover says: title, forum, speaker, how much there is, and whose words these are."""
    rows = list_rows(publication.atlas.tables.editions)
    editions = [row for row in rows if row["edition"] in publication.editions]
    told = any(one.assistance for one in provenance.values())
    return {
        "name": translate("City Governance Case Map"),
        "title": in_both(lambda words: title_of(publication, words)),
        "below": [*name_speaker(publication), *(name_forum(row) for row in editions)],
        "count": in_both(lambda words: count_told(publication, publication.rows, words)),
        "filters": name_selection(publication),
        "editions": [describe_totals(publication, row) for row in editions],
        "whose": [
            translate("Published: the Chinese titles and their lists."),
            translate("Ours: English titles, themes, countries, regions and coordinates."),
            *([in_both(lambda words: label_facts(provenance[words.language], words))] if told else []),
        ],
        "address": publication.address,
    }


def label_facts(provenance: Provenance, words: Translator) -> str:
    """Return the label of machine assistance, which says of what it is one."""
    facts = {"facet": words.gettext("Facts"), "values": provenance.assistance}
    return words.gettext("%(facet)s: %(values)s") % facts


def name_speaker(publication: Publication) -> list[Both]:
    """Return who speaks and when, as far as a tour says it."""
    said = in_both(lambda words: say_by(publication, words))
    return [said] if any(said.values()) else []


def name_forum(edition: Mapping[str, Any]) -> Both:
    """Return where and when `edition` (a row of its table) was released."""
    return {
        language: " · ".join(part for part in (edition[f"forum_{language}"], edition["released"]) if part)
        for language in LANGUAGES
    }


def name_selection(publication: Publication) -> Both | None:
    """Return the filters in words; None of a tour, and where there are none."""
    tables, selection = publication.atlas.tables, publication.selection
    if publication.tour or not any(selection.pairs()):
        return None
    return in_both(lambda words: describe_filters(tables, selection, words))


def describe_totals(publication: Publication, edition: Mapping[str, Any]) -> Said:
    """Return what `edition` (a row of its table) announced beside what its lists hold."""
    names = {language: total_names(translator(language)) for language in LANGUAGES}
    return {
        "edition": edition["edition"],
        "totals": [
            {
                "name": {language: names[language][total.what] for language in LANGUAGES},
                "announced": "–" if total.announced is None else str(total.announced),
                "listed": str(total.listed),
            }
            for total in count_totals(publication.atlas.cases, edition).totals
        ],
    }


def describe_map(publication: Publication, entries: Iterable[Entry]) -> Said:
    """Return the map of the places of `entries` in millimetres, the numbers of these in the symbols."""
    numbers: dict[str, list[int]] = {}
    for entry in entries:
        numbers.setdefault(entry.city_id, []).append(entry.number)
    sheet = Sheet(*MAP_MM, NAME_MM, publication.words.languages, RADIUS_MM)
    drawn = lay_out_map(publication, sheet)
    return {
        **{name: getattr(drawn, name) for name in ("width", "height", "window", "dots", "rays")},
        "frames": [frame._asdict() | {"view": None} for frame in drawn.frames],
        "places": [describe_place(place, numbers[place.city_id]) for place in drawn.places],
        "alt": say_map(publication, drawn, numbers),
        "caption": in_both(lambda words: caption_map(publication, words)),
    }


def describe_place(place: MapPlace, numbers: Sequence[int]) -> Said:
    """Return the symbol of `place` with the first of the `numbers` of its entries, its name, and lines to both."""
    number = f"{numbers[0]}+" if len(numbers) > 1 else f"{numbers[0]}"
    label = place.label
    return {
        "frame": place.frame,
        "point": place.point,
        "centre": place.centre,
        "radius": place.radius,
        "number": number,
        "size": place.radius * NUMBER_EM[min(len(number), len(NUMBER_EM)) - 1],
        "lines": [line for line in (place.hair, label and label.leader) if line],
        "names": [line._asdict() | {"anchor": label.anchor} for line in label.lines] if label else [],
    }


def say_map(publication: Publication, drawn: PrintMap, numbers: Mapping[str, Sequence[int]]) -> str:
    """Return in the first language what the map shows, for those who do not see it."""
    words = publication.words
    places = [
        f"{place.names[words.language]} ({', '.join(map(str, numbers[place.city_id]))})" for place in drawn.places
    ]
    return words.gettext("Map of the places, with the numbers of their entries: %s") % words.gettext(", ").join(places)


def caption_map(publication: Publication, words: Translator) -> str:
    """Return what stands under the map: what the numbers are, whose land it is, and whether it was reviewed."""
    _ = words.gettext
    reviewed = _("Map approval (审图号): %s") % publication.approval
    sentences = [
        _("The numbers are those of the entries; + marks the first of several."),
        _("Base map: Natural Earth, 1:50m, public domain; without borders."),
        reviewed
        if publication.approval
        else _("This map has not been submitted for review (送审) and has no approval number (审图号)."),
    ]
    return join_sentences(sentences, words)


def join_sentences(sentences: Iterable[str], words: Translator) -> str:
    """Return `sentences` one after the other."""
    return ("" if words.language == "zh" else " ").join(sentences)


def index_themes(entries: Sequence[Entry], themes: Iterable[Theme]) -> list[Said]:
    """Return each of `themes` with its entries, and last those that have none."""
    groups = [(theme, theme.name, [one for one in entries if theme in one.themes]) for theme in themes]
    nameless = (None, translate("Without a theme"), [one for one in entries if not one.themes])
    return [
        {
            "name": name,
            "theme": describe_theme(theme) if theme else None,
            "count": count_cases(len(its)),
            "entries": [{"number": one.number, "title": one.title, "city": one.city} for one in its],
        }
        for theme, name, its in [*groups, nameless]
        if its
    ]


def describe_theme(theme: Theme) -> Said:
    """Return names, glyphs and the colour of `theme` on paper."""
    return {"name": theme.name, "glyph": theme.glyph, "color": theme.color_light}


def index_cities(entries: Iterable[Entry], language: str) -> list[Said]:
    """Return the cities in the alphabet of `language` (Chinese by pinyin) with the numbers of their entries.

    The first of those that begin with a letter bears it.
    """

    def spell(entry: Entry) -> tuple[Any, ...]:
        return alphabet_key(entry.city[language]), entry.city_id

    cities = [[*its] for _, its in groupby(sorted(entries, key=spell), key=spell)]
    letters = [first_letter(its[0].city[language]) for its in cities]
    return [
        {
            "letter": "" if letter == before else letter,
            "name": its[0].city,
            "numbers": [entry.number for entry in its],
        }
        for its, letter, before in zip(cities, letters, ["", *letters], strict=False)
    ]


def first_letter(name: str) -> str:
    """Return the capital under which `name` stands in an index, "" if it has no letter."""
    first = next(iter(alphabet_key(name)), ("", ""))
    return str(first[0])[:1].upper()


def list_chapters(publication: Publication, entries: Iterable[Entry]) -> list[Said]:
    """Return the chapters with their `entries`."""
    by_row = {entry.row: entry for entry in entries}
    asked = bool(publication.atlas.facts)
    return [
        {
            "name": part.name,
            "speaker": part.speaker,
            "entries": [describe_entry(by_row[row], asked=asked) for row in part.rows],
        }
        for part in list_parts(publication)
    ]


def describe_entry(entry: Entry, *, asked: bool) -> Said:
    """Return what is said of `entry`; the questions that nothing answers only if they were `asked` at all."""
    answered = {known.kind for known in entry.known}
    return {
        **{name: getattr(entry, name) for name in ("number", "title", "city")},
        "place": [entry.country, in_both(lambda words: say_position(entry, words))],
        "themes": [describe_theme(theme) for theme in entry.themes],
        "known": [known._asdict() for known in entry.known],
        "open": [translate(kind.question) for name, kind in FACT_KINDS.items() if asked and name not in answered],
        "notes": [note._asdict() for note in entry.notes],
        "sources": [source._asdict() for source in entry.sources],
    }


def say_position(entry: Entry, words: Translator) -> str:
    """Return where `entry` stands in its list."""
    said = {"list": entry.list[words.language], "position": entry.position}
    return words.gettext("%(list)s, no. %(position)d") % said


def describe_method(publication: Publication, provenance: Mapping[str, Provenance]) -> list[Said]:
    """Return where everything comes from and how it was made: named paragraphs in both languages."""
    lines = [*zip_longest(*(provenance[language].lines for language in LANGUAGES), fillvalue=("", ""))]
    own = [[paragraph(translator(language)) for language in LANGUAGES] for paragraph in list_paragraphs(publication)]
    return [
        {
            "name": {language: name for language, (name, _) in zip(LANGUAGES, pair, strict=True)},
            "text": {language: text for language, (_, text) in zip(LANGUAGES, pair, strict=True)},
        }
        for pair in [*lines, *own]
    ]


def list_paragraphs(publication: Publication) -> list[Callable[[Translator], tuple[str, str]]]:
    """Return what says, in a language, each paragraph of the method that no other file has."""
    paragraphs = [tell_totals(publication), tell_reading, tell_licences]
    return [*paragraphs[:2], tell_gaps, *paragraphs[2:]] if publication.atlas.facts else paragraphs


def tell_totals(publication: Publication) -> Callable[[Translator], tuple[str, str]]:
    """Return what says in a language how far the editions list what they announced."""
    rows = [row for row in list_rows(publication.atlas.tables.editions) if row["edition"] in publication.editions]
    totals = [count_totals(publication.atlas.cases, row) for row in rows]

    def tell(words: Translator) -> tuple[str, str]:
        _ = words.gettext
        cities = {case["city_id"]: case[f"city_{words.language}"] for case in publication.atlas.cases}
        said = [say_totals(one, cities, words) for one in totals]
        differ = any(total.announced not in {None, total.listed} for one in totals for total in one.totals)
        rule = _(
            "What was announced and what the printed lists hold do not agree; no explanation was published. Both are "
            "shown; neither is corrected."
        )
        return _("Announced and listed"), join_sentences([*said, rule] if differ else said, words)

    return tell


def tell_reading(words: Translator) -> tuple[str, str]:
    """Return how themes were read."""
    _ = words.gettext
    return _("How themes were read"), _(
        "Each title was read for the themes that the publication names. The first theme is the main one; it must rest "
        "on words of the title, which are kept as evidence, with the confidence of the reading."
    )


def tell_gaps(words: Translator) -> tuple[str, str]:
    """Return what it means that no source was found."""
    _ = words.gettext
    return _("No source found."), _(
        "The same questions were asked of every case. Beside these words stand those that no public source answered."
    )


def tell_licences(words: Translator) -> tuple[str, str]:
    """Return who may use what."""
    _ = words.gettext
    return _("Licence"), _(
        "All that is ours: CC BY 4.0. Points of GeoNames: CC BY 4.0. Land of Natural Earth: public domain. Titles, "
        "lists and totals are facts that the report tells."
    )
