"""Where symbols and names stand on a printed map: nothing upon anything else, with a hair line to what stands apart."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.publish.paper.print_land import Array, Box, Point, Segment

# Widths in hundredths of an em of the characters from the space to the tilde: the wider of Noto Sans CJK and Liberation
# Sans, and 3 % more.
LETTERS: Final = (
    29, 34, 49, 58, 58, 95, 71, 29, 35, 35, 49, 61, 29, 36, 29, 41, 58, 58, 58, 58, 58, 58, 58, 58, 58, 58,
    29, 29, 61, 61, 61, 58, 105, 69, 69, 75, 75, 69, 63, 81, 75, 31, 56, 69, 58, 86, 75, 81, 69, 81, 75, 69,
    63, 75, 69, 98, 69, 69, 63, 35, 41, 35, 58, 58, 63, 58, 64, 53, 64, 58, 34, 59, 63, 29, 29, 57, 30, 96,
    63, 63, 64, 64, 40, 52, 39, 63, 54, 83, 52, 54, 52, 35, 28, 35, 61,
)  # fmt: skip
FIRST_LETTER: Final = 32  # the space
OTHER_EM: Final = 0.68  # of a letter with an accent, or of another script
WIDE: Final = "WFA"  # East Asian widths of characters as wide as high
LINE_HEIGHT_EM: Final = 1.15  # from one line of a name to the next
ASCENT_EM: Final = 0.9  # from the upper edge of a line to its baseline
SECOND_EM: Final = 0.8  # size of the name in the second language, of that in the first

GAPS_EM: Final = (0.22, 0.5, 0.9, 1.4, 2.0, 2.8, 3.8, 5.0)  # between a symbol and its name
LEADER_EM: Final = 0.7  # from this gap on a hair line leads to the name
STEPS: Final = (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)  # of a name along the side of its symbol
SIDES: Final = (  # where a name stands beside its symbol, to the right and down, the best first
    *((1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (1.0, -0.5), (1.0, 0.5), (-1.0, -0.5), (-1.0, 0.5)),
    *((across, down) for across in STEPS for down in (-1.0, 1.0) if across),
)
WORSE_EM: Final = 0.01  # that each is worse than the one before
CLEAR_EM: Final = 0.12  # between a name and whatever else
NEARER_EM: Final = 0.15  # by which a name is nearer to its own symbol than to any other
LONELY_EM: Final = 0.35  # between a name with a hair line and any symbol
MAX_SPOTS: Final = 2400  # of all names together, among which they are chosen
LEAST_SPOTS: Final = 8  # of one
MAX_TIRED: Final = 120  # times that weights grow without a better choice
FIRST_WEIGHT, MORE_WEIGHT = 4.0, 1.0  # em that a name goes farther off for not standing on another; more each turn
LEAST_GAIN: Final = 1e-9  # em
MUCH: Final = 1e3  # em, more than any name is off
TINY: Final = 1e-9
NOWHERE: Final[Segment] = ((-1e9, -1e9), (-1e9, -1e9))
FEW_LEFT: Final = 2  # names without room for whose sake the others are tried once more; of more there is no hope
APART_EM: Final = (0.2, 0.6, 1.2)  # between two symbols: more where names find no room
MAX_ROUNDS: Final = 200  # of moving symbols apart
PULL: Final = 0.02  # of the way back to its point, each round of the first half
TOLERANCE: Final = 0.999  # of the distance of two symbols that is enough


Flags = NDArray[np.bool_]


class Words(NamedTuple):
    """One line of a name: its language, text, size, left end of its baseline, and width as estimated."""

    language: str
    text: str
    size: float
    start: Point
    width: float


class Label(NamedTuple):
    """The name of a place: its box, the edge at which it is aligned (start, middle or end), lines and hair line."""

    box: Box
    anchor: str
    lines: Sequence[Words]
    leader: Segment | None


class Wanted(NamedTuple):
    """A symbol, and its name by language, the first one large."""

    centre: Point
    radius: float
    names: Mapping[str, str]


class Taken(NamedTuple):
    """A frame, and what names must not stand on in it."""

    frame: Box
    boxes: Sequence[Box] = ()
    lines: Sequence[Segment] = ()


class Spot(NamedTuple):
    """A box that a name may take, how far (em) from its symbol, how it is aligned, and the line that leads there."""

    box: Box
    gap: float
    anchor: str
    leader: Segment | None


def measure_text(text: str, size: float) -> float:
    """Return how wide `text` is at most, set in `size`."""
    return size * sum(map(measure_letter, text))


def measure_letter(letter: str) -> float:
    """Return how wide a `letter` is, in em."""
    if FIRST_LETTER <= ord(letter) < FIRST_LETTER + len(LETTERS):
        return LETTERS[ord(letter) - FIRST_LETTER] / 100
    return 1.0 if unicodedata.east_asian_width(letter) in WIDE else OTHER_EM


def spread_and_name(asked: Sequence[Wanted], size: float, taken: Taken) -> tuple[list[Wanted], list[Label | None]]:
    """Return the symbols of `asked` near their points but apart, and their names, as `place_names` has them.

    They stand as near to each other as all names allow; if no distance does, at that which leaves the fewest.
    """
    found = []
    for gap in APART_EM:
        centres = spread(
            [symbol.centre for symbol in asked], [symbol.radius for symbol in asked], taken.frame, gap * size
        )
        wanted = [symbol._replace(centre=centre) for symbol, centre in zip(asked, centres, strict=True)]
        found.append((wanted, place_names(wanted, size, taken)))
        if not 0 < found[-1][1].count(None) <= FEW_LEFT:
            break
    return min(found, key=lambda it: it[1].count(None))


def spread(points: Sequence[Point], radii: Sequence[float], frame: Box, gap: float) -> list[Point]:
    """Return centres near `points` at which symbols of `radii` stand `gap` apart, as a whole in `frame`."""
    true = np.array(points, dtype=float).reshape(-1, 2)
    centres, reach = true.copy(), np.array(radii, dtype=float)
    apart = reach[:, None] + reach[None, :] + gap
    np.fill_diagonal(apart, 0)
    lower = np.stack([frame.x + reach + gap, frame.y + reach + gap], axis=1)
    upper = np.stack([frame.right - reach - gap, frame.bottom - reach - gap], axis=1)
    for turn in range(MAX_ROUNDS):
        centres = np.clip(centres, lower, np.maximum(lower, upper))
        push = push_apart(centres, apart)
        if not push.any():
            break
        centres += push
        if turn < MAX_ROUNDS / 2:
            centres += (true - centres) * PULL
    return [(float(x), float(y)) for x, y in centres]


def push_apart(centres: Array, apart: Array) -> Array:
    """Return how far each of `centres` moves so that every two come nearer to being `apart`; zeros if all are."""
    between = centres[:, None, :] - centres[None, :, :]
    there = np.hypot(between[..., 0], between[..., 1])
    order = np.arange(len(centres))
    same = there == 0  # two at one point part to the sides
    between[same, 0] = np.sign(order[:, None] - order)[same]
    lack = np.where(there < apart * TOLERANCE, apart - there, 0)
    return np.asarray((between / np.where(same, 1, there)[..., None] * (lack / 2)[..., None]).sum(axis=1))


def place_names(wanted: Sequence[Wanted], size: float, taken: Taken) -> list[Label | None]:
    """Return where the names of `wanted` stand: on no symbol, no other name and nothing that is `taken`.

    None is for a name that has no room.
    """
    room = Room(wanted, size, taken)
    most = max(MAX_SPOTS // max(len(wanted), 1), LEAST_SPOTS)
    spots = [room.list_spots(i)[:most] for i in range(len(wanted))]
    chosen = choose_spots(spots)
    return [spot and set_name(symbol.names, size, spot) for symbol, spot in zip(wanted, chosen, strict=True)]


class Room:
    """The room on a frame: symbols and what else does not move."""

    def __init__(self, wanted: Sequence[Wanted], size: float, taken: Taken) -> None:
        """Take what is there."""
        self.wanted, self.size, self.frame = wanted, size, taken.frame
        self.boxes, self.lines = list_edges(taken.boxes), np.array([*taken.lines], dtype=float).reshape(-1, 2, 2)
        self.symbols = list_edges([box_around(symbol.centre, symbol.radius) for symbol in wanted])

    def list_spots(self, i: int) -> list[Spot]:
        """Return the spots at which the name of symbol `i` may stand if no other name does, the nearest first.

        There it stands on nothing that does not move, and nearer to its own symbol than to any other.
        """
        spots = [*list_around(self.wanted[i], self.size)]
        boxes = list_edges([spot.box for spot in spots])
        clear = boxes + np.array([-1, -1, 1, 1]) * CLEAR_EM * self.size
        lines = np.array([spot.leader or NOWHERE for spot in spots])
        led = np.array([spot.leader is not None for spot in spots])
        gaps = measure_gaps(boxes, self.wanted)
        least = np.where(led, LONELY_EM * self.size, gaps[:, i] + NEARER_EM * self.size)
        off = (gaps >= least[:, None]) & ~run_through(lines, self.symbols)
        off[:, i] = True
        free = off.all(axis=1) & hold(self.frame, clear)
        free &= ~meet(clear, self.boxes).any(axis=1) & ~run_through(self.lines, clear).any(axis=0)
        return [spots[number] for number in np.flatnonzero(free)]


def list_edges(boxes: Sequence[Box]) -> Array:
    """Return left, upper, right and lower edge of each of `boxes`."""
    return np.array([(box.x, box.y, box.right, box.bottom) for box in boxes], dtype=float).reshape(-1, 4)


def measure_gaps(boxes: Array, symbols: Sequence[Wanted]) -> Array:
    """Return how far each of `boxes` (edges) is from each symbol."""
    x, y, radius = np.array([(*symbol.centre, symbol.radius) for symbol in symbols]).T
    left, top, right, bottom = (edge[:, None] for edge in boxes.T)
    across, down = np.maximum(left - x, x - right), np.maximum(top - y, y - bottom)
    return np.asarray(np.hypot(np.maximum(across, 0), np.maximum(down, 0)) - radius)


def hold(frame: Box, boxes: Array) -> Flags:
    """Return which of `boxes` (edges) lie in `frame` as a whole."""
    left, top, right, bottom = boxes.T
    return np.asarray((left >= frame.x) & (top >= frame.y) & (right <= frame.right) & (bottom <= frame.bottom))


def meet(boxes: Array, others: Array) -> Flags:
    """Return which of `boxes` and which of `others` (edges) have an area in common."""
    left, top, right, bottom = (edge[:, None] for edge in boxes.T)
    from_left, from_top, to_right, to_bottom = others.T
    return np.asarray((left < to_right) & (from_left < right) & (top < to_bottom) & (from_top < bottom))


def choose_spots(spots: Sequence[Sequence[Spot]]) -> list[Spot | None]:
    """Return one of the `spots` of each name, so that none are in each other's way and all as near as they can be.

    Each name in turn takes what is best beside where the others stand now; names that stay in each other's way weigh
    more from turn to turn, until they part. Source of the rule: P. Morris, "The Breakout Method for Escaping from Local
    Minima", AAAI 1993. Names that never part give way: None.
    """
    every = [spot for its in spots for spot in its]
    owner = np.repeat(np.arange(len(spots)), [len(its) for its in spots])
    named = [i for i, its in enumerate(spots) if its]
    if not named:
        return [None] * len(spots)
    rivals = find_clashes(every) & (owner[:, None] != owner[None, :])
    cost = np.array([spot.gap for spot in every])
    first = np.searchsorted(owner, named)
    now = part_names(rivals, cost, owner, first)
    found: list[Spot | None] = [None] * len(spots)
    for spot in drop_rivals(rivals, now):
        found[owner[spot]] = every[spot]
    return found


def part_names(rivals: Flags, cost: Array, owner: NDArray[np.int64], first: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a spot for each name, none in the way of another if that was found before it was `MAX_TIRED`.

    `rivals` says which spots are in each other's way, `cost` how far each is off (em), `owner` whose it is; from
    `first` on are those of each name that has any.
    """
    now, best = first.copy(), first.copy()
    ends = np.searchsorted(owner, owner[first], "right")
    weights = np.full(len(first), FIRST_WEIGHT)
    price = cost + FIRST_WEIGHT * rivals[now].sum(axis=0)
    least, tired = np.inf, 0
    while tired < MAX_TIRED:
        gains = price[now] - np.minimum.reduceat(price, first)
        name = int(gains.argmax())
        if gains[name] > LEAST_GAIN:
            spot = first[name] + int(price[first[name] : ends[name]].argmin())
            price += weights[name] * (rivals[spot].astype(float) - rivals[now[name]])
            now[name] = spot
            continue
        clashes = rivals[np.ix_(now, now)].any(axis=1)
        total = clashes.sum() * MUCH + cost[now].sum()
        tired = 0 if total < least else tired + 1
        if total < least:
            least, best = total, now.copy()
        if not clashes.any():
            break
        weights[clashes] += MORE_WEIGHT
        price += MORE_WEIGHT * rivals[now[clashes]].sum(axis=0)
    return best


def drop_rivals(rivals: Flags, now: NDArray[np.int64]) -> list[int]:
    """Return the spots of `now` without those that are in the way of most others, until none are."""
    kept = [int(spot) for spot in now]
    while True:
        clashes = rivals[np.ix_(kept, kept)].sum(axis=1)
        if not clashes.any():
            return kept
        del kept[int(clashes.argmax())]


def find_clashes(spots: Sequence[Spot]) -> Flags:
    """Return which two of `spots` are in each other's way: a name and a name, a hair line and a name, two lines."""
    boxes = list_edges([spot.box for spot in spots])
    found = meet(boxes, boxes)
    led = np.array([i for i, spot in enumerate(spots) if spot.leader], dtype=int)
    if len(led):
        lines = np.array([spots[i].leader for i in led])
        through = run_through(lines, boxes)
        found[led] |= through
        found[:, led] |= through.T
        found[np.ix_(led, led)] |= cross(lines)
    return found


def run_through(lines: Array, boxes: Array) -> Flags:
    """Return which of `lines` run through which of `boxes` (left, top, right, bottom).

    Source: Y. Liang, B. Barsky, "A new concept and method for line clipping", ACM Transactions on Graphics 3 (1984).
    """
    enter, leave = np.zeros((len(lines), len(boxes))), np.ones((len(lines), len(boxes)))
    for axis in (0, 1):
        begin, step = lines[:, 0, axis, None], (lines[:, 1, axis] - lines[:, 0, axis])[:, None]
        step = np.where(np.abs(step) < TINY, TINY, step)
        low, high = (boxes[:, axis] - begin) / step, (boxes[:, axis + 2] - begin) / step
        enter = np.maximum(enter, np.minimum(low, high))
        leave = np.minimum(leave, np.maximum(low, high))
    return np.asarray(enter < leave)


def cross(lines: Array) -> Flags:
    """Return which two of `lines` cross."""
    begin, end = lines[:, 0], lines[:, 1]
    along = end - begin
    before, after = (
        along[:, None, 0] * (it[:, 1] - begin[:, None, 1]) > along[:, None, 1] * (it[:, 0] - begin[:, None, 0])
        for it in (begin, end)
    )
    parted = before != after
    return np.asarray(parted & parted.T)


def box_around(centre: Point, radius: float) -> Box:
    """Return the box around a circle."""
    return Box(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)


def measure_name(names: Mapping[str, str], size: float) -> tuple[float, float]:
    """Return width and height of a name of a line for each language."""
    sizes = [size if i == 0 else size * SECOND_EM for i in range(len(names))]
    widths = [measure_text(text, it) for text, it in zip(names.values(), sizes, strict=True)]
    return max(widths), sum(sizes) * LINE_HEIGHT_EM


def list_around(symbol: Wanted, size: float) -> Iterator[Spot]:
    """Yield the spots around a symbol, the nearest first, and of those as near the best."""
    (x, y), (width, height) = symbol.centre, measure_name(symbol.names, size)
    for gap in GAPS_EM:
        off = symbol.radius + gap * size
        for worse, (across, down) in enumerate(SIDES):
            middle = x + across * (width / 2 + off), y + down * (height / 2 + off)
            box = Box(middle[0] - width / 2, middle[1] - height / 2, width, height)
            anchor = {1.0: "start", -1.0: "end"}.get(across, "middle")
            yield Spot(box, gap + worse * WORSE_EM, anchor, lead(symbol, box) if gap > LEADER_EM else None)


def lead(symbol: Wanted, box: Box) -> Segment:
    """Return the hair line from the edge of a symbol to the nearest point of the box of its name."""
    x, y = symbol.centre
    end = min(max(x, box.x), box.right), min(max(y, box.y), box.bottom)
    length = hypot(end[0] - x, end[1] - y) or 1
    share = min(symbol.radius / length, 1)
    return (x + (end[0] - x) * share, y + (end[1] - y) * share), end


def set_name(names: Mapping[str, str], size: float, spot: Spot) -> Label:
    """Return the lines of a name, set in the box of `spot`."""
    top, lines = spot.box.y, []
    for number, (language, text) in enumerate(names.items()):
        own = size if number == 0 else size * SECOND_EM
        width = measure_text(text, own)
        spare = {"start": 0.0, "middle": 0.5, "end": 1.0}[spot.anchor] * (spot.box.width - width)
        lines.append(Words(language, text, own, (spot.box.x + spare, top + ASCENT_EM * own), width))
        top += own * LINE_HEIGHT_EM
    return Label(spot.box, spot.anchor, lines, spot.leader)
