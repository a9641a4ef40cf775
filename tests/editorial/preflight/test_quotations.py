"""Of quotation marks that do not match, those are shown that are wrong, and the sound ones beside them are not."""

import pytest

from editorial.preflight.check import check
from editorial.preflight.files import read

WRONG_MARKS_IN_BRACKETS = """
他们叫它〔”〕硬骨头〔“〕，谁也不接，只有“老把式”敢碰。
他们叫它“硬骨头〔“〕，谁也不接，只有“老把式”敢碰。
他们叫它〔”〕硬骨头”，谁也不接。
他们叫它〔“〕硬骨头，谁也不接，只有“老把式”敢碰。
他们叫它硬骨头〔”〕，谁也不接，只有“老把式”敢碰。
规定很细（连〔”〕样机〔“〕也管），办法写进了《手册》（第二版）。
先说〔”〕甲〔“〕，再说〔”〕乙〔“〕，最后说“丙”。
他说：“这里的〔’〕规矩’不能破。”
“头一段还没有说完。⏎“这一段说完了。”
“头一段说完了。”⏎他点点头〔”〕。
〔“〕头一段忘了收。⏎他们叫它“硬骨头”，谁也不接。
船主写信说：“风大。⏎浪也大。”
> “老钟停在〔“〕三点”，谁也没有去修。⏎> 过了很久，它自己又走了起来。”
“今天不行。〔“〕他说，〔”〕明天再来。”
他们说起“甲〔“〕和〔”〕乙”两条船。
It’s the readers’ choice，他写的是“’97年”。
"""


@pytest.mark.parametrize("line", WRONG_MARKS_IN_BRACKETS.strip().splitlines())
def test_only_the_wrong_marks_are_shown(line):
    marked = line.replace("⏎", "\n\n")
    text = marked.replace("〔", "").replace("〕", "")
    wrong = [place - 2 * nth for nth, place in enumerate(_places(marked))]
    shown = [each.span.start for each in check(read(text)) if each.rule == "pair.unbalanced"]
    assert shown == wrong


def _places(marked: str) -> list[int]:
    return [index for index, letter in enumerate(marked) if letter == "〔"]


def test_a_mark_that_is_turned_round_is_told_from_one_that_is_alone():
    turned, _ = check(read("他们叫它”硬骨头“，谁也不接。"))
    (alone,) = check(read("他们叫它“硬骨头，谁也不接。"))
    assert "方向反了" in turned.message
    assert "没有配对" in alone.message


def test_a_quotation_within_a_quotation_is_one_finding_that_asks_for_single_marks():
    text = "他说：“我们时不时得和“免费”的码头争客人，这不容易。”"
    (found,) = (each for each in check(read(text)) if each.rule == "pair.unbalanced")
    assert found.words == "“免费”"
    assert "单引号“‘’”" in found.message


def test_it_is_found_in_a_quotation_that_runs_over_two_paragraphs():
    text = "“头一段没有收。\n\n“第二段说到“硬骨头”，到这里收了。”"
    assert [each.words for each in check(read(text)) if each.rule == "pair.unbalanced"] == ["“硬骨头”"]
