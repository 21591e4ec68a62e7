"""The page of the import as Streamlit runs it: a list as a file, what is decided, and the zip to go on from."""

import pytest
from streamlit.testing.v1 import AppTest

from geo.editions.decisions import PLACE, Decision
from geo.editions.keeping import KEPT, Kept, list_files
from geo.editions.plan import Edition
from geo.folders import zip_files
from tests.conftest import PROJECT
from tests.pages.test_pages import TIMEOUT_S

SHORT = "国际\n圣地亚哥 虚构的社区议事\n中国\n上海 虚构的公园".encode()
LINE = ("domestic", "上海", "虚构的公园")
SANTIAGO = "Santiago@-33.4569,-70.6483"


@pytest.fixture
def app() -> AppTest:
    """Return the page, drawn in English."""
    made = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=TIMEOUT_S)
    made.query_params["lang"] = "en"
    return made.switch_page("pages/importing.py").run()


def give(app: AppTest, name: str, raw: bytes) -> str:
    """Choose a file on the page, and return what the page says then; nothing may be raised."""
    app.file_uploader[0].set_value((name, raw, "")).run()
    return said(app)


def said(app: AppTest) -> str:
    """Return all that the page says in words; nothing may be raised."""
    assert [error.message for error in app.exception] == []
    shown = [part.value for part in (*app.markdown, *app.warning, *app.error, *app.info)]
    return "\n".join([*shown, *(part.proto.body for part in app.get("html"))])


def press(app: AppTest, label: str) -> str:
    """Press the first button of this label, and return what the page says then."""
    next(button for button in app.button if button.label == label).click().run()
    return said(app)


def test_each_decision_is_listed_and_taken_back_alone(app: AppTest) -> None:
    assert "to be settled: 1" in give(app, "short.txt", SHORT)
    app.selectbox(key="import-place-圣地亚哥").set_value(SANTIAGO).run()
    assert "to be settled: 0" in said(app)
    assert '<b lang="zh-CN">虚构的' not in press(app, "Accept")
    app.multiselect[0].set_value(["ecological", "people"])
    accepted = press(app, "Accept")
    assert "Themes: Ecological city → Ecological city, People&#39;s city" in accepted
    assert "proposal accepted" in accepted
    assert len([button for button in app.button if button.label == "Undo"]) == 3
    undone = press(app, "Undo")  # the latest stands first
    assert "People&#39;s city</span>" not in undone
    assert "proposal accepted" in undone
    assert "to be settled: 0" in undone


def test_a_zip_goes_on_where_it_was_left(app: AppTest) -> None:
    decisions = (Decision(("圣地亚哥",), {PLACE: SANTIAGO}), Decision(LINE, {"title_en": "A fictional park"}))
    kept = Kept(SHORT, "short.txt", Edition("2028", {"title_zh": "虚构", "title_en": "Fiction"}), decisions)
    shown = give(app, "kept.zip", zip_files(list_files(kept)))
    assert "to be settled: 0" in shown
    assert "English title: ∅ → A fictional park" in shown
    assert [field.value for field in app.text_input][:3] == ["2028", "虚构", "Fiction"]
    assert app.selectbox(key="import-place-圣地亚哥").value == SANTIAGO


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("kept.zip", zip_files({KEPT: b"{}"}), "is of version"),
        ("photo.png", b"\x89PNG\r\n\x1a\n", "the file is PNG"),
        ("../../<b>x</b>.txt", b"", "file is empty"),
        ("l.txt", "北京 城市体检\n横滨 再生\n".encode(), "stands on no list"),
        ("x.xlsx", b"PK\x03\x04", "the workbook is damaged"),
    ],
)
def test_what_cannot_be_read_is_said_on_the_page(app: AppTest, name: str, raw: bytes, words: str) -> None:
    assert words in give(app, name, raw).replace("\\", "")
