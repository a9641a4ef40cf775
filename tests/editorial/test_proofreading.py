"""What editors do about findings: let them stand with a reason, mend them, take that back; and the gate."""

import pytest
from django.core.exceptions import PermissionDenied

from editorial.actions import (
    Refused,
    acknowledge,
    apply_fixes,
    decide_rules,
    demand_clear,
    mend,
    take_back,
    undo_fixes,
)
from editorial.actions.refusals import Outdated
from editorial.actions.reviewing import approve, submit
from editorial.approval import digest_of
from editorial.models import Acknowledgement, AppliedFix, RuleSetting
from editorial.preflight.newsroom import draft_of, house_of, proofread, said_of
from editorial.workflow import CLOSED, ROLES, ArticleState, Decision, IssueState
from tests import builders

pytestmark = pytest.mark.django_db

FLAWED = "欧盟仍是是最大市场，面积(含前置仓)扩大，，增长10—15%。"
MENDED = "欧盟仍是最大市场，面积（含前置仓）扩大，增长10%—15%。"


@pytest.fixture
def issue():
    return builders.issue()


@pytest.fixture
def article(issue):
    return builders.article(issue=issue, body=FLAWED)


def finding(issue, rule):
    return next(each.finding for each in proofread(issue).noted if each.finding.rule == rule)


# --- Who may ------------------------------------------------------------------------------------

MAY = {
    "acknowledge": {"编辑", "责任编辑", "主编", "管理员"},
    "take_back": {"编辑", "责任编辑", "主编", "管理员"},
    "apply_fixes": {"编辑", "责任编辑", "主编", "管理员"},
    "undo_fixes": {"编辑", "责任编辑", "主编", "管理员"},
    "decide_rules": {"主编", "管理员"},
}


def attempt(action, issue, article, by):
    match action:
        case "acknowledge":
            acknowledge(finding=finding(issue, "punct.half_paren"), article=article, reason="原文如此", by=by)
        case "take_back":
            said = acknowledge(
                finding=finding(issue, "punct.half_paren"),
                article=article,
                reason="原文如此",
                by=builders.user("主编"),
            )
            take_back(acknowledgement=said, by=by)
        case "apply_fixes":
            apply_fixes(article=article, by=by)
        case "undo_fixes":
            undo_fixes(applied=apply_fixes(article=article)[0], by=by)
        case "decide_rules":
            decide_rules(publication=issue.publication, levels={"dup.char": "off"}, by=by)


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize("action", MAY)
def test_each_role_may_do_what_the_table_says(action, role, issue, article):
    by = builders.user(role)
    if role in MAY[action]:
        attempt(action, issue, article, by)
    else:
        with pytest.raises(PermissionDenied, match="权限"):
            attempt(action, issue, article, by)


# --- Letting stand ------------------------------------------------------------------------------


def test_a_warning_is_let_stand_with_name_and_reason(issue, article):
    by = builders.user("编辑")
    acknowledge(finding=finding(issue, "punct.half_paren"), article=article, reason=" 原文如此 ", by=by)
    said = Acknowledgement.objects.get()
    assert (said.reason, said.by, said.words, said.article) == ("原文如此", by, "(含前置仓)", article)
    acknowledge(finding=finding(issue, "punct.half_paren"), article=article, reason="专有名词", by=by)
    assert Acknowledgement.objects.get().reason == "专有名词"


def test_an_error_and_an_empty_reason_are_refused(issue, article):
    by = builders.user("主编")
    with pytest.raises(Refused, match="错误不能忽略"):
        acknowledge(finding=finding(issue, "dup.char"), article=article, reason="原文如此", by=by)
    for reason, sentence in (("  ", "写明"), ("长" * 201, "200 字")):
        with pytest.raises(Refused, match=sentence):
            acknowledge(finding=finding(issue, "punct.half_paren"), article=article, reason=reason, by=by)
    assert not Acknowledgement.objects.exists()


def test_taken_back_it_counts_again(issue, article):
    by = builders.user("编辑")
    before = proofread(issue).warnings
    said = acknowledge(finding=finding(issue, "punct.half_paren"), article=article, reason="原文如此", by=by)
    assert proofread(issue).warnings == before - 1
    take_back(acknowledgement=said, by=by)
    assert proofread(issue).warnings == before


# --- Mending ------------------------------------------------------------------------------------


def test_every_safe_fix_is_made_and_taken_back(article):
    applied, _lapsed = apply_fixes(article=article, by=builders.user("编辑"))
    article.refresh_from_db()
    assert article.body == MENDED
    assert applied.count == 4
    undo_fixes(applied=applied)
    article.refresh_from_db()
    assert article.body == FLAWED
    with pytest.raises(Refused, match="已经撤销过"):
        undo_fixes(applied=applied)


def test_mended_twice_it_stays(article, issue):
    house = house_of(issue, said_of(article))
    once = mend(draft_of(article), house=house)
    twice = mend(once.draft, house=house)
    assert (twice.draft, twice.count) == (once.draft, 0)
    apply_fixes(article=article)
    with pytest.raises(Refused, match="没有可以自动修正"):
        apply_fixes(article=article)


def test_a_finding_let_stand_is_not_mended(issue, article):
    acknowledge(
        finding=finding(issue, "punct.half_paren"),
        article=article,
        reason="原文如此",
        by=builders.user("编辑"),
    )
    apply_fixes(article=article)
    article.refresh_from_db()
    assert "(含前置仓)" in article.body
    assert "是是" not in article.body


def test_a_text_that_changed_since_it_was_shown_is_not_mended(article):
    shown = draft_of(article).texts_digest
    article.body = FLAWED + "又写了一句。"
    article.save()
    with pytest.raises(Outdated, match="又改过"):
        apply_fixes(article=article, digest=shown)
    assert not AppliedFix.objects.exists()


def test_fixes_are_not_taken_back_over_later_work(article):
    applied, _lapsed = apply_fixes(article=article)
    article.refresh_from_db()
    article.body += "又写了一句。"
    article.save()
    with pytest.raises(Outdated, match="又改过"):
        undo_fixes(applied=applied)
    article.refresh_from_db()
    assert article.body == MENDED + "又写了一句。"


def test_the_title_is_mended_with_the_text(issue):
    article = builders.article("新系统(二期)上线", issue=issue, body="仍是是第一。")
    applied, _lapsed = apply_fixes(article=article)
    article.refresh_from_db()
    assert (article.title, article.body) == ("新系统（二期）上线", "仍是第一。")
    undo_fixes(applied=applied)
    article.refresh_from_db()
    assert article.title == "新系统(二期)上线"


def in_state(issue, state):
    issue.state = state
    issue.save()


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_an_article_of_a_closed_issue_is_neither_mended_nor_put_back(issue, article, state):
    applied, _lapsed = apply_fixes(article=article)
    in_state(issue, state)
    with pytest.raises(Refused, match="不能再改"):
        apply_fixes(article=article)
    with pytest.raises(Refused, match="不能再改"):
        undo_fixes(applied=applied)
    article.refresh_from_db()
    assert article.body == MENDED


def test_a_published_article_is_mended_for_a_correction(issue, article):
    in_state(issue, IssueState.PUBLISHED)
    apply_fixes(article=article)
    article.refresh_from_db()
    assert article.body == MENDED


def test_each_fix_and_its_undoing_is_a_version_with_who_made_it(article):
    by = builders.user("编辑")
    undo_fixes(applied=apply_fixes(article=article, by=by)[0], by=by)
    lines = article.history.order_by("history_date", "history_id")
    assert list(lines.values_list("version", "body", "history_user")) == [
        (1, FLAWED, None),
        (2, MENDED, by.pk),
        (3, FLAWED, by.pk),
    ]


def test_a_text_that_was_approved_goes_back_to_its_editor_when_it_is_mended(issue, article):
    editor, reviewer = builders.user("编辑"), builders.user("责任编辑")
    submit(article=article, by=editor)
    approve(article=article, by=reviewer, digest=digest_of(draft_of(article)))
    _applied, lapsed = apply_fixes(article=article, by=editor)
    article.refresh_from_db()
    assert article.state == ArticleState.DRAFT
    assert article.reviews.last() == lapsed
    assert lapsed
    assert lapsed.decision == Decision.LAPSED


def test_a_mended_text_that_was_approved_goes_back_when_its_fixes_are_taken_back(issue, article):
    editor, reviewer = builders.user("编辑"), builders.user("责任编辑")
    applied, lapsed = apply_fixes(article=article, by=editor)
    assert lapsed is None, "nobody had approved it"
    submit(article=article, by=editor)
    article.refresh_from_db()
    approve(article=article, by=reviewer, digest=digest_of(draft_of(article)))
    lapsed = undo_fixes(applied=applied, by=editor)
    article.refresh_from_db()
    assert lapsed
    assert lapsed.decision == Decision.LAPSED
    assert article.state == ArticleState.DRAFT


# --- Rules --------------------------------------------------------------------------------------


def test_rules_are_set_changed_and_put_back(issue):
    by = builders.user("主编")
    decide_rules(publication=issue.publication, levels={"dup.char": "off", "para.long": ""}, by=by)
    assert list(RuleSetting.objects.values_list("rule", "level")) == [("dup.char", "off")]
    assert decide_rules(publication=issue.publication, levels={"dup.char": "warning"}, by=by) == 1
    assert decide_rules(publication=issue.publication, levels={"dup.char": ""}, by=by) == 1
    assert not RuleSetting.objects.exists()


@pytest.mark.parametrize("levels", [{"no.such": "off"}, {"dup.char": "fatal"}])
def test_a_rule_or_level_that_is_none_is_refused_whole(issue, levels):
    with pytest.raises(Refused, match="什么都没有改"):
        decide_rules(
            publication=issue.publication, levels={"para.long": "off"} | levels, by=builders.user("主编")
        )
    assert not RuleSetting.objects.exists()


# --- The gate -----------------------------------------------------------------------------------


def test_the_gate_says_how_much_is_left(issue, article):
    with pytest.raises(Refused, match="2 处错误、2 处警告没有处理"):
        demand_clear(issue)


def test_the_gate_opens_once_errors_are_mended_and_warnings_spoken_to(issue, article):
    article.body = "欧盟仍是最大市场，面积(含前置仓)扩大。"
    article.save()
    with pytest.raises(Refused, match="1 处警告"):
        demand_clear(issue)
    acknowledge(
        finding=finding(issue, "punct.half_paren"),
        article=article,
        reason="原文如此",
        by=builders.user("编辑"),
    )
    demand_clear(issue)
