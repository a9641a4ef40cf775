"""A page offers to save what would be saved and nothing else: every role before an article and an issue in every
state; and what is closed is there to be read, with the reason."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from editorial.models import Tag
from editorial.workflow import CLOSED, ROLES, ArticleState, IssueState
from tests import builders
from tests.editorial.test_conflict_page import form_of
from tests.visible import tree

pytestmark = pytest.mark.django_db

NOBODY, SUPERUSER, POOL = "无角色", "超级用户", "稿件库"
BODY = "码头夜里也**不熄灯**。\n\n## 怎么做到的\n\n| 时段 | 班组 |\n|---|---|\n| 夜里 | 两个 |"

everyone = pytest.mark.parametrize("person", [*ROLES, NOBODY, SUPERUSER])
closed = pytest.mark.parametrize("state", sorted(CLOSED))


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def desk(person):
    client = Client()
    if person == SUPERUSER:
        client.force_login(User.objects.get_or_create(username="站长", is_staff=True, is_superuser=True)[0])
    else:
        client.force_login(builders.user(person if person in ROLES else None))
    return client


def page_of(row):
    return reverse(f"admin:editorial_{row._meta.model_name}_change", args=[row.pk])


def look(client, row):
    return tree(client.get(page_of(row)).content.decode())


def filed(state, **values):
    """An article in an issue of that state, or in the pool."""
    if state == POOL:
        return builders.article(body=BODY, **values)
    return builders.article(issue=builders.issue(2026, 1, state=state), body=BODY, **values)


def put(row, **columns):
    type(row).objects.filter(pk=row.pk).update(**columns)


def offers_to_save(client, row):
    """Whether the page has the button; a page without it has no field to type in either."""
    response = client.get(page_of(row))
    if response.status_code == 403:
        return False
    form = tree(response.content.decode()).get_element_by_id(f"{row._meta.model_name}_form")
    button = form.cssselect("[name=_save]")
    typed = form.cssselect("textarea, select, input:not([type=hidden]):not([type=submit])")
    assert bool(button) == bool(typed)
    return bool(button)


def saves(client, row, form):
    client.post(page_of(row), form)
    return type(row).objects.get(pk=row.pk).version > row.version


def opened_in_time(row):
    """What the page posts that somebody opened while the row could be changed."""
    return form_of(desk(SUPERUSER).get(page_of(row)))


# --- Who is offered what ------------------------------------------------------------------------


@everyone
@pytest.mark.parametrize("state", ArticleState)
@pytest.mark.parametrize("place", [POOL, IssueState.EDITING])
def test_an_article_is_offered_to_those_whose_save_is_taken_whatever_its_state(person, state, place):
    article = filed(place)
    form = opened_in_time(article) | {"title": "换了一个标题"}
    put(article, state=state)
    client = desk(person)
    assert offers_to_save(client, article) == saves(client, article, form) == (person != NOBODY)


@everyone
@pytest.mark.parametrize("state", IssueState)
def test_an_article_of_an_issue_is_offered_while_the_issue_takes_changes(person, state):
    article = filed(IssueState.EDITING)
    form = opened_in_time(article) | {"title": "换了一个标题"}
    put(article, state=ArticleState.APPROVED)
    put(article.issue, state=state)
    client = desk(person)
    offered = offers_to_save(client, article)
    assert offered == saves(client, article, form)
    assert offered == (person != NOBODY and state not in CLOSED)


@everyone
@pytest.mark.parametrize("state", IssueState)
def test_an_issue_s_numbers_are_offered_while_it_takes_changes(person, state):
    issue = builders.issue()
    form = opened_in_time(issue) | {"editor": ""}
    put(issue, state=state)
    client = desk(person)
    offered = offers_to_save(client, issue)
    assert offered == saves(client, issue, form)
    assert offered == (person not in (NOBODY, "编辑") and state not in CLOSED)


@closed
def test_the_page_of_what_is_closed_does_not_offer_to_delete_it(state):
    article = filed(state)
    client = desk("主编")
    for row in (article, article.issue):
        assert not look(client, row).cssselect(".deletelink")
    put(article.issue, state=IssueState.EDITING)
    assert look(client, article).cssselect(".deletelink")


# --- What is there to be read -------------------------------------------------------------------


def reasons(page):
    return [" ".join(note.text_content().split()) for note in page.cssselect(".standing")]


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (IssueState.PENDING, "2026 年第 1 期（总第 73 期）待签发，不能再改。要改，请主编先退回编辑。"),
        (IssueState.SIGNED, "2026 年第 1 期（总第 73 期）已签发，不能再改。要改，请主编先退回编辑。"),
        (
            IssueState.WITHDRAWN,
            "2026 年第 1 期（总第 73 期）已撤回，不能再改。要重新发表，请另写一篇，收进新的一期。",
        ),
    ],
)
def test_the_reason_stands_on_the_page_once_with_what_to_do(state, reason):
    article = filed(state)
    client = desk("编辑")
    for row in (article, article.issue):
        assert reasons(look(client, row)) == [reason]


@closed
def test_who_may_reopen_the_issue_is_led_to_where_it_is_done(state):
    article = filed(state)
    for person, may in (("主编", state != IssueState.WITHDRAWN), ("编辑", False)):
        links = look(desk(person), article).cssselect(".standing a")
        assert [link.get("href") for link in links] == ([f"{page_of(article.issue)}#reviews"] if may else [])


def test_a_change_in_a_published_issue_leads_to_its_correction():
    article = filed(IssueState.PUBLISHED)
    correction = reverse("publishing_correct", args=[article.issue.pk])
    for person, links in (("主编", [correction]), ("编辑", [])):
        page = look(desk(person), article)
        assert "出了更正版，读者才看得到" in reasons(page)[0]
        assert [link.get("href") for link in page.cssselect(".standing a")] == links


def test_the_page_of_an_article_that_may_be_changed_gives_no_reason():
    assert reasons(look(desk("编辑"), filed(IssueState.EDITING))) == []


def told(page, name):
    """What the page shows in a field, which may stand with others on a line."""
    box = (page.cssselect(f".fieldBox.field-{name}") or page.cssselect(f".field-{name}"))[0]
    return " ".join(box.cssselect(".readonly")[0].text_content().split())


def test_a_closed_article_is_shown_as_readers_see_it_and_its_fields_as_words():
    article = filed(IssueState.SIGNED, subtitle="夜航灯火")
    article.tags.set([Tag.objects.create(name=name) for name in ("夜班", "港口")])
    article.attributions.update(author="林一", date=datetime.date(2026, 1, 9))
    page = look(desk("编辑"), article)
    body = page.cssselect(".field-body .markdownx-preview")[0]
    assert [each.text_content() for each in body.cssselect("strong, h2, h3, td")] == [
        "不熄灯",
        "怎么做到的",
        "夜里",
        "两个",
    ]
    assert {
        name: told(page, name) for name in ("subtitle", "byline", "tags", "section", "author", "date")
    } == {
        "subtitle": "夜航灯火",
        "byline": "—",
        "tags": "夜班、港口",
        "section": "行业资讯",
        "author": "林一",
        "date": "2026年1月9日",
    }
    assert not page.cssselect("#article_form .help"), "there is nothing to fill in"


def test_the_history_of_a_closed_article_is_reached_and_compared_but_not_restored():
    article = filed(IssueState.EDITING)
    client = desk("责任编辑")
    client.post(page_of(article), form_of(client.get(page_of(article))) | {"title": "换了一个标题"})
    put(article.issue, state=IssueState.SIGNED)
    history = reverse("admin:editorial_article_history", args=[article.pk])
    restore = reverse("admin:editorial_article_restore", args=[article.pk, 1])
    compare = reverse("admin:editorial_article_compare", args=[article.pk])
    assert history in [link.get("href") for link in look(client, article).cssselect(".object-tools a")]
    assert restore not in client.get(history).content.decode()
    assert client.get(compare, {"was": 1, "became": 2}).status_code == 200
    assert client.get(restore).status_code == 403
