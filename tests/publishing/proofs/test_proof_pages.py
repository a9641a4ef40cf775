"""The page of a proof: for guests by a link, for colleagues at the desk; what nobody else sees; remarks answered."""

import datetime
import logging
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editorial.models import Issue
from editorial.pictures import save_picture
from editorial.workflow import IssueState
from publishing.models import Invitation, Proof, Remark
from publishing.proofs.proofing import invite, make_proof, remark, resolve, revoke
from tests import builders
from tests.pictures import png
from tests.publishing.proofs.conftest import BODY
from tests.visible import NOT_CHINESE, Visible

pytestmark = pytest.mark.django_db

REMARK = {"block": "2", "start": "4", "end": "6", "text": "请核对是否当天。"}


@pytest.fixture
def link(proof, editor):
    return link_to(proof, editor)


def link_to(proof, by, issue=None):
    week = timezone.now() + datetime.timedelta(days=7)
    _invitation, secret = invite(
        issue=issue or proof.issue, proof=proof, name="王会长", expires_at=week, by=by
    )
    return reverse("proof", args=[secret])


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def words(response):
    return Visible(response.content.decode()).text


def next_round(article, editor, **values):
    for field, value in values.items():
        setattr(article, field, value)
    article.save()
    return make_proof(issue=article.issue, by=editor)


# --- By a link ----------------------------------------------------------------------------------


def test_a_guest_reads_the_whole_issue_without_an_account(client, link):
    response = client.get(link)
    assert response.status_code == 200
    for sentence in ("王会长", "一校", "港口用上了数字提单", "港城日报", "旺季前开通"):
        assert sentence in words(response)
    assert not NOT_CHINESE.findall(re.sub("PDF", "", words(response)))


def test_a_guest_leaves_a_remark_and_comes_back_to_it(client, link, article):
    response = client.post(link, REMARK | {"article": article.uid})
    said = Remark.objects.get()
    assert (said.quote, said.name) == ("当天", "王会长")
    assert response["Location"] == f"{link}#remark-{said.pk}"
    page = client.get(link).content.decode()
    assert '<mark data-remark="1">当天</mark>' in page
    assert "请核对是否当天。" in page


def test_a_refused_remark_comes_back_with_what_was_typed(client, link, article):
    response = client.post(link, REMARK | {"article": article.uid, "text": "长" * 2001})
    assert response.status_code == 409
    assert "2,000 字以内" in words(response)
    assert "长" * 2001 in response.content.decode()


def test_a_remark_that_came_after_the_round_was_closed_is_given_back(client, link, article, editor):
    next_round(article, editor, title="港口全面用上数字提单")
    response = client.post(link, REMARK | {"article": article.uid})
    assert response.status_code == 409
    assert "已经收样" in words(response)
    assert REMARK["text"] in words(response)


@pytest.mark.parametrize(
    "sent", [{}, {"block": "x"}, {"block": "9" * 40}, {"start": "²"}, {"article": "\0"}], ids=str
)
def test_a_form_that_makes_no_sense_is_refused_with_a_sentence(client, link, article, sent):
    response = client.post(link, {**REMARK, "article": article.uid, **sent} if sent else {})
    assert response.status_code == 409
    assert not Remark.objects.exists()


def test_the_frozen_pdf_is_offered_and_comes(client, link, article):
    address = f"{link}pdf/"
    assert address in client.get(link).content.decode()
    response = client.get(address)
    assert response.content.decode() == article.title
    assert "2026-01-" in response["Content-Disposition"]


def test_pictures_of_the_proof_are_shown_and_no_others(client, article, editor):
    shown, other = save_picture(png(8, 8)), save_picture(png(9, 9))
    article.body = f"![码头](/pictures/{shown})"
    article.save()
    link = link_to(make_proof(issue=article.issue, by=editor), editor)
    assert f'src="{link}pictures/{shown}"' in client.get(link).content.decode()
    assert client.get(f"{link}pictures/{shown}")["Content-Type"] == "image/png"
    assert client.get(f"{link}pictures/{other}").status_code == 404


def test_a_link_says_why_it_opens_nothing(client, link, editor):
    unknown = client.get(reverse("proof", args=["x" * 43]))
    assert (unknown.status_code, "没有这个链接" in words(unknown)) == (404, True)
    Invitation.objects.update(expires_at=timezone.now())
    expired = client.get(link)
    assert (expired.status_code, "过期" in words(expired)) == (410, True)
    revoke(invitation=Invitation.objects.get(), by=editor)
    for address in (link, f"{link}pdf/", f"{link}pictures/0123456789abcdef.png"):
        revoked = client.get(address)
        assert (revoked.status_code, "作废" in words(revoked)) == (410, True)
    assert client.post(link, REMARK).status_code == 410


def test_a_link_that_was_not_copied_whole_says_so(client, link):
    for address in ("/proof/", link.rstrip("/"), f"{link}more/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "复制完整" in words(response)


def test_a_link_is_kept_from_caches_search_engines_and_other_sites(client, link, proof, editor, article):
    for address in (link, f"{link}pdf/", "/proof/nothing/", link_to(None, editor, article.issue)):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] in {"no-referrer", "strict-origin"}
    assert client.get(link)["Referrer-Policy"] == "strict-origin"
    assert client.get(f"{link}pdf/")["Referrer-Policy"] == "no-referrer"


def test_no_log_line_of_ours_holds_a_secret(client, link, editor, caplog):
    secret = link.split("/")[2]
    caplog.set_level(logging.DEBUG)
    Client(enforce_csrf_checks=True).post(link, REMARK)
    client.put(link)
    client.get(f"{link}more/")
    client.get(f"{link}pictures/none.png")
    revoke(invitation=Invitation.objects.get(), by=editor)
    client.get(link)
    assert len(caplog.records) >= 4
    assert secret not in caplog.text


def test_a_guest_posts_with_the_token_of_the_page_and_not_without(link, article):
    guest = Client(enforce_csrf_checks=True)
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', guest.get(link).content.decode())[:1]
    assert guest.post(link, REMARK | {"article": article.uid}).status_code == 403
    sent = REMARK | {"article": article.uid, "csrfmiddlewaretoken": token}
    assert guest.post(link, sent).status_code == 302


def test_hostile_text_is_shown_as_text(client, editor):
    evil = "<img src=x onerror=alert(1)>"
    issue = builders.issue()
    article = builders.article(evil, issue=issue, body=f"{evil}\n\n甲乙丙")
    made = make_proof(issue=issue, by=editor)
    week = timezone.now() + datetime.timedelta(days=7)
    guest, secret = invite(issue=issue, proof=made, name=evil, expires_at=week, by=editor)
    for by in (guest, editor):
        said = remark(proof=made, article=article.uid, block=2, start=1, end=9, text=f"</p>{evil}", by=by)
        resolve(remark=said, by=editor, resolution=evil)
    second = next_round(article, editor, body=f"{evil}{evil}\n\n甲丙")
    staff = logged_in(builders.user("主编"))
    pages = [
        client.get(reverse("proof", args=[secret])),
        staff.get(reverse("publishing_proof", args=[second.pk])),
    ]
    pages += [staff.get(reverse("publishing_remarks", args=[made.pk]))]
    pages += [staff.get(reverse("publishing_proofs", args=[article.issue_id]))]
    for page in pages:
        assert page.status_code == 200
        assert not re.search(r"<img[^>]*onerror", page.content.decode())


def test_the_page_reads_the_database_as_often_for_one_remark_as_for_many(
    client, link, proof, article, editor, django_assert_max_num_queries
):
    for number in range(30):
        remark(proof=proof, article=article.uid, block=2, start=0, end=2, text=f"意见 {number}", by=editor)
    client.get(link)
    with django_assert_max_num_queries(4):
        assert words(client.get(link)).count("意见") >= 30


# --- An issue that is not published yet ---------------------------------------------------------


def test_a_link_without_a_proof_shows_the_issue_as_it_is_now_to_read(client, article, editor):
    link = link_to(None, editor, article.issue)
    article.title = "港口刚刚改了标题"
    article.save()
    response = client.get(link)
    assert "港口刚刚改了标题" in words(response)
    assert "尚未发布" in words(response)
    assert "批注这一段" not in words(response)
    assert client.get(f"{link}pdf/").content.decode() == "港口刚刚改了标题"
    client.post(link, REMARK | {"article": article.uid})
    assert not Remark.objects.exists()


def test_without_a_link_nobody_sees_a_draft(client, proof):
    for name, pk in (("publishing_proof", proof.pk), ("publishing_proof_pdf", proof.pk)):
        response = client.get(reverse(name, args=[pk]))
        assert response.status_code == 302
        assert "/admin/login/" in response["Location"]
    assert client.get("/2026/1/").status_code == 404


def test_an_issue_without_articles_says_so(client, editor):
    response = client.get(link_to(None, editor, builders.issue()))
    assert response.status_code == 409
    assert "还没有文章" in words(response)


def test_a_withdrawn_issue_is_gone_for_guests(client, link):
    Issue.objects.update(state=IssueState.WITHDRAWN)
    assert client.get(link).status_code == 410


# --- Rounds compared ----------------------------------------------------------------------------


def test_the_next_round_marks_what_changed(client, article, proof, editor):
    second = next_round(article, editor, body="数字提单次日签发。\n\n首批覆盖六条航线，旺季前开通。")
    page = client.get(link_to(second, editor)).content.decode()
    assert '<del class="gone">当天</del><ins>次日</ins>签发' in page
    assert "与一校相比，1 篇有变化" in page
    assert "只看改动" in page


def test_articles_that_came_and_went_are_told(client, article, proof, editor):
    builders.article("数据出境有了新规", issue=article.issue)
    article.issue, article.section, article.position = None, None, None
    article.save()
    second = make_proof(issue=proof.issue, by=editor)
    page = words(client.get(link_to(second, editor)))
    assert "新增" in page
    assert "一校之后撤下的文章" in page


def test_the_first_round_has_nothing_to_compare(client, link):
    assert "只看改动" not in words(client.get(link))


# --- At the desk --------------------------------------------------------------------------------


def test_a_colleague_remarks_and_answers_on_the_proof(proof, article, editor):
    staff = logged_in(editor)
    address = reverse("publishing_proof", args=[proof.pk])
    staff.post(address, REMARK | {"article": article.uid})
    said = Remark.objects.get()
    assert said.author == editor
    answered = staff.post(
        reverse("publishing_resolve", args=[said.pk]), {"resolution": "已改", "back": "proof"}
    )
    assert answered["Location"] == f"{address}#remark-{said.pk}"
    assert "都已处理" in words(staff.get(address))
    staff.post(reverse("publishing_reopen", args=[said.pk]))
    assert "1 条待处理" in words(staff.get(address))


def test_the_remarks_of_a_round_lead_to_the_articles_editor(proof, article, editor):
    remark(proof=proof, article=article.uid, block=2, start=4, end=6, text="请核对。", by=editor)
    page = logged_in(editor).get(reverse("publishing_remarks", args=[proof.pk])).content.decode()
    assert reverse("admin:editorial_article_change", args=[article.pk]) in page
    assert "当天" in page


def test_the_issues_page_lists_its_rounds(proof, article, editor):
    remark(proof=proof, article=article.uid, block=2, start=4, end=6, text="请核对。", by=editor)
    page = words(logged_in(editor).get(reverse("admin:editorial_issue_change", args=[proof.issue_id])))
    assert "一校 · 共 1 条 · 待处理 1 条" in re.sub(r"\s+", " ", page)


def test_the_editor_of_an_article_sees_what_waits_and_whether_its_words_are_there(proof, article, editor):
    remark(proof=proof, article=article.uid, block=2, start=4, end=6, text="请核对。", by=editor)
    remark(proof=proof, article=article.uid, block=3, start=0, end=2, text="改成首期。", by=editor)
    article.body = BODY.replace("当天", "次日")
    article.save()
    page = words(logged_in(editor).get(reverse("admin:editorial_article_change", args=[article.pk])))
    assert "校样批注" in page
    assert page.count("在文中找到") == 1
    assert page.count("文中已没有这几个字") == 1


def test_a_script_is_told_what_was_done_or_why_not(proof, article, editor):
    said = remark(proof=proof, article=article.uid, block=2, start=4, end=6, text="请核对。", by=editor)
    staff, address = logged_in(editor), reverse("publishing_resolve", args=[said.pk])
    json = {"headers": {"accept": "application/json"}}
    assert "请写明" in staff.post(address, {}, **json).json()["error"]
    assert staff.post(address, {"resolution": "已改"}, **json).json() == {"done": "批注已处理。"}


def test_a_link_is_shown_once(proof, editor, client):
    staff, address = logged_in(editor), reverse("publishing_proofs", args=[proof.issue_id])
    sent = {"name": "李主任", "days": "3", "proof": str(proof.pk)}
    given = staff.post(reverse("publishing_invite", args=[proof.issue_id]), sent)
    link = re.findall(r"http://testserver(/proof/[\w-]+/)", given.content.decode())[0]
    assert "no-store" in given["Cache-Control"]
    assert "李主任" in words(client.get(link))
    again = staff.get(address)
    assert "李主任" in words(again)
    assert link not in again.content.decode()
    staff.post(reverse("publishing_revoke", args=[Invitation.objects.get().pk]))
    assert client.get(link).status_code == 410


@pytest.mark.parametrize("days", ["0", "61", "", "x", "-1"])
def test_a_link_that_lasts_too_long_is_refused_with_what_was_typed(proof, editor, days):
    sent = {"name": "李主任", "days": days, "proof": ""}
    response = logged_in(editor).post(reverse("publishing_invite", args=[proof.issue_id]), sent)
    assert response.status_code == 409
    assert "1 到 60 天" in words(response)
    assert 'value="李主任"' in response.content.decode()


def test_the_next_round_is_made_at_the_desk_or_refused_with_a_sentence(article, editor):
    staff, address = logged_in(editor), reverse("publishing_proof_make", args=[article.issue_id])
    assert "一校已经出样" in words(staff.post(address, follow=True))
    assert "没有任何改动" in words(staff.post(address, follow=True))
    assert Proof.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "may"), [(None, False), ("编辑", False), ("责任编辑", True), ("主编", True)]
)
def test_who_may_not_make_proofs_or_links_has_no_button_and_is_refused(proof, role, may):
    staff = logged_in(builders.user(role))
    page = staff.get(reverse("publishing_proofs", args=[proof.issue_id]))
    buttons = ("出下一校" in page.content.decode(), "生成链接" in page.content.decode())
    assert buttons == (may, may)
    if not may:
        for name in ("publishing_proof_make", "publishing_invite"):
            assert (
                staff.post(reverse(name, args=[proof.issue_id]), {"name": "某", "days": "3"}).status_code
                == 403
            )
    assert Proof.objects.count() == 1


def test_pages_of_the_desk_are_in_chinese(proof, article, editor):
    remark(proof=proof, article=article.uid, block=2, start=4, end=6, text="请核对。", by=editor)
    link_to(proof, editor)
    staff = logged_in(editor)
    addresses = [reverse("publishing_proofs", args=[proof.issue_id])]
    addresses += [reverse(name, args=[proof.pk]) for name in ("publishing_proof", "publishing_remarks")]
    for address in addresses:
        assert not set(NOT_CHINESE.findall(words(staff.get(address)))) - {"PDF"}
