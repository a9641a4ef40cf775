"""What the import page's forms post, as changes of the proposal (`editorial.intake.revision`)."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.actions import Refused
from editorial.actions.staging import Change
from editorial.admin.markdown import body_problem
from editorial.intake import revision
from editorial.intake.proposal import AttributionProposal, IssueProposal
from editorial.models import Article, Attribution, Publication, Section, Source


def _longest(model: Any, field: str) -> int:
    """Letters that the database holds of it."""
    return int(model._meta.get_field(field).max_length)


class MastheadForm(forms.Form):
    """The masthead 报头. What is not known yet may stay empty until the import."""

    publication = forms.CharField(label=_("刊名"), max_length=_longest(Publication, "title"), required=False)
    year = forms.IntegerField(label=_("年份"), min_value=1900, max_value=9999, required=False)
    number = forms.IntegerField(label=_("期号"), min_value=1, max_value=9999, required=False)
    serial = forms.IntegerField(label=_("总期号"), min_value=1, max_value=999_999, required=False)
    publisher = forms.CharField(
        label=_("编印单位"), max_length=_longest(Publication, "publisher"), required=False
    )
    date = forms.DateField(
        label=_("出版日期"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class CreditForm(forms.Form):
    """One attribution 来源; a row left empty is none."""

    outlet = forms.CharField(label=_("媒体"), max_length=_longest(Source, "name"), required=False)
    via = forms.CharField(label=_("转自"), max_length=_longest(Source, "name"), required=False)
    author = forms.CharField(label=_("原作者"), max_length=_longest(Attribution, "author"), required=False)
    date = forms.DateField(
        label=_("原载日期"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    url = forms.URLField(
        label=_("原文网址"), max_length=_longest(Attribution, "url"), required=False, assume_scheme="https"
    )
    verbatim = forms.CharField(label=_("原署来源"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class ArticleForm(forms.Form):
    """What stands above an article's text."""

    title = forms.CharField(label=_("标题"), max_length=_longest(Article, "title"), required=False)
    byline = forms.CharField(label=_("作者"), max_length=_longest(Article, "byline"), required=False)


def change_of(post: QueryDict) -> Change:
    """The change that a posted form asks for; its `do` says which.

    Raises:
        Refused: what was typed cannot be taken, or the form is not one of this page's.
    """
    maker = CHANGES.get(post.get("do", ""))
    if maker is None:
        raise Refused(gettext("没有看懂要做什么，什么都没有改。请刷新页面再试一次。"))
    return maker(post)


# --- Masthead and sections ----------------------------------------------------------------------


def _masthead(post: QueryDict) -> Change:
    values = _cleaned(MastheadForm(post))
    return lambda proposal: revision.set_masthead(proposal, **values)


def _add_section(post: QueryDict) -> Change:
    name = _section_name(post, "name")
    return lambda proposal: revision.add_section(proposal, name)


def _rename_section(post: QueryDict) -> Change:
    section, name = _text(post, "section"), _section_name(post, "name")
    return lambda proposal: revision.rename_section(proposal, section, name)


def _remove_section(post: QueryDict) -> Change:
    section = _text(post, "section")
    return lambda proposal: revision.remove_section(proposal, section)


def _shift_section(step: int) -> Callable[[QueryDict], Change]:
    def change(post: QueryDict) -> Change:
        section = _text(post, "section")
        return lambda proposal: revision.shift_section(proposal, section, step)

    return change


def _section_name(post: QueryDict, field: str) -> str:
    name, longest = _text(post, field), _longest(Section, "name")
    if len(name) > longest:
        raise Refused(gettext("栏目名最多 %d 个字，请写短一些。") % longest)
    return name


# --- Articles -----------------------------------------------------------------------------------


def _fields(post: QueryDict) -> Change:
    """Title, byline and credits, which one form holds."""
    line, values, credits = _number(post, "article"), _cleaned(ArticleForm(post)), tuple(_credits(post))

    def change(proposal: IssueProposal) -> IssueProposal:
        retitled = revision.retitle(proposal, line, values["title"])
        signed = revision.set_byline(retitled, line, values["byline"])
        return revision.set_attributions(signed, line, credits)

    return change


def _credits(post: QueryDict) -> Iterator[AttributionProposal]:
    """The rows of the form that have been filled in."""
    names = list(CreditForm.base_fields)
    for row in zip(*(post.getlist(f"credit-{name}") for name in names), strict=False):
        typed = (value.replace("\r\n", "\n") for value in row)  # browsers send CRLF
        values = _cleaned(CreditForm(dict(zip(names, typed, strict=True))))
        if any(values.values()):
            yield AttributionProposal(**values)


def _body(post: QueryDict) -> Change:
    line, body = _number(post, "article"), post.get("body", "").replace("\0", "")
    if problem := body_problem(body):
        raise Refused(problem)
    return lambda proposal: revision.set_body(proposal, line, body)


def _shift(step: int) -> Callable[[QueryDict], Change]:
    def change(post: QueryDict) -> Change:
        line = _number(post, "article")
        return lambda proposal: revision.shift(proposal, line, step)

    return change


def _move(post: QueryDict) -> Change:
    line, section = _number(post, "article"), _text(post, "section")
    return lambda proposal: revision.move(proposal, line, section)


def _merge(post: QueryDict) -> Change:
    line = _number(post, "article")
    return lambda proposal: revision.merge(proposal, line)


def _split(post: QueryDict, *, titled: bool = False) -> Change:
    line, block = _number(post, "article"), _number(post, "block")
    return lambda proposal: revision.split(proposal, line, block, titled=titled)


def _split_titled(post: QueryDict) -> Change:
    return _split(post, titled=True)


def _drop(post: QueryDict) -> Change:
    line = _number(post, "article")
    return lambda proposal: revision.drop(proposal, line)


# --- Remarks ------------------------------------------------------------------------------------


def _switch(post: QueryDict) -> Change:
    index = _number(post, "repair")
    return lambda proposal: revision.switch_repair(proposal, index)


def _settle(post: QueryDict) -> Change:
    index, message = _number(post, "warning"), post.get("message", "")
    return lambda proposal: revision.settle_warning(proposal, index, message)


CHANGES: dict[str, Callable[[QueryDict], Change]] = {
    "masthead": _masthead,
    "add-section": _add_section,
    "rename-section": _rename_section,
    "remove-section": _remove_section,
    "section-up": _shift_section(-1),
    "section-down": _shift_section(1),
    "fields": _fields,
    "body": _body,
    "up": _shift(-1),
    "down": _shift(1),
    "move": _move,
    "merge": _merge,
    "split": _split,
    "split-titled": _split_titled,
    "drop": _drop,
    "switch": _switch,
    "settle": _settle,
}
"""Every button of the page that changes the proposal, by the value it posts as `do`."""


# --- Reading a form -----------------------------------------------------------------------------


def _cleaned(form: forms.Form) -> dict[str, Any]:
    """The form's values.

    Raises:
        Refused: one of them cannot be taken; the sentence names its field.
    """
    if form.is_valid():
        return form.cleaned_data
    field, errors = next(iter(form.errors.items()))
    raise Refused(
        gettext("%(field)s：%(problem)s什么都没有改，请改好后再保存。")
        % {"field": form.fields[field].label, "problem": errors[0]}
    )


def _text(post: QueryDict, field: str) -> str:
    return post.get(field, "").replace("\0", "").strip()


def _number(post: QueryDict, field: str) -> int:
    try:
        return int(post.get(field, ""))
    except ValueError:
        raise Refused(gettext("没有看懂要改哪一处，什么都没有改。请刷新页面再试一次。")) from None
