"""The whole of 三审 and 签发: every role at every move in every state, by the actions and by the desk's addresses.

What is expected of each cell is read off the table in `editorial.workflow`, not off the actions.
"""

import re
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse

from editorial import workflow
from editorial.actions import Outdated, Refused, reviewing, signing
from editorial.approval import digest_of
from editorial.models import Article, Issue, Review
from editorial.preflight.newsroom import draft_of
from editorial.workflow import (
    APPROVE,
    PUBLISH,
    RECALL,
    REOPEN,
    RETURN,
    ROLES,
    SEND,
    SIGN,
    STAGE_OF,
    SUBMIT,
    UNPUBLISHED,
    ArticleState,
    Decision,
    IssueState,
    Move,
    Stage,
)
from publishing.actions import publish
from publishing.models import Edition
from tests import builders

pytestmark = pytest.mark.django_db

NOBODY, SUPERUSER = "无角色", "超级用户"
PEOPLE = (*ROLES, NOBODY, SUPERUSER)
OPINION = "请再核对数字。"
STORIES = {
    IssueState.EDITING: ("码头装上了新岸桥", "新岸桥吊起了第一只集装箱。"),
    IssueState.PENDING: ("茶叶坐上了海铁联运", "春茶从山里出发，换一次车就到码头。"),
    IssueState.SIGNED: ("留学生办起了直播间", "他们用四种语言介绍本地的瓷器。"),
    IssueState.PUBLISHED: ("仓库学会了自己盘点", "夜里没有人，货架也能报出数目。"),
    IssueState.WITHDRAWN: ("报关行改卖起了服务", "从前跑腿的年轻人，现在替客户看合同。"),
}


# --- What the table says ------------------------------------------------------------------------


@dataclass(frozen=True)
class Allowed:
    """The move is made: to this state, with a review of this kind; the press writes an edition instead."""

    target: str
    stage: str = ""
    decision: str = ""


@dataclass(frozen=True)
class Stopped:
    """The move is refused with a sentence that has these words; None when there is no right to it."""

    words: str | None = None


def may(person, permission):
    return person == SUPERUSER or permission in ROLES.get(person, ())


def made(move: Move):
    return Allowed(move.target, move.stage, move.decision)


def expected_of_plain(move, person, state, refusal):
    if not may(person, move.permission):
        return Stopped()
    return made(move) if state in move.sources else Stopped(refusal)


def expected_of_submit(person, state):
    return expected_of_plain(SUBMIT, person, state, "不能送审")


def expected_of_recall(person, state):
    """The text was submitted by somebody else; one's own is tried below."""
    if state in RECALL.sources and may(person, RECALL.permission):
        return Stopped("只有送审的人能撤回")
    return expected_of_plain(RECALL, person, state, "不能撤回送审")


def expected_of_approval(stage):
    def expected(person, state):
        waiting = STAGE_OF.get(state)
        if not any(may(person, move.permission) for move in APPROVE.values()):
            return Stopped()
        if waiting is None:
            return Stopped("不在等人审")
        if not may(person, APPROVE[stage].permission):
            return Stopped()
        places = list(APPROVE)
        if stage == waiting:
            return made(APPROVE[stage])
        return Stopped("已经过了" if places.index(stage) < places.index(waiting) else "不能越级审")

    return expected


def expected_of_return(person, state):
    waiting = STAGE_OF.get(state)
    if not any(may(person, move.permission) for move in APPROVE.values()):
        return Stopped()
    if waiting is None:
        return Stopped("不在等人审")
    return made(RETURN[waiting]) if may(person, RETURN[waiting].permission) else Stopped()


ARTICLE_MOVES = {
    ("submit", ""): expected_of_submit,
    ("recall", ""): expected_of_recall,
    **{("approve", stage.value): expected_of_approval(stage) for stage in APPROVE},
    ("return", ""): expected_of_return,
}


def expected_of_publishing(person, state):
    if not may(person, PUBLISH.permission):
        return Stopped()
    if state in PUBLISH.sources:
        return Allowed(PUBLISH.target)
    return Stopped("还没有签发" if state in UNPUBLISHED else "不能发布")


ISSUE_MOVES = {
    "send": lambda person, state: expected_of_plain(SEND, person, state, "不能送签"),
    "sign": lambda person, state: expected_of_plain(SIGN, person, state, "不能签发"),
    "reopen": lambda person, state: expected_of_plain(REOPEN, person, state, "不能退回编辑"),
    "publish": expected_of_publishing,
}

article_cells = pytest.mark.parametrize(
    ("move", "person", "state"),
    [
        pytest.param(*cell, id="-".join(filter(None, (*cell[0], cell[1], cell[2]))))
        for cell in product(ARTICLE_MOVES, PEOPLE, ArticleState)
    ],
)
issue_cells = pytest.mark.parametrize(
    ("move", "person", "state"),
    [pytest.param(*cell, id="-".join(cell)) for cell in product(ISSUE_MOVES, PEOPLE, IssueState)],
)


def test_every_move_of_the_table_is_tried():
    tried = [SUBMIT, RECALL, *APPROVE.values(), *RETURN.values(), SEND, SIGN, REOPEN]
    listed = [move for move in vars(workflow).values() if isinstance(move, Move)]
    assert [move.label for move in listed if move not in tried] == []


def test_the_matrix_has_both_allowed_and_refused_cells_for_every_move():
    for moves, states in ((ARTICLE_MOVES, ArticleState), (ISSUE_MOVES, IssueState)):
        for name, expected in moves.items():
            kinds = {type(expected(person, state)) for person, state in product(PEOPLE, states)}
            assert Stopped in kinds, name
            assert Allowed in kinds or name == ("recall", ""), name


# --- A newsroom with everything in every state, built once --------------------------------------


@dataclass(frozen=True)
class Newsroom:
    people: dict[str, Any]
    articles: dict[str, Any]
    issues: dict[str, Any]


@pytest.fixture(scope="module")
def newsroom(django_db_setup, django_db_blocker):
    """Made once, by real moves of other colleagues; every test starts from it anew."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = {role: builders.colleague(role, f"会{role}") for role in ROLES}
        people[NOBODY] = User.objects.create(username="新来的", is_staff=True)
        people[SUPERUSER] = User.objects.create(username="站长", is_staff=True, is_superuser=True)
        yield Newsroom(
            people,
            {state: article_that_is(state) for state in ArticleState},
            {state: issue_that_is(state) for state in IssueState},
        )
        transaction.set_rollback(True)


def article_that_is(state):
    article = builders.article(f"《{state.label}》的一篇", body=f"码头夜景，第 {len(state.label)} 幅。")
    if state != ArticleState.DRAFT:
        builders.submitted(article)
    for reviewer, move in zip(builders.REVIEWERS, APPROVE.values(), strict=True):
        if article.state == state:
            break
        approve(article, builders.colleague(*reviewer), stage=move.stage)
    assert article.state == state
    return article


def issue_that_is(state):
    title, body = STORIES[state]
    number = list(IssueState).index(state) + 1
    issue = builders.issue(2026, number)
    builders.approved(builders.article(title, issue=issue, body=body))
    if state == IssueState.PENDING:
        builders.sent(issue)
    elif state != IssueState.EDITING:
        builders.signed(issue)
    Issue.objects.filter(pk=issue.pk).update(state=state)
    return Issue.objects.get(pk=issue.pk)


def digest(article):
    return digest_of(draft_of(Article.objects.get(pk=article.pk)))


def approve(article, by, *, stage=None, text=None, opinion=""):
    return reviewing.approve(
        article=article, by=by, digest=text or digest(article), stage=stage, opinion=opinion
    )


# --- By the actions -----------------------------------------------------------------------------


def act_on_article(move, article, by):
    name, stage = move
    if name == "approve":
        return approve(article, by, stage=Stage(stage), opinion=OPINION)
    if name == "return":
        return reviewing.return_(article=article, by=by, opinion=OPINION)
    return {"submit": reviewing.submit, "recall": reviewing.recall}[name](article=article, by=by)


def act_on_issue(move, issue, by):
    if move == "sign":
        return signing.sign(issue=issue, by=by, digest=signing.issue_digest(issue), opinion=OPINION)
    if move == "reopen":
        return signing.reopen(issue=issue, by=by, opinion=OPINION)
    return publish(issue=issue, by=by) if move == "publish" else signing.send(issue=issue, by=by)


def records():
    return Review.objects.count(), Edition.objects.count()


def fresh(subject):
    return type(subject).objects.get(pk=subject.pk)


def assert_made(subject, expected, by, text, opinion):
    """The state is the table's, and the last review says who, what, why and on which text."""
    assert fresh(subject).state == expected.target
    if not expected.decision:
        assert Edition.objects.get(issue=subject).published_by == by
        return
    last = fresh(subject).reviews.order_by("pk").last()
    assert (last.stage, last.decision, last.reviewer) == (expected.stage, expected.decision, by)
    assert (last.digest, last.opinion) == (text, opinion)


def text_of(subject):
    return digest(subject) if isinstance(subject, Article) else signing.issue_digest(subject)


def opinion_of(expected):
    return OPINION if expected.decision in (Decision.APPROVED, Decision.RETURNED) else ""


def try_by_action(act, move, subject, by, expected):
    before, text = records(), text_of(subject)
    if isinstance(expected, Allowed):
        act(move, fresh(subject), by)
        assert_made(subject, expected, by, text, opinion_of(expected))
        return
    kind, words = (PermissionDenied, "权限") if expected.words is None else (Refused, expected.words)
    with pytest.raises(kind, match=words):
        act(move, fresh(subject), by)
    assert (fresh(subject).state, records()) == (subject.state, before)


@article_cells
def test_an_article_s_move(newsroom, move, person, state):
    expected = ARTICLE_MOVES[move](person, state)
    try_by_action(act_on_article, move, newsroom.articles[state], newsroom.people[person], expected)


@issue_cells
def test_an_issue_s_move(newsroom, move, person, state):
    expected = ISSUE_MOVES[move](person, state)
    try_by_action(act_on_issue, move, newsroom.issues[state], newsroom.people[person], expected)


# --- By the desk's addresses --------------------------------------------------------------------


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(subject):
    return reverse(f"admin:editorial_{subject._meta.model_name}_change", args=[subject.pk])


def address_of(subject, name):
    if name == "publish":
        return reverse("admin:publishing_publish", args=[subject.pk])
    kind = "article" if isinstance(subject, Article) else "issue"
    return reverse(f"editorial_decide_{kind}", args=[subject.pk, name])


def try_by_address(subject, name, stage, by, expected):
    before, text = records(), text_of(subject)
    form = {"opinion": opinion_of(expected) if isinstance(expected, Allowed) else OPINION}
    response = logged_in(by).post(address_of(subject, name), form | {"digest": text, "stage": stage})
    if expected == Stopped():
        assert response.status_code == 403
    else:
        assert response.status_code == 302
    if isinstance(expected, Allowed):
        assert_made(subject, expected, by, text, form["opinion"])
        return
    assert (fresh(subject).state, records()) == (subject.state, before)
    if expected.words:
        said = [str(message) for message in response.wsgi_request._messages]
        assert any(expected.words in sentence for sentence in said), said


@article_cells
def test_an_article_s_button_when_it_is_posted(newsroom, move, person, state):
    expected = ARTICLE_MOVES[move](person, state)
    name, stage = move
    try_by_address(newsroom.articles[state], name, stage, newsroom.people[person], expected)


@issue_cells
def test_an_issue_s_button_when_it_is_posted(newsroom, move, person, state):
    expected = ISSUE_MOVES[move](person, state)
    try_by_address(newsroom.issues[state], move, "", newsroom.people[person], expected)


def shown(page):
    """The buttons of the review panel: move and stage."""
    return set(re.findall(r'formaction="[^"]*/reviews/(\w+)/" name="stage" value="(\w*)"', page))


def offered(person, state):
    """The buttons that the table gives: the stage at which the text waits needs no name."""
    waiting = STAGE_OF.get(state)
    return {
        (name, "" if stage == waiting else stage)
        for (name, stage), expected in ARTICLE_MOVES.items()
        if isinstance(expected(person, state), Allowed)
    }


@pytest.mark.parametrize("state", ArticleState)
@pytest.mark.parametrize("person", PEOPLE)
def test_an_article_s_page_shows_the_buttons_that_work_and_no_others(newsroom, person, state):
    response = logged_in(newsroom.people[person]).get(page_of(newsroom.articles[state]))
    if person == NOBODY:
        assert response.status_code == 403
        return
    assert shown(response.content.decode()) == offered(person, state)


@pytest.mark.parametrize("state", IssueState)
@pytest.mark.parametrize("person", PEOPLE)
def test_an_issue_s_page_shows_the_buttons_that_work_and_no_others(newsroom, person, state):
    issue = newsroom.issues[state]
    response = logged_in(newsroom.people[person]).get(page_of(issue))
    if person == NOBODY:
        assert response.status_code == 403
        return
    page = response.content.decode()
    buttons = {name for name, _stage in shown(page)}
    if address_of(issue, "publish") in page:
        buttons.add("publish")
    works = {name for name in ISSUE_MOVES if isinstance(ISSUE_MOVES[name](person, state), Allowed)}
    assert buttons == works


# --- What the table does not say ----------------------------------------------------------------


@pytest.fixture
def reviewer(newsroom):
    return newsroom.people["责任编辑"]


@pytest.fixture
def chief(newsroom):
    return newsroom.people["主编"]


def test_whoever_submitted_can_recall_until_somebody_approves(newsroom, reviewer):
    article = fresh(newsroom.articles[ArticleState.DRAFT])
    editor = newsroom.people["编辑"]
    reviewing.submit(article=article, by=editor)
    page = logged_in(editor).get(page_of(article)).content.decode()
    assert shown(page) == {("recall", "")}
    reviewing.recall(article=article, by=editor)
    assert fresh(article).state == ArticleState.DRAFT
    reviewing.submit(article=article, by=editor)
    approve(article, reviewer)
    with pytest.raises(Refused, match="不能撤回送审"):
        reviewing.recall(article=article, by=editor)


def test_nobody_reviews_a_text_twice_in_a_chain(newsroom, reviewer):
    article = fresh(newsroom.articles[ArticleState.FIRST_REVIEW])
    approve(article, reviewer)
    with pytest.raises(Refused, match="要由不同的人审"):
        approve(article, reviewer)
    page = logged_in(reviewer).get(page_of(article)).content.decode()
    assert shown(page) == {("return", "")}
    assert "复审要请另一位同事来审" in page
    assert fresh(article).state == ArticleState.SECOND_REVIEW


def test_who_was_in_an_earlier_chain_may_review_the_next_one(newsroom, reviewer, chief):
    article = fresh(newsroom.articles[ArticleState.FIRST_REVIEW])
    approve(article, reviewer)
    reviewing.return_(article=article, by=chief, opinion=OPINION)
    builders.submitted(article)
    approve(article, reviewer)
    assert fresh(article).state == ArticleState.SECOND_REVIEW


@pytest.mark.parametrize("part", ["submitted", "edits"])
def test_nobody_reviews_a_text_of_their_own(newsroom, reviewer, part):
    article = fresh(newsroom.articles[ArticleState.DRAFT])
    if part == "edits":
        Article.objects.filter(pk=article.pk).update(editor=reviewer)
        builders.submitted(article)
    else:
        reviewing.submit(article=article, by=reviewer)
    with pytest.raises(Refused, match="要由不同的人审"):
        approve(article, reviewer)
    assert fresh(article).state == ArticleState.FIRST_REVIEW


@pytest.mark.parametrize("by", ["action", "address"])
def test_a_text_that_changed_after_it_was_read_is_not_approved(newsroom, reviewer, by):
    article = newsroom.articles[ArticleState.FIRST_REVIEW]
    text = digest(article)
    Article.objects.filter(pk=article.pk).update(body="码头夜景，换过一幅。")
    if by == "action":
        with pytest.raises(Outdated, match="在您打开之后改过"):
            approve(fresh(article), reviewer, text=text)
    else:
        form = {"digest": text, "opinion": "写了很久的意见"}
        response = logged_in(reviewer).post(address_of(article, "approve"), form, follow=True)
        assert "在您打开之后改过" in response.content.decode()
        assert "写了很久的意见" in response.content.decode()
    assert fresh(article).state == ArticleState.FIRST_REVIEW


def test_an_issue_that_changed_after_it_was_read_is_not_signed(newsroom, chief):
    issue = newsroom.issues[IssueState.PENDING]
    text = signing.issue_digest(issue)
    Issue.objects.filter(pk=issue.pk).update(date="2026-02-27")
    with pytest.raises(Outdated, match="在您打开之后改过"):
        signing.sign(issue=fresh(issue), by=chief, digest=text)
    assert fresh(issue).state == IssueState.PENDING


@pytest.mark.parametrize("opinion", ["", "  \n"])
def test_returning_needs_a_reason(newsroom, chief, opinion):
    article = newsroom.articles[ArticleState.FINAL_REVIEW]
    issue = newsroom.issues[IssueState.SIGNED]
    for move, subject in (("return", article), ("reopen", issue)):
        response = logged_in(chief).post(address_of(subject, move), {"opinion": opinion}, follow=True)
        assert "请写明退回的理由" in response.content.decode()
        assert fresh(subject).state == subject.state


def test_stages_are_skipped_only_by_roles_that_the_publication_lets(newsroom, chief, reviewer):
    article = newsroom.articles[ArticleState.FIRST_REVIEW]
    builders.publication().skippers.set(chief.groups.all())
    with pytest.raises(Refused, match="不能越级审"):
        approve(fresh(article), reviewer, stage=Stage.SECOND)
    page = logged_in(chief).get(page_of(article)).content.decode()
    assert {("approve", ""), ("approve", "second"), ("approve", "final")} < shown(page)
    form = {"digest": digest(article), "stage": "final", "opinion": OPINION}
    logged_in(chief).post(address_of(article, "approve"), form)
    assert fresh(article).state == ArticleState.APPROVED
    assert list(article.reviews.values_list("stage", "decision").order_by("pk"))[1:] == [
        (Stage.FIRST, Decision.SKIPPED),
        (Stage.SECOND, Decision.SKIPPED),
        (Stage.FINAL, Decision.APPROVED),
    ]
    assert [str(review) for review in article.reviews.order_by("pk")][1:] == [
        "初审越级",
        "复审越级",
        "终审通过",
    ]


def test_the_chief_editor_decides_on_the_publication_s_page_who_may_skip(newsroom, chief):
    publication = builders.publication()
    address = reverse("admin:editorial_publication_change", args=[publication.pk])
    form = {"title": publication.title, "publisher": publication.publisher, "first_serial": 1}
    assert "可以越级审稿的角色" in logged_in(chief).get(address).content.decode()
    logged_in(chief).post(address, form | {"skippers": [chief.groups.get().pk]})
    assert [group.name for group in publication.skippers.all()] == ["主编"]


@pytest.mark.parametrize(
    "state", [ArticleState.SECOND_REVIEW, ArticleState.FINAL_REVIEW, ArticleState.APPROVED]
)
def test_a_text_changed_after_an_approval_goes_back_and_the_approval_lapses(newsroom, state):
    article = fresh(newsroom.articles[state])
    editor = newsroom.people["编辑"]
    article.body = "换了一段话。"
    article.save()
    reviewing.reconsider(article=article, by=editor)
    assert fresh(article).state == ArticleState.DRAFT
    last = article.reviews.order_by("pk").last()
    assert (last.decision, last.reviewer) == (Decision.LAPSED, editor)
    assert reviewing.chain_of(fresh(article)) == []


@pytest.mark.parametrize("state", [ArticleState.FIRST_REVIEW, ArticleState.APPROVED])
def test_a_text_that_nobody_has_approved_or_that_did_not_change_stays(newsroom, state):
    article = fresh(newsroom.articles[state])
    if state == ArticleState.FIRST_REVIEW:
        article.body = "换了一段话。"
        article.save()
    assert reviewing.reconsider(article=article, by=newsroom.people["编辑"]) is None
    assert fresh(article).state == state


@pytest.mark.parametrize(("change", "words"), [({"body": " \n"}, "还没有正文"), ({}, "没有写明来源")])
def test_an_unfinished_text_is_not_submitted(newsroom, change, words):
    article = builders.article("写了一半", outlet=None if not change else "港城日报", **change)
    with pytest.raises(Refused, match=words):
        reviewing.submit(article=article, by=newsroom.people["编辑"])


@pytest.mark.parametrize("state", [ArticleState.DRAFT, ArticleState.FIRST_REVIEW])
def test_texts_of_a_closed_issue_are_moved_by_nobody(newsroom, state):
    article = newsroom.articles[state]
    section, withdrawn = builders.section(), newsroom.issues[IssueState.WITHDRAWN]
    Article.objects.filter(pk=article.pk).update(issue=withdrawn, section=section, position=9)
    boss = newsroom.people[SUPERUSER]
    for move in [("submit", "")] if state == ArticleState.DRAFT else [("approve", "first"), ("return", "")]:
        with pytest.raises(Refused, match="不能再改"):
            act_on_article(move, fresh(article), boss)
    assert shown(logged_in(boss).get(page_of(article)).content.decode()) == set()


def test_an_issue_with_an_unapproved_article_is_not_sent(newsroom, reviewer):
    issue = newsroom.issues[IssueState.EDITING]
    builders.article("还没有审", issue=issue)
    with pytest.raises(Refused, match="《还没有审》还是“草稿”"):
        signing.send(issue=issue, by=reviewer)


def test_an_issue_whose_article_changed_behind_its_approval_is_not_sent(newsroom, reviewer):
    issue = newsroom.issues[IssueState.EDITING]
    issue.articles.update(body="和终审时不一样了。")
    with pytest.raises(Refused, match="和终审时的文字不一样"):
        signing.send(issue=issue, by=reviewer)


@pytest.mark.parametrize("what", ["body", "title", "order", "date"])
def test_a_signature_holds_for_what_was_signed_and_nothing_else(newsroom, chief, what):
    issue = fresh(newsroom.issues[IssueState.SIGNED])
    if what == "date":
        Issue.objects.filter(pk=issue.pk).update(date="2026-03-27")
    elif what == "order":
        issue.articles.update(section=builders.section("别的栏目"))
    else:
        issue.articles.update(**{what: "悄悄换过。"})
    with pytest.raises(Refused, match="在签发之后改过"):
        publish(issue=issue, by=chief)
    assert fresh(issue).state == IssueState.SIGNED


def test_a_signature_ends_when_the_issue_is_reopened(newsroom, chief):
    issue = fresh(newsroom.issues[IssueState.SIGNED])
    signing.reopen(issue=issue, by=chief, opinion=OPINION)
    assert signing.signed_digest(issue) is None
    Issue.objects.filter(pk=issue.pk).update(state=IssueState.SIGNED)
    with pytest.raises(Refused, match="还没有签发"):
        publish(issue=fresh(issue), by=chief)


def test_the_record_says_who_decided_what_when_and_why(newsroom, chief):
    article = fresh(newsroom.articles[ArticleState.FINAL_REVIEW])
    reviewing.return_(article=article, by=chief, opinion="第二段的\n百分比对不上。")
    page = logged_in(chief).get(page_of(article)).content.decode()
    log = page[page.index('class="review-log"') :]
    assert [log.index(words) for words in ("终审退回", "复审通过", "初审通过", "送审")] == sorted(
        log.index(words) for words in ("终审退回", "复审通过", "初审通过", "送审")
    )
    assert "第二段的<br>百分比对不上。" in log
    assert "会主编" in log


@pytest.mark.parametrize("move", ["steal", "approve/x"])
def test_there_are_no_other_moves(newsroom, chief, move):
    article = newsroom.articles[ArticleState.DRAFT]
    address = address_of(article, "submit").replace("submit", move)
    assert logged_in(chief).post(address).status_code == 404


def test_moves_want_a_post_and_a_token(newsroom, chief):
    address = address_of(newsroom.articles[ArticleState.DRAFT], "submit")
    assert logged_in(chief).get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(chief)
    assert strict.post(address).status_code == 403
