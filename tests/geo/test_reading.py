"""A list as people have it: every form that can be read, and a word for every one that cannot."""

import csv
import io
import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.editions.reading import part_line, read_listing
from geo.editions.sheets import MAX_ROWS
from geo.text import translator
from tests.conftest import EN, PROJECT
from tests.geo.listings import TOLD, said, told

NOISE = random.Random(1).randbytes(2000).replace(b"\0", b"")  # noqa: S311 (the same in each run)
LIST = (PROJECT / "tests/geo/edition_2026.txt").read_text("utf-8")
SHORT = "国际都市治理\n1. 北京 城市体检:一个共识\n2、横滨　老旧住宅:议事十年\n中国城市治理\n合肥 生命线监测\n"


def write_csv(rows: list[list[str]], mark: str = ",") -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=mark).writerows(rows)
    return target.getvalue()


ROWS = [
    ["名单", "序号", "城市", "标题"],
    ["国际", "1", "北京", "城市体检:一个共识"],
    ["国际", "2", "横滨", "老旧住宅:议事十年"],
    ["中国", "1", "合肥", "生命线监测"],
]
TURNED = [[row[3], row[2], row[0]] for row in ROWS]
NAMES = {"国际": "international", "中国": "Chinese cities"}
ENGLISH = [["Title", "City", "List"], *([row[3], row[2], NAMES[row[0]]] for row in ROWS[1:])]
FORMS = {
    "lines": SHORT,
    "lines without a number": SHORT.replace("1. ", "").replace("2、", ""),
    "numbers in brackets": SHORT.replace("1. ", "（一）").replace("2、", "（2）"),
    "headings with a number and a count": SHORT.replace("国际都市治理", "一、国际部分（2个）："),
    "English headings": SHORT.replace("国际都市治理", "International cities").replace("中国城市治理", "Chinese cities"),
    "full-width spaces": SHORT.replace("北京 ", "　北京　　"),
    "names set to a width": SHORT.replace("北京 ", "北　京　"),
    "colons": SHORT.replace("北京 ", "北京：").replace("横滨　", "横滨："),
    "dashes": SHORT.replace("北京 ", "北京——").replace("横滨　", "横滨|"),
    "CSV": write_csv(ROWS),
    "CSV with columns turned round": write_csv(TURNED),
    "CSV with English headers": write_csv(ENGLISH),
    "TSV": write_csv(ROWS, "\t"),
    "semicolons": write_csv(ROWS, ";"),
    "a title above the header": "城市治理典型案例,,,\n" + write_csv(ROWS),
    "headings among the rows": write_csv(
        [["城市", "标题"], ["国际", ""], *(row[2:] for row in ROWS[1:3]), ["中国", ""], ROWS[3][2:]]
    ),
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_form_in_every_encoding_tells_the_same(text: str, encoding: str) -> None:
    listing = read_listing(text.encode(encoding), "list")
    assert (told(listing), said(listing)) == (TOLD, [])


def test_the_long_list_is_read_whole() -> None:
    listing = read_listing(LIST.encode(), "list.txt")
    assert listing.lines["list"].value_counts().to_dict() == {"domestic": 22, "international": 18}
    assert [fault.blocking for fault in listing.faults] == [False]


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("成都,公园城市: 绿色 发展", ("成都", "公园城市: 绿色 发展")),
        ("New York 共享空间", ("New York", "共享空间")),
        ("Addis Ababa: Non-motorised transport", ("Addis Ababa", "Non-motorised transport")),
        ("New York Shared space", ("New York Shared space", "")),  # nothing tells where the name ends
        ("北京接诉即办", ("北京接诉即办", "")),
        ("15分钟城市", ("15分钟城市", "")),  # no number of a line
        ("12 北京 15分钟城市", ("北京", "15分钟城市")),
        ("③北京 一条热线", ("北京", "一条热线")),
        ("《城市治理典型案例（2026）》名单，供测试", ("《城市治理典型案例（2026）》名单，供测试", "")),
        ("里约·热内卢 操作中心", ("里约·热内卢", "操作中心")),
    ],
)
def test_a_line_is_parted_where_something_parts_it_and_nowhere_else(line: str, parted: tuple[str, str]) -> None:
    assert part_line(line) == parted


def mixed() -> bytes:
    first, rest = SHORT.split("横滨")
    return first.encode() + ("横滨" + rest).encode("gb18030")


BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "l: the file is empty"),
    "rows of nothing": (b"\n" * 100_000, "l: the file is empty"),
    "a PDF": (b"%PDF-1.7\n", "l: the file is PDF"),
    "an image": (b"\x89PNG\r\n\x1a\n" + NOISE, "l: the file is PNG"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "l: the file is an Excel workbook of the old form"),
    "noise": (NOISE, "l:1: the file is not UTF-8"),
    "two encodings": (mixed(), "l:1: the file is in two encodings"),
    "Big5": (
        "國際都市治理\n北京 城市體檢與市民參與\n橫濱 老舊住宅的議事\n中國城市治理\n合肥 管線".encode("big5"),
        "l: the file is not UTF-8, it seems",
    ),
    "a NUL": (SHORT.replace("横滨", "横\0滨").encode(), "l:3: a NUL byte stands here"),
    "a NUL behind a line": (SHORT.rstrip().encode() + b"\n\0abc\n", "l:6: a NUL byte stands here"),
    "a NUL behind one more": (SHORT.rstrip().encode() + b"x\n\0abc\n", "l:6: a NUL byte stands here"),
    "no list": ("北京 体检\n".encode(), "l:1: list: this line stands on no list"),
    "one heading": ("国际\n北京 体检\n".encode(), "l:1: only the heading '国际' is there"),
    "a wrong list": ("名单,城市,标题\n火星,北京,体检\n".encode(), "l:2: list: '火星' is no list"),
    "no title": ("国际\n北京体检\n中国\n合肥 监测".encode(), "l:2: title_zh: '北京体检' is not parted"),
    "no city": ("名单,城市,标题\n国际,,体检\n".encode(), "l:2: city: nothing is written here"),
    "a column twice": (
        "名单,城市,标题,案例名称\n国际,北京,体检,体检\n".encode(),
        "l:1: 标题: the column appears twice",
    ),
    "a wrong position": ("名单,城市,标题,序号\n国际,北京,体检,0\n".encode(), "l:2: position: '0' is not a positive"),
    "markup": ("国际\n北京 <b>体检</b>\n中国\n合肥 监测".encode(), "l:2: title_zh: '<b>体检</b>' holds markup"),
    "characters not seen": (
        "国际\n北京 体\u202e检\n中国\n合肥 监测".encode(),
        "l:2: title_zh: '体\\u202e检' holds characters",
    ),
    "a line twice": (
        "国际\n北京 体检\n北京 体 检\n中国\n合肥 监测".encode(),
        "l:3: title_zh: '体 检' stands already in row 2",
    ),
    "a novel": (
        "国际\n北京 ".encode() + "体".encode() * 301 + "\n中国\n合肥 监测".encode(),
        "l:2: title_zh: the title has 301",
    ),
    "an open quotation mark": (
        '名单,城市,标题\n国际,北京,"体检\n国际,横滨,议事'.encode(),
        "l:2: a quotation mark is not closed",
    ),
    "too many rows": (("国际\n" + "北京 体检\n" * (MAX_ROWS + 1)).encode(), "l: there are more than 20000 rows"),
    "headings alone": ("国际\n中国\n".encode(), "l: the file holds no case"),
}


@pytest.mark.parametrize(("raw", "first"), BAD.values(), ids=BAD)
def test_what_cannot_be_taken_is_said_with_its_place(raw: bytes, first: str) -> None:
    blocking = [fault for fault in read_listing(raw, "l").faults if fault.blocking]
    assert blocking[0].text(EN).startswith(first)
    assert translator("zh").gettext(blocking[0].message) != blocking[0].message


def test_a_column_that_no_list_has_is_left_out_and_said() -> None:
    listing = read_listing("名单,城市,标题,电话\n国际,北京,体检,110\n".encode(), "l.csv")
    assert (told(listing)[0][2:], said(listing)) == (
        ("北京", "体检"),
        ["l.csv:1: 电话: the column is not one of a list and was left out"],
    )


@pytest.mark.parametrize("change", [lambda text: text.upper(), lambda text: text.replace("\n", "\r\n")])
def test_line_ends_and_case_of_english_say_nothing(change: Callable[[str], str]) -> None:
    assert told(read_listing(change(FORMS["English headings"]).encode(), "l")) == TOLD


def test_every_title_of_an_edition_survives_gb18030() -> None:
    told_once = told(read_listing(LIST.encode(), "l"))
    assert told(read_listing(LIST.encode("gb18030"), "l")) == told_once


def test_a_printed_number_that_does_not_follow_is_a_remark() -> None:
    text = "国际\n1. 北京 体检\n2. 横滨 议事\n4. 悉尼 广场\n中国\n5. 合肥 监测\n6. 杭州 大脑\n"
    listing = read_listing(text.encode(), "l")
    assert said(listing) == ["l:4: the number '4' stands behind 2: see that no line is missing or out of order"]
    assert [position for _, position, *_ in told(listing)] == ["1", "2", "3", "1", "2"]


def test_a_break_within_a_cell_is_layout() -> None:
    listing = read_listing('名单,城市,标题\n国际,北京,"城市\n体检"\n'.encode(), "l")
    assert (told(listing)[0][3], said(listing)) == ("城市 体检", [])


@given(raw=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_are_too_odd_to_be_answered(raw: bytes) -> None:
    listing = read_listing(raw, "l")
    assert listing.faults or len(listing.lines)
    assert all(fault.text(EN).startswith("l:") for fault in listing.faults)


@pytest.mark.parametrize("line", [f"A{' ' * 10**6}b", f"1.{' ' * 10**6}b", "<a" * 10**6, "国" * 10**6])
def test_a_line_without_an_end_is_refused_at_once(line: str) -> None:
    started = time.perf_counter()
    assert any(fault.blocking for fault in read_listing(line.encode(), "l").faults)
    assert time.perf_counter() - started < 3


def test_10_000_rows_are_read() -> None:
    lines = [f"北京 第{number}号案例" for number in range(10_000)]
    listing = read_listing("\n".join(["国际", *lines[:5000], "中国", *lines[5000:]]).encode(), "l")
    assert (len(listing.lines), said(listing)) == (10_000, [])
