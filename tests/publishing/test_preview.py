"""The printed page beside the text: the real press, one page, and what is typed stored nowhere."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from editorial.models import Article
from editorial.preflight.drafts import Draft
from editorial.preflight.newsroom import draft_of
from publishing.preview import print_page, snapshot_of, with_draft
from tests import builders

pytestmark = pytest.mark.django_db

LONG = "\n\n".join(f"第 {n} 段：港口扩能，航线加密，货主受益。" * 6 for n in range(30))


@pytest.fixture
def issue():
    issue = builders.issue()
    builders.article("第一篇稿件", issue=issue, body=LONG)
    builders.article("第二篇稿件", issue=issue, body="很短的一段。")
    return issue


@pytest.fixture
def editor(client):
    client.force_login(builders.user("编辑"))
    return client


def size(content):
    return Image.open(io.BytesIO(content)).size


def test_an_article_is_shown_on_the_page_where_it_begins(issue):
    first, second = issue.articles.order_by("position")
    snapshot = snapshot_of(issue)
    one, other = print_page(snapshot, uid=first.uid), print_page(snapshot, uid=second.uid)
    assert one.number == one.first == 1
    assert other.number == other.first > 2
    assert other.total >= other.first
    width, height = size(other.picture)
    assert abs(height / width - 297 / 210) < 0.01


def test_a_page_beyond_the_end_is_the_last(issue):
    printed = print_page(snapshot_of(issue), number=999)
    assert printed.number == printed.total


def test_what_is_typed_takes_the_place_of_what_is_saved(issue):
    article = issue.articles.get(title="第二篇稿件")
    draft = draft_of(article).with_texts({"body": LONG * 2})
    saved, typed = snapshot_of(issue), snapshot_of(issue, draft)
    assert print_page(typed).total > print_page(saved).total
    assert [each.uid for each in typed.articles] == [each.uid for each in saved.articles]


def test_a_new_article_stands_at_the_end_of_its_section(issue):
    saved = snapshot_of(issue)
    snapshot = with_draft(saved, Draft("新来的稿件", "正文。", section="行业资讯"))
    assert [each.title for each in snapshot.articles] == ["第一篇稿件", "第二篇稿件", "新来的稿件"]
    other = with_draft(saved, Draft("另一栏的稿件", "正文。", section="协会动态"))
    assert [section.name for section in other.sections] == ["行业资讯", "协会动态"]


def test_a_lost_picture_does_not_keep_the_page_from_being_shown(issue):
    article = issue.articles.first()
    article.body = f"![码头](/pictures/{'0' * 64}.png)\n\n正文。"
    article.save()
    assert size(print_page(snapshot_of(issue)).picture)


# --- Through the desk ---------------------------------------------------------------------------


def test_the_workspace_is_answered_with_a_page_of_the_issue(editor, issue, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        answer = editor.get(reverse("publishing_preview_issue", args=[issue.pk]), {"page": 2})
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Page"] == "2"
    assert "no-store" in answer["Cache-Control"]


def test_the_editor_is_answered_with_what_is_typed_and_nothing_is_stored(editor, issue):
    article = issue.articles.get(title="第二篇稿件")
    form = {
        "article": article.pk,
        "issue": issue.pk,
        "section": article.section_id,
        "title": "改过的题目",
        "body": LONG,
    }
    answer = editor.post(reverse("publishing_preview_article"), form)
    assert answer["X-Page"] == answer["X-First-Page"]
    assert int(answer["X-Pages"]) > int(answer["X-Page"])
    assert set(Article.objects.values_list("title", flat=True)) == {"第一篇稿件", "第二篇稿件"}


def test_an_article_of_the_pool_is_shown_by_itself(editor):
    answer = editor.post(reverse("publishing_preview_article"), {"title": "稿件库里的稿件", "body": "正文。"})
    assert answer["Content-Type"] == "image/png"


def test_an_empty_issue_and_a_text_too_long_are_sentences(editor):
    empty = editor.get(reverse("publishing_preview_issue", args=[builders.issue(number=2).pk]))
    assert (empty.status_code, "还没有文章" in empty.json()["error"]) == (409, True)
    long = editor.post(reverse("publishing_preview_article"), {"title": "长", "body": "字" * 400_000})
    assert (long.status_code, "拆成几篇" in long.json()["error"]) == (413, True)


def test_strangers_see_no_page(client, issue):
    for address in (
        reverse("publishing_preview_issue", args=[issue.pk]),
        reverse("publishing_preview_article"),
    ):
        assert "/login/" in client.get(address).headers["Location"]
    client.force_login(builders.user())
    assert client.get(reverse("publishing_preview_issue", args=[issue.pk])).status_code == 403
    assert (
        client.post(reverse("publishing_preview_article"), {"title": "题", "body": "文"}).status_code == 403
    )
