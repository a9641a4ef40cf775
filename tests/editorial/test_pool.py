"""The pool: found by filters, near-duplicates together, sent to an issue and back, all or none."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.actions import Refused, annotate, return_to_pool, send_to_issue
from editorial.admin.pool import PER_PAGE
from editorial.models import Article, Tag
from editorial.workflow import ROLES, IssueState
from tests import builders

pytestmark = pytest.mark.django_db

POOL = "/admin/pool/"
TITLE = re.compile(r'<h2><a href="[^"]*">([^<]*)</a></h2>')


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def editor(client):
    client.force_login(builders.user("编辑"))
    return client


def titles(client, **query):
    return TITLE.findall(client.get(POOL, query).content.decode())


def entries(client, **query):
    return client.get(POOL, query).context["entries"]


def sentences(client, response):
    assert response.status_code == 302
    return [str(message) for message in client.get(response["Location"]).context["messages"]]


def places(issue):
    return [
        (article.title, article.section.name, article.position)
        for article in Article.objects.in_issue(issue).in_printed_order()
    ]


# --- Sending and taking back ---------------------------------------------------------------------


def test_articles_go_to_the_end_of_a_section_in_the_order_given():
    issue, section = builders.issue(), builders.section()
    builders.article("甲", issue=issue, section=section, position=4)
    one, two = builders.article("乙"), builders.article("丙")
    send_to_issue(articles=[two, one], issue=issue, section=section)
    assert places(issue) == [("甲", "行业资讯", 4), ("丙", "行业资讯", 5), ("乙", "行业资讯", 6)]


def test_an_article_that_is_used_already_stops_all_of_them():
    issue, section = builders.issue(), builders.section()
    used = builders.article("用过的", issue=builders.issue(2025, 12))
    waiting = builders.article("待用的")
    with pytest.raises(Refused, match="《用过的》已用于2025 年第 12 期"):
        send_to_issue(articles=[waiting, used], issue=issue, section=section)
    assert places(issue) == []


@pytest.mark.parametrize("state", sorted(set(IssueState) - {IssueState.EDITING}))
def test_an_issue_that_is_no_longer_edited_neither_takes_nor_gives(state):
    issue = builders.issue(state=state)
    inside = builders.article("甲", issue=issue)
    with pytest.raises(Refused, match="不能再增减文章"):
        send_to_issue(articles=[builders.article("乙")], issue=issue, section=builders.section())
    with pytest.raises(Refused, match="不能再增减文章"):
        return_to_pool(articles=[inside])
    assert [title for title, _section, _position in places(issue)] == ["甲"]


def test_a_section_of_another_publication_is_refused():
    foreign = builders.section("要闻", publication=builders.publication(title="别的刊物"))
    with pytest.raises(Refused, match="不属于本期的刊物"):
        send_to_issue(articles=[builders.article()], issue=builders.issue(), section=foreign)


def test_an_article_taken_back_keeps_its_section_and_gives_up_its_place():
    article = builders.article(issue=builders.issue())
    section = article.section
    return_to_pool(articles=[article])
    article.refresh_from_db()
    assert (article.issue, article.position, article.section) == (None, None, section)


def test_what_is_in_the_pool_cannot_be_taken_back():
    inside, waiting = builders.article("甲", issue=builders.issue()), builders.article("乙")
    with pytest.raises(Refused, match="《乙》本来就在稿件库里"):
        return_to_pool(articles=[inside, waiting])
    inside.refresh_from_db()
    assert inside.issue is not None


def test_nothing_chosen_and_something_deleted_are_sentences():
    issue, section = builders.issue(), builders.section()
    gone = builders.article(outlet=None)
    Article.objects.all().delete()
    for articles, sentence in (([], "还没有选文章"), ([gone], "已被删除")):
        with pytest.raises(Refused, match=sentence):
            send_to_issue(articles=articles, issue=issue, section=section)


def test_notes_and_tags_replace_what_was_there():
    article = builders.article(notes="旧")
    annotate(article=article, notes="三月再看", tags=["口岸"])
    annotate(article=article, notes="四月再看", tags=["物流", "口岸"])
    article.refresh_from_db()
    assert article.notes == "四月再看"
    assert [tag.name for tag in article.tags.all()] == ["口岸", "物流"]
    assert Tag.objects.count() == 2


@pytest.mark.parametrize("role", [*ROLES, None])
def test_each_role_may_move_articles_and_nobody_else(role):
    user, issue, section = builders.user(role), builders.issue(), builders.section()
    article = builders.article()

    def work():
        send_to_issue(articles=[article], issue=issue, section=section, by=user)
        return_to_pool(articles=[article], by=user)
        annotate(article=article, notes="看过", tags=[], by=user)

    if role is None:
        with pytest.raises(PermissionDenied):
            work()
    else:
        work()
        article.refresh_from_db()
        assert article.notes == "看过"


# --- The list ------------------------------------------------------------------------------------


def test_the_pool_shows_what_is_not_used_newest_first(editor):
    builders.article("早来的")
    builders.article("用过的", issue=builders.issue())
    builders.article("晚来的")
    assert titles(editor) == ["晚来的", "早来的"]
    assert titles(editor, used="used") == ["用过的"]
    assert titles(editor, used="all") == ["晚来的", "用过的", "早来的"]
    assert "已用于 2026 年第 1 期" in editor.get(POOL, {"used": "all"}).content.decode()


def test_each_filter_finds_its_own(editor):
    section = builders.section("协会动态")
    sought = builders.article("口岸通关提速", outlet="海运经济网", section=section, body="船边直提试行。")
    builders.article("别的", outlet="港城日报")
    annotate(article=sought, notes="", tags=["口岸"])
    credit = sought.attributions.get()
    credit.date = datetime.date(2026, 3, 8)
    credit.save()
    for query in (
        {"q": "通关"},
        {"q": "直提 口岸"},
        {"outlet": credit.source_id},
        {"section": section.pk},
        {"tag": Tag.objects.get().pk},
        {"since": "2026-03-08", "until": "2026-03-08"},
    ):
        assert titles(editor, **query) == ["口岸通关提速"], query
    assert titles(editor, until="2026-03-07") == []
    assert titles(editor, q="通关 海啸") == []


def test_an_article_without_an_original_date_counts_from_the_day_it_came(editor):
    article = builders.article("无日期")
    Article.objects.update(added_at=datetime.datetime(2026, 5, 6, 12, tzinfo=datetime.UTC))
    assert article.attributions.get().date is None
    assert titles(editor, since="2026-05-06", until="2026-05-06") == ["无日期"]
    assert titles(editor, since="2026-05-07") == []


def test_articles_of_one_story_stand_together_under_the_first(editor):
    first = builders.article("先来的", outlet="港城日报")
    builders.article("另一回事")
    builders.article("同一稿", outlet="海运经济网", story=first.uid)
    builders.article("用过的同一稿", story=first.uid, issue=builders.issue())
    Article.objects.filter(pk=first.pk).update(story=first.uid)
    listed = {entry.article.title: [other.title for other in entry.others] for entry in entries(editor)}
    assert listed == {"另一回事": [], "先来的": ["同一稿", "用过的同一稿"]}
    assert "另有 2 篇同题稿件" in editor.get(POOL).content.decode()


def test_a_filter_that_only_a_later_one_passes_lists_that_one(editor):
    first = builders.article("先来的", outlet="港城日报", story="s")
    builders.article("同一稿", outlet="海运经济网", story="s")
    outlet = Article.objects.get(title="同一稿").attributions.get().source_id
    [entry] = entries(editor, outlet=outlet)
    assert (entry.article.title, entry.others) == ("同一稿", [first])


def test_the_list_comes_in_pages(editor):
    for number in range(PER_PAGE + 2):
        builders.article(f"第{number}篇")
    assert len(titles(editor)) == PER_PAGE
    assert titles(editor, page=2) == ["第1篇", "第0篇"]
    assert "第 2 页，共 2 页" in editor.get(POOL, {"page": 99}).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "a+" * 5000,
        "q=%25_%27%22\\",
        "outlet=99999999999999999999999",
        "outlet=x&section=%00&tag=-1",
        "since=2026-13-45&until=gestern",
        "used=maybe",
        "page=-1",
        "page=%00",
    ],
)
def test_an_odd_filter_is_a_sentence_and_no_crash(editor, query):
    builders.article()
    response = editor.get(f"{POOL}?{query}")
    assert response.status_code == 200
    assert response.context["filter"].errors or "q=" in query or "page" in query


def test_the_list_takes_as_many_queries_for_many_stories_as_for_one(editor):
    counts = []
    for more in (1, 9):
        for number in range(more):
            first = builders.article(
                f"甲{more}{number}", outlet=f"第{more}{number}家", story=f"{more}{number}"
            )
            annotate(article=first, notes="看", tags=[f"{more}-{number}"])
            builders.article("乙", story=first.story, issue=builders.issue(2030 + more, number + 1))
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(POOL).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] < 24


# --- Moving on the page --------------------------------------------------------------------------


def test_ticked_articles_are_sent_in_the_order_of_the_page(editor):
    issue, section = builders.issue(), builders.section()
    one, two = builders.article("甲"), builders.article("乙")
    form = {"articles": [two.pk, one.pk], "issue": issue.pk, "section": section.pk}
    response = editor.post(f"{reverse('editorial_pool_send')}?q=x&used=all", form)
    assert response["Location"] == f"{POOL}?q=x&used=all"
    assert sentences(editor, response) == [f"已把 2 篇发到{issue}，栏目“行业资讯”。"]
    assert [title for title, _section, _position in places(issue)] == ["乙", "甲"]
    assert LogEntry.objects.filter(object_id=one.pk).get().change_message.startswith("发到")


def test_ticked_articles_are_taken_back(editor):
    article = builders.article("甲", issue=builders.issue())
    response = editor.post(reverse("editorial_pool_return"), {"articles": [article.pk]})
    assert sentences(editor, response) == ["已把 1 篇退回稿件库。"]
    assert titles(editor) == ["甲"]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "还没有选文章"),
        ({"articles": ["x"]}, "x"),
        ({"articles": ["99999999999999999999"]}, "9999"),
    ],
)
def test_a_move_that_makes_no_sense_is_a_sentence(editor, form, sentence):
    issue, section = builders.issue(), builders.section()
    response = editor.post(reverse("editorial_pool_send"), {"issue": issue.pk, "section": section.pk, **form})
    assert sentence in sentences(editor, response)[0]


def test_a_refused_move_is_told_on_the_page(editor):
    used, issue = builders.article("用过的", issue=builders.issue()), builders.issue(2026, 2)
    form = {"articles": [used.pk], "issue": issue.pk, "section": builders.section().pk}
    assert "已用于" in sentences(editor, editor.post(reverse("editorial_pool_send"), form))[0]


def test_only_issues_that_are_edited_are_offered(editor):
    builders.article()
    builders.issue(2026, 1, state=IssueState.PUBLISHED)
    offered = builders.issue(2026, 2)
    assert [*editor.get(POOL).context["send"].fields["issue"].queryset] == [offered]


def test_without_an_issue_being_edited_the_page_says_whom_to_ask(editor):
    builders.article()
    assert "请责任编辑新建一期" in editor.get(POOL).content.decode()
    chief = client_of("责任编辑").get(POOL).content.decode()
    assert "请责任编辑新建一期" not in chief
    assert 'href="/admin/editorial/issue/add/"' in chief


def test_taking_back_is_offered_only_where_there_is_something_to_take_back(editor):
    builders.article("还没用")
    builders.article("用过的", issue=builders.issue())
    assert "退回稿件库" not in editor.get(POOL).content.decode()
    assert "退回稿件库" in editor.get(f"{POOL}?used=used").content.decode()


def test_notes_and_tags_are_written_on_the_page(editor):
    article = builders.article("甲")
    response = editor.post(
        reverse("editorial_pool_notes", args=[article.pk]),
        {"tags": "口岸、物流 外贸", "notes": "等二季度数据"},
    )
    assert sentences(editor, response) == ["已记下《甲》的标签和备注。"]
    page = editor.get(POOL).content.decode()
    assert "等二季度数据" in page
    assert [tag.name for tag in article.tags.all()] == ["口岸", "外贸", "物流"]


def test_a_tag_that_is_too_long_is_a_sentence(editor):
    article = builders.article()
    response = editor.post(reverse("editorial_pool_notes", args=[article.pk]), {"tags": "长" * 31})
    assert "太长" in sentences(editor, response)[0]
    assert not Tag.objects.exists()


# --- Who may -------------------------------------------------------------------------------------


def client_of(role):
    client = Client()
    client.force_login(builders.user(role))
    return client


@pytest.mark.parametrize("role", [*ROLES, None])
def test_each_role_by_each_address(role):
    article = builders.article(issue=builders.issue())
    client = client_of(role)
    asked = {
        "list": client.get(POOL),
        "return": client.post(reverse("editorial_pool_return"), {"articles": [article.pk]}),
        "send": client.post(reverse("editorial_pool_send"), {}),
        "notes": client.post(reverse("editorial_pool_notes", args=[article.pk]), {"notes": "改"}),
    }
    statuses = {name: response.status_code for name, response in asked.items()}
    allowed = {"list": 200, "return": 302, "send": 302, "notes": 302}
    assert statuses == (allowed if role else dict.fromkeys(allowed, 403))
    article.refresh_from_db()
    assert (article.issue is None, article.notes) == ((True, "改") if role else (False, ""))


def test_who_is_not_logged_in_is_sent_to_the_login_page(client):
    for address in (POOL, reverse("editorial_pool_send"), reverse("editorial_pool_return")):
        response = client.get(address)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/admin/login/")


def test_a_reader_of_articles_sees_the_list_without_its_tools():
    user = builders.user()
    user.user_permissions.add(permission("view_article"))
    client = Client()
    client.force_login(user)
    builders.article("甲")
    builders.issue()
    page = client.get(POOL).content.decode()
    assert "甲" in page
    assert 'name="articles"' not in page
    assert "发到这一期" not in page


def permission(codename):
    return Permission.objects.get(content_type__app_label="editorial", codename=codename)


def test_the_front_page_leads_to_the_pool(editor):
    assert f'href="{POOL}"' in editor.get("/admin/").content.decode()
