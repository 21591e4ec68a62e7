"""The atlas and its cases in the words of schema.org, for those who search by machine: JSON-LD as dictionaries."""

from collections.abc import Mapping
from typing import Any, Final

from geo.query.atlas import Atlas
from geo.tables.schema import list_rows
from geo.text import Translator, set_chinese

CONTEXT: Final = "https://schema.org"
TAGS: Final = {"zh": "zh-CN", "en": "en"}  # of languages, as HTML names them

Said = dict[str, Any]


def in_language(row: Mapping[str, Any], name: str, words: Translator, chinese: str) -> str:
    """Return the text `name` of a `row` in the language of `words`; the Chinese one stands under `chinese`."""
    return set_chinese(str(row.get(chinese, ""))) if words.language == "zh" else str(row.get(name, ""))


def describe_dataset(
    atlas: Atlas, package: Mapping[str, Any], words: Translator, home: str, files: Mapping[str, tuple[str, str]]
) -> Said:
    """Return the data of the atlas at `home` (a URL) as a `Dataset`.

    `files` are (URL, media type) of each form of it by its name; `package` is what datapackage.json says, which may be
    nothing.
    """
    name = words.gettext("City Governance Case Map")
    latitudes, longitudes = atlas.places["latitude"], atlas.places["longitude"]
    box = f"{latitudes.min():g} {longitudes.min():g} {latitudes.max():g} {longitudes.max():g}"
    said = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": home,
        "url": home,
        "name": in_language(package, "title", words, "title_zh") or name,
        "description": in_language(package, "description", words, "description_zh"),
        "version": package.get("version"),
        "license": next((one["path"] for one in package.get("licenses", []) if "path" in one), None),
        "creator": {"@type": "Organization", "name": name, "url": home},
        "isAccessibleForFree": True,
        "inLanguage": [TAGS[language] for language in words.languages],
        "temporalCoverage": "/".join(dict.fromkeys(_years(atlas))),
        "spatialCoverage": {"@type": "Place", "geo": {"@type": "GeoShape", "box": box}},
        "distribution": [
            {"@type": "DataDownload", "name": form, "contentUrl": url, "encodingFormat": media}
            for form, (url, media) in files.items()
        ],
    }
    return {name: value for name, value in said.items() if value}


def _years(atlas: Atlas) -> tuple[str, str]:
    """Return the years in which the first and the last edition were released."""
    years = sorted(str(released)[: len("2024")] for released in atlas.tables.editions["released"])
    return years[0], years[-1]


def describe_work(atlas: Atlas, words: Translator, row: int, home: str, url: str) -> Said:
    """Return the case in `row`, shown at `url` in the atlas at `home`, as a `CreativeWork` in the language of `words`.

    Its name is its title in that language, its text what is known of it first; both titles stand there where there are
    two.
    """
    case, language = atlas.cases[row], words.language
    editions = {edition["edition"]: edition for edition in list_rows(atlas.tables.editions)}
    themes = {theme["theme"]: theme[f"name_{language}"] for theme in list_rows(atlas.tables.themes)}
    chinese, english = set_chinese(case["title_zh"]), case["title_en"]
    name, other = (chinese, english) if language == "zh" or not english else (english, chinese)
    said = {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "@id": url,
        "url": url,
        "name": name,
        "alternateName": other,
        "description": case[f"summary_{language}"],
        "inLanguage": TAGS[language],
        "identifier": case["case_id"],
        "isPartOf": [
            {"@type": "CreativeWork", "name": in_language(editions[case["edition"]], "title_en", words, "title_zh")},
            {"@type": "Dataset", "@id": home, "name": words.gettext("City Governance Case Map")},
        ],
        "about": [{"@type": "Thing", "name": themes[theme]} for theme in case["themes"]],
        "contentLocation": {
            "@type": "City",
            "name": case[f"city_{language}"],
            "address": {"@type": "PostalAddress", "addressCountry": case["country"]},
            "geo": {"@type": "GeoCoordinates", "latitude": case["latitude"], "longitude": case["longitude"]},
        },
    }
    return {name: value for name, value in said.items() if value}
