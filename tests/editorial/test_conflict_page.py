"""A stale save in the desk: three texts side by side, their merge, and nothing typed is lost."""

import datetime
import html.parser

import pytest
from django.test import Client
from django.urls import reverse

from editorial.actions import Refused
from editorial.actions.writing import write_article, write_issue
from editorial.admin import article as article_admin
from editorial.admin.base import DeskAdmin
from editorial.approval import digest_of
from editorial.models import Article, Attribution, Issue, Review, Tag
from editorial.preflight.newsroom import draft_of
from editorial.workflow import ArticleState, Decision, IssueState, Stage
from tests import builders
from tests.visible import CODES, KNOWN, NOT_CHINESE, Visible

pytestmark = pytest.mark.django_db

BODY = "港口去年吞吐量增长5%。\n\n数字提单当天签发。\n\n明年推广到全部码头。"


class Form(html.parser.HTMLParser):
    """What a browser would post of a page's form: the one with a version in it."""

    def __init__(self, page):
        super().__init__()
        self.fields, self._name, self._select = {}, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        name, value = values.get("name"), values.get("value", "")
        if tag == "input" and name and values.get("type") not in ("submit", "button", "checkbox"):
            if values.get("type") != "radio" or "checked" in values:
                self.fields.setdefault(name, []).append(value)
        elif tag == "textarea" and name:
            self._name = name
            self.fields[name] = [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in values and value:
            self.fields.setdefault(self._select, []).append(value)

    def handle_endtag(self, tag):
        if tag == "textarea" and self._name:
            # A browser drops the line break after the tag, and posts the others as CRLF.
            self.fields[self._name] = [
                "\r\n".join(self.fields[self._name][0].removeprefix("\n").splitlines())
            ]
            self._name = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._name:
            self.fields[self._name][0] += data


def form_of(response):
    return Form(response.content.decode()).fields


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def editor():
    client = Client()
    client.force_login(builders.user("责任编辑", last_name="王", first_name="芳"))
    return client


@pytest.fixture
def colleague():
    return builders.user("编辑", last_name="李", first_name="明")


@pytest.fixture
def article():
    return builders.article("港口用上了数字提单", body=BODY, issue=builders.issue())


def address(row):
    return reverse(f"admin:editorial_{row._meta.model_name}_change", args=[row.pk])


def opened(client, row):
    """The change form as the browser has it, to be typed into and posted."""
    return form_of(client.get(address(row)))


def save_meanwhile(article, by, **changes):
    theirs = Article.objects.get(pk=article.pk)
    for name, value in changes.items():
        setattr(theirs, name, value)
    write_article(article=theirs, version=theirs.version, by=by)


def stored(row):
    return type(row).objects.get(pk=row.pk)


def test_an_undisturbed_save_goes_through_and_is_the_next_version(editor, article):
    form = opened(editor, article) | {"title": "港口全面用上数字提单"}
    assert editor.post(address(article), form).status_code == 302
    assert (stored(article).title, stored(article).version, stored(article).body) == (
        "港口全面用上数字提单",
        2,
        BODY,
    )


def test_a_stale_save_shows_three_texts_and_their_merge_and_writes_nothing(editor, colleague, article):
    form = opened(editor, article) | {"body": BODY.replace("5%", "6%")}
    save_meanwhile(article, colleague, body=BODY.replace("全部码头", "沿海各港"))
    response = editor.post(address(article), form)
    page = response.content.decode()
    assert response.status_code == 409
    assert "李明" in page
    assert "已合并，没有冲突" in page
    for words in ("<ins>6%</ins>", "<ins>沿海各港</ins>", "<mark>5%</mark>", "<mark>全部码头</mark>"):
        assert words in page
    merged = BODY.replace("5%", "6%").replace("全部码头", "沿海各港")
    assert form_of(response)["body"][0].replace("\r\n", "\n") == merged
    assert stored(article).version == 2


def test_what_the_page_offers_is_saved_as_it_stands(editor, colleague, article):
    form = opened(editor, article) | {"body": BODY.replace("5%", "6%"), "notes": "等图。"}
    save_meanwhile(article, colleague, body=BODY.replace("全部码头", "沿海各港"), byline="林一")
    answer = editor.post(address(article), form)
    assert editor.post(address(article), form_of(answer)).status_code == 302
    row = stored(article)
    assert row.body == BODY.replace("5%", "6%").replace("全部码头", "沿海各港")
    assert (row.byline, row.notes, row.version) == ("林一", "等图。", 3)
    assert row.attributions.count() == 1


def test_two_figures_for_one_wait_until_somebody_settles_them(editor, colleague, article):
    form = opened(editor, article) | {"body": BODY.replace("5%", "6%")}
    save_meanwhile(article, colleague, body=BODY.replace("5%", "7%"))
    answer = editor.post(address(article), form)
    assert "两份都在：" in answer.content.decode()
    unsettled = form_of(answer)
    assert "⟦我的：6%｜对方的：7%⟧" in unsettled["body"][0]
    again = editor.post(address(article), unsettled)
    assert again.status_code == 200
    assert "还有两份都在的地方" in again.content.decode()
    assert stored(article).version == 2
    settled = form_of(again)
    settled["body"] = [settled["body"][0].replace("⟦我的：6%｜对方的：7%⟧", "7%")]
    assert editor.post(address(article), settled).status_code == 302
    assert stored(article).body == BODY.replace("5%", "7%")


@pytest.mark.parametrize(("keep", "figure"), [("mine", "6%"), ("theirs", "7%")])
def test_one_side_s_text_is_kept_whole(editor, colleague, article, keep, figure):
    form = opened(editor, article) | {"body": BODY.replace("5%", "6%")}
    save_meanwhile(article, colleague, body=BODY.replace("5%", "7%"))
    chosen = form_of(editor.post(address(article), form)) | {"keep-body": keep}
    assert editor.post(address(article), chosen).status_code == 302
    assert stored(article).body == BODY.replace("5%", figure)


def test_a_merge_that_is_stale_again_is_merged_again(editor, colleague, article):
    form = opened(editor, article) | {"body": BODY.replace("5%", "6%")}
    save_meanwhile(article, colleague, body=BODY.replace("全部码头", "沿海各港"))
    first = form_of(editor.post(address(article), form))
    save_meanwhile(article, colleague, title="港口率先用上数字提单")
    second = editor.post(address(article), first)
    assert second.status_code == 409
    assert editor.post(address(article), form_of(second)).status_code == 302
    row = stored(article)
    assert row.title == "港口率先用上数字提单"
    assert row.body == BODY.replace("5%", "6%").replace("全部码头", "沿海各港")
    assert row.version == 4


def test_saved_twice_by_a_double_click_it_is_saved_once(editor, article):
    form = opened(editor, article) | {"title": "港口全面用上数字提单"}
    assert editor.post(address(article), form).status_code == 302
    assert editor.post(address(article), form).status_code == 302
    assert stored(article).version == 2


def test_a_save_that_names_no_version_does_not_overwrite(editor, article):
    form = opened(editor, article) | {"title": "港口全面用上数字提单"}
    del form["version"]
    assert editor.post(address(article), form).status_code == 409
    assert stored(article).title == article.title


def test_a_colleague_who_saves_between_look_and_lock_is_noticed_too(editor, colleague, article, monkeypatch):
    form = opened(editor, article) | {"title": "港口全面用上数字提单"}

    def beaten_to_it(**values):
        monkeypatch.undo()
        save_meanwhile(article, colleague, title="港口率先用上数字提单")
        write_article(**values)

    monkeypatch.setattr(article_admin, "write_article", beaten_to_it)
    answer = editor.post(address(article), form)
    assert answer.status_code == 409
    assert "港口率先用上数字提单" in answer.content.decode()


# --- Choices ------------------------------------------------------------------------------------


def test_tags_and_place_are_one_or_the_other(editor, colleague, article):
    other = builders.section("协会动态")
    mine, theirs = (tag(name) for name in ("口岸", "提单"))
    form = opened(editor, article) | {"tags": [str(mine.pk)], "title": "港口全面用上数字提单"}
    save_meanwhile(article, colleague, section=other)
    Article.objects.get().tags.set([theirs])
    answer = editor.post(address(article), form)
    offered = form_of(answer)
    assert (offered["keep-tags"], offered["keep-section"]) == (["mine"], ["theirs"])
    assert editor.post(address(article), offered | {"keep-tags": "theirs"}).status_code == 302
    row = stored(article)
    assert (row.section, list(row.tags.all()), row.title) == (other, [theirs], "港口全面用上数字提单")


def test_a_tag_that_a_colleague_gave_stays_when_i_gave_none(editor, colleague, article):
    theirs = tag("提单")
    form = opened(editor, article) | {"title": "港口全面用上数字提单"}
    save_meanwhile(article, colleague)
    Article.objects.get().tags.set([theirs])
    offered = form_of(editor.post(address(article), form))
    assert offered["keep-tags"] == ["theirs"]
    assert editor.post(address(article), offered).status_code == 302
    assert list(Article.objects.get().tags.all()) == [theirs]


def tag(name):
    return Tag.objects.create(name=name)


def test_an_article_moved_in_the_workspace_stays_where_it_was_moved_to(editor, article):
    other = builders.section("协会动态")
    form = opened(editor, article) | {"title": "港口全面用上数字提单"}
    Article.objects.update(section=other, position=7)
    assert editor.post(address(article), form).status_code == 302
    row = stored(article)
    assert (row.section, row.position, row.title) == (other, 7, "港口全面用上数字提单")


# --- Sources ------------------------------------------------------------------------------------


def credit(article, by, outlet):
    """A colleague adds a source, with a new version as every save is one."""
    save_meanwhile(article, by)
    Attribution.objects.create(article=article, source=builders.source(outlet))


def outlets(article):
    return [each.source.name for each in Attribution.objects.filter(article=article)]


def test_a_source_that_a_colleague_added_stays_when_i_only_wrote(editor, colleague, article):
    form = opened(editor, article) | {"title": "港口全面用上数字提单"}
    credit(article, colleague, "海关总署")
    answer = editor.post(address(article), form)
    offered = form_of(answer)
    assert offered["keep-attributions"] == ["theirs"]
    assert editor.post(address(article), offered).status_code == 302
    assert outlets(article) == ["港城日报", "海关总署"]
    assert stored(article).title == "港口全面用上数字提单"


@pytest.mark.parametrize(("keep", "kept"), [("mine", ["新华社"]), ("theirs", ["港城日报", "海关总署"])])
def test_of_two_lists_of_sources_the_chosen_one_is_kept_whole(editor, colleague, article, keep, kept):
    mine = builders.source("新华社")
    form = opened(editor, article) | {"attributions-0-source": str(mine.pk)}
    credit(article, colleague, "海关总署")
    answer = editor.post(address(article), form)
    offered = form_of(answer)
    assert offered["keep-attributions"] == ["mine"]
    for line in ("港城日报", "新华社", "海关总署"):
        assert f"<li>{line}</li>" in answer.content.decode()
    assert editor.post(address(article), offered | {"keep-attributions": keep}).status_code == 302
    assert outlets(article) == kept


def test_my_list_survives_a_source_that_the_colleague_struck_out(editor, colleague, article):
    form = opened(editor, article) | {"attributions-0-author": "林一"}
    save_meanwhile(article, colleague)
    Attribution.objects.all().delete()
    offered = form_of(editor.post(address(article), form)) | {"keep-attributions": "mine"}
    assert editor.post(address(article), offered).status_code == 302
    assert list(Attribution.objects.values_list("source__name", "author")) == [("港城日报", "林一")]


def test_the_page_is_in_chinese_and_takes_few_queries_whatever_differs(
    editor, colleague, article, django_assert_max_num_queries
):
    other, outlet = builders.section("协会动态"), builders.source("新华社")
    form = opened(editor, article) | {"body": BODY.replace("5%", "6%"), "title": "港口全面用上数字提单"}
    form |= {"attributions-0-source": str(outlet.pk), "notes": "等图。", "tags": [str(tag("口岸").pk)]}
    save_meanwhile(
        article, colleague, section=other, position=3, body=BODY.replace("5%", "7%"), byline="林一"
    )
    for name in ("海关总署", "港口协会", "航运界"):
        Attribution.objects.create(article=article, source=builders.source(name))
    with django_assert_max_num_queries(36):
        page = editor.post(address(article), form).content.decode()
    words = set(NOT_CHINESE.findall(CODES.sub("", Visible(page).text)))
    assert not words - KNOWN
    assert "<script>" not in page
    assert "style=" not in page


# --- What else is refused -----------------------------------------------------------------------


def test_what_was_typed_comes_back_with_a_refused_form(editor, article):
    typed = {
        "title": "",
        "body": "新写的一段。",
        "attributions-0-author": "林一",
        "attributions-0-date": "哪天",
    }
    response = editor.post(address(article), opened(editor, article) | typed)
    assert response.status_code == 200
    back = form_of(response)
    assert {name: back[name][0] for name in typed} == typed
    assert back["version"] == ["1"]


@pytest.mark.parametrize("state", [IssueState.PENDING, IssueState.SIGNED, IssueState.WITHDRAWN])
def test_an_article_of_a_closed_issue_is_refused_and_what_was_typed_comes_back(editor, article, state):
    form = opened(editor, article) | {"body": "新写的一段。"}
    Issue.objects.update(state=state)
    response = editor.post(address(article), form)
    assert response.status_code == 200
    assert "不能再改" in response.content.decode()
    assert form_of(response)["body"] == ["新写的一段。"]
    assert stored(article).body == BODY


def test_an_issue_closed_between_check_and_lock_is_a_sentence(editor, article, monkeypatch):
    form = opened(editor, article) | {"body": "新写的一段。"}

    def beaten_to_it(*arguments):
        monkeypatch.undo()
        Issue.objects.update(state=IssueState.PENDING)
        raise Refused("待签发，不能再改。")

    monkeypatch.setattr(DeskAdmin, "changeform_view", beaten_to_it)
    response = editor.post(address(article), form)
    assert "不能再改" in response.content.decode()
    assert form_of(response)["body"] == ["新写的一段。"]


def test_those_who_may_not_write_do_not_get_the_colleague_s_text(article):
    client = Client()
    client.force_login(builders.user(None))
    assert client.post(address(article), {"title": "新", "version": "0"}).status_code == 403


def test_an_approved_text_goes_back_to_its_editor_when_it_or_its_sources_change(editor, article):
    Article.objects.update(state=ArticleState.APPROVED)
    approve_as_it_is(article)
    form = opened(editor, article)
    editor.post(address(article), form | {"notes": "只改备注。"})
    assert stored(article).state == ArticleState.APPROVED
    form = opened(editor, article)
    editor.post(address(article), form | {"attributions-0-author": "林一"})
    assert stored(article).state == ArticleState.DRAFT


def approve_as_it_is(article):
    for decision, stage in ((Decision.SUBMITTED, Stage.FIRST), (Decision.APPROVED, Stage.FINAL)):
        Review.objects.create(
            article=article,
            stage=stage,
            decision=decision,
            reviewer=builders.user("主编"),
            digest=digest_of(draft_of(stored(article))),
        )


# --- Issues -------------------------------------------------------------------------------------


def test_an_issue_s_numbers_are_not_overwritten_either(editor, colleague):
    issue = builders.issue()
    form = opened(editor, issue) | {"date": "2026-01-30"}
    theirs = Issue.objects.get()
    theirs.editor = colleague
    write_issue(issue=theirs, version=1, by=colleague)
    answer = editor.post(address(issue), form)
    assert answer.status_code == 409
    offered = form_of(answer)
    assert (offered["keep-date"], offered["keep-editor"]) == (["mine"], ["theirs"])
    assert editor.post(address(issue), offered).status_code == 302
    row = stored(issue)
    assert (row.date, row.editor, row.version) == (datetime.date(2026, 1, 30), colleague, 3)


def test_a_closed_issue_s_numbers_are_refused_with_a_sentence(editor):
    issue = builders.issue()
    form = opened(editor, issue) | {"date": "2026-01-30"}
    Issue.objects.update(state=IssueState.SIGNED)
    response = editor.post(address(issue), form)
    assert response.status_code == 200
    assert "不能再改" in response.content.decode()
