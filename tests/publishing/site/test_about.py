"""The about page: from the settings to the site, and what it shows of settings left empty."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from editorial.models import Publication
from publishing.actions import publish
from publishing.site import baking as folder_of_the_site
from publishing.site.about import About
from tests import builders
from tests.publishing.reader import HOSTILE, Walk, issue, site

TOLD = About(
    text="港城数字经贸促进会 2019 年创办本刊。\n\n## 谁在编\n\n秘书处的三位同事。",
    contact="港城市海滨路 1 号\n电话：0100-1234567\n邮箱：editor@example.org（来稿）",
    frequency="月刊，每月末出版",
)


def about(told: About | None, *issues) -> Walk:
    return Walk(site(*issues, about=told)["about/index.html"])


def test_it_tells_what_the_settings_say():
    page = about(TOLD, issue(2026, 1, "aaaa2222"))
    for words in ("2019 年创办本刊", "谁在编", "月刊，每月末出版", "海滨路 1 号", "0100-1234567"):
        assert words in page.text
    assert "促进会秘书处" in page.text


def test_it_counts_what_is_published_and_names_the_first_and_the_last(settings):
    page = about(TOLD, issue(2026, 2, "aaaa2222", "bbbb2222"), issue(2025, 12, "cccc2222"))
    assert "2 期，3 篇文章，来自 1 家来源" in page.text
    addresses = [a["href"] for a in page.all("a")]
    feeds = {f"{settings.SITE_URL}/feed.{kind}" for kind in ("atom", "json")}
    assert {"/2025/12/", "/2026/2/"} | feeds <= set(addresses)


def test_an_e_mail_address_can_be_written_to():
    assert {"href": "mailto:editor@example.org"} in about(TOLD, issue(2026, 1)).all("a")


@pytest.mark.parametrize("told", [None, About()])
@pytest.mark.parametrize("issues", [(), (issue(2026, 1, "aaaa2222"),)])
def test_settings_left_empty_still_give_a_page(told, issues):
    page = about(told, *issues)
    assert "每一篇文章都写明来源" in page.text
    for label in ("联系", "刊期"):
        assert label not in page.texts.get("dt", [])


@pytest.mark.parametrize(
    "text", ["# 谁在编\n\n## 细说", "## 谁在编\n\n### 细说", "#### 谁在编\n\n##### 细说"]
)
def test_its_headings_stand_below_its_own_at_whatever_level_they_are_typed(text):
    page = about(About(text=text), issue(2026, 1))
    assert page.headings == [1, 2, 3, 2, 2]


def test_hostile_settings_are_shown_as_words():
    hostile = About(text=HOSTILE, contact=f"{HOSTILE}\n<b>a@example.org</b>", frequency=HOSTILE)
    page = about(hostile, issue(2026, 1))
    assert not page.all("img", "b")
    assert len(page.scripts) == len([one for one in page.scripts if one["src"].startswith("/assets/")])
    assert "alert(1)" in page.text


def test_every_page_leads_to_it():
    files = site(issue(2026, 1, "aaaa2222"))
    for path in ("index.html", "2026/1/aaaa2222/index.html", "404.html"):
        assert "/about/" in [a["href"] for a in Walk(files[path]).all("a")]


# --- From the desk ------------------------------------------------------------------------------


@pytest.fixture
def published(db, data_dir):
    publish(issue=builders.with_article(builders.issue(2026, 1)))
    return data_dir / "site"


@pytest.fixture
def desk(client, published):
    client.force_login(builders.user("管理员", is_superuser=True))
    return client


def save(client, **values: str):
    publication = Publication.objects.get()
    address = reverse("admin:editorial_publication_change", args=[publication.pk])
    settled = {"title": publication.title, "publisher": publication.publisher, "first_serial": 1}
    return client.post(address, settled | values)


def test_saving_the_settings_shows_them_to_readers_at_once(
    desk, published, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = save(desk, about="我们是谁。", contact="海滨路 2 号")
    page = Walk((published / "about" / "index.html").read_bytes())
    assert "我们是谁。" in page.text
    assert "海滨路 2 号" in page.text
    assert [*folder_of_the_site.check()] == []
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert any("网站的“关于”页已更新" in sentence and 'href="/about/"' in sentence for sentence in told)


def test_saving_the_settings_writes_nothing_but_the_about_page(desk, published):
    before = {path: path.stat().st_mtime_ns for path in published.rglob("*.html")}
    publication = Publication.objects.get()
    publication.about = "我们是谁。"
    publication.save()
    folder_of_the_site.bake(publication)
    changed = {
        path.relative_to(published).as_posix() for path in before if path.stat().st_mtime_ns != before[path]
    }
    assert changed == {"about/index.html"}


def test_a_full_disk_is_told_and_the_settings_stay(
    desk, published, monkeypatch, django_capture_on_commit_callbacks
):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder_of_the_site, "bake", full)
    with django_capture_on_commit_callbacks(execute=True):
        answer = save(desk, about="我们是谁。")
    told = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert "设置已保存，但网站文件没有写完" in told
    assert Publication.objects.get().about == "我们是谁。"


def test_a_publish_takes_along_settings_that_were_changed_elsewhere(published):
    Publication.objects.update(about="直接改在库里的话。")
    publish(issue=builders.with_article(builders.issue(2026, 2)))
    assert "直接改在库里的话。" in (published / "about" / "index.html").read_text()
    assert [*folder_of_the_site.check()] == []
