"""What the press adds to the desk's front page."""

import datetime

import pytest
from django.utils import timezone

from publishing.models import Schedule
from publishing.proofs.proofing import make_proof, remark
from tests import builders

pytestmark = pytest.mark.django_db


def front(client, user):
    client.force_login(user)
    return client.get("/admin/").content.decode()


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
