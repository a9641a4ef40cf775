"""The preflight report of an issue: what it shows, and what is done there about findings."""

import pytest
from django.urls import reverse

from editorial.models import Acknowledgement, AppliedFix, Article, RuleSetting, WordPair
from editorial.preflight.registry import BY_ID
from editorial.workflow import ROLES
from tests import builders
from tests.visible import tree

pytestmark = pytest.mark.django_db

BODY = "欧盟仍是是最大市场，面积(含前置仓)扩大，另有(堆场)。"


@pytest.fixture
def issue():
    return builders.issue()


@pytest.fixture
def article(issue):
    return builders.article(issue=issue, body=BODY, byline="林一清")


@pytest.fixture
def editor(client):
    client.force_login(builders.user("编辑", first_name="陈晓"))
    return client


def page(client, issue, query=""):
    return client.get(reverse("editorial_preflight", args=[issue.pk]) + query).content.decode()


def post(client, issue, name, **values):
    return client.post(
        reverse(f"editorial_preflight_{name}", args=[issue.pk]), values, follow=True
    ).content.decode()


def keys(client, issue):
    """The findings that the page offers to let stand, as its forms name them."""
    report = client.get(reverse("editorial_preflight", args=[issue.pk])).context["report"]
    return {card.words: card.key for each in report.articles for card in each.cards}


def test_the_report_shows_the_words_the_message_and_the_clause(editor, issue, article):
    shown = page(editor, issue)
    assert "检查没有通过" in shown
    assert '<mark class="mark-error">是是</mark>最大市场' in shown
    assert "“是是”多了一个字。" in shown
    assert "GB/T 15834" in shown
    assert reverse("admin:editorial_article_change", args=[article.pk]) in shown


def test_it_is_narrowed_to_a_family_or_a_severity(editor, issue, article):
    assert "“是是”多了一个字" not in page(editor, issue, "?family=punctuation")
    assert "(堆场)" in page(editor, issue, "?family=punctuation")
    assert "(堆场)" not in page(editor, issue, "?level=error")
    assert "检查没有通过" in page(editor, issue, "?family=no-such&level=")


def test_a_clean_issue_may_be_signed(editor, issue):
    builders.article(issue=issue, byline="林一清")
    shown = page(editor, issue)
    assert "检查通过" in shown
    assert "没有待处理的问题" in shown


def test_one_is_let_stand_with_a_reason_and_taken_back(editor, issue, article):
    shown = post(editor, issue, "let_stand", finding=keys(editor, issue)["(堆场)"], reason="原文如此")
    assert "已忽略 1 处" in shown
    assert "理由：原文如此" in shown
    assert "陈晓" in shown
    said = Acknowledgement.objects.get()
    assert "已撤销忽略" in post(editor, issue, "count_again", acknowledgement=said.pk)
    assert not Acknowledgement.objects.exists()
    assert "已经撤销过" in post(editor, issue, "count_again", acknowledgement=said.pk)


def test_those_like_it_in_the_article_are_let_stand_together(editor, issue, article):
    other = builders.article("另一篇稿件", issue=issue, body="码头(二期)开工。", byline="林一清")
    post(editor, issue, "let_stand", finding=keys(editor, issue)["(堆场)"], reason="原文如此", same="on")
    assert Acknowledgement.objects.filter(article=article).count() == 2
    assert not Acknowledgement.objects.filter(article=other).exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"finding": "no-such:key:x:0:0", "reason": "原文如此"}, "已经不在了"),
        ({"finding": "", "reason": "原文如此"}, "已经不在了"),
        ({"finding": "堆场", "reason": " "}, "请写明忽略的理由"),
        ({"finding": "是是", "reason": "原文如此"}, "错误不能忽略"),
    ],
)
def test_what_cannot_be_let_stand_is_refused_with_a_sentence(editor, issue, article, values, sentence):
    named = {words.strip("()"): key for words, key in keys(editor, issue).items()}
    values = values | {"finding": named.get(values["finding"], values["finding"])}
    assert sentence in post(editor, issue, "let_stand", **values)
    assert not Acknowledgement.objects.exists()


def test_safe_fixes_are_shown_made_and_taken_back(editor, issue, article):
    address = reverse("editorial_preflight_fixes", args=[issue.pk])
    shown = editor.get(address)
    (fixes,) = shown.context["fixes"]
    assert "<del>是</del>" in shown.content.decode()
    done = editor.post(address, {"article": article.uid, f"digest-{article.uid}": fixes.digest}, follow=True)
    assert "已修正 3 处" in done.content.decode()
    article.refresh_from_db()
    assert article.body == "欧盟仍是最大市场，面积（含前置仓）扩大，另有（堆场）。"
    assert "修正了 3 处" in done.content.decode()
    post(editor, issue, "undo", applied=AppliedFix.objects.get().pk)
    article.refresh_from_db()
    assert article.body == BODY
    assert "没有可以自动修正" not in editor.get(address).content.decode()


def test_fixes_of_a_text_that_changed_meanwhile_are_refused(editor, issue, article):
    address = reverse("editorial_preflight_fixes", args=[issue.pk])
    (fixes,) = editor.get(address).context["fixes"]
    article.body = BODY + "又写了一句。"
    article.save()
    done = editor.post(address, {"article": article.uid, f"digest-{article.uid}": fixes.digest}, follow=True)
    assert "又改过" in done.content.decode()
    article.refresh_from_db()
    assert article.body == BODY + "又写了一句。"
    assert "没有勾选文章" in editor.post(address, follow=True).content.decode()


def told(page):
    """The messages above a page, each as its kind and words."""
    lines = tree(page.content.decode()).cssselect(".messagelist li")
    return [(line.get("class"), line.text_content()) for line in lines]


def make_all_fixes(client, issue):
    """The page that shows the safe fixes, and what is told once all of them are made."""
    address = reverse("editorial_preflight_fixes", args=[issue.pk])
    asked = client.get(address)
    digests = {f"digest-{each.article.uid}": each.digest for each in asked.context["fixes"]}
    ticked = [each.article.uid for each in asked.context["fixes"]]
    return asked, told(client.post(address, {"article": ticked, **digests}, follow=True))


LAPSES = "已经通过：改了文字或来源，就回到草稿，要重新送审。"


def test_fixes_of_an_approved_text_say_before_and_after_that_it_must_be_reviewed_anew(editor, issue, article):
    builders.approved(article)
    builders.article("没有送审的一篇", issue=issue, body=BODY, byline="林一清")
    asked, sentences = make_all_fixes(editor, issue)
    notes = tree(asked.content.decode()).cssselect("section.fixes .lapses")
    assert [note.text_content() for note in notes] == [f"终审{LAPSES}"], "of the approved article alone"
    sentence = "《港口用上了数字提单》审过以后又改了，终审通过失效，现在回到草稿。请重新送审。"
    assert sentences == [("warning", sentence), ("success", "已修正 6 处。不合适的话可以在下面撤销。")]


def test_fixes_of_a_text_that_nobody_has_approved_warn_of_nothing(editor, issue, article):
    builders.submitted(article)
    asked, sentences = make_all_fixes(editor, issue)
    assert LAPSES not in asked.content.decode()
    assert [kind for kind, _words in sentences] == ["success"]


def test_taking_fixes_back_from_an_approved_text_says_that_it_must_be_reviewed_anew(editor, issue, article):
    make_all_fixes(editor, issue)
    builders.approved(article)
    undo = reverse("editorial_preflight_undo", args=[issue.pk])
    sentences = told(editor.post(undo, {"applied": AppliedFix.objects.get().pk}, follow=True))
    assert [kind for kind, _words in sentences] == ["warning", "success"]
    assert "终审通过失效，现在回到草稿" in sentences[0][1]


def test_when_one_of_the_texts_has_changed_none_is_mended(editor, issue, article):
    other = builders.article("另一篇稿件", issue=issue, body=BODY, byline="林一清")
    address = reverse("editorial_preflight_fixes", args=[issue.pk])
    digests = {f"digest-{each.article.uid}": each.digest for each in editor.get(address).context["fixes"]}
    Article.objects.filter(pk=other.pk).update(body=BODY + "又写了一句。")
    sentences = told(editor.post(address, {"article": [article.uid, other.uid], **digests}, follow=True))
    assert sentences == [("error", "文章在您查看之后又改过，一处也没有修正。请重新检查。")]
    article.refresh_from_db()
    assert article.body == BODY
    assert not AppliedFix.objects.exists()


def test_text_is_escaped(editor, issue):
    builders.article("<b>粗</b>", issue=issue, body=r"仍是是\<script>alert(1)\</script>。")
    shown = page(editor, issue)
    assert "<script>alert" not in shown
    assert "&lt;b&gt;粗" in shown


NAMES = ["editorial_preflight", "editorial_preflight_fixes"]


@pytest.mark.parametrize("name", [*NAMES, "editorial_preflight_let_stand", "editorial_preflight_undo"])
def test_strangers_and_people_without_a_role_see_nothing(client, issue, article, name):
    address = reverse(name, args=[issue.pk])
    method = client.get if name in NAMES else client.post
    assert "/login/" in method(address).headers["Location"]
    client.force_login(builders.user())
    assert method(address).status_code == 403


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", NAMES)
def test_every_role_sees_the_report(client, issue, article, role, name):
    client.force_login(builders.user(role))
    assert client.get(reverse(name, args=[issue.pk])).status_code == 200


def test_an_issue_that_is_none_is_not_found(editor):
    assert editor.get(reverse("editorial_preflight", args=[99999])).status_code == 404


def test_the_issue_s_page_counts_what_waits_article_by_article(editor, issue, article):
    shown = editor.get(reverse("admin:editorial_issue_change", args=[issue.pk])).content.decode()
    assert "还有 1 处错误、2 处警告没有处理" in shown
    assert reverse("editorial_preflight", args=[issue.pk]) in shown


# --- Rules and words ----------------------------------------------------------------------------

RULES = "admin:editorial_rulesetting_changelist"


def test_the_chief_sets_a_rule_on_the_page_of_rules(client, issue, article):
    client.force_login(builders.user("主编"))
    shown = client.post(reverse(RULES), {"level-dup.char": "off", "level-para.long": ""}, follow=True)
    assert "改动了 1 条规则" in shown.content.decode()
    assert RuleSetting.objects.get().rule == "dup.char"
    assert "“是是”多了一个字" not in page(client, issue)
    assert "没有这条规则" in client.post(reverse(RULES), {"level-x": "off"}, follow=True).content.decode()


def test_an_editor_reads_the_rules_and_changes_none(editor, issue):
    shown = editor.get(reverse(RULES)).content.decode()
    assert BY_ID["dup.char"].title in shown
    assert "disabled" in shown
    assert editor.post(reverse(RULES), {"level-dup.char": "off"}).status_code == 403
    assert not RuleSetting.objects.exists()


def test_words_are_added_to_the_publication_s_list_and_doubles_are_said(client, issue):
    client.force_login(builders.user("责任编辑"))
    add = reverse("admin:editorial_wordpair_add")
    client.post(add, {"word": "数贸", "instead": "数字贸易", "reason": "term"})
    assert WordPair.objects.get().publication == issue.publication
    again = client.post(add, {"word": "数贸", "instead": "数字经贸", "reason": "term"}).content.decode()
    assert "已经在词表里" in again
    for wrong in ({"instead": "", "reason": "term"}, {"instead": "乙", "reason": "allowed"}):
        shown = client.post(add, {"word": "甲", **wrong}).content.decode()
        assert "要写明改用什么" in shown
    assert WordPair.objects.count() == 1


def test_the_record_of_what_was_let_stand_is_read_only(editor, issue, article):
    post(editor, issue, "let_stand", finding=keys(editor, issue)["(堆场)"], reason="原文如此")
    shown = editor.get(reverse("admin:editorial_acknowledgement_changelist")).content.decode()
    assert "原文如此" in shown
    assert "增加" not in shown.split("changelist")[-1]
    said = Acknowledgement.objects.get()
    assert editor.post(reverse("admin:editorial_acknowledgement_delete", args=[said.pk])).status_code == 403


def test_without_a_publication_a_word_is_refused_with_a_sentence(client):
    client.force_login(builders.user("责任编辑"))
    values = {"word": "数贸", "instead": "数字贸易", "reason": "term"}
    assert "还没有刊物" in client.post(reverse("admin:editorial_wordpair_add"), values).content.decode()
    assert not WordPair.objects.exists()
