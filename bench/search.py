"""How long a search takes: over the shipped cases and facts, and over a hundred thousand cases made up for it."""

import itertools
import random
import re
import time
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from bench.comparison import Comparison
from bench.server import PROJECT
from geo.query.atlas import Facts, open_atlas
from geo.query.search import SEARCHED, build_index, is_slip, read_in_facts, read_words
from geo.query.synonyms import Groups, Search, widen
from geo.tables.schema import list_rows

MANY: Final = 100_000
FACTS: Final = 3  # of each made-up case
TARGET: Final = "45: <= 5 ms, 100,000: <= 150 ms"
QUERIES: Final = {
    "a rare word": "维也纳",
    "a word of most cases": "城市",
    "a letter of all": "e",
    "two letters": "ai",
    "three common words": "城市 治理 创新",
    "pinyin": "gongyuan chengshi",
    "pinyin of most cases": "chengshi",
    "a word of facts": "审计署",
    "an English word of facts": "auditors",
    "pinyin of facts": "shenjishu",
    "a title and a fact": "维也纳 审计署",
    "initials": "sz",
    "initials in titles": "gycs",
    "Traditional": "維也納",
    "a slip": "resiliant",
    "a slip of a name": "Amsterdm",
    "a slip in Chinese": "维也那",
    "a word with synonyms": "洪水",
    "an English word with synonyms": "flooding",
    "three words with synonyms": "交通 养老 数据",
    "nothing": "zzzzqqqq",
    "200 characters": ("governance of the city " * 9)[:200],
    "200 different words": " ".join(map(str, range(200))),
}
WORDS: Final = tuple(
    "社区 治理 智慧 城市 公园 服务 热线 创新 平台 数字 更新 老旧 小区 改造 生态 河流 海绵 韧性 防灾 交通 慢行 "
    "住房 青年 养老 儿童 友好 垃圾 分类 能源 转型 数据 开放 参与 共建 共享 基层 减负 营商 环境 法治".split()
)
ENGLISH: Final = tuple(
    "community governance smart city park service hotline innovation platform digital renewal housing resilience flood "
    "transport cycling youth elderly children waste energy data open participation river forest climate budget street "
    "market library harbour bridge heritage garden school clinic water air noise".split()
)


def time_searches(rounds: int) -> list[Comparison]:
    """Return how long each kind of text takes in the shipped cases (ours) and in many (other), and their index."""
    atlas = open_atlas(PROJECT / "data", "nbs")
    made_up = make_up_cases(atlas.placed, MANY)
    told = make_up_facts(list_rows(atlas.tables.case_facts), made_up["case_id"])
    groups = atlas.search.groups
    (shipped, quick), (many, slow) = build(atlas.placed, atlas.facts, groups), build(made_up, told, groups)
    kinds = []
    for name, text in QUERIES.items():
        few, lots = ([take_time(index, text) for _ in range(rounds)] for index in (shipped, many))
        kinds.append(Comparison(f"search, {name}", few, lots, TARGET))
    return [*kinds, Comparison("index, once per data folder", [quick], [slow])]


def build(placed: pd.DataFrame, facts: Facts, groups: Groups) -> tuple[Search, float]:
    """Return the search of cases and facts, and how long (ms) its index took to make."""
    started = time.perf_counter()
    index = build_index(placed, facts)
    return Search(index, groups), (time.perf_counter() - started) * 1000


def take_time(search: Search, text: str) -> float:
    """Return how long (ms) one search takes that was not made before."""
    for kept in (read_words, read_in_facts, is_slip, widen):
        kept.cache_clear()
    started = time.perf_counter()
    search.score(text)
    return (time.perf_counter() - started) * 1000


def make_up_cases(placed: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return so many cases in the cities of `placed`, each with a title of its own."""
    dice = random.Random(2024)  # noqa: S311 (no secret)
    places = placed[list(SEARCHED[2:])].to_dict("records")
    rows = [
        {
            "case_id": str(serial),
            "title_zh": "".join(dice.choices(WORDS, k=6)) + f":{serial}",
            "title_en": " ".join(dice.choices(ENGLISH, k=8)) + f" {serial}",
            **place,
        }
        for serial, place in zip(range(number), itertools.cycle(places), strict=False)
    ]
    return pd.DataFrame(rows)


def make_up_facts(shipped: list[dict[str, Any]], cases: Iterable[str]) -> Facts:
    """Return `FACTS` facts of each of `cases`, no two alike, of the clauses and words of those that are `shipped`."""
    dice = random.Random(2026)  # noqa: S311 (no secret)
    clauses = [clause for fact in shipped for clause in re.split("[，；。、]", fact["text_zh"]) if clause]
    words = [word for fact in shipped for word in fact["text_en"].split()]
    serials = itertools.count()
    return {
        case: [
            {
                "text_zh": f"{'，'.join(dice.choices(clauses, k=4))}，{serial}。",
                "text_en": f"{' '.join(dice.choices(words, k=26))} {serial}.",
            }
            for serial in itertools.islice(serials, FACTS)
        ]
        for case in cases
    }
