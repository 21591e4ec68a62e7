"""What a speaker asks of a stage: which tour, in which order, at which stop, how it looks. The URL is its one home."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from geo import addresses
from geo.query.atlas import Atlas
from geo.query.selection import Query, last
from geo.query.sorting import order_rows
from geo.text import Translator, translator
from geo.tour.news import plan_news
from geo.tour.own_stops import plan_own_tour
from geo.tour.own_tour import OwnTour, pack_tour, unpack_tour
from geo.tour.stops import MAX_TOUR_CASES, ORDERS, OWN_ORDER, Stop, order_own, plan_tour
from pages.parts.links import read_base
from pages.parts.view import View, read_view
from server.stage.news import find_growing

CARDS: Final = ("both", "zh", "en")
HALLS: Final = ("dark", "bright")
NEWS: Final = ("told", "only", "none")  # the chapter of what is new: after the opening, alone, left out
OFFERED_PACES_S: Final = (8, 12, 20, 30)  # seconds a stop that are offered; the address may ask for others
MAX_PACE_S: Final = 600
OFFERED_MINUTES: Final = (5, 10, 15, 20, 30)  # for a talk; the address may ask for others
MAX_MINUTES: Final = 600
FALLBACK_BASE: Final = "http://localhost/"  # if the address at which the atlas was reached is malformed


@dataclass(frozen=True)
class StageSettings:
    """The view whose cases are told, and how: the first value of each list above is the default.

    `own` are the ids of the cases in the speaker's own order; the order of a list (`view.sort`) holds as well, both
    without chapters. A `tour` that was made by hand holds instead of all of these. `news` says how the chapter of what
    is new is told, `has_news` whether there is one: not in an order of one's own, nor where filters leave cases out,
    for what it says is of all. `seconds` are those of a stop that moves on by itself (0: it waits), `minutes` those of
    the whole talk (0: none planned), `line` whether a line on the stage shows them. `base` is the beginning of the
    addresses for phones, `named` whether a speaker named it, `lost_url` a public_url that was no address.
    """

    view: View
    base: str
    order: str = ORDERS[0]
    own: tuple[str, ...] = ()
    tour: OwnTour | None = None
    card: str = CARDS[0]
    hall: str = HALLS[0]
    news: str = NEWS[0]
    seconds: int = 0
    minutes: int = 0
    line: bool = False
    stop: int = 1
    public_url: str = ""
    named: bool = field(default=False, compare=False)
    has_news: bool = field(default=False, compare=False)
    lost_url: str = field(default="", compare=False)

    def query(self) -> Query:
        """Return the query parameters of this stage, the stop and what is the default left out."""
        plain = {
            "order": self.order,
            "card": self.card,
            "hall": self.hall,
            "news": self.news,
            "auto": str(self.seconds or ""),
            "minutes": str(self.minutes or ""),
            "line": "1" if self.line else "",
        }
        defaults = {"order": ORDERS[0], "card": CARDS[0], "hall": HALLS[0], "news": NEWS[0]}
        said = {name: [value] for name, value in plain.items() if value and value != defaults.get(name)}
        own = {"case": [*self.own]} if self.own and not self.tour else {}
        tour = {"tour": [pack_tour(self.tour)]} if self.tour else {}
        public = {"public_url": [self.public_url]} if self.public_url else {}
        told = replace(self.view.plain(), sort=self.view.sort)
        return {**told.query(), **said, **own, **tour, **public}

    def link(self, page: str = addresses.STAGE) -> str:
        """Return the address of this stage (or its speaker's view), relative to any page, without a stop."""
        return f"{page}?" + urlencode(self.query(), doseq=True)

    @property
    def card_words(self) -> tuple[Translator, ...]:
        """Return the words of each language of a card, the first language first."""
        languages = self.view.words.languages if self.card == "both" else (self.card,)
        return tuple(translator(language) for language in languages)


def read_settings(query: Query, locale: str | None, reached: str) -> tuple[Atlas, StageSettings]:
    """Return the atlas and what `query` asks of the stage; DataError if the data is faulty.

    `reached` is the address at which the reader reached the atlas. What is not known is dropped.
    """
    atlas, view = read_view(query, locale)
    given = last(query.get("public_url")).strip() or os.environ.get("PUBLIC_URL", "")
    base = read_base(given)
    tour = unpack_tour(query.get("tour", [""])[-1])  # longer than any other value
    own = tuple(dict.fromkeys(one for one in asked_cases(query, tour) if one in atlas.case_ids))
    has_news = atlas.has_editions and not (tour or own or view.sort) and bool(atlas.find(view.selection).all())
    return atlas, StageSettings(
        view=replace(view, city=None, case=None, compare=()),
        base=base or read_base(reached) or FALLBACK_BASE,
        named=bool(base),
        order=choose(query, "order", ORDERS),
        own=own,
        tour=tour,
        card=choose(query, "card", CARDS),
        hall=choose(query, "hall", HALLS),
        news=choose(query, "news", NEWS) if has_news else NEWS[0],
        has_news=has_news,
        seconds=min(read_number(query, "auto"), MAX_PACE_S),
        minutes=min(read_number(query, "minutes"), MAX_MINUTES),
        line=last(query.get("line")) == "1",
        stop=read_number(query, "stop") or 1,
        public_url=base or "" if query.get("public_url") else "",
        lost_url=given if not base else "",
    )


def asked_cases(query: Query, tour: OwnTour | None) -> Iterable[str]:
    """Return the ids of the cases that are told in an order of their own."""
    return tour.cases if tour else query.get("case", ())


def choose(query: Query, name: str, values: tuple[str, ...]) -> str:
    """Return the value of the parameter `name`, the first of `values` if it is none of them."""
    asked = last(query.get(name))
    return asked if asked in values else values[0]


def read_number(query: Query, name: str) -> int:
    """Return the whole number that the parameter `name` holds, 0 if it holds none."""
    asked = last(query.get(name))
    return int(asked) if re.fullmatch("[0-9]{1,6}", asked) else 0


def find_stops(atlas: Atlas, settings: StageSettings) -> tuple[list[Stop], int]:
    """Return the stops of the tour, and how many cases the selection has: at most `MAX_TOUR_CASES` are told."""
    view = settings.view
    if settings.tour:
        told = {atlas.cases[row]["case_id"]: row for row in range(len(atlas.cases))}
        return plan_own_tour(settings.tour, told), len(settings.own)
    rows = order_rows(atlas, view.selection, view.sort, view.language)
    if settings.own:
        rows = order_own(atlas.cases, rows, settings.own)
    order = OWN_ORDER if settings.own or view.sort else settings.order
    stops = plan_tour(atlas.cases, rows[:MAX_TOUR_CASES], order, atlas.known, view.selection.values("theme"))
    return add_news(atlas, settings, stops), len(rows)


def add_news(atlas: Atlas, settings: StageSettings, stops: list[Stop]) -> list[Stop]:
    """Return `stops` with the chapter of what is new behind the opening, or with it alone between first and last."""
    if not settings.has_news or settings.news == "none":
        return stops
    news = plan_news(atlas.cases, atlas.known["edition"], find_growing(atlas))
    told = [] if news and settings.news == "only" else stops[1:-1]
    return [stops[0], *news, *told, stops[-1]]
