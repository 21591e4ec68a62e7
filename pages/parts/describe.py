"""What is said of a case, a theme, an edition or a point, wherever it is told: dictionaries for templates."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup, escape

from geo.query.atlas import Atlas
from geo.query.search import Spans, merge_spans
from geo.text import set_chinese, translations
from pages.parts.labels import value_names

MAX_LISTED: Final = 300  # cases that a list shows; a browser takes its time over more, and nobody reads them
OTHER: Final = {"zh": "en", "en": "zh"}

Said = dict[str, Any]  # what a template says of a case or a city


@lru_cache(maxsize=8)
def describe_cases(atlas: Atlas, language: str) -> list[Said]:
    """Return what is said of every case in `language`, in the order of the publication."""
    _ = translations(language).gettext
    lists = value_names(atlas, language)["list"]
    themes = describe_themes(atlas, language)
    return [
        {
            "case_id": case["case_id"],
            "city_id": case["city_id"],
            "city": case[f"city_{language}"],
            "titles": describe_titles(case, language),
            "themes": [themes[theme] for theme in case["themes"]],
            "list": case["list"],
            "position": _("%(list)s, no. %(position)d") % {"list": lists[case["list"]], "position": case["position"]},
            "reading": describe_reading(case, language),
        }
        for case in atlas.cases
    ]


def describe_titles(case: Said, language: str) -> list[dict[str, str]]:
    """Return both titles of a case, the one in `language` first; an English one only where there is one."""
    titles = [{"language": "zh-CN", "text": set_chinese(case["title_zh"])}]
    if case["title_en"]:
        titles.append({"language": "en", "text": case["title_en"]})
    return titles if language == "zh" else titles[::-1]


def describe_themes(atlas: Atlas, language: str) -> dict[str, Said]:
    """Return name, glyph and colours of each theme in `language`."""
    return {
        row["theme"]: {**row, "name": row[f"name_{language}"], "glyph": row[f"glyph_{language}"]}
        for row in atlas.tables.themes.to_dict("records")
    }


def describe_reading(case: Said, language: str) -> str:
    """Return on which words of the title the themes rest, how surely, and that this reading is the atlas's own."""
    _ = translations(language).gettext
    words = [f"“{words}”" for words in case["theme_evidence"].split("|") if words]
    if not words:
        return ""
    sureness = {"high": _("confidence: high"), "medium": _("confidence: medium"), "low": _("confidence: low")}
    parts = [_("Themes as we read them, from %s") % _(", ").join(words), sureness.get(case["theme_confidence"], "")]
    return " · ".join(part for part in parts if part)


def describe_case(atlas: Atlas, language: str, row: int) -> dict[str, Any]:
    """Return what is said of the case in `row`, the words that its themes rest on marked in its Chinese title."""
    case = atlas.cases[row]
    shown = set_chinese(case["title_zh"])
    evidence = [set_chinese(words) for words in case["theme_evidence"].split("|") if words]
    titles = {"zh": mark_words(shown, evidence), "en": Markup.escape(case["title_en"])}
    return {
        **describe_cases(atlas, language)[row],
        "marked": [(tongue, titles[tongue]) for tongue in (language, OTHER[language]) if case[f"title_{tongue}"]],
        "names": (case[f"city_{language}"], case[f"city_{OTHER[language]}"]),
        "evidence": evidence,
        "confidence": case["theme_confidence"],
        "edition": case["edition"],
    }


def mark_words(text: str, words: Sequence[str]) -> Markup:
    """Return `text` as HTML with a mark around the first of each of `words`."""
    places = [(text.find(word), len(word)) for word in words]
    return mark(text, merge_spans((start, start + length) for start, length in places if start >= 0))


def mark(text: str, spans: Spans) -> Markup:
    """Return `text` as HTML with a mark around each of `spans`."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    parts = [
        Markup("<mark>{}</mark>").format(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    ]
    return Markup("").join(parts)


@lru_cache(maxsize=8)
def describe_edition(atlas: Atlas, language: str, name: str = "") -> Said:
    """Return the title of the edition `name`, or of the latest, and its announced totals beside those listed."""
    editions = atlas.tables.editions
    edition = editions[editions["edition"] == name].iloc[0] if name else editions.iloc[-1]
    listed = atlas.placed[atlas.placed["edition"] == edition["edition"]]
    totals = translations(language).gettext("Announced: %(announced)s cases. Listed: %(listed)d, in %(places)d places.")
    counts = {
        "announced": edition["announced_cases"],
        "listed": len(listed),
        "places": listed["city_id"].nunique(),
    }
    title = f"《{set_chinese(edition['title_zh'])}》" if language == "zh" else edition["title_en"]
    return {"title": title, "totals": totals % counts}


def format_point(latitude: float, longitude: float) -> str:
    """Return a point as degrees with the letters of its hemispheres."""
    return f"{abs(latitude):.2f}°{'N' if latitude >= 0 else 'S'} {abs(longitude):.2f}°{'E' if longitude >= 0 else 'W'}"
