"""Publishing: who may, what is refused, what is recorded, and that nothing published can change."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from editorial import vault
from editorial.actions import Refused
from editorial.models import WordPair
from editorial.pictures import save_picture
from editorial.workflow import ROLES, UNPUBLISHED, IssueState
from publishing.actions import SiteUnfinished, publish
from publishing.formats import FORMATS, CannotRender, Rendered
from publishing.models import Artifact, Edition
from publishing.snapshot import digest, load
from tests import builders
from tests.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    issue = builders.issue(2026, 1, serial=40)
    builders.article(issue=issue)
    return issue


def test_an_edition_records_the_snapshot_and_every_format(issue):
    edition = publish(issue=issue)
    assert edition.number == 1
    assert edition.digest == digest(edition.snapshot)
    assert load(edition.snapshot).serial == 40
    assert {artifact.format for artifact in edition.artifacts.all()} == set(FORMATS)
    for artifact in edition.artifacts.all():
        content = vault.fetch(artifact.digest)
        assert len(content) == artifact.size
        assert hashlib.sha256(content).hexdigest() == artifact.digest
    issue.refresh_from_db()
    assert issue.state == IssueState.PUBLISHED


def test_it_records_who_and_when(issue):
    chief = builders.user("主编")
    edition = publish(issue=builders.signed(issue), by=chief)
    assert edition.published_by == chief
    assert edition.published_at is not None


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_may_publish_can(issue, role):
    user = builders.user(role)
    builders.signed(issue)
    if role in {"主编", "管理员"}:
        assert publish(issue=issue, by=user)
        return
    with pytest.raises(PermissionDenied, match="主编"):
        publish(issue=issue, by=user)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("state", [state for state in IssueState if state not in UNPUBLISHED])
def test_a_published_or_withdrawn_issue_is_refused(issue, state):
    issue.state = state
    issue.save()
    with pytest.raises(Refused, match="不能发布"):
        publish(issue=issue)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("state", sorted(UNPUBLISHED))
def test_the_command_line_publishes_what_nobody_has_signed(issue, state):
    issue.state = state
    issue.save()
    assert publish(issue=issue).number == 1


def test_at_the_desk_only_what_is_signed_is_published(issue):
    chief = builders.user("主编")
    with pytest.raises(Refused, match="还没有签发，不能发布"):
        publish(issue=issue, by=chief)
    with pytest.raises(Refused, match="还没有签发，不能发布"):
        publish(issue=builders.sent(issue), by=chief)
    assert not Edition.objects.exists()


def test_preflight_stops_whoever_publishes_at_the_desk(issue):
    """What was clear when it was signed may not be any more: rules and words change."""
    chief = builders.user("主编")
    builders.signed(issue)
    pair = issue.publication.word_pairs.create(word="当天", instead="当日", reason=WordPair.Reason.MISTAKE)
    with pytest.raises(Refused, match="审读检查还有 1 处警告"):
        publish(issue=issue, by=chief)
    issue.refresh_from_db()
    assert issue.state == IssueState.SIGNED
    assert not Edition.objects.exists()
    pair.delete()
    assert publish(issue=issue, by=chief).number == 1


def test_the_command_line_publishes_what_preflight_objects_to_and_says_so(issue, capsys):
    article = issue.articles.first()
    article.body = "欧盟仍是是最大市场。"
    article.save()
    call_command("publish_issue", f"{issue.year}/{issue.number}")
    assert "还有 1 处错误没有处理" in capsys.readouterr().out
    assert Edition.objects.count() == 1


def test_publishing_twice_makes_one_edition(issue):
    publish(issue=issue)
    with pytest.raises(Refused, match="已发布"):
        publish(issue=issue)
    assert Edition.objects.count() == 1


def test_an_empty_issue_is_refused():
    with pytest.raises(Refused, match="还没有文章"):
        publish(issue=builders.issue())


def test_an_article_without_a_source_is_named_and_stops_it(issue):
    builders.article("来路不明", issue=issue, outlet=None)
    with pytest.raises(Refused, match="《来路不明》没有写明来源"):
        publish(issue=issue)
    assert not Edition.objects.exists()


def test_a_picture_that_is_gone_stops_it(issue):
    builders.article("有图", issue=issue, body="![图](/pictures/0123456789abcdef.png)")
    with pytest.raises(Refused, match=r"0123456789abcdef\.png"):
        publish(issue=issue)
    assert not Edition.objects.exists()


def test_a_picture_reaches_the_vault_and_the_site(issue, data_dir):
    name = save_picture(png())
    builders.article("有图", issue=issue, body=f"![港口夜景](/pictures/{name})")
    [picture] = load(publish(issue=issue).snapshot).pictures
    assert vault.fetch(picture.digest) == (data_dir / "site" / "pictures" / name).read_bytes()


def test_a_format_that_fails_leaves_no_edition(issue, monkeypatch):
    def fail(*args):
        raise RuntimeError("out of paper")

    broken = FORMATS["pdf"].__class__("pdf", "PDF", "application/pdf", fail)
    monkeypatch.setitem(FORMATS, "pdf", broken)
    with pytest.raises(RuntimeError):
        publish(issue=issue)
    assert not Edition.objects.exists()
    issue.refresh_from_db()
    assert issue.state == IssueState.EDITING


def test_a_text_that_no_press_can_set_is_told(issue, monkeypatch):
    def refuse(*args):
        raise CannotRender("PDF 排不出来")

    monkeypatch.setitem(FORMATS, "pdf", FORMATS["pdf"].__class__("pdf", "PDF", "application/pdf", refuse))
    with pytest.raises(Refused, match="不能发布：PDF 排不出来"):
        publish(issue=issue)
    assert not Edition.objects.exists()


def test_a_vault_that_cannot_be_written_stops_it(issue, data_dir):
    (data_dir / "vault").write_text("a file where the folder should be")
    with pytest.raises(Refused, match="存档文件夹无法写入"):
        publish(issue=issue)
    assert not Edition.objects.exists()


def test_a_lost_file_of_another_edition_is_told_and_the_new_edition_stays(issue, data_dir, monkeypatch):
    """Lost from the vault and from the site: what readers still have is not asked for again."""
    earlier = publish(issue=issue)
    for artifact in earlier.artifacts.all():
        [lost] = (data_dir / "vault").rglob(artifact.digest)
        lost.unlink()
        (data_dir / "site" / "2026" / "1" / artifact.path).unlink()
        other = FORMATS[artifact.format]
        changed = other.__class__(
            other.name,
            other.label,
            other.media_type,
            lambda *_, name=artifact.format: Rendered(name, "text/plain", b"y"),
        )
        monkeypatch.setitem(FORMATS, artifact.format, changed)
    second = builders.issue(2026, 2, serial=41)
    builders.article("下一期", issue=second)
    with pytest.raises(SiteUnfinished, match="存档文件缺失"):
        publish(issue=second)
    assert Edition.objects.filter(issue=second).exists()


def test_a_full_disk_is_told_and_the_edition_stays(issue, data_dir):
    (data_dir / "site").write_text("a file where the folder should be")
    with pytest.raises(SiteUnfinished, match="运行 manage"):
        publish(issue=issue)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda: Edition.objects.update(snapshot="{}"),
        lambda: Edition.objects.update(number=7),
        lambda: Edition.objects.all().delete(),
        lambda: Artifact.objects.update(digest="0" * 64),
        lambda: Artifact.objects.all().delete(),
    ],
    ids=["snapshot", "number", "delete edition", "artifact", "delete artifact"],
)
def test_the_database_refuses_to_change_what_was_published(issue, change):
    publish(issue=issue)
    with pytest.raises(IntegrityError, match=r"append-only|protected"), transaction.atomic():
        change()


def test_a_withdrawal_may_be_noted(issue):
    edition = publish(issue=issue)
    Edition.objects.update(withdrawn_at=edition.published_at, withdrawal_reason="数字有误")
    assert Edition.objects.get().withdrawal_reason == "数字有误"
    assert not Edition.objects.current().exists()


@pytest.mark.parametrize(
    "values",
    [
        {"number": 1},
        {"number": 0},
        {"number": 2, "note": ""},
        {"number": 2, "note": "更正", "digest": "short"},
    ],
    ids=["same number", "number 0", "correction without note", "short digest"],
)
def test_an_impossible_edition_is_refused(issue, values):
    edition = publish(issue=issue)
    row = {"digest": "a" * 64, "snapshot": "{}", "published_at": edition.published_at} | values
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(issue=issue, **row)


def test_two_artifacts_of_an_edition_cannot_share_a_path(issue):
    edition = publish(issue=issue)
    [path, *_others] = edition.artifacts.values_list("path", flat=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Artifact.objects.create(
            edition=edition, format="x", path=path, media_type="x", size=1, digest="a" * 64
        )
    assert connection.is_usable()
