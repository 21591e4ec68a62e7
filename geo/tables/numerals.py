"""Numbers from their parts: the digits, words and scales of which Chinese and English make them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

# What a figure says: a number, or a text for what is no plain number: a month ("July"), a decade ("1990s"), a vague
# number ("some 100" for hundreds), a time between two years ("10 years") and the whole ("100%", which is not one).
Reading = float | str
Readings = frozenset[Reading]

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS_OF_YEAR: Final = 12
HUNDRED: Final = 100
HALF: Final = Fraction(1, 2)

# The lengths have bounds, here and in the patterns of the languages, so that no text takes longer than its length: a
# number that is longer is read in pieces. Letters after digits make a name of them: 5G, 3D.
DIGITS: Final = (
    r"(?:\d{1,3}(?:[,， \u00a0\u2009\u202f]\d{3}){1,5}+(?!\d)|\d{1,15}+)(?:[.．]\d{1,9}+)?+(?![GDS](?![A-Za-z]))"
)
_MARKS: Final = str.maketrans("．", ".", ",， \u00a0\u2009\u202f")

# Digits that mean something together: 24/7, 2019-09-24, 24.9.2019, 2019/20, 15:30, 1/3.
_MARK: Final = re.compile("[-/.:：×xX*–—]")
_ALL_HOURS: Final = re.compile(r"24[/×xX*]7|7[×xX*]24")
_DAY: Final = re.compile(r"((?:19|20)\d\d)[-/.](\d\d?)[-/.](\d\d?)")
_DAY_FIRST: Final = re.compile(r"(\d\d?)[/.](\d\d?)[/.]((?:19|20)\d\d)")
_TWO_YEARS: Final = re.compile(r"((?:19|20)\d\d)[-/–—](\d\d)")
_CLOCK: Final = re.compile(r"(\d\d?)[:：](\d\d)")
_FRACTION: Final = re.compile(r"([1-9])/([2-9]|10)")

_HOURS_OF_CLOCK: Final = 12


class Figure(NamedTuple):
    """A figure as it is `written`, all that it may say, and whether the other language is asked to say it too."""

    written: str
    readings: Readings
    asked: bool = True


class Language(NamedTuple):
    """How figures are read in a language.

    `names` find what holds digits or numerals and is no figure, `said` the words that say a figure without a numeral.
    """

    read: Callable[[str], list[Figure]]
    names: re.Pattern[str]
    said: Mapping[Reading, re.Pattern[str]]


class Part(NamedTuple):
    """A part of a number as it is `written`: its `amount`, None if it has none (多), and what that does.

    A scale multiplies what stands before it; what `adds` is added to it: and a half, 点五.
    """

    written: str
    amount: Fraction | None
    is_scale: bool = False
    adds: bool = False


class Number(NamedTuple):
    """A number as it is `written`; a `bare` one is nothing but scales (千万, hundreds), `scale` is how it ends."""

    written: str
    value: Fraction
    bare: bool
    scale: Fraction


# ---- what a number says ----


def read_digits(digits: str) -> Fraction:
    """Return the number that `digits`, half or full width, with decimal and thousands marks are."""
    return Fraction(digits.translate(_MARKS))


def read_plain(written: str) -> tuple[Figure, ...]:
    """Return the figure that `written` is if it is nothing but digits, as most are: it is the least work."""
    digits = written.replace(",", "")
    return (Figure(written, frozenset({float(digits)})),) if digits.isdecimal() else ()


def read_percent(value: Fraction) -> Reading:
    """Return what `value` percent says: 25% is a quarter, but 100% is not one."""
    return "100%" if value == HUNDRED else float(value / HUNDRED)


def read_vaguely(value: Fraction) -> Reading:
    """Return what the plural of the scale `value` says, such as hundreds."""
    return f"some {float(value):g}"


def read_span(years: float) -> Reading:
    """Return a time of so many `years`, which two dates say as well."""
    return f"{years:g} years"


def read_decade(value: Fraction) -> set[Reading]:
    """Return the decades that 1990 or 90 may be; 90 is also itself, as 90岁 or the over-90s."""
    if value % 10:
        return {float(value)}
    years = int(value)
    return {f"{years}s"} if years >= HUNDRED else {f"19{years:02}s", f"20{years:02}s", float(years)}


def read_month(number: Fraction) -> Reading:
    """Return the month `number`, or the number if there is no such month."""
    return MONTHS[int(number) - 1] if number in range(1, MONTHS_OF_YEAR + 1) else float(number)


def read_hour(hour: Fraction) -> set[Reading]:
    """Return the hours of the day that `hour` may be on a clock face."""
    other = hour + _HOURS_OF_CLOCK if hour <= _HOURS_OF_CLOCK else hour - _HOURS_OF_CLOCK
    return {float(hour), float(other)}


# ---- digits that mean something together ----


def read_together(written: str, connection: re.Pattern[str]) -> list[Figure]:
    """Return the figures of digits that mean something together by a mark; none if these do not.

    Where a `connection` parts them, they may do so on either side: 9:30–11:30.
    """
    if not _MARK.search(written):
        return []
    whole = _read_whole(written)
    pieces = [] if whole else [_read_whole(piece) for piece in connection.split(written)]
    return whole or ([figure for piece in pieces for figure in piece] if all(pieces) else [])


def _read_whole(written: str) -> list[Figure]:
    """Return the figures of digits that mean something together as a whole."""
    for pattern, read in _TOGETHER:
        if found := pattern.fullmatch(written):
            return [Figure(digits, frozenset(said)) for digits, said in read(found) if said]
    return []


def _read_day(found: re.Match[str]) -> list[tuple[str, set[Reading]]]:
    """Return year, month and day."""
    year, month, day = found.groups()
    return [(year, {float(year)}), (month, {read_month(Fraction(month))}), (day, {float(day)})]


def _read_day_first(found: re.Match[str]) -> list[tuple[str, set[Reading]]]:
    """Return day, month and year, where either of the first two may be the month."""
    *either, year = found.groups()
    return [*((number, {float(number), read_month(Fraction(number))}) for number in either), (year, {float(year)})]


def _read_two_years(found: re.Match[str]) -> list[tuple[str, set[Reading]]]:
    """Return both years; the second may also be a month."""
    year, other = found.groups()
    return [(year, {float(year)}), (other, {float(other), float(f"20{other}"), read_month(Fraction(other))})]


def _read_clock(found: re.Match[str]) -> list[tuple[str, set[Reading]]]:
    """Return hour and minute; the full hour has none, and half past is also a half."""
    hour, minute = found.groups()
    minutes: dict[int, set[Reading]] = {0: set(), 30: {30.0, float(HALF)}}
    return [(hour, read_hour(Fraction(hour))), (minute, minutes.get(int(minute), {float(minute)}))]


_Read = Callable[[re.Match[str]], list[tuple[str, set[Reading]]]]
_TOGETHER: Final[tuple[tuple[re.Pattern[str], _Read], ...]] = (
    (_ALL_HOURS, lambda found: [(found[0], {24.0})]),
    (_DAY, _read_day),
    (_DAY_FIRST, _read_day_first),
    (_TWO_YEARS, _read_two_years),
    (_CLOCK, _read_clock),
    (_FRACTION, lambda found: [(found[0], {float(Fraction(found[0]))})]),
)


# ---- numbers from parts ----


def build_numbers(parts: Iterable[Part], least_large: int) -> list[Number]:
    """Return the numbers that `parts` make, each as long as it can be: 十四五 is 14 and 5, 两三百 is 2 and 300.

    A scale of `least_large` or more multiplies all that stands before it: 3千万, two hundred thousand.
    """
    groups: list[list[Part]] = []
    for part in parts:
        if groups and not _begins(groups[-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [_build(group, least_large) for group in groups if any(part.amount is not None for part in group)]


_TENS: Final = range(20, 100, 10)
_NOTHING: Final = Fraction(0)


def _begins(group: Sequence[Part], part: Part) -> bool:
    """Return whether `part` is of another number than `group`: an amount is, but after a scale or units after tens."""
    before = next((known for known in reversed(group) if known.amount is not None), None)
    if not before or before.is_scale or part.is_scale or part.adds or part.amount is None:
        return False
    return not (before.amount in _TENS and 1 <= part.amount < _TENS.step)


def _build(group: Sequence[Part], least_large: int) -> Number:
    """Return the number of one `group` of parts."""
    written = "".join(part.written for part in group)
    known = [(part.amount, part.is_scale) for part in group if part.amount is not None]
    return Number(written, _multiply(known, least_large), all(scale for _, scale in known), _multiply_end(known))


def _multiply(known: Iterable[tuple[Fraction, bool]], least_large: int) -> Fraction:
    """Return the value of a number, from its amounts and whether each of them multiplies.

    A scale multiplies the units before it, a large one also the smaller scales, and the large ones that are smaller.
    """
    total = section = unit = largest = _NOTHING
    for amount, is_scale in known:
        if not is_scale:
            unit += amount
        elif amount < least_large:
            section, unit = section + (unit or 1) * amount, _NOTHING
        elif amount > largest:
            total, section, unit, largest = (total + section + unit or 1) * amount, _NOTHING, _NOTHING, amount
        else:
            total, section, unit = total + (section + unit or 1) * amount, _NOTHING, _NOTHING
    return total + section + unit


def _multiply_end(known: Sequence[tuple[Fraction, bool]]) -> Fraction:
    """Return the product of the scales at the end of a number."""
    product = Fraction(1)
    for amount, is_scale in reversed(known):
        if not is_scale:
            break
        product *= amount
    return product


def spread(numbers: Sequence[Number], say: Callable[[Number], set[Reading]]) -> list[set[Reading]]:
    """Return what each of `numbers` says; those before the last also alone, and with its scale: 3 to 5 million."""
    *first, last = numbers
    scaled = [say(number._replace(value=number.value * last.scale)) for number in first]
    alone = [{float(number.value), *say(number)} for number in first]
    return [*(one | other for one, other in zip(alone, scaled, strict=True)), say(last)]
