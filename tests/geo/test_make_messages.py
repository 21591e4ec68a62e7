"""The catalogue brought in line with the texts of code and templates."""

from pathlib import Path

import pytest

from geo.locale.make_messages import (
    CATALOGUE,
    Text,
    collect_texts,
    read_catalogue,
    texts_of,
    update_catalogue,
    write_catalogue,
)

NEW = """\
msgid "One more"
msgstr ""

#, python-format
msgid "%d thing"
msgid_plural "%d things"
msgstr[0] ""

"""


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('_("East")', ["East"]),
        ('translations(language).gettext("East")', ["East"]),
        ('ngettext("%d case", "%d cases", count)', [("%d case", "%d cases")]),
        ("""f"<h1>{_('East')}</h1>" """, ["East"]),
        ('[_("West"),\n _("East")]', ["West", "East"]),
        ("_(message)", []),  # the name of a text
        ('print("East")', []),
    ],
)
def test_texts_are_found_in_code(code: str, texts: list[Text]) -> None:
    assert list(texts_of(code)) == texts


def test_the_shipped_catalogue_is_written_as_it_was_read(tmp_path: Path) -> None:
    catalogue, written = read_catalogue(CATALOGUE), tmp_path / "messages.po"
    assert update_catalogue(catalogue, collect_texts()) == ([], [])
    write_catalogue(catalogue, written)
    assert written.read_text("utf-8") == CATALOGUE.read_text("utf-8")


def test_new_texts_come_last_without_chinese_words_and_gone_ones_go(tmp_path: Path) -> None:
    catalogue, written = read_catalogue(CATALOGUE), tmp_path / "messages.po"
    texts = {**collect_texts(), "One more": "One more", "%d thing": ("%d thing", "%d things")}
    del texts["Central"]
    assert update_catalogue(catalogue, texts) == (["One more", "%d thing"], ["Central"])
    write_catalogue(catalogue, written)
    kept = CATALOGUE.read_text("utf-8").replace('msgid "Central"\nmsgstr "中部"\n\n', "")
    assert written.read_text("utf-8") == kept + NEW
