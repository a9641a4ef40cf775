"""The issue's workspace: what it shows at a glance, and each of its buttons, without any JavaScript."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.actions.ordering import digest_of_order, order_of
from editorial.admin.workspace import OFFERED
from editorial.models import Article, Issue
from editorial.workflow import CLOSED, IssueState
from tests import builders
from tests.visible import tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections():
    return [builders.section(name, position=n) for n, name in enumerate(("行业资讯", "政策速递", "协会动态"))]


@pytest.fixture
def issue(sections):
    """行业资讯 holds 甲 乙, 政策速递 nothing, 协会动态 丙."""
    issue = builders.issue()
    for title in "甲乙":
        builders.article(title, issue=issue, section=sections[0])
    builders.article("丙", issue=issue, section=sections[2], position=1)
    return issue


@pytest.fixture
def desk():
    return logged_in("编辑")


def logged_in(role):
    client = Client()
    client.force_login(builders.user(role))
    return client


def named(title):
    return Article.objects.get(title=title)


def printed(issue):
    titles = dict(Article.objects.values_list("uid", "title"))
    return "|".join("".join(titles[uid] for uid in uids) for uids in order_of(issue).values())


def seen(issue):
    return digest_of_order(order_of(issue))


def page_of(issue):
    return reverse("admin:editorial_issue_change", args=[issue.pk])


def page(desk, issue, query=""):
    return desk.get(page_of(issue) + query).content.decode()


def move(desk, issue, title, to, **values):
    address = reverse("editorial_move", args=[issue.pk, named(title).uid])
    return desk.post(address, {"to": to, "seen": seen(issue), **values}, follow=True)


def take_out(desk, issue, title):
    return desk.post(reverse("editorial_take_out", args=[issue.pk, named(title).uid]), follow=True)


def take_in(desk, issue, articles, section):
    form = {"articles": [article.pk for article in articles], "section": section.pk}
    return desk.post(reverse("editorial_take_in", args=[issue.pk]), form, follow=True)


def post_order(desk, issue, sections, **values):
    body = json.dumps({"seen": seen(issue), "sections": sections} | values)
    return desk.post(reverse("editorial_order", args=[issue.pk]), body, content_type="application/json")


def words(response):
    return response.content.decode()


# --- At a glance --------------------------------------------------------------------------------


def test_a_new_issue_once_saved_is_opened_and_says_that_it_has_no_articles_yet(issue):
    desk, numbers = logged_in("责任编辑"), {"year": 2026, "number": 2, "serial": issue.serial + 1}
    form = {"publication": issue.publication_id, **numbers, "date": "2026-02-27", "_save": "保存"}
    answer = desk.post(reverse("admin:editorial_issue_add"), form)
    made = Issue.objects.get(number=2)
    assert answer.url == page_of(made)
    [preflight] = tree(page(desk, made)).cssselect("[aria-labelledby=preflight-heading] header p")
    assert preflight.text_content() == "还没有文章"


def test_each_article_tells_its_state_source_length_and_findings(desk, issue):
    builders.submitted(named("甲"))
    Article.objects.filter(title="乙").update(body="货柜货柜是是空的。")
    named("丙").attributions.all().delete()
    shown = page(desk, issue)
    rows = re.split(r'<li class="shelf-line"', shown)[1:]
    assert "待初审" in rows[0]
    assert "港城日报" in rows[0]
    assert "11 字" in rows[0]
    assert "✓ 检查通过" in rows[0]
    assert "错误 1" in rows[1]
    assert "缺来源" in rows[2]


def test_sections_without_articles_are_there_to_be_filled_but_not_in_the_printed_contents(
    desk, issue, sections
):
    shown = page(desk, issue)
    assert [shown.index(f'id="shelf-{section.pk}"') for section in sections] == sorted(
        shown.index(f'id="shelf-{section.pk}"') for section in sections
    )
    hidden = re.findall(r'<section data-printed="(\d+)" hidden>', shown)
    assert hidden == [str(sections[1].pk)]


def test_the_printed_contents_follow_the_order(desk, issue):
    move(desk, issue, "乙", "up")
    shown = page(desk, issue)
    contents = re.findall(r"<li data-printed-article=[^>]*>([^<]*)</li>", shown)
    assert contents == ["乙", "甲", "丙"]


def test_there_is_a_place_for_the_print_preview(desk, issue):
    address = reverse("publishing_preview_issue", args=[issue.pk])
    assert f'data-print-preview data-address="{address}"' in page(desk, issue)


def test_a_new_article_begins_in_the_section_where_it_was_asked_for(desk, issue, sections):
    [link] = re.findall(
        rf'href="([^"]*/article/add/\?issue={issue.pk}&amp;section={sections[1].pk})"', page(desk, issue)
    )
    form = words(desk.get(link.replace("&amp;", "&")))
    assert re.search(rf'<option value="{issue.pk}" selected>', form)
    assert re.search(rf'<option value="{sections[1].pk}" selected>', form)


def test_the_workspace_takes_as_many_queries_for_nine_articles_more_as_for_one(desk, issue, sections):
    counts = []
    for more in (1, 8):
        for number in range(more):
            builders.article(f"第 {more}{number} 篇", issue=issue, section=sections[0], outlet=f"报 {number}")
            builders.article(f"备用 {number}", outlet=f"刊 {number}")
        with CaptureQueriesContext(connection) as queries:
            page(desk, issue)
        counts.append(len(queries))
    assert counts[1] == counts[0]
    assert counts[1] < 30


# --- Order --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "to", "wanted", "place", "focus"),
    [
        ("乙", "up", "乙甲||丙", "“行业资讯”的第 1 篇", "下移"),
        ("甲", "down", "乙甲||丙", "“行业资讯”的第 2 篇", "下移"),
        ("乙", "down", "甲|乙|丙", "“政策速递”的第 1 篇", "下移"),
        ("丙", "up", "甲乙|丙|", "“政策速递”的第 1 篇", "上移"),
        ("甲", "up", "甲乙||丙", "“行业资讯”的第 1 篇", "下移"),
        ("丙", "down", "甲乙||丙", "“协会动态”的第 1 篇", "上移"),
        ("甲", "协会动态", "乙||丙甲", "“协会动态”的第 2 篇", "上移"),
        ("甲", "行业资讯", "乙甲||丙", "“行业资讯”的第 2 篇", "上移"),
    ],
)
def test_the_buttons_of_a_row_move_it_and_the_row_says_where_it_stands(
    desk, issue, sections, title, to, wanted, place, focus
):
    keys = {section.name: str(section.pk) for section in sections}
    response = move(desk, issue, title, keys.get(to, to))
    assert printed(issue) == wanted
    row = told_in(response, f"article-{named(title).uid}", [("success", f"《{title}》现在是{place}。")])
    assert row.cssselect("details")[0].get("open") is not None, "the button to go on with is in sight"
    button = goal_of(response)
    assert (button.text_content(), button.get("hidden")) == (focus, None)
    assert button.get("aria-describedby") == row.cssselect(".outcome")[0].get("id")


def goal_of(response):
    """The element that the browser gives the focus to."""
    address, _status = response.redirect_chain[-1]
    return tree(words(response)).get_element_by_id(address.partition("#")[2])


def told_in(response, place, sentences):
    """The element in which the sentences are told, each with its kind, and nothing is told anywhere else."""
    page = tree(words(response))
    [outcome] = page.cssselect(".outcome[role=status]")
    assert outcome.get("id") == f"{place}-outcome"
    assert outcome.get("tabindex") == "-1", "a browser can give it the focus"
    assert [
        (line.get("class"), line.text_content()) for line in page.cssselect(".messagelist li")
    ] == sentences
    assert outcome.cssselect("li")
    return next(each for each in outcome.iterancestors() if each.get("id") == place or each.tag == "section")


def test_what_was_moved_is_told_once(desk, issue):
    move(desk, issue, "乙", "up")
    assert "现在是" not in page(desk, issue)


def test_what_came_of_a_move_is_told_above_a_page_that_has_no_such_row(desk, issue):
    address = reverse("editorial_move", args=[issue.pk, named("乙").uid])
    desk.post(address, {"to": "up", "seen": seen(issue)})
    other = tree(words(desk.get(reverse("editorial_pool"))))
    assert "《乙》现在是“行业资讯”的第 1 篇。" in other.cssselect(".messagelist")[0].text_content()


@pytest.mark.parametrize(("title", "ways"), [("甲", ["下移"]), ("乙", ["上移", "下移"]), ("丙", ["上移"])])
def test_a_row_offers_the_ways_that_lead_somewhere(desk, issue, title, ways):
    row = tree(page(desk, issue)).get_element_by_id(f"article-{named(title).uid}")
    steps = row.cssselect("button[value=up], button[value=down]")
    assert [button.text_content() for button in steps if button.get("hidden") is None] == ways


@pytest.mark.parametrize("to", ["", "sideways", "0", "99999", "9" * 30, "-1", "²"])
def test_a_place_that_is_none_moves_nothing(desk, issue, to):
    assert "没有移动" in words(move(desk, issue, "甲", to))
    assert printed(issue) == "甲乙||丙"


def test_a_stale_page_moves_nothing_and_says_so(desk, issue):
    response = move(desk, issue, "乙", "up", seen="0" * 64)
    [(kind, sentence)] = told(response)
    assert (kind, sentence[:12]) == ("error", "同事刚调整过这一期的文章")
    told_in(response, f"article-{named('乙').uid}", [(kind, sentence)])
    assert "outcome" in goal_of(response).get("class")
    assert printed(issue) == "甲乙||丙"


def told(response):
    page = tree(words(response))
    return [(line.get("class"), line.text_content()) for line in page.cssselect(".messagelist li")]


def test_a_dragged_order_is_saved_and_answered_with_its_digest(desk, issue, sections):
    a, b, c = (named(title).uid for title in "甲乙丙")
    wanted = [[sections[0].pk, [c]], [sections[1].pk, [b, a]], [sections[2].pk, []]]
    answer = post_order(desk, issue, wanted)
    assert printed(issue) == "丙|乙甲|"
    assert answer.json() == {"seen": seen(issue)}


def test_a_dragged_order_on_a_stale_page_is_refused_with_a_sentence(desk, issue, sections):
    wanted = [[sections[0].pk, [named(title).uid for title in "丙乙甲"]]]
    answer = post_order(desk, issue, wanted, seen="")
    assert answer.status_code == 409
    assert "同事刚调整过" in answer.json()["error"]
    assert answer.json()["is_outdated"]
    assert printed(issue) == "甲乙||丙"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b'{"seen": 1, "sections": 7}',
        b'{"seen": "", "sections": [["x", []]]}',
        b"\xff",
        b"[" * 99_999,
    ],
)
def test_an_order_that_is_none_is_refused_with_a_sentence(desk, issue, body):
    address = reverse("editorial_order", args=[issue.pk])
    answer = desk.post(address, body, content_type="application/json")
    assert answer.status_code == 400
    assert "请刷新页面再试" in answer.json()["error"]


# --- Pool ---------------------------------------------------------------------------------------


def test_articles_of_the_pool_are_taken_in_at_the_end_of_a_section(desk, issue, sections):
    new = [builders.article(title) for title in "丁戊"]
    response = take_in(desk, issue, new, sections[2])
    assert printed(issue) == "甲乙||丙丁戊"
    told_in(response, "take-in", [("success", "已把 2 篇加入“协会动态”。")])
    assert goal_of(response).get("id") == "take-in-outcome"


def test_the_newest_of_the_pool_are_offered_first_and_no_more_than_fit(desk, issue):
    for number in range(OFFERED + 3):
        builders.article(f"备用稿 {number:02}")
    offered = re.findall(r'name="articles" value="\d+"> <span>(备用稿 \d+)', page(desk, issue))
    assert offered == [f"备用稿 {number:02}" for number in range(OFFERED + 2, 2, -1)]


@pytest.mark.parametrize(
    ("query", "found"), [("海运", True), ("航空", False), ("海运 提单", True), ("%00海运", True)]
)
def test_the_pool_is_searched_from_the_workspace(desk, issue, query, found):
    builders.article("海运费回落", body="提单多了三成。")
    shown = page(desk, issue, f"?pool={query}")
    assert ("海运费回落" in shown) is found
    assert ("请换个词再找" in shown) is not found


def test_taking_in_nothing_or_what_is_gone_is_a_sentence(desk, issue, sections):
    used = named("甲")
    for articles, problem in (([], "还没有选文章"), ([used], "已用于")):
        refused = take_in(desk, issue, articles, sections[0])
        [(kind, sentence)] = told(refused)
        assert kind == "error"
        assert problem in sentence
        told_in(refused, "take-in", [(kind, sentence)])
    assert printed(issue) == "甲乙||丙"


def test_an_article_is_sent_back_to_the_pool(desk, issue):
    response = take_out(desk, issue, "甲")
    assert printed(issue) == "乙||丙"
    assert named("甲").issue is None
    shelf = told_in(response, f"shelf-{named('甲').section_id}", [("success", "《甲》已退回稿件库。")])
    assert shelf.get("data-name") == "行业资讯"
    assert "outcome" in goal_of(response).get("class")


# --- Who may, and when --------------------------------------------------------------------------

MOVES = [
    ("move", lambda desk, issue: move(desk, issue, "乙", "up")),
    ("take out", lambda desk, issue: take_out(desk, issue, "甲")),
    ("take in", lambda desk, issue: take_in(desk, issue, [named("备用")], named("甲").section)),
    ("order", lambda desk, issue: post_order(desk, issue, [])),
]
every_move = pytest.mark.parametrize("act", [act for _name, act in MOVES], ids=[name for name, _act in MOVES])


@every_move
def test_who_has_no_role_moves_nothing(issue, act):
    builders.article("备用")
    assert act(logged_in(None), issue).status_code == 403
    assert printed(issue) == "甲乙||丙"


@every_move
@pytest.mark.parametrize("state", sorted(CLOSED))
def test_a_closed_issue_is_not_moved_and_has_no_buttons_for_it(desk, issue, act, state):
    builders.article("备用")
    issue.state = state
    issue.save()
    answer = act(desk, issue)
    assert "不能再" in (answer.json()["error"] if answer.status_code == 409 else words(answer))
    assert printed(issue) == "甲乙||丙"
    shown = page(desk, issue)
    assert "line-handle" not in shown
    assert "上移" not in shown
    assert "加入本期" not in shown


def test_a_published_issue_is_put_in_order_for_its_correction_but_takes_nothing_in(desk, issue):
    issue.state = IssueState.PUBLISHED
    issue.save()
    shown = page(desk, issue)
    assert "上移" in shown
    assert "加入本期" not in shown
    move(desk, issue, "乙", "up")
    assert printed(issue) == "乙甲||丙"


def test_an_article_of_another_issue_is_not_found(desk, issue):
    other = builders.article("外人", issue=builders.issue(2026, 2))
    address = reverse("editorial_move", args=[issue.pk, other.uid])
    assert desk.post(address, {"to": "up"}).status_code == 404


def test_an_article_written_anew_from_the_workspace_stands_in_the_issue(client):
    client.force_login(builders.user("责任编辑"))
    issue, section = builders.issue(), builders.section()
    add = f"{reverse('admin:editorial_article_add')}?issue={issue.pk}&section={section.pk}"
    opened = client.get(add).context["adminform"].form
    hidden = {
        opened.add_initial_prefix(name): opened[name].initial or ""
        for name in ("issue", "section", "position")
    }
    inline = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    form = {f"attributions-{name}": value for name, value in inline.items()}
    words = {
        "title": "新写的一篇",
        "body": "正文。",
        "issue": issue.pk,
        "section": section.pk,
        "position": "",
    }
    client.post(add, form | hidden | words)
    written = issue.articles.get()
    assert (written.title, written.section, written.position) == ("新写的一篇", section, 1)
