"""A short list as text, table and workbook tell it, and what was read of one as tests compare it."""

from geo.editions.reading import Listing
from tests.conftest import EN

TOLD = [
    ("international", "1", "北京", "城市体检:一个共识"),
    ("international", "2", "横滨", "老旧住宅:议事十年"),
    ("domestic", "1", "合肥", "生命线监测"),
]


def told(listing: Listing) -> list[tuple[str, ...]]:
    return [*listing.lines[["list", "position", "city", "title_zh"]].itertuples(index=False, name=None)]


def said(listing: Listing) -> list[str]:
    return [fault.text(EN) for fault in listing.faults]
