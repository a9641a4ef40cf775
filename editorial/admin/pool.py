"""稿件库: what was clipped and waits for an issue, found by filters, sent to an issue, marked with words."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from editorial.actions import Refused, annotate, return_to_pool, send_to_issue
from editorial.admin.desk import desk_page, note, permitted
from editorial.admin.tag import TagsField
from editorial.document import plain_text
from editorial.markdown import parse
from editorial.models import Article, Issue, Section, Source, Tag
from editorial.workflow import IssueState

PER_PAGE = 30
MOST_DIGITS = 18
"""Of a row's number, as 64 bits hold it."""
OPENING = 90
"""Characters of an article's text that the list shows."""


class DayInput(forms.DateInput):
    input_type = "date"


class PoolFilter(forms.Form):
    """Which articles are asked for; what makes no sense is said beside its field and left out."""

    q = forms.CharField(label=_("关键词"), required=False, max_length=100)
    used = forms.ChoiceField(
        label=_("用否"),
        required=False,
        choices=[("", _("未用的")), ("used", _("已用的")), ("all", _("全部"))],
    )
    outlet = forms.ModelChoiceField(
        Source.objects.all(), label=_("来源"), required=False, empty_label=_("全部")
    )
    section = forms.ModelChoiceField(
        Section.objects.all(), label=_("栏目"), required=False, empty_label=_("全部")
    )
    tag = forms.ModelChoiceField(Tag.objects.all(), label=_("标签"), required=False, empty_label=_("全部"))
    since = forms.DateField(label=_("原载日期从"), required=False, widget=DayInput)
    until = forms.DateField(label=_("到"), required=False, widget=DayInput)

    def found(self) -> QuerySet[Article]:
        """The articles asked for, those taken in last first."""
        self.full_clean()
        wanted = self.cleaned_data
        articles = Article.objects.about(wanted.get("q", "")).dated(wanted.get("since"), wanted.get("until"))
        if wanted.get("used") != "all":
            articles = articles.used() if wanted.get("used") else articles.in_pool()
        if wanted.get("outlet"):
            articles = articles.from_source(wanted["outlet"])
        if wanted.get("section"):
            articles = articles.in_section(wanted["section"])
        if wanted.get("tag"):
            articles = articles.tagged(wanted["tag"])
        return articles.order_by("-added_at", "-pk")


class ArticlesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Articles by number; a number that no database can hold is no choice either."""

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if not number.isdecimal() or len(number) > MOST_DIGITS:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], "invalid_choice", {"value": number[:MOST_DIGITS]}
                )
        return super().clean(value)


class ChosenForm(forms.Form):
    """The articles that were ticked."""

    articles = ArticlesField(
        Article.objects.all(), error_messages={"required": _("还没有选文章。请先勾选，再移动。")}
    )

    def in_order(self) -> list[Article]:
        """The articles as the page listed them."""
        ticked = self.data.getlist("articles")  # type: ignore[attr-defined]  # a QueryDict
        return sorted(self.cleaned_data["articles"], key=lambda article: ticked.index(str(article.pk)))


class SendForm(ChosenForm):
    """Where the ticked articles go."""

    issue = forms.ModelChoiceField(
        Issue.objects.filter(state=IssueState.EDITING),
        label=_("发到"),
        empty_label=None,
        error_messages={"required": _("请选一期“编辑中”的。")},
    )
    section = forms.ModelChoiceField(
        Section.objects.all(),
        label=_("栏目"),
        empty_label=None,
        error_messages={"required": _("请选栏目。")},
    )


class NotesForm(forms.Form):
    tags = TagsField()
    notes = forms.CharField(
        label=_("备注"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of the list; `others` tell the same story in the same words."""

    article: Article
    opening: str
    notes: NotesForm
    others: Sequence[Article]

    @property
    def may_go_back(self) -> bool:
        """One of them is in an issue that still gives articles back."""
        issues = [article.issue for article in (self.article, *self.others)]
        return any(issue is not None and issue.state == IssueState.EDITING for issue in issues)


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The pool as the filters in the address ask for it.

    Raises:
        PermissionDenied: the user may not read articles.
    """
    permitted(request, "editorial.view_article")
    asked = PoolFilter(request.GET)
    stories = asked.found().one_of_each_story()  # type: ignore[attr-defined]  # a queryset of ours
    page = Paginator(_shown(stories), PER_PAGE).get_page(request.GET.get("page"))
    entries = _entries(page)
    context = {
        "title": gettext("稿件库"),
        "filter": asked,
        "is_filtered": any(value for name, value in request.GET.items() if name != "page"),
        "page": page,
        "entries": entries,
        "may_go_back": any(entry.may_go_back for entry in entries),
        "send": SendForm(auto_id="send_%s"),
        "query": _query_without_page(request),
    }
    return desk_page(request, "admin/editorial/pool/list.html", context)


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Sends the ticked articles to an issue.

    Raises:
        PermissionDenied: the user may not change articles.
    """
    user = permitted(request, "editorial.change_article")
    form = SendForm(request.POST)

    def move() -> str:
        issue, section = form.cleaned_data["issue"], form.cleaned_data["section"]
        articles = form.in_order()
        send_to_issue(articles=articles, issue=issue, section=section, by=user)
        sentence = gettext("发到%(issue)s，栏目“%(section)s”。") % {"issue": issue, "section": section}
        note(user, articles, CHANGE, sentence)
        return gettext("已把 %(count)d 篇%(sentence)s") % {"count": len(articles), "sentence": sentence}

    return _done(request, form, move)


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Takes the ticked articles out of their issues.

    Raises:
        PermissionDenied: the user may not change articles.
    """
    user = permitted(request, "editorial.change_article")
    form = ChosenForm(request.POST)

    def move() -> str:
        articles = form.in_order()
        return_to_pool(articles=articles, by=user)
        note(user, articles, CHANGE, gettext("退回稿件库。"))
        return gettext("已把 %d 篇退回稿件库。") % len(articles)

    return _done(request, form, move)


@require_POST
def write_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Replaces an article's tags and notes.

    Raises:
        PermissionDenied: the user may not change articles.
        Http404: there is no such article.
    """
    user = permitted(request, "editorial.change_article")
    article = get_object_or_404(Article, pk=pk)
    form = NotesForm(request.POST)

    def write() -> str:
        annotate(article=article, by=user, **form.cleaned_data)
        note(user, [article], CHANGE, gettext("改了标签和备注。"))
        return gettext("已记下《%s》的标签和备注。") % article

    return _done(request, form, write)


def _done(request: HttpRequest, form: forms.Form, act: Callable[[], str]) -> HttpResponse:
    """Acts when the form is in order, and comes back to the same list with a sentence."""
    if not form.is_valid():
        for sentences in form.errors.values():
            messages.error(request, str(sentences[0]))
    else:
        try:
            messages.success(request, act())
        except Refused as refusal:
            messages.error(request, str(refusal))
    return HttpResponseRedirect(f"{reverse('editorial_pool')}?{request.GET.urlencode()}")


def _shown(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With everything the list says of an article; four further queries whatever their number."""
    return articles.select_related("issue", "section").prefetch_related(
        "attributions__source", "attributions__via", "tags"
    )


def _entries(page: Page[Any]) -> list[Entry]:
    leaders = list(page)
    told = {leader.story for leader in leaders if leader.story}
    others = defaultdict(list)
    rest = Article.objects.filter(story__in=told).exclude(pk__in=[leader.pk for leader in leaders])
    for article in _shown(rest.order_by("pk")):
        others[article.story].append(article)
    return [Entry(leader, _opening(leader), _notes(leader), others[leader.story]) for leader in leaders]


def _opening(article: Article) -> str:
    words = article.summary or plain_text(parse(article.body))
    text = " ".join(words.split())
    return text[:OPENING] + "…" * (len(text) > OPENING)


def _notes(article: Article) -> NotesForm:
    tags = "、".join(tag.name for tag in article.tags.all())
    return NotesForm(initial={"tags": tags, "notes": article.notes}, auto_id=f"article_{article.pk}_%s")


def _query_without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
