"""What an address says of itself in its head: a title, a sentence and a picture, told before any script runs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from geo import addresses
from geo.approval import say_approval
from geo.export.schema_org import TAGS, describe_dataset, describe_work
from geo.places.distances import Point, point_of
from geo.places.land import read_land
from geo.places.picture import SIZE, WORLD, Dot, around, draw_picture
from geo.query.atlas import Atlas
from geo.query.selection import Query, Selection
from geo.text import LANGUAGES, to_translate
from pages.parts.atlas_cache import current_reading, map_approval
from pages.parts.describe import describe_cases, describe_edition
from pages.parts.labels import count_words
from pages.parts.links import find_base
from pages.parts.results import name_filters
from pages.parts.view import View, open_on_map, read_view

LOCALES: Final = {"zh": "zh_CN", "en": "en_GB"}
MAX_PICTURES: Final = 64  # kept; 30 kB each
# A sentence for each page; that of a case is the first of its facts.
SENTENCES: Final = {
    addresses.MAP: to_translate("%(edition)s on a map of the world: %(counts)s, each with its theme and its sources."),
    addresses.CASES: to_translate("%(edition)s as a list to filter, sort and download: %(counts)s."),
    addresses.NEAR: to_translate("Find the cases near any city of the world, sorted by distance."),
    addresses.COMPARE: to_translate("Cases and cities side by side, question by question."),
    addresses.INSIGHT: to_translate("What the cases share and where they differ, in figures: %(counts)s."),
    addresses.ABOUT: to_translate("Where the data come from, what was published, what we added, and how to cite it."),
    addresses.IMPORT: to_translate(
        "A printed list of cases becomes a data folder: read, placed, checked, mended, taken home."
    ),
    addresses.NEW: to_translate("Which cities and themes the latest edition brings, and which come again."),
    addresses.TOUR: to_translate(
        "Put cases into an order of your own, with titles, chapters and notes, and present them."
    ),
    addresses.PUBLISH: to_translate("The cases as files: slides, a handout, a poster, open data."),
    addresses.CASE: to_translate("One of the cases of %(edition)s."),
    addresses.STAGE: to_translate("%(edition)s as a tour for a hall, told case by case: %(counts)s."),
}
STAGE_PAGE: Final = addresses.Page("stage", addresses.STAGE, to_translate("Stage"))
ATLAS_PAGE: Final = addresses.Page("atlas", addresses.ATLAS, to_translate("The atlas as one page"))
FILES: Final = {  # the data in each form, by its name
    "CSV": (addresses.CASES_CSV, "text/csv"),
    "GeoJSON": (addresses.CASES_GEOJSON, "application/geo+json"),
    "Excel": (addresses.CASES_XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "CSV (facts)": (addresses.FACTS_CSV, "text/csv"),
}


@dataclass(frozen=True)
class Asked:
    """What is asked for: a page, the view of it, and the address at which the atlas stands ("": not known)."""

    page: addresses.Page
    view: View
    base: str
    lost: bool = False  # a case was asked for that the atlas does not have

    def url(self, view: View) -> str:
        """Return the whole address of `view` on this page."""
        return self.base + view.link(self.path)

    @property
    def path(self) -> str:
        """Return the address of the page without that of the atlas."""
        return self.page.address.removeprefix(addresses.MAP)

    @property
    def own(self) -> View:
        """Return what makes this page another than its like: filters and the like do not."""
        return View(self.view.language, Selection(), case=self.view.case)


def ask(page: addresses.Page, query: Query, locale: str | None, reached: str) -> tuple[Atlas, Asked]:
    """Return the atlas and what is asked for at the address `reached`; DataError if the data is faulty.

    Only the page of a case tells of one, whatever is selected around it; the map opens its city, as no other page does.
    """
    atlas, view = read_view(query, locale)
    if page.address == addresses.CASE:
        shown = View(view.language, Selection(), case=view.case)
        return atlas, Asked(page, shown, find_base(reached), lost=view.case is None)
    city = open_on_map(atlas, view).city if page.address == addresses.MAP else None
    return atlas, Asked(page, replace(view, case=None, city=city, lost=False), find_base(reached))


@lru_cache(maxsize=128)  # pages are asked for again and again; a stranger can make as many addresses as he likes
def describe_sharing(atlas: Atlas, asked: Asked) -> Mapping[str, Any]:
    """Return what the head of the page that is `asked` for says of it."""
    view = asked.view
    alternates = {TAGS[language]: asked.url(replace(asked.own, language=language)) for language in LANGUAGES}
    row = find_row(atlas, view)
    return {
        "title": name_page(atlas, asked),
        "sentence": say_sentence(atlas, asked),
        "hidden": asked.lost,
        "type": "website" if row is None else "article",
        "url": asked.url(view),
        "canonical": asked.url(asked.own),
        "alternates": alternates | {"x-default": forget_language(asked)},
        "locale": LOCALES[view.language],
        "other_locale": LOCALES[view.words.other],
        "picture": asked.base + picture_address(view),
        "size": SIZE,
        "alt": say_picture(atlas, view),
        "linked": link_data(atlas, asked, row),
    }


def forget_language(asked: Asked) -> str:
    """Return the whole address of the page for a reader of any language."""
    case = f"?case={asked.view.case}" if asked.view.case else ""
    return f"{asked.base}{asked.path}{case}"


def find_row(atlas: Atlas, view: View) -> int | None:
    """Return the row of the case that `view` opens, None without one."""
    return next((row for row, case in enumerate(atlas.cases) if view.case and case["case_id"] == view.case), None)


def name_page(atlas: Atlas, asked: Asked) -> str:
    """Return the title of a page: that of its case, else its name, the city or the filters that it shows, and ours."""
    _, row = asked.view.words.gettext, find_row(atlas, asked.view)
    if row is not None:
        case = describe_cases(atlas, asked.view.words)[row]
        return f"{case['titles'][0]['text']} · {case['city']}"
    shown = [name_city(atlas, asked.view)] if asked.view.city else name_filters(atlas, asked.view)
    page = _("No such case") if asked.lost else _(asked.page.label)
    return " · ".join([*([] if asked.page.address == addresses.MAP else [page]), *shown, _("City Governance Case Map")])


def name_city(atlas: Atlas, view: View) -> str:
    """Return the name of the city that `view` opens."""
    return next(str(case[f"city_{view.language}"]) for case in atlas.cases if case["city_id"] == view.city)


def say_sentence(atlas: Atlas, asked: Asked) -> str:
    """Return the first fact of a case, else one sentence about the page."""
    view, row = asked.view, find_row(atlas, asked.view)
    if asked.lost:
        return view.words.gettext("There is no case at this address.")
    if row is not None and (summary := describe_cases(atlas, view.words)[row]["summary"]):
        return str(summary)
    said = {"edition": name_edition(atlas, view, row), "counts": count_shown(atlas, view)}
    return view.words.gettext(SENTENCES[asked.page.address]) % said


def name_edition(atlas: Atlas, view: View, row: int | None) -> str:
    """Return the title of the edition of the case in `row`, or of all cases; ours where they are of several."""
    if row is None and atlas.has_editions:
        return view.words.gettext("City Governance Case Map")
    edition = atlas.cases[row]["edition"] if row is not None else ""
    return str(describe_edition(atlas, view.words, edition)["title"])


def count_shown(atlas: Atlas, view: View) -> str:
    """Return how many cases and places `view` shows."""
    kept = atlas.find(view.selection)
    places = len(atlas.gather(kept))
    of_places = view.words.ngettext("%d place", "%d places", places) % places
    return view.words.gettext(", ").join([count_words(view.words)(int(kept.sum())), of_places])


def say_picture(atlas: Atlas, view: View) -> str:
    """Return what the picture of `view` shows, for those who do not see it, and the map's approval number."""
    _, row = view.words.gettext, find_row(atlas, view)
    city = str(atlas.cases[row][f"city_{view.language}"]) if row is not None else ""
    city = name_city(atlas, view) if view.city else city
    shown = (
        _("Map of the land around %s, which is marked") % city
        if city
        else _("World map with %s marked") % count_shown(atlas, view)
    )
    return " · ".join(filter(None, [shown, say_approval(map_approval(), view.words)]))


def link_data(atlas: Atlas, asked: Asked, row: int | None) -> dict[str, Any] | None:
    """Return what schema.org has words for: the data on the front page, and a case on its own."""
    words = asked.view.words
    if row is not None and asked.page.address == addresses.CASE:
        return describe_work(atlas, words, row, asked.base, asked.url(asked.own))
    if asked.page.address != addresses.MAP:
        return None
    files = {form: (f"{asked.base}{address}?lang={words.language}", media) for form, (address, media) in FILES.items()}
    return describe_dataset(atlas, current_reading().package, words, asked.base, files)


def picture_address(view: View) -> str:
    """Return the address of the picture of `view`, which is the same in every language."""
    shown = View("zh", Selection() if view.case or view.city else view.selection, city=view.city, case=view.case)
    return shown.link(addresses.PICTURE).replace("lang=zh&", "").removesuffix("?lang=zh")


def picture_of(atlas: Atlas, view: View) -> bytes:
    """Return the picture of what `view` shows: its case or its city, else the world with the places it keeps."""
    row = find_row(atlas, view)
    opened = next((one for one, case in enumerate(atlas.cases) if view.city and case["city_id"] == view.city), row)
    focus = None if opened is None else point_of(atlas.cases[opened])
    kept = frozenset() if focus else frozenset(atlas.gather(atlas.find(view.selection)))
    return draw_shown(atlas, kept, focus)


@lru_cache(maxsize=MAX_PICTURES)
def draw_shown(atlas: Atlas, kept: frozenset[str], focus: Point | None) -> bytes:
    """Return the picture of the cities `kept` (their ids) in the colours of their themes, or of the one at `focus`."""
    colours = dict(zip(atlas.tables.themes["theme"], atlas.tables.themes["color_light"], strict=True))
    cities = {case["city_id"]: case for case in atlas.cases}
    dots = [
        Dot(point_of(case), colours[case["themes"][0]] if city in kept and case["themes"] else "")
        for city, case in cities.items()
    ]
    return draw_picture(read_land(), around(focus) if focus else WORLD, dots, focus)
