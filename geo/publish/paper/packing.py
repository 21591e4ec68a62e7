"""A PDF made smaller: the objects of its tags and links, some thousands in a tagged file, packed and compressed.

typst writes each as plain text. Since version 1.5, PDF has streams of objects, and a table of contents that is such a
stream too (ISO 32000-1, 7.5.7 and 7.5.8); what is drawn stays as it is, byte for byte.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

PACKED_TOGETHER: Final = 200  # objects in a stream: a reader unpacks all of them for one
_ROW_BYTES: Final = 20  # of the table of contents that is replaced
_SIZE: Final = re.compile(rb"/Size \d+")

Row = tuple[int, int, int]  # of the table of contents: kind, place, index


def pack_pdf(pdf: bytes) -> bytes:
    """Return `pdf`, as typst writes it, with its objects packed: a third smaller if it is tagged."""
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    objects = read_objects(pdf, start)
    packed = bytearray(pdf[: pdf.index(b"1 0 obj")])
    rows: dict[int, Row] = {0: (0, 0, 65535)}

    def write(number: int, body: bytes) -> None:
        rows[number] = (1, len(packed), 0)
        packed.extend(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    for number, body in objects.items():
        if body.endswith(b"endstream"):
            write(number, body)
    plain = [(number, body) for number, body in objects.items() if number not in rows]
    batches = [plain[place : place + PACKED_TOGETHER] for place in range(0, len(plain), PACKED_TOGETHER)]
    for holder, batch in enumerate(batches, len(objects) + 1):
        write(holder, hold_objects(batch))
        rows |= {number: (2, holder, place) for place, (number, _) in enumerate(batch)}
    place, last = len(packed), len(rows)
    rows[last] = (1, place, 0)
    trailer = _SIZE.sub(b"", pdf[pdf.rindex(b"trailer") + len("trailer") : pdf.rindex(b"startxref")]).strip()
    write(last, hold_contents(rows, trailer))
    return bytes(packed) + b"startxref\n%d\n%%%%EOF\n" % place


def read_objects(pdf: bytes, start: int) -> dict[int, bytes]:
    """Return the objects of `pdf` by number, whose table of contents begins at `start`."""
    head, counts, rest = pdf[start:].split(b"\n", 2)
    if head.strip() != b"xref":
        raise ValueError(head)
    count = int(counts.split()[1])
    rows = [rest[_ROW_BYTES * row : _ROW_BYTES * (row + 1)] for row in range(count)]
    places = {int(row[:10]): number for number, row in enumerate(rows) if b"n" in row}
    edges = [*sorted(places), start]
    return {places[begin]: cut_object(pdf[begin:end]) for begin, end in pairwise(edges)}


def cut_object(written: bytes) -> bytes:
    """Return what stands between the marks at which an object begins and ends."""
    return written[written.index(b"obj") + len("obj") : written.rindex(b"endobj")].strip()


def hold_objects(batch: Sequence[tuple[int, bytes]]) -> bytes:
    """Return a stream that holds the objects of `batch`: (number, object) pairs."""
    places, place = [], 0
    for number, body in batch:
        places.append(b"%d %d" % (number, place))
        place += len(body) + 1
    head = b" ".join(places) + b"\n"
    return hold(b"/Type/ObjStm/N %d/First %d" % (len(batch), len(head)), head + b"\n".join(body for _, body in batch))


def hold_contents(rows: Mapping[int, Row], trailer: bytes) -> bytes:
    """Return the table of contents with `rows` by number as a stream, which also holds what the `trailer` says."""
    table = b"".join(write_rows(rows))
    said = trailer.removeprefix(b"<<").removesuffix(b">>")
    return hold(b"/Type/XRef/Size %d/W[1 4 2]%s" % (len(rows), said), table)


def write_rows(rows: Mapping[int, Row]) -> Iterator[bytes]:
    """Yield the `rows` of a table of contents in the order of their numbers."""
    for number in range(len(rows)):
        kind, place, index = rows[number]
        yield bytes([kind]) + place.to_bytes(4, "big") + index.to_bytes(2, "big")


def hold(said: bytes, data: bytes) -> bytes:
    """Return a compressed stream of `data`, of which its dictionary says `said`."""
    small = zlib.compress(data, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (said, len(small), small)
