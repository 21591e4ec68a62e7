"""Every address of the atlas, once, relative to its root: the server answers them, pages and scripts lead to them.

All pages stand beside each other, so that an address relative to the root is one relative to any page. Nothing names
the root itself: the atlas runs below any path (`--server.baseUrlPath`).
"""

from typing import Final, NamedTuple

from geo.text import to_translate

MAP: Final = "./"
CASES: Final = "cases"
CASE: Final = "case"
NEAR: Final = "near"
COMPARE: Final = "compare"
INSIGHT: Final = "insight"
NEW: Final = "new"
IMPORT: Final = "import"
ABOUT: Final = "about"
TOUR: Final = "tour"
PUBLISH: Final = "publish"
PUBLISHED: Final = "publish/file"  # one of what was made there, or all as a zip
ATLAS: Final = "atlas"  # the whole as one page, without Streamlit

STAGE: Final = "stage"
STAGE_MAP: Final = "stage/map"  # the frame in it
STAGE_WORKER: Final = "stage/worker.js"  # below the stage, so that a browser lets it keep the stage alone
SPEAKER: Final = "speaker"

CASES_CSV: Final = "cases.csv"
CASES_GEOJSON: Final = "cases.geojson"
CASES_XLSX: Final = "cases.xlsx"
FACTS_CSV: Final = "facts.csv"
PICTURES: Final = "insight/pictures"  # of the page of insight, each as SVG and as CSV by its name
METADATA: Final = "-metadata.json"  # behind the address of a CSV file, as W3C's tabular data model has it

ASSETS: Final = "assets"  # published files, and what scripts ask for
DATA_STYLE: Final = "assets/data.css"
SERIF: Final = "assets/atlas-serif.woff2"
MAP_DATA: Final = "assets/atlas.json"
MAP_VIEW: Final = "assets/view.json"
PICTURE: Final = "assets/picture.png"  # of what an address shows, for those who share it
DESK: Final = "assets/desk"  # takes a tour by POST, and tells what the desk shows of it
QR_CODE: Final = "assets/code.json"
FIND: Final = "assets/find.json"  # the cases that a text finds
SOUGHT: Final = "assets/sought.json"  # what a stage finds cases by without its server
ROOM: Final = "assets/room"

ROBOTS: Final = "robots.txt"
SITEMAP: Final = "sitemap.xml"
MANIFEST: Final = "manifest.webmanifest"

HEALTH: Final = "_stcore/health"  # Streamlit's own: it runs
HEALTHZ: Final = "healthz"  # ours: what it shows, and what is wrong with the data


class Page(NamedTuple):
    """A page of Streamlit's: its script is pages/`name`.py; one that is not `listed` is reached from another page."""

    name: str
    address: str
    label: str
    listed: bool = True


PAGES: Final = (
    Page("map", MAP, to_translate("Map")),
    Page("cases", CASES, to_translate("Cases")),
    Page("near", NEAR, to_translate("Nearby")),
    Page("compare", COMPARE, to_translate("Compare")),
    Page("insight", INSIGHT, to_translate("Insight")),
    Page("about", ABOUT, to_translate("Sources")),
    Page("new", NEW, to_translate("What is new"), listed=False),
    Page("tour", TOUR, to_translate("Tour"), listed=False),
    Page("publish", PUBLISH, to_translate("Take away"), listed=False),
    Page("importing", IMPORT, to_translate("Import a list"), listed=False),  # a module cannot be called import
    Page("case", CASE, to_translate("One case"), listed=False),
)

DOWNLOADS: Final = {"Excel": CASES_XLSX, "CSV": CASES_CSV, "GeoJSON": CASES_GEOJSON}  # by the name of the format


def asset(name: str) -> str:
    """Return the address of the published file `name`."""
    return f"{ASSETS}/{name}"
