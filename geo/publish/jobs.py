"""Publications made in the background for all who ask a server: one at a time, each in a process of its own, and kept.

A process leaves the server its turn, and gives its memory back at the end; what it has made is kept for whoever asks
for the same.
"""

import atexit
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from threading import Event, Lock, Thread, Timer
from typing import Any, Final, Literal, NamedTuple

from geo.folders import zip_files
from geo.publish.folder import read_manifest
from geo.tables.disk import MB
from geo.tables.files import fingerprint

MAX_WAITING: Final = 6  # orders; the last of them waits two minutes if each takes as long as everything of 45 cases
MAX_SECONDS: Final = 120  # that one may take
MAX_KEPT: Final = 40
MAX_KEPT_BYTES: Final = 400 * MB
NICENESS: Final = 10  # of the process: the server goes first

PROJECT: Final = Path(__file__).parents[2]
ZIP: Final = "publication.zip"
TOUR: Final = "tour.json"
_LOG: Final = logging.getLogger(__name__)

State = Literal["waiting", "running", "made", "failed", "late", "cancelled"]


class Order(NamedTuple):
    """What is asked for: of the folder `data`, the files called so, by `options` of the command line and a `tour`.

    `name` is what all of them together are called.
    """

    data: Path
    files: tuple[str, ...]
    options: tuple[str, ...] = ()
    tour: str = ""  # JSON, "" without one
    language: str = "en"  # of what is said about faults
    name: str = "publication.zip"

    @property
    def key(self) -> str:
        """Return what means this order, the data as they are now, and no other."""
        return sha256(repr((*self, fingerprint(self.data))).encode()).hexdigest()[:32]

    def command(self, folder: Path) -> list[str]:
        """Return the command that publishes into `folder`/out, the tour being in `folder`."""
        only = [word for name in self.files for word in ("--only", name)]
        tour = ["--tour", str(folder / TOUR)] if self.tour else []
        given = ["--json", "--data", str(self.data), *only, *tour, *self.options]
        return [sys.executable, "-m", "geo", "publish", str(folder / "out"), *given]


@dataclass(eq=False)
class Job:
    """An order and what became of it; `steps` are what was last said of each file, `askers` who waits for it."""

    order: Order
    key: str
    folder: Path
    state: State = "waiting"
    steps: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    askers: set[object] = field(default_factory=set)
    hashes: Mapping[str, str] = field(default_factory=dict)  # of the files that were made, by name
    sizes: Mapping[str, int] = field(default_factory=dict)  # bytes of the same
    zip_bytes: int = 0
    ended: Event = field(default_factory=Event)
    process: subprocess.Popen[str] | None = None

    @property
    def size_bytes(self) -> int:
        """Return the room that its files take."""
        return self.zip_bytes + sum(self.sizes.values())

    def read(self, name: str) -> bytes:
        """Return the file `name` of those that were made, the zip of all for ""; KeyError for any other."""
        if name:
            _ = self.hashes[name]
        return (self.folder / "out" / name if name else self.folder / ZIP).read_bytes()

    def note(self, line: str) -> None:
        """Take in a `line` of what the process says; what a library may print is none."""
        said = json.loads(line) if line.startswith("{") else {}
        if "file" in said:
            self.steps = self.steps | {said["file"]: said}
        elif "fault" in said:
            self.faults.append(said["fault"])


class Publisher:
    """Makes what is ordered, in its turn, and keeps what was made; the oldest goes where it would be too much."""

    def __init__(
        self, folder: Path, max_seconds: float = MAX_SECONDS, max_kept: int = MAX_KEPT, niceness: int = NICENESS
    ) -> None:
        """Begin with nothing, in an empty `folder`."""
        self.folder = folder
        self.max_seconds = max_seconds
        self.max_kept = max_kept
        self.niceness = niceness
        self._lock = Lock()
        self._waiting: list[Job] = []  # in their order
        self._running: Job | None = None
        self._made: dict[str, Job] = {}  # by key; the one that was asked for last stands last
        self._working = False

    def ask(self, order: Order, asker: object) -> Job | None:
        """Return the job of `order`, for which `asker` waits with all others; None if too many wait already."""
        key = order.key
        with self._lock:
            job = self._find(key)
            if not job and len(self._waiting) >= MAX_WAITING:
                return None
            if not job:
                job = Job(order, key, self.folder / key)
                self._waiting.append(job)
            job.askers.add(asker)
            if not self._working:
                self._working = True
                Thread(target=self._work, name="publisher", daemon=True).start()
            return job

    def leave(self, job: Job, asker: object) -> None:
        """Let `asker` wait no longer; a job for which nobody waits is cancelled, and what is made stays."""
        with self._lock:
            job.askers.discard(asker)
            if not job.askers:
                self._end(job, "cancelled")

    def find(self, key: str) -> Job | None:
        """Return the job called `key` if it is made and still kept."""
        with self._lock:
            job = self._find(key)
            return job if job and job.state == "made" else None

    def count_before(self, job: Job) -> int:
        """Return how many jobs stand before `job`, which waits, the one that runs included."""
        with self._lock:
            waiting = self._waiting.index(job) if job in self._waiting else 0
            return waiting + (self._running is not None)

    def close(self) -> None:
        """Cancel everything, and take away what was made."""
        with self._lock:
            jobs = [*self._waiting, *([self._running] if self._running else [])]
            for job in jobs:
                self._end(job, "cancelled")
        for job in jobs:
            if job.process:
                job.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _find(self, key: str) -> Job | None:
        """Return the job called `key` that waits, runs or is made; the latter counts as asked for just now."""
        if key in self._made:
            self._made[key] = self._made.pop(key)
            return self._made[key]
        under_way = [*self._waiting, *([self._running] if self._running else [])]
        return next((job for job in under_way if job.key == key and job.state in {"waiting", "running"}), None)

    def _work(self) -> None:
        """Make what waits, until nothing does."""
        while job := self._take():
            try:
                self._run(job)
            except Exception:  # noqa: BLE001 (whatever it is, those who wait are told, and the next job is made)
                _LOG.exception("%s cannot be published", job.order)
                self._settle(job, "failed")

    def _take(self) -> Job | None:
        """Return the next job, which runs from now on; None, and the thread ends, if nothing waits."""
        with self._lock:
            job = self._running = self._waiting.pop(0) if self._waiting else None
            self._working = job is not None
            if job:
                job.state = "running"
            return job

    def _run(self, job: Job) -> None:
        """Make what `job` asks for."""
        job.folder.mkdir(parents=True)
        if job.order.tour:
            (job.folder / TOUR).write_text(job.order.tour, "utf-8")
        with (job.folder / "errors.txt").open("w+", encoding="utf-8") as errors:
            process = self._start(job, errors.fileno())
            timer = Timer(self.max_seconds, self._end_late, [job])
            timer.daemon = True
            timer.start()
            with process:
                for line in process.stdout or ():
                    job.note(line)
            timer.cancel()
            errors.seek(0)
            if process.returncode not in {0, 1} and job.state == "running":
                _LOG.error("%s cannot be published: %s", job.order, errors.read()[-2000:])
        if process.returncode == 0:
            self._keep(job)
        self._settle(job, "made" if process.returncode == 0 else "failed")

    def _start(self, job: Job, errors: int) -> subprocess.Popen[str]:
        """Start the process of `job`, which nobody may have cancelled meanwhile."""
        language = {"LC_ALL": "", "LC_MESSAGES": {"zh": "zh_CN.UTF-8"}.get(job.order.language, "en_GB.UTF-8")}
        with self._lock:
            process = subprocess.Popen(  # noqa: S603 (our own command, its values checked by the page and by itself)
                job.order.command(job.folder),
                cwd=PROJECT,
                env=os.environ | language | {"PYTHONUTF8": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
            )
            job.process = process
            if job.state != "running":
                process.kill()
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, process.pid, self.niceness)
        return process

    def _keep(self, job: Job) -> None:
        """Pack the files that were made into one, and measure them."""
        out = job.folder / "out"
        files = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
        (job.folder / ZIP).write_bytes(packed := zip_files(files))
        job.hashes = read_manifest(out)
        job.sizes = {name: len(files[name]) for name in job.hashes}
        job.zip_bytes = len(packed)

    def _settle(self, job: Job, state: State) -> None:
        """Let `job` be of this `state` unless it was ended before, and keep no more than may be kept."""
        with self._lock:
            if job.state == "running":
                job.state = state
            self._running = None
            if job.state == "made":
                self._made[job.key] = job
                self._drop_oldest()
            else:
                shutil.rmtree(job.folder, ignore_errors=True)
        job.ended.set()

    def _drop_oldest(self) -> None:
        """Keep no more than may be kept, the last that was made at least."""
        size = sum(job.size_bytes for job in self._made.values())
        while len(self._made) > 1 and (len(self._made) > self.max_kept or size > MAX_KEPT_BYTES):
            oldest = self._made.pop(next(iter(self._made)))
            size -= oldest.size_bytes
            shutil.rmtree(oldest.folder, ignore_errors=True)

    def _end_late(self, job: Job) -> None:
        """End `job`, which has taken too long."""
        with self._lock:
            self._end(job, "late")

    def _end(self, job: Job, state: State) -> None:
        """End `job` in this `state` if it waits or runs."""
        if job in self._waiting:
            self._waiting.remove(job)
            job.state = state
            job.ended.set()
        elif job.state == "running":
            job.state = state
            if job.process:
                job.process.kill()


@cache
def publisher() -> Publisher:
    """Return the one publisher of this server; what it has made goes with the server."""
    made = Publisher(Path(mkdtemp(prefix="city-governance-publications-")))
    atexit.register(made.close)
    return made
