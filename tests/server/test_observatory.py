"""Each answer as MDN's HTTP Observatory would grade it behind https.

The points are those of https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring and of the code that
grades, https://github.com/mdn/mdn-http-observatory (src/grader/charts.js, src/analyzer/tests/): 100, less what is
missing, and more for what is better than needed if 90 are left. Redirections to https and the list of preloaded hosts
are the proxy's; what a page loads from elsewhere, tests/geo/test_rehearsal.py and the browser tests see.
"""

import re
from collections.abc import Callable
from http.client import HTTPResponse
from typing import Final

import pytest

from geo import addresses
from tests.server.test_headers import FILE_LIKE, PAGES, STAGE, ask, policy

FULL, BONUS_FROM, BEST_GRADE_FROM = 100, 90, 100
HALF_A_YEAR_S: Final = 15768000
BROAD: Final = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE: Final = {"'unsafe-inline'", "data:"}
PRIVATE: Final = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
PASSIVE: Final = {"img-src", "media-src"}


def sources_of(answer: HTTPResponse) -> dict[str, set[str]]:
    """Return the sources of each directive of the policy of `answer`."""
    parts = [part.split() for part in (policy(answer) or "").split(";") if part.strip()]
    return {name: set(sources) for name, *sources in parts}


def score_policy(answer: HTTPResponse) -> int:
    """Return the points for what the policy lets a page load."""
    said = sources_of(answer)
    default = said.get("default-src", {"*"})
    script, style, of_object = (said.get(name, default) for name in ("script-src", "style-src", "object-src"))
    by_http = {name for name, sources in said.items() if any(one.startswith(("http:", "ftp:")) for one in sources)}
    rules = [
        (not said, -25),
        (bool(script & (BROAD | INLINE) or of_object & BROAD), -20),
        (bool(by_http - PASSIVE), -20),
        ("'unsafe-eval'" in script | style, -10),
        (bool(by_http), -10),
        (bool(style & (BROAD | INLINE)), 0),
        (default == {"'none'"} and said.get("form-action", {"*"}) <= {"'none'", "'self'"}, 10),
        (True, 5),
    ]
    return next(points for holds, points in rules if holds)


def score_frames(answer: HTTPResponse) -> int:
    """Return the points for saying who may frame a page."""
    if sources_of(answer).get("frame-ancestors"):
        return 5
    return 0 if (answer.getheader("x-frame-options") or "").lower() in {"deny", "sameorigin"} else -20


def score_https(answer: HTTPResponse) -> int:
    """Return the points for keeping a browser to https."""
    found = re.search(r"max-age=(\d+)", answer.getheader("strict-transport-security") or "")
    return -20 if not found else 0 if int(found[1]) >= HALF_A_YEAR_S else -10


def score_cookies(answer: HTTPResponse) -> int:
    """Return the points for the cookies, which here are no session's: all secure and kept to this site, or not."""
    cookies = answer.headers.get_all("set-cookie") or []
    flags = [{part.strip().lower() for part in cookie.split(";")[1:]} for cookie in cookies]
    if not all("secure" in one for one in flags):
        return -20 if score_https(answer) else -5
    if any("csrf" in cookie.partition("=")[0].lower() for cookie in cookies):
        return 0 if all(one & {"samesite=lax", "samesite=strict"} for one in flags) else -20
    return 5 if flags and all(any(flag.startswith("samesite=") for flag in one) for one in flags) else 0


def score_referrer(answer: HTTPResponse) -> int:
    """Return the points for what other hosts are told of where a reader comes from."""
    said = answer.getheader("referrer-policy")
    return 0 if said is None else 5 if said in PRIVATE else -5


def score_types(answer: HTTPResponse) -> int:
    """Return the points for types that are not guessed."""
    return 0 if answer.getheader("x-content-type-options") == "nosniff" else -5


def score_sharing(answer: HTTPResponse) -> int:
    """Return the points for who may load an answer into a page, and who may read it with a reader's cookies."""
    points = {None: 0, "cross-origin": 0, "same-origin": 10, "same-site": 10}
    open_to_all = answer.getheader("access-control-allow-credentials") == "true"
    return points.get(answer.getheader("cross-origin-resource-policy"), -5) - 50 * open_to_all


RULES: Final[tuple[Callable[[HTTPResponse], int], ...]] = (
    score_policy, score_frames, score_https, score_cookies, score_referrer, score_types, score_sharing,
)  # fmt: skip


def score(answer: HTTPResponse) -> int:
    """Return the points of `answer`: what is better than needed counts only where little is missing."""
    points = [rule(answer) for rule in RULES]
    base = FULL + sum(one for one in points if one < 0)
    return base + sum(one for one in points if one > 0) if base >= BONUS_FROM else base


@pytest.mark.parametrize("path", [*STAGE, *FILE_LIKE])
def test_whatever_is_not_written_by_streamlit_or_folium_has_the_best_grade(atlas: str, path: str) -> None:
    answer = ask(atlas, path, X_Forwarded_Proto="https")
    assert {rule.__name__: rule(answer) for rule in RULES if rule(answer) < 0} == {}
    assert score(answer) >= BEST_GRADE_FROM
    assert score(answer) == {addresses.HEALTH: 125, addresses.PICTURE: 120}.get(path, 130)


# Streamlit's page and folium's frames run scripts that stand in the page, which costs 20 points and with them every
# bonus: 80 points, a B+. That they evaluate text besides would cost 10 if it stood alone.
@pytest.mark.parametrize("path", PAGES)
def test_streamlits_page_and_folium_s_frames_lose_points_for_their_scripts_alone(drawn: str, path: str) -> None:
    answer = ask(drawn, path, X_Forwarded_Proto="https")
    assert {rule.__name__: rule(answer) for rule in RULES if rule(answer) < 0} == {"score_policy": -20}
    assert score(answer) == 80
