"""What the atlas tells machines about itself as a site."""

import io
import json
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from geo import addresses
from server import site
from tests.conftest import open_shipped
from tests.server.test_sharing import ask, read_head

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read_sitemap(atlas: str) -> list[ET.Element]:
    """Return the entries of the sitemap."""
    return ET.fromstring(ask(atlas, addresses.SITEMAP)[1]).findall("s:url", NAMES)  # noqa: S314 (our own)


def test_the_sitemap_has_every_page_and_every_case_in_each_language(atlas: str) -> None:
    entries = read_sitemap(atlas)
    urls = [entry.findtext("s:loc", "", NAMES) for entry in entries]
    assert len({*urls}) == len(urls) == 2 * (6 + 2 + 45)
    for entry, url in zip(entries, urls, strict=True):
        alternates = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)}
        assert {*alternates} == {"zh-CN", "en", "x-default"}
        assert url in alternates.values()
        assert entry.findtext("s:lastmod", "", NAMES) >= "2024"
    canonical = read_head(atlas, urls[-1].removeprefix(f"{atlas}/")).link("canonical")
    assert canonical == {"": urls[-1]}


def test_a_sitemap_ends_where_it_must(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "MAX_ENTRIES", 5)
    assert site.write_sitemap(open_shipped(), "http://a.example/").count("<loc>") == 5


def test_robots_are_led_to_the_sitemap_and_not_to_the_speaker(atlas: str, below: str) -> None:
    for address, root in ((atlas, "/"), (below, "/atlas/")):
        said = ask(address, addresses.ROBOTS)[1].decode()
        assert said == f"User-agent: *\nDisallow: {root}speaker\nSitemap: {address}/sitemap.xml\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_browser_finds_name_and_icons_of_the_atlas(below: str, language: str) -> None:
    head = read_head(below, f"cases?lang={language}")
    link = urljoin(f"{below}/cases", head.link("manifest")[""])
    said = json.loads(ask(below, link.removeprefix(f"{below}/"))[1])
    assert said["lang"] == head.language
    assert urljoin(link, said["start_url"]) == f"{below}/"
    assert head.said["theme-color"].startswith("#")
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    for icon in said["icons"]:
        status, drawn = ask(below, urljoin(link, icon["src"]).removeprefix(f"{below}/"))
        wide, high = Image.open(io.BytesIO(drawn)).size
        assert (status, f"{wide}x{high}") == (200, icon["sizes"])


def test_health_below_a_path_tells_whether_the_data_can_be_served(below: str) -> None:
    status, body = ask(below, addresses.HEALTHZ)
    assert (status, json.loads(body)["status"]) == (200, "good")
