"""What is said of a case, a theme, an edition or a point, wherever it is told: dictionaries for templates."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup, escape

from geo.query.atlas import Atlas
from geo.query.search import Spans, merge_spans
from geo.query.selection import Selection
from geo.tables.schema import list_rows
from geo.text import Translator, set_chinese
from pages.parts.labels import value_names

MAX_LISTED: Final = 300  # cases that a list shows; a browser takes its time over more, and nobody reads them

MARK: Final = Markup("<mark>{}</mark>")

Said = dict[str, Any]  # what a template says of a case or a city


@lru_cache(maxsize=8)
def describe_cases(atlas: Atlas, words: Translator) -> list[Said]:
    """Return what is said of every case in the language of `words`, in the order of the publication."""
    lists = value_names(atlas, words)["list"]
    themes = describe_themes(atlas, words)
    return [
        {
            "case_id": case["case_id"],
            "city_id": case["city_id"],
            "city": case[f"city_{words.language}"],
            "titles": describe_titles(case, words),
            "summary": case[f"summary_{words.language}"],
            "themes": [themes[theme] for theme in case["themes"]],
            "list": case["list"],
            "position": say_position(case, lists, words, several=atlas.has_editions),
            "edition": case["edition"] if atlas.has_editions else "",
            "reading": describe_reading(case, words),
        }
        for case in atlas.cases
    ]


def say_position(case: Said, lists: Mapping[str, str], words: Translator, *, several: bool) -> str:
    """Return where a case stands in its list, whose names are `lists`; its edition too where there are `several`."""
    said = words.gettext("%(list)s, no. %(position)d")
    place = said % {"list": lists[case["list"]], "position": case["position"]}
    return f"{case['edition']} · {place}" if several else place


def describe_titles(case: Said, words: Translator) -> list[dict[str, str]]:
    """Return both titles of a case, that in the language of `words` first; an English one only where there is one."""
    titles = [{"language": "zh-CN", "text": set_chinese(case["title_zh"])}]
    if case["title_en"]:
        titles.append({"language": "en", "text": case["title_en"]})
    return titles if words.language == "zh" else titles[::-1]


@lru_cache(maxsize=8)
def describe_themes(atlas: Atlas, words: Translator) -> dict[str, Said]:
    """Return name, glyph and colours of each theme in the language of `words`."""
    return {
        row["theme"]: {**row, "name": row[f"name_{words.language}"], "glyph": row[f"glyph_{words.language}"]}
        for row in list_rows(atlas.tables.themes)
    }


def describe_reading(case: Said, words: Translator) -> str:
    """Return on which words of the title the themes rest, how surely, and that this reading is the atlas's own."""
    _ = words.gettext
    evidence = [f"“{piece}”" for piece in case["theme_evidence"].split("|") if piece]
    if not evidence:
        return ""
    sureness = {"high": _("confidence: high"), "medium": _("confidence: medium"), "low": _("confidence: low")}
    parts = [
        _("Themes assigned by us, based on %s") % _(", ").join(evidence),
        sureness.get(case["theme_confidence"], ""),
    ]
    return " · ".join(part for part in parts if part)


def describe_case(atlas: Atlas, words: Translator, row: int) -> dict[str, Any]:
    """Return what is said of the case in `row`, the words that its themes rest on marked in its Chinese title."""
    case = atlas.cases[row]
    shown = set_chinese(case["title_zh"])
    evidence = [set_chinese(piece) for piece in case["theme_evidence"].split("|") if piece]
    titles = {"zh": mark_evidence(shown, evidence), "en": Markup.escape(case["title_en"])}
    return {
        **describe_cases(atlas, words)[row],
        "marked": [(tongue, titles[tongue]) for tongue in words.languages if case[f"title_{tongue}"]],
        "names": (case[f"city_{words.language}"], case[f"city_{words.other}"]),
        "evidence": evidence,
        "confidence": case["theme_confidence"],
        "edition": case["edition"],
        "several": atlas.has_editions,
    }


def mark_evidence(text: str, evidence: Sequence[str]) -> Markup:
    """Return `text` as HTML with a mark around the first of each piece of `evidence`."""
    places = [(text.find(piece), len(piece)) for piece in evidence]
    return mark(text, merge_spans((start, start + length) for start, length in places if start >= 0))


def mark(text: str, spans: Spans, tag: Markup = MARK) -> Markup:
    """Return `text` as HTML with `tag` around each of `spans`."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    parts = [tag.format(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces)]
    return Markup("").join(parts)


def chosen_editions(atlas: Atlas, selection: Selection) -> list[Said]:
    """Return the rows of the editions that `selection` asks for, or of all, the latest first."""
    rows = list_rows(atlas.tables.editions)
    return [
        row
        for row in reversed(rows)
        if not selection.values("edition") or row["edition"] in selection.values("edition")
    ]


@lru_cache(maxsize=8)
def describe_edition(atlas: Atlas, words: Translator, name: str = "") -> Said:
    """Return the title of the edition `name`, or of the latest, and what it announced, if so, beside its lists."""
    editions = atlas.tables.editions
    edition = editions[editions["edition"] == name].iloc[0] if name else editions.iloc[-1]
    listed = atlas.placed[atlas.placed["edition"] == edition["edition"]]
    _ = words.gettext
    totals = _("Listed: %(listed)d cases, in %(places)d places.")
    if edition["announced_cases"]:
        totals = _("Announced: %(announced)s cases. Listed: %(listed)d, in %(places)d places.")
    counts = {
        "announced": edition["announced_cases"],
        "listed": len(listed),
        "places": listed["city_id"].nunique(),
    }
    title = f"《{set_chinese(edition['title_zh'])}》" if words.language == "zh" else edition["title_en"]
    return {"title": title, "totals": totals % counts}


def format_point(latitude: float, longitude: float) -> str:
    """Return a point as degrees with the letters of its hemispheres."""
    return f"{abs(latitude):.2f}°{'N' if latitude >= 0 else 'S'} {abs(longitude):.2f}°{'E' if longitude >= 0 else 'W'}"
