"""The order of an issue: articles are moved within sections and across, all or none, by those who saw the order."""

import pytest
from django.core.exceptions import PermissionDenied

from editorial.actions import Outdated, Refused
from editorial.actions.ordering import arrange, digest_of_order, neighbouring, order_of, place
from editorial.models import Article
from editorial.workflow import CLOSED, ROLES, IssueState
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return builders.user("编辑")


@pytest.fixture
def news():
    return builders.section("行业资讯", position=1)


@pytest.fixture
def notices():
    return builders.section("协会动态", position=2)


@pytest.fixture
def issue(news, notices):
    """行业资讯 holds 甲 乙 丙, 协会动态 丁."""
    issue = builders.issue()
    for title in "甲乙丙":
        builders.article(title, issue=issue, section=news)
    builders.article("丁", issue=issue, section=notices, position=1)
    return issue


def printed(issue):
    """The titles in printed order, a bar between the sections."""
    titles = dict(Article.objects.values_list("uid", "title"))
    return "|".join("".join(titles[uid] for uid in uids) for uids in order_of(issue).values())


def seen(issue):
    return digest_of_order(order_of(issue))


def named(title):
    return Article.objects.get(title=title)


def rearranged(issue, wanted):
    """The order that `printed` would show as `wanted`."""
    uids = dict(Article.objects.values_list("title", "uid"))
    return {
        section: [uids[title] for title in titles]
        for section, titles in zip(order_of(issue), wanted.split("|"), strict=True)
    }


@pytest.mark.parametrize(
    "wanted", ["丙乙甲|丁", "乙甲丙|丁", "甲丙|丁乙", "|甲乙丙丁", "甲乙丙丁|", "丁|丙甲乙", "甲乙丙|丁"]
)
def test_any_order_of_the_same_articles_can_be_given(issue, editor, wanted):
    assert arrange(issue=issue, order=rearranged(issue, wanted), seen=seen(issue), by=editor) == seen(issue)
    assert printed(issue) == wanted
    for section, uids in order_of(issue).items():
        positions = (
            Article.objects.filter(section=section).order_by("position").values_list("position", flat=True)
        )
        assert list(positions) == list(range(1, len(uids) + 1))


@pytest.mark.parametrize(
    ("title", "section", "position", "wanted"),
    [
        ("丙", "行业资讯", 1, "丙甲乙|丁"),
        ("甲", "行业资讯", 2, "乙甲丙|丁"),
        ("甲", "行业资讯", 99, "乙丙甲|丁"),
        ("乙", "协会动态", 1, "甲丙|乙丁"),
        ("乙", "协会动态", 99, "甲丙|丁乙"),
        ("乙", "协会动态", 0, "甲丙|乙丁"),
    ],
)
def test_one_article_is_put_at_a_place(issue, editor, news, notices, title, section, position, wanted):
    goal = {"行业资讯": news, "协会动态": notices}[section]
    place(article=named(title), section=goal, position=position, seen=seen(issue), by=editor)
    assert printed(issue) == wanted


def test_articles_that_stay_are_not_touched_and_those_that_move_are_in_the_history(issue, editor, news):
    place(article=named("丙"), section=news, position=2, seen=seen(issue), by=editor)
    moved = named("丙").history.latest()
    assert (moved.position, moved.history_user, moved.history_change_reason) == (2, editor, "调整次序")
    assert [named(title).history.count() for title in "甲乙丙丁"] == [1, 2, 2, 1]


def test_whoever_has_a_moved_article_open_notices(issue, editor, news):
    place(article=named("丙"), section=news, position=2, seen=seen(issue), by=editor)
    assert [named(title).version for title in "甲乙丙丁"] == [1, 2, 2, 1]


def test_who_saw_an_older_order_moves_nothing(issue, editor, news):
    old = seen(issue)
    place(article=named("甲"), section=news, position=3, seen=old, by=editor)
    with pytest.raises(Outdated, match="同事刚调整过"):
        place(article=named("乙"), section=news, position=3, seen=old, by=editor)
    assert printed(issue) == "乙丙甲|丁"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda order: {section: uids[1:] for section, uids in order.items()},
        lambda order: {section: [*uids, *uids] for section, uids in order.items()},
        lambda order: {section: [*uids, "zzzzzzzz"] for section, uids in order.items()},
        lambda order: {},
    ],
    ids=["one left out", "one twice", "a stranger", "nothing"],
)
def test_an_order_of_other_articles_moves_nothing(issue, editor, spoil):
    with pytest.raises(Outdated):
        arrange(issue=issue, order=spoil(order_of(issue)), seen=seen(issue), by=editor)
    assert printed(issue) == "甲乙丙|丁"


def test_a_section_of_another_publication_is_refused(issue, editor):
    foreign = builders.section("别家栏目", publication=builders.publication(title="别家刊物"))
    with pytest.raises(Refused, match="不属于本期的刊物"):
        place(article=named("甲"), section=foreign, position=1, seen=seen(issue), by=editor)
    assert printed(issue) == "甲乙丙|丁"


@pytest.mark.parametrize("state", IssueState)
def test_a_closed_issue_keeps_its_order(issue, editor, news, state):
    issue.state = state
    issue.save()

    def move():
        place(article=named("丙"), section=news, position=1, seen=seen(issue), by=editor)

    if state not in CLOSED:
        move()
        assert printed(issue) == "丙甲乙|丁"
        return
    with pytest.raises(Refused, match=f"{state.label}，不能再改"):
        move()
    assert printed(issue) == "甲乙丙|丁"


@pytest.mark.parametrize("role", [*ROLES, None])
def test_whoever_may_change_articles_may_order_them(issue, news, role):
    user = builders.user(role)
    if role:
        place(article=named("丙"), section=news, position=1, seen=seen(issue), by=user)
        assert printed(issue) == "丙甲乙|丁"
        return
    with pytest.raises(PermissionDenied):
        place(article=named("丙"), section=news, position=1, seen=seen(issue), by=user)
    assert printed(issue) == "甲乙丙|丁"


def test_an_article_of_the_pool_has_no_place(issue, editor, news):
    with pytest.raises(Refused, match="稿件库"):
        place(article=builders.article("戊"), section=news, position=1, seen=seen(issue), by=editor)


def test_moving_takes_as_many_queries_for_thirty_articles_as_for_four(
    issue, editor, news, django_assert_max_num_queries
):
    for number in range(30):
        builders.article(f"第 {number} 篇", issue=issue, section=news, position=4 + number)
    with django_assert_max_num_queries(20):
        place(article=named("第 29 篇"), section=news, position=1, seen=seen(issue), by=editor)
    assert printed(issue).startswith("第 29 篇甲乙丙第 0 篇")


def test_an_approval_survives_a_move(issue, editor, notices):
    approved = builders.approved(named("甲"))
    place(article=approved, section=notices, position=1, seen=seen(issue), by=editor)
    assert named("甲").get_state_display() == "已定稿"


@pytest.mark.parametrize(
    ("uid", "step", "goal"),
    [
        ("a", 1, (1, 2)),
        ("b", -1, (1, 1)),
        ("a", -1, (1, 1)),
        ("b", 1, (2, 1)),
        ("c", -1, (2, 1)),
        ("c", 1, (3, 2)),
    ],
)
def test_a_step_goes_over_into_the_next_section_and_stops_at_the_ends(uid, step, goal):
    assert neighbouring({1: ["a", "b"], 2: [], 3: ["c", "d"]}, uid, step) == goal


def test_a_step_of_an_unknown_article_is_an_error():
    with pytest.raises(KeyError):
        neighbouring({1: ["a"]}, "z", 1)
