"""The pool 稿件库: articles are given to an issue, taken back from it, and marked so that they are found."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from editorial.actions.refusals import Refused
from editorial.actions.rows import saved
from editorial.actions.writing import save_next
from editorial.models import Article, Issue, Section, Tag
from editorial.workflow import IssueState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CHANGE_PERMISSION = "editorial.change_article"


def send_to_issue(
    *, articles: Iterable[Article], issue: Issue, section: Section, by: "User | None" = None
) -> None:
    """Puts articles of the pool at the end of a section of an issue, in the order given: all or none.

    Raises:
        PermissionDenied: `by` may not change articles.
        Refused: none are given, one is in an issue already, the issue is no longer being edited, or the
            section is another publication's.
    """
    _demand_permission(by)
    with transaction.atomic():
        issue = _issue_in_the_making(issue.pk)
        if section.publication_id != issue.publication_id:
            raise Refused(gettext("栏目“%(section)s”不属于本期的刊物，请换一个栏目。") % {"section": section})
        rows = _locked(articles)
        if used := [row for row in rows if row.issue_id]:
            raise Refused(
                gettext("《%(article)s》已用于%(issue)s，一篇也没有移动。请去掉它再发。")
                % {"article": used[0], "issue": used[0].issue}
            )
        first = Article.objects.next_position(issue, section)
        for position, row in enumerate(rows, start=first):
            row.issue, row.section, row.position = issue, section, position
            save_next(row, ["issue", "section", "position"], by, f"收进{issue}")


def return_to_pool(*, articles: Iterable[Article], by: "User | None" = None) -> None:
    """Takes articles out of their issues, back into the pool: all or none. Their section stays proposed.

    Raises:
        PermissionDenied: `by` may not change articles.
        Refused: none are given, one is in no issue, or in an issue that is no longer being edited.
    """
    _demand_permission(by)
    with transaction.atomic():
        chosen = list(articles)
        issues = _issues_of(chosen)
        for pk in sorted(issues):  # issues are locked before their articles, here as everywhere
            _issue_in_the_making(pk)
        rows = _locked(chosen)
        if waiting := [row for row in rows if not row.issue_id]:
            raise Refused(
                gettext("《%(article)s》本来就在稿件库里，一篇也没有移动。请去掉它再退。")
                % {"article": waiting[0]}
            )
        if moved := [row for row in rows if row.issue_id not in issues]:
            raise Refused(
                gettext("《%(article)s》刚被移到%(issue)s，一篇也没有移动。请刷新后重选。")
                % {"article": moved[0], "issue": moved[0].issue}
            )
        for row in rows:
            row.issue = row.position = None
            save_next(row, ["issue", "position"], by, "退回稿件库")


def annotate(*, article: Article, notes: str, tags: Iterable[str], by: "User | None" = None) -> None:
    """Replaces an article's notes and tags; new tags are made.

    Raises:
        PermissionDenied: `by` may not change articles.
        Refused: a tag cannot be written, or the article was deleted.
    """
    _demand_permission(by)
    with transaction.atomic():
        row = _locked([article])[0]
        row.notes = notes
        save_next(row, ["notes"], by)
        set_tags(row, tags)


def set_tags(article: Article, names: Iterable[str]) -> None:
    """Gives the article the tags of these names, made where there are none, and no others.

    Raises:
        Refused: a name is too long.
    """
    wanted = dict.fromkeys(name.strip() for name in names if name.strip())
    known = {tag.name: tag for tag in Tag.objects.filter(name__in=wanted)}
    article.tags.set([known.get(name) or saved(Tag(name=name)) for name in wanted])


def _demand_permission(by: "User | None") -> None:
    if by is not None and not by.has_perm(CHANGE_PERMISSION):
        raise PermissionDenied(gettext("您没有修改文章的权限，请联系管理员。"))


def _issues_of(articles: Iterable[Article]) -> set[int]:
    """The keys of the issues that the articles stand in."""
    rows = Article.objects.filter(pk__in=[article.pk for article in articles]).exclude(issue=None)
    return set(rows.values_list("issue_id", flat=True))


def _issue_in_the_making(pk: int) -> Issue:
    """The issue, locked, as long as it is being edited."""
    issue: Issue = Issue.objects.select_for_update().get(pk=pk)
    if issue.state != IssueState.EDITING:
        raise Refused(
            gettext("%(issue)s%(state)s，不能再增减文章。请选一期“编辑中”的。")
            % {"issue": issue, "state": issue.get_state_display()}
        )
    return issue


def _locked(articles: Iterable[Article]) -> list[Article]:
    """The articles as they stand now, in the order given, locked."""
    order = [article.pk for article in articles]
    if not order:
        raise Refused(gettext("还没有选文章。请先勾选，再移动。"))
    rows = Article.objects.select_for_update(of=("self",)).select_related("issue").in_bulk(order)
    if lost := [pk for pk in order if pk not in rows]:
        raise Refused(
            gettext("选中的文章有 %(count)s 篇已被删除，一篇也没有移动。请刷新后重选。")
            % {"count": len(lost)}
        )
    return [rows[pk] for pk in order]
