"""Every rule finds what its wrong example shows and is silent about its right one."""

import pytest

from editorial.preflight.check import Settings, check
from editorial.preflight.files import read
from editorial.preflight.finding import Severity
from editorial.preflight.fixes import apply, fixes_for
from editorial.preflight.registry import RULES
from editorial.preflight.rules import Words

by_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def rules_found(text: str, **settings) -> list[str]:
    return [finding.rule for finding in check(read(text), Settings(**settings))]


@by_rule
def test_the_wrong_example_is_found(rule):
    found = [finding for finding in check(read(rule.wrong)) if finding.rule == rule.id]
    assert found
    assert all(finding.message.endswith(("。", "？")) for finding in found)
    assert all(rule.wrong[each.span.start : each.span.end] == each.words for each in found)


@by_rule
def test_the_right_example_is_not(rule):
    assert rule.id not in rules_found(rule.right)


def test_no_rule_is_listed_twice():
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_no_right_example_of_prose_holds_another_rules_error():
    for rule in RULES:
        if "###" not in rule.right:
            assert not [f for f in check(read(rule.right)) if f.severity is Severity.ERROR], rule.id


def test_a_publication_may_switch_a_rule_off_or_weigh_it_otherwise():
    text = "欧盟仍是是我市最大的市场。"
    assert rules_found(text) == ["dup.char"]
    assert rules_found(text, off=frozenset({"dup.char"})) == []
    (finding,) = check(read(text), Settings(severities={"dup.char": Severity.INFO}))
    assert finding.severity is Severity.INFO


def test_a_publication_adds_words_of_its_own():
    words = Words(terms={"数贸": "数字贸易"}, confusables={"竟争": "竞争"})
    findings = check(read("数贸企业的竟争更激烈。"), Settings(words=words))
    assert [(finding.rule, finding.words, finding.fix) for finding in findings] == [
        ("term.style", "数贸", "数字贸易"),
        ("word.confusable", "竟争", "竞争"),
    ]


def errors_of(text: str) -> list[str]:
    return [finding.rule for finding in check(read(text)) if finding.severity is Severity.ERROR]


def test_what_is_only_likely_waits_for_the_editor_and_does_not_stop_the_issue():
    assert errors_of("海风真舒服~~大家都不想走。") == []
    assert "md.emphasis_literal" in rules_found("海风真舒服~~大家都不想走。")
    line = "旧仓库的出路，大家看法不一。\n\n老师傅想把仓库改成展厅，年轻人想把它改成书店和咖啡馆\n\n谁也说服不了谁。"
    assert errors_of(line) == []
    assert "para.broken" in rules_found(line)


ONCE = (
    "潮水退去以后，老码头露出一排发黑的木桩，像一行没有写完的句子，等着谁来把它接着写下去，可是谁也没有来。"
)


def test_a_refrain_in_a_story_waits_for_the_editor_and_text_pasted_twice_is_an_error():
    assert errors_of(f"{ONCE}\n\n那一年他十九岁。\n\n{ONCE}") == []
    assert "para.duplicate" in rules_found(f"{ONCE}\n\n那一年他十九岁。\n\n{ONCE}")
    assert errors_of(f"{ONCE}\n\n{ONCE}") == ["para.duplicate"]
    assert errors_of(f"{ONCE}\n\n那一年他十九岁。\n\n后来他走了。\n\n{ONCE}\n\n那一年他十九岁。") == [
        "para.duplicate"
    ]


def severities(rule: str, text: str) -> list[Severity]:
    return [finding.severity for finding in check(read(text)) if finding.rule == rule]


def test_what_parallel_parts_share_is_no_error_and_more_of_it_is():
    parts = "## 东港\n\n{0}\n\n东港水深。\n\n## 西港\n\n{0}\n\n西港水浅。"
    assert severities("para.duplicate", parts.format(ONCE)) == [Severity.INFO]
    pasted = f"{ONCE}\n\n那一年他十九岁。\n\n后来他上了船，再也没有回来。"
    assert severities("para.duplicate", parts.format(pasted)) == [Severity.ERROR]


def test_a_radical_is_mended_where_unicode_says_what_it_stands_for():
    fixes = {finding.words: finding.fix for finding in check(read("老⻓官⻅过⽤它的⺮字头。"))}
    assert fixes == {"⻓": "长", "⻅": "见", "⽤": "用", "⺮": None}


@pytest.mark.parametrize(
    ("line", "fixes"),
    [("五.港口的新规矩", ["、"]), ("他数到十五.然后睁开了眼", [None]), ("他数到十五.", ["。"])],
)
def test_behind_an_ordinal_a_half_width_stop_is_mended_as_the_mark_of_an_item(line, fixes):
    assert [finding.fix for finding in check(read(line)) if finding.rule == "punct.half_point"] == fixes


def test_traditional_characters_far_apart_are_found_each_by_itself():
    line = "港口的臨时泊位已经启用，船期也都排好了，各家船公司都收到了通知，只等開航。"
    assert [finding.words for finding in check(read(line))] == ["臨", "開"]
    assert apply(line, fixes_for(line, check(read(line)))) == line.replace("臨", "临").replace("開", "开")


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ('推出"一单到底"和"一码通关"。', "推出“一单到底”和“一码通关”。"),
        ("他说：“这就是'散改集'。”", "他说：“这就是‘散改集’。”"),
        ("他说：\"这就是'散改集'。\"", "他说：“这就是‘散改集’。”"),
    ],
)
def test_straight_quotation_marks_are_bent_and_those_within_a_quotation_are_single(line, mended):
    for _ in ("the outer pair", "the pair within it"):
        line = apply(line, fixes_for(line, check(read(line))))
    assert line == mended
    assert check(read(line)) == []


@pytest.mark.parametrize(
    "head",
    [
        "本文原载于《海风》总第934期",
        "《海风》杂志总第934期刊登了这篇文章",
        "《海风》出到总第 934 期了，第 12 期的封面我很喜欢",
    ],
)
def test_an_essay_that_speaks_of_issues_is_none(head):
    text = f"# 写给港口\n\n{head}\n\n2019年3月1日\n\n那一年我刚到港口工作，每天天不亮就出门。\n\n## 后来\n\n后来我们都老了。"
    assert not read(text).is_issue
    assert errors_of(text) == []


def test_what_stands_in_a_fence_of_code_is_no_prose():
    assert errors_of("代码如下：\n\n```python\nx = f(1,\n\n# “未完，\n```\n\n运行一下就知道了。") == []
    assert errors_of("```\n企业的的负担明显减轻。") == ["dup.char"]


RIGHT = {
    "书名号之间没有顿号": "电视剧《渔光》《海上来信》在东南亚热播。",
    "一字线表示起止": "2025年1—11月，服务出口增长8.4%，其中3—5月最快。",
    "书名号里用单书名号": "市政府印发《关于〈港口条例〉的批复》。",
    "成语和叠词": "他慢慢看看，好好想想，天天如此，人人称好，的的确确是一一道来。",
    "序号的右括号": "办理手续：1）登记；2）申报；3）缴费。",
    "引语分几段，末段才收": "“第一，要扩大开放。\n\n“第二，要守住底线。”",
    "英文里的半角标点": "接口为 open(id)，返回 OK, done.",
    "时间和比例": "会议9:30开始，比分为3:2，兑换比例1:7.1。",
    "问号叹号连用": "这怎么可能？！他问。",
    "省略号和破折号": "他说……那就这样——再见。",
    "电话和日期": "电话0411-8888-6666，2026-01-30前报名。",
    "一体化和十五五": "2026年是“十五五”开局之年，2025年是“十四五”收官之年，一体化推进。",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_left_alone(text):
    assert not [
        (finding.rule, finding.words)
        for finding in check(read(text))
        if finding.severity is not Severity.INFO and finding.rule != "date.relative"
    ]
