"""检查规则 and 词表: what a publication decides about preflight, and the record of what was let stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.actions import Refused, decide_rules
from editorial.admin.base import DeskAdmin, ReadOnlyAdmin
from editorial.admin.desk import permitted
from editorial.admin.preflight_names import family_names, severity_names
from editorial.models import Acknowledgement, Publication, RuleSetting, WordPair
from editorial.preflight.explained import ABOUT
from editorial.preflight.registry import BY_ID, RULES
from editorial.preflight.rules import Rule

FIELD = "level-"
"""Begins the name of each rule's field in the form."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule on the page, and how the publication has it; `level` is empty where nothing was decided."""

    rule: Rule
    level: str

    @property
    def about(self) -> str:
        return ABOUT[self.rule.id]

    @property
    def own(self) -> str:
        """The rule's own severity."""
        return severity_names()[self.rule.severity]


def families(levels: dict[str, str]) -> Iterator[tuple[str, list[RuleRow]]]:
    """Every rule under its family, in the order of the handbook."""
    for family, rules in groupby(RULES, lambda rule: rule.family):
        yield family_names()[family], [RuleRow(rule, levels.get(rule.id, "")) for rule in rules]


@admin.register(RuleSetting)
class RuleSettingAdmin(DeskAdmin):
    """All rules on one page, each with a choice: as it is, off, or of another severity."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        permitted(request, "editorial.view_rulesetting")
        publication = Publication.objects.first()
        if request.method == "POST":
            return self._decide(request, publication)
        levels = dict(RuleSetting.objects.filter(publication=publication).values_list("rule", "level"))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("检查规则"),
            "opts": self.opts,
            "publication": publication,
            "families": list(families(levels)),
            "levels": RuleSetting.Level.choices,
            "can_change": publication is not None and self.has_change_permission(request),
        }
        return TemplateResponse(request, "admin/editorial/preflight/rules.html", context)

    def _decide(self, request: HttpRequest, publication: Publication | None) -> HttpResponse:
        user = permitted(request, "editorial.change_rulesetting")
        chosen = {
            name.removeprefix(FIELD): value
            for name, value in request.POST.items()
            if name.startswith(FIELD) and isinstance(value, str)
        }
        try:
            changed = decide_rules(publication=publication, levels=chosen, by=user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, gettext("已保存，改动了 %d 条规则。") % changed if changed else gettext("没有改动。")
            )
        return HttpResponseRedirect(request.path)


@admin.register(WordPair)
class WordPairAdmin(DeskAdmin):
    list_display = ["word", "instead", "reason"]
    list_filter = ["reason"]
    search_fields = ["word", "instead"]
    search_help_text = _("查一个词")
    fields = ["word", "instead", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WordPair]:
        return super().get_queryset(request).select_related("publication")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """A form whose row belongs to the publication from the start, so that a word listed twice is said
        beside its field."""
        form = super().get_form(request, obj, change, **kwargs)
        publication = Publication.objects.first()

        class OfPublication(form):  # type: ignore[misc, valid-type]
            def __init__(self, *args: Any, **values: Any) -> None:
                super().__init__(*args, **values)
                if self.instance.publication_id is None:
                    self.instance.publication = publication

            def clean(self) -> Any:
                if self.instance.publication_id is None:
                    raise ValidationError(gettext("还没有刊物。请先新建刊物，再加词条。"))
                return super().clean()

            def _get_validation_exclusions(self) -> set[str]:
                excluded: set[str] = super()._get_validation_exclusions()
                return excluded - {"publication"} if self.instance.publication_id else excluded

        return OfPublication


class OfRule(admin.SimpleListFilter):
    """The findings of one rule, by its title."""

    title = _("规则")
    parameter_name = "rule"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rules = model_admin.get_queryset(request).order_by("rule").values_list("rule", flat=True).distinct()
        return [(rule, BY_ID[rule].title if rule in BY_ID else rule) for rule in rules]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Acknowledgement]
    ) -> QuerySet[Acknowledgement]:
        return queryset.filter(rule=self.value()) if self.value() else queryset


@admin.register(Acknowledgement)
class AcknowledgementAdmin(ReadOnlyAdmin):
    """Who let what stand, and why; taken back on the report of the issue."""

    list_display = ["words", "rule_title", "reason", "by", "at", "of"]
    list_select_related = ["article__issue", "issue", "by"]
    list_filter = [OfRule]
    search_fields = ["words", "reason"]
    fields = ["of", "rule_title", "words", "reason", "by", "at"]

    @admin.display(description=_("规则"), ordering="rule")
    def rule_title(self, obj: Acknowledgement) -> str:
        rule = BY_ID.get(obj.rule)
        return f"{rule.title}（{obj.rule}）" if rule else obj.rule

    @admin.display(description=_("在哪里"))
    def of(self, obj: Acknowledgement) -> str:
        return str(obj.article or obj.issue)
