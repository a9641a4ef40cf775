"""The desk's front page: everyone finds what waits for them, what came back, and how far the issue is."""

import datetime
import re
from html import unescape

import pytest
from django.db import connection
from django.template import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial.actions.reviewing import approve, recall, reconsider, return_, submit
from editorial.actions.signing import issue_digest, reopen, sign
from editorial.admin import front
from editorial.approval import digest_of
from editorial.models import Article, Attribution, Issue, Publication, Review
from editorial.preflight.newsroom import draft_of
from editorial.progress import progress_of
from editorial.workflow import ArticleState, Decision, IssueState, Stage
from tests import builders

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 1, 22)
LINK = re.compile(r'href="(/admin/[^"#]*)"')
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """A clock that stands in the morning of a day, and can be put forward by days."""
    clock = [datetime.datetime(2026, 1, 22, 1, 5, tzinfo=datetime.UTC)]  # 09:05 in Shanghai
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock[0])

    def forward(days):
        clock[0] += datetime.timedelta(days)

    return forward


@pytest.fixture
def editor():
    return builders.user("编辑", last_name="林", first_name="一")


@pytest.fixture
def reviewer():
    return builders.user("责任编辑", last_name="周", first_name="明")


@pytest.fixture
def chief():
    return builders.user("主编", last_name="贺", first_name="兰")


def page(user):
    client = Client()
    client.force_login(user)
    response = client.get("/admin/")
    assert response.status_code == 200
    return response.content.decode()


def panel(user, name):
    """The words under a heading, blanks left out; nothing where the page has no such heading."""
    found = re.search(rf'<section[^>]*aria-labelledby="{name}-heading".*?</section>', page(user), re.S)
    return "".join(unescape(TAG.sub("", found[0])).split()) if found else None


def found(pattern, text):
    match = re.search(pattern, text, re.DOTALL)
    assert match
    return match[1]


def heading(user):
    return "".join(TAG.sub("", found(r"<h1>(.*?)</h1>", page(user))).split())


def seen(article):
    """The digest of the article's text, as a reviewer sends it back."""
    return digest_of(draft_of(Article.objects.get(pk=article.pk)))


def pass_(article, *reviewers):
    for each in reviewers:
        approve(article=article, by=each, digest=seen(article))


# --- What waits for me ----------------------------------------------------------------------------


def test_a_submitted_article_waits_for_those_who_may_review_it_and_says_since_when(editor, reviewer, today):
    submit(article=builders.article("码头的新闸口", issue=builders.issue()), by=editor)
    today(3)
    words = panel(reviewer, "waiting")
    assert "初审码头的新闸口已等3天林一送审2026年1月22日09:05" in words
    assert heading(reviewer) == "周明，有1件等您审定。"


def test_what_has_waited_longest_stands_first(editor, reviewer, today):
    issue = builders.issue()
    fresh, old = builders.article("刚送来的", issue=issue), builders.article("久等的", issue=issue)
    submit(article=old, by=editor)
    today(1)
    submit(article=fresh, by=editor)
    words = panel(reviewer, "waiting")
    assert words.index("久等的已等1天") < words.index("刚送来的林一送审")


def test_nobody_is_asked_to_review_what_they_sent_edit_or_have_approved(editor, reviewer, chief):
    submit(article=builders.article("自己送的", issue=builders.issue()), by=reviewer)
    theirs = builders.article("自己编的", editor=reviewer)
    submit(article=theirs, by=editor)
    passed = builders.article("已经审过的")
    submit(article=passed, by=editor)
    pass_(passed, reviewer)
    assert "没有等您审定的稿件" in panel(reviewer, "waiting")
    assert all(title in panel(chief, "waiting") for title in ("自己送的", "自己编的", "已经审过的"))


def test_in_a_new_chain_the_same_reviewer_is_asked_again(editor, reviewer):
    article = builders.article("改过再送的", issue=builders.issue())
    submit(article=article, by=editor)
    pass_(article, reviewer)
    return_(article=article, by=builders.user("责任编辑"), opinion="请补一句出处。")
    submit(article=article, by=editor)
    assert "改过再送的" in panel(reviewer, "waiting")


def test_the_last_review_is_asked_of_the_chief_alone(editor, reviewer, chief):
    article = builders.article("等终审的", issue=builders.issue())
    submit(article=article, by=editor)
    pass_(article, reviewer, builders.user("责任编辑"))
    assert "终审等终审的" in panel(chief, "waiting")
    assert "等终审的" not in panel(builders.user("责任编辑"), "waiting")


def test_an_editor_has_nothing_to_review(editor):
    assert panel(editor, "waiting") is None


def test_an_issue_waits_for_its_signature_then_for_its_publication(reviewer, chief):
    issue = builders.issue(date=datetime.date(2026, 1, 28))
    builders.article(issue=issue)
    builders.sent(issue)
    assert "签发2026年第1期（总第73期）初审送签" in panel(chief, "waiting")
    assert "没有等您审定的稿件" in panel(reviewer, "waiting")
    sign(issue=issue, by=chief, digest=issue_digest(issue))
    assert "发布2026年第1期（总第73期）贺兰签发" in panel(chief, "waiting")


def test_what_a_closed_issue_holds_waits_for_nobody(editor, reviewer):
    issue = builders.issue()
    submit(article=builders.article("随期撤下的", issue=issue), by=editor)
    Issue.objects.update(state=IssueState.WITHDRAWN)
    assert "没有等您审定的稿件" in panel(reviewer, "waiting")


def test_a_long_queue_shows_its_head_and_the_way_to_the_rest(editor, reviewer):
    issue = builders.issue()
    for number in range(front.LISTED + 1):
        submit(article=builders.article(f"第 {number} 篇", issue=issue), by=editor)
    words = panel(reviewer, "waiting")
    assert words.count("林一送审") == front.LISTED
    assert "看全部待审的文章" in words
    assert heading(reviewer) == f"周明，有{front.LISTED + 1}件等您审定。"


# --- What came back -------------------------------------------------------------------------------


def test_a_returned_article_tells_its_editor_why_and_by_whom_until_it_is_submitted_again(editor, reviewer):
    article = builders.article("要改的", issue=builders.issue())
    submit(article=article, by=editor)
    return_(article=article, by=reviewer, opinion="第三段的数字请再核一遍。")
    assert "初审退回要改的第三段的数字请再核一遍。周明" in panel(editor, "returned")
    assert heading(editor) == "林一，有1件改好再送审。"
    submit(article=article, by=editor)
    assert "要改的" not in panel(editor, "returned")


def test_of_an_article_returned_twice_only_the_last_opinion_stands(editor, reviewer):
    article = builders.article("来回改的", issue=builders.issue())
    for opinion in ("开头太长。", "结尾没有着落。"):
        submit(article=article, by=editor)
        return_(article=article, by=reviewer, opinion=opinion)
    words = panel(editor, "returned")
    assert "结尾没有着落。" in words
    assert "开头太长。" not in words


def test_an_article_changed_after_an_approval_comes_back_to_whoever_sent_it(editor, reviewer, chief):
    article = builders.article("审后又动的", editor=chief)
    submit(article=article, by=editor)
    pass_(article, reviewer)
    Article.objects.filter(pk=article.pk).update(body="全改了。")
    reconsider(article=article, by=reviewer)
    for concerned in (editor, chief):
        assert "审后改动审后又动的审过之后又改了，要重新送审。周明" in panel(concerned, "returned")
    assert panel(reviewer, "returned") is None


def test_what_was_recalled_has_not_come_back(editor):
    article = builders.article("想想再送的")
    submit(article=article, by=editor)
    recall(article=article, by=editor)
    assert "没有退给您的稿件" in panel(editor, "returned")


def test_a_reopened_issue_tells_whoever_makes_it_why(reviewer, chief):
    issue = builders.issue(date=datetime.date(2026, 1, 28), editor=reviewer)
    builders.article(issue=issue)
    builders.sent(issue)
    reopen(issue=issue, by=chief, opinion="头条请换一篇。")
    assert "退回编辑2026年第1期（总第73期）头条请换一篇。贺兰" in panel(reviewer, "returned")
    assert "头条请换一篇" in panel(builders.colleague(*builders.REVIEWERS[0]), "returned")  # who sent it
    assert panel(builders.user("责任编辑"), "returned") is None


# --- What is in my hands --------------------------------------------------------------------------


def test_my_articles_stand_with_their_state_their_issue_and_the_last_change_first(editor, today):
    issue = builders.issue()
    builders.article("先写的", issue=issue, editor=editor)
    today(1)
    later = builders.article("后写的", editor=editor)
    builders.article("别人的", issue=issue)
    words = panel(editor, "hand")
    assert words.index("草稿后写的稿件库上次改动2026年1月23日") < words.index("草稿先写的2026年第1期")
    assert "别人的" not in words
    today(1)
    submit(article=later, by=editor)
    assert "待初审后写的稿件库上次送审或审定2026年1月24日" in panel(editor, "hand")


def test_what_readers_have_is_no_longer_in_my_hands(editor):
    builders.article("早已见报", issue=builders.issue(state=IssueState.PUBLISHED), editor=editor)
    builders.article(
        "正在更正",
        issue=builders.issue(2025, state=IssueState.PUBLISHED),
        editor=editor,
        state=ArticleState.FIRST_REVIEW,
    )
    words = panel(editor, "hand")
    assert "早已见报" not in words
    assert "正在更正" in words


def test_empty_hands_are_told_where_articles_come_from(editor):
    assert "您手上没有稿件。到稿件库挑一篇，或者采编一篇新的" in panel(editor, "hand")
    assert heading(editor) == "林一，没有等您处理的事。"


# --- The issue being made -------------------------------------------------------------------------


def issue_words(user, issue):
    return panel(user, f"issue-{issue.pk}")


def test_the_issue_shows_its_articles_by_state_and_section(editor, reviewer):
    issue = builders.issue(date=datetime.date(2026, 1, 28))
    news, house = builders.section("行业资讯", position=1), builders.section("协会动态", position=2)
    for state in (ArticleState.APPROVED, ArticleState.APPROVED, ArticleState.FIRST_REVIEW):
        builders.article(f"要闻{state}", issue=issue, section=news, state=state)
    builders.article("年会", issue=issue, section=house, position=1)
    words = issue_words(editor, issue)
    assert "还有6天2026年1月28日" in words
    assert "已定稿2篇，共4篇" in words
    assert "已定稿2待初审1草稿1" in words
    assert "行业资讯3篇协会动态1篇" in words
    labels = re.findall(r'role="img" aria-label="([^"]+)"', page(editor))
    drawn = re.findall(r'<rect class="state-(\w+)" x="(\d+)" width="(\d+)"', page(editor))
    assert drawn[:3] == [("approved", "0", "2"), ("first", "2", "1"), ("draft", "3", "1")]
    assert labels == ["已定稿 2 篇，待初审 1 篇，草稿 1 篇", "已定稿 2 篇，待初审 1 篇", "草稿 1 篇"]
    assert '<li aria-current="step" class="reached">编辑中</li>' in page(editor)


def test_each_state_in_the_picture_leads_to_its_articles(chief):
    issue = builders.issue()
    builders.article("已经好的", issue=issue, state=ArticleState.APPROVED)
    builders.article("还在写的", issue=issue)
    client = Client()
    client.force_login(chief)
    address = next(a for a in links(chief) if f"issue__id__exact={issue.pk}&state__exact=approved" in a)
    listed = client.get(address).content.decode()
    assert "已经好的" in listed
    assert "还在写的" not in listed


@pytest.mark.parametrize(
    ("day", "words"), [(28, "还有6天"), (23, "还有1天"), (22, "就是今天"), (20, "已过2天")]
)
def test_the_days_to_the_date_are_counted(editor, day, words):
    issue = builders.issue(date=datetime.date(2026, 1, day))
    assert words in issue_words(editor, issue)


def test_open_findings_of_the_issue_being_edited_are_counted(editor):
    issue = builders.issue(date=datetime.date(2026, 1, 28))
    builders.article("没有来源的稿子", issue=issue, outlet=None)
    proof = front.front_of(editor).making[0].proof
    assert proof is not None
    assert proof.errors >= 1
    assert f"错误{proof.errors}处" in issue_words(editor, issue)


def test_an_issue_sent_to_be_signed_has_passed_preflight_and_is_not_read_again(editor):
    issue = builders.issue(state=IssueState.PENDING)
    builders.article(issue=issue, outlet=None)
    assert front.front_of(editor).making[0].proof is None
    assert "错误" not in issue_words(editor, issue)


def test_an_issue_with_nothing_left_to_do_is_ready_to_be_sent_by_those_who_may(editor, reviewer):
    issue = builders.issue(date=datetime.date(2026, 1, 28))
    article = builders.article(issue=issue)
    submit(article=article, by=editor)
    assert heading(reviewer) == "周明，有1件等您审定。"
    Article.objects.update(state=ArticleState.APPROVED)
    assert heading(reviewer) == "周明，有1期可以送签。"
    assert "没有待处理的问题，可以送签" in issue_words(reviewer, issue)
    assert heading(editor) == "林一，没有等您处理的事。"
    assert "可以送签" not in issue_words(editor, issue)
    article.attributions.all().delete()
    assert heading(reviewer) == "周明，没有等您处理的事。"


def test_an_empty_issue_is_not_ready_and_offers_a_first_article_and_the_pool_only_if_that_holds_any(
    editor, reviewer
):
    issue = builders.issue(date=datetime.date(2026, 1, 28))
    words = issue_words(editor, issue)
    assert "这一期还没有文章。新写一篇。" in words
    assert f"{reverse('admin:editorial_article_add')}?issue={issue.pk}" in links(editor)
    assert heading(reviewer) == "周明，没有等您处理的事。"
    builders.article("备用的")
    assert "新写一篇，或者到稿件库挑几篇发进来。" in issue_words(editor, issue)


def test_of_two_issues_being_edited_preflight_reads_the_one_that_is_due(editor):
    builders.issue(2026, 1, date=datetime.date(2026, 1, 20))
    builders.issue(2026, 2, date=datetime.date(2026, 2, 27))
    read = {each.progress.issue.number: each.proof is not None for each in front.front_of(editor).making}
    assert read == {1: True, 2: False}


def test_of_many_issues_the_two_newest_unpublished_are_shown(editor):
    issues = [builders.issue(2026, number) for number in (1, 2, 3)]
    builders.issue(2026, 4, state=IssueState.PUBLISHED)
    shown = [each.progress.issue for each in front.front_of(editor).making]
    assert shown == [issues[2], issues[1]]


def test_without_an_issue_the_next_numbers_are_proposed_to_those_who_may_make_it(editor, reviewer):
    builders.issue(2026, 3, serial=42, state=IssueState.PUBLISHED)
    words = panel(reviewer, "making")
    assert "接下来该是2026年第4期（总第43期）" in words
    assert "新建下一期" in words
    assert "责任编辑新建之后" in panel(editor, "making")


def test_without_a_publication_the_administrator_is_asked_for_one():
    assert not Publication.objects.exists()
    assert "登记刊物" in panel(builders.user("管理员"), "making")


def test_progress_of_an_empty_issue_is_nothing_of_nothing():
    progress = progress_of([builders.issue()], TODAY)[0]
    assert (progress.whole.total, progress.whole.stretches, progress.sections) == (0, [], [])


# --- The pool and what happened last --------------------------------------------------------------


def test_the_pool_shows_its_newest_and_how_many_stories_wait(editor, reviewer):
    for number in range(front.NEWEST + 2):
        builders.article(f"备用{number}", story="s" if number < 2 else "")
    words = panel(editor, "pool")
    assert "6篇待用采编备用6港城日报" in words
    assert "导入" not in words
    assert "导入" in panel(reviewer, "pool")
    assert words.count("港城日报") == front.NEWEST


def test_an_empty_pool_asks_for_the_first_clipping(editor):
    assert "贴一个网址，采编第一篇" in panel(editor, "pool")


def test_the_last_reviews_read_like_sentences_the_newest_first(editor, reviewer):
    article = builders.article("往来", issue=builders.issue())
    submit(article=article, by=editor)
    return_(article=article, by=reviewer, opinion="标题太长。")
    words = panel(editor, "recent")
    assert words.index("周明初审退回《往来》2026年1月22日09:05标题太长。") < words.index("林一送审《往来》")


def test_before_the_first_review_it_says_what_will_stand_there(editor):
    assert "还没有审稿记录" in panel(editor, "recent")


# --- Who sees what --------------------------------------------------------------------------------


def test_somebody_without_a_role_is_told_whom_to_ask():
    words = page(builders.user())
    assert "您还没有角色" in words
    assert "<section" not in words


def test_strangers_are_asked_to_log_in(client):
    response = client.get("/admin/")
    assert response["Location"] == f"{reverse('admin:login')}?next=/admin/"


def test_all_tables_are_still_there_folded(chief):
    folded = found(r'<details class="all-tables">(.*?)</details>', page(chief))
    assert reverse("admin:editorial_source_changelist") in folded
    assert reverse("admin:editorial_tag_changelist") in folded


def test_another_application_registers_a_panel_of_its_own(chief, editor, monkeypatch):
    monkeypatch.setattr(front, "_offers", [])
    template = Template('<section aria-labelledby="timed-heading">{{ panel.values.when }}发布</section>')

    @front.panel
    def timed(user):
        return front.Panel(template, {"when": "明早"}) if user.has_perm("editorial.publish_issue") else None  # type: ignore[arg-type]  # a template in place of its name

    assert panel(chief, "timed") == "明早发布"
    assert panel(editor, "timed") is None
    assert heading(chief) == "贺兰，没有等您处理的事。"


def test_the_headline_tells_what_waits_in_panels_of_other_applications_after_its_own(
    editor, chief, monkeypatch
):
    article = builders.article("码头的新闸口", issue=builders.issue())
    submit(article=article, by=editor)
    template = Template("")
    monkeypatch.setattr(front, "_offers", [lambda _user: front.Panel(template, waits="2 封读者来信")])  # type: ignore[arg-type]  # a template in place of its name
    assert heading(editor) == "林一，有2封读者来信。"
    assert heading(chief) == "贺兰，有1件等您审定，2封读者来信。"


def test_news_of_other_applications_stand_among_the_reviews_by_their_time(
    editor, reviewer, monkeypatch, today
):
    article = builders.article("往来", issue=builders.issue())
    submit(article=article, by=editor)
    today(1)
    at = timezone.now()
    today(1)
    return_(article=article, by=reviewer, opinion="标题太长。")
    printed = front.News(at, None, "付印", issue=article.issue, words="加印两百份")
    monkeypatch.setattr(front, "_tellers", [lambda _count: [printed]])
    words = panel(editor, "recent")
    assert re.search(r"周明初审退回.*命令行付印2026年第1期.*加印两百份林一送审", words)


# --- Everything -----------------------------------------------------------------------------------


def links(user):
    return sorted({unescape(address) for address in LINK.findall(page(user))} - {"/admin/logout/"})


def archive(count, *, editor, chief):
    """So many issues of one article each, published long ago."""
    section, source, first = builders.section(), builders.source(), Issue.objects.count()
    issues = Issue.objects.bulk_create(
        Issue(
            publication=builders.publication(),
            year=1950 + number // 12,
            number=number % 12 + 1,
            serial=number + 1,
            date=datetime.date(1950 + number // 12, number % 12 + 1, 20),
            state=IssueState.PUBLISHED,
        )
        for number in range(first, first + count)
    )
    articles = Article.objects.bulk_create(
        Article(title=f"旧闻 {issue.serial}", issue=issue, section=section, position=1, editor=editor)
        for issue in issues
    )
    Attribution.objects.bulk_create(Attribution(article=article, source=source) for article in articles)
    Review.objects.bulk_create(
        Review(
            article=article, stage=Stage.FINAL, decision=Decision.APPROVED, digest="0" * 64, reviewer=chief
        )
        for article in articles
    )


def month(editor, reviewer):
    """The desk in full swing: two issues, articles in every list, a pool."""
    for number in (1, 2):
        issue = builders.issue(2026, number, serial=9000 + number, editor=reviewer)
        made = [builders.article(f"{number}-{place}", issue=issue) for place in range(4)]
        for article in made[:3]:
            submit(article=article, by=editor)
        return_(article=made[0], by=reviewer, opinion="请改。")
        pass_(made[1], reviewer)
    Issue.objects.filter(number=1, year=2026).update(state=IssueState.PENDING)
    for number in range(7):
        builders.article(f"备用{number}")


@pytest.mark.parametrize("role", ["编辑", "责任编辑", "主编", "管理员"])
def test_every_link_leads_to_a_page(role, editor, reviewer):
    month(editor, reviewer)
    user = builders.user(role)
    Article.objects.filter(title="2-3").update(editor=user)
    client = Client()
    client.force_login(user)
    found = links(user)
    assert len(found) > 15
    assert {address for address in found if client.get(address).status_code != 200} == set()


def queries(user):
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/admin/").status_code == 200
    return len(captured)


def test_the_page_takes_the_same_few_queries_after_one_issue_and_after_five_hundred(editor, reviewer, chief):
    month(editor, reviewer)
    archive(1, editor=editor, chief=chief)
    few = [queries(user) for user in (editor, reviewer, chief)]
    archive(499, editor=editor, chief=chief)
    many = [queries(user) for user in (editor, reviewer, chief)]
    assert many == few
    assert max(many) < 30
