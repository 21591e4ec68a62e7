"""What answers where nothing is, at the root and below a path; what is there is let through."""

from urllib.parse import urljoin, urlsplit

import pytest

from server.lost import TellLost
from server.routes import ENDPOINTS
from tests.server.test_sharing import ask


@pytest.mark.parametrize("path", ["nowhere", "map.php", "a/b/c", "cases/old", "assets/nothing.js", "_stcore/nothing"])
@pytest.mark.parametrize(("language", "said"), [("zh", "没有这个页面"), ("en", "There is no such page")])
def test_where_nothing_is_a_page_says_so_and_leads_to_the_map(below: str, path: str, language: str, said: str) -> None:
    status, body = ask(below, path, Accept_Language=language)
    page = body.decode("utf-8")
    assert (status, said in page) == (404, True)
    link = page.partition('<a href="')[2].partition('"')[0]
    assert urljoin(f"{below}/{path}", link) == f"{below}/?lang={language}"


def test_what_is_asked_for_there_stays_out_of_the_page(atlas: str) -> None:
    status, body = ask(atlas, "%22%3E%3Cscript%3Ealert(1)%3C/script%3E?lang=%22%3E%3Cscript%3E")
    assert status == 404
    assert b"<script" not in body


def test_outside_the_path_of_the_atlas_the_way_leads_into_it(below: str) -> None:
    root = below.removesuffix("/atlas")
    status, body = ask(root, "elsewhere/x?lang=en")
    link = body.decode("utf-8").partition('<a href="')[2].partition('"')[0]
    assert (status, urljoin(f"{root}/elsewhere/x", link)) == (404, f"{below}/?lang=en")


@pytest.mark.parametrize("root", ["", "/atlas"])
def test_everything_that_is_there_is_let_through(root: str) -> None:
    guard = TellLost(lambda *_: None, root, frozenset(ENDPOINTS))  # type: ignore[arg-type,return-value]
    there = [*ENDPOINTS, "cases/", "index.html", "favicon.png", "_stcore/health", "_stcore/host-config", "media/a.svg"]
    assert [path for path in there if not guard.is_known(f"{root}/{path}")] == []
    assert not guard.is_known(f"{root}/static/js/nothing.js")


def test_the_script_of_streamlits_page_is_there(below: str) -> None:
    page = ask(below, "cases")[1].decode("utf-8")
    script = page.partition('crossorigin src="./')[2].partition('"')[0]
    assert ask(below, script)[0] == 200
    assert urlsplit(below).path == "/atlas"
