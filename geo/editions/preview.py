"""What an import would do, said line by line; and how far proposed themes agree with those that people read."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from geo.editions.comparison import STATUSES
from geo.editions.keywords import KeywordAgreement
from geo.editions.plan import Plan
from geo.editions.steps import Step
from geo.tables.faults import say_fault
from geo.tables.schema import LISTS, list_rows
from geo.text import Translator


def say_plan(plan: Plan, words: Translator) -> Iterator[str]:
    """Yield what becomes of each line, the cities that come in, each fault and remark, and the sum."""
    _ = words.gettext
    yield _("Edition {edition}: {title}").format(
        edition=plan.edition["edition"], title=plan.edition[f"title_{words.language}"]
    )
    steps = {(step.line.sheet, step.line.row): step for step in plan.steps}
    for line in plan.lines:
        step = steps.get((line.sheet, line.row))
        told = _say_step(step, words) if step else [f"{line.row}: {_('open')}: {line.city} {line.title_zh}"]
        yield from map(_make_visible, told)
    for city in plan.cities:
        where = city["province"] or words.country(city["country"])
        said = _("new city: {id}, {name}, {where} ({latitude}, {longitude}; {source})")
        yield said.format(
            id=city["city_id"],
            name=city[f"name_{words.language}"],
            where=where,
            latitude=city["latitude"],
            longitude=city["longitude"],
            source=city["coordinate_source"],
        )
    yield from (say_fault(fault, words) for fault in plan.faults)
    yield sum_up(plan, words)


def name_list(on_list: str, words: Translator) -> str:
    """Return the name of a list, or what stands there instead of one: a fault says so at its line."""
    return words.gettext(LISTS[on_list]) if on_list in LISTS else on_list or "–"


def _make_visible(text: str) -> str:
    """Return `text` with a mark for each character that a terminal would obey instead of showing it."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def _say_step(step: Step, words: Translator) -> Iterator[str]:
    """Yield the line of a step: where it stands, what it is, and what was understood; below it what it was before."""
    case, _ = step.case, words.gettext
    city = step.line.city if words.language == "zh" else step.city
    proposed = step.status == "new" and case["theme_evidence"]
    themes = f" [{case['themes']} ← {case['theme_evidence']}]" if proposed else ""
    where = f"{case['case_id']} {name_list(case['list'], words)} {city}"
    yield f"{step.line.row}: {_(STATUSES[step.status])}: {where} {case['title_zh']}{themes}"
    for name, old in (step.before or {}).items():
        if case[name] != old:
            yield "    " + _("{column}: {old} → {new}").format(column=name, old=old or "∅", new=case[name] or "∅")


def sum_up(plan: Plan, words: Translator) -> str:
    """Return how many lines are new, changed and the same, how many cities are new, and what is open."""
    count = {status: sum(step.status == status for step in plan.steps) for status in STATUSES}
    blocking = sum(fault.blocking for fault in plan.faults)
    said = words.gettext("{new} new, {changed} changed, {same} the same; new cities: {cities}; to be settled: {open}")
    return said.format(**count, cities=len(plan.cities), open=blocking)


def say_agreement(agreement: KeywordAgreement, names: Mapping[str, str], words: Translator) -> Iterator[str]:
    """Yield the figures of `agreement`; `names` are those of the themes."""
    _ = words.gettext
    yield _("main theme as read: {main} of {cases}; all themes as read: {sets} of {cases}").format(
        main=agreement.main_agreed, sets=agreement.sets_equal, cases=agreement.cases
    )
    head = [_("theme"), _("read"), _("proposed"), _("both"), _("precision"), _("recall")]
    rows = [
        [
            names[str(theme)],
            *(f"{row[name]}" for name in ("read", "proposed", "both")),
            *map(_say_share, (row["precision"], row["recall"])),
        ]
        for theme, row in zip(agreement.by_theme.index, list_rows(agreement.by_theme), strict=True)
    ]
    yield from _set_table([head, *rows])
    yield _("main theme as read (rows) and as proposed (columns):")
    columns = [names.get(str(theme), _("none")) for theme in agreement.confusion.columns]
    counts = [
        [names[str(theme)], *map(str, row)]
        for theme, row in zip(agreement.confusion.index, agreement.confusion.to_numpy().tolist(), strict=True)
    ]
    yield from _set_table([["", *columns], *counts])


def _say_share(share: float) -> str:
    """Return a share with two digits, a dash for none."""
    return "–" if pd.isna(share) else f"{share:.2f}"


def _set_table(rows: Iterable[list[str]]) -> Iterator[str]:
    """Yield `rows` as those of a table in Markdown."""
    for place, cells in enumerate(rows):
        yield f"| {' | '.join(cells)} |"
        if not place:
            yield "|" + "---|" * len(cells)
