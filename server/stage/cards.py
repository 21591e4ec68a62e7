"""What the stage says at each stop: in one language, or in both at once."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from geo.addresses import NEW as NEW_PAGE
from geo.addresses import STAGE
from geo.export.fact_sources import name_publisher
from geo.query.atlas import Atlas
from geo.tables.schema import FACT_KINDS
from geo.text import LANGUAGES, Translator, set_chinese, translator
from geo.tour.news import NEWS, THEMES
from geo.tour.own_stops import OWN
from geo.tour.own_tour import AUTO, Both, Divider, Told, pack_tour
from geo.tour.stops import Chapter, Stop, main_theme
from pages.parts.describe import describe_cases, describe_edition, describe_themes
from pages.parts.figures import find_telling, list_telling
from pages.parts.labels import count_words, value_names
from pages.parts.links import phone_address
from pages.parts.qr_codes import is_read_from_afar, stage_code
from pages.parts.results import name_filters
from pages.parts.view import View
from server.stage.news import describe_trends, list_counts, name_topic, say_beside, say_topic
from server.stage.settings import StageSettings

Said = dict[str, Any]  # what the template says of a stop
Figure = dict[str, tuple[str, str]]  # a figure and its unit by language
Pair = list[tuple[str, str]]  # (language, text), the first language first

HAN: Final = "[\u4e00-\u9fff]"
TELLING_KINDS: Final = ("result", "scale")  # of facts, whose figures a hall is shown
MAX_PLACE_NAMES: Final = 30  # places that a chapter names


def describe_tour(atlas: Atlas, settings: StageSettings, stops: Sequence[Stop], found: int) -> list[Said]:
    """Return what is said at each of `stops`, in their order; `found` is how many cases the selection has."""
    tell = {
        "opening": tell_opening,
        "chapter": tell_chapter,
        "case": tell_case,
        "group": tell_group,
        "news": tell_news,
        "closing": tell_closing,
    }
    cards = [tell[stop.kind](atlas, settings, stop) for stop in stops]
    for card, stop in zip(cards, stops, strict=True):
        if stop.kind == "chapter":
            card["count"] = in_each(settings, count_of(atlas, settings, stop, stops[0].rows))
    cards[0]["left_out"] = in_each(settings, say_left_out(found - len(stops[0].rows)))
    return [
        {**card, "kind": stop.kind, "address": address_of(atlas, settings, stop)}
        for card, stop in zip(cards, stops, strict=True)
    ]


def in_each(settings: StageSettings, say: Callable[[Translator], str]) -> Pair:
    """Return what `say` says in each language of the card; what a language does not have, or repeats, is left out."""
    said = [(words.language, text) for words in settings.card_words if (text := say(words))]
    alike = len({text for _, text in said}) == 1
    return said[:1] if alike else said


def tell_opening(atlas: Atlas, settings: StageSettings, stop: Stop) -> Said:
    """Return title and totals of the tour, and what narrows it."""
    view, edition = settings.view, whole_edition(atlas, stop)
    return {
        "label": name_tour(atlas, settings, stop, view.words),
        "title": in_each(settings, lambda words: name_tour(atlas, settings, stop, words)),
        "by": in_each(settings, lambda words: say_by(settings, words)),
        "totals": in_each(settings, lambda words: say_totals(atlas, stop, words)),
        "filters": in_each(
            settings, lambda words: " · ".join(name_filters(atlas, replace(view, language=words.language)))
        ),
        "announced": in_each(
            settings,
            lambda words: describe_edition(atlas, words, edition)["totals"] if edition and not settings.tour else "",
        ),
    }


def name_tour(atlas: Atlas, settings: StageSettings, stop: Stop, words: Translator) -> str:
    """Return the title that a speaker has given to the tour, else the names of its editions."""
    own = settings.tour.title if settings.tour else Both()
    return own.say(words.language) or name_editions(atlas, stop, words)


def say_by(settings: StageSettings, words: Translator) -> str:
    """Return who speaks, and when, as far as a tour of one's own says it."""
    said = (settings.tour.speaker, settings.tour.date) if settings.tour else ()
    return " · ".join(text for one in said if (text := one.say(words.language)))


def editions_of(atlas: Atlas, stop: Stop) -> list[str]:
    """Return the editions that the cases of `stop` are of, of no cases all there are."""
    told = {atlas.cases[row]["edition"] for row in stop.rows}
    return [edition for edition in atlas.known["edition"] if edition in told or not told]


def whole_edition(atlas: Atlas, stop: Stop) -> str:
    """Return the edition whose cases are all of those of `stop`, "" if there is none such."""
    first, *others = editions_of(atlas, stop)
    listed = sum(case["edition"] == first for case in atlas.cases)
    return first if not others and listed == len(stop.rows) else ""


def name_editions(atlas: Atlas, stop: Stop, words: Translator) -> str:
    """Return the title of the edition that a tour is of; of several, our own and their names."""
    first, *others = editions_of(atlas, stop)
    if not others:
        return str(describe_edition(atlas, words, first)["title"])
    return " · ".join([f"{words.gettext('City Governance Case Map')} {first}", *others])


def say_totals(atlas: Atlas, stop: Stop, words: Translator) -> str:
    """Return how many cases, places and themes a tour has."""
    cases = [atlas.cases[row] for row in stop.rows]
    places, themes = {case["city_id"] for case in cases}, {theme for case in cases for theme in case["themes"]}
    counts = [
        count_words(words)(len(cases)),
        words.ngettext("%d place", "%d places", len(places)) % len(places),
        words.ngettext("%d theme", "%d themes", len(themes)) % len(themes),
    ]
    return " · ".join(counts)


def say_left_out(cases: int) -> Callable[[Translator], str]:
    """Return what says in a language that so many more `cases` are found than are told; nothing of none."""

    def say(words: Translator) -> str:
        _ = words.gettext
        return _("The stage tells the first of them: %d more are found.") % cases if cases else ""

    return say


def say_ours(words: Translator) -> str:
    """Return what of the stage is published and what is ours."""
    return words.gettext("Published: Chinese titles and lists. Ours: themes, English, coordinates.")


def tell_chapter(atlas: Atlas, settings: StageSettings, stop: Stop) -> Said:
    """Return name and places of a chapter."""
    facet, value = stop.chapter[-1]
    return {
        "label": name_chapter(atlas, settings, stop.chapter, settings.view.words),
        "name": in_each(settings, lambda words: name_chapter(atlas, settings, stop.chapter, words)),
        "by": in_each(settings, lambda words: divider_of(settings, stop.chapter).speaker.say(words.language)),
        "theme": describe_themes(atlas, settings.card_words[0]).get(value) if facet == "theme" else None,
        "places": tell_places(atlas, settings, stop),
    }


def tell_places(atlas: Atlas, settings: StageSettings, stop: Stop) -> Pair:
    """Return the places that a stop is about."""
    cities = {atlas.cases[row]["city_id"]: row for row in stop.rows}
    return in_each(settings, lambda words: name_places([name_city(atlas, row, words) for row in cities.values()]))


def tell_news(atlas: Atlas, settings: StageSettings, stop: Stop) -> Said:
    """Return heading, sentence and places of a topic of what is new, and of the themes how they have moved."""
    first, *_others = settings.card_words
    return {
        "label": name_topic(stop.topic, settings.view.words),
        "name": in_each(settings, lambda words: name_topic(stop.topic, words)),
        "said": in_each(settings, lambda words: say_topic(atlas, stop.topic, words)),
        "beside": in_each(settings, lambda words: say_beside(atlas, stop.topic, words)),
        "places": tell_places(atlas, settings, stop),
        "trends": [
            {**trend, **describe_theme(atlas, settings, trend["theme"])}
            for trend in (describe_trends(atlas, first) if stop.topic == THEMES else ())
        ],
    }


def count_of(atlas: Atlas, settings: StageSettings, stop: Stop, told: Sequence[int]) -> Callable[[Translator], str]:
    """Return what says in a language how many cases a chapter has, and how many of those `told` (rows) touch its theme.

    A case has the chapter of its main theme alone, and a filter finds all that have a theme: both numbers are said.
    """
    facet, value = stop.chapter[-1]
    if facet == NEWS:
        return lambda words: name_places(list_counts(atlas, words))
    main = len(stop.rows)
    touching = sum(value in atlas.cases[row]["themes"] for row in told) if facet == "theme" else main
    if touching == main or settings.view.selection.values("theme"):
        return lambda words: count_words(words)(main)
    return lambda words: (
        words.ngettext(
            "%(main)d case has it as its main theme, %(all)d in all touch it",
            "%(main)d cases have it as their main theme, %(all)d in all touch it",
            main,
        )
        % {"main": main, "all": touching}
    )


def divider_of(settings: StageSettings, chapter: Chapter) -> Divider:
    """Return what a speaker says of a chapter; nothing of one that is not his own."""
    facet, value = chapter[-1]
    divider = settings.tour.stops[int(value)] if settings.tour and facet == OWN else None
    return divider if isinstance(divider, Divider) else Divider(Both())


def name_chapter(atlas: Atlas, settings: StageSettings, chapter: Chapter, words: Translator) -> str:
    """Return the name of a chapter; its edition only where there are several."""
    if chapter[-1][0] == OWN:
        return divider_of(settings, chapter).chapter.say(words.language) or words.gettext("Chapter")
    if chapter[-1][0] == NEWS:
        return words.gettext("What is new in %(edition)s") % {"edition": chapter[-1][1]}
    names = value_names(atlas, words)
    nameless = words.gettext("Without a theme")
    said = [names[facet].get(value, nameless) for facet, value in chapter]
    return " · ".join(said if atlas.has_editions else said[-1:])


def name_places(names: Sequence[str]) -> str:
    """Return the first `MAX_PLACE_NAMES` of `names`; a line breaks behind a dot, never before one or inside a name."""
    told = [*names[:MAX_PLACE_NAMES], *(["…"] if len(names) > MAX_PLACE_NAMES else [])]
    return "\xa0· ".join(name.replace(" ", "\xa0") for name in told)


def tell_case(atlas: Atlas, settings: StageSettings, stop: Stop) -> Said:
    """Return city, titles, themes, list and position of a case, a fact about it, and a speaker's notes."""
    row = stop.rows[0]
    case, said = (
        atlas.cases[row],
        {language: describe_cases(atlas, translator(language))[row] for language in LANGUAGES},
    )
    main = main_theme(case, settings.view.selection.values("theme"))
    titles = {"zh": set_chinese(case["title_zh"]), "en": case["title_en"]}
    return {
        "label": f"{said[settings.view.language]['city']} · {titles[settings.view.language] or titles['zh']}",
        "case_id": case["case_id"],
        "city_id": case["city_id"],
        "city": in_each(settings, lambda words: said[words.language]["city"]),
        # without an English title the Chinese one is shown
        "title": in_each(settings, lambda words: titles[words.language]) or [("zh", titles["zh"])],
        "themes": [describe_theme(atlas, settings, theme) for theme in sorted(case["themes"], key=main.__ne__)],
        "main": main,
        "position": in_each(settings, lambda words: said[words.language]["position"]),
        **tell_fact(atlas, settings, stop, case["case_id"]),
        "notes": case["notes"],
        "known": describe_notes(atlas, settings.view.words, case["case_id"]),
        "tongue": "zh" if re.search(HAN, case["notes"]) else "en",  # of the notes: fonts set its punctuation
    }


def tell_group(atlas: Atlas, settings: StageSettings, stop: Stop) -> Said:
    """Return the cases that are shown together: of each its theme, city and title."""
    cases = [tell_case(atlas, settings, Stop("case", (row,))) for row in stop.rows]
    return {
        "label": " · ".join(dict.fromkeys(case["city"][0][1] for case in cases)),
        "name": in_each(settings, lambda words: join_names([name_city(atlas, row, words) for row in stop.rows], words)),
        "cases": cases,
    }


def name_city(atlas: Atlas, row: int, words: Translator) -> str:
    """Return the city of the case in `row`."""
    return str(atlas.cases[row][f"city_{words.language}"])


def join_names(names: Sequence[str], words: Translator) -> str:
    """Return `names`, each once, as the language of `words` lists them."""
    return {"zh": "、", "en": ", "}[words.language].join(dict.fromkeys(names))


def told_of(settings: StageSettings, stop: Stop) -> Told:
    """Return what a speaker wants to be shown at `stop`; of another tour, what the atlas chooses."""
    told = settings.tour.stops[stop.own] if settings.tour and stop.own is not None else None
    return told if isinstance(told, Told) else Told(())


def tell_fact(atlas: Atlas, settings: StageSettings, stop: Stop, case: str) -> Said:
    """Return one sentence of a `case` (its id) for the hall, its large figure and its source; nothing if none is known.

    A speaker may have chosen both; else see `choose_fact`.
    """
    told, facts = told_of(settings, stop), atlas.facts.get(case, [])
    wanted = next((fact for fact in facts if str(fact["fact"]) == told.fact), None)
    chosen = (wanted, find_telling(texts_of(wanted))) if wanted else choose_fact(facts)
    if not chosen:
        return {"sentence": [], "figure": [], "source": ""}
    fact, figure = chosen
    if told.figure != AUTO:
        figure = next((one for one in list_telling(texts_of(fact)) if one["zh"][0] == told.figure), {})
    return {
        "sentence": in_each(settings, lambda words: fact[f"text_{words.language}"]),
        "figure": [(words.language, *figure[words.language]) for words in settings.card_words] if figure else [],
        "source": name_publisher(fact, digits=len("2024")),
    }


def texts_of(fact: Said) -> dict[str, str]:
    """Return the sentence of `fact` by language."""
    return {language: fact[f"text_{language}"] for language in LANGUAGES}


def choose_fact(facts: Sequence[Said]) -> tuple[Said, Figure] | None:
    """Return the fact of a case that a hall is shown, and its figure; None if nothing is known.

    It is the first of a result, else of a size, that has a figure worth showing and is not of low confidence; else the
    one that says what the case is.
    """
    sure = [fact for kind in TELLING_KINDS for fact in facts if fact["kind"] == kind and fact["confidence"] != "low"]
    figures = [(fact, find_telling(texts_of(fact))) for fact in sure]
    return next(((fact, figure) for fact, figure in figures if figure), (facts[0], {}) if facts else None)


def describe_notes(atlas: Atlas, words: Translator, case: str) -> list[Said]:
    """Return all that is known of a `case` (its id) as a speaker's notes: question, sentence and source."""
    return [
        {
            "question": words.gettext(FACT_KINDS[fact["kind"]].question),
            "text": fact[f"text_{words.language}"],
            "link": fact["source_url"],
            "source": name_publisher(fact),
        }
        for fact in atlas.facts.get(case, [])
    ]


def describe_theme(atlas: Atlas, settings: StageSettings, theme: str) -> Said:
    """Return the colours and glyph of a theme, and its name in each language of the card."""
    names = in_each(settings, lambda words: value_names(atlas, words)["theme"][theme])
    return {**describe_themes(atlas, settings.card_words[0])[theme], "names": names}


def tell_closing(atlas: Atlas, settings: StageSettings, stop: Stop) -> Said:
    """Return the way to the atlas on a phone, and where all of this comes from."""
    address = address_of(atlas, settings, stop)
    code = stage_code(address)
    return {
        "label": settings.view.words.gettext("Continue on your phone"),
        "title": in_each(settings, lambda words: words.gettext("Continue on your phone")),
        "edition": in_each(settings, lambda words: name_tour(atlas, settings, stop, words)),
        "by": in_each(settings, lambda words: say_by(settings, words)),
        "carried": in_each(settings, say_carried(settings, address)),
        "ours": in_each(settings, say_ours),
        "sources": in_each(settings, lambda words: words.gettext("Base map: Natural Earth. Coordinates: GeoNames.")),
        "qr": code.drawing,
        "share": code.share,
    }


def address_of(atlas: Atlas, settings: StageSettings, stop: Stop) -> str:
    """Return the address for a phone that sees what the stage shows at `stop`."""
    if settings.tour and (stop.chapter or stop.kind == "group") and stop.kind != "case":
        return phone_address(settings.base, settings.view, *(atlas.cases[row]["case_id"] for row in stop.rows))
    if stop.kind == "case":
        return phone_address(settings.base, settings.view, atlas.cases[stop.rows[0]]["case_id"])
    if NEWS in dict(stop.chapter) or (settings.has_news and settings.news == "only"):
        return settings.base + NEW_PAGE
    if not stop.chapter:
        return own_address(settings)
    return phone_address(settings.base, narrow(settings.view, stop.chapter, several=atlas.has_editions))


def own_address(settings: StageSettings) -> str:
    """Return the address of all that is told: of a tour of one's own the whole, if a hall can read its code."""
    packed = pack_tour(settings.tour) if settings.tour else ""
    whole = f"{settings.base}{STAGE}?tour={packed}"
    fits = packed and is_read_from_afar(whole)
    return whole if fits else phone_address(settings.base, settings.view, *settings.own)


def say_carried(settings: StageSettings, address: str) -> Callable[[Translator], str]:
    """Return what says in a language how much of a tour of one's own the code of `address` opens."""

    def say(words: Translator) -> str:
        _ = words.gettext
        if "?tour=" in address:
            return _("The code opens this tour, with its title, its order and its chapters.")
        if "case=" in address:
            return _("The code opens these cases in this order; title and chapters are too long for it.")
        return _("The code opens the whole atlas: this tour is too long for one.")

    return say if settings.tour else lambda _words: ""


def narrow(view: View, chapter: Chapter, *, several: bool) -> View:
    """Return `view` with the filters of a chapter, as far as filters know it; `several`: there are several editions."""
    asked = {facet: (value,) for facet, value in chapter if value and (facet != "edition" or several)}
    return replace(view, selection=view.selection.narrow(**asked))


def foot(atlas: Atlas, settings: StageSettings, stop: Stop) -> str:
    """Return what stands at the foot of the stage: our name, or the chapter and how far it is told, or the edition."""
    words = settings.card_words[0]
    if stop.kind in {"opening", "closing"}:
        return words.gettext("City Governance Case Map")
    if not stop.chapter:
        return name_tour(atlas, settings, stop, words).strip("《》")
    name = name_chapter(atlas, settings, stop.chapter, words)
    return f"{name} {stop.nth} / {stop.of}" if stop.nth else name
