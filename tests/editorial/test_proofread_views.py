"""What the article's editor is answered while one types: findings at their places, fixes, words of editors."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editorial.actions import acknowledge
from editorial.admin.markdown import MAX_BODY_BYTES
from editorial.admin.proofread_form import typed
from editorial.models import Acknowledgement, Article
from editorial.preflight.newsroom import draft_of, proofread_draft
from tests import builders

pytestmark = pytest.mark.django_db

CHECK, FIX, LET_STAND, COUNT_AGAIN = (
    f"/admin/proofread/{name}/" for name in ("check", "fix", "let-stand", "count-again")
)
EVERY = (CHECK, FIX, LET_STAND, COUNT_AGAIN)
BODY = "这家港口是是第一次全年通航。\r\n\r\n验货(含抽检)当天办完。"
"""As a browser posts it; the doubled word is an error, the half-width brackets are a warning."""


@pytest.fixture
def editor():
    return logged_in("编辑")


def logged_in(role):
    client = Client()
    client.force_login(builders.user(role))
    return client


@pytest.fixture
def article():
    return builders.article(body=BODY.replace("\r\n", "\n"), issue=builders.issue())


def form(article=None, **values):
    """The change form as the browser posts it."""
    given = {"title": "港口通航", "body": BODY}
    if article:
        given |= {"title": article.title, "article": article.pk, "issue": article.issue_id or ""}
    return given | values


def found(answer, rule):
    return next(each for each in answer["findings"] if each["rule"] == rule)


def found_in(client, rule, **values):
    return found(client.post(CHECK, form(**values)).json(), rule)


def digest(client, **values):
    return client.post(CHECK, form(**values)).json()["digest"]


# --- Who may ask --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", EVERY)
def test_strangers_are_told_to_log_in(client, address):
    response = client.post(address, form())
    assert response.status_code == 403
    assert response.json() == {"error": "登录已过期。请在另一个窗口登录，再回到这里继续；您写的文字还在。"}


@pytest.mark.parametrize("address", EVERY)
def test_colleagues_without_the_right_are_told_so(client, address):
    client.force_login(builders.user())
    response = client.post(address, form())
    assert response.status_code == 403
    assert response.json() == {"error": "您没有编辑文章的权限，请联系管理员。"}


@pytest.mark.parametrize("address", EVERY)
def test_the_addresses_want_a_post_and_a_token(address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.user("编辑"))
    assert client.get(address).status_code == 405
    assert client.post(address, form()).status_code == 403


@pytest.mark.parametrize("address", EVERY)
@pytest.mark.parametrize("body", ["长" * (MAX_BODY_BYTES // 3 + 1), "长" * 3 * 1024 * 1024])
def test_a_body_that_is_too_long_is_refused_in_a_sentence(editor, address, body):
    response = editor.post(address, form(body=body))
    assert response.status_code == 413
    assert "请拆成几篇" in response.json()["error"]


def test_answers_are_kept_by_nobody(editor):
    assert editor.post(CHECK, form())["Cache-Control"] == "private, no-store"


# --- What is found ------------------------------------------------------------------------------


def test_places_count_in_the_text_that_the_field_holds(editor):
    value = BODY.replace("\r\n", "\n")
    finding = found_in(editor, "punct.half_paren")
    assert value[finding["start"] : finding["end"]] == finding["words"] == "(含抽检)"
    assert (finding["field"], finding["severity"], finding["has_fix"]) == ("body", "warning", True)


def test_places_count_as_browsers_do(editor):
    finding = found_in(editor, "dup.char", body="😀😀港口是是通航。")
    units = "😀😀港口是是通航。".encode("utf-16-le")
    assert units[2 * finding["start"] : 2 * finding["end"]].decode("utf-16-le") == "是是"


def test_a_finding_says_all_that_its_card_shows(editor):
    finding = found_in(editor, "dup.char")
    assert finding["title"] == "重字"
    assert (finding["family"], finding["severity_name"], finding["fix"]) == ("wording", "错误", "是")
    assert finding["message"] == "“是是”多了一个字。"
    assert "叠词" in finding["about"]
    assert finding["standard"] == "本刊体例"
    assert finding["acknowledgement"] is None


def test_a_missing_source_is_told_of_the_credit(editor):
    assert found_in(editor, "source.missing")["field"] == "credit"


def test_open_findings_are_counted_by_gravity_and_by_family(editor):
    answer = editor.post(CHECK, form()).json()
    assert [(each["name"], each["count"]) for each in answer["levels"]][:1] == [("错误", 2)]
    assert {each["name"]: each["count"] for each in answer["families"]}["用词"] == 1
    assert [each["name"] for each in answer["families"]] == [
        *("结构", "来源", "期号与日期", "标点与排版", "用词", "数字核算")
    ]
    assert answer["fixable"] == 2


def test_names_are_told_apart_where_the_same_words_stand_twice(editor):
    paragraph = "这家港口是是第一次全年通航，全程不再停靠，船期因此缩短两天，货主都说方便。"
    answer = editor.post(CHECK, form(body=f"{paragraph}\r\n\r\n{paragraph}")).json()
    names = [each["id"] for each in answer["findings"]]
    assert len(names) == len(set(names))
    assert [each["rule"] for each in answer["findings"]].count("dup.char") == 2


def test_the_preview_shows_the_findings_of_the_body(editor):
    answer = editor.post(CHECK, form(title="港口港口是是通航")).json()
    number = answer["findings"].index(found_of_body(answer, "dup.char"))
    assert f'<mark class="finding error" data-finding="{number}">是是</mark>第一次' in answer["preview"]
    assert answer["preview"].count("是是") == 1


def test_in_a_paragraph_that_is_found_as_a_whole_the_words_found_in_it_still_show(editor):
    paragraph = (
        "这家港口是是第一次全年通航，全程不再停靠，船期因此缩短两天，货主都说方便。" + "验货当天办完，" * 8
    )
    answer = editor.post(CHECK, form(body=f"{paragraph}\r\n\r\n{paragraph}")).json()
    rules = [each["rule"] for each in answer["findings"]]
    assert "para.duplicate" in rules
    last = len(rules) - 1 - rules[::-1].index("dup.char")
    assert f'data-finding="{last}">是是</mark>' in answer["preview"]


def found_of_body(answer, rule):
    return next(each for each in answer["findings"] if each["rule"] == rule and each["field"] == "body")


def test_proven_figures_come_with_their_sum_and_place(editor):
    body = "前文。\r\n\r\n2024年全市服务出口100亿元，2025年达到120亿元，增长20%。"
    (claim,) = editor.post(CHECK, form(body=body)).json()["verified"]
    assert body.replace("\r\n", "\n")[claim["start"] : claim["end"]] == claim["words"] == "20%"
    assert "120" in claim["sum"]


# --- A form that is not finished ----------------------------------------------------------------


def test_an_empty_form_has_nothing_to_be_found(editor):
    assert editor.post(CHECK).json()["findings"] == []


def test_a_chosen_outlet_is_a_source(editor):
    source = builders.source("港城日报")
    values = {"attributions-TOTAL_FORMS": "1", "attributions-0-source": source.pk}
    rules = [each["rule"] for each in editor.post(CHECK, form(**values)).json()["findings"]]
    assert "source.missing" not in rules
    deleted = form(**values, **{"attributions-0-DELETE": "on"})
    rules = [each["rule"] for each in editor.post(CHECK, deleted).json()["findings"]]
    assert "source.missing" in rules


@pytest.mark.parametrize("nonsense", ["", "x", "9" * 30, "-1", "0", "²", "２"])
def test_what_is_not_valid_yet_is_absent(nonsense):
    source = builders.source("港城日报")
    read = typed(
        form(
            article=None,
            issue=nonsense,
            section=nonsense,
            **{
                "attributions-TOTAL_FORMS": "2",
                "attributions-0-source": str(source.pk),
                "attributions-0-via": nonsense,
                "attributions-0-date": "2026-13-45",
                "attributions-1-source": nonsense,
            },
        )
    )
    assert (read.issue, read.article, read.draft.section) == (None, None, "")
    (attribution,) = read.draft.attributions
    assert (attribution.outlet, attribution.via, attribution.date) == ("港城日报", "", None)


def test_a_count_of_attributions_that_nobody_has_is_not_believed():
    assert typed(form(**{"attributions-TOTAL_FORMS": "999999999999"})).draft.attributions == ()


def test_a_null_character_is_no_crash(editor):
    assert editor.post(CHECK, form(body="港口\0通航。", title="港\0口")).status_code == 200


def test_a_check_asks_as_many_queries_however_long_the_text(editor, article):
    def queries(body):
        with CaptureQueriesContext(connection) as asked:
            editor.post(CHECK, form(article, body=body))
        return len(asked)

    editor.post(CHECK, form(article))
    short = queries(BODY)
    assert (
        queries("\r\n\r\n".join(f"第{n}次通航是是在{n}月，验货(含抽检)办完。" for n in range(1, 40))) == short
    )
    assert short <= 20


# --- Fixes --------------------------------------------------------------------------------------


def test_one_fix_is_shown_before_it_is_made(editor):
    finding = found_in(editor, "dup.char")
    answer = editor.post(FIX, form(finding=finding["id"], digest=digest(editor))).json()
    (field,) = answer["fields"]
    assert answer["count"] == 1
    assert (field["field"], field["name"]) == ("body", "正文")
    assert field["text"] == "这家港口是第一次全年通航。\n\n验货(含抽检)当天办完。"
    (paragraph,) = field["paragraphs"]
    assert [text for change, text in paragraph if change == "gone"] == ["是"]


def test_all_safe_fixes_are_shown_paragraph_by_paragraph(editor):
    answer = editor.post(FIX, form(finding="all", digest=digest(editor))).json()
    (field,) = answer["fields"]
    assert field["text"] == "这家港口是第一次全年通航。\n\n验货（含抽检）当天办完。"
    assert len(field["paragraphs"]) == answer["count"] == 2


def test_a_fix_in_the_title_changes_the_title(editor):
    values = {"title": "港口是是通航", "body": "港口全年通航。"}
    finding = found_in(editor, "dup.char", **values)
    (field,) = editor.post(
        FIX, form(finding=finding["id"], digest=digest(editor, **values), **values)
    ).json()["fields"]
    assert (field["field"], field["name"], field["text"]) == ("title", "标题", "港口是通航")


def test_of_two_paragraphs_that_say_the_same_the_one_named_is_mended(editor):
    paragraph = "这家港口是是第一次全年通航，全程不再停靠，船期因此缩短两天，货主都说方便。"
    values = {"body": f"{paragraph}\r\n\r\n{paragraph}"}
    answer = editor.post(CHECK, form(**values)).json()
    second = [each for each in answer["findings"] if each["rule"] == "dup.char"][1]
    (field,) = editor.post(FIX, form(finding=second["id"], digest=answer["digest"], **values)).json()[
        "fields"
    ]
    assert field["text"] == f"{paragraph}\n\n{paragraph.replace('是是', '是')}"


def test_fixes_for_a_text_that_has_been_changed_are_refused(editor):
    response = editor.post(FIX, form(finding="all", digest=digest(editor), body=BODY + "又写了一句。"))
    assert response.status_code == 409
    assert response.json()["error"] == "文字在检查之后又改过，没有修正。请等检查做完再试。"


def test_what_only_a_person_can_mend_is_refused(editor):
    finding = found_in(editor, "source.missing")
    response = editor.post(FIX, form(finding=finding["id"], digest=digest(editor)))
    assert response.status_code == 400
    assert response.json()["error"] == "这一处不能自动修正，请直接在文中改。"


def test_a_text_without_safe_fixes_is_left(editor):
    values = {"title": "港口通航", "body": "港口全年通航。"}
    response = editor.post(FIX, form(finding="all", digest=digest(editor, **values), **values))
    assert response.json()["error"] == "没有可以自动修正的地方。"


def test_fixes_are_saved_by_nobody_but_the_editor(editor, article):
    answer = editor.post(CHECK, form(article)).json()
    assert editor.post(FIX, form(article, finding="all", digest=answer["digest"])).status_code == 200
    assert Article.objects.get(pk=article.pk).body == article.body


# --- What is let stand --------------------------------------------------------------------------


def test_a_warning_is_let_stand_with_a_name_and_a_reason(editor, article):
    warning = found_in(editor, "punct.half_paren", article=article)
    answer = editor.post(LET_STAND, form(article, finding=warning["id"], reason="原文如此")).json()
    noted = found(answer, "punct.half_paren")
    said = Acknowledgement.objects.get(article=article)
    assert not noted["is_open"]
    assert noted["acknowledgement"]["reason"] == said.reason == "原文如此"
    assert noted["acknowledgement"]["by"] == said.by.username
    assert "<p>验货(含抽检)当天办完。</p>" in answer["preview"]
    assert {each["name"]: each["count"] for each in answer["levels"]}["警告"] == sum(
        each["severity"] == "warning" and each["is_open"] for each in answer["findings"]
    )


def test_what_was_let_stand_counts_again_when_it_is_taken_back(editor, article):
    warning = found_in(editor, "punct.half_paren", article=article)
    answer = editor.post(LET_STAND, form(article, finding=warning["id"], reason="原文如此")).json()
    said = found(answer, "punct.half_paren")["acknowledgement"]["id"]
    answer = editor.post(COUNT_AGAIN, form(article, acknowledgement=said)).json()
    assert found(answer, "punct.half_paren")["is_open"]
    again = editor.post(COUNT_AGAIN, form(article, acknowledgement=said))
    assert (again.status_code, again.json()["error"]) == (400, "这条忽略已经撤销过了。")


def test_an_article_that_was_never_saved_must_be_saved_first(editor):
    warning = found_in(editor, "punct.half_paren")
    response = editor.post(LET_STAND, form(finding=warning["id"], reason="原文如此"))
    assert response.json()["error"] == "请先保存这篇文章，再忽略提示。"
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("name", ["", "x", "abcd:punct.half_paren:0:0:9:1"])
def test_a_finding_that_is_not_in_the_text_cannot_be_let_stand(editor, article, name):
    response = editor.post(LET_STAND, form(article, finding=name, reason="原文如此"))
    assert response.json()["error"] == "这处提示已经不在了，请看最新的检查结果。"
    assert not Acknowledgement.objects.exists()


def test_a_finding_that_has_been_mended_meanwhile_cannot_be_let_stand(editor, article):
    warning = found_in(editor, "punct.half_paren", article=article)
    response = editor.post(
        LET_STAND, form(article, finding=warning["id"], reason="原文如此", body="验货（含抽检）办完。")
    )
    assert response.status_code == 400
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize(("rule", "reason"), [("dup.char", "原文如此"), ("punct.half_paren", " ")])
def test_no_error_and_nothing_without_a_reason_is_let_stand(editor, article, rule, reason):
    finding = found_in(editor, rule, article=article)
    response = editor.post(LET_STAND, form(article, finding=finding["id"], reason=reason))
    assert response.status_code == 400
    assert not Acknowledgement.objects.exists()


def test_a_word_about_another_article_cannot_be_taken_back_here(editor, article):
    other = builders.article("另一篇", body=article.body)
    noted = proofread_draft(draft_of(other), article=other, issue=None).noted
    warning = next(each.finding for each in noted if each.finding.rule == "punct.half_paren")
    said = acknowledge(finding=warning, reason="原文如此", by=builders.user("编辑"), article=other)
    assert editor.post(COUNT_AGAIN, form(article, acknowledgement=said.pk)).status_code == 400
    assert Acknowledgement.objects.filter(pk=said.pk).exists()


# --- The page -----------------------------------------------------------------------------------


def test_the_editor_s_page_brings_the_panel(editor, article):
    for address in ("/admin/editorial/article/add/", f"/admin/editorial/article/{article.pk}/change/"):
        page = editor.get(address).content.decode()
        assert f'data-check="{CHECK}"' in page
        assert "editorial/proofread.js" in page
        assert "已核对无误" in page


def test_who_may_only_read_gets_no_panel(article):
    client = Client()
    reader = builders.user()
    reader.user_permissions.add(*permissions("view_article"))
    client.force_login(reader)
    page = client.get(f"/admin/editorial/article/{article.pk}/change/")
    assert page.status_code == 200
    assert 'id="proofread"' not in page.content.decode()


def permissions(*names):
    return Permission.objects.filter(codename__in=names)
