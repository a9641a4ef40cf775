"""所在期: an article's page offers the issues that take articles, by state, and the server takes no others."""

import pytest
from django.test import Client
from django.urls import reverse

from editorial.models import Article
from editorial.workflow import CLOSED, IssueState
from tests import builders
from tests.editorial.test_conflict_page import form_of
from tests.visible import seen, tree

pytestmark = pytest.mark.django_db

ADD = reverse("admin:editorial_article_add")
POOL = "先留在稿件库"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def desk():
    client = Client()
    client.force_login(builders.user("编辑"))
    return client


def in_every_state():
    return {state: builders.issue(2026, number, state=state) for number, state in enumerate(IssueState, 1)}


def offered(client, address):
    """The names in the list, and the one that is chosen."""
    page = tree(client.get(address).content.decode())
    options = page.cssselect("#id_issue option")
    chosen = [option.text for option in options if option.get("selected") is not None]
    return [option.text for option in options], chosen[0] if chosen else options[0].text


def posted(client, address, **values):
    return client.post(address, form_of(client.get(address)) | values)


def test_the_one_issue_being_edited_is_chosen_and_no_other_is_offered(desk):
    in_every_state()
    assert offered(desk, ADD) == (
        [POOL, "2026 年第 1 期（总第 73 期）（编辑中）"],
        "2026 年第 1 期（总第 73 期）（编辑中）",
    )


def test_between_two_issues_the_editor_chooses(desk):
    for number in (1, 2):
        builders.issue(2026, number)
    options, chosen = offered(desk, ADD)
    assert (len(options), chosen) == (3, POOL)


def test_without_an_issue_the_article_goes_to_the_pool_and_the_page_says_so(desk):
    builders.issue(state=IssueState.PUBLISHED)
    assert offered(desk, ADD) == ([POOL], POOL)
    assert "没有正在编的一期，先留在稿件库。" in seen(desk.get(ADD))


def test_an_article_of_the_pool_stays_there_until_somebody_chooses(desk):
    builders.issue()
    article = builders.article()
    assert offered(desk, reverse("admin:editorial_article_change", args=[article.pk]))[1] == POOL


def test_a_new_article_goes_to_the_section_that_is_chosen_in_the_issue_that_was(desk):
    issue, section = builders.issue(), builders.section()
    posted(desk, ADD, title="新写的一篇", section=section.pk)
    article = Article.objects.get()
    assert (article.issue, article.section, article.position) == (issue, section, 1)


@pytest.mark.parametrize("state", sorted(set(IssueState) - {IssueState.EDITING}))
def test_what_is_not_offered_is_refused_with_what_was_typed_kept(desk, state):
    issue, section = in_every_state()[state], builders.section()
    refused = posted(desk, ADD, title="写了很久的一篇", issue=issue.pk, section=section.pk)
    assert "这一期不能再收文章。请选一期“编辑中”的，或者先留在稿件库。" in seen(refused)
    assert "写了很久的一篇" in refused.content.decode()
    assert not Article.objects.exists()


def test_a_published_issue_takes_an_article_where_the_page_was_opened_for_it(desk):
    issue, section = in_every_state()[IssueState.PUBLISHED], builders.section()
    address = f"{ADD}?issue={issue.pk}&section={section.pk}"
    assert offered(desk, address)[1].endswith("（已发布）")
    assert "出了更正版读者才看得到" in seen(desk.get(address))
    posted(desk, address, title="漏登的一篇")
    assert Article.objects.get().issue == issue


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_a_closed_issue_is_not_opened_for_a_new_article(desk, state):
    issue = in_every_state()[state]
    assert offered(desk, f"{ADD}?issue={issue.pk}")[0] == [POOL, "2026 年第 1 期（总第 73 期）（编辑中）"]


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_an_article_stays_in_an_issue_that_was_closed_while_it_was_open(desk, state):
    issue, elsewhere = builders.issue(), builders.issue(2026, 2)
    article = builders.article(issue=issue)
    address = reverse("admin:editorial_article_change", args=[article.pk])
    form = form_of(desk.get(address))
    issue.state = state
    issue.save()
    for wanted in ("", elsewhere.pk):
        refused = desk.post(address, form | {"issue": wanted})
        assert "不能再改" in seen(refused)
        assert f"这一期{issue.get_state_display()}，文章不能再动。" in seen(refused)
        assert Article.objects.get().issue == issue
