"""更正, 撤回 and 定时发布 at the desk: shown before they are done, done once, refused to those who may not."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from editorial.actions.reviewing import reconsider
from editorial.actions.signing import issue_digest, sign
from editorial.models import Article, Issue
from editorial.workflow import ROLES, IssueState
from publishing.actions import publish
from publishing.corrections import correct
from publishing.models import Edition, Schedule
from publishing.scheduling import schedule
from tests import builders
from tests.visible import seen, tree

pytestmark = pytest.mark.django_db

NOTE = "“当天”应为“次日”，原稿笔误。"
ADDRESSES = ("publishing_correct", "publishing_withdraw", "publishing_schedule", "publishing_cancel")


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def logged_in(role="主编"):
    client = Client()
    client.force_login(builders.user(role))
    return client


@pytest.fixture
def signed():
    return builders.signed(builders.with_article(builders.issue(2026, 1)))


@pytest.fixture
def published(signed):
    publish(issue=signed, by=builders.user("主编"))
    return signed


def reword(issue, body="数字提单次日就能签发。"):
    article = issue.articles.order_by("position").first()
    article.body = body
    article.save()
    reconsider(article=article, by=builders.colleague(*builders.WRITER))
    return Article.objects.get(pk=article.pk)


def address(name, issue):
    return reverse(name, args=[issue.pk])


def page_of(client, issue):
    return client.get(reverse("admin:editorial_issue_change", args=[issue.pk])).content.decode()


# --- Who may, and when --------------------------------------------------------------------------


def offered(client, issue):
    page = page_of(client, issue)
    return {name for name in ADDRESSES if f'"{address(name, issue)}"' in page}


def test_each_state_offers_what_can_be_done_in_it(signed):
    chief = logged_in()
    assert offered(chief, signed) == {"publishing_schedule"}
    schedule(issue=signed, at=timezone.now() + datetime.timedelta(days=1), by=builders.user("主编"))
    assert offered(chief, signed) == {"publishing_schedule", "publishing_cancel"}
    publish(issue=signed)
    Schedule.objects.all().delete()
    signed.refresh_from_db()
    assert offered(chief, signed) == {"publishing_correct", "publishing_withdraw"}
    Issue.objects.update(state=IssueState.WITHDRAWN)
    assert offered(chief, signed) == set()


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("主编", "管理员")])
@pytest.mark.parametrize("name", ADDRESSES)
def test_who_may_not_sees_no_button_and_is_turned_away(published, role, name):
    client = logged_in(role)
    assert offered(client, published) == set()
    assert client.get(address(name, published)).status_code in (403, 405)
    assert client.post(address(name, published), {"words": NOTE, "is_meant": "on"}).status_code == 403
    assert Edition.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize("name", ["publishing_correct", "publishing_withdraw"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_published_is_neither_corrected_nor_withdrawn(signed, name, method):
    answer = getattr(logged_in(), method)(
        address(name, signed), {"words": NOTE, "is_meant": "on"}, follow=True
    )
    assert "状态是“已签发”，不能" in answer.content.decode()
    assert not Edition.objects.exists()


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_is_done_without_a_token(published, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.user("主编"))
    assert client.post(address(name, published), {"words": NOTE, "is_meant": "on"}).status_code == 403
    assert Edition.objects.filter(withdrawn_at=None).count() == 1


# --- 更正 ----------------------------------------------------------------------------------------


def test_the_page_shows_what_changed_and_asks_for_the_note(published):
    builders.approved(reword(published))
    page = logged_in().get(address("publishing_correct", published)).content.decode()
    assert "<del>当天</del><ins>次日</ins>" in page
    assert "确认发布更正版" in page
    assert Edition.objects.count() == 1


def test_confirming_publishes_the_correction_with_its_note(published):
    builders.approved(reword(published))
    client = logged_in()
    answer = client.post(address("publishing_correct", published), {"words": NOTE}, follow=True)
    assert "第 2 版（更正）已发布" in answer.content.decode()
    assert NOTE in answer.content.decode()
    edition = Edition.objects.get(number=2)
    assert (edition.note, edition.published_by) == (NOTE, answer.context["user"])
    assert "第 2 版（更正）已发布" in LogEntry.objects.get().change_message


def test_nothing_to_correct_is_told_instead_of_asked(published):
    client = logged_in()
    page = client.get(address("publishing_correct", published)).content.decode()
    assert "一字不差" in page
    assert "确认发布更正版" not in page
    answer = client.post(address("publishing_correct", published), {"words": NOTE})
    assert Edition.objects.count() == 1
    assert "一字不差" in answer.content.decode()


def test_an_article_that_waits_for_review_is_named(published):
    reword(published)
    client = logged_in()
    page = client.get(address("publishing_correct", published)).content.decode()
    assert "《港口用上了数字提单》还是“草稿”" in page
    assert "确认发布更正版" not in page
    answer = client.post(address("publishing_correct", published), {"words": NOTE})
    assert "《港口用上了数字提单》还是“草稿”" in answer.content.decode()
    assert Edition.objects.count() == 1


def test_preflight_stops_it_with_its_sentence(published):
    builders.approved(reword(published, "数字提单次日就能签发，，欧盟仍是是最大市场。"))
    client = logged_in()
    page = client.get(address("publishing_correct", published)).content.decode()
    assert "请先在检查报告里改正错误" in page
    assert "确认发布更正版" not in page
    answer = client.post(address("publishing_correct", published), {"words": NOTE}).content.decode()
    assert "审读检查还有" in answer
    assert NOTE in answer, "what was typed is not lost"


STOOD = "没有改动的地方还有 1 处错误和警告，上一版里就有，不妨碍出更正版"


def test_what_stood_in_the_edition_before_is_counted_and_does_not_stop_it(signed):
    flawed = builders.article("海外仓怎么算账", issue=signed, body="先算仓租，，再算时间。")
    publish(issue=signed)
    builders.approved(reword(signed))
    client = logged_in()
    page = client.get(address("publishing_correct", signed)).content.decode()
    assert STOOD in page
    assert reverse("editorial_preflight", args=[signed.pk]) in page
    assert 'name="words"' in page, "the note is asked for"
    Article.objects.filter(pk=flawed.pk).update(body="先算仓租，，再算时间，然后算人工。")
    page = client.get(address("publishing_correct", signed)).content.decode()
    assert STOOD not in page
    assert "还有 1 处错误没有处理" in page, "without the warnings that there are none of"
    assert 'name="words"' not in page


# --- The next step, where the outcome of the last is told ---------------------------------------


def reviews(client, page):
    """The words of the box of reviews, blanks left out, and the links in it."""
    [box] = tree(client.get(page).content.decode()).cssselect("#reviews")
    return "".join(box.text_content().split()), [link.get("href") for link in box.iter("a")]


def issue_page(issue):
    return reverse("admin:editorial_issue_change", args=[issue.pk])


def staff(role, name):
    client, person = Client(), builders.user(role, last_name=name)
    client.force_login(person)
    return client


def test_a_signed_issue_leads_on_to_its_publication_below_the_outcome(signed):
    words, links = reviews(staff("主编", "周明"), issue_page(signed))
    assert links == [address("admin:publishing_publish", signed), address("publishing_schedule", signed)]
    assert "可以发布的同事：您、" in words


def test_who_may_not_publish_or_sign_is_told_who_may():
    issue = builders.sent(builders.with_article(builders.issue(2026, 1)))
    staff("主编", "周明")
    assistant = staff("责任编辑", "林一")
    words, links = reviews(assistant, issue_page(issue))
    assert "可以签发的同事：终审、周明。" in words
    sign(issue=issue, by=builders.colleague(*builders.REVIEWERS[-1]), digest=issue_digest(issue))
    words, links = reviews(assistant, issue_page(issue))
    assert "可以发布的同事：终审、周明。" in words
    assert links == []


def test_where_nobody_may_sign_the_administrator_is_asked():
    issue = builders.sent(builders.with_article(builders.issue(2026, 1)))
    builders.colleague(*builders.REVIEWERS[-1]).groups.clear()
    words, _links = reviews(staff("责任编辑", "林一"), issue_page(issue))
    assert "没有同事可以签发这一期。请管理员给一位同事开通签发的权限。" in words


def test_an_approved_change_leads_on_to_the_correction_from_its_article_and_its_issue(published):
    article = reword(published)
    chief, assistant = staff("主编", "周明"), staff("责任编辑", "林一")
    pages = [reverse("admin:editorial_article_change", args=[article.pk]), issue_page(published)]
    for page in pages:
        assert "改动都审完了" not in reviews(chief, page)[0]
    builders.approved(article)
    for page in pages:
        words, links = reviews(chief, page)
        assert "改动都审完了。出了更正版，读者才看得到。可以出更正版的同事：您、" in words
        assert address("publishing_correct", published) in links
        words, links = reviews(assistant, page)
        assert "可以出更正版的同事：" in words
        assert address("publishing_correct", published) not in links
    correct(issue=published, note=NOTE)
    for page in pages:
        assert "改动都审完了" not in reviews(chief, page)[0]


# --- What the page of a published issue says ----------------------------------------------------


def standing(client, issue):
    """The notes above the workspace, each with the links it has."""
    page = tree(page_of(client, issue))
    return [
        (note.text_content().strip(), [link.get("href") for link in note.iter("a")])
        for note in page.cssselect("p.standing")
    ]


PUBLISHED = "这一期已发布。文章的改动要先审完，出了更正版，读者才看得到。"


def test_the_page_of_a_published_issue_says_what_becomes_of_a_change(published):
    assert standing(logged_in(), published) == [
        (f"{PUBLISHED} 出更正版", [address("publishing_correct", published)])
    ]
    assert standing(logged_in("责任编辑"), published) == [(PUBLISHED, [])]
    Issue.objects.update(state=IssueState.EDITING)
    assert standing(logged_in(), published) == []


def offers_to_delete(client, issue):
    return reverse("admin:editorial_issue_delete", args=[issue.pk]) in page_of(client, issue)


def test_an_issue_is_offered_for_deletion_only_while_nothing_has_come_of_it(published):
    chief, empty = logged_in(), builders.issue(2026, 2)
    assert offers_to_delete(chief, empty)
    assert not offers_to_delete(logged_in("责任编辑"), empty), "who may not delete is not asked to"
    builders.with_article(empty)
    assert not offers_to_delete(chief, empty)
    Article.objects.update(issue=None, section=None, position=None)
    assert offers_to_delete(chief, empty)
    assert not offers_to_delete(chief, published), "its edition stays"


@pytest.mark.parametrize("words", ["", "  ", "长" * 1001, "空\0字"])
def test_a_note_that_readers_cannot_have_is_refused_beside_its_field(published, words):
    builders.approved(reword(published))
    answer = logged_in().post(address("publishing_correct", published), {"words": words})
    assert answer.context["form"].errors["words"]
    assert Edition.objects.count() == 1


# --- 撤回 ----------------------------------------------------------------------------------------


def test_withdrawing_asks_for_the_reason_and_that_it_is_meant(published):
    client = logged_in()
    assert "不能恢复" in client.get(address("publishing_withdraw", published)).content.decode()
    answer = client.post(address("publishing_withdraw", published), {"words": "配图未获授权。"})
    assert "请先确认，再撤回。" in answer.content.decode()
    answer = client.post(address("publishing_withdraw", published), {"is_meant": "on"})
    assert answer.context["form"].errors["words"]
    assert not Edition.objects.exclude(withdrawn_at=None).exists()
    answer = client.post(
        address("publishing_withdraw", published), {"words": "配图未获授权。", "is_meant": "on"}, follow=True
    )
    assert "已撤回。" in answer.content.decode()
    assert "撤回：配图未获授权。" in answer.content.decode()
    assert Edition.objects.get().withdrawal_reason == "配图未获授权。"


# --- 定时发布 ------------------------------------------------------------------------------------


def typed(moment):
    """The two fields as an editor fills them in."""
    return fields(f"{timezone.localtime(moment):%Y-%m-%d %H:%M}")


def fields(words):
    date, _, time = words.partition(" ")
    return {"at_0": date, "at_1": time}


def test_a_time_is_set_moved_and_taken_back(signed):
    client = logged_in()
    first = timezone.now().replace(second=0, microsecond=0) + datetime.timedelta(days=2)
    answer = client.post(address("publishing_schedule", signed), typed(first), follow=True)
    assert f"已定时：{date_format(timezone.localtime(first), 'DATETIME_FORMAT')} 自动发布。" in seen(answer)
    assert Schedule.objects.get().at == first
    assert "改时间" in page_of(client, signed)
    assert shown_time(client, signed) == typed(first)
    second = first + datetime.timedelta(days=1)
    client.post(address("publishing_schedule", signed), typed(second))
    assert Schedule.objects.get().at == second
    answer = client.post(address("publishing_cancel", signed), follow=True)
    assert "定时发布已取消，这一期不会自动发布。" in answer.content.decode()
    assert not Schedule.objects.exists()


def test_the_field_starts_with_a_time_at_which_one_would_publish(signed):
    Issue.objects.update(date=timezone.localdate() + datetime.timedelta(days=3))
    assert shown_time(logged_in(), signed) == fields(f"{Issue.objects.get().date} 09:00")


def shown_time(client, issue):
    """What the two fields hold when the page opens."""
    page = tree(client.get(address("publishing_schedule", issue)).content.decode())
    return {each.get("name"): each.get("value") for each in page.cssselect("p.datetime input")}


@pytest.mark.parametrize(
    ("date", "time"),
    [("{}-01-05", "9:00"), ("{}/1/5", "09：00"), ("{}年1月5日", "9点"), ("{} 年 1 月 5 日", "9时0分")],
)
def test_a_time_may_be_typed_as_one_writes_it(signed, date, time):
    year = timezone.localdate().year + 1
    logged_in().post(address("publishing_schedule", signed), {"at_0": date.format(year), "at_1": time})
    assert Schedule.objects.get().at == datetime.datetime(year, 1, 5, 1, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "at", ["", "明天 9点", "2030-02-30 09:00", "2020-01-01 09:00", "0001-01-01 00:00", "9999-12-31 23:59"]
)
def test_a_time_that_makes_no_sense_is_refused_with_a_sentence(signed, at):
    answer = logged_in().post(address("publishing_schedule", signed), fields(at))
    assert answer.context["form"].errors
    assert not Schedule.objects.exists()


def test_the_problem_of_the_last_try_stands_on_the_page(signed):
    row = schedule(issue=signed, at=timezone.now() + datetime.timedelta(days=1), by=builders.user("主编"))
    Schedule.objects.filter(pk=row.pk).update(problem="标题改过，签发已经失效。")
    page = page_of(logged_in(), signed)
    assert "到时没有发布" in page
    assert "标题改过，签发已经失效。" in page


def test_a_time_that_went_by_unnoticed_is_told(signed):
    row = schedule(issue=signed, at=timezone.now() + datetime.timedelta(days=1), by=builders.user("主编"))
    Schedule.objects.filter(pk=row.pk).update(at=timezone.now() - datetime.timedelta(minutes=5))
    assert "时间已过，还没有发布" in page_of(logged_in(), signed)


def test_an_issue_that_is_not_signed_gets_no_time(published):
    answer = logged_in().get(address("publishing_schedule", published), follow=True)
    assert "签发以后才能定时发布" in answer.content.decode()


# --- Editions side by side ----------------------------------------------------------------------


@pytest.fixture
def thrice(published):
    for body in ("数字提单次日就能签发。", "数字提单两周就能签发。"):
        Article.objects.update(body=body)
        correct(issue=published, note=NOTE)
    return published


@pytest.mark.parametrize(
    ("choice", "gone", "new"),
    [({}, "次日", "两周"), ({"old": 1, "new": 3}, "当天", "两周"), ({"old": 2, "new": 1}, "当天", "次日")],
)
def test_any_two_editions_are_set_side_by_side(thrice, choice, gone, new):
    page = logged_in("编辑").get(address("publishing_differences", thrice), choice).content.decode()
    assert f"<del>{gone}</del><ins>{new}</ins>" in page


@pytest.mark.parametrize("choice", [{"old": 9}, {"new": "x"}, {"old": ""}])
def test_an_edition_that_is_not_there_is_not_found(thrice, choice):
    assert logged_in().get(address("publishing_differences", thrice), choice).status_code == 404


def test_one_edition_alone_is_compared_with_nothing(published):
    answer = logged_in().get(address("publishing_differences", published), follow=True)
    assert "只有一版" in answer.content.decode()


def test_an_editions_page_shows_what_it_changed(thrice):
    client = logged_in("编辑")
    first, second, _third = Edition.objects.order_by("number")
    page = client.get(reverse("admin:publishing_edition_change", args=[second.pk])).content.decode()
    assert "<del>当天</del><ins>次日</ins>" in page
    page = client.get(reverse("admin:publishing_edition_change", args=[first.pk])).content.decode()
    assert "这是第一版" in page


@pytest.mark.parametrize("editions", [2, 6])
def test_the_pages_cost_the_same_queries_whatever_the_editions(
    published, editions, django_assert_max_num_queries
):
    for number in range(2, editions + 1):
        Article.objects.update(body=f"数字提单 {number} 天就能签发。")
        correct(issue=published, note=NOTE)
    client = logged_in()
    with django_assert_max_num_queries(9):
        client.get(address("publishing_differences", published))
