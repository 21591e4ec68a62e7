"""Chinese fonts of the machine, and what is said where there are none."""

import pytest

from geo.publish.paper.fonts import choose_fonts, find_chinese_fonts
from geo.tables.faults import DataError
from tests.conftest import EN, ZH


def test_this_machine_has_a_chinese_font() -> None:
    fonts = find_chinese_fonts()
    assert fonts.sans
    assert fonts.serif


@pytest.mark.parametrize(
    ("families", "sans", "serif"),
    [
        (["Arial", "PingFang SC", "Songti SC"], ["PingFang SC"], ["Songti SC"]),
        (["SimSun", "Microsoft YaHei", "SimHei"], ["Microsoft YaHei", "SimHei"], ["SimSun"]),
        (["Noto Sans CJK SC", "Noto Sans CJK JP"], ["Noto Sans CJK SC"], ["Noto Sans CJK SC"]),
        (["AR PL UMing CN"], ["AR PL UMing CN"], ["AR PL UMing CN"]),
    ],
)
def test_the_best_families_come_first_and_one_kind_stands_in_for_the_other(
    families: list[str], sans: list[str], serif: list[str]
) -> None:
    assert choose_fonts(families) == (sans, serif)


def test_a_machine_without_a_chinese_font_is_told_which_package_brings_one() -> None:
    with pytest.raises(DataError) as error:
        choose_fonts(["Arial", "Noto Sans CJK JP"])
    (fault,) = error.value.faults
    for words, begins in ((EN, "no Chinese font on this machine: install fonts-noto-cjk"), (ZH, "本机没有中文字体")):
        assert fault.text(words).startswith(begins)
        assert "google-noto-sans-cjk-fonts" in fault.text(words)
