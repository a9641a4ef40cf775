"""定时发布: at its time, once, in the name of whoever set it; and never what nobody signed."""

import datetime
import io
import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from editorial.actions import Refused
from editorial.actions.signing import reopen
from editorial.workflow import ROLES, IssueState
from publishing.actions import SiteUnfinished, publish
from publishing.models import Edition, Schedule
from publishing.scheduling import cancel, proposed_time, publish_due, schedule
from publishing.site import baking
from tests import builders
from tests.installation import ROOT, installation

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def issue(db):
    return builders.signed(builders.with_article(builders.issue(2026, 1)))


@pytest.fixture
def chief(db):
    return builders.user("主编")


def in_an_hour():
    return timezone.now() + HOUR


def due(issue, chief):
    """The issue was to come out a minute ago."""
    row = schedule(issue=issue, at=in_an_hour(), by=chief)
    Schedule.objects.filter(pk=row.pk).update(at=timezone.now() - HOUR / 60)


def test_it_comes_out_at_its_time_and_not_before(issue, chief):
    at = in_an_hour()
    schedule(issue=issue, at=at, by=chief)
    assert [*publish_due(now=at - HOUR / 60)] == []
    assert not Edition.objects.exists()
    [outcome] = publish_due(now=at)
    assert outcome.edition == Edition.objects.get()
    assert outcome.edition.published_by == chief
    assert not Schedule.objects.exists()
    assert [*baking.check()] == []
    assert [*publish_due(now=at + HOUR)] == []


@pytest.mark.parametrize(
    ("today", "proposed"),
    [
        ("2026-01-22", "2026-01-28"),  # the issue's date is to come
        ("2026-01-28", "2026-01-29"),  # a Wednesday
        ("2026-01-30", "2026-02-02"),  # a Friday
        ("2026-01-31", "2026-02-02"),
    ],
)
def test_the_time_proposed_is_nine_on_the_issues_date_or_the_next_working_day(issue, today, proposed):
    at = proposed_time(issue, today=datetime.date.fromisoformat(today))
    assert timezone.localtime(at).isoformat() == f"{proposed}T09:00:00+08:00"


def test_the_time_can_be_moved_and_taken_back(issue, chief):
    at = in_an_hour()
    schedule(issue=issue, at=at, by=chief)
    schedule(issue=issue, at=at + HOUR, by=chief)
    assert [*publish_due(now=at)] == []
    cancel(issue=issue, by=chief)
    assert [*publish_due(now=at + HOUR)] == []
    assert not Edition.objects.exists()


@pytest.mark.parametrize("ahead", [-HOUR, datetime.timedelta(0), datetime.timedelta(days=400)])
def test_a_time_that_makes_no_sense_is_refused(issue, chief, ahead):
    with pytest.raises(Refused, match="现在以后、一年以内"):
        schedule(issue=issue, at=timezone.now() + ahead, by=chief)


@pytest.mark.parametrize("state", [state for state in IssueState if state != IssueState.SIGNED])
def test_only_a_signed_issue_gets_a_time(issue, chief, state):
    type(issue).objects.update(state=state)
    with pytest.raises(Refused, match="签发以后才能定时"):
        schedule(issue=issue, at=in_an_hour(), by=chief)


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_may_publish_set_and_take_back_times(issue, chief, role):
    user = builders.user(role)
    if role in {"主编", "管理员"}:
        schedule(issue=issue, at=in_an_hour(), by=user)
        cancel(issue=issue, by=user)
        return
    with pytest.raises(PermissionDenied, match="发布权限"):
        schedule(issue=issue, at=in_an_hour(), by=user)
    schedule(issue=issue, at=in_an_hour(), by=chief)
    with pytest.raises(PermissionDenied, match="发布权限"):
        cancel(issue=issue, by=user)
    assert Schedule.objects.exists()


def test_what_was_reopened_is_told_once_and_does_not_come_out_when_it_is_signed_again(issue, chief):
    due(issue, chief)
    reopen(issue=issue, by=chief, opinion="标题再斟酌。")
    [outcome] = publish_due()
    assert "还没有签发" in outcome.problem
    assert Schedule.objects.get().problem == outcome.problem
    builders.signed(issue)
    assert [*publish_due()] == []
    assert not Edition.objects.exists()


def test_a_new_time_is_a_new_try(issue, chief):
    due(issue, chief)
    reopen(issue=issue, by=chief, opinion="标题再斟酌。")
    [*publish_due()]
    builders.signed(issue)
    at = in_an_hour()
    schedule(issue=issue, at=at, by=chief)
    assert Schedule.objects.get().problem == ""
    assert [outcome.edition for outcome in publish_due(now=at)] == [Edition.objects.get()]


def test_whoever_lost_the_right_to_publish_publishes_nothing(issue, chief):
    due(issue, chief)
    chief.groups.clear()
    [outcome] = publish_due()
    assert "发布权限" in outcome.problem
    assert not Edition.objects.exists()


def test_a_full_disk_is_tried_again(issue, chief, data_dir):
    due(issue, chief)
    blocked = data_dir / "vault"
    blocked.write_text("a file where the folder should be")
    [outcome] = publish_due()
    assert "存档文件夹无法写入" in outcome.problem
    assert Schedule.objects.get().problem == ""
    blocked.unlink()
    assert [outcome.edition for outcome in publish_due()] == [Edition.objects.get()]


def test_a_site_that_cannot_be_written_is_told_and_the_issue_is_published(issue, chief, monkeypatch):
    def full(*arguments):
        raise SiteUnfinished("已发布，但网站文件没有写完。")

    due(issue, chief)
    monkeypatch.setattr("publishing.scheduling.write_site", full)
    [outcome] = publish_due()
    assert outcome.edition == Edition.objects.get()
    assert "没有写完" in outcome.problem
    assert not Schedule.objects.exists()


def test_one_that_was_published_by_hand_just_loses_its_time(issue, chief):
    due(issue, chief)
    publish(issue=issue, by=chief)
    assert [*publish_due()] == []
    assert not Schedule.objects.exists()
    assert Edition.objects.count() == 1


def test_one_that_cannot_come_out_keeps_no_other_back(issue, chief):
    second = builders.signed(builders.with_article(builders.issue(2026, 2)))
    for one in (issue, second):
        due(one, chief)
    reopen(issue=issue, by=chief, opinion="标题再斟酌。")
    assert [bool(outcome.edition) for outcome in publish_due()] == [False, True]


@pytest.mark.parametrize("meanwhile", [schedule, cancel])
def test_a_time_that_is_moved_or_taken_back_while_the_command_runs_is_respected(issue, chief, meanwhile):
    second = builders.signed(builders.with_article(builders.issue(2026, 2)))
    for one in (issue, second):
        due(one, chief)
    run = publish_due()
    assert next(run).issue == issue
    meanwhile(issue=second, by=chief, **({"at": in_an_hour()} if meanwhile is schedule else {}))
    assert [*run] == []
    assert Edition.objects.get().issue == issue


def test_the_command_says_what_it_did(issue, chief):
    out = io.StringIO()
    call_command("publish_due", stdout=out)
    assert out.getvalue() == ""
    due(issue, chief)
    call_command("publish_due", stdout=out)
    assert "已发布：2026 年第 1 期" in out.getvalue()


def test_the_command_fails_with_the_sentence(issue, chief):
    due(issue, chief)
    reopen(issue=issue, by=chief, opinion="标题再斟酌。")
    with pytest.raises(CommandError, match="还没有签发"):
        call_command("publish_due")


SET = """
import datetime
from django.utils import timezone
from publishing.models import Edition, Schedule
from publishing.scheduling import schedule
from tests import builders
chief = builders.user("主编")
for number in (1, 2):
    issue = builders.signed(builders.with_article(builders.issue(2026, number), f"第 {number} 篇"))
    schedule(issue=issue, at=timezone.now() + datetime.timedelta(hours=1), by=chief)
Schedule.objects.update(at=timezone.now())
"""
COUNT = """
from publishing.models import Edition, Schedule
print(Edition.objects.count(), Schedule.objects.count())
"""


def test_commands_that_run_at_once_publish_each_issue_once(tmp_path):
    with installation(tmp_path) as here:
        here.manage("migrate", "--verbosity", "0")
        here.manage("shell", "--verbosity", "0", "-c", SET)
        commands = [
            subprocess.Popen(
                [sys.executable, "manage.py", "publish_due"],
                cwd=ROOT,
                env=here.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(3)
        ]
        answers = [command.communicate() for command in commands]
        assert [command.returncode for command in commands] == [0, 0, 0], answers
        told = "".join(out for out, _err in answers)
        assert [told.count(f"已发布：2026 年第 {number} 期") for number in (1, 2)] == [1, 1]
        assert here.manage("shell", "--verbosity", "0", "-c", COUNT).split() == ["2", "0"]
        assert "逐字节一致" in here.manage("bake", "--check")
