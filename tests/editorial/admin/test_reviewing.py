"""The review box on an article's page, without any JavaScript: what came of a button is told in it, saving and
submitting are one step, and a reviewer sees what has changed and what comes next.
"""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from editorial.actions import acknowledge, reviewing
from editorial.actions.writing import write_article
from editorial.approval import digest_of
from editorial.models import Article, Attribution
from editorial.preflight.newsroom import draft_of, proofread_draft
from editorial.workflow import ArticleState, IssueState, Stage
from tests import builders
from tests.editorial.test_conflict_page import form_of
from tests.visible import seen, tree

pytestmark = pytest.mark.django_db

BODY = "闸口换成了自动识别。\n\n司机不必下车。"
LONGER = f"{BODY}\n\n周末照常开放。"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def writer():
    return builders.colleague(*builders.WRITER)


@pytest.fixture
def reviewer():
    return builders.colleague(*builders.REVIEWERS[0])


@pytest.fixture
def article(writer):
    return new("小码头装上了自动闸口", writer)


def new(title, writer, body=BODY):
    made = Article(title=title, body=body)
    write_article(article=made, version=None, by=writer)
    Attribution.objects.create(article=made, source=builders.source())
    return made


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def desk(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(article):
    return reverse("admin:editorial_article_change", args=[article.pk])


def press(client, article, move, **posted):
    posted.setdefault("digest", digest_of(draft_of(fresh(article))))
    return client.post(reverse("editorial_decide_article", args=[article.pk, move]), posted)


def look(client, article):
    return tree(client.get(page_of(article)).content.decode())


def told(page):
    """The messages in the review box, each as its kind and words."""
    lines = page.cssselect("#reviews #review-outcome li")
    return [(line.get("class"), line.text_content()) for line in lines]


def told_elsewhere(page):
    return [line.text_content() for line in page.cssselect(".messagelist li") if not inside_the_box(line)]


def inside_the_box(element):
    return any(each.get("id") == "reviews" for each in element.iterancestors())


def change(article, by, body=LONGER):
    row = fresh(article)
    row.body = body
    write_article(article=row, version=row.version, by=by)
    return reviewing.reconsider(article=row, by=by)


def reviewed(article, by):
    digest = digest_of(draft_of(fresh(article)))
    reviewing.approve(article=article, by=by, digest=digest)


def log_of(page):
    return [line.cssselect("strong")[0].text_content() for line in page.cssselect(".review-log li")]


# --- What came of a button ----------------------------------------------------------------------


def test_what_was_done_is_told_in_the_box_that_the_browser_goes_to_and_nowhere_else(writer, article):
    client = desk(writer)
    answer = press(client, article, "submit")
    assert answer.url == f"{page_of(article)}#review-outcome"
    page = look(client, article)
    assert told(page) == [("success", "《小码头装上了自动闸口》已送审，等待初审。")]
    assert told_elsewhere(page) == []
    assert page.get_element_by_id("review-outcome").get("tabindex") == "-1", "a browser can give it the focus"
    assert told(look(client, article)) == [], "told once"


def test_whoever_forgets_the_reason_is_sent_to_the_field_for_it(reviewer, article):
    builders.submitted(article)
    client = desk(reviewer)
    answer = press(client, article, "return", opinion="  ")
    assert answer.url == f"{page_of(article)}#review-opinion"
    page = look(client, article)
    assert told(page) == [("error", "请写明退回的理由，好让编辑知道改什么。")]
    assert page.get_element_by_id("review-opinion").get("aria-describedby") == "review-outcome"


def test_a_refusal_gives_back_what_was_written_with_it(reviewer, article):
    client = desk(reviewer)
    for opinion, given_back in (("请补时间。", "您写的意见没有丢：“请补时间。”"), ("", "")):
        answer = press(client, article, "return", opinion=opinion)
        assert answer.url == f"{page_of(article)}#review-outcome"
        [(kind, words)] = told(look(client, article))
        assert kind == "error"
        assert words.endswith(f"请刷新页面，看看同事做了什么。{given_back}")


def test_a_reason_that_is_missing_when_an_issue_is_reopened_is_asked_for_in_its_box():
    issue = builders.sent(builders.with_article(builders.issue()))
    client = desk(builders.colleague(*builders.REVIEWERS[-1]))
    answer = client.post(reverse("editorial_decide_issue", args=[issue.pk, "reopen"]), {"opinion": ""})
    assert answer.url.endswith("#review-opinion")
    page = tree(client.get(answer.url).content.decode())
    assert told(page) == [("error", "请写明退回的理由，好让编辑知道改什么。")]
    assert told_elsewhere(page) == []
    assert fresh(issue).state == IssueState.PENDING


# --- Saving and submitting in one step ----------------------------------------------------------


def typed(client, address, **values):
    return form_of(client.get(address)) | values | {"_submit": "保存并送审"}


def test_a_new_article_is_saved_and_submitted_in_one_step(writer):
    client, source = desk(writer), builders.source()
    add = reverse("admin:editorial_article_add")
    form = typed(client, add, title="新写的一篇", body=BODY, **{"attributions-0-source": source.pk})
    answer = client.post(add, form)
    article = Article.objects.get()
    assert article.state == ArticleState.FIRST_REVIEW
    assert answer.url == f"{page_of(article)}#review-outcome"
    page = look(client, article)
    assert told(page) == [("success", "《新写的一篇》已保存并送审，等待初审。")]
    assert told_elsewhere(page) == []


FLAWED = "验货(含抽检)当天办完。"
WRONG = f"{FLAWED}\n\n这里仍是是第一。"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (FLAWED, "审读检查还有 1 处警告没有处理，签发以前要改正或写明理由。"),
        (WRONG, "审读检查还有 1 处错误、1 处警告没有处理：签发以前，错误要改正，警告要改正或写明理由。"),
    ],
)
def test_whoever_submits_is_told_what_will_stop_the_signature(writer, body, left):
    client = desk(writer)
    by_button, by_saving = (new(title, writer, body=body) for title in ("甲港通航", "乙港通航"))
    press(client, by_button, "submit")
    assert told(look(client, by_button)) == [("success", f"《甲港通航》已送审，等待初审。{left}")]
    client.post(page_of(by_saving), typed(client, page_of(by_saving)))
    assert told(look(client, by_saving)) == [("success", f"《乙港通航》已保存并送审，等待初审。{left}")]


def test_what_was_let_stand_with_a_reason_is_not_held_against_it(writer):
    article = new("甲港通航", writer, body=FLAWED)
    (finding,) = (
        each.finding
        for each in proofread_draft(draft_of(article), article=article, issue=None).noted
        if each.stops
    )
    acknowledge(finding=finding, reason="原文如此", by=writer, article=article)
    client = desk(writer)
    press(client, article, "submit")
    assert told(look(client, article)) == [("success", "《甲港通航》已送审，等待初审。")]


def test_what_cannot_be_submitted_stays_saved_and_the_box_says_why(writer):
    client, add = desk(writer), reverse("admin:editorial_article_add")
    client.post(add, typed(client, add, title="没有来源的一篇", body=BODY))
    article = Article.objects.get()
    assert (article.state, article.body) == (ArticleState.DRAFT, BODY)
    assert told(look(client, article)) == [
        ("success", "《没有来源的一篇》已保存。"),
        ("error", "《没有来源的一篇》没有写明来源，不能送审。请补上文章来源。"),
    ]


def test_a_change_is_saved_before_it_is_submitted(writer, article):
    client = desk(writer)
    client.post(page_of(article), typed(client, page_of(article), body=LONGER))
    assert (fresh(article).state, fresh(article).body) == (ArticleState.FIRST_REVIEW, LONGER)


def test_pressing_twice_submits_once(writer, article):
    client = desk(writer)
    form = typed(client, page_of(article), body=LONGER)
    for _ in range(2):
        client.post(page_of(article), form)
    assert article.reviews.count() == 1
    assert {kind for kind, _words in told(look(client, article))} == {"success"}


def test_a_stale_text_is_merged_and_then_submitted(writer, reviewer, article):
    client = desk(writer)
    form = typed(client, page_of(article), title="小码头也有自动闸口")
    change(article, reviewer)
    merging = client.post(page_of(article), form)
    assert merging.status_code == 409
    assert fresh(article).state == ArticleState.DRAFT
    client.post(page_of(article), form_of(merging))
    stored = fresh(article)
    assert (stored.title, stored.body, stored.state) == (
        "小码头也有自动闸口",
        LONGER,
        ArticleState.FIRST_REVIEW,
    )


def test_who_may_write_but_not_submit_is_not_offered_it_and_is_refused():
    trainee = builders.user()
    wanted = ["view_article", "add_article", "add_attribution", "view_attribution"]
    trainee.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client, add = desk(trainee), reverse("admin:editorial_article_add")
    assert "保存并送审" not in seen(client.get(add))
    assert client.post(add, typed(client, add, title="见习", body=BODY)).status_code == 403
    assert not Article.objects.exists()


@pytest.mark.parametrize("state", ArticleState)
def test_only_a_draft_is_saved_and_submitted(writer, article, state):
    Article.objects.filter(pk=article.pk).update(state=state)
    offered = "保存并送审" in seen(desk(writer).get(page_of(article)))
    assert offered == (state == ArticleState.DRAFT)


def test_the_first_button_which_enter_presses_stays_with_the_article(writer, article):
    row = look(desk(writer), article).cssselect(".submit-row")[0]
    names = [button.get("name") for button in row.cssselect("input[type=submit]")]
    assert names == ["_continue", "_save", "_submit"]
    assert [button.get("name") for button in row.cssselect(".default")] == ["_continue"]


# --- A change after an approval -----------------------------------------------------------------

WARNING = "初审已经通过：改了文字或来源，就回到草稿，要重新送审。"


def test_it_is_said_before_and_after_that_a_change_takes_the_approval_away(writer, reviewer, article):
    builders.submitted(article)
    client = desk(writer)
    assert WARNING not in seen(client.get(page_of(article))), "nobody has approved it yet"
    reviewed(article, reviewer)
    opened = client.get(page_of(article))
    assert WARNING in seen(opened)
    told_where = tree(opened.content.decode()).cssselect
    assert [note.text_content() for note in told_where("dialog .lapses")] == [WARNING], "fixes ask there"
    saved = client.post(page_of(article), form_of(opened) | {"body": LONGER, "_continue": ""}, follow=True)
    assert "《小码头装上了自动闸口》审过以后又改了，初审通过失效，现在回到草稿。请重新送审。" in seen(saved)
    assert WARNING not in seen(saved)


def test_a_save_that_changes_no_word_keeps_the_approval_and_says_nothing(writer, reviewer, article):
    builders.submitted(article)
    reviewed(article, reviewer)
    client = desk(writer)
    form = form_of(client.get(page_of(article))) | {"notes": "图片明天到。", "_continue": ""}
    assert "现在回到草稿" not in seen(client.post(page_of(article), form, follow=True))
    assert fresh(article).state == ArticleState.SECOND_REVIEW


@pytest.mark.parametrize(("passed", "word"), [(1, "初审通过失效"), (2, "复审通过失效"), (3, "终审通过失效")])
def test_what_lapses_is_the_approval_that_was_given(writer, article, passed, word):
    builders.submitted(article)
    for each in builders.REVIEWERS[:passed]:
        reviewed(article, builders.colleague(*each))
    lapsed = change(article, writer)
    assert (lapsed.stage, str(lapsed)) == ([*Stage][passed - 1], word)
    assert log_of(look(desk(writer), article))[0] == word


# --- What has changed, and what comes next ------------------------------------------------------


def since(page):
    return {link.text_content(): link.get("href") for link in page.cssselect("#reviews a[href*=compare]")}


def test_a_reviewer_is_led_to_what_was_changed_after_the_text_came_back(writer, reviewer, article):
    builders.submitted(article)
    assert since(look(desk(reviewer), article)) == {}
    reviewing.return_(article=article, by=reviewer, opinion="周末开不开？")
    change(article, writer)
    builders.submitted(article)
    [(words, address)] = since(look(desk(reviewer), article)).items()
    assert words == "初审退回后改了什么"
    compared = tree(desk(reviewer).get(address).content.decode())
    added = ["".join(map(str, each.itertext())).strip() for each in compared.iter("ins")]
    assert "周末照常开放。" in added
    assert not any("闸口" in each for each in added), "that was there when it was returned"


def test_an_approval_of_the_present_text_does_not_hide_what_another_reviewer_returned(
    writer, reviewer, article
):
    second = builders.colleague(*builders.REVIEWERS[1])
    builders.submitted(article)
    reviewed(article, reviewer)
    reviewing.return_(article=article, by=second, opinion="周末开不开？")
    change(article, writer)
    builders.submitted(article)
    reviewed(article, reviewer)
    assert [*since(look(desk(second), article))] == ["复审退回后改了什么"]


def test_a_text_that_came_back_and_was_sent_again_as_it_was_has_nothing_to_compare(reviewer, article):
    builders.submitted(article)
    reviewing.return_(article=article, by=reviewer, opinion="周末开不开？")
    builders.submitted(article)
    assert since(look(desk(reviewer), article)) == {}


def next_one(page):
    return [(link.text_content(), link.get("href")) for link in page.cssselect("#review-outcome a")]


def test_after_a_decision_the_next_text_that_waits_is_one_click_away(writer, reviewer, article):
    other = new("旧厂房里的直播间", writer)
    for each in (article, other):
        builders.submitted(each)
    client = desk(reviewer)
    assert next_one(look(client, article)) == []
    press(client, article, "approve")
    assert next_one(look(client, article)) == [
        ("下一篇待审：《旧厂房里的直播间》", f"{page_of(other)}#reviews")
    ]
    press(client, other, "return", opinion="请补一句。")
    assert next_one(look(client, other)) == [], "nothing is left"


def test_a_refused_decision_does_not_lead_away(writer, reviewer, article):
    for each in (article, new("旧厂房里的直播间", writer)):
        builders.submitted(each)
    client = desk(reviewer)
    press(client, article, "return", opinion="")
    assert next_one(look(client, article)) == []


# --- Who can review -----------------------------------------------------------------------------


def notes(page):
    return [each.text_content() for each in page.cssselect("#reviews p.quiet")]


def walls(page):
    return [each.text_content() for each in page.cssselect("#reviews .standing")]


def staff(role, name, **values):
    return builders.user(role, last_name=name, **values)


def test_the_colleagues_who_can_review_are_named_the_reader_first(writer, article):
    zhou, _chief = staff("责任编辑", "周岚"), staff("主编", "郑远")
    staff("编辑", "旁观")
    staff("责任编辑", "离职", is_active=False)
    assert notes(look(desk(zhou), article)) == [], "a draft waits for nobody"
    builders.submitted(article)
    assert notes(look(desk(writer), article)) == ["可以初审的同事：周岚、郑远。"]
    assert notes(look(desk(zhou), article)) == ["可以初审的同事：您、郑远。"]
    reviewed(article, zhou)
    assert notes(look(desk(zhou), article)) == [
        "您送审、经手或审过这一篇，复审要请另一位同事来审。",
        "可以复审的同事：郑远。",
    ]


def test_of_many_colleagues_five_are_named_and_the_rest_counted(writer, article):
    for number in range(1, 8):
        staff("责任编辑", f"责编{number}")
    builders.submitted(article)
    assert notes(look(desk(writer), article)) == [
        "可以初审的同事：责编1、责编2、责编3、责编4、责编5等 7 位。"
    ]


def test_where_nobody_is_left_the_administrator_is_to_help(writer, reviewer, article):
    builders.submitted(article)
    reviewed(article, reviewer)
    assert notes(look(desk(writer), article)) == [
        "没有同事可以复审这一篇。请管理员另给一位同事开通复审的权限。"
    ]


def test_whoever_takes_part_as_editor_or_superuser_is_told_alike(writer, article):
    builders.submitted(article)
    chief = staff("主编", "郑远")
    staff(None, "站长", is_superuser=True)
    Article.objects.update(editor=chief)
    assert notes(look(desk(writer), article))[-1] == "可以初审的同事：站长。"


def test_who_would_leave_a_later_review_to_nobody_is_told_above_the_buttons_and_not_stopped(article):
    chief, first, _second = staff("主编", "郑远"), staff("责任编辑", "周岚"), staff("责任编辑", "林一")
    builders.submitted(article)
    [wall] = walls(look(desk(chief), article))
    assert wall.startswith("初审如果由您来审，终审就没有同事能审了")
    assert walls(look(desk(first), article)) == [], "林一 and 郑远 are left"
    press(desk(chief), article, "approve")
    assert fresh(article).state == ArticleState.SECOND_REVIEW
    assert walls(look(desk(first), article))[0].startswith("复审如果由您来审，终审就没有同事能审了")


def test_one_person_is_not_counted_for_two_stages_that_are_left(article):
    first = staff("责任编辑", "周岚")
    staff("主编", "郑远")
    builders.submitted(article)
    assert walls(look(desk(first), article))[0].startswith("初审如果由您来审，终审就没有同事能审了"), (
        "郑远 would be the only one for the second and the final review"
    )


def test_a_closed_article_waits_for_nobody(writer, reviewer):
    issue = builders.issue(state=IssueState.PENDING)
    article = builders.article(issue=issue, state=ArticleState.FIRST_REVIEW)
    assert not any("同事" in note for note in notes(look(desk(reviewer), article)))


# --- Sending an issue to be signed --------------------------------------------------------------


def sending(issue):
    """Whether the issue's page has the button, and what the box says instead."""
    client = desk(builders.colleague(*builders.REVIEWERS[0]))
    answer = client.get(reverse("admin:editorial_issue_change", args=[issue.pk]))
    page = tree(answer.content.decode())
    address = reverse("editorial_decide_issue", args=[issue.pk, "send"])
    return bool(page.cssselect(f'#reviews button[formaction="{address}"]')), notes(page)[:1]


def test_an_issue_is_offered_to_be_sent_when_it_can_be_and_else_the_reason_stands_there():
    issue = builders.issue()
    assert sending(issue) == (False, ["还没有文章。加入文章，全部定稿才能送签。"])
    article = builders.article(issue=issue)
    assert sending(issue) == (False, ["还有 1 篇没有定稿，全部定稿才能送签。"])
    builders.approved(article)
    assert sending(issue) == (True, [])
    Article.objects.update(body="数字提单当天，，就能签发。")
    assert sending(issue) == (False, ["审读检查还有错误或警告没有处理，处理完才能送签。请打开检查报告。"])


def test_preflight_speaks_of_the_checks_alone_while_articles_still_wait_for_review():
    issue = builders.with_article(builders.issue())
    page = seen(
        desk(builders.colleague(*builders.REVIEWERS[0])).get(
            reverse("admin:editorial_issue_change", args=[issue.pk])
        )
    )
    assert "✓ 检查通过" in page
    assert "可以签发" not in page
