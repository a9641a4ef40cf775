"""文章: the text, where it stands in an issue, and where it comes from."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.actions.reviewing import reconsider
from editorial.actions.writing import closed, write_article
from editorial.admin import conflict_credits, outcome
from editorial.admin.base import DeskAdmin, QuietChoices
from editorial.admin.closed import ReadOnlyWhileClosed
from editorial.admin.conflict import KEEP, LOADED, Choice, ConflictPages, VersionedForm
from editorial.admin.desk import permitted
from editorial.admin.filters import RelatedFilter, ValuesFilter
from editorial.admin.history import HistoryPages
from editorial.admin.issue_choice import IssueChoice
from editorial.admin.lapsing import tell_lapsed
from editorial.admin.markdown import MarkdownWidget, body_problem
from editorial.admin.preflight_views import REASONS
from editorial.admin.proofread_form import number
from editorial.admin.review_panel import article_panel, next_to_review
from editorial.admin.reviewing import submit_saved
from editorial.models import Article, Attribution, Clipping, Issue
from editorial.workflow import CLOSED, SUBMIT

BODY_HELP = _("直接写，空一行分段；小标题、加粗等用下面的按钮，也可以从 Word 粘贴。")


PLACE = ("issue", "section", "position")
"""What the issue's workspace moves without making a new version of the article."""
SAVE_AND_SUBMIT = "_submit"
"""The button that also submits what it saves, named as Django names its own."""


BELOW = "below-sources"
"""Marks the fields that stand below the sources; the sources follow upon the text."""


class ArticleForm(VersionedForm):
    """Finds the article's place in the issue when the editor names none."""

    class Meta:
        model = Article
        fields = [
            "title",
            "subtitle",
            "byline",
            "issue",
            "section",
            "position",
            "summary",
            "body",
            "tags",
            "notes",
        ]
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "subtitle": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "summary": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "body": MarkdownWidget,
            "notes": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }
        help_texts = {"body": BODY_HELP, "position": _("空着就排在该栏目最后。")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["title"].widget.attrs["autofocus"] = True
        if "issue" in self.fields:
            self._offer_issues(cast(IssueChoice, self.fields["issue"]))
        for name in {*PLACE, "tags"} & set(self.fields):
            # Compared with what the page was opened with, where the page says it.
            was_said = self.add_initial_prefix(name) in self.data
            self.fields[name].show_hidden_initial = was_said or not self.is_bound

    def _offer_issues(self, choice: IssueChoice) -> None:
        """Those that take articles, with the one that the article stands in, or that the page was opened for. A new
        article goes to the one being edited, when there is just one."""
        issue = self.instance.issue
        if self.instance.pk is None:
            opened_for = self.data.get(f"{LOADED}issue") if self.is_bound else self.initial.get("issue")
            issue = Issue.objects.filter(pk=number(opened_for)).exclude(state__in=CLOSED).first()
        if issue is not None:
            choice.stands_in(issue, is_new=self.instance.pk is None)
        elif (only := choice.stands_in_the_pool()) and self.instance.pk is None:
            self.initial["issue"] = only.pk

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")  # browsers send CRLF
        if problem := body_problem(body):
            raise forms.ValidationError(problem)
        return body

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for name in PLACE if self.instance.pk is not None else ():
            if f"{LOADED}{name}" in self.data and name not in self.changed_data:
                values[name] = getattr(self.instance, name)  # moved meanwhile, and not by this form
        for each in {self.instance.issue, values.get("issue")}:
            if each is not None and each.state in CLOSED:
                raise forms.ValidationError(closed(each))
        issue, section = values.get("issue"), values.get("section")
        if issue is None and "issue" not in self.errors:
            values["position"] = None  # a place is a place in an issue; the pool has none
        if issue is not None and section is None and "section" not in self.errors:
            self.add_error(
                "section", gettext("收进一期要有栏目。请选一个栏目，或者在“所在期”里选“先留在稿件库”。")
            )
        if issue is None or section is None:
            return values
        if section.publication_id != issue.publication_id:
            self.add_error("section", gettext("这个栏目不属于本期的刊物，请换一个栏目。"))
        elif self._wants_a_place(values):
            values["position"] = Article.objects.next_position(issue, section)
        return values

    def _wants_a_place(self, values: dict[str, Any]) -> bool:
        """None was given, or the article moved and brought its old number along."""
        if "position" in self.errors:
            return False
        moved = self.instance.pk is not None and {"issue", "section"} & set(self.changed_data)
        return values.get("position") is None or (bool(moved) and "position" not in self.changed_data)


class AttributionInline(QuietChoices, admin.StackedInline):  # type: ignore[type-arg]
    model = Attribution
    autocomplete_fields = ["source", "via"]
    fields = [("source", "via"), ("author", "date"), "url", "verbatim"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attribution]:
        return super().get_queryset(request).select_related("source", "via")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj is not None and obj.attributions.exists() else 1

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "verbatim":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class PlaceFilter(admin.SimpleListFilter):
    """The pool 稿件库, or what an issue has taken."""

    title = _("去向")
    parameter_name = "place"

    def lookups(self, request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        return [("pool", _("在稿件库")), ("issue", _("已收进一期"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() in ("pool", "issue"):
            return queryset.filter(issue__isnull=self.value() == "pool")
        return queryset


def _to_its_issue(article: Article) -> HttpResponseRedirect | None:
    """Where the editor came from and goes on. An article of the pool leads to the list."""
    page = "admin:editorial_issue_change"
    return HttpResponseRedirect(reverse(page, args=[article.issue_id])) if article.issue_id else None


@admin.register(Article)
class ArticleAdmin(ReadOnlyWhileClosed, HistoryPages, ConflictPages, DeskAdmin):
    form = ArticleForm
    inlines = [AttributionInline]
    list_display = ["title", "state", "place", "section", "outlets", "changed"]
    list_filter = [PlaceFilter, "state", ("section", RelatedFilter), ("issue__year", ValuesFilter)]
    list_per_page = 50
    autocomplete_fields = ["tags"]
    search_fields = ["title", "byline", "body"]
    search_help_text = _("在标题、作者和正文里查找")
    readonly_fields = ["state", "uid"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["title", "subtitle", "byline", ("issue", "section", "position")]}),
        (None, {"fields": ["body"], "classes": ["manuscript"]}),
        (_("标签与备注"), {"fields": ["tags", "notes"], "classes": [BELOW]}),
        (_("摘要与状态"), {"fields": ["summary", "state", "uid"], "classes": [BELOW]}),
    ]
    add_fieldsets = [*fieldsets[:3], (_("摘要"), {"fields": ["summary"], "classes": [BELOW]})]

    class Media:
        css = {"all": ["editorial/proofread.css", "editorial/reviewing.css"]}
        js = [
            "editorial/proofread_underlines.js",
            "editorial/proofread_panel.js",
            "editorial/proofread.js",
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        rows = super().get_queryset(request).with_change()  # type: ignore[attr-defined]  # a queryset of ours
        return rows.select_related("issue", "section").prefetch_related("attributions__source")  # type: ignore[no-any-return]

    def get_ordering(self, request: HttpRequest) -> Any:
        """What was changed last comes first."""
        return [F("changed_at").desc(), "-pk"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "issue":
            kwargs["form_class"] = IssueChoice
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        beside: dict[str, Any] = {"proofread_reasons": REASONS, "save_and_submit": SAVE_AND_SUBMIT}
        beside["is_nav_sidebar_enabled"] = False  # text, preview and findings stand side by side
        if row := context.get("original"):
            user = permitted(request, "editorial.view_article")
            panel = article_panel(row.pk, user)
            beside |= outcome.told(request) | {"review_panel": panel, "may_submit": panel.may_submit}
            if beside["outcomes"] and not panel.may_approve:
                beside["next_to_review"] = next_to_review(user, row.pk)
        else:
            beside["may_submit"] = cast(User, request.user).has_perm(SUBMIT.permission)
        return super().render_change_form(request, context | beside, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        write_article(article=obj, version=form.cleaned_data["version"], by=cast(User, request.user))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        lapsed = reconsider(article=form.instance, by=cast(User, request.user))
        if SAVE_AND_SUBMIT not in request.POST:
            tell_lapsed(request, form.instance, lapsed)

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        if SAVE_AND_SUBMIT in request.POST:
            return submit_saved(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if SAVE_AND_SUBMIT in request.POST:
            return submit_saved(request, obj)
        return super().response_change(request, obj)

    def response_post_save_add(self, request: HttpRequest, obj: Article) -> HttpResponseRedirect:
        return _to_its_issue(obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Article) -> HttpResponseRedirect:
        return _to_its_issue(obj) or super().response_post_save_change(request, obj)

    def settled(self, request: HttpRequest, stored: Article) -> QueryDict:
        data = super().settled(request, stored)
        if data.pop(f"{KEEP}{conflict_credits.PREFIX}", None) == ["theirs"]:
            data = conflict_credits.replaced(data, conflict_credits.stored(stored), stored)
        return data

    def more_choices(self, data: QueryDict, stored: Article) -> list[Choice]:
        choice = conflict_credits.choice(data, stored, number(data.get("version")))
        return [choice] if choice else []

    def carried(self, data: QueryDict, stored: Article) -> QueryDict:
        return conflict_credits.replaced(data, conflict_credits.posted(data), stored)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Nobody deletes the record of a clipping by itself, but it goes with its article."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return listed, counts, lacking - {Clipping._meta.verbose_name}, protected

    @admin.display(description=_("来源"))
    def outlets(self, obj: Article) -> str:
        return gettext("、").join(attribution.source.name for attribution in obj.attributions.all())

    @admin.display(description=_("所在期"), ordering="issue__serial")
    def place(self, obj: Article) -> str | None:
        return f"{obj.issue.year}年第{obj.issue.number}期" if obj.issue else None

    @admin.display(description=_("修改时间"), ordering="changed_at")
    def changed(self, obj: Any) -> str:
        """To the minute within this year, to the day before it."""
        if obj.changed_at is None:
            return ""
        at = localtime(obj.changed_at)
        if at.year != localdate().year:
            return date_format(at, "DATE_FORMAT")
        return f"{date_format(at, 'MONTH_DAY_FORMAT')} {date_format(at, 'H:i')}"
