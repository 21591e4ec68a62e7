"""Files that were made on the page Take away: by their key and name, to be saved, and gone when they are."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response

from geo.publish.jobs import Job, Order, publisher
from server.published import answer_published
from tests.conftest import GIVE_UP_S, SHIPPED


def ask(headers: dict[str, str] | None = None, **query: str) -> Response:
    said = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "http", "method": "GET", "path": "/publish/file", "headers": said}
    return answer_published(Request({**scope, "query_string": urlencode(query).encode()}))


@pytest.fixture(scope="module")
def job() -> Iterator[Job]:
    """Return what was made of the cases of Africa."""
    asked = Order(
        SHIPPED, ("cases.csv", "cases.xlsx"), ("--continent=africa",), name="city-governance-atlas_africa.zip"
    )
    made = publisher().ask(asked, "somebody")
    assert made
    assert made.ended.wait(10 * GIVE_UP_S)
    yield made
    publisher().close()
    publisher.cache_clear()


@pytest.mark.parametrize(("name", "media_type"), [("cases.csv", "text/csv; charset=utf-8"), ("", "application/zip")])
def test_a_file_is_one_to_be_saved_and_is_asked_for_once(job: Job, name: str, media_type: str) -> None:
    answer = ask(key=job.key, name=name)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    saved = name or "city-governance-atlas_africa.zip"
    assert answer.headers["content-disposition"] == f'attachment; filename="{saved}"'
    assert answer.body == job.read(name)
    again = ask({"if-none-match": answer.headers["etag"]}, key=job.key, name=name)
    assert (again.status_code, again.body) == (304, b"")


def test_the_zip_holds_the_same_files(job: Job) -> None:
    with zipfile.ZipFile(BytesIO(bytes(ask(key=job.key).body))) as packed:
        assert packed.testzip() is None
        assert packed.read("cases.csv") == bytes(ask(key=job.key, name="cases.csv").body)


@pytest.mark.parametrize(
    "name", ["../files.zip", "publication.zip", "errors.txt", "/etc/passwd", "case_facts.csv", ".."]
)
def test_no_other_file_is_given_away(job: Job, name: str) -> None:
    assert ask(key=job.key, name=name).status_code == 404


@pytest.mark.parametrize("key", ["", ".", "..", "0" * 32, "x" * 10_000, "\0"])
def test_a_key_that_means_nothing_is_told_how_files_come_back(key: str) -> None:
    answer = ask(key=key, name="cases.csv", lang="en")
    assert (answer.status_code, "Take away" in bytes(answer.body).decode()) == (404, True)
    assert "带走" in bytes(ask(key=key, lang="zh").body).decode()


def test_a_file_that_went_just_now_is_not_there(job: Job) -> None:
    (job.folder / "out" / "cases.xlsx").unlink()
    assert ask(key=job.key, name="cases.xlsx").status_code == 404
