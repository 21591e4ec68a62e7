"""Take away: which files are to be made of what is found or of a tour, how far that has come, and where they are."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from geo import addresses
from geo.export.csv_geojson import name_file
from geo.export.workbook import describe_filters
from geo.publish.formats import BY_NAME, FORMATS, Format
from geo.publish.jobs import MAX_SECONDS, Job, Order, publisher
from geo.publish.publication import Publication
from geo.publish.titles import title_of
from geo.query.atlas import Atlas
from geo.query.selection import Selection
from geo.text import Translator
from geo.tour.own_tour import OwnTour, unpack_tour, write_tour
from geo.tour.stops import ORDERS
from pages.parts.atlas_cache import data_folder
from pages.parts.empty import describe_empty
from pages.parts.labels import count_words
from pages.parts.links import find_base
from pages.parts.templates import escape_markdown, render
from pages.parts.view import View

JOB, BUSY, ASKER = "publish-job", "publish-busy", "publish-asker"
POLL_S: Final = 0.5  # seconds between two looks at how far a job has come
MB, KB = 1_000_000, 1000

Said = dict[str, Any]


def draw_publish(atlas: Atlas, view: View, packed: str) -> None:
    """Draw the page: what is published, which files are wanted, and, once they were asked for, what becomes of them.

    `packed` is the tour of the address, "" without one.
    """
    tour = unpack_tour(packed)
    broken = bool(packed) and tour is None
    publication = Publication(atlas, view.selection, view.language, tour)
    st.html(publish_html(atlas, view, publication, broken=broken))
    if not publication.rows or broken:
        return
    files = ask_files(len(publication.rows), view.words)
    order = make_order(view, publication, files, "" if tour else ask_order(view.words))
    job = find_job(order)
    if job and job.state == "made":
        st.html(files_html(job, files, view.words))
    elif job and job.state in {"waiting", "running"}:
        watch(job, view.words)
    else:
        say_ended(job, view.words)
        label = view.words.gettext("Make")
        st.button(label, type="primary", disabled=not files, on_click=begin, args=(order,), key="publish-make")


def publish_html(atlas: Atlas, view: View, publication: Publication | None = None, *, broken: bool = False) -> str:
    """Return what the page is for and, of a `publication`, what it tells; `broken`: its tour cannot be read."""
    found = publication is None or broken or publication.rows
    return render(
        "pages/screens/publish.html",
        view.words,
        told=describe_told(view, publication) if publication and publication.rows and not broken else None,
        broken=broken,
        desk=view.plain().link(addresses.TOUR),
        empty=None if found else describe_empty(atlas, view),
    )


def describe_told(view: View, publication: Publication) -> Said:
    """Return title and number of the cases that are told, and which filters found them; of a tour the way back."""
    words = view.words
    filters = describe_filters(publication.atlas.tables, view.selection, words) if view.selection.pairs() else ""
    unnamed = publication.tour and not publication.tour.title
    return {
        "title": words.gettext("My tour") if unnamed else title_of(publication, words),
        "cases": count_words(words)(len(publication.rows)),
        "filters": "" if publication.tour else filters,
        "instead": view.plain().link(addresses.PUBLISH) if publication.tour else "",
    }


# ---- what is asked for


def ask_files(cases: int, words: Translator) -> tuple[str, ...]:
    """Ask which files are wanted; return their names. One that cannot tell so many `cases` says so."""
    _ = words.gettext
    with st.container(key="publish-every", horizontal=True):
        st.button(_("Choose all"), on_click=choose_all, args=(True,), key="publish-all")
        st.button(_("Choose none"), on_click=choose_all, args=(False,), key="publish-none")
    wanted = []
    with st.container(key="publish-choice"):
        for use, files in groupby(FORMATS, lambda file: file.use):
            with st.container():
                st.html(f"<h2>{_(use)}</h2>")
                wanted += [file.name for file in files if ask_file(file, cases, words)]
    return tuple(wanted)


def ask_file(file: Format, cases: int, words: Translator) -> bool:
    """Ask whether `file` is wanted; return the answer."""
    _ = words.gettext
    too_many = file.max_cases is not None and cases > file.max_cases
    limit = _("at most {count} cases").format(count=file.max_cases) if too_many else ""
    label = " · ".join(filter(None, (_(file.label), limit)))
    wanted = st.checkbox(label, value=True, key=key_of(file), disabled=too_many)
    return wanted and not too_many


def key_of(file: Format) -> str:
    """Return the key of the widget that asks for `file`."""
    return f"publish-{file.name}"


def choose_all(wanted: bool) -> None:  # noqa: FBT001 (Streamlit hands it on by place)
    """Want every file, or none."""
    for file in FORMATS:
        st.session_state[key_of(file)] = wanted


def ask_order(words: Translator) -> str:
    """Ask in which order slides and chapters stand; return its name."""
    _ = words.gettext
    names = dict(zip(ORDERS, (_("As published"), _("By theme"), _("By continent"), _("West to east")), strict=True))
    return st.selectbox(_("Order"), ORDERS, format_func=lambda order: names[order], key="publish-order")


def make_order(view: View, publication: Publication, files: Sequence[str], order: str) -> Order:
    """Return what is ordered: `files` of `publication`, chapters in this `order` if it is no tour."""
    tour, selection = publication.tour, view.selection
    chosen = [] if tour else [f"--{name}={value.replace(chr(0), ' ')}" for name, value in selection.pairs()]
    base = find_base(st.context.url or "")
    return Order(
        data=data_folder().path,
        files=tuple(files),
        options=(
            f"--lang={view.language}",
            f"--scheme={selection.scheme}",
            *([f"--public-url={base}"] if base else []),
            *([f"--order={order}"] if order else []),
            *chosen,
        ),
        tour=json.dumps(write_tour(tour), ensure_ascii=False) if tour else "",
        language=view.language,
        name=name_whole(publication.atlas, view, tour),
    )


def name_whole(atlas: Atlas, view: View, tour: OwnTour | None) -> str:
    """Return the name of the zip with everything."""
    return name_file(
        Selection() if tour else view.selection, atlas.known["edition"], "zip", None, of="tour" if tour else "atlas"
    )


# ---- what becomes of it


def asker() -> object:
    """Return what tells this visitor from others who wait for the same."""
    return st.session_state.setdefault(ASKER, object())


def find_job(order: Order) -> Job | None:
    """Return the job of `order` if it is made or this visitor has asked for it; he leaves any other."""
    if made := publisher().find(order.key):
        return made
    job: Job | None = st.session_state.get(JOB)
    if job and job.key != order.key:
        publisher().leave(job, asker())
        st.session_state[JOB] = job = None
    return job if job and job.state != "made" else None  # what was made may be gone


def begin(order: Order) -> None:
    """Ask for `order`."""
    st.session_state[JOB] = publisher().ask(order, asker())
    st.session_state[BUSY] = st.session_state[JOB] is None


def cancel(job: Job) -> None:
    """Wait for `job` no longer."""
    publisher().leave(job, asker())
    st.session_state[JOB] = None


@st.fragment(run_every=POLL_S)
def watch(job: Job, words: Translator) -> None:
    """Draw how far `job` has come, and a button that ends it; the whole page again once it has ended."""
    if job.ended.is_set() or st.session_state.get(JOB) is None:
        st.rerun()
    share, said = say_progress(job, words)
    with st.container(key="publish-doing"):
        st.progress(share, said)
        st.button(words.gettext("Cancel"), on_click=cancel, args=(job,), key="publish-cancel")


def say_progress(job: Job, words: Translator) -> tuple[float, str]:
    """Return how much of `job` is done, and what is being done."""
    if job.state == "waiting":
        before = publisher().count_before(job)
        said = words.ngettext("Waiting: {count} before this", "Waiting: {count} before this", before)
        return 0, said.format(count=before)
    steps = [*job.steps.values()]
    done = sum(step["state"] != "begun" for step in steps)
    said = words.gettext("Making {file}, {number} of {all}") if steps else words.gettext("Reading the data")
    every = len(choose_made(job.order.files))
    name = steps[-1]["file"] if steps else ""
    return done / every, said.format(file=escape_markdown(name), number=min(done + 1, every), all=every)


def choose_made(files: Sequence[str]) -> set[str]:
    """Return the names of all files that are made for `files`."""
    return {name for file in files for name in (file, *BY_NAME[file].describes)}


def say_ended(job: Job | None, words: Translator) -> None:
    """Say why nothing was made, if anything was asked for."""
    _ = words.gettext
    if st.session_state.get(BUSY):
        st.session_state[BUSY] = False
        st.warning(_("Many others are waiting for their files: please try again in a minute."))
    if job and job.state == "late":
        said = _("This took longer than {seconds} seconds and was stopped: choose fewer files, or fewer cases.")
        st.error(said.format(seconds=MAX_SECONDS))
    elif job and job.state == "failed":
        unsaid = _("The files could not be made; the operator of the atlas finds the reason in its log.")
        st.error("\n\n".join(map(escape_markdown, job.faults)) or unsaid)


def files_html(job: Job, wanted: Sequence[str], words: Translator) -> str:
    """Return the links to what was made: one zip, and each file."""
    left = [file for name in wanted if (file := BY_NAME[name]) and name not in job.hashes]
    return render(
        "pages/screens/publish_files.html",
        words,
        whole={"link": link_of(job, words), "size": say_size(job.zip_bytes)},
        files=[
            {
                "name": name,
                "label": words.gettext(BY_NAME[name].label),
                "link": link_of(job, words, name),
                "size": say_size(size),
            }
            for name, size in job.sizes.items()
        ],
        left=left,
    )


def link_of(job: Job, words: Translator, name: str = "") -> str:
    """Return the address of the file `name` of a job, of the zip without one."""
    file = {"name": name} if name else {}
    return f"{addresses.PUBLISHED}?" + urlencode({"lang": words.language, "key": job.key, **file})


def say_size(size_bytes: int) -> str:
    """Return how large a file is."""
    return f"{size_bytes / MB:.1f} MB" if size_bytes >= MB else f"{-(-size_bytes // KB)} kB"
