"""The desk: the stops of a tour of one's own, in the order told, and all that may be said of each."""

from typing import Any, Final
from urllib.parse import urlencode

from geo import addresses
from geo.query.atlas import Atlas
from geo.tables.schema import FACT_KINDS
from geo.text import LANGUAGES, Translator
from geo.tour.own_tour import AUTO, MAX_STOPS, MAX_TOGETHER, NONE, Divider, OwnTour, Told, pack_tour
from pages.parts.describe import describe_cases
from pages.parts.figures import list_telling
from pages.parts.templates import render
from pages.parts.view import View

OWN_NAMES: Final = {"zh": "中文", "en": "English"}  # a language is named in its own

Said = dict[str, Any]


def tour_html(view: View) -> str:
    """Return the page of the desk, into which its script writes the tour of the browser."""
    words, _ = view.words, view.words.gettext
    said = {
        "moved": _("Moved to place %s"),
        "removed": _("Taken out"),
        "undo": _("Undo"),
        "unkept": _("This browser keeps nothing: save the tour as a file before you close the page."),
        "elsewhere": _("The tour was changed in another window."),
        "full": _("Nothing was changed: a tour has room for {stops} stops with its chapters.").format(stops=MAX_STOPS),
        "together": _("Nothing was changed: one stop shows at most {cases} cases.").format(cases=MAX_TOGETHER),
        "strange": _("What this browser keeps as your tour cannot be read here. It stays until you choose:"),
        "saveKept": _("Save what is kept as a file"),
        "begin": _("Begin a new tour"),
        "large": _("The file is larger than 1 MB: it is no tour."),
        "away": _("The server does not answer. The tour is kept in this browser; the list comes back with the server."),
        "opened": _("Opened: %s stops"),
        "copied": _("Link copied"),
        "carried": _("This link brings a tour of %s stops. Your own has %s."),
        "take": _("Take it over"),
        "keep": _("Keep mine"),
    }
    return render(
        "pages/screens/tour.html",
        words,
        said=said,
        languages=[(language, OWN_NAMES[language]) for language in LANGUAGES],
        desk=f"{addresses.DESK}?" + urlencode({"lang": view.language}),
        cases=view.link(addresses.CASES),
        lines=[
            ("title", _("Title")),
            ("speaker", _("Speaker")),
            ("date", _("Date and occasion")),
        ],
    )


def desk_html(atlas: Atlas, view: View, tour: OwnTour) -> str:
    """Return the list of the stops of `tour`, each with what may be said of it."""
    stops = [
        describe_divider(stop) if isinstance(stop, Divider) else describe_told(atlas, view, stop) for stop in tour.stops
    ]
    return render(
        "pages/screens/desk.html",
        view.words,
        stops=[{**stop, "place": place} for place, stop in enumerate(stops)],
        languages=[(language, OWN_NAMES[language]) for language in LANGUAGES],
        auto=AUTO,
        no_figure=NONE,
        cases=view.link(addresses.CASES),
    )


def describe_divider(stop: Divider) -> Said:
    """Return what stands of a chapter that begins."""
    return {"divider": True, "chapter": stop.chapter._asdict(), "speaker": stop.speaker._asdict()}


def describe_told(atlas: Atlas, view: View, stop: Told) -> Said:
    """Return what stands of a stop: its cases, which facts and figures its card may show, its notes."""
    known = {said["case_id"]: said for said in describe_cases(atlas, view.words)}
    facts = [fact for case in stop.cases for fact in atlas.facts.get(case, [])]
    single = facts if len(stop.cases) == 1 else []
    return {
        "divider": False,
        "cases": [known.get(case) or {"case_id": case, "unknown": True} for case in stop.cases],
        "facts": [(str(fact["fact"]), name_fact(fact, view.words)) for fact in single],
        "fact": stop.fact,
        "figures": name_figures(single, stop.fact, view.language),
        "figure": stop.figure,
        "minutes": f"{stop.minutes:g}" if stop.minutes else "",
        "notes": {language: stop.notes._asdict()[language] or write_notes(facts, language) for language in LANGUAGES},
        "noted": bool(stop.notes),
    }


def name_fact(fact: Said, words: Translator) -> str:
    """Return the question that a fact answers, and its answer."""
    return f"{words.gettext(FACT_KINDS[fact['kind']].question)} {fact[f'text_{words.language}']}"


def name_figures(facts: list[Said], chosen: str, language: str) -> list[tuple[str, str]]:
    """Return (figure as a tour has it, figure with its unit) of the `chosen` fact ("": of all of them), each once."""
    asked = [fact for fact in facts if chosen in {"", str(fact["fact"])}]
    found = [figure for fact in asked for figure in list_telling({one: fact[f"text_{one}"] for one in LANGUAGES})]
    space = " " if language == "en" else ""
    return [
        *{one["zh"][0]: (one["zh"][0], space.join(part for part in one[language] if part)) for one in found}.values()
    ]


def write_notes(facts: list[Said], language: str) -> str:
    """Return the facts about a stop as notes to begin with, a line each."""
    return "\n".join(fact[f"text_{language}"] for fact in facts)


def describe_links(view: View, tour: OwnTour) -> dict[str, str]:
    """Return the addresses of the stage, of the speaker's view, of the desk and of the files with this tour.

    "" where it is too long for an address. The last two have the notes too, if an address can hold them: `whole` says
    whether.
    """
    asked: dict[str, list[str]] = {"lang": [view.language]}
    told, shared = pack_tour(tour), pack_tour(tour, notes=True)
    minutes = {"minutes": [str(tour.minutes)]} if tour.minutes else {}
    links = {
        name: f"{page}?" + urlencode(asked | {"tour": [told]} | minutes, doseq=True) if told and tour.cases else ""
        for name, page in {"stage": addresses.STAGE, "speaker": addresses.SPEAKER}.items()
    }
    packed = shared or told
    pages = {"link": addresses.TOUR, **({"publish": addresses.PUBLISH} if tour.cases else {})}
    whole = {
        name: f"{page}?" + urlencode({"lang": view.language, "tour": packed}) if packed else ""
        for name, page in pages.items()
    }
    return {"publish": "", **links, **whole, "whole": "yes" if shared else ""}
