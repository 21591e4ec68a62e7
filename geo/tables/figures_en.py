"""Figures of an English sentence: 150 million, 38 articles, one-third, the 1990s, July 2016, twenty-two."""

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, groupby
from typing import Final

from geo.tables.numerals import (
    DIGITS,
    HALF,
    MONTHS,
    Figure,
    Language,
    Number,
    Part,
    Reading,
    build_numbers,
    read_decade,
    read_digits,
    read_hour,
    read_percent,
    read_plain,
    read_span,
    read_together,
    read_vaguely,
    spread,
)

_CARDINALS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ORDINALS: Final = (
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS: Final = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")  # -y, -ieth
_AMOUNTS: Final = (
    {word: Fraction(number) for number, word in enumerate(_CARDINALS)}
    | {word: Fraction(number) for number, word in enumerate(_ORDINALS, 2)}
    | {word + end: Fraction(10 * number) for number, word in enumerate(_TENS, 2) for end in ("y", "ieth")}
    | {"first": Fraction(1), "half": HALF, "a quarter of": HALF / 2}
)
_SCALES: Final = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_PLURALS: Final = {"tens": 10} | {f"{scale}s": amount for scale, amount in _SCALES.items()}
_SHORT_SCALES: Final = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_ALL_SCALES: Final = _SCALES | _PLURALS | _SHORT_SCALES
_LARGE: Final = 10**3  # a thousand and more multiply all that stands before them
_SHARES: Final = {f"{word}s": number for number, word in enumerate(_ORDINALS[1:9], 3)} | {"halves": 2, "quarters": 4}
_ONE_SHARE: Final = {word.removesuffix("s"): number for word, number in _SHARES.items()} | {"half": 2}
_AND_A_HALF: Final = ("and a half", "and-a-half")


def _choose(words: Iterable[str]) -> str:
    """Return a pattern of any of `words`, small or with a capital; the first letter alone refuses most of a text."""
    grouped = groupby(sorted(words, reverse=True), key=lambda word: word[0])
    tails = ((letter, "|".join(word[1:] for word in group)) for letter, group in grouped)
    return "|".join(f"[{letter.upper()}{letter}](?:{tail})" for letter, tail in tails)


_STARTING: Final = [word for word in (*_AMOUNTS, *_SCALES, *_PLURALS) if word != "first"]  # twenty-first counts
_FOLLOWING: Final = (*_STARTING, *_SHARES, *_ONE_SHARE, *_AND_A_HALF, "first")
_WORDS: Final = (
    rf"(?:{_choose(_STARTING)})(?:\b|(?=fold\b))"
    rf"(?:[- ](?:and |of |a )?(?:{_choose(_FOLLOWING)})\b){{0,7}}"
)
_SCALED: Final = rf"{DIGITS}(?:[- ]?(?:(?i:{'|'.join(sorted(_ALL_SCALES, reverse=True))})\b)){{0,2}}"
_NUMBER: Final = rf"(?:{_SCALED}|{_WORDS})"
_CONNECTED: Final = r"(?:[-–—~]| [-–—~] |[- ](?:to|or|and|in|out of)[- ])"
_NUMBERS: Final = rf"{_NUMBER}(?:(?:{_CONNECTED}|[/:×x.]){_NUMBER}){{0,3}}"
_AFTER: Final = (
    r"[%％‰]|[- ](?:[%％‰]|per ?cent(?:age points?)?\b|pct\b|fold\b|decades\b|centuries\b"
    r"|years (?:later|earlier|before|after|ago|on)\b|(?:an?[- ])?(?:hour|year)\b|[ap]\.?m\b)"
    r"|(?:st|nd|rd|th|s|fold|[ap]m)\b"
)
_SHORT_MONTHS: Final = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTH: Final = rf"(?:{'|'.join(MONTHS)})\b|(?:{_SHORT_MONTHS})(?=\.? \d)|(?<=\d.)(?:{_SHORT_MONTHS})\b"
# What no figure can begin with is passed over first, as nearly all of a text is.
_CAPITALS: Final = "".join(sorted({word[0].upper() for word in (*_STARTING, *MONTHS)}))
_BEGINNING: Final = rf"\d|[{_CAPITALS}]|{'|'.join(sorted({word[:3] for word in _STARTING}))}"
_PHRASE: Final = re.compile(rf"[^0-9A-Za-z](?={_BEGINNING})(?<!\d\.)(?:{_NUMBERS}(?:{_AFTER})?|{_MONTH})")

_WHOLE_PHRASE: Final = re.compile(rf"(?P<numbers>{_NUMBERS})(?P<after>{_AFTER})?")
_CONNECTION: Final = re.compile(_CONNECTED)
_EACH_NUMBER: Final = re.compile(_NUMBER)
_AMONG: Final = re.compile("[- ](?:in|out of)[- ]")
_PARTS: Final = re.compile(
    rf"([- ]?(?:(?:and |of |a )(?!a half|quarter of))?)({DIGITS}|and[- ]a[- ]half|[Aa] quarter of|[A-Za-z]+)"
)
_LEADING: Final = re.compile(r"\A[- ](?:and |of |a )?")
_MONTH_OF: Final = {month[:3]: month for month in MONTHS}

# What may stand after a number and changes what it says.
_TELLING: Final = re.compile(
    ".?(?:(?P<percent>[%％]|per ?cent|pct)|(?P<mille>‰)|(?P<clock>[ap].?m)|(?P<tens>decades)|(?P<hundreds>centuries)"
    "|(?P<hour>.*hour)|(?P<span>years )|(?P<year>.*year))|(?P<decade>s)"
)


def _read_figures(text: str) -> list[Figure]:
    """Return the figures of the English `text` in their order."""
    return list(chain.from_iterable(map(_read_phrase, _PHRASE.findall(" " + text))))


@lru_cache(maxsize=2**15)
def _read_phrase(phrase: str) -> tuple[Figure, ...]:
    """Return the figures of a `phrase` and the character before it: a month, or connected numbers with what follows."""
    if plain := read_plain(phrase[1:]):
        return plain
    if month := _MONTH_OF.get(phrase[1:4]):
        return (Figure(phrase[1:], frozenset({month})),)
    found = _WHOLE_PHRASE.fullmatch(phrase, 1)
    if not found:
        return ()
    return tuple(read_together(found["numbers"], _CONNECTION) or _read_numbers(found["numbers"], found["after"] or ""))


def _read_numbers(connected: str, after: str) -> list[Figure]:
    """Return the figures of `connected` numbers, with what stands `after` them."""
    numbers = [number for run in _EACH_NUMBER.findall(connected) for number in _build_run(run)]
    share = _read_share(numbers) if _AMONG.search(connected) else set()
    said = (frozenset(readings | share) for readings in spread(numbers, lambda number: _say(number, after)))
    shown = [number.written for number in numbers]
    shown[-1] += after if _TELLING.match(after) else ""
    return [Figure(*parts) for parts in zip(shown, said, map(_counts, numbers), strict=True)]


def _read_share(numbers: Sequence[Number]) -> set[Reading]:
    """Return the share that is said as nine in ten, or two out of three."""
    some, whole = numbers[0].value, numbers[-1].value
    return {float(some / whole)} if some < whole else set()


def _build_run(run: str) -> list[Number]:
    """Return the numbers of a `run` of digits and words."""
    parts: list[Part] = []
    for space, word in _PARTS.findall(run):
        parts.append(_read_part(space + word, word.lower(), after_one=bool(parts) and parts[-1].amount == 1))
    return [number._replace(written=_LEADING.sub("", number.written)) for number in build_numbers(parts, _LARGE)]


def _read_part(written: str, word: str, *, after_one: bool) -> Part:
    """Return what a `word` of a run is; thirds are a share, and so is third after one."""
    if word[0].isdigit():
        return Part(written, read_digits(word))
    share = _SHARES.get(word) or (_ONE_SHARE.get(word) if after_one else None)
    if share:
        return Part(written, Fraction(1, share), is_scale=True)
    if word in _ALL_SCALES:
        return Part(written, Fraction(_ALL_SCALES[word]), is_scale=True)
    if word in _AND_A_HALF:
        return Part(written, HALF, adds=True)
    return Part(written, _AMOUNTS.get(word))


def _say(number: Number, after: str) -> set[Reading]:
    """Return all that `number` may say with what stands `after` it."""
    telling = _TELLING.match(after)
    return _SAY[telling.lastgroup or ""](number.value) if telling else {float(number.value), *_say_besides(number)}


def _say_besides(number: Number) -> set[Reading]:
    """Return what else `number` may say: hundreds are vague, 5m may be metres, a third a share, the second another."""
    word = number.written.lower()
    said: set[Reading] = set()
    if number.bare:
        said.add(read_vaguely(Fraction(10) if number.value == _SCALES["dozen"] else number.value))
    if number.scale > 1 and word[-1] in _SHORT_SCALES:
        said.add(float(number.value / number.scale))
    if word in _ONE_SHARE:
        said.add(1 / _ONE_SHARE[word])
    if word == "second":
        said.add("another")
    return said


_SAY: Final[dict[str, Callable[[Fraction], set[Reading]]]] = {
    "percent": lambda value: {read_percent(value)},
    "mille": lambda value: {read_percent(value / 10)},
    "decade": read_decade,
    "clock": read_hour,
    "tens": lambda value: {float(value), float(value * 10)},
    "hundreds": lambda value: {float(value), float(value * 100)},
    "hour": lambda value: {float(value), 30.0 if value == HALF else float(value)},
    "year": lambda value: {float(value), 6.0 if value == HALF else float(value)},
    "span": lambda value: {float(value), read_span(float(value))},
}


def _counts(number: Number) -> bool:
    """Return whether `number` is a figure; a mere one mostly is none."""
    return number.written[0].isdigit() or number.value.denominator > 1 or number.value > 1


# What holds figures and counts nothing; May may be a verb or a name, where nothing says that it is a month.
_SERVICE: Final = (
    r"(?:[- ](?:government|city|public|service|services|municipal|market|mayor’s|residents’|citizens?’?|complaints?"
    r"|non-emergency|emergency|telephone|phone)){0,4}[- ](?:hotline|helpline|line|call centre|number)\b"
)
_BEFORE_MONTH: Final = "in |by |of |on |to |mid-|late |last |each |since |until |early |every "
_NAMES: Final = re.compile(
    r"\b(?=[A-Z\dcped])(?:[A-Z]{2,8}[- ](?!(?:19|20)\d\d\b)\d{1,9}+(?:\.\d{1,9}+)?+(?![,%]| (?:per|million|billion))"
    rf"|[A-Z]-\d{{1,9}}+|[Cc]ovid-19|123\d\d\b|\d{{3,6}}+{_SERVICE}|(?:per|each|every) second\b"
    r"|(?:dial|call|phone) \d{3,8}+\b"
    rf"|May\b(?! \d)(?<!\d May){''.join(rf'(?<!{word}May)' for word in _BEFORE_MONTH.split('|'))})"
)

# Words that say a figure without a numeral, and Roman numerals.
_SAID: Final[dict[Reading, str]] = {
    0.0: "zero|no|none|nil|without|under|up to",
    0.25: "quarter",
    0.5: "halve[sd]?|halving|majority|semi-annual(?:ly)?|H[12]",
    1.0: r"first|[QH]1|single|once|only|another|(?-i:I)|an? (?:hour|minute|second|day|week|month|year|met|kilomet)\w*",
    2.0: r"both|next|following|fortnight|twice|doubl\w+|pair|couple|dual|twin|tripled?|secondary|[QH]2|(?-i:II)",
    3.0: "tripled?|trebled?|trio|tertiary|quadrupled?|Q3|(?-i:III)",
    4.0: "quadrupled?|quarterly|Q4|(?-i:IV)",
    5.0: "(?-i:V)",
    6.0: "half-year|half-yearly|(?-i:VI)",
    7.0: "(?:a|one) week|weekly|(?-i:VII)",
    10.0: "decades?|(?-i:X)",
    12.0: "noon|midday|(?:a|one) year",
    14.0: "fortnight|two weeks",
    24.0: "(?:round|around)[- ]the[- ]clock|day and night|(?:whole|all|a|one) day",
    60.0: "(?:an|one) hour",
    100.0: "century|centenary|centennial",
    365.0: "year-round|all year",
    "100%": "all|full|fully|whole|entire|entirely|every|complete|completely",
    "some 10": "decades",
    "some 100": "centuries",
}
ENGLISH: Final = Language(
    _read_figures,
    _NAMES,
    {reading: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for reading, words in _SAID.items()},
)
