"""修改记录: the list of versions, two of them side by side, bringing one back, and the trail of an issue."""

import csv
import datetime
import io
import re

import pytest
from django.urls import reverse

from editorial.actions.reviewing import submit
from editorial.actions.stamp import stamp
from editorial.difference import BREAK
from editorial.models import Acknowledgement, AppliedFix, Article, Attribution, Source
from tests import builders

pytestmark = pytest.mark.django_db

FIRST = "港区管委会本周通报，两座自动化码头完成了联合调试。"
SECOND = "调试期间共装卸集装箱四千余只，没有发生一起故障。"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def editor(client):
    user = builders.user("编辑", last_name="周", first_name="明")
    client.force_login(user)
    return user


@pytest.fixture
def article(editor):
    """Three versions: written, one word changed, one paragraph more and another source."""
    built = builders.article("码头联调", body=f"{FIRST}\n\n{SECOND}", issue=builders.issue())
    save(built, editor, "按来函改", body=f"{FIRST}\n\n{SECOND.replace('四千', '五千')}")
    save(built, editor, body=f"{FIRST}\n\n{SECOND.replace('四千', '五千')}\n\n年内推广到散货码头。")
    credit = built.attributions.get()
    save(credit, editor, source=builders.source("港城在线"))
    return built


def save(row, by, reason="", **values):
    for name, value in values.items():
        setattr(row, name, value)
    stamp(row, by, reason)
    row.save()


def address(page, thing, *more):
    return reverse(f"admin:editorial_{type(thing)._meta.model_name}_{page}", args=[thing.pk, *more])


def lines(client, thing, query=""):
    """The versions listed, as text with what went in [- -] and what came in [+ +]."""
    response = client.get(address("history", thing) + query)
    assert response.status_code == 200
    return [marked(line) for line in response.content.decode().split("<li>")[1:] if 'name="was"' in line]


def marked(html):
    html = re.sub(r"<del>(.*?)</del>", r"[-\1-]", html, flags=re.DOTALL)
    html = re.sub(r"<ins>(.*?)</ins>", r"[+\1+]", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def post(client, thing, number, newest):
    return client.post(address("restore", thing, number), {"newest": newest}, follow=True)


# --- The list -----------------------------------------------------------------------------------


def test_every_version_is_listed_with_who_why_and_what_changed(client, article):
    newest, second, first = lines(client, article)
    assert "周明 修改 按来函改" in second
    assert "装卸集装箱[-四-][+五+]千余只" in second
    assert f"[+{BREAK}年内推广到散货码头。+]" in newest
    assert "文章来源 港城[-日报-][+在线+]" in newest
    assert "新建" in first


def test_the_newest_is_marked_and_not_offered_for_bringing_back(client, article):
    newest, second, first = lines(client, article)
    assert "现在" in newest
    assert "恢复到这一版" not in newest
    assert "恢复到这一版" in second
    assert "恢复到这一版" in first


def test_a_long_history_comes_in_pages(client, editor):
    source = builders.source()
    for number in range(25):
        save(source, editor, permission=f"第 {number} 次来函")
    assert len(lines(client, source)) == 20
    assert len(lines(client, source, "?p=2")) == 6
    assert "第 [-23-] [+24+] 次来函" in lines(client, source)[0].replace("-][", "-] [")


@pytest.mark.parametrize("versions", [3, 60])
def test_the_list_takes_as_many_queries_however_long_it_is(
    client, editor, versions, django_assert_max_num_queries
):
    article = builders.article(issue=builders.issue())
    for number in range(versions):
        save(article, editor, body=f"第 {number} 稿。")
    with django_assert_max_num_queries(15):
        client.get(address("history", article))


def test_a_thing_never_saved_since_says_what_will_be_here(client, editor):
    source = builders.source()
    Source.history.all().delete()
    assert "还没有修改记录。下次保存之后" in client.get(address("history", source)).content.decode()


# --- Two versions side by side ------------------------------------------------------------------


def compare(client, thing, was, became):
    return client.get(address("compare", thing), {"was": was, "became": became})


def test_two_versions_stand_side_by_side(client, article):
    page = compare(client, article, 1, 3).content.decode()
    (was,) = re.findall(r'<p class="passage-was">([^\n]*集装箱.*?)</p>', page)
    (became,) = re.findall(r'<p class="passage-became">([^\n]*集装箱.*?)</p>', page)
    assert was == "调试期间共装卸集装箱<del>四</del>千余只，没有发生一起故障。"
    assert became == "调试期间共装卸集装箱<ins>五</ins>千余只，没有发生一起故障。"


def test_paragraphs_that_stayed_are_folded(client, article):
    page = compare(client, article, 1, 3).content.decode()
    assert "1 段没有改动" in page
    assert f"<p>{FIRST}</p>" in page


def test_chosen_the_wrong_way_round_they_are_compared_all_the_same(client, article):
    backwards, forwards = compare(client, article, 3, 1), compare(client, article, 1, 3)
    assert marked(backwards.content.decode()) == marked(forwards.content.decode())


def test_a_version_compared_with_itself_shows_no_change(client, article):
    assert "这两版一样，没有改动。" in compare(client, article, 2, 2).content.decode()


def test_before_the_first_version_nothing_stood(client, article):
    page = compare(client, article, 0, 1).content.decode()
    assert "<ins>码头联调</ins>" in page
    assert "<del>" not in page


@pytest.mark.parametrize(("was", "became"), [(1, 4), (0, 0), ("", 2), ("一", 2), ("-1", 2), ("9" * 30, 2)])
def test_versions_that_do_not_exist_are_not_found(client, article, was, became):
    assert compare(client, article, was, became).status_code == 404


def test_what_somebody_wrote_is_shown_and_not_run(client, editor):
    article = builders.article("<b>粗</b>", body="<script>alert(1)</script>")
    save(article, editor, body="<script>alert(2)</script>")
    for page in (client.get(address("history", article)), compare(client, article, 1, 2)):
        assert b"<script>alert" not in page.content
        assert b"<b>" not in page.content


# --- Bringing one back --------------------------------------------------------------------------


def test_before_a_version_is_brought_back_its_difference_from_now_is_shown(client, article):
    page = client.get(address("restore", article, 1)).content.decode()
    assert "装卸集装箱[-五-][+四+]千余只" in marked(page)
    assert "确认恢复" in page


def test_confirmed_it_is_brought_back_as_a_new_version(client, article):
    page = post(client, article, 1, 3).content.decode()
    article.refresh_from_db()
    assert article.body == f"{FIRST}\n\n{SECOND}"
    assert "已恢复。恢复前的样子也留在修改记录里。" in page
    newest, *_ = lines(client, article)
    assert re.search(r"周明 修改 .*恢复到\d{4}年\d+月\d+日 \d\d:\d\d的一版", newest)


def test_a_refusal_is_a_sentence(client, article, editor):
    save(article, editor, title="又改了")
    assert "在您比较之后又改过，没有恢复。请重新比较。" in post(client, article, 1, 3).content.decode()


def test_a_version_that_says_what_stands_there_now_is_not_offered(client, article):
    page = client.get(address("restore", article, 3)).content.decode()
    assert "这一版和现在的一样，不用恢复。" in page
    assert "确认恢复" not in page


def test_whoever_may_only_look_is_offered_nothing_and_refused(client, editor):
    issue = builders.issue()
    save(issue, None, date=datetime.date(2026, 1, 30))
    assert "恢复到这一版" not in client.get(address("history", issue)).content.decode()
    assert client.get(address("restore", issue, 1)).status_code == 403
    assert client.post(address("restore", issue, 1), {"newest": 2}).status_code == 403
    issue.refresh_from_db()
    assert issue.date == datetime.date(2026, 1, 30)


@pytest.mark.parametrize("page", ["history", "compare", "audit"])
def test_whoever_may_not_see_the_issue_sees_no_history(client, page):
    client.force_login(builders.user())
    issue = builders.issue()
    assert client.get(address(page, issue), {"was": 0, "became": 1}).status_code == 403


# --- The trail of an issue ----------------------------------------------------------------------


def trail(client, issue):
    response = client.get(address("audit", issue))
    assert response.status_code == 200
    assert response.content.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_trail_tells_what_happened_to_the_issue_in_time_order(client, article, editor):
    submit(article=article, by=editor)
    Acknowledgement.objects.create(
        article=article, rule="x", passage="0" * 64, start=0, end=1, words="港区", reason="专名", by=editor
    )
    AppliedFix.objects.create(article=article, before={}, after={}, count=2, by=None)
    happened = [(each["何人"], each["何事"], each["对象"]) for each in trail(client, article.issue)]
    name = str(article.issue)
    assert happened == [
        ("命令行", "新建期", name),
        ("命令行", "新建文章", "码头联调"),
        ("周明", "修改文章", "码头联调"),
        ("周明", "修改文章", "码头联调"),
        ("周明", "送审", "码头联调"),
        ("周明", "忽略提示", "码头联调"),
        ("命令行", "自动修正", "码头联调"),
    ]


def test_the_trail_says_when_and_in_detail(client, article):
    changed = trail(client, article.issue)[2]
    assert (
        changed["详情"]
        == "按来函改；正文：…合调试。¶调试期间共装卸集装箱【删：四】【增：五】千余只，没有发生一起故障。"
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", changed["时间"])


def test_a_step_of_the_review_is_told_once(client, editor):
    article = builders.article("码头联调", issue=builders.issue(), editor=editor)
    for records in (Article.history, Attribution.history):
        records.all().update(history_date=article.added_at - datetime.timedelta(hours=1))
    submit(article=article, by=editor)
    assert [each["何事"] for each in trail(client, article.issue)] == ["新建文章", "新建期", "送审"]


def test_an_article_that_left_the_issue_stays_in_its_trail(client, article, editor):
    issue = article.issue
    save(article, editor, issue=None, position=None)
    assert "码头联调" in {each["对象"] for each in trail(client, issue)}


def test_an_article_that_was_deleted_stays_in_its_trail(client, article):
    issue = article.issue
    article.delete()
    assert trail(client, issue)[-1]["何事"] == "删除文章"


def test_nothing_in_the_trail_is_run_as_a_formula(client, editor):
    article = builders.article("=1+1", issue=builders.issue())
    assert trail(client, article.issue)[-1]["对象"] == "'=1+1"


@pytest.mark.parametrize("articles", [1, 12])
def test_the_trail_takes_as_many_queries_however_many_articles(
    client, editor, articles, django_assert_max_num_queries
):
    issue = builders.issue()
    for number in range(articles):
        save(builders.article(f"第 {number} 篇", issue=issue), editor, body=f"{number} 稿。")
    with django_assert_max_num_queries(30):
        trail(client, issue)
