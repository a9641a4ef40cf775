"""What the press adds to the desk's front page."""

import datetime

import pytest
from django.utils import timezone

from editorial.actions.reviewing import reconsider
from editorial.models import Article
from publishing.actions import publish
from publishing.corrections import correct, withdraw
from publishing.models import Schedule
from publishing.proofs.proofing import make_proof, remark
from tests import builders
from tests.visible import tree

pytestmark = pytest.mark.django_db


def front(client, user):
    client.force_login(user)
    return client.get("/admin/").content.decode()


def words(client, user, selector):
    """What the elements say, blanks left out, one after another."""
    return ["".join(each.text_content().split()) for each in tree(front(client, user)).cssselect(selector)]


def reworded(issue, title):
    """The article of that title, changed after it was published."""
    article = issue.articles.get(title=title)
    Article.objects.filter(pk=article.pk).update(body="数字提单次日就能签发。")
    reconsider(article=article, by=builders.colleague(*builders.WRITER))
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def published():
    """An issue of two articles, published by 周明."""
    issue = builders.with_article(builders.with_article(builders.issue(), "甲"), "乙")
    publish(issue=builders.signed(issue), by=builders.user("主编", last_name="周", first_name="明"))
    return issue


def test_who_may_publish_sees_the_times_that_are_set_and_why_one_failed(client):
    chief, issue = builders.user("主编", first_name="周明"), builders.issue()
    at = timezone.make_aware(datetime.datetime(2026, 12, 1, 9, 30))
    Schedule.objects.create(issue=issue, at=at, by=chief, problem="审读检查还有 1 处错误。")
    shown = front(client, chief)
    assert "定时发布" in shown
    assert "2026年12月1日" in shown
    assert "审读检查还有 1 处错误。" in shown
    assert "定时发布" not in front(client, builders.user("编辑"))


def test_remarks_that_nobody_has_answered_are_counted_by_round(client):
    editor, chief = builders.user("编辑"), builders.user("主编")
    issue = builders.issue()
    article = builders.article(issue=issue, body="港口用上新系统。")
    assert "等着处理的批注" not in front(client, editor)
    proof = make_proof(issue=issue, by=chief)
    remark(proof=proof, article=article.uid, block=0, start=0, end=2, text="这里再核一下", by=chief)
    shown = front(client, editor)
    assert "2026 年第 1 期，第 1 次校样" in shown
    assert "1 条批注" in shown
    [headline] = words(client, editor, "h1")
    assert headline.endswith("，有1条批注等着处理。")


# --- Corrections that only have to be published ---------------------------------------------------


READY = "2026年第1期（总第73期）改动都审完了，读者还看不到"


def test_a_correction_waits_for_the_chief_when_all_that_was_changed_is_approved_and_until_it_is_published(
    client, published
):
    chief, panel = builders.user("主编"), "[aria-labelledby=ready-heading] li"
    assert words(client, chief, panel) == []
    one, other = reworded(published, "甲"), reworded(published, "乙")
    builders.approved(one)
    assert words(client, chief, panel) == [], "the other is not approved"
    builders.approved(other)
    assert words(client, chief, panel) == [READY]
    [headline] = words(client, chief, "h1")
    assert headline.endswith("，有1期可以出更正版。")
    assert words(client, builders.user("责任编辑"), panel) == []
    correct(issue=published, note="“当天”应为“次日”。", by=chief)
    assert words(client, chief, panel) == []


# --- What happened last ---------------------------------------------------------------------------


def test_what_was_published_corrected_and_withdrawn_is_told_with_who_and_why(client, published):
    editor, chief = builders.user("编辑"), builders.user("主编", last_name="贺", first_name="兰")
    builders.approved(reworded(published, "甲"))
    correct(issue=published, note="“当天”应为“次日”。", by=chief)
    withdraw(issue=published, reason="配图未获授权。")
    told = words(client, editor, "[aria-labelledby=recent-heading] li")
    issue = "2026年第1期（总第73期）"
    assert told[0].startswith(f"命令行撤回发布{issue}")
    assert told[0].endswith("配图未获授权。")
    assert told[1].startswith(f"贺兰出更正版{issue}")
    assert told[1].endswith("“当天”应为“次日”。")
    publish(issue=builders.signed(builders.with_article(builders.issue(2026, 2))), by=chief)
    told = words(client, editor, "[aria-labelledby=recent-heading] li")
    assert told[0].startswith("贺兰发布2026年第2期")
