"""A rehearsal without a screen: whether a stage would hold in the hall, as far as the server's machine can tell.

The stage's own rehearsal (its key ?) looks at the screen itself.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPException
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from geo import addresses
from geo.network import ascii_address, is_loopback, name_for_others
from geo.query.atlas import Atlas
from geo.text import Translator
from geo.tour.stops import MAX_TOUR_CASES, ORDERS, plan_tour

TIMEOUT_S: Final = 5
MIN_SCREEN_PX: Final = (1024, 720)  # pixels; a projector of 1024 × 768 less a strip of the system's own
MAX_LATITUDE: Final = 85.05  # degrees of latitude at which the map ends
LINK: Final = r"""(?:src|href)=["']([^"'#]+)"""
POLICY: Final = "Content-Security-Policy"

Say = Callable[[str], str]  # what says an English text in the reader's language


class Finding(NamedTuple):
    """What a rehearsal found: good, bad, or not to be told from here (None), and a sentence."""

    good: bool | None
    text: str


class Stage(NamedTuple):
    """A stage to rehearse: its atlas, where its server answers, and the address that phones are given."""

    atlas: Atlas
    url: str
    public_url: str


def rehearse(stage: Stage, words: Translator) -> list[Finding]:
    """Return what was found about fonts, other hosts, phones, screen and stops, in this order."""
    _ = words.gettext
    checks = (check_fonts, check_hosts, check_phones, check_screen, check_stops)
    return [finding for check in checks for finding in check(stage, _)]


def check_fonts(_stage: Stage, _: Say) -> Iterator[Finding]:
    """Yield whether this machine has fonts for both languages; macOS and Windows always do."""
    for tag, name in (("zh-cn", _("Chinese fonts")), ("en", _("Latin fonts"))):
        yield Finding(sys.platform in {"darwin", "win32"} or list_fonts(tag), name)


def list_fonts(tag: str) -> bool | None:
    """Return whether fontconfig knows a font for a language `tag`; None without fontconfig."""
    command = shutil.which("fc-list")
    if command is None:
        return None
    listed = subprocess.run([command, f":lang={tag}"], capture_output=True, check=False)  # noqa: S603 (a constant)
    return bool(listed.stdout.strip())


def check_hosts(stage: Stage, _: Say) -> Iterator[Finding]:
    """Yield whether the stage loads nothing from another host, and forbids the browser to."""
    try:
        named = sorted(
            {host for page in (addresses.STAGE, addresses.STAGE_MAP) for host in find_hosts(urljoin(stage.url, page))}
        )
    except OSError as error:
        yield Finding(good=False, text=_("No stage answers at %s: start it with make run") % f"{stage.url} ({error})")
        return
    yield Finding(not named, " ".join([_("No request to another host"), *named]))


def find_hosts(page: str) -> set[str]:
    """Return the hosts, other than its own, from which `page` may load; "*" where it forbids none.

    The one host that it may ask, without loading from it, is the phones' address: a rehearsal asks it.
    """
    text, policy = fetch(page)
    asked = {urlsplit(urljoin(page, link)).netloc for link in re.findall(LINK, text)}
    loading = re.sub("connect-src[^;]*", "", policy)
    allowed = {urlsplit(source).netloc for source in re.findall(r"https?://[^\s;]+", loading)}
    return (asked | allowed | (set() if re.search("default-src '(self|none)'", policy) else {"*"})) - {
        urlsplit(page).netloc,
        "",
    }


def fetch(address: str) -> tuple[str, str]:
    """Return the text at `address` and its policy; OSError if it does not answer or answers with an error."""
    try:
        with urlopen(ascii_address(address), timeout=TIMEOUT_S) as answer:  # noqa: S310 (the address that was given)
            return answer.read().decode("utf-8", "replace"), answer.headers.get(POLICY, "")
    except (HTTPException, ValueError) as error:  # no web server, or no possible host name
        raise OSError(type(error).__name__) from error


def check_phones(stage: Stage, _: Say) -> Iterator[Finding]:
    """Yield whether the address that phones are given answers, and is one that a phone can know."""
    address = stage.public_url or stage.url
    try:
        fetch(address)
    except OSError as error:
        yield Finding(good=False, text=f"{_('The phones’ address does not answer:')} {address} ({error})")
        return
    if is_loopback(address):
        advice = _(
            "Phones cannot reach this machine by this name; give its address in the network as the address for phones:"
        )
        named = name_for_others(address)
        yield Finding(good=False, text=f"{advice} {address}" + (f" → --public-url {named}" if named else ""))
        return
    yield Finding(good=True, text=f"{_('The phones’ address answers:')} {address}")


def check_screen(_stage: Stage, _: Say) -> Iterator[Finding]:
    """Yield whether the screen is large enough; on a machine without a screen that cannot be told."""
    size = measure_screen()
    if size is None:
        yield Finding(good=None, text=_("Screen: none here; press ? on the stage and check it there"))
        return
    large = all(side >= least for side, least in zip(size, MIN_SCREEN_PX, strict=True))
    yield Finding(large, f"{_('Screen, at least %s:') % say_screen()} {say_screen(size)}")


def say_screen(size: tuple[int, int] = MIN_SCREEN_PX) -> str:
    """Return the `size` of a screen (pixels) as people write it."""
    return " × ".join(map(str, size))


def measure_screen() -> tuple[int, int] | None:
    """Return width and height of the screen (pixels), or None if there is none, or no Tk to ask."""
    try:
        import tkinter as tk  # noqa: PLC0415 (some Pythons come without it)
    except ImportError:
        return None
    try:
        root = tk.Tk()
    except tk.TclError:
        return None
    size = root.winfo_screenwidth(), root.winfo_screenheight()
    root.destroy()
    return size


def check_stops(stage: Stage, _: Say) -> Iterator[Finding]:
    """Yield whether every stop of every order can be drawn: its place lies on the map, and the server tells it."""
    atlas = stage.atlas
    lost = [case["case_id"] for case in atlas.cases if abs(case["latitude"]) > MAX_LATITUDE]
    if lost:
        yield Finding(good=False, text=f"{_('Places beyond the edge of the map:')} {' '.join(lost)}")
    for order in ORDERS:
        planned = len(plan_tour(atlas.cases, range(len(atlas.cases))[:MAX_TOUR_CASES], order, atlas.known))
        told = count_stops(urljoin(stage.url, f"{addresses.STAGE}?order={order}"))
        yield Finding(told == planned, f"{_('Stops that can be drawn:')} {told} / {planned} ({order})")


def count_stops(address: str) -> int:
    """Return how many stops the stage at `address` tells, 0 if it does not answer."""
    try:
        text, _ = fetch(address)
    except OSError:
        return 0
    cards = text.partition('<template id="cards">')[2].partition("</template>")[0]
    return cards.count("<article")
