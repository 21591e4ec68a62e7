"""Publications made in the background: one at a time, shared by all who ask for the same, cancelled, bounded, kept."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from geo.publish.folder import MANIFEST
from geo.publish.jobs import MAX_WAITING, Job, Order, Publisher
from tests.conftest import GIVE_UP_S, PROJECT, SHIPPED, Edit

CONTINENTS = ("africa", "americas", "asia", "europe", "oceania")
ORDER = Order(SHIPPED, ("cases.csv",))


def order(number: int) -> Order:
    """Return one of 31 different orders, from 1."""
    chosen = [name for place, name in enumerate(CONTINENTS) if number >> place & 1]
    return Order(SHIPPED, ("cases.csv",), tuple(word for name in chosen for word in ("--continent", name)))


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    publisher = Publisher(tmp_path / "kept", niceness=0)
    yield publisher
    publisher.close()
    assert not (tmp_path / "kept").exists()


def ask(publisher: Publisher, asked: Order, asker: object = "somebody") -> Job:
    job = publisher.ask(asked, asker)
    assert job
    return job


def end(job: Job) -> str:
    """Return what becomes of `job`."""
    assert job.ended.wait(10 * GIVE_UP_S)
    return job.state


def test_what_is_ordered_is_made_and_read_by_its_name_alone(publisher: Publisher) -> None:
    job = ask(publisher, Order(SHIPPED, ("datapackage.json",), ("--continent", "africa", "--lang", "en")))
    assert (end(job), job.faults) == ("made", [])
    assert {*job.hashes} == {"cases.csv", "cases.geojson", "cases.xlsx", "case_facts.csv", "datapackage.json"}
    assert all(sha256(job.read(name)).hexdigest() == digest for name, digest in job.hashes.items())
    assert [said["state"] for said in job.steps.values()] == ["made"] * 5
    with zipfile.ZipFile(BytesIO(job.read(""))) as packed:
        assert {*packed.namelist()} == {*job.hashes, MANIFEST}
        assert packed.read("cases.csv") == job.read("cases.csv")
        assert json.loads(packed.read(MANIFEST))["selection"]["continent"] == ["africa"]
    for name in ("../errors.txt", "errors.txt", "/etc/passwd", "manifest", "."):
        with pytest.raises(KeyError):
            job.read(name)


def test_who_asks_for_what_is_made_does_not_wait(publisher: Publisher) -> None:
    first = ask(publisher, ORDER, "first")
    end(first)
    assert ask(publisher, ORDER, "second") is first
    assert publisher.find(first.key) is first


def test_two_who_ask_for_the_same_share_one_run_and_one_cancels_for_himself_alone(publisher: Publisher) -> None:
    job = ask(publisher, ORDER, "first")
    assert ask(publisher, ORDER, "second") is job
    publisher.leave(job, "first")
    assert end(job) == "made"


def test_a_job_that_nobody_waits_for_is_cancelled_and_the_next_is_made(publisher: Publisher) -> None:
    job, following = ask(publisher, ORDER), ask(publisher, order(1))
    publisher.leave(job, "somebody")
    assert end(job) == "cancelled"
    assert publisher.find(job.key) is None
    assert not job.folder.exists()
    assert end(following) == "made"
    again = ask(publisher, ORDER)
    assert again is not job
    assert end(again) == "made"


def test_one_runs_and_a_few_wait_in_their_order_and_no_more(publisher: Publisher) -> None:
    jobs = [ask(publisher, order(number)) for number in range(1, MAX_WAITING + 1)]
    while jobs[0].state == "waiting":
        pass
    last = ask(publisher, order(MAX_WAITING + 1))
    assert publisher.ask(order(MAX_WAITING + 2), "one too many") is None
    assert ask(publisher, order(2), "another") is jobs[1]
    before = [publisher.count_before(job) for job in jobs[1:]]
    assert before == [*range(before[0], before[0] + len(before))]
    publisher.leave(last, "somebody")
    assert end(last) == "cancelled"
    publisher.leave(jobs[2], "somebody")
    assert publisher.count_before(jobs[3]) <= 2


def test_a_job_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    publisher = Publisher(tmp_path / "kept", niceness=0, max_seconds=0.05)
    job = ask(publisher, ORDER)
    assert end(job) == "late"
    assert not job.folder.exists()
    publisher.close()


def test_no_more_is_kept_than_may_be_and_the_oldest_goes_first(tmp_path: Path) -> None:
    publisher = Publisher(tmp_path / "kept", niceness=0, max_kept=2)
    jobs = [ask(publisher, order(number)) for number in (1, 2)]
    assert [end(job) for job in jobs] == ["made", "made"]
    ask(publisher, order(1))
    jobs.append(ask(publisher, order(3)))
    assert end(jobs[2]) == "made"
    assert [publisher.find(job.key) is not None for job in jobs] == [True, False, True]
    assert [job.folder.exists() for job in jobs] == [True, False, True]
    publisher.close()


def test_what_cannot_be_made_says_why_in_the_language_asked_for(publisher: Publisher) -> None:
    job = ask(publisher, Order(SHIPPED, ("cases.csv",), ("--q=zzzqqqxx",), language="zh"))
    assert end(job) == "failed"
    assert "没有选中任何案例" in job.faults[0]


def test_changed_data_make_another_job(folder: Path, edit: Edit) -> None:
    asked = Order(folder, ("cases.csv",))
    before = asked.key
    edit("cases.csv", ",high,", ",medium,")
    assert asked.key != before


def test_what_was_made_goes_with_the_server(tmp_path: Path) -> None:
    code = """if True:
        from geo.publish.jobs import Order, publisher
        from geo.tables.files import SHIPPED
        job = publisher().ask(Order(SHIPPED, ("cases.csv",)), "somebody")
        while not job.process:
            pass
        print(job.process.pid, publisher().folder)
    """
    environment = {"TMPDIR": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, env=environment, capture_output=True, text=True, check=True
    )
    number, folder = done.stdout.split()
    assert not Path(folder).exists()
    assert not Path(f"/proc/{number}").exists()
