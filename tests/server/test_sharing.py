"""What an address tells those who share it or search by machine, before any script runs."""

import io
import json
import re
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from PIL import Image

from geo import addresses
from pages.parts.links import find_base
from tests.conftest import SHIPPED, Edit, serve

TITLES = {"zh": "城市治理案例地图", "en": "City Governance Case Map"}
ADDRESSES = [*(page.address for page in addresses.PAGES if page.listed), "case?case=2024-int-07", addresses.STAGE]


class Head(HTMLParser):
    """The head of a page: its title, language, metadata, links and what it says to machines."""

    def __init__(self, page: str) -> None:
        """Read `page`."""
        super().__init__()
        self.language, self.title, self.linked = "", "", ""
        self.said: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.inside = ""
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        named = dict(attrs)
        self.tags.append(tag)
        self.inside = tag if tag == "title" or named.get("type") == "application/ld+json" else ""
        if tag == "html":
            self.language = named["lang"] or ""
        if tag == "meta" and (name := named.get("property") or named.get("name")):
            assert name not in self.said or name == "theme-color", f"{name} is said twice"
            self.said[name] = named["content"] or ""
        if tag == "link":
            self.links.append(named)

    def handle_data(self, data: str) -> None:
        """Take a text."""
        if self.inside == "title":
            self.title += data
        elif self.inside:
            self.linked += data

    def handle_endtag(self, _tag: str) -> None:
        """End a tag."""
        self.inside = ""

    def link(self, kind: str) -> dict[str, str]:
        """Return the addresses of links of a `kind` by their language."""
        return {one.get("hreflang") or "": one["href"] or "" for one in self.links if one["rel"] == kind}

    @property
    def data(self) -> dict[str, Any]:
        """Return what it says to machines."""
        return dict(json.loads(self.linked))


def ask(atlas: str, path: str, **headers: str) -> tuple[int, bytes]:
    """Return status and body of the answer to `path` (relative to the atlas)."""
    root = urlsplit(atlas)
    connection = HTTPConnection(root.netloc, timeout=30)
    try:
        named = {name.replace("_", "-"): said for name, said in headers.items()}
        connection.request("GET", f"{root.path}/{path.removeprefix('./')}", headers=named)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def read_head(atlas: str, path: str, **headers: str) -> Head:
    """Return the head of the page at `path`."""
    status, body = ask(atlas, path, **headers)
    assert status == 200
    return Head(body.decode("utf-8"))


def in_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_has_a_title_a_sentence_and_a_picture_in_its_language(atlas: str, path: str, language: str) -> None:
    head = read_head(atlas, in_language(path, language))
    said = head.said
    assert head.language == {"zh": "zh-CN", "en": "en"}[language]
    assert TITLES[language] in head.title
    assert said["og:site_name"] == TITLES[language]
    assert bool(re.search("[一-鿿]", said["description"])) == (language == "zh")
    assert said["description"] == said["og:description"]
    assert (said["og:image:width"], said["og:image:height"], bool(said["og:image:alt"])) == ("1200", "630", True)
    assert {said["og:locale"], said["og:locale:alternate"]} == {"zh_CN", "en_GB"}
    assert said["og:locale"].startswith(language)
    assert said["og:url"].startswith(f"{atlas}/{path.removeprefix('./').partition('?')[0]}")
    status, picture = ask(atlas, said["og:image"].removeprefix(f"{atlas}/"))
    assert (status, Image.open(io.BytesIO(picture)).size) == (200, (1200, 630))


def test_no_two_pages_say_the_same(atlas: str) -> None:
    heads = [read_head(atlas, in_language(path, "en")) for path in ADDRESSES]
    for told in ({head.title for head in heads}, {head.said["description"] for head in heads}):
        assert len(told) == len(ADDRESSES)


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_names_its_address_and_that_in_each_language(atlas: str, path: str) -> None:
    head = read_head(atlas, in_language(path, "en") + "&continent=africa")
    alternates = head.link("alternate")
    assert {*alternates} == {"zh-CN", "en", "x-default"}
    assert head.link("canonical") == {"": alternates["en"]}
    assert "lang" not in alternates["x-default"]
    for language, url in alternates.items():
        assert url.startswith(atlas)
        assert "africa" not in url
        again = read_head(atlas, url.removeprefix(atlas).removeprefix("/"), Accept_Language="zh-CN")
        assert again.language == ("zh-CN" if language == "x-default" else language)


def test_without_a_language_in_the_address_the_browsers_is_taken(atlas: str) -> None:
    assert read_head(atlas, "cases", Accept_Language="fr-FR").language == "en"
    assert read_head(atlas, "cases", Accept_Language="zh-TW").language == "zh-CN"


def test_a_case_says_its_title_its_city_and_its_first_fact(atlas: str) -> None:
    head = read_head(atlas, "case?case=2024-int-02&lang=en")
    assert head.said["og:title"] == "Non-motorised transport strategy and sustainable urban development · Addis Ababa"
    assert head.said["og:type"] == "article"
    assert head.said["og:image"] == f"{atlas}/assets/picture.png?case=2024-int-02"
    data = head.data
    assert (data["@type"], data["inLanguage"]) == ("CreativeWork", "en")
    assert data["description"] == head.said["description"]
    assert data["contentLocation"]["name"] == "Addis Ababa"
    assert data["contentLocation"]["geo"]["latitude"] == pytest.approx(9.02, abs=0.1)
    assert [whole["@type"] for whole in data["isPartOf"]] == ["CreativeWork", "Dataset"]
    assert data["about"] == [{"@type": "Thing", "name": "Ecological city"}]


def test_the_front_page_says_what_data_there_are_and_where(atlas: str) -> None:
    data = read_head(atlas, "?lang=en").data
    assert (data["@type"], data["@id"], data["temporalCoverage"]) == ("Dataset", f"{atlas}/", "2024")
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    files = [one["contentUrl"] for one in data["distribution"]]
    assert [urlsplit(url).path for url in files] == ["/cases.csv", "/cases.geojson", "/cases.xlsx", "/facts.csv"]
    assert all(ask(atlas, url.removeprefix(f"{atlas}/"))[0] == 200 for url in files)


def test_a_view_says_what_it_is_narrowed_to(atlas: str) -> None:
    head = read_head(atlas, "?lang=en&continent=africa")
    assert head.said["og:title"] == "Africa · City Governance Case Map"
    assert "2 cases, 2 places" in head.said["og:description"]
    assert head.said["og:url"].endswith("/?lang=en&continent=africa")
    for query in ("city=cairo", "case=2024-int-07"):
        assert read_head(atlas, f"?lang=en&{query}").said["og:title"] == "Cairo · City Governance Case Map"


def test_a_case_that_is_not_there_says_so_and_is_not_to_be_found(atlas: str) -> None:
    head = read_head(atlas, "case?case=nowhere&lang=en")
    assert head.said["og:title"].startswith("No such case")
    assert head.said["robots"] == "noindex"
    assert head.link("canonical") == {}


def test_pictures_differ_as_what_they_show_does(atlas: str) -> None:
    queries = ["", "?continent=africa", "?case=2024-int-01", "?case=2024-int-02", "?city=cairo"]
    assert len({ask(atlas, addresses.PICTURE + query)[1] for query in queries}) == len(queries)
    assert ask(atlas, f"{addresses.PICTURE}?case=nowhere")[1] == ask(atlas, addresses.PICTURE)[1]


HOSTILE = "\"></title><script>alert(1)</script><!-- &amp; '\\u2028"


def test_hostile_titles_and_texts_stay_texts(folder: Path, edit: Edit) -> None:
    edit("cases.csv", "Non-motorised transport strategy and sustainable urban development", HOSTILE.replace('"', '""'))
    table = folder / "cases.csv"
    row = re.compile(rf"(,){re.escape(HOSTILE.replace(chr(34), chr(34) * 2))}(,)")
    table.write_text(row.sub(lambda found: f',"{found[0][1:-1]}",', table.read_text("utf-8")), "utf-8")
    with serve(folder) as address:
        head = read_head(address, "case?case=2024-int-02&lang=en")
        asked = read_head(address, f"?lang=en&q={quote(HOSTILE[:24])}")
        plain = read_head(address, "?lang=en")
    assert head.said["og:title"].startswith(HOSTILE)
    assert head.data["name"] == HOSTILE
    assert HOSTILE in head.title
    assert HOSTILE[:24] in asked.said["og:title"]
    assert head.tags.count("script") == asked.tags.count("script") == plain.tags.count("script")


@pytest.mark.parametrize("host", ['"><script>', "a.example;b", "a b.example", "javascript:alert(1)"])
def test_a_host_that_is_none_gets_into_no_address(atlas: str, host: str) -> None:
    status, body = ask(atlas, "?lang=en", Host=host)
    assert status == 400 or host not in body.decode("utf-8")


def test_the_operators_address_stands_in_all_whatever_host_is_asked() -> None:
    with serve(SHIPPED, PUBLIC_URL="https://cases.example.org/map") as address:
        pages = [ask(address, path, Host="evil.example")[1].decode("utf-8") for path in ("", "stage", "sitemap.xml")]
        head = Head(pages[0])
    assert head.said["og:image"] == "https://cases.example.org/map/assets/picture.png"
    assert not any("evil.example" in re.sub("<figcaption>.*", "", page) for page in pages)


@pytest.mark.parametrize(
    ("reached", "base"),
    [
        ("http://localhost:8501/case?case=x", "http://localhost:8501/"),
        ("https://a.example/atlas/cases", "https://a.example/atlas/"),
        ("http://a.example'b/", ""),
        ("", ""),
    ],
)
def test_addresses_begin_where_the_atlas_is_reached(reached: str, base: str) -> None:
    assert find_base(reached) == base


def test_faulty_data_leave_the_page_its_name(folder: Path, edit: Edit) -> None:
    edit("cases.csv", ",bangkok,", ",bankok,")
    with serve(folder) as address:
        head = read_head(address, "?lang=en")
        assert head.title == TITLES["en"]
        assert ask(address, addresses.PICTURE)[0] == 503
        assert ask(address, addresses.SITEMAP)[0] == 503
