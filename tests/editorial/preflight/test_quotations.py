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
码头上有人叫它〔”〕铁牛〔“〕，也有人叫它〔”〕铁马〔“〕。
选船要看〔”〕船龄〔“〕跟〔”〕吨位〔“〕两样，还要看“航速”和“油耗”。
所谓〔”〕靠港费”，其实分成好几种，比如〔”〕引航费”。
栈桥的名字改了〔’〕’，从‘一号’改为‘七号’。
他说：“‘90后’船员很多，‘50％’的人愿意留下，‘老码头’的人也不走。”
港务长（Said ‘Amrani）没有来，（Tashi ’brug）来了，他们管水叫 ’ayn。
他管这叫‘crème’，又管那叫‘L’été’，我都记下了。
这是一种‘branding’（贴牌），不是别的。
船主是爱尔兰人（Patrick O〔‘〕Neill），常说 don〔‘〕t worry。
在「We〔』〕re open」的牌子下，站着店主 O〔』〕Hara。
他把这里叫做「避风港〔「〕，后来又叫「老家」。
俗称〔』〕铁锚』的那条船（也就是〔」〕旧船」）已经卖了。
“他们的〔“船票”〕很贵，〔“车票”〕很便宜，至于〔“机票”〕，他连问都没有问过。”
他说：“先看〔“银票”〕再看〔“船票”〕，还有〔“车票”〕，都看过了才好走，不必再问我。”
“有一首老歌，我还记得几句。⏎> ‘船儿摇啊摇，’外婆唱道，⏎> ‘摇到外婆桥。’大家跟着唱，⏎“后面的就记不起来了。”
“先知说了好些话：⏎> 论东边的港⏎> 论西边的港⏎> 论南边的港⏎“听的人都怕了。”
旅客问：〔“〕这班船还开吗？我等了半天。⏎柜台的答复如下：⏎> “船已经开走了，请改乘下一班。⏎> 下一班是明天早上。”⏎他只好回去。
在“解释〔“〕的基础上，下一步便是〔”〕分析〔“〕船期，再去〔”〕创造〔“〕新的航线。
名字里不能带〔”〕.〔“〕号，比如〔”〕a.b.c”就不行。
支持“涨价〔“〕的言论登在报上，他又用了许多篇幅去写那个被人叫做〔”〕老规矩”的做法。
“电报写得很短，是一个船长发给岸上的人的。〔“17时到港”〕上面这样写着，没有落款。”
他念道：“船长说‘这首〔”〕海上生明月”最好’，大家都笑了。”
他说：“船早开走了，〔‘〕明天再来〔”〕这一句是掌柜说的，我记得很清楚。”
他粗着嗓子说：⏎“我们排成一排往前走时还想〔“〕不会打着你的。他这样对我说，我就信了他。”
老人叹道：〔”〕从前的船都是木头的。”
> 〔”〕仓库在码头的一角，很小。⏎> 后来仓库也拆了。”⏎故事讲完了。
新的规则写作：〔“〕 `A` 必须大于 `B`，其余不论。再往下走，新的规则写作：〔“〕 `C` 必须小于 `D`，其余不论。
船东诸如‘甲板（最多是‘后甲板’），请勿站人’这样的话，写了很多。
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


def test_a_quotation_mark_for_an_apostrophe_is_mended():
    (found,) = (each for each in check(read("他跟 O‘Neill 说好了。")) if each.rule == "pair.unbalanced")
    assert "撇号应为“’”" in found.message
    assert found.fix == "’"


def test_single_marks_within_single_marks_should_be_double():
    (found,) = (
        each for each in check(read("船长说：‘这叫‘船规’，要守。’")) if each.rule == "pair.unbalanced"
    )
    assert found.words == "‘船规’"
    assert "双引号““””" in found.message


@pytest.mark.parametrize("marks", ["“", "”", "’", "“甲”", "“甲“", "「甲」甲」"])
def test_a_long_row_of_marks_takes_no_long_time(marks):
    assert isinstance(check(read(marks * 3000)), list)
