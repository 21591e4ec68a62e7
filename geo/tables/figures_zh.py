"""Figures of a Chinese sentence: 1.5亿, 三十八条, 三分之一, 八成, 20世纪90年代, 2016年7月."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from geo.tables.numerals import (
    DIGITS,
    HALF,
    HUNDRED,
    MONTHS_OF_YEAR,
    Figure,
    Language,
    Number,
    Part,
    Reading,
    build_numbers,
    read_decade,
    read_digits,
    read_hour,
    read_month,
    read_percent,
    read_plain,
    read_span,
    read_together,
    read_vaguely,
    spread,
)

# Traditional characters and Korean scales as well, for evidence.
_UNITS: Final = dict(zip("〇零一二三四五六七八九两兩", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2), strict=True))
_SCALES: Final = dict(
    zip("十百千万亿萬億만억", (10, 100, 10**3, 10**4, 10**8, 10**4, 10**8, 10**4, 10**8), strict=True)
)
_LARGE: Final = 10**4  # 万 and 亿 multiply all that stands before them
_LARGEST_OF_NAMES: Final = 20  # 四川 and 十三陵 are names; a greater number in numerals counts wherever it stands

# After a numeral they say that things are counted; some do so only where they do not begin another word.
_MEASURES: Final = (
    "[个個項项条條名次年天周秒米元座栋棟幢套户家人件份类種种届批张枚辆号岁轮倍日章卷册篇例片株棵颗遍趟款点刻步吨亩克瓦]"
    "|所(?![有以在需])|处(?![理于置罚])|场(?![所景])|台(?![风湾])|组(?![织成合建])|支(?![持付撑部])|部(?![门委分署队])"
    "|间(?![隔断接])|层(?![面级])|时(?![期代间候段])|期(?![间望待])|位(?![于置])"
    "|小时|分钟|平方|立方|公[里顷斤]|千[米克]|厘米|毫米|季度|世纪|美元|欧元|英[镑里亩]|港[元币]|车次|方面|部门"
)
_ALL_UNITS: Final = "".join(_UNITS)
_SCALE: Final = f"[{''.join(_SCALES)}]"
_NUMERAL: Final = f"[{_ALL_UNITS}{''.join(_SCALES)}]"
_POINT: Final = rf"点[{_ALL_UNITS}]{{1,9}}+(?![十百刻分])"  # 八十五点五, but 八点五十分 is a time
_RUN: Final = rf"(?:{DIGITS}|{_NUMERAL}|[多余几来](?={_SCALE})|(?<={_NUMERAL}){_POINT}){{1,24}}+"
_CONNECTED: Final = "(?:[-–—~～至到或]|——)"
_RUNS: Final = rf"{_RUN}(?:(?:{_CONNECTED}|[/:：×xX*.]){_RUN}){{0,3}}"
_BEFORE: Final = rf"第|[几数近超逾](?={_SCALE})|[上成](?=[百千万亿](?!分))"
_TENTHS: Final = "成(?![立员为功本都熟交就效品型果长绩份不])[五半]?"
_AFTER: Final = (
    rf"年代|年[后前]|个?月(?![亮饼]|台[^风])|个?百分点|[%％‰]|分之{_RUN}|世纪{_RUN}年代|后|{_TENTHS}"
    rf"|[多余来几]?(?:{_MEASURES})半?|[多余来几半级]"
)
_PHRASE: Final = re.compile(
    rf"(?=[\d{_ALL_UNITS}{''.join(_SCALES)}第几数近超逾上成半])"
    rf"(?:(?:{_BEFORE})?{_RUNS}(?:{_AFTER})?|半(?:年|天|日|数|个?小时|个?[月工]))"
)

_WHOLE_PHRASE: Final = re.compile(rf"(?P<before>{_BEFORE})?(?P<runs>{_RUNS})(?P<after>{_AFTER})?")
_CONNECTION: Final = re.compile(_CONNECTED)
_EACH_RUN: Final = re.compile(_RUN)
_PARTS: Final = re.compile(rf"{DIGITS}|{_POINT}|[{_ALL_UNITS}]{{4}}|[{_ALL_UNITS}][〇零][{_ALL_UNITS}]?|.")
_HALVES: Final = {"年": 6, "天": 12, "小": 30, "月": 15}  # months, hours, minutes, days

# What may stand after a number and changes what it says; anything else only tells that it counts.
_TELLING: Final = re.compile(
    "(?P<fraction>分之)|(?P<decade>世纪.+年代|年代|后)|(?P<century>世纪)|(?P<percent>个?百分点|[%％])|(?P<mille>‰)"
    "|(?P<tenths>成)|(?P<month>月)|(?P<hour>[时点])|(?P<half>.*半)|(?P<span>年[后前])"
)
_SHARE: Final = re.compile("分之|世纪.+年代|年代|个?百分点|[%％‰成半]")
_THOUSANDS: Final = tuple("米克瓦")  # 5千米 is 5 km rather than 5,000 m
_BARE_SCALES: Final = tuple("百千万亿")
_AFTER_SCALE: Final = tuple("多余来几日天")  # 百日 counts, 百姓 and 万物 do not
_ONLY_COUNTING: Final = "年日个项条名次人件家户座处所"
_NO_MEASURE: Final = ("", "级", "后")


def _read_figures(text: str) -> list[Figure]:
    """Return the figures of the Chinese `text` in their order.

    Python before 3.11.5 finds empty phrases too: it misreads possessive groups (gh-106052).
    """
    return list(chain.from_iterable(map(_read_phrase, filter(None, _PHRASE.findall(text)))))


@lru_cache(maxsize=2**15)
def _read_phrase(phrase: str) -> tuple[Figure, ...]:
    """Return the figures of a `phrase`: connected numbers, with what stands before and after them."""
    if plain := read_plain(phrase.rstrip(_ONLY_COUNTING)):
        return plain
    if phrase[0] == "半":
        return (_read_half(phrase),)
    found = _WHOLE_PHRASE.fullmatch(phrase)
    if not found:
        return ()
    if together := read_together(found["runs"], _CONNECTION):
        return tuple(together)
    before, after = found["before"] or "", found["after"] or ""
    numbers = [number for run in _EACH_RUN.findall(found["runs"]) for number in _build_run(run)]
    said = map(frozenset, spread(numbers, lambda number: _say(number, after)))
    asked = [_counts(number, before, after) for number in numbers]
    return tuple(Figure(*parts) for parts in zip(_show(numbers, before, after), said, asked, strict=True))


def _read_half(phrase: str) -> Figure:
    """Return the figure of 半年 or 半小时, which are also 6 months and 30 minutes."""
    parts: set[Reading] = {float(number) for unit, number in _HALVES.items() if unit in phrase}
    return Figure("半", frozenset(parts | {float(HALF)}))


def _build_run(run: str) -> list[Number]:
    """Return the numbers of a `run` of digits and numerals; the 零 of 三百零五 only stands between."""
    parts = [_read_part(part) for part in _PARTS.findall(run)]
    if any(part.amount for part in parts):
        parts = [part if part.amount else part._replace(amount=None) for part in parts]
    return build_numbers(parts, _LARGE)


def _read_part(part: str) -> Part:
    """Return what a `part` of a run is: digits, a numeral, four numerals in the place of digits (二〇一六), or 多."""
    if part in _SCALES:
        return Part(part, Fraction(_SCALES[part]), is_scale=True)
    if part[0].isdigit():
        return Part(part, read_digits(part))
    digits = "".join(str(_UNITS[numeral]) for numeral in part if numeral in _UNITS)
    if part[0] == "点" and digits:
        return Part(part, Fraction(f"0.{digits}"), adds=True)
    return Part(part, Fraction(digits) if digits else None)


def _show(numbers: Sequence[Number], before: str, after: str) -> list[str]:
    """Return `numbers` as a message shows them: with what tells what they say, without what they count."""
    shown = [number.written for number in numbers]
    shown[0] = before + shown[0]
    shown[-1] += after if _TELLING.match(after) else ""
    return shown


def _say(number: Number, after: str) -> set[Reading]:
    """Return all that `number` may say with what stands `after` it."""
    telling = _TELLING.match(after)
    if telling and not (telling["month"] and number.written.endswith("两")):  # 两月 are two months
        return _SAY[telling.lastgroup or ""](number.value, after)
    said: set[Reading] = {float(number.value)}
    if number.bare:
        said.add(read_vaguely(number.value))
    if number.written[-1] == "千" and after[:1] in _THOUSANDS:
        said.add(float(number.value / 1000))
    return said


def _say_fraction(value: Fraction, after: str) -> set[Reading]:
    """Return the fraction: 三分之二, 百分之九十七."""
    part = _build_run(after.removeprefix("分之"))[0].value
    return {read_percent(part * HUNDRED / value)} if value else set()


def _say_decade(value: Fraction, after: str) -> set[Reading]:
    """Return the decade: 20世纪90年代, 90年代, 90后."""
    if not after.startswith("世纪"):
        return read_decade(value)
    return read_decade((value - 1) * HUNDRED + _build_run(after.removeprefix("世纪"))[0].value)


def _say_half(value: Fraction, after: str) -> set[Reading]:
    """Return what 一半 says, and 两年半."""
    if after == "半":
        return {float(value * HALF)}
    months = [float((value + HALF) * MONTHS_OF_YEAR)] if after.startswith("年") else []
    return {float(value), float(value + HALF), *months}


_SAY: Final[dict[str, Callable[[Fraction, str], set[Reading]]]] = {
    "fraction": _say_fraction,
    "decade": _say_decade,
    "century": lambda value, _: {float(value), f"{int(value - 1)}00s"},
    "percent": lambda value, _: {read_percent(value)},
    "mille": lambda value, _: {read_percent(value / 10)},
    "tenths": lambda value, after: {read_percent(value * 10 + (5 if after[1:] else 0))},
    "month": lambda value, _: {read_month(value)},
    "hour": lambda value, _: read_hour(value),
    "half": _say_half,
    "span": lambda value, _: {float(value), read_span(float(value))},
}


def _counts(number: Number, before: str, after: str) -> bool:
    """Return whether `number` is a figure; one in numerals may be part of a word or name, and 一 mostly is."""
    if any(map(str.isdigit, number.written)) or _SHARE.match(after):
        return True
    if number.value <= 1:
        return False
    if number.written in _BARE_SCALES and not before:
        return after[:1] in _AFTER_SCALE
    measured = after not in _NO_MEASURE or (after == "级" and number.value >= _LARGE)
    return bool(before) or measured or (number.value > _LARGEST_OF_NAMES and not number.bare)


# What holds digits or numerals and counts nothing: idioms, places (三元桥, 九台区), weekdays, numbers of services and
# whatever follows a letter (C40, PM2.5). Of a list that is cut short (等五个) English may say five or how many others.
_IDIOMS: Final = "成千上万|成百上千|千家万户|万家灯火|百家争鸣|三番五次|三天两头|一年四季|三位一体|百分百|万一|一五一十"
_PLACES: Final = f"[{_ALL_UNITS}十](?:台[县区河山]|元[区桥里]|步区|家渠|公山)"
_SERVICE: Final = r"(?:政务|政府|公共|公开|服务|便民|市民|市长|城市|非?紧急|投诉){0,5}(?:热线|专线|电话|工单)"
_LETTERED: Final = rf"[A-Za-z][- ]?\d{{1,9}}+(?:\.\d{{1,9}}+)?+(?![\d年万亿%％]|[多余]?(?:{_MEASURES}))"
_SECTORS: Final = "第[一二三](?:产业|方(?![面向式案法位略]))"
_CONGRESSES: Final = rf"{_NUMERAL}{{1,3}}届(?:人大|政协|全国|中央|常委)"
_NAMES: Final = re.compile(
    rf"{_IDIOMS}|{_PLACES}|{_LETTERED}|\d{{3,6}}+{_SERVICE}|(?:拨打?|致电)\d{{3,8}}+|123\d\d(?!\d)"
    rf"|(?:星期|周){_NUMERAL}|{_SECTORS}|{_CONGRESSES}|等{_RUN}"
)

# Words that say a figure without a numeral.
_SAID: Final[dict[Reading, str]] = {
    0.0: "[无没未]",
    0.5: "半",
    1.0: "[首头单独]|唯一|元旦",
    2.0: "(?<!西)双|俩|翻一?番|翻了一番|一倍|下半年",
    6.0: "半年",
    7.0: "一周",
    12.0: "正午|中午|一打|全年|一年",
    14.0: "两周",
    15.0: "一刻钟",
    24.0: "全天|昼夜|日夜|一天",
    30.0: "半个?小时",
    60.0: "一个?小时",
    100.0: "世纪",
    "100%": "全部|全都|全数|全员|全覆盖|完全|所有|一切",
    "another": "另一|另外一|又一|再[次度]|次于|其次",
    "January": "元月|元旦",
}
CHINESE: Final = Language(_read_figures, _NAMES, {reading: re.compile(words) for reading, words in _SAID.items()})


# ---- lists ----

_CLAUSE_END: Final = re.compile("[，。；：！？]")
_AND: Final = re.compile("[、和及]|(?<![参给])与")
_COUNT: Final = re.compile(rf"(?P<cut>等)(?P<all>{_RUN})|(?<![\d、]){_NUMERAL}{{1,4}}+")
_MAX_LIST_CHARS: Final = 80


class Counts(NamedTuple):
    """What numerals say of a list before them that English need not say, or may say otherwise.

    `sums` only sum it up: A、B和C三个项目. `rests` are how many are left where it names some and counts all: of
    A、B等五个 English may say three others.
    """

    sums: set[Reading]
    rests: set[Reading]


@lru_cache(maxsize=1)  # each figure of a text asks for it
def read_counts(text: str) -> Counts:
    """Return what numerals in `text` say of lists."""
    counts = Counts(set(), set())
    for found in _COUNT.finditer(text):
        before = text[max(0, found.start() - _MAX_LIST_CHARS) : found.start()]
        listed = _AND.split(_CLAUSE_END.split(before)[-1])
        value = float(_build_run(found["all"] or found[0])[0].value)
        if found["cut"]:
            counts.rests.add(value - len(listed))
        elif listed[-1] and value == len(listed) > 1:
            counts.sums.add(value)
    return counts
