"""三校: who may make proofs, remark, answer and invite, and what is refused with which sentence."""

import datetime
import hashlib
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from editorial import vault
from editorial.actions import Refused
from editorial.models import Issue
from editorial.workflow import IssueState
from publishing.formats import PDF
from publishing.models import Invitation, Proof, Remark
from publishing.proofs import printing as proof_print
from publishing.proofs import proofing
from publishing.proofs.proofing import (
    LinkRefused,
    find_invitation,
    invite,
    make_proof,
    remark,
    reopen_remark,
    resolve,
    revoke,
)
from publishing.snapshot import load
from tests import builders
from tests.publishing.proofs.conftest import BODY

pytestmark = pytest.mark.django_db

ROLES = (None, "编辑", "责任编辑", "主编", "管理员")


def soon(**ago):
    return timezone.now() + datetime.timedelta(**(ago or {"days": 7}))


def invited(proof, by, **values):
    return invite(
        **{"issue": proof.issue, "proof": proof, "name": "王会长", "expires_at": soon(), "by": by} | values
    )


def said(proof, article, by, *, uid=None, **values):
    """A remark on 当天 in the first paragraph: title, credit, then the body."""
    place = {"article": uid or article.uid, "block": 2, "start": 4, "end": 6, "text": "请核对是否当天。"}
    return remark(proof=proof, by=by, **place | values)


def changed(article, title="港口全面用上数字提单"):
    article.title = title
    article.save()


# --- Rounds -------------------------------------------------------------------------------------


def test_a_proof_freezes_text_and_pages(article, proof):
    changed(article)
    assert [each.title for each in load(proof.snapshot).articles] == ["港口用上了数字提单"]
    assert vault.fetch(proof.pdf).decode() == "港口用上了数字提单"
    assert (proof.name, proof.closed_at) == ("一校", None)


def test_the_real_press_prints_it(article, editor, monkeypatch):
    monkeypatch.setattr(proof_print, "PDF", PDF)
    made = make_proof(issue=article.issue, by=editor)
    assert vault.fetch(made.pdf).startswith(b"%PDF-")


def test_the_next_round_closes_the_one_before(article, proof, editor):
    changed(article)
    second = make_proof(issue=article.issue, by=editor)
    proof.refresh_from_db()
    assert (second.number, second.name) == (2, "二校")
    assert proof.closed_at is not None
    assert second.closed_at is None


def test_nothing_changed_no_next_round(article, proof, editor):
    with pytest.raises(Refused, match="一校之后没有任何改动"):
        make_proof(issue=article.issue, by=editor)
    proof.refresh_from_db()
    assert proof.closed_at is None


def test_an_empty_issue_has_no_proof(editor):
    with pytest.raises(Refused, match="还没有文章"):
        make_proof(issue=builders.issue(), by=editor)


def test_a_withdrawn_issue_has_no_proof(article, editor):
    Issue.objects.update(state=IssueState.WITHDRAWN)
    with pytest.raises(Refused, match="已经撤回"):
        make_proof(issue=article.issue, by=editor)


def test_a_picture_that_is_gone_is_named(editor):
    builders.article(issue=builders.issue(), body="![码头](/pictures/0123456789abcdef.png)")
    with pytest.raises(Refused, match="重新上传"):
        make_proof(issue=Issue.objects.get(), by=editor)
    assert not Proof.objects.exists()


# --- Remarks ------------------------------------------------------------------------------------


def test_a_remark_keeps_the_words_it_speaks_of(article, proof, editor):
    made = said(proof, article, editor)
    assert (made.quote, made.name) == ("当天", "林一")


def test_a_guest_remarks_under_the_name_of_the_invitation(article, proof, editor):
    invitation, _secret = invited(proof, editor)
    assert said(proof, article, invitation).name == "王会长"


def test_a_remark_sent_twice_stays_one(article, proof, editor):
    assert said(proof, article, editor) == said(proof, article, editor)
    assert Remark.objects.count() == 1


def test_a_picture_without_words_can_be_spoken_of(article, editor, monkeypatch):
    article.body = "---\n\n末段。"
    article.save()
    made = make_proof(issue=article.issue, by=editor)
    assert said(made, article, editor, start=0, end=0).quote == ""


@pytest.mark.parametrize(
    "place",
    [
        {"block": 9},
        {"block": -1},
        {"start": 3, "end": 3},
        {"start": 6, "end": 4},
        {"start": -1},
        {"end": 99},
        {"uid": "nobody"},
    ],
    ids=str,
)
def test_a_passage_that_is_not_there_is_refused(article, proof, editor, place):
    with pytest.raises(Refused, match="不在这份校样里"):
        said(proof, article, editor, **place)


@pytest.mark.parametrize(
    ("text", "sentence"), [("  \n", "请写明批注"), ("长" * 2001, "2,000 字以内"), ("\0", "请写明")]
)
def test_a_remark_says_something_and_not_too_much(article, proof, editor, text, sentence):
    with pytest.raises(Refused, match=sentence):
        said(proof, article, editor, text=text)


def test_a_remark_of_two_thousand_characters_is_kept(article, proof, editor):
    assert len(said(proof, article, editor, text="长" * 2000).text) == 2000


def test_a_closed_round_takes_no_remarks(article, proof, editor):
    invitation, _secret = invited(proof, editor)
    changed(article)
    make_proof(issue=article.issue, by=editor)
    for by in (editor, invitation):
        with pytest.raises(Refused, match="一校已经收样"):
            said(proof, article, by)


def test_an_invitation_leaves_so_many_remarks_and_no_more(article, proof, editor, monkeypatch):
    monkeypatch.setattr(proofing, "MOST_REMARKS", 2)
    invitation, _secret = invited(proof, editor)
    for number in range(2):
        said(proof, article, invitation, text=f"意见 {number}")
    with pytest.raises(Refused, match="另开一个链接"):
        said(proof, article, invitation)


def test_an_invitation_that_ended_while_its_page_was_open_leaves_no_remark(article, proof, editor):
    invitation, _secret = invited(proof, editor)
    revoke(invitation=invitation, by=editor)
    with pytest.raises(LinkRefused, match="已经作废"):
        said(proof, article, invitation)


def test_an_invitation_to_another_proof_leaves_no_remark(article, proof, editor):
    other = builders.issue(number=2)
    builders.article(issue=other, body=BODY)
    invitation, _secret = invited(make_proof(issue=other, by=editor), editor)
    with pytest.raises(LinkRefused):
        said(proof, article, invitation)


def test_a_remark_is_answered_once_and_can_be_reopened(article, proof, editor):
    row = said(proof, article, editor)
    resolve(remark=row, by=editor, resolution=" 已改 ")
    row.refresh_from_db()
    assert (row.resolution, row.resolved_by, row.resolved_at is not None) == ("已改", editor, True)
    with pytest.raises(Refused, match="林一已经处理过了：已改"):
        resolve(remark=row, by=editor, resolution="不改")
    reopen_remark(remark=row, by=editor)
    row.refresh_from_db()
    assert (row.resolution, row.resolved_by, row.resolved_at) == ("", None, None)


@pytest.mark.parametrize("resolution", ["", "字" * 201])
def test_an_answer_says_something_and_is_short(article, proof, editor, resolution):
    row = said(proof, article, editor)
    with pytest.raises(Refused, match="处理意见"):
        resolve(remark=row, by=editor, resolution=resolution)
    row.refresh_from_db()
    assert row.resolved_at is None


# --- Invitations --------------------------------------------------------------------------------


def test_only_the_digest_of_a_secret_is_kept(proof, editor):
    invitation, secret = invited(proof, editor)
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert len(secret) >= 43
    assert secret not in map(str, row.values())
    assert row["digest"] == hashlib.sha256(secret.encode()).hexdigest()
    assert find_invitation(secret) == invitation


def test_two_invitations_have_two_secrets(proof, editor):
    assert invited(proof, editor)[1] != invited(proof, editor)[1]


def test_an_expired_a_revoked_and_an_unknown_link_are_told_apart(proof, editor):
    invitation, secret = invited(proof, editor)
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(LinkRefused, match="过期") as expired:
        find_invitation(secret)
    revoke(invitation=invitation, by=editor)
    with pytest.raises(LinkRefused, match="作废") as revoked:
        find_invitation(secret)
    with pytest.raises(LinkRefused, match="没有这个链接") as unknown:
        find_invitation(f"{secret[:-1]}!")
    assert (expired.value.was_valid, revoked.value.was_valid, unknown.value.was_valid) == (True, True, False)


def test_a_withdrawn_issue_takes_its_links_along(proof, editor):
    _invitation, secret = invited(proof, editor)
    Issue.objects.update(state=IssueState.WITHDRAWN)
    with pytest.raises(LinkRefused, match="已经撤回"):
        find_invitation(secret)


def test_that_a_link_was_opened_is_noted_at_most_once_a_minute(proof, editor, django_assert_num_queries):
    invitation, secret = invited(proof, editor)
    find_invitation(secret)
    invitation.refresh_from_db()
    first = invitation.seen_at
    assert first is not None
    with django_assert_num_queries(1):
        find_invitation(secret)
    Invitation.objects.update(seen_at=first - datetime.timedelta(minutes=1))
    find_invitation(secret)
    invitation.refresh_from_db()
    assert invitation.seen_at >= first


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "称呼"),
        ({"name": "长" * 51}, "50 字以内"),
        ({"expires_at": soon(days=-1)}, "1 到 60 天"),
        ({"expires_at": soon(days=61)}, "1 到 60 天"),
    ],
)
def test_an_invitation_names_somebody_and_ends(proof, editor, values, sentence):
    with pytest.raises(Refused, match=sentence):
        invited(proof, editor, **values)


def test_nobody_is_invited_to_a_closed_round(article, proof, editor):
    changed(article)
    make_proof(issue=article.issue, by=editor)
    with pytest.raises(Refused, match="请选最新一校"):
        invited(proof, editor)


def test_nobody_is_invited_to_a_proof_of_another_issue(proof, editor):
    with pytest.raises(Refused):
        invited(proof, editor, issue=builders.issue(number=2))


def test_the_first_revocation_holds(proof, editor):
    invitation, _secret = invited(proof, editor)
    revoke(invitation=invitation, by=editor)
    invitation.refresh_from_db()
    first = invitation.revoked_at
    revoke(invitation=invitation, by=editor)
    invitation.refresh_from_db()
    assert invitation.revoked_at == first


# --- Who may ------------------------------------------------------------------------------------

ACTIONS: dict[str, Any] = {
    "make": (lambda s: make_proof(issue=s.issue, by=s.by), {"责任编辑", "主编", "管理员"}),
    "remark": (lambda s: said(s.proof, s.article, s.by), set(ROLES) - {None}),
    "resolve": (lambda s: resolve(remark=s.remark, by=s.by, resolution="已改"), set(ROLES) - {None}),
    "reopen": (lambda s: reopen_remark(remark=s.remark, by=s.by), set(ROLES) - {None}),
    "invite": (lambda s: invited(s.proof, s.by), {"责任编辑", "主编", "管理员"}),
    "revoke": (lambda s: revoke(invitation=s.invitation, by=s.by), {"责任编辑", "主编", "管理员"}),
}


class Scene:
    def __init__(self, role):
        maker = builders.user("主编")
        self.issue = builders.issue()
        self.article = builders.article(issue=self.issue, body=BODY)
        self.proof = make_proof(issue=self.issue, by=maker)
        self.remark = said(self.proof, self.article, maker)
        self.invitation, _secret = invited(self.proof, maker)
        self.by = builders.user(role)
        changed(self.article)

    def rows(self):
        return [list(model.objects.order_by("pk").values()) for model in (Proof, Remark, Invitation)]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", ROLES, ids=str)
def test_every_role_does_what_it_may_and_nothing_else(role, action):
    act, allowed = ACTIONS[action]
    scene = Scene(role)
    before = scene.rows()
    if role in allowed:
        act(scene)
        if action != "reopen":  # it was open
            assert scene.rows() != before
    else:
        with pytest.raises(PermissionDenied, match=r"没有.+的权限"):
            act(scene)
        assert scene.rows() == before
