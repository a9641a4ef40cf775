"""The list of articles and the ways to it: what was changed last stands first, with its state and a short issue; and
Django's own sentences are Chinese."""

import re

import pytest
from django.urls import reverse

from editorial.actions.writing import write_article
from tests import builders

pytestmark = pytest.mark.django_db

LIST = "/admin/editorial/article/"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def editor(client):
    client.force_login(builders.user("编辑"))
    return client


def rows(client, query=""):
    """The cells of each row, as text."""
    page = client.get(f"{LIST}?{query}").content.decode()
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = r'<t[hd][^>]*class="field-[^>]*>(.*?)</t[hd]>'
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(cells, row)] for row in body.split("</tr>")[:-1]
    ]


def test_what_was_changed_last_stands_first(editor):
    first, _second = builders.article("甲"), builders.article("乙")
    assert [row[0] for row in rows(editor)] == ["乙", "甲"]
    first.title = "甲，改过"
    write_article(article=first, version=first.version)
    assert [row[0] for row in rows(editor)] == ["甲，改过", "乙"]
    assert [row[0] for row in rows(editor, "o=0")] == sorted(["甲，改过", "乙"])


def test_a_row_says_the_state_right_after_the_title_and_the_issue_in_short(editor):
    builders.article("甲", issue=builders.issue(2026, 1))
    [row] = rows(editor)
    assert row[:3] == ["甲", "草稿", "2026年第1期"]
    assert re.fullmatch(r"\d+月\d+日 \d\d:\d\d", row[-1])


def test_the_list_counts_in_chinese(editor):
    builders.article()
    assert "共 1 条" in editor.get(LIST).content.decode()


def test_articles_and_issues_are_in_the_menu_of_those_who_may_see_them(editor, client):
    menu = editor.get("/admin/").content.decode().partition('class="desk-links"')[2].partition("</nav>")[0]
    for name in ("editorial_article_changelist", "editorial_issue_changelist"):
        assert f'href="{reverse(f"admin:{name}")}"' in menu
    client.force_login(builders.user())
    page = client.get("/admin/").content.decode()
    assert "/admin/editorial/" not in page.partition('class="desk-links"')[2].partition("</nav>")[0]


def test_the_desk_says_in_plain_chinese_what_it_saved(editor):
    form = {"name": "夜航", "_continue": ""}
    page = editor.post("/admin/editorial/tag/add/", form, follow=True).content.decode()
    told = re.sub(r"<[^>]+>", "", page.partition('class="success">')[2].partition("</li>")[0])
    assert told.strip() == "已新增标签“夜航”。 您可以在下面继续编辑。"


def test_the_sources_follow_upon_the_text_and_what_is_seldom_needed_comes_after(editor):
    page = editor.get(f"{LIST}add/").content.decode()
    places = [page.index(part) for part in ('id="id_body"', 'id="attributions-group"', 'id="id_notes"')]
    assert places == sorted(places)
