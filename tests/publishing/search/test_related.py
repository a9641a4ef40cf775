"""Related articles: of earlier issues those most alike, as things stood when the issue came out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing import actions
from publishing.corrections import withdraw
from publishing.search import related
from publishing.site import baking
from publishing.snapshot import load
from tests import builders
from tests.publishing.search.library import article, credit, issue, publish

pytestmark = pytest.mark.django_db

OF_EXCHANGE = "跨境电商综合试验区扩围，海外仓面积增加，企业办理退货更方便。"
NOW = article("nnnn2222", "跨境电商海外仓再扩容", f"{OF_EXCHANGE}海外仓用上了机器人。")


@pytest.fixture(autouse=True)
def archive(db):
    publish(
        issue(2024, 1, article("aaaa2222", "海外仓怎么建", "跨境电商企业说，海外仓面积不够。")),
        issue(2024, 2, article("bbbb2222", "语言服务人才", "高校开设翻译专业，培养口译人才。")),
        issue(2025, 1, article("cccc2222", "综合试验区满三年", OF_EXCHANGE)),
        issue(2025, 2, NOW, article("dddd2222", "海外仓与跨境电商", OF_EXCHANGE)),
        issue(2025, 3, article("eeee2222", "跨境电商海外仓再扩容之后", OF_EXCHANGE)),
    )


def titles(one=NOW, before=(2025, 2), **how) -> list[str]:
    return [each.title for each in related(one, before=before, **how)]


def test_the_most_alike_come_first_and_what_is_of_something_else_does_not_come():
    assert titles() == ["综合试验区满三年", "海外仓怎么建"]


def test_neither_its_own_issue_nor_a_later_one_is_looked_at():
    assert titles(before=(2024, 1)) == []
    assert titles(before=(2024, 2)) == ["海外仓怎么建"]
    assert set(titles(before=(2025, 3))) == {NOW.title, "海外仓与跨境电商", "综合试验区满三年"}


def test_no_more_than_asked_for():
    assert titles(before=(2030, 1), limit=2) == [NOW.title, "跨境电商海外仓再扩容之后"]


def test_it_says_where_to_find_them():
    first = related(NOW, before=(2025, 2))[0]
    assert (first.url, first.issue) == ("/2025/1/cccc2222/", "2025 年第 1 期")


def test_one_outlet_makes_no_relation():
    other = article("ffff2222", "天气", "明日有雨。", credits=(credit(author="林一"),))
    assert titles(other) == []


def test_an_article_too_long_for_the_index_is_not_related_to_everything():
    han = "".join(map(chr, range(0x4E00, 0x9FA5)))
    publish(
        issue(
            2025,
            1,
            article("gggg2222", "字典", "".join(han[n * 7919 % 20901] for n in range(40_000))),
            edition=2,
            note="换成字典。",
        )
    )
    assert titles() == ["海外仓怎么建"]


@pytest.mark.parametrize("title", ["", "的", "2026", "，。！", "😀", "a b c"])
def test_an_article_without_words_is_related_to_nothing(title):
    assert titles(article("ffff2222", title)) == []


def test_it_takes_two_queries():
    with CaptureQueriesContext(connection) as queries:
        titles()
    assert len(queries) <= 3


def test_what_is_published_names_its_related_articles_and_its_page_leads_to_them(data_dir):
    earlier, now = builders.issue(2025, 4, serial=40), builders.issue(2025, 5, serial=41)
    alike = builders.article("海外仓与跨境电商再提速", issue=earlier, body=OF_EXCHANGE)
    one = builders.article("跨境电商海外仓又扩容", issue=now, body=OF_EXCHANGE)
    actions.publish(issue=earlier)
    edition = actions.publish(issue=now)
    [kept] = load(edition.snapshot).articles
    assert f"/2025/4/{alike.uid}/" in kept.related
    assert all(address < "/2025/5/" for address in kept.related)
    page = (data_dir / "site" / "2025" / "5" / one.uid / "index.html").read_text("utf-8")
    assert f'<a href="/2025/4/{alike.uid}/">海外仓与跨境电商再提速</a>' in page


def test_a_related_article_that_is_withdrawn_is_led_to_no_more(data_dir):
    earlier, now = builders.issue(2025, 4, serial=40), builders.issue(2025, 5, serial=41)
    alike = builders.article("海外仓与跨境电商再提速", issue=earlier, body=OF_EXCHANGE)
    one = builders.article("跨境电商海外仓又扩容", issue=now, body=OF_EXCHANGE)
    actions.publish(issue=earlier)
    actions.publish(issue=now)
    withdraw(issue=earlier, reason="数字有误。")
    page = (data_dir / "site" / "2025" / "5" / one.uid / "index.html").read_text("utf-8")
    assert alike.uid not in page
    assert [*baking.check()] == []
