"""The keys of the stage: declared once, bound by the scripts, listed by the help and the README."""

import re
from collections import Counter
from itertools import chain

import pytest

from geo.text import translator
from geo.tour.keys import KEYS, Key, actions_by_key, help_lines
from server.stage.help import describe_keys
from tests.conftest import PROJECT

ACTIONS = {row.action for row in KEYS}


def actions_of(script: str) -> set[str]:
    """Return the actions in the table of a script: lines such as `next: () => …` in an object of its own."""
    text = (PROJECT / "server/stage" / script).read_text("utf-8")
    [table] = re.findall(r"(?:return|const actions =) \{\n(.*?)\n *\};", text, re.DOTALL)
    return set(re.findall(r"^ +(\w+):", table, re.MULTILINE))


def readme_rows() -> list[tuple[str, str]]:
    """Return (keys, what they do) of each row of the README's table of keys."""
    readme = (PROJECT / "README.md").read_text("utf-8")
    _, _, table = readme.partition("| keys | |\n|---|---|\n")
    rows, _, _ = table.partition("\n\n")
    return [(keys.strip(), what.strip()) for _, keys, what, _ in (row.split("|") for row in rows.splitlines())]


def test_the_stage_has_each_action_that_a_key_asks_for_and_no_other() -> None:
    assert actions_of("actions.js") ^ ACTIONS == set()


def test_the_speakers_view_knows_some_of_the_stages_actions_and_no_other() -> None:
    assert actions_of("speaker.js") == {
        "next", "back", "erase", "first", "last", "find", "closer", "farther", "zero", "black", "out",
    }  # fmt: skip
    assert actions_of("speaker.js") - ACTIONS == set()


@pytest.mark.parametrize("row", KEYS, ids=lambda row: row.action)
def test_each_action_has_a_key_and_a_line_in_the_help(row: Key) -> None:
    assert row.keys, f"no key asks for {row.action}"
    shown = {sentence: keycaps for keycaps, sentence in help_lines()}
    assert shown.get(row.sentence), f"the help shows no key for {row.action}"


def test_each_action_is_declared_once_and_no_key_asks_for_two() -> None:
    for names in ((row.action for row in KEYS), chain.from_iterable(row.keys for row in KEYS)):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_each_sentence_stands_once_in_the_help() -> None:
    sentences = [sentence for _, sentence in help_lines()]
    assert [sentence for sentence, count in Counter(sentences).items() if count > 1] == []


def test_letters_are_bound_as_the_scripts_name_them() -> None:
    # keyOf in keys.js answers with lower case, whether Shift or Caps Lock is on or not
    assert [key for key in actions_by_key() if len(key) == 1 and key != key.lower()] == []


@pytest.mark.parametrize(
    ("key", "action"),
    [
        *((key, "next") for key in ("PageDown", "ArrowRight", "ArrowDown", " ", "Enter")),  # clickers, and hands
        *((key, "back") for key in ("PageUp", "ArrowLeft", "ArrowUp")),
        *((key, "black") for key in ("b", ".")),  # as clickers have it
        ("F5", "start"),
        *((digit, "digit") for digit in "123456789"),
        ("0", "zero"),  # a digit where a number was begun
    ],
)
def test_what_clickers_send_keeps_its_meaning(key: str, action: str) -> None:
    assert actions_by_key()[key] == action


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["PageDown → Space Enter: Next stop", "PageUp ←: Back one stop", "Home End: First and last stop"]),
        ("zh", ["PageDown → 空格 Enter: 下一站", "PageUp ←: 上一站", "Home End: 第一站、最后一站"]),
    ],
)
def test_the_help_begins_with_how_to_walk(language: str, lines: list[str]) -> None:
    assert [f"{' '.join(keys)}: {what}" for keys, what in describe_keys(translator(language))[:3]] == lines


def test_the_readme_lists_the_keys_as_the_help_does() -> None:
    expected = [(" ".join(keys), what) for keys, what in help_lines()]
    assert [row for row in expected if row not in readme_rows()] == []
    assert [row for row in readme_rows() if row not in expected] == []
    assert readme_rows() == expected
