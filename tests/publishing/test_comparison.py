"""What changed between two states of an issue is told as people tell it."""

import dataclasses

from publishing.comparison import Kind, compare
from publishing.snapshot import Credit, SectionSnapshot
from tests.builders import article_snapshot, issue_snapshot


def articles(*uids):
    return [article_snapshot(uid=uid, title=f"{uid}的题目") for uid in uids]


def changes(old, new):
    return [(change.uid, change.kind) for change in compare(old, new).articles]


def test_the_same_issue_has_no_changes():
    assert not compare(issue_snapshot(), issue_snapshot(edition=2, note="更正说明"))


def test_words_are_told_field_by_field():
    old = article_snapshot()
    new = dataclasses.replace(
        old, title="新题目", credits=(Credit("港城日报", "gangcheng-ribao", "新港网", "林一", "", None),)
    )
    (change,) = compare(issue_snapshot(old), issue_snapshot(new)).articles
    assert (change.kind_name, change.title) == ("改动", "新题目")
    assert [(field.name, field.was, field.became) for field in change.fields] == [
        ("标题", "港口用上了数字提单", "新题目"),
        ("来源", "港城日报，林一", "港城日报（转自新港网），林一"),
    ]


def test_articles_come_go_and_move():
    a, b, c, d = articles("a", "b", "c", "d")
    assert changes(issue_snapshot(a, b), issue_snapshot(b, d)) == [("d", Kind.ADDED), ("a", Kind.REMOVED)]
    assert changes(issue_snapshot(a, b, c), issue_snapshot(c, a, b)) == [("c", Kind.MOVED)]
    assert changes(issue_snapshot(a, b, c, d), issue_snapshot(a, c, b, d)) in (
        [("b", Kind.MOVED)],
        [("c", Kind.MOVED)],
    )


def test_another_section_is_a_change():
    (article,) = articles("a")
    other = issue_snapshot(sections=(SectionSnapshot("协会动态", "xiehui-dongtai", (article,)),))
    (change,) = compare(issue_snapshot(article), other).articles
    assert [(field.name, field.became) for field in change.fields] == [("栏目", "协会动态")]


def test_numbers_and_names_of_the_issue_are_told():
    (field,) = compare(issue_snapshot(), issue_snapshot(serial=41)).fields
    assert (field.name, field.became) == ("期号与日期", "2026 年第 1 期（总第 41 期），2026 年 1 月 30 日")
