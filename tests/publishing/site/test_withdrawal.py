"""撤回: the issue is taken from its readers everywhere, and its addresses say so."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from editorial.actions import Refused
from editorial.models import Article
from editorial.preflight.newsroom import proofread
from editorial.workflow import ROLES, IssueState
from publishing.actions import publish
from publishing.corrections import correct, withdraw
from publishing.models import Edition
from publishing.site import baking
from tests import builders
from tests.crawl import dead_links

pytestmark = pytest.mark.django_db

REASON = "配图未获授权，权利人已提出异议。"
LONG = "港口全年新开十二条外贸航线，覆盖东南亚、中东和地中海沿岸，运价比上年平均下降一成，货主普遍受益。"


@pytest.fixture
def issues():
    """Three published issues; the middle one, of an outlet of its own, was corrected once."""
    made = []
    for number in (1, 2, 3):
        issue = builders.issue(2026, number)
        outlet = "新港晚报" if number == 2 else "港城日报"
        builders.article(f"第 {number} 期的文章", issue=issue, outlet=outlet, body=f"{LONG}{number}")
        publish(issue=issue)
        made.append(issue)
    builders.article("后来补上的一篇", issue=made[1], outlet="新港晚报", body="2025年，进口额为38.3亿元。")
    correct(issue=made[1], note="补上一篇。")
    return made


@pytest.fixture
def middle(issues):
    return issues[1]


def addresses(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def test_a_withdrawal_is_recorded_on_the_edition_that_readers_had(middle):
    chief = builders.user("主编")
    moment = datetime.datetime(2026, 3, 4, 9, 30, tzinfo=datetime.UTC)
    edition = withdraw(issue=middle, reason=REASON, by=chief, at=moment)
    first, last = Edition.objects.filter(issue=middle)
    assert edition == last
    assert (last.withdrawn_at, last.withdrawn_by, last.withdrawal_reason) == (moment, chief, REASON)
    assert first.withdrawn_at is None
    middle.refresh_from_db()
    assert middle.state == IssueState.WITHDRAWN


def test_no_page_of_the_site_leads_to_a_withdrawn_issue_any_more(middle, data_dir):
    folder = data_dir / "site"
    withdraw(issue=middle, reason=REASON)
    own = {path for name, path in addresses(folder).items() if name.startswith("2026/2/")}
    for name, path in addresses(folder).items():
        if path not in own and name.endswith((".html", ".csv", ".json")):
            text = path.read_text()
            assert "/2026/2/" not in text, name
            assert "第 2 期的文章" not in text, name
    assert not (folder / "sources" / builders.source("新港晚报").slug / "index.html").exists()
    assert dead_links(folder) == set()
    assert [*baking.check()] == []


def test_its_addresses_stay_and_say_why(middle, data_dir):
    folder = data_dir / "site"
    before = {
        name for name in addresses(folder) if name.startswith("2026/2/") and name.endswith("index.html")
    }
    withdraw(issue=middle, reason=REASON)
    after = {
        name: path
        for name, path in addresses(folder).items()
        if name.startswith("2026/2/") and not name.endswith((".br", ".gz"))
    }
    assert set(after) == before
    assert len(before) == 5, "the issue, two articles, the list of editions and the first of them"
    assert all(REASON in path.read_text() for path in after.values())


def test_its_files_are_gone_but_kept_in_the_vault(middle, data_dir):
    withdraw(issue=middle, reason=REASON)
    assert not [
        name for name in addresses(data_dir / "site") if name.endswith(("2026-02.pdf", "2026-02.html"))
    ]
    call_command("verify", stdout=io.StringIO())


def test_the_issues_beside_it_pass_it_over(issues, data_dir):
    withdraw(issue=issues[1], reason=REASON)
    first = (data_dir / "site" / "2026" / "1" / "index.html").read_text()
    third = (data_dir / "site" / "2026" / "3" / "index.html").read_text()
    assert 'rel="next" href="/2026/3/"' in first
    assert 'rel="prev" href="/2026/1/"' in third


def test_an_issue_published_afterwards_passes_it_over_too(issues, data_dir):
    withdraw(issue=issues[2], reason=REASON)
    fourth = builders.with_article(builders.issue(2026, 4), "第 4 期的文章")
    publish(issue=fourth)
    assert 'rel="prev" href="/2026/2/"' in (data_dir / "site/2026/4/index.html").read_text()
    assert 'rel="next" href="/2026/4/"' in (data_dir / "site/2026/2/index.html").read_text()
    assert [*baking.check()] == []


def test_the_only_issue_can_be_withdrawn(data_dir):
    issue = builders.with_article(builders.issue())
    publish(issue=issue)
    withdraw(issue=issue, reason=REASON)
    assert "还没有出版的期次" in (data_dir / "site" / "index.html").read_text()
    assert REASON in (data_dir / "site/2026/1/index.html").read_text()
    assert dead_links(data_dir / "site") == set()


def test_later_issues_are_not_held_against_it(middle):
    later = builders.with_article(builders.issue(2026, 5), body=f"{LONG}2")
    assert "para.duplicate" in {each.finding.rule for each in proofread(later).noted}
    withdraw(issue=middle, reason=REASON)
    assert "para.duplicate" not in {each.finding.rule for each in proofread(later).noted}


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_may_publish_can_withdraw(middle, role):
    user = builders.user(role)
    if role in {"主编", "管理员"}:
        assert withdraw(issue=middle, reason=REASON, by=user)
        return
    with pytest.raises(PermissionDenied, match="您没有撤回的权限"):
        withdraw(issue=middle, reason=REASON, by=user)
    assert not Edition.objects.exclude(withdrawn_at=None).exists()


@pytest.mark.parametrize("state", [state for state in IssueState if state != IssueState.PUBLISHED])
def test_only_a_published_issue_can_be_withdrawn(state):
    issue = builders.with_article(builders.issue(state=state))
    with pytest.raises(Refused, match="不能撤回"):
        withdraw(issue=issue, reason=REASON)


def test_readers_must_be_told_why(middle):
    with pytest.raises(Refused, match="请写明撤回的原因"):
        withdraw(issue=middle, reason=" \n")


def test_what_was_withdrawn_stays_withdrawn(middle):
    withdraw(issue=middle, reason=REASON)
    Article.objects.filter(issue=middle).update(body="改过了。")
    for move in (
        lambda: publish(issue=middle),
        lambda: correct(issue=middle, note="改过了。"),
        lambda: withdraw(issue=middle, reason=REASON),
    ):
        with pytest.raises(Refused, match="已撤回"):
            move()


def test_a_snapshot_cannot_be_rewritten_along_with_a_withdrawal(middle):
    withdraw(issue=middle, reason=REASON)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Edition.objects.filter(issue=middle).update(withdrawal_reason="", snapshot="{}")


def test_the_command_withdraws_once(middle):
    out = io.StringIO()
    call_command("withdraw_issue", "2026/2", reason=REASON, stdout=out)
    assert "已撤回" in out.getvalue()
    with pytest.raises(CommandError, match="状态是“已撤回”，不能撤回"):
        call_command("withdraw_issue", "2026/2", reason=REASON)
