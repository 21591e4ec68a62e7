"""The page of one case: all that is published of it, all that we add, and where to go from there."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from geo import addresses
from geo.approval import say_approval
from geo.export.citations import STYLES
from geo.places.distances import BEIJING, Related, ahead_of_beijing, measure, point_of, relate_cases
from geo.places.gazetteer import find_zone
from geo.query.atlas import Atlas
from geo.query.selection import Selection
from geo.tables.schema import list_rows
from geo.text import Translator
from pages.parts.atlas_cache import map_approval
from pages.parts.describe import Said, describe_case, describe_cases, describe_themes, format_point
from pages.parts.facts import describe_facts
from pages.parts.labels import value_names
from pages.parts.links import absolute
from pages.parts.place_maps import map_place
from pages.parts.qr_codes import draw_qr
from pages.parts.templates import render
from pages.parts.view import View

MAX_RELATED: Final = 5
CITATIONS: Final = {style.name: style.cite_case for style in STYLES}


def case_html(atlas: Atlas, view: View, reached: str | None) -> str:
    """Return the page of the case that `view` opens; without one, that it does not exist, and the way to the list."""
    if view.case is None:
        return no_case_html(view)
    row = next(row for row, case in enumerate(atlas.cases) if case["case_id"] == view.case)
    case = atlas.cases[row]
    address = absolute(View(view.language, Selection(), case=view.case).link(addresses.CASE), reached)
    day = datetime.now().astimezone().date()
    return render(
        "pages/screens/case.html",
        view.words,
        case=describe_case(atlas, view.words, row),
        where=describe_where(atlas, view.words, row),
        locator=map_place(point_of(case)),
        approval=say_approval(map_approval(), view.words),
        related=[describe_related(atlas, view, one) for one in relate_cases(atlas.cases, row, MAX_RELATED)],
        neighbours=find_neighbours(atlas, view, row),
        facts=describe_facts(atlas, view.words, view.case, day),
        citations=cite(atlas, row, address, day),
        address=address,
        qr=draw_qr(address),
        compared=view.case in view.compare,
        links=link_case(view, case),
    )


def no_case_html(view: View) -> str:
    """Return the page that says that there is no such case, and leads to the list and the map."""
    links = {"cases": addresses.CASES, "map": addresses.MAP}
    linked = {name: view.plain().link(address) for name, address in links.items()}
    return render("pages/screens/no_case.html", view.words, **linked)


def link_case(view: View, case: Said) -> dict[str, str | None]:
    """Return where the page of `case` leads."""
    plain = view.plain()
    return {
        "list": plain.link(addresses.CASES),
        "map": replace(plain, case=case["case_id"]).link(addresses.MAP),
        "near": replace(plain, place=case[f"city_{view.language}"]).link(addresses.NEAR),
        "compare": plain.link(addresses.COMPARE) if view.compare else None,
    }


def title_case(atlas: Atlas, view: View) -> str:
    """Return the title of the page of a case: its own, and its city."""
    _ = view.words.gettext
    case = next((case for case in atlas.cases if case["case_id"] == view.case), None)
    if case is None:
        return _("No such case")
    said = describe_cases(atlas, view.words)[atlas.cases.index(case)]
    return f"{said['titles'][0]['text']} · {said['city']}"


def describe_where(atlas: Atlas, words: Translator, row: int) -> dict[str, Any]:
    """Return where and when it is in the city of the case in `row`, and how far that is from Beijing (km)."""
    case = atlas.cases[row]
    names = value_names(atlas, words)
    zone = find_zone(point_of(case), case["country"])
    return {
        "country": case[f"country_{words.language}"],
        "continent": names["continent"][case["continent"]],
        "region": names["region"].get(case["region"], ""),
        "point": format_point(*point_of(case)),
        "km": measure(BEIJING, point_of(case)),
        "zone": zone,
        "ahead": say_ahead(ahead_of_beijing(zone, datetime.now(UTC)), words) if zone else "",
    }


def say_ahead(hours: float, words: Translator) -> str:
    """Return in words how far the clocks are from Beijing's."""
    _ = words.gettext
    if not hours:
        return _("the same as in Beijing")
    said = _("%s h ahead of Beijing") if hours > 0 else _("%s h behind Beijing")
    return said % f"{abs(hours):g}"


def describe_related(atlas: Atlas, view: View, related: Related) -> dict[str, Any]:
    """Return what is said of a related case."""
    case = atlas.cases[related.row]
    themes = describe_themes(atlas, view.words)
    return {
        **describe_cases(atlas, view.words)[related.row],
        "link": replace(view.plain(), case=case["case_id"]).link(addresses.CASE),
        "shared": [themes[theme]["name"] for theme in related.shared],
        "km": related.km,
    }


def find_neighbours(atlas: Atlas, view: View, row: int) -> dict[str, Any]:
    """Return the cases before and after that in `row` among those selected, and where it stands among them."""
    rows = [int(other) for other in atlas.find(view.selection).nonzero()[0]]
    if row not in rows:
        return {"outside": True}
    place = rows.index(row)
    around = {"before": rows[place - 1] if place else None, "after": rows[place + 1] if place + 1 < len(rows) else None}
    cases = describe_cases(atlas, view.words)
    links = {
        way: {
            "title": cases[other]["titles"][0]["text"],
            "link": replace(view, case=cases[other]["case_id"]).link(addresses.CASE),
        }
        for way, other in around.items()
        if other is not None
    }
    return {**links, "place": place + 1, "all": len(rows)}


def cite(atlas: Atlas, row: int, address: str, day: date) -> list[tuple[str, str]]:
    """Return (style, reference) of the case in `row`, read at `address` on `day`."""
    case = atlas.cases[row]
    editions = atlas.tables.editions
    edition = list_rows(editions[editions["edition"] == case["edition"]])[0]
    return [(style, write(case, edition, address, day)) for style, write in CITATIONS.items()]
