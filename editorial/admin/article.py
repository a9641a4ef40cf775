"""文章: the text, where it stands in an issue, and where it comes from."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.actions.reviewing import reconsider
from editorial.actions.writing import closed, write_article
from editorial.admin import conflict_credits
from editorial.admin.base import DeskAdmin, QuietChoices
from editorial.admin.conflict import KEEP, LOADED, Choice, ConflictPages, VersionedForm
from editorial.admin.desk import permitted
from editorial.admin.history import HistoryPages
from editorial.admin.markdown import MarkdownWidget, body_problem
from editorial.admin.preflight_views import REASONS
from editorial.admin.proofread_form import number
from editorial.admin.review_panel import article_panel
from editorial.models import Article, Attribution, Clipping
from editorial.workflow import CLOSED

BODY_HELP = _(
    "Markdown：空一行分段；## 小标题；**加粗**；[文字](网址)；图片可直接粘贴或拖进来。右侧是读者看到的样子。"
)


PLACE = ("issue", "section", "position")
"""What the issue's workspace moves without making a new version of the article."""


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
        for name in {*PLACE, "tags"} & set(self.fields):
            # Compared with what the page was opened with, where the page says it.
            was_said = self.add_initial_prefix(name) in self.data
            self.fields[name].show_hidden_initial = was_said or not self.is_bound

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


@admin.register(Article)
class ArticleAdmin(HistoryPages, ConflictPages, DeskAdmin):
    form = ArticleForm
    inlines = [AttributionInline]
    list_display = ["title", "issue", "section", "position", "outlets", "state"]
    list_select_related = ["issue", "section"]
    list_filter = [PlaceFilter, "state", "section", "issue__year"]
    list_per_page = 50
    autocomplete_fields = ["tags"]
    search_fields = ["title", "byline", "body"]
    search_help_text = _("在标题、作者和正文里查找")
    readonly_fields = ["state", "uid"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["title", "subtitle", "byline", ("issue", "section", "position")]}),
        (None, {"fields": ["body"], "classes": ["manuscript"]}),
        (_("标签与备注"), {"fields": ["tags", "notes"]}),
        (_("摘要与状态"), {"fields": ["summary", "state", "uid"]}),
    ]
    add_fieldsets = [*fieldsets[:3], (_("摘要"), {"fields": ["summary"]})]

    class Media:
        css = {"all": ["editorial/proofread.css", "editorial/reviewing.css"]}
        js = [
            "editorial/proofread_underlines.js",
            "editorial/proofread_panel.js",
            "editorial/proofread.js",
            "editorial/autosave.js",
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).prefetch_related("attributions__source")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        beside: dict[str, Any] = {"proofread_reasons": REASONS}
        if row := context.get("original"):
            beside["review_panel"] = article_panel(row.pk, permitted(request, "editorial.view_article"))
        return super().render_change_form(request, context | beside, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        write_article(article=obj, version=form.cleaned_data["version"], by=cast(User, request.user))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        reconsider(article=form.instance, by=cast(User, request.user))

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
