"""更正: who may, what is refused, what is kept, and that the site is right at every moment."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from editorial.actions import Refused
from editorial.actions.reviewing import reconsider
from editorial.models import Article, Attribution, PrintedFigure
from editorial.pictures import save_picture
from editorial.storage import AtomicFileSystemStorage
from editorial.workflow import ROLES, IssueState
from publishing.actions import SiteUnfinished, publish
from publishing.corrections import LONGEST_NOTE, correct, withdraw
from publishing.models import Edition
from publishing.site import baking
from publishing.snapshot import load
from tests import builders
from tests.crawl import dead_links
from tests.pictures import png

pytestmark = pytest.mark.django_db

NOTE = "“当天”应为“次日”，原稿笔误。"


@pytest.fixture
def issue():
    """An issue of two articles, reviewed, signed and published."""
    issue = builders.issue(2026, 1)
    builders.article("港口用上了数字提单", issue=issue)
    builders.article("海外仓怎么算账", issue=issue, body="先算仓租，再算时间。")
    builders.signed(issue)
    publish(issue=issue, by=builders.user("主编"))
    return issue


def reword(issue, body="数字提单次日就能签发。", *, place=0):
    """An article of the issue is rewritten at the desk: it falls back to a draft."""
    article = issue.articles.order_by("position")[place]
    article.body = body
    article.save()
    reconsider(article=article, by=builders.colleague(*builders.WRITER))
    return Article.objects.get(pk=article.pk)


FLAWED = "先算仓租，，再算时间。"


def published_with_findings():
    """An issue whose second article went out with an error in it."""
    issue = builders.issue(2026, 1)
    builders.article("港口用上了数字提单", issue=issue)
    builders.article("海外仓怎么算账", issue=issue, body=FLAWED)
    publish(issue=issue)
    return issue


def corrected(issue, **words):
    builders.approved(reword(issue, **words))
    return correct(issue=issue, note=NOTE, by=builders.user("主编"))


MOVES = {
    "correct": lambda issue: correct(issue=issue, note=NOTE),
    "withdraw": lambda issue: withdraw(issue=issue, reason="来源未获授权。"),
}


# --- The action ---------------------------------------------------------------------------------


def test_a_correction_is_a_second_edition_and_the_first_stays_as_it_was(issue):
    first = Edition.objects.get()
    before = (first.snapshot, [*first.artifacts.values_list("path", "digest")])
    chief = builders.user("主编")
    builders.approved(reword(issue))
    edition = correct(issue=issue, note=f"  {NOTE}\r\n", by=chief)
    assert (edition.number, edition.note, edition.published_by) == (2, NOTE, chief)
    assert load(edition.snapshot).edition == 2
    assert next(load(edition.snapshot).articles).body == "数字提单次日就能签发。"
    first.refresh_from_db()
    assert (first.snapshot, [*first.artifacts.values_list("path", "digest")]) == before
    issue.refresh_from_db()
    assert issue.state == IssueState.PUBLISHED


def test_nothing_changed_is_nothing_to_correct(issue):
    with pytest.raises(Refused, match="和第 1 版一字不差"):
        correct(issue=issue, note=NOTE)
    assert Edition.objects.count() == 1


def test_what_was_changed_back_is_nothing_to_correct(issue):
    corrected(issue)
    builders.approved(reword(issue, "另一个说法。"))
    builders.approved(reword(issue))
    with pytest.raises(Refused, match="和第 2 版一字不差"):
        correct(issue=issue, note=NOTE)


@pytest.mark.parametrize("note", ["", "  \n ", "长" * (LONGEST_NOTE + 1)])
def test_readers_must_be_told_in_a_few_words(issue, note):
    builders.approved(reword(issue))
    with pytest.raises(Refused, match=r"请写明更正了什么|字以内"):
        correct(issue=issue, note=note)
    assert Edition.objects.count() == 1


def test_a_reworded_article_must_be_approved_anew(issue):
    reword(issue)
    with pytest.raises(Refused, match="《港口用上了数字提单》还是“草稿”"):
        correct(issue=issue, note=NOTE, by=builders.user("主编"))
    assert Edition.objects.count() == 1


def test_an_article_that_readers_have_already_needs_no_new_approval():
    issue = builders.issue(2026, 1)
    unreviewed = builders.article("往期的文章", issue=issue)
    builders.article("打错了字的一篇", issue=issue)
    publish(issue=issue)
    builders.approved(reword(issue, "打错的字改好了。", place=1))
    assert correct(issue=issue, note=NOTE, by=builders.user("主编")).number == 2
    unreviewed.refresh_from_db()
    assert unreviewed.state == "draft"


def test_preflight_stops_a_correction_at_the_desk(issue):
    builders.approved(reword(issue, "数字提单次日日就就能签发，，欧盟仍是是最大市场。"))
    with pytest.raises(Refused, match="审读检查还有"):
        correct(issue=issue, note=NOTE, by=builders.user("主编"))
    assert correct(issue=issue, note=NOTE).number == 2, "the command line may"


def test_what_readers_have_already_does_not_stop_a_correction_of_something_else():
    issue = published_with_findings()
    builders.approved(reword(issue))
    assert correct(issue=issue, note=NOTE, by=builders.user("主编")).number == 2


def test_an_article_that_is_corrected_must_be_clear_as_a_whole():
    issue = published_with_findings()
    builders.approved(reword(issue, f"{FLAWED}周末照常。", place=1))
    with pytest.raises(Refused, match=r"改动过的文章，审读检查还有.*不能出更正版"):
        correct(issue=issue, note=NOTE, by=builders.user("主编"))
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_may_publish_can_correct(issue, role):
    builders.approved(reword(issue))
    user = builders.user(role)
    if role in {"主编", "管理员"}:
        assert correct(issue=issue, note=NOTE, by=user).number == 2
        return
    with pytest.raises(PermissionDenied, match="您没有更正的权限"):
        correct(issue=issue, note=NOTE, by=user)


@pytest.mark.parametrize("state", [state for state in IssueState if state != IssueState.PUBLISHED])
def test_only_a_published_issue_can_be_corrected(state):
    issue = builders.with_article(builders.issue(state=state))
    with pytest.raises(Refused, match="不能更正"):
        correct(issue=issue, note=NOTE)


def test_an_issue_keeps_an_article_and_every_article_its_source(issue):
    Attribution.objects.filter(article__title="海外仓怎么算账").delete()
    with pytest.raises(Refused, match="《海外仓怎么算账》没有写明来源"):
        correct(issue=issue, note=NOTE)
    Article.objects.update(issue=None, section=None, position=None)
    with pytest.raises(Refused, match="还没有文章"):
        correct(issue=issue, note=NOTE)


def test_later_issues_are_held_against_what_was_corrected(issue):
    corrected(issue, body="2025年，全国跨境寄递业务量达到12.5亿件。")
    assert [figure.text for figure in PrintedFigure.objects.all()] == ["12.5亿件"]


# --- The site -----------------------------------------------------------------------------------


def test_the_site_after_a_correction_is_what_a_whole_bake_would_write(issue, data_dir):
    other = builders.issue(2026, 2)
    builders.article("下一期的文章", issue=other)
    publish(issue=other)
    corrected(issue)
    assert [*baking.check()] == []
    assert dead_links(data_dir / "site") == set()
    corrected(issue, body="数字提单第三天才能签发。")
    assert [*baking.check()] == []


def test_both_editions_files_can_be_downloaded(issue, data_dir):
    folder = data_dir / "site" / "2026" / "1"
    first = {name: (folder / name).read_bytes() for name in ("2026-01.pdf", "2026-01.html")}
    corrected(issue)
    for name, content in first.items():
        assert (folder / "editions" / "1" / name).read_bytes() == content
        assert (folder / name).read_bytes() != content


def test_a_picture_that_only_the_first_edition_shows_stays(data_dir):
    name = save_picture(png())
    issue = builders.with_article(builders.issue(), body=f"![港口夜景](/pictures/{name})")
    publish(issue=issue)
    Article.objects.update(body="没有图了。")
    correct(issue=issue, note="图片用错了。")
    assert (data_dir / "site" / "pictures" / name).is_file()
    assert dead_links(data_dir / "site") == set()
    assert [*baking.check()] == []


def test_an_outlet_that_was_named_by_mistake_loses_its_page(issue, data_dir):
    sources = data_dir / "site" / "sources"
    [mistaken] = [path.name for path in sources.iterdir() if path.is_dir()]
    Attribution.objects.update(source=builders.source("新港晚报"))
    correct(issue=issue, note="来源写错了。")
    assert [path.parent.name for path in sources.glob("*/index.html")] == [builders.source("新港晚报").slug]
    assert not (sources / mistaken / "index.html").exists()
    assert [*baking.check()] == []


def test_a_correction_leaves_the_pages_of_other_issues_alone(issue, data_dir):
    for number in (2, 3, 4):
        other = builders.issue(2026, number)
        builders.article(f"第 {number} 期的文章", issue=other, outlet=f"第 {number} 家报社")
        publish(issue=other)
    folder = data_dir / "site"
    others = [path for number in (2, 3, 4) for path in (folder / f"2026/{number}").rglob("*.html")]
    before = {path: path.stat().st_mtime_ns for path in others}
    corrected(issue)
    assert {path: path.stat().st_mtime_ns for path in others} == before


def watched(monkeypatch, folder, see):
    """Calls `see` with the name of every file that was written to or deleted from the folder."""
    save, delete = AtomicFileSystemStorage.save, AtomicFileSystemStorage.delete

    def saving(storage, name, content, **options):
        saved = save(storage, name, content, **options)
        if storage.location == str(folder):
            see(name)
        return saved

    def deleting(storage, name):
        delete(storage, name)
        if storage.location == str(folder):
            see(name)

    monkeypatch.setattr(AtomicFileSystemStorage, "save", saving)
    monkeypatch.setattr(AtomicFileSystemStorage, "delete", deleting)


@pytest.mark.parametrize("move", MOVES)
def test_at_no_moment_does_a_page_lead_nowhere(issue, data_dir, monkeypatch, move):
    folder = data_dir / "site"
    other = builders.issue(2026, 2)
    builders.article("下一期的文章", issue=other, outlet="新港晚报")
    publish(issue=other)
    for outlet in ("海湾时报", "东港快讯"):  # their pages lead to one another, and go together
        Attribution.objects.create(article=issue.articles.first(), source=builders.source(outlet))
    corrected(issue)
    Article.objects.filter(title="海外仓怎么算账").update(issue=None, section=None, position=None)
    seen = []

    def see(name):
        seen.append(name)
        assert dead_links(folder) == set(), name

    watched(monkeypatch, folder, see)
    MOVES[move](issue)
    assert len(seen) > 10


class PowerCut(BaseException):
    """The machine stops."""


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("reached", [0, 1, 4, 9])
def test_a_site_that_was_cut_off_is_healed_by_whatever_is_published_next(
    issue, data_dir, monkeypatch, move, reached
):
    """`reached` 0: the machine stopped between the commit and the first file."""
    with monkeypatch.context() as patched:
        seen = []

        def see(name):
            seen.append(name)
            if len(seen) >= reached:
                raise PowerCut

        if reached:
            watched(patched, data_dir / "site", see)
        else:
            patched.setattr("publishing.site.baking.change", lambda changed: see("nothing"))
        builders.approved(reword(issue))
        with pytest.raises(PowerCut):
            MOVES[move](issue)
    assert dead_links(data_dir / "site") == set()
    following = builders.issue(2026, 5)
    builders.article("下一期的文章", issue=following)
    publish(issue=following)
    assert [*baking.check()] == []


def test_a_full_disk_is_told_and_the_correction_stays(issue, data_dir, monkeypatch):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    builders.approved(reword(issue))
    with monkeypatch.context() as patched:
        patched.setattr(baking, "_write", full)
        with pytest.raises(SiteUnfinished, match="更正版已发布，但网站文件没有写完"):
            correct(issue=issue, note=NOTE)
    assert Edition.objects.count() == 2
    call_command("bake", stdout=io.StringIO())
    assert [*baking.check()] == []


# --- The command --------------------------------------------------------------------------------


def test_the_command_corrects_and_says_where_to_look(issue):
    reword(issue)
    out = io.StringIO()
    call_command("correct_issue", "2026/1", note=NOTE, stdout=out)
    assert "第 2 版" in out.getvalue()
    assert "/2026/1/editions/" in out.getvalue()


@pytest.mark.parametrize(
    ("reference", "sentence"), [("2026/1", "一字不差"), ("2026/7", "没有 2026 年第 7 期")]
)
def test_the_command_says_why_not(issue, reference, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("correct_issue", reference, note=NOTE)
