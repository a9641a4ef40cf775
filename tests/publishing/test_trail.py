"""What the press adds to the audit trail of an issue, as the desk hands it out."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from publishing.models import Edition, Invitation, Proof, Remark
from tests import builders

pytestmark = pytest.mark.django_db

DIGEST = "0" * 64


@pytest.fixture
def chief():
    return builders.user("主编", last_name="周", first_name="明")


@pytest.fixture
def issue(chief):
    """Proofed, remarked upon by somebody with a link, published, corrected, withdrawn."""
    built = builders.issue()
    proof = Proof.objects.create(
        issue=built,
        number=1,
        snapshot="{}",
        digest=DIGEST,
        pdf=DIGEST,
        made_by=chief,
        closed_at=timezone.now(),
    )
    link = Invitation.objects.create(
        issue=built, proof=proof, name="王会长", digest=DIGEST, made_by=chief, expires_at=timezone.now()
    )
    Remark.objects.create(
        proof=proof, article="abcd2345", block=0, start=0, end=2, quote="当天", text="改为次日", invitation=link,
        resolved_at=timezone.now(), resolved_by=chief, resolution="已改",
    )  # fmt: skip
    for number, note in ((1, ""), (2, "数字有误")):
        Edition.objects.create(
            issue=built, number=number, snapshot="{}", digest=DIGEST, published_at=timezone.now(), note=note
        )
    Edition.objects.filter(number=2).update(
        withdrawn_at=timezone.now(), withdrawn_by=chief, withdrawal_reason="来源要求撤稿"
    )
    return built


def test_proofs_remarks_links_and_editions_stand_in_the_trail(client, issue, chief):
    client.force_login(chief)
    content = client.get(reverse("admin:editorial_issue_audit", args=[issue.pk])).content.decode("utf-8-sig")
    rows = {
        (row["何人"], row["何事"], row["对象"], row["详情"]) for row in csv.DictReader(io.StringIO(content))
    }
    name = str(issue)
    assert rows >= {
        ("周明", "出校样", name, "一校"),
        ("—", "收校样", name, "一校"),
        ("周明", "生成审阅链接", name, "王会长"),
        ("王会长", "批注", "一校", "“当天”：改为次日"),
        ("周明", "处理批注", "一校", "“当天”：改为次日 → 已改"),
        ("命令行", "发布", "第 1 版", ""),
        ("命令行", "更正", "第 2 版", "数字有误"),
        ("周明", "撤回发布", name, "来源要求撤稿"),
    }


def test_the_trail_runs_in_time_order(client, issue, chief):
    early = timezone.now() - datetime.timedelta(days=365)
    Proof.objects.update(made_at=early)
    client.force_login(chief)
    content = client.get(reverse("admin:editorial_issue_audit", args=[issue.pk])).content.decode("utf-8-sig")
    times = [row["时间"] for row in csv.DictReader(io.StringIO(content))]
    assert times == sorted(times)
    assert times[0] == timezone.localtime(early).strftime("%Y-%m-%d %H:%M:%S")
