"""A break that goes through a sentence is told from one between two lines that stand by themselves."""

import pytest

from editorial.preflight.seams import is_torn

TORN = {
    "a word": "装卸公司新添了两台无人集|装箱卡车，司机改做了调度。",
    "a figure and its unit": "泊位的平均等待时间降到了9|小时，货主都说方便。",
    "a year": "新闸口的通行能力要到2027|年才够用。",
    "a verb and its figure": "上个月经过新闸口的集装箱卡车比上年同月增长|12.4%，等候时间却短了。",
    "a sum of money": "上个月，新码头的装卸收入和仓储收入总额|3.2亿元，都比上年多。",
    "a decimal": "登记在册的引航艇和拖轮已经超过1.|2万艘次，都装了应答器。",
    "points": "冷藏箱占全部集装箱的比重提高2.1个|百分点，是三年来最快的。",
    "the end of a year": "两座新泊位都要到2027|年底才能投入使用。",
    "a preposition": "冷链企业的数量由|2018年的六十家增加到二百家。",
    "an adverb": "码头上的老师傅们也|说不清那口钟是谁挂的。",
    "a particle": "这是港口第一次公开招聘引航员|的学徒，报名的人很多。",
    "a list": "课程的前三类依次为报关实务、数据|合规、客户服务。",
    "a book's title": "大家都在读《海上|来信》，图书馆已经借空了。",
    "a quotation": "他管这叫“把别人的事|当成自己的事”，说到做到。",
    "a corner bracket": "他管这叫「把别人的事|当成自己的事」，说到做到。",
    "a sum": "试点推出“绿色燃料|+航运金融”的组合产品。",
}
WHOLE = {
    "a heading": "老码头的出路在哪里|去年冬天，码头停了最后一班船。",
    "a heading that ends in a noun": "从海外看见港城的存在|去年冬天，码头停了最后一班船。",
    "a list that has ended": "报关实务、数据合规和客户服务|甲班、乙班同时开课。",
    "a title and its book": "读《海上来信》|《海上来信》写了三代海员。",
    "a heading that counts": "新航线首航的第 30 天|船长在日志里只写了一行字。",
    "a model and its year": "新一代调度系统 3000|二〇二五年，它第一次出了错。",
    "a remark in brackets": "船期表（自下月起执行）|是谁定的？没有人知道。",
    "a heading that ends in a verb": "集装箱吞吐量连续三年保持稳定增长|三年前，码头还只有两个泊位。",
    "a heading that ends in a number": "二、老码头改造计划的第二阶段 2.|2025年春天，工地上来了第一批人。",
    "what is summed up": "引航员的七个步骤|以下七个步骤，缺一不可。",
}


@pytest.mark.parametrize("pieces", TORN.values(), ids=TORN)
def test_it_is_torn(pieces):
    assert is_torn(*pieces.split("|"))


@pytest.mark.parametrize("pieces", WHOLE.values(), ids=WHOLE)
def test_it_is_whole(pieces):
    assert not is_torn(*pieces.split("|"))
