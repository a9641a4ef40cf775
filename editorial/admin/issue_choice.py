"""所在期: the choice of the issue that an article goes to. Only what takes articles is offered, with its state."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.models import Issue
from editorial.workflow import CLOSED, IssueState


class IssueChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """The issues being edited, or the pool. A published one takes articles for a correction: it is offered where
    the page was opened for it. An article of a closed one is left no choice, and told why."""

    default_error_messages = {
        "invalid_choice": _("这一期不能再收文章。请选一期“编辑中”的，或者先留在稿件库。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"empty_label": _("先留在稿件库"), "help_text": ""})

    def label_from_instance(self, obj: Issue) -> str:
        return gettext("%(issue)s（%(state)s）") % {"issue": obj, "state": obj.get_state_display()}

    def stands_in(self, issue: Issue, *, is_new: bool) -> None:
        """The article is one of the issue, or `is_new` and written for it."""
        self.queryset = Issue.objects.filter(Q(state=IssueState.EDITING) | Q(pk=issue.pk))
        if issue.state in CLOSED:
            self.queryset, self.empty_label = Issue.objects.filter(pk=issue.pk), None
            self.help_text = gettext("这一期%s，文章不能再动。") % issue.get_state_display()
        elif is_new and issue.state == IssueState.PUBLISHED:
            self.help_text = gettext("这一期已发布。加进来的，出了更正版读者才看得到。")

    def stands_in_the_pool(self) -> Issue | None:
        """The article is one of the pool. Returns the issue being edited, when there is just one."""
        self.queryset = Issue.objects.filter(state=IssueState.EDITING)
        issues = list(self.queryset[:2])
        if not issues:
            self.help_text = gettext("没有正在编的一期，先留在稿件库。")
        return issues[0] if len(issues) == 1 else None
