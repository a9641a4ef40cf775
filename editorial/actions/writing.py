"""Articles and issues are written, and nobody overwrites what they have not seen.

Whoever saves says from which version they began. When that is no longer the newest, nothing is written and
both texts are handed back with the one they began from. Every version is in the history.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext

from editorial.actions.refusals import Outdated, Refused
from editorial.actions.stamp import stamp
from editorial.actions.stories import remember
from editorial.models import Article, Issue
from editorial.people import called
from editorial.workflow import CLOSED, IssueState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ARTICLE_FIELDS = (
    "title",
    "subtitle",
    "byline",
    "summary",
    "body",
    "notes",
    "issue",
    "section",
    "position",
)
"""What people write of an article; its other columns are the program's. Tags and sources are other tables."""
ISSUE_FIELDS = ("publication", "year", "number", "serial", "date", "editor")
"""What people write of an issue."""

Row = TypeVar("Row", Article, Issue)


class Conflict(Outdated):
    """Somebody saved since `mine` was opened: `theirs` is what stands there now. `base` is the line of the
    history that both began from; None for a version older than the history."""

    def __init__(self, mine: Article | Issue, theirs: Article | Issue, base: models.Model | None) -> None:
        colleague = called(saved_by(theirs)) or gettext("同事")
        super().__init__(
            gettext("您打开“%(row)s”之后，%(colleague)s又存了新的一版。您写的还在，请合并后再保存。")
            % {"row": theirs, "colleague": colleague}
        )
        self.mine, self.theirs, self.base = mine, theirs, base


def write_article(*, article: Article, version: int | None, by: "User | None" = None) -> None:
    """Saves an article, as changed or new, as its next version. `version` is the one it was loaded in; a new
    one has none, and whoever writes it is its editor.

    Its tags and sources may be written after it; then call `editorial.actions.reviewing.reconsider`, in the
    same transaction.

    Raises:
        Conflict: somebody has saved it since.
        Refused: it was deleted, or its issue, the old or the new one, is closed.
    """
    with transaction.atomic():
        demand_open(article.issue)
        if article.pk is None:
            article.editor = article.editor or by
            stamp(article, by)
            article.save()
            remember(article)
            return
        stored = _unchanged_since(article, version)
        demand_open(stored.issue)
        _take_program_columns(article, stored, ARTICLE_FIELDS)
        save_next(article, ARTICLE_FIELDS, by)
        if article.body != stored.body:
            remember(article)


def write_issue(*, issue: Issue, version: int | None, by: "User | None" = None) -> None:
    """Saves an issue's numbers, date and editor as its next version; `version` as for `write_article`.

    Raises:
        Conflict: somebody has saved it since.
        Refused: it was deleted, or waits for its signature, or has it, or is withdrawn.
    """
    with transaction.atomic():
        if issue.pk is None:
            stamp(issue, by)
            issue.save()
            return
        stored = _unchanged_since(issue, version)
        if stored.state in CLOSED:
            raise Refused(closed(stored))
        _take_program_columns(issue, stored, ISSUE_FIELDS)
        save_next(issue, ISSUE_FIELDS, by)


def line_of(row: Article | Issue, version: int | None) -> models.Model | None:
    """What the history has of the row in that version; None where it is older than the history."""
    line: models.Model | None = row.history.filter(version=version).first()
    return line


def save_next(row: Article | Issue, fields: Iterable[str], by: "User | None", reason: str = "") -> None:
    """Saves the fields as the row's next version, so that whoever has it open notices. For rows that the
    caller has locked; the history gets its line, with the reason, from this one save."""
    row.version += 1
    stamp(row, by, reason)
    row.save(update_fields=[*fields, "version"])


def saved_by(row: Article | Issue) -> "User | None":
    """Who saved the version that the row is in; None for the command line."""
    line = row.history.filter(version=row.version).order_by("history_date", "history_id").first()
    by: User | None = line.history_user if line else None
    return by


def demand_open(issue: Issue | None) -> None:
    """The articles of the issue may be changed; those of the pool always may.

    Raises:
        Refused: it waits for its signature, has it, or is withdrawn.
    """
    if issue is not None and issue.state in CLOSED:
        raise Refused(closed(issue))


def closed(issue: Issue) -> str:
    """Why the issue and its articles are not changed, and what to do."""
    if issue.state == IssueState.WITHDRAWN:
        return gettext("%(issue)s已撤回，不能再改。要重新发表，请另写一篇，收进新的一期。") % {"issue": issue}
    return gettext("%(issue)s%(state)s，不能再改。要改，请主编先退回编辑。") % {
        "issue": issue,
        "state": issue.get_state_display(),
    }


def _unchanged_since(mine: Row, version: int | None) -> Row:
    """The row as it is stored, locked, still in the version."""
    stored: Row | None = (
        type(mine)._default_manager.select_for_update(of=("self",)).filter(pk=mine.pk).first()
    )
    if stored is None:
        raise Refused(
            gettext("“%(row)s”刚被删除，没有保存。请先把您写的内容复制下来，再联系责任编辑。") % {"row": mine}
        )
    if stored.version != version:
        raise Conflict(mine, stored, line_of(stored, version))
    return stored


def _take_program_columns(row: Row, stored: Row, written: Iterable[str]) -> None:
    """The state and the like may have moved since the row was read; the history is to show them as they are."""
    for field in row._meta.concrete_fields:
        if field.name not in written:
            setattr(row, field.attname, getattr(stored, field.attname))
